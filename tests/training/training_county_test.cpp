// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/all_records.h"
#include "core/codes/catalogue.h"
#include "core/followups/follow_up_plan.h"
#include "core/inventory/balance.h"
#include "core/patients/id_number.h"
#include "core/referrals/referral_list.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/security/sign_in.h"
#include "core/store/database.h"
#include "core/sync/conflicts.h"
#include "core/sync/streams.h"
#include "core/training/training_county.h"
#include "core/training/training_file.h"
#include "tests/support/text.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>
#include <QTemporaryDir>
#include <algorithm>
#include <map>
#include <memory>

using namespace yigong;

namespace {

const QDate day(trainingYear, trainingMonth, trainingDay);

TrainingOptions optionsIn(const QTemporaryDir &folder, const QString &name = QStringLiteral("county"))
{
    TrainingOptions options;
    options.folder = folder.path() + u'/' + name;
    options.seed = 7;
    return options;
}

TrainingCounty built(const TrainingOptions &options)
{
    auto county = buildTrainingCounty(options);
    if (!county)
        FAIL(nameOf(county.error().kind).toStdString() << " " << county.error().args.join(u' ').toStdString());
    return *county;
}

/// One small county with all its devices, made once for all tests that only look at it.
struct SmallCounty
{
    QTemporaryDir folder;
    TrainingCounty county = built(optionsIn(folder));
    FixedClock clock{startOf(day).plusMs(9 * 3'600'000)};

    static SmallCounty &get()
    {
        static SmallCounty one;
        return one;
    }
    std::unique_ptr<Database> open(const QString &store)
    {
        StoreOptions options;
        options.folder = folder.path() + QStringLiteral("/county/") + store;
        options.key = *trainingKeyOf(options.folder);
        auto db = Database::open(options, allRecordTypes(), clock);
        REQUIRE(db);
        return std::move(*db);
    }
};

template <typename F> void look(const QString &store, F f)
{
    const auto db = SmallCounty::get().open(store);
    const Result<void> done = db->read([&](const Snapshot &snapshot) -> Result<void> {
        f(snapshot);
        return {};
    });
    REQUIRE(done);
}

template <Record T> std::vector<T> all(const Snapshot &snapshot, const std::string &tail = {})
{
    auto found = snapshot.select<T>(tail);
    REQUIRE(found);
    return *found;
}

qint64 number(const Snapshot &snapshot, const std::string &sql)
{
    const auto value = snapshot.number(sql);
    REQUIRE(value);
    return *value;
}

/// One digest over every record of a store, in the form that goes over the line.
QByteArray digestOfRecords(const QString &folder)
{
    FixedClock clock(startOf(day));
    StoreOptions options;
    options.folder = folder;
    options.key = *trainingKeyOf(folder);
    auto db = Database::open(options, allRecordTypes(), clock);
    REQUIRE(db);
    RunningDigest digest;
    REQUIRE((*db)->read([&](const Snapshot &snapshot) -> Result<void> {
        for (const RecordType &type : snapshot.types().all())
            YIGONG_TRY(snapshot.eachRow(type, "ORDER BY id", {}, [&](const Row &row) {
                digest.add(row.id.bytes());
                digest.add(canonicalForm(type, row));
            }));
        return {};
    }));
    return digest.result();
}

bool isHan(const QString &name)
{
    const auto letters = name.toUcs4();
    return std::all_of(letters.begin(), letters.end(), [](uint c) { return QChar::script(c) == QChar::Script_Han; });
}

Site siteNamed(const Snapshot &snapshot, const QString &name)
{
    const auto sites = snapshot.select<Site>("WHERE name = ?", {name});
    REQUIRE(sites);
    REQUIRE(sites->size() == 1);
    return sites->front();
}

Patient residentNamed(const Snapshot &snapshot, const QString &name)
{
    const Site village = siteNamed(snapshot, "王庄村卫生室"_q);
    const auto found =
        snapshot.select<Patient>("WHERE name = ? AND site = ? ORDER BY record_number", {name, village.id.bytes()});
    REQUIRE(found);
    REQUIRE_FALSE(found->empty());
    return found->front();
}

} // namespace

TEST_CASE("The same seed gives the same county, another seed another")
{
    QTemporaryDir folder;
    const TrainingCounty again = built(optionsIn(folder, QStringLiteral("again")));
    CHECK(digestOfRecords(again.hub) == digestOfRecords(SmallCounty::get().county.hub));

    TrainingOptions options = optionsIn(folder, QStringLiteral("bare"));
    options.devices.which = TrainingDevices::Which::None;
    const TrainingCounty bare = built(options);
    CHECK(bare.devices.empty());
    options = optionsIn(folder, QStringLiteral("other"));
    options.devices.which = TrainingDevices::Which::None;
    options.seed = 8;
    CHECK(digestOfRecords(built(options).hub) != digestOfRecords(bare.hub));
}

TEST_CASE("A small county has its hospital, 3 townships, 12 villages, 6,000 residents and a laptop everywhere")
{
    CHECK(SmallCounty::get().county.residents == 6000);
    CHECK(SmallCounty::get().county.devices.size() == 16);
    look(QStringLiteral("hub"), [](const Snapshot &s) {
        CHECK(number(s, "SELECT count(*) FROM site WHERE tier = 1") == 1);
        CHECK(number(s, "SELECT count(*) FROM site WHERE tier = 2") == 3);
        CHECK(number(s, "SELECT count(*) FROM site WHERE tier = 3") == 12);
        CHECK(number(s, "SELECT count(*) FROM patient") == 6000);
        CHECK(number(s, "SELECT count(DISTINCT short_code) FROM site") == 16);
        CHECK(number(s, "SELECT count(DISTINCT login) FROM practitioner") ==
              number(s, "SELECT count(*) FROM practitioner"));
        CHECK(number(s, "SELECT count(*) FROM account") == number(s, "SELECT count(*) FROM practitioner"));
        CHECK(number(s, "SELECT count(*) FROM hub_device WHERE revoked = 0") == 16);
        // A report of today's figures lacks one village: it was last heard three days ago.
        const std::string today = std::to_string(startOf(day).ms);
        CHECK(number(s, "SELECT count(*) FROM hub_device d JOIN site s ON s.id = d.site WHERE revoked = 0 AND tier = 3 "
                        "AND last_contact < " +
                            today) == 1);
    });
}

TEST_CASE("Everyone's ID number is right, one in the county and agrees with birth date and sex")
{
    look(QStringLiteral("hub"), [](const Snapshot &s) {
        QSet<QString> numbers;
        int without = 0, fromHere = 0;
        for (const Patient &p : all<Patient>(s)) {
            if (p.idNumber.isEmpty()) {
                ++without;
                CHECK_FALSE(p.noIdReason.isEmpty());
                continue;
            }
            const IdNumberCheck check = checkIdNumber(p.idNumber, day);
            INFO(p.idNumber.toStdString());
            CHECK(check.validAsWritten);
            CHECK(PartialDate(check.birthDate) == p.birthDate);
            CHECK(check.sex == static_cast<int>(p.sex));
            CHECK_FALSE(numbers.contains(p.idNumber));
            numbers.insert(p.idNumber);
            fromHere += p.idNumber.startsWith(u"341199") ? 1 : 0;
        }
        CHECK(without > 10);
        CHECK(without < 200);
        CHECK(fromHere > 4500);
        CHECK(fromHere < 6000);
    });
}

TEST_CASE("Villages are as old and as ill as villages are, and their names are Chinese")
{
    look(QStringLiteral("hub"), [](const Snapshot &s) {
        int old = 0, children = 0, pressure = 0, grown = 0, rare = 0, twoReadings = 0;
        for (const Patient &p : all<Patient>(s)) {
            const auto age = ageOn(p.birthDate, day);
            REQUIRE(age);
            CHECK(*age <= 105);
            CHECK(p.name.toUcs4().size() >= 2);
            CHECK(p.name.toUcs4().size() <= 4);
            INFO(p.name.toStdString());
            CHECK(isHan(p.name));
            old += *age >= 65 ? 1 : 0;
            children += *age < 15 ? 1 : 0;
            grown += *age >= 18 ? 1 : 0;
            pressure += *age >= 18 && p.conditions.contains(QStringLiteral("hypertension")) ? 1 : 0;
            rare += p.name.contains(u'㛃') || p.name.contains(u'䶮') ? 1 : 0;
            twoReadings += p.name.startsWith(u'单') || p.name.startsWith(u'仇') || p.name.startsWith(u'曾') ? 1 : 0;
            CHECK(p.recordNumber.size() == 17);
        }
        CHECK(old > 6000 * 20 / 100);
        CHECK(old < 6000 * 36 / 100);
        CHECK(children > 6000 * 7 / 100);
        CHECK(pressure > grown * 25 / 100);
        CHECK(pressure < grown * 40 / 100);
        CHECK(rare > 3);
        CHECK(twoReadings > 10);
    });
}

TEST_CASE("Each stock document agrees with itself for every batch, and each dispensing with its movements")
{
    look(QStringLiteral("hub"), [](const Snapshot &s) {
        CHECK(number(s, "SELECT count(*) FROM (SELECT 1 FROM stock_movement GROUP BY document, batch "
                        "HAVING sum(quantity) <> 0)") == 0);
        CHECK(number(s, "SELECT count(*) FROM stock_document d WHERE NOT EXISTS "
                        "(SELECT 1 FROM stock_movement m WHERE m.document = d.id)") == 0);
        CHECK(number(s,
                     "SELECT count(*) FROM (SELECT sum(quantity) q, document, drug FROM medication_dispense GROUP BY "
                     "document, drug) d WHERE q <> (SELECT sum(m.quantity) FROM stock_movement m WHERE "
                     "m.document = d.document AND m.drug = d.drug AND m.account = 3)") == 0);
        CHECK(number(s, "SELECT count(*) FROM medication_dispense") > 5000);
        // Nothing is handed out of a batch that has expired.
        CHECK(number(s,
                     "SELECT count(*) FROM stock_movement m JOIN stock_batch b ON b.id = m.batch WHERE m.account = 3 "
                     "AND date(m.at / 1000, 'unixepoch', '+8 hours') > b.expiry") == 0);
    });
}

TEST_CASE("The chronic are in their programs, mostly on time, and some forms came in late")
{
    look(QStringLiteral("hub"), [&](const Snapshot &s) {
        CHECK(number(s, "SELECT count(*) FROM program_enrolment WHERE program <= 2") > 200);
        CHECK(number(s, "SELECT count(*) FROM follow_up") >
              number(s, "SELECT count(*) FROM program_enrolment WHERE program <= 2"));
        CHECK(number(s, "SELECT count(*) FROM follow_up f WHERE NOT EXISTS (SELECT 1 FROM program_enrolment e WHERE "
                        "e.patient = f.patient AND e.program = f.program)") == 0);
        CHECK(number(s, "SELECT count(*) FROM follow_up WHERE due = '' OR outcome = 0") == 0);
        CHECK(number(s, "SELECT count(*) FROM follow_up WHERE entered > " +
                            std::to_string(SmallCounty::get().clock.now().ms)) == 0);
        const Id county = s.select<Site>("WHERE tier = 1")->front().id;
        const Actor manager{Id::fromKey("manager"), county, static_cast<int>(StaffRole::CountyManager)};
        const auto plan = planOf(s, manager, {}, day);
        REQUIRE(plan);
        CHECK(plan->counts.overdue > 0);
        CHECK(plan->counts.overdue * 2 < plan->counts.enrolled);
        CHECK(plan->counts.changed > 0);
        CHECK(plan->counts.soon > 0);
        for (const char *form :
             {"health-check", "older-self-care", "toddler-check", "copd-follow-up", "antenatal-later"})
            CHECK(number(s, "SELECT count(*) FROM health_form WHERE form_code = '" + std::string(form) + "'") > 0);
    });
}

TEST_CASE("What a record names is there")
{
    const std::vector<std::pair<const char *, const char *>> references{
        {"patient.site", "site"},
        {"allergy_intolerance.patient", "patient"},
        {"practitioner.site", "site"},
        {"account.practitioner", "practitioner"},
        {"encounter.patient", "patient"},
        {"encounter.practitioner", "practitioner"},
        {"encounter.site", "site"},
        {"observation.encounter", "encounter"},
        {"observation.patient", "patient"},
        {"condition.encounter", "encounter"},
        {"medication_request.encounter", "encounter"},
        {"medication_dispense.request", "medication_request"},
        {"medication_dispense.document", "stock_document"},
        {"stock_movement.batch", "stock_batch"},
        {"stock_movement.document", "stock_document"},
        {"stock_count.batch", "stock_batch"},
        {"service_request.patient", "patient"},
        {"service_request.encounter", "encounter"},
        {"service_request.to_site", "site"},
        {"service_request.practitioner", "practitioner"},
        {"referral_event.referral", "service_request"},
        {"referral_event.practitioner", "practitioner"},
        {"care_plan_activity.referral", "service_request"},
        {"share.referral", "service_request"},
        {"conflict.subject", "patient"},
        {"program_enrolment.patient", "patient"},
        {"program_enrolment.practitioner", "practitioner"},
        {"follow_up.patient", "patient"},
        {"follow_up.practitioner", "practitioner"},
        {"conflict_value.conflict", "conflict"},
        {"conflict_settlement.conflict", "conflict"},
    };
    look(QStringLiteral("hub"), [&](const Snapshot &s) {
        for (const auto &[from, to] : references) {
            const QString table = QString::fromLatin1(from).section(u'.', 0, 0);
            const QString column = QString::fromLatin1(from).section(u'.', 1, 1);
            INFO(from);
            CHECK(number(s, QStringLiteral("SELECT count(*) FROM %1 WHERE %2 IS NULL OR %2 NOT IN (SELECT id FROM %3)")
                                .arg(table, column, QString::fromLatin1(to))
                                .toStdString()) == 0);
        }
        CHECK(number(s, "SELECT count(*) FROM encounter e JOIN patient p ON p.id = e.patient "
                        "WHERE date(e.start / 1000, 'unixepoch', '+8 hours') < p.birth_date") == 0);
        CHECK(number(s, "SELECT count(DISTINCT number) FROM encounter") == number(s, "SELECT count(*) FROM encounter"));
        const std::string now = std::to_string(SmallCounty::get().clock.now().ms);
        CHECK(number(s, "SELECT count(*) FROM encounter WHERE start > " + now) == 0);
        CHECK(number(s, "SELECT count(*) FROM referral_event WHERE at > " + now) == 0);
        CHECK(number(s, "SELECT count(*) FROM stock_document WHERE at > " + now) == 0);
    });
}

TEST_CASE("Prescriptions and diagnoses are of the catalogue, and nobody is given what they are allergic to")
{
    look(QStringLiteral("hub"), [](const Snapshot &s) {
        const Catalogue &catalogue = Catalogue::shipped();
        std::map<Id, QStringList> allergies;
        for (const AllergyIntolerance &a : all<AllergyIntolerance>(s)) {
            CHECK(catalogue.allergens().find(a.code));
            allergies[a.patient].append(a.code);
        }
        CHECK(allergies.size() > 200);
        for (const MedicationRequest &r : all<MedicationRequest>(s)) {
            const Drug *drug = catalogue.drugs().find(r.drug);
            REQUIRE(drug);
            CHECK(r.unit == drug->unit);
            CHECK(r.quantity.units > 0);
            CHECK_FALSE(r.dose.isEmpty());
            if (const auto found = allergies.find(r.patient); found != allergies.end())
                CHECK(catalogue.allergiesAgainst(*drug, found->second).isEmpty());
        }
        for (const Condition &c : all<Condition>(s)) {
            const Diagnosis *diagnosis = catalogue.diagnoses().find(c.code);
            INFO(c.code.toStdString() << " " << c.display.toStdString());
            REQUIRE(diagnosis);
            CHECK(c.system == Diagnosis::system());
        }
        for (const ServiceRequest &r : all<ServiceRequest>(s))
            CHECK(catalogue.diagnoses().find(r.diagnosisCode));
    });
}

TEST_CASE("Referrals are in every state, and some are overdue")
{
    look(QStringLiteral("hub"), [](const Snapshot &s) {
        std::map<ReferralState, int> states;
        int overdue = 0;
        for (const Site &site : all<Site>(s)) {
            const auto rows = referralsOf(s, site.id, ReferralDirection::Out, {}, SmallCounty::get().clock.now());
            REQUIRE(rows);
            for (const ReferralRow &row : *rows) {
                ++states[row.state];
                overdue += row.deadline.overdue ? 1 : 0;
                CHECK(row.referral.reason.size() <= 100);
            }
        }
        for (const ReferralState state :
             {ReferralState::Sent, ReferralState::Withdrawn, ReferralState::Accepted, ReferralState::Rejected,
              ReferralState::Arrived, ReferralState::InTreatment, ReferralState::ReturnedDown, ReferralState::Received,
              ReferralState::Closed, ReferralState::NoShow}) {
            INFO(nameOf(state).toStdString());
            CHECK(states[state] > 0);
        }
        CHECK(overdue > 2);
    });
}

TEST_CASE("李秀兰 of 王庄 is there as the pictures show her, on the laptop of her village")
{
    look(QStringLiteral("devices/341199101201"), [](const Snapshot &s) {
        const Patient li = residentNamed(s, "李秀兰"_q);
        CHECK(ageOn(li.birthDate, day) == 68);
        CHECK(li.sex == Sex::Female);
        CHECK(li.idNumber.endsWith(u"0342"));
        CHECK(li.address == "中街 8 号"_q);
        CHECK(li.conditions == QStringList{QStringLiteral("hypertension")});
        const auto allergies = s.select<AllergyIntolerance>("WHERE patient = ?", {li.id.bytes()});
        REQUIRE(allergies);
        REQUIRE(allergies->size() == 1);
        CHECK(allergies->front().substance == "青霉素"_q);
        const auto readings = s.select<Observation>(
            "WHERE patient = ? AND code IN ('8480-6', '8462-4') ORDER BY at DESC, code DESC", {li.id.bytes()});
        REQUIRE(readings);
        REQUIRE(readings->size() == 14); // seven visits are told of her, a cold among them
        CHECK((*readings)[0].value == QStringLiteral("158"));
        CHECK((*readings)[1].value == QStringLiteral("92"));
        CHECK(civilDay((*readings)[0].at) == day.addDays(-14));

        const Site village = siteNamed(s, "王庄村卫生室"_q);
        const auto due = s.select<CarePlanActivity>("WHERE site = ? AND due_on = ? AND done_on = ''",
                                                    {village.id.bytes(), day.toString(Qt::ISODate)});
        REQUIRE(due);
        QStringList who;
        for (const CarePlanActivity &activity : *due)
            who.append(s.get<Patient>(activity.patient)->name);
        CHECK(who.contains("李秀兰"_q));
        CHECK(who.contains("周德福"_q));
        CHECK(number(s, "SELECT count(*) FROM care_plan_activity WHERE done_on = '' AND due_on < '2026-11-25'") >= 3);
    });
}

TEST_CASE("Her clinic's shelf has too little of one drug, lots about to expire, and one batch below zero to be counted")
{
    look(QStringLiteral("devices/341199101201"), [](const Snapshot &s) {
        const Site village = siteNamed(s, "王庄村卫生室"_q);
        const auto unitsOf = [&](const char *drug) {
            const auto batches = balancesOf(s, village.id, QString::fromLatin1(drug));
            REQUIRE(batches);
            std::vector<qint64> units;
            for (const BatchBalance &b : *batches)
                if (b.units().units != 0)
                    units.push_back(b.units().units);
            return units;
        };
        CHECK(unitsOf("D0171") == std::vector<qint64>{14, 72}); // 苯磺酸氨氯地平片
        CHECK(unitsOf("D0187") == std::vector<qint64>{14});     // 缬沙坦胶囊
        CHECK(unitsOf("D0175") == std::vector<qint64>{42});     // 硝苯地平控释片, 18 days left
        const auto near = nearExpiry(s, village.id, day);
        REQUIRE(near);
        int withinAMonth = 0, expired = 0;
        for (const BatchBalance &b : *near) {
            withinAMonth += expiryTierOn(b.batch.expiry, day) == ExpiryTier::WithinOneMonth ? 1 : 0;
            expired += b.isExpiredOn(day) ? 1 : 0;
        }
        CHECK(withinAMonth >= 2);
        CHECK(withinAMonth < 8);
        CHECK(expired >= 1);
        const auto due = countsDue(s, village.id);
        REQUIRE(due);
        REQUIRE(due->size() == 1);
        CHECK(due->front().isNegative());
    });
}

TEST_CASE("One conflict waits for a person, and those that are settled kept both values")
{
    look(QStringLiteral("devices/341199101201"), [](const Snapshot &s) {
        const auto conflicts = conflictsOf(s, false);
        REQUIRE(conflicts);
        CHECK(conflicts->size() == 3);
        int open = 0;
        for (const ConflictState &state : *conflicts) {
            CHECK(state.values().size() == 2);
            open += state.open ? 1 : 0;
            if (!state.open)
                CHECK(state.values().contains(state.chosen));
        }
        CHECK(open == 1);
        CHECK(conflicts->front().open);
        CHECK(conflicts->front().base->value == "李芳"_q);
    });
}

TEST_CASE("A laptop holds what its site's streams hold, up to their heads, and nothing else")
{
    struct Expectation
    {
        const char *code;
        int villages; ///< whose residents it has
    };
    const auto hub = SmallCounty::get().open(QStringLiteral("hub"));
    for (const Expectation &expected :
         {Expectation{"341199101202", 1}, Expectation{"341199102", 4}, Expectation{"341199", 12}}) {
        INFO(expected.code);
        const auto db = SmallCounty::get().open(QStringLiteral("devices/") + QString::fromLatin1(expected.code));
        const Id site = Site::idOf(QString::fromLatin1(expected.code));
        CHECK(db->site() == site);
        std::map<std::pair<int, Id>, Row> held;
        std::map<Id, qint64> cursors;
        std::vector<Id> streams;
        REQUIRE(db->read([&](const Snapshot &s) -> Result<void> {
            for (const RecordType &type : s.types().all())
                YIGONG_TRY(s.eachRow(type, {}, {}, [&](Row &&row) { held[{type.number(), row.id}] = std::move(row); }));
            YIGONG_TRY(s.each("SELECT stream, position FROM stream_cursor", {},
                              [&](const Columns &c) { cursors[c.id(0)] = c.integer(1); }));
            YIGONG_LET(scope, scopeOf(s, site));
            streams = scope;
            CHECK(number(s, "SELECT count(DISTINCT site) FROM patient") == expected.villages);
            return {};
        }));
        CHECK(streams.size() == cursors.size());
        std::size_t inStreams = 0;
        REQUIRE(hub->read([&](const Snapshot &s) -> Result<void> {
            QSet<QByteArray> seen;
            for (const Id &stream : streams) {
                CHECK(*s.number("SELECT position FROM stream_head WHERE stream = ?", {stream.bytes()}) ==
                      cursors[stream]);
                CHECK(*s.number("SELECT count(*) FROM stream_entry WHERE stream = ?", {stream.bytes()}) ==
                      cursors[stream]);
                std::vector<std::pair<int, Id>> entries;
                YIGONG_TRY(
                    s.each("SELECT type, record FROM stream_entry WHERE stream = ?", {stream.bytes()},
                           [&](const Columns &c) { entries.emplace_back(static_cast<int>(c.integer(0)), c.id(1)); }));
                for (const auto &entry : entries) {
                    if (seen.contains(entry.second.bytes()))
                        continue;
                    seen.insert(entry.second.bytes());
                    ++inStreams;
                    const auto found = held.find(entry);
                    REQUIRE(found != held.end());
                    YIGONG_LET(row, s.findRow(*s.types().byNumber(entry.first), entry.second));
                    CHECK(*row == found->second);
                }
            }
            return {};
        }));
        CHECK(inStreams == held.size());
    }
}

TEST_CASE("The staff of a laptop's site sign in there with the password that everybody is told")
{
    const auto db = SmallCounty::get().open(QStringLiteral("devices/341199101201"));
    const auto actor = signIn(*db, QStringLiteral("zhaodeshun"), trainingPassword());
    REQUIRE(actor);
    CHECK(actor->role == static_cast<int>(StaffRole::VillageDoctor));
    CHECK(actor->site == Site::idOf(u"341199101201"));
    CHECK_FALSE(signIn(*db, QStringLiteral("zhaodeshun"), "别的密码"_q));
    CHECK_FALSE(signIn(*db, QStringLiteral("zhouwenjing"), trainingPassword())); // the county's accounts are not here

    QFile file(db->folder() + QStringLiteral("/training.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QJsonObject training = QJsonDocument::fromJson(file.readAll()).object();
    CHECK(training[QStringLiteral("training")].toBool());
    CHECK(training[QStringLiteral("as")].toString() == QStringLiteral("zhaodeshun"));
    CHECK(training[QStringLiteral("secret")].toString() == trainingPassword());
    CHECK(DeviceKey::load(db->folder() + QStringLiteral("/device.key"), db->key()));
}

TEST_CASE("county.json tells the sign-in page which laptops there are and who works at each")
{
    QFile file(SmallCounty::get().folder.path() + QStringLiteral("/county/county.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QJsonObject county = QJsonDocument::fromJson(file.readAll()).object();
    CHECK(county[QStringLiteral("county")].toString() == "云岭县"_q);
    CHECK(county[QStringLiteral("first")].toString() == QStringLiteral("341199101201"));
    const QJsonArray devices = county[QStringLiteral("devices")].toArray();
    REQUIRE(devices.size() == 16);
    for (qsizetype i = 0; i < devices.size(); ++i) {
        const QJsonObject device = devices.at(i).toObject();
        CHECK(QFile::exists(SmallCounty::get().folder.path() + QStringLiteral("/county/") +
                            device[QStringLiteral("folder")].toString() + QStringLiteral("/yigong.db")));
        CHECK_FALSE(device[QStringLiteral("staff")].toArray().isEmpty());
    }
}

TEST_CASE("Real towns and villages lend their names and codes")
{
    QTemporaryDir folder;
    TrainingOptions options = optionsIn(folder);
    options.divisions = {
        {QStringLiteral("341181"), "天长市"_q, Tier::County, {}},
        {QStringLiteral("341181102"), "汊涧镇"_q, Tier::Township, QStringLiteral("341181")},
        {QStringLiteral("341181102201"), "长山村委会"_q, Tier::Village, QStringLiteral("341181102")},
        {QStringLiteral("341181102001"), "汊涧社区居委会"_q, Tier::Village, QStringLiteral("341181102")}};
    options.devices = {TrainingDevices::Which::These, {QStringLiteral("341181102001")}};
    const TrainingCounty county = built(options);
    REQUIRE(county.devices.size() == 1);
    CHECK(county.devices[0].folder.endsWith(u"/county/devices/341181102001"));
    StoreOptions store;
    store.folder = county.devices[0].folder;
    store.key = *trainingKeyOf(store.folder);
    FixedClock clock(startOf(day));
    auto db = Database::open(store, allRecordTypes(), clock);
    REQUIRE(db);
    REQUIRE((*db)->read([](const Snapshot &s) -> Result<void> {
        siteNamed(s, "天长市人民医院"_q);
        siteNamed(s, "汊涧镇卫生院"_q);
        siteNamed(s, "长山村卫生室"_q);
        CHECK(siteNamed(s, "汊涧社区卫生服务站"_q).code == QStringLiteral("341181102001"));
        CHECK(number(s, "SELECT count(*) FROM patient WHERE id_number LIKE '341181%'") > 1000);
        return {};
    }));
}

TEST_CASE("A list without villages and a device of no site are refused, and leave nothing behind")
{
    QTemporaryDir folder;
    TrainingOptions options = optionsIn(folder);
    options.divisions = {{QStringLiteral("341181"), "天长市"_q, Tier::County, {}}};
    auto county = buildTrainingCounty(options);
    REQUIRE_FALSE(county);
    CHECK(county.error().kind == ErrorKind::Invalid);
    CHECK(county.error().field == QStringLiteral("divisions"));

    options.divisions.clear();
    options.devices = {TrainingDevices::Which::These, {QStringLiteral("999999")}};
    county = buildTrainingCounty(options);
    REQUIRE_FALSE(county);
    CHECK(county.error() == Error{ErrorKind::NotFound, QStringLiteral("devices"), {QStringLiteral("999999")}});
    CHECK(QDir(folder.path()).isEmpty());
}

TEST_CASE("A county that is stopped leaves nothing, one that was killed is cleared away, other people's files stay")
{
    QTemporaryDir folder;
    TrainingOptions options = optionsIn(folder);
    int told = 0;
    options.progress = [&told](const TrainingProgress &) { return ++told < 3; };
    auto county = buildTrainingCounty(options);
    REQUIRE_FALSE(county);
    CHECK(county.error().kind == ErrorKind::Cancelled);
    CHECK(QDir(folder.path()).isEmpty());

    // What a kill leaves: the folder beside, with its mark.
    REQUIRE(QDir(folder.path()).mkpath(QStringLiteral("county.part/hub")));
    QFile mark(folder.filePath(QStringLiteral("county.part/unfinished-training-county")));
    REQUIRE(mark.open(QIODevice::WriteOnly));
    mark.close();
    options.progress = {};
    options.devices.which = TrainingDevices::Which::None;
    built(options);
    CHECK(QDir(folder.path()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot) ==
          QStringList{QStringLiteral("county")});
    CHECK_FALSE(QFile::exists(folder.filePath(QStringLiteral("county/unfinished-training-county"))));

    county = buildTrainingCounty(options); // it is there now
    REQUIRE_FALSE(county);
    CHECK(county.error().kind == ErrorKind::AlreadyExists);

    REQUIRE(QDir(folder.path()).mkpath(QStringLiteral("mine.part/letters")));
    options.folder = folder.filePath(QStringLiteral("mine"));
    county = buildTrainingCounty(options);
    REQUIRE_FALSE(county);
    CHECK(county.error().kind == ErrorKind::AlreadyExists);
    CHECK(QFile::exists(folder.filePath(QStringLiteral("mine.part/letters"))));
}

TEST_CASE("The hub's certificate is made in its folder, and every laptop is given its pin")
{
    QTemporaryDir folder;
    TrainingOptions options = optionsIn(folder);
    options.devices = {TrainingDevices::Which::These, {QStringLiteral("341199")}};
    QString at;
    options.certify = [&at](const QString &hub) -> Result<QByteArray> {
        at = hub;
        return QByteArray(32, 'p');
    };
    const TrainingCounty county = built(options);
    CHECK(at.endsWith(u"/county.part/hub"));
    QFile file(county.devices.at(0).folder + QStringLiteral("/hub.json"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    CHECK(QJsonDocument::fromJson(file.readAll()).object()[QStringLiteral("pin")].toString() ==
          QString::fromLatin1(QByteArray(32, 'p').toHex()));
}
