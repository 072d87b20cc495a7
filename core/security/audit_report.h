// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit_reading.h"

#include <map>

namespace yigong {

/// An entry of the log with the names that a person needs to read it; empty where this store does not know.
struct NamedAuditRow
{
    AuditRow row;
    QString who, login, siteName;
    QString deviceName; ///< site's name and letter, of the device whose log it is
    QString residentName;
};
/// `residents`: names that a hub sent along, of those whom this store does not hold.
Result<std::vector<NamedAuditRow>> withNames(const Snapshot &snapshot, std::vector<AuditRow> rows,
                                             const std::map<Id, QString> &residents);

struct NamedReadingDay
{
    ReadingDay day;
    QString who, siteName;
};
Result<std::vector<NamedReadingDay>> withNames(const Snapshot &snapshot, const std::vector<ReadingDay> &days);

} // namespace yigong
