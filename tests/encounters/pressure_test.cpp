// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/pressure.h"
#include "tests/encounters/surgery.h"

using namespace yigong;

namespace {

std::vector<VitalEntry> pressureOf(const QString &systolic, const QString &diastolic)
{
    std::vector<VitalEntry> vitals{{"8480-6"_q, systolic, {}}};
    if (!diastolic.isEmpty())
        vitals.push_back({"8462-4"_q, diastolic, {}});
    return vitals;
}

} // namespace

TEST_CASE("readings are pairs, the oldest first, as they stand after amendment", "[encounters]")
{
    Surgery surgery;
    VisitDraft draft = surgery.draft();
    draft.start = Instant::fromIso(u"2025-05-13T09:00:00");
    draft.vitals = pressureOf("158"_q, "92"_q);
    const ClosedVisit second = surgery.closes(draft);
    draft.start = Instant::fromIso(u"2025-04-02T09:00:00"); // entered late
    draft.vitals = pressureOf("146"_q, "84"_q);
    surgery.closes(draft);
    draft.start = Instant::fromIso(u"2025-04-09T09:00:00");
    draft.vitals = pressureOf("150"_q, {}); // half a reading
    surgery.closes(draft);
    draft.start = Instant::fromIso(u"2025-05-13T09:00:00");
    draft.vitals = pressureOf("152"_q, "90"_q);
    REQUIRE(surgery.triesToAmend(second.encounter, draft, "看错"_q));

    const auto readings =
        surgery.db->read([&](const Snapshot &s) { return pressureReadings(s, surgery.actor, surgery.patient); });
    REQUIRE(readings);
    REQUIRE(readings->size() == 2);
    CHECK(readings->front().at == Instant::fromIso(u"2025-04-02T09:00:00"));
    CHECK(readings->front().systolic == 14600);
    CHECK(readings->front().diastolic == 8400);
    CHECK(readings->back().systolic == 15200);
    CHECK(readings->back().diastolic == 9000);
}

TEST_CASE("who may not read a resident's record reads no pressure", "[encounters]")
{
    Surgery surgery;
    const Actor nobody{surgery.actor.practitioner, surgery.site, 0};
    const auto refused =
        surgery.db->read([&](const Snapshot &s) { return pressureReadings(s, nobody, surgery.patient); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Forbidden);
}

TEST_CASE("the target is higher from the sixty-fifth birthday on", "[encounters]")
{
    Patient patient;
    patient.birthDate = *PartialDate::parse(u"1960-05-14");
    CHECK(PressureTarget::of(patient, QDate(2025, 5, 13)).systolic == 140);
    CHECK(PressureTarget::of(patient, QDate(2025, 5, 14)).systolic == 150);
    CHECK(PressureTarget::of(patient, QDate(2025, 5, 14)).isMissedBy(149, 90));
    CHECK_FALSE(PressureTarget::of(patient, QDate(2025, 5, 14)).isMissedBy(149, 89));
    CHECK(PressureTarget::of({}, QDate(2025, 5, 14)).systolic == 140);
}
