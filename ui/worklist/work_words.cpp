// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/spans.h"
#include "ui/followups/form_words.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/worklist/work_list_page.h"

#include <QCoreApplication>

namespace yigong {

namespace {

class Work
{
    Q_DECLARE_TR_FUNCTIONS(yigong::Work)
public:
    static QString step(const ReferralRow &row);
    static QString conditions(const QStringList &codes);
    static QString drug(const WorkItem &item, const Catalogue &codes);
};

QString Work::drug(const WorkItem &item, const Catalogue &codes)
{
    if (!item.batch)
        return {};
    const Drug *drug = codes.drugs().find(item.batch->batch.drug);
    return drug == nullptr ? item.batch->batch.drug : drug->title();
}

QString Work::step(const ReferralRow &row)
{
    switch (row.deadline.due) {
    case ReferralDue::Answer:
        return tr("Answer the referral");
    case ReferralDue::Arrival:
        return tr("Note whether they came");
    case ReferralDue::Summary:
        return tr("Treat, then send back with a plan");
    case ReferralDue::FollowUp:
        return tr("Take back, first follow-up");
    case ReferralDue::NewPlan:
        return tr("Not taken: find another way");
    case ReferralDue::Nothing:
        break;
    }
    return tr("Referral");
}

QString Work::conditions(const QStringList &codes)
{
    QStringList words;
    for (const QString &code : codes)
        words.append(conditionWord(code));
    return words.join(u'、');
}

} // namespace

QString whatToDo(const WorkItem &item, const Catalogue &codes)
{
    switch (item.kind) {
    case WorkKind::PlanItem:
        return item.activity ? item.activity->what : QString();
    case WorkKind::ReferralStep:
        return item.referral ? Work::step(*item.referral) : QString();
    case WorkKind::Appointment:
        return Work::tr("Remind of the appointment");
    case WorkKind::Count:
        return Work::tr("Count: %1").arg(Work::drug(item, codes));
    case WorkKind::Expiry:
        return Work::drug(item, codes);
    case WorkKind::Draft:
        return Work::tr("Finish the visit");
    case WorkKind::Conflict:
        return Work::tr("Two sites entered different things");
    case WorkKind::NotSeen:
        return Work::tr("%1: not seen for long").arg(Work::conditions(item.conditions));
    case WorkKind::FollowUp:
        if (!item.program)
            return {};
        return Work::tr("Follow up: %1")
            .arg(item.dueForm.isEmpty() ? conditionWord(nameOf(*item.program))
                                        : FormWords::due(item.dueForm, item.dueStage));
    }
    return {};
}

QString whatIsKnown(const WorkItem &item, QDate today)
{
    switch (item.kind) {
    case WorkKind::PlanItem:
        return Work::tr("Plan from the hospital");
    case WorkKind::ReferralStep:
        return item.referral ? item.referral->fromName + QStringLiteral(" → ") + item.referral->toName : QString();
    case WorkKind::Appointment:
        return item.referral ? civilDateTime(item.referral->appointment) + QStringLiteral("  ") + item.referral->toName
                             : QString();
    case WorkKind::Count:
    case WorkKind::Expiry:
        return item.batch ? Work::tr("Lot %1, %2 left, until %3")
                                .arg(item.batch->batch.lot, QString::number(item.batch->units().units),
                                     item.batch->batch.expiry.toString(Qt::ISODate))
                          : QString();
    case WorkKind::Draft:
        return Work::tr("Saved %1").arg(civilDateTime(item.saved));
    case WorkKind::Conflict:
        return item.conflict ? item.conflict->values().join(QStringLiteral(" / ")) : QString();
    case WorkKind::NotSeen:
        return item.lastSeen.isNone() ? Work::tr("No visit on record")
                                      : Work::tr("Last seen %1").arg(dayOf(civilDay(item.lastSeen), today));
    case WorkKind::FollowUp:
        return item.siteName + QStringLiteral("  ") +
               (item.lastFollowUp.isValid() ? Work::tr("Last followed up %1").arg(dayOf(item.lastFollowUp, today))
                                            : Work::tr("Never followed up"));
    }
    return {};
}

ChipSpec deadlineChip(const WorkItem &item, Instant now)
{
    if (item.deadline.isNone())
        return item.kind == WorkKind::Conflict || item.kind == WorkKind::Count
                   ? ChipSpec{ChipKind::Warn, Work::tr("Waits for you"), Icon::User}
                   : ChipSpec{ChipKind::Plain, item.kind == WorkKind::Draft ? Work::tr("Draft") : Work::tr("Any time"),
                              item.kind == WorkKind::Draft ? Icon::Draft : Icon::Calendar};
    const QDate today = civilDay(now);
    const QDate due = civilDay(item.deadline);
    const auto days = static_cast<int>(today.daysTo(due));
    const auto hours = static_cast<int>((item.deadline.ms - now.ms) / hourMs);
    if (item.kind == WorkKind::Expiry)
        return item.overdue ? ChipSpec{ChipKind::Danger, Work::tr("Expired"), Icon::Warn}
                            : ChipSpec{days <= 31 ? ChipKind::Warn : ChipKind::Plain,
                                       Work::tr("%n day(s)", nullptr, days), Icon::Clock};
    if (item.overdue && days < 0)
        return {ChipKind::Danger, Work::tr("%n day(s) late", nullptr, -days), Icon::Clock};
    if (item.overdue)
        return {ChipKind::Danger, Work::tr("Late"), Icon::Clock};
    if (days == 0 && item.kind == WorkKind::ReferralStep)
        return {ChipKind::Warn, Work::tr("%n hour(s) left", nullptr, hours), Icon::Clock};
    if (days == 0)
        return {ChipKind::Warn, Work::tr("Today"), Icon::Flag};
    return {ChipKind::Plain, dayOf(due, today), Icon::Calendar};
}

} // namespace yigong
