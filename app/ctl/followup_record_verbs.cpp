// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_file.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/resident_called.h"
#include "app/ctl/verbs.h"
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "core/sites/site_tree.h"
#include "core/sites/staff.h"

#include <QJsonArray>

namespace yigong {

namespace {

using OptionalText = std::optional<QString>;
using OptionalDay = std::optional<QDate>;

/// Checked by the argument's own choice.
FollowUpProgram programNamed(const QString &word)
{
    return followUpProgramFrom(word).value_or(FollowUpProgram::Hypertension);
}

QJsonObject conclusionJson(const Conclusion &conclusion)
{
    return {{QStringLiteral("class"), nameOf(conclusion.outcome)},
            {QStringLiteral("step"), nameOf(conclusion.step)},
            {QStringLiteral("due"), dayJson(conclusion.due)},
            {QStringLiteral("checkReferralBy"), dayJson(conclusion.checkReferralBy)}};
}

QJsonArray changedJson(const std::vector<ChangedConclusion> &changed)
{
    QJsonArray array;
    for (const ChangedConclusion &one : changed)
        array.append(
            QJsonObject{{QStringLiteral("id"), one.followUp.text()},
                        {QStringLiteral("date"), dayJson(one.date)},
                        {QStringLiteral("closed"), conclusionJson(one.closed)},
                        {QStringLiteral("now"), conclusionJson(one.now)},
                        {QStringLiteral("cause"), one.cause.isNone() ? QJsonValue(QJsonValue::Null) : one.cause.text()},
                        {QStringLiteral("causeDate"), dayJson(one.causeDate)},
                        {QStringLiteral("correction"), one.isCorrection}});
    return array;
}

QJsonArray asksJson(const std::vector<FollowUpAsk> &asks)
{
    QJsonArray array;
    for (const FollowUpAsk &ask : asks)
        array.append(QJsonObject{{QStringLiteral("caution"), nameOf(ask.caution)},
                                 {QStringLiteral("field"), ask.field},
                                 {QStringLiteral("args"), QJsonArray::fromStringList(ask.args)}});
    return array;
}

/// A word of that program's rules.
QString classOf(const ProgramPlan &plan)
{
    if (!plan.dueForm.isEmpty() || !plan.outcome.isEmpty())
        return plan.outcome;
    return plan.last.isValid() ? nameOf(plan.now.outcome) : QString();
}

QJsonObject planJson(const ProgramPlan &plan)
{
    return {{QStringLiteral("due"), dayJson(plan.due)},
            {QStringLiteral("state"), nameOf(plan.state)},
            {QStringLiteral("last"), dayJson(plan.last)},
            {QStringLiteral("class"), classOf(plan)},
            {QStringLiteral("form"), plan.dueForm},
            {QStringLiteral("stage"), plan.dueStage},
            {QStringLiteral("dueFrom"), dayJson(plan.dueFrom)},
            {QStringLiteral("step"), plan.last.isValid() ? nameOf(plan.now.step) : QString()},
            {QStringLiteral("referralCheckBy"), dayJson(plan.referralCheckBy)},
            {QStringLiteral("tries"), plan.tries},
            {QStringLiteral("changed"), changedJson(plan.changed)}};
}

struct EnrolArguments
{
    const OptionalText &patient;
    const QString &program;
    const OptionalText &diagnosed;
    const OptionalDay &since;
};

Result<void> enrol(Ctl &ctl, const EnrolArguments &given)
{
    EnrolmentDraft draft;
    draft.program = programNamed(given.program);
    draft.enrolledOn = given.since.value_or(QDate());
    if (given.diagnosed) {
        const auto date = PartialDate::parse(*given.diagnosed);
        if (!date)
            return fail(ErrorKind::Invalid, QStringLiteral("diagnosed_on"), {*given.diagnosed});
        draft.diagnosedOn = *date;
    }
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(patient, residentCalled(tx, *given.patient));
        draft.patient = patient;
        return enrolInProgram(tx, draft);
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> closeEnrolment(Ctl &ctl, const QString &called, const QString &program, const QString &reason,
                            const QString &remark)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) -> Result<void> {
        YIGONG_LET(patient, residentCalled(tx, called));
        return closeProgram(tx, patient, programNamed(program), reason, remark);
    }));
    return ctl.print({{QStringLiteral("closed"), true}});
}

Result<void> reopenEnrolment(Ctl &ctl, const QString &called, const QString &program)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(patient, residentCalled(tx, called));
        return reopenProgram(tx, patient, programNamed(program));
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> draftForm(Ctl &ctl, const QString &called, const OptionalText &program, const OptionalDay &day)
{
    std::vector<FollowUpProgram> programs;
    if (program) {
        const auto known = followUpProgramFrom(*program);
        if (!known)
            return fail(ErrorKind::Invalid, QStringLiteral("program"), {*program});
        programs.push_back(*known);
    }
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(patient, residentIn(session, called));
    YIGONG_LET(opened, session.db->read([&](const Snapshot &snapshot) {
        return draftFollowUp(snapshot, session.actor, patient, programs, day.value_or(QDate()));
    }));
    QJsonObject last, plans;
    for (const auto &[which, form] : opened.last) {
        QJsonObject answers = answersOf(form);
        answers.insert(QStringLiteral("date"), dayJson(form.visitDate));
        last.insert(nameOf(which), answers);
    }
    for (const auto &[which, plan] : opened.plans)
        plans.insert(nameOf(which), planJson(plan));
    return ctl.print({{QStringLiteral("draft"), jsonOf(opened.draft)},
                      {QStringLiteral("fromVisit"), QJsonArray::fromStringList(opened.fromVisit)},
                      {QStringLiteral("last"), last},
                      {QStringLiteral("plan"), plans}});
}

Result<FollowUpDraft> formIn(const QString &path)
{
    YIGONG_LET(json, jsonObjectIn(path));
    return followUpDraftFrom(json);
}

/// Nothing is written while something is asked: exit 1, so that a script notices.
Result<void> saveForm(Ctl &ctl, const QString &path)
{
    YIGONG_LET(draft, formIn(path));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(saved, session.db->write(session.actor, [&](Transaction &tx) { return saveFollowUp(tx, draft); }));
    if (!saved.asks.empty())
        ctl.exitWith(1);
    QJsonArray forms;
    for (const SavedForm &form : saved.forms)
        forms.append(QJsonObject{{QStringLiteral("id"), form.id.text()},
                                 {QStringLiteral("program"), nameOf(form.program)},
                                 {QStringLiteral("class"), nameOf(form.judgement.outcome)},
                                 {QStringLiteral("step"), nameOf(form.judgement.step)},
                                 {QStringLiteral("due"), dayJson(form.judgement.due)},
                                 {QStringLiteral("next"), dayJson(form.nextOn)},
                                 {QStringLiteral("checkReferralBy"), dayJson(form.judgement.checkReferralBy)},
                                 {QStringLiteral("reasons"), QJsonArray::fromStringList(form.judgement.reasons)},
                                 {QStringLiteral("changed"), changedJson(form.changed)}});
    return ctl.print({{QStringLiteral("saved"), saved.asks.empty()},
                      {QStringLiteral("asks"), asksJson(saved.asks)},
                      {QStringLiteral("forms"), forms}});
}

QJsonObject listedJson(const ListedFollowUp &listed)
{
    const FollowUp &form = listed.form;
    QJsonObject json{{QStringLiteral("id"), form.id.text()},
                     {QStringLiteral("program"), nameOf(form.program)},
                     {QStringLiteral("form"), form.formCode},
                     {QStringLiteral("version"), form.formVersion},
                     {QStringLiteral("date"), dayJson(form.visitDate)},
                     {QStringLiteral("entered"), instantJson(form.entered)},
                     {QStringLiteral("class"), nameOf(form.outcome)},
                     {QStringLiteral("step"), nameOf(form.step)},
                     {QStringLiteral("due"), dayJson(form.due)},
                     {QStringLiteral("next"), dayJson(form.nextOn)},
                     {QStringLiteral("reasons"), form.reasons},
                     {QStringLiteral("practitioner"), listed.practitionerName},
                     {QStringLiteral("site"), listed.siteName},
                     {QStringLiteral("corrected"), listed.isCorrected},
                     {QStringLiteral("amends"), form.amends.isNone() ? QString() : form.amends.text()},
                     {QStringLiteral("amendReason"), form.amendReason}};
    if (listed.isCorrected)
        json.insert(QStringLiteral("correction"), QJsonObject{{QStringLiteral("id"), listed.correctedBy.text()},
                                                              {QStringLiteral("by"), listed.correctorName},
                                                              {QStringLiteral("at"), instantJson(listed.correctedAt)},
                                                              {QStringLiteral("reason"), listed.correctionReason}});
    json.insert(QStringLiteral("answers"), answersOf(form));
    return json;
}

Result<void> listForms(Ctl &ctl, const QString &called, qint64 limit)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(patient, residentIn(session, called));
    YIGONG_LET(listed, session.db->read([&](const Snapshot &snapshot) {
        return followUpsOf(snapshot, session.actor, patient, static_cast<int>(limit));
    }));
    QJsonArray forms;
    for (const ListedFollowUp &one : listed)
        forms.append(listedJson(one));
    return ctl.print({{QStringLiteral("followUps"), forms}});
}

struct PlanArguments
{
    const OptionalText &site;
    const OptionalText &program;
    const OptionalText &state;
    const OptionalText &doctor;
    const OptionalDay &day;
    const qint64 &limit;
};

Result<PlanFilter> filterOf(const Session &session, const PlanArguments &given)
{
    PlanFilter filter;
    filter.limit = static_cast<int>(given.limit);
    if (given.program) {
        filter.program = followUpProgramFrom(*given.program);
        if (!filter.program)
            return fail(ErrorKind::Invalid, QStringLiteral("program"), {*given.program});
    }
    if (given.state == QStringLiteral("referral-check"))
        filter.referralChecksOnly = true;
    else if (given.state == QStringLiteral("changed"))
        filter.changedOnly = true;
    else if (given.state && !(filter.state = planStateFrom(*given.state)))
        return fail(ErrorKind::Invalid, QStringLiteral("state"), {*given.state});
    if (given.site) {
        YIGONG_LET(found, session.db->read([&](const Snapshot &s) { return siteByCode(s, *given.site); }));
        if (!found)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {*given.site});
        filter.site = found->id;
    }
    if (given.doctor) {
        YIGONG_LET(found, session.db->read([&](const Snapshot &s) { return practitionerByLogin(s, *given.doctor); }));
        if (!found)
            return fail(ErrorKind::NotFound, QStringLiteral("practitioner"), {*given.doctor});
        filter.practitioner = found->id;
    }
    return filter;
}

Result<void> showPlan(Ctl &ctl, const PlanArguments &given)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(filter, filterOf(session, given));
    const QDate today = given.day.value_or(ctl.clock().today());
    YIGONG_LET(plan, session.db->read(
                         [&](const Snapshot &snapshot) { return planOf(snapshot, session.actor, filter, today); }));
    QJsonArray rows;
    for (const PlanRow &row : plan.rows) {
        QJsonObject json = planJson(row.plan);
        json.insert(QStringLiteral("patient"), row.patient.text());
        json.insert(QStringLiteral("patientName"), row.patientName);
        json.insert(QStringLiteral("program"), nameOf(row.program));
        json.insert(QStringLiteral("site"), row.siteName);
        json.insert(QStringLiteral("practitioner"), row.practitionerName);
        rows.append(json);
    }
    const PlanCounts &counts = plan.counts;
    return ctl.print({{QStringLiteral("day"), dayJson(today)},
                      {QStringLiteral("enrolled"), counts.enrolled},
                      {QStringLiteral("soon"), counts.soon},
                      {QStringLiteral("today"), counts.today},
                      {QStringLiteral("overdue"), counts.overdue},
                      {QStringLiteral("unreachable"), counts.unreachable},
                      {QStringLiteral("referralChecks"), counts.referralChecks},
                      {QStringLiteral("changed"), counts.changed},
                      {QStringLiteral("rows"), rows}});
}

Result<void> addContact(Ctl &ctl, const QString &called, const QString &program, const QString &outcome,
                        const QString &remark)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(patient, residentCalled(tx, called));
        FollowUpContact contact;
        contact.patient = patient;
        contact.program = programNamed(program);
        contact.outcome = contactOutcomeFrom(outcome).value_or(ContactOutcome::NotReached);
        contact.remark = remark;
        return noteContact(tx, std::move(contact));
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}});
}

Result<void> showFigures(Ctl &ctl, const OptionalText &name, qint64 value)
{
    if (name) {
        YIGONG_LET(session, ctl.openForWriting());
        YIGONG_TRY(session.db->write(
            session.actor, [&](Transaction &tx) { return setFollowUpFigure(tx, *name, static_cast<int>(value)); }));
    }
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(figures, session.db->read(FollowUpFigures::of));
    QJsonObject answer;
    for (const auto &[figure, now] : figures.all())
        answer.insert(figure, now);
    return ctl.print(answer);
}

const QString &programOf(Ctl &ctl, CLI::App &verb)
{
    QStringList programs;
    for (const FollowUpProgram program : allPrograms())
        programs.append(nameOf(program));
    return ctl.choice(verb, "--program", "Which program", programs, QStringLiteral("hypertension"));
}

void registerEnrolmentVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &enrolVerb = ctl.verb(noun, "enrol", "Take a resident into a program");
    const EnrolArguments given{ctl.text(enrolVerb, "PATIENT", "Id or ID number", Given::Always),
                               programOf(ctl, enrolVerb),
                               ctl.text(enrolVerb, "--diagnosed", "Year, month or day of the diagnosis"),
                               ctl.day(enrolVerb, "--since", "Day of enrolment (today)")};
    ctl.runs(enrolVerb, [&ctl, given] { return enrol(ctl, given); });

    CLI::App &closeVerb = ctl.verb(noun, "close", "End a resident's program; the follow-ups stay");
    const auto &closing = ctl.text(closeVerb, "PATIENT", "Id or ID number", Given::Always);
    const QString &closed = programOf(ctl, closeVerb);
    const QString &reason = ctl.choice(closeVerb, "--reason", "Why", closeReasons(), QString());
    const auto &remark = ctl.text(closeVerb, "--remark", "In words");
    ctl.runs(closeVerb, [&] { return closeEnrolment(ctl, *closing, closed, reason, remark.value_or(QString())); });

    CLI::App &reopenVerb = ctl.verb(noun, "reopen", "Back into a program that was closed");
    const auto &again = ctl.text(reopenVerb, "PATIENT", "Id or ID number", Given::Always);
    const QString &program = programOf(ctl, reopenVerb);
    ctl.runs(reopenVerb, [&] { return reopenEnrolment(ctl, *again, program); });
}

void registerFormVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &draftVerb = ctl.verb(noun, "draft", "The form for a resident, filled in as far as it may be");
    const auto &patient = ctl.text(draftVerb, "PATIENT", "Id or ID number", Given::Always);
    const auto &program = ctl.text(draftVerb, "--program", "hypertension or diabetes; both, where they are in both");
    const auto &day = ctl.day(draftVerb, "--date", "Day of the visit (today)");
    ctl.runs(draftVerb, [&] { return draftForm(ctl, *patient, program, day); });

    CLI::App &saveVerb = ctl.verb(noun, "save", "Judge and close a follow-up from a JSON file");
    const auto &file = ctl.text(saveVerb, "FILE", "The file, or - for standard input (docs/cli.md)", Given::Always);
    ctl.runs(saveVerb, [&] { return saveForm(ctl, *file); });

    CLI::App &listVerb = ctl.verb(noun, "list", "A resident's follow-ups, the latest first");
    const auto &whose = ctl.text(listVerb, "PATIENT", "Id or ID number", Given::Always);
    const qint64 &limit = ctl.number(listVerb, "--limit", "At most so many", 50, 1, 1000);
    ctl.runs(listVerb, [&] { return listForms(ctl, *whose, limit); });
}

void registerPlanVerbs(Ctl &ctl, CLI::App &noun)
{
    CLI::App &planVerb = ctl.verb(noun, "plan", "Who is due, due soon, overdue or unreachable");
    const PlanArguments given{
        ctl.text(planVerb, "--site", "Code of a site; it and those below"),
        ctl.text(planVerb, "--program", "One of them: hypertension, diabetes, copd, older-people …"),
        ctl.text(planVerb, "--state", "later, soon, today, overdue, unreachable, referral-check or changed"),
        ctl.text(planVerb, "--doctor", "Login of who answers for them"),
        ctl.day(planVerb, "--day", "As it stands on that day (today)"),
        ctl.number(planVerb, "--limit", "At most so many rows", 500, 1, 100000)};
    ctl.runs(planVerb, [&ctl, given] { return showPlan(ctl, given); });

    CLI::App &contactVerb = ctl.verb(noun, "contact", "Note a try to reach somebody, or what came of a referral");
    const auto &patient = ctl.text(contactVerb, "PATIENT", "Id or ID number", Given::Always);
    const QString &program = programOf(ctl, contactVerb);
    const QString &outcome = ctl.choice(
        contactVerb, "--outcome", "What came of it",
        {QStringLiteral("not-reached"), QStringLiteral("referral-attended"), QStringLiteral("referral-unattended")},
        QStringLiteral("not-reached"));
    const auto &remark = ctl.text(contactVerb, "--remark", "In words");
    ctl.runs(contactVerb, [&] { return addContact(ctl, *patient, program, outcome, remark.value_or(QString())); });

    CLI::App &figuresVerb = ctl.verb(noun, "figures", "The figures of rules and plan; with NAME, set one here");
    const auto &name = ctl.text(figuresVerb, "NAME", "Which to set");
    const qint64 &value = ctl.number(figuresVerb, "VALUE", "To what", 0, 0, 100000);
    ctl.runs(figuresVerb, [&] { return showFigures(ctl, name, value); });
}

} // namespace

void registerFollowUpRecordVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("followup", "Follow-ups of chronic diseases");
    registerEnrolmentVerbs(ctl, noun);
    registerFormVerbs(ctl, noun);
    registerPlanVerbs(ctl, noun);
}

} // namespace yigong
