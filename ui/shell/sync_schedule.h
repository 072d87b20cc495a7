// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/keys.h"
#include "core/store/database.h"
#include "core/sync/sync_session.h"
#include "core/transport/hub_line.h"
#include "ui/widgets/paint.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <memory>
#include <mutex>
#include <optional>

namespace yigong {

enum class SyncTask
{
    Exchange,
    Compare, ///< and hold every record against the hub's
    Mend,    ///< and fetch again, give up or give back what is not alike
};

/// Where the data of this computer stands, as the chip and the sync page say it.
struct SyncState
{
    bool running = false;
    SyncTask task = SyncTask::Exchange; ///< of what is running
    bool everReached = false;           ///< the last attempt of this run of the program got through
    std::optional<Error> problem;       ///< of the last attempt; none where it got through or none was made yet
    SyncProgress progress;
    SyncStanding standing;
    std::optional<SyncOutcome> last; ///< of the last exchange that got through
    Instant nextTry;                 ///< none while running
    bool readOnly = false;           ///< this store can only be read: nothing is sent
};

/// The chip's words: offline with how much is here · synchronising · in step since · given back · too old.
ChipSpec syncChip(const SyncState &state, Instant now);

/// How long after the start and after a save, how often, and how soon again after a failure, in milliseconds.
struct SyncPace
{
    int atStart = 500;
    int afterSaving = 3'000;
    int every = 5 * 60'000;
    int jitter = 30'000; ///< at most this much more or less, so that clinics do not all come at once
    int firstRetry = 30'000;
    int longestRetry = 10 * 60'000;
};

/// When this computer exchanges with the hub: at the start, soon after a save, every five minutes, on demand; after a
/// failure later and later. Each exchange runs on a thread of its own; `stop` ends it where it is, and nothing is lost.
/// Lives on the interface's thread, and must be destroyed before the store.
class SyncSchedule : public QObject
{
    Q_OBJECT
public:
    /// `folder` holds device.key and hub.json ({"url", "pin"}, read anew for each exchange). Takes the store's
    /// `onCommitted`.
    SyncSchedule(Database &db, QString folder, SyncPace pace = {}, QObject *parent = nullptr);
    ~SyncSchedule() override;

    /// Instead of hub.json's address; its pin stays hub.json's. Before the first exchange.
    void setHubUrl(const QString &url) { m_hubUrl = url; }
    void start();
    void syncNow();
    /// An exchange, and then the comparison of every record; nothing while one runs.
    void compareNow(SyncTask task);
    void stop();
    [[nodiscard]] const SyncState &state() const { return m_state; }

Q_SIGNALS:
    void stateChanged();
    void recordsArrived(); ///< an exchange changed what pages show
    void exchanged();      ///< an exchange got through

private:
    void committed();
    void readStanding();
    void begin(SyncTask task = SyncTask::Exchange);
    void ended(const Result<SyncOutcome> &outcome);
    void progressed(const SyncProgress &progress);
    void tryAfter(int ms);
    Result<SyncOutcome> exchange(SyncTask task);
    Result<void> compare(SyncTask task, const SignBytes &sign, const SyncPost &post);
    Result<std::shared_ptr<HubLine>> line(const DeviceKey &key);

    Database &m_db;
    QString m_folder;
    QString m_hubUrl;
    SyncPace m_pace;
    SyncLine m_pacing; ///< used by the running exchange alone
    SyncState m_state;
    QTimer m_next;
    QTimer m_recount;
    QThreadPool m_worker;
    int m_failures = 0;
    bool m_started = false;
    bool m_again = false;
    quint64 m_question = 0;
    std::mutex m_lineGuard;
    std::shared_ptr<HubLine> m_line; ///< of the running exchange
    bool m_stopped = false;          ///< guarded as the line
};

} // namespace yigong
