// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"
#include "core/store/record_type.h"

namespace yigong {

/// 就诊, closed: what a signature made final. FHIR R4: Encounter. An amendment is a new record that names the old.
/// A visit that is still being written is a draft of this laptop (see visit_draft.h), not a record.
struct Encounter
{
    Id id;
    Id patient;
    Id site;
    Id practitioner;
    QString number; ///< short number people see
    Instant start;
    Instant end;
    QString visitClass; ///< AMB outpatient, HH home visit, IMP inpatient, EMER (HL7 v3 ActCode)
    QString complaint;  ///< 主诉
    QString advice;     ///< 嘱咐
    QString summary;    ///< history, findings, what was done, as written
    Money fee;
    Id amends; ///< the encounter that this one corrects
    QString amendReason;
    QString source;
    QString sourceIdentifier;

    static constexpr RecordInfo info{20, "encounter", "Encounter", RecordKind::InsertOnly, Reach::WithEncounter};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &Encounter::patient, Role::Subject),
            field(2, "site", &Encounter::site, Role::Site),
            field(3, "practitioner", &Encounter::practitioner),
            field(4, "number", &Encounter::number),
            field(5, "start", &Encounter::start),
            field(6, "end", &Encounter::end),
            field(7, "visit_class", &Encounter::visitClass),
            field(8, "complaint", &Encounter::complaint),
            field(9, "advice", &Encounter::advice),
            field(10, "summary", &Encounter::summary),
            field(11, "fee", &Encounter::fee),
            field(12, "amends", &Encounter::amends),
            field(13, "amend_reason", &Encounter::amendReason),
            field(14, "source", &Encounter::source),
            field(15, "source_identifier", &Encounter::sourceIdentifier),
        };
    }
};

/// One measured or observed value. FHIR R4: Observation. Pressure is two records (LOINC 8480-6 and 8462-4, mmHg).
struct Observation
{
    Id id;
    Id encounter; ///< none where imported without one
    Id patient;
    Id site;
    QString code; ///< LOINC where there is one
    QString display;
    QString value; ///< decimal as written ("36.5"), or a word
    QString unit;  ///< UCUM or as written
    Instant at;
    QString sourceIdentifier;

    static constexpr RecordInfo info{21, "observation", "Observation", RecordKind::InsertOnly, Reach::WithEncounter};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "encounter", &Observation::encounter, Role::Encounter),
            field(2, "patient", &Observation::patient, Role::Subject),
            field(3, "site", &Observation::site, Role::Site),
            field(4, "code", &Observation::code),
            field(5, "display", &Observation::display),
            field(6, "value", &Observation::value),
            field(7, "unit", &Observation::unit),
            field(8, "at", &Observation::at),
            field(9, "source_identifier", &Observation::sourceIdentifier),
        };
    }
};

/// A diagnosis made in a visit. FHIR R4: Condition.
struct Condition
{
    Id id;
    Id encounter;
    Id patient;
    Id site;
    QString code;
    QString system; ///< "nhsa2.0" (医保版), "clinical2.0", "snomed" …
    QString display;
    bool primary = false;
    PartialDate onset;
    Instant recorded;
    QString clinicalStatus; ///< active, resolved …
    QString sourceIdentifier;

    static constexpr RecordInfo info{22, "condition", "Condition", RecordKind::InsertOnly, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "encounter", &Condition::encounter, Role::Encounter),
            field(2, "patient", &Condition::patient, Role::Subject),
            field(3, "site", &Condition::site, Role::Site),
            field(4, "code", &Condition::code),
            field(5, "system", &Condition::system),
            field(6, "display", &Condition::display),
            field(7, "is_primary", &Condition::primary),
            field(8, "onset", &Condition::onset),
            field(9, "recorded", &Condition::recorded),
            field(10, "clinical_status", &Condition::clinicalStatus),
            field(11, "source_identifier", &Condition::sourceIdentifier),
        };
    }
};

/// A prescription line. FHIR R4: MedicationRequest.
struct MedicationRequest
{
    Id id;
    Id encounter;
    Id patient;
    Id site;
    Id practitioner;
    QString drug;      ///< catalogue code; empty for an imported drug that it does not know
    QString name;      ///< as written at the time
    QString dose;      ///< "1 片", "0.5 片", "10 ml": as the patient is told
    QString frequency; ///< "每日 1 次"
    QString route;
    int days = 0;
    Quantity quantity; ///< in the drug's smallest unit
    QString unit;
    QString instructions;
    Instant authored;
    QString sourceIdentifier;
    QString allergyReason; ///< why it was prescribed against a known allergy; empty where there is none
    SpecialClass special = SpecialClass::None; ///< of the drug, as known when it was prescribed

    static constexpr RecordInfo info{23, "medication_request", "MedicationRequest", RecordKind::InsertOnly,
                                     Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "encounter", &MedicationRequest::encounter, Role::Encounter),
            field(2, "patient", &MedicationRequest::patient, Role::Subject),
            field(3, "site", &MedicationRequest::site, Role::Site),
            field(4, "practitioner", &MedicationRequest::practitioner),
            field(5, "drug", &MedicationRequest::drug),
            field(6, "name", &MedicationRequest::name),
            field(7, "dose", &MedicationRequest::dose),
            field(8, "frequency", &MedicationRequest::frequency),
            field(9, "route", &MedicationRequest::route),
            field(10, "days", &MedicationRequest::days),
            field(11, "quantity", &MedicationRequest::quantity),
            field(12, "unit", &MedicationRequest::unit),
            field(13, "instructions", &MedicationRequest::instructions),
            field(14, "authored", &MedicationRequest::authored),
            field(15, "source_identifier", &MedicationRequest::sourceIdentifier),
            field(16, "allergy_reason", &MedicationRequest::allergyReason),
            field(17, "special", &MedicationRequest::special),
        };
    }
};

/// What was handed out for a line. FHIR R4: MedicationDispense. The movements are its document's.
struct MedicationDispense
{
    Id id;
    Id request;
    Id encounter;
    Id patient;
    Id site;
    Id practitioner;
    QString drug;
    Quantity quantity;
    Id document; ///< StockDocument
    Instant at;
    QString overrideReason; ///< why more was handed out than the ledger showed; empty where it did not

    static constexpr RecordInfo info{24, "medication_dispense", "MedicationDispense", RecordKind::InsertOnly,
                                     Reach::WithEncounter};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "request", &MedicationDispense::request),
            field(2, "encounter", &MedicationDispense::encounter, Role::Encounter),
            field(3, "patient", &MedicationDispense::patient, Role::Subject),
            field(4, "site", &MedicationDispense::site, Role::Site),
            field(5, "practitioner", &MedicationDispense::practitioner),
            field(6, "drug", &MedicationDispense::drug),
            field(7, "quantity", &MedicationDispense::quantity),
            field(8, "document", &MedicationDispense::document),
            field(9, "at", &MedicationDispense::at),
            field(10, "override_reason", &MedicationDispense::overrideReason),
        };
    }
};

} // namespace yigong
