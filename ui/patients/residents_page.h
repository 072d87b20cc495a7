// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/resident_contracts.h"
#include "core/encounters/pressure.h"
#include "core/patients/allergies.h"
#include "core/patients/current_medication.h"
#include "core/patients/find.h"
#include "core/patients/patient.h"
#include "core/patients/timeline.h"
#include "core/sync/conflicts.h"
#include "ui/patients/register_dialog.h"
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
class FactList;
class HouseholdCard;
class Label;
class MissingFilter;
class PressureChart;
class PrivateNumbers;
class ResidentFileView;
class RunsLabel;
class Segments;
class Table;

/// One resident in the list at the left.
struct ListedResident
{
    Patient patient;
    Instant lastVisit;              ///< none where it is not known in this list
    std::vector<MatchedBy> matched; ///< by which words of a search
    Basis basis = Basis::OwnSite;   ///< None: out of reach, opened for a reason alone
    bool disputed = false;          ///< two sites differ about the card
    QString siteName;               ///< of one out of reach: who looks after them
};

/// All that the right side shows of one resident, read in one view of the store.
struct ResidentRecord
{
    Patient patient;
    QString siteName;
    Instant glassUntil; ///< opened for a reason, until then; none: there is another basis
    std::vector<AllergyIntolerance> allergies;
    std::vector<ConflictState> conflicts; ///< open ones
    bool noDrugAllergies = false;         ///< asked, and none is known
    std::vector<CurrentMedicine> medicines;
    std::vector<TimelineEntry> timeline;
    std::vector<PressureReading> pressure; ///< the oldest first
    ContractMark contract;
};

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
    QWidget *makeRecordHead();
    QWidget *makeTimeline();
    QWidget *makeSide();
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
    void showFacts(const ResidentRecord &record);
    void showPressure(const ResidentRecord &record);
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
    Label *m_name;
    RunsLabel *m_who;
    RunsLabel *m_where;
    QHBoxLayout *m_chips;
    Button *m_see;
    Button *m_refer;
    Button *m_edit;
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
    FactList *m_facts;
    PrivateNumbers *m_numbers;
    Card *m_pressureCard;
    PressureChart *m_pressure;
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
