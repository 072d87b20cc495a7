// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/backup/store_backup.h"

#include <QObject>
#include <QThreadPool>
#include <QTimer>

namespace yigong {

struct BackupState
{
    bool running = false;
    BackupPlan plan;
    std::optional<Error> problem; ///< of the last attempt
};

/// When this computer backs up its store: as its plan says, looked at every few minutes, and on demand. On a thread of
/// its own; nobody waits. Lives on the interface's thread, destroyed before the store, for a running one to its end.
class BackupSchedule : public QObject
{
    Q_OBJECT
public:
    explicit BackupSchedule(Database &db, int everyMs = 5 * 60'000, QObject *parent = nullptr);
    ~BackupSchedule() override;

    void start();
    /// One now; with a folder also from now on there.
    void backUpNow(const QString &folder = {});
    [[nodiscard]] const BackupState &state() const { return m_state; }

Q_SIGNALS:
    void stateChanged();

private:
    void look();
    void begin(const BackupPlan &plan, bool choosesFolder);

    Database &m_db;
    BackupState m_state;
    QTimer m_next;
    QThreadPool m_worker;
};

} // namespace yigong
