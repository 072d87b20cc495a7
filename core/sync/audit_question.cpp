// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/audit_question.h"
#include "core/sync/question.h"

#include <QCborArray>
#include <algorithm>

namespace yigong {

namespace {

constexpr int mostRows = 1000;

auto answeredWrongly()
{
    return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
}

QCborValue whenOf(Instant at)
{
    return {static_cast<qint64>(at.ms)};
}

} // namespace

QCborMap cborOf(const AuditQuestion &question)
{
    const AuditFilter &filter = question.filter;
    return {{QStringLiteral("practitioner"), cborOf(filter.practitioner)},
            {QStringLiteral("patient"), cborOf(filter.patient)},
            {QStringLiteral("device"), cborOf(filter.device)},
            {QStringLiteral("site"), cborOf(filter.site)},
            {QStringLiteral("kind"), filter.kind ? static_cast<int>(*filter.kind) : 0},
            {QStringLiteral("basis"), filter.basis ? static_cast<int>(*filter.basis) : 0},
            {QStringLiteral("from"), whenOf(filter.from)},
            {QStringLiteral("until"), whenOf(filter.until)},
            {QStringLiteral("resident"), question.resident},
            {QStringLiteral("limit"), question.limit},
            {QStringLiteral("offset"), question.offset}};
}

AuditQuestion auditQuestionFrom(const QCborMap &parameters)
{
    const auto idOf = [&parameters](const char *name) { return idFrom(parameters.value(QLatin1String(name))); };
    const auto numberOf = [&parameters](const char *name) {
        return integerFrom(parameters.value(QLatin1String(name)));
    };
    AuditQuestion question;
    question.filter.practitioner = idOf("practitioner");
    question.filter.patient = idOf("patient");
    question.filter.device = idOf("device");
    question.filter.site = idOf("site");
    if (numberOf("kind") != 0)
        question.filter.kind = static_cast<AuditKind>(numberOf("kind"));
    if (numberOf("basis") != 0)
        question.filter.basis = static_cast<Basis>(numberOf("basis"));
    question.filter.from = {numberOf("from")};
    question.filter.until = {numberOf("until")};
    question.resident = parameters.value(QStringLiteral("resident")).toString();
    question.limit = static_cast<int>(std::clamp<qint64>(numberOf("limit"), 1, mostRows));
    question.offset = static_cast<int>(std::clamp<qint64>(numberOf("offset"), 0, 1'000'000'000));
    return question;
}

QCborMap cborOf(const AuditAnswer &answer)
{
    QCborArray rows;
    for (const AuditRow &row : answer.page.rows)
        rows.append(QCborArray{cborOf(row.device), row.number, encodeEntry(row.entry)});
    QCborArray residents;
    for (const auto &[id, name] : answer.residents)
        residents.append(QCborArray{cborOf(id), name});
    return {{QStringLiteral("rows"), rows},
            {QStringLiteral("more"), answer.page.more},
            {QStringLiteral("residents"), residents},
            {QStringLiteral("resident"), cborOf(answer.resident)}};
}

Result<AuditAnswer> auditAnswerFrom(const QCborMap &map)
{
    AuditAnswer answer;
    for (const auto &item : map.value(QStringLiteral("rows")).toArray()) {
        const QCborArray fields = item.toArray();
        auto entry = decodeEntry(fields.at(2).toByteArray());
        if (!entry)
            return answeredWrongly();
        answer.page.rows.push_back({idFrom(fields.at(0)), integerFrom(fields.at(1)), std::move(*entry)});
    }
    for (const auto &item : map.value(QStringLiteral("residents")).toArray())
        answer.residents[idFrom(item.toArray().at(0))] = item.toArray().at(1).toString();
    answer.page.more = map.value(QStringLiteral("more")).toBool();
    answer.resident = idFrom(map.value(QStringLiteral("resident")));
    return answer;
}

QCborMap unusualQuestion(QDate from, QDate until)
{
    return {{QStringLiteral("from"), from.toString(Qt::ISODate)},
            {QStringLiteral("until"), until.toString(Qt::ISODate)}};
}

QCborMap cborOf(const UnusualAnswer &answer)
{
    QCborArray days, breaks;
    for (const ReadingDay &day : answer.days)
        days.append(QCborArray{cborOf(day.practitioner), cborOf(day.site), day.day.toString(Qt::ISODate), day.residents,
                               day.outOfHours, day.brokeGlass, day.refused, day.tooMany});
    for (const LogBreak &one : answer.breaks)
        breaks.append(QCborArray{cborOf(one.device), whenOf(one.at), one.what, one.number});
    return {{QStringLiteral("days"), days}, {QStringLiteral("breaks"), breaks}};
}

Result<UnusualAnswer> unusualAnswerFrom(const QCborMap &map)
{
    UnusualAnswer answer;
    for (const auto &item : map.value(QStringLiteral("days")).toArray()) {
        const QCborArray f = item.toArray();
        const auto number = [&f](qsizetype at) { return static_cast<int>(integerFrom(f.at(at))); };
        const QDate day = QDate::fromString(f.at(2).toString(), Qt::ISODate);
        if (!day.isValid())
            return answeredWrongly();
        answer.days.push_back(
            {idFrom(f.at(0)), idFrom(f.at(1)), day, number(3), number(4), number(5), number(6), f.at(7).toBool()});
    }
    for (const auto &item : map.value(QStringLiteral("breaks")).toArray()) {
        const QCborArray f = item.toArray();
        answer.breaks.push_back({idFrom(f.at(0)), {integerFrom(f.at(1))}, f.at(2).toString(), integerFrom(f.at(3))});
    }
    return answer;
}

QCborMap breakGlassQuestion(const QString &resident, const QString &reason)
{
    return {{QStringLiteral("resident"), resident}, {QStringLiteral("reason"), reason}};
}

QCborMap cborOf(const FetchedResident &fetched)
{
    return {{QStringLiteral("patient"), cborOf(fetched.patient)},
            {QStringLiteral("name"), fetched.name},
            {QStringLiteral("until"), whenOf(fetched.until)}};
}

Result<FetchedResident> fetchedResidentFrom(const QCborMap &map)
{
    FetchedResident fetched{idFrom(map.value(QStringLiteral("patient"))),
                            map.value(QStringLiteral("name")).toString(),
                            {integerFrom(map.value(QStringLiteral("until")))}};
    if (fetched.patient.isNone())
        return answeredWrongly();
    return fetched;
}

} // namespace yigong
