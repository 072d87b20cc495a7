// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/catalogue.h"
#include "core/inventory/balance.h"
#include "core/inventory/ledger.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/suggest_box.h"

namespace yigong {

/// A delivery of one drug: lot, last day, packs and their cost, from whom. F12 takes it in.
class ReceiveDialog : public Dialog
{
    Q_OBJECT
public:
    ReceiveDialog(const Catalogue &codes, QDate today, QWidget *parent);

    [[nodiscard]] Receipt receipt() const;

private:
    bool isComplete();

    const Catalogue &m_codes;
    SuggestBox *m_drug;
    Field *m_lot;
    DateField *m_expiry;
    NumberField *m_packs;
    NumberField *m_loose;
    NumberField *m_cost;
    Field *m_supplier;
    Field *m_number;
};

/// What lies on the shelf of one batch; the difference to the ledger is shown while typing, and is to be explained.
class CountDialog : public Dialog
{
    Q_OBJECT
public:
    CountDialog(const BatchBalance &batch, const QString &drug, const QString &unit, QWidget *parent);

    [[nodiscard]] Quantity counted() const { return {m_counted->scaled().value_or(0)}; }
    [[nodiscard]] QString reason() const { return m_reason->text().trimmed(); }

private:
    void showDifference();

    Quantity m_ledger;
    QString m_unit;
    NumberField *m_counted;
    Field *m_reason;
    RunsLabel *m_difference;
};

/// What leaves the shelf for good: destroyed, or back to its supplier, with the reason.
class TakeOffDialog : public Dialog
{
    Q_OBJECT
public:
    TakeOffDialog(const BatchBalance &batch, const QString &drug, const QString &unit, QWidget *parent);

    [[nodiscard]] Quantity amount() const { return {m_amount->scaled().value_or(0)}; }
    [[nodiscard]] QString reason() const { return m_reason->text().trimmed(); }
    /// None where it is destroyed.
    [[nodiscard]] std::optional<QString> supplier() const;

private:
    bool isComplete();

    Quantity m_ledger;
    Segments *m_how;
    NumberField *m_amount;
    Field *m_supplier;
    Field *m_reason;
};

/// "+6", "−3", "0": the minus is U+2212.
QString signedUnits(Quantity quantity);

} // namespace yigong
