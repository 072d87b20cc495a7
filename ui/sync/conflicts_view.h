// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/timeline.h"
#include "ui/shell/workplace.h"
#include "ui/sync/conflict_case.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

class QStackedWidget;

namespace yigong {

class Banner;
class Button;
class Card;
class ComboField;
class FactList;
class Field;
class Label;
class RunsLabel;
class Segments;
class Table;

/// What several sites entered, side by side, with the resident's last visits: one press settles it everywhere, and can
/// be undone. Keys 1, 2 … take a side, the digit after them what was written into the last field. A batch of which the
/// laptops of a site disagree stands among them, with the count to be made.
class ConflictsView : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictsView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    void reveal(Id conflict);
    /// 1, 2 …: a side; the next: the written field (3 where there are two sides). False where there is nothing to
    /// choose.
    bool pick(int number);
    [[nodiscard]] Table *list() const { return m_list; }
    [[nodiscard]] const ConflictCase *chosen() const;
    [[nodiscard]] bool hasUnsavedEntry() const; ///< a value or a comment was begun

Q_SIGNALS:
    void settled();
    void counted(int open, int batches); ///< that wait: fields to settle, batches to count
    void toastRequested(const QString &sentence, const std::function<void()> &undo);
    void patientRequested(yigong::Id patient);
    void countRequested(yigong::Id batch);
    void failed(const yigong::Error &problem);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    class Side;

    QWidget *makeList();
    QWidget *makeCase();
    QWidget *makeThird();
    QWidget *makeStock();
    void offerFilters();
    [[nodiscard]] bool isListed(const ConflictCase &one) const;
    void showStock(const ConflictCase &one);
    void readContext(Id patient);
    void showContext(const std::vector<TimelineEntry> &entries);
    void take(std::vector<ConflictCase> cases);
    void fillList();
    void showCase();
    void showValues();
    void showNumbers(bool shown);
    [[nodiscard]] QString shownWords(const ConflictCase &one, const QString &value) const;
    void settle(const QString &value);
    void write(Id conflict, const QString &value, const QString &comment, std::function<void()> then);

    Workplace &m_workplace;
    std::vector<ConflictCase> m_cases;
    Id m_wanted;
    Id m_numbersShown; ///< the conflict whose phone or ID numbers are shown whole
    Question m_question;
    Question m_contextQuestion;

    Segments *m_filter;
    ComboField *m_site;
    ComboField *m_kind;
    Table *m_list;
    PagedModel<ConflictCase> *m_rows;
    QStackedWidget *m_right;
    Label *m_title;
    RunsLabel *m_who;
    Button *m_eye;
    RunsLabel *m_before;
    QList<Side *> m_sides;
    Card *m_context;
    FactList *m_visits;
    Label *m_stockTitle;
    RunsLabel *m_stockWhere;
    Banner *m_stockSays;
    FactList *m_steps;
    Button *m_count;
    Field *m_third;
    Field *m_comment;
    Button *m_useThird;
    Banner *m_consequence;
};

} // namespace yigong
