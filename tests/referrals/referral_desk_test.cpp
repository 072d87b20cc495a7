// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "core/sync/sync_records.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct ReferralCounty : CountyStore
{
    Id lixiulan = addResident("李秀兰", wangzhuang, {"hypertension"_q});

    ReferralDraft draft(ReferralUrgency urgency = ReferralUrgency::Soon) const
    {
        ReferralDraft d;
        d.patient = lixiulan;
        d.toSite = county.id;
        d.urgency = urgency;
        d.reason = "连续两次控制不满意，血压 164/94"_q;
        d.diagnosis = "高血压 3 级"_q;
        d.department = "心内科"_q;
        d.allergyStatement = "青霉素"_q;
        return d;
    }
    Result<SentReferral> send(const ReferralDraft &d)
    {
        return write(villageDoctor, [&](Transaction &tx) { return sendReferral(tx, d); });
    }
    Id sent(ReferralUrgency urgency = ReferralUrgency::Soon)
    {
        const auto made = send(draft(urgency));
        REQUIRE(made);
        return made->id;
    }
    Result<void> accepts(Id referral, const char *appointment = "2025-05-15T09:00")
    {
        return write(countyDoctor, [&](Transaction &tx) {
            return acceptReferral(tx, referral, Instant::fromIso(QString::fromLatin1(appointment)), {}, {});
        });
    }
    static ReturnSlip slip()
    {
        return {"高血压 3 级 极高危"_q,
                "氨氯地平 5 mg 每日 1 次"_q,
                "低盐饮食，每周测血压"_q,
                {{QDate(2025, 5, 20), "测血压"_q}, {QDate(2025, 6, 15), "复查肾功能"_q}}};
    }
    ReferralView view(Id referral)
    {
        const auto found = read([&](const Snapshot &s) { return referralView(s, referral, clock.now()); });
        REQUIRE(found);
        return *found;
    }
    QString stateOf(Id referral) { return nameOf(view(referral).row.state); }
    template <Record T> std::vector<T> all()
    {
        const auto found = read([](const Snapshot &s) { return s.select<T>("ORDER BY id"); });
        REQUIRE(found);
        return *found;
    }
};

} // namespace

TEST_CASE("a resident is referred, treated, sent back with a plan, and followed up", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    REQUIRE(c.accepts(referral));
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return markArrived(tx, referral); }));
    REQUIRE(
        c.write(c.countyDoctor, [&](Transaction &tx) { return recordTreatment(tx, referral, "动态血压，调药"_q); }));
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return returnDown(tx, referral, c.slip()); }));
    CHECK(c.stateOf(referral) == "returned"_q);

    const auto plan = c.all<CarePlanActivity>();
    REQUIRE(plan.size() == 2);
    CHECK(plan[0].site == c.wangzhuang.id);
    CHECK(plan[0].fromSite == c.county.id);
    CHECK(plan[0].dueOn == QDate(2025, 5, 20));

    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return receiveBack(tx, referral); }));
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return completeActivity(tx, plan[0].id, "136/84"_q); }));
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return closeReferral(tx, referral, "血压平稳"_q); }));
    const ReferralView view = c.view(referral);
    CHECK(nameOf(view.row.state) == "closed"_q);
    CHECK(view.events.size() == 7);
    CHECK(view.row.plannedItems == 2);
    CHECK(view.row.doneItems == 1);
    CHECK(view.row.last->note == "血压平稳"_q);
    CHECK(view.row.patientName == "李秀兰"_q);
    CHECK(view.row.toName == "云岭县人民医院"_q);
    CHECK(view.staff.at(c.countyDoctor.practitioner) == "周文静"_q);
    CHECK(c.all<Share>()[0].endedOn == QDate(2025, 5, 13));
}

TEST_CASE("sending writes the request, its first event and the share in one act", "[referrals]")
{
    ReferralCounty c;
    Encounter visit;
    visit.patient = c.lixiulan;
    visit.site = c.wangzhuang.id;
    Condition diagnosis;
    diagnosis.patient = c.lixiulan;
    diagnosis.display = "原发性高血压"_q;
    diagnosis.code = "I10.x00"_q;
    diagnosis.primary = true;
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(id, tx.insert(visit));
        visit.id = diagnosis.encounter = id;
        YIGONG_TRY(tx.insert(diagnosis));
        return {};
    }));
    const auto acts = [&] { return *c.read([](const Snapshot &s) { return s.number("SELECT count(*) FROM act"); }); };
    const qint64 before = acts();
    ReferralDraft draft = c.draft();
    draft.encounter = visit.id;
    draft.diagnosis.clear();
    const auto made = c.send(draft);
    REQUIRE(made);
    CHECK(acts() == before + 1);
    CHECK(made->number.startsWith("WZ-"_q));
    const ServiceRequest request = c.all<ServiceRequest>()[0];
    CHECK(request.diagnosisCode == "I10.x00"_q); // of the visit, where the slip says none
    CHECK(request.validUntil == QDate(2025, 5, 20));
    const Share share = c.all<Share>()[0];
    CHECK(share.patient == c.lixiulan);
    CHECK(share.toSite == c.county.id);
    CHECK(share.encounter == visit.id);
    CHECK(share.referral == made->id);
    CHECK_FALSE(share.endedOn.isValid());
    const ReferralView view = c.view(made->id);
    REQUIRE(view.visit);
    CHECK(view.visit->conditions.size() == 1);
    CHECK(*c.read([&](const Snapshot &s) { return findReferral(s, made->number.toLower()); }) == made->id);
}

TEST_CASE("what a slip must say is asked for, and a refused one leaves nothing", "[referrals]")
{
    ReferralCounty c;
    struct Case
    {
        const char *story;
        std::function<void(ReferralDraft &)> spoil;
        ErrorKind kind;
        const char *field;
    };
    Encounter visit;
    visit.id = Id::fromKey("visit of another");
    visit.patient = c.addResident("马国庆", c.wangzhuang);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return tx.insert(visit); }));
    const std::vector<Case> cases{
        {"no reason", [](auto &d) { d.reason = "  "_q; }, ErrorKind::Required, "reason"},
        {"101 characters", [](auto &d) { d.reason = QString(101, u'痛'); }, ErrorKind::OutOfRange, "reason"},
        {"a control character", [](auto &d) { d.summary = QString(QChar(7)); }, ErrorKind::Invalid, "summary"},
        {"allergies not said", [](auto &d) { d.allergyStatement.clear(); }, ErrorKind::Required, "allergy_statement"},
        {"no destination", [](auto &d) { d.toSite = {}; }, ErrorKind::Required, "to_site"},
        {"to oneself", [&](auto &d) { d.toSite = c.wangzhuang.id; }, ErrorKind::OutOfScope, "to_site"},
        {"to a village", [&](auto &d) { d.toSite = c.donghe.id; }, ErrorKind::OutOfScope, "to_site"},
        {"to another township", [&](auto &d) { d.toSite = c.beiling.id; }, ErrorKind::OutOfScope, "to_site"},
        {"nobody", [](auto &d) { d.patient = Id::fromKey("nobody"); }, ErrorKind::NotFound, "patient"},
        {"another's visit", [&](auto &d) { d.encounter = visit.id; }, ErrorKind::Invalid, "encounter"},
        {"no such urgency", [](auto &d) { d.urgency = ReferralUrgency{7}; }, ErrorKind::Invalid, "urgency"},
    };
    for (const Case &one : cases) {
        INFO(one.story);
        ReferralDraft draft = c.draft();
        one.spoil(draft);
        const auto refused = c.send(draft);
        REQUIRE_FALSE(refused);
        CHECK(refused.error().kind == one.kind);
        CHECK(refused.error().field == QString::fromLatin1(one.field));
    }
    CHECK(c.all<ServiceRequest>().empty());
    CHECK(c.all<Share>().empty());
    ReferralDraft longest = c.draft();
    longest.reason = QString(100, u'痛');
    CHECK(c.send(longest));
}

TEST_CASE("a village refers up its own line or to a hospital of its county; past the township it is told",
          "[referrals]")
{
    ReferralCounty c;
    const auto names = [&](const Site &from) {
        QStringList found;
        const auto sites = c.read([&](const Snapshot &s) { return destinationsOf(s, from.id); });
        REQUIRE(sites);
        for (const Site &site : *sites)
            found += site.name;
        return found;
    };
    const Site elsewhere = c.addSite("350121", "别县人民医院", Tier::County, {}, "BX");
    CHECK(names(c.wangzhuang) == QStringList{"柳河镇卫生院"_q, "云岭县人民医院"_q, "云岭县中医院"_q});
    CHECK(names(c.liuhe) == QStringList{"云岭县人民医院"_q, "云岭县中医院"_q});
    CHECK(names(c.county) == QStringList{"云岭县中医院"_q});
    CHECK(names(elsewhere).isEmpty());

    ReferralDraft draft = c.draft(ReferralUrgency::Routine);
    CHECK(c.send(draft)->skipsLevel);
    CHECK_FALSE(c.send(c.draft(ReferralUrgency::Emergency))->skipsLevel);
    draft.toSite = c.liuhe.id;
    CHECK_FALSE(c.send(draft)->skipsLevel);
    draft.toSite = c.tcmHospital.id;
    CHECK(c.send(draft)->skipsLevel);
}

TEST_CASE("each step is for the staff of its own end", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    const auto accept = [&](const Actor &who) {
        return c.write(who, [&](Transaction &tx) { return acceptReferral(tx, referral, {}, {}, {}); });
    };
    const auto withdraw = [&](const Actor &who) {
        return c.write(who, [&](Transaction &tx) { return withdrawReferral(tx, referral, {}); });
    };
    CHECK(accept(c.villageDoctor).error().kind == ErrorKind::Forbidden);
    CHECK(accept(c.townshipDoctor).error().kind == ErrorKind::OutOfScope); // any hospital's doctor is not enough
    CHECK(withdraw(c.dongheDoctor).error().kind == ErrorKind::OutOfScope);
    CHECK(withdraw(c.countyDoctor).error().kind == ErrorKind::Forbidden);
    CHECK(withdraw(c.manager).error().kind == ErrorKind::Forbidden);
    CHECK(c.stateOf(referral) == "sent"_q);
    CHECK(accept(c.countyDoctor));
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return returnDown(tx, referral, c.slip()); }));
    const Id item = c.all<CarePlanActivity>()[0].id;
    const auto complete = [&](const Actor &who) {
        return c.write(who, [&](Transaction &tx) { return completeActivity(tx, item, {}); });
    };
    CHECK(complete(c.dongheDoctor).error().kind == ErrorKind::OutOfScope);
    CHECK(complete(c.villageDoctor));
    CHECK(complete(c.villageDoctor).error().kind == ErrorKind::Closed);
}

TEST_CASE("a step that the state does not allow is refused with the state", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    const auto refusedAs = [&](const Actor &who, auto door) {
        const auto done = c.write(who, door);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == ErrorKind::WrongState);
        return done.error().args.value(0);
    };
    const auto accept = [&](Transaction &tx) { return acceptReferral(tx, referral, {}, {}, {}); };
    const auto reject = [&](Transaction &tx) { return rejectReferral(tx, referral, "满"_q); };
    const auto withdraw = [&](Transaction &tx) { return withdrawReferral(tx, referral, {}); };
    const auto arrive = [&](Transaction &tx) { return markArrived(tx, referral); };
    const auto close = [&](Transaction &tx) { return closeReferral(tx, referral, {}); };
    const auto goBack = [&](Transaction &tx) { return returnDown(tx, referral, c.slip()); };
    CHECK(refusedAs(c.countyDoctor, arrive) == "sent"_q);
    CHECK(refusedAs(c.countyDoctor, goBack) == "sent"_q);
    CHECK(refusedAs(c.villageDoctor, close) == "sent"_q);
    REQUIRE(c.accepts(referral));
    CHECK(refusedAs(c.countyDoctor, accept) == "accepted"_q);
    CHECK(refusedAs(c.countyDoctor, reject) == "accepted"_q);
    CHECK(refusedAs(c.villageDoctor, withdraw) == "accepted"_q);
    REQUIRE(c.write(c.countyDoctor, goBack)); // who is sent back was there
    CHECK(c.all<ReferralEvent>().size() == 4);
    CHECK(refusedAs(c.countyDoctor, goBack) == "returned"_q);
    REQUIRE(c.write(c.villageDoctor, close)); // and was taken back
    CHECK(c.all<ReferralEvent>().size() == 6);
    CHECK(refusedAs(c.villageDoctor, close) == "closed"_q);
}

TEST_CASE("withdrawn in the village while the hospital accepts: it is withdrawn, and both are to be seen",
          "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    REQUIRE(c.accepts(referral));
    ReferralEvent fromTheVillage; // as a pull brings it
    fromTheVillage.referral = referral;
    fromTheVillage.kind = ReferralEventKind::Withdrawn;
    fromTheVillage.at = c.clock.now().plusMs(-3'600'000);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return tx.append(fromTheVillage); }));
    CHECK(c.stateOf(referral) == "withdrawn"_q);
    CHECK(c.view(referral).events.size() == 3);
    CHECK(c.write(c.countyDoctor, [&](Transaction &tx) { return markArrived(tx, referral); }).error().kind ==
          ErrorKind::WrongState);
}

TEST_CASE("no door acts on a referral with a step of a newer program", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    ReferralEvent newer;
    newer.referral = referral;
    newer.kind = ReferralEventKind{42};
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return tx.append(newer); }));
    CHECK(c.stateOf(referral) == "needs-newer-program"_q);
    CHECK(c.accepts(referral).error().kind == ErrorKind::NeedsNewerProgram);
    CHECK(c.write(c.villageDoctor, [&](Transaction &tx) { return withdrawReferral(tx, referral, {}); }).error().kind ==
          ErrorKind::NeedsNewerProgram);
}

TEST_CASE("a patient who does not come is noted after the hour, and may still come", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    REQUIRE(c.accepts(referral, "2025-05-14T09:00"));
    const auto noShow = [&](Transaction &tx) { return markNoShow(tx, referral); };
    CHECK(c.write(c.countyDoctor, noShow).error().kind == ErrorKind::OutOfRange);
    c.hoursPass(24);
    REQUIRE(c.write(c.countyDoctor, noShow));
    CHECK(c.stateOf(referral) == "no-show"_q);
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return markArrived(tx, referral); }));
    CHECK(c.stateOf(referral) == "arrived"_q);
}

TEST_CASE("a new date takes the place of the old one, which stays to be seen", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    REQUIRE(c.accepts(referral));
    c.hoursPass(1);
    const Instant later = Instant::fromIso(u"2025-05-20T14:30");
    REQUIRE(c.write(c.countyDoctor,
                    [&](Transaction &tx) { return changeAppointment(tx, referral, later, {}, "主任出差"_q); }));
    CHECK(c.view(referral).row.appointment == later);
    CHECK(c.view(referral).events.size() == 3);
}

TEST_CASE("an emergency may arrive before anybody has answered", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent(ReferralUrgency::Emergency);
    CHECK(c.write(c.countyDoctor, [&](Transaction &tx) { return markArrived(tx, referral); }));
}

TEST_CASE("a rejected patient stays with the sender until they are seen to", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    const auto reject = [&](const QString &why) {
        return c.write(c.countyDoctor, [&](Transaction &tx) { return rejectReferral(tx, referral, why); });
    };
    CHECK(reject({}).error().kind == ErrorKind::Required);
    REQUIRE(reject("无床，请转中医院"_q));
    const auto open = [&] {
        ReferralFilter filter;
        filter.openOnly = true;
        return *c.read([&](const Snapshot &s) {
            return referralsOf(s, c.wangzhuang.id, ReferralDirection::Out, filter, c.clock.now());
        });
    };
    REQUIRE(open().size() == 1);
    CHECK(open()[0].deadline.due == ReferralDue::NewPlan);
    CHECK(open()[0].last->note == "无床，请转中医院"_q);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return closeReferral(tx, referral, "改转中医院"_q); }));
    CHECK(open().empty());
}

TEST_CASE("a plan without items becomes one, due with the first follow-up", "[referrals]")
{
    ReferralCounty c;
    const Id referral = c.sent();
    REQUIRE(c.accepts(referral));
    ReturnSlip slip = c.slip();
    slip.items.clear();
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return returnDown(tx, referral, slip); }));
    const auto plan = c.all<CarePlanActivity>();
    REQUIRE(plan.size() == 1);
    CHECK(plan[0].what == slip.plan);
    CHECK(plan[0].dueOn == QDate(2025, 5, 16));
}

TEST_CASE("a list shows the nearest deadline first, each end its own", "[referrals]")
{
    ReferralCounty c;
    const Id routine = c.sent(ReferralUrgency::Routine);
    const Id emergency = c.sent(ReferralUrgency::Emergency);
    const Id withdrawn = c.sent(ReferralUrgency::Emergency);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return withdrawReferral(tx, withdrawn, {}); }));
    const auto ids = [&](const Site &site, ReferralDirection direction, const ReferralFilter &filter = {}) {
        std::vector<Id> found;
        const auto rows =
            c.read([&](const Snapshot &s) { return referralsOf(s, site.id, direction, filter, c.clock.now()); });
        REQUIRE(rows);
        for (const auto &row : *rows)
            found.push_back(row.referral.id);
        return found;
    };
    CHECK(ids(c.county, ReferralDirection::In) == std::vector{emergency, routine, withdrawn});
    CHECK(ids(c.wangzhuang, ReferralDirection::In).empty());
    CHECK(ids(c.liuhe, ReferralDirection::Both).empty());
    ReferralFilter open;
    open.openOnly = true;
    CHECK(ids(c.wangzhuang, ReferralDirection::Out, open) == std::vector{emergency, routine});
    ReferralFilter second;
    second.offset = 1;
    second.limit = 1;
    CHECK(ids(c.wangzhuang, ReferralDirection::Out, second) == std::vector{routine});
    ReferralFilter ofNobody;
    ofNobody.patient = c.addResident("马国庆", c.wangzhuang);
    CHECK(ids(c.wangzhuang, ReferralDirection::Out, ofNobody).empty());
    ReferralFilter hers;
    hers.patient = c.lixiulan;
    hers.state = ReferralState::Withdrawn;
    CHECK(ids(c.wangzhuang, ReferralDirection::Out, hers) == std::vector{withdrawn});
}

TEST_CASE("what is known of allergies is proposed, and nothing is made of nothing", "[referrals]")
{
    ReferralCounty c;
    const auto proposed = [&] {
        return *c.read([&](const Snapshot &s) { return proposedAllergyStatement(s, c.lixiulan); });
    };
    CHECK(proposed() == "不详"_q);
    AllergyIntolerance allergy;
    allergy.patient = c.lixiulan;
    allergy.substance = "青霉素"_q;
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return tx.insert(allergy); }));
    CHECK(proposed() == "青霉素"_q);
}
