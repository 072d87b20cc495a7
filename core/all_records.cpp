// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/all_records.h"
#include "core/codes/drug_class.h"
#include "core/contracts/care_team.h"
#include "core/contracts/family_contract.h"
#include "core/contracts/service_package.h"
#include "core/encounters/encounter.h"
#include "core/followups/follow_up.h"
#include "core/followups/health_form.h"
#include "core/inventory/ledger_check.h"
#include "core/inventory/stock.h"
#include "core/patients/basic_information.h"
#include "core/patients/household.h"
#include "core/patients/name_words.h"
#include "core/patients/patient.h"
#include "core/patients/resident_event.h"
#include "core/patients/search_check.h"
#include "core/referrals/referral.h"
#include "core/security/account.h"
#include "core/security/break_glass.h"
#include "core/sites/device.h"
#include "core/sites/hub_devices.h"
#include "core/sites/number_block.h"
#include "core/sites/site.h"
#include "core/sync/log_exchange.h"
#include "core/sync/sync_records.h"

namespace yigong {

namespace {

/// A record type with what is derived from it: kept in the commit that writes the record, gone with it.
template <Record T> RecordType declared()
{
    RecordType type = RecordType::of<T>();
    if constexpr (std::is_same_v<T, Patient>) {
        type.setDerive(keepPatientIndexes);
        type.setForget(
            "DELETE FROM patient_search WHERE rowid = old.rid; DELETE FROM patient_words WHERE rid = old.rid; "
            "DELETE FROM patient_list WHERE rid = old.rid;");
    }
    if constexpr (std::is_same_v<T, Encounter>) {
        type.setDerive(keepLastVisit);
        type.setForget(
            "UPDATE patient_list SET last_visit = ifnull((SELECT max(start) FROM encounter e WHERE e.patient "
            "= old.patient), 0) WHERE rid = (SELECT rid FROM patient WHERE id = old.patient);");
    }
    return type;
}

template <Record... T> RecordTypes typesOf()
{
    RecordTypes types;
    (types.add(declared<T>()), ...);
    return types;
}

} // namespace

RecordTypes allRecordTypes()
{
    return typesOf<Site, Practitioner, Account, Device, DeviceInvitation, NumberBlock, DrugClass, Patient,
                   AllergyIntolerance, Encounter, Observation, Condition, MedicationRequest, MedicationDispense,
                   StockBatch, StockDocument, StockMovement, StockCount, ServiceRequest, ReferralEvent,
                   CarePlanActivity, Share, Conflict, ConflictValue, ConflictSettlement, BreakGlass, ProgramEnrolment,
                   FollowUp, FollowUpContact, HealthForm, CareTeam, ServicePackage, FamilyContract, BasicInformation,
                   ResidentEvent, Household>();
}

std::vector<StoreCheck> allStoreChecks()
{
    return {checkPatientIndexes, checkLedger, checkHubDevices, checkAuditLog};
}

} // namespace yigong
