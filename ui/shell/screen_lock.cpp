// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/screen_lock.h"

#include <QApplication>
#include <QDialog>

namespace yigong {

ScreenLock::ScreenLock(QWidget *desktop) : QObject(desktop), m_desktop(desktop)
{
    m_idle.setSingleShot(true);
    connect(&m_idle, &QTimer::timeout, this, &ScreenLock::idle);
    QCoreApplication::instance()->installEventFilter(this);
}

void ScreenLock::setIdle(int ms)
{
    m_idle.setInterval(ms);
    if (ms > 0)
        m_idle.start();
    else
        m_idle.stop();
}

bool ScreenLock::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::KeyPress:
    case QEvent::InputMethod:
    case QEvent::MouseMove:
    case QEvent::MouseButtonPress:
    case QEvent::Wheel:
    case QEvent::TouchBegin:
        if (m_idle.isActive())
            m_idle.start();
        break;
    default:
        break;
    }
    return QObject::eventFilter(watched, event);
}

QList<QWidget *> ScreenLock::openDialogs() const
{
    QList<QWidget *> dialogs;
    for (QWidget *top : QApplication::topLevelWidgets())
        if (top != m_desktop && top != m_page && top->isVisible())
            dialogs.append(top);
    return dialogs;
}

void ScreenLock::cover(QWidget *window, const SignInFacts &facts, std::vector<StaffEntry> staff)
{
    if (m_page != nullptr)
        return;
    m_idle.stop();
    m_window = window;
    m_focusBefore = QApplication::focusWidget();
    for (QWidget *dialog : openDialogs())
        dialog->setWindowOpacity(0);
    window->hide();
    // A window of its own over dialogs as well: they stay open with what was typed in them.
    m_page = new SignInPage(m_desktop);
    m_page->setWindowFlags(Qt::Dialog | Qt::FramelessWindowHint);
    m_page->setWindowModality(Qt::ApplicationModal);
    m_page->setAccessibleName(tr("Locked"));
    m_page->setThemeChoice(theme().choice());
    m_page->setFacts(facts);
    m_page->setStaff(std::move(staff));
    connect(m_page, &SignInPage::signInRequested, this, &ScreenLock::signInRequested);
    m_page->setGeometry(QRect(m_desktop->mapToGlobal(QPoint()), m_desktop->size()));
    m_page->show();
    m_page->reset();
}

void ScreenLock::lift()
{
    if (m_page == nullptr)
        return;
    m_page->hide();
    m_page->deleteLater(); // not from within its own signal
    m_page = nullptr;
    for (QWidget *dialog : openDialogs())
        dialog->setWindowOpacity(1);
    if (m_window != nullptr)
        m_window->show();
    if (!m_focusBefore.isNull())
        m_focusBefore->setFocus();
}

void ScreenLock::rejectDialogs()
{
    for (QWidget *dialog : openDialogs())
        if (auto *open = qobject_cast<QDialog *>(dialog))
            open->reject();
}

} // namespace yigong
