// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/page.h"
#include "ui/shell/sync_schedule.h"
#include "ui/shell/workplace.h"

class QStackedWidget;

namespace yigong {

class BackupSchedule;
class ConflictsView;
class Segments;
class StandingView;
class StickErrands;

/// Where the data of this computer stands, and the conflicts that wait for a person. F5 synchronises from anywhere.
class SyncPage : public Page
{
    Q_OBJECT
public:
    /// `backups` is null where this computer's store is not backed up from here, `errands` where there are no sticks.
    SyncPage(Workplace &workplace, SyncSchedule &schedule, BackupSchedule *backups = nullptr,
             StickErrands *errands = nullptr, QWidget *parent = nullptr);

    void refresh() override;
    /// A conflict's Id as text opens it; "standing" and "conflicts" a view.
    void open(const QVariant &argument) override;
    [[nodiscard]] QWidget *firstFocus() override;
    [[nodiscard]] bool hasUnsavedEntry() const override;
    /// A further card below where the data stands.
    void addCard(QWidget *card);
    [[nodiscard]] ConflictsView *conflicts() const { return m_conflicts; }

Q_SIGNALS:
    void conflictsCounted(int open);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void showView(const QString &key);

    bool m_readsPatients; ///< else there is only where the data stands
    Segments *m_view;
    QStackedWidget *m_stack;
    StandingView *m_standing;
    ConflictsView *m_conflicts;
};

} // namespace yigong
