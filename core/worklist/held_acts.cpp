// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worklist/held_acts.h"
#include "core/sites/colleagues.h"
#include "core/store/change_log.h"
#include "core/worklist/named_resident.h"

namespace yigong {

namespace {

Id subjectOfOperation(const RecordType &type, const Operation &operation)
{
    if (type.number() == Patient::info.number)
        return operation.record;
    for (const FieldChange &change : operation.changes)
        if (const int at = type.indexOf(change.number);
            at >= 0 && type.fields()[static_cast<std::size_t>(at)].role == Role::Subject)
            return ValueOf<Id>::from(change.after);
    return {};
}

Result<HeldPart> partOf(const Snapshot &snapshot, const Actor &actor, const Operation &operation)
{
    HeldPart part;
    const RecordType *type = snapshot.types().byNumber(operation.type);
    part.isNew = operation.kind == OperationKind::Insert;
    if (type == nullptr)
        return part;
    part.table = type->table();
    YIGONG_LET(resident, namedResident(snapshot, actor, subjectOfOperation(*type, operation)));
    part.patient = resident.id;
    part.patientName = resident.name;
    return part;
}

} // namespace

Result<std::vector<HeldActView>> heldActs(const Snapshot &snapshot, const Actor &actor)
{
    std::vector<HeldActView> views;
    std::vector<QByteArray> bodies;
    YIGONG_TRY(snapshot.each("SELECT h.number, h.reason, h.detail, h.since, a.body FROM held_back h LEFT JOIN act a ON "
                             "a.number = h.number ORDER BY h.number DESC",
                             {}, [&](const Columns &c) {
                                 HeldActView view;
                                 view.act = {c.integer(0), c.text(1), c.text(2), c.instant(3)};
                                 views.push_back(std::move(view));
                                 bodies.push_back(c.bytes(4));
                             }));
    for (std::size_t i = 0; i < views.size(); ++i) {
        const auto act = decodeAct({}, views[i].act.number, bodies[i]);
        if (!act)
            continue;
        views[i].done = act->wall;
        YIGONG_LET(name, practitionerName(snapshot, act->actor));
        views[i].practitionerName = name;
        for (const Operation &operation : act->operations) {
            YIGONG_LET(part, partOf(snapshot, actor, operation));
            views[i].parts.push_back(std::move(part));
        }
    }
    return views;
}

} // namespace yigong
