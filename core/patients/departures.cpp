// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/departures.h"
#include "core/base/text.h"
#include "core/patients/resident_file.h"
#include "core/security/policy.h"
#include "core/sites/site.h"

namespace yigong {

namespace {

auto wrongState(const char *state)
{
    return fail(ErrorKind::WrongState, {}, {QString::fromLatin1(state)});
}

Result<void> requireReason(const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    if (!isCleanText(reason))
        return fail(ErrorKind::Invalid, QStringLiteral("reason"), {reason.left(40)});
    return {};
}

Result<Patient> standingCard(Transaction &tx, Id patient)
{
    YIGONG_LET(card, tx.get<Patient>(patient));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, card.id));
    if (card.voidedOn.isValid())
        return wrongState("voided");
    if (!card.mergedInto.isNone())
        return wrongState("merged");
    return card;
}

Result<Patient> livingCard(Transaction &tx, Id patient)
{
    YIGONG_LET(card, standingCard(tx, patient));
    if (!card.deceasedOn.isNone())
        return wrongState("deceased");
    return card;
}

Result<void> requireWithin(const char *field, QDate day, QDate earliest, QDate latest)
{
    if (day <= latest && (!earliest.isValid() || day >= earliest))
        return {};
    return fail(ErrorKind::OutOfRange, QString::fromLatin1(field),
                {day.toString(Qt::ISODate), earliest.toString(Qt::ISODate), latest.toString(Qt::ISODate)});
}

ResidentEvent eventOf(const Patient &card, ResidentEventKind kind, const PartialDate &day, const QString &reason)
{
    ResidentEvent event;
    event.patient = card.id;
    event.kind = kind;
    event.day = day;
    event.reason = reason.trimmed();
    return event;
}

} // namespace

Result<void> recordDeath(Transaction &tx, Id patient, const PartialDate &day, const QString &cause)
{
    YIGONG_LET(before, livingCard(tx, patient));
    if (day.isNone())
        return fail(ErrorKind::Required, QStringLiteral("deceased_on"));
    if (!isCleanText(cause))
        return fail(ErrorKind::Invalid, QStringLiteral("reason"), {cause.left(40)});
    const bool isBeforeBirth =
        !before.birthDate.isNone() && day.text() < before.birthDate.text().left(day.text().size());
    YIGONG_TRY(requireWithin("deceased_on", day.earliest(), isBeforeBirth ? before.birthDate.earliest() : QDate(),
                             tx.today()));
    Patient after = before;
    after.deceasedOn = day;
    YIGONG_TRY(tx.update(before, after));
    return noteResidentEvent(tx, eventOf(before, ResidentEventKind::Died, day, cause));
}

Result<void> moveOut(Transaction &tx, Id patient, QDate day, const QString &place, const QString &reason)
{
    YIGONG_LET(before, livingCard(tx, patient));
    YIGONG_TRY(requireReason(reason));
    if (!isCleanText(place))
        return fail(ErrorKind::Invalid, QStringLiteral("place"), {place.left(40)});
    if (before.leftOn.isValid())
        return wrongState("left");
    Patient after = before;
    after.leftOn = day.isValid() ? day : tx.today();
    YIGONG_TRY(requireWithin("left_on", after.leftOn, before.birthDate.earliest(), tx.today()));
    YIGONG_TRY(tx.update(before, after));
    ResidentEvent event = eventOf(before, ResidentEventKind::MovedOut, PartialDate(after.leftOn), reason);
    event.place = place.trimmed();
    return noteResidentEvent(tx, std::move(event));
}

Result<void> undoMoveOut(Transaction &tx, Id patient, const QString &reason)
{
    YIGONG_LET(before, standingCard(tx, patient));
    YIGONG_TRY(requireReason(reason));
    if (!before.leftOn.isValid())
        return wrongState("here");
    Patient after = before;
    after.leftOn = {};
    YIGONG_TRY(tx.update(before, after));
    return noteResidentEvent(tx, eventOf(before, ResidentEventKind::Stayed, {}, reason));
}

Result<void> comeBack(Transaction &tx, Id patient, QDate day, const QString &remark)
{
    YIGONG_LET(before, standingCard(tx, patient));
    if (!before.leftOn.isValid())
        return wrongState("here");
    if (!isCleanText(remark))
        return fail(ErrorKind::Invalid, QStringLiteral("reason"), {remark.left(40)});
    const QDate back = day.isValid() ? day : tx.today();
    YIGONG_TRY(requireWithin("day", back, before.leftOn, tx.today()));
    Patient after = before;
    after.leftOn = {};
    YIGONG_TRY(tx.update(before, after));
    return noteResidentEvent(tx, eventOf(before, ResidentEventKind::CameBack, PartialDate(back), remark));
}

Result<void> moveToSite(Transaction &tx, Id patient, Id site, const QString &reason)
{
    YIGONG_LET(before, livingCard(tx, patient));
    YIGONG_LET(to, tx.get<Site>(site));
    if (to.closedOn.isValid() && to.closedOn <= tx.today())
        return fail(ErrorKind::Closed, QStringLiteral("site"), {to.name});
    if (before.site == site)
        return wrongState("same");
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::EditPatient, site));
    if (!isCleanText(reason))
        return fail(ErrorKind::Invalid, QStringLiteral("reason"), {reason.left(40)});
    Patient after = before;
    after.site = site;
    YIGONG_TRY(tx.update(before, after));
    ResidentEvent event = eventOf(before, ResidentEventKind::ChangedSite, {}, reason);
    event.before = before.site.text();
    event.after = site.text();
    return noteResidentEvent(tx, std::move(event));
}

} // namespace yigong
