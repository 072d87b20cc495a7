// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/verbs.h"
#include "core/referrals/referral_desk.h"
#include "core/referrals/referral_list.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"

#include <QJsonArray>

namespace yigong {

namespace {

using Text = std::optional<QString>;

Result<Id> idOf(const QString &text, const char *field)
{
    const auto id = Id::parse(text.trimmed());
    if (!id)
        return fail(ErrorKind::Invalid, QString::fromLatin1(field), {text});
    return *id;
}

/// A site by its code, its id, or the whole of its name.
Result<Id> siteOf(const Snapshot &snapshot, const QString &text)
{
    if (const auto id = Id::parse(text.trimmed()))
        return *id;
    YIGONG_LET(byCode, siteByCode(snapshot, text.trimmed()));
    if (byCode)
        return byCode->id;
    YIGONG_LET(sites, allSites(snapshot));
    for (const Site &site : sites)
        if (site.name == text.trimmed())
            return site.id;
    return fail(ErrorKind::NotFound, QStringLiteral("site"), {text});
}

Result<QString> codeOf(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(found, snapshot.find<Site>(site));
    return found ? found->code : QString();
}

Result<QJsonObject> rowJson(const Snapshot &snapshot, const ReferralRow &row)
{
    YIGONG_LET(from, codeOf(snapshot, row.referral.site));
    YIGONG_LET(to, codeOf(snapshot, row.referral.toSite));
    YIGONG_LET(by, codeOf(snapshot, row.deadline.by));
    return QJsonObject{
        {QStringLiteral("id"), row.referral.id.text()},
        {QStringLiteral("number"), row.referral.number},
        {QStringLiteral("patient"), row.referral.patient.text()},
        {QStringLiteral("patientName"), row.patientName},
        {QStringLiteral("from"), from},
        {QStringLiteral("fromName"), row.fromName},
        {QStringLiteral("to"), to},
        {QStringLiteral("toName"), row.toName},
        {QStringLiteral("state"), nameOf(row.state)},
        {QStringLiteral("urgency"), nameOf(row.referral.urgency)},
        {QStringLiteral("at"), row.referral.at.iso()},
        {QStringLiteral("reason"), row.referral.reason},
        {QStringLiteral("deadline"), instantJson(row.deadline.when)},
        {QStringLiteral("due"), nameOf(row.deadline.due)},
        {QStringLiteral("dueBy"), by},
        {QStringLiteral("overdue"), row.deadline.overdue},
        {QStringLiteral("appointment"), instantJson(row.appointment)},
    };
}

QJsonObject eventJson(const ReferralView &view, const ReferralEvent &event)
{
    const auto named = view.staff.find(event.practitioner);
    QJsonObject object{{QStringLiteral("kind"), nameOf(event.kind)},
                       {QStringLiteral("at"), event.at.iso()},
                       {QStringLiteral("by"), named == view.staff.end() ? QString() : named->second}};
    for (const auto &[key, text] :
         {std::pair{QStringLiteral("department"), event.department}, std::pair{QStringLiteral("note"), event.note},
          std::pair{QStringLiteral("diagnosis"), event.diagnosis},
          std::pair{QStringLiteral("treatment"), event.treatment}, std::pair{QStringLiteral("plan"), event.plan}})
        if (!text.isEmpty())
            object[key] = text;
    if (!event.appointment.isNone())
        object[QStringLiteral("appointment")] = event.appointment.iso();
    return object;
}

QJsonObject visitJson(const AttachedVisit &visit)
{
    QJsonArray diagnoses, observations, prescriptions;
    for (const Condition &condition : visit.conditions)
        diagnoses +=
            QJsonObject{{QStringLiteral("code"), condition.code}, {QStringLiteral("display"), condition.display}};
    for (const Observation &observation : visit.observations)
        observations += QJsonObject{{QStringLiteral("code"), observation.code},
                                    {QStringLiteral("display"), observation.display},
                                    {QStringLiteral("value"), observation.value},
                                    {QStringLiteral("unit"), observation.unit}};
    for (const MedicationRequest &line : visit.prescriptions)
        prescriptions +=
            QJsonObject{{QStringLiteral("drug"), line.drug}, {QStringLiteral("name"), line.name},
                        {QStringLiteral("dose"), line.dose}, {QStringLiteral("frequency"), line.frequency},
                        {QStringLiteral("days"), line.days}, {QStringLiteral("quantity"), qint64{line.quantity.units}},
                        {QStringLiteral("unit"), line.unit}};
    return {{QStringLiteral("id"), visit.encounter.id.text()},
            {QStringLiteral("number"), visit.encounter.number},
            {QStringLiteral("start"), visit.encounter.start.iso()},
            {QStringLiteral("complaint"), visit.encounter.complaint},
            {QStringLiteral("summary"), visit.encounter.summary},
            {QStringLiteral("diagnoses"), diagnoses},
            {QStringLiteral("observations"), observations},
            {QStringLiteral("prescriptions"), prescriptions}};
}

QJsonArray planJson(const ReferralView &view)
{
    QJsonArray plan;
    for (const CarePlanActivity &activity : view.activities)
        plan += QJsonObject{{QStringLiteral("id"), activity.id.text()},
                            {QStringLiteral("dueOn"), dayJson(activity.dueOn)},
                            {QStringLiteral("what"), activity.what},
                            {QStringLiteral("doneOn"), dayJson(activity.doneOn)},
                            {QStringLiteral("outcome"), activity.outcome}};
    return plan;
}

Result<QJsonObject> viewJson(const Snapshot &snapshot, const ReferralView &view)
{
    YIGONG_LET(object, rowJson(snapshot, view.row));
    const ServiceRequest &slip = view.row.referral;
    object[QStringLiteral("encounter")] =
        slip.encounter.isNone() ? QJsonValue(QJsonValue::Null) : slip.encounter.text();
    object[QStringLiteral("diagnosisCode")] = slip.diagnosisCode;
    object[QStringLiteral("diagnosis")] = slip.diagnosis;
    object[QStringLiteral("summary")] = slip.summary;
    object[QStringLiteral("department")] = slip.department;
    object[QStringLiteral("allergies")] = slip.allergyStatement;
    object[QStringLiteral("validUntil")] = dayJson(slip.validUntil);
    QJsonArray events;
    for (const ReferralEvent &event : view.events)
        events += eventJson(view, event);
    object[QStringLiteral("events")] = events;
    object[QStringLiteral("plan")] = planJson(view);
    object[QStringLiteral("contract")] =
        view.contract.state == ContractState::None
            ? QJsonValue(QJsonValue::Null)
            : QJsonObject{{QStringLiteral("team"), view.contract.teamName},
                          {QStringLiteral("phone"), view.contract.teamPhone},
                          {QStringLiteral("until"), dayJson(view.contract.until)},
                          {QStringLiteral("benefits"), QJsonArray::fromStringList(view.contract.benefits)}};
    object[QStringLiteral("visit")] = view.visit ? QJsonValue(visitJson(*view.visit)) : QJsonValue(QJsonValue::Null);
    return object;
}

struct CreateArguments
{
    const Text &patient, &to, &reason, &encounter, &diagnosis, &code, &summary, &department, &allergies;
    const QString &urgency;
};

Result<ReferralDraft> draftOf(const Snapshot &snapshot, const CreateArguments &given)
{
    ReferralDraft draft;
    YIGONG_LET(patient, idOf(*given.patient, "patient"));
    YIGONG_LET(to, siteOf(snapshot, *given.to));
    draft.patient = patient;
    draft.toSite = to;
    if (given.encounter) {
        YIGONG_LET(encounter, idOf(*given.encounter, "encounter"));
        draft.encounter = encounter;
    }
    draft.urgency = referralUrgencyFrom(given.urgency).value_or(ReferralUrgency::Routine);
    draft.reason = *given.reason;
    draft.diagnosisCode = given.code.value_or(QString());
    draft.diagnosis = given.diagnosis.value_or(QString());
    draft.summary = given.summary.value_or(QString());
    draft.department = given.department.value_or(QString());
    YIGONG_LET(known, proposedAllergyStatement(snapshot, patient));
    draft.allergyStatement = given.allergies.value_or(known);
    return draft;
}

Result<void> create(Ctl &ctl, const CreateArguments &given)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(sent, session.db->write(session.actor, [&](Transaction &tx) -> Result<SentReferral> {
        YIGONG_LET(draft, draftOf(tx, given));
        return sendReferral(tx, draft);
    }));
    return ctl.print({{QStringLiteral("id"), sent.id.text()},
                      {QStringLiteral("number"), sent.number},
                      {QStringLiteral("skipsLevel"), sent.skipsLevel}});
}

void registerCreate(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "create", "Refer a resident to a higher site");
    const CreateArguments given{
        ctl.text(verb, "--patient", "The resident's id", Given::Always),
        ctl.text(verb, "--to", "Where to: code or name of the site", Given::Always),
        ctl.text(verb, "--reason", "Why, in up to 100 characters", Given::Always),
        ctl.text(verb, "--encounter", "The visit that goes with it: its id"),
        ctl.text(verb, "--diagnosis", "Impression; the visit's diagnosis where left out"),
        ctl.text(verb, "--diagnosis-code", "Its code"),
        ctl.text(verb, "--summary", "History, what was done"),
        ctl.text(verb, "--department", "Department asked for"),
        ctl.text(verb, "--allergies", "What is said of allergies; what is on record (or not known) where left out"),
        ctl.choice(verb, "--urgency", "How soon",
                   {QStringLiteral("routine"), QStringLiteral("soon"), QStringLiteral("emergency")},
                   QStringLiteral("routine")),
    };
    ctl.runs(verb, [&ctl, given] { return create(ctl, given); });
}

Result<void> listReferrals(Ctl &ctl, const QString &direction, bool openOnly, const Text &site, qint64 limit)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &s) -> Result<QJsonObject> {
        Id at = session.actor.site;
        if (site) {
            YIGONG_LET(named, siteOf(s, *site));
            at = named;
        }
        ReferralFilter filter;
        filter.openOnly = openOnly;
        filter.limit = static_cast<int>(limit);
        const auto which = direction == u"in"    ? ReferralDirection::In
                           : direction == u"out" ? ReferralDirection::Out
                                                 : ReferralDirection::Both;
        YIGONG_LET(rows, referralBoard(s, session.actor, at, which, filter, ctl.clock().now()));
        QJsonArray referrals;
        for (const ReferralRow &row : rows) {
            YIGONG_LET(object, rowJson(s, row));
            referrals += object;
        }
        return QJsonObject{{QStringLiteral("referrals"), referrals}};
    }));
    return ctl.print(answer);
}

void registerList(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "list", "Referrals of this site, the nearest deadline first");
    const auto &direction =
        ctl.choice(verb, "--direction", "Sent to this site, or by it",
                   {QStringLiteral("in"), QStringLiteral("out"), QStringLiteral("both")}, QStringLiteral("both"));
    const auto &open = ctl.flag(verb, "--open", "Only those in which somebody still has a step to make");
    const auto &site = ctl.text(verb, "--site", "Another site than one's own: code or name");
    const auto &limit = ctl.number(verb, "--limit", "How many at most", 1000, 1, 100000);
    ctl.runs(verb,
             [&ctl, &direction, &open, &site, &limit] { return listReferrals(ctl, direction, open, site, limit); });
}

Result<void> showReferral(Ctl &ctl, const QString &referral)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &s) -> Result<QJsonObject> {
        YIGONG_LET(id, findReferral(s, referral));
        YIGONG_LET(view, openReferral(s, session.actor, id, ctl.clock().now()));
        return viewJson(s, view);
    }));
    return ctl.print(answer);
}

/// Takes one step, and answers where the referral stands then.
Result<void> step(Ctl &ctl, const QString &referral, const std::function<Result<void>(Transaction &, Id)> &door)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(answer, session.db->write(session.actor, [&](Transaction &tx) -> Result<QJsonObject> {
        YIGONG_LET(id, findReferral(tx, referral));
        YIGONG_TRY(door(tx, id));
        YIGONG_LET(view, openReferral(tx, tx.actor(), id, tx.now()));
        return QJsonObject{{QStringLiteral("id"), id.text()},
                           {QStringLiteral("number"), view.row.referral.number},
                           {QStringLiteral("state"), nameOf(view.row.state)}};
    }));
    return ctl.print(answer);
}

Result<Instant> instantOf(const Text &text, const char *field)
{
    if (!text)
        return Instant{};
    QString written = text->trimmed();
    const Instant at = Instant::fromIso(written.replace(u' ', u'T'));
    if (at.isNone())
        return fail(ErrorKind::BadFormat, QString::fromLatin1(field),
                    {QStringLiteral("a time like 2026-11-27 09:00"), *text});
    return at;
}

/// "2026-12-01=测血压": what is to be done, and by when.
Result<std::vector<PlanItem>> planOf(const QStringList &activities)
{
    std::vector<PlanItem> items;
    for (const QString &activity : activities) {
        const qsizetype at = activity.indexOf(u'=');
        const QDate day = QDate::fromString(activity.left(at < 0 ? 0 : at).trimmed(), Qt::ISODate);
        if (!day.isValid())
            return fail(ErrorKind::BadFormat, QStringLiteral("activity"),
                        {QStringLiteral("an activity like 2026-12-01=TEXT"), activity});
        items.push_back({day, activity.mid(at + 1)});
    }
    return items;
}

/// A step that needs no more than the referral and a few words.
void registerPlainStep(Ctl &ctl, CLI::App &noun, const char *name, const char *help, const char *option,
                       const char *optionHelp, Given given, Result<void> (*door)(Transaction &, Id, const QString &))
{
    CLI::App &verb = ctl.verb(noun, name, help);
    const auto &referral = ctl.text(verb, "ID", "The referral: its id or number", Given::Always);
    const auto &words = ctl.text(verb, option, optionHelp, given);
    ctl.runs(verb, [&ctl, &referral, &words, door] {
        return step(ctl, *referral, [&](Transaction &tx, Id id) { return door(tx, id, words.value_or(QString())); });
    });
}

void registerAccept(Ctl &ctl, CLI::App &noun, const char *name, const char *help,
                    Result<void> (*door)(Transaction &, Id, Instant, const QString &, const QString &))
{
    CLI::App &verb = ctl.verb(noun, name, help);
    const auto &referral = ctl.text(verb, "ID", "The referral: its id or number", Given::Always);
    const auto &appointment = ctl.text(verb, "--appointment", "When, as \"2026-11-27 09:00\" of the county's clock");
    const auto &department = ctl.text(verb, "--department", "Where; as was asked for where left out");
    const auto &note = ctl.text(verb, "--note", "What the sender should know");
    ctl.runs(verb, [&ctl, &referral, &appointment, &department, &note, door]() -> Result<void> {
        YIGONG_LET(at, instantOf(appointment, "appointment"));
        return step(ctl, *referral, [&](Transaction &tx, Id id) {
            return door(tx, id, at, department.value_or(QString()), note.value_or(QString()));
        });
    });
}

void registerReturn(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "return", "Send the patient back down, with a plan");
    const auto &referral = ctl.text(verb, "ID", "The referral: its id or number", Given::Always);
    const auto &diagnosis = ctl.text(verb, "--diagnosis", "What was found", Given::Always);
    const auto &treatment = ctl.text(verb, "--treatment", "What was done");
    const auto &plan = ctl.text(verb, "--plan", "What is to follow");
    const auto &activities =
        ctl.words(verb, "--activity", "DAY=TEXT: one thing to do at home; may be repeated", Given::Maybe);
    ctl.runs(verb, [&ctl, &referral, &diagnosis, &treatment, &plan, &activities]() -> Result<void> {
        ReturnSlip slip{*diagnosis, treatment.value_or(QString()), plan.value_or(QString()), {}};
        YIGONG_LET(items, planOf(activities));
        slip.items = std::move(items);
        return step(ctl, *referral, [&](Transaction &tx, Id id) { return returnDown(tx, id, slip); });
    });
}

void registerDone(Ctl &ctl, CLI::App &noun)
{
    CLI::App &verb = ctl.verb(noun, "done", "One item of a plan was done");
    const auto &activity = ctl.text(verb, "ACTIVITY", "Its id, as `referral show` has it", Given::Always);
    const auto &outcome = ctl.text(verb, "--outcome", "What came of it");
    ctl.runs(verb, [&ctl, &activity, &outcome]() -> Result<void> {
        YIGONG_LET(id, idOf(*activity, "activity"));
        YIGONG_LET(session, ctl.openForWriting());
        YIGONG_TRY(session.db->write(
            session.actor, [&](Transaction &tx) { return completeActivity(tx, id, outcome.value_or(QString())); }));
        return ctl.print({{QStringLiteral("id"), id.text()}});
    });
}

} // namespace

void registerReferralVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("referral", "Referrals up, and back down with a plan");
    registerCreate(ctl, noun);
    registerList(ctl, noun);
    CLI::App &shown = ctl.verb(noun, "show", "Everything about one referral");
    const auto &referral = ctl.text(shown, "ID", "Its id or number", Given::Always);
    ctl.runs(shown, [&ctl, &referral] { return showReferral(ctl, *referral); });
    registerAccept(ctl, noun, "accept", "Take the patient, with a date", acceptReferral);
    registerAccept(ctl, noun, "reschedule", "Give an accepted patient another date", changeAppointment);
    registerPlainStep(ctl, noun, "reject", "Do not take the patient", "--reason", "Why", Given::Always, rejectReferral);
    registerPlainStep(ctl, noun, "withdraw", "Take a referral back before it is answered", "--reason", "Why",
                      Given::Maybe, withdrawReferral);
    registerPlainStep(ctl, noun, "arrive", "The patient has come", "--note", "Anything to say", Given::Maybe,
                      markArrived);
    registerPlainStep(ctl, noun, "no-show", "The patient has not come", "--note", "Anything to say", Given::Maybe,
                      markNoShow);
    registerPlainStep(ctl, noun, "treat", "Record what was done", "--treatment", "What", Given::Always,
                      recordTreatment);
    registerReturn(ctl, noun);
    registerPlainStep(ctl, noun, "receive", "The sender has the patient back", "--note", "Anything to say",
                      Given::Maybe, receiveBack);
    registerPlainStep(ctl, noun, "complete", "Seen at home (taken back, if they were not yet): close the referral",
                      "--outcome", "What came of it", Given::Maybe, closeReferral);
    registerDone(ctl, noun);
}

} // namespace yigong
