// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/audit_words.h"
#include "ui/shell/sentences.h"

#include <QCoreApplication>
#include <QHash>

namespace yigong {

namespace {

class AuditWords
{
    Q_DECLARE_TR_FUNCTIONS(yigong::AuditWords)
};

constexpr AuditKind auditKinds[] = {AuditKind::OpenedRecord,   AuditKind::Searched,     AuditKind::Revealed,
                                    AuditKind::Printed,        AuditKind::Exported,     AuditKind::ReadReport,
                                    AuditKind::SignedIn,       AuditKind::SignInFailed, AuditKind::SignedOut,
                                    AuditKind::SignedSecond,   AuditKind::Refused,      AuditKind::BrokeGlass,
                                    AuditKind::ChangedSetting, AuditKind::ReadLog};
constexpr Basis bases[] = {Basis::OwnSite, Basis::Visit, Basis::Referral, Basis::Supervision, Basis::BreakGlass};

} // namespace

QString auditKindWord(AuditKind kind)
{
    switch (kind) {
    case AuditKind::OpenedRecord:
        return AuditWords::tr("Opened a record");
    case AuditKind::Searched:
        return AuditWords::tr("Searched");
    case AuditKind::Revealed:
        return AuditWords::tr("Looked at a number");
    case AuditKind::Printed:
        return AuditWords::tr("Printed");
    case AuditKind::Exported:
        return AuditWords::tr("Exported");
    case AuditKind::ReadReport:
        return AuditWords::tr("Read a report");
    case AuditKind::SignedIn:
        return AuditWords::tr("Signed in");
    case AuditKind::SignInFailed:
        return AuditWords::tr("Sign-in failed");
    case AuditKind::SignedOut:
        return AuditWords::tr("Signed out");
    case AuditKind::SignedSecond:
        return AuditWords::tr("Signed beside a colleague");
    case AuditKind::Refused:
        return AuditWords::tr("Was refused");
    case AuditKind::BrokeGlass:
        return AuditWords::tr("Opened for a reason");
    case AuditKind::ChangedSetting:
        return AuditWords::tr("Changed a setting");
    case AuditKind::ReadLog:
        return AuditWords::tr("Read the log");
    }
    return {};
}

QString basisWord(Basis basis)
{
    switch (basis) {
    case Basis::None:
        return {};
    case Basis::Visit:
        return AuditWords::tr("seen there");
    case Basis::Referral:
        return AuditWords::tr("referred there");
    case Basis::BreakGlass:
        return AuditWords::tr("a reason given");
    case Basis::OwnSite:
        return AuditWords::tr("own resident");
    case Basis::Supervision:
        return AuditWords::tr("of a site below");
    }
    return {};
}

namespace {

/// What core's doors are called by people.
QString doorWord(const QString &door)
{
    static const QHash<QString, QString> words{
        {nameOf(Door::ReadPatient), AuditWords::tr("read a record")},
        {nameOf(Door::BreakGlass), AuditWords::tr("open for a reason")},
        {nameOf(Door::RegisterPatient), AuditWords::tr("register a resident")},
        {nameOf(Door::EditPatient), AuditWords::tr("change a resident")},
        {nameOf(Door::ImportPatients), AuditWords::tr("import residents")},
        {nameOf(Door::ExportPatients), AuditWords::tr("export residents")},
        {nameOf(Door::WriteVisit), AuditWords::tr("write a visit")},
        {nameOf(Door::WriteFollowUp), AuditWords::tr("write a follow-up")},
        {nameOf(Door::Dispense), AuditWords::tr("dispense")},
        {nameOf(Door::ReadStock), AuditWords::tr("read stock")},
        {nameOf(Door::ReceiveStock), AuditWords::tr("receive stock")},
        {nameOf(Door::CountStock), AuditWords::tr("count stock")},
        {nameOf(Door::WitnessDrugs), AuditWords::tr("sign beside a colleague")},
        {nameOf(Door::SendReferral), AuditWords::tr("refer")},
        {nameOf(Door::AnswerReferral), AuditWords::tr("answer a referral")},
        {nameOf(Door::SettleConflict), AuditWords::tr("settle a conflict")},
        {nameOf(Door::ReadReport), AuditWords::tr("read a report")},
        {nameOf(Door::ManageSites), AuditWords::tr("look after sites")},
        {nameOf(Door::ManageStaff), AuditWords::tr("look after staff")},
        {nameOf(Door::ManageDevices), AuditWords::tr("look after computers")},
        {nameOf(Door::ManageCodes), AuditWords::tr("look after code lists")},
        {nameOf(Door::ManageSettings), AuditWords::tr("change settings")},
        {nameOf(Door::ReadBreakGlass), AuditWords::tr("read who opened for a reason")},
        {nameOf(Door::ReadAudit), AuditWords::tr("read the log")}};
    return words.value(door, door);
}

QString detailWord(AuditKind kind, const QString &detail)
{
    switch (kind) {
    case AuditKind::Revealed:
        return fieldWord(detail);
    case AuditKind::Refused:
        return doorWord(detail);
    case AuditKind::OpenedRecord:
        if (detail == u"visit")
            return AuditWords::tr("visit");
        return detail == u"referral" ? AuditWords::tr("referral slip") : detail;
    default:
        return detail;
    }
}

} // namespace

QString whatWasDone(const AuditEntry &entry)
{
    const auto kind = static_cast<AuditKind>(entry.kind);
    QStringList words{auditKindWord(kind)};
    if (!entry.detail.isEmpty())
        words.append(detailWord(kind, entry.detail));
    if (entry.count > 1)
        words.append(AuditWords::tr("× %1").arg(entry.count));
    if (kind == AuditKind::ChangedSetting)
        words.append(AuditWords::tr("%1 → %2").arg(entry.before, entry.after));
    return words.join(QStringLiteral("  "));
}

Options auditKindOptions()
{
    Options options{{QString(), AuditWords::tr("everything")}};
    for (const AuditKind kind : auditKinds)
        options.append({QString::number(static_cast<int>(kind)), auditKindWord(kind)});
    return options;
}

Options basisOptions()
{
    Options options{{QString(), AuditWords::tr("any basis")}};
    for (const Basis basis : bases)
        options.append({QString::number(static_cast<int>(basis)), basisWord(basis)});
    return options;
}

} // namespace yigong
