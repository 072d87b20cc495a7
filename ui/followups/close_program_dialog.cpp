// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/close_program_dialog.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/widgets/option_chips.h"

namespace yigong {

CloseProgramDialog::CloseProgramDialog(Workplace &place, Id patient, FollowUpProgram program, QWidget *parent)
    : ActDialog(tr("End the program: %1").arg(FollowUpWords::program(program)), tr("End it"), Icon::Close, parent,
                ButtonKind::Danger),
      m_place(place), m_patient(patient), m_program(program)
{
    QList<NumberedOption> options;
    for (const QString &reason : closeReasons())
        options.append({static_cast<int>(options.size()) + 1, FormWords::closeReason(reason)});
    m_reason = new OptionChips(options, OptionChips::Picks::One, tr("Reason"), -1, this);
    m_day = new DateField(tr("Since"), this);
    m_day->setToday(place.clock.today());
    m_day->setDate(place.clock.today());
    m_remark = new Field(tr("Remark"), this);
    addSentence(tr("What was closed so far stays readable, and they may be taken back in at any time."));
    addForm({{tr("Reason"), m_reason}, {tr("Since"), m_day}, {tr("Remark"), m_remark}});
    setFieldOf(QStringLiteral("closed_on"), m_day);
    setWidthSp(640);
}

void CloseProgramDialog::act()
{
    const int picked = m_reason->chosen().value(0);
    if (picked == 0)
        return m_reason->setFocus();
    const auto day = m_day->date();
    if (!day)
        return complain(m_day, tr("A day is needed"));
    closesAfter(m_place.db.writeLater(m_place.actor,
                                      [patient = m_patient, program = m_program, reason = closeReasons().at(picked - 1),
                                       remark = m_remark->text(), on = *day](Transaction &tx) {
                                          return closeProgram(tx, patient, program, reason, remark, on);
                                      }),
                [] {});
}

} // namespace yigong
