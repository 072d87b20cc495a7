// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_trends.h"
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
class EmptyPage;
class FollowUpHistory;
class FollowUpSheet;
class FollowUpSide;
class PatientBar;
class PlanList;

/// Follow-ups: the plan, and the form of whoever is chosen in it (or anywhere, with F6: opened with an id as text, or
/// "next" for whoever stands first). For somebody who is in no program it asks into which. F12 or Ctrl+S closes the
/// form, asking once about unlikely figures; Esc goes back to the plan. Alt+H shows what was closed so far (opened with
/// {patient, followUp} too): from there a form is corrected, printed and referred from.
class FollowUpPage : public Page
{
    Q_OBJECT
public:
    explicit FollowUpPage(Workplace &place, QWidget *parent = nullptr);

    void open(const QVariant &argument) override;
    void refresh() override;
    bool stepBack() override;
    [[nodiscard]] QWidget *firstFocus() override;
    [[nodiscard]] bool hasUnsavedEntry() const override { return m_touched; }
    [[nodiscard]] FollowUpSheet *sheet() const { return m_sheet; } ///< null while no form is open

Q_SIGNALS:
    void formOpened();
    void followUpSaved();
    void planShown();
    void historyShown();
    void printed();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildForm();
    QWidget *buildEnrol();
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
    void enrol(FollowUpProgram program);
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
        Enrol,
        History
    };

    Workplace &m_place;
    Question m_question;
    std::optional<OpenedFollowUp> m_opened;
    Id m_asked;                ///< whose program is asked for
    bool m_beginsNext = false; ///< once the plan is here
    bool m_touched = false;
    bool m_saving = false;
    bool m_formWaits = false; ///< below the history, which was opened from it

    QStackedWidget *m_stack = nullptr;
    PlanList *m_plan = nullptr;
    FollowUpHistory *m_history = nullptr;
    PatientBar *m_bar = nullptr;
    Button *m_more = nullptr;
    Chip *m_due = nullptr;
    QWidget *m_body = nullptr;
    EmptyPage *m_enrol = nullptr;
    Button *m_intoPressure = nullptr;
    Button *m_intoSugar = nullptr;
    FollowUpSheet *m_sheet = nullptr;
    FollowUpSide *m_side = nullptr;
    ActionBar *m_actions = nullptr;
    Button *m_save = nullptr;
};

} // namespace yigong
