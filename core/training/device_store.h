// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/training/county_plan.h"

namespace yigong {

/// A device that a training county enrols.
struct DevicePlan
{
    const PlannedSite *site = nullptr;
    Id id;
    QString letter;
    QString folder; ///< where its store is made

    /// The same for a seed and site: nobody's secret depends on it.
    [[nodiscard]] DeviceKey key(quint64 seed) const;
};

/// Makes a device's store out of the hub's: the records of its scope with what is derived from them, its cursors at
/// the ends of its streams, its name, key and letter. As if it had just pulled everything.
Result<void> makeDeviceStore(const DevicePlan &device, const QString &hubFolder, const CountyPlan &plan, quint64 seed);

} // namespace yigong
