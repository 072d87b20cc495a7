// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/sites_view.h"
#include "ui/administration/find_words.h"
#include "ui/administration/site_dialogs.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

enum SiteColumn
{
    SiteNameColumn,
    SiteCodeColumn,
    SiteShortColumn,
    SiteTierColumn,
    SiteStaffColumn,
    SiteStateColumn
};

/// A blank of a character's width for each step down the tree.
QString indented(const Site &site)
{
    return QString(qMax(0, static_cast<int>(site.tier) - static_cast<int>(Tier::County)), QChar(0x3000)) + site.name;
}

Cell siteCell(const SiteStanding &one, int column)
{
    const Site &site = one.site;
    switch (column) {
    case SiteNameColumn:
        return Cell({site.tier == Tier::Village ? plain(indented(site)) : bold(indented(site))});
    case SiteCodeColumn:
        return Cell::text(site.code, Token::Text2);
    case SiteShortColumn:
        return Cell::text(site.shortCode, Token::Text2);
    case SiteTierColumn:
        return Cell::text(tierWord(site.tier), Token::Text2);
    case SiteStaffColumn:
        return Cell::number(QString::number(one.staff), one.staff == 0 ? Token::Text3 : Token::Text);
    default:
        return site.closedOn.isValid()
                   ? Cell({soft(SitesView::tr("closed %1").arg(site.closedOn.toString(Qt::ISODate))),
                           small(site.closeReason)})
                   : Cell::text(SitesView::tr("open"), Token::Text2);
    }
}

} // namespace

SitesView::SitesView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_model(new PagedModel<SiteStanding>({{tr("Site"), 0},
                                            {tr("Code"), 130},
                                            {tr("Short"), 80},
                                            {tr("Tier"), 80},
                                            {tr("At work"), 70, Qt::AlignRight},
                                            {tr("State"), 260}},
                                           &siteCell, this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    column->addWidget(makeFilters());
    m_table = new Table(tr("Sites"), 1, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::House, tr("No site answers to that"),
                                        tr("Type part of a name, its initials, or the beginning of a code."), nullptr,
                                        m_table));
    column->addWidget(m_table, 1);
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    column->addWidget(m_count);
    connect(m_table, &Table::currentRowChanged, this, &SitesView::showChoice);
    connect(m_table, &Table::rowActivated, this, [this] {
        if (const SiteStanding *one = chosen())
            Q_EMIT staffRequested(one->site.name);
    });
    showChoice();
}

QWidget *SitesView::makeFilters()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(8);
    box->setLayout(row);
    m_find = new Field(tr("Find a site"), box);
    m_find->setPlaceholderText(tr("name, initials or code"));
    m_find->setWidthSp(240);
    m_which = new Segments({{QStringLiteral("open"), tr("Open")}, {QStringLiteral("closed"), tr("Closed")}},
                           tr("Which sites"), box);
    m_which->setValue(QStringLiteral("open"));
    m_rename = new Button(tr("Rename"), ButtonKind::Normal, Icon::Edit, QKeySequence(Qt::ALT | Qt::Key_E), box);
    m_move = new Button(tr("Move …"), ButtonKind::Normal, Icon::Right, {}, box);
    m_close = new Button(tr("Close …"), ButtonKind::Danger, Icon::Stop, {}, box);
    auto *add = new Button(tr("Add a site"), ButtonKind::Primary, Icon::Plus, QKeySequence(Qt::CTRL | Qt::Key_N), box);
    row->addWidget(m_find);
    row->addWidget(m_which);
    row->addStretch(1);
    m_narcotics = new Button(tr("Narcotics …"), ButtonKind::Normal, Icon::Lock, {}, box);
    for (Button *button : {m_narcotics, m_rename, m_move, m_close, add})
        row->addWidget(button);
    connect(m_find, &QLineEdit::textEdited, this, &SitesView::showRows);
    connect(m_which, &Segments::chosen, this, &SitesView::showRows);
    connect(add, &QPushButton::clicked, this, &SitesView::add);
    connect(m_rename, &QPushButton::clicked, this, &SitesView::rename);
    connect(m_move, &QPushButton::clicked, this, &SitesView::moveChosen);
    connect(m_close, &QPushButton::clicked, this, &SitesView::closeChosen);
    connect(m_narcotics, &QPushButton::clicked, this, &SitesView::changeNarcotics);
    return box;
}

void SitesView::refresh()
{
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater(
                  [actor = m_workplace.actor](const Snapshot &snapshot) { return siteStandings(snapshot, actor); }),
              this, [this, asked](Result<std::vector<SiteStanding>> sites) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!sites)
                      return Q_EMIT failed(sites.error());
                  m_sites = std::move(*sites);
                  showRows();
              });
}

void SitesView::showRows()
{
    const Id kept = chosen() == nullptr ? Id() : chosen()->site.id;
    const bool closed = m_which->value() == u"closed";
    const QString typed = m_find->text().trimmed();
    std::vector<SiteStanding> rows;
    int current = 0;
    for (const SiteStanding &one : m_sites) {
        if (one.site.closedOn.isValid() != closed)
            continue;
        if (!one.site.code.startsWith(typed) && !answersTo(one.site.name, typed))
            continue;
        if (one.site.id == kept)
            current = static_cast<int>(rows.size());
        rows.push_back(one);
    }
    const int count = static_cast<int>(rows.size());
    m_model->setRows(std::move(rows));
    if (count > 0)
        m_table->setCurrentRow(current);
    m_count->setText(tr("%n site(s); Enter shows who works there", nullptr, count));
    showChoice();
}

void SitesView::showChoice()
{
    const SiteStanding *one = chosen();
    const bool open = one != nullptr && !one->site.closedOn.isValid();
    m_rename->setEnabled(open);
    m_move->setEnabled(open && one->site.tier == Tier::Village);
    m_narcotics->setVisible(open && one->site.tier == Tier::Village);
    m_close->setEnabled(open && !one->site.parent.isNone());
}

const SiteStanding *SitesView::chosen() const
{
    return m_model->row(m_table->currentRow());
}

void SitesView::add()
{
    auto *dialog = new AddSiteDialog(m_workplace, m_sites, this);
    connect(dialog, &AddSiteDialog::added, this,
            [this](Id, const QString &name) { Q_EMIT changed(tr("%1 is added").arg(name)); });
    dialog->open();
}

void SitesView::rename()
{
    const SiteStanding *one = chosen();
    if (one == nullptr)
        return;
    auto *dialog = new RenameSiteDialog(m_workplace, one->site, this);
    connect(dialog, &RenameSiteDialog::renamed, this,
            [this](const QString &name) { Q_EMIT changed(tr("It is called %1 now").arg(name)); });
    dialog->open();
}

void SitesView::moveChosen()
{
    const SiteStanding *one = chosen();
    if (one == nullptr)
        return;
    auto *dialog = new MoveSiteDialog(m_workplace, one->site, m_sites, this);
    connect(dialog, &MoveSiteDialog::moved, this, [this, name = one->site.name](const QString &township) {
        Q_EMIT changed(tr("%1 lies below %2 now").arg(name, township));
    });
    dialog->open();
}

void SitesView::changeNarcotics()
{
    const SiteStanding *one = chosen();
    if (one == nullptr)
        return;
    const Site site = one->site;
    if (!(site.keepsNarcotics
              ? ask(this, tr("%1 keeps narcotics no longer").arg(site.name),
                    tr("Deliveries of narcotics and class I psychotropics are refused there from the next "
                       "synchronisation on. What lies there may still be handed out, sent back or destroyed."),
                    tr("Refuse them"), tr("Leave"), ButtonKind::Danger)
              : ask(this, tr("Let %1 keep narcotics").arg(site.name),
                    tr("Village clinics normally keep no narcotics and class I psychotropics. Two people must be there "
                       "to sign each move."),
                    tr("Let it keep them"), tr("Leave"))))
        return;
    whenReady(m_workplace.db.writeLater(m_workplace.actor,
                                        [id = site.id, allowed = !site.keepsNarcotics](Transaction &tx) {
                                            return allowNarcotics(tx, id, allowed);
                                        }),
              this, [this, site](const Result<void> &done) {
                  if (!done)
                      return Q_EMIT failed(done.error());
                  Q_EMIT changed(site.keepsNarcotics ? tr("%1 keeps narcotics no longer").arg(site.name)
                                                     : tr("%1 may keep narcotics").arg(site.name));
              });
}

void SitesView::closeChosen()
{
    const SiteStanding *one = chosen();
    if (one == nullptr)
        return;
    auto *dialog = new CloseSiteDialog(m_workplace, *one, this);
    connect(dialog, &CloseSiteDialog::closed, this,
            [this, name = one->site.name] { Q_EMIT changed(tr("%1 is closed").arg(name)); });
    dialog->open();
}

} // namespace yigong
