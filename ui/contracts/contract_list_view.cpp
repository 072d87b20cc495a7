// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_list_view.h"
#include "core/patients/patient_text.h"
#include "core/sites/site_tree.h"
#include "ui/contracts/contract_words.h"
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

constexpr int mostContractRows =
    60'000; // of one township: filtered here, so that a press on a figure waits for nothing

bool runsNow(ContractState state)
{
    return state == ContractState::Running || state == ContractState::EndingSoon || state == ContractState::Twice;
}

QString percentText(const std::optional<int> &percent)
{
    return percent ? ContractListView::tr("%1 %").arg(*percent) : QStringLiteral("—");
}

} // namespace

ContractListView::ContractListView(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_head(new PageHead(tr("Contracts"), this)),
      m_site(new ComboField(tr("Village"), {}, this)), m_keyGroup(new ComboField(tr("Key group"), {}, this)),
      m_team(new ComboField(tr("Team"), {}, this)),
      m_rows(new PagedModel<ContractRow>(
          {{tr("State"), 124, Qt::AlignLeft},
           {tr("Resident"), 170, Qt::AlignLeft},
           {tr("Key groups"), 0, Qt::AlignLeft},
           {tr("Team"), 180, Qt::AlignLeft},
           {tr("Runs until"), 130, Qt::AlignLeft},
           {tr("Served in a year"), 140, Qt::AlignLeft},
           {tr("Still owed"), 150, Qt::AlignLeft}},
          [this](const ContractRow &row, int column) { return cellOf(row, column); }, this))
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    addFilters();
    column->addWidget(m_head);
    column->addWidget(makeTiles());
    column->addWidget(makeTable(), 1);
    readSites();
}

void ContractListView::addFilters()
{
    m_head->addWidget(m_site);
    m_site->setVisible(m_place.tier() != Tier::Village);
    m_head->addWidget(m_keyGroup);
    m_head->addWidget(m_team);
    m_team->hide();
    Options groups{{QString(), tr("All residents")}, {QStringLiteral("key"), tr("Any key group")}};
    for (const KeyGroup group : allKeyGroups())
        groups.append({nameOf(group), ContractWords::group(group)});
    m_keyGroup->setOptions(groups);
    m_keyGroup->setValue(QString());
    connect(m_site, &ComboField::chosen, this, &ContractListView::refresh);
    connect(m_keyGroup, &ComboField::chosen, this, &ContractListView::showRows);
    connect(m_team, &ComboField::chosen, this, &ContractListView::showRows);
}

QWidget *ContractListView::makeTiles()
{
    // A per cent sign and two figures behind it need more room.
    m_tiles = new TileRow({new Tile(Icon::Shield, tr("Key groups signed")), new Tile(Icon::Check, tr("Served")),
                           new Tile(Icon::Clock, tr("End soon")), new Tile(Icon::Stop, tr("Ended")),
                           new Tile(Icon::People, tr("All residents"))},
                          {6, 6, 5, 5, 5}, this);
    m_tiles->choose(4);
    connect(m_tiles, &TileRow::chosen, this, [this](int which) {
        constexpr std::array asked{Asked::Unsigned, Asked::Owing, Asked::EndingSoon, Asked::Ended, Asked::Everybody};
        m_asked = asked[static_cast<std::size_t>(which)];
        showRows();
    });
    return m_tiles;
}

QWidget *ContractListView::makeTable()
{
    m_card = new Card(tr("All residents"), {}, this);
    m_card->setFlush();
    m_renew = new Button(tr("Renew"), ButtonKind::Normal, Icon::Sync, QKeySequence(Qt::ALT | Qt::Key_R), m_card);
    m_sign = new Button(tr("Sign"), ButtonKind::Normal, Icon::Edit, QKeySequence(Qt::ALT | Qt::Key_S), m_card);
    for (Button *button : {m_renew, m_sign})
        if (m_place.may(Door::SignContract))
            m_card->addAction(button);
    m_card->addAction(new KeyCap(tr("Enter opens"), m_card));
    m_table = new Table(tr("Contracts"), 2, m_card);
    m_table->setRows(m_rows);
    m_table->setEmptyPage(new EmptyPage(Icon::Ok, tr("Nobody here"),
                                        tr("Choose another figure above, or another key group."), nullptr, m_table));
    m_card->body()->addWidget(m_table, 1);
    connect(m_table, &Table::rowActivated, this, [this](int row) {
        if (const ContractRow *at = m_rows->row(row))
            Q_EMIT contractsRequested(at->patient);
    });
    connect(m_table, &Table::rowLookedAt, this, [this](int row) {
        if (const ContractRow *at = m_rows->row(row))
            Q_EMIT contractsRequested(at->patient);
    });
    connect(m_table, &Table::currentRowChanged, this, &ContractListView::showActions);
    connect(m_sign, &QPushButton::clicked, this, [this] {
        if (const ContractRow *at = chosen())
            Q_EMIT signRequested(*at);
    });
    connect(m_renew, &QPushButton::clicked, this, [this] {
        if (const ContractRow *at = chosen())
            Q_EMIT renewRequested(*at);
    });
    return m_card;
}

QWidget *ContractListView::firstFocus() const
{
    return m_table;
}

const ContractRow *ContractListView::chosen() const
{
    return m_rows->row(m_table->currentRow());
}

void ContractListView::showActions()
{
    const ContractRow *at = chosen();
    const bool may = at && m_place.may(Door::SignContract);
    m_sign->setVisible(may && (at->state == ContractState::None || at->state == ContractState::Ended));
    m_renew->setVisible(may && (at->state == ContractState::EndingSoon || at->state == ContractState::Ended));
}

void ContractListView::readSites()
{
    if (m_place.tier() == Tier::Village)
        return;
    whenReady(m_place.db.readLater([site = m_place.site.id](const Snapshot &s) { return subtreeOf(s, site); }), this,
              [this](const Result<std::vector<Site>> &sites) {
                  if (!sites)
                      return;
                  Options options{{QString(), tr("All sites")}};
                  for (const Site &site : *sites)
                      if (site.id != m_place.site.id)
                          options.append({site.id.text(), site.name});
                  m_site->setOptions(options);
                  m_site->setValue(QString());
              });
}

void ContractListView::refresh()
{
    ContractFilter filter;
    filter.limit = mostContractRows;
    filter.site = Id::parse(m_site->value()).value_or(Id{});
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, filter, today](const Snapshot &s) {
        return contractList(s, actor, filter, today);
    }),
              this, [this, asked](const Result<ContractList> &list) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!list)
                      return Q_EMIT failed(list.error());
                  show(*list);
              });
}

void ContractListView::show(const ContractList &list)
{
    m_list = list;
    const QDate today = m_place.clock.today();
    m_head->setScope({dayOf(today, today), m_place.site.name});
    showFigures(list.rates);
    showTeams();
    showRows();
    Q_EMIT shown();
}

void ContractListView::showFigures(const ContractRates &rates)
{
    const SignedShare &key = rates.key, &all = rates.all;
    m_tiles->at(0)->setFigure(
        percentText(key.percent()),
        tr("%1 of %2; of all %3").arg(key.contracted).arg(key.residents).arg(percentText(all.percent())));
    m_tiles->at(1)->setFigure(percentText(rates.delivered.percent()),
                              tr("%1 of %2 due in a year").arg(rates.delivered.done).arg(rates.delivered.due));
    m_tiles->at(2)->setFigure(QString::number(rates.endingSoon), tr("and not renewed yet"));
    m_tiles->at(3)->setFigure(QString::number(rates.ended), tr("and not signed again"));
    m_tiles->at(4)->setFigure(QString::number(all.residents),
                              rates.twice > 0 ? tr("%n signed twice", nullptr, static_cast<int>(rates.twice))
                                              : tr("%1 signed").arg(all.contracted));
}

void ContractListView::showTeams()
{
    Options options{{QString(), tr("All teams")}};
    for (const auto &[id, name] : m_list.teams)
        options.append({id.text(), name});
    const QString value = m_team->value();
    m_team->setOptions(options);
    m_team->setValue(value);
    m_team->setVisible(m_list.teams.size() > 1);
}

bool ContractListView::isShown(const ContractRow &row) const
{
    const QString group = m_keyGroup->value();
    if (group == u"key" ? row.groups.isEmpty() : !group.isEmpty() && !row.groups.contains(group))
        return false;
    if (!m_team->value().isEmpty() && m_team->value() != row.team.text())
        return false;
    switch (m_asked) {
    case Asked::Unsigned:
        return !row.groups.isEmpty() && !runsNow(row.state);
    case Asked::Owing:
        return row.overdue > 0;
    case Asked::EndingSoon:
        return row.state == ContractState::EndingSoon;
    case Asked::Ended:
        return row.state == ContractState::Ended;
    case Asked::Everybody:
        break;
    }
    return true;
}

void ContractListView::showRows()
{
    std::vector<ContractRow> rows;
    for (const ContractRow &row : m_list.rows)
        if (isShown(row))
            rows.push_back(row);
    const QMap<Asked, QString> titles{{Asked::Unsigned, tr("Key groups, not signed")},
                                      {Asked::Owing, tr("Something is overdue")},
                                      {Asked::EndingSoon, tr("End soon")},
                                      {Asked::Ended, tr("Ended")},
                                      {Asked::Everybody, tr("All residents")}};
    m_card->setTitle(titles.value(m_asked));
    m_card->setNote(tr("%n resident(s)", nullptr, static_cast<int>(rows.size())));
    m_rows->setRows(std::move(rows));
    if (m_table->currentRow() < 0 && m_rows->total() > 0)
        m_table->setCurrentRow(0);
    showActions();
}

Cell ContractListView::cellOf(const ContractRow &row, int column) const
{
    const QDate today = m_place.clock.today();
    const bool isSigned = !row.contract.isNone();
    switch (column) {
    case 0:
        return Cell::ofChip(ContractWords::chipOf(row.state));
    case 1:
        return Cell({bold(maskedName(row.patientName))}, {small(row.address)});
    case 2:
        return Cell({plain(ContractWords::groups(row.groups))},
                    {small(m_place.tier() == Tier::Village ? maskedPhone(row.phone) : row.siteName)});
    case 3:
        return Cell({plain(row.teamName)},
                    {small(isSigned ? tr("signed %1").arg(dayOf(row.signedOn, today)) : QString())});
    case 4:
        return Cell::text(isSigned ? dayOf(row.until, today) : QString(),
                          row.state == ContractState::EndingSoon ? Token::Warn : Token::Text);
    case 5:
        return row.delivered.due == 0
                   ? Cell::text(isSigned ? tr("nothing due yet") : QString(), Token::Text3)
                   : Cell({plain(ContractWords::rate(row.delivered))}, {small(ContractWords::ofDue(row.delivered))});
    default:
        break;
    }
    if (row.overdue > 0)
        return Cell({plain(tr("%n overdue", nullptr, row.overdue), Token::Danger)}, {}, {}, Icon::Warn, Token::Danger);
    return Cell::text(row.nextDue.isValid() && runsNow(row.state) ? tr("by %1").arg(dayOf(row.nextDue, today))
                                                                  : QString(),
                      Token::Text2);
}

} // namespace yigong
