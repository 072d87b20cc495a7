// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/all_records.h"
#include "core/encounters/encounter.h"
#include "core/inventory/stock.h"
#include "core/patients/patient.h"
#include "core/referrals/referral.h"
#include "core/security/account.h"
#include "core/sites/site.h"
#include "core/sync/sync_records.h"

namespace yigong {

namespace {

template <Record... T> RecordTypes typesOf()
{
    RecordTypes types;
    (types.add(RecordType::of<T>()), ...);
    return types;
}

} // namespace

RecordTypes allRecordTypes()
{
    return typesOf<Site, Practitioner, Account, Patient, AllergyIntolerance, Encounter, Observation, Condition,
                   MedicationRequest, MedicationDispense, StockBatch, StockDocument, StockMovement, StockCount,
                   ServiceRequest, ReferralEvent, CarePlanActivity, Share, Conflict, ConflictValue,
                   ConflictSettlement>();
}

} // namespace yigong
