// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/button.h"
#include "ui/theme/accessible.h"
#include <QFontMetrics>
#include <QKeyEvent>
#include <QPainter>
#include <QShortcutEvent>
#include <QStyleOptionButton>

namespace yigong {

struct Button::Look
{
    QColor ground;
    QColor edge;
    QColor ink;
    QColor iconInk;
    QColor capEdge;
    QColor capInk;
    int edgeWidth = 1;
    QColor ring; ///< inner focus ring on filled buttons
};

QString keyCapText(const QKeySequence &key)
{
    return key.toString(QKeySequence::PortableText).replace(QStringLiteral("Return"), QStringLiteral("Enter"));
}

Button::Button(const QString &text, ButtonKind kind, Icon icon, const QKeySequence &shortcut, QWidget *parent)
    : QPushButton(parent), m_kind(kind), m_icon(icon)
{
    setAutoDefault(false);
    setAttribute(Qt::WA_Hover);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setText(text);
    setShortcut(shortcut);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void Button::setText(const QString &text)
{
    QPushButton::setText(text);
    setAccessibleName(text);
    // QAbstractButton takes the text's mnemonic, or none, for the shortcut.
    QPushButton::setShortcut(m_shortcut);
    updateGeometry();
}

void Button::setKind(ButtonKind kind)
{
    m_kind = kind;
    update();
}

void Button::setIcon(Icon icon)
{
    m_icon = icon;
    updateGeometry();
    update();
}

void Button::setShortcut(const QKeySequence &shortcut)
{
    m_shortcut = shortcut;
    QPushButton::setShortcut(shortcut);
    setKeyCap(keyCapText(shortcut));
}

void Button::setKeyCap(const QString &key)
{
    m_keyCap = key;
    updateGeometry();
    update();
}

void Button::setBlockedReason(const QString &reason)
{
    m_blockedReason = reason;
    setEnabled(reason.isEmpty());
    setAccessibleDescription(reason);
    setToolTip(reason);
    Q_EMIT blockedReasonChanged(reason);
}

void Button::setHeightSp(int height)
{
    m_height = height;
    updateGeometry();
}

QFont Button::wordFont() const
{
    return theme().font(m_kind == ButtonKind::Primary ? TextStyle::Section : TextStyle::Body);
}

int Button::contentWidth() const
{
    int width = QFontMetrics(wordFont()).horizontalAdvance(text());
    if (m_icon != Icon::None)
        width += theme().sp(20) + (text().isEmpty() ? 0 : theme().dp(8));
    if (!m_keyCap.isEmpty())
        width += theme().dp(8) + keyCapWidth(m_keyCap);
    return width;
}

QSize Button::sizeHint() const
{
    return {contentWidth() + 2 * theme().dp(12), theme().sp(m_height)};
}

Button::Look Button::look() const
{
    const auto of = [](Token token) { return theme().color(token); };
    const bool hovered = underMouse();
    const bool pressed = isDown();
    const int focusEdge = hasFocus() ? 2 : 1;
    if (!isEnabled())
        return {of(Token::Sunken),
                of(Token::Line),
                of(Token::Disabled),
                of(Token::Disabled),
                of(Token::Line),
                of(Token::Disabled),
                1,
                {}};
    const QColor rest = pressed ? of(Token::Selected) : hovered ? of(Token::Hover) : QColor();
    const QColor outlined = rest.isValid() ? rest : of(Token::Surface);
    switch (m_kind) {
    case ButtonKind::Primary: {
        const QColor ground = hovered || pressed ? of(Token::AccentHover) : of(Token::Accent);
        const QColor on = of(Token::OnAccent);
        QColor capEdge = on;
        capEdge.setAlphaF(0.65F);
        return {ground, {}, on, on, capEdge, on, 1, hasFocus() ? on : QColor()};
    }
    case ButtonKind::Normal:
        return {outlined,
                hasFocus() ? of(Token::Accent) : of(Token::LineStrong),
                of(Token::Text),
                of(Token::Text),
                of(Token::LineStrong),
                of(Token::Text2),
                focusEdge,
                {}};
    case ButtonKind::Plain:
        return {rest,
                hasFocus() ? of(Token::Accent) : QColor(),
                of(Token::Accent),
                of(Token::Accent),
                of(Token::Accent),
                of(Token::Accent),
                focusEdge,
                {}};
    case ButtonKind::Danger:
        return {pressed || hovered ? of(Token::DangerGround) : of(Token::Surface),
                of(Token::Danger),
                of(Token::Danger),
                of(Token::Danger),
                of(Token::DangerEdge),
                of(Token::Danger),
                focusEdge,
                {}};
    }
    return {};
}

void Button::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const Look l = look();
    paintBox(painter, rect(), l.ground, l.edge, l.edgeWidth);
    if (l.ring.isValid())
        paintBox(painter, rect().adjusted(3, 3, -3, -3), {}, l.ring, 2, 3);
    paintContent(painter, l);
    if (menu() != nullptr) {
        const int size = theme().sp(16);
        paintIcon(painter, QRect(width() - size - theme().dp(8), (height() - size) / 2, size, size), Icon::Down,
                  l.iconInk);
    }
}

void Button::paintContent(QPainter &painter, const Look &l) const
{
    int x = (width() - contentWidth()) / 2;
    if (m_icon != Icon::None) {
        const int size = theme().sp(20);
        paintIcon(painter, QRect(x, (height() - size) / 2, size, size), m_icon, l.iconInk);
        x += size + theme().dp(8);
    }
    painter.setFont(wordFont());
    painter.setPen(l.ink);
    const int wordWidth = QFontMetrics(wordFont()).horizontalAdvance(text());
    painter.drawText(QRect(x, 0, wordWidth + 2, height()), Qt::AlignVCenter | Qt::AlignLeft, text());
    if (m_keyCap.isEmpty())
        return;
    x += wordWidth + theme().dp(8);
    const int capHeight = theme().sp(20);
    paintKeyCap(painter, QRect(x, (height() - capHeight) / 2, keyCapWidth(m_keyCap), capHeight), m_keyCap, l.capInk,
                l.capEdge);
}

bool Button::event(QEvent *event)
{
    // Qt would only press it for a moment and click later; a person who knows the key does not wait.
    if (event->type() == QEvent::Shortcut && !static_cast<QShortcutEvent *>(event)->isAmbiguous()) {
        click();
        return true;
    }
    return QPushButton::event(event);
}

void Button::keyPressEvent(QKeyEvent *event)
{
    const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (enter && m_pressedByEnter && !event->isAutoRepeat()) {
        click();
        return;
    }
    if (enter)
        return event->ignore();
    QPushButton::keyPressEvent(event);
}

KeyCap::KeyCap(const QString &text, QWidget *parent) : QWidget(parent), m_text(text)
{
    speakAs(this, QAccessible::StaticText);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    setAccessibleName(text);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

QSize KeyCap::sizeHint() const
{
    return {QFontMetrics(theme().font(TextStyle::Key)).horizontalAdvance(m_text) + theme().sp(12), theme().sp(22)};
}

void KeyCap::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintBox(painter, rect(), theme().color(Token::Sunken), theme().color(Token::Line));
    paintKeyCap(painter, rect(), m_text, theme().color(Token::Text2), {});
}

} // namespace yigong
