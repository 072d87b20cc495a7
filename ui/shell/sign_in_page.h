// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "ui/theme/theme.h"
#include "ui/widgets/paged_model.h"
#include "ui/widgets/table.h"

#include <QWidget>

namespace yigong {

class Banner;
class Button;
class Chip;
class Field;
class IconLabel;
class Label;
class RunsLabel;
class Segments;

/// Somebody who may sign in on this computer, and whose store they work on.
struct StaffEntry
{
    QString login;
    QString name;
    int role = 0; ///< StaffRole
    QString siteName;
    QString folder; ///< of the store: another one's only in a training county
};

/// What stands on the sign-in page besides the staff.
struct SignInFacts
{
    QString county;
    QString siteName;
    QString version;
    bool training = false;
    QString trainingPassword;  ///< told on the page; empty unless it is for training
    QString lastExchange;      ///< in words; empty: none yet
    bool asksForLogin = false; ///< nobody is known yet while the store is closed
    QString problem;           ///< the store cannot be opened or written: a sentence
};

/// Pick yourself, type only the password. ↑ ↓ choose the person while the password has the focus, Enter signs in.
/// Asks the outside world by signal: checking takes its time and is not done here.
class SignInPage : public QWidget
{
    Q_OBJECT
public:
    explicit SignInPage(QWidget *parent = nullptr);

    void setFacts(const SignInFacts &facts);
    void setStaff(std::vector<StaffEntry> staff);
    void setThemeChoice(ThemeChoice choice);
    /// Empties the password, and waits for the next person.
    void reset();
    /// The password was not taken, or the store not opened.
    void showProblem(const Error &problem);
    [[nodiscard]] Field *password() const { return m_password; }
    [[nodiscard]] Table *people() const { return m_people; }

Q_SIGNALS:
    void signInRequested(const yigong::StaffEntry &person, const QString &password);
    void themeChosen(yigong::ThemeChoice choice);

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeTop();
    QWidget *makeCard();
    QWidget *makeStaffSide();
    QWidget *makePasswordSide();
    QWidget *makeFacts();
    QWidget *makeFoot();
    void choose(int row);
    void submit();
    void noticeCapsLock(const QString &typed, bool shift);
    void clearProblem();

    PagedModel<StaffEntry> *m_model;
    Label *m_county;
    Label *m_site;
    Label *m_version;
    Label *m_greeting;
    Banner *m_training;
    Table *m_people;
    Field *m_login;
    Field *m_password;
    RunsLabel *m_problem;
    IconLabel *m_problemIcon;
    Label *m_kept;
    Chip *m_capsLock;
    Button *m_enter;
    Label *m_lastExchange;
    Segments *m_size;
    Segments *m_scheme;
    bool m_waiting = false;
};

} // namespace yigong
