// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/standing_view.h"
#include "core/patients/patient_text.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/progress_row.h"
#include "ui/widgets/table.h"

#include <QCoreApplication>
#include <QHash>

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

namespace {

class HeldWords
{
    Q_DECLARE_TR_FUNCTIONS(yigong::HeldWords)
public:
    static QHash<QString, QString> tables();
};

QHash<QString, QString> HeldWords::tables()
{
    return {{QStringLiteral("patient"), tr("Resident's card")},
            {QStringLiteral("allergy_intolerance"), tr("Allergy")},
            {QStringLiteral("encounter"), tr("Visit")},
            {QStringLiteral("observation"), tr("Measurement")},
            {QStringLiteral("condition"), tr("Diagnosis")},
            {QStringLiteral("medication_request"), tr("Prescription")},
            {QStringLiteral("medication_dispense"), tr("Handing out")},
            {QStringLiteral("stock_batch"), tr("Batch")},
            {QStringLiteral("stock_document"), tr("Stock paper")},
            {QStringLiteral("stock_movement"), tr("Stock move")},
            {QStringLiteral("stock_count"), tr("Stock count")},
            {QStringLiteral("service_request"), tr("Referral")},
            {QStringLiteral("referral_event"), tr("Step of a referral")},
            {QStringLiteral("care_plan_activity"), tr("Plan after a hospital stay")},
            {QStringLiteral("share"), tr("Share")},
            {QStringLiteral("conflict"), tr("Conflict")},
            {QStringLiteral("conflict_value"), tr("Side of a conflict")},
            {QStringLiteral("conflict_settlement"), tr("Settled conflict")},
            {QStringLiteral("break_glass"), tr("Opened for a reason")},
            {QStringLiteral("site"), tr("Site")},
            {QStringLiteral("practitioner"), tr("Staff")},
            {QStringLiteral("account"), tr("Account")},
            {QStringLiteral("device"), tr("Computer")},
            {QStringLiteral("device_invitation"), tr("Enrolment code")},
            {QStringLiteral("drug_class"), tr("Class of a drug")}};
}

QStringList namesIn(const HeldActView &view)
{
    QStringList names;
    for (const HeldPart &part : view.parts)
        if (!part.patientName.isEmpty())
            names.append(part.patientName);
    names.removeDuplicates();
    return names;
}

Cell heldCell(const HeldActView &view, int column, Instant now)
{
    if (column == 0)
        return Cell({plain(momentOf(view.done.isNone() ? view.act.since : view.done, now))},
                    {small(view.practitionerName)});
    if (column == 1) {
        QStringList names = namesIn(view);
        for (QString &name : names)
            name = maskedName(name);
        return Cell({bold(heldPartWords(view))}, {small(names.join(u'、'))});
    }
    return Cell::text(heldBackWords(view.act));
}

} // namespace

QString recordKindWord(const QString &table)
{
    static const QHash<QString, QString> tables = HeldWords::tables();
    return tables.value(table, HeldWords::tr("something of a newer program"));
}

QString heldPartWords(const HeldActView &view)
{
    QStringList words;
    for (const HeldPart &part : view.parts)
        words.append(recordKindWord(part.table));
    words.removeDuplicates();
    return words.isEmpty() ? HeldWords::tr("Entry %1").arg(view.act.number) : words.join(u'、');
}

QString standingWords(const SyncState &state, Instant now)
{
    const SyncStanding &standing = state.standing;
    QStringList lines;
    lines.append(standing.actsWaiting == 0
                     ? HeldWords::tr("Everything of this computer is at the county.")
                     : HeldWords::tr("%n record(s) have not left this computer", nullptr,
                                     static_cast<int>(standing.actsWaiting)) +
                           HeldWords::tr(", since %1.").arg(momentOf(standing.oldestWaiting, now)));
    lines.append(standing.held.empty() ? HeldWords::tr("Nothing was given back.")
                                       : HeldWords::tr("%n record(s) were not taken: Enter says why.", nullptr,
                                                       static_cast<int>(standing.held.size())));
    lines.append(
        standing.lastExchange.isNone()
            ? HeldWords::tr("There was no complete exchange with the county yet.")
            : HeldWords::tr("Last complete exchange with the county: %1.").arg(momentOf(standing.lastExchange, now)));
    if (!standing.differences.empty())
        lines.append(HeldWords::tr("%n record(s) are not alike here and at the county.", nullptr,
                                   static_cast<int>(standing.differences.size())));
    else if (!standing.lastMatched.isNone())
        lines.append(HeldWords::tr("Found alike here and at the county: %1.").arg(momentOf(standing.lastMatched, now)));
    return lines.join(u'\n');
}

StandingView::StandingView(Workplace &workplace, SyncSchedule &schedule, QWidget *parent)
    : QWidget(parent), m_workplace(workplace), m_schedule(schedule),
      m_heldActs(new PagedModel<HeldActView>(
          {{tr("When"), 150, Qt::AlignLeft}, {tr("What"), 300, Qt::AlignLeft}, {tr("Why"), 0, Qt::AlignLeft}},
          [this](const HeldActView &view, int column) { return heldCell(view, column, m_workplace.clock.now()); },
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
    m_held = new Table(tr("Given back by the county"), 2, m_heldCard);
    m_held->setRows(m_heldActs);
    m_held->setEmptyPage(new EmptyPage(Icon::Ok, tr("Nothing was given back"), {}, nullptr, m_held));
    m_heldCard->body()->addWidget(m_held, 1);
    column->addWidget(m_heldCard, 1);
    connect(m_held, &Table::rowActivated, this, &StandingView::openHeld);
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
    const Instant now = m_workplace.clock.now();
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
    readHeld();
    showProgress();
}

void StandingView::readHeld()
{
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor](const Snapshot &s) { return heldActs(s, actor); }),
              this, [this, asked](const Result<std::vector<HeldActView>> &held) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!held)
                      return Q_EMIT failed(held.error());
                  m_heldActs->setRows(*held);
              });
}

/// What it was, whom it is about, why it was not taken; from here to the resident's record.
void StandingView::openHeld(int row)
{
    const HeldActView *found = m_heldActs->row(row);
    if (found == nullptr)
        return;
    const HeldActView view = *found;
    Dialog dialog(tr("Given back by the county"), this);
    dialog.setWidthSp(620);
    auto *facts = new FactList(&dialog);
    facts->setLabelWidthSp(120);
    const Instant now = m_workplace.clock.now();
    facts->setFacts({{tr("What"), {bold(heldPartWords(view))}},
                     {tr("Resident"), {plain(namesIn(view).join(u'、'))}},
                     {tr("Written"), {plain(momentOf(view.done, now)), soft(view.practitionerName)}},
                     {tr("Given back"), {plain(momentOf(view.act.since, now))}}});
    dialog.body()->addWidget(facts);
    dialog.addSentence(heldBackWords(view.act));
    dialog.addSentence(tr("It is kept here and at the county, and holds nothing else up."));
    dialog.addReject(tr("Close"));
    Id patient;
    for (const HeldPart &part : view.parts)
        if (patient.isNone())
            patient = part.patient;
    if (!patient.isNone())
        dialog.addAccept(tr("Open the record"))->setFocus();
    if (dialog.exec() == QDialog::Accepted)
        Q_EMIT patientRequested(patient);
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
