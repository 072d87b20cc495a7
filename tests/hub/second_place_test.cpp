// SPDX-License-Identifier: GPL-3.0-or-later
// A hub's second place: what it is told to be in there is, in whatever state the disk is, and comes back.
#include "core/hub/hub.h"
#include "core/hub/kept_files.h"
#include "core/hub/restore.h"
#include "core/hub/second_place.h"
#include "core/patients/patient.h"
#include "core/security/account.h"
#include "core/security/keys.h"
#include "core/sites/site.h"
#include "core/store/verify.h"
#include "core/sync/sync_session.h"
#include "tests/support/store.h"

#include <QDirIterator>
#include <QFile>
#include <thread>

using namespace yigong;

namespace {

constexpr int longEnoughMs = 8'000;

/// A hub with one village's laptop and a second place that looks every few milliseconds.
struct BackedHub
{
    explicit BackedHub(LogLimits limits = {}) : m_limits(limits)
    {
        REQUIRE(hubStore.key);
        REQUIRE(Hub::initialise(*hubStore.db));
        Site village;
        village.id = laptop.site;
        village.code = "341181003001"_q;
        village.name = "王庄村卫生室"_q;
        village.tier = Tier::Village;
        Practitioner doctor;
        doctor.id = laptop.actor.practitioner;
        doctor.site = laptop.site;
        doctor.role = laptop.actor.role;
        Account account;
        account.id = Account::idOf(doctor.id);
        account.practitioner = doctor.id;
        account.site = laptop.site;
        const auto &types = hubStore.db->types();
        REQUIRE(Hub::publish(*hubStore.db, {{types.byNumber(Site::info.number), rowOf(village)},
                                            {types.byNumber(Practitioner::info.number), rowOf(doctor)},
                                            {types.byNumber(Account::info.number), rowOf(account)}}));
        REQUIRE(Hub::addDevice(*hubStore.db, laptop.db->device(), laptop.site, key.publicKey(), "laptop"_q));
        REQUIRE(writeFile(hubStore.folder.path() + "/hub.key"_q, "PRIVATE KEY of the hub"));
    }

    static bool writeFile(const QString &path, const QByteArray &bytes)
    {
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(bytes) == bytes.size();
    }
    [[nodiscard]] QString place() const { return disk.path() + "/second"_q; }

    void keepsSecondPlace()
    {
        SecondPlaceOptions options;
        options.folder = place();
        options.everyMs = 5;
        options.retryMs = 10;
        options.log = m_limits;
        auto opened = SecondPlace::open(*hubStore.db, options);
        REQUIRE(opened);
        second = std::move(*opened);
        hub = std::make_unique<Hub>(*hubStore.db);
        hub->setSecondPlace(second.get());
    }
    void stops()
    {
        hub.reset();
        second.reset();
    }
    Result<SyncOutcome> sync()
    {
        SyncSession session(
            *laptop.db, [&](const QByteArray &bytes) { return key.sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hub->sync(message);
                return SyncReply{reply.status, reply.body};
            });
        return session.run();
    }
    void registers(const QString &name)
    {
        Patient p;
        p.name = name;
        p.site = laptop.site;
        REQUIRE(laptop.db->write(laptop.actor, [&](Transaction &tx) { return tx.insert(p); }));
    }
    void registersAndSyncs(const QString &name)
    {
        registers(name);
        REQUIRE(sync());
    }
    /// Whether all that is committed is in the second place.
    bool settles() const
    {
        const bool settled = second->settles(longEnoughMs);
        if (const SecondPlaceState state = second->state(); !settled)
            WARN((state.trouble ? nameOf(state.trouble->kind) + state.trouble->args.join(u' ') : "no trouble"_q)
                     .toStdString()
                 << " copying " << state.copying << " waiting since " << state.waitingSince.ms << " copy "
                 << state.newestCopy.ms);
        return settled;
    }
    [[nodiscard]] bool waitsFor(const std::function<bool(const SecondPlaceState &)> &is) const
    {
        for (int waited = 0; waited < longEnoughMs; waited += 5) {
            if (is(second->state()))
                return true;
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
        return false;
    }
    qint64 copies() const { return static_cast<qint64>(fullCopies(place() + "/copies"_q).size()); }

    LogLimits m_limits;
    QTemporaryDir disk;
    TestStore hubStore{"hub"};
    TestStore laptop;
    DeviceKey key = DeviceKey::fromSeed(digestOf("laptop"));
    std::unique_ptr<SecondPlace> second;
    std::unique_ptr<Hub> hub;
};

struct RestoredHub
{
    RestoredHub(const BackedHub &from, Instant until = {})
    {
        reading =
            restoreHub({from.place(), folder.path() + "/hub"_q, until, {}}, from.hubStore.key, allRecordTypes(), clock);
        if (!reading)
            return;
        StoreOptions options;
        options.folder = folder.path() + "/hub"_q;
        options.key = from.hubStore.key;
        auto opened = Database::open(options, allRecordTypes(), clock);
        REQUIRE(opened);
        db = std::move(*opened);
    }
    qint64 count(const char *sql) const
    {
        return *db->read([&](const Snapshot &s) { return s.number(sql); });
    }

    QTemporaryDir folder;
    FixedClock clock{Instant::fromIso(u"2025-05-14T08:00:00")};
    Result<BackupReading> reading = fail(ErrorKind::Cancelled);
    std::unique_ptr<Database> db;
};

QByteArray recordsOf(Database &db)
{
    return *db.read([](const Snapshot &s) { return digestOfRecords(s); });
}

const char *const patients = "SELECT count(*) FROM patient";

} // namespace

TEST_CASE("a hub says that acts are backed up when they are, and never before", "[backup]")
{
    BackedHub c;
    c.hub = std::make_unique<Hub>(*c.hubStore.db);
    c.registersAndSyncs("李芳"_q);
    const auto told = [&] {
        return ValueOf<qint64>::from(*c.laptop.db->read([](const Snapshot &s) { return s.local("sync/backed_up"_q); }));
    };
    CHECK(told() == 0); // there is no second place
    c.keepsSecondPlace();
    REQUIRE(c.settles());
    REQUIRE(c.sync());
    CHECK(told() == 1);
    CHECK(c.laptop.db->read([](const Snapshot &s) { return syncStanding(s); })->actsNotBackedUp == 0);
    c.registersAndSyncs("王芳"_q);
    REQUIRE(c.settles());
    c.stops();

    const RestoredHub restored(c);
    REQUIRE(restored.db);
    CHECK(restored.reading->findings.empty());
    CHECK(recordsOf(*restored.db) == recordsOf(*c.hubStore.db));
    CHECK(restored.count("SELECT count(*) FROM hub_act") == 2);
    CHECK(restored.count("SELECT count(*) FROM hub_device") == 1);
}

TEST_CASE("a restored hub is a new epoch, and its laptops bring what it lacks", "[backup]")
{
    BackedHub c;
    c.keepsSecondPlace();
    c.registersAndSyncs("李芳"_q);
    REQUIRE(c.settles());
    const Instant noon = c.hubStore.clock.now();
    c.hubStore.clock.advanceMs(60'000);
    c.registersAndSyncs("王芳"_q);
    c.registersAndSyncs("赵芳"_q);
    REQUIRE(c.settles());
    c.stops();

    RestoredHub restored(c, noon);
    REQUIRE(restored.db);
    CHECK(restored.reading->upTo <= noon);
    CHECK(restored.count(patients) == 1);
    c.hub = std::make_unique<Hub>(*restored.db);
    SECTION("in the same exchange, with nothing new to say") {}
    SECTION("and with something new")
    {
        c.registers("钱芳"_q);
    }
    const auto outcome = c.sync();
    REQUIRE(outcome);
    CHECK(recordsOf(*restored.db) == recordsOf(*c.laptop.db));
    CHECK(c.sync()->pushed == 0);
    const auto letter =
        Hub::addDevice(*restored.db, Id::fromKey("second laptop"), c.laptop.site, c.key.publicKey(), {});
    REQUIRE(letter);
    CHECK(letter->letter == "D"_q); // B and C may have been given out meanwhile
}

TEST_CASE("positions in a restored hub's streams are read anew, however many batches a laptop has to bring", "[backup]")
{
    BackedHub c;
    c.keepsSecondPlace();
    c.registersAndSyncs("李芳"_q);
    REQUIRE(c.settles());
    const Instant noon = c.hubStore.clock.now();
    c.hubStore.clock.advanceMs(60'000);
    for (int i = 0; i < 2'500; ++i) // more than one batch
        c.registers("居民%1"_q.arg(i));
    REQUIRE(c.sync());
    c.stops();
    RestoredHub restored(c, noon);
    REQUIRE(restored.db);
    c.hub = std::make_unique<Hub>(*restored.db);
    Site beside;
    beside.id = Id::fromKey("another village");
    beside.name = "李庄村卫生室"_q;
    REQUIRE(Hub::publish(*restored.db, {{restored.db->types().byNumber(Site::info.number), rowOf(beside)}}));
    REQUIRE(c.sync());
    CHECK(c.laptop.db->read([&](const Snapshot &s) { return s.find<Site>(beside.id); })->has_value());
    CHECK(restored.count(patients) == 2'501);
}

TEST_CASE("the hub serves on while the second disk is gone, says so, and catches up by itself", "[backup]")
{
    LogLimits limits;
    bool newCopy = false;
    SECTION("from the log, where that holds it all") {}
    SECTION("with a new full copy, where it was gone for too long")
    {
        limits = {20, 60, 10};
        newCopy = true;
    }
    BackedHub c(limits);
    c.keepsSecondPlace();
    std::atomic<int> troubles = 0;
    c.second->onTrouble([&](const SecondPlaceState &state) { troubles += state.trouble ? 1 : 100; });
    c.registersAndSyncs("李芳"_q);
    REQUIRE(c.settles());
    const qint64 copies = c.copies();
    REQUIRE(QDir().rename(c.place(), c.disk.path() + "/pulled"_q));
    for (int i = 0; i < 40; ++i)
        c.registersAndSyncs("居民%1"_q.arg(i));
    REQUIRE(c.waitsFor([](const SecondPlaceState &state) { return state.trouble.has_value(); }));
    CHECK(c.second->backedUp(c.laptop.db->device()) <= 1);
    CHECK(c.hub->metrics()->contains("yigong_hub_backup_works 0"));
    CHECK_FALSE(QFileInfo::exists(c.place())); // nothing is begun anew on the disk below
    CHECK(troubles == 1);
    REQUIRE(QDir().rename(c.disk.path() + "/pulled"_q, c.place()));
    REQUIRE(c.waitsFor([](const SecondPlaceState &state) { return !state.trouble; }));
    REQUIRE(c.settles());
    CHECK(troubles == 101);
    CHECK(c.second->backedUp(c.laptop.db->device()) == 41);
    CHECK((c.copies() > copies) == newCopy);
    c.stops();
    const RestoredHub restored(c);
    REQUIRE(restored.db);
    CHECK(recordsOf(*restored.db) == recordsOf(*c.hubStore.db));
}

TEST_CASE("a busy log that is written back over and over, under readers, comes back whole", "[backup]")
{
    BackedHub c({30, 2'000, 1'000});
    c.keepsSecondPlace();
    std::atomic<bool> reading = true;
    std::thread reader([&] {
        while (reading)
            (void)c.hubStore.db->read([](const Snapshot &s) { return s.number(patients); });
    });
    for (int i = 0; i < 200; ++i) {
        c.registersAndSyncs("居民%1"_q.arg(i));
        if (i == 100)
            REQUIRE(c.settles());
    }
    reading = false;
    reader.join();
    REQUIRE(c.settles());
    c.stops();
    const RestoredHub restored(c);
    REQUIRE(restored.db);
    CHECK(restored.reading->findings.empty());
    CHECK(recordsOf(*restored.db) == recordsOf(*c.hubStore.db));
    const auto verified = restored.db->read([](const Snapshot &s) { return verifyStore(s, {}); });
    CHECK(verified->ok);
}

TEST_CASE("the next start goes on where the last one ended, unless another program wrote meanwhile", "[backup]")
{
    BackedHub c;
    c.keepsSecondPlace();
    c.registersAndSyncs("李芳"_q);
    REQUIRE(c.settles());
    c.stops();
    c.hubStore.open();
    bool other = false;
    SECTION("nobody did") {}
    SECTION("one did")
    {
        other = true;
        REQUIRE(c.hubStore.db->apply([](Transaction &tx) { return tx.setLocal("other"_q, qint64(1)); }));
        c.hubStore.open(); // closing writes the log back
    }
    c.keepsSecondPlace();
    c.registersAndSyncs("王芳"_q);
    REQUIRE(c.settles());
    CHECK(c.second->backedUp(c.laptop.db->device()) == 2);
    CHECK(c.copies() == (other ? 2 : 1));
    c.stops();
    const RestoredHub restored(c);
    REQUIRE(restored.db);
    CHECK(restored.count(patients) == 2);
}

TEST_CASE("what is damaged, torn or missing is named, and what is good before it comes back", "[backup]")
{
    BackedHub c;
    c.keepsSecondPlace();
    c.registersAndSyncs("李芳"_q);
    REQUIRE(c.settles());
    c.hubStore.clock.advanceMs(2'000);
    c.registersAndSyncs("王芳"_q);
    REQUIRE(c.settles());
    const auto numbers = journalNumbers(c.place() + "/journal"_q);
    REQUIRE_FALSE(numbers.empty());
    const QString journal = journalFile(c.place() + "/journal"_q, numbers.back());
    const auto flip = [](const QString &path, qint64 fromEnd) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadWrite));
        REQUIRE(file.seek(file.size() - fromEnd));
        const char was = file.read(1)[0];
        REQUIRE(file.seek(file.size() - fromEnd));
        file.putChar(static_cast<char>(was ^ 1));
    };
    SECTION("the journal's end is torn")
    {
        c.stops();
        REQUIRE(QFile::resize(journal, QFileInfo(journal).size() - 100));
        const RestoredHub restored(c);
        REQUIRE(restored.db);
        REQUIRE(restored.reading->findings.size() == 1);
        CHECK(restored.reading->findings[0].what == "torn"_q);
        CHECK(restored.reading->findings[0].file == journal);
        CHECK(restored.count(patients) <= 2);
        const auto checked = checkBackup(c.place(), c.hubStore.key);
        REQUIRE(checked);
        CHECK(checked->upTo == restored.reading->upTo);
    }
    SECTION("a byte of it was changed")
    {
        c.stops();
        flip(journal, 5'000);
        const auto checked = checkBackup(c.place(), c.hubStore.key);
        REQUIRE(checked);
        REQUIRE(checked->findings.size() == 1);
        CHECK(checked->findings[0].what == "torn"_q);
    }
    SECTION("the newest copy is damaged: the one before it, and all of the journal")
    {
        c.hubStore.clock.advanceMs(86'400'000);
        REQUIRE(c.waitsFor([&](const SecondPlaceState &) { return c.copies() == 2; }));
        c.registersAndSyncs("赵芳"_q);
        REQUIRE(c.settles());
        c.stops();
        flip(fullCopies(c.place() + "/copies"_q).back().path, 3 * 4096);
        const RestoredHub restored(c);
        REQUIRE(restored.db);
        REQUIRE(restored.reading->findings.size() == 1);
        CHECK(restored.reading->findings[0].what == "damaged"_q);
        CHECK(restored.count(patients) == 3);
        CHECK(recordsOf(*restored.db) == recordsOf(*c.hubStore.db));
    }
    SECTION("the sealed files are gone")
    {
        c.stops();
        REQUIRE(QFile::remove(c.place() + "/files.sealed"_q));
        const auto checked = checkBackup(c.place(), c.hubStore.key);
        REQUIRE(checked);
        REQUIRE(checked->findings.size() == 1);
        CHECK(checked->findings[0].what == "missing"_q);
    }
}

TEST_CASE("a second place is refused where it would do harm", "[backup]")
{
    BackedHub c;
    c.keepsSecondPlace();
    c.registersAndSyncs("李芳"_q);
    REQUIRE(c.settles());
    SECTION("a key that is not its own")
    {
        CHECK(unlockBackup(c.place(), StoreOpener::keyFile(QByteArray(32, 'x'))).error().kind ==
              ErrorKind::WrongPassword);
        CHECK(unlockBackup(c.place(), StoreOpener::account("zhao"_q, "right horse"_q)));
    }
    SECTION("over an existing hub")
    {
        const auto done = restoreHub({c.place(), c.hubStore.folder.path(), {}, {}}, c.hubStore.key, allRecordTypes(),
                                     c.hubStore.clock);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::AlreadyExists);
    }
    SECTION("another hub's folder")
    {
        c.stops();
        BackedHub other;
        REQUIRE(QDir().rename(c.place(), other.place()));
        other.keepsSecondPlace();
        REQUIRE(other.waitsFor([](const SecondPlaceState &state) { return state.trouble.has_value(); }));
        CHECK(other.second->state().trouble->kind == ErrorKind::Invalid);
        CHECK(other.second->backedUp(other.laptop.db->device()) == 0);
    }
    SECTION("before its oldest copy")
    {
        const auto checked = checkBackup(c.place(), c.hubStore.key, Instant::fromIso(u"2025-01-01T00:00:00"));
        REQUIRE_FALSE(checked);
        CHECK(checked.error().kind == ErrorKind::OutOfRange);
    }
}

TEST_CASE("who finds a second place reads nothing in it, and the hub's own keys come back with it", "[backup]")
{
    BackedHub c;
    c.keepsSecondPlace();
    c.registersAndSyncs("慕容白鹭"_q);
    REQUIRE(c.settles());
    c.stops();
    int files = 0;
    for (QDirIterator at(c.place(), QDir::Files, QDirIterator::Subdirectories); at.hasNext(); ++files) {
        QFile file(at.next());
        REQUIRE(file.open(QIODevice::ReadOnly));
        const QByteArray bytes = file.readAll();
        INFO(file.fileName().toStdString());
        CHECK_FALSE(bytes.contains("慕容白鹭"));
        CHECK_FALSE(bytes.contains("PRIVATE KEY"));
    }
    CHECK(files >= 4);
    const RestoredHub restored(c);
    REQUIRE(restored.db);
    QFile key(restored.folder.path() + "/hub/hub.key"_q);
    REQUIRE(key.open(QIODevice::ReadOnly));
    CHECK(key.readAll() == "PRIVATE KEY of the hub");
    CHECK((key.permissions() & (QFile::ReadGroup | QFile::ReadOther)) == QFile::Permissions());
}

TEST_CASE("old copies are thinned to one a day", "[backup]")
{
    std::vector<FullCopy> copies;
    for (int day = 1; day <= 5; ++day)
        for (const int hour : {3, 20})
            copies.push_back({"%1-%2"_q.arg(day).arg(hour), static_cast<quint64>(day * 10 + hour),
                              Instant::fromIso("2025-05-0%1T%2:00:00"_q.arg(day).arg(hour, 2, 10, QChar(u'0')))});
    QStringList gone;
    for (const FullCopy &copy : copiesToThin(copies, 3))
        gone.append(copy.path);
    gone.sort();
    CHECK(gone == QStringList{"1-20"_q, "1-3"_q, "2-20"_q, "2-3"_q, "3-3"_q, "4-3"_q}); // the two newest always stay
}
