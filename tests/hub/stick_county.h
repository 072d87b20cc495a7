// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/packages.h"
#include "core/sync/log_exchange.h"
#include "core/sync/stick.h"
#include "tests/hub/little_county.h"

namespace yigong {

/// The little county where packages go to and fro. Every device was on the line once, and knows the hub's key.
struct StickCounty : LittleCounty
{
    StickCounty()
    {
        for (Computer *device : {&village, &village2, &township, &county})
            hearsHub(*device);
    }
    void hearsHub(Computer &device)
    {
        REQUIRE(LogSession(
                    *device.store.db, [&](const QByteArray &bytes) { return device.key.sign(bytes); },
                    [&](const QByteArray &message) -> Result<SyncReply> {
                        const HubReply reply = hub.log(message);
                        return SyncReply{reply.status, reply.body};
                    })
                    .run());
    }
    QByteArray writes(Computer &device)
    {
        const auto written = StickSession(*device.store.db, device.key).write();
        REQUIRE(written);
        return written->bytes;
    }
    PackageReading reads(Computer &device, const QByteArray &package)
    {
        const auto reading = StickSession(*device.store.db, device.key).read(package);
        REQUIRE(reading);
        return *reading;
    }
    QByteArray hubWrites(Computer &device)
    {
        const auto written = packages.write(device.id);
        REQUIRE(written);
        return written->bytes;
    }
    PackageReading hubReads(const QByteArray &package)
    {
        const auto reading = packages.read(package);
        REQUIRE(reading);
        return *reading;
    }
    /// There and back again.
    void goesToTown(Computer &device)
    {
        CHECK(hubReads(writes(device)).state == PackageState::Taken);
        CHECK(reads(device, hubWrites(device)).state == PackageState::Taken);
    }
    static qint64 count(TestStore &store, const std::string &sql)
    {
        return *store.db->read([&](const Snapshot &s) { return s.number(sql); });
    }
    static qint64 waiting(Computer &device)
    {
        return device.store.db->read([](const Snapshot &s) { return syncStanding(s); })->actsWaiting;
    }
    /// Rows of a table as text, by plain SQL.
    static QStringList rows(TestStore &store, const QString &table, const QString &where)
    {
        QStringList columns, found;
        REQUIRE(store.db->read([&](const Snapshot &s) -> Result<void> {
            YIGONG_TRY(s.each("SELECT name FROM pragma_table_info('" + table.toStdString() + "') WHERE name <> 'rid'",
                              {}, [&](const Columns &c) { columns.append("quote(\""_q + c.text(0) + "\")"_q); }));
            return s.each(
                ("SELECT "_q + columns.join(" || ',' || "_q) + " FROM "_q + table + u' ' + where + " ORDER BY id"_q)
                    .toStdString(),
                {}, [&](const Columns &c) { found.append(c.text(0)); });
        }));
        return found;
    }
    HubPackages packages{*hubStore.db, hub};
};

} // namespace yigong
