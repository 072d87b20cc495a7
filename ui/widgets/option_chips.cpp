// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/option_chips.h"
#include "core/base/text.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include "ui/widgets/paint.h"

#include <QKeyEvent>
#include <QPainter>
#include <algorithm>

namespace yigong {

namespace {

constexpr int oneNumberMs = 600; // between two digits of one number
constexpr int chipPadding = 8, numberGap = 5;

} // namespace

OptionChips::OptionChips(const QList<NumberedOption> &options, Picks picks, const QString &accessibleName, int none,
                         QWidget *parent)
    : QWidget(parent), m_picks(picks), m_none(none)
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    auto *flow = new FlowLayout(this);
    setSpaces(flow, 6);
    for (const NumberedOption &option : options) {
        auto *chip = new OptionChip(option, picks == Picks::One, this);
        connect(chip, &QAbstractButton::clicked, this, [this, number = option.number] { pick(number); });
        flow->addWidget(chip);
        m_chips.append(chip);
    }
    if (!m_chips.isEmpty())
        stopAt(m_chips.front());
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QList<int> OptionChips::chosen() const
{
    QList<int> numbers;
    for (const OptionChip *chip : m_chips)
        if (chip->isChecked())
            numbers.append(chip->number());
    return numbers;
}

void OptionChips::setChosen(const QList<int> &numbers)
{
    for (OptionChip *chip : m_chips)
        chip->setChecked(numbers.contains(chip->number()));
    if (OptionChip *chip = numbers.isEmpty() ? nullptr : chipOf(numbers.front()); chip && !focused())
        stopAt(chip);
}

void OptionChips::setCarried(bool carried)
{
    m_carried = carried;
    for (OptionChip *chip : m_chips)
        chip->setCarried(carried);
}

void OptionChips::setState(FieldState state, const QString &message)
{
    setAccessibleDescription(message);
    Q_EMIT stateChanged(state, message);
}

OptionChip *OptionChips::chipOf(int number) const
{
    const auto found =
        std::find_if(m_chips.begin(), m_chips.end(), [number](OptionChip *chip) { return chip->number() == number; });
    return found == m_chips.end() ? nullptr : *found;
}

OptionChip *OptionChips::focused() const
{
    const auto found = std::find_if(m_chips.begin(), m_chips.end(), [](OptionChip *chip) { return chip->hasFocus(); });
    return found == m_chips.end() ? nullptr : *found;
}

void OptionChips::stopAt(OptionChip *chip)
{
    for (OptionChip *each : m_chips)
        each->setFocusPolicy(each == chip ? Qt::StrongFocus : Qt::ClickFocus);
    setFocusProxy(chip);
}

void OptionChips::pick(int number)
{
    QList<int> numbers = chosen();
    if (m_picks == Picks::One)
        numbers = {number};
    else if (numbers.contains(number))
        numbers.removeAll(number);
    else if (number == m_none)
        numbers = {number};
    else {
        numbers.removeAll(m_none);
        numbers.append(number);
    }
    take(numbers);
    if (OptionChip *chip = chipOf(number)) {
        stopAt(chip);
        chip->setFocus(Qt::OtherFocusReason);
    }
}

void OptionChips::take(const QList<int> &numbers)
{
    setCarried(false);
    setChosen(numbers);
    Q_EMIT changed();
}

bool OptionChips::typeDigit(QChar digit)
{
    const bool goesOn = !m_typed.isEmpty() && m_sinceTyped.isValid() && m_sinceTyped.elapsed() < oneNumberMs;
    const int longer = (m_typed + digit).toInt();
    if (goesOn && chipOf(longer) != nullptr) {
        setChosen(m_beforeTyped);
        m_typed.clear();
        pick(longer);
        return true;
    }
    if (chipOf(digit.digitValue()) == nullptr)
        return false;
    m_typed = digit;
    m_beforeTyped = chosen();
    m_sinceTyped.start();
    pick(digit.digitValue());
    return true;
}

bool OptionChips::takeLastTime()
{
    if (m_lastTime.isEmpty() || !chosen().isEmpty())
        return false;
    take(m_lastTime);
    setCarried(true);
    return true;
}

void OptionChips::keyPressEvent(QKeyEvent *event)
{
    OptionChip *at = focused();
    if (at == nullptr || (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return event->ignore();
    const QString text = halfWidth(event->text());
    if (!text.isEmpty() && text.front().isDigit() && typeDigit(text.front()))
        return;
    m_typed.clear();
    if (text == u"=" && takeLastTime())
        return;
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (step != 0) {
        OptionChip *to = m_chips[std::clamp<qsizetype>(m_chips.indexOf(at) + step, 0, m_chips.size() - 1)];
        stopAt(to);
        return to->setFocus(Qt::OtherFocusReason);
    }
    if (event->key() == Qt::Key_Space)
        return pick(at->number());
    if (event->key() == Qt::Key_Backspace || event->key() == Qt::Key_Delete)
        return take({});
    event->ignore();
}

OptionChip::OptionChip(const NumberedOption &option, bool isOneOfMany, QWidget *parent)
    : QAbstractButton(parent), m_option(option), m_isOne(isOneOfMany)
{
    speakAs(this, isOneOfMany ? QAccessible::RadioButton : QAccessible::CheckBox);
    setCheckable(true);
    setText(option.word);
    setAccessibleName(option.word);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void OptionChip::setCarried(bool carried)
{
    m_carried = carried;
    update();
}

int OptionChip::numberWidth() const
{
    const int digits = QFontMetrics(theme().font(TextStyle::Key)).horizontalAdvance(QString::number(number()));
    return m_isOne ? digits : std::max(digits, theme().sp(16)); // room for the tick
}

QSize OptionChip::sizeHint() const
{
    const int word = QFontMetrics(theme().font(TextStyle::Body)).horizontalAdvance(text());
    return {numberWidth() + theme().dp(numberGap) + word + 2 * theme().dp(chipPadding), theme().sp(32)};
}

void OptionChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [](Token token) { return theme().color(token); };
    const bool filled = m_isOne && isChecked() && !m_carried;
    const QColor ground = filled         ? of(Token::Accent)
                          : isChecked()  ? of(m_carried ? Token::Sunken : Token::Selected)
                          : underMouse() ? of(Token::Hover)
                                         : of(Token::Surface);
    const bool dashed = isChecked() && m_carried;
    paintBox(painter, rect(), ground, dashed ? QColor() : of(isChecked() ? Token::Accent : Token::LineStrong));
    if (dashed) {
        painter.setPen(QPen(of(Token::Accent), 1, Qt::DashLine));
        painter.drawRect(rect().adjusted(0, 0, -1, -1));
    }
    if (hasFocus() && filled)
        paintBox(painter, rect().adjusted(3, 3, -3, -3), {}, of(Token::OnAccent), 2, 3);
    else if (hasFocus())
        paintBox(painter, rect(), {}, of(Token::Accent), 2);
    const int left = theme().dp(chipPadding), width = numberWidth();
    if (isChecked() && !m_isOne) {
        const int size = theme().sp(16);
        paintIcon(painter, QRect(left, (height() - size) / 2, size, size), Icon::Check, of(Token::Accent));
    } else {
        painter.setFont(theme().font(TextStyle::Key));
        painter.setPen(of(filled ? Token::OnAccent : Token::Text3));
        painter.drawText(QRect(left, 0, width, height()), Qt::AlignVCenter | Qt::AlignHCenter,
                         QString::number(number()));
    }
    painter.setFont(theme().font(TextStyle::Body));
    painter.setPen(of(filled ? Token::OnAccent : Token::Text));
    painter.drawText(rect().adjusted(left + width + theme().dp(numberGap), 0, 0, 0), Qt::AlignVCenter | Qt::AlignLeft,
                     text());
}

} // namespace yigong
