// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/sync_schedule.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Banner;
class Button;
class Card;
class FactList;
class ProgressRow;
class Table;

/// Three questions in words: what has not left this computer and since when; what of mine was not taken and why; when
/// this computer and the hub last exchanged everything.
class StandingView : public QWidget
{
    Q_OBJECT
public:
    StandingView(SyncSchedule &schedule, const Clock &clock, QWidget *parent = nullptr);

    /// Below where the data stands, above what was given back.
    void addCard(QWidget *card);

private:
    void show();
    void showProgress();

    SyncSchedule &m_schedule;
    const Clock &m_clock;
    Banner *m_now;
    FactList *m_facts;
    ProgressRow *m_progress;
    Card *m_heldCard;
    Table *m_held;
    PagedModel<HeldAct> *m_heldActs;
    Button *m_sync;
};

/// Why the hub holds an act back, and what happens next.
QString heldBackWords(const HeldAct &act);

} // namespace yigong
