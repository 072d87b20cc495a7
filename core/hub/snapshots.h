// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub.h"
#include "core/sync/bootstrap.h"

#include <QThreadPool>
#include <map>
#include <mutex>

namespace yigong {

/// Cuts stores for new devices out of the hub's, and hands them out piece by piece. A cut is a pull: the same pages
/// that the device would have asked for, put into a store here instead of over the line, so that it reads the hub's
/// store a page at a time and keeps nobody from writing. On a thread of its own, one after another; thread-safe.
class SnapshotDesk
{
public:
    /// What an earlier run has left is removed. `least`: see leastSnapshotEntries.
    SnapshotDesk(Database &db, Hub &hub, qint64 least = leastSnapshotEntries);
    ~SnapshotDesk(); ///< ends a cut that is under way

    enum class For
    {
        Line,  ///< only where rows would take longer
        Stick, ///< always: there is no line for rows
    };
    /// The answer to a device's call. Errors: NotFound with field "snapshot" (there is none of which it could have a
    /// piece: it asks for the offer again) · OutOfRange (behind its end).
    Result<QByteArray> answer(const HubDevice &device, const SnapshotCall &call, For way = For::Line);

    struct Cut
    {
        QString file;
        QByteArray manifest; ///< signed
    };
    /// Cuts one now, whatever it holds. Errors: Cancelled · those of the store and the disk.
    Result<Cut> cut(const HubDevice &device);

private:
    enum class State
    {
        Cutting,
        Ready,
        Failed
    };
    struct Entry
    {
        State state = State::Cutting;
        Cut cut;
        Instant since;
    };
    Result<SnapshotOffer> offer(const HubDevice &device, For way);
    Result<QByteArray> piece(Id device, const SnapshotCall &call);
    void remove(Id device);
    void removeOld();
    Result<qint64> entriesFor(const HubDevice &device);
    Result<qint64> fill(Database &store, const HubDevice &device);
    [[nodiscard]] QString folderOf(Id device) const;

    Database &m_db;
    Hub &m_hub;
    qint64 m_least;
    std::mutex m_mutex;
    std::map<Id, Entry> m_entries;
    std::atomic<bool> m_stopping = false;
    QThreadPool m_worker;
};

} // namespace yigong
