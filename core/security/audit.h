// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/policy.h"
#include "core/store/audit_log.h"

namespace yigong {

/// What the second log holds (等保 2.0 安全审计; 网络安全法: kept at least six months). Numbers are stored.
enum class AuditKind : int
{
    OpenedRecord = 1, ///< `detail`: what was opened (timeline, visit, referral, export)
    Searched = 2,     ///< `detail`: what was typed; `count`: how many were found
    Revealed = 3,     ///< a masked value; `detail`: the field
    Printed = 4,
    Exported = 5, ///< `detail`: what, as what; `count`: rows
    ReadReport = 6,
    SignedIn = 10,
    SignInFailed = 11, ///< `detail`: the login that was typed; `count`: how often
    SignedOut = 12,
    SignedSecond = 13, ///< beside somebody else's act; `subject`: that person; `detail`: the signer's login
    Refused = 20,      ///< `detail`: the door
    BrokeGlass = 21,
    ChangedSetting = 30, ///< `detail`: its name; `before`, `after`
    ReadLog = 40,        ///< by an auditor; `detail`: what was asked
};
/// Stable word ("opened-record"); empty for a number that is none.
QString nameOf(AuditKind kind);
std::optional<AuditKind> auditKindFrom(QStringView name);

AuditEntry entryOf(const Actor &actor, AuditKind kind, Instant at);
/// A record was opened: noted once while it stays open.
void noteOpened(const Snapshot &snapshot, const Actor &actor, Basis basis, Id patient, const QString &what,
                Id subject = {});
/// The door itself was passed elsewhere; this says that something left the program, or was shown.
void note(Database &db, const Actor &actor, AuditKind kind, const QString &detail, qint64 count = 1, Id patient = {});
void noteSetting(const Snapshot &snapshot, const Actor &actor, const QString &name, const QString &before,
                 const QString &after);
/// What a door refused.
AuditEntry refusalEntry(const Actor &actor, Door door, const Error &error, Id patient, Instant at);

} // namespace yigong
