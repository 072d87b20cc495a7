// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/text_area.h"

namespace yigong {

/// When and where the patient is expected. Both may be left open: "come while the slip is valid".
class AppointmentDialog : public Dialog
{
    Q_OBJECT
public:
    AppointmentDialog(const ReferralView &view, QDate today, QWidget *parent);

    [[nodiscard]] Instant appointment() const;
    [[nodiscard]] QString department() const { return m_department->text().trimmed(); }
    [[nodiscard]] QString note() const { return m_note->text().trimmed(); }

private:
    DateField *m_day;
    Field *m_time;
    Field *m_department;
    Field *m_note;
};

/// The slip that goes back with the patient: diagnosis, what was done, and what is to be done at home until when.
class ReturnDialog : public Dialog
{
    Q_OBJECT
public:
    ReturnDialog(const ReferralView &view, QDate today, QWidget *parent);

    [[nodiscard]] ReturnSlip slip() const;

private:
    struct Item
    {
        DateField *day;
        Field *what;
    };
    bool isComplete();

    Field *m_diagnosis;
    TextArea *m_treatment;
    TextArea *m_plan;
    QList<Item> m_items;
};

/// Which item of the plan was done, and how it went.
class PlanItemDialog : public Dialog
{
    Q_OBJECT
public:
    PlanItemDialog(const ReferralView &view, Id site, QWidget *parent);

    [[nodiscard]] Id item() const;
    [[nodiscard]] QString outcome() const { return m_outcome->text().trimmed(); }

private:
    ComboField *m_item;
    TextArea *m_outcome;
};

} // namespace yigong
