// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

#include <QFile>
#include <deque>
#include <mutex>

struct sqlite3;

namespace yigong {

/// Sizes in frames of the log (4,120 bytes each).
struct LogLimits
{
    qint64 writeBack = 4'096; ///< written back into the store's file from here on, once all was taken: 16 MiB
    qint64 most = 65'536;     ///< or untaken, from here on: 256 MiB that nobody fetches must not fill the store's disk
    qint64 mostHeld = 8'192;  ///< of frames kept in memory so that the log could be written back
};

/// Follows a store's write-ahead log for a copy elsewhere. While it lives, the store's writer writes its log back only
/// when what stands in it has been taken, and leaves it there when the store is closed, so that the next one goes on
/// where this one ended. Commits never wait for whoever takes. One a store; destroyed before the Database.
class LogTail
{
public:
    /// Frames of one run of the log, from its start to the moment when SQLite begins it anew.
    struct Piece
    {
        quint64 run = 0; ///< counted from 1 by this object
        QByteArray logStart;
        qint64 from = 0, to = 0;
        Instant at;        ///< of the last commit in it
        QByteArray frames; ///< as they stand in the log
    };
    struct Place
    {
        quint64 run = 0;
        QByteArray logStart;
        qint64 frames = 0;
    };

    /// Errors: those of the store.
    static Result<std::unique_ptr<LogTail>> follow(Database &db, LogLimits limits = {});
    ~LogTail();
    LogTail(const LogTail &) = delete;
    LogTail &operator=(const LogTail &) = delete;

    [[nodiscard]] Place place() const; ///< up to the last commit
    [[nodiscard]] bool hasNews() const;
    [[nodiscard]] Instant oldestNews() const; ///< none where there is none
    /// Oldest first, at most some 16 MiB; empty where all was taken. Errors: FileUnreadable{path, reason}.
    Result<std::vector<Piece>> take();
    /// Right after `follow`: what stands in the log up to here is elsewhere already, if its frames before `to` are
    /// those. Answers whether.
    Result<bool> goOnFrom(const QByteArray &logStart, qint64 from, qint64 to, const QByteArray &frames);

    /// Whether frames were let go untaken since the last `beginCopy`.
    [[nodiscard]] bool isBroken() const;
    /// Writes the log back and begins it anew: from here on the store's file alone holds everything up to now, and does
    /// not change until `endCopy`. Where the log is broken, or `afresh`, what was not taken is part of it and is let
    /// go. Answers the run that comes next. Errors: StoreFailed{"busy"}: someone reads just now; try again · those of
    /// the store.
    Result<quint64> beginCopy(bool afresh);
    /// Answers whether the file has stood still.
    bool endCopy();
    /// Makes a commit of no other meaning, so that there is something to take.
    Result<void> mark();

private:
    LogTail(Database &db, LogLimits limits);
    static int committed(void *self, sqlite3 *handle, const char *name, int frames);
    void noteCommit(sqlite3 *handle, qint64 frames);
    void startAnew(sqlite3 *handle);
    void writeBack(sqlite3 *handle);
    bool holdPending();
    void letGo();
    Result<QByteArray> framesOf(qint64 from, qint64 to);

    Database &m_db;
    LogLimits m_limits;
    mutable std::mutex m_mutex;
    QFile m_log;
    QByteArray m_logStart;
    quint64 m_run = 0, m_nextRun = 0;
    qint64 m_seen = 0; ///< frames of this run that are noted
    struct Pending
    {
        Piece piece; ///< frames only where they are held
        Instant since;
    };
    std::deque<Pending> m_pending;
    qint64 m_held = 0; ///< frames in `m_pending` that are held
    bool m_broken = false, m_copying = false, m_copyLost = false, m_wantsStart = false, m_started = false;
    bool m_reading = false; ///< someone reads from the log: it must stay as it is
};

} // namespace yigong
