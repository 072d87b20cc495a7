// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/staff.h"
#include "core/base/text.h"
#include "core/security/policy.h"

#include <QRegularExpression>

namespace yigong {

Result<Id> addPractitioner(Transaction &tx, const StaffDraft &draft)
{
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageStaff, draft.site));
    Practitioner practitioner;
    practitioner.name = tidied(draft.name);
    practitioner.login = draft.login.trimmed().toLower();
    practitioner.site = draft.site;
    practitioner.role = draft.role;
    practitioner.title = tidied(draft.title);
    if (practitioner.name.isEmpty() || !isCleanText(practitioner.name))
        return fail(ErrorKind::Required, QStringLiteral("name"));
    static const QRegularExpression form(QStringLiteral("^[a-z][a-z0-9.-]{1,31}$"));
    if (!form.match(practitioner.login).hasMatch())
        return fail(ErrorKind::Invalid, QStringLiteral("login"), {draft.login});
    if (nameOf(static_cast<StaffRole>(draft.role)).isEmpty())
        return fail(ErrorKind::Invalid, QStringLiteral("role"), {QString::number(draft.role)});
    YIGONG_LET(site, tx.find<Site>(draft.site));
    if (!site)
        return fail(ErrorKind::NotFound, QStringLiteral("site"), {draft.site.text()});
    if (site->closedOn.isValid())
        return fail(ErrorKind::Closed, QStringLiteral("site"));
    YIGONG_LET(same, practitionerByLogin(tx, practitioner.login));
    if (same)
        return fail(ErrorKind::AlreadyExists, QStringLiteral("login"), {practitioner.login});
    return tx.insert(practitioner);
}

Result<void> markLeft(Transaction &tx, Id practitioner, QDate day)
{
    YIGONG_LET(before, tx.get<Practitioner>(practitioner));
    YIGONG_TRY(requireAt(tx, tx.actor(), Door::ManageStaff, before.site));
    if (practitioner == tx.actor().practitioner)
        return fail(ErrorKind::OwnAccount);
    if (before.leftOn.isValid())
        return fail(ErrorKind::WrongState, {}, {before.leftOn.toString(Qt::ISODate)});
    Practitioner after = before;
    after.leftOn = day;
    YIGONG_TRY(tx.update(before, after));
    return {};
}

Result<std::vector<Practitioner>> staffOf(const Snapshot &snapshot, Id site)
{
    if (site.isNone())
        return snapshot.select<Practitioner>("ORDER BY site, name, id");
    return snapshot.select<Practitioner>("WHERE site IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT s.id FROM "
                                         "down JOIN site s ON s.parent = down.id) SELECT id FROM down) ORDER BY site, "
                                         "name, id",
                                         {site.bytes()});
}

Result<std::optional<Practitioner>> practitionerByLogin(const Snapshot &snapshot, const QString &login)
{
    YIGONG_LET(found, snapshot.select<Practitioner>("WHERE login = ? LIMIT 1", {login.trimmed().toLower()}));
    return found.empty() ? std::optional<Practitioner>{} : std::optional{found.front()};
}

} // namespace yigong
