// SPDX-License-Identifier: GPL-3.0-or-later
// How the page closes a form: checked, asked about, written, and where the day goes on.
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_sheet.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/plan_list.h"
#include "ui/shell/words.h"
#include "ui/widgets/dialog.h"

#include <QStackedWidget>
#include <algorithm>

namespace yigong {

void FollowUpPage::save()
{
    if (m_stack->currentIndex() != Form || m_saving)
        return;
    FollowUpDraft draft = m_sheet->draft();
    if (!draft.date.isValid())
        return (void)m_sheet->complainOf({ErrorKind::Required, QStringLiteral("date"), {}});
    FollowUpCheck check = checkFollowUp(draft, m_opened->patient.birthDate, m_place.clock.today());
    for (const Error &error : check.errors)
        if (m_sheet->complainOf(error))
            return;
    for (const FollowUp &form : draft.forms)
        if (const auto judged = m_opened->judge(draft, form.program))
            if (auto asked = askOfNext(form.nextOn, judged->due))
                check.asks.push_back(std::move(*asked));
    if (!check.asks.empty() && !confirms(draft, check.asks))
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
void FollowUpPage::write(const FollowUpDraft &draft)
{
    m_saving = true;
    whenReady(m_place.db.writeLater(m_place.actor, [draft](Transaction &tx) { return saveFollowUp(tx, draft); }), this,
              [this, draft](const Result<SavedFollowUp> &saved) {
                  if (!saved || saved->asks.empty())
                      return take(saved);
                  FollowUpDraft again = draft;
                  if (confirms(again, saved->asks))
                      return write(again);
                  m_saving = false;
              });
}

bool FollowUpPage::confirms(FollowUpDraft &draft, const std::vector<FollowUpAsk> &asks)
{
    QStringList sentences;
    for (const FollowUpAsk &asked : asks) {
        sentences.append(FollowUpWords::caution(asked));
        draft.confirmed.append(asked.field);
    }
    return ask(this, tr("Is this as it was?"), sentences.join(u'\n'), tr("Yes, close it"), tr("Look again"));
}

void FollowUpPage::take(const Result<SavedFollowUp> &saved)
{
    m_saving = false;
    if (!saved) {
        if (!m_sheet->complainOf(saved.error()))
            Q_EMIT failed(saved.error());
        return;
    }
    QStringList said;
    for (const SavedForm &form : saved->forms) {
        said.append(tr("%1: %2, next on %3")
                        .arg(FollowUpWords::program(form.program), FollowUpWords::outcome(form.judgement.outcome),
                             dayOf(form.nextOn, m_place.clock.today())));
        if (!form.changed.empty())
            said.append(tr("%n later conclusion(s) changed by it", nullptr, static_cast<int>(form.changed.size())));
    }
    m_touched = false;
    goOnAfter(saved->forms);
    Q_EMIT toastRequested(said.join(QStringLiteral("；")));
    Q_EMIT followUpSaved();
    Q_EMIT dataChanged();
}

/// A correction is looked at in its place. Who must be referred is not left for the next one: the form is shown, with
/// the referral one key away.
void FollowUpPage::goOnAfter(const std::vector<SavedForm> &forms)
{
    const Id patient = m_opened->patient.id;
    m_plan->goOnAfter(patient);
    const auto refers = std::find_if(forms.begin(), forms.end(),
                                     [](const SavedForm &form) { return asksForReferral(form.judgement.step); });
    const bool mustRefer = refers != forms.end() && m_place.may(Door::SendReferral);
    if (!isCorrecting() && !mustRefer)
        return showPlan();
    m_plan->refresh();
    showHistory(patient, mustRefer ? refers->id : forms.front().id);
}

} // namespace yigong
