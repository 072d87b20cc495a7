// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/update_card.h"
#include "ui/shell/sentences.h"
#include "ui/widgets/button.h"

#include <QFileDialog>
#include <QLocale>

namespace yigong {

QString notesOf(const Release &release)
{
    const bool chinese = QLocale().language() == QLocale::Chinese;
    const QString &first = chinese ? release.notesZh : release.notesEn;
    return first.isEmpty() ? (chinese ? release.notesEn : release.notesZh) : first;
}

UpdateCard::UpdateCard(UpdateWatch &watch, QWidget *parent)
    : Card(tr("Program"), {}, parent), m_watch(watch), m_facts(new FactList(this))
{
    m_stick = new Button(tr("Look on a stick"), ButtonKind::Plain, Icon::None, {}, this);
    m_install = new Button(tr("Install the new version"), ButtonKind::Normal, Icon::None, {}, this);
    m_restart = new Button(tr("Start the new version"), ButtonKind::Normal, Icon::None, {}, this);
    for (Button *button : {m_stick, m_install, m_restart})
        addAction(button);
    m_facts->setLabelWidthSp(200);
    body()->addWidget(m_facts);
    connect(m_stick, &QPushButton::clicked, this, &UpdateCard::chooseFolder);
    connect(m_install, &QPushButton::clicked, &m_watch, &UpdateWatch::install);
    connect(m_restart, &QPushButton::clicked, &m_watch, &UpdateWatch::restartRequested);
    connect(&m_watch, &UpdateWatch::stateChanged, this, &UpdateCard::showState);
    showState();
}

void UpdateCard::chooseFolder()
{
    const QString folder = QFileDialog::getExistingDirectory(this, tr("A new version is on which stick?"));
    if (!folder.isEmpty())
        m_watch.lookIn(folder);
}

QList<QPair<QString, Runs>> UpdateCard::facts() const
{
    const UpdateState &state = m_watch.state();
    const QString version = state.release.version;
    QList<QPair<QString, Runs>> facts{{tr("This version"), {plain(m_watch.version())}}};
    if (state.looking)
        facts.append({tr("Just now"), {plain(tr("Looking at the stick."))}});
    if (state.problem)
        facts.append({tr("New version"), {bold(sentence(*state.problem))}});
    switch (state.step) {
    case UpdateState::Step::Nothing:
        break;
    case UpdateState::Step::Fetching:
        facts.append({tr("New version"),
                      {plain(tr("%1 is being fetched while the line is idle").arg(version)),
                       soft(tr("%1 of %2 MB").arg(state.here / 1'000'000).arg(state.release.size / 1'000'000))}});
        break;
    case UpdateState::Step::Here:
        if (state.offered) {
            facts.append({tr("New version"), {bold(tr("%1 is ready").arg(version))}});
            if (const QString notes = notesOf(state.release); !notes.isEmpty())
                facts.append({tr("What is new"), {plain(notes)}});
        } else {
            facts.append({tr("New version"), {plain(tr("%1 waits until what you have begun is saved").arg(version))}});
        }
        break;
    case UpdateState::Step::Installing:
        facts.append({tr("New version"), {plain(tr("%1 is being installed; go on working.").arg(version))}});
        break;
    case UpdateState::Step::Installed:
        facts.append({tr("New version"), {bold(tr("%1 is installed and begins with the next start").arg(version))}});
        break;
    }
    return facts;
}

void UpdateCard::showState()
{
    const UpdateState &state = m_watch.state();
    m_facts->setFacts(facts());
    m_stick->setEnabled(!state.looking);
    m_stick->setVisible(state.step == UpdateState::Step::Nothing || state.step == UpdateState::Step::Fetching);
    m_install->setVisible(state.offered);
    m_restart->setVisible(state.step == UpdateState::Step::Installed);
}

} // namespace yigong
