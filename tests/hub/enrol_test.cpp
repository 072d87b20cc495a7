// SPDX-License-Identifier: GPL-3.0-or-later
// A laptop comes into the county by a code that was typed by hand, over a real line.
#include "core/security/enrolment_code.h"
#include "core/security/slots_after_sync.h"
#include "core/sites/hub_devices.h"
#include "core/transport/device_line.h"
#include "tests/hub/served_county.h"

#include <QFile>

using namespace yigong;

namespace {

/// An enrolled store as its person opens it.
struct Opened
{
    Opened(ServedCounty &c, const EnrolmentWish &wish, std::optional<StoreOpener> opener = {})
    {
        StoreOptions options;
        options.folder = wish.folder;
        const auto key = unlockStore(Database::fileIn(wish.folder),
                                     opener ? std::move(*opener) : StoreOpener::account(wish.login, wish.password));
        REQUIRE(key);
        options.key = *key;
        auto opened = Database::open(options, allRecordTypes(), c.clock);
        REQUIRE(opened);
        db = std::move(*opened);
    }
    enum class Shows
    {
        ItsCertificate,
        None
    };
    /// As the programs do.
    Result<SyncOutcome> sync(ServedCounty &c, Shows shows = Shows::ItsCertificate)
    {
        auto key = DeviceKey::load(db->folder() + "/device.key"_q, db->key());
        REQUIRE(key);
        auto address = hubAddressOf(db->folder(), *key, c.url.toString());
        REQUIRE(address);
        if (shows == Shows::None)
            address->certificate.clear();
        HubLine line(*address);
        SyncSession session(
            *db, [&](const QByteArray &bytes) { return key->sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                YIGONG_LET(answer, line.ask("/v1/sync"_q, message));
                return SyncReply{answer.status, answer.body};
            });
        return settleSlots(*db, session.run());
    }
    Id registers(const char *name)
    {
        Patient p;
        p.name = QString::fromUtf8(name);
        p.site = db->site();
        const auto id = db->write({Id::fromKey("practitioner/341181100001"), db->site(), 1},
                                  [&](Transaction &tx) { return tx.insert(p); });
        REQUIRE(id);
        return *id;
    }
    std::unique_ptr<Database> db;
};

} // namespace

TEST_CASE("a code brings a laptop into the county, and the person's password opens it", "[enrol]")
{
    ServedCounty c;
    const EnrolmentWish wish = c.wish(c.codeForVillage());
    const auto made = c.enrols(wish);
    REQUIRE(made);
    CHECK(made->siteName == "王庄村卫生室"_q);
    CHECK(made->letter == "B"_q);
    CHECK_FALSE(made->syncProblem);
    CHECK_FALSE(made->signInProblem);
    CHECK(made->pulled > 0);
    CHECK(made->recoveryKey.size() == 39);
    const auto record = c.known(made->device);
    REQUIRE(record);
    CHECK(record->certified);
    CHECK(record->program == "0.2.0"_q);
    CHECK(record->name == "新笔记本"_q);

    Opened laptop(c, wish);
    laptop.registers("李芳");
    REQUIRE(laptop.sync(c));
    REQUIRE(c.sync(c.township));
    CHECK(*c.township.store.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }) == 1);
    REQUIRE(c.hubStore.db->read([](const Snapshot &s) {
        return checkHubDevices(s, [](const Finding &f) { FAIL_CHECK(f.detail.toStdString()); });
    }));
    for (const char *file : {"device.key", "device.crt", "hub.json"})
        CHECK(QFile::exists(wish.folder + u'/' + QString::fromLatin1(file)));
    CHECK_FALSE(QFile::exists(wish.folder + "/device.next.key"_q));
}

TEST_CASE("the same laptop asks again when the answer was lost, and nobody else can use its code", "[enrol]")
{
    ServedCounty c;
    const EnrolmentWish wish = c.wish(c.codeForVillage());
    c.lostAnswers = 1;
    CHECK(c.enrols(wish).error().kind == ErrorKind::HubAnsweredWrongly);
    const auto other = c.enrols(c.wish(wish.code, "other"));
    REQUIRE_FALSE(other);
    CHECK(other.error() == Error{ErrorKind::CodeRefused, {}, {"used"_q}});
    c.hubStore.clock.advanceMs(48 * 3'600'000LL); // the code itself has expired since
    const auto made = c.enrols(wish);
    REQUIRE(made);
    CHECK(made->recoveryKey.size() == 39); // the first one was never shown
    CHECK(unlockStore(Database::fileIn(wish.folder), StoreOpener::recovery(*recoveryKeyFrom(made->recoveryKey))));
    CHECK(*c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM device"); }) == 5);
}

TEST_CASE("a code that is wrong, old, withdrawn or mistyped enrols nobody, and each is said", "[enrol]")
{
    ServedCounty c;
    const auto word = [&](const QString &code) {
        const auto made = c.enrols(c.wish(code));
        return made ? Error{} : made.error();
    };
    const auto pem = [&] {
        QFile file(c.hubFolder() + "/hub.crt"_q);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }();
    CHECK(word(EnrolmentCode::make(*publicKeyPin(pem)).text()).args == QStringList{"wrong"_q});
    const QString code = c.codeForVillage();
    QString slip = code;
    slip[3] = slip[3] == u'4' ? u'5' : u'4';
    CHECK(word(slip).kind == ErrorKind::BadFormat);
    c.hubStore.clock.advanceMs(25 * 3'600'000LL);
    CHECK(word(code).args == QStringList{"expired"_q});
    const QString later = c.codeForVillage();
    REQUIRE(c.hubStore.db->apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(row, tx.select<DeviceInvitation>("ORDER BY made DESC LIMIT 1"));
        row.front().withdrawn = tx.now();
        return tx.placeRow(tx.typeOf<DeviceInvitation>(), rowOf(row.front()));
    }));
    CHECK(word(later).args == QStringList{"withdrawn"_q});
    CHECK(*c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM device"); }) == 4);
}

TEST_CASE("a hub that is not the code's is told nothing", "[enrol]")
{
    ServedCounty c;
    ServedCounty impostor;
    EnrolmentWish wish = c.wish(c.codeForVillage());
    wish.hub = impostor.url;
    CHECK(c.enrols(wish).error().kind == ErrorKind::HubNotTrusted);
    CHECK(*impostor.hubStore.db->read(
              [](const Snapshot &s) { return s.number("SELECT count(*) FROM hub_enrolment"); }) == 0);
    wish.hub = c.url; // the same laptop then finds the right one
    CHECK(c.enrols(wish));
}

TEST_CASE("a password that is not the account's is said, and leaves the store to its recovery key", "[enrol]")
{
    ServedCounty c;
    EnrolmentWish wish = c.wish(c.codeForVillage());
    wish.password = "something-else"_q;
    const auto made = c.enrols(wish);
    REQUIRE(made);
    REQUIRE(made->signInProblem);
    CHECK(made->signInProblem->kind == ErrorKind::WrongPassword);
    CHECK(*countSlots(Database::fileIn(wish.folder), SlotKind::Account) == 0);
    Opened laptop(c, wish, StoreOpener::recovery(*recoveryKeyFrom(made->recoveryKey)));
    CHECK(laptop.sync(c));
}

TEST_CASE("an enrolled laptop speaks under its own certificate only", "[enrol]")
{
    ServedCounty c;
    const EnrolmentWish wish = c.wish(c.codeForVillage()), other = c.wish(c.codeForVillage(), "other");
    REQUIRE(c.enrols(wish));
    REQUIRE(c.enrols(other));
    Opened laptop(c, wish), second(c, other);
    CHECK(laptop.sync(c));
    const auto none = laptop.sync(c, Opened::Shows::None);
    REQUIRE_FALSE(none);
    CHECK(none.error().field == "certificate"_q);
    // Another device's, which it can show only with that one's key.
    auto key = DeviceKey::load(other.folder + "/device.key"_q, second.db->key());
    auto own = DeviceKey::load(wish.folder + "/device.key"_q, laptop.db->key());
    HubLine line(*hubAddressOf(other.folder, *key, c.url.toString()));
    SyncSession session(
        *laptop.db, [&](const QByteArray &bytes) { return own->sign(bytes); },
        [&](const QByteArray &message) -> Result<SyncReply> {
            YIGONG_LET(answer, line.ask("/v1/sync"_q, message));
            return SyncReply{answer.status, answer.body};
        });
    CHECK(session.run().error().field == "certificate"_q);
    CHECK(second.sync(c));
}

TEST_CASE("a revoked laptop keeps what it has not sent, and sends it when it is enrolled again", "[enrol]")
{
    ServedCounty c;
    EnrolmentWish wish = c.wish(c.codeForVillage());
    const auto made = c.enrols(wish);
    REQUIRE(made);
    {
        Opened laptop(c, wish);
        laptop.registers("李芳");
        REQUIRE(laptop.sync(c));
        laptop.registers("王小明");
        laptop.registers("赵六");
        REQUIRE(Enrolment(*c.hubStore.db, c.hubFolder()).revoke(made->device, "丢失"_q));
        const auto refused = laptop.sync(c);
        REQUIRE_FALSE(refused);
        CHECK(refused.error() == Error{ErrorKind::DeviceRevoked, {}, {"2"_q}});
        CHECK(*countSlots(Database::fileIn(wish.folder), SlotKind::Account) == 0);
        CHECK(*countSlots(Database::fileIn(wish.folder), SlotKind::Recovery) == 1);
    }
    const auto opener = [&] { return StoreOpener::recovery(*recoveryKeyFrom(made->recoveryKey)); };
    // A code for a new laptop is not for this store; one for it is.
    wish.code = c.codeForVillage();
    wish.opener = opener();
    CHECK(c.enrols(wish).error().args == QStringList{"again"_q});
    wish.code = c.code({c.village.store.site, {}, 24, {}, made->device});
    EnrolmentWish stranger = c.wish(wish.code, "stranger");
    CHECK(c.enrols(stranger).error().args == QStringList{"other-device"_q});
    c.lostAnswers = 1;
    CHECK_FALSE(c.enrols(wish));
    const auto again = c.enrols(wish);
    REQUIRE(again);
    CHECK(again->device == made->device);
    CHECK(again->letter != made->letter);
    CHECK(again->recoveryKey.isEmpty()); // the printed one is still good
    CHECK(again->pushed == 2);
    CHECK_FALSE(again->signInProblem);
    Opened laptop(c, wish); // by the person's password again
    CHECK(laptop.sync(c));
    REQUIRE(c.sync(c.township));
    CHECK(*c.township.store.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }) == 3);
    CHECK(c.known(made->device)->name == "新笔记本"_q);
}

TEST_CASE("a laptop that takes another's place puts that one out", "[enrol]")
{
    ServedCounty c;
    REQUIRE(c.sync(c.village));
    const auto made = c.enrols(c.wish(c.code({c.village.store.site, "新笔记本"_q, 24, c.village.id, {}})));
    REQUIRE(made);
    CHECK(c.known(made->device)->replaces == c.village.id);
    CHECK(c.known(c.village.id)->isRevoked());
    CHECK(c.known(c.village.id)->revokeReason == "replaced"_q);
    CHECK(c.sync(c.village).error().kind == ErrorKind::DeviceRevoked);
}

TEST_CASE("a laptop that was enrolled behind the point to which the hub was restored comes back with everything",
          "[enrol]")
{
    ServedCounty c;
    EnrolmentWish wish = c.wish(c.codeForVillage());
    const auto made = c.enrols(wish);
    REQUIRE(made);
    {
        Opened laptop(c, wish);
        laptop.registers("李芳");
        REQUIRE(laptop.sync(c));
    }
    REQUIRE(c.hubStore.db->apply([&](Transaction &tx) -> Result<void> {
        for (const char *sql : {"DELETE FROM device WHERE id = ?", "DELETE FROM hub_device WHERE id = ?",
                                "DELETE FROM hub_act WHERE device = ?"})
            YIGONG_TRY(tx.runUnguarded(sql, {made->device.bytes()}));
        YIGONG_TRY(tx.runUnguarded("DELETE FROM patient", {}));
        return {};
    }));
    {
        Opened laptop(c, wish);
        CHECK(laptop.sync(c).error().kind == ErrorKind::DeviceUnknown);
    }
    wish.code = c.codeForVillage();
    const auto again = c.enrols(wish);
    REQUIRE(again);
    CHECK(again->device == made->device);
    CHECK(again->pushed == 1);
    CHECK(*c.hubStore.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }) == 1);
}
