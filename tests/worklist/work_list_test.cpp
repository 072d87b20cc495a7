// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/followups/enrolment.h"
#include "core/inventory/ledger.h"
#include "core/referrals/referral_desk.h"
#include "core/worklist/work_list.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct WorkCounty : CountyStore
{
    Id lixiulan = addResident("李秀兰", wangzhuang);

    WorkList listOf(const Actor &who)
    {
        const auto list = read([&](const Snapshot &s) { return workList(s, who, clock.now()); });
        REQUIRE(list);
        return *list;
    }
    QStringList kindsOf(const Actor &who)
    {
        QStringList kinds;
        const WorkList list = listOf(who);
        for (const WorkItem &item : list.items)
            kinds += nameOf(item.kind);
        return kinds;
    }
    Id sends(ReferralUrgency urgency = ReferralUrgency::Soon)
    {
        const ReferralDraft draft{lixiulan, {}, county.id, urgency, "胸痛"_q, {}, {}, {}, {}, "无"_q};
        const auto sent = write(villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); });
        REQUIRE(sent);
        return sent->id;
    }
    void seen(Id patient, const char *when)
    {
        Encounter visit;
        visit.patient = patient;
        visit.site = wangzhuang.id;
        visit.start = Instant::fromIso(QString::fromLatin1(when));
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return tx.insert(visit); }));
    }
};

} // namespace

TEST_CASE("a referral lands on the list of whose turn it is, with its limit", "[worklist]")
{
    WorkCounty c;
    const Id referral = c.sends();
    CHECK(c.kindsOf(c.villageDoctor).isEmpty());
    REQUIRE(c.kindsOf(c.countyDoctor) == QStringList{"referral-step"_q});
    CHECK_FALSE(c.listOf(c.countyDoctor).items[0].overdue);
    c.hoursPass(3);
    CHECK(c.listOf(c.countyDoctor).items[0].overdue);
    CHECK(c.listOf(c.countyDoctor).referrals.overdue == 1);

    // Accepted for tomorrow: the village tells the patient, the hospital waits for them.
    const Instant tomorrow = Instant::fromIso(u"2025-05-14T09:00");
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return acceptReferral(tx, referral, tomorrow, {}, {}); }));
    CHECK(c.kindsOf(c.villageDoctor) == QStringList{"appointment"_q});
    CHECK(c.listOf(c.villageDoctor).items[0].patientName == "李秀兰"_q);
    CHECK(c.kindsOf(c.countyDoctor) == QStringList{"referral-step"_q});

    // On the ward there is no limit; sent back, the plan and the first follow-up are the village's.
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return markArrived(tx, referral); }));
    CHECK(c.kindsOf(c.countyDoctor).isEmpty());
    const ReturnSlip slip{
        "心绞痛"_q,
        {},
        {},
        {{QDate(2025, 5, 14), "测血压"_q}, {QDate(2025, 5, 26), "复查"_q}, {QDate(2025, 8, 1), "复查"_q}}};
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return returnDown(tx, referral, slip); }));
    CHECK(c.kindsOf(c.countyDoctor).isEmpty());
    CHECK(c.kindsOf(c.villageDoctor) == QStringList{"plan-item"_q, "referral-step"_q});
    CHECK(c.listOf(c.villageDoctor).dueLater == 1);
    CHECK(c.listOf(c.villageDoctor).due.count == 1);
    c.hoursPass(48);
    const WorkItem first = c.listOf(c.villageDoctor).items[0];
    CHECK(first.overdue);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return completeActivity(tx, first.subject, {}); }));
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return closeReferral(tx, referral, {}); }));
    CHECK(c.kindsOf(c.villageDoctor).isEmpty());
    CHECK(c.listOf(c.villageDoctor).notUploaded.count > 0);
    CHECK(c.kindsOf(c.dongheDoctor).isEmpty()); // another village's
}

TEST_CASE("a plan is due until the door closes on its day", "[worklist]")
{
    WorkCounty c;
    CarePlanActivity activity;
    activity.patient = c.lixiulan;
    activity.site = c.wangzhuang.id;
    activity.dueOn = {2025, 5, 13};
    activity.what = "测血压"_q;
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return tx.insert(activity); }));
    c.clock.moveTo(Instant::fromIso(u"2025-05-13T23:59"));
    CHECK(c.listOf(c.villageDoctor).due.today == 1);
    CHECK(c.listOf(c.villageDoctor).due.overdue == 0);
    c.clock.moveTo(Instant::fromIso(u"2025-05-14T00:00"));
    CHECK(c.listOf(c.villageDoctor).due.overdue == 1);
}

TEST_CASE("nobody is asked to follow up the dead", "[worklist]")
{
    WorkCounty c;
    Patient dead;
    dead.name = "王大爷"_q;
    dead.site = c.wangzhuang.id;
    dead.conditions = {"hypertension"_q};
    dead.deceasedOn = *PartialDate::parse(u"2025-05-01");
    CarePlanActivity activity;
    activity.site = c.wangzhuang.id;
    activity.dueOn = {2025, 5, 12};
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(id, tx.insert(dead));
        activity.patient = id;
        YIGONG_TRY(tx.insert(activity));
        return {};
    }));
    CHECK(c.kindsOf(c.villageDoctor).isEmpty());
}

TEST_CASE("who has hypertension or diabetes and was not seen for 90 days stands at the end of the list", "[worklist]")
{
    WorkCounty c;
    const Id never = c.addResident("罗雪莲", c.wangzhuang, {"hypertension"_q});
    const Id longAgo = c.addResident("孙广田", c.wangzhuang, {"copd"_q, "diabetes"_q});
    const Id lately = c.addResident("高玉梅", c.wangzhuang, {"hypertension"_q});
    c.addResident("马国庆", c.wangzhuang, {"copd"_q});
    c.addResident("任学礼", c.donghe, {"hypertension"_q});
    c.seen(longAgo, "2025-02-11T09:00");
    c.seen(lately, "2025-02-12T00:00"); // the ninetieth day before
    const WorkList list = c.listOf(c.villageDoctor);
    REQUIRE(list.items.size() == 2);
    CHECK(list.items[0].patient == never);
    CHECK(list.items[1].patient == longAgo);
    CHECK(civilDay(list.items[1].lastSeen) == QDate(2025, 2, 11));
    CHECK(list.notSeen == 2);
}

TEST_CASE("stock that expires is on the list of those who may see stock", "[worklist]")
{
    WorkCounty c;
    const auto receives = [&](const char *lot, QDate expiry) {
        Receipt receipt;
        receipt.supplier = "县药房"_q;
        receipt.lines = {{"D0001"_q, QString::fromLatin1(lot), expiry, 1, {}, 24, {880}}};
        REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return receiveStock(tx, receipt); }));
    };
    receives("240608", {2025, 5, 31});
    receives("250101", {2027, 1, 1});
    const WorkList list = c.listOf(c.villageDoctor);
    REQUIRE(list.items.size() == 1);
    CHECK(nameOf(list.items[0].kind) == "expiry"_q);
    CHECK(list.items[0].batch->batch.lot == "240608"_q);
    CHECK(list.expiring.count == 1);
    CHECK(civilDay(list.expiring.nearest) == QDate(2025, 5, 31));
    Actor insurer = c.villageDoctor;
    insurer.role = static_cast<int>(StaffRole::InsuranceOfficer);
    CHECK(c.read([&](const Snapshot &s) { return workList(s, insurer, c.clock.now()); }).error().kind ==
          ErrorKind::Forbidden);
}

TEST_CASE("overdue follow-ups stand on the list of the village and of its township, and of no other", "[worklist]")
{
    WorkCounty c;
    EnrolmentDraft draft;
    draft.patient = c.lixiulan;
    draft.enrolledOn = QDate(2025, 1, 6); // due on 6 April
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); }));
    c.seen(c.lixiulan, "2025-05-12T09:00:00");
    for (const Actor &who : {c.villageDoctor, c.manager}) {
        REQUIRE(c.kindsOf(who) == QStringList{"follow-up"_q});
        const WorkList list = c.listOf(who);
        CHECK(list.followUps == 1);
        CHECK(list.items[0].overdue);
        CHECK(list.items[0].patientName == "李秀兰"_q);
        CHECK(list.items[0].siteName == "王庄村卫生室"_q);
        CHECK(civilDay(list.items[0].deadline) == QDate(2025, 4, 6));
    }
    CHECK(c.kindsOf(c.dongheDoctor).isEmpty());
}
