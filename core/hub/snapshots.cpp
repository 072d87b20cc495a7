// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/snapshots.h"
#include "core/base/platform/durable_file.h"
#include "core/security/keys.h"
#include "core/sync/log_exchange.h"
#include "core/sync/streams.h"
#include "core/sync/sync_session.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <array>

namespace yigong {

namespace {

constexpr int askAgainSeconds = 2;
constexpr qint64 keptMs = 48 * 3'600'000LL; // as long as a village's line may need for it
constexpr qint64 failedMs = 60'000;

} // namespace

SnapshotDesk::SnapshotDesk(Database &db, Hub &hub, qint64 least) : m_db(db), m_hub(hub), m_least(least)
{
    m_worker.setMaxThreadCount(1);
    QDir(m_db.folder() + QStringLiteral("/snapshots")).removeRecursively();
}

SnapshotDesk::~SnapshotDesk()
{
    m_stopping = true;
    m_worker.waitForDone();
    QDir(m_db.folder() + QStringLiteral("/snapshots")).removeRecursively();
}

QString SnapshotDesk::folderOf(Id device) const
{
    return m_db.folder() + QStringLiteral("/snapshots/") + QString::fromLatin1(device.bytes().toHex());
}

Result<QByteArray> SnapshotDesk::answer(const HubDevice &device, const SnapshotCall &call, For way)
{
    removeOld();
    switch (call.kind) {
    case SnapshotCall::Kind::Offer: {
        YIGONG_LET(made, offer(device, way));
        return encode(made);
    }
    case SnapshotCall::Kind::Piece:
        return piece(device.id, call);
    case SnapshotCall::Kind::Done:
        break;
    }
    remove(device.id);
    return encode(SnapshotOffer{});
}

Result<qint64> SnapshotDesk::entriesFor(const HubDevice &device)
{
    return m_db.read([&](const Snapshot &s) -> Result<qint64> {
        YIGONG_LET(scope, scopeOf(s, device.site));
        qint64 entries = 0;
        for (const Id &stream : scope) {
            YIGONG_LET(head, s.number("SELECT position FROM stream_head WHERE stream = ?", {stream.bytes()}));
            entries += head;
        }
        return entries;
    });
}

Result<SnapshotOffer> SnapshotDesk::offer(const HubDevice &device, For way)
{
    YIGONG_LET(entries, entriesFor(device));
    const std::lock_guard guard(m_mutex);
    const auto known = m_entries.find(device.id);
    if (known != m_entries.end()) {
        const Entry &entry = known->second;
        if (entry.state == State::Ready)
            return SnapshotOffer{SnapshotOffer::State::Ready, 0, entry.cut.manifest};
        if (entry.state == State::Cutting)
            return SnapshotOffer{SnapshotOffer::State::Preparing, askAgainSeconds, {}};
        return SnapshotOffer{}; // it could not be cut: rows will do
    }
    if (way == For::Line && entries < m_least)
        return SnapshotOffer{};
    m_entries[device.id] = {State::Cutting, {}, m_db.clock().now()};
    m_worker.start([this, device] {
        const auto made = cut(device);
        const std::lock_guard inner(m_mutex);
        Entry &entry = m_entries[device.id];
        entry.state = made ? State::Ready : State::Failed;
        entry.since = m_db.clock().now();
        if (made)
            entry.cut = *made;
    });
    return SnapshotOffer{SnapshotOffer::State::Preparing, askAgainSeconds, {}};
}

Result<QByteArray> SnapshotDesk::piece(Id device, const SnapshotCall &call)
{
    QString path;
    {
        const std::lock_guard guard(m_mutex);
        const auto known = m_entries.find(device);
        if (known == m_entries.end() || known->second.state != State::Ready)
            return fail(ErrorKind::NotFound, QStringLiteral("snapshot"), {device.text()});
        path = known->second.cut.file;
    }
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::NotFound, QStringLiteral("snapshot"), {device.text()});
    if (call.offset >= file.size() || !file.seek(call.offset))
        return fail(ErrorKind::OutOfRange, QStringLiteral("snapshot"),
                    {QString::number(call.offset), QStringLiteral("0"), QString::number(file.size())});
    return encodePiece(call.offset, file.read(call.length));
}

void SnapshotDesk::remove(Id device)
{
    const std::lock_guard guard(m_mutex);
    const auto known = m_entries.find(device);
    if (known == m_entries.end() || known->second.state == State::Cutting)
        return;
    m_entries.erase(known);
    QDir(folderOf(device)).removeRecursively();
}

void SnapshotDesk::removeOld()
{
    const Instant now = m_db.clock().now();
    std::vector<Id> old;
    {
        const std::lock_guard guard(m_mutex);
        for (const auto &[device, entry] : m_entries)
            if (now.ms - entry.since.ms > (entry.state == State::Failed ? failedMs : keptMs))
                old.push_back(device);
    }
    for (const Id &device : old)
        remove(device);
}

/// The device's pull, page by page, into its store.
Result<qint64> SnapshotDesk::fill(Database &store, const HubDevice &device)
{
    SyncRequest request;
    request.pull = Pull::WholeRows;
    qint64 records = 0;
    for (bool more = true; more;) {
        if (m_stopping)
            return fail(ErrorKind::Cancelled);
        YIGONG_LET(page, m_hub.answer(device, request));
        YIGONG_TRY(store.apply([&](Transaction &tx) { return applyAnswer(tx, page, {true, false, {}}); }));
        records += static_cast<qint64>(page.rows.size());
        request.epoch = page.epoch;
        request.cursors = page.cursors;
        more = page.more;
    }
    return records;
}

Result<SnapshotDesk::Cut> SnapshotDesk::cut(const HubDevice &device)
{
    struct Unfinished
    {
        QString folder;
        ~Unfinished() { QDir(folder).removeRecursively(); }
    } unfinished{folderOf(device.id) + QStringLiteral(".unfinished")};
    QDir(unfinished.folder).removeRecursively();
    if (!QDir().mkpath(unfinished.folder))
        return fail(ErrorKind::FileUnwritable, {}, {unfinished.folder, QString()});
    YIGONG_LET(hubKey, m_hub.signingKey());
    SecretBytes secret = SecretBytes::random(32);
    SnapshotManifest manifest;
    manifest.device = device.id;
    manifest.sealedOpener = sealFor(device.publicKey, secret.view());
    manifest.hubKey = hubKey->publicKey();
    manifest.schema = Database::newestSchema();
    StoreOptions options;
    options.folder = unfinished.folder;
    options.program = QStringLiteral("yigong-hub");
    options.create = true;
    options.durable = false; // thrown away on any failure; brought to the disk at the end
    const std::array openers{StoreOpener::keyFile(secret.view())};
    YIGONG_LET(key, createKeyBlock(Database::fileIn(unfinished.folder), openers));
    options.key = key;
    {
        YIGONG_LET(store, Database::open(options, m_db.types(), m_db.clock()));
        YIGONG_TRY(store->becomeDevice(device.id, device.site));
        YIGONG_LET(records, fill(*store, device));
        manifest.records = records;
        YIGONG_TRY(store->apply([&](Transaction &tx) -> Result<void> {
            YIGONG_LET(epoch, tx.local(QStringLiteral("sync/epoch")));
            manifest.epoch = ValueOf<Id>::from(epoch);
            YIGONG_TRY(tx.setLocal(QString::fromLatin1(newStoreMark), qint64{1}));
            YIGONG_TRY(tx.setLocal(QStringLiteral("letter"), device.letter));
            return keepHubKey(tx, manifest.hubKey);
        }));
    }
    const QString folder = folderOf(device.id);
    Cut made{Database::fileIn(folder), {}};
    const QString unfinishedFile = Database::fileIn(unfinished.folder);
    YIGONG_TRY(syncFile(unfinishedFile));
    YIGONG_LET(digest, digestOfFile(unfinishedFile));
    manifest.digest = digest;
    manifest.size = QFileInfo(unfinishedFile).size();
    manifest.cut = m_db.clock().now();
    QDir(folder).removeRecursively();
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::FileUnwritable, {}, {folder, QString()});
    YIGONG_TRY(replaceDurably(unfinishedFile, made.file));
    made.manifest = encode(manifest, [&key = hubKey](const QByteArray &bytes) { return key->sign(bytes); });
    return made;
}

} // namespace yigong
