// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/short_number.h"
#include "core/inventory/stock_check.h"
#include "core/security/accounts.h"
#include "tests/encounters/surgery.h"

using namespace yigong;

TEST_CASE("closing a visit writes all of it in one act", "[encounters]")
{
    Surgery surgery;
    VisitDraft draft = surgery.draft();
    draft.start = Instant::fromIso(u"2025-05-13T10:05:00");
    draft.visitClass = "HH"_q;
    draft.advice = "多饮水"_q;
    draft.vitals = {{"8480-6"_q, "152"_q, {}}, {"8462-4"_q, "94"_q, {}}, {"8310-5"_q, "38.2"_q, {}}};
    draft.diagnoses.push_back({"J00.x00"_q, {}, true});
    draft.prescription = {Surgery::amoxicillinFor(3)};
    const qint64 acts = *surgery.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM act"); });
    const ClosedVisit closed = surgery.closes(draft);
    CHECK(*surgery.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM act"); }) == acts + 1);

    CHECK(closed.number.startsWith("WZ-A0001-"_q));
    CHECK(ShortNumber::parse(closed.number));
    CHECK(closed.fee.fen == 600);
    const Visit visit = surgery.visit(closed.encounter);
    CHECK(visit.encounter.number == closed.number);
    CHECK(visit.encounter.start == draft.start);
    CHECK(visit.encounter.visitClass == "HH"_q);
    CHECK(visit.patientName == "李芳"_q);
    CHECK(visit.practitionerName == "赵医生"_q);
    CHECK(visit.siteName == "王庄村卫生室"_q);
    REQUIRE(visit.observations.size() == 3);
    CHECK(visit.observations[0].code == "8480-6"_q);
    CHECK(visit.observations[0].display == "收缩压"_q);
    CHECK(visit.observations[0].unit == "mmHg"_q);
    CHECK(visit.observations[2].value == "38.2"_q);
    CHECK(visit.observations[2].at == draft.start);
    REQUIRE(visit.conditions.size() == 2);
    CHECK(visit.conditions[0].code == "J00.x00"_q);
    CHECK(visit.conditions[0].primary);
    CHECK(visit.conditions[1].display == "急性上呼吸道感染"_q);
    CHECK_FALSE(visit.conditions[1].primary);
    REQUIRE(visit.lines.size() == 1);
    CHECK(visit.lines[0].quantity.units == 18);
    CHECK(visit.lines[0].name == "阿莫西林胶囊 0.25g"_q);
    CHECK(visit.dispensed.empty());
    CHECK(surgery.db->read([&](const Snapshot &s) { return visitsNumbered(s, closed.number.toLower()); }) ==
          std::vector<Id>{closed.encounter});
}

TEST_CASE("what is handed out on closing leaves the shelf and goes on the bill at cost", "[encounters]")
{
    Surgery surgery;
    const Id soon = surgery.receives(10, {880}, "A1"_q, QDate(2025, 12, 31));
    const Id late = surgery.receives(48, {950}, "A2"_q, QDate(2027, 1, 31));
    VisitDraft draft = surgery.draft();
    draft.prescription = {Surgery::amoxicillinFor(3)};
    draft.prescription[0].dispense = true;
    const ClosedVisit closed = surgery.closes(draft);
    CHECK(surgery.units(soon) == 0);
    CHECK(surgery.units(late) == 40);
    // 10 × 8.80 / 24 = 3.67; 8 × 9.50 / 24 = 3.17
    CHECK(closed.fee.fen == 600 + 367 + 317);
    const Visit visit = surgery.visit(closed.encounter);
    CHECK(visit.encounter.fee == closed.fee);
    CHECK(visit.drugFee.fen == 367 + 317);
    REQUIRE(visit.dispensed.size() == 1);
    CHECK(visit.dispensed[0].request == closed.lines[0]);
    CHECK(visit.dispensedOf(amoxicillin).units == 18);
    CHECK(surgery.db->read(checkStock)->empty());
}

TEST_CASE("cost is rounded half up to the fen", "[encounters]")
{
    CHECK(costOf({18}, {880}, 24).fen == 660);
    CHECK(costOf({1}, {100}, 3).fen == 33);
    CHECK(costOf({1}, {101}, 2).fen == 51);
    CHECK(costOf({0}, {880}, 24).fen == 0);
    CHECK(costOf({5}, {880}, 0).fen == 0);
}

TEST_CASE("a visit that asks for more than the ledger shows is not closed at all; with a reason it is", "[encounters]")
{
    Surgery surgery;
    const Id batch = surgery.receives(10, {880});
    VisitDraft draft = surgery.draft();
    draft.prescription = {Surgery::amoxicillinFor(3)};
    draft.prescription[0].dispense = true;
    draft.id = *surgery.db->write(surgery.actor, [&](Transaction &tx) { return saveDraft(tx, draft); });
    const auto stopped = surgery.triesToClose(draft);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error() ==
          Error{ErrorKind::NotEnough, "prescription.0"_q, {"阿莫西林胶囊 0.25g"_q, "18"_q, "10"_q, "粒"_q}});
    CHECK(surgery.all<Encounter>().empty());
    CHECK(surgery.all<MedicationRequest>().empty());
    CHECK(surgery.units(batch) == 10);
    CHECK(
        surgery.db->read([&](const Snapshot &s) { return findDraft(s, surgery.actor, surgery.patient); })->has_value());

    draft.prescription[0].overrideReason = "货架上有"_q;
    const ClosedVisit closed = surgery.closes(draft);
    CHECK(closed.number.startsWith("WZ-A0001-"_q)); // the refused one spent no number
    CHECK(surgery.units(batch) == -8);
    CHECK_FALSE(
        surgery.db->read([&](const Snapshot &s) { return findDraft(s, surgery.actor, surgery.patient); })->has_value());
}

TEST_CASE("a known allergy stops a visit, and the reason is kept with the line", "[encounters]")
{
    Surgery surgery;
    surgery.isAllergicTo("A01"_q, "青霉素"_q);
    VisitDraft draft = surgery.draft();
    draft.prescription = {Surgery::amoxicillinFor(3)};
    CHECK(surgery.triesToClose(draft).error().kind == ErrorKind::AllergyKnown);
    draft.prescription[0].allergyReason = "皮试阴性"_q;
    const ClosedVisit closed = surgery.closes(draft);
    CHECK(surgery.visit(closed.encounter).lines[0].allergyReason == "皮试阴性"_q);
}

TEST_CASE("only a doctor closes a visit, and only of a resident who is known and alive", "[encounters]")
{
    Surgery surgery;
    VisitDraft draft = surgery.draft();
    draft.patient = Id::fromKey("nobody");
    CHECK(surgery.triesToClose(draft).error().kind == ErrorKind::NotFound);
    REQUIRE(surgery.db->write(surgery.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(surgery.patient));
        Patient after = before;
        after.deceasedOn = *PartialDate::parse(u"2025-05-01");
        return tx.update(before, after);
    }));
    CHECK(surgery.triesToClose(surgery.draft()).error() == Error{ErrorKind::WrongState, "patient"_q, {"deceased"_q}});
    draft = surgery.draft();
    draft.start = Instant::fromIso(u"2025-04-30T09:00:00"); // entered late
    CHECK(surgery.triesToClose(draft));
    surgery.actor.role = static_cast<int>(StaffRole::Pharmacist);
    CHECK(surgery.triesToClose(draft).error().kind == ErrorKind::Forbidden);
}

TEST_CASE("a draft waits on this laptop, is written over, and never travels", "[encounters]")
{
    Surgery surgery;
    const qint64 acts = *surgery.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM act"); });
    VisitDraft draft = surgery.draft();
    const auto save = [&] {
        return surgery.db->write(surgery.actor, [&](Transaction &tx) { return saveDraft(tx, draft); });
    };
    draft.id = *save();
    draft.complaint = "咳嗽加重"_q;
    CHECK(*save() == draft.id);
    surgery.open(); // also after the laptop was closed
    const auto found =
        *surgery.db->read([&](const Snapshot &s) { return findDraft(s, surgery.actor, surgery.patient); });
    REQUIRE(found);
    CHECK(*found == draft);
    CHECK(*surgery.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM act"); }) == acts);
    const auto saved = *surgery.db->read([&](const Snapshot &s) { return savedDrafts(s, surgery.actor); });
    REQUIRE(saved.size() == 1);
    CHECK(saved[0].complaint == "咳嗽加重"_q);
    CHECK(saved[0].practitioner == surgery.actor.practitioner);
    REQUIRE(surgery.db->write(surgery.actor, [&](Transaction &tx) { return discardDraft(tx, draft.id); }));
    CHECK(surgery.db->read([&](const Snapshot &s) { return savedDrafts(s, surgery.actor); })->empty());
}

TEST_CASE("an amendment is a new record under the same number, and the newest one is shown", "[encounters]")
{
    Surgery surgery;
    VisitDraft draft = surgery.draft();
    draft.vitals = {{"8480-6"_q, "125"_q, {}}};
    const ClosedVisit first = surgery.closes(draft);
    VisitDraft better = amendmentDraftOf(surgery.visit(first.encounter));
    better.vitals[0].value = "152"_q;
    CHECK(surgery.triesToAmend(first.encounter, better, " "_q).error().kind == ErrorKind::ReasonRequired);
    const auto second = surgery.triesToAmend(first.encounter, better, "血压录错"_q);
    REQUIRE(second);
    CHECK(second->number == first.number);
    CHECK(second->encounter != first.encounter);

    for (const Id asked : {first.encounter, second->encounter}) {
        const Visit visit = surgery.visit(asked);
        CHECK(visit.encounter.id == second->encounter);
        CHECK(visit.encounter.amendReason == "血压录错"_q);
        CHECK(visit.observations[0].value == "152"_q);
        REQUIRE(visit.earlier.size() == 1);
        CHECK(visit.earlier[0].id == first.encounter);
        CHECK(visit.encounter.start == visit.earlier[0].start);
    }
    // What was superseded cannot be amended once more; the newest can.
    CHECK(surgery.triesToAmend(first.encounter, better, "再改"_q).error() ==
          Error{ErrorKind::WrongState, "amends"_q, {"superseded"_q}});
    REQUIRE(surgery.triesToAmend(second->encounter, better, "再改"_q));
    CHECK(surgery.visit(first.encounter).earlier.size() == 2);
    const auto history =
        *surgery.db->read([&](const Snapshot &s) { return vitalsHistory(s, surgery.patient, "8480-6"_q); });
    REQUIRE(history.size() == 1);
    CHECK(history[0].value == "152"_q);
    const auto visits = *surgery.db->read([&](const Snapshot &s) { return visitsOfPatient(s, surgery.patient, 10); });
    REQUIRE(visits.size() == 1);
    CHECK(visits[0].isAmended);
    CHECK(visits[0].diagnosis == "急性上呼吸道感染"_q);
}

TEST_CASE("amending a prescription hands out only what is new, and the bill holds it all", "[encounters]")
{
    Surgery surgery;
    const Id batch = surgery.receives(100, {2400});
    VisitDraft draft = surgery.draft();
    draft.consultationFee = {1000};
    draft.prescription = {Surgery::amoxicillinFor(3)}; // 18 粒
    draft.prescription[0].dispense = true;
    const ClosedVisit first = surgery.closes(draft);
    CHECK(first.fee.fen == 1000 + 1800);
    CHECK(surgery.units(batch) == 82);

    VisitDraft longer = amendmentDraftOf(surgery.visit(first.encounter));
    CHECK(longer.consultationFee.fen == 1000);
    longer.prescription = {Surgery::amoxicillinFor(5)}; // 30 粒
    longer.prescription[0].dispense = true;
    const auto second = surgery.triesToAmend(first.encounter, longer, "加量"_q);
    REQUIRE(second);
    CHECK(surgery.units(batch) == 70);
    CHECK(second->fee.fen == 1000 + 3000);
    const Visit visit = surgery.visit(first.encounter);
    CHECK(visit.dispensedOf(amoxicillin).units == 30);
    CHECK(visit.lines.size() == 1);
}

TEST_CASE("two laptops amend one visit: everybody shows the one closed last", "[encounters]")
{
    Surgery surgery;
    const ClosedVisit first = surgery.closes(surgery.draft());
    VisitDraft mine = surgery.draft();
    mine.complaint = "发热"_q;
    const auto here = surgery.triesToAmend(first.encounter, mine, "主诉有误"_q);
    REQUIRE(here);
    Encounter theirs = surgery.visit(first.encounter).encounter;
    theirs.id = Id::fromKey("theirs");
    theirs.complaint = "咽痛"_q;
    theirs.end = theirs.end.plusMs(-1000);
    REQUIRE(surgery.db->apply([&](Transaction &tx) { return tx.placeRow(tx.typeOf<Encounter>(), rowOf(theirs)); }));
    CHECK(surgery.visit(first.encounter).encounter.id == here->encounter);
    CHECK(surgery.visit(theirs.id).encounter.id == here->encounter);
    CHECK(surgery.visit(first.encounter).earlier.size() == 2);
}

TEST_CASE("last time stands beside this time", "[encounters]")
{
    Surgery surgery;
    const auto last = [&] {
        return *surgery.db->read([&](const Snapshot &s) { return lastVisitOf(s, surgery.patient); });
    };
    const auto lastLines = [&] {
        return *surgery.db->read([&](const Snapshot &s) { return lastPrescriptionOf(s, surgery.patient); });
    };
    CHECK_FALSE(last());
    CHECK(lastLines().empty());
    VisitDraft draft = surgery.draft();
    draft.start = Instant::fromIso(u"2025-03-02T09:00:00");
    draft.vitals = {{"8480-6"_q, "150"_q, {}}};
    draft.prescription = {Surgery::amoxicillinFor(3)};
    surgery.closes(draft);
    draft = surgery.draft();
    draft.start = Instant::fromIso(u"2025-05-02T09:00:00");
    draft.vitals = {{"8480-6"_q, "142"_q, {}}};
    const ClosedVisit second = surgery.closes(draft);
    draft.start = Instant::fromIso(u"2025-04-02T09:00:00"); // entered late
    draft.vitals = {{"8480-6"_q, "146"_q, {}}};
    surgery.closes(draft);
    REQUIRE(last());
    CHECK(last()->encounter.id == second.encounter);
    REQUIRE(lastLines().size() == 1);
    CHECK(lastLines()[0].drug == amoxicillin);
    const auto history =
        *surgery.db->read([&](const Snapshot &s) { return vitalsHistory(s, surgery.patient, "8480-6"_q); });
    REQUIRE(history.size() == 3);
    CHECK(history[0].value == "150"_q);
    CHECK(history[1].value == "146"_q);
    CHECK(history[2].value == "142"_q);
}

TEST_CASE("visits of two records of one person are one person's", "[encounters]")
{
    Surgery surgery;
    surgery.closes(surgery.draft());
    Patient twice;
    twice.name = "李芳"_q;
    twice.site = surgery.site;
    const Id other = *surgery.db->write(surgery.actor, [&](Transaction &tx) { return tx.insert(twice); });
    VisitDraft draft = surgery.draft();
    draft.patient = other;
    surgery.closes(draft);
    REQUIRE(surgery.db->write(surgery.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(other));
        Patient after = before;
        after.mergedInto = surgery.patient;
        return tx.update(before, after);
    }));
    for (const Id asked : {surgery.patient, other})
        CHECK(surgery.db->read([&](const Snapshot &s) { return visitsOfPatient(s, asked, 10); })->size() == 2);
    CHECK(surgery.all<Encounter>().size() == 2);
    surgery.closes(draft); // under the other id still
    CHECK(surgery.all<Encounter>().back().patient == surgery.patient);
}

TEST_CASE("morphine is signed only by a doctor who has the right to it", "[encounters][special]")
{
    Surgery surgery;
    VisitDraft draft = surgery.draft();
    draft.prescription = {usualPrescription(*Catalogue::shipped().drugs().find(u"D0749"), 3)};
    const auto refused = surgery.triesToClose(draft);
    REQUIRE_FALSE(refused);
    CHECK(refused.error() == Error{ErrorKind::PrescriptionRightNeeded, "prescription.0"_q, {"盐酸吗啡片 10mg"_q}});
    CHECK(surgery.all<Encounter>().empty());
    const Actor administrator{Id::fromKey("practitioner/zheng"), surgery.site,
                              static_cast<int>(StaffRole::Administrator)};
    REQUIRE(surgery.db->write(administrator, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(zhao, tx.get<Practitioner>(surgery.actor.practitioner));
        Practitioner doctor = zhao;
        doctor.role = static_cast<int>(StaffRole::VillageDoctor);
        YIGONG_TRY(tx.update(zhao, doctor));
        return setNarcoticRight(tx, zhao.id, true);
    }));
    surgery.closes(draft);
    REQUIRE(surgery.all<MedicationRequest>().size() == 1);
    CHECK(surgery.all<MedicationRequest>().front().special == SpecialClass::Narcotic);
}
