// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/worklist/work_list.h"
#include "ui/shell/page.h"
#include "ui/shell/sync_schedule.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

class QButtonGroup;
class QVBoxLayout;

namespace yigong {

class Button;
class Card;
class Label;
class PageHead;
class Table;
class Tile;

/// What is to be done today, nearest deadline first. Four figures filter the list; Enter starts what the row is about.
class WorkListPage : public Page
{
    Q_OBJECT
public:
    WorkListPage(Workplace &workplace, SyncSchedule &schedule, QWidget *parent = nullptr);

    void refresh() override;
    [[nodiscard]] QWidget *firstFocus() override;

Q_SIGNALS:
    /// For the rail: how much there is, and whether something is late.
    void counted(int due, bool overdue, int referrals, int expiring, int conflicts);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    enum class Shown
    {
        Due,
        Referrals,
        Expiring
    };
    QWidget *makeTiles();
    QWidget *makeTable();
    QWidget *makeSide();
    void show(const WorkList &list);
    void showTiles();
    void showRows();
    void showSide();
    void showSync();
    void start(int row);
    void finishItem();
    [[nodiscard]] const WorkItem *chosen() const;

    Workplace &m_workplace;
    SyncSchedule &m_schedule;
    WorkList m_list;
    Shown m_shown = Shown::Due;
    Question m_question;

    PageHead *m_head;
    QButtonGroup *m_group;
    Tile *m_due;
    Tile *m_referrals;
    Tile *m_expiring;
    Tile *m_notUploaded;
    Card *m_card;
    Table *m_table;
    PagedModel<WorkItem> *m_rows;
    Label *m_foot;
    Button *m_done;
    Card *m_referralCard;
    Card *m_expiryCard;
    QWidget *m_syncLines;
};

/// What is to be done, and what is known of it, in two lines.
QString whatToDo(const WorkItem &item, const Catalogue &codes);
QString whatIsKnown(const WorkItem &item, QDate today);
/// Overdue by how much, today, or the day.
ChipSpec deadlineChip(const WorkItem &item, Instant now);

} // namespace yigong
