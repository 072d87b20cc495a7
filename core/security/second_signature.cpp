// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/second_signature.h"
#include "core/security/account.h"
#include "core/security/audit.h"
#include "core/security/sign_in.h"
#include "core/sites/colleagues.h"

namespace yigong {

namespace {

constexpr qint64 signatureHoldsMs = 5 * 60 * 1000;

/// Why this person does not sign beside the first; empty where they may.
QString whyNotBeside(const Actor &first, const Actor &second)
{
    if (second.practitioner == first.practitioner)
        return QStringLiteral("same-person");
    if (second.site != first.site)
        return QStringLiteral("other-site");
    return allows(static_cast<StaffRole>(second.role), Door::WitnessDrugs) ? QString() : QStringLiteral("role");
}

Error signatureRefused(const QString &why)
{
    return {ErrorKind::SecondSignatureRefused, {}, {why}};
}

} // namespace

Result<SecondSignature> signSecond(Database &db, const Actor &first, const QString &login, const QString &password)
{
    YIGONG_LET(proven, provePassword(db, login, password));
    QString why = whyNotBeside(first, proven.actor);
    if (why.isEmpty() && proven.mustChange) // somebody else knows it still
        why = QStringLiteral("must-change");
    if (!why.isEmpty()) {
        Error error = signatureRefused(why);
        db.note(refusalEntry(proven.actor, Door::WitnessDrugs, error, {}, db.clock().now()));
        return fail(std::move(error));
    }
    AuditEntry entry = entryOf(proven.actor, AuditKind::SignedSecond, db.clock().now());
    entry.subject = first.practitioner;
    entry.detail = proven.login;
    db.note(std::move(entry));
    return SecondSignature(proven.actor.practitioner, first.practitioner, db.clock().now());
}

Result<Id> witnessOf(const Transaction &tx, const std::optional<SecondSignature> &second, const QString &drug)
{
    if (!second)
        return fail(ErrorKind::SecondSignatureNeeded, QStringLiteral("second"), {drug});
    const qint64 age = tx.now().ms - second->m_at.ms;
    if (second->m_first != tx.actor().practitioner || age < 0 || age > signatureHoldsMs)
        return fail(signatureRefused(QStringLiteral("stale")));
    YIGONG_LET(person, tx.get<Practitioner>(second->m_practitioner));
    YIGONG_LET(account, tx.get<Account>(Account::idOf(person.id)));
    if (person.leftOn.isValid() || account.closedOn.isValid())
        return fail(ErrorKind::AccountClosed);
    if (const QString why = whyNotBeside(tx.actor(), {person.id, person.site, person.role}); !why.isEmpty())
        return fail(signatureRefused(why));
    return person.id;
}

Result<std::vector<Witness>> witnessesBeside(const Snapshot &snapshot, const Actor &first)
{
    YIGONG_LET(colleagues, colleaguesAt(snapshot, first.site));
    std::vector<Witness> witnesses;
    for (const Practitioner &person : colleagues)
        if (whyNotBeside(first, {person.id, person.site, person.role}).isEmpty())
            witnesses.push_back({person.login, person.name});
    return witnesses;
}

} // namespace yigong
