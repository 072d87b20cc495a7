// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/family_contract.h"
#include "core/encounters/encounter.h"
#include "core/exchange/own_fields.h"
#include "core/followups/follow_up_form.h"
#include "core/followups/health_form.h"
#include "core/patients/basic_information.h"
#include "core/patients/household.h"
#include "core/patients/resident_event.h"
#include "core/referrals/referral.h"
#include "core/referrals/referral_state.h"

namespace yigong {

// Records of the types that other systems' bundles are not taken of, as FHIR R4 resources and back. Each pair stands
// together: what one writes in FHIR's own elements the other reads there; the rest is in the extensions.

/// What a resource of a resident is written with.
struct OwnWriting
{
    const OwnNames &names;
    FhirReference subject;
};

FhirOwnResource ownResource(const ProgramEnrolment &enrolment, const OwnWriting &with);
FhirOwnResource ownResource(const FollowUp &form, const OwnWriting &with);
FhirOwnResource ownResource(const HealthForm &form, const OwnWriting &with);
FhirOwnResource ownResource(const FollowUpContact &contact, const OwnWriting &with);
FhirOwnResource ownResource(const BasicInformation &form, const OwnWriting &with);
FhirOwnResource ownResource(const ResidentEvent &event, const OwnWriting &with);
/// Its head alone stands as a member: the others' cards name it.
FhirOwnResource ownResource(const Household &household, const OwnWriting &with);
FhirOwnResource ownResource(const ServiceRequest &referral, ReferralState state, const OwnWriting &with);
FhirOwnResource ownResource(const ReferralEvent &event, const OwnWriting &with);
FhirOwnResource ownResource(const CarePlanActivity &activity, const OwnWriting &with);
FhirOwnResource ownResource(const FamilyContract &contract, const OwnWriting &with);
/// `line`: what it was handed out for; null where that is not here. The stock document stays behind: it is of the
/// clinic's ledger, not of the resident.
FhirOwnResource ownResource(const MedicationDispense &dispense, const MedicationRequest *line, const OwnWriting &with);

/// What the form measured, as observations that name it: for systems that read values rather than forms.
std::vector<FhirObservation> measuredIn(const FollowUp &form, const OwnWriting &with);

/// Fills in what FHIR's elements say; `record` holds what the extensions said. Errors: Invalid{as written; path} ·
/// NotFound{site; code}.
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ProgramEnrolment &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, FollowUp &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, HealthForm &record);
/// Whether a QuestionnaireResponse of ours is a HealthForm: those of hypertension and diabetes are FollowUps.
bool isHealthForm(const JsonValue &questionnaireResponse);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, FollowUpContact &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, BasicInformation &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ResidentEvent &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, Household &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ServiceRequest &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, ReferralEvent &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, CarePlanActivity &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, FamilyContract &record);
Result<void> fillFrom(const JsonValue &json, const OwnNames &names, MedicationDispense &record);

/// Which of the forms that are QuestionnaireResponses it is.
bool isBasicInformation(const JsonValue &questionnaireResponse);

} // namespace yigong
