// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/sync/comparison_card.h"
#include "core/patients/patient_text.h"
#include "ui/shell/words.h"
#include "ui/sync/standing_view.h"
#include "ui/widgets/button.h"

namespace yigong {

namespace {

QString differenceWords(const Difference &difference)
{
    using What = Difference::What;
    using Place = Difference::Place;
    if (difference.what == What::Missing)
        return ComparisonCard::tr("missing on this computer");
    if (difference.what == What::Beyond)
        return ComparisonCard::tr("only on this computer");
    switch (difference.place) {
    case Place::Here:
        return ComparisonCard::tr("damaged on this computer");
    case Place::Hub:
        return ComparisonCard::tr("damaged at the county");
    case Place::Both:
        return ComparisonCard::tr("damaged here and at the county");
    case Place::Unknown:
        break;
    }
    return ComparisonCard::tr("not the same here and at the county");
}

} // namespace

ComparisonCard::ComparisonCard(Workplace &workplace, SyncSchedule &schedule, QWidget *parent)
    : Card(tr("Alike here and at the county"), tr("record by record"), parent), m_workplace(workplace),
      m_schedule(schedule), m_facts(new FactList(this))
{
    m_compare = new Button(tr("Compare every record"), ButtonKind::Plain, Icon::None, {}, this);
    m_mend = new Button(tr("Put right"), ButtonKind::Normal, Icon::None, {}, this);
    addAction(m_compare);
    addAction(m_mend);
    m_facts->setLabelWidthSp(200);
    body()->addWidget(m_facts);
    connect(m_compare, &QPushButton::clicked, this, [this] { m_schedule.compareNow(SyncTask::Compare); });
    connect(m_mend, &QPushButton::clicked, this, [this] { m_schedule.compareNow(SyncTask::Mend); });
    connect(&m_schedule, &SyncSchedule::stateChanged, this, &ComparisonCard::showState);
    showState();
}

void ComparisonCard::showState()
{
    const SyncState &state = m_schedule.state();
    m_compare->setEnabled(!state.running);
    m_mend->setEnabled(!state.running);
    m_mend->setVisible(!state.standing.differences.empty());
    if (state.standing.differences.empty())
        showFacts({});
    else
        readDifferences();
}

void ComparisonCard::readDifferences()
{
    const auto asked = m_question.ask();
    whenReady(
        m_workplace.db.readLater([actor = m_workplace.actor](const Snapshot &s) { return differenceViews(s, actor); }),
        this, [this, asked](const Result<std::vector<DifferenceView>> &views) {
            if (m_question.isLatest(asked) && views)
                showFacts(*views);
        });
}

void ComparisonCard::showFacts(const std::vector<DifferenceView> &differences)
{
    constexpr std::size_t most = 5;
    const SyncState &state = m_schedule.state();
    const Instant matched = state.standing.lastMatched;
    QList<QPair<QString, Runs>> facts;
    facts.append({tr("Last found alike"), matched.isNone() ? Runs{plain(tr("not yet"))}
                                                           : Runs{plain(momentOf(matched, m_workplace.clock.now()))}});
    if (state.running && state.task != SyncTask::Exchange)
        facts.append({tr("Just now"), {plain(tr("Comparing; go on working."))}});
    if (!differences.empty())
        facts.append({tr("Not alike"),
                      {bold(tr("%n record(s)", nullptr, static_cast<int>(differences.size())), Token::Danger),
                       soft(tr("nothing unsent is touched when they are put right"))}});
    for (std::size_t i = 0; i < std::min(most, differences.size()); ++i) {
        const DifferenceView &view = differences[i];
        Runs runs{plain(recordKindWord(view.table))};
        if (!view.patientName.isEmpty())
            runs.append(plain(maskedName(view.patientName)));
        runs.append(soft(differenceWords(view.difference)));
        facts.append({QString(), runs});
    }
    if (differences.size() > most)
        facts.append({QString(), {soft(tr("and %n more", nullptr, static_cast<int>(differences.size() - most)))}});
    m_facts->setFacts(facts);
}

} // namespace yigong
