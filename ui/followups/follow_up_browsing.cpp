// SPDX-License-Identifier: GPL-3.0-or-later
// What the page does with forms that are closed: shows, corrects, prints them, and refers from them.
#include "ui/followups/follow_up_history.h"
#include "ui/followups/follow_up_page.h"
#include "ui/followups/follow_up_printing.h"
#include "ui/followups/form_menu.h"
#include "ui/followups/health_form_printing.h"

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
        if (!returnToForm()) // it was begun already
            load(patient);
    });
    connect(m_history, &FollowUpHistory::healthFormCorrectionRequested, this, &FollowUpPage::correctForm);
    connect(m_history, &FollowUpHistory::formsRequested, m_menu, &FormMenu::open);
    connect(m_history, &FollowUpHistory::healthFormPrintRequested, this, &FollowUpPage::printForm);
    connect(m_history, &FollowUpHistory::failed, this, &Page::failed);
}

void FollowUpPage::showHistory(Id patient, Id form)
{
    m_stack->setCurrentIndex(History);
    m_history->open(patient, form);
}

void FollowUpPage::correct(Id form)
{
    if (!mayLeaveForm())
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
    QVariantMap which{{QStringLiteral("patient"), patient.text()}};
    if (!form.isNone())
        which.insert(QStringLiteral("followUp"), form.text());
    Q_EMIT pageRequested(QStringLiteral("referrals"), which);
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

void FollowUpPage::printForm(Id patient, const QString &code, Id chosen)
{
    whenReady(m_place.db.readLater([actor = m_place.actor, patient, code, chosen](const Snapshot &s) {
        return healthFormPrint(s, actor, patient, code, chosen);
    }),
              this, [this](const Result<HealthFormPrint> &print) {
                  if (!print)
                      return Q_EMIT failed(print.error());
                  if (!printHealthForm(m_place, *print, this))
                      return;
                  Q_EMIT toastRequested(tr("Sent to the printer"));
                  Q_EMIT printed();
              });
}

} // namespace yigong
