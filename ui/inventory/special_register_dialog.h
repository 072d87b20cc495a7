// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/inventory/special_register.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

namespace yigong {

/// 专册登记 of this site: every move and count of its narcotics, or of one drug, in a span of days; printed (Ctrl+P) or
/// taken out as a workbook or CSV (Ctrl+E).
class SpecialRegisterDialog : public Dialog
{
    Q_OBJECT
public:
    /// `drugs`: codes that the site has batches of.
    SpecialRegisterDialog(Workplace &place, const QStringList &drugs, QWidget *parent);

Q_SIGNALS:
    void failed(const yigong::Error &problem);
    void toastRequested(const QString &words);
    void listed(int entries);

private:
    QWidget *makeFilters(const QStringList &drugs);
    void read();
    void print();
    void exportFile();
    [[nodiscard]] QString spanWords() const;

    Workplace &m_place;
    Question m_question;
    std::vector<SpecialEntry> m_entries;
    ComboField *m_drug = nullptr;
    DateField *m_from = nullptr;
    DateField *m_until = nullptr;
    PagedModel<SpecialEntry> *m_model = nullptr;
    Table *m_table = nullptr;
};

} // namespace yigong
