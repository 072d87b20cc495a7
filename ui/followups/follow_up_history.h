// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_trends.h"
#include "ui/followups/closed_form.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>
#include <optional>

class QVBoxLayout;

namespace yigong {

class ActionBar;
class Button;
class Card;
class PatientBar;
class Table;

/// A resident's closed forms of every kind: values over time, the list with corrected ones among them, and the chosen
/// form to read. Alt+C corrects it, F8 refers (where it asks for that, the one thing to do next), Ctrl+P prints the
/// national form, F6 begins the next, Alt+O another form.
class FollowUpHistory : public QWidget
{
    Q_OBJECT
public:
    explicit FollowUpHistory(Workplace &place, QWidget *parent = nullptr);

    /// `form` is chosen once they are here; none: the latest.
    void open(Id patient, Id form = {});
    void refresh();
    [[nodiscard]] Id patient() const { return m_patient; }
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void shown();
    void correctionRequested(yigong::Id form);
    void healthFormCorrectionRequested(yigong::Id form);
    void formsRequested(yigong::Id patient, QWidget *under);
    void healthFormPrintRequested(yigong::Id patient, const QString &code, yigong::Id chosen); ///< none: blank
    void referralRequested(yigong::Id patient, yigong::Id form);
    void followUpRequested(yigong::Id patient);
    void printRequested(yigong::Id patient, yigong::FollowUpProgram program, bool isBlank);
    void failed(const yigong::Error &problem);

private:
    struct Read
    {
        Patient patient;
        QStringList allergies;
        std::vector<ClosedForm> forms;
        FollowUpTrends trends;
        FollowUpFigures figures;
    };
    static Result<Read> readAll(const Snapshot &snapshot, const Actor &actor, Id patient, QDate today);
    QWidget *makeBody();
    QWidget *makeActions();
    void show(Read read);
    void showTrends();
    void showChosen();
    void print(bool isBlank);
    [[nodiscard]] static Cell foundIn(const ClosedForm &closed);
    [[nodiscard]] const ClosedForm *chosen() const;
    [[nodiscard]] Cell cellOf(const ClosedForm &closed, int column) const;

    Workplace &m_place;
    Question m_question;
    std::optional<Read> m_read;
    Id m_patient;
    Id m_wanted; ///< until the forms are here

    PatientBar *m_bar;
    Card *m_trends = nullptr;
    Card *m_card = nullptr;
    Table *m_table = nullptr;
    PagedModel<ClosedForm> *m_rows = nullptr;
    QVBoxLayout *m_beside = nullptr;
    QWidget *m_form = nullptr; ///< the chosen one, to read
    ActionBar *m_actions = nullptr;
    Button *m_correct = nullptr;
    Button *m_refer = nullptr;
    Button *m_print = nullptr;
    Button *m_blank = nullptr;
    Button *m_others = nullptr;
    Button *m_next = nullptr;
};

} // namespace yigong
