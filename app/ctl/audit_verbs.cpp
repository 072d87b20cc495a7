// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hub_asking.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/verbs.h"
#include "core/security/break_glass.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"
#include "core/sync/audit_question.h"

#include <QJsonArray>

namespace yigong {

namespace {

using Text = std::optional<QString>;

struct AuditArguments
{
    const Text &person, &resident, &patient, &site, &device, &kind, &basis;
    const std::optional<QDate> &from, &to;
    const qint64 &limit, &offset;
    const bool &here;
    const Text &hub;

    AuditArguments(Ctl &ctl, CLI::App &verb)
        : person(ctl.text(verb, "--person", "Login of who read")),
          resident(ctl.text(verb, "--resident", "Whose record: an ID number or health-record number")),
          patient(ctl.text(verb, "--patient", "Whose record: its id")),
          site(ctl.text(verb, "--site", "Code of the site where they work")),
          device(ctl.text(verb, "--device", "Id of the laptop")),
          kind(ctl.text(verb, "--kind", "opened-record, searched, refused, broke-glass … (docs/cli.md)")),
          basis(ctl.text(verb, "--basis", "own-site, referral, visit, supervision, break-glass")),
          from(ctl.day(verb, "--from", "First day")), to(ctl.day(verb, "--to", "Last day")),
          limit(ctl.number(verb, "--limit", "At most so many", 200, 1, 1000)),
          offset(ctl.number(verb, "--offset", "Leave out so many of the newest", 0, 0, 1'000'000'000)),
          here(ctl.flag(verb, "--here", "This store's own log; without it, the hub is asked, which has everybody's")),
          hub(ctl.text(verb, "--hub", "The hub's address; without it, the one in hub.json"))
    {}
};

template <typename T, typename Parse> Result<void> takeWord(const Text &word, const char *field, Parse parse, T &into)
{
    if (!word)
        return {};
    into = parse(*word);
    if (!into)
        return fail(ErrorKind::Invalid, QString::fromLatin1(field), {*word});
    return {};
}

std::optional<Basis> basisFrom(const QString &word)
{
    for (const Basis basis : {Basis::Visit, Basis::Referral, Basis::BreakGlass, Basis::OwnSite, Basis::Supervision})
        if (nameOf(basis) == word)
            return basis;
    return std::nullopt;
}

Result<AuditQuestion> questionOf(const Snapshot &s, const AuditArguments &given)
{
    AuditQuestion question;
    AuditFilter &filter = question.filter;
    if (given.person) {
        YIGONG_LET(person, practitionerByLogin(s, *given.person));
        if (!person)
            return fail(ErrorKind::NotFound, QStringLiteral("practitioner"), {*given.person});
        filter.practitioner = person->id;
    }
    if (given.site)
        filter.site = Site::idOf(*given.site);
    std::optional<Id> patient, device;
    const auto id = [](const QString &text) { return Id::parse(text); };
    YIGONG_TRY(takeWord(given.patient, "--patient", id, patient));
    YIGONG_TRY(takeWord(given.device, "--device", id, device));
    YIGONG_TRY(takeWord(given.kind, "--kind", auditKindFrom, filter.kind));
    YIGONG_TRY(takeWord(given.basis, "--basis", basisFrom, filter.basis));
    filter.patient = patient.value_or(Id());
    filter.device = device.value_or(Id());
    if (given.from)
        filter.from = startOf(*given.from);
    if (given.to)
        filter.until = startOf(given.to->addDays(1));
    question.resident = given.resident.value_or(QString());
    question.limit = static_cast<int>(given.limit);
    question.offset = static_cast<int>(given.offset);
    return question;
}

QJsonObject rowJson(const Snapshot &s, const AuditRow &row)
{
    const AuditEntry &e = row.entry;
    const auto site = s.find<Site>(e.site);
    return {{QStringLiteral("at"), instantJson(e.at)},
            {QStringLiteral("kind"), nameOf(static_cast<AuditKind>(e.kind))},
            {QStringLiteral("person"), practitionerName(s, e.actor).value_or(QString())},
            {QStringLiteral("role"), nameOf(static_cast<StaffRole>(e.role))},
            {QStringLiteral("site"), site && *site ? (*site)->code : QString()},
            {QStringLiteral("basis"), nameOf(static_cast<Basis>(e.basis))},
            {QStringLiteral("patient"), e.patient.isNone() ? QString() : e.patient.text()},
            {QStringLiteral("count"), e.count},
            {QStringLiteral("detail"), e.detail},
            {QStringLiteral("before"), e.before},
            {QStringLiteral("after"), e.after},
            {QStringLiteral("device"), row.device.isNone() ? QString() : row.device.text()},
            {QStringLiteral("number"), row.number}};
}

Result<void> listAudit(Ctl &ctl, const AuditArguments &given)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(question, session.db->read([&](const Snapshot &s) { return questionOf(s, given); }));
    AuditPage page;
    // A hub's own store has no device: it has everybody's log.
    if (given.here || session.db->device().isNone()) {
        YIGONG_LET(own, session.db->read([&](const Snapshot &s) {
            return auditPage(s, session.actor, question.filter, question.limit, question.offset);
        }));
        page = std::move(own);
    } else {
        YIGONG_LET(said, askTheHub(ctl, session, given.hub, "audit", cborOf(question)));
        YIGONG_LET(answer, auditAnswerFrom(said));
        page = std::move(answer.page);
    }
    YIGONG_LET(rows, session.db->read([&](const Snapshot &s) -> Result<QJsonArray> {
        QJsonArray list;
        for (const AuditRow &row : page.rows)
            list += rowJson(s, row);
        return list;
    }));
    return ctl.print({{QStringLiteral("entries"), rows}, {QStringLiteral("more"), page.more}});
}

Result<void> listUnusual(Ctl &ctl, QDate from, QDate to, const Text &hub)
{
    YIGONG_LET(session, ctl.openForReading());
    UnusualAnswer answer;
    if (session.db->device().isNone()) {
        YIGONG_LET(days,
                   session.db->read([&](const Snapshot &s) { return unusualReading(s, session.actor, from, to); }));
        answer.days = std::move(days);
    } else {
        YIGONG_LET(said, askTheHub(ctl, session, hub, "unusual-reading", unusualQuestion(from, to)));
        YIGONG_LET(told, unusualAnswerFrom(said));
        answer = std::move(told);
    }
    YIGONG_LET(shown, session.db->read([&](const Snapshot &s) -> Result<QJsonObject> {
        QJsonArray days, breaks;
        for (const ReadingDay &day : answer.days)
            days += QJsonObject{{QStringLiteral("day"), day.day.toString(Qt::ISODate)},
                                {QStringLiteral("person"), practitionerName(s, day.practitioner).value_or(QString())},
                                {QStringLiteral("residents"), day.residents},
                                {QStringLiteral("outOfHours"), day.outOfHours},
                                {QStringLiteral("brokeGlass"), day.brokeGlass},
                                {QStringLiteral("refused"), day.refused},
                                {QStringLiteral("tooMany"), day.tooMany}};
        for (const LogBreak &one : answer.breaks)
            breaks += QJsonObject{{QStringLiteral("device"), one.device.text()},
                                  {QStringLiteral("at"), instantJson(one.at)},
                                  {QStringLiteral("what"), one.what},
                                  {QStringLiteral("number"), one.number}};
        return QJsonObject{{QStringLiteral("days"), days}, {QStringLiteral("breaks"), breaks}};
    }));
    return ctl.print(shown);
}

Result<void> openByReason(Ctl &ctl, const QString &patient, const QString &reason)
{
    const auto id = Id::parse(patient);
    if (!id)
        return fail(ErrorKind::Invalid, QStringLiteral("ID"), {patient});
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(record, session.db->write(session.actor, [&](Transaction &tx) { return breakGlass(tx, *id, reason); }));
    return ctl.print({{QStringLiteral("id"), record.id.text()}, {QStringLiteral("until"), instantJson(record.until)}});
}

Result<void> fetchByReason(Ctl &ctl, const QString &resident, const QString &reason, const Text &hub)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(said, askTheHub(ctl, session, hub, "break-glass", breakGlassQuestion(resident, reason)));
    YIGONG_LET(fetched, fetchedResidentFrom(said));
    ctl.say(QStringLiteral("The record comes with the next `yigongctl sync`."));
    return ctl.print({{QStringLiteral("patient"), fetched.patient.text()},
                      {QStringLiteral("name"), fetched.name},
                      {QStringLiteral("until"), instantJson(fetched.until)}});
}

Result<void> listGlasses(Ctl &ctl, const std::optional<QDate> &since)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(list, session.db->read([&](const Snapshot &s) {
        return brokenGlasses(s, session.actor, since ? startOf(*since) : Instant{}, 1000);
    }));
    QJsonArray rows;
    for (const BrokenGlass &one : list)
        rows += QJsonObject{{QStringLiteral("at"), instantJson(one.record.at)},
                            {QStringLiteral("until"), instantJson(one.record.until)},
                            {QStringLiteral("patient"), one.record.patient.text()},
                            {QStringLiteral("patientSite"), one.patientSiteName},
                            {QStringLiteral("person"), one.practitionerName},
                            {QStringLiteral("site"), one.siteName},
                            {QStringLiteral("reason"), one.record.reason}};
    return ctl.print({{QStringLiteral("readings"), rows}});
}

} // namespace

void registerAuditVerbs(Ctl &ctl)
{
    CLI::App &audit = ctl.noun("audit", "Who read what, and why");
    CLI::App &list = ctl.verb(audit, "list", "Readings, refusals, exports, sign-ins, the newest first");
    const AuditArguments given(ctl, list);
    ctl.runs(list, [&ctl, given] { return listAudit(ctl, given); });

    CLI::App &unusual = ctl.verb(audit, "unusual", "Days of many residents or out of hours, and logs that do not hold");
    const auto &from = ctl.day(unusual, "--from", "First day", Given::Always);
    const auto &to = ctl.day(unusual, "--to", "Last day", Given::Always);
    const auto &hub = ctl.text(unusual, "--hub", "The hub's address; without it, the one in hub.json");
    ctl.runs(unusual, [&ctl, &from, &to, &hub] { return listUnusual(ctl, *from, *to, hub); });

    CLI::App &glass = ctl.noun("break-glass", "Reading a resident out of one's reach, for a reason and a time");
    CLI::App &open = ctl.verb(glass, "open", "Somebody whose record is in this store");
    const auto &patient = ctl.text(open, "ID", "The resident's id", Given::Always);
    const auto &why = ctl.text(open, "--reason", "Why", Given::Always);
    ctl.runs(open, [&ctl, &patient, &why] { return openByReason(ctl, *patient, *why); });

    CLI::App &fetch = ctl.verb(glass, "fetch", "Somebody whose record the hub has");
    const auto &resident = ctl.text(fetch, "NUMBER", "ID number or health-record number, whole", Given::Always);
    const auto &reason = ctl.text(fetch, "--reason", "Why", Given::Always);
    const auto &at = ctl.text(fetch, "--hub", "The hub's address; without it, the one in hub.json");
    ctl.runs(fetch, [&ctl, &resident, &reason, &at] { return fetchByReason(ctl, *resident, *reason, at); });

    CLI::App &glasses = ctl.verb(glass, "list", "Who did so with residents of one's own site and those below it");
    const auto &since = ctl.day(glasses, "--since", "From this day on");
    ctl.runs(glasses, [&ctl, &since] { return listGlasses(ctl, since); });
}

} // namespace yigong
