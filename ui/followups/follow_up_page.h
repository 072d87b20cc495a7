// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
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
class FollowUpSheet;
class FollowUpSide;
class PatientBar;
class PlanList;

/// Follow-ups: the plan, and the form of whoever is chosen in it (or anywhere, with F6: opened with an id as text, or
/// "next" for whoever stands first). For somebody who is in no program it asks into which. F12 or Ctrl+S closes the
/// form, asking once about unlikely figures; Esc goes back to the plan.
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

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void build();
    QWidget *buildForm();
    QWidget *buildEnrol();
    void load(Id patient);
    void show(OpenedFollowUp opened);
    void askProgram(Id patient);
    void enrol(FollowUpProgram program);
    void changed();
    void save();
    void write(const FollowUpDraft &draft);
    [[nodiscard]] bool confirms(FollowUpDraft &draft, const std::vector<FollowUpAsk> &asks);
    void take(const Result<SavedFollowUp> &saved);
    void showPlan();

    enum Shown
    {
        Plan,
        Form,
        Enrol
    };

    Workplace &m_place;
    Question m_question;
    std::optional<OpenedFollowUp> m_opened;
    Id m_asked;                ///< whose program is asked for
    bool m_beginsNext = false; ///< once the plan is here
    bool m_touched = false;
    bool m_saving = false;

    QStackedWidget *m_stack = nullptr;
    PlanList *m_plan = nullptr;
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
