// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/health_form_editor.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/followups/health_form_sheet.h"
#include "ui/followups/health_form_side.h"
#include "ui/followups/section_list.h"
#include "ui/shell/words.h"
#include "ui/widgets/action_bar.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/scroll_area.h"

#include <QScrollBar>
#include <QShortcut>
#include <algorithm>

namespace yigong {

namespace {

constexpr int listedSectionsFrom = 4; // fewer need no list at the left
constexpr int namedLacking = 3;       // questions that the bar names; the others are counted
constexpr int sideWidth = 340, narrowSideWidth = 260;

/// Errors of the answers, and what the judge cannot do without.
AnswersCheck checkedFor(const OpenedHealthForm &opened, const HealthFormDraft &draft)
{
    AnswersCheck check = checkAnswers(draft.answers, *opened.form, draft.day);
    for (const QString &key : unaskedOfJudge(opened.form->code, draft.answers))
        check.errors.push_back({ErrorKind::Required, key, {}});
    return check;
}

const FormQuestion *questionOf(const FormDefinition &form, const QString &key)
{
    return form.question(key);
}

} // namespace

HealthFormEditor::HealthFormEditor(Workplace &place, QWidget *parent)
    : QWidget(parent), m_place(place), m_bar(new PatientBar(this)), m_body(new QWidget(this))
{
    build();
}

void HealthFormEditor::build()
{
    auto *rows = makeColumn(0);
    setLayout(rows);
    auto *others =
        new Button(tr("Other form"), ButtonKind::Plain, Icon::Draft, QKeySequence(Qt::ALT | Qt::Key_O), m_bar);
    connect(others, &QPushButton::clicked, this, [this, others] { Q_EMIT formsRequested(patient(), others); });
    auto *earlier = new Button(tr("So far"), ButtonKind::Plain, Icon::List, QKeySequence(Qt::ALT | Qt::Key_H), m_bar);
    connect(earlier, &QPushButton::clicked, this, [this] { Q_EMIT historyRequested(patient()); });
    auto *programs =
        new Button(tr("Programs"), ButtonKind::Plain, Icon::Flag, QKeySequence(Qt::ALT | Qt::Key_J), m_bar);
    connect(programs, &QPushButton::clicked, this, [this] { Q_EMIT programsRequested(patient()); });
    for (Button *button : {earlier, programs, others})
        m_bar->addRight(button);
    followTheme(this, [earlier, programs, others] { // in large type their words alone fit
        const bool fits = theme().choice().size == TypeSize::Standard;
        earlier->setIcon(fits ? Icon::List : Icon::None);
        programs->setIcon(fits ? Icon::Flag : Icon::None);
        others->setIcon(fits ? Icon::Draft : Icon::None);
    });
    rows->addWidget(m_bar);
    m_body->setLayout(makeRow(0));
    rows->addWidget(m_body, 1);
    rows->addWidget(makeActions());
}

QWidget *HealthFormEditor::makeActions()
{
    m_actions = new ActionBar(this);
    m_actions->addKey(tr("Enter next"));
    m_actions->addKey(tr("PgDn section"));
    m_actions->addKey(tr("= as last time"));
    m_save = new Button({}, ButtonKind::Primary, Icon::Check, QKeySequence(Qt::Key_F12), m_actions);
    m_save->setPressedByEnter(false);
    connect(m_save, &QPushButton::clicked, this, &HealthFormEditor::save);
    auto *alsoSaves = new QShortcut(QKeySequence::Save, this);
    alsoSaves->setContext(Qt::WidgetWithChildrenShortcut);
    connect(alsoSaves, &QShortcut::activated, this, &HealthFormEditor::save);
    m_actions->addButton(m_save);
    return m_actions;
}

void HealthFormEditor::begin(Id patient, const QString &code)
{
    m_askedPatient = patient;
    m_askedForm = code;
    const quint64 asked = m_question.ask();
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, code](const Snapshot &s) {
        return draftHealthForm(s, actor, patient, code);
    }),
              this, [this, asked](Result<OpenedHealthForm> opened) {
                  if (m_question.isLatest(asked))
                      take(std::move(opened));
              });
}

void HealthFormEditor::correct(Id form)
{
    const quint64 asked = m_question.ask();
    whenReady(m_place.db.readLater([actor = m_place.actor, form](const Snapshot &s) {
        return draftHealthFormCorrection(s, actor, form);
    }),
              this, [this, asked](Result<OpenedHealthForm> opened) {
                  if (m_question.isLatest(asked))
                      take(std::move(opened));
              });
}

void HealthFormEditor::take(Result<OpenedHealthForm> opened)
{
    if (opened)
        return show(std::move(*opened));
    if (opened.error().kind == ErrorKind::NotFound && opened.error().field == u"program")
        return Q_EMIT programLacking(m_askedPatient, m_askedForm);
    Q_EMIT failed(opened.error());
}

void HealthFormEditor::show(OpenedHealthForm opened)
{
    m_opened = std::move(opened);
    m_touched = false;
    m_saving = false;
    m_bar->setPatient(summaryOf(m_opened->patient, {}, m_place.clock.today()));
    m_save->setText(isCorrecting() ? tr("Close the correction") : tr("Close the form"));
    showSheet();
    Q_EMIT this->opened();
    changed();
    m_sheet->focusFirst();
    // Once it is laid out: from the top, as far as what has the focus is in sight.
    QMetaObject::invokeMethod(
        m_scrolled,
        [scrolled = m_scrolled] {
            scrolled->verticalScrollBar()->setValue(0);
            if (QWidget *focus = scrolled->widget()->focusWidget())
                scrolled->ensureWidgetVisible(focus, 0, theme().dp(24));
        },
        Qt::QueuedConnection);
}

void HealthFormEditor::showSheet()
{
    while (QLayoutItem *item = m_body->layout()->takeAt(0)) {
        item->widget()->hide();
        item->widget()->deleteLater();
        delete item;
    }
    const QDate today = m_place.clock.today();
    const bool isStandard = theme().choice().size == TypeSize::Standard;
    auto *row = static_cast<QHBoxLayout *>(m_body->layout());
    m_sections = new SectionList(m_body);
    m_sections->setVisible(isStandard && m_opened->form->sections.size() >= listedSectionsFrom);
    row->addWidget(m_sections);
    auto *content = new QWidget;
    content->setLayout(makeColumn(0, {m_sections->isVisibleTo(m_body) ? 12 : 24, 12, 12, 12}));
    m_sheet = new HealthFormSheet(*m_opened, today, content);
    content->layout()->addWidget(m_sheet);
    m_scrolled = new ScrollArea(content, m_body);
    row->addWidget(m_scrolled, 1);
    // The verdict stays in sight while the form scrolls.
    auto *beside = new QWidget;
    beside->setLayout(makeColumn(0, {0, 12, 24, 12}));
    m_side = new HealthFormSide(*m_opened, today, beside);
    beside->layout()->addWidget(m_side);
    auto *column = new QWidget(m_body); // a scroll area alone would shrink to its narrowest
    column->setLayout(makeColumn(0));
    column->layout()->addWidget(new ScrollArea(beside, column));
    setFixedSizeSp(column, isStandard ? sideWidth : narrowSideWidth, 0);
    row->addWidget(column);
    connect(m_sections, &SectionList::chosen, m_sheet, &HealthFormSheet::goToSection);
    connect(m_sheet, &HealthFormSheet::sectionEntered, this, [this](int number) {
        m_sections->setCurrent(number);
        changed();
    });
    connect(m_sheet, &HealthFormSheet::sectionShown, m_scrolled, [this](QWidget *card) {
        m_scrolled->verticalScrollBar()->setValue(card->mapTo(m_scrolled->widget(), QPoint()).y() - theme().dp(12));
    });
    connect(m_sheet, &HealthFormSheet::edited, this, [this] {
        m_touched = true;
        changed();
    });
    connect(m_sheet, &HealthFormSheet::endReached, m_save, [this] { m_save->setFocus(); });
}

void HealthFormEditor::changed()
{
    const HealthFormDraft draft = m_sheet->draft();
    const AnswersCheck check = checkedFor(*m_opened, draft);
    m_sheet->mark(draft, check);
    const auto judged = m_opened->judge(draft);
    const auto lacks = [](const Error &error) { return error.kind == ErrorKind::Required; };
    m_side->show(judged, std::none_of(check.errors.begin(), check.errors.end(), lacks));
    m_sheet->setNext(judged ? judged->due : QDate());
    m_sections->setStandings(m_sheet->standings(draft.answers));
    note(draft, check);
}

/// What is asked for is said at the bottom; what is odd stands beside its field.
void HealthFormEditor::note(const HealthFormDraft &draft, const AnswersCheck &check)
{
    QStringList lacking;
    for (const Error &error : check.errors)
        if (const FormQuestion *question = questionOf(*m_opened->form, error.field);
            question && error.kind == ErrorKind::Required && isAsked(draft.answers, *question))
            lacking.append(question->name);
    const auto more = static_cast<int>(lacking.size()) - namedLacking;
    const QStringList named = lacking.mid(0, namedLacking);
    if (lacking.isEmpty() && isCorrecting())
        m_actions->setNote(
            Icon::Edit,
            {soft(tr("Corrects the form of %1, which stays readable")
                      .arg(dayOf(m_opened->corrected ? m_opened->corrected->day : draft.day, m_place.clock.today())))});
    else if (lacking.isEmpty())
        m_actions->setNote(Icon::Lock, {soft(tr("Once closed it is never changed, only corrected"))});
    else
        m_actions->setNote(
            Icon::None, {soft(tr("Still to ask:")), plain(named.join(QStringLiteral("、")) +
                                                          (more > 0 ? tr(" and %n more", nullptr, more) : QString()))});
}

void HealthFormEditor::save()
{
    if (!m_opened || m_saving)
        return;
    HealthFormDraft draft = m_sheet->draft();
    if (!draft.day.isValid())
        return (void)m_sheet->complainOf({ErrorKind::Required, QStringLiteral("day"), {}});
    const AnswersCheck check = checkedFor(*m_opened, draft);
    for (const Error &error : check.errors)
        if (m_sheet->complainOf(error))
            return;
    std::vector<FollowUpAsk> asks;
    for (const UnlikelyAnswer &odd : check.unlikely)
        asks.push_back({FollowUpCaution::Unlikely, odd.key, odd.args});
    if (const auto judged = m_opened->judge(draft))
        if (auto asked = askOfNext(draft.nextOn, judged->due))
            asks.push_back(std::move(*asked));
    if (!asks.empty() && !confirms(draft, asks))
        return;
    if (isCorrecting()) {
        const auto reason = askReason(this, tr("Why is this form corrected?"),
                                      tr("The form that was closed stays readable, with who corrected it and why."),
                                      tr("Close the correction"));
        if (!reason)
            return;
        draft.amendReason = *reason;
    }
    write(draft);
}

/// What the door asks beyond (another form has come in since this one was opened) is asked too: nothing is written yet.
void HealthFormEditor::write(const HealthFormDraft &draft)
{
    m_saving = true;
    whenReady(m_place.db.writeLater(m_place.actor, [draft](Transaction &tx) { return saveHealthForm(tx, draft); }),
              this, [this, draft](const Result<SavedHealthForm> &saved) {
                  m_saving = false;
                  if (!saved) {
                      if (!m_sheet->complainOf(saved.error()))
                          Q_EMIT failed(saved.error());
                      return;
                  }
                  HealthFormDraft again = draft;
                  if (!saved->asks.empty()) {
                      if (confirms(again, saved->asks))
                          write(again);
                      return;
                  }
                  m_touched = false;
                  Q_EMIT this->saved(*saved);
              });
}

bool HealthFormEditor::confirms(HealthFormDraft &draft, const std::vector<FollowUpAsk> &asks)
{
    QStringList sentences;
    for (const FollowUpAsk &asked : asks) {
        sentences.append(caution(asked));
        draft.confirmed.append(asked.field);
    }
    return ask(this, tr("Is this as it was?"), sentences.join(u'\n'), tr("Yes, close it"), tr("Look again"));
}

QString HealthFormEditor::caution(const FollowUpAsk &ask) const
{
    const FormQuestion *question = questionOf(*m_opened->form, ask.field);
    if (ask.caution != FollowUpCaution::Unlikely || !question)
        return FollowUpWords::caution(ask);
    return tr("%1 %2: usually %3 to %4").arg(question->name, ask.args.value(0), ask.args.value(1), ask.args.value(2));
}

} // namespace yigong
