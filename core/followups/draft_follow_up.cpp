// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/visit.h"
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"

#include <algorithm>
#include <map>

namespace yigong {

namespace {

class Opening
{
public:
    Opening(const Snapshot &snapshot, QDate day) : m_snapshot(snapshot), m_day(day) {}

    Result<OpenedFollowUp> open(const Actor &actor, Id patient, std::vector<FollowUpProgram> programs)
    {
        YIGONG_TRY(begin(actor, patient));
        YIGONG_TRY(readPrograms(programs));
        for (const FollowUpProgram program : programs)
            YIGONG_TRY(addForm(program));
        YIGONG_TRY(fillFromVisit());
        return std::move(m_opened);
    }

    Result<OpenedFollowUp> openAgain(const Actor &actor, const FollowUp &closed)
    {
        YIGONG_TRY(begin(actor, closed.patient));
        YIGONG_LET(standing, standingFollowUpsOf(m_snapshot, m_opened.patient.id, closed.program));
        if (std::none_of(standing.begin(), standing.end(), [&](const FollowUp &f) { return f.id == closed.id; }))
            return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
        m_opened.draft.amends = closed.id;
        m_opened.corrected = closed;
        YIGONG_TRY(addForm(closed.program));
        FollowUp &form = m_opened.draft.forms.front();
        for (const FormField &field : followUpFields())
            copyField(closed, form, field);
        if (closed.nextOn == closed.due)
            form.nextOn = {}; // the rule's own date: it says another where the figures were wrong
        return std::move(m_opened);
    }

private:
    Result<void> begin(const Actor &actor, Id patient)
    {
        YIGONG_TRY(require(m_snapshot, actor, Door::WriteFollowUp));
        YIGONG_LET(opened, openResident(m_snapshot, actor, patient));
        YIGONG_TRY(requirePatient(m_snapshot, actor, Door::WriteFollowUp, opened.patient.id));
        m_opened.patient = std::move(opened.patient);
        m_opened.basis = opened.basis;
        m_opened.draft.patient = m_opened.patient.id;
        m_opened.draft.date = m_day;
        YIGONG_LET(figures, FollowUpFigures::of(m_snapshot));
        m_opened.figures = figures;
        YIGONG_LET(enrolments, enrolmentsOf(m_snapshot, m_opened.patient.id));
        m_enrolments = std::move(enrolments);
        return {};
    }

    [[nodiscard]] const ProgramEnrolment *enrolmentIn(FollowUpProgram program) const
    {
        for (const ProgramEnrolment &enrolment : m_enrolments)
            if (enrolment.program == program && !enrolment.closedOn.isValid())
                return &enrolment;
        return nullptr;
    }

    Result<void> readPrograms(std::vector<FollowUpProgram> &programs) const
    {
        if (programs.empty())
            for (const FollowUpProgram program : {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes})
                if (enrolmentIn(program))
                    programs.push_back(program);
        if (programs.empty())
            return fail(ErrorKind::NotFound, QStringLiteral("program"), {m_opened.patient.id.text()});
        for (const FollowUpProgram program : programs)
            if (!enrolmentIn(program))
                return fail(ErrorKind::NotFound, QStringLiteral("program"), {nameOf(program)});
        return {};
    }

    Result<void> addForm(FollowUpProgram program)
    {
        YIGONG_LET(standing, standingFollowUpsOf(m_snapshot, m_opened.patient.id, program));
        YIGONG_TRY(addPlan(program, standing));
        FollowUp form;
        form.program = program;
        const FollowUp *last = nullptr;
        for (const FollowUp &before : standing)
            if (before.visitDate < m_day && before.id != m_opened.draft.amends) {
                m_opened.earlier[program].push_back(findingOf(before));
                last = &before;
            }
        if (last) {
            m_opened.last.emplace(program, *last);
            for (const FormField &field : followUpFields())
                if (field.source == FormSource::Carried)
                    copyField(*last, form, field);
        } else if (const ProgramEnrolment *enrolment = enrolmentIn(program)) {
            form.weightTarget = enrolment->weightTarget;
        }
        m_opened.draft.forms.push_back(std::move(form));
        return {};
    }

    Result<void> addPlan(FollowUpProgram program, const std::vector<FollowUp> &standing)
    {
        std::vector<PlannedFollowUp> forms;
        forms.reserve(standing.size());
        for (const FollowUp &form : standing)
            forms.push_back(plannedOf(form));
        YIGONG_LET(ids, samePersonIds(m_snapshot, m_opened.patient.id));
        std::vector<FollowUpContact> contacts;
        for (const Id id : ids) {
            YIGONG_LET(some, m_snapshot.select<FollowUpContact>("WHERE patient = ? AND program = ?",
                                                                {id.bytes(), ValueOf<FollowUpProgram>::to(program)}));
            contacts.insert(contacts.end(), some.begin(), some.end());
        }
        const ProgramEnrolment *enrolment = enrolmentIn(program);
        m_opened.plans[program] =
            planFor(program, m_opened.patient.birthDate, enrolment ? enrolment->enrolledOn : m_day, std::move(forms),
                    contacts, civilDay(m_snapshot.now()), m_opened.figures);
        return {};
    }

    Result<void> fillFromVisit()
    {
        for (const FormField &field : followUpFields()) {
            const auto *figure = std::get_if<Measured FollowUp::*>(&field.member);
            if (!field.vital || !figure)
                continue;
            YIGONG_LET(history, vitalsHistory(m_snapshot, m_opened.patient.id, QString::fromLatin1(field.vital)));
            if (history.empty())
                continue;
            const auto latest = std::find_if(history.rbegin(), history.rend(),
                                             [this](const VitalPoint &point) { return civilDay(point.at) == m_day; });
            if (latest == history.rend() || !parseHundredths(latest->value))
                continue;
            for (FollowUp &form : m_opened.draft.forms)
                if (field.isOf(form.program))
                    form.*(*figure) = Measured{parseHundredths(latest->value)};
            m_opened.fromVisit.append(field.keyText());
        }
        return fillWay();
    }

    /// Who was in the clinic or at home today was seen there.
    Result<void> fillWay()
    {
        YIGONG_LET(visits, visitsOfPatient(m_snapshot, m_opened.patient.id, 1));
        if (visits.empty() || civilDay(visits.front().start) != m_day)
            return {};
        for (FollowUp &form : m_opened.draft.forms)
            form.way = visits.front().visitClass == u"HH" ? 2 : 1;
        m_opened.fromVisit.append(QStringLiteral("way"));
        return {};
    }

    const Snapshot &m_snapshot;
    const QDate m_day;
    std::vector<ProgramEnrolment> m_enrolments;
    OpenedFollowUp m_opened;
};

struct Correction
{
    Id form;
    Id practitioner;
    Instant entered;
    QString reason;
};

Result<void> tellCorrection(const Snapshot &snapshot, const Correction &correction, ListedFollowUp &corrected)
{
    YIGONG_LET(person, practitionerName(snapshot, correction.practitioner));
    corrected.isCorrected = true;
    corrected.correctedBy = correction.form;
    corrected.correctorName = person;
    corrected.correctedAt = correction.entered;
    corrected.correctionReason = correction.reason;
    return {};
}

} // namespace

Result<FollowUpJudgement> OpenedFollowUp::judge(const FollowUpDraft &asked, FollowUpProgram program) const
{
    FollowUpDraft whole = asked;
    spread(whole);
    FollowUp *form = whole.formOf(program);
    if (!form)
        return fail(ErrorKind::NotFound, QStringLiteral("program"), {nameOf(program)});
    form->visitDate = asked.date;
    std::vector<FollowUpFinding> findings;
    if (const auto known = earlier.find(program); known != earlier.end())
        for (const FollowUpFinding &finding : known->second)
            if (finding.date < asked.date)
                findings.push_back(finding);
    findings.push_back(findingOf(*form));
    return judgeFollowUp(program, patient.birthDate, std::move(findings), figures.rules).map_error(withFormKey);
}

Result<OpenedFollowUp> draftFollowUp(const Snapshot &snapshot, const Actor &actor, Id patient,
                                     const std::vector<FollowUpProgram> &programs, QDate day)
{
    return Opening(snapshot, day.isValid() ? day : civilDay(snapshot.now())).open(actor, patient, programs);
}

Result<OpenedFollowUp> draftCorrection(const Snapshot &snapshot, const Actor &actor, Id followUp)
{
    YIGONG_LET(closed, snapshot.get<FollowUp>(followUp));
    return Opening(snapshot, closed.visitDate).openAgain(actor, closed);
}

Result<std::vector<ListedFollowUp>> followUpsOf(const Snapshot &snapshot, const Actor &actor, Id patient, int limit)
{
    YIGONG_LET(top, openRecord(snapshot, actor, patient));
    YIGONG_LET(ids, samePersonIds(snapshot, top));
    std::vector<ListedFollowUp> listed;
    std::map<Id, Correction> corrections;
    for (const Id id : ids) {
        YIGONG_LET(some, snapshot.select<FollowUp>("WHERE patient = ? ORDER BY entered, id", {id.bytes()}));
        for (FollowUp &form : some) {
            if (!form.amends.isNone())
                corrections[form.amends] = {form.id, form.practitioner, form.entered, form.amendReason};
            listed.push_back({std::move(form), {}, {}, false});
        }
    }
    std::sort(listed.begin(), listed.end(), [](const ListedFollowUp &a, const ListedFollowUp &b) {
        return std::tie(a.form.visitDate, a.form.entered, a.form.id) >
               std::tie(b.form.visitDate, b.form.entered, b.form.id);
    });
    if (listed.size() > static_cast<std::size_t>(limit))
        listed.resize(static_cast<std::size_t>(limit));
    for (ListedFollowUp &one : listed) {
        if (const auto correction = corrections.find(one.form.id); correction != corrections.end())
            YIGONG_TRY(tellCorrection(snapshot, correction->second, one));
        YIGONG_LET(person, practitionerName(snapshot, one.form.practitioner));
        YIGONG_LET(place, siteName(snapshot, one.form.site));
        one.practitionerName = person;
        one.siteName = place;
    }
    return listed;
}

} // namespace yigong
