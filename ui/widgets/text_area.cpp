// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/text_area.h"
#include <QKeyEvent>

namespace yigong {

TextArea::TextArea(const QString &accessibleName, int lines, QWidget *parent) : QPlainTextEdit(parent), m_lines(lines)
{
    setAccessibleName(accessibleName);
    setProperty("kind", stateName(m_state));
    setTabChangesFocus(true);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(this, &QPlainTextEdit::textChanged, this, [this] {
        if (m_state == FieldState::Carried && hasFocus())
            setState(FieldState::Normal);
    });
    followTheme(this, [this] { updateGeometry(); });
}

void TextArea::setState(FieldState state, const QString &message)
{
    m_state = state;
    setReadOnly(state == FieldState::ReadOnly);
    setAccessibleDescription(message);
    showState(this, state);
    Q_EMIT stateChanged(state, message);
}

void TextArea::carry(const QString &text)
{
    setPlainText(text);
    setState(FieldState::Carried);
}

QSize TextArea::sizeHint() const
{
    return {theme().sp(200), m_lines * theme().lineHeight(TextStyle::Body) + theme().sp(24)};
}

void TextArea::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && !(event->modifiers() & Qt::ShiftModifier))
        return event->ignore();
    QPlainTextEdit::keyPressEvent(event);
}

} // namespace yigong
