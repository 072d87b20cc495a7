// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/hub/scoped_county.h"

#include <random>

using namespace yigong;

namespace {

/// 2G behind a hill: 20 kbit/s, 600 ms there and back, one packet of twenty lost and sent again. Time is the stores'
/// clocks'; nobody waits.
class HillLine
{
public:
    HillLine(ScopedCounty &county, Computer &device) : m_county(county), m_device(device) {}

    Result<SyncOutcome> sync()
    {
        SyncSession session(
            *m_device.store.db, [this](const QByteArray &bytes) { return m_device.key.sign(bytes); },
            [this](const QByteArray &message) { return carry(message); });
        session.setLine(m_line);
        return session.run();
    }

    qint64 largestThrough = std::numeric_limits<qint64>::max(); ///< bytes; a longer message is cut, there or back
    int cuts = 0;

private:
    static constexpr qint64 packet = 1'400, headBytes = 420, lostMs = 1'500;

    Result<SyncReply> carry(const QByteArray &message)
    {
        passes(message.size());
        if (isCut(message.size()))
            return fail(ErrorKind::HubUnreachable);
        const HubReply reply = m_county.hub.sync(message);
        passes(reply.body.size());
        if (isCut(reply.body.size()))
            return fail(ErrorKind::HubUnreachable);
        return SyncReply{reply.status, reply.body};
    }
    bool isCut(qint64 bytes)
    {
        const bool cut = bytes > largestThrough;
        cuts += cut ? 1 : 0;
        return cut;
    }
    void passes(qint64 bytes)
    {
        const qint64 all = std::min(bytes, largestThrough) + headBytes;
        qint64 ms = 300 + all * 8 / 20;
        for (qint64 at = 0; at < all; at += packet)
            if (m_chance(m_random))
                ms += lostMs + std::min(packet, all - at) * 8 / 20;
        m_county.timeGoesOn(ms);
    }

    ScopedCounty &m_county;
    Computer &m_device;
    SyncLine m_line;
    std::mt19937 m_random{20251126};
    std::bernoulli_distribution m_chance{0.05};
};

/// A village's day: residents seen, some referred, some new, and what the township entered for them meanwhile.
void livesADay(ScopedCounty &c, int seen)
{
    for (int i = 0; i < seen; ++i) {
        const Id resident = c.registers(c.village, ("王" + std::to_string(i)).c_str());
        const Id visit = c.visits(c.village, resident);
        if (i % 10 == 0)
            c.refers(c.village, resident, visit);
        if (i % 3 == 0)
            c.isAllergic(c.village, resident);
        c.timeGoesOn(300'000);
    }
    for (int i = 0; i < seen; ++i) {
        Patient p;
        p.name = QString::fromUtf8("李%1").arg(i);
        p.site = c.village.store.site;
        c.writes(c.township, p);
    }
}

} // namespace

TEST_CASE("a village's day goes over a 2G line in less than a minute", "[hub][line]")
{
    ScopedCounty c;
    livesADay(c, 50);
    REQUIRE(c.sync(c.township));
    const qint64 acts = ScopedCounty::count(c.village, "SELECT count(*) FROM act");
    HillLine line(c, c.village);
    const Instant before = c.village.store.clock.now();
    const auto outcome = line.sync();
    REQUIRE(outcome);
    const qint64 seconds = (c.village.store.clock.now().ms - before.ms) / 1000;
    CAPTURE(acts, seconds);
    CHECK(seconds < 60);
    CHECK(seconds > 5); // else it was no such line
    CHECK(outcome->pushed >= 200);
    CHECK(outcome->pulled >= 50);
    CHECK(ScopedCounty::count(c.village, "SELECT count(*) FROM patient") == 100);
}

TEST_CASE("a line that is cut again and again brings three days over piece by piece", "[hub][line]")
{
    ScopedCounty c;
    livesADay(c, 300);
    REQUIRE(c.sync(c.township));
    HillLine line(c, c.village);
    line.largestThrough = 9'000;
    int tries = 1;
    while (!line.sync() && tries < 40)
        ++tries;
    CAPTURE(tries, line.cuts);
    CHECK(line.cuts > 0);
    CHECK(tries <= 12);
    line.largestThrough = std::numeric_limits<qint64>::max();
    const auto standing = c.village.store.db->read([](const Snapshot &s) { return syncStanding(s); });
    REQUIRE(standing);
    CHECK(standing->actsWaiting == 0);
    CHECK(standing->held.empty());
    CHECK(ScopedCounty::count(c.village, "SELECT count(*) FROM patient") == 600);
    const auto atHub = c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); });
    CHECK(atHub == 600);
}
