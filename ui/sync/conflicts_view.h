// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/sync/conflicts.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

class QStackedWidget;

namespace yigong {

class Banner;
class Button;
class Field;
class Label;
class RunsLabel;
class Segments;
class Table;

/// One side as a person reads it.
struct ConflictSideWords
{
    QString value;
    QString siteName;
    QString practitionerName;
    Instant at; ///< none where nobody knows
    bool ours = false;
};

/// A conflict with the names around it.
struct ConflictCase
{
    ConflictState state;
    Patient patient;
    QString column; ///< of the field
    Privacy privacy = Privacy::Open;
    QString current; ///< what the record says now, as a conflict holds it
    std::vector<ConflictSideWords> sides;
    QString settledBy; ///< name; empty where the rule settled it
};
Result<std::vector<ConflictCase>> conflictCases(const Snapshot &snapshot, const Actor &actor);

/// A value as the desk says it (sex and blood type in words, lists with commas).
QString conflictValueWords(const QString &column, const QString &value);

/// What two sites entered, side by side: one press settles it everywhere, and can be undone. Keys 1 and 2 take a side,
/// 3 what was written into the third field.
class ConflictsView : public QWidget
{
    Q_OBJECT
public:
    explicit ConflictsView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    void reveal(Id conflict);
    /// 1, 2: a side; 3: the third field. False where there is nothing to choose.
    bool pick(int number);
    [[nodiscard]] Table *list() const { return m_list; }
    [[nodiscard]] const ConflictCase *chosen() const;
    [[nodiscard]] bool hasUnsavedEntry() const; ///< a value or a comment was begun

Q_SIGNALS:
    void settled();
    void counted(int open);
    void toastRequested(const QString &sentence, const std::function<void()> &undo);
    void patientRequested(yigong::Id patient);
    void failed(const yigong::Error &problem);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    class Side;

    QWidget *makeList();
    QWidget *makeCase();
    QWidget *makeThird();
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

    Segments *m_filter;
    Table *m_list;
    PagedModel<ConflictCase> *m_rows;
    QStackedWidget *m_right;
    Label *m_title;
    RunsLabel *m_who;
    Button *m_eye;
    RunsLabel *m_before;
    Side *m_first;
    Side *m_second;
    Field *m_third;
    Field *m_comment;
    Button *m_useThird;
    Banner *m_consequence;
};

} // namespace yigong
