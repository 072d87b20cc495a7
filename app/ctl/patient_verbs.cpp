// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/patients/allergies.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/patients/patient_text.h"
#include "core/patients/register.h"
#include "core/patients/same_person.h"
#include "core/patients/timeline.h"
#include "core/patients/undo.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"

#include <QFile>
#include <QHash>
#include <QJsonArray>
#include <QJsonDocument>
#include <cstdio>
#include <memory>

namespace yigong {

namespace {

const QStringList sexWords{QStringLiteral("male"), QStringLiteral("female"), QStringLiteral("unknown"),
                           QStringLiteral("unstated")};

/// What can be said of a resident on the command line; what is left out stays as it is.
struct PatientOptions
{
    const std::optional<QString> &name, &idNumber, &noIdReason, &phone, &birthDate, &address, &remarks;
    const QString &sex;

    PatientOptions(Ctl &ctl, CLI::App &verb, Given nameGiven)
        : name(ctl.text(verb, "--name", "Full name", nameGiven)),
          idNumber(ctl.text(verb, "--id-number", "ID number; birth date and sex follow from it")),
          noIdReason(ctl.text(verb, "--no-id-reason", "Why there is no ID number")),
          phone(ctl.text(verb, "--phone", "Phone")),
          birthDate(ctl.text(verb, "--birth-date", "1956, 1956-03 or 1956-03-07")),
          address(ctl.text(verb, "--address", "Address")), remarks(ctl.text(verb, "--remarks", "Remarks")),
          sex(ctl.choice(verb, "--sex", "Sex", sexWords, QString()))
    {}
};

Result<PartialDate> birthDateFrom(const QString &text)
{
    const auto date = PartialDate::parse(text);
    if (!date)
        return fail(ErrorKind::Invalid, QStringLiteral("birth_date"), {text});
    return *date;
}

/// Codes of sites, each asked for once.
class SiteCodes
{
public:
    explicit SiteCodes(const Snapshot &snapshot) : m_snapshot(snapshot) {}
    Result<QString> of(Id site)
    {
        if (!m_codes.contains(site)) {
            YIGONG_LET(found, m_snapshot.find<Site>(site));
            m_codes.insert(site, found ? found->code : QString());
        }
        return m_codes.value(site);
    }

private:
    const Snapshot &m_snapshot;
    QHash<Id, QString> m_codes;
};

Result<QJsonObject> objectOf(const Patient &patient, SiteCodes &codes)
{
    YIGONG_LET(site, codes.of(patient.site));
    return QJsonObject{{QStringLiteral("id"), patient.id.text()},
                       {QStringLiteral("name"), patient.name},
                       {QStringLiteral("sex"), nameOf(patient.sex)},
                       {QStringLiteral("birthDate"), patient.birthDate.text()},
                       {QStringLiteral("idNumber"), patient.idNumber},
                       {QStringLiteral("phone"), patient.phone},
                       {QStringLiteral("site"), site}};
}

QJsonObject objectOf(const TimelineEntry &entry)
{
    QJsonArray parts;
    for (const TimelinePart &part : entry.parts)
        parts += QJsonObject{{QStringLiteral("kind"), nameOf(part.kind)}, {QStringLiteral("text"), part.text}};
    QJsonObject object{{QStringLiteral("at"), entry.at.iso()},
                       {QStringLiteral("kind"), nameOf(entry.kind)},
                       {QStringLiteral("id"), entry.record.text()},
                       {QStringLiteral("site"), entry.siteName},
                       {QStringLiteral("practitioner"), entry.practitionerName},
                       {QStringLiteral("parts"), parts}};
    if (!entry.about.isNone())
        object[QStringLiteral("about")] = entry.about.text();
    return object;
}

Result<Id> idFrom(const QString &text)
{
    const auto id = Id::parse(text);
    if (!id)
        return fail(ErrorKind::NotFound, QStringLiteral("patient"), {text});
    return *id;
}

Result<void> searchPatients(Ctl &ctl, const QString &text, int limit)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &snapshot) -> Result<QJsonObject> {
        YIGONG_LET(found, findPatients(snapshot, session.actor, text, limit));
        SiteCodes codes(snapshot);
        QJsonArray patients;
        for (const FoundPatient &one : found.patients) {
            YIGONG_LET(object, objectOf(one.patient, codes));
            object[QStringLiteral("basis")] = nameOf(one.basis);
            patients += object;
        }
        AuditEntry searched = entryOf(session.actor, AuditKind::Searched, snapshot.now());
        searched.detail = text;
        searched.count = patients.size();
        snapshot.note(std::move(searched));
        return QJsonObject{{QStringLiteral("patients"), patients}};
    }));
    return ctl.print(answer);
}

Result<PatientDraft> draftFrom(const PatientOptions &options)
{
    PatientDraft draft;
    draft.name = options.name.value_or(QString());
    draft.idNumber = options.idNumber.value_or(QString());
    draft.noIdReason = options.noIdReason.value_or(QString());
    draft.phone = options.phone.value_or(QString());
    draft.address = options.address.value_or(QString());
    draft.remarks = options.remarks.value_or(QString());
    draft.sex = sexFrom(options.sex);
    if (options.birthDate) {
        YIGONG_LET(date, birthDateFrom(*options.birthDate));
        draft.birthDate = date;
    }
    return draft;
}

/// One line of `patient add --lines`: the option's names as keys.
Result<PatientDraft> draftFrom(const QByteArray &line, qint64 number)
{
    const auto document = QJsonDocument::fromJson(line);
    if (!document.isObject())
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("a JSON object"), QStringLiteral("line %1").arg(number)});
    const QJsonObject object = document.object();
    const auto text = [&object](const char *key) { return object[QLatin1String(key)].toString(); };
    PatientDraft draft;
    draft.name = text("name");
    draft.idNumber = text("idNumber");
    draft.noIdReason = text("noIdReason");
    draft.phone = text("phone");
    draft.address = text("address");
    draft.remarks = text("remarks");
    draft.sex = sexFrom(text("sex"));
    if (!text("birthDate").isEmpty()) {
        YIGONG_LET(date, birthDateFrom(text("birthDate")));
        draft.birthDate = date;
    }
    return draft;
}

/// `Database::write` answers once the commit is on the disk: only then is the id told.
Result<void> addOne(Session &session, const PatientDraft &draft, const std::function<Result<void>(QJsonObject)> &tell)
{
    YIGONG_LET(id, session.db->write(session.actor, [&](Transaction &tx) { return registerPatient(tx, draft); }));
    return tell({{QStringLiteral("id"), id.text()}});
}

Result<void> addLines(Ctl &ctl)
{
    YIGONG_LET(session, ctl.openForWriting());
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {QStringLiteral("standard input"), input.errorString()});
    for (qint64 number = 1;; ++number) {
        const QByteArray line = input.readLine();
        if (line.isEmpty())
            return {};
        YIGONG_LET(draft, draftFrom(line, number));
        YIGONG_TRY(addOne(session, draft, [&ctl](const QJsonObject &answer) { return ctl.printLine(answer); }));
    }
}

Result<void> addPatient(Ctl &ctl, const PatientOptions &options, bool lines)
{
    if (lines)
        return addLines(ctl);
    YIGONG_LET(draft, draftFrom(options));
    YIGONG_LET(session, ctl.openForWriting());
    return addOne(session, draft, [&ctl](const QJsonObject &answer) { return ctl.print(answer); });
}

Result<void> applyOptions(Patient &patient, const PatientOptions &options)
{
    const auto take = [](QString &field, const std::optional<QString> &given) {
        if (given)
            field = *given;
    };
    take(patient.name, options.name);
    take(patient.idNumber, options.idNumber);
    take(patient.noIdReason, options.noIdReason);
    take(patient.phone, options.phone);
    take(patient.address, options.address);
    take(patient.remarks, options.remarks);
    if (const auto sex = sexFrom(options.sex))
        patient.sex = *sex;
    if (options.birthDate) {
        YIGONG_LET(date, birthDateFrom(*options.birthDate));
        patient.birthDate = date;
    }
    return {};
}

Result<void> edit(Ctl &ctl, const QString &which, const PatientOptions &options)
{
    YIGONG_LET(id, idFrom(which));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(changed, session.db->write(session.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(id));
        Patient after = before;
        YIGONG_TRY(applyOptions(after, options));
        return editPatient(tx, before, after);
    }));
    return ctl.print({{QStringLiteral("id"), id.text()}, {QStringLiteral("changed"), changed}});
}

Result<void> showPatient(Ctl &ctl, const QString &which)
{
    YIGONG_LET(id, idFrom(which));
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &snapshot) -> Result<QJsonObject> {
        YIGONG_LET(entries, timelineOf(snapshot, session.actor, id));
        YIGONG_LET(resident, openResident(snapshot, session.actor, id));
        const Patient &patient = resident.patient;
        SiteCodes codes(snapshot);
        YIGONG_LET(object, objectOf(patient, codes));
        QJsonArray timeline, substances;
        for (const TimelineEntry &entry : entries)
            timeline += objectOf(entry);
        for (const AllergyIntolerance &allergy : resident.allergies)
            substances += allergy.substance;
        object[QStringLiteral("address")] = patient.address;
        object[QStringLiteral("noIdReason")] = patient.noIdReason;
        object[QStringLiteral("remarks")] = patient.remarks;
        object[QStringLiteral("recordNumber")] = patient.recordNumber;
        object[QStringLiteral("deceasedOn")] = patient.deceasedOn.text();
        object[QStringLiteral("conditions")] = QJsonArray::fromStringList(patient.conditions);
        object[QStringLiteral("allergies")] = substances;
        object[QStringLiteral("timeline")] = timeline;
        return object;
    }));
    return ctl.print(answer);
}

Result<QJsonObject> objectOf(const LikelyPair &pair, SiteCodes &codes)
{
    YIGONG_LET(older, objectOf(pair.older, codes));
    YIGONG_LET(newer, objectOf(pair.newer, codes));
    QJsonArray by;
    for (const SameBy one : pair.by)
        by += nameOf(one);
    return QJsonObject{{QStringLiteral("older"), older},
                       {QStringLiteral("newer"), newer},
                       {QStringLiteral("score"), pair.score},
                       {QStringLiteral("by"), by}};
}

Result<void> listPairs(Ctl &ctl, bool merged, int limit)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, session.db->read([&](const Snapshot &s) -> Result<QJsonObject> {
        YIGONG_LET(pairs, merged ? mergedPairs(s, session.actor, limit) : likelyPairs(s, session.actor, limit));
        SiteCodes codes(s);
        QJsonArray listed;
        for (const LikelyPair &pair : pairs) {
            YIGONG_LET(object, objectOf(pair, codes));
            listed += object;
        }
        return QJsonObject{{QStringLiteral("pairs"), listed}};
    }));
    return ctl.print(answer);
}

Result<void> merge(Ctl &ctl, const QString &one, const QString &other, const QString &reason)
{
    YIGONG_LET(first, idFrom(one));
    YIGONG_LET(second, idFrom(other));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(top, session.db->write(session.actor,
                                      [&](Transaction &tx) { return mergeResidents(tx, first, second, reason); }));
    return ctl.print({{QStringLiteral("id"), top.text()}});
}

using TakingBack = Result<void> (*)(Transaction &, Id, const QString &);

/// `patient unmerge`, `revive`, `unvoid`: one resident, one reason.
void registerTakingBack(Ctl &ctl, CLI::App &patient, const char *name, const char *help, TakingBack door)
{
    CLI::App &verb = ctl.verb(patient, name, help);
    const auto &which = ctl.text(verb, "ID", "The resident's id", Given::Always);
    const auto &reason = ctl.text(verb, "--reason", "Why; it stays in the record", Given::Always);
    ctl.runs(verb, [&ctl, &which, &reason, door]() -> Result<void> {
        YIGONG_LET(id, idFrom(*which));
        YIGONG_LET(session, ctl.openForWriting());
        YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) { return door(tx, id, *reason); }));
        return ctl.print({{QStringLiteral("id"), id.text()}});
    });
}

void registerSamePerson(Ctl &ctl, CLI::App &patient)
{
    CLI::App &listing = ctl.verb(patient, "pairs", "Records that may be of one person, the likeliest first");
    const auto &merged = ctl.flag(listing, "--merged", "Those that were made one instead");
    const auto &limit = ctl.number(listing, "--limit", "At most so many", 100, 1, 1000000);
    ctl.runs(listing, [&ctl, &merged, &limit] { return listPairs(ctl, merged, static_cast<int>(limit)); });

    CLI::App &merging = ctl.verb(patient, "merge", "Two records are of one person; the later follows the earlier");
    const auto &one = ctl.text(merging, "ID", "One resident's id", Given::Always);
    const auto &other = ctl.text(merging, "OTHER", "The other's", Given::Always);
    const auto &reason = ctl.text(merging, "--reason", "How that is known; it stays in the record", Given::Always);
    ctl.runs(merging, [&ctl, &one, &other, &reason] { return merge(ctl, *one, *other, *reason); });

    registerTakingBack(ctl, patient, "unmerge", "The record is of another person after all", unmergeResident);
    registerTakingBack(ctl, patient, "revive", "The death was noted by mistake", undoDeath);
    registerTakingBack(ctl, patient, "unvoid", "The record was voided by mistake", undoVoid);
}

void registerAdd(Ctl &ctl, CLI::App &patient)
{
    CLI::App &verb = ctl.verb(patient, "add", "Register a resident; prints the id once it is durable");
    const auto options = std::make_shared<PatientOptions>(ctl, verb, Given::Maybe);
    const auto &lines = ctl.flag(verb, "--lines", "One JSON object a line from standard input, one id a line out");
    ctl.runs(verb, [&ctl, options, &lines] { return addPatient(ctl, *options, lines); });
}

void registerEdit(Ctl &ctl, CLI::App &patient)
{
    CLI::App &verb = ctl.verb(patient, "edit", "Change what is given, leave the rest");
    const auto &id = ctl.text(verb, "ID", "The resident's id", Given::Always);
    const auto options = std::make_shared<PatientOptions>(ctl, verb, Given::Maybe);
    ctl.runs(verb, [&ctl, &id, options] { return edit(ctl, *id, *options); });
}

} // namespace

void registerPatientVerbs(Ctl &ctl)
{
    CLI::App &patient = ctl.noun("patient", "Residents");
    CLI::App &searching = ctl.verb(patient, "search", "Find by name, pinyin, initials, tails of numbers, birth date");
    const auto &words = ctl.words(searching, "TEXT", "What is known, e.g. lxl 3306");
    const auto &limit = ctl.number(searching, "--limit", "At most so many", 20, 1, 1000000);
    ctl.runs(searching, [&] { return searchPatients(ctl, words.join(u' '), static_cast<int>(limit)); });

    registerAdd(ctl, patient);
    registerEdit(ctl, patient);
    registerSamePerson(ctl, patient);

    CLI::App &showing = ctl.verb(patient, "show", "One resident with everything that happened, newest first");
    const auto &id = ctl.text(showing, "ID", "The resident's id", Given::Always);
    ctl.runs(showing, [&ctl, &id] { return showPatient(ctl, *id); });
}

} // namespace yigong
