// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// Numbers are stored: never reused.
enum class ResidentEventKind : quint8
{
    Changed = 1,     ///< a field of the file had another value before: 修改、更换
    Died = 2,        ///< `reason`: the cause as told
    Revived = 3,     ///< the death was noted by mistake
    MovedOut = 4,    ///< 迁出 of the county; `place`: where to
    Stayed = 5,      ///< had not moved after all
    CameBack = 6,    ///< 迁入 again
    ChangedSite = 7, ///< moved between villages: `before` and `after` are the sites' ids
};
/// Stable word ("moved-out"); empty for a number that is none.
QString nameOf(ResidentEventKind kind);
std::optional<ResidentEventKind> residentEventKindFrom(QStringView name);

/// What happened to a resident's file: the old value beside the new one with its date, as the paper asks, and deaths,
/// departures and returns with their reasons. FHIR R4: Provenance. Never changed; what stands now says the card.
struct ResidentEvent
{
    Id id;
    Id patient;
    Id site; ///< where it was written
    Id practitioner;
    ResidentEventKind kind = ResidentEventKind::Changed;
    Instant entered;
    PartialDate day;       ///< when it happened; of a change, the day it was written
    QString what;          ///< column of Patient or BasicInformation
    QString before, after; ///< as `fieldText` has them (basic_form.h)
    QString reason, place;

    static constexpr RecordInfo info{78, "resident_event", "Provenance", RecordKind::InsertOnly, Reach::Always};
    static constexpr auto fields()
    {
        using E = ResidentEvent;
        return std::tuple{
            field(1, "patient", &E::patient, Role::Subject),
            field(2, "site", &E::site, Role::Site),
            field(3, "practitioner", &E::practitioner),
            field(4, "kind", &E::kind),
            field(5, "entered", &E::entered),
            field(6, "day", &E::day),
            field(7, "field", &E::what),
            field(8, "before", &E::before, Merge::Fixed, Privacy::Clinical),
            field(9, "after", &E::after, Merge::Fixed, Privacy::Clinical),
            field(10, "reason", &E::reason, Merge::Fixed, Privacy::Clinical),
            field(11, "place", &E::place, Merge::Fixed, Privacy::Address),
        };
    }
};

} // namespace yigong
