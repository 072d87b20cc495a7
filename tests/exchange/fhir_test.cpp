// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_reader.h"
#include "core/exchange/fhir_writer.h"
#include "tests/exchange/files.h"

#include <QBuffer>
#include <QProcess>
#include <QTemporaryDir>

using namespace yigong;

namespace {

struct ReadBundle
{
    std::vector<FhirResource> taken;
    std::vector<std::pair<QString, FhirRefusal>> refused;
    std::map<QString, int> counts, others;

    template <typename T> [[nodiscard]] std::vector<T> all() const
    {
        std::vector<T> out;
        for (const FhirResource &resource : taken)
            if (const auto *known = std::get_if<T>(&resource))
                out.push_back(*known);
        return out;
    }
    void take(FhirReader &reader)
    {
        FhirItem item;
        while (reader.next(item).value()) {
            if (auto *resource = std::get_if<FhirResource>(&item.content))
                taken.push_back(std::move(*resource));
            else
                refused.emplace_back(item.where, std::get<FhirRefusal>(item.content));
        }
        for (const auto &[type, count] : reader.counts())
            counts[type] += count;
        for (const auto &[type, count] : reader.otherCounts())
            others[type] += count;
    }
};

ReadBundle readFhir(QByteArray content)
{
    QBuffer device(&content);
    device.open(QIODevice::ReadOnly);
    auto reader = FhirReader::over(device);
    REQUIRE(reader);
    ReadBundle read;
    read.take(**reader);
    return read;
}

QByteArray bundleOf(const std::vector<FhirResource> &resources)
{
    QByteArray content;
    QBuffer device(&content);
    device.open(QIODevice::WriteOnly);
    FhirWriter writer(device, Instant::fromIso(u"2025-05-13T10:12:00+08:00"));
    for (const FhirResource &resource : resources)
        REQUIRE(writer.write(resource));
    REQUIRE(writer.finish());
    return content;
}

/// Where a reference points to is kept; whether that is in the same file depends on the file.
FhirResource withoutFile(FhirResource resource)
{
    const auto clear = [](auto &...references) { ((references.inFile = false), ...); };
    std::visit(
        [&](auto &known) {
            using T = std::decay_t<decltype(known)>;
            if constexpr (std::is_same_v<T, FhirPatient>)
                clear(known.organisation);
            else if constexpr (std::is_same_v<T, FhirEncounter>)
                clear(known.subject, known.practitioner, known.serviceProvider);
            else if constexpr (std::is_same_v<T, FhirMedicationRequest>)
                clear(known.subject, known.encounter, known.requester);
            else if constexpr (std::is_same_v<T, FhirAllergyIntolerance>)
                clear(known.patient, known.recorder);
            else if constexpr (std::is_same_v<T, FhirOwnResource>)
                clear(known.subject, known.practitioner);
            else
                clear(known.subject, known.encounter);
            if constexpr (std::is_same_v<T, FhirObservation>)
                for (FhirValue &value : known.values)
                    if (value.kind == FhirValueKind::Other)
                        value.kind = FhirValueKind::Text;
        },
        resource);
    return resource;
}

void checkRoundTrip(ReadBundle read)
{
    const ReadBundle again = readFhir(bundleOf(read.taken));
    // Of several files, the types stand in turns; read again, they are in the reader's order.
    std::stable_sort(read.taken.begin(), read.taken.end(),
                     [](const FhirResource &a, const FhirResource &b) { return a.index() < b.index(); });
    CHECK(again.refused.empty());
    REQUIRE(again.taken.size() == read.taken.size());
    for (std::size_t i = 0; i < read.taken.size(); ++i) {
        const bool equal = withoutFile(again.taken[i]) == withoutFile(read.taken[i]);
        if (!equal)
            FAIL_CHECK(fhirJson(read.taken[i]).toStdString() << "\ncame back as\n"
                                                             << fhirJson(again.taken[i]).toStdString());
    }
}

QByteArray single(const char *resource)
{
    return QByteArray(resource);
}

} // namespace

TEST_CASE("a resident of a Chinese system is read with name, number and phone", "[exchange][fhir]")
{
    const ReadBundle read = readFhir(R"({"resourceType":"Patient","id":"p1",
        "identifier":[{"system":"urn:oid:2.16.840.1.113883.2.23.1.19.1","value":"34118119550228234X"},
                      {"system":"http://his.example.cn/mrn","value":"0012"}],
        "name":[{"use":"old","text":"张 二"},{"use":"official","family":"张","given":["三","丰"]}],
        "telecom":[{"system":"phone","value":"0550-7023456","use":"home"},{"system":"phone","value":"13900000000","use":"old"},
                   {"system":"phone","value":"13855012345","use":"mobile"}],
        "gender":"male","birthDate":"1955-02","deceasedBoolean":true,
        "address":[{"state":"安徽省","city":"滁州市","district":"天长市","line":["汊涧镇王庄村","3号"]}],
        "maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"W"}]},
        "managingOrganization":{"reference":"Organization/9","display":"王庄村卫生室"}})");
    REQUIRE(read.taken.size() == 1);
    const FhirPatient patient = read.all<FhirPatient>().front();
    CHECK(patient.key == SourceKey{"fhir"_q, "Patient/p1"_q});
    CHECK(patient.name == "张三丰"_q);
    CHECK(patient.idNumber() == "34118119550228234X"_q);
    CHECK(patient.phone() == "13855012345"_q);
    CHECK(patient.sex == Sex::Male);
    CHECK(patient.birthDate.text() == "1955-02"_q);
    CHECK(patient.deceased);
    CHECK(patient.deceasedAt.isNone());
    CHECK(patient.address == "安徽省滁州市天长市汊涧镇王庄村, 3号"_q);
    CHECK(patient.marital == "30"_q);
    CHECK(patient.organisation.display == "王庄村卫生室"_q);
    checkRoundTrip(read);
}

TEST_CASE("names are put together as their language asks", "[exchange][fhir]")
{
    const auto [json, name] = GENERATE(table<const char *, const char *>({
        {R"({"family":"Mejía","given":["Gustavo","José"]})", "Gustavo José Mejía"},
        {R"({"text":"张 三"})", "张三"},
        {R"({"text":"Peter James Chalmers","family":"X"})", "Peter James Chalmers"},
        {R"({"family":"欧阳","given":["娜","娜"]})", "欧阳娜娜"},
        {R"({"text":"买买提·艾力"})", "买买提·艾力"},
        {R"({"family":"𠮷","given":["田"]})", "𠮷田"},
        {R"({"given":["Jim"]})", "Jim"},
        {R"({"use":"official"})", ""},
    }));
    CHECK(nameFrom(parseJson(json).value()) == QString::fromUtf8(name));
}

TEST_CASE("a blood pressure is two values, exactly as written", "[exchange][fhir]")
{
    const ReadBundle read = readFhir(R"({"resourceType":"Observation","id":"bp","status":"final",
        "code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"subject":{"reference":"Patient/p1"},
        "effectiveDateTime":"2025-05-12T23:30:00-05:00",
        "component":[
          {"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":142.50,"unit":"mmHg","system":"http://unitsofmeasure.org","code":"mm[Hg]"}},
          {"code":{"coding":[{"system":"http://loinc.org","code":"8462-4"}]},"valueQuantity":{"value":9.0E1,"comparator":"<","unit":"毫米汞柱"}},
          {"code":{"text":"cuff"},"valueCodeableConcept":{"text":"large"}},
          {"code":{"text":"arm"},"dataAbsentReason":{"text":"not asked"}}]})");
    REQUIRE(read.taken.size() == 1);
    const FhirObservation pressure = read.all<FhirObservation>().front();
    CHECK(pressure.subject.key == SourceKey{"fhir"_q, "Patient/p1"_q});
    CHECK_FALSE(pressure.subject.inFile);
    CHECK(pressure.effective.day.text() == "2025-05-13"_q);
    CHECK(pressure.effective.instant.iso() == "2025-05-13T04:30:00.000Z"_q);
    REQUIRE(pressure.values.size() == 4);
    CHECK(pressure.values[0].code.coding(FhirSystem::loinc).code == "8480-6"_q);
    CHECK(pressure.values[0].text == "142.50"_q);
    CHECK(pressure.values[0].unit == "mm[Hg]"_q);
    CHECK(pressure.values[1].text == "9.0E1"_q);
    CHECK(pressure.values[1].comparator == "<"_q);
    CHECK(pressure.values[1].unit == "毫米汞柱"_q);
    CHECK(pressure.values[2].text == "large"_q);
    CHECK(pressure.values[3].kind == FhirValueKind::None);
    CHECK(pressure.values[3].text == "not asked"_q);
    checkRoundTrip(read);
}

TEST_CASE("references are followed however they are written, and whatever stands first", "[exchange][fhir]")
{
    const ReadBundle read = readFhir(R"({"resourceType":"Bundle","type":"collection","entry":[
        {"fullUrl":"http://a.cn/fhir/MedicationRequest/m","resource":{"resourceType":"MedicationRequest","id":"m","status":"active","intent":"order",
            "subject":{"reference":"Patient/1"},"encounter":{"reference":"http://a.cn/fhir/Encounter/e/_history/2"},
            "medicationReference":{"reference":"Medication/x"},"requester":{"reference":"Practitioner?identifier=urn:npi|77"}}},
        {"fullUrl":"urn:uuid:11111111-1111-4111-8111-111111111111","resource":{"resourceType":"Encounter","identifier":[{"system":"http://a.cn/visits","value":"V5"}],"status":"finished","class":{"code":"AMB"},
            "subject":{"identifier":{"system":"http://a.cn/mrn","value":"0012"}},"serviceProvider":{"reference":"urn:uuid:22222222-2222-4222-8222-222222222222"}}},
        {"fullUrl":"urn:uuid:33333333-3333-4333-8333-333333333333","resource":{"resourceType":"Condition","id":"c","code":{"text":"高血压"},
            "subject":{"reference":"urn:uuid:44444444-4444-4444-8444-444444444444"},"encounter":{"reference":"urn:uuid:11111111-1111-4111-8111-111111111111"}}},
        {"fullUrl":"http://a.cn/fhir/Medication/x","resource":{"resourceType":"Medication","id":"x","code":{"text":"氨氯地平片 5mg"}}},
        {"fullUrl":"http://a.cn/fhir/Practitioner/d","resource":{"resourceType":"Practitioner","id":"d","identifier":[{"system":"urn:npi","value":"77"}],"name":[{"family":"王","given":["芳"]}]}},
        {"fullUrl":"urn:uuid:22222222-2222-4222-8222-222222222222","resource":{"resourceType":"Organization","id":"o","name":"王庄村卫生室"}},
        {"fullUrl":"http://a.cn/fhir/Patient/1","resource":{"resourceType":"Patient","id":"1","name":[{"text":"张三"}],"identifier":[{"system":"http://a.cn/mrn","value":"0012"}]}}]})");
    CHECK(read.refused.empty());
    REQUIRE(read.taken.size() == 4);
    CHECK(fhirTypeOf(read.taken[0]) == "Patient"_q);
    const SourceKey patient{"http://a.cn/fhir"_q, "Patient/1"_q};
    CHECK(keyOf(read.taken[0]) == patient);
    const FhirMedicationRequest request = read.all<FhirMedicationRequest>().front();
    CHECK(request.subject.key == patient);
    CHECK(request.subject.inFile);
    CHECK(request.encounter.key == SourceKey{"http://a.cn/fhir"_q, "Encounter/e"_q});
    CHECK(request.medication.label() == "氨氯地平片 5mg"_q);
    CHECK(request.requester.display == "王芳"_q);
    const FhirEncounter visit = read.all<FhirEncounter>().front();
    CHECK(visit.key == SourceKey{"http://a.cn/visits"_q, "V5"_q});
    CHECK(visit.subject.key == patient);
    CHECK(visit.serviceProvider.display == "王庄村卫生室"_q);
    const FhirCondition condition = read.all<FhirCondition>().front();
    CHECK(condition.encounter.key == visit.key);
    CHECK(condition.subject.key == SourceKey{"fhir"_q, "Patient/44444444-4444-4444-8444-444444444444"_q});
    CHECK(read.others == std::map<QString, int>{{"Medication"_q, 1}, {"Organization"_q, 1}, {"Practitioner"_q, 1}});
    checkRoundTrip(read);
}

TEST_CASE("what cannot be taken says which path and why", "[exchange][fhir]")
{
    struct Case
    {
        const char *resource;
        ErrorKind kind;
        const char *path;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {R"({"resourceType":"Patient","id":"1","name":[{"text":"张三"}],"birthDate":"1955-02-30"})", ErrorKind::Invalid, "Patient.birthDate"},
        {R"({"resourceType":"Patient","id":"1","name":[{"text":"张三"}],"gender":"男"})", ErrorKind::Invalid, "Patient.gender"},
        {R"({"resourceType":"Patient","id":"1","name":[{"text":"张三"}],"birthDate":19550228})", ErrorKind::BadFormat, "Patient.birthDate"},
        {R"({"resourceType":"Patient","id":"1","name":"张三"})", ErrorKind::BadFormat, "Patient.name"},
        {R"({"resourceType":"Patient","id":"1"})", ErrorKind::Required, "Patient.name"},
        {R"({"resourceType":"Patient","id":"1","name":[{"text":"张\u0000三"}]})", ErrorKind::Invalid, "Patient.name"},
        {R"({"resourceType":"Encounter","id":"1","status":"entered-in-error","subject":{"reference":"Patient/1"}})", ErrorKind::WrongState, "Encounter.status"},
        {R"({"resourceType":"Encounter","id":"1","status":"finished"})", ErrorKind::Required, "Encounter.subject"},
        {R"({"resourceType":"Encounter","id":"1","status":"finished","subject":{"reference":"Group/1"}})", ErrorKind::Invalid, "Encounter.subject"},
        {R"({"resourceType":"Encounter","id":"1","status":"finished","subject":{"reference":"Patient/1"},"period":{"start":"yesterday"}})", ErrorKind::Invalid, "Encounter.period.start"},
        {R"({"resourceType":"Condition","id":"1","code":{"text":"x"},"subject":{"reference":"Patient/1"},"verificationStatus":{"coding":[{"code":"entered-in-error"}]}})", ErrorKind::WrongState, "Condition.verificationStatus"},
        {R"({"resourceType":"Condition","id":"1","subject":{"reference":"Patient/1"}})", ErrorKind::Required, "Condition.code"},
        {R"({"resourceType":"Observation","id":"1","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"},"valueQuantity":{"value":"6.3"}})", ErrorKind::BadFormat, "Observation.value.valueQuantity.value"},
        {R"({"resourceType":"MedicationRequest","id":"1","status":"active","subject":{"reference":"Patient/1"},"medicationReference":{"reference":"Medication/7"}})", ErrorKind::Required, "MedicationRequest.medication"},
        {R"({"resourceType":"AllergyIntolerance","id":"1","code":{"text":"青霉素"}})", ErrorKind::Required, "AllergyIntolerance.patient"},
        {R"({"id":"1"})", ErrorKind::Required, "resourceType"},
    }));
    // clang-format on
    INFO(c.resource);
    const ReadBundle read = readFhir(single(c.resource));
    CHECK(read.taken.empty());
    REQUIRE(read.refused.size() == 1);
    CHECK(read.refused[0].second.error.kind == c.kind);
    CHECK(read.refused[0].second.error.field == QString::fromLatin1(c.path));
}

TEST_CASE("a bundle inside a bundle, a bad entry and a deleted one", "[exchange][fhir]")
{
    const ReadBundle read = readFhir(R"({"resourceType":"Bundle","entry":[
        {"resource":{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Patient","id":"7","name":[{"text":"李四"}]}}]}},
        {"request":{"method":"DELETE","url":"Patient/8"}},
        {"resource":{"resourceType":"Patient","id":"9","name":[{"text":"\q"}]}},
        {"resource":{"resourceType":"Immunization","id":"10"}},
        {"resource":{"resourceType":"Patient","name":[{"text":"王五"}]}}]})");
    REQUIRE(read.taken.size() == 2);
    CHECK(keyOf(read.taken[0]) == SourceKey{"fhir"_q, "Patient/7"_q});
    CHECK(keyOf(read.taken[1]).value.startsWith(u"Patient/"));
    REQUIRE(read.refused.size() == 2);
    CHECK(read.refused[0].first == "entry[1]"_q);
    CHECK(read.refused[0].second.error.field == "resource"_q);
    CHECK(read.refused[1].first == "entry[2]"_q);
    CHECK(read.refused[1].second.error.kind == ErrorKind::BadFormat);
    CHECK(read.others == std::map<QString, int>{{"Immunization"_q, 1}});
}

TEST_CASE("reading can be given up", "[exchange][fhir]")
{
    QByteArray content = R"({"resourceType":"Patient","id":"1","name":[{"text":"张三"}]})";
    QBuffer device(&content);
    device.open(QIODevice::ReadOnly);
    CHECK(FhirReader::over(device, [](qint64, qint64) { return false; }).error().kind == ErrorKind::Cancelled);
}

TEST_CASE("an empty export is a bundle of nothing", "[exchange][fhir]")
{
    const ReadBundle read = readFhir(bundleOf({}));
    CHECK(read.taken.empty());
    CHECK(read.refused.empty());
}

TEST_CASE("every example of HL7 is taken, counted or refused with a reason", "[exchange][fhir][real]")
{
    NEEDS_SHARED_DATA(data)
    const QDir folder(data + "/fhir-examples"_q);
    ReadBundle read;
    int files = 0;
    for (const QString &name : folder.entryList({QStringLiteral("*.json")}, QDir::Files)) {
        INFO(name.toStdString());
        auto reader = FhirReader::open(folder.filePath(name));
        REQUIRE(reader);
        read.take(**reader);
        ++files;
    }
    CHECK(files == 91);
    for (const auto &[where, refusal] : read.refused) {
        UNSCOPED_INFO(where.toStdString() << ' ' << refusal.key.value.toStdString() << ' '
                                          << Catch::StringMaker<Error>::convert(refusal.error));
    }
    CHECK(read.refused.empty());
    CHECK(read.counts["Patient"_q] >= 3);
    checkRoundTrip(read);
}

TEST_CASE("Synthea's bundles are read whole", "[exchange][fhir][real]")
{
    NEEDS_SHARED_DATA(data)
    const QTemporaryDir folder;
    if (QProcess::execute(QStringLiteral("tar"), {QStringLiteral("-xf"), data + "/synthea/bundles.tar.xz"_q,
                                                  QStringLiteral("-C"), folder.path()}) != 0) {
        WARN("skipped: no tar with xz here");
        return;
    }
    ReadBundle read;
    for (const QString &name : QDir(folder.path()).entryList({QStringLiteral("*.json")}, QDir::Files)) {
        auto reader = FhirReader::open(folder.filePath(name));
        REQUIRE(reader);
        read.take(**reader);
    }
    CHECK(read.refused.empty());
    CHECK(read.counts == std::map<QString, int>{{"Patient"_q, 38},
                                                {"Encounter"_q, 759},
                                                {"Condition"_q, 213},
                                                {"AllergyIntolerance"_q, 23},
                                                {"MedicationRequest"_q, 172},
                                                {"Observation"_q, 3750}});
    CHECK(read.others == std::map<QString, int>{{"CarePlan"_q, 84},
                                                {"Claim"_q, 931},
                                                {"DiagnosticReport"_q, 215},
                                                {"ExplanationOfBenefit"_q, 759},
                                                {"Goal"_q, 30},
                                                {"ImagingStudy"_q, 5},
                                                {"Immunization"_q, 483},
                                                {"Organization"_q, 167},
                                                {"Practitioner"_q, 167},
                                                {"Procedure"_q, 436}});
    std::size_t values = 0;
    for (const FhirObservation &observation : read.all<FhirObservation>()) {
        CHECK(observation.subject.inFile);
        CHECK(observation.encounter.inFile);
        CHECK_FALSE(observation.effective.instant.isNone());
        values += observation.values.size();
    }
    CHECK(values == 3096 + 335 + 15 + 2 * 304);
    for (const FhirEncounter &encounter : read.all<FhirEncounter>())
        CHECK((!encounter.start.instant.isNone() && !encounter.visitClass.isEmpty() &&
               !encounter.type.label().isEmpty()));
    std::size_t dead = 0;
    for (const FhirPatient &patient : read.all<FhirPatient>()) {
        CHECK_FALSE(patient.name.isEmpty());
        CHECK(patient.birthDate.isWhole());
        dead += patient.deceased ? 1 : 0;
    }
    CHECK(dead == 5);
    checkRoundTrip(read);
}
