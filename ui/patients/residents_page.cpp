// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/residents_page.h"
#include "core/patients/patient_text.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"
#include "ui/patients/break_glass_dialog.h"
#include "ui/patients/care_strip.h"
#include "ui/patients/departure_dialog.h"
#include "ui/patients/file_view.h"
#include "ui/patients/household_card.h"
#include "ui/patients/missing_filter.h"
#include "ui/patients/record_head.h"
#include "ui/patients/record_side.h"
#include "ui/patients/same_person_dialog.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/sync/conflict_case.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/table.h"

#include <QPainter>
#include <QPalette>
#include <QShortcut>
#include <QStackedWidget>
#include <QTimer>
#include <algorithm>

namespace yigong {

namespace {

Cell timelineCell(const TimelineEntry &entry, int column, QDate today)
{
    const QDate day = civilDay(entry.at);
    if (column == 0) {
        // An earlier year goes before the hour: a whole date would be cut off in this column.
        Runs second;
        if (day.year() != today.year())
            second.append(small(QString::number(day.year())));
        // These have a day without an hour.
        if (entry.kind != TimelineKind::PlanActivity && entry.kind != TimelineKind::FollowUp &&
            entry.kind != TimelineKind::HealthForm)
            second.append(small(civilTime(entry.at)));
        const QString monthAndDay = dayOf(day, QDate(day.year(), 1, 1));
        return Cell({plain(monthAndDay)}, second);
    }
    if (column == 2)
        return Cell({plain(entry.siteName)}, {small(entry.practitionerName)});
    const TimelineWords words = wordsOf(entry, today);
    return Cell({plain(words.what)}, {small(words.more)}, words.chip, words.icon, Token::Text2);
}

} // namespace

ResidentsPage::ResidentsPage(Workplace &workplace, QWidget *parent)
    : Page(parent), m_workplace(workplace),
      m_residents(new PagedModel<ListedResident>(
          {{QString(), 0, Qt::AlignLeft}},
          [this](const ListedResident &row, int) { return residentCell(row, m_searched, m_workplace.clock.today()); },
          this)),
      m_entries(new PagedModel<TimelineEntry>(
          {{tr("Day"), 110, Qt::AlignLeft}, {tr("What"), 0, Qt::AlignLeft}, {tr("Where and who"), 150, Qt::AlignLeft}},
          [this](const TimelineEntry &entry, int column) {
              return timelineCell(entry, column, m_workplace.clock.today());
          },
          this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(0);
    row->addWidget(makeList());
    row->addWidget(new Rule(Qt::Vertical, this));
    m_right = new QStackedWidget(this);
    m_right->addWidget(new EmptyPage(Icon::People, tr("Nobody is chosen"),
                                     tr("Type a name, initials, or four digits of an ID or phone number."), nullptr,
                                     m_right));
    m_right->addWidget(makeRecord());
    auto *reason =
        new Button(tr("Open for a reason"), ButtonKind::Danger, Icon::Key, QKeySequence(Qt::ALT | Qt::Key_B), m_right);
    connect(reason, &QPushButton::clicked, this, &ResidentsPage::breakGlassOver);
    reason->setVisible(m_workplace.may(Door::BreakGlass));
    m_outOfReach = new EmptyPage(Icon::Lock, {}, {}, reason, m_right);
    m_right->addWidget(m_outOfReach);
    row->addWidget(m_right, 1);
    // What stays on the screen for a second was read; what one types past was not.
    m_rested = new QTimer(this);
    m_rested->setSingleShot(true);
    m_rested->setInterval(1000);
    connect(m_rested, &QTimer::timeout, this, [this] {
        if (!m_searched.isEmpty())
            note(m_workplace.db, m_workplace.actor, AuditKind::Searched, m_searched, m_found);
    });
    connectParts();
    followTheme(this, [this] { update(); });
}

QWidget *ResidentsPage::makeList()
{
    auto *side = new QWidget(this);
    side->setAutoFillBackground(true);
    followTheme(side, [side] {
        QPalette palette = side->palette();
        palette.setColor(QPalette::Window, theme().color(Token::Surface));
        side->setPalette(palette);
    });
    auto *column = makeColumn(0);
    side->setLayout(column);
    auto *head = makeColumn(8, {12, 12, 12, 8});
    m_filter = new Segments({{QString(QStringLiteral("all")), tr("All")},
                             {QStringLiteral("hypertension"), conditionWord(QStringLiteral("hypertension"))},
                             {QStringLiteral("diabetes"), conditionWord(QStringLiteral("diabetes"))}},
                            tr("Who is listed"), side);
    m_filter->setValue(QStringLiteral("all"));
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, side);
    m_missing = new MissingFilter(m_workplace, side);
    head->addWidget(m_filter, 0, Qt::AlignLeft);
    head->addWidget(m_missing);
    head->addWidget(m_count);
    column->addLayout(head);
    column->addWidget(new Rule(Qt::Horizontal, side));
    m_list = new Table(tr("Residents"), 2, side);
    m_list->setHeadVisible(false);
    m_list->setDrivenFromOutside(true);
    m_list->setRows(m_residents);
    m_list->setEmptyPage(
        new EmptyPage(Icon::Search, tr("Nobody found"), tr("Check the spelling, or press F2."), nullptr, m_list));
    column->addWidget(m_list, 1);
    column->addWidget(new Rule(Qt::Horizontal, side));
    auto *foot = makeColumn(8, {12, 10, 12, 10});
    foot->addWidget(new Label(tr("Not in the list? Press F2 to register."), TextStyle::Secondary, Token::Text2, side));
    m_register = new Button(tr("Register"), ButtonKind::Normal, Icon::Plus, Qt::Key_F2, side);
    m_same = new Button(tr("Two cards of one person"), ButtonKind::Plain, Icon::None, QKeySequence(Qt::ALT | Qt::Key_U),
                        side);
    m_same->setVisible(m_workplace.may(Door::EditPatient));
    auto *buttons = makeRow(8);
    buttons->addWidget(m_register);
    buttons->addWidget(m_same);
    buttons->addStretch(1);
    foot->addLayout(buttons);
    column->addLayout(foot);
    setFixedSizeSp(side, 332, 0);
    return side;
}

QWidget *ResidentsPage::makeRecord()
{
    auto *record = new QWidget(this);
    auto *column = makeColumn(12, {24, 16, 24, 16});
    record->setLayout(column);
    m_head = new RecordHead(m_workplace, record);
    column->addWidget(m_head);
    m_allergies = new Banner(BannerKind::Danger, {}, record);
    m_conflicts = new Banner(BannerKind::Warn, {}, record);
    auto *mend = new Button(tr("Settle"), ButtonKind::Normal, Icon::Conflict, {}, m_conflicts);
    m_conflicts->addAction(mend);
    connect(mend, &QPushButton::clicked, this, [this] {
        if (m_record && !m_record->conflicts.empty())
            Q_EMIT pageRequested(QStringLiteral("sync"), m_record->conflicts.front().conflict.id.text());
    });
    m_glass = new Banner(BannerKind::Warn, {}, record);
    column->addWidget(m_glass);
    column->addWidget(m_allergies);
    column->addWidget(m_conflicts);
    auto *row = makeRow(12);
    row->addWidget(makeViews(), 1);
    m_side = new RecordSide(m_workplace, record);
    row->addWidget(m_side);
    column->addLayout(row, 1);
    return record;
}

/// Timeline, file and household in one place, with what must never be out of sight above them.
QWidget *ResidentsPage::makeViews()
{
    auto *views = new QWidget(this);
    auto *column = makeColumn(8);
    views->setLayout(column);
    m_views = new Segments({{QStringLiteral("timeline"), tr("Timeline")},
                            {QStringLiteral("file"), tr("File")},
                            {QStringLiteral("household"), tr("Household", "who lives together")}},
                           tr("What is shown of the resident"), views);
    m_views->setValue(QStringLiteral("timeline"));
    m_care = new CareStrip(views);
    m_care->setElided(true);
    auto *row = makeRow(12);
    row->addWidget(m_views);
    row->addWidget(m_care, 1);
    column->addLayout(row);
    m_view = new QStackedWidget(views);
    m_file = new ResidentFileView(m_workplace, m_view);
    m_household = new HouseholdCard(m_workplace, m_view);
    m_view->addWidget(makeTimeline());
    m_view->addWidget(m_file);
    m_view->addWidget(m_household);
    column->addWidget(m_view, 1);
    for (const auto &[key, letter] :
         {std::pair{"timeline", Qt::Key_T}, std::pair{"file", Qt::Key_F}, std::pair{"household", Qt::Key_H}})
        connect(new QShortcut(QKeySequence(Qt::ALT | letter), views), &QShortcut::activated, this,
                [this, view = QString::fromLatin1(key)] { showView(view); });
    return views;
}

void ResidentsPage::showView(const QString &key)
{
    m_views->setValue(key);
    m_view->setCurrentIndex(key == u"file" ? 1 : key == u"household" ? 2 : 0);
    readView();
}

/// What is out of sight is not read.
void ResidentsPage::readView()
{
    if (m_shown.isNone())
        return;
    if (m_view->currentWidget() == m_file)
        m_file->showFile(m_shown);
    else if (m_view->currentWidget() == m_household)
        m_household->showHousehold(m_shown);
}

void ResidentsPage::noteDeparture()
{
    if (!m_record || m_record->patient.id != m_shown)
        return;
    whenReady(
        m_workplace.db.readLater([actor = m_workplace.actor](const Snapshot &s) { return subtreeOf(s, actor.site); }),
        this, [this, patient = m_record->patient](const Result<std::vector<Site>> &sites) {
            if (!sites)
                return Q_EMIT failed(sites.error());
            auto *dialog = new DepartureDialog(m_workplace, patient, *sites, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &DepartureDialog::written, this, [this](const QString &sentence) {
                refresh();
                Q_EMIT toastRequested(sentence);
                Q_EMIT dataChanged();
            });
            dialog->open();
        });
}

bool ResidentsPage::hasUnsavedEntry() const
{
    return m_file->hasUnsavedEntry();
}

QWidget *ResidentsPage::makeTimeline()
{
    m_timelineCard = new Card(tr("Timeline"), QStringLiteral(" "), this);
    m_timelineCard->setFlush();
    m_timeline = new Table(tr("Timeline"), 2, m_timelineCard);
    m_timeline->setHeadVisible(false);
    m_timeline->setRows(m_entries);
    m_timeline->setEmptyPage(
        new EmptyPage(Icon::Empty, tr("Nothing has been recorded yet"), tr("F4 begins a visit."), nullptr, m_timeline));
    connect(m_timeline, &Table::rowActivated, this, [this](int row) {
        const TimelineEntry *at = m_entries->row(row);
        if (at && (at->kind == TimelineKind::FollowUp || at->kind == TimelineKind::HealthForm))
            Q_EMIT pageRequested(QStringLiteral("followups"),
                                 QVariantMap{{QStringLiteral("patient"), m_shown.text()},
                                             {QStringLiteral("followUp"), at->record.text()}});
    });
    m_timelineCard->body()->addWidget(m_timeline, 1);
    return m_timelineCard;
}

void ResidentsPage::connectParts()
{
    connect(m_filter, &Segments::chosen, this, [this] { askList(); });
    connect(m_missing, &MissingFilter::chosen, this, [this] { askList(); });
    connect(m_views, &Segments::chosen, this, &ResidentsPage::showView);
    connect(m_file, &ResidentFileView::failed, this, &Page::failed);
    connect(m_file, &ResidentFileView::saved, this, [this] {
        refresh();
        Q_EMIT toastRequested(tr("The file is saved"));
        Q_EMIT dataChanged();
    });
    connect(m_household, &HouseholdCard::failed, this, &Page::failed);
    connect(m_household, &HouseholdCard::patientRequested, this, [this](Id patient) { open(patient.text()); });
    connect(m_household, &HouseholdCard::changed, this, [this](const QString &sentence) {
        refresh();
        Q_EMIT toastRequested(sentence);
        Q_EMIT dataChanged();
    });
    connect(m_residents, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_filling = true; });
    connect(m_residents, &RowsModel::loaded, this, &ResidentsPage::listed);
    connect(m_residents, &RowsModel::failed, this, &Page::failed);
    connect(m_list, &Table::currentRowChanged, this, &ResidentsPage::showRow);
    connect(m_list, &Table::rowActivated, this, [this] { openResult(); });
    connect(m_register, &QPushButton::clicked, this, &ResidentsPage::registerResident);
    connect(m_same, &QPushButton::clicked, this, &ResidentsPage::comparePairs);
    connect(m_head, &RecordHead::editRequested, this, &ResidentsPage::editResident);
    connect(m_head, &RecordHead::visitRequested, this, [this] {
        if (!m_shown.isNone())
            Q_EMIT pageRequested(QStringLiteral("visit"), m_shown.text());
    });
    connect(m_head, &RecordHead::referralRequested, this, [this] {
        if (!m_shown.isNone())
            Q_EMIT pageRequested(QStringLiteral("referrals"), QVariantMap{{QStringLiteral("patient"), m_shown.text()}});
    });
    connect(m_head, &RecordHead::followUpRequested, this, [this] {
        if (!m_shown.isNone())
            Q_EMIT pageRequested(QStringLiteral("followups"), m_shown.text());
    });
    connect(m_side, &RecordSide::contractRequested, this, [this] {
        if (!m_shown.isNone())
            Q_EMIT pageRequested(QStringLiteral("contracts"), m_shown.text());
    });
    connect(m_side, &RecordSide::examinationRequested, this, [this] {
        if (!m_shown.isNone())
            Q_EMIT pageRequested(QStringLiteral("followups"),
                                 QVariantMap{{QStringLiteral("patient"), m_shown.text()},
                                             {QStringLiteral("form"), QStringLiteral("health-check")}});
    });
    connect(m_side, &RecordSide::departureRequested, this, &ResidentsPage::noteDeparture);
}

void ResidentsPage::refresh()
{
    m_revealed = m_shown; // the rows may have another order now
    askList();
    m_missing->refresh();
    if (!m_shown.isNone())
        showPatient(m_shown);
}

void ResidentsPage::open(const QVariant &argument)
{
    const QString text = argument.toString();
    if (text == u"register")
        return registerResident();
    if (const auto id = Id::parse(text)) {
        m_revealed = *id;
        showPatient(*id);
    }
}

bool ResidentsPage::stepBack()
{
    if (m_searched.isEmpty())
        return false;
    search({});
    return true;
}

void ResidentsPage::search(const QString &text)
{
    m_revealed = text.isEmpty() ? m_shown : Id(); // who was found stays when the search is over
    m_searched = text;
    m_rested->stop();
    askList();
}

void ResidentsPage::askList()
{
    const quint64 asked = m_question.ask();
    const Actor actor = m_workplace.actor;
    m_filter->setEnabled(m_searched.isEmpty());
    if (!m_searched.isEmpty()) {
        whenReady(m_workplace.db.readLater(
                      [actor, text = m_searched](const Snapshot &s) { return readFoundResidents(s, actor, text); }),
                  this, [this, asked](Result<FoundResidents> answer) {
                      if (!m_question.isLatest(asked))
                          return;
                      if (!answer)
                          return Q_EMIT failed(answer.error());
                      m_moreFound = answer->more;
                      m_found = static_cast<int>(answer->rows.size());
                      m_rested->start();
                      const auto total = static_cast<qint64>(answer->rows.size());
                      m_residents->setRows(std::move(answer->rows)); // says nothing of its own
                      listed(total);
                  });
        return;
    }
    ResidentFilter filter;
    filter.condition = m_filter->value() == u"all" ? QString() : m_filter->value();
    filter.missing = m_missing->value();
    filter.order = ResidentOrder::LastVisit;
    m_moreFound = false;
    m_residents->setFetch([this, actor, filter](qint64 offset, int count) {
        return m_workplace.db.readLater([actor, filter, offset, count](const Snapshot &s) {
            return readResidents(s, actor, filter, offset, count);
        });
    });
}

void ResidentsPage::listed(qint64 total)
{
    const int n = static_cast<int>(total);
    m_count->setText(m_searched.isEmpty() ? tr("%n resident(s), last seen first", nullptr, n)
                     : m_moreFound        ? tr("More than %n, type a little more", nullptr, n)
                                          : tr("%n found", nullptr, n));
    if (total > 0 && m_list->currentRow() < 0)
        m_list->setCurrentRow(0);
    if (total > 0 && !m_searched.isEmpty())
        showRow(m_list->currentRow());
    m_filling = false;
}

void ResidentsPage::stepInResults(int rows)
{
    const int last = static_cast<int>(m_residents->total()) - 1;
    if (last >= 0)
        m_list->setCurrentRow(std::clamp(m_list->currentRow() + rows, 0, last));
}

void ResidentsPage::openResult()
{
    if (m_view->currentWidget() == m_file)
        return m_file->focusMissing();
    m_timeline->setFocus();
}

QWidget *ResidentsPage::firstFocus()
{
    return m_list;
}

void ResidentsPage::showRow(int row)
{
    if (m_filling && !m_revealed.isNone())
        return;
    if (!m_filling)
        m_revealed = {};
    if (const ListedResident *listed = m_residents->row(row))
        showPatient(listed->patient.id);
}

void ResidentsPage::showPatient(Id patient)
{
    m_shown = patient;
    whenReady(m_workplace.db.readLater(
                  [actor = m_workplace.actor, patient](const Snapshot &s) { return readRecord(s, actor, patient); }),
              this, [this, patient](const Result<ResidentRecord> &record) {
                  if (patient != m_shown)
                      return; // another was chosen meanwhile
                  if (!record && record.error().kind == ErrorKind::OutOfScope && record.error().field == u"patient")
                      return showOutOfReach(patient);
                  if (!record)
                      return Q_EMIT failed(record.error());
                  showRecord(*record);
              });
}

void ResidentsPage::showRecord(const ResidentRecord &record)
{
    m_record = record;
    m_head->setRecord(record);
    m_side->setRecord(record);
    Runs allergies{bold(tr("Allergic:"), Token::Danger)};
    for (const AllergyIntolerance &allergy : record.allergies) {
        allergies.append(bold(allergy.substance, Token::Danger));
        if (!allergy.reaction.isEmpty())
            allergies.append(plain(allergy.reaction));
    }
    m_allergies->setSentence(allergies);
    m_allergies->setVisible(!record.allergies.empty());
    m_glass->setVisible(!record.glassUntil.isNone());
    if (!record.glassUntil.isNone())
        m_glass->setSentence(
            {bold(tr("Opened for a reason, until %1.").arg(momentOf(record.glassUntil, m_workplace.clock.now()))),
             plain(tr("%1 and the county see that you read it.").arg(record.siteName))});
    m_care->setCare(!record.allergies.empty(), record.noDrugAllergies, record.medicines);
    readView();
    showConflicts(record);
    m_timelineCard->setNote(tr("%n entry(s)", nullptr, static_cast<int>(record.timeline.size())));
    m_entries->setRows(record.timeline);
    m_right->setCurrentIndex(1);
}

void ResidentsPage::showOutOfReach(Id patient)
{
    const ListedResident *listed = m_residents->row(m_list->currentRow());
    const bool known = listed != nullptr && listed->patient.id == patient;
    m_outOfReach->setWords(known ? tr("%1 is not within your reach").arg(maskedName(listed->patient.name))
                                 : tr("Not within your reach"),
                           tr("%1 looks after them, and there is no visit or referral here. In an emergency the record "
                              "opens for a reason, "
                              "for a limited time; that site and the county see it.")
                               .arg(known ? listed->siteName : tr("Another site")));
    m_right->setCurrentWidget(m_outOfReach);
}

void ResidentsPage::breakGlassOver()
{
    const ListedResident *listed = m_residents->row(m_list->currentRow());
    const bool known = listed != nullptr && listed->patient.id == m_shown;
    auto *dialog = new BreakGlassDialog(m_workplace, m_shown, known ? maskedName(listed->patient.name) : QString(),
                                        known ? listed->siteName : QString(), this);
    connect(dialog, &BreakGlassDialog::opened, this, [this](Id patient) {
        showPatient(patient);
        Q_EMIT dataChanged();
    });
    dialog->open();
}

void ResidentsPage::showConflicts(const ResidentRecord &record)
{
    Runs words;
    for (const DisputedField &field : disputedFields(record.conflicts)) {
        words.append(bold(tr("%1 differs between two sites:").arg(field.word)));
        words.append(plain(field.values.join(QStringLiteral(" / "))));
    }
    m_conflicts->setSentence(words);
    m_conflicts->setVisible(!words.isEmpty());
}

void ResidentsPage::registerResident()
{
    if (!m_workplace.may(Door::RegisterPatient))
        return;
    auto *dialog = new RegisterDialog(m_workplace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    if (m_residents->total() == 0)
        dialog->begin(m_searched);
    connect(dialog, &RegisterDialog::existingRequested, this, [this](Id id) { open(id.text()); });
    connect(dialog, &RegisterDialog::registered, this, [this](Id id, const QString &name) {
        open(id.text());
        askList();
        Q_EMIT toastRequested(tr("%1 is registered").arg(name));
        Q_EMIT dataChanged();
    });
    dialog->open();
}

void ResidentsPage::comparePairs()
{
    auto *dialog = new SamePersonDialog(m_workplace, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &SamePersonDialog::openRequested, this, [this](Id id) { open(id.text()); });
    connect(dialog, &SamePersonDialog::changed, this, [this] {
        refresh();
        Q_EMIT dataChanged();
    });
    dialog->open();
}

void ResidentsPage::editResident()
{
    if (!m_record || m_record->patient.id != m_shown)
        return;
    if (!m_record->patient.phone.isEmpty())
        m_workplace.noteRevealed(m_shown, QStringLiteral("phone")); // to be corrected, it must be read
    auto *dialog = new EditDialog(m_workplace, m_record->patient, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    connect(dialog, &EditDialog::edited, this, [this] {
        refresh();
        Q_EMIT toastRequested(tr("The record is changed"));
        Q_EMIT dataChanged();
    });
    dialog->open();
}

void ResidentsPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
