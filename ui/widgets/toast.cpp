// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/toast.h"
#include "ui/theme/accessible.h"
#include <QAccessible>
#include <QApplication>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMouseEvent>
#include <QPainter>
#include <QPlainTextEdit>

namespace yigong {
namespace {

/// Whether Ctrl+Z belongs to the typing in the focused field.
bool typingToUndo()
{
    const QWidget *focus = QApplication::focusWidget();
    if (const auto *line = qobject_cast<const QLineEdit *>(focus))
        return line->isUndoAvailable();
    if (const auto *area = qobject_cast<const QPlainTextEdit *>(focus))
        return area->document()->isUndoAvailable();
    return false;
}

} // namespace

Toast::Toast(QWidget *window) : QWidget(window)
{
    speakAs(this, QAccessible::Notification);
    hide();
    m_timer.setSingleShot(true);
    m_timer.setInterval(shownFor);
    connect(&m_timer, &QTimer::timeout, this, &QWidget::hide);
    window->installEventFilter(this);
    followTheme(this, [this] { place(); });
}

void Toast::say(const QString &sentence, Undo undo)
{
    m_sentence = sentence;
    m_undo = std::move(undo);
    setAccessibleName(m_undo ? sentence + u' ' + undoWords() : sentence);
    place();
    show();
    raise();
    m_timer.start();
    qApp->removeEventFilter(this);
    if (m_undo)
        qApp->installEventFilter(this);
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
}

QString Toast::undoWords() const
{
    return tr("Undo") + QStringLiteral("   Ctrl+Z");
}

void Toast::place()
{
    const QWidget *window = parentWidget();
    const QFontMetrics metrics(theme().font(TextStyle::Body));
    int width = theme().sp(20 + 12 + 8 + 12) + metrics.horizontalAdvance(m_sentence);
    if (m_undo)
        width += theme().sp(40) + metrics.horizontalAdvance(undoWords());
    width = std::min(std::max(width, theme().sp(280)), window->width() - 48);
    const int height = theme().sp(38);
    // Above the action bar, which it must not cover.
    setGeometry((window->width() - width) / 2, window->height() - height - theme().sp(53) - theme().dp(12), width,
                height);
    update();
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    const QColor ink = theme().color(Token::Surface);
    paintBox(painter, rect(), theme().color(Token::Text), {});
    const int icon = theme().sp(20);
    const int pad = theme().sp(12);
    paintIcon(painter, QRect(pad, (height() - icon) / 2, icon, icon), Icon::Ok, ink);
    painter.setFont(theme().font(TextStyle::Body));
    painter.setPen(ink);
    const QRect words = rect().adjusted(pad + icon + theme().sp(6), 0, -pad, 0);
    painter.drawText(words, Qt::AlignVCenter | Qt::AlignLeft, m_sentence);
    if (m_undo)
        painter.drawText(words, Qt::AlignVCenter | Qt::AlignRight, undoWords());
}

void Toast::mouseReleaseEvent(QMouseEvent *)
{
    if (m_undo)
        undoNow();
    else
        hide();
}

void Toast::undoNow()
{
    hide();
    qApp->removeEventFilter(this);
    if (const Undo undo = std::exchange(m_undo, {}))
        undo();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parentWidget() && event->type() == QEvent::Resize)
        place();
    if (!isVisible() || !m_undo)
        return false;
    if (event->type() != QEvent::ShortcutOverride && event->type() != QEvent::KeyPress)
        return false;
    auto *key = static_cast<QKeyEvent *>(event);
    if (!key->matches(QKeySequence::Undo) || typingToUndo())
        return false;
    if (event->type() == QEvent::KeyPress)
        undoNow();
    event->accept();
    return true;
}

} // namespace yigong
