// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/store/database.h"
#include "core/sync/log_exchange.h"
#include "core/sync/package.h"
#include "core/sync/sync_session.h"

namespace yigong {

struct WrittenPackage
{
    PackageHead head;
    QByteArray bytes;
    qint64 acts = 0;   ///< to the hub: acts in it
    bool more = false; ///< what is to be said does not fit into one package
};

/// The exchange of a device's store with the hub where there is no line: both halves of it are packages, carried by
/// whoever goes there. Nothing counts as taken by the hub before an answer says so, by whichever way it comes. No
/// files.
class StickSession
{
public:
    StickSession(Database &db, const DeviceKey &key) : m_db(db), m_key(key) {}

    /// A package for the hub: all acts that the hub is not known to have, as far as one holds them, where this store
    /// stands, and behind them its second log. Errors: WrongState with field "hub-key" (this device has never heard the
    /// hub's key: it synchronises once over the line first) · those of the store.
    Result<WrittenPackage> write();

    /// Reads a package of the hub for this device: each of its parts in one commit. What became of it is the answer,
    /// whatever it was; errors are the store's own and "hub-key".
    Result<PackageReading> read(const QByteArray &bytes);

private:
    Result<PackageReading> take(const FoundPackage &found, const std::vector<PackagePart> &parts);
    Result<void> takeHeads(const LogAnswer &answer);
    Result<bool> takeAnswer(const PackageCover &cover, const SyncAnswer &answer, PackageReading &reading);

    Database &m_db;
    const DeviceKey &m_key;
};

} // namespace yigong
