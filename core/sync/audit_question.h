// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit_reading.h"
#include "core/sync/question.h"

#include <map>

namespace yigong {

/// What an auditor asks the hub, which alone has every device's log. Names of residents come with the answer: an
/// auditor's own store holds none.
struct AuditQuestion
{
    AuditFilter filter;
    QString resident; ///< instead of `filter.patient`: an ID number or health-record number, as typed
    int limit = 200;  ///< at most 1,000
    int offset = 0;
};
struct AuditAnswer
{
    AuditPage page;
    std::map<Id, QString> residents; ///< names of those on the page
    Id resident;                     ///< whom the number named; none where nobody has it
};
/// Question "audit", door ReadAudit.
QCborMap cborOf(const AuditQuestion &question);
AuditQuestion auditQuestionFrom(const QCborMap &parameters);
QCborMap cborOf(const AuditAnswer &answer);
/// Errors: HubAnsweredWrongly.
Result<AuditAnswer> auditAnswerFrom(const QCborMap &answer);

/// A place at which a device's log did not hold, as the hub noticed it.
struct LogBreak
{
    Id device;
    Instant at;
    QString what; ///< stable words: missing (`number` entries), changed (at that entry), rewritten (from that entry on)
    qint64 number = 0;
};
struct UnusualAnswer
{
    std::vector<ReadingDay> days;
    std::vector<LogBreak> breaks;
};
/// Question "unusual-reading" with "from" and "until" (ISO days), door ReadAudit.
QCborMap unusualQuestion(QDate from, QDate until);
QCborMap cborOf(const UnusualAnswer &answer);
/// Errors: HubAnsweredWrongly.
Result<UnusualAnswer> unusualAnswerFrom(const QCborMap &answer);

/// Question "break-glass", door BreakGlass: the record of a resident who is not on this device comes with the next
/// exchange, for a time. Parameters "resident" (an ID number or health-record number) and "reason".
struct FetchedResident
{
    Id patient;
    QString name;
    Instant until;
};
QCborMap breakGlassQuestion(const QString &resident, const QString &reason);
QCborMap cborOf(const FetchedResident &fetched);
/// Errors: HubAnsweredWrongly.
Result<FetchedResident> fetchedResidentFrom(const QCborMap &answer);

} // namespace yigong
