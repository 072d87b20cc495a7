// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit.h"
#include "core/store/database.h"

#include <array>
#include <utility>

namespace yigong {

namespace {

constexpr std::array kindNames{
    std::pair{AuditKind::OpenedRecord, "opened-record"}, std::pair{AuditKind::Searched, "searched"},
    std::pair{AuditKind::Revealed, "revealed"},          std::pair{AuditKind::Printed, "printed"},
    std::pair{AuditKind::Exported, "exported"},          std::pair{AuditKind::ReadReport, "read-report"},
    std::pair{AuditKind::SignedIn, "signed-in"},         std::pair{AuditKind::SignInFailed, "sign-in-failed"},
    std::pair{AuditKind::SignedOut, "signed-out"},       std::pair{AuditKind::Refused, "refused"},
    std::pair{AuditKind::BrokeGlass, "broke-glass"},     std::pair{AuditKind::ChangedSetting, "changed-setting"},
    std::pair{AuditKind::ReadLog, "read-log"},           std::pair{AuditKind::SignedSecond, "signed-second"},
};

} // namespace

QString nameOf(AuditKind kind)
{
    for (const auto &[known, name] : kindNames)
        if (known == kind)
            return QString::fromLatin1(name);
    return {};
}

std::optional<AuditKind> auditKindFrom(QStringView name)
{
    for (const auto &[known, word] : kindNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

AuditEntry entryOf(const Actor &actor, AuditKind kind, Instant at)
{
    AuditEntry entry;
    entry.at = at;
    entry.kind = static_cast<int>(kind);
    entry.actor = actor.practitioner;
    entry.role = actor.role;
    entry.site = actor.site;
    return entry;
}

void noteOpened(const Snapshot &snapshot, const Actor &actor, Basis basis, Id patient, const QString &what, Id subject)
{
    AuditEntry entry = entryOf(actor, AuditKind::OpenedRecord, snapshot.now());
    entry.basis = static_cast<int>(basis);
    entry.patient = patient;
    entry.subject = subject;
    entry.detail = what;
    snapshot.noteOnce(std::move(entry));
}

void note(Database &db, const Actor &actor, AuditKind kind, const QString &detail, qint64 count, Id patient)
{
    AuditEntry entry = entryOf(actor, kind, db.clock().now());
    entry.detail = detail;
    entry.count = count;
    entry.patient = patient;
    db.note(std::move(entry));
}

void noteSetting(const Snapshot &snapshot, const Actor &actor, const QString &name, const QString &before,
                 const QString &after)
{
    if (before == after)
        return;
    AuditEntry entry = entryOf(actor, AuditKind::ChangedSetting, snapshot.now());
    entry.detail = name;
    entry.before = before;
    entry.after = after;
    snapshot.note(std::move(entry));
}

AuditEntry refusalEntry(const Actor &actor, Door door, const Error &error, Id patient, Instant at)
{
    AuditEntry entry = entryOf(actor, AuditKind::Refused, at);
    entry.patient = patient;
    entry.detail = nameOf(door);
    entry.after = nameOf(error.kind);
    return entry;
}

} // namespace yigong
