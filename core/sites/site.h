// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

enum class Tier : quint8
{
    County = 1,
    Township = 2,
    Village = 3
};

/// The four kinds of medical consortium. A site knows which it is part of; only the county community is built so far.
enum class Consortium : quint8
{
    CountyCommunity = 1,     ///< 县域医共体
    CityGroup = 2,           ///< 城市医疗集团
    SpecialtyAlliance = 3,   ///< 专科联盟
    TelemedicineNetwork = 4, ///< 远程医疗协作网
};

/// 机构. A node of the site tree: county hospital, township health centre or village clinic. FHIR R4: Organization.
/// Its id is made from its code, so that the same division list gives the same tree everywhere.
struct Site
{
    Id id;
    QString code; ///< GB/T 2260 county (6), township (9) or village (12 digits), as the division list has it
    QString name;
    Tier tier = Tier::Village;
    Id parent; ///< none for the county
    Consortium consortium = Consortium::CountyCommunity;
    QString shortCode; ///< up to 4 capitals or digits, heads the short numbers that people see
    QDate closedOn;
    QString closeReason;
    bool keepsNarcotics = false; ///< a village clinic that may: 麻醉 and 第一类精神药品; others need no leave

    static constexpr RecordInfo info{1, "site", "Organization", RecordKind::Mutable, Reach::Never, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "code", &Site::code),
            field(2, "name", &Site::name, Merge::Latest),
            field(3, "tier", &Site::tier, Merge::Latest),
            field(4, "parent", &Site::parent, Merge::Latest),
            field(5, "consortium", &Site::consortium, Merge::Latest),
            field(6, "short_code", &Site::shortCode, Merge::Latest),
            field(7, "closed_on", &Site::closedOn, Merge::Monotone),
            field(8, "close_reason", &Site::closeReason, Merge::Latest),
            field(9, "keeps_narcotics", &Site::keepsNarcotics, Merge::Latest),
        };
    }
    static Id idOf(QStringView code) { return Id::fromKey("site/" + code.toUtf8()); }
};

/// 工作人员. Everybody may know a colleague's name and role; the account with its secret is another record.
struct Practitioner
{
    Id id;
    QString name;
    Id site;
    int role = 0;  ///< `StaffRole` of core/security
    QString login; ///< short, latin, unique in the county
    QString title; ///< 职称, as written
    QDate leftOn;
    QDate narcoticFrom; ///< 麻精处方权 since then: may prescribe 麻醉 and 第一类精神药品; none: has it not
    QDate narcoticUntil; ///< the day it was taken away

    static constexpr RecordInfo info{2, "practitioner", "Practitioner", RecordKind::Mutable, Reach::Never, true};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "name", &Practitioner::name, Merge::Latest),
            field(2, "site", &Practitioner::site, Merge::Latest),
            field(3, "role", &Practitioner::role, Merge::Latest),
            field(4, "login", &Practitioner::login),
            field(5, "title", &Practitioner::title, Merge::Latest),
            field(6, "left_on", &Practitioner::leftOn, Merge::Monotone),
            field(7, "narcotic_from", &Practitioner::narcoticFrom, Merge::Latest),
            field(8, "narcotic_until", &Practitioner::narcoticUntil, Merge::Latest),
        };
    }
};

} // namespace yigong
