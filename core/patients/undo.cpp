// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/undo.h"
#include "core/patients/resident_file.h"
#include "core/security/policy.h"

namespace yigong {

QString withReason(const QString &remarks, const QString &reason)
{
    return (remarks + u'\n' + reason.trimmed()).trimmed();
}

Result<void> takeBack(Transaction &tx, const Patient &before, Patient after, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    after.remarks = withReason(before.remarks, reason);
    return tx.update(before, after).transform([](bool) {});
}

Result<void> undoDeath(Transaction &tx, Id patient, const QString &reason)
{
    YIGONG_LET(before, tx.get<Patient>(patient));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, before.id));
    if (before.deceasedOn.isNone())
        return fail(ErrorKind::WrongState, {}, {QStringLiteral("living")});
    Patient after = before;
    after.deceasedOn = {};
    YIGONG_TRY(takeBack(tx, before, after, reason));
    ResidentEvent event;
    event.patient = patient;
    event.kind = ResidentEventKind::Revived;
    event.reason = reason.trimmed();
    return noteResidentEvent(tx, std::move(event));
}

Result<void> undoVoid(Transaction &tx, Id patient, const QString &reason)
{
    YIGONG_LET(before, tx.get<Patient>(patient));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, before.site));
    if (!before.voidedOn.isValid())
        return fail(ErrorKind::WrongState, {}, {QStringLiteral("not-voided")});
    Patient after = before;
    after.voidedOn = {};
    return takeBack(tx, before, after, reason);
}

} // namespace yigong
