// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/backup_schedule.h"
#include "ui/shell/workplace.h"

namespace yigong {

BackupSchedule::BackupSchedule(Database &db, int everyMs, QObject *parent) : QObject(parent), m_db(db)
{
    m_worker.setMaxThreadCount(1);
    m_next.setInterval(everyMs);
    connect(&m_next, &QTimer::timeout, this, &BackupSchedule::look);
}

BackupSchedule::~BackupSchedule()
{
    m_worker.waitForDone();
}

void BackupSchedule::start()
{
    m_next.start();
    look();
}

void BackupSchedule::look()
{
    if (m_state.running)
        return;
    whenReady(m_db.readLater([](const Snapshot &s) { return backupPlan(s); }), this,
              [this](const Result<BackupPlan> &plan) {
                  if (!plan || m_state.running)
                      return;
                  m_state.plan = *plan;
                  Q_EMIT stateChanged();
                  if (const Instant due = nextBackup(*plan); !due.isNone() && due <= m_db.clock().now())
                      begin(*plan, false);
              });
}

void BackupSchedule::backUpNow(const QString &folder)
{
    if (m_state.running)
        return;
    BackupPlan plan = m_state.plan;
    if (!folder.isEmpty())
        plan.folder = folder;
    begin(plan, !folder.isEmpty());
}

void BackupSchedule::begin(const BackupPlan &plan, bool choosesFolder)
{
    m_state.running = true;
    Q_EMIT stateChanged();
    m_worker.start([this, plan, choosesFolder] {
        const auto make = [&]() -> Result<BackupPlan> {
            YIGONG_TRY(makeStoreBackup(m_db, plan.folder, plan.keep));
            if (choosesFolder && !m_db.whyReadOnly()) // only a folder that has taken one
                YIGONG_TRY(m_db.apply([&](Transaction &tx) { return setBackupPlan(tx, plan); }));
            return m_db.read([](const Snapshot &s) { return backupPlan(s); });
        };
        const auto made = make();
        QMetaObject::invokeMethod(
            this,
            [this, made] {
                m_state.running = false;
                m_state.problem = made ? std::nullopt : std::optional(made.error());
                if (made)
                    m_state.plan = *made;
                Q_EMIT stateChanged();
            },
            Qt::QueuedConnection);
    });
}

} // namespace yigong
