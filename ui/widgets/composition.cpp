// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/composition.h"
#include <QCoreApplication>
#include <QInputMethodEvent>

namespace yigong {

Composition &Composition::current()
{
    // Owned by the application, so that it goes with it.
    static QPointer<Composition> watch;
    if (!watch)
        watch = new Composition;
    return *watch;
}

Composition::Composition() : QObject(QCoreApplication::instance())
{
    // A leaked Enter comes in the same burst as the committed text, within a few milliseconds; a finger takes longer.
    m_justEnded.setSingleShot(true);
    m_justEnded.setInterval(30);
    QCoreApplication::instance()->installEventFilter(this);
}

bool Composition::holdsEnter() const
{
    return isComposing() || m_justEnded.isActive();
}

bool Composition::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() == QEvent::InputMethod) {
        const auto *input = static_cast<QInputMethodEvent *>(event);
        const bool composing = !input->preeditString().isEmpty();
        if (!composing && m_composing)
            m_justEnded.start();
        m_composing = composing;
        m_where = watched;
    } else if (event->type() == QEvent::FocusOut && watched == m_where) {
        m_composing = false;
    }
    return false;
}

} // namespace yigong
