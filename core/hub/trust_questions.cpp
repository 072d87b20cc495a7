// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/trust_questions.h"
#include "core/hub/log_intake.h"
#include "core/security/break_glass.h"
#include "core/sync/sync_records.h"

namespace yigong {

namespace {

constexpr int breaksShown = 500;

/// By the whole ID number or health-record number: a hub is not searched through.
Result<Id> residentNumbered(const Snapshot &snapshot, const QString &number)
{
    Id found;
    const QString typed = number.trimmed().toUpper();
    if (typed.isEmpty())
        return found;
    YIGONG_TRY(
        snapshot.each("SELECT coalesce(merged_into, id) FROM patient WHERE id_number = ?1 AND id_number <> '' AND "
                      "voided_on = '' UNION ALL SELECT coalesce(merged_into, id) FROM patient WHERE record_number "
                      "= ?1 AND record_number <> '' AND voided_on = '' LIMIT 1",
                      {typed}, [&found](const Columns &columns) { found = columns.id(0); }));
    return found;
}

Result<QString> nameOfResident(const Snapshot &snapshot, Id patient)
{
    QString name;
    YIGONG_TRY(snapshot.each("SELECT name FROM patient WHERE id = ?", {patient.bytes()},
                             [&name](const Columns &columns) { name = columns.text(0); }));
    return name;
}

} // namespace

Result<QCborMap> answerAudit(const Snapshot &snapshot, const Actor &asker, const QCborMap &parameters)
{
    AuditQuestion question = auditQuestionFrom(parameters);
    AuditAnswer answer;
    if (!question.resident.isEmpty()) {
        YIGONG_LET(resident, residentNumbered(snapshot, question.resident));
        answer.resident = question.filter.patient = resident;
        if (resident.isNone())
            return cborOf(answer);
    }
    YIGONG_LET(page, auditPage(snapshot, asker, question.filter, question.limit, question.offset));
    for (const AuditRow &row : page.rows)
        if (!row.entry.patient.isNone() && !answer.residents.contains(row.entry.patient)) {
            YIGONG_LET(name, nameOfResident(snapshot, row.entry.patient));
            answer.residents[row.entry.patient] = name;
        }
    answer.page = std::move(page);
    return cborOf(answer);
}

Result<QCborMap> answerUnusualReading(const Snapshot &snapshot, const Actor &asker, const QCborMap &parameters)
{
    const auto dayOf = [&parameters](const char *name) {
        return QDate::fromString(parameters.value(QLatin1String(name)).toString(), Qt::ISODate);
    };
    const QDate from = dayOf("from"), until = dayOf("until");
    if (!from.isValid() || !until.isValid())
        return fail(ErrorKind::Invalid, QStringLiteral("day"));
    UnusualAnswer answer;
    YIGONG_LET(days, unusualReading(snapshot, asker, from, until));
    YIGONG_LET(breaks, logBreaks(snapshot, breaksShown));
    answer.days = std::move(days);
    answer.breaks = std::move(breaks);
    return cborOf(answer);
}

Result<QCborMap> actBreakGlass(HubRound &round, const Actor &asker, const QCborMap &parameters)
{
    Transaction &tx = round.transaction();
    YIGONG_LET(patient, residentNumbered(tx, parameters.value(QStringLiteral("resident")).toString()));
    if (patient.isNone())
        return fail(ErrorKind::NotFound, QStringLiteral("patient"));
    YIGONG_LET(record, brokenGlassOf(tx, asker, patient, parameters.value(QStringLiteral("reason")).toString()));
    record.id = tx.newId();
    Share share;
    share.id = tx.newId();
    share.patient = patient;
    share.site = record.patientSite;
    share.toSite = asker.site;
    share.reason = QStringLiteral("break-glass");
    share.since = tx.now();
    share.until = record.until;
    const auto write = [&round](const RecordType &type, Row row) {
        row.version = 1;
        return round.write(type, std::nullopt, row, Id{});
    };
    YIGONG_TRY(write(tx.typeOf<BreakGlass>(), rowOf(record)));
    YIGONG_TRY(write(tx.typeOf<Share>(), rowOf(share)));
    noteBrokenGlass(tx, asker, record);
    YIGONG_LET(name, nameOfResident(tx, patient));
    return cborOf(FetchedResident{patient, name, record.until});
}

} // namespace yigong
