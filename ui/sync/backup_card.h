// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/backup_schedule.h"
#include "ui/widgets/card.h"

namespace yigong {

class Button;

/// When this computer's data was last backed up, and where; one more now.
class BackupCard : public Card
{
    Q_OBJECT
public:
    BackupCard(BackupSchedule &schedule, const Clock &clock, QWidget *parent = nullptr);

private:
    void showState();
    void chooseFolder();

    BackupSchedule &m_schedule;
    const Clock &m_clock;
    FactList *m_facts;
    Button *m_now;
};

} // namespace yigong
