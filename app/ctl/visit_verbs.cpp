// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/second_arguments.h"
#include "app/ctl/verbs.h"
#include "core/base/platform/durable_file.h"
#include "core/codes/imported_codes.h"
#include "core/encounters/close_visit.h"
#include "core/encounters/visit.h"
#include "core/security/policy.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>

namespace yigong {

namespace {

constexpr qint64 maxVisitBytes = 1024 * 1024;

Result<QByteArray> bytesOf(const QString &path)
{
    if (path != u"-")
        return readWholeFile(path, maxVisitBytes);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {QStringLiteral("standard input"), input.errorString()});
    return input.readAll();
}

Result<VisitDraft> draftOf(const QString &path)
{
    YIGONG_LET(bytes, bytesOf(path));
    QJsonParseError wrong;
    const QJsonDocument document = QJsonDocument::fromJson(bytes, &wrong);
    if (!document.isObject())
        return fail(ErrorKind::BadFormat, {},
                    {QStringLiteral("one JSON object"), QStringLiteral("offset %1").arg(wrong.offset)});
    return visitDraftFrom(document.object());
}

Result<void> addVisit(Ctl &ctl, const QString &path, const SecondArguments &beside)
{
    YIGONG_LET(draft, draftOf(path));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(codes, session.db->read(catalogueOf));
    YIGONG_LET(second, beside.sign(session));
    YIGONG_LET(closed, session.db->write(session.actor,
                                         [&](Transaction &tx) { return closeVisit(tx, draft, *codes, second); }));
    return ctl.print({{QStringLiteral("id"), closed.encounter.text()}, {QStringLiteral("number"), closed.number}});
}

QJsonArray vitalsOf(const Visit &visit)
{
    QJsonArray array;
    for (const Observation &observation : visit.observations)
        array.append(QJsonObject{{QStringLiteral("code"), observation.code},
                                 {QStringLiteral("name"), observation.display},
                                 {QStringLiteral("value"), observation.value},
                                 {QStringLiteral("unit"), observation.unit}});
    return array;
}

QJsonArray diagnosesOf(const Visit &visit)
{
    QJsonArray array;
    for (const Condition &condition : visit.conditions)
        array.append(QJsonObject{{QStringLiteral("code"), condition.code},
                                 {QStringLiteral("name"), condition.display},
                                 {QStringLiteral("primary"), condition.primary}});
    return array;
}

qint64 dispensedOf(const Visit &visit, Id line)
{
    qint64 units = 0;
    for (const MedicationDispense &dispensed : visit.dispensed)
        if (dispensed.request == line)
            units += dispensed.quantity.units;
    return units;
}

QJsonArray prescriptionOf(const Visit &visit)
{
    QJsonArray array;
    for (const MedicationRequest &line : visit.lines)
        array.append(QJsonObject{{QStringLiteral("id"), line.id.text()},
                                 {QStringLiteral("drug"), line.drug},
                                 {QStringLiteral("name"), line.name},
                                 {QStringLiteral("dose"), line.dose},
                                 {QStringLiteral("frequency"), line.frequency},
                                 {QStringLiteral("route"), line.route},
                                 {QStringLiteral("days"), line.days},
                                 {QStringLiteral("quantity"), wholeUnits(line.quantity)},
                                 {QStringLiteral("unit"), line.unit},
                                 {QStringLiteral("instructions"), line.instructions},
                                 {QStringLiteral("dispensed"), dispensedOf(visit, line.id)}});
    return array;
}

QJsonArray earlierOf(const Visit &visit)
{
    QJsonArray array;
    for (const Encounter &earlier : visit.earlier)
        array.append(QJsonObject{{QStringLiteral("id"), earlier.id.text()},
                                 {QStringLiteral("end"), earlier.end.iso()},
                                 {QStringLiteral("complaint"), earlier.complaint}});
    return array;
}

QJsonObject jsonOf(const Visit &visit)
{
    const Encounter &encounter = visit.encounter;
    return {{QStringLiteral("id"), encounter.id.text()},
            {QStringLiteral("number"), encounter.number},
            {QStringLiteral("patient"), encounter.patient.text()},
            {QStringLiteral("patientName"), visit.patientName},
            {QStringLiteral("site"), visit.siteName},
            {QStringLiteral("practitioner"), visit.practitionerName},
            {QStringLiteral("start"), encounter.start.iso()},
            {QStringLiteral("end"), encounter.end.iso()},
            {QStringLiteral("class"), encounter.visitClass},
            {QStringLiteral("complaint"), encounter.complaint},
            {QStringLiteral("summary"), encounter.summary},
            {QStringLiteral("advice"), encounter.advice},
            {QStringLiteral("fee"), encounter.fee.yuan()},
            {QStringLiteral("vitals"), vitalsOf(visit)},
            {QStringLiteral("diagnoses"), diagnosesOf(visit)},
            {QStringLiteral("prescription"), prescriptionOf(visit)},
            {QStringLiteral("amends"), encounter.amends.isNone() ? QString() : encounter.amends.text()},
            {QStringLiteral("amendReason"), encounter.amendReason},
            {QStringLiteral("earlier"), earlierOf(visit)}};
}

/// By id, or by the number that people read out.
Result<Id> visitCalled(const Snapshot &snapshot, const QString &called)
{
    if (const auto id = Id::parse(called))
        return *id;
    YIGONG_LET(found, visitsNumbered(snapshot, called));
    if (found.empty())
        return fail(ErrorKind::NotFound, QStringLiteral("encounter"), {called});
    return found.front();
}

Result<void> showVisit(Ctl &ctl, const QString &called)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(visit, session.db->read([&](const Snapshot &snapshot) -> Result<Visit> {
        YIGONG_LET(id, visitCalled(snapshot, called));
        return openVisit(snapshot, session.actor, id);
    }));
    return ctl.print(jsonOf(visit));
}

} // namespace

void registerVisitVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("visit", "Visits");
    CLI::App &add = ctl.verb(noun, "add", "Close a visit from a JSON file");
    const auto &file = ctl.text(add, "FILE", "The file, or - for standard input (docs/cli.md)", Given::Always);
    const SecondArguments second(ctl, add);
    ctl.runs(add, [&ctl, &file, second] { return addVisit(ctl, *file, second); });

    CLI::App &show = ctl.verb(noun, "show", "One visit with its vital signs, diagnoses and prescription");
    const auto &visit = ctl.text(show, "ID", "Its id or short number", Given::Always);
    ctl.runs(show, [&ctl, &visit] { return showVisit(ctl, *visit); });
}

} // namespace yigong
