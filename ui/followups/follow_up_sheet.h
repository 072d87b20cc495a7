// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/save_follow_up.h"
#include "ui/followups/form_inputs.h"

#include <QWidget>
#include <vector>

namespace yigong {

class Card;
class DateField;
class FormRow;
class Label;
class PressureField;

/// The form of one program or of both: what is asked anew first, then what is taken over from last time, so that a
/// follow-up where nothing else changed ends after the first rows. Last time stands at the right, never in a field
/// that is measured.
class FollowUpSheet : public QWidget
{
    Q_OBJECT
public:
    FollowUpSheet(const OpenedFollowUp &opened, QDate today, QWidget *parent = nullptr);

    /// As it stands; what cannot be read is left out and marked.
    [[nodiscard]] FollowUpDraft draft() const;
    /// Marks what the check found; a field that is only missing is not scolded. `confirmed` ones are calm.
    void mark(const FollowUpCheck &check);
    /// Puts the focus into a field, with what is wrong with it. False: no field of the form.
    bool complainOf(const Error &error);
    /// The first field that must be answered and is not.
    void focusFirst();

Q_SIGNALS:
    void edited();
    void endReached(); ///< Enter in the last field

private:
    struct RowPlan;
    void build();
    void addRow(Card *card, const RowPlan &plan, FollowUpProgram program);
    void addRows(Card *card, const std::vector<RowPlan> &plans);
    void addPressure(Card *card);
    FormInput *addInput(FormRow *row, const FormField &field, FollowUpProgram program);
    void keep(FormInput *input);
    [[nodiscard]] QString lastTimeOf(const RowPlan &plan, FollowUpProgram program) const;
    [[nodiscard]] QString nameOfInput(const FormField &field, FollowUpProgram program) const;
    [[nodiscard]] FormInput *inputOf(const QString &key) const;
    /// With two forms, a label also says whose question it is.
    [[nodiscard]] int labelWidth() const { return isBoth() ? 136 : 84; }
    [[nodiscard]] bool isBoth() const { return m_opened.draft.forms.size() > 1; }

    OpenedFollowUp m_opened;
    QDate m_today;
    DateField *m_date = nullptr;
    PressureField *m_pressure = nullptr;
    Label *m_bmi = nullptr; ///< worked out
    std::vector<FormInput *> m_inputs;
};

} // namespace yigong
