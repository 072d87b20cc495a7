// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/passwords.h"
#include "ui/shell/backup_schedule.h"
#include "ui/shell/sign_in_page.h"
#include "ui/shell/stick_errands.h"
#include "ui/shell/sync_schedule.h"
#include "ui/shell/update_watch.h"
#include "ui/shell/workplace.h"

#include <QStackedWidget>
#include <memory>

namespace yigong {

class HubAsker;
class MainWindow;
class ScreenLock;

struct DesktopOptions
{
    QString dataFolder;     ///< one store; or
    QString trainingFolder; ///< a training county: county.json and devices/<site code>
    QString hubUrl;         ///< instead of the address in each store's hub.json
    QString version;
    bool synchronises = true;  ///< false: only when asked (F5)
    UpdatePlaces updates = {}; ///< where new versions come from; version and address are this one's
};

/// What signing in opened.
struct OpenedStore
{
    std::shared_ptr<Database> db;
    QString folder;
    Actor actor;
    Practitioner person;
    Site site;
    std::shared_ptr<const Catalogue> codes;
    PasswordChange passwordChange = PasswordChange::NotNeeded;
    bool passwordChanged = false; ///< at another machine: the store is open, nobody is signed in
    int idleMinutes = 0;          ///< until the screen locks
    QString recoveryKey;          ///< of a store that was encrypted just now
};

/// The program's window: the sign-in page, and behind it the main window of whoever signed in, with the pages of their
/// role. The only place that knows all pages.
class Desktop : public QStackedWidget
{
    Q_OBJECT
public:
    Desktop(DesktopOptions options, const Clock &clock, QWidget *parent = nullptr);
    ~Desktop() override;

    /// As pressing Enter on the sign-in page does; `signedIn` or the page's complaint follows.
    void signIn(const StaffEntry &person, const QString &password);
    /// Back to the sign-in page. Of an encrypted store, signing out also closes it, and nothing is synchronised until
    /// somebody has opened it again; whoever switches leaves it open.
    void signOut();
    void switchPerson();
    /// Covers the window, dialogs included, until its person's password is typed; what was begun stays as it was and
    /// synchronising goes on. Somebody else may sign in over it.
    void lockScreen();
    [[nodiscard]] SignInPage *lockPage() const; ///< null while not locked
    void setIdleLock(int ms);                   ///< 0: never
    [[nodiscard]] const std::vector<StaffEntry> &staff() const { return m_staff; }
    [[nodiscard]] QString trainingPassword() const { return m_facts.trainingPassword; }
    [[nodiscard]] SignInPage *signInPage() const { return m_signIn; }
    [[nodiscard]] MainWindow *window() const { return m_window; }             ///< null while nobody is signed in
    [[nodiscard]] SyncSchedule *schedule() const { return m_schedule.get(); } ///< the same
    [[nodiscard]] UpdateWatch *updates() const { return m_updates.get(); }    ///< null there, and in training
    [[nodiscard]] Workplace *workplace() const { return m_workplace.get(); }  ///< the same

Q_SIGNALS:
    void signedIn();
    void staffListed(); ///< the sign-in page may be used
    void themeChosen(yigong::ThemeChoice choice);
    void restartRequested(); ///< a new version was installed

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    void readCounty();
    void openOwnStore();
    void showJoin();
    void showStaff();
    void enter(const OpenedStore &opened);
    void leave();
    void unlock(const StaffEntry &person, const QString &password);
    void addPages();
    void showFirstPage();
    void connectWindow();
    void makePersonMenu();
    void watchForUpdates();
    void showTraining();
    void showSyncState();
    void showProblem(const Error &problem);
    void askForPassword(PasswordChange due);
    void showRecoveryKey(const QString &key);
    [[nodiscard]] bool isTraining() const { return m_facts.training; }

    DesktopOptions m_options;
    const Clock &m_clock;
    SignInFacts m_facts;
    std::vector<StaffEntry> m_staff;
    SignInPage *m_signIn;
    ScreenLock *m_lock;
    std::shared_ptr<Database> m_own; ///< of `dataFolder`, once somebody has signed in: stays open between people
    // Destroyed in this order's reverse: pages, schedule, workplace, store.
    std::shared_ptr<Database> m_db;
    std::shared_ptr<const Catalogue> m_codes;
    std::unique_ptr<Workplace> m_workplace;
    std::unique_ptr<HubAsker> m_asker;
    std::unique_ptr<SyncSchedule> m_schedule;
    std::unique_ptr<BackupSchedule> m_backups; ///< none of a plain store
    std::unique_ptr<UpdateWatch> m_updates;    ///< none in training
    std::unique_ptr<StickErrands> m_errands;
    MainWindow *m_window = nullptr;
    QString m_folder; ///< of the store that the person in the window works on
};

} // namespace yigong
