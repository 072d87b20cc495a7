// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_plan.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Button;
class Card;
class ComboField;
class PageHead;
class Table;
class TileRow;

/// Who is due in which program: figures that filter, and the list below them, the most overdue first. Enter begins the
/// form that is due, Alt+O another one, Space or Alt+H shows what was closed so far, F8 refers where the rule asks for
/// it, Alt+J says which programs somebody is in, Alt+W lays the day's house calls out.
class PlanList : public QWidget
{
    Q_OBJECT
public:
    explicit PlanList(Workplace &place, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] QWidget *firstFocus() const;
    /// As Enter in the first row of the list as it is shown.
    void beginFirst();
    /// The row after that resident's, for the next one.
    void goOnAfter(Id patient);

Q_SIGNALS:
    /// Of hypertension or diabetes, or whatever is due first.
    void followUpRequested(yigong::Id patient);
    void formRequested(yigong::Id patient, const QString &code);
    void formsRequested(yigong::Id patient, QWidget *under);
    void programsRequested(yigong::Id patient);
    /// What was closed so far; `form` is the last one, or none.
    void historyRequested(yigong::Id patient, yigong::Id form);
    /// The referral that the rule asks for after that form.
    void referralRequested(yigong::Id patient, yigong::Id form);
    void toastRequested(const QString &words);
    void contactNoted();
    void failed(const yigong::Error &problem);
    void shown();

private:
    enum class Asked
    {
        Due, ///< today and soon
        Overdue,
        Unreachable,
        Referrals,
        Everybody
    };
    QWidget *makeTiles();
    QWidget *makeTable();
    void addActions();
    void connectTable();
    void readSites();
    void showDoctors();
    void showActions();
    void begin(int row);
    [[nodiscard]] Options programOptions() const;
    void showRoute();
    void show(const FollowUpPlan &plan);
    void showRows();
    void note(ContactOutcome outcome);
    [[nodiscard]] bool isShown(const PlanRow &row) const;
    [[nodiscard]] const PlanRow *chosen() const;
    [[nodiscard]] Cell cellOf(const PlanRow &row, int column) const;
    [[nodiscard]] Cell programCell(const PlanRow &row) const;

    Workplace &m_place;
    FollowUpPlan m_plan;
    Asked m_asked = Asked::Overdue;
    Question m_question;
    PageHead *m_head;
    ComboField *m_program;
    ComboField *m_site;
    ComboField *m_doctor;
    TileRow *m_tiles = nullptr;
    Card *m_card;
    Table *m_table;
    PagedModel<PlanRow> *m_rows;
    Button *m_notReached;
    Button *m_arrived;
    Button *m_notArrived;
    Button *m_refer;
    Button *m_history;
    Button *m_forms;
    Button *m_programs;
    Button *m_route;
};

} // namespace yigong
