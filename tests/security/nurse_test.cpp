// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/catalogue.h"
#include "core/encounters/close_visit.h"
#include "core/encounters/drafts.h"
#include "core/followups/enrolment.h"
#include "core/followups/form_doors.h"
#include "core/followups/resident_programs.h"
#include "core/followups/save_follow_up.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

constexpr auto pressure = FollowUpProgram::Hypertension;
constexpr auto mental = FollowUpProgram::MentalDisorder;

/// 柳河镇's nurse, whose township looks after 王庄 and its resident 李秀兰.
struct NurseCounty : CountyStore
{
    Actor nurse = addStaff("吴护士", liuhe, StaffRole::Nurse);
    Id lixiulan = addResident("李秀兰", wangzhuang);

    Result<Id> enrols(const Actor &who, FollowUpProgram program)
    {
        EnrolmentDraft draft;
        draft.patient = lixiulan;
        draft.program = program;
        draft.enrolledOn = QDate(2025, 1, 6);
        return write(who, [&](Transaction &tx) { return enrolInProgram(tx, draft); });
    }
    Result<SavedHealthForm> closes(const Actor &who, const char *code,
                                   std::initializer_list<std::pair<const char *, const char *>> said)
    {
        HealthFormDraft draft;
        draft.patient = lixiulan;
        draft.formCode = QString::fromLatin1(code);
        for (const auto &[asked, text] : said)
            draft.answers.set(QString::fromLatin1(asked), QString::fromUtf8(text));
        return write(who, [&](Transaction &tx) { return saveHealthForm(tx, draft); });
    }
    Error forbids(Door door) const { return {ErrorKind::Forbidden, {}, {nameOf(door), nameOf(StaffRole::Nurse)}}; }
};

} // namespace

TEST_CASE("a nurse takes a resident into a program, follows them up and is named by the form", "[security][followups]")
{
    NurseCounty c;
    REQUIRE(c.enrols(c.nurse, pressure));
    const auto opened =
        c.read([&](const Snapshot &s) { return draftFollowUp(s, c.nurse, c.lixiulan, {}, QDate(2025, 5, 13)); });
    REQUIRE(opened);
    FollowUpDraft draft = opened->draft;
    REQUIRE(draft.forms.size() == 1);
    draft.forms[0].way = 1;
    draft.forms[0].symptoms = QStringList{"1"_q};
    draft.forms[0].systolic = {13200};
    draft.forms[0].diastolic = {8000};
    const auto saved = c.write(c.nurse, [&](Transaction &tx) { return saveFollowUp(tx, draft); });
    REQUIRE(saved);
    CHECK(saved->asks.empty());
    const auto listed = c.read([&](const Snapshot &s) { return followUpsOf(s, c.nurse, c.lixiulan, 10); });
    REQUIRE(listed);
    REQUIRE(listed->size() == 1);
    CHECK(listed->front().practitionerName == "吴护士"_q);
}

TEST_CASE("a nurse prescribes nothing and writes no visit", "[security][encounters]")
{
    NurseCounty c;
    VisitDraft draft;
    draft.patient = c.lixiulan;
    draft.complaint = "头晕"_q;
    const auto kept = c.write(c.nurse, [&](Transaction &tx) { return saveDraft(tx, draft); });
    REQUIRE_FALSE(kept);
    CHECK(kept.error() == c.forbids(Door::WriteVisit));
    const auto closed = c.write(c.nurse, [&](Transaction &tx) {
        return closeVisit(tx, draft, Catalogue::shipped()).transform([](const auto &) {});
    });
    REQUIRE_FALSE(closed);
    CHECK(closed.error() == c.forbids(Door::WriteVisit));
    for (const char *table : {"encounter", "condition", "medication_request"})
        for (const Door door : doorsThatWrite(QString::fromLatin1(table)))
            CHECK_FALSE(allows(StaffRole::Nurse, door));
}

TEST_CASE("who is ill in mind is a doctor's to enrol, follow up and close", "[security][followups]")
{
    NurseCounty c;
    const auto refused = [&](const auto &done) {
        REQUIRE_FALSE(done);
        CHECK(done.error() == c.forbids(Door::ReadSensitive));
    };
    refused(c.enrols(c.nurse, mental));
    REQUIRE(c.enrols(c.villageDoctor, mental));
    refused(c.closes(c.nurse, "mental-follow-up", {{"risk", "0"}, {"insight", "1"}}));
    refused(c.read([&](const Snapshot &s) { return draftHealthForm(s, c.nurse, c.lixiulan, "mental-follow-up"_q); }));
    refused(c.write(c.nurse, [&](Transaction &tx) { return closeProgram(tx, c.lixiulan, mental, "refused"_q); }));
    refused(c.write(c.nurse, [&](Transaction &tx) { return reopenProgram(tx, c.lixiulan, mental); }));
    FollowUpContact contact;
    contact.patient = c.lixiulan;
    contact.program = mental;
    refused(c.write(c.nurse, [&](Transaction &tx) { return noteContact(tx, contact); }));
    // Nor does the list of programs tell.
    const auto programs =
        c.read([&](const Snapshot &s) { return programsOf(s, c.nurse, c.lixiulan, QDate(2025, 5, 13)); });
    REQUIRE(programs);
    for (const ResidentProgram &program : *programs)
        CHECK(program.program != mental);
}
