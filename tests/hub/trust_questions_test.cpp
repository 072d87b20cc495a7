// SPDX-License-Identifier: GPL-3.0-or-later
// What auditors and doctors ask the hub, over signed messages handed over directly.
#include "core/patients/open_resident.h"
#include "core/security/break_glass.h"
#include "core/sync/ask.h"
#include "core/sync/audit_question.h"
#include "core/sync/log_exchange.h"
#include "tests/hub/little_county.h"

using namespace yigong;

namespace {

struct AskingCounty : LittleCounty
{
    Result<QCborMap> asks(Computer &device, const char *name, const QCborMap &parameters)
    {
        const AskLine line{device.id, [&](const QByteArray &bytes) { return device.key.sign(bytes); },
                           [&](const QByteArray &message) -> Result<SyncReply> {
                               const HubReply reply = hub.ask(message);
                               return SyncReply{reply.status, reply.body};
                           }};
        HubQuestion question;
        question.deviceNow = device.store.clock.now();
        question.practitioner = device.store.actor.practitioner;
        question.name = QString::fromLatin1(name);
        question.parameters = parameters;
        return askHub(line, question);
    }
    Result<qint64> sendsLog(Computer &device)
    {
        LogSession session(
            *device.store.db, [&](const QByteArray &bytes) { return device.key.sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hub.log(message);
                return SyncReply{reply.status, reply.body};
            });
        return session.run();
    }
    Id registersWithNumber(Computer &device, const char *number)
    {
        Patient p;
        p.name = "李芳"_q;
        p.idType = "01"_q;
        p.idNumber = QString::fromLatin1(number);
        p.site = device.store.site;
        p.conditions = QStringList{"hypertension"_q};
        const auto id = device.store.db->write(device.store.actor, [&](Transaction &tx) { return tx.insert(p); });
        REQUIRE(id);
        return *id;
    }
    Result<OpenedResident> opens(Computer &device, Id patient)
    {
        return device.store.db->read([&](const Snapshot &s) { return openResident(s, device.store.actor, patient); });
    }
};

constexpr const char *number = "341181195703070023";

} // namespace

TEST_CASE("an auditor asks the hub who looked at a resident, and nobody else may", "[audit][ask]")
{
    AskingCounty c;
    const Id resident = c.registersWithNumber(c.village, number);
    REQUIRE(c.sync(c.village));
    REQUIRE(c.opens(c.village, resident));
    REQUIRE(c.sendsLog(c.village));

    AuditQuestion question;
    question.resident = QString::fromLatin1(number);
    CHECK(c.asks(c.county, "audit", cborOf(question)).error().kind == ErrorKind::Forbidden); // an administrator
    c.changesPerson(c.county, StaffRole::Auditor);
    const auto said = c.asks(c.county, "audit", cborOf(question));
    REQUIRE(said);
    const auto answer = auditAnswerFrom(*said);
    REQUIRE(answer);
    CHECK(answer->resident == resident);
    REQUIRE(answer->page.rows.size() == 1);
    CHECK(answer->page.rows[0].entry.actor == c.village.store.actor.practitioner);
    CHECK(answer->page.rows[0].entry.basis == static_cast<int>(Basis::OwnSite));
    CHECK(answer->residents.at(resident) == "李芳"_q);
    question.resident = "341181190001010000"_q;
    CHECK(auditAnswerFrom(*c.asks(c.county, "audit", cborOf(question)))->resident.isNone());

    const QDate today = c.hubStore.clock.today();
    const auto unusual = c.asks(c.county, "unusual-reading", unusualQuestion(today, today));
    REQUIRE(unusual);
    CHECK(unusualAnswerFrom(*unusual)->days.empty()); // one resident at a quarter past ten
}

TEST_CASE("a resident of another site is fetched for a reason, for a time, and both sites hear of it",
          "[break-glass][ask]")
{
    AskingCounty c;
    const Id resident = c.registersWithNumber(c.village2, number);
    REQUIRE(c.sync(c.village2));
    REQUIRE(c.sync(c.village));
    CHECK(c.opens(c.village, resident).error().kind == ErrorKind::NotFound);

    const auto asks = [&](const char *whose, const QString &reason) {
        return c.asks(c.village, "break-glass", breakGlassQuestion(QString::fromLatin1(whose), reason));
    };
    CHECK(asks(number, "急"_q).error().kind == ErrorKind::OutOfRange);
    CHECK(asks("341181190001010000", "急诊昏迷，家属不在"_q).error().kind == ErrorKind::NotFound);
    const auto fetched = asks(number, "急诊昏迷，家属不在"_q);
    REQUIRE(fetched);
    CHECK(fetchedResidentFrom(*fetched)->patient == resident);
    REQUIRE(c.sync(c.village));
    const auto opened = c.opens(c.village, resident);
    REQUIRE(opened);
    CHECK(opened->basis == Basis::BreakGlass);
    CHECK(opened->patient.conditions == QStringList{"hypertension"_q});
    CHECK(asks(number, "急诊昏迷，家属不在"_q).error().kind == ErrorKind::WrongState);

    for (Computer *device : {&c.village2, &c.township}) {
        REQUIRE(c.sync(*device));
        const auto list =
            device->store.db->read([&](const Snapshot &s) { return brokenGlasses(s, device->store.actor, {}, 10); });
        REQUIRE(list);
        REQUIRE(list->size() == 1);
        CHECK(list->front().record.reason == "急诊昏迷，家属不在"_q);
    }

    // After its time what came is closed, and gone with the next exchange.
    for (TestStore *s : {&c.hubStore, &c.village.store, &c.village2.store})
        s->clock.advanceMs(25 * 3'600'000LL);
    CHECK(c.opens(c.village, resident).error().kind == ErrorKind::OutOfScope);
    c.edits(c.village2, resident, [](Patient &p) { p.address = "中街 8 号"_q; });
    REQUIRE(c.sync(c.village2));
    REQUIRE(c.sync(c.village));
    CHECK_FALSE(LittleCounty::seenBy(c.village, resident));
    CHECK(c.opens(c.village, resident).error().kind == ErrorKind::NotFound);
}
