// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "tests/support/county.h"

namespace yigong {

/// 柳河镇 with one resident of 王庄, born in 1957, in a program or two. It is 2025-05-13.
struct ProgramCounty : CountyStore
{
    static constexpr auto pressure = FollowUpProgram::Hypertension;
    static constexpr auto sugar = FollowUpProgram::Diabetes;

    Id enrols(Id patient, FollowUpProgram program, QDate on = QDate(2025, 1, 6))
    {
        EnrolmentDraft draft;
        draft.patient = patient;
        draft.program = program;
        draft.enrolledOn = on;
        const auto id = write(villageDoctor, [&](Transaction &tx) { return enrolInProgram(tx, draft); });
        REQUIRE(id);
        return *id;
    }

    [[nodiscard]] static FollowUp formOf(FollowUpProgram program)
    {
        FollowUp form;
        form.program = program;
        form.way = 1;
        form.symptoms = QStringList{QStringLiteral("1")};
        return form;
    }
    /// A draft of a hypertension follow-up, otherwise unremarkable.
    [[nodiscard]] FollowUpDraft seenWith(QDate day, int systolic, int diastolic) const
    {
        FollowUpDraft draft;
        draft.patient = lixiulan;
        draft.date = day;
        FollowUp form = formOf(pressure);
        form.systolic = {systolic * 100};
        form.diastolic = {diastolic * 100};
        draft.forms = {form};
        return draft;
    }
    Result<SavedFollowUp> triesToSave(const FollowUpDraft &draft, const std::optional<Actor> &who = {})
    {
        clock.advanceMs(60'000);
        return write(who.value_or(villageDoctor), [&](Transaction &tx) { return saveFollowUp(tx, draft); });
    }
    SavedForm saves(const FollowUpDraft &draft)
    {
        const auto saved = triesToSave(draft);
        REQUIRE(saved);
        REQUIRE(saved->asks.empty());
        return saved->forms.front();
    }
    OpenedFollowUp opens(QDate day = QDate(2025, 5, 13))
    {
        const auto opened = read([&](const Snapshot &s) { return draftFollowUp(s, villageDoctor, lixiulan, {}, day); });
        REQUIRE(opened);
        return *opened;
    }
    FollowUpPlan plan(const PlanFilter &filter = {}, QDate today = QDate(2025, 5, 13))
    {
        const auto read = db->read([&](const Snapshot &s) { return planOf(s, townshipDoctor, filter, today); });
        REQUIRE(read);
        return *read;
    }
    void tries(QDate day, ContactOutcome outcome = ContactOutcome::NotReached)
    {
        FollowUpContact contact;
        contact.patient = lixiulan;
        contact.day = day;
        contact.way = 3;
        contact.outcome = outcome;
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return noteContact(tx, contact); }));
    }
    [[nodiscard]] qint64 written() const
    {
        return *db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM follow_up"); });
    }

    Id lixiulan = addResident("李秀兰", wangzhuang);
};

} // namespace yigong
