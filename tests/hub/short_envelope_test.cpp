// SPDX-License-Identifier: GPL-3.0-or-later
// A single edit in few bytes: what both ends know is not said again, and who does not know it is told everything.
#include "core/sync/short_envelope.h"
#include "tests/hub/little_county.h"

using namespace yigong;

namespace {

/// A village that has exchanged, and one edit that has not left it.
struct OneEdit : LittleCounty
{
    OneEdit()
    {
        id = registers(village, "李芳");
        REQUIRE(sync(village));
        edits(village, id, [](Patient &p) { p.phone = "13900000077"_q; });
    }
    /// Every message passes `hubOf`.
    Result<SyncOutcome> exchanges(const std::function<HubReply(const QByteArray &)> &hubOf)
    {
        SyncSession session(
            *village.store.db, [&](const QByteArray &bytes) { return village.key.sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hubOf(message);
                return SyncReply{reply.status, reply.body};
            });
        session.setLine(line);
        return session.run();
    }
    [[nodiscard]] QString phoneAtHub() const
    {
        return hubStore.db->read([&](const Snapshot &s) { return s.get<Patient>(id); })->phone;
    }
    Id id;
    SyncLine line;
};

bool isShort(const QByteArray &message)
{
    return openShortEnvelope(message).has_value();
}

} // namespace

TEST_CASE("a single edit leaves in a short message, and comes once however often that is sent", "[sync]")
{
    OneEdit c;
    QByteArray sent;
    REQUIRE(c.exchanges([&](const QByteArray &message) {
        sent = message;
        CHECK(c.hub.sync(message).status == 200);
        return c.hub.sync(message); // the line carried it twice
    }));
    CHECK(isShort(sent));
    CHECK(sent.size() < 240);
    CHECK(c.phoneAtHub() == "13900000077"_q);
    CHECK(c.hub.sync(sent).status == 200);
    CHECK(*c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM hub_batch"); }) == 2);
}

TEST_CASE("a hub that does not understand the short form, or knows something else, is sent the long one", "[sync]")
{
    OneEdit c;
    int shortOnes = 0, longOnes = 0;
    const auto count = [&](const QByteArray &message) { ++(isShort(message) ? shortOnes : longOnes); };
    SECTION("an older program")
    {
        const auto older = [&](const QByteArray &message) {
            count(message);
            return isShort(message) ? HubReply{400, encodeRefusal("malformed"_q)} : c.hub.sync(message);
        };
        for (int i = 0; i < 4; ++i)
            REQUIRE(c.exchanges(older));
        CHECK(shortOnes == 2); // then it is known
        CHECK(longOnes == 4);
    }
    SECTION("of another epoch")
    {
        REQUIRE(c.hubStore.db->apply(
            [](Transaction &tx) { return tx.setLocal("epoch"_q, Id::fromKey("another").bytes()); }));
        REQUIRE(c.exchanges([&](const QByteArray &message) {
            count(message);
            return c.hub.sync(message);
        }));
        CHECK(longOnes > 0);
    }
    CHECK(c.phoneAtHub() == "13900000077"_q);
}

TEST_CASE("of a short message that was changed on its way nothing is taken but what was signed", "[sync]")
{
    OneEdit c;
    int taken = 0; // the packing may have bits that say nothing: then the request is the signed one all the same
    REQUIRE(c.exchanges([&](const QByteArray &message) {
        if (isShort(message))
            for (qsizetype at = 0; at < message.size(); ++at) {
                QByteArray changed = message;
                changed[at] = static_cast<char>(changed[at] ^ 1);
                INFO(at);
                taken += c.hub.sync(changed).status == 200 ? 1 : 0;
                CHECK(c.phoneAtHub() == (taken > 0 ? "13900000077"_q : "13800000001"_q));
            }
        return c.hub.sync(message);
    }));
    CHECK(taken <= 2);
    CHECK(c.phoneAtHub() == "13900000077"_q);
}
