// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/short_number.h"
#include "core/sites/numbering.h"
#include "core/sites/site.h"
#include "tests/support/store.h"

using namespace yigong;

TEST_CASE("a device numbers its papers in a row, and a refused write spends no number", "[sites]")
{
    TestStore store;
    Site site;
    site.id = store.site;
    site.code = "341181003001"_q;
    site.shortCode = "WZ"_q;
    REQUIRE(store.db->write(store.actor, [&](Transaction &tx) { return tx.insert(site); }));
    const auto take = [](Transaction &tx) { return takeShortNumber(tx); };
    const QString first = *store.db->write(store.actor, take);
    CHECK_FALSE(store.db->write(store.actor, [](Transaction &tx) -> Result<QString> {
        YIGONG_TRY(takeShortNumber(tx));
        return fail(ErrorKind::WrongState);
    }));
    const QString second = *store.db->write(store.actor, take);
    CHECK(first == ShortNumber{"WZ"_q, u'A', 1}.text());
    CHECK(second == ShortNumber{"WZ"_q, u'A', 2}.text());
    REQUIRE(store.db->apply([](Transaction &tx) { return tx.setLocal("letter"_q, "B"_q); }));
    CHECK(*store.db->write(store.actor, take) == ShortNumber{"WZ"_q, u'B', 3}.text());
}
