// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// 家庭医生团队: who signs with residents, and serves them. FHIR R4: CareTeam. Every device holds it, so that whoever
/// receives a resident reads who looks after them.
struct CareTeam
{
    Id id;
    QString name;
    Id site;             ///< where it sits: it serves the residents of that site and of those below
    Id leader;           ///< 团队长
    QStringList members; ///< practitioners' ids as text; the leader need not be among them
    QString phone;       ///< 签约服务电话
    QDate closedOn;
    QString closeReason;

    static constexpr RecordInfo info{70, "care_team", "CareTeam", RecordKind::Mutable, Reach::Never, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "name", &CareTeam::name, Merge::Latest),
            field(2, "site", &CareTeam::site),
            field(3, "leader", &CareTeam::leader, Merge::Latest),
            field(4, "members", &CareTeam::members, Merge::Unite),
            field(5, "phone", &CareTeam::phone, Merge::Latest),
            field(6, "closed_on", &CareTeam::closedOn, Merge::Monotone),
            field(7, "close_reason", &CareTeam::closeReason, Merge::Latest),
        };
    }
    [[nodiscard]] bool hasMember(Id practitioner) const
    {
        return !practitioner.isNone() && (practitioner == leader || members.contains(practitioner.text()));
    }
};

} // namespace yigong
