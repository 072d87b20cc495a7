// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/join_page.h"
#include "core/all_records.h"
#include "ui/shell/secret_dialog.h"
#include "ui/shell/sentences.h"
#include "ui/widgets/card.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QPainter>

namespace yigong {

JoinPage::JoinPage(QString folder, QString program, const Clock &clock, QWidget *parent)
    : QWidget(parent), m_folder(std::move(folder)), m_program(std::move(program)), m_clock(clock)
{
    m_worker.setMaxThreadCount(1);
    auto *column = makeColumn(16, {24, 24, 24, 24});
    setLayout(column);
    column->addStretch(1);
    auto *row = makeRow(0);
    row->addStretch(1);
    row->addWidget(makeCard());
    row->addStretch(1);
    column->addLayout(row);
    column->addStretch(2);
    followTheme(this, [this] { update(); });
}

JoinPage::~JoinPage()
{
    m_worker.waitForDone();
}

QWidget *JoinPage::makeCard()
{
    auto *card = new Card(tr("Join a county"), {}, this);
    auto *why = new Label(tr("There is no data on this computer yet. The county's administrator gives you a one-time "
                             "code and the address of the county platform."),
                          TextStyle::Body, Token::Text2, card);
    why->setWordWrap(true);
    card->body()->addWidget(why);
    auto *form = new QWidget(card);
    form->setLayout(makeColumn(10));
    m_hub = new Field(tr("County platform"), form);
    m_hub->setPlaceholderText(QStringLiteral("https://10.0.0.1:8443"));
    m_code = new Field(tr("Code"), form);
    m_code->setPlaceholderText(tr("six groups of five, from the county's paper"));
    m_name = new Field(tr("Name of this laptop"), form);
    m_name->setPlaceholderText(tr("as the code says, if empty"));
    m_login = new Field(tr("Login"), form);
    m_password = new Field(tr("Password"), form);
    m_password->setEchoMode(QLineEdit::Password);
    for (Field *field : {m_hub, m_code, m_login})
        field->setAttribute(Qt::WA_InputMethodEnabled, false);
    for (Field *field : {m_hub, m_code, m_name, m_login, m_password}) {
        auto *row = new FormRow(field->accessibleName(), field, form);
        row->setLabelWidthSp(110);
        form->layout()->addWidget(row);
    }
    card->body()->addWidget(form);
    m_step = new Label(QString(), TextStyle::Body, Token::Text2, card);
    m_step->setWordWrap(true);
    m_complaint = new Label(QString(), TextStyle::Body, Token::Danger, card);
    m_complaint->setWordWrap(true);
    card->body()->addWidget(m_step);
    card->body()->addWidget(m_complaint);
    m_join = new Button(tr("Join"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12), card);
    m_byStick = new Button(tr("No line: by stick …"), ButtonKind::Plain, Icon::None, {}, card);
    auto *buttons = makeRow(8);
    buttons->addStretch(1);
    buttons->addWidget(m_byStick);
    buttons->addWidget(m_join);
    card->body()->addLayout(buttons);
    connect(m_byStick, &QPushButton::clicked, this, [this] {
        if (!isFilled({m_code, m_login, m_password}))
            return;
        const QString stick = QFileDialog::getExistingDirectory(this, tr("Which stick?"));
        if (!stick.isEmpty())
            joinByStick(stick);
    });
    connect(m_join, &QPushButton::clicked, this, &JoinPage::join);
    auto *walk = new EnterMovesOn(form);
    connect(walk, &EnterMovesOn::endReached, m_join, [this] { m_join->click(); });
    setFixedSizeSp(card, 560, 0);
    return card;
}

EnrolmentWish JoinPage::wish() const
{
    EnrolmentWish wish;
    wish.folder = m_folder;
    const QString hub = m_hub->text().trimmed();
    if (!hub.isEmpty())
        wish.hub = QUrl(hub.contains(QStringLiteral("://")) ? hub : QStringLiteral("https://") + hub);
    wish.code = m_code->text();
    wish.name = m_name->text().trimmed();
    wish.program = m_program;
    wish.login = m_login->text().trimmed();
    wish.password = m_password->text();
    return wish;
}

bool JoinPage::isFilled(std::initializer_list<Field *> fields)
{
    m_complaint->clear();
    for (Field *field : fields) {
        const bool missing = field->text().trimmed().isEmpty();
        field->setState(missing ? FieldState::Error : FieldState::Normal);
        if (missing) {
            m_complaint->setText(tr("%1 is missing.").arg(field->accessibleName()));
            field->setFocus();
            return false;
        }
    }
    return true;
}

/// On the thread beside, with what the fields say now.
void JoinPage::begin(std::function<void(const EnrolmentWish &wish)> run)
{
    m_join->setEnabled(false);
    m_byStick->setEnabled(false);
    stepped(EnrolStep::Store);
    // Shared: a wish may hold a key, which is not copied.
    m_worker.start([wanted = std::make_shared<EnrolmentWish>(wish()), run = std::move(run)] { run(*wanted); });
}

void JoinPage::join()
{
    if (!isFilled({m_hub, m_code, m_login, m_password}))
        return;
    begin([this](const EnrolmentWish &wanted) {
        auto device = enrolDevice(wanted, allRecordTypes(), m_clock, [this](EnrolStep step) {
            QMetaObject::invokeMethod(
                this, [this, step] { stepped(step); }, Qt::QueuedConnection);
        });
        QMetaObject::invokeMethod(
            this, [this, device] { took(device); }, Qt::QueuedConnection);
    });
}

void JoinPage::joinByStick(const QString &stick)
{
    if (!isFilled({m_code, m_login, m_password}))
        return;
    begin([this, stick](const EnrolmentWish &wanted) {
        auto turn = enrolByStick(wanted, stick, allRecordTypes(), m_clock);
        QMetaObject::invokeMethod(
            this, [this, turn] { tookTurn(turn); }, Qt::QueuedConnection);
    });
}

void JoinPage::tookTurn(const Result<StickTurn> &turn)
{
    if (!turn)
        return took(fail(turn.error()));
    if (turn->made)
        return took(*turn->made);
    m_join->setEnabled(true);
    m_byStick->setEnabled(true);
    m_step->setText(tr("The request is on the stick: %1. Take it to the township or the county, where it is answered "
                       "(Sync, Carry for villages). When the stick is back, press the same button again, with the same "
                       "code, login and password.")
                        .arg(QFileInfo(turn->request).fileName()));
}

void JoinPage::stepped(EnrolStep step)
{
    switch (step) {
    case EnrolStep::Store:
        return m_step->setText(tr("1 of 4: making the encrypted store …"));
    case EnrolStep::Hub:
        return m_step->setText(tr("2 of 4: recognising the county platform …"));
    case EnrolStep::Exchange:
        return m_step->setText(tr("3 of 4: fetching the records of the site …"));
    case EnrolStep::SignIn:
        return m_step->setText(tr("4 of 4: checking the password …"));
    }
}

void JoinPage::took(const Result<EnrolledDevice> &device)
{
    m_join->setEnabled(true);
    m_byStick->setEnabled(true);
    m_step->clear();
    if (!device && device.error().field == u"set-up")
        return m_complaint->setText(
            device.error().kind == ErrorKind::StoreDamaged
                ? tr("The county's answer on the stick is cut or damaged. Nothing was changed here; have it carried "
                     "once more, then press the same button again.")
                : tr("The answer on the stick is not of the county of this code. Nothing was changed; tell the "
                     "county."));
    if (!device)
        return m_complaint->setText(
            device.error().kind == ErrorKind::BadFormat
                ? tr("This is not a code as the county prints it: six groups of five letters and "
                     "digits. Nothing was changed; compare it with the paper.")
                : sentence(device.error()));
    QStringList facts{tr("This computer: %1, letter %2").arg(device->siteName, device->letter)};
    if (device->syncProblem)
        facts.append(tr("Not all records are here yet; the rest comes with the next synchronisation."));
    if (device->signInProblem)
        facts.append(sentence(*device->signInProblem));
    if (device->recoveryKey.isEmpty())
        return Q_EMIT joined();
    auto *shown = new SecretDialog({tr("This computer has joined the county"),
                                    tr("If all passwords are forgotten, only this recovery key opens the data on this "
                                       "computer. Write it down or print it and keep it away from the computer; it is "
                                       "not shown again."),
                                    tr("Recovery key"), device->recoveryKey, facts},
                                   this);
    connect(shown, &QDialog::accepted, this, &JoinPage::joined, Qt::QueuedConnection);
    shown->open();
}

void JoinPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
