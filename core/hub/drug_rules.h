// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/special_class.h"
#include "core/hub/hub_store.h"

namespace yigong {

/// What the law asks of 麻醉 and 第一类精神药品, judged again of what a device sends (core/inventory/special_drugs.h
/// has the doors): two people under each move and count, 麻精处方权 under each prescription, none in a village clinic
/// without leave. The hub knows the class by what the county has set, by the shipped list, and by what the batch or the
/// prescription itself says; a code that only that device's imported list has is as special as the device says.
class DrugRules
{
public:
    DrugRules(const Snapshot &snapshot, const HubDevice &device, const Act &act, QDate day)
        : m_snapshot(snapshot), m_device(device), m_act(act), m_day(day)
    {}

    /// Of one new record. Errors: `hold` with second-signature, prescription-right, not-kept or unknown-record.
    Result<void> check(const RecordType &type, const Row &row) const;

private:
    Result<bool> isGuarded(const RecordType &type, const Row &row) const;
    Result<bool> isGuardedDrug(const QString &drug, SpecialClass said) const;
    Result<void> checkPaper(Id document) const;
    Result<void> checkWitness(Id witness, Id site) const;
    Result<void> checkRight(Id prescriber) const;
    Result<void> checkPrescription(Id request) const;

    const Snapshot &m_snapshot;
    const HubDevice &m_device;
    const Act &m_act;
    QDate m_day;
};

} // namespace yigong
