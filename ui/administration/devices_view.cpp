// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/devices_view.h"
#include "core/base/spans.h"
#include "ui/administration/find_words.h"
#include "ui/administration/invite_dialog.h"
#include "ui/administration/lost_laptop_view.h"
#include "ui/shell/secret_dialog.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

#include <QStackedWidget>

namespace yigong {

namespace {

enum DeviceColumn
{
    LaptopColumn,
    ContactColumn,
    TakenColumn,
    HeldColumn,
    DeviceStateColumn
};

const QString inUse = QStringLiteral("used");
const QString silent = QStringLiteral("silent");
const QString revokedOnes = QStringLiteral("revoked");
constexpr qint64 silentAfterDays = 3; // a village that is cut off for a long weekend is nothing to look into

qint64 silentDays(const ListedDevice &one, Instant now)
{
    if (!one.standing || one.device.isRevoked())
        return 0;
    const Instant heard = one.standing->lastContact.isNone() ? one.device.enrolled : one.standing->lastContact;
    return heard.isNone() ? 0 : (now.ms - heard.ms) / dayMs;
}

Cell deviceCell(const ListedDevice &one, int column, Instant now)
{
    switch (column) {
    case LaptopColumn:
        return Cell({bold(one.siteName), plain(one.device.letter)},
                    {small(one.device.name), small(one.standing ? one.standing->program : one.device.program)});
    case ContactColumn:
        if (!one.standing)
            return Cell::text(DevicesView::tr("not known now"), Token::Text3);
        if (one.standing->lastContact.isNone())
            return Cell::text(DevicesView::tr("not yet"), Token::Text3);
        return Cell({plain(momentOf(one.standing->lastContact, now))});
    case TakenColumn:
        if (!one.standing)
            return {};
        return Cell({plain(QLocale().toString(one.standing->taken))},
                    {small(DevicesView::tr("backed up %1").arg(QLocale().toString(one.standing->backedUp)))});
    case HeldColumn:
        if (!one.standing)
            return {};
        return Cell::number(QString::number(one.standing->heldBack),
                            one.standing->heldBack > 0 ? Token::Warn : Token::Text3);
    default:
        return Cell::ofChip(deviceChip(one, now));
    }
}

} // namespace

ChipSpec deviceChip(const ListedDevice &one, Instant now)
{
    if (one.device.isRevoked())
        return {ChipKind::Danger, DevicesView::tr("revoked %1").arg(dayOf(civilDay(one.device.revoked), civilDay(now))),
                Icon::Stop};
    const qint64 days = silentDays(one, now);
    if (days >= silentAfterDays)
        return {ChipKind::Warn, DevicesView::tr("silent for %n day(s)", nullptr, static_cast<int>(days)),
                Icon::Offline};
    return {ChipKind::Ok, DevicesView::tr("enrolled"), Icon::Check};
}

QString laptopName(const ListedDevice &one)
{
    return one.siteName + u' ' + one.device.letter;
}

DevicesView::DevicesView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace), m_stack(new QStackedWidget(this)),
      m_model(new PagedModel<ListedDevice>(
          {{tr("Computer"), 0},
           {tr("Last contact"), 150},
           {tr("Records at the county"), 150},
           {tr("Held back"), 90, Qt::AlignRight},
           {tr("State"), 170}},
          [this](const ListedDevice &one, int column) { return deviceCell(one, column, m_workplace.clock.now()); },
          this))
{
    auto *column = makeColumn(0);
    setLayout(column);
    m_stack->addWidget(makeList());
    m_lost = new LostLaptopView(workplace, m_stack);
    m_stack->addWidget(m_lost);
    column->addWidget(m_stack);
    connect(m_lost, &LostLaptopView::left, this, &DevicesView::stepBack);
    connect(m_lost, &LostLaptopView::revoked, this, [this](const QString &name) {
        stepBack();
        Q_EMIT changed(tr("%1 is revoked; the county platform hears of it with the next synchronisation").arg(name));
    });
    connect(m_table, &Table::currentRowChanged, this, &DevicesView::showChoice);
    showChoice();
}

QWidget *DevicesView::makeList()
{
    auto *page = new QWidget(m_stack);
    auto *column = makeColumn(12);
    page->setLayout(column);
    column->addWidget(makeFilters());
    m_unheard = new Banner(BannerKind::Warn, {}, page);
    m_unheard->hide();
    column->addWidget(m_unheard);
    auto *row = makeRow(12);
    auto *list = makeColumn(12);
    m_table = new Table(tr("Computers"), 2, page);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Cloud, tr("No computer here"),
                                        tr("A code (Ctrl+N) lets a laptop join the county."), nullptr, m_table));
    list->addWidget(m_table, 1);
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, page);
    list->addWidget(m_count);
    row->addLayout(list, 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);
    return page;
}

QWidget *DevicesView::makeFilters()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(8);
    box->setLayout(row);
    m_find = new Field(tr("Find a computer"), box);
    m_find->setPlaceholderText(tr("site, letter or name"));
    m_find->setWidthSp(240);
    m_which = new Segments({{inUse, tr("In use")}, {silent, tr("Silent")}, {revokedOnes, tr("Revoked")}},
                           tr("Which computers"), box);
    m_which->setValue(inUse);
    auto *add =
        new Button(tr("Code for a laptop"), ButtonKind::Primary, Icon::Plus, QKeySequence(Qt::CTRL | Qt::Key_N), box);
    row->addWidget(m_find);
    row->addWidget(m_which);
    row->addStretch(1);
    row->addWidget(add);
    connect(m_find, &QLineEdit::textChanged, this, &DevicesView::showRows);
    connect(m_which, &Segments::chosen, this, &DevicesView::showRows);
    connect(add, &QPushButton::clicked, this, [this] { invite({}, tr("A code for a laptop")); });
    return box;
}

QWidget *DevicesView::makeSide()
{
    m_card = new Card(QStringLiteral(" "), {}, this);
    m_facts = new FactList(m_card);
    m_facts->setLabelWidthSp(90);
    m_card->body()->addWidget(m_facts);
    m_replace = addAct(tr("Replace it"), Icon::Sync);
    m_again = addAct(tr("Enrol it again"), Icon::Undo);
    m_isLost = addAct(tr("It is lost …"), Icon::Stop, ButtonKind::Danger);
    m_card->body()->addStretch(1);
    connect(m_replace, &QPushButton::clicked, this, [this] {
        const ListedDevice *one = chosen();
        InvitationDraft draft;
        draft.site = one->device.site;
        draft.replaces = one->device.id;
        invite(draft, tr("A laptop in the place of %1").arg(laptopName(*one)));
    });
    connect(m_again, &QPushButton::clicked, this, [this] {
        const ListedDevice *one = chosen();
        InvitationDraft draft;
        draft.site = one->device.site;
        draft.again = one->device.id;
        draft.name = one->device.name;
        invite(draft, tr("Enrol %1 again").arg(laptopName(*one)));
    });
    connect(m_isLost, &QPushButton::clicked, this, &DevicesView::openLost);
    setFixedSizeSp(m_card, 300, 0);
    return m_card;
}

Button *DevicesView::addAct(const QString &word, Icon icon, ButtonKind kind)
{
    auto *button = new Button(word, kind, icon, {}, m_card);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_card->body()->addWidget(button);
    return button;
}

Result<DevicesView::Answer> DevicesView::read(const Snapshot &snapshot, const Actor &actor)
{
    Answer answer;
    YIGONG_LET(devices, devicesOf(snapshot, actor.site));
    answer.devices = std::move(devices);
    YIGONG_LET(sites, siteStandings(snapshot, actor));
    answer.sites = std::move(sites);
    return answer;
}

void DevicesView::refresh()
{
    const auto asked = m_reading.ask();
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor](const Snapshot &s) { return read(s, actor); }), this,
              [this, asked](Result<Answer> answer) {
                  if (!m_reading.isLatest(asked))
                      return;
                  if (!answer)
                      return Q_EMIT failed(answer.error());
                  std::vector<ListedDevice> before = std::move(m_devices);
                  m_devices.clear();
                  m_sites = std::move(answer->sites);
                  QHash<Id, QString> names;
                  for (const SiteStanding &site : m_sites)
                      names.insert(site.site.id, site.site.name);
                  for (Device &device : answer->devices) {
                      ListedDevice one{std::move(device), {}, {}};
                      one.siteName = names.value(one.device.site);
                      for (const ListedDevice &known : before) // until the hub answers again
                          if (known.device.id == one.device.id)
                              one.standing = known.standing;
                      m_devices.push_back(std::move(one));
                  }
                  showRows();
                  askHub();
              });
}

void DevicesView::askHub()
{
    const auto asked = m_asking.ask();
    whenReady(m_workplace.askHub(QStringLiteral("devices"), {}), this, [this, asked](const Result<QCborMap> &answer) {
        if (!m_asking.isLatest(asked))
            return;
        const auto standings =
            answer ? deviceStandingsFrom(*answer) : Result<std::vector<DeviceStanding>>(fail(Error(answer.error())));
        m_unheard->setVisible(!standings);
        if (standings)
            return takeStandings(*standings);
        m_unheard->setSentence({bold(tr("Last contacts are not known now.")), plain(sentence(standings.error()))});
    });
}

void DevicesView::takeStandings(const std::vector<DeviceStanding> &standings)
{
    for (const DeviceStanding &standing : standings)
        for (ListedDevice &one : m_devices)
            if (one.device.id == standing.device.id)
                one.standing = standing;
    showRows();
}

bool DevicesView::isListed(const ListedDevice &one) const
{
    const QString which = m_which->value();
    if (one.device.isRevoked() != (which == revokedOnes))
        return false;
    if (which == silent && silentDays(one, m_workplace.clock.now()) < silentAfterDays)
        return false;
    const QString typed = m_find->text().trimmed();
    return answersTo(one.siteName, typed) || one.device.letter.compare(typed, Qt::CaseInsensitive) == 0 ||
           one.device.name.contains(typed, Qt::CaseInsensitive);
}

void DevicesView::showRows()
{
    const Id kept = chosen() == nullptr ? Id() : chosen()->device.id;
    std::vector<ListedDevice> rows;
    int current = 0;
    for (const ListedDevice &one : m_devices) {
        if (!isListed(one))
            continue;
        if (one.device.id == kept)
            current = static_cast<int>(rows.size());
        rows.push_back(one);
    }
    const int count = static_cast<int>(rows.size());
    m_model->setRows(std::move(rows));
    if (count > 0)
        m_table->setCurrentRow(current);
    m_count->setText(tr("%n computer(s)", nullptr, count));
    showChoice();
}

const ListedDevice *DevicesView::chosen() const
{
    return m_model->row(m_table->currentRow());
}

void DevicesView::showChoice()
{
    const ListedDevice *one = chosen();
    for (Button *act : {m_replace, m_again, m_isLost})
        act->setVisible(one != nullptr);
    m_facts->setVisible(one != nullptr);
    m_card->setTitle(one == nullptr ? tr("No computer is chosen") : laptopName(*one));
    if (one == nullptr)
        return;
    const Instant now = m_workplace.clock.now();
    QList<QPair<QString, Runs>> facts{{tr("Name"), {plain(one->device.name)}},
                                      {tr("Enrolled"), {plain(momentOf(one->device.enrolled, now))}}};
    if (one->standing)
        facts.append(
            {tr("Newest record"),
             {plain(one->standing->lastAct.isNone() ? tr("none yet") : momentOf(one->standing->lastAct, now))}});
    if (one->device.isRevoked())
        facts.append({tr("Revoked because"), {plain(one->device.revokeReason)}});
    m_facts->setFacts(facts);
    m_replace->setVisible(!one->device.isRevoked());
    m_isLost->setVisible(!one->device.isRevoked());
}

void DevicesView::invite(const InvitationDraft &draft, const QString &title)
{
    auto *dialog = new InviteDialog(m_workplace, draft, title, m_sites, this);
    connect(dialog, &InviteDialog::made, this,
            [this](const MadeInvitation &made, const QString &siteName, const QString &name) {
                const QString until = momentOf(made.until, m_workplace.clock.now());
                (new SecretDialog({tr("The code of %1").arg(name.isEmpty() ? siteName : name),
                                   tr("Typed at the laptop, it joins the county. It is good once, until %1, and is not "
                                      "shown again.")
                                       .arg(until),
                                   tr("Enrolment code"),
                                   made.code,
                                   {tr("Site: %1").arg(siteName), tr("Good until: %1").arg(until)}},
                                  this))
                    ->open();
                Q_EMIT changed({});
            });
    dialog->open();
}

void DevicesView::openLost()
{
    const ListedDevice *one = chosen();
    if (one == nullptr)
        return;
    m_lost->show(*one);
    m_stack->setCurrentIndex(1);
}

bool DevicesView::stepBack()
{
    if (m_stack->currentIndex() == 0)
        return false;
    m_stack->setCurrentIndex(0);
    m_table->setFocus();
    return true;
}

} // namespace yigong
