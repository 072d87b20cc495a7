// SPDX-License-Identifier: GPL-3.0-or-later
// The second log on its way to the hub: cutting, editing and reordering are noticed, at the device and at the hub.
#include "core/encounters/encounter.h"
#include "core/hub/log_intake.h"
#include "core/security/audit_reading.h"
#include "core/store/verify.h"
#include "core/sync/log_exchange.h"
#include "tests/hub/little_county.h"

#include <QFile>

using namespace yigong;

namespace {

struct LoggingCounty : LittleCounty
{
    Result<qint64> sends(Computer &device)
    {
        LogSession session(
            *device.store.db, [&](const QByteArray &bytes) { return device.key.sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                ++roundTrips;
                const HubReply reply = hub.log(message);
                if (std::exchange(loseAnswer, false))
                    return fail(ErrorKind::HubUnreachable);
                return SyncReply{reply.status, reply.body};
            });
        return session.run();
    }
    /// Reads of as many residents, one after the other.
    void reads(Computer &device, int count)
    {
        for (int i = 0; i < count; ++i)
            note(*device.store.db, device.store.actor, AuditKind::OpenedRecord, QString(), 1,
                 Id::fromKey("patient/" + QByteArray::number(++residents)));
        REQUIRE(device.store.db->flushNotes());
    }
    void behindItsBack(Computer &device, const std::string &sql)
    {
        REQUIRE(device.store.db->apply([&](Transaction &tx) { return tx.run(sql, {}); }));
    }
    qint64 atHub(const Computer &device)
    {
        return *hubStore.db->read([&](const Snapshot &s) {
            return s.number("SELECT count(*) FROM hub_audit WHERE device = ?", {device.id.bytes()});
        });
    }
    QStringList breaks()
    {
        QStringList found;
        const auto noticed = hubStore.db->read([](const Snapshot &s) { return logBreaks(s, 100); });
        REQUIRE(noticed);
        for (const LogBreak &one : *noticed)
            found += one.what;
        return found;
    }
    static QStringList findingsAt(Computer &device)
    {
        QStringList found;
        REQUIRE(device.store.db->read([&](const Snapshot &s) {
            return checkAuditLog(s, [&](const Finding &finding) { found += finding.detail; });
        }));
        return found;
    }
    int residents = 0;
    int roundTrips = 0;
};

} // namespace

TEST_CASE("what was read reaches the hub once, and both heads come back signed", "[audit]")
{
    LoggingCounty c;
    c.reads(c.village, 3);
    CHECK(c.sends(c.village) == 3);
    CHECK(c.atHub(c.village) == 3);
    const int trips = c.roundTrips;
    CHECK(c.sends(c.village) == 0);
    CHECK(c.roundTrips == trips); // nothing to say costs nothing
    c.reads(c.village, 2);
    c.loseAnswer = true;
    CHECK_FALSE(c.sends(c.village));
    c.reads(c.village, 1);
    CHECK(c.sends(c.village));
    CHECK(c.atHub(c.village) == 6);
    CHECK(c.breaks().isEmpty());
    CHECK(LoggingCounty::findingsAt(c.village).isEmpty());
    CHECK(*c.village.store.db->read(
              [](const Snapshot &s) { return s.number("SELECT max(entries) FROM countersigned"); }) == 6);
}

TEST_CASE("a log that is cut, changed or reordered is noticed here and at the hub", "[audit]")
{
    LoggingCounty c;
    c.reads(c.village, 5);
    REQUIRE(c.sends(c.village));
    SECTION("its end is cut")
    {
        c.behindItsBack(c.village, "DELETE FROM audit_entry WHERE number > 3");
        CHECK(LoggingCounty::findingsAt(c.village) == QStringList{"missing 4"_q});
    }
    SECTION("one in the middle is cut")
    {
        c.behindItsBack(c.village, "DELETE FROM audit_entry WHERE number = 3");
        CHECK(LoggingCounty::findingsAt(c.village) == QStringList{"missing 3"_q});
    }
    SECTION("one is changed")
    {
        c.behindItsBack(c.village,
                        "UPDATE audit_entry SET body = (SELECT body FROM audit_entry WHERE number = 1) WHERE "
                        "number = 4");
        CHECK(LoggingCounty::findingsAt(c.village) == QStringList{"changed 4"_q});
    }
    SECTION("two are exchanged")
    {
        c.behindItsBack(c.village, "UPDATE audit_entry SET number = -number WHERE number IN (2, 3)");
        c.behindItsBack(c.village, "UPDATE audit_entry SET number = 5 + number WHERE number < 0");
        CHECK(LoggingCounty::findingsAt(c.village).contains("changed 2"_q));
    }
    SECTION("all is written anew, links and all")
    {
        c.behindItsBack(c.village, "DELETE FROM audit_entry");
        c.behindItsBack(c.village, "CREATE TEMP TABLE kept AS SELECT * FROM countersigned");
        c.behindItsBack(c.village, "DELETE FROM countersigned");
        c.reads(c.village, 5);
        c.behindItsBack(c.village, "INSERT INTO countersigned SELECT * FROM kept");
        CHECK(LoggingCounty::findingsAt(c.village) == QStringList{"countersigned 5"_q});
    }
    c.reads(c.village, 1);
    REQUIRE(c.sends(c.village));
    CHECK_FALSE(c.breaks().isEmpty());
    const auto noticed = c.breaks().size();
    CHECK(c.atHub(c.village) == 6); // what the hub has, stays; what is new, arrives
    c.reads(c.village, 1);
    REQUIRE(c.sends(c.village));
    CHECK(c.breaks().size() == noticed); // said once
    CHECK(c.atHub(c.village) == 7);
}

TEST_CASE("a laptop restored from last month puts its new readings behind those the hub has", "[audit]")
{
    LoggingCounty c;
    c.reads(c.village, 2);
    REQUIRE(c.sends(c.village));
    c.reads(c.village, 3);
    REQUIRE(c.sends(c.village));
    // As the backup had it: two entries, and the hub's word for two.
    c.behindItsBack(c.village, "DELETE FROM audit_entry WHERE number > 2");
    c.behindItsBack(c.village, "DELETE FROM countersigned WHERE entries > 2");
    c.behindItsBack(c.village, "UPDATE local SET value = 2 WHERE key = 'log/taken'");
    c.reads(c.village, 4);
    REQUIRE(c.sends(c.village));
    CHECK(c.atHub(c.village) == 9);
    CHECK(c.breaks().contains("rewritten"_q));
    CHECK(LoggingCounty::findingsAt(c.village) == QStringList{"missing 3"_q}); // it says so for good
    c.reads(c.village, 1);
    REQUIRE(c.sends(c.village));
    CHECK(c.atHub(c.village) == 10);
}

TEST_CASE("an entry that nobody can read is put behind with the others", "[audit]")
{
    LoggingCounty c;
    c.reads(c.village, 2);
    REQUIRE(c.sends(c.village));
    c.reads(c.village, 1);
    REQUIRE(c.sends(c.village));
    c.behindItsBack(c.village, "DELETE FROM audit_entry WHERE number > 2");
    c.behindItsBack(c.village, "DELETE FROM countersigned WHERE entries > 2");
    c.behindItsBack(c.village, "UPDATE local SET value = 2 WHERE key = 'log/taken'");
    c.reads(c.village, 2);
    c.behindItsBack(c.village, "UPDATE audit_entry SET body = x'00' WHERE number = 4");
    REQUIRE(c.sends(c.village));
    CHECK(c.atHub(c.village) == 5);
}

TEST_CASE("a hub that cannot sign as before is not believed", "[audit]")
{
    LoggingCounty c;
    c.reads(c.village, 1);
    REQUIRE(c.sends(c.village));
    REQUIRE(QFile::remove(c.hubStore.folder.filePath("countersign.key"_q)));
    Hub other(*c.hubStore.db);
    c.reads(c.village, 1);
    LogSession session(
        *c.village.store.db, [&](const QByteArray &bytes) { return c.village.key.sign(bytes); },
        [&](const QByteArray &message) -> Result<SyncReply> {
            const HubReply reply = other.log(message);
            return SyncReply{reply.status, reply.body};
        });
    CHECK(session.run().error().kind == ErrorKind::BadSignature);
}

TEST_CASE("an auditor sees who read what, where and why, and that somebody looked", "[audit]")
{
    LoggingCounty c;
    const Id resident = c.registers(c.village, "李芳");
    REQUIRE(c.village.store.db->read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(basis, requirePatient(s, c.village.store.actor, Door::ReadPatient, resident));
        noteOpened(s, c.village.store.actor, basis, resident, {});
        return {};
    }));
    REQUIRE(c.sends(c.village));
    const Actor auditor{Id::fromKey("practitioner/auditor"), Site::idOf(u"341181"),
                        static_cast<int>(StaffRole::Auditor)};
    AuditFilter filter;
    filter.patient = resident;
    const auto page = c.hubStore.db->read([&](const Snapshot &s) { return auditPage(s, auditor, filter, 10); });
    REQUIRE(page);
    REQUIRE(page->rows.size() == 1);
    CHECK(page->rows[0].device == c.village.id);
    CHECK(page->rows[0].entry.actor == c.village.store.actor.practitioner);
    CHECK(page->rows[0].entry.site == c.village.store.site);
    CHECK(page->rows[0].entry.basis == static_cast<int>(Basis::OwnSite));
    REQUIRE(c.hubStore.db->flushNotes());
    filter.kind = AuditKind::ReadLog;
    CHECK(c.hubStore.db->read([&](const Snapshot &s) { return auditPage(s, auditor, filter, 10); })->rows.size() == 1);
    const Actor manager{Id::fromKey("practitioner/boss"), Site::idOf(u"341181"),
                        static_cast<int>(StaffRole::CountyManager)};
    CHECK(c.hubStore.db->read([&](const Snapshot &s) { return auditPage(s, manager, filter, 10); }).error().kind ==
          ErrorKind::Forbidden);
}

TEST_CASE("an operation of a role that may not make it is held back", "[sync][doors]")
{
    LittleCounty c;
    const Id resident = c.registers(c.village, "李芳");
    Encounter visit;
    visit.patient = resident;
    visit.site = c.village.store.site;
    // The laptop claims that a nurse may write visits; the hub knows her as a nurse.
    c.changesPerson(c.village, StaffRole::Nurse);
    Actor claims = c.village.store.actor;
    claims.role = static_cast<int>(StaffRole::VillageDoctor);
    REQUIRE(c.village.store.db->write(claims, [&](Transaction &tx) { return tx.insert(visit); }));
    const auto outcome = c.sync(c.village);
    REQUIRE(outcome);
    CHECK(outcome->heldBack == 1);
    const auto at = [&](const char *table) {
        return *c.hubStore.db->read(
            [&](const Snapshot &s) { return s.number(std::string("SELECT count(*) FROM ") + table); });
    };
    CHECK(at("encounter") == 0);
    CHECK(at("patient") == 1);
}
