// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A township and its villages, for benches of one store.
#include "core/sites/site.h"
#include "core/store/transaction.h"

namespace yigong {

inline QString townshipCode()
{
    return QStringLiteral("341181003");
}
inline QString villageCode(int number)
{
    return townshipCode() + QString::number(number + 200);
}

inline Site siteCalled(const QString &code, Tier tier, Id parent)
{
    Site site;
    site.id = Site::idOf(code);
    site.code = code;
    site.name = code;
    site.tier = tier;
    site.parent = parent;
    return site;
}

inline Result<void> insertTownship(Transaction &tx, int villages)
{
    YIGONG_LET(township, tx.insert(siteCalled(townshipCode(), Tier::Township, {})));
    for (int v = 0; v < villages; ++v)
        YIGONG_TRY(tx.insert(siteCalled(villageCode(v), Tier::Village, township)));
    return {};
}

} // namespace yigong
