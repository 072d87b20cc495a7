// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/backup/log_tail.h"
#include "core/store/backup/journal.h"

#include <sqlite3.h>

namespace yigong {

namespace {

constexpr qint64 takenAtOnce = 4'096; // frames
constexpr qint64 oneMomentMs = 1'000; // commits this near to each other are one piece
constexpr int restartWaitMs = 300;    // for readers; the store's writer waits meanwhile
constexpr int usualWaitMs = 10'000;   // as Connection sets it
constexpr int usualWriteBack = 1'000; // SQLite's own
constexpr int copyPatience = 4;       // a copy that goes on is let finish up to so many times the most

} // namespace

LogTail::LogTail(Database &db, LogLimits limits) : m_db(db), m_limits(limits), m_log(db.file() + QStringLiteral("-wal"))
{}

Result<std::unique_ptr<LogTail>> LogTail::follow(Database &db, LogLimits limits)
{
    std::unique_ptr<LogTail> tail(new LogTail(db, limits));
    // The hook takes the place of the one by which SQLite writes the log back at 1,000 pages.
    YIGONG_TRY(db.apply([&](Transaction &tx) -> Result<void> {
        sqlite3 *const handle = tx.connection().handle();
        sqlite3_db_config(handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, 1, nullptr);
        sqlite3_wal_hook(handle, &LogTail::committed, tail.get());
        return {};
    }));
    YIGONG_TRY(tail->mark());
    return tail;
}

LogTail::~LogTail()
{
    (void)m_db.apply([](Transaction &tx) -> Result<void> {
        sqlite3_wal_autocheckpoint(tx.connection().handle(), usualWriteBack);
        return {};
    });
}

Result<void> LogTail::mark()
{
    // A new value each time: what changes nothing is no commit.
    return m_db.apply([](Transaction &tx) { return tx.setLocal(QStringLiteral("backup/mark"), tx.newId().bytes()); });
}

int LogTail::committed(void *self, sqlite3 *handle, const char *, int frames)
{
    static_cast<LogTail *>(self)->noteCommit(handle, frames);
    return SQLITE_OK;
}

void LogTail::noteCommit(sqlite3 *handle, qint64 frames)
{
    const std::lock_guard guard(m_mutex);
    // The log may begin anew at any commit after it was written back: SQLite then gives it a new start.
    if (!m_log.isOpen())
        (void)m_log.open(QIODevice::ReadOnly | QIODevice::Unbuffered);
    const QByteArray start = m_log.seek(0) ? m_log.read(logStartSize) : QByteArray();
    if (start.size() != logStartSize) { // the store's own disk fails to read: the store will say so
        m_log.close();
        letGo();
        return;
    }
    if (start != m_logStart) {
        ++m_run;
        m_logStart = start;
        m_seen = 0;
    }
    const Instant now = m_db.clock().now();
    Pending *last = m_pending.empty() ? nullptr : &m_pending.back();
    if (last && last->piece.run == m_run && last->piece.frames.isEmpty() && now.ms - last->since.ms < oneMomentMs) {
        last->piece.to = frames;
        last->piece.at = now;
    } else {
        m_pending.push_back({{m_run, m_logStart, m_seen, frames, now, {}}, now});
    }
    m_seen = frames;
    if (m_wantsStart)
        startAnew(handle);
    else if (frames >= m_limits.writeBack)
        writeBack(handle);
}

void LogTail::startAnew(sqlite3 *handle)
{
    m_wantsStart = false;
    if (m_reading || (!m_broken && !holdPending()))
        return;
    sqlite3_busy_timeout(handle, restartWaitMs);
    m_started = sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_TRUNCATE, nullptr, nullptr) == SQLITE_OK;
    sqlite3_busy_timeout(handle, usualWaitMs);
    if (!m_started)
        return;
    if (m_broken)
        m_pending.clear(), m_held = 0;
    m_broken = false;
    m_copying = true;
    m_copyLost = false;
    m_nextRun = m_run + 1;
}

void LogTail::writeBack(sqlite3 *handle)
{
    if (m_reading || (m_copying && m_seen < copyPatience * m_limits.most))
        return;
    if (!holdPending()) {
        if (m_seen < m_limits.most)
            return;
        letGo();
    }
    m_copyLost = m_copyLost || m_copying;
    sqlite3_wal_checkpoint_v2(handle, "main", SQLITE_CHECKPOINT_PASSIVE, nullptr, nullptr);
}

/// Brings into memory what is still only in the log. False where that would be too much.
bool LogTail::holdPending()
{
    qint64 more = 0;
    for (const Pending &pending : m_pending)
        more += pending.piece.frames.isEmpty() ? pending.piece.to - pending.piece.from : 0;
    if (m_held + more > m_limits.mostHeld)
        return false;
    for (Pending &pending : m_pending) {
        if (!pending.piece.frames.isEmpty())
            continue;
        auto frames = framesOf(pending.piece.from, pending.piece.to);
        if (!frames)
            return false;
        pending.piece.frames = std::move(*frames);
    }
    m_held += more;
    return true;
}

void LogTail::letGo()
{
    m_pending.clear();
    m_held = 0;
    m_broken = true;
}

Result<QByteArray> LogTail::framesOf(qint64 from, qint64 to)
{
    QFile log(m_log.fileName());
    const qint64 size = (to - from) * logFrameSize;
    if (!log.open(QIODevice::ReadOnly | QIODevice::Unbuffered) || !log.seek(logStartSize + from * logFrameSize))
        return fail(ErrorKind::FileUnreadable, {}, {log.fileName(), log.errorString()});
    QByteArray bytes = log.read(size);
    if (bytes.size() != size)
        return fail(ErrorKind::FileUnreadable, {}, {log.fileName(), log.errorString()});
    return bytes;
}

LogTail::Place LogTail::place() const
{
    const std::lock_guard guard(m_mutex);
    return {m_run, m_logStart, m_seen};
}

bool LogTail::hasNews() const
{
    const std::lock_guard guard(m_mutex);
    return !m_pending.empty();
}

Instant LogTail::oldestNews() const
{
    const std::lock_guard guard(m_mutex);
    return m_pending.empty() ? Instant{} : m_pending.front().since;
}

Result<std::vector<LogTail::Piece>> LogTail::take()
{
    std::vector<Piece> taken;
    {
        const std::lock_guard guard(m_mutex);
        for (qint64 frames = 0; !m_pending.empty() && frames < takenAtOnce;) {
            Pending &first = m_pending.front();
            const qint64 fits = std::min(first.piece.to - first.piece.from, takenAtOnce - frames);
            frames += fits;
            if (!first.piece.frames.isEmpty()) {
                m_held -= first.piece.to - first.piece.from;
                taken.push_back(std::move(first.piece));
                m_pending.pop_front();
                continue;
            }
            // A long piece may be cut within a commit: a log is good up to its last whole one.
            taken.push_back(first.piece);
            taken.back().to = first.piece.from += fits;
            taken.back().from = taken.back().to - fits;
            if (first.piece.from == first.piece.to)
                m_pending.pop_front();
        }
        m_reading = true;
    }
    Result<void> read;
    for (Piece &piece : taken)
        if (piece.frames.isEmpty()) {
            auto frames = framesOf(piece.from, piece.to);
            if (!frames) {
                read = fail(frames.error());
                break;
            }
            piece.frames = std::move(*frames);
        }
    const std::lock_guard guard(m_mutex);
    m_reading = false;
    if (!read) {
        letGo();
        return fail(read.error());
    }
    return taken;
}

Result<bool> LogTail::goOnFrom(const QByteArray &logStart, qint64 from, qint64 to, const QByteArray &frames)
{
    const std::lock_guard guard(m_mutex);
    if (m_pending.empty())
        return false;
    Piece &first = m_pending.front().piece;
    if (first.run != 1 || first.from != 0 || first.logStart != logStart || to > first.to)
        return false;
    const bool held = !first.frames.isEmpty();
    QByteArray here = first.frames.mid(from * logFrameSize, (to - from) * logFrameSize);
    if (!held) {
        YIGONG_LET(read, framesOf(from, to));
        here = std::move(read);
    }
    if (here != frames)
        return false;
    first.from = to;
    if (held) {
        first.frames.remove(0, to * logFrameSize);
        m_held -= to;
    }
    if (first.from == first.to)
        m_pending.pop_front();
    return true;
}

bool LogTail::isBroken() const
{
    const std::lock_guard guard(m_mutex);
    return m_broken;
}

Result<quint64> LogTail::beginCopy(bool afresh)
{
    {
        const std::lock_guard guard(m_mutex);
        if (afresh)
            letGo();
        m_wantsStart = true;
        m_started = false;
    }
    YIGONG_TRY(mark());
    const std::lock_guard guard(m_mutex);
    if (!m_started)
        return fail(ErrorKind::StoreFailed, {}, {QStringLiteral("busy")});
    return m_nextRun; // which other commits may have begun by now
}

bool LogTail::endCopy()
{
    const std::lock_guard guard(m_mutex);
    m_copying = false;
    return !m_copyLost;
}

} // namespace yigong
