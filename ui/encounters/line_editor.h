// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit_draft.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"

namespace yigong {

/// One prescription line being written: dose, times a day, days; the quantity follows until it is typed by hand.
/// Enter walks through, and after the last field it is done; Esc is done at once.
class LineEditor : public QWidget
{
    Q_OBJECT
public:
    explicit LineEditor(const Catalogue &codes, QWidget *parent = nullptr);

    /// Opens for a line and takes the focus. `mayDispense`: whether this person may hand drugs out.
    void edit(const PrescriptionEntry &line, bool mayDispense);
    [[nodiscard]] const PrescriptionEntry &line() const { return m_line; }
    void setQuantity(Quantity quantity);
    /// Shows a complaint at "days", "quantity" or "unit", and puts the focus there.
    void complain(const QString &field, const QString &sentence);

Q_SIGNALS:
    void edited();
    void finished();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void typed();
    void quantityTyped();
    void showQuantity();

    const Catalogue &m_codes;
    PrescriptionEntry m_line;
    Label *m_name;
    Field *m_dose;
    NumberField *m_times;
    NumberField *m_days;
    NumberField *m_quantity;
    Label *m_unit;
    Field *m_instructions;
    TickChip *m_dispense;
};

} // namespace yigong
