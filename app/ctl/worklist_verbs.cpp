// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/verbs.h"
#include "core/codes/imported_codes.h"
#include "core/worklist/work_list.h"

#include <QJsonArray>

namespace yigong {

namespace {

/// What the item is about, in the words of the record.
QString whatOf(const Catalogue &codes, const WorkItem &item)
{
    if (item.activity)
        return item.activity->what;
    if (item.referral)
        return item.kind == WorkKind::Appointment
                   ? civilDateTime(item.referral->appointment) + u' ' + item.referral->toName
                   : nameOf(item.referral->deadline.due);
    if (item.batch) {
        const Drug *drug = codes.drugs().find(item.batch->batch.drug);
        return (drug ? drug->title() : item.batch->batch.drug) + u' ' + item.batch->batch.lot;
    }
    if (item.conflict)
        return item.conflict->values().join(QStringLiteral(" / "));
    if (item.program)
        return nameOf(*item.program);
    return item.conditions.join(u',');
}

QJsonObject itemJson(const Catalogue &codes, const WorkItem &item)
{
    return {{QStringLiteral("kind"), nameOf(item.kind)},
            {QStringLiteral("id"), item.subject.text()},
            {QStringLiteral("patient"), item.patient.isNone() ? QJsonValue(QJsonValue::Null) : item.patient.text()},
            {QStringLiteral("patientName"), item.patientName},
            {QStringLiteral("due"), instantJson(item.deadline)},
            {QStringLiteral("overdue"), item.overdue},
            {QStringLiteral("what"), whatOf(codes, item)}};
}

QJsonObject tileJson(const WorkTile &tile)
{
    return {{QStringLiteral("count"), tile.count},
            {QStringLiteral("overdue"), tile.overdue},
            {QStringLiteral("today"), tile.today},
            {QStringLiteral("nearest"), instantJson(tile.nearest)}};
}

Result<void> showWorkList(Ctl &ctl)
{
    YIGONG_LET(session, ctl.openForReading());
    const Instant now = ctl.clock().now();
    YIGONG_LET(list, session.db->read([&](const Snapshot &s) { return workList(s, session.actor, now); }));
    YIGONG_LET(codes, session.db->read(catalogueOf));
    QJsonArray items;
    for (const WorkItem &item : list.items)
        items += itemJson(*codes, item);
    return ctl.print({{QStringLiteral("day"), civilDay(now).toString(Qt::ISODate)},
                      {QStringLiteral("due"), tileJson(list.due)},
                      {QStringLiteral("referrals"), tileJson(list.referrals)},
                      {QStringLiteral("expiring"), tileJson(list.expiring)},
                      {QStringLiteral("notUploaded"), tileJson(list.notUploaded)},
                      {QStringLiteral("notSeen"), list.notSeen},
                      {QStringLiteral("followUps"), list.followUps},
                      {QStringLiteral("items"), items}});
}

} // namespace

void registerWorklistVerbs(Ctl &ctl)
{
    CLI::App &verb = ctl.verb("worklist", "What is to be done at this site, the nearest deadline first");
    ctl.runs(verb, [&ctl] { return showWorkList(ctl); });
}

} // namespace yigong
