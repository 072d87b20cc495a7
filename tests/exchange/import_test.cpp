// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/imported_codes.h"
#include "core/encounters/encounter.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/divisions_reader.h"
#include "core/exchange/patient_export.h"
#include "core/exchange/patient_import.h"
#include "core/exchange/stand_alone_store.h"
#include "core/patients/id_number.h"
#include "core/security/keys.h"
#include "core/security/sign_in.h"
#include "core/store/encryption/key_block.h"
#include "tests/exchange/files.h"
#include "tests/support/county.h"

#include <QDirIterator>
#include <QProcess>

using namespace yigong;

namespace {

/// A valid ID number of 天长市: born on `day` ("19550228"), `order` odd for a man.
QString idNumber(const char *day, int order)
{
    const QString first = QStringLiteral("341181%1%2").arg(QLatin1String(day)).arg(order, 3, 10, QChar(u'0'));
    return first + idNumberCheckDigit(first);
}

struct Desk : CountyStore
{
    QTemporaryDir files;
    ImportOptions options;

    QString file(const char *name, const QByteArray &content)
    {
        const QString path = files.filePath(QString::fromLatin1(name));
        QFile out(path);
        REQUIRE(out.open(QIODevice::WriteOnly));
        out.write(content);
        return path;
    }
    QString list(const QString &content) { return file("list.csv", content.toUtf8()); }

    ImportReport import(const QStringList &paths)
    {
        const auto report = importPatients(*db, townshipDoctor, paths, options);
        REQUIRE(report);
        return *report;
    }
    ImportReport import(const QString &path) { return import(QStringList{path}); }
    ImportReport importList(const QString &content) { return import(list(content)); }

    std::vector<Patient> patients()
    {
        return db->read([](const Snapshot &s) { return s.select<Patient>("ORDER BY name"); }).value();
    }
    Patient patient(const QString &name)
    {
        const auto found =
            db->read([&](const Snapshot &s) { return s.select<Patient>("WHERE name = ?", {name}); }).value();
        REQUIRE(found.size() == 1);
        return found.front();
    }
    template <typename T> std::vector<T> all()
    {
        return db->read([](const Snapshot &s) { return s.select<T>("ORDER BY id"); }).value();
    }
    QByteArray content(const char *name) const { return contentOf(files.filePath(QString::fromLatin1(name))); }
};

ImportCounts counts(int added, int updated, int unchanged, int refused)
{
    return {added, updated, unchanged, refused};
}

const QString header = QStringLiteral("姓名,性别,出生日期,身份证号,联系电话,现住址,村,健康卡号,既往史,过敏史\n");

} // namespace

TEST_CASE("a list becomes residents, and the same list again changes nothing")
{
    Desk desk;
    const QString number = idNumber("19550228", 1);
    const QString text = header + "张 三,男,1955-02-28,"_q + number +
                         ",13855501234,王庄组12号,王庄村,K-7,高血压2级、白内障,青霉素\n"_q +
                         "李四,女,1960/3/4,,0550-7012345,东河5号,东河,,,\n"_q;
    const ImportReport first = desk.importList(text);
    CHECK(first.byKind.at("Patient"_q) == counts(2, 0, 0, 0));
    CHECK(first.byKind.at("AllergyIntolerance"_q) == counts(1, 0, 0, 0));
    CHECK(first.total == counts(3, 0, 0, 0));
    CHECK(first.unknownColumns == QStringList{"健康卡号"_q});

    const Patient zhang = desk.patient("张三"_q);
    CHECK(zhang.idNumber == number);
    CHECK(zhang.idType == "01"_q);
    CHECK(zhang.sex == Sex::Male);
    CHECK(zhang.site == desk.wangzhuang.id);
    CHECK(zhang.conditions == QStringList{"hypertension"_q});
    CHECK(zhang.remarks.split(u'\n') == QStringList{"健康卡号: K-7"_q, "既往史: 白内障"_q});
    const Patient li = desk.patient("李四"_q);
    CHECK(li.noIdReason == "导入时未提供"_q);
    CHECK(li.site == desk.donghe.id);

    const ImportReport again = desk.importList(text);
    CHECK(again.byKind.at("Patient"_q) == counts(0, 0, 2, 0));
    CHECK(again.total == counts(0, 0, 3, 0));
    CHECK(desk.patients().size() == 2);
}

TEST_CASE("a later list fills and changes, and never blanks")
{
    Desk desk;
    const QString number = idNumber("19550228", 1);
    desk.importList(header + "张三,男,1955-02-28,"_q + number + ",13855501234,王庄组12号,王庄村,,高血压,\n"_q);
    CHECK(desk.importList(header + "张三,,,"_q + number.toLower() + ",13955509999,,,,糖尿病,\n"_q).total ==
          counts(0, 1, 0, 0));
    const Patient after = desk.patient("张三"_q);
    CHECK(after.phone == "13955509999"_q);
    CHECK(after.address == "王庄组12号"_q);
    CHECK(after.conditions == QStringList{"diabetes"_q, "hypertension"_q});
    CHECK(after.birthDate.text() == "1955-02-28"_q);
}

TEST_CASE("someone without an ID number is known again by name, birth date, sex and phone or address")
{
    Desk desk;
    desk.importList(header + "李四,女,1960-03-04,,13855501234,东河5号,东河村,,,\n"_q);
    CHECK(desk.importList(header + "李四,女,1960-03-04,,13855501234,东河6号,东河村,,,\n"_q).total ==
          counts(0, 1, 0, 0));
    // Of the same name and day, but nothing else in common: two people until somebody merges them.
    CHECK(desk.importList(header + "李四,女,1960-03-04,,13900001111,北头1号,东河村,,,\n"_q).total ==
          counts(1, 0, 0, 0));
    CHECK(desk.importList(header + "李四,女,1960-03-04,,13855501234,东河6号,王庄村,,,\n"_q).total ==
          counts(1, 0, 0, 0));
    CHECK(desk.patients().size() == 3);
}

TEST_CASE("the number in the source's system tells people apart, and never hands one's record to another")
{
    Desk desk;
    const QString head = "人员ID,姓名,性别,出生日期,联系电话\n"_q;
    desk.options.source = "公卫系统"_q;
    CHECK(desk.importList(head + "88,李四,女,1960-03-04,13855501234\n"_q).total == counts(1, 0, 0, 0));
    CHECK(desk.importList(head + "88,李四,女,1960-03-04,13900001111\n"_q).total == counts(0, 1, 0, 0));
    CHECK(desk.importList(head + "88,王五,男,1971-01-09,\n"_q).total == counts(0, 0, 0, 1));
    CHECK(desk.patient("李四"_q).phone == "13900001111"_q);
    desk.options.source = "另一系统"_q;
    CHECK(desk.importList(head + "88,王五,男,1971-01-09,\n"_q).total == counts(1, 0, 0, 0));
}

TEST_CASE("what cannot be taken is refused with its reason, mended, and taken")
{
    Desk desk;
    desk.options.refusedPath = desk.files.filePath("refused.csv"_q);
    desk.options.reason = [](const Error &e) { return nameOf(e.kind) + u' ' + e.field + u' ' + e.args.value(1); };
    QString wrong = idNumber("19550228", 1);
    wrong.back() = wrong.back() == u'0' ? u'1' : u'0';
    const ImportReport report = desk.importList(
        header + "张三,男,1955-02-28,"_q + wrong + ",,,王庄村,,,\n"_q + "李四,女,1960-03-04,3.41E+17,,,,,,\n"_q +
        "王\uFFFD,女,1960-03-04,,,,,,,\n"_q + "赵六,,1960-03-04,,,,,,,\n"_q + "钱七,男,03/04/1955,,,,,,,\n"_q +
        "孙八,女,1955-02-28,"_q + idNumber("19550228", 3) + ",,,,,,\n"_q + ",男,1950-01-01,,,,,,,\n"_q +
        "周九,男,1950-01-01,,1.38E+10,,无此村,,,\n"_q);
    CHECK(report.total == counts(1, 0, 0, 7));
    CHECK(report.notes.at("phone"_q) == 1);
    CHECK(report.notes.at("site"_q) == 1);
    CHECK(desk.patient("周九"_q).remarks.split(u'\n') == QStringList{"电话: 1.38E+10"_q, "村: 无此村"_q});

    auto reader = CsvReader::open(desk.options.refusedPath);
    REQUIRE(reader);
    QStringList reasons, rows;
    CsvRow row;
    while ((*reader)->next(row).value()) {
        REQUIRE(row.fields.size() == 12);
        rows.append(row.fields[10]);
        reasons.append(row.fields[11].trimmed());
    }
    CHECK(rows == QStringList{"2"_q, "3"_q, "4"_q, "5"_q, "6"_q, "7"_q, "8"_q});
    CHECK(reasons[0].startsWith("IdNumberCheckDigit id_number"_q));
    CHECK(reasons[1] == "Invalid id_number damaged-by-spreadsheet"_q);
    CHECK(reasons[2] == "BadEncoding name"_q);
    CHECK(reasons[3] == "Required sex"_q);
    CHECK(reasons[4] == "Invalid birth_date day-or-month-first"_q);
    CHECK(reasons[5] == "Invalid sex differs-from-id-number"_q);
    CHECK(reasons[6] == "Required name"_q);

    QString mended = QString::fromUtf8(desk.content("refused.csv"));
    mended.replace(wrong, idNumber("19550228", 1));
    mended.replace("3.41E+17"_q, idNumber("19600304", 2));
    const QString path = desk.file("mended.csv", mended.toUtf8());
    CHECK(desk.import(path).total == counts(2, 0, 0, 5));
    CHECK(desk.content("refused.csv").count("未接收原因") == 1);
}

TEST_CASE("a mapping names the field of a column that nobody knows")
{
    Desk desk;
    desk.options.mapping = {{"大名"_q, "name"_q}};
    CHECK(desk.importList("大名,性别,出生日期\n陈静,女,1980-05-06\n"_q).total == counts(1, 0, 0, 0));
    desk.options.mapping = {};
    const auto nameless = importPatients(*desk.db, desk.townshipDoctor, {desk.list("大名,性别\n陈静,女\n"_q)}, {});
    REQUIRE_FALSE(nameless);
    CHECK(nameless.error().kind == ErrorKind::Required);
    CHECK(nameless.error().field == "name"_q);
}

TEST_CASE("who may not import, or not there, does not")
{
    Desk desk;
    const QString path = desk.list(header + "陈静,女,1980-05-06,,,,王庄村,,,\n"_q);
    Actor nurse = desk.townshipDoctor;
    nurse.role = static_cast<int>(StaffRole::Nurse);
    const auto refused = importPatients(*desk.db, nurse, {path}, {});
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::Forbidden);
    const auto elsewhere = importPatients(*desk.db, desk.dongheDoctor, {path}, {});
    REQUIRE(elsewhere);
    CHECK(elsewhere->total == counts(0, 0, 0, 1));
    CHECK(desk.patients().empty());
}

TEST_CASE("stopped in the middle, the import goes on where it was when it is run again")
{
    Desk desk;
    QString text = header;
    for (int i = 1; i <= 900; ++i)
        text += QStringLiteral("居民%1,男,1955-02-28,%2,,,,,,\n").arg(i).arg(idNumber("19550228", i * 2 % 1000 | 1));
    // Order numbers repeat after 500 men of one day: these rows are the same person again.
    std::atomic_bool stop{false};
    desk.options.cancelled = &stop;
    desk.options.progress = [&stop](qint64, qint64) { stop = true; };
    const ImportReport stopped = desk.importList(text);
    CHECK(stopped.stopped);
    CHECK(stopped.total.added > 0);
    CHECK(desk.patients().size() == static_cast<std::size_t>(stopped.total.added));
    desk.options = {};
    const ImportReport rest = desk.importList(text);
    CHECK_FALSE(rest.stopped);
    CHECK(stopped.total.added + rest.total.added == 500);
    CHECK(desk.patients().size() == 500);
}

TEST_CASE("what is exported is read back equal")
{
    Desk desk;
    desk.importList(header + "张三,男,1955-02-28,"_q + idNumber("19550228", 1) +
                    ",13855501234,王庄组12号,王庄村,K-7,高血压、白内障,青霉素\n"_q +
                    "李四,女,1960-03,,,\"=1+1 号, \"\"后\"\"\",东河村,,,\n"_q);
    const QString path = desk.files.filePath("out.csv"_q);
    const auto exported = exportPatients(*desk.db, desk.townshipDoctor, path, ExportFormat::Csv);
    REQUIRE(exported);
    CHECK(exported->patients == 2);
    CHECK(desk.import(path).total == counts(0, 0, 3, 0));

    Desk other;
    CHECK(other.import(path).total == counts(3, 0, 0, 0));
    for (const Patient &known : desk.patients()) {
        Patient copy = other.patient(known.name);
        copy.id = known.id;
        CHECK(rowOf(copy).values == rowOf(known).values);
    }
}

TEST_CASE("an export holds the residents of the actor's site and below")
{
    Desk desk;
    desk.addResident("王庄人", desk.wangzhuang);
    desk.addResident("南坡人", desk.nanpo);
    const QString path = desk.files.filePath("out.csv"_q);
    REQUIRE(exportPatients(*desk.db, desk.townshipDoctor, path, ExportFormat::Csv));
    CHECK(desk.content("out.csv").contains("王庄人"));
    CHECK_FALSE(desk.content("out.csv").contains("南坡人"));
}

namespace {

QByteArray bundle(const char *phone, const char *complaint, const char *more = "")
{
    return QByteArray(R"({"resourceType":"Bundle","type":"collection","entry":[
{"resource":{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},
  "code":{"text":"Blood pressure"},"effectiveDateTime":"2025-03-01T09:10:00+08:00","component":[
  {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":132.50,"code":"mm[Hg]"}},
  {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":84,"code":"mm[Hg]"}}]}},
{"resource":{"resourceType":"Patient","id":"p1","name":[{"text":"王 秀英"}],"gender":"female","birthDate":"1958-07-02","telecom":[{"system":"phone","value":")") +
           phone + R"("}]}},
{"resource":{"resourceType":"Encounter","id":"e1","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p1"},
  "period":{"start":"2025-03-01T09:00:00+08:00","end":"2025-03-01T09:30:00+08:00"},"reasonCode":[{"text":")" +
           complaint + R"("}]}},
{"resource":{"resourceType":"AllergyIntolerance","id":"a1","patient":{"reference":"Patient/p1"},"code":{"text":"青霉素"},"criticality":"high"}},
{"resource":{"resourceType":"MedicationRequest","id":"m1","status":"active","intent":"order","subject":{"reference":"Patient/p1"},
  "medicationCodeableConcept":{"text":"氨氯地平片"},"authoredOn":"2025-03-01","dispenseRequest":{"quantity":{"value":28,"unit":"片"}}}},
{"resource":{"resourceType":"Condition","id":"c1","subject":{"reference":"Patient/p1"},"encounter":{"reference":"Encounter/e1"},
  "code":{"coding":[{"system":"http://snomed.info/sct","code":"38341003"}],"text":"高血压"}}},
{"resource":{"resourceType":"Procedure","id":"x1"}})" +
           more + "]}";
}

} // namespace

TEST_CASE("a FHIR bundle becomes records, and the same bundle again changes nothing")
{
    Desk desk;
    const QString path = desk.file("b.json", bundle("13855501234", "头晕"));
    const ImportReport first = desk.import(path);
    CHECK(first.total == counts(6, 0, 0, 0));
    CHECK(first.otherCounts == std::map<QString, int>{{"Procedure"_q, 1}});
    for (const char *kind :
         {"Patient", "Encounter", "Condition", "Observation", "MedicationRequest", "AllergyIntolerance"})
        CHECK(first.byKind.at(QString::fromLatin1(kind)) == counts(1, 0, 0, 0));

    const Patient wang = desk.patient("王秀英"_q);
    CHECK(wang.source == "fhir"_q);
    CHECK(wang.sourceIdentifier == "Patient/p1"_q);
    CHECK(wang.site == desk.liuhe.id);
    const auto encounters = desk.all<Encounter>();
    REQUIRE(encounters.size() == 1);
    CHECK(encounters[0].complaint == "头晕"_q);
    CHECK(encounters[0].start.iso() == "2025-03-01T01:00:00.000Z"_q);
    const auto observations = desk.all<Observation>();
    REQUIRE(observations.size() == 2);
    for (const Observation &value : observations) {
        CHECK(value.encounter == encounters[0].id);
        CHECK(value.value == (value.code == "8480-6"_q ? "132.50"_q : "84"_q));
    }
    CHECK(desk.all<MedicationRequest>().at(0).quantity.units == 28);
    CHECK(desk.all<Condition>().at(0).system == "snomed"_q);

    CHECK(desk.import(path).total == counts(0, 0, 6, 0));
    CHECK(desk.all<Observation>().size() == 2);
}

TEST_CASE("a visit that changed at its source is amended, not changed")
{
    Desk desk;
    desk.import(desk.file("b.json", bundle("13855501234", "头晕")));
    const ImportReport later = desk.import(desk.file("b.json", bundle("13900001111", "头晕两天")));
    CHECK(later.byKind.at("Encounter"_q) == counts(0, 1, 0, 0));
    CHECK(later.byKind.at("Patient"_q) == counts(0, 1, 0, 0));
    const auto encounters = desk.all<Encounter>();
    REQUIRE(encounters.size() == 2);
    const Encounter &amendment = encounters[0].amends.isNone() ? encounters[1] : encounters[0];
    const Encounter &original = encounters[0].amends.isNone() ? encounters[0] : encounters[1];
    CHECK(amendment.amends == original.id);
    CHECK(amendment.complaint == "头晕两天"_q);
    CHECK(original.complaint == "头晕"_q);
    CHECK(desk.import(desk.files.filePath("b.json"_q)).total == counts(0, 0, 6, 0));
}

TEST_CASE("resources are found in whatever file their resident is")
{
    Desk desk;
    REQUIRE(QDir(desk.files.path()).mkdir("fhir"_q));
    desk.file(
        "fhir/a.json",
        R"({"resourceType":"Condition","id":"c9","subject":{"reference":"Patient/p9"},"encounter":{"reference":"Encounter/e9"},"code":{"text":"感冒"}})");
    desk.file(
        "fhir/b.json",
        R"({"resourceType":"Encounter","id":"e9","status":"finished","class":{"code":"AMB"},"subject":{"reference":"Patient/p9"},"period":{"start":"2025-03-01"}})");
    desk.file(
        "fhir/c.json",
        R"({"resourceType":"Patient","id":"p9","name":[{"family":"刘","given":["洋"]}],"gender":"male","birthDate":"1990-01-01"})");
    desk.file("fhir/d.json", "{\"resourceType\": ");
    desk.options.refusedPath = desk.files.filePath("refused.ndjson"_q);
    const QString folder = desk.files.filePath("fhir"_q);
    CHECK(desk.import(folder).total == counts(3, 0, 0, 1));
    CHECK(desk.all<Condition>().at(0).encounter == desk.all<Encounter>().at(0).id);
    CHECK(desk.import(folder).total == counts(0, 0, 3, 1));
}

TEST_CASE("refused resources are kept as NDJSON, mended, and taken")
{
    Desk desk;
    desk.options.refusedPath = desk.files.filePath("refused.ndjson"_q);
    const char *more = R"(,
{"fullUrl":"urn:uuid:3f0a9b6e-52c1-4c44-9f0e-0d5f1f3d8a11","resource":{"resourceType":"Condition","id":"c2",
  "subject":{"reference":"Patient/nobody"},"code":{"text":"感冒"}}})";
    CHECK(desk.import(desk.file("b.json", bundle("1", "头晕", more))).total == counts(6, 0, 0, 1));
    QByteArray refused = desk.content("refused.ndjson");
    CHECK(refused.count('\n') == 1);
    CHECK(desk.content("refused.ndjson.reasons.csv").contains("Patient/nobody") == false);
    CHECK(desk.content("refused.ndjson.reasons.csv").contains("Condition/c2"));
    refused.replace("Patient/nobody", "Patient/p1");
    desk.options.refusedPath.clear();
    CHECK(desk.import(desk.file("mended.ndjson", refused)).total == counts(1, 0, 0, 0));
}

TEST_CASE("a FHIR export comes back to its own store as nothing new, and to another as everything")
{
    Desk desk;
    desk.import(desk.file("b.json", bundle("13855501234", "头晕")));
    const QString path = desk.files.filePath("out.json"_q);
    const auto exported = exportPatients(*desk.db, desk.townshipDoctor, path, ExportFormat::Fhir);
    REQUIRE(exported);
    CHECK(exported->patients == 1);
    CHECK(exported->records == 6);
    CHECK(desk.import(path).total == counts(0, 0, 7, 0));
    Desk other;
    CHECK(other.import(path).total == counts(7, 0, 0, 0));
    CHECK(other.patient("王秀英"_q).phone == "13855501234"_q);
    CHECK(other.import(path).total == counts(0, 0, 7, 0));
}

TEST_CASE("a code list is stored beside the shipped one and loaded with it")
{
    Desk desk;
    auto list = CodeListImport::forHeader(CodeListKind::Drugs, {"编码"_q, "名称"_q, "规格"_q});
    REQUIRE(list);
    REQUIRE(list->take({"X9001"_q, "某某片"_q, "10mg"_q}));
    const ImportedCodes codes = std::move(*list).codes();
    Actor administrator{{}, desk.county.id, static_cast<int>(StaffRole::Administrator)};
    CHECK(storeCodes(*desk.db, administrator, CodeListKind::Drugs, codes)->added == 1);
    CHECK(storeCodes(*desk.db, administrator, CodeListKind::Drugs, codes)->unchanged == 1);
    CHECK_FALSE(storeCodes(*desk.db, desk.villageDoctor, CodeListKind::Drugs, codes));
    const auto loaded = desk.db->read([](const Snapshot &s) { return importedCodes(s); });
    REQUIRE(loaded);
    const Catalogue catalogue(*loaded);
    const Drug *drug = catalogue.drugs().find(u"X9001");
    REQUIRE(drug);
    CHECK(drug->strength == "10mg"_q);
    CHECK(drug->imported);
}

TEST_CASE("a store of its own lets its person sign in")
{
    QTemporaryDir folder;
    const FixedClock clock(Instant::fromIso(u"2025-05-13T10:12:00"));
    StandAloneStore plan;
    plan.folder = folder.filePath("clinic"_q);
    plan.divisions = {{"341181"_q, "云岭县"_q, Tier::County, {}},
                      {"341181003"_q, "柳河镇"_q, Tier::Township, "341181"_q},
                      {"341181003001"_q, "王庄村"_q, Tier::Village, "341181003"_q}};
    plan.siteCode = "341181003001"_q;
    plan.login = "zhao"_q;
    plan.name = "赵德顺"_q;
    plan.password = "short"_q;
    plan.cost = PasswordCost::Training;
    CHECK(makeStandAloneStore(plan, clock).error().kind == ErrorKind::WeakPassword);
    plan.password = "wangzhuang-2025"_q;
    const auto made = makeStandAloneStore(plan, clock);
    REQUIRE(made);
    CHECK(made->divisions.added == 3);
    CHECK(makeStandAloneStore(plan, clock).error().kind == ErrorKind::AlreadyExists);
    StoreOptions options;
    options.folder = plan.folder;
    CHECK(Database::open(options, allRecordTypes(), clock).error().kind == ErrorKind::StoreLocked);
    CHECK(unlockStore(Database::fileIn(plan.folder), StoreOpener::recovery(*recoveryKeyFrom(made->recoveryKey))));
    auto key = storeKeyFor(plan.folder, plan.login, plan.password, clock);
    REQUIRE(key);
    options.key = *key;
    auto db = Database::open(options, allRecordTypes(), clock);
    REQUIRE(db);
    const auto actor = signIn(**db, plan.login, plan.password);
    REQUIRE(actor);
    CHECK(actor->site == Site::idOf(u"341181003001"));
    CHECK(DeviceKey::load(plan.folder + "/device.key"_q, *key));
    CHECK_FALSE(DeviceKey::load(plan.folder + "/device.key"_q, {})); // it lies sealed
}

TEST_CASE("Synthea's bundles import whole, and again as unchanged")
{
    NEEDS_SHARED_DATA(data);
    Desk desk;
    REQUIRE(QProcess::execute("tar"_q, {"-xJf"_q, data + "/synthea/bundles.tar.xz"_q, "-C"_q, desk.files.path()}) == 0);
    QStringList found;
    QDirIterator it(desk.files.path(), {"*.json"_q}, QDir::Files, QDirIterator::Subdirectories);
    while (it.hasNext())
        found.append(it.next());
    found.sort();
    const ImportReport first = desk.import(found);
    CHECK(first.byKind.at("Patient"_q) == counts(38, 0, 0, 0));
    CHECK(first.total.added > 1000);
    CHECK(first.total.updated == 0);
    const ImportReport again = desk.import(found);
    CHECK(again.total.added == 0);
    CHECK(again.total.updated == 0);
    CHECK(again.total.unchanged == first.total.added + first.total.unchanged);
    CHECK(again.total.refused == first.total.refused);
}

TEST_CASE("the divisions of a real county become its site tree")
{
    NEEDS_SHARED_DATA(data);
    TestStore store;
    const auto list = readDivisions(data + "/divisions/tianchang_341181_villages.csv"_q);
    REQUIRE(list);
    const Actor administrator{{}, Site::idOf(u"341181"), static_cast<int>(StaffRole::Administrator)};
    const auto run = [&] {
        return store.db->write(administrator, [&](Transaction &tx) { return importDivisions(tx, list->divisions); });
    };
    const auto first = run();
    REQUIRE(first);
    CHECK(first->added == 1 + 16 + 175);
    CHECK(run()->unchanged == 1 + 16 + 175);
}
