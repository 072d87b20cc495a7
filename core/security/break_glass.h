// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/policy.h"
#include "core/store/record_type.h"

#include <vector>

namespace yigong {

/// 紧急查阅. Somebody looked, or may look until then, at a resident who is not within their reach, and said why. In the
/// streams of the resident's own site, of the reader's and of the county, whose lists it is on. FHIR R4: AuditEvent.
struct BreakGlass
{
    Id id;
    Id patient;
    Id patientSite; ///< who looks after the resident
    Id site;        ///< the reader's
    Id county;
    Id practitioner;
    QString reason;
    Instant at;
    Instant until;

    static constexpr RecordInfo info{54, "break_glass", "AuditEvent", RecordKind::InsertOnly};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &BreakGlass::patient, Role::Subject),
            field(2, "patient_site", &BreakGlass::patientSite, Role::Site),
            field(3, "site", &BreakGlass::site, Role::Site),
            field(4, "county", &BreakGlass::county, Role::Site),
            field(5, "practitioner", &BreakGlass::practitioner),
            field(6, "reason", &BreakGlass::reason),
            field(7, "at", &BreakGlass::at),
            field(8, "until", &BreakGlass::until),
        };
    }
};

/// Characters of a reason: "急诊昏迷".
constexpr int shortestReason = 4;
constexpr int longestReason = 200;

/// Opens a resident's record to the actor for a time (`breakGlassHours`). It works offline, on what this store holds.
/// Errors: Forbidden · NotFound{patient} · WrongState{basis} (there is a basis: no glass need break) · Required{reason}
/// · OutOfRange{characters}{reason} · Invalid{reason}.
Result<BreakGlass> breakGlass(Transaction &tx, Id patient, const QString &reason);

/// What `breakGlass` checks and makes, unwritten and without an id: for the hub, which writes in its own way.
Result<BreakGlass> brokenGlassOf(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &reason);
void noteBrokenGlass(const Snapshot &snapshot, const Actor &actor, const BreakGlass &record);

/// Until when the actor's glass over this resident is broken; none where it is whole.
Result<Instant> brokenUntil(const Snapshot &snapshot, const Actor &actor, Id patient);

/// For how long: a setting, 24 hours where nobody said otherwise. Door ManageSettings; 1 to 168.
Result<int> breakGlassHours(const Snapshot &snapshot);
Result<void> setBreakGlassHours(Transaction &tx, int hours);

struct BrokenGlass
{
    BreakGlass record;
    QString patientName;
    QString practitionerName;
    QString siteName;        ///< the reader's
    QString patientSiteName; ///< the resident's
};
/// Who looked at residents of the actor's site and those below it; the newest first. Door ReadBreakGlass.
Result<std::vector<BrokenGlass>> brokenGlasses(const Snapshot &snapshot, const Actor &actor, Instant since, int limit);

} // namespace yigong
