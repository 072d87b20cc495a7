// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/import_follow_up.h"
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "core/patients/find.h"

#include <algorithm>

namespace yigong {

namespace {

/// The form and its corrections, the first first; empty where it was never taken.
Result<std::vector<FollowUp>> versionsOf(const Snapshot &snapshot, Id first)
{
    std::vector<FollowUp> versions;
    YIGONG_LET(known, snapshot.find<FollowUp>(first));
    while (known && versions.size() < 1000) {
        versions.push_back(*known);
        YIGONG_LET(next, snapshot.select<FollowUp>("WHERE patient = ? AND amends = ? ORDER BY id LIMIT 1",
                                                   {known->patient.bytes(), known->id.bytes()}));
        known = next.empty() ? std::optional<FollowUp>{} : std::optional<FollowUp>{std::move(next.front())};
    }
    return versions;
}

/// Whether a list says the same of a form as it did; a next date that it does not say was worked out here.
bool saysTheSame(const FollowUp &known, const FollowUp &said)
{
    for (const FormField &field : followUpFields()) {
        if (field.keyText() == u"nextOn" && !said.nextOn.isValid())
            continue;
        if (fieldText(known, field) != fieldText(said, field))
            return false;
    }
    return said.entered.isNone() || known.entered == said.entered;
}

class FollowUpTaking
{
public:
    FollowUpTaking(Transaction &tx, ImportedFollowUp imported)
        : m_tx(tx), m_imported(std::move(imported)), m_form(m_imported.form)
    {}

    Result<TakenFollowUp> take()
    {
        YIGONG_TRY(findPatient());
        YIGONG_TRY(check());
        YIGONG_LET(versions, versionsOf(m_tx, m_imported.idFor(m_patient.id)));
        YIGONG_TRY(judge(versions));
        const auto same = [this](const FollowUp &known) { return saysTheSame(known, m_imported.form); };
        if (std::any_of(versions.begin(), versions.end(), same)) {
            m_taken.asks.clear(); // told when it came
            return std::move(m_taken);
        }
        YIGONG_LET(enrolled, enrolByImport(m_tx, m_patient, m_form.program, m_form.visitDate));
        m_taken.enrolled = enrolled;
        YIGONG_TRY(write(versions));
        return std::move(m_taken);
    }

private:
    Result<void> findPatient()
    {
        YIGONG_LET(patient, topPatient(m_tx, m_imported.patient));
        YIGONG_TRY(requireAt(m_tx, m_tx.actor(), Door::ImportPatients, patient.site));
        if (patient.voidedOn.isValid())
            return fail(ErrorKind::WrongState, QStringLiteral("patient"), {QStringLiteral("voided")});
        if (patient.deceasedOn.isWhole() && patient.deceasedOn.earliest() < m_form.visitDate)
            return fail(ErrorKind::WrongState, QStringLiteral("patient"), {QStringLiteral("deceased")});
        m_patient = std::move(patient);
        return {};
    }

    Result<void> check()
    {
        FollowUpDraft draft;
        draft.patient = m_patient.id;
        draft.date = m_form.visitDate;
        draft.forms = {m_form};
        spread(draft);
        FollowUpCheck found = checkFollowUp(draft, m_patient.birthDate, m_tx.today());
        if (!found.errors.empty())
            return fail(std::move(found.errors.front()));
        m_taken.asks = std::move(found.asks);
        return {};
    }

    Result<void> judge(const std::vector<FollowUp> &versions)
    {
        YIGONG_LET(figures, FollowUpFigures::of(m_tx));
        YIGONG_LET(standing, standingFollowUpsOf(m_tx, m_patient.id, m_form.program));
        std::vector<FollowUpFinding> findings;
        for (const FollowUp &other : standing) {
            const auto isOther = [&other](const FollowUp &version) { return version.id != other.id; };
            if (!std::all_of(versions.begin(), versions.end(), isOther))
                continue;
            if (other.visitDate == m_form.visitDate)
                return fail(ErrorKind::AlreadyExists, QStringLiteral("date"),
                            {m_form.visitDate.toString(Qt::ISODate), other.id.text()});
            if (other.visitDate < m_form.visitDate)
                findings.push_back(findingOf(other));
        }
        findings.push_back(findingOf(m_form));
        auto judged = judgeFollowUp(m_form.program, m_patient.birthDate, std::move(findings), figures.rules);
        if (!judged)
            return fail(withFormKey(judged.error()));
        m_form.outcome = judged->outcome;
        m_form.step = judged->step;
        m_form.due = judged->due;
        m_form.checkReferralBy = judged->checkReferralBy;
        m_form.reasons = judged->reasons.join(u',');
        if (!m_form.nextOn.isValid())
            m_form.nextOn = judged->due;
        if (auto asked = askOfNext(m_form.nextOn, judged->due))
            m_taken.asks.push_back(std::move(*asked));
        return {};
    }

    Result<void> write(const std::vector<FollowUp> &versions)
    {
        m_form.id = m_imported.idFor(m_patient.id);
        m_form.patient = m_patient.id;
        m_form.site = m_patient.site;
        if (m_form.practitioner.isNone())
            m_form.practitioner = m_tx.actor().practitioner;
        if (m_form.formCode.isEmpty())
            m_form.formCode = formCodeOf(m_form.program);
        if (m_form.formVersion.isEmpty())
            m_form.formVersion = QString::fromLatin1(currentFormVersion);
        if (m_form.entered.isNone())
            m_form.entered = m_tx.now();
        m_taken.closedOtherwise = m_imported.closedAs && *m_imported.closedAs != m_form.outcome;
        m_taken.as = versions.empty() ? TakenAs::Added : TakenAs::Amended;
        if (!versions.empty()) {
            m_form.id = m_tx.newId();
            m_form.amends = versions.back().id;
            m_form.amendReason = QStringLiteral("来源系统中已更改");
        }
        YIGONG_TRY(m_tx.append(m_form));
        return {};
    }

    Transaction &m_tx;
    const ImportedFollowUp m_imported;
    FollowUp m_form;
    Patient m_patient;
    TakenFollowUp m_taken;
};

} // namespace

Id ImportedFollowUp::idFor(Id patientId) const
{
    return Id::fromKey("import/follow_up/" + source.toUtf8() + '/' + patientId.bytes() + nameOf(form.program).toUtf8() +
                       form.visitDate.toString(Qt::ISODate).toLatin1());
}

Result<TakenFollowUp> takeFollowUp(Transaction &tx, ImportedFollowUp imported)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ImportPatients));
    if (imported.closedAs) {
        QString &remarks = imported.form.remarks;
        remarks += (remarks.isEmpty() ? QString() : QStringLiteral("\n")) + QStringLiteral("原系统随访分类: ") +
                   formWords(*imported.closedAs);
    }
    return FollowUpTaking(tx, std::move(imported)).take();
}

} // namespace yigong
