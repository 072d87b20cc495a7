// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/choice.h"
#include "ui/theme/accessible.h"
#include "ui/widgets/flow_layout.h"
#include "ui/widgets/label.h"
#include <QFontMetrics>
#include <QPainter>

namespace yigong {

// --- one of a few ---

Segments::Segments(const Options &options, const QString &accessibleName, QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    setOptions(options);
}

void Segments::setOptions(const Options &options)
{
    qDeleteAll(m_segments);
    m_segments.clear();
    m_options = options;
    for (qsizetype i = 0; i < options.size(); ++i) {
        auto *segment = new Segment(options[i].word, {i == 0, i == options.size() - 1}, this);
        connect(segment, &QRadioButton::clicked, this, [this, i] { pick(static_cast<int>(i)); });
        layout()->addWidget(segment);
        m_segments.append(segment);
    }
    updateStops();
}

QString Segments::value() const
{
    for (qsizetype i = 0; i < m_segments.size(); ++i)
        if (m_segments[i]->isChecked())
            return m_options[i].key;
    return {};
}

void Segments::setValue(const QString &key)
{
    for (qsizetype i = 0; i < m_segments.size(); ++i) {
        m_segments[i]->setAutoExclusive(false);
        m_segments[i]->setChecked(!key.isEmpty() && m_options[i].key == key);
        m_segments[i]->setAutoExclusive(true);
    }
    updateStops();
}

void Segments::setCarried(bool carried)
{
    m_carried = carried;
    for (Segment *segment : m_segments)
        segment->setCarried(carried);
}

void Segments::pick(int index)
{
    setCarried(false);
    setValue(m_options[index].key);
    m_segments[index]->setFocus(Qt::OtherFocusReason);
    Q_EMIT chosen(m_options[index].key);
}

/// Tab and Enter stop once: at the chosen answer, or at the first.
void Segments::updateStops()
{
    Segment *stop = m_segments.isEmpty() ? nullptr : m_segments.first();
    for (Segment *segment : m_segments)
        if (segment->isChecked())
            stop = segment;
    for (Segment *segment : m_segments)
        segment->setFocusPolicy(segment == stop ? Qt::StrongFocus : Qt::ClickFocus);
    setFocusProxy(stop);
}

void Segments::keyPressEvent(QKeyEvent *event)
{
    int at = -1;
    for (qsizetype i = 0; i < m_segments.size(); ++i)
        if (m_segments[i]->hasFocus())
            at = static_cast<int>(i);
    const int count = static_cast<int>(m_segments.size());
    if (at < 0 || (event->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return event->ignore();
    const bool nothingChosen = value().isEmpty();
    if (event->key() == Qt::Key_Right)
        return pick(nothingChosen ? 0 : std::min(at + 1, count - 1));
    if (event->key() == Qt::Key_Left)
        return pick(std::max(at - 1, 0));
    if (event->key() == Qt::Key_Space)
        return pick(at);
    if (const int digit = event->key() - Qt::Key_1; digit >= 0 && digit < count)
        return pick(digit);
    event->ignore();
}

Segment::Segment(const QString &word, Corners corners, QWidget *parent) : QRadioButton(word, parent), m_corners(corners)
{
    setAccessibleName(word);
    setAttribute(Qt::WA_Hover);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void Segment::setCarried(bool carried)
{
    m_carried = carried;
    update();
}

QSize Segment::sizeHint() const
{
    const int word = QFontMetrics(theme().font(TextStyle::Section)).horizontalAdvance(text());
    return {word + 2 * theme().dp(12), theme().sp(36)};
}

void Segment::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [](Token token) { return theme().color(token); };
    const bool on = isChecked() && isEnabled();
    const bool filled = on && !m_carried;
    const QColor ground = !isEnabled()   ? of(isChecked() ? Token::Line : Token::Sunken)
                          : filled       ? of(Token::Accent)
                          : on           ? of(Token::Selected)
                          : underMouse() ? of(Token::Hover)
                                         : of(Token::Surface);
    // Neighbours share one edge: the left one of all but the first falls outside.
    paintBox(painter, rect().adjusted(m_corners.left ? 0 : -1, 0, 0, 0), ground,
             filled ? of(Token::Accent) : of(isEnabled() ? Token::LineStrong : Token::Line), 1, 4, m_corners);
    if (hasFocus() && filled)
        paintBox(painter, rect().adjusted(3, 3, -3, -3), {}, of(Token::OnAccent), 2, 3);
    else if (hasFocus())
        paintBox(painter, rect(), {}, of(Token::Accent), 2, 4, m_corners);
    painter.setFont(theme().font(on && !theme().isDark() ? TextStyle::Section : TextStyle::Body));
    painter.setPen(!isEnabled() ? of(Token::Disabled) : filled ? of(Token::OnAccent) : of(Token::Text));
    painter.drawText(rect(), Qt::AlignCenter, text());
}

// --- any of several ---

TickChips::TickChips(const Options &options, const QString &accessibleName, const QString &exclusiveKey,
                     QWidget *parent)
    : QWidget(parent), m_options(options), m_exclusiveKey(exclusiveKey)
{
    speakAs(this, QAccessible::Grouping);
    setAccessibleName(accessibleName);
    auto *flow = new FlowLayout(this);
    setSpaces(flow, 8);
    for (qsizetype i = 0; i < options.size(); ++i) {
        auto *chip = new TickChip(options[i].word, this);
        connect(chip, &QCheckBox::clicked, this, [this, i] { ticked(static_cast<int>(i)); });
        flow->addWidget(chip);
        m_chips.append(chip);
        if (i > 0)
            chip->setFocusPolicy(Qt::ClickFocus);
    }
    if (!m_chips.isEmpty())
        setFocusProxy(m_chips.first());
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
}

QStringList TickChips::values() const
{
    QStringList keys;
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        if (m_chips[i]->isChecked())
            keys.append(m_options[i].key);
    return keys;
}

void TickChips::setValues(const QStringList &keys)
{
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        m_chips[i]->setChecked(keys.contains(m_options[i].key));
}

void TickChips::ticked(int index)
{
    const bool exclusive = m_options[index].key == m_exclusiveKey;
    if (m_chips[index]->isChecked() && !m_exclusiveKey.isEmpty())
        for (qsizetype i = 0; i < m_chips.size(); ++i)
            if (i != index && (exclusive || m_options[i].key == m_exclusiveKey))
                m_chips[i]->setChecked(false);
    Q_EMIT changed(values());
}

void TickChips::keyPressEvent(QKeyEvent *event)
{
    qsizetype at = -1;
    for (qsizetype i = 0; i < m_chips.size(); ++i)
        if (m_chips[i]->hasFocus())
            at = i;
    const int step = event->key() == Qt::Key_Right ? 1 : event->key() == Qt::Key_Left ? -1 : 0;
    if (at >= 0 && step != 0)
        return m_chips[std::clamp<qsizetype>(at + step, 0, m_chips.size() - 1)]->setFocus();
    if (const int digit = event->key() - Qt::Key_1; at >= 0 && digit >= 0 && digit < m_chips.size()) {
        m_chips[digit]->setFocus();
        return m_chips[digit]->click();
    }
    event->ignore();
}

TickChip::TickChip(const QString &word, QWidget *parent) : QCheckBox(word, parent)
{
    setAccessibleName(word);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

QSize TickChip::sizeHint() const
{
    const int word = QFontMetrics(theme().font(TextStyle::Body)).horizontalAdvance(text());
    // Room for the tick is kept, so that nothing moves when it comes.
    return {word + theme().sp(16) + theme().dp(4) + 2 * theme().dp(8), theme().sp(36)};
}

void TickChip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const auto of = [](Token token) { return theme().color(token); };
    const QColor ground = !isEnabled()   ? of(Token::Sunken)
                          : isChecked()  ? of(Token::Selected)
                          : underMouse() ? of(Token::Hover)
                                         : of(Token::Surface);
    const QColor edge = !isEnabled()                ? of(Token::Line)
                        : isChecked() || hasFocus() ? of(Token::Accent)
                                                    : of(Token::LineStrong);
    paintBox(painter, rect(), ground, edge, hasFocus() ? 2 : 1);
    QRect word = rect();
    if (isChecked()) {
        const int size = theme().sp(16);
        const int left = theme().dp(8);
        paintIcon(painter, QRect(left, (height() - size) / 2, size, size), Icon::Check, of(Token::Accent));
        word.setLeft(left + size + theme().dp(2));
        word.setRight(width() - theme().dp(6));
    }
    painter.setFont(theme().font(TextStyle::Body));
    painter.setPen(of(isEnabled() ? Token::Text : Token::Disabled));
    painter.drawText(word, Qt::AlignCenter, text());
}

} // namespace yigong
