// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with the forms that are data, and with programs.
#include "core/followups/refer_from_follow_up.h"
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/followups/form_menu.h"
#include "ui/followups/form_words.h"
#include "ui/followups/health_form_editor.h"
#include "ui/followups/health_form_sheet.h"
#include "ui/followups/plan_list.h"
#include "ui/followups/programs_view.h"
#include "ui/shell/words.h"

#include <QApplication>
#include <QStackedWidget>
#include <utility>

namespace yigong {

void FollowUpPage::connectPrograms()
{
    connect(m_programs, &ProgramsView::shown, this, [this] {
        const QWidget *focus = QApplication::focusWidget(); // read anew, it stays where it is
        if (m_stack->currentIndex() == Programs && (!focus || !m_programs->isAncestorOf(focus)))
            m_programs->firstFocus()->setFocus();
        Q_EMIT programsShown();
    });
    connect(m_programs, &ProgramsView::enrolled, this, [this](Id patient, FollowUpProgram program) {
        Q_EMIT dataChanged();
        if (m_waits != Plan)
            m_programs->refresh(); // a form is begun: it is gone back to with Esc
        else if (hasOwnRecord(program))
            load(patient);
        else
            beginWhatIsDue(patient, program);
    });
    connect(m_programs, &ProgramsView::closed, this, [this](Id, const QString &program) {
        Q_EMIT toastRequested(tr("%1: ended").arg(program));
        Q_EMIT dataChanged();
    });
    connect(m_programs, &ProgramsView::formRequested, this, &FollowUpPage::beginForm);
    connect(m_programs, &ProgramsView::formsRequested, m_menu, &FormMenu::open);
    connect(m_programs, &ProgramsView::failed, this, &Page::failed);
}

void FollowUpPage::connectForms()
{
    connect(m_menu, &FormMenu::formChosen, this, &FollowUpPage::beginForm);
    connect(m_menu, &FormMenu::programsChosen, this, &FollowUpPage::askProgram);
    connect(m_menu, &FormMenu::failed, this, &Page::failed);
    connect(m_editor, &HealthFormEditor::opened, this, [this] {
        m_waits = Plan;
        m_stack->setCurrentIndex(DataForm);
        Q_EMIT healthFormOpened();
    });
    connect(m_editor, &HealthFormEditor::saved, this, &FollowUpPage::takeForm);
    connect(m_editor, &HealthFormEditor::programLacking, this, [this](Id patient, const QString &code) {
        askProgram(patient);
        Q_EMIT toastRequested(tr("%1: take them into its program first").arg(FormWords::form(code)));
    });
    connect(m_editor, &HealthFormEditor::historyRequested, this, [this](Id patient) {
        stepAside();
        showHistory(patient);
    });
    connect(m_editor, &HealthFormEditor::programsRequested, this, &FollowUpPage::askProgram);
    connect(m_editor, &HealthFormEditor::formsRequested, m_menu, &FormMenu::open);
    connect(m_editor, &HealthFormEditor::failed, this, &Page::failed);
}

/// What is being written waits below what is shown now.
void FollowUpPage::stepAside()
{
    if (m_stack->currentIndex() == Form || m_stack->currentIndex() == DataForm)
        m_waits = static_cast<Shown>(m_stack->currentIndex());
}

/// False: no form waits.
bool FollowUpPage::returnToForm()
{
    const Shown waits = std::exchange(m_waits, Plan);
    if (waits == Plan)
        return false;
    m_stack->setCurrentIndex(waits);
    if (waits == Form)
        m_sheet->focusFirst();
    else
        m_editor->sheet()->focusFirst();
    return true;
}

bool FollowUpPage::isBegun(Id patient, const QString &code) const
{
    const int at = m_waits == Plan ? m_stack->currentIndex() : m_waits;
    if (code.isEmpty())
        return at == Form && m_opened && m_opened->patient.id == patient;
    return at == DataForm && m_editor->patient() == patient && m_editor->formCode() == code;
}

void FollowUpPage::beginForm(Id patient, const QString &code)
{
    if (isBegun(patient, code)) {
        returnToForm();
        return;
    }
    if (!mayLeaveForm())
        return;
    if (code.isEmpty())
        load(patient);
    else
        m_editor->begin(patient, code);
}

/// Of somebody who is in neither hypertension nor diabetes, or in that program.
void FollowUpPage::beginWhatIsDue(Id patient, std::optional<FollowUpProgram> program)
{
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, today](const Snapshot &s) {
        return programsOf(s, actor, patient, today);
    }),
              this, [this, asked, patient, program](Result<std::vector<ResidentProgram>> programs) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!programs)
                      return Q_EMIT failed(programs.error());
                  std::erase_if(*programs, [program](const auto &one) { return program && one.program != *program; });
                  if (const ResidentProgram *first = firstDueOf(*programs))
                      return m_editor->begin(patient, first->next.nextForm);
                  askProgram(patient);
              });
}

void FollowUpPage::askProgram(Id patient)
{
    stepAside();
    m_programs->open(patient);
    m_stack->setCurrentIndex(Programs);
}

void FollowUpPage::correctForm(Id form)
{
    if (mayLeaveForm())
        m_editor->correct(form);
}

/// A correction is looked at in its place, and so is what must be referred and what belongs to no program: from there
/// it is printed. Otherwise the plan goes on with the next one.
void FollowUpPage::takeForm(const SavedHealthForm &saved)
{
    const QDate today = m_place.clock.today();
    QStringList said{FormWords::form(saved.form.formCode)};
    if (!saved.form.outcome.isEmpty())
        said.append(FormWords::outcome(saved.form.outcome));
    if (saved.judgement && !saved.judgement->nextForm.isEmpty())
        said.append(tr("next: %1, %2")
                        .arg(FormWords::due(saved.judgement->nextForm, saved.judgement->nextStage),
                             FormWords::window(saved.judgement->dueFrom, saved.judgement->due, today)));
    const Id patient = saved.form.patient;
    m_plan->goOnAfter(patient);
    const bool mustRefer = asksForReferral(saved.form) && m_place.may(Door::SendReferral);
    if (!saved.form.amends.isNone() || mustRefer || !FormWords::programOf(saved.form.formCode)) {
        m_plan->refresh();
        showHistory(patient, saved.form.id);
    } else {
        showPlan();
    }
    Q_EMIT toastRequested(said.join(QStringLiteral("，")));
    Q_EMIT healthFormSaved();
    Q_EMIT dataChanged();
}

} // namespace yigong
