// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/composition.h"
#include <QKeyEvent>
#include <QWidget>

namespace yigong {
namespace {

bool takesFocus(const QWidget *form, const QWidget *widget)
{
    return form->isAncestorOf(widget) && widget->isEnabled() && widget->isVisible() &&
           (widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && widget->focusProxy() == nullptr;
}

} // namespace

EnterMovesOn::EnterMovesOn(QWidget *form) : QObject(form), m_form(form)
{
    form->installEventFilter(this);
    Composition::current();
}

void EnterMovesOn::start()
{
    for (QWidget *next = m_form->nextInFocusChain(); next != m_form; next = next->nextInFocusChain())
        if (takesFocus(m_form, next))
            return next->setFocus(Qt::TabFocusReason);
}

bool EnterMovesOn::eventFilter(QObject *, QEvent *event)
{
    if (event->type() != QEvent::KeyPress)
        return false;
    const auto *key = static_cast<QKeyEvent *>(event);
    if ((key->modifiers() & ~Qt::KeypadModifier) != Qt::NoModifier)
        return false;
    if (key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter) {
        if (!Composition::current().holdsEnter() && !step(1))
            Q_EMIT endReached();
        return true;
    }
    if (key->key() == Qt::Key_Up && !Composition::current().isComposing()) {
        step(-1);
        return true;
    }
    return false;
}

bool EnterMovesOn::step(int by)
{
    QWidget *from = m_form->focusWidget();
    if (from == nullptr)
        return false;
    // The chain is a ring through the whole window: leaving the form once means that its end is reached. What takes no
    // focus stands for nothing there: a box's list of suggestions becomes the window's child once it was shown.
    const auto next = [by](QWidget *w) { return by > 0 ? w->nextInFocusChain() : w->previousInFocusChain(); };
    bool left = false;
    for (QWidget *to = next(from); to != from; to = next(to)) {
        const bool isOutside = !m_form->isAncestorOf(to) && (to->focusPolicy() & Qt::TabFocus) == Qt::TabFocus;
        left = left || to == m_form || isOutside;
        if (takesFocus(m_form, to)) {
            if (left)
                return false;
            to->setFocus(by > 0 ? Qt::TabFocusReason : Qt::BacktabFocusReason);
            return true;
        }
    }
    return false;
}

} // namespace yigong
