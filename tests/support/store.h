// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/all_records.h"
#include "core/security/policy.h"
#include "core/store/database.h"
#include "tests/support/text.h"

#include <QTemporaryDir>

namespace yigong {

/// A new store of one device in a folder of its own, with a clock that stands at 2025-05-13 10:12 of the county.
struct TestStore
{
    explicit TestStore(const char *siteCode = "341181003001") : site(Id::fromKey(QByteArray("site/") + siteCode))
    {
        REQUIRE(folder.isValid());
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
        auto opened = Database::open(options, allRecordTypes(), clock);
        REQUIRE(opened);
        db = std::move(*opened);
    }

    QTemporaryDir folder;
    FixedClock clock{Instant::fromIso(u"2025-05-13T10:12:00")};
    Id site;
    Actor actor;
    std::unique_ptr<Database> db;
};

} // namespace yigong
