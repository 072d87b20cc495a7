// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/worklist/difference_views.h"
#include "ui/shell/sync_schedule.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/card.h"

namespace yigong {

class Button;

/// When this computer and the county were last found alike, record by record; what is not alike, by name; and the way
/// to put it right.
class ComparisonCard : public Card
{
    Q_OBJECT
public:
    ComparisonCard(Workplace &workplace, SyncSchedule &schedule, QWidget *parent = nullptr);

private:
    void showState();
    void readDifferences();
    void showFacts(const std::vector<DifferenceView> &differences);

    Workplace &m_workplace;
    SyncSchedule &m_schedule;
    Question m_question;
    FactList *m_facts;
    Button *m_compare;
    Button *m_mend;
};

} // namespace yigong
