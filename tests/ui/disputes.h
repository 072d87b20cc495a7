// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/conflicts.h"
#include "tests/ui/clinic_desk.h"

namespace yigong {

constexpr int nameField = 1, idNumberField = 5; // of Patient

struct Entered
{
    QString first, later, before;
};

/// Two sites entered two values since both had the one before.
inline Id twoValuesFor(ClinicDesk &desk, Id patient, int field, const Entered &entered)
{
    Conflict conflict;
    conflict.id = Conflict::idOf(Patient::info.number, patient, field);
    conflict.subjectType = Patient::info.number;
    conflict.subject = patient;
    conflict.field = field;
    conflict.patient = patient;
    conflict.site = desk.workplace().site.id;
    conflict.opened = desk.workplace().clock.now();
    const auto done = desk.workplace().db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.placeRow(tx.typeOf<Conflict>(), rowOf(conflict)));
        for (const auto &[value, isBase] :
             {std::pair{entered.first, false}, {entered.later, false}, {entered.before, true}}) {
            ConflictValue side;
            side.id = Id::fromKey("side/" + conflict.id.bytes() + value.toUtf8());
            side.conflict = conflict.id;
            side.patient = patient;
            side.site = conflict.site;
            side.value = value;
            side.isBase = isBase;
            side.time = HybridTime::at(conflict.opened).ticks + (value == entered.later ? 1 : 0);
            YIGONG_TRY(tx.placeRow(tx.typeOf<ConflictValue>(), rowOf(side)));
        }
        return {};
    });
    REQUIRE(done);
    return conflict.id;
}

} // namespace yigong
