// SPDX-License-Identifier: GPL-3.0-or-later
// A release on its way from the hub: in pieces, that a cut line only delays.
#include "core/releases/release_exchange.h"
#include "tests/support/release.h"

#include <QCborMap>
#include <QDir>

using namespace yigong;

namespace {

/// A hub that has one release, over a line that can be cut.
struct Line
{
    PublisherDesk desk;
    FoundRelease published = desk.publishes("0.2.0"_q, {}, 900'000);
    QByteArray content = bytesOf(published.package);
    QTemporaryDir data;
    FixedClock clock{Instant::fromIso(u"2025-05-13T10:12:00")};
    DeviceKey device = DeviceKey::make();
    int untilCut = -1;       ///< messages that still get through; -1: all
    qint64 bytesASecond = 0; ///< 0: at once
    std::vector<ReleaseRequest> heard;
    bool garbles = false;

    AskLine line()
    {
        return {Id::fromKey("device/a"), [this](const QByteArray &bytes) { return device.sign(bytes); },
                [this](const QByteArray &message) { return answers(message); }};
    }
    Result<SyncReply> answers(const QByteArray &message)
    {
        if (untilCut == 0)
            return fail(ErrorKind::HubUnreachable);
        untilCut -= untilCut > 0;
        const auto envelope = openEnvelope(message);
        REQUIRE(envelope);
        REQUIRE(verify(device.publicKey(), signedBytes(envelope->payload, SealedFor::Release), envelope->signature));
        const auto request = decodeReleaseRequest(envelope->payload);
        REQUIRE(request);
        heard.push_back(*request);
        QCborMap answer;
        if (request->kind == ReleaseRequest::Kind::Newer)
            answer[QStringLiteral("release")] = published.release.bytes();
        else
            answer[QStringLiteral("bytes")] =
                garbles ? QByteArray(request->length, 'x') : content.mid(request->offset, request->length);
        if (bytesASecond > 0)
            clock.advanceMs(600 + request->length * 1000 / bytesASecond);
        return SyncReply{200, encodeQuestionAnswer(clock.now(), answer)};
    }
    Result<std::optional<FoundRelease>> fetches(const std::function<bool(qint64)> &goesOn = [](qint64) { return true; })
    {
        return fetchRelease(line(), clock, published.release, data.path(), goesOn);
    }
};

} // namespace

TEST_CASE("a newer release is heard of, and fetched whole", "[releases][fetch]")
{
    Line county;
    const auto newer = askForRelease(county.line(), county.clock, county.desk.known, county.desk.here);
    REQUIRE(newer);
    REQUIRE(*newer);
    CHECK((*newer)->release == county.published.release.release);
    const auto fetched = county.fetches();
    REQUIRE(fetched);
    REQUIRE(*fetched);
    CHECK(bytesOf((*fetched)->package) == county.content);
    CHECK(releaseIn(county.data.path(), county.desk.known, county.desk.here));
}

TEST_CASE("a hub that offers what its publisher did not sign is not believed", "[releases][fetch]")
{
    Line county;
    Publishers others;
    others.add(DeviceKey::make().publicKey());
    CHECK(refusalIn(askForRelease(county.line(), county.clock, others, county.desk.here)) == "other-key"_q);
    county.desk.here.version = "0.3.0"_q;
    CHECK(refusalIn(askForRelease(county.line(), county.clock, county.desk.known, county.desk.here)) == "older"_q);
}

TEST_CASE("a download cut at any piece goes on where it was, and asks for nothing twice", "[releases][fetch]")
{
    Line county;
    qint64 before = 0;
    for (int tries = 0; tries < 100; ++tries) {
        county.untilCut = 2;
        const auto fetched = county.fetches();
        if (fetched) {
            REQUIRE(*fetched);
            break;
        }
        CHECK(fetched.error().kind == ErrorKind::HubUnreachable);
        CHECK_FALSE(releaseIn(county.data.path(), county.desk.known, county.desk.here));
    }
    for (const ReleaseRequest &piece : county.heard) {
        CHECK(piece.offset == before);
        before += piece.length;
    }
    CHECK(before == county.content.size());
    CHECK(releaseIn(county.data.path(), county.desk.known, county.desk.here));
}

TEST_CASE("it gives way at once, and keeps what it has", "[releases][fetch]")
{
    Line county;
    const auto left = county.fetches([](qint64 here) { return here == 0; });
    REQUIRE(left);
    CHECK_FALSE(*left);
    CHECK(county.heard.size() == 1);
    const auto fetched = county.fetches();
    REQUIRE(*fetched);
    CHECK(county.heard[1].offset == county.heard[0].length);
}

TEST_CASE("pieces fit the line: no larger on 2G than is lost gladly, and soon large on a good one", "[releases][fetch]")
{
    Line county;
    SECTION("20 kbit/s, 600 ms away")
    {
        county.bytesASecond = 2'500;
        REQUIRE(county.fetches());
        for (std::size_t i = 2; i + 1 < county.heard.size(); ++i)
            CHECK(county.heard[i].length <= 12'000);
    }
    SECTION("a good line")
    {
        REQUIRE(county.fetches());
        CHECK(county.heard.size() <= 6);
    }
}

TEST_CASE("what arrived garbled is thrown away, and the next run begins anew", "[releases][fetch]")
{
    Line county;
    county.garbles = true;
    CHECK(refusalIn(county.fetches()) == "content"_q);
    CHECK(QDir(county.data.path()).isEmpty());
    county.garbles = false;
    REQUIRE(county.fetches());
    CHECK(releaseIn(county.data.path(), county.desk.known, county.desk.here));
}

TEST_CASE("what came of an earlier release makes room for the next", "[releases][fetch]")
{
    Line county;
    county.untilCut = 1;
    CHECK_FALSE(county.fetches());
    county.untilCut = -1;
    county.published = county.desk.publishes("0.3.0"_q, {}, 50'000);
    county.content = bytesOf(county.published.package);
    REQUIRE(county.fetches());
    CHECK(QDir(county.data.path()).entryList(QDir::Files).size() == 2);
}
