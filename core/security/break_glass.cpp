// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/break_glass.h"
#include "core/base/spans.h"
#include "core/base/text.h"
#include "core/security/accounts.h"
#include "core/security/audit.h"

namespace yigong {

namespace {

const QString hoursKey = QStringLiteral("break-glass-hours");
constexpr int usualHours = 24, longestHours = 168;

Result<QString> checkedReason(const QString &reason)
{
    const QString field = QStringLiteral("reason");
    QString said = reason.trimmed();
    if (said.isEmpty())
        return fail(ErrorKind::Required, field);
    if (!isCleanText(said))
        return fail(ErrorKind::Invalid, field, {said});
    const qsizetype length = said.toUcs4().size();
    if (length < shortestReason || length > longestReason)
        return fail(ErrorKind::OutOfRange, field,
                    {QString::number(length), QString::number(shortestReason), QString::number(longestReason)});
    return said;
}

} // namespace

Result<BreakGlass> brokenGlassOf(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &reason)
{
    YIGONG_TRY(require(snapshot, actor, Door::BreakGlass));
    std::optional<Id> patientSite;
    YIGONG_TRY(snapshot.each("SELECT site FROM patient WHERE id = ?", {patient.bytes()},
                             [&patientSite](const Columns &columns) { patientSite = columns.id(0); }));
    if (!patientSite)
        return fail(ErrorKind::NotFound, QStringLiteral("patient"), {patient.text()});
    YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, patient));
    if (basis != Basis::None)
        return fail(ErrorKind::WrongState, QStringLiteral("basis"), {nameOf(basis)});
    YIGONG_LET(said, checkedReason(reason));
    YIGONG_LET(county, countyOf(snapshot, *patientSite));
    YIGONG_LET(hours, breakGlassHours(snapshot));
    BreakGlass record;
    record.patient = patient;
    record.patientSite = *patientSite;
    record.site = actor.site;
    record.county = county;
    record.practitioner = actor.practitioner;
    record.reason = said;
    record.at = snapshot.now();
    record.until = snapshot.now().plusMs(hours * hourMs);
    return record;
}

Result<BreakGlass> breakGlass(Transaction &tx, Id patient, const QString &reason)
{
    YIGONG_LET(record, brokenGlassOf(tx, tx.actor(), patient, reason));
    YIGONG_LET(id, tx.append(record));
    record.id = id;
    noteBrokenGlass(tx, tx.actor(), record);
    return record;
}

void noteBrokenGlass(const Snapshot &snapshot, const Actor &actor, const BreakGlass &record)
{
    AuditEntry entry = entryOf(actor, AuditKind::BrokeGlass, snapshot.now());
    entry.basis = static_cast<int>(Basis::BreakGlass);
    entry.patient = record.patient;
    entry.subject = record.id;
    entry.detail = record.reason;
    snapshot.note(std::move(entry));
}

Result<Instant> brokenUntil(const Snapshot &snapshot, const Actor &actor, Id patient)
{
    Instant until;
    YIGONG_TRY(snapshot.each("SELECT max(until) FROM break_glass WHERE patient = ? AND practitioner = ? AND until > ?",
                             {patient.bytes(), actor.practitioner.bytes(), static_cast<qint64>(snapshot.now().ms)},
                             [&until](const Columns &columns) { until = columns.instant(0); }));
    return until;
}

Result<int> breakGlassHours(const Snapshot &snapshot)
{
    YIGONG_LET(value, snapshot.local(hoursKey));
    return std::holds_alternative<qint64>(value) ? static_cast<int>(std::get<qint64>(value)) : usualHours;
}

Result<void> setBreakGlassHours(Transaction &tx, int hours)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    if (hours < 1 || hours > longestHours)
        return fail(ErrorKind::OutOfRange, QStringLiteral("hours"),
                    {QString::number(hours), QStringLiteral("1"), QString::number(longestHours)});
    YIGONG_LET(before, breakGlassHours(tx));
    noteSetting(tx, tx.actor(), hoursKey, QString::number(before), QString::number(hours));
    return tx.setLocal(hoursKey, static_cast<qint64>(hours));
}

Result<std::vector<BrokenGlass>> brokenGlasses(const Snapshot &snapshot, const Actor &actor, Instant since, int limit)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadBreakGlass));
    YIGONG_LET(records,
               snapshot.select<BreakGlass>("WHERE at >= ? ORDER BY at DESC, id DESC", {static_cast<qint64>(since.ms)}));
    std::vector<BrokenGlass> shown;
    for (BreakGlass &record : records) {
        YIGONG_LET(within, reachesSite(snapshot, actor, Door::ReadBreakGlass, record.patientSite));
        if (!within)
            continue;
        if (static_cast<int>(shown.size()) == limit)
            break;
        BrokenGlass one;
        const auto nameIn = [&](const std::string &sql, Id id, QString &name) {
            return snapshot.each(sql, {id.bytes()}, [&name](const Columns &columns) { name = columns.text(0); });
        };
        YIGONG_TRY(nameIn("SELECT name FROM patient WHERE id = ?", record.patient, one.patientName));
        YIGONG_TRY(nameIn("SELECT name FROM practitioner WHERE id = ?", record.practitioner, one.practitionerName));
        YIGONG_TRY(nameIn("SELECT name FROM site WHERE id = ?", record.site, one.siteName));
        YIGONG_TRY(nameIn("SELECT name FROM site WHERE id = ?", record.patientSite, one.patientSiteName));
        one.record = std::move(record);
        shown.push_back(std::move(one));
    }
    return shown;
}

} // namespace yigong
