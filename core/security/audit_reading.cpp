// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/audit_reading.h"

#include <QSet>
#include <QStringList>
#include <map>
#include <utility>

namespace yigong {

namespace {

const QString manyKey = QStringLiteral("audit/residents-a-day");
const QString fromKey = QStringLiteral("audit/from-hour");
const QString untilKey = QStringLiteral("audit/until-hour");

/// Both logs as one: a hub has its devices' beside its own.
const std::string bothLogs =
    "SELECT * FROM (SELECT NULL AS device, number, at, kind, actor, patient, body FROM audit_entry UNION ALL SELECT "
    "device, number, at, kind, actor, patient, body FROM hub_audit) WHERE at >= ? AND at < ?";

/// Sites at or below the auditor's: asked once for each.
class AuditReach
{
public:
    AuditReach(const Snapshot &snapshot, const Actor &actor) : m_snapshot(snapshot), m_actor(actor) {}
    Result<bool> holds(Id site)
    {
        // Nobody was signed in: it concerns whoever watches over this store.
        if (site.isNone() || site == m_actor.site)
            return true;
        const auto known = m_known.find(site);
        if (known != m_known.end())
            return known->second;
        YIGONG_LET(within, reachesSite(m_snapshot, m_actor, Door::ReadAudit, site));
        m_known[site] = within;
        return within;
    }

private:
    const Snapshot &m_snapshot;
    const Actor &m_actor;
    std::map<Id, bool> m_known;
};

struct LogQuery
{
    std::string sql = bothLogs;
    std::vector<Value> parameters;
};

LogQuery queryOf(const AuditFilter &filter, Instant now)
{
    LogQuery query;
    query.parameters = {static_cast<qint64>(filter.from.ms),
                        filter.until.isNone() ? now.ms + 1 : static_cast<qint64>(filter.until.ms)};
    const auto equals = [&query](const char *column, const Value &value) {
        query.sql += std::string(" AND ") + column + " = ?";
        query.parameters.push_back(value);
    };
    if (!filter.practitioner.isNone())
        equals("actor", filter.practitioner.bytes());
    if (!filter.patient.isNone())
        equals("patient", filter.patient.bytes());
    if (!filter.device.isNone())
        equals("device", filter.device.bytes());
    if (filter.kind)
        equals("kind", static_cast<qint64>(*filter.kind));
    return query;
}

bool fits(const AuditFilter &filter, const AuditEntry &entry)
{
    return (filter.site.isNone() || entry.site == filter.site) &&
           (!filter.basis || entry.basis == static_cast<int>(*filter.basis));
}

int hourOf(Instant at)
{
    return civilTime(at).left(2).toInt();
}

bool isOutOfHours(const UnusualReading &limits, Instant at)
{
    const int hour = hourOf(at);
    return limits.fromHour > limits.untilHour ? hour >= limits.fromHour || hour < limits.untilHour
                                              : hour >= limits.fromHour && hour < limits.untilHour;
}

} // namespace

QString wordsOf(const AuditFilter &filter)
{
    QStringList words;
    if (!filter.practitioner.isNone())
        words += QStringLiteral("practitioner");
    if (!filter.patient.isNone())
        words += QStringLiteral("resident");
    if (!filter.device.isNone())
        words += QStringLiteral("device");
    if (!filter.site.isNone())
        words += QStringLiteral("site");
    if (filter.kind)
        words += nameOf(*filter.kind);
    if (filter.basis)
        words += nameOf(*filter.basis);
    if (!filter.from.isNone())
        words += civilDay(filter.from).toString(Qt::ISODate);
    return words.join(u' ');
}

Result<AuditPage> auditPage(const Snapshot &snapshot, const Actor &actor, const AuditFilter &filter, int limit,
                            int offset)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadAudit));
    if (!filter.site.isNone())
        YIGONG_TRY(requireAt(snapshot, actor, Door::ReadAudit, filter.site));
    AuditEntry reading = entryOf(actor, AuditKind::ReadLog, snapshot.now());
    reading.patient = filter.patient;
    reading.subject = filter.practitioner;
    reading.detail = wordsOf(filter);
    snapshot.noteOnce(std::move(reading));

    AuditPage page;
    AuditReach reach(snapshot, actor);
    Result<void> done;
    int passed = 0;
    const LogQuery query = queryOf(filter, snapshot.now());
    YIGONG_TRY(snapshot.connection().each(
        query.sql + " ORDER BY at DESC, number DESC", query.parameters, [&](const Columns &columns) {
            auto entry = decodeEntry(columns.bytes(6));
            if (!entry || !fits(filter, *entry))
                return true;
            const auto within = reach.holds(entry->site);
            if (!within) {
                done = fail(within.error());
                return false;
            }
            if (!*within || passed++ < offset)
                return true;
            page.more = static_cast<int>(page.rows.size()) == limit;
            if (page.more)
                return false;
            page.rows.push_back({columns.id(0), columns.integer(1), std::move(*entry)});
            return true;
        }));
    YIGONG_TRY(done);
    return page;
}

Result<UnusualReading> UnusualReading::of(const Snapshot &snapshot)
{
    UnusualReading limits;
    for (const auto &[key, place] :
         {std::pair{manyKey, &limits.residentsADay}, {fromKey, &limits.fromHour}, {untilKey, &limits.untilHour}}) {
        YIGONG_LET(value, snapshot.local(key));
        if (const auto *number = std::get_if<qint64>(&value))
            *place = static_cast<int>(*number);
    }
    return limits;
}

Result<void> setUnusualReading(Transaction &tx, const UnusualReading &limits)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    YIGONG_LET(before, UnusualReading::of(tx));
    struct Setting
    {
        const QString &key;
        int before, after, lowest, highest;
    };
    for (const Setting &setting : {Setting{manyKey, before.residentsADay, limits.residentsADay, 1, 10'000},
                                   Setting{fromKey, before.fromHour, limits.fromHour, 0, 23},
                                   Setting{untilKey, before.untilHour, limits.untilHour, 0, 23}}) {
        if (setting.after < setting.lowest || setting.after > setting.highest)
            return fail(
                ErrorKind::OutOfRange, setting.key,
                {QString::number(setting.after), QString::number(setting.lowest), QString::number(setting.highest)});
        YIGONG_TRY(tx.setLocal(setting.key, static_cast<qint64>(setting.after)));
        noteSetting(tx, tx.actor(), setting.key, QString::number(setting.before), QString::number(setting.after));
    }
    return {};
}

Result<std::vector<ReadingDay>> unusualReading(const Snapshot &snapshot, const Actor &actor, QDate from, QDate until)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadAudit));
    YIGONG_LET(limits, UnusualReading::of(snapshot));
    AuditFilter filter;
    filter.from = startOf(from);
    filter.until = startOf(until.addDays(1));
    struct Seen
    {
        ReadingDay day;
        QSet<Id> residents, late;
    };
    std::map<std::pair<QDate, Id>, Seen> days;
    const LogQuery query = queryOf(filter, snapshot.now());
    YIGONG_TRY(snapshot.each(query.sql, query.parameters, [&](const Columns &columns) {
        const auto entry = decodeEntry(columns.bytes(6));
        if (!entry || entry->actor.isNone())
            return;
        Seen &seen = days[{civilDay(entry->at), entry->actor}];
        seen.day.site = entry->site;
        if (entry->kind == static_cast<int>(AuditKind::OpenedRecord)) {
            seen.residents.insert(entry->patient);
            if (isOutOfHours(limits, entry->at))
                seen.late.insert(entry->patient);
        }
        seen.day.brokeGlass += entry->kind == static_cast<int>(AuditKind::BrokeGlass) ? 1 : 0;
        seen.day.refused += entry->kind == static_cast<int>(AuditKind::Refused) ? 1 : 0;
    }));
    AuditReach reach(snapshot, actor);
    std::vector<ReadingDay> unusual;
    for (auto at = days.rbegin(); at != days.rend(); ++at) {
        Seen &seen = at->second;
        seen.day.day = at->first.first;
        seen.day.practitioner = at->first.second;
        seen.day.residents = static_cast<int>(seen.residents.size());
        seen.day.outOfHours = static_cast<int>(seen.late.size());
        seen.day.tooMany = seen.day.residents > limits.residentsADay;
        YIGONG_LET(within, reach.holds(seen.day.site));
        if (within && (seen.day.tooMany || seen.day.outOfHours > 0 || seen.day.brokeGlass > 0))
            unusual.push_back(seen.day);
    }
    return unusual;
}

} // namespace yigong
