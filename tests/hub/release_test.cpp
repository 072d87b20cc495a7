// SPDX-License-Identifier: GPL-3.0-or-later
// The county's hub hands out new versions of the program, which it cannot make.
#include "core/hub/hub_releases.h"
#include "core/hub/restore.h"
#include "core/hub/second_place.h"
#include "core/transport/device_line.h"
#include "tests/hub/served_county.h"
#include "tests/support/release.h"

#include <QDir>

using namespace yigong;

namespace {

/// An enrolled laptop's line to the real server.
struct EnrolledLaptop
{
    explicit EnrolledLaptop(ServedCounty &county) : m_folder(county.outside.filePath("laptop"_q))
    {
        EnrolmentWish wish = county.wish(county.codeForVillage());
        const auto enrolled = county.enrols(wish);
        REQUIRE(enrolled);
        id = enrolled->device;
        const auto key = unlockStore(Database::fileIn(m_folder), StoreOpener::account(wish.login, wish.password));
        REQUIRE(key);
        m_key = std::make_unique<DeviceKey>(std::move(*DeviceKey::load(m_folder + "/device.key"_q, *key)));
        const auto address = hubAddressOf(m_folder, *m_key, county.url.toString());
        REQUIRE(address);
        m_line = std::make_unique<HubLine>(*address);
    }
    AskLine line()
    {
        return {id, [this](const QByteArray &bytes) { return m_key->sign(bytes); },
                postTo(*m_line, QStringLiteral("/v1/release"))};
    }
    Id id;

private:
    QString m_folder;
    std::unique_ptr<DeviceKey> m_key;
    std::unique_ptr<HubLine> m_line;
};

} // namespace

TEST_CASE("a laptop hears of what the hub was given, fetches it in pieces, and no more once it is withdrawn",
          "[hub][releases]")
{
    ServedCounty county;
    EnrolledLaptop laptop(county);
    PublisherDesk desk;
    const HubReleases releases(county.hubFolder());
    const auto asks = [&] { return askForRelease(laptop.line(), county.clock, desk.known, desk.here); };
    REQUIRE(asks());
    CHECK_FALSE(*asks());

    const FoundRelease made = desk.publishes("0.2.0"_q, {}, 2'500'000);
    REQUIRE(releases.add(made.package, desk.known));
    REQUIRE(releases.add(desk.publishes("0.1.5"_q).package, desk.known));
    const auto newer = asks();
    REQUIRE(newer);
    REQUIRE(*newer);
    CHECK((*newer)->release.version == "0.2.0"_q);

    QTemporaryDir data;
    int pieces = 0;
    const auto half =
        fetchRelease(laptop.line(), county.clock, **newer, data.path(), [&](qint64) { return ++pieces < 4; });
    REQUIRE(half);
    CHECK_FALSE(*half);
    county.lostAnswers = 1; // the line breaks once more, in the middle of an answer
    CHECK_FALSE(fetchRelease(laptop.line(), county.clock, **newer, data.path(), [](qint64) { return true; }));
    const auto whole = fetchRelease(laptop.line(), county.clock, **newer, data.path(), [](qint64) { return true; });
    REQUIRE(whole);
    REQUIRE(*whole);
    CHECK(bytesOf((*whole)->package) == bytesOf(made.package));

    REQUIRE(releases.withdraw("0.2.0"_q));
    CHECK((*asks())->release.version == "0.1.5"_q);
    QTemporaryDir elsewhere;
    const auto gone = fetchRelease(laptop.line(), county.clock, **newer, elsewhere.path(), [](qint64) { return true; });
    REQUIRE_FALSE(gone);
    CHECK(gone.error().field == "release-gone"_q);
    CHECK(QDir(elsewhere.path()).isEmpty());
}

TEST_CASE("a program goes to the county's own devices only", "[hub][releases]")
{
    ServedCounty county;
    EnrolledLaptop laptop(county);
    PublisherDesk desk;
    REQUIRE(HubReleases(county.hubFolder()).add(desk.publishes("0.2.0"_q).package, desk.known));
    AskLine line = laptop.line();
    SECTION("not to one that it does not know")
    {
        line.device = Id::fromKey("device/nobody");
        CHECK(askForRelease(line, county.clock, desk.known, desk.here).error().kind == ErrorKind::DeviceUnknown);
    }
    SECTION("not under another's signature, nor under one made for something else")
    {
        line.sign = [](const QByteArray &bytes) { return DeviceKey::make().sign(bytes); };
        CHECK(askForRelease(line, county.clock, desk.known, desk.here).error().kind == ErrorKind::BadSignature);
    }
    SECTION("not to a revoked one")
    {
        REQUIRE(Enrolment(*county.hubStore.db, county.hubFolder()).revoke(laptop.id, "lost"_q));
        CHECK(askForRelease(line, county.clock, desk.known, desk.here).error().kind == ErrorKind::DeviceRevoked);
    }
}

TEST_CASE("pieces that no release has are refused, and harm nothing", "[hub][releases]")
{
    ServedCounty county;
    EnrolledLaptop laptop(county);
    PublisherDesk desk;
    const FoundRelease made = desk.publishes("0.2.0"_q);
    REQUIRE(HubReleases(county.hubFolder()).add(made.package, desk.known));
    const auto asks = [&](qint64 offset, qint64 length) {
        ReleaseRequest request;
        request.kind = ReleaseRequest::Kind::Piece;
        request.sha256 = made.release.release.sha256;
        request.offset = offset;
        request.length = length;
        const AskLine line = laptop.line();
        const auto reply = line.post(seal(line.device, encode(request), line.sign, SealedFor::Release));
        REQUIRE(reply);
        return reply->status;
    };
    CHECK(asks(0, 1000) == 200);
    CHECK(asks(made.release.release.size - 10, 10) == 200);
    CHECK(asks(made.release.release.size - 10, 11) == 400);
    CHECK(asks(-1, 10) == 400);
    CHECK(asks(0, 0) == 400);
    CHECK(asks(0, largestPiece + 1) == 400);
    CHECK(asks(std::numeric_limits<qint64>::max() - 5, 10) == 400);
    CHECK(asks(0, 1000) == 200);
}

TEST_CASE("the hub takes nothing that its publisher did not sign, and nothing twice under one name", "[hub][releases]")
{
    QTemporaryDir hub;
    PublisherDesk desk;
    const HubReleases releases(hub.path());
    const FoundRelease made = desk.publishes("0.2.0"_q);
    Publishers others;
    others.add(DeviceKey::make().publicKey());
    CHECK(refusalIn(releases.add(made.package, others)) == "other-key"_q);
    writeBytes(made.package, PublisherDesk::contentFor("other"_q, 300'000));
    CHECK(refusalIn(releases.add(made.package, desk.known)) == "content"_q);
    CHECK(releases.list().empty());
    CHECK(QDir(hub.path() + "/releases"_q).isEmpty());

    const FoundRelease good = desk.publishes("0.2.0"_q);
    REQUIRE(releases.add(good.package, desk.known));
    REQUIRE(releases.add(good.package, desk.known));
    CHECK(releases.list().size() == 1);
    const FoundRelease again = desk.publishes(desk.describes("0.2.0"_q, "another content"), "another content");
    CHECK(releases.add(again.package, desk.known).error().kind == ErrorKind::AlreadyExists);
    CHECK(releases.withdraw("0.9.0"_q).error().kind == ErrorKind::NotFound);
}

TEST_CASE("what the hub hands out is in its second place too, and comes back with it", "[hub][releases]")
{
    LittleCounty county;
    PublisherDesk desk;
    const QString folder = county.hubStore.folder.path();
    QTemporaryDir disk;
    SecondPlaceOptions options;
    options.folder = disk.path() + "/second"_q;
    options.everyMs = 50;
    const HubReleases releases(folder);
    REQUIRE(releases.add(desk.publishes("0.2.0"_q).package, desk.known));
    {
        auto place = SecondPlace::open(*county.hubStore.db, options);
        REQUIRE(place);
        REQUIRE((*place)->settles(20'000));
        CHECK(releasesIn(options.folder + "/releases"_q).size() == 1);
        REQUIRE(releases.add(desk.publishes("0.3.0"_q).package, desk.known));
        REQUIRE(releases.withdraw("0.2.0"_q));
        REQUIRE((*place)->settles(20'000));
        REQUIRE((*place)->settles(20'000));
        const auto kept = releasesIn(options.folder + "/releases"_q);
        REQUIRE(kept.size() == 1);
        CHECK(kept.front().release.release.version == "0.3.0"_q);
    }
    const QString to = disk.path() + "/restored"_q;
    REQUIRE(restoreHub({options.folder, to, {}, {}}, county.hubStore.key, allRecordTypes(), SystemClock()));
    const auto restored = HubReleases(to).list();
    REQUIRE(restored.size() == 1);
    CHECK(checkContent(restored.front().package, restored.front().release.release));
}
