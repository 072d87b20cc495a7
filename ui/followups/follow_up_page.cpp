// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_history.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/followups/follow_up_side.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_menu.h"
#include "ui/followups/health_form_editor.h"
#include "ui/followups/plan_list.h"
#include "ui/followups/programs_view.h"
#include "ui/shell/words.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/dialog.h"
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
    m_programs = new ProgramsView(m_place, m_stack);
    m_stack->addWidget(m_programs);
    m_history = new FollowUpHistory(m_place, m_stack);
    m_stack->addWidget(m_history);
    m_editor = new HealthFormEditor(m_place, m_stack);
    m_stack->addWidget(m_editor);
    m_menu = new FormMenu(m_place, this);
    connectPlan();
    connectHistory();
    connectPrograms();
    connectForms();
    followTheme(this, [this] { update(); });
}

void FollowUpPage::connectPlan()
{
    connect(m_plan, &PlanList::followUpRequested, this, [this](Id patient) {
        if (m_place.may(Door::WriteFollowUp))
            load(patient);
        else
            Q_EMIT patientRequested(patient);
    });
    connect(m_plan, &PlanList::formRequested, this, [this](Id patient, const QString &code) {
        if (m_place.may(Door::WriteFollowUp))
            beginForm(patient, code);
        else
            Q_EMIT patientRequested(patient);
    });
    connect(m_plan, &PlanList::formsRequested, m_menu, &FormMenu::open);
    connect(m_plan, &PlanList::programsRequested, this, &FollowUpPage::askProgram);
    connect(m_plan, &PlanList::historyRequested, this, &FollowUpPage::showHistory);
    connect(m_plan, &PlanList::referralRequested, this, &FollowUpPage::refer);
    connect(m_plan, &PlanList::toastRequested, this, [this](const QString &words) { Q_EMIT toastRequested(words); });
    connect(m_plan, &PlanList::failed, this, &Page::failed);
    connect(m_plan, &PlanList::shown, this, [this] {
        if (std::exchange(m_beginsNext, false))
            m_plan->beginFirst();
        Q_EMIT planShown();
    });
    connect(m_plan, &PlanList::contactNoted, this, [this] {
        Q_EMIT toastRequested(tr("Noted in the plan"));
        Q_EMIT dataChanged();
    });
}

QWidget *FollowUpPage::buildForm()
{
    auto *page = new QWidget(m_stack);
    auto *rows = makeColumn(0);
    page->setLayout(rows);
    m_bar = new PatientBar(page);
    auto *earlier = new Button(tr("So far"), ButtonKind::Plain, Icon::List, QKeySequence(Qt::ALT | Qt::Key_H), m_bar);
    auto *programs =
        new Button(tr("Programs"), ButtonKind::Plain, Icon::Flag, QKeySequence(Qt::ALT | Qt::Key_J), m_bar);
    auto *others =
        new Button(tr("Other form"), ButtonKind::Plain, Icon::Draft, QKeySequence(Qt::ALT | Qt::Key_O), m_bar);
    connect(earlier, &QPushButton::clicked, this, [this] {
        stepAside();
        showHistory(m_opened->patient.id);
    });
    connect(programs, &QPushButton::clicked, this, [this] { askProgram(m_opened->patient.id); });
    connect(others, &QPushButton::clicked, this, [this, others] { m_menu->open(m_opened->patient.id, others); });
    for (Button *button : {earlier, programs, others})
        m_bar->addRight(button);
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

void FollowUpPage::open(const QVariant &argument)
{
    const QVariantMap map = argument.toMap();
    if (const auto whose = Id::parse(map.value(QStringLiteral("patient")).toString())) {
        if (const QString form = map.value(QStringLiteral("form")).toString(); !form.isEmpty())
            return beginForm(*whose, form);
        if (hasUnsavedEntry())
            stepAside();
        return showHistory(*whose, Id::parse(map.value(QStringLiteral("followUp")).toString()).value_or(Id{}));
    }
    m_beginsNext = argument.toString() == u"next" && m_place.may(Door::WriteFollowUp);
    const auto patient = Id::parse(argument.toString());
    if (!patient)
        return;
    if (isBegun(*patient, {}) || (hasUnsavedEntry() && m_editor->patient() == *patient)) {
        returnToForm(); // back to what is being written
        return;
    }
    load(*patient);
}

void FollowUpPage::refresh()
{
    m_plan->refresh();
    if (m_stack->currentIndex() == History)
        m_history->refresh();
    if (m_stack->currentIndex() == Programs)
        m_programs->refresh();
}

bool FollowUpPage::hasUnsavedEntry() const
{
    return m_touched || m_editor->isTouched();
}

bool FollowUpPage::mayLeaveForm()
{
    const bool leaves =
        !hasUnsavedEntry() || ask(this, tr("Leave this form?"), tr("What was typed into it is not kept."),
                                  tr("Leave it"), tr("Go on"), ButtonKind::Danger);
    if (leaves) {
        m_touched = false;
        m_editor->forget();
    }
    return leaves;
}

bool FollowUpPage::stepBack()
{
    const int shown = m_stack->currentIndex();
    if (shown == Plan)
        return false;
    if (returnToForm() || !mayLeaveForm())
        return true;
    if (shown == Form && isCorrecting())
        showHistory(m_opened->patient.id, m_opened->draft.amends);
    else if (shown == DataForm && !m_editor->corrected().isNone())
        showHistory(m_editor->patient(), m_editor->corrected());
    else
        showPlan();
    return true;
}

QWidget *FollowUpPage::firstFocus()
{
    switch (m_stack->currentIndex()) {
    case Form:
        return m_sheet;
    case History:
        return m_history->firstFocus();
    case Programs:
        return m_programs->firstFocus();
    case DataForm:
        return nullptr; // where it was
    default:
        return m_plan->firstFocus();
    }
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
                      return beginWhatIsDue(patient);
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
    m_waits = Plan;
    const QDate today = m_place.clock.today();
    m_bar->setPatient(summaryOf(m_opened->patient, {}, today));
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
    m_waits = Plan;
    m_stack->setCurrentIndex(Plan);
    m_plan->refresh();
    m_plan->firstFocus()->setFocus();
}

void FollowUpPage::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Canvas));
}

} // namespace yigong
