// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/sign_in_page.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace yigong {

namespace {

Cell staffCell(const StaffEntry &person)
{
    Cell cell({bold(person.name)}, {small(roleWord(static_cast<StaffRole>(person.role))), small(person.siteName)});
    cell.icon = Icon::User;
    return cell;
}

QWidget *factLine(Icon icon, Token tone, Label *words)
{
    auto *line = new QWidget;
    auto *row = makeRow(8);
    line->setLayout(row);
    row->addWidget(new IconLabel(icon, 20, tone, line));
    row->addWidget(words, 1);
    return line;
}

class Mark : public QWidget
{
public:
    Mark() { setFixedSizeSp(this, 40, 40); }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        painter.drawPixmap(rect(), logoPixmap(width(), devicePixelRatioF()));
    }
};

} // namespace

SignInPage::SignInPage(QWidget *parent)
    : QWidget(parent),
      m_model(new PagedModel<StaffEntry>(
          {{QString(), 0, Qt::AlignLeft}}, [](const StaffEntry &person, int) { return staffCell(person); }, this))
{
    setAccessibleName(tr("Sign in"));
    auto *column = makeColumn(0, {24, 16, 24, 16});
    setLayout(column);
    column->addWidget(makeTop());
    column->addStretch(1);
    column->addWidget(makeCard(), 0, Qt::AlignHCenter);
    column->addStretch(1);
    column->addWidget(makeFoot());
    connect(m_people, &Table::currentRowChanged, this, &SignInPage::choose);
    connect(m_people, &Table::rowActivated, this, [this] { m_password->setFocus(); });
    connect(m_enter, &QPushButton::clicked, this, &SignInPage::submit);
    connect(m_password, &QLineEdit::textEdited, this, &SignInPage::clearProblem);
    m_password->installEventFilter(this);
    followTheme(this, [this] { update(); });
}

QWidget *SignInPage::makeTop()
{
    auto *top = new QWidget(this);
    auto *row = makeRow(12);
    top->setLayout(row);
    m_county = new Label(QString(), TextStyle::Body, Token::Text2, top);
    m_size = new Segments({{QStringLiteral("0"), tr("Standard")},
                           {QStringLiteral("1"), tr("Large")},
                           {QStringLiteral("2"), tr("Very large")}},
                          tr("Size of type"), top);
    m_scheme =
        new Segments({{QStringLiteral("0"), tr("Light")}, {QStringLiteral("1"), tr("Dark")}}, tr("Colours"), top);
    row->addWidget(m_county);
    row->addStretch(1);
    row->addWidget(new Label(tr("Size of type"), TextStyle::Body, Token::Text2, top));
    row->addWidget(m_size);
    row->addWidget(m_scheme);
    const auto chosen = [this] {
        Q_EMIT themeChosen(
            {static_cast<Scheme>(m_scheme->value().toInt()), static_cast<TypeSize>(m_size->value().toInt())});
    };
    connect(m_size, &Segments::chosen, this, chosen);
    connect(m_scheme, &Segments::chosen, this, chosen);
    return top;
}

QWidget *SignInPage::makeCard()
{
    auto *card = new Card({}, {}, this);
    auto *row = makeRow(32, {13, 13, 13, 13});
    row->addWidget(makeStaffSide());
    row->addWidget(makePasswordSide());
    card->body()->addLayout(row);
    setFixedSizeSp(card, 780, 0);
    return card;
}

QWidget *SignInPage::makeStaffSide()
{
    auto *side = new QWidget(this);
    auto *column = makeColumn(10);
    side->setLayout(column);
    auto *head = makeRow(13);
    head->addWidget(new Mark);
    head->addWidget(new Label(tr("Yigong"), TextStyle::Title, Token::Text, side), 1);
    column->addLayout(head);
    m_site = new Label(QString(), TextStyle::Verdict, Token::Text, side);
    column->addWidget(m_site);
    column->addWidget(new Label(tr("Who is it?"), TextStyle::Body, Token::Text2, side));
    auto *frame = new Card({}, {}, side);
    frame->setFlush();
    m_people = new Table(tr("Staff"), 2, frame);
    m_people->setRows(m_model);
    m_people->setHeadVisible(false);
    m_people->setDrivenFromOutside(true);
    frame->body()->addWidget(m_people);
    column->addWidget(frame, 1);
    setFixedSizeSp(side, 310, 0);
    return side;
}

QWidget *SignInPage::makePasswordSide()
{
    auto *side = new QWidget(this);
    auto *column = makeColumn(10);
    side->setLayout(column);
    m_greeting = new Label(QString(), TextStyle::Verdict, Token::Text, side);
    m_login = new Field(tr("Login"), side);
    m_login->setPlaceholderText(tr("Login"));
    m_login->setHeightSp(44);
    m_password = new Field(tr("Password"), side);
    m_password->setEchoMode(QLineEdit::Password);
    m_password->setHeightSp(44);
    m_problemIcon = new IconLabel(Icon::Warn, 20, Token::Danger, side);
    m_problem = new RunsLabel({}, side);
    m_kept = new Label(tr("Forgotten? Your health centre sets a new one; no data is lost."), TextStyle::Body,
                       Token::Text2, side);
    m_kept->setWordWrap(true);
    m_capsLock = new Chip({}, side);
    m_enter = new Button(tr("Enter"), ButtonKind::Primary, Icon::None, {}, side);
    m_enter->setKeyCap(QStringLiteral("Enter"));
    m_enter->setHeightSp(44);
    m_enter->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    m_training = new Banner(BannerKind::Info, {}, side);
    auto *problem = makeRow(8);
    problem->addWidget(m_problemIcon, 0, Qt::AlignTop);
    problem->addWidget(m_problem, 1);
    column->addWidget(m_greeting);
    column->addWidget(m_login);
    column->addWidget(m_password);
    column->addLayout(problem);
    column->addWidget(m_kept);
    auto *caps = makeRow(0);
    caps->addWidget(m_capsLock);
    caps->addStretch(1);
    column->addLayout(caps);
    column->addWidget(m_enter);
    column->addWidget(m_training);
    column->addStretch(1);
    column->addWidget(new Rule(Qt::Horizontal, side));
    column->addWidget(makeFacts());
    clearProblem();
    return side;
}

QWidget *SignInPage::makeFacts()
{
    auto *facts = new QWidget(this);
    auto *column = makeColumn(10, {0, 6, 0, 0});
    facts->setLayout(column);
    m_lastExchange = new Label(QString(), TextStyle::Body, Token::Text2, facts);
    column->addWidget(factLine(Icon::Offline, Token::Warn,
                               new Label(tr("Without a line everything works: signing in, visits, medicine"),
                                         TextStyle::Body, Token::Text2, facts)));
    column->addWidget(factLine(Icon::Cloud, Token::Text2, m_lastExchange));
    return facts;
}

QWidget *SignInPage::makeFoot()
{
    auto *foot = new QWidget(this);
    auto *row = makeRow(16);
    foot->setLayout(row);
    m_version = new Label(QString(), TextStyle::Secondary, Token::Text2, foot);
    row->addWidget(m_version);
    row->addStretch(1);
    row->addWidget(new KeyCap(tr("↑ ↓ choose the person"), foot));
    row->addWidget(new KeyCap(tr("Enter sign in"), foot));
    return foot;
}

void SignInPage::setFacts(const SignInFacts &facts)
{
    m_county->setText(facts.county);
    m_site->setText(facts.siteName);
    m_version->setText(tr("Yigong %1").arg(facts.version));
    m_lastExchange->setText(facts.lastExchange.isEmpty() ? tr("Not yet synchronised with the county platform")
                                                         : tr("Last synchronised: %1").arg(facts.lastExchange));
    m_login->setVisible(facts.asksForLogin);
    m_training->setVisible(facts.training || !facts.problem.isEmpty());
    if (!facts.problem.isEmpty()) {
        m_training->setKind(BannerKind::Warn);
        m_training->setSentence({plain(facts.problem)});
    } else if (facts.training) {
        m_training->setKind(BannerKind::Info);
        m_training->setSentence(
            {bold(tr("Training")), plain(tr("Made-up people. Password of everyone: %1").arg(facts.trainingPassword))});
    }
}

void SignInPage::setStaff(std::vector<StaffEntry> staff)
{
    const auto shown = static_cast<int>(std::min<std::size_t>(staff.size(), 5));
    m_model->setRows(std::move(staff));
    m_people->setMinimumHeight(m_people->heightFor(std::max(shown, 3)) + 2);
    m_people->setCurrentRow(0);
    choose(0);
}

void SignInPage::setThemeChoice(ThemeChoice choice)
{
    m_scheme->setValue(QString::number(static_cast<int>(choice.scheme)));
    m_size->setValue(QString::number(static_cast<int>(choice.size)));
}

void SignInPage::reset()
{
    m_waiting = false;
    m_password->clear();
    m_capsLock->setSpec({});
    m_enter->setEnabled(true);
    clearProblem();
    m_password->setFocus();
}

void SignInPage::showProblem(const Error &problem)
{
    m_waiting = false;
    m_enter->setEnabled(true);
    m_password->setState(FieldState::Error);
    m_password->setFocus();
    m_password->selectAll();
    m_problem->setRuns({plain(sentence(problem), Token::Danger)});
    m_problem->show();
    m_problemIcon->show();
    m_kept->setVisible(problem.kind == ErrorKind::WrongPassword || problem.kind == ErrorKind::AccountLocked);
}

void SignInPage::clearProblem()
{
    m_password->setState(FieldState::Normal);
    m_problem->hide();
    m_problemIcon->hide();
    m_kept->hide();
}

void SignInPage::choose(int row)
{
    const StaffEntry *person = m_model->row(row);
    m_greeting->setText(person == nullptr || person->name.isEmpty() ? tr("Password")
                                                                    : tr("%1, your password please").arg(person->name));
    m_password->clear();
    clearProblem();
}

void SignInPage::submit()
{
    const StaffEntry *person = m_model->row(m_people->currentRow());
    if (person == nullptr || m_waiting)
        return;
    if (m_password->text().isEmpty())
        return m_password->setFocus();
    m_waiting = true;
    m_enter->setEnabled(false);
    StaffEntry who = *person;
    if (who.login.isEmpty())
        who.login = m_login->text().trimmed();
    Q_EMIT signInRequested(who, m_password->text());
}

bool SignInPage::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_password && event->type() == QEvent::KeyPress) {
        const auto *key = static_cast<QKeyEvent *>(event);
        noticeCapsLock(key->text(), (key->modifiers() & Qt::ShiftModifier) != 0);
        if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
            submit();
            return true;
        }
        if (key->key() == Qt::Key_Up || key->key() == Qt::Key_Down) {
            const int row = m_people->currentRow() + (key->key() == Qt::Key_Up ? -1 : 1);
            m_people->setCurrentRow(std::clamp(row, 0, static_cast<int>(m_model->total()) - 1));
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SignInPage::noticeCapsLock(const QString &typed, bool shift)
{
    // Qt does not say whether the key is on; what a letter comes out as does.
    if (typed.size() != 1 || !typed.at(0).isLetter())
        return;
    const bool on = typed.at(0).isUpper() != shift;
    m_capsLock->setSpec(on ? ChipSpec{ChipKind::Warn, tr("Caps Lock is on"), Icon::Warn} : ChipSpec{});
}

void SignInPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    m_password->setFocus();
}

void SignInPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
