// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// 家庭: who lives together. FHIR R4: Group. Its members are the residents whose card names it, each with their
/// relation to the head; a card may name a household of which no such record stands yet (imports bring only the
/// number).
struct Household
{
    Id id;
    Id site;
    QString number; ///< 家庭档案编号
    QString address;
    QString phone;
    Id head; ///< 户主
    QString remarks;
    QDate dissolvedOn; ///< joined to another, or nobody is left
    Id joined;         ///< that other

    static constexpr RecordInfo info{69, "household", "Group", RecordKind::Mutable, Reach::Never};
    static constexpr auto fields()
    {
        using H = Household;
        return std::tuple{
            field(1, "site", &H::site, Merge::Latest, Privacy::Open, Role::Site),
            field(2, "number", &H::number, Merge::Latest),
            field(3, "address", &H::address, Merge::Latest, Privacy::Address),
            field(4, "phone", &H::phone, Merge::Latest, Privacy::Phone),
            field(5, "head", &H::head, Merge::Latest),
            field(6, "remarks", &H::remarks, Merge::Latest),
            field(7, "dissolved_on", &H::dissolvedOn, Merge::Latest),
            field(8, "joined", &H::joined, Merge::Latest),
        };
    }
};

} // namespace yigong
