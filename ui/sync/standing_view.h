// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/worklist/held_acts.h"
#include "ui/shell/sync_schedule.h"
#include "ui/shell/workplace.h"
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
/// this computer and the hub last exchanged everything. Enter on what was not taken opens it.
class StandingView : public QWidget
{
    Q_OBJECT
public:
    StandingView(Workplace &workplace, SyncSchedule &schedule, QWidget *parent = nullptr);

    /// Below where the data stands, above what was given back.
    void addCard(QWidget *card);

Q_SIGNALS:
    void patientRequested(yigong::Id patient);
    void failed(const yigong::Error &problem);

private:
    void show();
    void showProgress();
    void readHeld();
    void openHeld(int row);

    Workplace &m_workplace;
    SyncSchedule &m_schedule;
    Question m_question;
    Banner *m_now;
    FactList *m_facts;
    ProgressRow *m_progress;
    Card *m_heldCard;
    Table *m_held;
    PagedModel<HeldActView> *m_heldActs;
    Button *m_sync;
};

/// Why the county did not take it, and what to do, in words.
QString heldBackWords(const HeldAct &act);
/// What it was: "发药，库存单据  李芳": the kinds of its records, and whom they are about.
QString heldPartWords(const HeldActView &view);
/// The kind of a record of this table: "发药".
QString recordKindWord(const QString &table);
/// The three answers in one line each, for whoever points at the chip or reads it by ear.
QString standingWords(const SyncState &state, Instant now);

} // namespace yigong
