// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/resident_programs.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>
#include <optional>

namespace yigong {

class ActionBar;
class Button;
class Label;
class PatientBar;
class Table;

/// A resident and the eight programs: those they are in, those that fit them by age, sex and conditions, and the
/// others, each with why. Enter (or Ctrl and the row's number) takes them into one, or opens the form that is due in
/// it; Alt+X ends one for a reason.
class ProgramsView : public QWidget
{
    Q_OBJECT
public:
    explicit ProgramsView(Workplace &place, QWidget *parent = nullptr);

    void open(Id patient);
    void refresh();
    [[nodiscard]] Id patient() const { return m_patient; }
    [[nodiscard]] QWidget *firstFocus() const;

Q_SIGNALS:
    void shown();
    void enrolled(yigong::Id patient, yigong::FollowUpProgram program);
    void closed(yigong::Id patient, const QString &program);
    /// The form that is due in a program that they are in; no code: of hypertension or diabetes.
    void formRequested(yigong::Id patient, const QString &code);
    void formsRequested(yigong::Id patient, QWidget *under);
    void failed(const yigong::Error &problem);

private:
    struct Read
    {
        Patient patient;
        std::vector<ResidentProgram> programs;
    };
    QWidget *makeBody();
    QWidget *makeActions();
    void show(Read read);
    void showActions();
    void act(int row);
    void enrol(const ResidentProgram &one);
    void close();
    [[nodiscard]] const ResidentProgram *chosen() const;
    [[nodiscard]] Cell cellOf(const ResidentProgram &one, int column) const;
    [[nodiscard]] QString whyOf(const ResidentProgram &one) const;

    Workplace &m_place;
    Question m_question;
    Id m_patient;
    std::optional<Read> m_read;
    PatientBar *m_bar;
    Label *m_title = nullptr;
    Table *m_table = nullptr;
    PagedModel<ResidentProgram> *m_rows = nullptr;
    ActionBar *m_actions = nullptr;
    Button *m_enter = nullptr;
    Button *m_close = nullptr;
    Button *m_forms = nullptr;
};

} // namespace yigong
