// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/staff_view.h"
#include "ui/administration/find_words.h"
#include "ui/administration/staff_dialogs.h"
#include "ui/shell/secret_dialog.h"
#include "ui/shell/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

enum StaffColumn
{
    PersonColumn,
    RoleColumn,
    WorksAtColumn,
    AccountColumn
};

const QString working = QStringLiteral("working");
const QString withoutAccount = QStringLiteral("without");
const QString toBeChanged = QStringLiteral("change");
const QString leftAlready = QStringLiteral("left");

Cell staffCell(const StaffStanding &one, int column)
{
    switch (column) {
    case PersonColumn:
        return Cell({bold(one.person.name)}, {small(one.person.login), small(one.person.title)});
    case RoleColumn:
        return Cell::text(roleWord(static_cast<StaffRole>(one.person.role)));
    case WorksAtColumn:
        return Cell::text(one.siteName, Token::Text2);
    default:
        return Cell::ofChip(accountChip(one));
    }
}

} // namespace

StaffView::StaffView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_model(new PagedModel<StaffStanding>(
          {{tr("Person"), 0}, {tr("Role"), 130}, {tr("Site"), 220}, {tr("Account"), 170}}, &staffCell, this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    column->addWidget(makeFilters());
    auto *row = makeRow(12);
    auto *list = makeColumn(12);
    m_table = new Table(tr("Staff"), 2, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::People, tr("Nobody answers to that"),
                                        tr("Type part of a name, a login, a role or a site."), nullptr, m_table));
    list->addWidget(m_table, 1);
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    list->addWidget(m_count);
    row->addLayout(list, 1);
    row->addWidget(makeSide());
    column->addLayout(row, 1);
    connect(m_table, &Table::currentRowChanged, this, &StaffView::showChoice);
    showChoice();
}

QWidget *StaffView::makeFilters()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(8);
    box->setLayout(row);
    m_find = new Field(tr("Find a person"), box);
    m_find->setPlaceholderText(tr("name, login, role or site"));
    m_find->setWidthSp(240);
    m_which = new Segments({{working, tr("At work")},
                            {withoutAccount, tr("Without an account")},
                            {toBeChanged, tr("One-time password")},
                            {leftAlready, tr("Left")}},
                           tr("Which staff"), box);
    m_which->setValue(working);
    auto *add =
        new Button(tr("Add a person"), ButtonKind::Primary, Icon::Plus, QKeySequence(Qt::CTRL | Qt::Key_N), box);
    row->addWidget(m_find);
    row->addWidget(m_which);
    row->addStretch(1);
    row->addWidget(add);
    connect(m_find, &QLineEdit::textChanged, this, &StaffView::showRows);
    connect(m_which, &Segments::chosen, this, &StaffView::showRows);
    connect(add, &QPushButton::clicked, this, &StaffView::add);
    return box;
}

QWidget *StaffView::makeSide()
{
    m_card = new Card(QStringLiteral(" "), {}, this);
    m_facts = new FactList(m_card);
    m_facts->setLabelWidthSp(90);
    m_card->body()->addWidget(m_facts);
    m_why = new Label(QString(), TextStyle::Secondary, Token::Text2, m_card);
    m_why->setWordWrap(true);
    m_card->body()->addWidget(m_why);
    m_role = addAct(tr("Another role"), Icon::Edit, &StaffView::changeRoleOf);
    m_move = addAct(tr("Another site"), Icon::Right, &StaffView::move);
    m_narcotics = addAct(tr("Right to narcotics …"), Icon::Check, &StaffView::changeNarcoticRight);
    m_open = addAct(tr("Make an account"), Icon::Plus, &StaffView::openAccountOf);
    m_reset = addAct(tr("New one-time password"), Icon::Key, &StaffView::resetPasswordOf);
    m_close = addAct(tr("Close the account"), Icon::Lock, &StaffView::closeAccountOf);
    m_left = addAct(tr("Has left …"), Icon::Stop, &StaffView::markAsLeft);
    m_card->body()->addStretch(1);
    setFixedSizeSp(m_card, 300, 0);
    return m_card;
}

Button *StaffView::addAct(const QString &word, Icon icon, void (StaffView::*act)(const StaffStanding &))
{
    auto *button = new Button(word, ButtonKind::Normal, icon, {}, m_card);
    button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(button, &QPushButton::clicked, this, [this, act] {
        if (const StaffStanding *one = chosen())
            (this->*act)(StaffStanding(*one)); // the list may be read anew while a dialog is open
    });
    m_card->body()->addWidget(button);
    m_acts.append(button);
    return button;
}

Result<StaffView::Answer> StaffView::read(const Snapshot &snapshot, const Actor &actor, Instant now)
{
    Answer answer;
    YIGONG_LET(staff, staffStandings(snapshot, actor, now));
    answer.staff = std::move(staff);
    YIGONG_LET(sites, siteStandings(snapshot, actor));
    answer.sites = std::move(sites);
    return answer;
}

void StaffView::refresh()
{
    const auto asked = m_question.ask();
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor, now = m_workplace.clock.now()](
                                           const Snapshot &snapshot) { return read(snapshot, actor, now); }),
              this, [this, asked](Result<Answer> answer) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!answer)
                      return Q_EMIT failed(answer.error());
                  m_answer = std::move(*answer);
                  showRows();
              });
}

void StaffView::find(const QString &text)
{
    m_which->setValue(working);
    m_find->setText(text);
}

bool StaffView::isListed(const StaffStanding &one) const
{
    const QString which = m_which->value();
    const bool left = one.person.leftOn.isValid();
    if (left != (which == leftAlready))
        return false;
    if (which == withoutAccount && one.account != AccountState::None)
        return false;
    if (which == toBeChanged && one.account != AccountState::MustChange)
        return false;
    const QString typed = m_find->text().trimmed();
    return answersTo(one.person.name, typed) || one.person.login.startsWith(typed, Qt::CaseInsensitive) ||
           one.siteName.contains(typed) || roleWord(static_cast<StaffRole>(one.person.role)).contains(typed);
}

void StaffView::showRows()
{
    const Id kept = chosen() == nullptr ? Id() : chosen()->person.id;
    std::vector<StaffStanding> rows;
    int current = 0;
    for (const StaffStanding &one : m_answer.staff) {
        if (!isListed(one))
            continue;
        if (one.person.id == kept)
            current = static_cast<int>(rows.size());
        rows.push_back(one);
    }
    const int count = static_cast<int>(rows.size());
    m_model->setRows(std::move(rows));
    if (count > 0)
        m_table->setCurrentRow(current);
    m_count->setText(tr("%n person(s)", nullptr, count));
    showChoice();
}

const StaffStanding *StaffView::chosen() const
{
    return m_model->row(m_table->currentRow());
}

void StaffView::showChoice()
{
    const StaffStanding *one = chosen();
    for (Button *act : std::as_const(m_acts))
        act->hide();
    m_facts->setVisible(one != nullptr);
    m_why->setVisible(false);
    m_card->setTitle(one == nullptr ? tr("Nobody is chosen") : one->person.name);
    if (one == nullptr)
        return;
    m_facts->setFacts(
        {{tr("Login"), {plain(one->person.login)}},
         {tr("Role"), {plain(roleWord(static_cast<StaffRole>(one->person.role)))}},
         {tr("Title"), {plain(one->person.title)}},
         {tr("Site"), {plain(one->siteName)}},
         {tr("Narcotics"), {plain(holdsNarcoticRight(one->person) ? tr("may prescribe them") : tr("no right"))}},
         {tr("Account"), {plain(accountChip(*one).word)}}});
    const bool own = one->person.id == m_workplace.actor.practitioner;
    const bool left = one->person.leftOn.isValid();
    if (own || left) {
        m_why->setText(own ? tr("Nobody changes their own role, site or account: another administrator does.")
                           : tr("Has left; what they wrote stays theirs."));
        return m_why->setVisible(true);
    }
    const bool closed = one->account == AccountState::Closed;
    const bool none = one->account == AccountState::None;
    m_role->show();
    m_move->show();
    m_narcotics->setVisible(allows(static_cast<StaffRole>(one->person.role), Door::WriteVisit));
    m_open->setVisible(none);
    m_reset->setVisible(!none && !closed);
    m_close->setVisible(!none && !closed);
    m_left->show();
}

void StaffView::add()
{
    auto *dialog = new AddStaffDialog(m_workplace, m_answer.sites, this);
    connect(dialog, &AddStaffDialog::added, this, &StaffView::showPassword);
    dialog->open();
}

void StaffView::changeRoleOf(const StaffStanding &one)
{
    auto *dialog = new RoleDialog(m_workplace, one.person, this);
    connect(dialog, &RoleDialog::carriedOut, this,
            [this, name = one.person.name] { Q_EMIT changed(tr("%1 has another role").arg(name)); });
    dialog->open();
}

void StaffView::changeNarcoticRight(const StaffStanding &one)
{
    const QString &name = one.person.name;
    const bool has = holdsNarcoticRight(one.person);
    if (!(has ? ask(this, tr("Take the right to narcotics from %1").arg(name),
                    tr("From the next synchronisation of their computer they prescribe no narcotics and class I "
                       "psychotropics. What they prescribed until today stands."),
                    tr("Take it away"), tr("Leave"), ButtonKind::Danger)
              : ask(this, tr("Give %1 the right to narcotics").arg(name),
                    tr("They may prescribe narcotics and class I psychotropics from today: only for a doctor who has "
                       "passed the county's examination."),
                    tr("Give it"), tr("Leave"))))
        return;
    whenReady(
        m_workplace.db.writeLater(
            m_workplace.actor, [id = one.person.id, has](Transaction &tx) { return setNarcoticRight(tx, id, !has); }),
        this, [this, name, has](const Result<void> &done) {
            if (!done)
                return Q_EMIT failed(done.error());
            Q_EMIT changed(has ? tr("%1 prescribes no narcotics any more").arg(name)
                               : tr("%1 may prescribe narcotics").arg(name));
        });
}

void StaffView::move(const StaffStanding &one)
{
    auto *dialog = new MoveDialog(m_workplace, one, m_answer.sites, this);
    connect(dialog, &MoveDialog::carriedOut, this, [this, name = one.person.name](const QString &site) {
        Q_EMIT changed(tr("%1 works at %2 now").arg(name, site));
    });
    dialog->open();
}

void StaffView::openAccountOf(const StaffStanding &one)
{
    whenReady(m_workplace.db.writeLater(m_workplace.actor,
                                        [id = one.person.id](Transaction &tx) { return openAccount(tx, id); }),
              this, [this, one](const Result<QString> &password) {
                  if (!password)
                      return Q_EMIT failed(password.error());
                  showPassword(one.person.name, one.person.login, one.siteName, *password);
              });
}

void StaffView::resetPasswordOf(const StaffStanding &one)
{
    if (!ask(this, tr("A new password for %1").arg(one.person.name),
             tr("The present one ends at the next synchronisation of their computer. Ask them for something that only "
                "they know before you do this by telephone."),
             tr("Make a new one"), tr("Leave")))
        return;
    whenReady(m_workplace.db.writeLater(m_workplace.actor,
                                        [id = one.person.id](Transaction &tx) { return resetPassword(tx, id); }),
              this, [this, one](const Result<QString> &password) {
                  if (!password)
                      return Q_EMIT failed(password.error());
                  showPassword(one.person.name, one.person.login, one.siteName, *password);
              });
}

void StaffView::closeAccountOf(const StaffStanding &one)
{
    if (!ask(this, tr("Close the account of %1").arg(one.person.name),
             tr("They sign in nowhere any more, from the next synchronisation of each computer on. It cannot be opened "
                "again."),
             tr("Close it for good"), tr("Leave"), ButtonKind::Danger))
        return;
    whenReady(m_workplace.db.writeLater(m_workplace.actor,
                                        [id = one.person.id](Transaction &tx) { return closeAccount(tx, id); }),
              this, [this, name = one.person.name](const Result<void> &done) {
                  if (!done)
                      return Q_EMIT failed(done.error());
                  Q_EMIT changed(tr("The account of %1 is closed").arg(name));
              });
}

void StaffView::markAsLeft(const StaffStanding &one)
{
    auto *dialog = new LeftDialog(m_workplace, one.person, this);
    connect(dialog, &LeftDialog::carriedOut, this,
            [this, name = one.person.name] { Q_EMIT changed(tr("%1 has left").arg(name)); });
    dialog->open();
}

void StaffView::showPassword(const QString &name, const QString &login, const QString &siteName,
                             const QString &password)
{
    auto *shown = new SecretDialog({tr("A password for the first sign-in of %1").arg(name),
                                    tr("It is shown this once. They sign in with it at %1 and choose their own; until "
                                       "then somebody who can open that computer sits beside them.")
                                        .arg(siteName),
                                    tr("One-time password"),
                                    password,
                                    {tr("Login: %1").arg(login), tr("Site: %1").arg(siteName)}},
                                   this);
    shown->open();
    Q_EMIT changed({});
}

} // namespace yigong
