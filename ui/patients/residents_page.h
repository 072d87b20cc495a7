// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/patients/listed_resident.h"
#include "ui/patients/register_dialog.h"
#include "ui/patients/resident_record.h"
#include "ui/shell/page.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

class QStackedWidget;
class QTimer;

namespace yigong {

class Banner;
class Button;
class Card;
class CareStrip;
class EmptyPage;
class HouseholdCard;
class Label;
class MissingFilter;
class RecordHead;
class RecordSide;
class ResidentFileView;
class Segments;
class Table;

/// Residents: the search box drives the list, and the one chosen stands at the right with allergies, conflicts and
/// timeline, or with their file (Alt+F) or household (Alt+H). F2 registers, F4 sees, F8 refers, Alt+E changes the
/// record.
class ResidentsPage : public Page
{
    Q_OBJECT
public:
    explicit ResidentsPage(Workplace &workplace, QWidget *parent = nullptr);

    void refresh() override;
    /// An Id as text opens that resident's record; "register" the dialog.
    void open(const QVariant &argument) override;
    bool stepBack() override;
    [[nodiscard]] bool takesSearch() const override { return true; }
    void search(const QString &text) override;
    void stepInResults(int rows) override;
    void openResult() override;
    [[nodiscard]] QWidget *firstFocus() override;
    [[nodiscard]] bool hasUnsavedEntry() const override;

    [[nodiscard]] Id shownPatient() const { return m_shown; }
    void registerResident();
    void comparePairs();
    void editResident();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *makeList();
    QWidget *makeRecord();
    QWidget *makeTimeline();
    QWidget *makeViews();
    void showView(const QString &key);
    void readView();
    void noteDeparture();
    void connectParts();
    void askList();
    void listed(qint64 total);
    void showRow(int row);
    void showPatient(Id patient);
    void showRecord(const ResidentRecord &record);
    void showConflicts(const ResidentRecord &record);
    void showOutOfReach(Id patient);
    void breakGlassOver();

    Workplace &m_workplace;
    QString m_searched;
    int m_found = 0;
    QTimer *m_rested = nullptr; ///< since the results were shown
    Id m_shown;
    Id m_revealed; ///< asked for from elsewhere: stays although the list says another
    std::optional<ResidentRecord> m_record;
    bool m_moreFound = false;
    bool m_filling = false; ///< the list moves its current row, not a person
    Question m_question;

    Segments *m_filter;
    MissingFilter *m_missing;
    Label *m_count;
    Table *m_list;
    PagedModel<ListedResident> *m_residents;
    QStackedWidget *m_right;
    RecordHead *m_head;
    RecordSide *m_side;
    Button *m_register;
    Button *m_same;
    Banner *m_allergies;
    Banner *m_conflicts;
    Banner *m_glass;
    EmptyPage *m_outOfReach;
    Segments *m_views;
    CareStrip *m_care;
    QStackedWidget *m_view;
    ResidentFileView *m_file;
    HouseholdCard *m_household;
    Card *m_timelineCard;
    Table *m_timeline;
    PagedModel<TimelineEntry> *m_entries;
};

/// What a timeline row says: icon, first and second line.
struct TimelineWords
{
    Icon icon = Icon::Visit;
    QString what;
    QString more;
    ChipSpec chip;
};
TimelineWords wordsOf(const TimelineEntry &entry, QDate today);

} // namespace yigong
