// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/all_records.h"
#include "core/security/policy.h"
#include "core/store/database.h"
#include "core/store/encryption/key_block.h"
#include "tests/support/text.h"

#include <QTemporaryDir>
#include <array>

namespace yigong {

/// A new encrypted store of one device in a folder of its own (a plain one with YIGONG_PLAIN_STORE), with a clock that
/// stands at 2025-05-13 10:12 of the county.
struct TestStore
{
    explicit TestStore(const char *siteCode = "341181003001") : site(Id::fromKey(QByteArray("site/") + siteCode))
    {
        REQUIRE(folder.isValid());
        if (!qEnvironmentVariableIsSet("YIGONG_PLAIN_STORE")) {
            const std::array openers{StoreOpener::account("zhao"_q, "right horse"_q)};
            auto made = createKeyBlock(Database::fileIn(folder.path()), openers, SlotCost::Training);
            REQUIRE(made);
            key = *made;
        }
        open();
        REQUIRE(db->becomeDevice(Id::fromKey(QByteArray("device/") + siteCode), site));
        actor = {Id::fromKey("practitioner/zhao"), site, static_cast<int>(StaffRole::VillageDoctor)};
    }
    void open()
    {
        db.reset();
        StoreOptions options;
        options.folder = folder.path();
        options.create = true;
        options.key = key;
        auto opened = Database::open(options, allRecordTypes(), clock);
        REQUIRE(opened);
        db = std::move(*opened);
    }

    QTemporaryDir folder;
    SharedStoreKey key;
    FixedClock clock{Instant::fromIso(u"2025-05-13T10:12:00")};
    Id site;
    Actor actor;
    std::unique_ptr<Database> db;
};

} // namespace yigong
