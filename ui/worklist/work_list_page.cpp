// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/worklist/work_list_page.h"
#include "core/patients/patient_text.h"
#include "core/referrals/referral_desk.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tile.h"

#include <QButtonGroup>
#include <QLocale>
#include <QPainter>

namespace yigong {

namespace {

constexpr int inSideCard = 3;

bool isOf(const WorkItem &item, bool referrals, bool expiring)
{
    const bool referral = item.kind == WorkKind::ReferralStep || item.kind == WorkKind::Appointment;
    const bool expiry = item.kind == WorkKind::Expiry;
    return referrals ? referral : expiring ? expiry : !referral && !expiry;
}

/// One line of a side card: icon, two lines of words, a chip.
class SideLine : public QWidget
{
public:
    SideLine(const Cell &cell, QWidget *parent) : QWidget(parent)
    {
        auto *row = makeRow(10, {13, 6, 13, 6});
        setLayout(row);
        row->addWidget(new IconLabel(cell.icon, 20, cell.iconTone, this), 0, Qt::AlignTop);
        auto *words = makeColumn(2);
        for (const Runs &runs : {cell.first, cell.second}) {
            if (runs.isEmpty())
                continue;
            auto *line = new RunsLabel(runs, this);
            line->setElided(true);
            words->addWidget(line);
        }
        row->addLayout(words, 1);
        if (!cell.chip.isEmpty())
            row->addWidget(new Chip(cell.chip, this));
    }
};

void fill(Card *card, const QList<Cell> &cells, const QString &none)
{
    while (QLayoutItem *item = card->body()->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    for (int i = 0; i < cells.size(); ++i) {
        if (i > 0)
            card->body()->addWidget(new Rule(Qt::Horizontal, card));
        card->body()->addWidget(new SideLine(cells[i], card));
    }
    if (cells.isEmpty()) {
        auto *words = new Label(none, TextStyle::Body, Token::Text3, card);
        words->setContentsMargins(13, 10, 13, 10);
        card->body()->addWidget(words);
    }
}

QString tileNote(const WorkTile &tile)
{
    QStringList words;
    if (tile.overdue > 0)
        words.append(WorkListPage::tr("%n late", nullptr, static_cast<int>(tile.overdue)));
    if (tile.today > 0)
        words.append(WorkListPage::tr("%n today", nullptr, static_cast<int>(tile.today)));
    return words.isEmpty() ? WorkListPage::tr("nothing late") : words.join(QStringLiteral("，"));
}

} // namespace

WorkListPage::WorkListPage(Workplace &workplace, SyncSchedule &schedule, QWidget *parent)
    : Page(parent), m_workplace(workplace), m_schedule(schedule),
      m_rows(new PagedModel<WorkItem>(
          {{tr("Due"), 128, Qt::AlignLeft},
           {tr("Resident"), 190, Qt::AlignLeft},
           {tr("What, and what is known"), 0, Qt::AlignLeft},
           {tr("Phone"), 130, Qt::AlignLeft}},
          [this](const WorkItem &item, int column) -> Cell {
              const QDate today = m_workplace.clock.today();
              switch (column) {
              case 0:
                  return Cell::ofChip(deadlineChip(item, m_workplace.clock.now()));
              case 1:
                  return Cell({bold(maskedName(item.patientName)), plain(sexAndAge(item.sex, item.birthDate, today))},
                              {small(item.address)});
              case 2:
                  return Cell({plain(whatToDo(item, m_workplace.codes))}, {small(whatIsKnown(item, today))});
              default:
                  return Cell::text(maskedPhone(item.phone), Token::Text2);
              }
          },
          this))
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    m_head = new PageHead(tr("Today"), this);
    auto *add = new Button(tr("Register"), ButtonKind::Normal, Icon::Plus, Qt::Key_F2, this);
    auto *see = new Button(tr("See"), ButtonKind::Primary, Icon::Visit, Qt::Key_F4, this);
    add->setVisible(m_workplace.may(Door::RegisterPatient));
    see->setVisible(m_workplace.may(Door::WriteVisit));
    m_head->addSecondaryAction(add);
    m_head->addAction(see);
    column->addWidget(m_head);
    column->addWidget(makeTiles());
    auto *row = makeRow(12);
    row->addWidget(makeTable(), 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);
    connect(add, &QPushButton::clicked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("residents"), QStringLiteral("register")); });
    connect(see, &QPushButton::clicked, this, [this] {
        const WorkItem *item = chosen();
        if (item != nullptr && !item->patient.isNone())
            Q_EMIT pageRequested(QStringLiteral("visit"), item->patient.text());
        else
            Q_EMIT pageRequested(QStringLiteral("residents"));
    });
    connect(m_table, &Table::rowActivated, this, &WorkListPage::start);
    connect(m_table, &Table::currentRowChanged, this, [this] {
        const WorkItem *item = chosen();
        m_done->setVisible(item != nullptr && item->kind == WorkKind::PlanItem);
    });
    connect(&m_schedule, &SyncSchedule::stateChanged, this, &WorkListPage::showSync);
    followTheme(this, [this] { update(); });
    showSync();
}

QWidget *WorkListPage::makeTiles()
{
    auto *tiles = new QWidget(this);
    auto *row = makeRow(12);
    tiles->setLayout(row);
    m_due = new Tile(Icon::Todo, tr("To do"), tiles);
    m_referrals = new Tile(Icon::Referral, tr("Referrals"), tiles);
    m_expiring = new Tile(Icon::Pill, tr("Expiring soon"), tiles);
    m_notUploaded = new Tile(Icon::Offline, tr("Not sent yet"), tiles);
    m_group = new QButtonGroup(this);
    for (Tile *tile : {m_due, m_referrals, m_expiring, m_notUploaded}) {
        row->addWidget(tile, 1);
        tile->setCheckable(tile != m_notUploaded);
        if (tile != m_notUploaded)
            m_group->addButton(tile);
    }
    m_due->setChecked(true);
    m_expiring->setVisible(m_workplace.may(Door::ReadStock));
    const auto filters = [this](Tile *tile, Shown shown) {
        connect(tile, &QPushButton::clicked, this, [this, shown] {
            m_shown = shown;
            showRows();
        });
    };
    filters(m_due, Shown::Due);
    filters(m_referrals, Shown::Referrals);
    filters(m_expiring, Shown::Expiring);
    connect(m_notUploaded, &QPushButton::clicked, this,
            [this] { Q_EMIT pageRequested(QStringLiteral("sync"), QStringLiteral("standing")); });
    return tiles;
}

QWidget *WorkListPage::makeTable()
{
    m_card = new Card(tr("To do"), tr("by deadline, late ones first"), this);
    m_card->setFlush();
    m_done = new Button(tr("Done"), ButtonKind::Normal, Icon::Check, QKeySequence(Qt::ALT | Qt::Key_D), m_card);
    m_done->hide();
    m_card->addAction(m_done);
    m_card->addAction(new KeyCap(tr("Enter start"), m_card));
    connect(m_done, &QPushButton::clicked, this, &WorkListPage::finishItem);
    m_table = new Table(tr("To do"), 2, m_card);
    m_table->setRows(m_rows);
    m_table->setEmptyPage(new EmptyPage(Icon::Ok, tr("Nothing waits here"),
                                        tr("What comes with the next synchronisation will stand here."), nullptr,
                                        m_table));
    m_card->body()->addWidget(m_table, 1);
    m_foot = new Label(QString(), TextStyle::Secondary, Token::Text2, m_card);
    m_foot->setContentsMargins(13, 8, 13, 8);
    m_card->body()->addWidget(new Rule(Qt::Horizontal, m_card));
    m_card->body()->addWidget(m_foot);
    return m_card;
}

QWidget *WorkListPage::makeSide()
{
    auto *side = new QWidget(this);
    auto *column = makeColumn(12);
    side->setLayout(column);
    m_referralCard = new Card(tr("Referrals"), {}, side);
    m_referralCard->setFlush();
    m_expiryCard = new Card(tr("Expiring soon"), tr("within 3 months"), side);
    m_expiryCard->setFlush();
    m_expiryCard->setVisible(m_workplace.may(Door::ReadStock));
    auto *sync = new Card(tr("Where the data stands"), {}, side);
    sync->setFlush();
    auto *now = new Button(tr("Synchronise now"), ButtonKind::Plain, Icon::Sync, {}, sync);
    now->setKeyCap(QStringLiteral("F5"));
    connect(now, &QPushButton::clicked, &m_schedule, &SyncSchedule::syncNow);
    sync->addAction(now);
    m_syncLines = new QWidget(sync);
    m_syncLines->setLayout(makeColumn(4, {13, 10, 13, 10}));
    sync->body()->addWidget(m_syncLines);
    for (Card *card : {m_referralCard, m_expiryCard, sync})
        column->addWidget(card);
    column->addStretch(1);
    setFixedSizeSp(side, 372, 0);
    return side;
}

QWidget *WorkListPage::firstFocus()
{
    return m_table;
}

void WorkListPage::refresh()
{
    const quint64 asked = m_question.ask();
    const Instant now = m_workplace.clock.now();
    whenReady(m_workplace.db.readLater(
                  [actor = m_workplace.actor, now](const Snapshot &s) { return workList(s, actor, now); }),
              this, [this, asked](const Result<WorkList> &list) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!list)
                      return Q_EMIT failed(list.error());
                  show(*list);
              });
}

void WorkListPage::show(const WorkList &list)
{
    m_list = list;
    const QDate today = m_workplace.clock.today();
    m_head->setScope({dayOf(today, today) + u' ' + QLocale().dayName(today.dayOfWeek()), m_workplace.site.name});
    showTiles();
    showRows();
    showSide();
    int conflicts = 0;
    for (const WorkItem &item : list.items)
        conflicts += item.kind == WorkKind::Conflict ? 1 : 0;
    Q_EMIT counted(static_cast<int>(list.due.overdue + list.due.today), list.due.overdue > 0,
                   static_cast<int>(list.referrals.count), static_cast<int>(list.expiring.count), conflicts);
}

void WorkListPage::showTiles()
{
    int todo = 0;
    for (const WorkItem &item : m_list.items)
        todo += isOf(item, false, false) ? 1 : 0;
    m_due->setFigure(QString::number(todo), tileNote(m_list.due));
    m_referrals->setFigure(QString::number(m_list.referrals.count), tileNote(m_list.referrals));
    const QDate today = m_workplace.clock.today();
    const Instant nearest = m_list.expiring.nearest;
    m_expiring->setFigure(QString::number(m_list.expiring.count),
                          nearest.isNone() ? tr("none within 3 months")
                                           : tr("the nearest: %1").arg(dayOf(civilDay(nearest), today)));
    const Instant since = m_list.notUploaded.nearest;
    m_notUploaded->setFigure(QString::number(m_list.notUploaded.count),
                             since.isNone() ? tr("all is at the county")
                                            : tr("since %1").arg(momentOf(since, m_workplace.clock.now())));
}

void WorkListPage::showRows()
{
    std::vector<WorkItem> rows;
    for (const WorkItem &item : m_list.items)
        if (isOf(item, m_shown == Shown::Referrals, m_shown == Shown::Expiring))
            rows.push_back(item);
    m_card->setTitle(m_shown == Shown::Due         ? tr("To do")
                     : m_shown == Shown::Referrals ? tr("Referrals")
                                                   : tr("Expiring soon"));
    m_rows->setRows(std::move(rows));
    if (m_table->currentRow() < 0 && m_rows->total() > 0)
        m_table->setCurrentRow(0);
    QStringList foot;
    if (m_list.dueLater > 0)
        foot.append(tr("%n more next week", nullptr, static_cast<int>(m_list.dueLater)));
    if (m_list.followUps > 0)
        foot.append(tr("%n follow-up(s) overdue", nullptr, static_cast<int>(m_list.followUps)));
    if (m_list.notSeen > 0)
        foot.append(tr("%n with a chronic condition not seen for 90 days", nullptr, static_cast<int>(m_list.notSeen)));
    m_foot->setText(foot.join(QStringLiteral("，")));
}

void WorkListPage::showSide()
{
    QList<Cell> referrals;
    QList<Cell> expiring;
    const QDate today = m_workplace.clock.today();
    const Instant now = m_workplace.clock.now();
    for (const WorkItem &item : m_list.items) {
        if (isOf(item, true, false) && referrals.size() < inSideCard)
            referrals.append(
                Cell({bold(maskedName(item.patientName)), plain(whatToDo(item, m_workplace.codes))},
                     {small(whatIsKnown(item, today))}, deadlineChip(item, now),
                     item.referral && item.referral->referral.site == m_workplace.site.id ? Icon::Up : Icon::Down,
                     Token::Accent));
        if (isOf(item, false, true) && expiring.size() < inSideCard)
            expiring.append(Cell({plain(whatToDo(item, m_workplace.codes))}, {small(whatIsKnown(item, today))},
                                 deadlineChip(item, now), Icon::Box, Token::Text2));
    }
    fill(m_referralCard, referrals, tr("No referral waits for you."));
    fill(m_expiryCard, expiring, tr("Nothing expires within 3 months."));
}

void WorkListPage::showSync()
{
    auto *column = m_syncLines->layout();
    while (QLayoutItem *item = column->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const SyncState &state = m_schedule.state();
    const ChipSpec chip = syncChip(state, m_workplace.clock.now());
    column->addWidget(new Label(chip.word, TextStyle::Section, Token::Text, m_syncLines));
    const Instant last = state.standing.lastExchange;
    const QString when = last.isNone() ? tr("Not yet synchronised with the county platform")
                                       : tr("Last synchronised: %1").arg(momentOf(last, m_workplace.clock.now()));
    column->addWidget(new Label(when, TextStyle::Secondary, Token::Text2, m_syncLines));
    if (state.standing.actsWaiting > 0)
        column->addWidget(new Label(tr("%n record(s) are on this computer alone, and safe here", nullptr,
                                       static_cast<int>(state.standing.actsWaiting)),
                                    TextStyle::Secondary, Token::Text2, m_syncLines));
}

const WorkItem *WorkListPage::chosen() const
{
    return m_rows->row(m_table->currentRow());
}

void WorkListPage::start(int row)
{
    const WorkItem *item = m_rows->row(row);
    if (item == nullptr)
        return;
    switch (item->kind) {
    case WorkKind::ReferralStep:
    case WorkKind::Appointment:
        return Q_EMIT pageRequested(QStringLiteral("referrals"), item->subject.text());
    case WorkKind::Count:
    case WorkKind::Expiry:
        return Q_EMIT pageRequested(QStringLiteral("pharmacy"), item->subject.text());
    case WorkKind::Conflict:
        return Q_EMIT pageRequested(QStringLiteral("sync"), item->subject.text());
    case WorkKind::Draft:
        return Q_EMIT pageRequested(QStringLiteral("visit"), item->patient.text());
    case WorkKind::FollowUp:
        if (!item->dueForm.isEmpty())
            return Q_EMIT pageRequested(QStringLiteral("followups"),
                                        QVariantMap{{QStringLiteral("patient"), item->patient.text()},
                                                    {QStringLiteral("form"), item->dueForm}});
        return Q_EMIT pageRequested(QStringLiteral("followups"), item->patient.text());
    case WorkKind::PlanItem:
    case WorkKind::NotSeen:
        return Q_EMIT patientRequested(item->patient);
    }
}

void WorkListPage::finishItem()
{
    const WorkItem *item = chosen();
    if (item == nullptr || item->kind != WorkKind::PlanItem)
        return;
    const Id activity = item->subject;
    const auto outcome = askReason(this, tr("Done: %1").arg(whatToDo(*item, m_workplace.codes)),
                                   tr("What came of it? The hospital that asked for it will see this."), tr("Done"));
    if (!outcome)
        return;
    whenReady(m_workplace.db.writeLater(
                  m_workplace.actor,
                  [activity, words = *outcome](Transaction &tx) { return completeActivity(tx, activity, words); }),
              this, [this](const Result<void> &answer) {
                  if (!answer)
                      return Q_EMIT failed(answer.error());
                  refresh();
                  Q_EMIT toastRequested(tr("Done, and written down"));
                  Q_EMIT dataChanged();
              });
}

void WorkListPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
