// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/close_visit.h"
#include "core/base/text.h"
#include "core/codes/drug_class.h"
#include "core/encounters/encounter.h"
#include "core/encounters/visit.h"
#include "core/encounters/vitals.h"
#include "core/patients/allergies.h"
#include "core/patients/find.h"
#include "core/security/accounts.h"
#include "core/security/policy.h"
#include "core/sites/numbering.h"

#include <map>

namespace yigong {

namespace {

/// What is to be written, step by step.
class VisitClosing
{
public:
    VisitClosing(Transaction &tx, VisitDraft draft, const std::optional<SecondSignature> &second)
        : m_tx(tx), m_draft(std::move(draft)), m_second(second)
    {}

    Result<ClosedVisit> close(const Catalogue &catalogue)
    {
        YIGONG_TRY(findOld());
        YIGONG_TRY(findPatient());
        YIGONG_LET(allergies, allergyWordsOf(m_tx, m_encounter.patient, catalogue));
        if (const auto check = checkVisit(m_draft, catalogue, allergies, m_tx.now()); !check.isClosable())
            return fail(check.errors.front());
        YIGONG_TRY(fillEncounter());
        YIGONG_TRY(writeObservations());
        YIGONG_TRY(writeConditions());
        YIGONG_TRY(writeLines());
        YIGONG_TRY(handOut());
        // Last, because its fee is what was handed out.
        YIGONG_TRY(writeEncounter());
        YIGONG_TRY(m_tx.run("DELETE FROM draft WHERE kind = 'visit' AND (id = ? OR (patient = ? AND practitioner = ?))",
                            {m_draft.id.bytes(), m_draft.patient.bytes(), m_tx.actor().practitioner.bytes()}));
        return std::move(m_closed);
    }

private:
    Result<void> findOld()
    {
        if (m_draft.amends.isNone())
            return {};
        YIGONG_LET(visit, visitOf(m_tx, m_draft.amends));
        if (visit.encounter.id != m_draft.amends)
            return fail(ErrorKind::WrongState, QStringLiteral("amends"), {QStringLiteral("superseded")});
        YIGONG_TRY(requireAt(m_tx, m_tx.actor(), Door::WriteVisit, visit.encounter.site));
        m_old = std::move(visit);
        m_draft.patient = m_old->encounter.patient;
        m_draft.start = m_old->encounter.start;
        return {};
    }

    Result<void> findPatient()
    {
        if (m_draft.patient.isNone())
            return fail(ErrorKind::Required, QStringLiteral("patient"));
        YIGONG_LET(patient, topPatient(m_tx, m_draft.patient));
        if (patient.voidedOn.isValid())
            return fail(ErrorKind::WrongState, QStringLiteral("patient"), {QStringLiteral("voided")});
        const QDate day = civilDay(m_draft.start.isNone() ? m_tx.now() : m_draft.start);
        if (patient.deceasedOn.isWhole() && patient.deceasedOn.earliest() < day)
            return fail(ErrorKind::WrongState, QStringLiteral("patient"), {QStringLiteral("deceased")});
        m_encounter.patient = patient.id;
        return {};
    }

    Result<void> fillEncounter()
    {
        m_encounter.id = m_tx.newId();
        m_encounter.site = m_tx.actor().site;
        m_encounter.practitioner = m_tx.actor().practitioner;
        m_encounter.start = m_draft.start.isNone() ? m_tx.now() : m_draft.start;
        m_encounter.end = m_tx.now();
        m_encounter.visitClass = m_draft.visitClass;
        m_encounter.complaint = m_draft.complaint.simplified();
        m_encounter.summary = m_draft.summary.trimmed();
        m_encounter.advice = m_draft.advice.trimmed();
        if (m_old) {
            m_encounter.amends = m_old->encounter.id;
            m_encounter.amendReason = m_draft.amendReason.simplified();
            m_encounter.number = m_old->encounter.number;
        } else {
            YIGONG_LET(number, takeShortNumber(m_tx));
            m_encounter.number = number;
        }
        return {};
    }

    Result<void> writeObservations()
    {
        for (const VitalEntry &entry : m_draft.vitals) {
            const VitalKind *kind = vitalKind(entry.code);
            Observation observation;
            observation.encounter = m_encounter.id;
            observation.patient = m_encounter.patient;
            observation.site = m_encounter.site;
            observation.code = entry.code;
            observation.display = kind->nameText();
            observation.value = entry.value;
            observation.unit = kind->unitText();
            observation.at = m_encounter.start;
            YIGONG_TRY(m_tx.append(std::move(observation)));
        }
        return {};
    }

    Result<void> writeConditions()
    {
        for (const DiagnosisEntry &entry : m_draft.diagnoses) {
            Condition condition;
            condition.encounter = m_encounter.id;
            condition.patient = m_encounter.patient;
            condition.site = m_encounter.site;
            condition.code = entry.code;
            condition.system = Diagnosis::system();
            condition.display = entry.name;
            condition.primary = entry.primary;
            condition.recorded = m_tx.now();
            condition.clinicalStatus = QStringLiteral("active");
            YIGONG_TRY(m_tx.append(std::move(condition)));
        }
        return {};
    }

    Result<void> writeLines()
    {
        for (std::size_t i = 0; i < m_draft.prescription.size(); ++i) {
            const PrescriptionEntry &entry = m_draft.prescription[i];
            MedicationRequest line;
            YIGONG_LET(special, specialClassOf(m_tx, entry.drug, m_tx.today()));
            line.special = special;
            YIGONG_TRY(requireRight(entry, special, i));
            line.encounter = m_encounter.id;
            line.patient = m_encounter.patient;
            line.site = m_encounter.site;
            line.practitioner = m_encounter.practitioner;
            line.drug = entry.drug;
            line.name = entry.name;
            line.dose = entry.dose;
            line.frequency = entry.frequency;
            line.route = entry.route;
            line.days = entry.days;
            line.quantity = entry.quantity;
            line.unit = entry.unit;
            line.instructions = entry.instructions.simplified();
            line.authored = m_tx.now();
            line.allergyReason = entry.allergyReason.simplified();
            YIGONG_LET(id, m_tx.append(std::move(line)));
            m_closed.lines.push_back(id);
        }
        return {};
    }

    /// 麻精处方权, whether or not the drug is handed out here.
    Result<void> requireRight(const PrescriptionEntry &entry, SpecialClass special, std::size_t place) const
    {
        if (!needsTwo(special))
            return {};
        YIGONG_LET(has, hasNarcoticRight(m_tx, m_tx.actor().practitioner));
        if (has)
            return {};
        return fail(ErrorKind::PrescriptionRightNeeded, QStringLiteral("prescription.%1").arg(place), {entry.name});
    }

    Result<void> handOut()
    {
        std::map<QString, Quantity> before; // of each drug, under the versions that this one amends
        if (m_old)
            for (const MedicationDispense &dispensed : m_old->dispensed)
                before[dispensed.drug] = before[dispensed.drug] + dispensed.quantity;
        for (std::size_t i = 0; i < m_draft.prescription.size(); ++i) {
            const PrescriptionEntry &entry = m_draft.prescription[i];
            if (!entry.dispense)
                continue;
            Quantity &given = before[entry.drug];
            const Quantity credited = std::min(given, entry.quantity);
            given = given - credited;
            if (credited < entry.quantity)
                YIGONG_TRY(handOut(m_closed.lines[i], entry, entry.quantity - credited, i));
        }
        return {};
    }

    Result<void> handOut(Id line, const PrescriptionEntry &entry, Quantity amount, std::size_t place)
    {
        DispenseRequest request;
        request.line = line;
        request.amount = amount;
        request.overrideReason = entry.overrideReason;
        request.second = m_second;
        auto handed = dispense(m_tx, request);
        if (!handed) {
            Error error = handed.error();
            error.field = QStringLiteral("prescription.%1").arg(place);
            return fail(std::move(error));
        }
        m_closed.handedOut.push_back(std::move(*handed));
        return {};
    }

    Result<void> writeEncounter()
    {
        std::vector<Id> versions{m_encounter.id};
        if (m_old) {
            versions.push_back(m_old->encounter.id);
            for (const Encounter &earlier : m_old->earlier)
                versions.push_back(earlier.id);
        }
        Money fee = m_draft.consultationFee;
        for (const Id version : versions) {
            YIGONG_LET(drugs, drugCostOf(m_tx, version));
            fee = fee + drugs;
        }
        m_encounter.fee = fee;
        m_closed.encounter = m_encounter.id;
        m_closed.number = m_encounter.number;
        m_closed.fee = fee;
        YIGONG_TRY(m_tx.append(m_encounter));
        return {};
    }

    Transaction &m_tx;
    VisitDraft m_draft;
    std::optional<SecondSignature> m_second;
    std::optional<Visit> m_old;
    Encounter m_encounter;
    ClosedVisit m_closed;
};

} // namespace

Result<QStringList> allergyWordsOf(const Snapshot &snapshot, Id patient, const Catalogue &catalogue)
{
    YIGONG_LET(allergies, allergiesOf(snapshot, patient));
    QStringList words;
    for (const AllergyIntolerance &allergy : allergies) {
        const Allergen *known = catalogue.allergenOf(allergy.code);
        words += known ? known->name : allergy.substance;
    }
    return words;
}

Result<ClosedVisit> closeVisit(Transaction &tx, const VisitDraft &draft, const Catalogue &catalogue,
                               const std::optional<SecondSignature> &second)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::WriteVisit, tx.actor().site));
    return VisitClosing(tx, completed(draft, catalogue), second).close(catalogue);
}

Result<ClosedVisit> amendVisit(Transaction &tx, Id closed, VisitDraft draft, const QString &reason,
                               const Catalogue &catalogue, const std::optional<SecondSignature> &second)
{
    draft.amends = closed;
    draft.amendReason = reason;
    return closeVisit(tx, draft, catalogue, second);
}

} // namespace yigong
