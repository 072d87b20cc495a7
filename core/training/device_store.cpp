// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/device_store.h"
#include "core/all_records.h"
#include "core/store/database.h"
#include "core/sync/streams.h"
#include "core/training/training_file.h"

#include <algorithm>

namespace yigong {

namespace {

/// INSERT … SELECT of one type's rows in scope, with every column but the row's own number.
std::string copySql(const RecordType &type)
{
    QString columns = QStringLiteral("id");
    QString values = QStringLiteral("t.id");
    for (const FieldInfo &field : type.fields()) {
        columns += QStringLiteral(", \"%1\"").arg(field.column);
        values += QStringLiteral(", t.\"%1\"").arg(field.column);
    }
    return QStringLiteral("INSERT INTO main.%1 (%2, _version, _unknown) SELECT %3, t._version, t._unknown "
                          "FROM temp.scope s JOIN hub.%1 t ON t.id = s.record WHERE s.type = ? ORDER BY s.record")
        .arg(type.table(), columns, values)
        .toStdString();
}

Result<void> gatherScope(Transaction &tx, Id site)
{
    YIGONG_TRY(tx.run("CREATE TEMP TABLE scope (type INTEGER NOT NULL, record BLOB NOT NULL, "
                      "PRIMARY KEY (type, record)) WITHOUT ROWID",
                      {}));
    const auto take = [&tx](Id stream) -> Result<void> {
        YIGONG_TRY(tx.run("INSERT OR IGNORE INTO temp.scope (type, record) "
                          "SELECT type, record FROM hub.hub_member WHERE stream = ? AND hash IS NOT NULL",
                          {stream.bytes()}));
        YIGONG_TRY(tx.run("INSERT INTO main.stream_cursor (stream, position) "
                          "SELECT stream, position FROM hub.stream_head WHERE stream = ?",
                          {stream.bytes()}));
        YIGONG_TRY(
            tx.run("INSERT INTO main.stream_member (type, record, stream, hash) SELECT type, record, stream, hash "
                   "FROM hub.hub_member WHERE stream = ? AND hash IS NOT NULL",
                   {stream.bytes()}));
        YIGONG_TRY(tx.run("INSERT INTO main.stream_digest (stream, digest) "
                          "SELECT stream, digest FROM hub.stream_head WHERE stream = ?",
                          {stream.bytes()}));
        return {};
    };
    // The site tree first: scope is read from it.
    YIGONG_TRY(take(catalogueStream()));
    YIGONG_TRY(tx.runUnguarded(copySql(tx.typeOf<Site>()), {static_cast<qint64>(Site::info.number)}));
    YIGONG_LET(streams, scopeOf(tx, site));
    for (const Id &stream : streams)
        if (stream != catalogueStream())
            YIGONG_TRY(take(stream));
    return {};
}

/// Search words and whatever else is kept beside a record.
Result<void> derive(Transaction &tx, const RecordType &type)
{
    if (!type.derive())
        return {};
    std::vector<Row> rows;
    YIGONG_TRY(tx.eachRow(type, {}, {}, [&rows](Row &&row) { rows.push_back(std::move(row)); }));
    for (const Row &row : rows)
        YIGONG_TRY(type.derive()(tx, nullptr, row));
    return {};
}

Result<void> copyScope(Transaction &tx, Id site)
{
    YIGONG_TRY(gatherScope(tx, site));
    for (const RecordType &type : tx.types().all()) {
        if (type.number() != Site::info.number)
            YIGONG_TRY(tx.runUnguarded(copySql(type), {static_cast<qint64>(type.number())}));
        YIGONG_TRY(derive(tx, type));
    }
    YIGONG_TRY(tx.run("DROP TABLE temp.scope", {}));
    return {};
}

Result<void> setStanding(Transaction &tx, const DevicePlan &device, const CountyPlan &plan)
{
    YIGONG_TRY(tx.setLocal(QStringLiteral("letter"), device.letter));
    YIGONG_TRY(tx.setLocal(QStringLiteral("sync/taken"), qint64{0}));
    YIGONG_TRY(tx.run(
        "INSERT INTO main.local (key, value) SELECT 'sync/epoch', value FROM hub.local WHERE key = 'epoch'", {}));
    YIGONG_TRY(tx.setLocal(QStringLiteral("sync/last_exchange"), static_cast<qint64>(device.site->heard.ms)));
    YIGONG_TRY(tx.setLocal(QStringLiteral("hybrid_time"), HybridTime::at(device.site->heard).ticks));
    YIGONG_LET(sites, writableSites(tx, device.site->site.id));
    for (const PlannedSite &site : plan.sites)
        if (std::find(sites.begin(), sites.end(), site.site.id) != sites.end())
            YIGONG_TRY(
                tx.setLocal(QStringLiteral("contact/") + site.site.id.text(), static_cast<qint64>(site.heard.ms)));
    return {};
}

} // namespace

DeviceKey DevicePlan::key(quint64 seed) const
{
    return DeviceKey::fromSeed(digestOf("training device/" + QByteArray::number(seed) + '/' + id.bytes()));
}

Result<void> makeDeviceStore(const DevicePlan &device, const QString &hubFolder, const CountyPlan &plan, quint64 seed)
{
    const FixedClock clock(plan.now);
    StoreOptions options;
    options.folder = device.folder;
    options.program = QStringLiteral("yigong training");
    options.create = true;
    options.durable = false;
    YIGONG_LET(storeKey, makeTrainingKey(device.folder));
    options.key = storeKey;
    YIGONG_LET(db, Database::open(options, allRecordTypes(), clock));
    YIGONG_TRY(db->apply([&](Transaction &tx) -> Result<void> {
        // Named in the statement itself: the encryption lets no other name through. The hub is open meanwhile.
        QString hub = Database::fileIn(hubFolder);
        YIGONG_TRY(tx.run("ATTACH '" + hub.replace(u'\'', QStringLiteral("''")).toStdString() + "' AS hub", {}));
        YIGONG_TRY(copyScope(tx, device.site->site.id));
        return setStanding(tx, device, plan);
    }));
    YIGONG_TRY(db->becomeDevice(device.id, device.site->site.id));
    return device.key(seed).store(device.folder + QStringLiteral("/device.key"), db->key());
}

} // namespace yigong
