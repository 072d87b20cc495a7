// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/platform/file_lock.h"
#include "core/store/backup/copies.h"
#include "core/store/backup/journal.h"
#include "core/store/backup/log_tail.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <map>
#include <thread>

namespace yigong {

// A second place's folder:
//   backup.id          whose it is
//   journal/N.journal  the hub's log, as it grew (core/store/backup/journal.h)
//   copies/….copy      a full copy of the store for each day
//   files.sealed       the small files of the hub's folder: certificates, keys, settings; never the store's key

struct SecondPlaceOptions
{
    QString folder;
    int keepDays = 30;    ///< of full copies one a day, and the journal as far back
    QStringList leaveOut; ///< names of files in the hub's folder that are not taken along: the key file
    int everyMs = 1'000;  ///< at most so long after a commit, while all is well
    int retryMs = 10'000; ///< after a failure
    LogLimits log;
};

struct SecondPlaceState
{
    std::optional<Error> trouble; ///< why it does not go on just now
    Instant waitingSince;         ///< of the oldest commit that is not in the second place; none where all are
    Instant newestCopy;           ///< none before the first
    bool copying = false;

    bool operator==(const SecondPlaceState &) const = default;
};

/// Prometheus text: whether it works, how old what is not in it is, when the newest full copy was made.
QByteArray backupMetrics(const SecondPlaceState &state, Instant now);

/// Keeps a second place up to date with a hub's store while it is open: each commit within seconds, and a full copy
/// each day. Commits do not wait for it. Where the folder is gone or full it says so and tries again; what was missed
/// goes on from where it was, or with a new full copy. Destroyed before the Database; thread-safe.
class SecondPlace
{
public:
    /// The folder need not be there yet. Errors: StoreLocked (a plain store is not copied: the copy would be one more
    /// that anybody can read) · those of the store.
    static Result<std::unique_ptr<SecondPlace>> open(Database &db, SecondPlaceOptions options);
    ~SecondPlace(); ///< takes along what is left, where the folder is there
    SecondPlace(const SecondPlace &) = delete;
    SecondPlace &operator=(const SecondPlace &) = delete;

    /// The device's acts up to this one are in the second place, on its disk, in a chain that can be restored.
    [[nodiscard]] qint64 backedUp(Id device) const;
    [[nodiscard]] SecondPlaceState state() const;
    /// Called whenever trouble begins or ends, from another thread.
    void onTrouble(std::function<void(const SecondPlaceState &)> listener);
    /// Whether all that is committed by now was there within the time.
    bool settles(int withinMs);

private:
    SecondPlace(Database &db, SecondPlaceOptions options);
    void work();
    Result<void> pass();
    Result<void> makeReady();
    Result<void> claimFolder();
    Result<void> goOn();
    Result<void> keepFiles();
    Result<void> keepReleases();
    Result<void> ship();
    Result<void> append(const LogTail::Piece &piece);
    Result<void> beginCopy();
    Result<void> endCopy();
    void thin();
    [[nodiscard]] bool isCopyDue() const;
    [[nodiscard]] quint64 numberOf(quint64 run) const
    {
        return static_cast<quint64>(m_numberBefore + static_cast<qint64>(run));
    }
    void conclude(const Result<void> &done);

    Database &m_db;
    const SecondPlaceOptions m_options;
    std::unique_ptr<LogTail> m_tail;

    // The worker's own.
    std::optional<FileLock> m_lock;
    std::optional<JournalWriter> m_journal;
    std::deque<LogTail::Piece> m_inHand; ///< taken, not written yet
    qint64 m_numberBefore = 0;           ///< journal file of run r is m_numberBefore + r
    bool m_ready = false;
    bool m_chained = false; ///< the journal goes on from a whole copy
    bool m_growing = false; ///< it will, once the copy that is being made is whole
    bool m_marked = false;  ///< `m_backedUp` is of this chain
    std::vector<FullCopy> m_copies;
    QByteArray m_keptFiles;                    ///< what they looked like
    std::optional<QStringList> m_keptReleases; ///< none: not looked at yet
    std::thread m_copier;
    std::atomic<bool> m_copied = false;
    std::optional<Result<FullCopy>> m_copy; ///< the copier's, until `m_copied`
    std::chrono::steady_clock::time_point m_copyNotBefore;

    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_stopping = false;
    std::map<Id, qint64> m_backedUp;
    SecondPlaceState m_state;
    quint64 m_passes = 0; ///< that went through
    std::function<void(const SecondPlaceState &)> m_listener;
    std::thread m_worker;
};

} // namespace yigong
