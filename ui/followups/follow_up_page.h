// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_trends.h"
#include "core/followups/form_doors.h"
#include "core/followups/save_follow_up.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"

#include <memory>
#include <optional>

class QStackedWidget;
class QVBoxLayout;

namespace yigong {

class ActionBar;
class Button;
class Chip;
class FollowUpHistory;
class FollowUpSheet;
class FollowUpSide;
class FormMenu;
class HealthFormEditor;
class PatientBar;
class PlanList;
class ProgramsView;

/// Follow-ups: the plan, and the form of whoever is chosen in it (or anywhere, with F6: opened with an id as text, or
/// "next" for whoever stands first). Hypertension and diabetes share one form; the forms of the other programs, and the
/// annual examination, are data: opened with {patient, form}, by the plan's row, or by the menu of forms (Alt+O). For
/// somebody who is in no program it asks into which (Alt+J too). F12 or Ctrl+S closes the form, asking once about
/// unlikely figures; Esc goes back to the plan. Alt+H shows what was closed so far (opened with {patient, followUp}
/// too): from there a form is corrected, printed and referred from.
class FollowUpPage : public Page
{
    Q_OBJECT
public:
    explicit FollowUpPage(Workplace &place, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    void refresh() override;
    bool stepBack() override;
    [[nodiscard]] QWidget *firstFocus() override;
    [[nodiscard]] bool hasUnsavedEntry() const override;
    [[nodiscard]] FollowUpSheet *sheet() const { return m_sheet; } ///< null while no form is open
    [[nodiscard]] HealthFormEditor *editor() const { return m_editor; }
    [[nodiscard]] FormMenu *forms() const { return m_menu; }

Q_SIGNALS:
    void formOpened();
    void followUpSaved();
    void healthFormOpened();
    void healthFormSaved();
    void programsShown();
    void planShown();
    void historyShown();
    void printed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildForm();
    void connectPlan();
    void connectPrograms();
    void connectForms();
    struct Loaded
    {
        OpenedFollowUp opened;
        FollowUpTrends trends;
    };
    static Result<Loaded> withTrends(const Snapshot &snapshot, const Actor &actor, Result<OpenedFollowUp> opened,
                                     QDate today);
    void connectHistory();
    void load(Id patient);
    void correct(Id form);
    void show(Loaded loaded);
    void showHistory(Id patient, Id form = {});
    [[nodiscard]] bool isCorrecting() const { return m_opened && !m_opened->draft.amends.isNone(); }
    [[nodiscard]] bool mayLeaveForm();
    void refer(Id patient, Id form);
    void print(Id patient, FollowUpProgram program, bool isBlank);
    void askProgram(Id patient);
    void beginForm(Id patient, const QString &code);
    void beginWhatIsDue(Id patient, std::optional<FollowUpProgram> program = {});
    void correctForm(Id form);
    void takeForm(const SavedHealthForm &saved);
    void printForm(Id patient, const QString &code, Id chosen);
    void stepAside();
    bool returnToForm();
    [[nodiscard]] bool isBegun(Id patient, const QString &code) const;
    void changed();
    void save();
    void write(const FollowUpDraft &draft);
    [[nodiscard]] bool confirms(FollowUpDraft &draft, const std::vector<FollowUpAsk> &asks);
    void take(const Result<SavedFollowUp> &saved);
    void goOnAfter(const std::vector<SavedForm> &forms);
    void showPlan();

    enum Shown
    {
        Plan,
        Form,
        Programs,
        History,
        DataForm
    };

    Workplace &m_place;
    Question m_question;
    std::optional<OpenedFollowUp> m_opened;
    bool m_beginsNext = false; ///< once the plan is here
    bool m_touched = false;
    bool m_saving = false;
    Shown m_waits = Plan; ///< the form that something else was opened from, and that it goes back to; Plan: none

    QStackedWidget *m_stack = nullptr;
    PlanList *m_plan = nullptr;
    FollowUpHistory *m_history = nullptr;
    PatientBar *m_bar = nullptr;
    Chip *m_due = nullptr;
    QWidget *m_body = nullptr;
    ProgramsView *m_programs = nullptr;
    HealthFormEditor *m_editor = nullptr;
    FormMenu *m_menu = nullptr;
    FollowUpSheet *m_sheet = nullptr;
    FollowUpSide *m_side = nullptr;
    ActionBar *m_actions = nullptr;
    Button *m_save = nullptr;
};

} // namespace yigong
