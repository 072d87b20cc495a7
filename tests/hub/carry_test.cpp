// SPDX-License-Identifier: GPL-3.0-or-later
// A township's laptop on the line carries the packages of a village that has none, to a hub that is really served.
#include "core/transport/device_line.h"
#include "tests/hub/served_county.h"
#include "tests/hub/stick_county.h"

#include <QDir>

using namespace yigong;

namespace {

/// The served hub, and a stick.
struct CourierDay : ServedCounty
{
    CourierDay()
    {
        REQUIRE(stick.isValid());
        QFile file(hubFolder() + "/hub.crt"_q);
        REQUIRE(file.open(QIODevice::ReadOnly));
        address.url = url;
        address.pin = *publicKeyPin(file.readAll());
        for (Computer *device : {&village, &township}) {
            HubLine line(address);
            REQUIRE(LogSession(
                        *device->store.db, [&](const QByteArray &bytes) { return device->key.sign(bytes); },
                        postTo(line, "/v1/log"_q))
                        .run());
        }
    }
    void writes(Computer &device)
    {
        const auto written = StickSession(*device.store.db, device.key).write();
        REQUIRE(written);
        REQUIRE(keepPackage(stick.path(), *written));
    }
    std::vector<StickReading> reads(Computer &device)
    {
        StickSession session(*device.store.db, device.key);
        const auto read = readStick(session, stick.path());
        REQUIRE(read);
        return *read;
    }
    Result<std::vector<CarriedDevice>> carries(Computer &courier, const std::vector<Id> &others = {})
    {
        HubLine line(address);
        return carryPackages({courier.id, [&](const QByteArray &bytes) { return courier.key.sign(bytes); },
                              postTo(line, "/v1/package"_q)},
                             clock, stick.path(), others);
    }
    QTemporaryDir stick;
    HubAddress address;
};

} // namespace

TEST_CASE("a township carries a village's packages both ways, and can read neither", "[package][carry]")
{
    CourierDay c;
    const Id id = c.registers(c.village, "欧阳清风");
    c.writes(c.village);
    const auto carried = c.carries(c.township);
    REQUIRE(carried);
    REQUIRE(carried->size() == 1);
    CHECK(carried->front().device == c.village.id);
    CHECK(carried->front().site == "王庄村卫生室"_q);
    REQUIRE(carried->front().handedIn.size() == 1);
    CHECK(carried->front().handedIn.front().reading.state == PackageState::Taken);
    CHECK(carried->front().handedIn.front().reading.records == 1);
    CHECK(carried->front().fetched == 1);
    CHECK(StickCounty::count(c.hubStore, "SELECT count(*) FROM patient") == 1);
    CHECK(StickCounty::count(c.township.store, "SELECT count(*) FROM patient") == 0);
    for (const StickReading &one : c.reads(c.township))
        CHECK(one.reading.state == PackageState::ForOther);

    CHECK(StickCounty::waiting(c.village) == 1);
    const auto read = c.reads(c.village);
    REQUIRE(read.size() == 2); // its own on the way out, and the hub's
    CHECK(read.front().reading.state == PackageState::ForOther);
    CHECK(read.back().reading.state == PackageState::Taken);
    CHECK(StickCounty::waiting(c.village) == 0);

    // Once more: the hub had it all, and the stick does not fill up.
    c.registers(c.village, "王五");
    c.writes(c.village);
    const auto again = c.carries(c.township);
    REQUIRE(again);
    CHECK(again->front().handedIn.front().reading.records == 1);
    CHECK(c.carries(c.township)->front().handedIn.front().reading.state == PackageState::ReadBefore);
    CHECK(QDir(c.stick.path()).entryList({"*.ygp"_q}).size() == 2);
    CHECK(c.reads(c.village).back().reading.state == PackageState::Taken);
    CHECK(c.seenBy(c.village, id));
}

TEST_CASE("nobody fetches the packages of sites that are not below theirs", "[package][carry]")
{
    CourierDay c;
    REQUIRE(c.sync(c.village));
    const auto neighbour = c.carries(c.village2, {c.village.id});
    REQUIRE(neighbour);
    REQUIRE(neighbour->front().problem);
    CHECK(neighbour->front().problem->kind == ErrorKind::Forbidden);
    CHECK(QDir(c.stick.path()).isEmpty());
    CHECK(c.carries(c.county, {c.village.id})->front().fetched == 1); // a county's desk carries for all
    // A laptop that the hub does not know carries nothing.
    Computer stranger("341181100009", "A", StaffRole::VillageDoctor);
    CHECK(c.carries(stranger, {c.village.id}).error().kind == ErrorKind::DeviceUnknown);
}

TEST_CASE("a stick that is not there, or full, is said, and leaves no half package", "[package]")
{
    StickCounty c;
    c.registers(c.village, "李芳");
    const auto written = StickSession(*c.village.store.db, c.village.key).write();
    REQUIRE(written);
    const auto gone = keepPackage("/nonexistent/stick"_q, *written);
    REQUIRE_FALSE(gone);
    CHECK(gone.error() == Error{ErrorKind::FileMissing, "stick"_q, {"/nonexistent/stick"_q}});
    // Root writes through any mode, so the disk is one that takes nothing.
    const auto full = keepPackage("/proc/self"_q, *written);
    REQUIRE_FALSE(full);
    CHECK((full.error().kind == ErrorKind::FileUnwritable || full.error().kind == ErrorKind::DiskFull));
    QTemporaryDir stick;
    REQUIRE(keepPackage(stick.path(), *written));
    CHECK(QDir(stick.path()).entryList(QDir::Files | QDir::Hidden).size() == 1);
    CHECK(StickCounty::waiting(c.village) == 1);
}
