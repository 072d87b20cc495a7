// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/chip.h"
#include "ui/theme/accessible.h"
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>

namespace yigong {

Chip::Chip(const ChipSpec &spec, QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_spec = spec;
    setAccessibleName(spec.word);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void Chip::setSpec(const ChipSpec &spec)
{
    m_spec = spec;
    setAccessibleName(spec.word);
    setVisible(!spec.isEmpty());
    updateGeometry();
    update();
}

QSize Chip::sizeHint() const
{
    return {chipWidth(m_spec), chipHeight()};
}

void Chip::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_spec);
}

ChipButton::ChipButton(const ChipSpec &spec, QWidget *parent) : QPushButton(parent)
{
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_spec = spec;
    setAccessibleName(spec.word);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void ChipButton::setSpec(const ChipSpec &spec)
{
    m_spec = spec;
    setAccessibleName(spec.word);
    setVisible(!spec.isEmpty());
    updateGeometry();
    update();
}

QSize ChipButton::sizeHint() const
{
    return {chipWidth(m_spec), chipHeight()};
}

void ChipButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintChip(painter, rect(), m_spec);
    if (hasFocus())
        paintBox(painter, rect(), {}, theme().color(Token::Accent), 2);
}

void ChipButton::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        return click();
    QPushButton::keyPressEvent(event);
}

PickedChip::PickedChip(const ChipSpec &spec, QWidget *parent) : ChipButton(spec, parent)
{
    setAccessibleDescription(tr("Delete takes it away"));
}

QRect PickedChip::crossRect() const
{
    const int size = theme().sp(16);
    return {width() - size - theme().sp(5), (height() - size) / 2, size, size};
}

QSize PickedChip::sizeHint() const
{
    return ChipButton::sizeHint() + QSize(theme().sp(18), 0);
}

void PickedChip::paintEvent(QPaintEvent *event)
{
    ChipButton::paintEvent(event);
    QPainter painter(this);
    paintIcon(painter, crossRect(), Icon::Close, theme().color(Token::Text3));
}

void PickedChip::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Delete || event->key() == Qt::Key_Backspace)
        Q_EMIT removeRequested();
    else
        ChipButton::keyPressEvent(event);
}

void PickedChip::mouseReleaseEvent(QMouseEvent *event)
{
    const bool onCross = crossRect().adjusted(-4, -4, 4, 4).contains(event->position().toPoint());
    if (!onCross)
        return ChipButton::mouseReleaseEvent(event);
    setDown(false);
    Q_EMIT removeRequested();
}

} // namespace yigong
