// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_page.h"
#include "core/followups/enrolment.h"
#include "ui/followups/follow_up_history.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/followups/follow_up_side.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/plan_list.h"
#include "ui/shell/words.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/scroll_area.h"

#include <QPainter>
#include <QScrollBar>
#include <QShortcut>
#include <QStackedWidget>
#include <utility>

namespace yigong {

FollowUpPage::FollowUpPage(Workplace &place, QWidget *parent) : Page(parent), m_place(place)
{
    build();
}

void FollowUpPage::build()
{
    auto *column = makeColumn(0);
    setLayout(column);
    m_stack = new QStackedWidget(this);
    column->addWidget(m_stack);
    m_plan = new PlanList(m_place, m_stack);
    m_stack->addWidget(m_plan);
    m_stack->addWidget(buildForm());
    m_stack->addWidget(buildEnrol());
    m_history = new FollowUpHistory(m_place, m_stack);
    m_stack->addWidget(m_history);
    connectHistory();
    connect(m_plan, &PlanList::followUpRequested, this, [this](Id patient) {
        if (m_place.may(Door::WriteVisit))
            load(patient);
        else
            Q_EMIT patientRequested(patient);
    });
    connect(m_plan, &PlanList::historyRequested, this, &FollowUpPage::showHistory);
    connect(m_plan, &PlanList::referralRequested, this, &FollowUpPage::refer);
    connect(m_plan, &PlanList::toastRequested, this, [this](const QString &words) { Q_EMIT toastRequested(words); });
    connect(m_plan, &PlanList::failed, this, &Page::failed);
    connect(m_plan, &PlanList::shown, this, [this] {
        if (std::exchange(m_beginsNext, false) && !m_plan->first().isNone())
            load(m_plan->first());
        Q_EMIT planShown();
    });
    connect(m_plan, &PlanList::contactNoted, this, [this] {
        Q_EMIT toastRequested(tr("Noted in the plan"));
        Q_EMIT dataChanged();
    });
    followTheme(this, [this] { update(); });
}

QWidget *FollowUpPage::buildForm()
{
    auto *page = new QWidget(m_stack);
    auto *rows = makeColumn(0);
    page->setLayout(rows);
    m_bar = new PatientBar(page);
    m_more = new Button(tr("Into a program"), ButtonKind::Plain, Icon::Plus, QKeySequence(Qt::ALT | Qt::Key_J), m_bar);
    connect(m_more, &QPushButton::clicked, this, [this] { askProgram(m_opened->patient.id); });
    auto *earlier = new Button(tr("So far"), ButtonKind::Plain, Icon::List, QKeySequence(Qt::ALT | Qt::Key_H), m_bar);
    connect(earlier, &QPushButton::clicked, this, [this] {
        m_formWaits = true;
        showHistory(m_opened->patient.id);
    });
    m_bar->addRight(earlier);
    m_bar->addRight(m_more);
    m_due = new Chip({}, m_bar);
    m_bar->addRight(m_due);
    rows->addWidget(m_bar);
    m_body = new QWidget(page);
    m_body->setLayout(makeRow(0));
    rows->addWidget(m_body, 1);

    m_actions = new ActionBar(page);
    m_actions->addKey(tr("Enter next"));
    m_actions->addKey(tr("= as last time"));
    m_save = new Button(tr("Close, and the next one"), ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12),
                        m_actions);
    m_save->setPressedByEnter(false);
    connect(m_save, &QPushButton::clicked, this, &FollowUpPage::save);
    auto *alsoSaves = new QShortcut(QKeySequence::Save, page);
    connect(alsoSaves, &QShortcut::activated, this, &FollowUpPage::save);
    m_actions->addButton(m_save);
    rows->addWidget(m_actions);
    return page;
}

QWidget *FollowUpPage::buildEnrol()
{
    auto *page = new QWidget(m_stack);
    auto *rows = makeColumn(12, {24, 24, 24, 24});
    page->setLayout(rows);
    m_intoPressure = new Button(FollowUpWords::program(FollowUpProgram::Hypertension), ButtonKind::Normal,
                                Icon::Pressure, QKeySequence(Qt::CTRL | Qt::Key_1), page);
    m_intoSugar = new Button(FollowUpWords::program(FollowUpProgram::Diabetes), ButtonKind::Normal, Icon::Drop,
                             QKeySequence(Qt::CTRL | Qt::Key_2), page);
    connect(m_intoPressure, &QPushButton::clicked, this, [this] { enrol(FollowUpProgram::Hypertension); });
    connect(m_intoSugar, &QPushButton::clicked, this, [this] { enrol(FollowUpProgram::Diabetes); });
    m_enrol = new EmptyPage(Icon::Follow, {}, {}, nullptr, page);
    rows->addWidget(m_enrol, 1);
    auto *buttons = makeRow(12);
    buttons->addStretch(1);
    buttons->addWidget(m_intoPressure);
    buttons->addWidget(m_intoSugar);
    buttons->addStretch(1);
    rows->addLayout(buttons);
    rows->addStretch(1);
    return page;
}

void FollowUpPage::open(const QVariant &argument)
{
    const QVariantMap map = argument.toMap();
    if (const auto whose = Id::parse(map.value(QStringLiteral("patient")).toString())) {
        m_formWaits = m_stack->currentIndex() == Form && m_touched;
        return showHistory(*whose, Id::parse(map.value(QStringLiteral("followUp")).toString()).value_or(Id{}));
    }
    m_beginsNext = argument.toString() == u"next" && m_place.may(Door::WriteVisit);
    const auto patient = Id::parse(argument.toString());
    if (!patient)
        return;
    if (m_opened && m_opened->patient.id == *patient && (m_stack->currentIndex() == Form || m_formWaits)) {
        m_formWaits = false;
        return m_stack->setCurrentIndex(Form); // back to what is being written
    }
    load(*patient);
}

void FollowUpPage::refresh()
{
    m_plan->refresh();
    if (m_stack->currentIndex() == History)
        m_history->refresh();
}

bool FollowUpPage::mayLeaveForm()
{
    return !m_touched || ask(this, tr("Leave this follow-up?"), tr("What was typed into it is not kept."),
                             tr("Leave it"), tr("Go on"), ButtonKind::Danger);
}

bool FollowUpPage::stepBack()
{
    if (m_stack->currentIndex() == Plan)
        return false;
    if (m_stack->currentIndex() == History && std::exchange(m_formWaits, false)) {
        m_stack->setCurrentIndex(Form);
        m_sheet->focusFirst();
        return true;
    }
    if (m_stack->currentIndex() == Form && !mayLeaveForm())
        return true;
    if (m_stack->currentIndex() == Form && isCorrecting()) {
        m_touched = false;
        showHistory(m_opened->patient.id, m_opened->draft.amends);
        return true;
    }
    showPlan();
    return true;
}

QWidget *FollowUpPage::firstFocus()
{
    if (m_stack->currentIndex() == Form)
        return m_sheet;
    if (m_stack->currentIndex() == History)
        return m_history->firstFocus();
    return m_stack->currentIndex() == Enrol ? m_intoPressure : m_plan->firstFocus();
}

void FollowUpPage::load(Id patient)
{
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, today](const Snapshot &s) {
        return withTrends(s, actor, draftFollowUp(s, actor, patient, {}, today), today);
    }),
              this, [this, asked, patient](Result<Loaded> loaded) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (loaded)
                      return show(std::move(*loaded));
                  if (loaded.error().kind == ErrorKind::NotFound && loaded.error().field == u"program")
                      return askProgram(patient);
                  Q_EMIT failed(loaded.error());
              });
}

Result<FollowUpPage::Loaded> FollowUpPage::withTrends(const Snapshot &snapshot, const Actor &actor,
                                                      Result<OpenedFollowUp> opened, QDate today)
{
    if (!opened)
        return fail(opened.error());
    YIGONG_LET(trends, followUpTrends(snapshot, actor, opened->patient.id, today));
    return Loaded{std::move(*opened), std::move(trends)};
}

void FollowUpPage::show(Loaded loaded)
{
    m_opened = std::move(loaded.opened);
    m_touched = false;
    m_saving = false;
    m_formWaits = false;
    const QDate today = m_place.clock.today();
    m_bar->setPatient(summaryOf(m_opened->patient, {}, today));
    m_more->setVisible(m_opened->draft.forms.size() < 2 && !isCorrecting());
    m_save->setText(isCorrecting() ? tr("Close the correction") : tr("Close, and the next one"));
    m_due->setSpec(FollowUpWords::chipOf(m_opened->plans.begin()->second, today));

    while (QLayoutItem *item = m_body->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    auto *content = new QWidget;
    content->setLayout(makeColumn(0, {24, 12, 12, 12}));
    m_sheet = new FollowUpSheet(*m_opened, today, content);
    content->layout()->addWidget(m_sheet);
    // The verdict stays in sight while the form scrolls.
    auto *beside = new QWidget;
    beside->setLayout(makeColumn(0, {0, 12, 24, 12}));
    m_side = new FollowUpSide(*m_opened, loaded.trends, today, beside);
    beside->layout()->addWidget(m_side);
    auto *column = new QWidget(m_body); // a scroll area alone would shrink to its narrowest
    column->setLayout(makeColumn(0));
    column->layout()->addWidget(new ScrollArea(beside, column));
    setFixedSizeSp(column, 364, 0);
    auto *row = static_cast<QHBoxLayout *>(m_body->layout());
    auto *scrolled = new ScrollArea(content, m_body);
    row->addWidget(scrolled, 1);
    row->addWidget(column);
    connect(m_sheet, &FollowUpSheet::edited, this, [this] {
        m_touched = true;
        changed();
    });
    connect(m_sheet, &FollowUpSheet::endReached, m_save, [this] { m_save->setFocus(); });
    m_stack->setCurrentIndex(Form);
    changed();
    m_sheet->focusFirst();
    QMetaObject::invokeMethod(
        scrolled, [scrolled] { scrolled->verticalScrollBar()->setValue(0); }, Qt::QueuedConnection);
    Q_EMIT formOpened();
}

/// What is asked for is said at the bottom; what is odd stands beside its field.
void FollowUpPage::changed()
{
    const FollowUpDraft draft = m_sheet->draft();
    const FollowUpCheck check = checkFollowUp(draft, m_opened->patient.birthDate, m_place.clock.today());
    m_sheet->mark(check);
    m_side->judge(draft);
    QStringList lacking;
    const auto lacks = [&lacking](const Error &error) {
        const FormField *field = followUpField(error.field);
        const QString name = field ? field->nameText() : QString();
        if (error.kind == ErrorKind::Required && !name.isEmpty() && !lacking.contains(name))
            lacking.append(name);
    };
    for (const Error &error : check.errors)
        lacks(error);
    for (const FollowUp &form : draft.forms)
        if (const auto judged = m_opened->judge(draft, form.program); !judged)
            lacks(judged.error());
    if (lacking.isEmpty() && isCorrecting())
        m_actions->setNote(Icon::Edit, {soft(tr("Corrects the form of %1, which stays readable")
                                                 .arg(dayOf(m_opened->corrected.visitDate, m_place.clock.today())))});
    else if (lacking.isEmpty())
        m_actions->setNote(Icon::Lock, {soft(tr("Once closed it is never changed, only corrected"))});
    else
        m_actions->setNote(Icon::None, {soft(tr("Still to ask:")), plain(lacking.join(QStringLiteral("、")))});
}

void FollowUpPage::showPlan()
{
    m_touched = false;
    m_stack->setCurrentIndex(Plan);
    m_plan->refresh();
    m_plan->firstFocus()->setFocus();
}

void FollowUpPage::askProgram(Id patient)
{
    m_asked = patient;
    const auto isIn = [this, patient](FollowUpProgram program) {
        return m_opened && m_opened->patient.id == patient && m_opened->draft.formOf(program) != nullptr;
    };
    m_intoPressure->setVisible(!isIn(FollowUpProgram::Hypertension));
    m_intoSugar->setVisible(!isIn(FollowUpProgram::Diabetes));
    m_enrol->setWords(tr("Into which program?"), tr("Whoever is in a program has a place in the plan from today on."));
    m_stack->setCurrentIndex(Enrol);
    (m_intoPressure->isVisibleTo(this) ? m_intoPressure : m_intoSugar)->setFocus();
}

void FollowUpPage::enrol(FollowUpProgram program)
{
    EnrolmentDraft draft;
    draft.patient = m_asked;
    draft.program = program;
    whenReady(m_place.db.writeLater(m_place.actor, [draft](Transaction &tx) { return enrolInProgram(tx, draft); }),
              this, [this, patient = m_asked](const Result<Id> &enrolled) {
                  if (!enrolled)
                      return Q_EMIT failed(enrolled.error());
                  Q_EMIT dataChanged();
                  load(patient);
              });
}

void FollowUpPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
