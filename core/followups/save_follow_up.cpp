// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/save_follow_up.h"
#include "core/base/text.h"
#include "core/followups/enrolment.h"
#include "core/patients/find.h"

#include <algorithm>

namespace yigong {

namespace {

/// The story of closing a follow-up, form by form; nothing is written before all of it was checked.
class FollowUpClosing
{
public:
    FollowUpClosing(Transaction &tx, FollowUpDraft draft) : m_tx(tx), m_draft(std::move(draft)) {}

    Result<SavedFollowUp> close()
    {
        YIGONG_TRY(findCorrected());
        if (!m_draft.date.isValid())
            m_draft.date = m_tx.today();
        spread(m_draft);
        YIGONG_TRY(findPatient());
        YIGONG_LET(figures, FollowUpFigures::of(m_tx));
        m_figures = figures;
        YIGONG_TRY(checkAll());
        for (FollowUp &form : m_draft.forms)
            YIGONG_TRY(judge(form));
        std::erase_if(m_saved.asks, [this](const FollowUpAsk &ask) { return m_draft.confirmed.contains(ask.field); });
        if (!m_saved.asks.empty()) {
            m_saved.forms.clear();
            return std::move(m_saved);
        }
        for (std::size_t i = 0; i < m_draft.forms.size(); ++i)
            YIGONG_TRY(write(m_draft.forms[i], m_saved.forms[i]));
        return std::move(m_saved);
    }

private:
    Result<void> findCorrected()
    {
        if (m_draft.amends.isNone())
            return {};
        if (tidied(m_draft.amendReason).isEmpty())
            return fail(ErrorKind::ReasonRequired, QStringLiteral("amend_reason"));
        YIGONG_LET(old, m_tx.get<FollowUp>(m_draft.amends));
        if (m_draft.forms.size() != 1 || m_draft.forms.front().program != old.program)
            return fail(ErrorKind::Invalid, QStringLiteral("amends"), {nameOf(old.program)});
        m_draft.patient = old.patient;
        if (!m_draft.date.isValid())
            m_draft.date = old.visitDate;
        return {};
    }

    Result<void> findPatient()
    {
        YIGONG_LET(patient, patientOfForm(m_tx, m_draft.patient, m_draft.date));
        m_patient = std::move(patient);
        return {};
    }

    Result<void> checkAll()
    {
        FollowUpCheck check = checkFollowUp(m_draft, m_patient.birthDate, m_tx.today());
        if (!check.errors.empty())
            return fail(std::move(check.errors.front()));
        m_saved.asks = std::move(check.asks);
        YIGONG_LET(enrolments, enrolmentsOf(m_tx, m_patient.id));
        for (const FollowUp &form : m_draft.forms) {
            const bool isIn = std::any_of(enrolments.begin(), enrolments.end(), [&](const ProgramEnrolment &e) {
                // A form may come in late for the time before the program was closed.
                return e.program == form.program && (!e.closedOn.isValid() || e.closedOn >= m_draft.date);
            });
            if (!isIn)
                return fail(ErrorKind::NotFound, QStringLiteral("program"), {nameOf(form.program)});
        }
        return {};
    }

    Result<void> judge(FollowUp &form)
    {
        form.visitDate = m_draft.date;
        YIGONG_LET(standing, standingFollowUpsOf(m_tx, m_patient.id, form.program));
        if (!m_draft.amends.isNone() && std::none_of(standing.begin(), standing.end(), [this](const FollowUp &other) {
                return other.id == m_draft.amends;
            }))
            return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
        std::vector<FollowUpFinding> findings;
        for (const FollowUp &other : standing) {
            if (other.id == m_draft.amends)
                continue;
            if (other.visitDate == form.visitDate)
                return fail(ErrorKind::AlreadyExists, QStringLiteral("date"),
                            {form.visitDate.toString(Qt::ISODate), other.id.text()});
            if (other.visitDate < form.visitDate)
                findings.push_back(findingOf(other));
        }
        findings.push_back(findingOf(form));
        auto judged = judgeFollowUp(form.program, m_patient.birthDate, std::move(findings), m_figures.rules);
        if (!judged)
            return fail(withFormKey(judged.error()));
        conclude(form, *judged);
        m_saved.forms.push_back({{}, form.program, *judged, form.nextOn, {}});
        return {};
    }

    void conclude(FollowUp &form, const FollowUpJudgement &judged)
    {
        form.outcome = judged.outcome;
        form.step = judged.step;
        form.due = judged.due;
        form.checkReferralBy = judged.checkReferralBy;
        form.reasons = judged.reasons.join(u',');
        if (!form.nextOn.isValid())
            form.nextOn = judged.due;
        if (auto asked = askOfNext(form.nextOn, judged.due))
            m_saved.asks.push_back(std::move(*asked));
    }

    Result<void> write(FollowUp &form, SavedForm &saved)
    {
        YIGONG_LET(before, changedAfter(form));
        form.id = m_tx.newId();
        form.patient = m_patient.id;
        form.site = m_tx.actor().site;
        form.practitioner = m_tx.actor().practitioner;
        form.formCode = formCodeOf(form.program);
        form.formVersion = QString::fromLatin1(currentFormVersion);
        form.entered = m_tx.now();
        form.amends = m_draft.amends;
        form.amendReason = tidied(m_draft.amendReason);
        saved.id = form.id;
        YIGONG_TRY(m_tx.append(form));
        YIGONG_LET(after, changedAfter(form));
        for (const ChangedConclusion &changed : after)
            if (std::none_of(before.begin(), before.end(), [&changed](const ChangedConclusion &known) {
                    return known.followUp == changed.followUp && known.now == changed.now;
                }))
                saved.changed.push_back(changed);
        return {};
    }

    Result<std::vector<ChangedConclusion>> changedAfter(const FollowUp &form) const
    {
        YIGONG_LET(standing, standingFollowUpsOf(m_tx, m_patient.id, form.program));
        std::vector<PlannedFollowUp> planned;
        for (const FollowUp &each : standing)
            planned.push_back(plannedOf(each));
        return planFor(form.program, m_patient.birthDate, form.visitDate, std::move(planned), {}, m_tx.today(),
                       m_figures)
            .changed;
    }

    Transaction &m_tx;
    FollowUpDraft m_draft;
    Patient m_patient;
    FollowUpFigures m_figures;
    SavedFollowUp m_saved;
};

} // namespace

std::optional<FollowUpAsk> askOfNext(QDate nextOn, QDate due)
{
    if (!nextOn.isValid() || nextOn <= due)
        return std::nullopt;
    return FollowUpAsk{FollowUpCaution::LaterThanRule,
                       QStringLiteral("nextOn"),
                       {nextOn.toString(Qt::ISODate), due.toString(Qt::ISODate)}};
}

Error withFormKey(Error error)
{
    if (error.field == u"sbp")
        error.field = QStringLiteral("systolic");
    if (error.field == u"dbp")
        error.field = QStringLiteral("diastolic");
    return error;
}

Result<SavedFollowUp> saveFollowUp(Transaction &tx, FollowUpDraft draft)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::WriteFollowUp));
    return FollowUpClosing(tx, std::move(draft)).close();
}

} // namespace yigong
