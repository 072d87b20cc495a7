// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/sign_in_page.h"

#include <QPointer>
#include <QTimer>

namespace yigong {

/// Covers a window, dialogs included, by a page that asks for a password; what was begun beneath stays as it was. Knows
/// when nobody has touched a key or the mouse for a while, and does not know passwords.
class ScreenLock : public QObject
{
    Q_OBJECT
public:
    /// `desktop` is the program's window, and owns the lock.
    explicit ScreenLock(QWidget *desktop);

    void setIdle(int ms); ///< after which `idle` is said; 0: never
    void stopWaiting() { m_idle.stop(); }
    void waitAgain() { m_idle.start(); }
    /// Hides `window` and shows the page over it. Nothing while it is shown already.
    void cover(QWidget *window, const SignInFacts &facts, std::vector<StaffEntry> staff);
    /// Shows the window, and what had the focus.
    void lift();
    /// Leaves what stands open undone: somebody else signs in over it.
    void rejectDialogs();
    [[nodiscard]] SignInPage *page() const { return m_page; } ///< null while nothing is covered

Q_SIGNALS:
    void idle();
    void signInRequested(const yigong::StaffEntry &person, const QString &password);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] QList<QWidget *> openDialogs() const;

    QWidget *m_desktop;
    QPointer<QWidget> m_window;
    QPointer<QWidget> m_focusBefore;
    SignInPage *m_page = nullptr;
    QTimer m_idle;
};

} // namespace yigong
