// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/backup_card.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"

#include <QFileDialog>
#include <QFileInfo>

namespace yigong {

BackupCard::BackupCard(BackupSchedule &schedule, const Clock &clock, QWidget *parent)
    : Card(tr("Backup of this computer"), tr("encrypted, opens with the same passwords"), parent), m_schedule(schedule),
      m_clock(clock), m_facts(new FactList(this))
{
    auto *folder = new Button(tr("Choose folder"), ButtonKind::Plain, Icon::None, {}, this);
    m_now = new Button(tr("Back up now"), ButtonKind::Normal, Icon::None, {}, this);
    addAction(folder);
    addAction(m_now);
    m_facts->setLabelWidthSp(200);
    body()->addWidget(m_facts);
    connect(folder, &QPushButton::clicked, this, &BackupCard::chooseFolder);
    connect(m_now, &QPushButton::clicked, this, [this] {
        if (m_schedule.state().plan.folder.isEmpty())
            chooseFolder();
        else
            m_schedule.backUpNow();
    });
    connect(&m_schedule, &BackupSchedule::stateChanged, this, &BackupCard::showState);
    showState();
}

void BackupCard::chooseFolder()
{
    const QString before = m_schedule.state().plan.folder;
    const QString folder = QFileDialog::getExistingDirectory(this, tr("Back up to which folder or stick?"), before);
    if (!folder.isEmpty())
        m_schedule.backUpNow(folder);
}

void BackupCard::showState()
{
    const BackupState &state = m_schedule.state();
    const BackupPlan &plan = state.plan;
    QList<QPair<QString, Runs>> facts;
    if (state.running)
        facts.append({tr("Just now"), {plain(tr("Backing up; go on working."))}});
    else if (state.problem)
        facts.append({tr("Not backed up"), {bold(sentence(*state.problem))}});
    facts.append({tr("Last backup"), plan.last.isNone()
                                         ? Runs{plain(tr("none yet"))}
                                         : Runs{plain(momentOf(plan.last, m_clock.now())),
                                                soft(tr("in %1").arg(QFileInfo(plan.lastFolder).absolutePath()))}});
    if (plan.folder.isEmpty())
        facts.append({tr("By itself"), {plain(tr("no, until a folder or stick is chosen"))}});
    else
        facts.append({tr("By itself"),
                      {plain(tr("every %n hour(s)", nullptr, plan.everyHours)), soft(tr("to %1").arg(plan.folder))}});
    m_facts->setFacts(facts);
    m_now->setEnabled(!state.running);
}

} // namespace yigong
