// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/pressure.h"
#include "core/encounters/visit_basis.h"
#include "core/encounters/visit_draft.h"
#include "core/encounters/vitals.h"
#include "ui/widgets/field.h"
#include "ui/widgets/form_row.h"

namespace yigong {

/// What is measured in a visit, side by side, with last time's values below. Measured values are never carried over.
/// An unlikely value is asked about (amber), never refused.
class VitalsForm : public QWidget
{
    Q_OBJECT
public:
    explicit VitalsForm(QWidget *parent = nullptr);

    void setTarget(const PressureTarget &target) { m_target = target; }
    void setLastTime(const QHash<QString, VitalPoint> &values);
    void setVitals(const std::vector<VitalEntry> &vitals);
    /// What was typed, also what cannot be read; kinds that this form does not ask for are kept as they came.
    [[nodiscard]] std::vector<VitalEntry> vitals() const;
    /// Shows a complaint at the field of that code and puts the focus there; false where there is none.
    bool complain(const QString &code, const QString &sentence);

Q_SIGNALS:
    void edited();

private:
    struct Box
    {
        QString code;
        NumberField *field = nullptr;
        StackedField *place = nullptr;
    };
    void addBox(const VitalKind &kind, const QString &label, int decimals);
    void changed();
    void markPressure();
    [[nodiscard]] NumberField *fieldOf(const QString &code) const;

    PressureTarget m_target;
    PressureField *m_pressure;
    StackedField *m_pressurePlace;
    QList<Box> m_boxes;
    std::vector<VitalEntry> m_others;
};

} // namespace yigong
