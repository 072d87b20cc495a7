// SPDX-License-Identifier: GPL-3.0-or-later
// A new laptop for a site with much: its first store is cut by the hub, fetched over a line that breaks, and adopted.
#include "tests/hub/served_county.h"
#include "tests/hub/stick_county.h"

#include <QDir>
#include <thread>

using namespace yigong;

namespace {

/// The served county, in which a few records are worth a snapshot.
struct CutCounty : ServedCounty
{
    explicit CutCounty(int residents = 300)
    {
        routes = std::make_unique<HubRoutes>(*hubStore.db, hubFolder(), HubLimits{}, 1);
        std::vector<std::pair<const RecordType *, Row>> rows;
        for (int i = 0; i < residents; ++i) {
            Patient p;
            p.id = Id::fromKey("patient/" + QByteArray::number(i));
            p.name = "村民%1"_q.arg(i);
            p.phone = "138%1"_q.arg(i, 8, 10, QChar(u'0'));
            p.site = i % 3 ? village.store.site : village2.store.site;
            rows.emplace_back(hubStore.db->types().byNumber(Patient::info.number), rowOf(p));
        }
        REQUIRE(Hub::publish(*hubStore.db, rows));
    }
    [[nodiscard]] SyncPost asks(int *calls = nullptr, int breaksAfter = 1 << 30,
                                std::function<void(QByteArray &)> spoils = {})
    {
        return [this, calls, breaksAfter, spoils](const QByteArray &message) -> Result<SyncReply> {
            if (calls && ++*calls > breaksAfter)
                return fail(ErrorKind::HubUnreachable);
            HttpRequest request{"POST", "/v1/snapshot", {}, message, "127.0.0.1"_q, {}, {}};
            HttpAnswer answer = routes->answer(request);
            if (spoils)
                spoils(answer.body);
            return SyncReply{answer.status, answer.body};
        };
    }
    [[nodiscard]] AskLine lineOf(Computer &device, SyncPost post)
    {
        return {device.id, [&device](const QByteArray &bytes) { return device.key.sign(bytes); }, std::move(post)};
    }
    static void waits(int) { std::this_thread::sleep_for(std::chrono::milliseconds(100)); }
};

QStringList filesOf(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden, QDir::Name);
}

std::unique_ptr<Database> openedBy(const QString &folder, const StoreOpener &opener, const Clock &clock)
{
    StoreOptions options;
    options.folder = folder;
    const auto key = unlockStore(Database::fileIn(folder), opener);
    REQUIRE(key);
    options.key = *key;
    auto db = Database::open(options, allRecordTypes(), clock);
    REQUIRE(db);
    return std::move(*db);
}

QString textOf(Database &db, const std::string &sql)
{
    QStringList all;
    REQUIRE(
        db.read([&](const Snapshot &s) { return s.each(sql, {}, [&](const Columns &c) { all.append(c.text(0)); }); }));
    return all.join(u'\n');
}

} // namespace

TEST_CASE("a new laptop of a site with much adopts a store that the hub cut, the same as one that pulled", "[snapshot]")
{
    CutCounty c;
    const EnrolmentWish wish = c.wish(c.codeForVillage());
    const auto made = c.enrols(wish);
    REQUIRE(made);
    CHECK_FALSE(made->snapshotProblem);
    CHECK_FALSE(made->syncProblem);
    CHECK_FALSE(made->signInProblem);
    CHECK(made->adopted > 200);
    CHECK(made->pulled == 0); // the pull went on from the cut, and there was nothing more
    for (const QString &file : filesOf(wish.folder))
        CHECK_FALSE(file.contains("snapshot"_q));
    CHECK(QDir(c.hubFolder() + "/snapshots"_q).isEmpty());
    CHECK(*countSlots(Database::fileIn(wish.folder), SlotKind::KeyFile) == 0); // the hub has no way in
    CHECK(*countSlots(Database::fileIn(wish.folder), SlotKind::Account) == 1);
    CHECK(unlockStore(Database::fileIn(wish.folder), StoreOpener::recovery(*recoveryKeyFrom(made->recoveryKey))));

    c.routes = std::make_unique<HubRoutes>(*c.hubStore.db, c.hubFolder(), HubLimits{}, 1'000'000);
    const EnrolmentWish slow = c.wish(c.codeForVillage(), "slow");
    const auto pulled = c.enrols(slow);
    REQUIRE(pulled);
    CHECK(pulled->adopted == 0);
    const auto cut = openedBy(wish.folder, StoreOpener::account(wish.login, wish.password), c.clock);
    const auto rows = openedBy(slow.folder, StoreOpener::account(slow.login, slow.password), c.clock);
    for (const char *sql : {"SELECT quote(id) || name || phone || _version FROM patient ORDER BY id",
                            "SELECT quote(id) || code || name FROM site ORDER BY id",
                            "SELECT quote(id) || login FROM practitioner ORDER BY id",
                            "SELECT name_key FROM patient_list ORDER BY name_key",
                            "SELECT count(*) FROM patient_search WHERE patient_search MATCH 'cm*'",
                            "SELECT quote(stream) FROM stream_cursor ORDER BY stream"}) {
        INFO(sql);
        const QString found = textOf(*cut, sql);
        CHECK_FALSE(found.isEmpty());
        CHECK(found == textOf(*rows, sql));
    }
    CHECK(textOf(*cut, "SELECT count(*) FROM patient") == "200"_q); // and none of the other village's
}

TEST_CASE("a download that was cut goes on where it was, and one that was spoilt is thrown away", "[snapshot]")
{
    CutCounty c(9000);
    QTemporaryDir folder;
    const auto broken = fetchSnapshot(c.lineOf(c.township, c.asks()), c.clock, folder.path(), CutCounty::waits);
    REQUIRE(broken);
    REQUIRE(*broken);
    CHECK((*broken)->manifest.size == QFileInfo((*broken)->file).size());
    REQUIRE((*broken)->manifest.size > 3 * firstPieceBytes);

    QTemporaryDir again;
    int calls = 0; // the offer, one piece, and the line is gone
    const auto cut = fetchSnapshot(c.lineOf(c.township, c.asks(&calls, 2)), c.clock, again.path(), CutCounty::waits);
    REQUIRE_FALSE(cut);
    CHECK(cut.error().kind == ErrorKind::HubUnreachable);
    qint64 began = -1;
    const auto rest = fetchSnapshot(c.lineOf(c.township, c.asks()), c.clock, again.path(), CutCounty::waits,
                                    [&](qint64 bytes, qint64) { began = began < 0 ? bytes : began; });
    REQUIRE(rest);
    CHECK((*rest)->resumedAt == firstPieceBytes);
    CHECK(began == firstPieceBytes);
    QFile one((*broken)->file), two((*rest)->file);
    REQUIRE(one.open(QIODevice::ReadOnly));
    REQUIRE(two.open(QIODevice::ReadOnly));
    CHECK(one.readAll() == two.readAll());

    QTemporaryDir spoilt;
    const auto spoils = [](QByteArray &body) {
        if (body.size() > 100'000)
            body[body.size() - 5000] = static_cast<char>(~body[body.size() - 5000]);
    };
    const auto bad =
        fetchSnapshot(c.lineOf(c.township, c.asks(nullptr, 1 << 30, spoils)), c.clock, spoilt.path(), CutCounty::waits);
    REQUIRE_FALSE(bad);
    CHECK(bad.error().kind == ErrorKind::StoreDamaged);
    CHECK(filesOf(spoilt.path()).isEmpty());
}

TEST_CASE("a snapshot opens for its device alone, and holds no name that others could read", "[snapshot]")
{
    CutCounty c;
    QTemporaryDir folder;
    const auto fetched = fetchSnapshot(c.lineOf(c.village, c.asks()), c.clock, folder.path(), CutCounty::waits);
    REQUIRE(fetched);
    REQUIRE(*fetched);
    QFile file((*fetched)->file);
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray bytes = file.readAll();
    CHECK_FALSE(bytes.contains("村民"));
    CHECK_FALSE(bytes.contains("CREATE TABLE"));
    const std::array openers{StoreOpener::account("zhao"_q, "right horse"_q)};
    const auto stranger = openSnapshot(**fetched, c.village2.key, openers);
    REQUIRE_FALSE(stranger);
    CHECK(stranger.error() == Error{ErrorKind::BadSignature, "snapshot"_q, {}});
    CHECK(openSnapshot(**fetched, c.village.key, openers));
    // Another device is not offered it.
    QTemporaryDir other;
    const auto forged =
        fetchSnapshot({c.village2.id, [&](const QByteArray &b) { return c.village.key.sign(b); }, c.asks()}, c.clock,
                      other.path(), CutCounty::waits);
    CHECK(forged.error().kind == ErrorKind::BadSignature);
}

TEST_CASE("an older program is told that the snapshot is of a newer one, before it fetches it", "[snapshot]")
{
    LittleCounty c;
    SnapshotManifest manifest;
    manifest.device = c.village.id;
    manifest.epoch = Id::fromKey("epoch");
    manifest.schema = Database::newestSchema() + 1;
    manifest.size = 1'000'000'000;
    manifest.digest = QByteArray(32, 'd');
    const auto key = DeviceKey::fromSeed(digestOf("hub"));
    manifest.hubKey = key.publicKey();
    const auto signs = [&](const QByteArray &bytes) { return key.sign(bytes); };
    QByteArray signedOne = encode(manifest, signs);
    int calls = 0;
    const AskLine line{c.village.id, signs, [&](const QByteArray &) -> Result<SyncReply> {
                           ++calls;
                           return SyncReply{200, encode(SnapshotOffer{SnapshotOffer::State::Ready, 0, signedOne})};
                       }};
    QTemporaryDir folder;
    const SystemClock clock;
    const auto newer = fetchSnapshot(line, clock, folder.path(), [](int) {});
    REQUIRE_FALSE(newer);
    CHECK(newer.error().kind == ErrorKind::StoreNewer);
    CHECK(calls == 1);
    CHECK(filesOf(folder.path()).isEmpty());
    signedOne[40] = static_cast<char>(~signedOne[40]);
    const auto changed = fetchSnapshot(line, clock, folder.path(), [](int) {});
    REQUIRE_FALSE(changed);
    CHECK((changed.error().kind == ErrorKind::BadSignature || changed.error().kind == ErrorKind::BadFormat));
}

TEST_CASE("an enrolment that was killed while a snapshot took the store's place goes on", "[snapshot][enrol]")
{
    CutCounty c;
    const EnrolmentWish wish = c.wish(c.codeForVillage());
    const auto made = c.enrols(wish);
    REQUIRE(made);
    REQUIRE(made->adopted > 0);
    {
        // As it stood between the two: the store is the new one, the keys beside it are still sealed under the old.
        const auto db = openedBy(wish.folder, StoreOpener::account(wish.login, wish.password), c.clock);
        const auto key = DeviceKey::load(wish.folder + "/device.key"_q, db->key());
        REQUIRE(key);
        REQUIRE(key->store(wish.folder + "/device.adopted.key"_q, db->key()));
        const auto old = std::make_shared<const StoreKey>(StoreKey::make());
        REQUIRE(key->replace(wish.folder + "/device.key"_q, old));
        REQUIRE(key->replace(wish.folder + "/device.next.key"_q, old));
        REQUIRE(db->apply([](Transaction &tx) { return tx.setLocal("enrol/new"_q, qint64{1}); }));
    }
    const auto again = c.enrols(wish);
    REQUIRE(again);
    CHECK(again->device == made->device);
    CHECK(again->recoveryKey.size() == 39); // the first may never have been shown
    CHECK_FALSE(again->syncProblem);
    const auto db = openedBy(wish.folder, StoreOpener::account(wish.login, wish.password), c.clock);
    CHECK(DeviceKey::load(wish.folder + "/device.key"_q, db->key()));
    for (const QString &file : filesOf(wish.folder))
        CHECK_FALSE(file.contains("adopted"_q));
    CHECK(textOf(*db, "SELECT count(*) FROM patient") == "200"_q);
}

TEST_CASE("a hub that is started again clears away what was being fetched, and the device begins anew", "[snapshot]")
{
    CutCounty c(9000);
    QTemporaryDir folder;
    int calls = 0;
    REQUIRE_FALSE(fetchSnapshot(c.lineOf(c.township, c.asks(&calls, 60)), c.clock, folder.path(), [&](int) {
        CutCounty::waits(0);
        calls = 58;
    }));
    c.routes.reset();
    CHECK_FALSE(QDir(c.hubFolder() + "/snapshots"_q).exists());
    c.routes = std::make_unique<HubRoutes>(*c.hubStore.db, c.hubFolder(), HubLimits{}, 1);
    const auto fetched = fetchSnapshot(c.lineOf(c.township, c.asks()), c.clock, folder.path(), CutCounty::waits);
    REQUIRE(fetched);
    CHECK((*fetched)->resumedAt == 0); // another cut: nothing of the old one fits
    const std::array openers{StoreOpener::account("zhao"_q, "right horse"_q)};
    CHECK(openSnapshot(**fetched, c.township.key, openers));
}
