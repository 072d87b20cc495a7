// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/resident_event.h"
#include "core/referrals/referral.h"
#include "ui/followups/form_words.h"
#include "ui/patients/residents_page.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"

#include <QCoreApplication>

namespace yigong {

namespace {

class Lines
{
    Q_DECLARE_TR_FUNCTIONS(yigong::Timeline)
public:
    static QString step(int kind);
    static QString visit() { return tr("Visit"); }
    static QString followUp(const TimelineEntry &entry);
    static QString followUpMore(const TimelineEntry &entry);
    static QString fileEvent(const TimelineEntry &entry);
    static QString fileEventMore(const TimelineEntry &entry);
    static QString healthForm(const TimelineEntry &entry);
};

QString Lines::step(int kind)
{
    switch (static_cast<ReferralEventKind>(kind)) {
    case ReferralEventKind::Sent:
        return tr("Referral sent");
    case ReferralEventKind::Withdrawn:
        return tr("Referral withdrawn");
    case ReferralEventKind::Accepted:
        return tr("Referral accepted");
    case ReferralEventKind::Rejected:
        return tr("Referral rejected");
    case ReferralEventKind::Arrived:
        return tr("Arrived at the hospital");
    case ReferralEventKind::Treated:
        return tr("Treated");
    case ReferralEventKind::ReturnedDown:
        return tr("Sent back with a plan");
    case ReferralEventKind::Received:
        return tr("Taken back");
    case ReferralEventKind::Closed:
        return tr("Referral closed");
    case ReferralEventKind::NoShow:
        return tr("Did not come");
    }
    return tr("A step that needs a newer program");
}

QString first(const TimelineEntry &entry, std::initializer_list<TimelinePartKind> kinds)
{
    for (const TimelinePartKind kind : kinds)
        for (const TimelinePart &part : entry.parts)
            if (part.kind == kind && !part.text.isEmpty())
                return part.text;
    return {};
}

QString Lines::followUp(const TimelineEntry &entry)
{
    const QString outcome = first(entry, {TimelinePartKind::Class});
    const QMap<QString, QString> words{{QStringLiteral("controlled"), tr("controlled")},
                                       {QStringLiteral("uncontrolled"), tr("not controlled")},
                                       {QStringLiteral("adverseReaction"), tr("adverse reaction")},
                                       {QStringLiteral("complication"), tr("complication")}};
    return tr("Follow-up, %1: %2")
        .arg(conditionWord(first(entry, {TimelinePartKind::Program})), words.value(outcome, outcome));
}

QString Lines::healthForm(const TimelineEntry &entry)
{
    const QString title = FormWords::form(first(entry, {TimelinePartKind::Form}));
    const QString outcome = FormWords::outcome(first(entry, {TimelinePartKind::Class}));
    return outcome.isEmpty() ? title : tr("%1: %2").arg(title, outcome);
}

QString Lines::followUpMore(const TimelineEntry &entry)
{
    QStringList words;
    for (const TimelinePart &part : entry.parts)
        if (part.kind == TimelinePartKind::Pressure || part.kind == TimelinePartKind::Vital ||
            part.kind == TimelinePartKind::Reason)
            words.append(part.text);
    if (const QString due = first(entry, {TimelinePartKind::Due}); !due.isEmpty())
        words.append(tr("next on %1").arg(due));
    return words.join(QStringLiteral("  "));
}

QString Lines::fileEvent(const TimelineEntry &entry)
{
    switch (static_cast<ResidentEventKind>(entry.detail)) {
    case ResidentEventKind::Changed:
        return tr("Record changed: %1").arg(first(entry, {TimelinePartKind::Field}));
    case ResidentEventKind::Died:
        return tr("Died on %1").arg(first(entry, {TimelinePartKind::Day}));
    case ResidentEventKind::Revived:
        return tr("The death was noted by mistake");
    case ResidentEventKind::MovedOut:
        return tr("Moved out on %1").arg(first(entry, {TimelinePartKind::Day}));
    case ResidentEventKind::Stayed:
        return tr("Had not moved out after all");
    case ResidentEventKind::CameBack:
        return tr("Came back on %1").arg(first(entry, {TimelinePartKind::Day}));
    case ResidentEventKind::ChangedSite:
        return tr("Looked after by %1 from now on").arg(first(entry, {TimelinePartKind::Kept}));
    }
    return tr("A step that needs a newer program");
}

QString Lines::fileEventMore(const TimelineEntry &entry)
{
    QStringList words;
    const QString kept = first(entry, {TimelinePartKind::Kept}), dropped = first(entry, {TimelinePartKind::Dropped});
    if (static_cast<ResidentEventKind>(entry.detail) == ResidentEventKind::Changed)
        words.append(tr("%1, before: %2").arg(kept.isEmpty() ? tr("empty") : kept, dropped));
    else if (!dropped.isEmpty())
        words.append(tr("before: %1").arg(dropped));
    if (const QString place = first(entry, {TimelinePartKind::Destination}); !place.isEmpty())
        words.append(tr("to %1", "a place").arg(place));
    if (const QString reason = first(entry, {TimelinePartKind::Reason}); !reason.isEmpty())
        words.append(reason);
    return words.join(QStringLiteral("  "));
}

QString allBut(const TimelineEntry &entry, const QString &said)
{
    QStringList words;
    for (const TimelinePart &part : entry.parts) {
        if (part.text.isEmpty() || part.text == said || part.kind == TimelinePartKind::Dispensed)
            continue;
        if (part.kind == TimelinePartKind::Appointment)
            words.append(civilDateTime(Instant::fromIso(part.text)));
        else
            words.append(part.text);
    }
    return words.join(QStringLiteral("  "));
}

} // namespace

TimelineWords wordsOf(const TimelineEntry &entry, QDate today)
{
    using Part = TimelinePartKind;
    TimelineWords words;
    QString said;
    switch (entry.kind) {
    case TimelineKind::Visit:
        said = first(entry, {Part::Diagnosis, Part::Complaint});
        words = {Icon::Visit,
                 said.isEmpty() ? Lines::visit() : said,
                 {},
                 {ChipKind::Plain, Lines::tr("Signed"), Icon::Lock}};
        break;
    case TimelineKind::Amendment:
        said = first(entry, {Part::Diagnosis, Part::Complaint});
        words = {
            Icon::Edit, Lines::tr("Amended: %1").arg(said), {}, {ChipKind::Plain, Lines::tr("Amended"), Icon::Edit}};
        break;
    case TimelineKind::Measurement:
        words = {Icon::Pressure, Lines::tr("Measured"), {}, {}};
        break;
    case TimelineKind::Diagnosis:
        said = first(entry, {Part::Diagnosis});
        words = {Icon::Visit, said, {}, {}};
        break;
    case TimelineKind::Prescription:
        words = {Icon::Pill, Lines::tr("Prescribed"), {}, {}};
        break;
    case TimelineKind::Referral:
        said = first(entry, {Part::Destination});
        words = {Icon::Referral, Lines::tr("Referred to %1").arg(said), {}, {}};
        break;
    case TimelineKind::ReferralEvent:
        words = {Icon::Referral, Lines::step(entry.detail), {}, {}};
        break;
    case TimelineKind::PlanActivity:
        said = first(entry, {Part::Plan});
        words = {Icon::Todo, said, {}, {}};
        if (!first(entry, {Part::Outcome}).isEmpty())
            words.chip = {ChipKind::Ok, Lines::tr("Done"), Icon::Check};
        else if (civilDay(entry.at) < today)
            words.chip = {ChipKind::Danger, Lines::tr("Overdue"), Icon::Clock};
        break;
    case TimelineKind::Allergy:
        said = first(entry, {Part::Substance});
        words = {Icon::Warn, Lines::tr("Allergic to %1").arg(said), {}, {}};
        if (entry.detail == 1)
            words.chip = {ChipKind::Plain, Lines::tr("Voided"), Icon::Undo};
        break;
    case TimelineKind::ConflictSettled:
        said = first(entry, {Part::Kept});
        words = {Icon::Conflict, Lines::tr("Two sites differed, settled: %1").arg(said), {}, {}};
        break;
    case TimelineKind::FileEvent:
        words = {Icon::IdCard, Lines::fileEvent(entry), {}, {}};
        break;
    case TimelineKind::FollowUp:
    case TimelineKind::HealthForm:
        words = {Icon::Follow,
                 entry.kind == TimelineKind::FollowUp ? Lines::followUp(entry) : Lines::healthForm(entry),
                 Lines::followUpMore(entry),
                 {}};
        if (!entry.about.isNone())
            words.chip = {ChipKind::Plain, Lines::tr("Corrected"), Icon::Edit};
        return words;
    }
    words.more = entry.kind == TimelineKind::FileEvent ? Lines::fileEventMore(entry) : allBut(entry, said);
    return words;
}

} // namespace yigong
