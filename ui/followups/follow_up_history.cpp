// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_history.h"
#include "core/patients/open_resident.h"
#include "ui/followups/closed_form_view.h"
#include "ui/followups/closed_health_form_view.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/followups/trend_view.h"
#include "ui/shell/words.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/card.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/scroll_area.h"
#include "ui/widgets/table.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr int mostForms = 200; // four a year for two diseases: a life's
constexpr int trendHeight = 168;
constexpr int figuresInRow = 4;

/// What an old form asked for is done, or past.
bool isLatestOfProgram(const ClosedForm &closed, const std::vector<ClosedForm> &forms)
{
    for (const ClosedForm &other : forms)
        if (other.programWord() == closed.programWord() && !other.isCorrected())
            return other.id() == closed.id();
    return false;
}

} // namespace

FollowUpHistory::FollowUpHistory(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_bar(new PatientBar(this))
{
    auto *rows = makeColumn(0);
    setLayout(rows);
    rows->addWidget(m_bar);
    rows->addWidget(makeBody(), 1);
    rows->addWidget(makeActions());
}

QWidget *FollowUpHistory::makeBody()
{
    auto *body = new QWidget(this);
    auto *row = makeRow(12, {24, 12, 24, 12});
    body->setLayout(row);
    auto *left = makeColumn(12);
    m_trends = new Card(tr("Over time"), {}, body);
    m_trends->addAction(new KeyCap(tr("← → choose"), m_trends));
    left->addWidget(m_trends);
    m_card = new Card(tr("Closed follow-ups"), {}, body);
    m_card->setFlush();
    m_rows = new PagedModel<ClosedForm>(
        {{tr("Day"), 168, Qt::AlignLeft},
         {tr("Form, and what was found"), 0, Qt::AlignLeft},
         {tr("Next step"), 176, Qt::AlignLeft},
         {tr("By whom"), 132, Qt::AlignLeft},
         {tr("State"), 110, Qt::AlignLeft}},
        [this](const ClosedForm &closed, int column) { return cellOf(closed, column); }, this);
    m_table = new Table(tr("Closed follow-ups"), 2, m_card);
    m_table->setRows(m_rows);
    m_table->setEmptyPage(new EmptyPage(Icon::Follow, tr("No follow-up was closed yet"), tr("F6 begins the first one."),
                                        nullptr, m_table));
    m_card->body()->addWidget(m_table, 1);
    left->addWidget(m_card, 1);
    row->addLayout(left, 1);
    auto *column = new QWidget(body); // a scroll area alone would shrink to its narrowest
    column->setLayout(makeColumn(0));
    auto *scrolled = new QWidget;
    m_beside = makeColumn(0);
    scrolled->setLayout(m_beside);
    column->layout()->addWidget(new ScrollArea(scrolled, column));
    setFixedSizeSp(column, 364, 0);
    row->addWidget(column);
    connect(m_table, &Table::currentRowChanged, this, &FollowUpHistory::showChosen);
    return body;
}

QWidget *FollowUpHistory::makeActions()
{
    m_actions = new ActionBar(this);
    m_actions->addKey(tr("Esc back"));
    m_blank = new Button(tr("Blank form"), ButtonKind::Plain, Icon::None,
                         QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_P), m_actions);
    m_print = new Button(tr("Print"), ButtonKind::Normal, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), m_actions);
    m_correct = new Button(tr("Correct"), ButtonKind::Normal, Icon::Edit, QKeySequence(Qt::ALT | Qt::Key_C), m_actions);
    m_refer = new Button(tr("Refer"), ButtonKind::Normal, Icon::Referral, QKeySequence(Qt::Key_F8), m_actions);
    m_next = new Button(tr("Follow up"), ButtonKind::Primary, Icon::Follow, QKeySequence(Qt::Key_F6), m_actions);
    m_others =
        new Button(tr("Other form"), ButtonKind::Plain, Icon::Draft, QKeySequence(Qt::ALT | Qt::Key_O), m_actions);
    for (Button *button : {m_blank, m_print, m_others, m_correct, m_refer, m_next})
        m_actions->addButton(button);
    connect(m_print, &QPushButton::clicked, this, [this] { print(false); });
    connect(m_blank, &QPushButton::clicked, this, [this] { print(true); });
    connect(m_others, &QPushButton::clicked, this, [this] { Q_EMIT formsRequested(m_patient, m_others); });
    connect(m_correct, &QPushButton::clicked, this, [this] {
        if (const ClosedForm *at = chosen())
            at->healthForm() ? Q_EMIT healthFormCorrectionRequested(at->id()) : Q_EMIT correctionRequested(at->id());
    });
    connect(m_refer, &QPushButton::clicked, this, [this] {
        if (const ClosedForm *at = chosen())
            Q_EMIT referralRequested(m_patient, at->id());
    });
    connect(m_next, &QPushButton::clicked, this, [this] { Q_EMIT followUpRequested(m_patient); });
    return m_actions;
}

void FollowUpHistory::print(bool isBlank)
{
    const ClosedForm *at = chosen();
    if (at && at->healthForm())
        Q_EMIT healthFormPrintRequested(m_patient, at->healthForm()->form.formCode, isBlank ? Id{} : at->id());
    else if (at)
        Q_EMIT printRequested(m_patient, at->followUp()->form.program, isBlank);
    else if (m_read)
        Q_EMIT printRequested(m_patient, FollowUpProgram::Hypertension, true);
}

QWidget *FollowUpHistory::firstFocus() const
{
    return m_table;
}

Result<FollowUpHistory::Read> FollowUpHistory::readAll(const Snapshot &snapshot, const Actor &actor, Id patient,
                                                       QDate today)
{
    Read all;
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    all.patient = std::move(resident.patient);
    for (const AllergyIntolerance &allergy : resident.allergies)
        all.allergies.append(allergy.substance);
    YIGONG_LET(forms, followUpsOf(snapshot, actor, all.patient.id, mostForms));
    YIGONG_LET(healthForms, healthFormsOf(snapshot, actor, all.patient.id, {}, mostForms));
    all.forms = closedForms(std::move(forms), std::move(healthForms));
    YIGONG_LET(trends, followUpTrends(snapshot, actor, all.patient.id, today));
    all.trends = std::move(trends);
    YIGONG_LET(figures, FollowUpFigures::of(snapshot));
    all.figures = figures;
    return all;
}

void FollowUpHistory::open(Id patient, Id form)
{
    m_patient = patient;
    m_wanted = form;
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, today](const Snapshot &s) {
        return readAll(s, actor, patient, today);
    }),
              this, [this, asked](Result<Read> read) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!read)
                      return Q_EMIT failed(read.error());
                  show(std::move(*read));
              });
}

void FollowUpHistory::refresh()
{
    if (m_patient.isNone())
        return;
    const ClosedForm *at = chosen();
    open(m_patient, m_wanted.isNone() && at ? at->id() : m_wanted);
}

void FollowUpHistory::show(Read read)
{
    m_read = std::move(read);
    m_patient = m_read->patient.id;
    m_bar->setPatient(summaryOf(m_read->patient, m_read->allergies, m_place.clock.today()));
    showTrends();
    m_card->setNote(tr("%n form(s)", nullptr, static_cast<int>(m_read->forms.size())));
    int current = 0;
    for (std::size_t i = 0; i < m_read->forms.size(); ++i)
        if (m_read->forms[i].id() == m_wanted)
            current = static_cast<int>(i);
    m_rows->setRows(m_read->forms);
    if (!m_read->forms.empty())
        m_table->setCurrentRow(current);
    m_wanted = {};
    showChosen();
    Q_EMIT shown();
}

/// Pressure and glucose are followed in two programs; of the others' residents the card would be empty.
void FollowUpHistory::showTrends()
{
    const bool isOfOthers =
        !m_read->forms.empty() && std::all_of(m_read->forms.begin(), m_read->forms.end(),
                                              [](const ClosedForm &form) { return form.healthForm(); });
    m_trends->setVisible(!isOfOthers || !m_read->trends.pressure.empty() || !m_read->trends.glucose.empty());
    while (QLayoutItem *item = m_trends->body()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    auto *both = new QWidget(m_trends);
    auto *row = makeRow(16);
    both->setLayout(row);
    const QDate today = m_place.clock.today();
    row->addWidget(new TrendView(TrendKind::Pressure, m_read->trends, today, trendHeight, both), 3);
    row->addWidget(new TrendView(TrendKind::Glucose, m_read->trends, today, trendHeight, both), 2);
    m_trends->body()->addWidget(both);
}

const ClosedForm *FollowUpHistory::chosen() const
{
    return m_rows->row(m_table->currentRow());
}

void FollowUpHistory::showChosen()
{
    if (m_form) {
        m_beside->removeWidget(m_form);
        m_form->hide();
        m_form->deleteLater();
        m_form = nullptr;
    }
    const ClosedForm *at = chosen();
    const bool writes = m_place.may(Door::WriteFollowUp);
    const bool refers =
        at && m_read && at->mustRefer() && isLatestOfProgram(*at, m_read->forms) && m_place.may(Door::SendReferral);
    m_print->setVisible(at != nullptr);
    m_correct->setVisible(writes && at != nullptr);
    m_correct->setBlockedReason(at && at->isCorrected() ? tr("Corrected already: correct the form that took its place")
                                                        : QString());
    m_refer->setVisible(refers);
    m_refer->setKind(refers ? ButtonKind::Primary : ButtonKind::Normal);
    m_next->setVisible(writes);
    m_others->setVisible(writes);
    m_next->setKind(refers ? ButtonKind::Normal : ButtonKind::Primary);
    if (!at || !m_read)
        return;
    if (const ListedHealthForm *form = at->healthForm())
        m_form = new ClosedHealthFormView(*form, m_read->figures.forms, m_place.clock.now());
    else
        m_form = new ClosedFormView(*at->followUp(), m_read->patient, m_read->figures.rules, m_place.clock.now());
    m_beside->addWidget(m_form);
}

Cell FollowUpHistory::cellOf(const ClosedForm &closed, int column) const
{
    const QDate today = m_place.clock.today();
    switch (column) {
    case 0:
        return Cell(
            {plain(dayOf(closed.day(), today))},
            {small(closed.followUp() ? fieldWords(closed.followUp()->form, *followUpField(u"way")) : QString())});
    case 1:
        return foundIn(closed);
    case 2: {
        const auto *form = closed.healthForm();
        const QDate next =
            form ? (form->form.nextOn.isValid() ? form->form.nextOn : form->form.due) : closed.followUp()->form.nextOn;
        const auto program = form ? FormWords::programOf(form->form.formCode) : std::nullopt;
        return Cell({plain(form && !program ? QString()
                           : form           ? FormWords::step(*program, closed.step())
                                            : FollowUpWords::step(closed.step()))},
                    {small(dayOf(next, today))});
    }
    case 3:
        return Cell({plain(closed.practitionerName())}, {small(closed.siteName())});
    default:
        if (closed.isCorrected())
            return Cell::ofChip({ChipKind::Warn, tr("Corrected"), Icon::Undo});
        return closed.amends().isNone() ? Cell() : Cell::ofChip({ChipKind::Plain, tr("Correction"), Icon::Edit});
    }
}

Cell FollowUpHistory::foundIn(const ClosedForm &closed)
{
    if (const ListedHealthForm *form = closed.healthForm())
        return Cell({plain(FormWords::form(form->form.formCode)), soft(FormWords::outcome(form->form.outcome))},
                    {small(FormWords::figures(form->form, figuresInRow))});
    const FollowUp &form = closed.followUp()->form;
    QStringList found;
    if (!form.systolic.isNone())
        found.append(form.systolic.text() + u'/' + form.diastolic.text() + QStringLiteral(" mmHg"));
    if (!form.fastingGlucose.isNone())
        found.append(form.fastingGlucose.text() + QStringLiteral(" mmol/L"));
    return Cell({plain(FollowUpWords::program(form.program)), soft(FollowUpWords::outcome(form.outcome))},
                {small(found.join(QStringLiteral("，")))});
}

} // namespace yigong
