// SPDX-License-Identifier: GPL-3.0-or-later
// A training county is made as if its laptops had synced: they must be able to go on from there.
#include "core/hub/hub.h"
#include "core/patients/patient.h"
#include "core/security/keys.h"
#include "core/sync/sync_session.h"
#include "core/training/training_county.h"
#include "core/training/training_file.h"
#include "tests/support/store.h"

#include <QTemporaryDir>

using namespace yigong;

namespace {

struct Laptop
{
    Laptop(const QString &folder, const Clock &clock)
    {
        StoreOptions options;
        options.folder = folder;
        options.key = *trainingKeyOf(folder);
        auto opened = Database::open(options, allRecordTypes(), clock);
        REQUIRE(opened);
        db = std::move(*opened);
        auto loaded = DeviceKey::load(folder + QStringLiteral("/device.key"), db->key());
        REQUIRE(loaded);
        key.emplace(std::move(*loaded));
    }
    Result<SyncOutcome> sync(Hub &hub)
    {
        SyncSession session(
            *db, [this](const QByteArray &bytes) { return key->sign(bytes); },
            [&hub](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hub.sync(message);
                return SyncReply{reply.status, reply.body};
            });
        return session.run();
    }
    Actor actor()
    {
        Actor found;
        REQUIRE(db->read([&](const Snapshot &s) -> Result<void> {
            YIGONG_LET(staff, s.select<Practitioner>("WHERE site = ? ORDER BY rid LIMIT 1", {db->site().bytes()}));
            found = {staff.at(0).id, db->site(), staff.at(0).role};
            return {};
        }));
        return found;
    }

    std::unique_ptr<Database> db;
    std::optional<DeviceKey> key;
};

} // namespace

TEST_CASE("A training laptop has nothing to fetch, and what is written on it reaches the township's")
{
    QTemporaryDir folder;
    TrainingOptions options;
    options.folder = folder.filePath(QStringLiteral("county"));
    options.devices = {TrainingDevices::Which::These, {QStringLiteral("341199101"), QStringLiteral("341199101201")}};
    const auto county = buildTrainingCounty(options);
    REQUIRE(county);
    FixedClock clock(startOf(options.today).plusMs(10 * 3'600'000));
    StoreOptions hubStore;
    hubStore.folder = county->hub;
    hubStore.key = *trainingKeyOf(county->hub);
    auto hubDb = Database::open(hubStore, allRecordTypes(), clock);
    REQUIRE(hubDb);
    Hub hub(**hubDb);
    Laptop township(county->devices.at(0).folder, clock);
    Laptop village(county->devices.at(1).folder, clock);

    for (Laptop *laptop : {&township, &village}) {
        const auto outcome = laptop->sync(hub);
        REQUIRE(outcome);
        CHECK(outcome->pushed == 0);
        CHECK(outcome->pulled == 0);
        CHECK(outcome->conflicts == 1);
        CHECK(outcome->heldBack == 0);
    }
    const auto li =
        village.db->read([](const Snapshot &s) { return s.select<Patient>("WHERE name = ?", {"李秀兰"_q}); });
    REQUIRE(li);
    Patient moved = li->front();
    moved.address = "东街 1 号"_q;
    REQUIRE(village.db->write(village.actor(), [&](Transaction &tx) { return tx.update(li->front(), moved); }));
    const auto pushed = village.sync(hub);
    REQUIRE(pushed);
    CHECK(pushed->pushed == 1);
    CHECK(pushed->heldBack == 0);
    const auto pulled = township.sync(hub);
    REQUIRE(pulled);
    CHECK(pulled->pulled == 1);
    const auto there = township.db->read([&](const Snapshot &s) { return s.get<Patient>(moved.id); });
    REQUIRE(there);
    CHECK(there->address == moved.address);
}

TEST_CASE("A laptop that is enrolled later fetches the whole of its village")
{
    QTemporaryDir folder;
    TrainingOptions options;
    options.folder = folder.filePath(QStringLiteral("county"));
    options.devices.which = TrainingDevices::Which::None;
    const auto county = buildTrainingCounty(options);
    REQUIRE(county);
    FixedClock clock(startOf(options.today).plusMs(10 * 3'600'000));
    StoreOptions hubStore;
    hubStore.folder = county->hub;
    hubStore.key = *trainingKeyOf(county->hub);
    auto hubDb = Database::open(hubStore, allRecordTypes(), clock);
    REQUIRE(hubDb);
    Hub hub(**hubDb);
    const QString laptopFolder = folder.filePath(QStringLiteral("laptop"));
    const Id site = Site::idOf(u"341199101201");
    const DeviceKey key = DeviceKey::make();
    {
        StoreOptions store;
        store.folder = laptopFolder;
        store.create = true;
        auto db = Database::open(store, allRecordTypes(), clock);
        REQUIRE(db);
        const Id device = Id::fromKey("a new laptop");
        REQUIRE((*db)->becomeDevice(device, site));
        REQUIRE(key.store(laptopFolder + QStringLiteral("/device.key"), {}));
        const auto added = Hub::addDevice(**hubDb, device, site, key.publicKey(), "新的"_q);
        REQUIRE(added);
        CHECK(added->letter == QStringLiteral("B")); // A wrote the past
    }
    Laptop laptop(laptopFolder, clock);
    REQUIRE(laptop.sync(hub));
    const auto count = [&](Database &db, const std::string &sql) {
        return *db.read([&](const Snapshot &s) { return s.number(sql, {site.bytes()}); });
    };
    for (const char *table : {"patient", "encounter", "stock_movement", "service_request"}) {
        INFO(table);
        const std::string sql = std::string("SELECT count(*) FROM ") + table + " WHERE site = ?";
        CHECK(count(*laptop.db, sql) > 0);
        CHECK(count(*laptop.db, sql) == count(**hubDb, sql));
    }
}
