// SPDX-License-Identifier: GPL-3.0-or-later
// Who the county engages can work at their village after the next exchange; who it lets go, cannot.
#include "core/security/sign_in.h"
#include "core/sites/staff.h"
#include "tests/hub/little_county.h"

using namespace yigong;

TEST_CASE("an account that an administrator makes at the county opens at the village", "[sync][staff]")
{
    LittleCounty c;
    const StaffDraft draft{"孔令军"_q, "konglingjun"_q, c.village.store.site,
                           static_cast<int>(StaffRole::VillageDoctor), "乡村医生"_q};
    Id engaged;
    REQUIRE(c.county.store.db->write(c.county.store.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(id, addPractitioner(tx, draft));
        engaged = id;
        YIGONG_TRY(createAccount(tx, id, "First Word 7"_q, true, PasswordCost::Training));
        return {};
    }));
    const auto sent = c.sync(c.county);
    REQUIRE(sent);
    CHECK(sent->heldBack == 0);
    REQUIRE(c.sync(c.village));
    const auto actor = signIn(*c.village.store.db, "konglingjun"_q, "First Word 7"_q);
    REQUIRE(actor);
    CHECK(actor->role == static_cast<int>(StaffRole::VillageDoctor));
    REQUIRE(c.sync(c.village2));
    CHECK_FALSE(*c.village2.store.db->read([&](const Snapshot &s) { return s.find<Account>(Account::idOf(engaged)); }));

    REQUIRE(c.county.store.db->write(c.county.store.actor,
                                     [&](Transaction &tx) { return markLeft(tx, engaged, tx.today()); }));
    REQUIRE(c.sync(c.county));
    REQUIRE(c.sync(c.village));
    CHECK(signIn(*c.village.store.db, "konglingjun"_q, "First Word 7"_q).error().kind == ErrorKind::AccountClosed);
}
