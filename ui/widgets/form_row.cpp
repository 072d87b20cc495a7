// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/form_row.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"
#include "ui/widgets/text_area.h"

namespace yigong {
namespace {

constexpr int labelWidth = 76;
constexpr int lastTimeWidth = 140;

/// Connects `show(state, message)` to whichever field-like widget this is.
template <typename Receiver, typename Show> void followMessage(QWidget *control, Receiver *receiver, Show show)
{
    if (auto *field = qobject_cast<Field *>(control))
        QObject::connect(field, &Field::stateChanged, receiver, show);
    else if (auto *pressure = qobject_cast<PressureField *>(control))
        QObject::connect(pressure, &PressureField::stateChanged, receiver, show);
    else if (auto *combo = qobject_cast<ComboField *>(control))
        QObject::connect(combo, &ComboField::stateChanged, receiver, show);
    else if (auto *area = qobject_cast<TextArea *>(control))
        QObject::connect(area, &TextArea::stateChanged, receiver, show);
}

Runs messageRuns(FieldState state, const QString &message)
{
    if (message.isEmpty())
        return {};
    const Token tone = state == FieldState::Error  ? Token::Danger
                       : state == FieldState::Warn ? Token::Warn
                                                   : Token::Text3;
    // The triangle says "above" where colour cannot be seen.
    return {small(state == FieldState::Warn ? QStringLiteral("▲ ") + message : message, tone)};
}

} // namespace

FormRow::FormRow(const QString &label, QWidget *control, QWidget *parent)
    : QWidget(parent), m_label(new Label(label, TextStyle::Body, Token::Text2, this)), m_controls(makeRow(8)),
      m_middle(makeColumn(4)), m_message(new RunsLabel({}, this)), m_lastTime(new RunsLabel({}, this))
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(label);
    auto *row = makeRow(8);
    setLayout(row);
    setFixedSizeSp(m_label, labelWidth, 36);
    setFixedSizeSp(m_lastTime, lastTimeWidth, 36);
    m_lastTime->setElided(true);
    m_lastTime->hide();
    m_message->hide();
    row->addWidget(m_label, 0, Qt::AlignTop);
    m_middle->addLayout(m_controls);
    row->addLayout(m_middle, 1);
    row->addWidget(m_lastTime, 0, Qt::AlignTop);
    if (control != nullptr)
        addControl(control);
    followTheme(this, [this] { placeMessage(); });
}

void FormRow::addControl(QWidget *control)
{
    if (m_control.isNull()) {
        m_control = control;
        m_label->setBuddy(control);
        if (control->accessibleName().isEmpty())
            control->setAccessibleName(m_label->text());
    }
    const bool wide = (control->sizePolicy().horizontalPolicy() & QSizePolicy::ExpandFlag) != 0 &&
                      control->maximumWidth() == QWIDGETSIZE_MAX;
    m_stretched = m_stretched || wide || qobject_cast<TickChips *>(control) != nullptr;
    m_controls->addWidget(control, wide ? 1 : 0);
    followMessage(control, this,
                  [this](FieldState state, const QString &message) { showMessage(static_cast<int>(state), message); });
    placeMessage();
}

void FormRow::addUnit(const QString &unit)
{
    addControl(new Label(unit, TextStyle::Secondary, Token::Text3, this));
}

void FormRow::addText(const QString &text, Token tone)
{
    addControl(new Label(text, TextStyle::Secondary, tone, this));
}

void FormRow::addStretch()
{
    m_stretched = true;
    m_controls->addStretch(1);
}

void FormRow::setLastTime(const QString &text, bool above)
{
    Runs runs{plain(text, Token::Text3)};
    if (above)
        runs.append(plain(QStringLiteral("▲"), Token::Danger));
    m_lastTime->setRuns(runs);
    m_lastTime->show();
}

void FormRow::setLabelWidthSp(int width)
{
    setFixedSizeSp(m_label, width, 0);
}

void FormRow::setLastTimeWidthSp(int width)
{
    setFixedSizeSp(m_lastTime, width, 36);
}

void FormRow::showMessage(int stateNumber, const QString &message)
{
    m_hasMessage = !message.isEmpty();
    m_message->setRuns(messageRuns(static_cast<FieldState>(stateNumber), message));
    placeMessage();
}

/// To the right of the controls where there is room for it; below them in large type or beside a wide control.
void FormRow::placeMessage()
{
    m_controls->removeWidget(m_message);
    m_middle->removeWidget(m_message);
    const bool below = theme().choice().size != TypeSize::Standard || m_stretched;
    if (below)
        m_middle->addWidget(m_message);
    else
        m_controls->addWidget(m_message, 1);
    // While there is none it holds the place beside short controls, so that they do not spread out.
    m_message->setVisible(m_hasMessage || !below);
    if (below && !m_stretched)
        m_controls->setAlignment(Qt::AlignLeft);
}

FormHead::FormHead(const QString &title, const QString &lastTime, QWidget *parent)
    : QWidget(parent), m_title(new Label(title, TextStyle::Section, Token::Text, this)),
      m_lastTime(new Label(lastTime, TextStyle::Secondary, Token::Text3, this))
{
    auto *row = makeRow(12);
    setLayout(row);
    row->addWidget(m_title, 1);
    row->addWidget(m_lastTime);
    setFixedSizeSp(m_lastTime, lastTimeWidth, 0);
}

void FormHead::setLastTime(const QString &text)
{
    m_lastTime->setText(text);
}

void FormHead::setLastTimeWidthSp(int width)
{
    setFixedSizeSp(m_lastTime, width, 0);
}

StackedField::StackedField(const QString &label, const QString &unit, QWidget *control, QWidget *parent)
    : QWidget(parent), m_lastTime(new Label(QString(), TextStyle::Secondary, Token::Text3, this)),
      m_message(new RunsLabel({}, this))
{
    setSizePolicy(QSizePolicy::Maximum, QSizePolicy::Fixed);
    auto *column = makeColumn(2);
    setLayout(column);
    column->addWidget(new RunsLabel({small(label, Token::Text2), yigong::unit(unit)}, this));
    column->addWidget(control, 0, Qt::AlignLeft);
    auto *below = makeRow(8);
    below->addWidget(m_message);
    below->addWidget(m_lastTime, 1);
    column->addLayout(below);
    if (control->accessibleName().isEmpty())
        control->setAccessibleName(label);
    m_message->hide();
    followMessage(control, this, [this](FieldState state, const QString &message) {
        m_message->setRuns(messageRuns(state, message));
        m_message->setVisible(!message.isEmpty());
    });
}

void StackedField::setLastTime(const QString &text)
{
    m_lastTime->setText(text.isEmpty() ? QString() : tr("last time %1").arg(text));
}

} // namespace yigong
