// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/plan_list.h"
#include "core/followups/enrolment.h"
#include "core/patients/patient_text.h"
#include "core/sites/site_tree.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/followups/route_dialog.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/page_head.h"
#include "ui/widgets/table.h"
#include "ui/widgets/tile.h"

#include <array>

namespace yigong {

namespace {

constexpr int mostPlanRows = 20'000; // of one township: filtered here, so that a press on a figure waits for nothing

} // namespace

PlanList::PlanList(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_head(new PageHead(tr("Follow-ups"), this)),
      m_program(new ComboField(tr("Program"), {}, this)), m_site(new ComboField(tr("Village"), {}, this)),
      m_doctor(new ComboField(tr("Doctor"), {}, this)), m_card(nullptr), m_table(nullptr),
      m_rows(new PagedModel<PlanRow>(
          {{tr("Due"), 128, Qt::AlignLeft},
           {tr("Resident"), 170, Qt::AlignLeft},
           {tr("What is due, and the last conclusion"), 0, Qt::AlignLeft},
           {tr("Last seen"), 170, Qt::AlignLeft},
           {tr("Village, doctor"), 180, Qt::AlignLeft},
           {tr("Phone"), 120, Qt::AlignLeft}},
          [this](const PlanRow &row, int column) { return cellOf(row, column); }, this)),
      m_notReached(nullptr), m_arrived(nullptr), m_notArrived(nullptr), m_refer(nullptr), m_history(nullptr),
      m_forms(nullptr), m_programs(nullptr),
      m_route(new Button(tr("House calls"), ButtonKind::Normal, Icon::House, QKeySequence(Qt::ALT | Qt::Key_W), this))
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    m_program->setOptions(programOptions());
    m_program->setValue(QString());
    m_head->addWidget(m_program);
    m_head->addWidget(m_site);
    m_site->setVisible(m_place.tier() != Tier::Village);
    m_head->addWidget(m_doctor);
    m_doctor->hide();
    m_head->addAction(m_route);
    column->addWidget(m_head);
    column->addWidget(makeTiles());
    column->addWidget(makeTable(), 1);
    connect(m_program, &ComboField::chosen, this, &PlanList::refresh);
    connect(m_site, &ComboField::chosen, this, &PlanList::refresh);
    connect(m_doctor, &ComboField::chosen, this, &PlanList::refresh);
    connect(m_route, &QPushButton::clicked, this, &PlanList::showRoute);
    connectTable();
    readSites();
}

void PlanList::connectTable()
{
    connect(m_table, &Table::rowActivated, this, &PlanList::begin);
    const auto look = [this] {
        if (const PlanRow *at = chosen())
            Q_EMIT historyRequested(at->patient, at->plan.lastFollowUp);
    };
    connect(m_table, &Table::rowLookedAt, this, look);
    connect(m_history, &QPushButton::clicked, this, look);
    connect(m_refer, &QPushButton::clicked, this, [this] {
        if (const PlanRow *at = chosen())
            Q_EMIT referralRequested(at->patient, at->plan.lastFollowUp);
    });
    connect(m_forms, &QPushButton::clicked, this, [this] {
        if (const PlanRow *at = chosen())
            Q_EMIT formsRequested(at->patient, m_forms);
    });
    connect(m_programs, &QPushButton::clicked, this, [this] {
        if (const PlanRow *at = chosen())
            Q_EMIT programsRequested(at->patient);
    });
    connect(m_table, &Table::currentRowChanged, this, &PlanList::showActions);
}

Options PlanList::programOptions() const
{
    Options options{{QString(), tr("All programs")}};
    for (const FollowUpProgram program : allPrograms())
        if (program != FollowUpProgram::MentalDisorder || m_place.may(Door::ReadSensitive))
            options.append({nameOf(program), FollowUpWords::program(program)});
    return options;
}

void PlanList::begin(int row)
{
    const PlanRow *at = m_rows->row(row);
    if (!at)
        return;
    if (at->plan.dueForm.isEmpty())
        Q_EMIT followUpRequested(at->patient);
    else
        Q_EMIT formRequested(at->patient, at->plan.dueForm);
}

void PlanList::showActions()
{
    const PlanRow *at = chosen();
    const bool waits = at && at->plan.referralCheckBy.isValid();
    for (Button *button : {m_arrived, m_notArrived})
        button->setVisible(waits && m_place.may(Door::WriteFollowUp));
    m_refer->setVisible(waits && asksForReferral(at->plan.now.step) && m_place.may(Door::SendReferral));
    for (Button *button : {m_history, m_programs})
        button->setVisible(at != nullptr);
    m_forms->setVisible(at && m_place.may(Door::WriteFollowUp));
}

QWidget *PlanList::makeTiles()
{
    m_tiles = new TileRow({new Tile(Icon::Warn, tr("Overdue")), new Tile(Icon::Calendar, tr("Due within a week")),
                           new Tile(Icon::Phone, tr("Not reached")), new Tile(Icon::Referral, tr("Did they arrive?")),
                           new Tile(Icon::People, tr("All in a program"))},
                          {}, this);
    m_tiles->choose(0);
    connect(m_tiles, &TileRow::chosen, this, [this](int which) {
        constexpr std::array asked{Asked::Overdue, Asked::Due, Asked::Unreachable, Asked::Referrals, Asked::Everybody};
        m_asked = asked[static_cast<std::size_t>(which)];
        showRows();
    });
    return m_tiles;
}

QWidget *PlanList::makeTable()
{
    m_card = new Card(tr("Overdue"), {}, this);
    m_card->setFlush();
    addActions();
    m_table = new Table(tr("Follow-ups"), 2, m_card);
    m_table->setRows(m_rows);
    m_table->setEmptyPage(new EmptyPage(Icon::Ok, tr("Nobody here"),
                                        tr("Find a resident (F3) and press F6 to take them into a program."), nullptr,
                                        m_table));
    m_card->body()->addWidget(m_table, 1);
    return m_card;
}

void PlanList::addActions()
{
    const bool writes = m_place.may(Door::WriteFollowUp);
    m_notReached =
        new Button(tr("Not reached"), ButtonKind::Normal, Icon::Phone, QKeySequence(Qt::ALT | Qt::Key_T), m_card);
    m_arrived = new Button(tr("Arrived"), ButtonKind::Normal, Icon::Check, QKeySequence(Qt::ALT | Qt::Key_A), m_card);
    m_notArrived =
        new Button(tr("Did not arrive"), ButtonKind::Normal, Icon::Close, QKeySequence(Qt::ALT | Qt::Key_N), m_card);
    m_refer = new Button(tr("Refer"), ButtonKind::Normal, Icon::Referral, QKeySequence(Qt::Key_F8), m_card);
    m_history = new Button(tr("So far"), ButtonKind::Normal, Icon::List, QKeySequence(Qt::ALT | Qt::Key_H), m_card);
    m_forms = new Button(tr("Other form"), ButtonKind::Normal, Icon::Draft, QKeySequence(Qt::ALT | Qt::Key_O), m_card);
    m_programs = new Button(tr("Programs"), ButtonKind::Normal, Icon::Flag, QKeySequence(Qt::ALT | Qt::Key_J), m_card);
    for (Button *button : {m_arrived, m_notArrived, m_refer, m_history, m_forms, m_programs})
        button->hide();
    m_card->addAction(m_refer);
    for (Button *button : {m_arrived, m_notArrived, m_notReached})
        if (writes)
            m_card->addAction(button);
    for (Button *button : {m_history, m_forms, m_programs})
        m_card->addAction(button);
    m_notReached->setVisible(writes);
    if (writes)
        m_card->addAction(new KeyCap(tr("Enter begins"), m_card));
    connect(m_notReached, &QPushButton::clicked, this, [this] { note(ContactOutcome::NotReached); });
    connect(m_arrived, &QPushButton::clicked, this, [this] { note(ContactOutcome::ReferralAttended); });
    connect(m_notArrived, &QPushButton::clicked, this, [this] { note(ContactOutcome::ReferralUnattended); });
}

QWidget *PlanList::firstFocus() const
{
    return m_table;
}

void PlanList::readSites()
{
    if (m_place.tier() == Tier::Village)
        return;
    whenReady(m_place.db.readLater([site = m_place.site.id](const Snapshot &s) { return subtreeOf(s, site); }), this,
              [this](const Result<std::vector<Site>> &sites) {
                  if (!sites)
                      return;
                  Options options{{QString(), tr("All")}};
                  for (const Site &site : *sites)
                      if (site.id != m_place.site.id)
                          options.append({site.id.text(), site.name});
                  m_site->setOptions(options);
                  m_site->setValue(QString());
              });
}

void PlanList::refresh()
{
    PlanFilter filter;
    filter.limit = mostPlanRows;
    filter.program = followUpProgramFrom(m_program->value());
    filter.site = Id::parse(m_site->value()).value_or(Id{});
    filter.practitioner = Id::parse(m_doctor->value()).value_or(Id{});
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, filter, today](const Snapshot &s) {
        return planOf(s, actor, filter, today);
    }),
              this, [this, asked](const Result<FollowUpPlan> &plan) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!plan)
                      return Q_EMIT failed(plan.error());
                  show(*plan);
              });
}

void PlanList::show(const FollowUpPlan &plan)
{
    m_plan = plan;
    const QDate today = m_place.clock.today();
    const PlanCounts &counts = plan.counts;
    m_head->setScope({dayOf(today, today), m_place.site.name});
    m_tiles->at(0)->setFigure(QString::number(counts.overdue),
                              counts.changed == 0
                                  ? tr("the longest first")
                                  : tr("%n conclusion(s) changed", nullptr, static_cast<int>(counts.changed)));
    m_tiles->at(1)->setFigure(QString::number(counts.today + counts.soon),
                              tr("%n today", nullptr, static_cast<int>(counts.today)));
    m_tiles->at(2)->setFigure(QString::number(counts.unreachable), tr("after three tries"));
    m_tiles->at(3)->setFigure(QString::number(counts.referralChecks), tr("within 14 days of the referral"));
    m_tiles->at(4)->setFigure(QString::number(counts.enrolled),
                              m_program->value().isEmpty() ? tr("in eight programs") : m_program->currentText());
    showDoctors();
    showRows();
    Q_EMIT shown();
}

/// Who answers for whom is asked where there is more than one.
void PlanList::showDoctors()
{
    Options options{{QString(), tr("All doctors")}};
    for (const auto &[id, name] : m_plan.practitioners)
        options.append({id.text(), name});
    const QString value = m_doctor->value();
    m_doctor->setOptions(options);
    m_doctor->setValue(value);
    m_doctor->setVisible(m_plan.practitioners.size() > 1 || !value.isEmpty());
}

void PlanList::showRoute()
{
    if (m_place.tier() != Tier::Village && m_site->value().isEmpty()) {
        Q_EMIT toastRequested(tr("Choose a village first: house calls go through one at a time."));
        return m_site->setFocus();
    }
    const QDate today = m_place.clock.today();
    QStringList scope{m_place.tier() == Tier::Village ? m_place.site.name : m_site->currentText(), dayOf(today, today)};
    if (!m_doctor->value().isEmpty())
        scope.append(m_doctor->currentText());
    RouteDialog dialog(m_place, routeOf(m_plan.rows), scope, this);
    connect(&dialog, &RouteDialog::followUpRequested, this, &PlanList::followUpRequested);
    connect(&dialog, &RouteDialog::printed, this, [this] { Q_EMIT toastRequested(tr("Sent to the printer")); });
    dialog.exec();
}

bool PlanList::isShown(const PlanRow &row) const
{
    const PlanState state = row.plan.state;
    switch (m_asked) {
    case Asked::Due:
        return state == PlanState::DueToday || state == PlanState::DueSoon;
    case Asked::Overdue:
        return state == PlanState::Overdue;
    case Asked::Unreachable:
        return state == PlanState::Unreachable;
    case Asked::Referrals:
        return row.plan.referralCheckBy.isValid();
    case Asked::Everybody:
        break;
    }
    return true;
}

void PlanList::showRows()
{
    std::vector<PlanRow> rows;
    for (const PlanRow &row : m_plan.rows)
        if (isShown(row))
            rows.push_back(row);
    const QMap<Asked, QString> titles{{Asked::Due, tr("Due within a week")},
                                      {Asked::Overdue, tr("Overdue")},
                                      {Asked::Unreachable, tr("Not reached")},
                                      {Asked::Referrals, tr("Did they arrive?")},
                                      {Asked::Everybody, tr("All in a program")}};
    m_card->setTitle(titles.value(m_asked));
    m_rows->setRows(std::move(rows));
    if (m_table->currentRow() < 0 && m_rows->total() > 0)
        m_table->setCurrentRow(0);
    showActions();
}

Cell PlanList::cellOf(const PlanRow &row, int column) const
{
    const QDate today = m_place.clock.today();
    const ProgramPlan &plan = row.plan;
    switch (column) {
    case 0:
        return Cell::ofChip(FollowUpWords::chipOf(plan, today));
    case 1:
        return Cell({bold(maskedName(row.patientName))}, {small(row.address)});
    case 2:
        return programCell(row);
    case 3:
        return Cell({plain(plan.last.isValid() ? dayOf(plan.last, today) : QString())},
                    {small(plan.tries > 0 ? tr("%n try/tries since", nullptr, plan.tries) : QString())});
    case 4:
        return Cell({plain(row.siteName)}, {small(row.practitionerName)});
    default:
        return Cell::text(maskedPhone(row.phone), Token::Text2);
    }
}

/// "慢阻肺病  随访", "儿童  6 月龄体检": which program, what is due, and what the last conclusion was.
Cell PlanList::programCell(const PlanRow &row) const
{
    const ProgramPlan &plan = row.plan;
    const QDate today = m_place.clock.today();
    const bool isOwn = hasOwnRecord(row.program);
    QString more = plan.last.isValid() ? FormWords::step(row.program, plan.now.step) : tr("never followed up here");
    if (isOwn && !plan.changed.empty())
        more = FollowUpWords::changed(plan.changed.back(), today);
    else if (plan.referralCheckBy.isValid())
        more = tr("Ask by %1 whether they came").arg(dayOf(plan.referralCheckBy, today));
    else if (plan.dueFrom.isValid() && plan.dueFrom > today)
        more = FormWords::window(plan.dueFrom, plan.due, today);
    Runs first{plain(FollowUpWords::program(row.program))};
    if (!isOwn && !plan.dueForm.isEmpty())
        first.append(bold(FormWords::due(plan.dueForm, plan.dueStage)));
    if (plan.last.isValid())
        first.append(soft(isOwn ? FollowUpWords::outcome(plan.now.outcome) : FormWords::outcome(plan.outcome)));
    return Cell(first, {small(more)}, {}, plan.changed.empty() ? Icon::None : Icon::Conflict, Token::Warn);
}

const PlanRow *PlanList::chosen() const
{
    return m_rows->row(m_table->currentRow());
}

void PlanList::note(ContactOutcome outcome)
{
    const PlanRow *row = chosen();
    if (!row)
        return;
    FollowUpContact contact;
    contact.patient = row->patient;
    contact.program = row->program;
    contact.outcome = outcome;
    contact.way = 3;
    whenReady(m_place.db.writeLater(m_place.actor, [contact](Transaction &tx) { return noteContact(tx, contact); }),
              this, [this](const Result<Id> &noted) {
                  if (!noted)
                      return Q_EMIT failed(noted.error());
                  refresh();
                  Q_EMIT contactNoted();
              });
}

void PlanList::beginFirst()
{
    begin(0);
}

void PlanList::goOnAfter(Id patient)
{
    for (int row = 0; row < static_cast<int>(m_rows->total()); ++row)
        if (const PlanRow *at = m_rows->row(row); at && at->patient == patient) {
            m_table->setCurrentRow(std::min(row + 1, static_cast<int>(m_rows->total()) - 1));
            return;
        }
}

} // namespace yigong
