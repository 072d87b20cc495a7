// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/standing_view.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/table.h"

namespace yigong {

QString heldBackWords(const HeldAct &act)
{
    if (act.reason == u"forbidden")
        return StandingView::tr("The role or site was not allowed to do this; ask your manager.");
    if (act.reason == u"second-signature")
        return StandingView::tr(
            "A narcotic was moved without a second person of this site who may sign; count the batch "
            "with one, and tell the county.");
    if (act.reason == u"prescription-right")
        return StandingView::tr("A narcotic was prescribed without the right to it on that day; ask the county.");
    if (act.reason == u"not-kept")
        return StandingView::tr(
            "A village clinic took in narcotics, which the county has not let it keep; ask the county.");
    if (act.reason == u"unknown-record")
        return StandingView::tr("It is about a record that the county does not have yet; tried again by itself.");
    if (act.reason == u"needs-newer-program")
        return StandingView::tr("The county's program must be newer; tried again by itself.");
    return StandingView::tr("It could not be read at the county; call the county.");
}

StandingView::StandingView(SyncSchedule &schedule, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_schedule(schedule), m_clock(clock),
      m_heldActs(new PagedModel<HeldAct>(
          {{tr("Number"), 90, Qt::AlignRight}, {tr("Since"), 160, Qt::AlignLeft}, {tr("Why"), 0, Qt::AlignLeft}},
          [this](const HeldAct &act, int column) {
              if (column == 0)
                  return Cell::number(QString::number(act.number));
              return column == 1 ? Cell::text(momentOf(act.since, m_clock.now()), Token::Text2)
                                 : Cell::text(heldBackWords(act));
          },
          this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    m_now = new Banner(BannerKind::Info, {}, this);
    column->addWidget(m_now);
    auto *card = new Card(tr("Where the data stands"), {}, this);
    m_sync = new Button(tr("Synchronise now"), ButtonKind::Primary, Icon::Sync, {}, card);
    m_sync->setKeyCap(QStringLiteral("F5"));
    card->addAction(m_sync);
    m_facts = new FactList(card);
    m_facts->setLabelWidthSp(200);
    card->body()->addWidget(m_facts);
    m_progress = new ProgressRow(card);
    card->body()->addWidget(m_progress);
    column->addWidget(card);
    m_heldCard = new Card(tr("Given back by the county"), tr("kept here and there, it blocks nothing else"), this);
    m_heldCard->setFlush();
    m_held = new Table(tr("Given back by the county"), 1, m_heldCard);
    m_held->setRows(m_heldActs);
    m_held->setEmptyPage(new EmptyPage(Icon::Ok, tr("Nothing was given back"), {}, nullptr, m_held));
    m_heldCard->body()->addWidget(m_held, 1);
    column->addWidget(m_heldCard, 1);
    connect(m_sync, &QPushButton::clicked, &m_schedule, &SyncSchedule::syncNow);
    connect(m_progress, &ProgressRow::stopRequested, &m_schedule, &SyncSchedule::stop);
    connect(&m_schedule, &SyncSchedule::stateChanged, this, &StandingView::show);
    show();
}

void StandingView::addCard(QWidget *card)
{
    auto *column = static_cast<QBoxLayout *>(layout());
    column->insertWidget(column->indexOf(m_heldCard), card);
}

void StandingView::show()
{
    const SyncState &state = m_schedule.state();
    const SyncStanding &standing = state.standing;
    const Instant now = m_clock.now();
    const bool late = state.problem.has_value();
    const bool agreed = state.everReached && !state.running;
    m_now->setKind(late ? BannerKind::Warn : agreed ? BannerKind::Ok : BannerKind::Info);
    m_now->setSentence(late                ? Runs{plain(sentence(*state.problem))}
                       : state.running     ? Runs{plain(tr("Exchanging with the county platform; go on working."))}
                       : state.everReached ? Runs{plain(tr("This computer and the county platform have exchanged "
                                                           "everything."))}
                                           : Runs{plain(tr("Not tried yet since the program was started."))});
    QList<QPair<QString, Runs>> facts;
    facts.append({tr("Not sent yet"),
                  standing.actsWaiting == 0
                      ? Runs{plain(tr("nothing, all of it is at the county"))}
                      : Runs{bold(tr("%n record(s)", nullptr, static_cast<int>(standing.actsWaiting))),
                             soft(tr("since %1, safe on this computer").arg(momentOf(standing.oldestWaiting, now)))}});
    facts.append({tr("Given back"), standing.held.empty() ? Runs{plain(tr("nothing"))}
                                                          : Runs{bold(tr("%n record(s)", nullptr,
                                                                         static_cast<int>(standing.held.size()))),
                                                                 soft(tr("the reasons are below"))}});
    facts.append({tr("Last complete exchange"), standing.lastExchange.isNone()
                                                    ? Runs{plain(tr("none yet"))}
                                                    : Runs{plain(momentOf(standing.lastExchange, now))}});
    if (state.last)
        facts.append({tr("In that exchange"),
                      {plain(tr("%1 sent, %2 received").arg(state.last->pushed).arg(state.last->pulled))}});
    if (!state.nextTry.isNone())
        facts.append({tr("Next attempt"), {plain(civilTime(state.nextTry)), soft(tr("or F5"))}});
    m_facts->setFacts(facts);
    m_heldActs->setRows(standing.held);
    showProgress();
}

void StandingView::showProgress()
{
    const SyncState &state = m_schedule.state();
    if (!state.running)
        return m_progress->finish();
    if (!m_progress->isRunning())
        m_progress->begin(tr("Exchanging with the county platform"),
                          tr("Stopping loses nothing; it goes on next time."));
    m_progress->setProgress(state.progress.actsSent, state.progress.actsToSend,
                            tr("%1 of %2 sent, %3 received")
                                .arg(state.progress.actsSent)
                                .arg(state.progress.actsToSend)
                                .arg(state.progress.rowsReceived));
}

} // namespace yigong
