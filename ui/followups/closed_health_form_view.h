// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/form_doors.h"

#include <QWidget>

namespace yigong {

/// A closed form that is data, to read: what was concluded, whether it was corrected or corrects another, and what was
/// answered, section by section as the paper has it. What nobody answered is left out.
class ClosedHealthFormView : public QWidget
{
    Q_OBJECT
public:
    ClosedHealthFormView(const ListedHealthForm &listed, const FormRules &rules, Instant now,
                         QWidget *parent = nullptr);

private:
    void addVerdict(const ListedHealthForm &listed, const FormRules &rules, QDate today);
    void addAnswers(const HealthForm &form);
    void addUnknown(const HealthForm &form);
    void addClosing(const ListedHealthForm &listed, Instant now);
};

} // namespace yigong
