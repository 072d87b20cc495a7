// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with forms that are closed: shows, corrects, prints them, and refers from them.
#include "ui/followups/follow_up_history.h"
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_printing.h"

#include <QApplication>
#include <QStackedWidget>
#include <utility>

namespace yigong {

void FollowUpPage::connectHistory()
{
    connect(m_history, &FollowUpHistory::shown, this, [this] {
        const QWidget *focus = QApplication::focusWidget(); // read anew, it stays where it is
        if (m_stack->currentIndex() == History && (!focus || !m_history->isAncestorOf(focus)))
            m_history->firstFocus()->setFocus();
        Q_EMIT historyShown();
    });
    connect(m_history, &FollowUpHistory::correctionRequested, this, &FollowUpPage::correct);
    connect(m_history, &FollowUpHistory::referralRequested, this, &FollowUpPage::refer);
    connect(m_history, &FollowUpHistory::printRequested, this, &FollowUpPage::print);
    connect(m_history, &FollowUpHistory::followUpRequested, this, [this](Id patient) {
        if (m_formWaits && m_opened->patient.id == patient)
            (void)stepBack(); // it was begun already
        else
            load(patient);
    });
    connect(m_history, &FollowUpHistory::failed, this, &Page::failed);
}

void FollowUpPage::showHistory(Id patient, Id form)
{
    m_stack->setCurrentIndex(History);
    m_history->open(patient, form);
}

void FollowUpPage::correct(Id form)
{
    if (m_formWaits && !mayLeaveForm())
        return;
    const quint64 asked = m_question.ask();
    const QDate today = m_place.clock.today();
    whenReady(m_place.db.readLater([actor = m_place.actor, form, today](const Snapshot &s) {
        return withTrends(s, actor, draftCorrection(s, actor, form), today);
    }),
              this, [this, asked](Result<Loaded> loaded) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!loaded)
                      return Q_EMIT failed(loaded.error());
                  show(std::move(*loaded));
              });
}

void FollowUpPage::refer(Id patient, Id form)
{
    Q_EMIT pageRequested(QStringLiteral("referrals"), QVariantMap{{QStringLiteral("patient"), patient.text()},
                                                                  {QStringLiteral("followUp"), form.text()}});
}

void FollowUpPage::print(Id patient, FollowUpProgram program, bool isBlank)
{
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, program, isBlank](const Snapshot &s) {
        return followUpPaper(s, actor, patient, program, isBlank);
    }),
              this, [this](const Result<FollowUpPaper> &paper) {
                  if (!paper)
                      return Q_EMIT failed(paper.error());
                  if (!printFollowUpForm(m_place, *paper, this))
                      return;
                  Q_EMIT toastRequested(tr("Sent to the printer"));
                  Q_EMIT printed();
              });
}

} // namespace yigong
