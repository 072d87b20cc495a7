// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit.h"

#include <vector>

namespace yigong {

struct AuditFilter
{
    Id practitioner;
    Id patient;
    Id device;
    Id site; ///< the actor's, or one below it
    std::optional<AuditKind> kind;
    std::optional<Basis> basis;
    Instant from;  ///< none: from the beginning
    Instant until; ///< none: to now
};

/// One entry, of this store's own log (no device) or, at the hub, of a device's.
struct AuditRow
{
    Id device;
    qint64 number = 0;
    AuditEntry entry;
};
struct AuditPage
{
    std::vector<AuditRow> rows; ///< newest first
    bool more = false;
};
/// What the log says, of staff within the auditor's reach. Door ReadAudit; the reading is noted itself.
/// Errors: Forbidden.
Result<AuditPage> auditPage(const Snapshot &snapshot, const Actor &actor, const AuditFilter &filter, int limit,
                            int offset = 0);
/// Of `auditPage`, as the filter's words for the log.
QString wordsOf(const AuditFilter &filter);

/// From when on a day's reading is unusual. Nobody's rule names these figures: each county sets its own.
struct UnusualReading
{
    int residentsADay = 80; ///< more of them opened by one person on one day
    int fromHour = 22;      ///< opened from this hour on …
    int untilHour = 6;      ///< … to this one
    static Result<UnusualReading> of(const Snapshot &snapshot);
};
/// Door ManageSettings. Errors: Forbidden · OutOfRange{field}.
Result<void> setUnusualReading(Transaction &tx, const UnusualReading &limits);

/// One person's reading on one day that somebody should ask about.
struct ReadingDay
{
    Id practitioner;
    Id site;
    QDate day;
    int residents = 0;  ///< opened
    int outOfHours = 0; ///< of them
    int brokeGlass = 0; ///< times
    int refused = 0;    ///< times a door stayed shut
    bool tooMany = false;
};
/// Days with too many residents, with reading out of hours or with a broken glass; the newest first. Door ReadAudit.
Result<std::vector<ReadingDay>> unusualReading(const Snapshot &snapshot, const Actor &actor, QDate from, QDate until);

} // namespace yigong
