// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/releases/release_exchange.h"
#include "core/releases/spool.h"
#include "core/store/database.h"
#include "core/transport/hub_line.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>
#include <atomic>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>

namespace yigong {

class SyncSchedule;

/// Where a newer version of the program stands on this computer.
struct UpdateState
{
    enum class Step : quint8
    {
        Nothing,
        Fetching,   ///< from the hub, between exchanges
        Here,       ///< whole, vouched for
        Installing, ///< handed to the system
        Installed,  ///< from the next start of the program on
    };
    Step step = Step::Nothing;
    Release release;              ///< of every step but the first
    qint64 here = 0;              ///< bytes, while fetching
    bool offered = false;         ///< Here, and everything is saved
    bool looking = false;         ///< at a folder or stick
    std::optional<Error> problem; ///< of the last attempt that somebody should hear of
};

/// Of the machine; tests have their own.
struct UpdatePlaces
{
    QString version; ///< of this program
    QString hubUrl;  ///< instead of hub.json's
    QStringList publishers = Publishers::usualFiles();
    QString spool = spoolFolder();
    QString lastInstall = lastInstallFile();
    int installWithinMs = 180'000; ///< then nobody took it
};

/// Hears of a newer version from the hub (asked once a day, after an exchange) or finds one on a stick, fetches it
/// between exchanges, never beside one, checks it, and offers it once nothing that somebody began is unsaved. Hands it
/// to the system's installer when told. Lives on the interface's thread; must be destroyed before the schedule and the
/// store.
class UpdateWatch : public QObject
{
    Q_OBJECT
public:
    UpdateWatch(Database &db, SyncSchedule &schedule, UpdatePlaces places, QObject *parent = nullptr);
    ~UpdateWatch() override;

    /// Whether something that a person began is not saved yet; asked each time before an offer.
    void setUnsavedWork(std::function<bool()> isUnsaved) { m_isUnsaved = std::move(isUnsaved); }
    void start();
    /// A stick was chosen. What is found there is copied into the data folder.
    void lookIn(const QString &folder);
    /// Nothing happens unless it is offered at that moment.
    void install();
    [[nodiscard]] const UpdateState &state() const { return m_state; }
    [[nodiscard]] QString version() const { return m_places.version; }

Q_SIGNALS:
    void stateChanged();
    void restartRequested(); ///< the card's press; the program's own affair

private:
    using Found = std::optional<FoundRelease>;
    template <typename Work, typename Take> void onWorker(Work work, Take take);
    [[nodiscard]] QString folder() const;
    [[nodiscard]] InstalledProgram program() const { return InstalledProgram::here(m_places.version); }
    Result<Found> findHere();
    Result<Found> askAndFetch();
    Result<std::optional<SignedRelease>> wanted(const AskLine &line);
    void fetchNow();
    void giveWay();
    void took(const Result<Found> &found, bool aloud);
    void look();
    void setStep(UpdateState::Step step);
    void waitForInstaller();
    void readInstaller();

    Database &m_db;
    SyncSchedule &m_schedule;
    UpdatePlaces m_places;
    UpdateState m_state;
    std::optional<FoundRelease> m_here;
    std::function<bool()> m_isUnsaved = [] { return false; };
    QTimer m_looks;    ///< whether everything is saved
    QTimer m_awaits;   ///< the installer's answer
    int m_awaited = 0; ///< ms
    Instant m_installBefore;
    QThreadPool m_worker;
    bool m_busy = false;
    std::atomic<bool> m_yields = false; ///< an exchange begins, or this ends
    std::mutex m_lineGuard;
    std::shared_ptr<HubLine> m_line;
};

} // namespace yigong
