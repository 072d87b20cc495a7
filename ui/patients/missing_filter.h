// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/file_completeness.h"
#include "ui/shell/workplace.h"

#include <QWidget>

namespace yigong {

class ComboField;
class Label;

/// 档案缺失项目: how many files of this site and below are complete, and a choice of what is missing, with the number
/// of files that lack it.
class MissingFilter : public QWidget
{
    Q_OBJECT
public:
    explicit MissingFilter(Workplace &workplace, QWidget *parent = nullptr);

    /// As ResidentFilter has it; empty: everybody.
    [[nodiscard]] QString value() const;
    void refresh(); ///< counts anew

Q_SIGNALS:
    void chosen();

private:
    void show(const FileFigures &figures);

    Workplace &m_workplace;
    ComboField *m_items;
    Label *m_figure;
    Question m_question;
};

} // namespace yigong
