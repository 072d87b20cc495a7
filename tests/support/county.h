// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/sites/site.h"
#include "tests/support/store.h"

namespace yigong {

/// A small county in one store, so that each end of a story can act: 云岭县人民医院, its 中医院, 柳河镇 with the
/// villages 王庄 and 东河, and 北岭镇 with 南坡. The clock stands as the store's, 2025-05-13 10:12.
struct CountyStore : TestStore
{
    Site county, tcmHospital, liuhe, beiling, wangzhuang, donghe, nanpo;
    Actor villageDoctor, dongheDoctor, townshipDoctor, countyDoctor, manager;

    CountyStore()
    {
        county = addSite("341181", "云岭县人民医院", Tier::County, {}, "YL");
        tcmHospital = addSite("341181900", "云岭县中医院", Tier::County, county.id, "ZY");
        liuhe = addSite("341181003", "柳河镇卫生院", Tier::Township, county.id, "LH");
        beiling = addSite("341181004", "北岭镇卫生院", Tier::Township, county.id, "BL");
        wangzhuang = addSite("341181003001", "王庄村卫生室", Tier::Village, liuhe.id, "WZ");
        donghe = addSite("341181003002", "东河村卫生室", Tier::Village, liuhe.id, "DH");
        nanpo = addSite("341181004001", "南坡村卫生室", Tier::Village, beiling.id, "NP");
        villageDoctor = addStaff("赵德顺", wangzhuang, StaffRole::VillageDoctor);
        dongheDoctor = addStaff("钱文秀", donghe, StaffRole::VillageDoctor);
        townshipDoctor = addStaff("孙志强", liuhe, StaffRole::TownshipDoctor);
        countyDoctor = addStaff("周文静", county, StaffRole::CountyDoctor);
        manager = addStaff("陈立新", liuhe, StaffRole::TownshipManager);
    }

    Site addSite(const char *code, const char *name, Tier tier, Id parent, const char *shortCode)
    {
        Site made;
        made.id = Site::idOf(QString::fromLatin1(code));
        made.code = QString::fromLatin1(code);
        made.name = QString::fromUtf8(name);
        made.tier = tier;
        made.parent = parent;
        made.shortCode = QString::fromLatin1(shortCode);
        REQUIRE(db->write(actor, [&](Transaction &tx) { return tx.insert(made); }));
        return made;
    }
    Actor addStaff(const char *name, const Site &at, StaffRole role)
    {
        Practitioner made;
        made.name = QString::fromUtf8(name);
        made.site = at.id;
        made.role = static_cast<int>(role);
        const auto id = db->write(actor, [&](Transaction &tx) { return tx.insert(made); });
        REQUIRE(id);
        return {*id, at.id, made.role};
    }
    Id addResident(const char *name, const Site &at, const QStringList &conditions = {})
    {
        Patient made;
        made.name = QString::fromUtf8(name);
        made.sex = Sex::Female;
        made.birthDate = *PartialDate::parse(u"1957-03-12");
        made.phone = QStringLiteral("13800006021");
        made.site = at.id;
        made.conditions = conditions;
        const auto id = db->write(actor, [&](Transaction &tx) { return tx.insert(made); });
        REQUIRE(id);
        return *id;
    }

    /// `write(villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); })`
    template <typename F> auto write(const Actor &who, F &&f) { return db->write(who, std::forward<F>(f)); }
    template <typename F> auto read(F &&f) { return db->read(std::forward<F>(f)); }
    void hoursPass(qint64 hours) { clock.advanceMs(hours * 3'600'000); }
};

} // namespace yigong
