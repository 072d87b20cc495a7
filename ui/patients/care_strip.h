// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/current_medication.h"
#include "ui/widgets/label.h"

namespace yigong {

/// One line that is always in sight: whether drug allergies were asked and none is known (known ones have their red
/// banner), and what the resident takes now.
class CareStrip : public RunsLabel
{
    Q_OBJECT
public:
    explicit CareStrip(QWidget *parent = nullptr);
    void setCare(bool isAllergic, bool noneKnown, const std::vector<CurrentMedicine> &medicines);
};

} // namespace yigong
