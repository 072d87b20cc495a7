// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/all_records.h"
#include "core/store/verify.h"

#include <QJsonArray>

namespace yigong {

namespace {

QJsonObject objectOf(const Finding &finding)
{
    return {{QStringLiteral("severity"),
             finding.severity == Severity::Failure ? QStringLiteral("failure") : QStringLiteral("notice")},
            {QStringLiteral("kind"), finding.kind},
            {QStringLiteral("table"), finding.table},
            {QStringLiteral("record"), finding.record.isNone() ? QString() : finding.record.text()},
            {QStringLiteral("detail"), finding.detail}};
}

Result<void> verify(Ctl &ctl)
{
    // Shows no record, so nobody signs in: a damaged store must be verifiable even where no account can be read.
    YIGONG_LET(db, ctl.openUnsigned(false));
    YIGONG_LET(found, db->read([](const Snapshot &snapshot) { return verifyStore(snapshot, allStoreChecks()); }));
    QJsonArray findings;
    for (const Finding &finding : found.findings)
        findings += objectOf(finding);
    QJsonObject answer{{QStringLiteral("ok"), found.ok},
                       {QStringLiteral("digest"), found.digest},
                       {QStringLiteral("records"), found.records},
                       {QStringLiteral("acts"), found.acts},
                       {QStringLiteral("findings"), findings}};
    if (found.further > 0)
        answer[QStringLiteral("furtherFindings")] = found.further;
    if (!found.ok)
        ctl.exitWith(1);
    return ctl.print(answer);
}

} // namespace

void registerVerifyVerb(Ctl &ctl)
{
    CLI::App &verb = ctl.verb("verify", "Hold the store against itself: file, change log, rows, references, ledger");
    ctl.runs(verb, [&ctl] { return verify(ctl); });
}

} // namespace yigong
