// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_seeds.h"

#include "core/all_records.h"
#include "core/encounters/encounter.h"
#include "core/patients/patient.h"
#include "core/security/enrolment_code.h"
#include "core/security/keys.h"
#include "core/store/audit_log.h"
#include "core/sync/enrolment.h"
#include "core/sync/log_exchange.h"
#include "core/sync/question.h"

namespace yigong {

namespace {

const Instant noon{1'764'302'400'000};

Id someId(const char *of)
{
    return Id::fromKey(of);
}
/// What travels packed is fuzzed unpacked.
QByteArray unpacked(const QByteArray &message)
{
    return *unpack(message);
}

Row someRow(const RecordType &type)
{
    Row row;
    row.id = someId("record");
    for (const FieldInfo &field : type.fields())
        switch (field.kind) {
        case ValueKind::Integer:
            row.values.emplace_back(qint64{20251128});
            break;
        case ValueKind::Set:
        case ValueKind::Text:
            row.values.emplace_back(QStringLiteral("张守信"));
            break;
        case ValueKind::Bytes:
            row.values.emplace_back(someId("other").bytes());
            break;
        }
    return row;
}

QByteArray someAct()
{
    Act act;
    act.number = 1;
    act.time = HybridTime::at(noon);
    act.wall = noon;
    act.actor = someId("zhao");
    act.site = someId("village");
    const RecordTypes types = allRecordTypes();
    for (const RecordType &type : types.all()) {
        Operation insert{type.number(), type.info().version, someId("record"), OperationKind::Insert, 0, {}};
        const Row row = someRow(type);
        for (std::size_t i = 0; i < row.values.size(); ++i)
            insert.changes.push_back({type.fields()[i].number, Value{}, row.values[i]});
        std::sort(insert.changes.begin(), insert.changes.end(),
                  [](const FieldChange &a, const FieldChange &b) { return a.number < b.number; });
        act.operations.push_back(std::move(insert));
    }
    act.operations.push_back({Patient::info.number,
                              1,
                              someId("record"),
                              OperationKind::Update,
                              3,
                              {{2, Value{QStringLiteral("李芳")}, Value{QStringLiteral("李芬")}}}});
    return encodeAct(act);
}

} // namespace

FuzzSeeds envelopeSeeds()
{
    return {seal(someId("device"), "payload", signedByFuzzKey)};
}
FuzzSeeds packSeeds()
{
    return {pack("a few bytes"), pack(QByteArray(100'000, 'a')), pack(QByteArray())};
}
FuzzSeeds requestSeeds()
{
    SyncRequest request;
    request.epoch = someId("epoch");
    request.deviceNow = noon;
    request.lastNumber = 9;
    request.firstNumber = 8;
    request.previousHash = QByteArray(32, 'h');
    request.acts = {someAct(), "two"};
    request.cursors = {{someId("village"), 12}, {someId("catalogue"), 3}};
    SyncRequest comparing = request;
    comparing.acts.clear();
    comparing.mostRows = 400;
    comparing.compare = {{someId("village"), {}, someId("middle"), QByteArray(16, 's'), true}};
    comparing.wanted = {{10, someId("record")}};
    comparing.offered = {{10, someId("record"), 3, "body", {}, {}}};
    return {unpacked(encode(request)), unpacked(encode(comparing)), unpacked(encode(SyncRequest{}))};
}
FuzzSeeds answerSeeds()
{
    SyncAnswer answer;
    answer.epoch = someId("epoch");
    answer.hubNow = noon;
    answer.taken = 9;
    answer.backedUp = 8;
    answer.held = {{4, QStringLiteral("forbidden"), QStringLiteral("patient"), noon}};
    answer.rows = {{10,
                    someId("record"),
                    3,
                    "body",
                    {{2, {HybridTime::at(noon), someId("s"), someId("d"), someId("p")}}},
                    {someId("village")}},
                   {20, someId("visit"), 1, {}, {}, {}}};
    answer.removed = {{10, someId("moved")}};
    answer.digests = {{someId("village"), QByteArray(16, 'd')}};
    answer.cursors = {{someId("village"), 12}};
    answer.more = true;
    answer.contacts = {{someId("village"), noon}};
    SyncAnswer compared;
    compared.compared = {{true, {}, {}},
                         {false, {{someId("middle"), QByteArray(16, 's')}, {{}, QByteArray(16, 't')}}, {}},
                         {false, {}, {{10, someId("record"), QByteArray(16, 'k'), {}}}}};
    SyncAnswer first = answer; // as an older program hears it
    first.protocol = 1;
    return {unpacked(encode(answer)), unpacked(encode(first)), unpacked(encode(compared)),
            unpacked(encode(SyncAnswer{}))};
}
FuzzSeeds actSeeds()
{
    return {someAct(), encodeAct(Act{})};
}
FuzzSeeds rowSeeds()
{
    FuzzSeeds seeds;
    const RecordTypes types = allRecordTypes();
    char place = 0;
    for (const RecordType &type : types.all())
        seeds.push_back(QByteArray(1, place++) + canonicalForm(type, someRow(type)));
    return seeds;
}
FuzzSeeds questionSeeds()
{
    return {encode(HubQuestion{noon, someId("zhao"), QStringLiteral("audit"), {{QStringLiteral("from"), 1}}})};
}
FuzzSeeds replySeeds()
{
    return {unpacked(encodeQuestionAnswer(noon, {{QStringLiteral("rows"), QCborArray{1, QStringLiteral("two")}}}))};
}
FuzzSeeds refusalSeeds()
{
    return {encodeRefusal(QStringLiteral("gap"), {QStringLiteral("12")})};
}
FuzzSeeds logEntrySeeds()
{
    AuditEntry entry;
    entry.at = noon;
    entry.kind = 3;
    entry.actor = someId("zhao");
    entry.patient = someId("resident");
    entry.detail = QStringLiteral("open-resident");
    return {encodeEntry(entry)};
}
FuzzSeeds logRequestSeeds()
{
    LogRequest request;
    request.deviceNow = noon;
    request.previous = QByteArray(32, 'p');
    request.entries = logEntrySeeds();
    request.lastHash = QByteArray(32, 'l');
    request.actsHash = QByteArray(32, 'a');
    return {unpacked(encode(request))};
}
FuzzSeeds logAnswerSeeds()
{
    LogAnswer answer;
    answer.taken = 3;
    answer.heads = {noon, 9, QByteArray(32, 'a'), 3, QByteArray(32, 'e'), QByteArray(64, 's')};
    answer.hubKey = QByteArray(32, 'k');
    return {unpacked(encode(answer))};
}
FuzzSeeds enrolRequestSeeds()
{
    return {encode(EnrolRequest{QStringLiteral("7KQ2M7KQ2M7K"),
                                fuzzKey().publicKey(),
                                "request",
                                QStringLiteral("laptop"),
                                QStringLiteral("0.1.0"),
                                {}},
                   signedByFuzzKey)};
}
FuzzSeeds enrolAnswerSeeds()
{
    return {encode(EnrolAnswer{someId("device"), someId("village"), QStringLiteral("B"), someId("epoch"), "-----BEGIN",
                               noon, QStringLiteral("王庄村卫生室")})};
}
FuzzSeeds enrolmentCodeSeeds()
{
    return {EnrolmentCode::make(QByteArray(32, 'p')).text().toUtf8()};
}
FuzzSeeds csvSeeds()
{
    return {QByteArray("姓名,性别,身份证号\r\n张守信,男,341181195703070011\r\n\"李,芳\",女,\n"),
            QByteArray("sep=;\nname;sex\n\"a \"\"b\"\"\nc\";2\n"),
            QByteArray("\xD0\xD5\xC3\xFB\t\xD0\xD4\xB1\xF0\n\xD5\xC5\t\xC4\xD0\n"),
            QByteArray("\xFF\xFEn\0a\0m\0e\0\n\0x\0\n\0", 16)};
}
FuzzSeeds divisionSeeds()
{
    return {QByteArray("code,name\n341181,天长市\n341181100,石梁镇\n341181100001,王庄村\n"),
            QByteArray("县代码,县,乡镇代码,乡镇,村代码,村\n341181,天长市,341181100,石梁镇,341181100001,王庄村\n")};
}
FuzzSeeds codeListSeeds()
{
    return {QByteArray("诊断代码,名称\nI10.x00x002,高血压\nA18.0+M49.0*,\"脊柱, 结核\"\n")};
}
FuzzSeeds jsonSeeds()
{
    return {QByteArray(R"({"a":[1,-2.5e3,true,null,"\u5f20\n"],"b":{"c":{}}})"), QByteArray("[]")};
}
FuzzSeeds fhirSeeds()
{
    return {
        QByteArray(
            R"({"resourceType":"Bundle","type":"transaction","entry":[{"fullUrl":"urn:uuid:1","resource":{"resourceType":"Patient","id":"1","name":[{"text":"张守信"}],"gender":"male","birthDate":"1957-03"}},{"resource":{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"85354-9"}]},"subject":{"reference":"urn:uuid:1"},"effectiveDateTime":"2025-05-02T08:30:00+08:00","component":[{"code":{"coding":[{"system":"http://loinc.org","code":"8480-6"}]},"valueQuantity":{"value":152,"unit":"mmHg"}}]}}]})"),
        QByteArray("{\"resourceType\":\"Patient\",\"name\":[{\"family\":\"O'Neill\"}]}\n{\"resourceType\":"
                   "\"AllergyIntolerance\"}\n"),
        QByteArray(
            R"({"resourceType":"Bundle","type":"collection","entry":[{"resource":{"resourceType":"QuestionnaireResponse","id":"0196c4a0-0000-7000-8000-000000000001","meta":{"source":"urn:yigong"},"extension":[{"url":"urn:yigong:follow_up:program","valueString":"1"}],"questionnaire":"urn:yigong:form:hypertension-follow-up|2020","status":"completed","subject":{"reference":"Patient/0196c4a0-0000-7000-8000-000000000002"},"authored":"2025-05-02T00:31:07.250Z","item":[{"linkId":"systolic","answer":[{"valueQuantity":{"value":152,"unit":"mmHg"}}]}]}}]})")};
}
FuzzSeeds listMappingSeeds()
{
    const auto seed = [](const char *mapping, const char *list) -> QByteArray {
        return QByteArray(mapping) + '\0' + QByteArray(list);
    };
    return {
        seed(
            R"({"kind":"follow-ups","source":"x","program":"diabetes","version":"2017","dates":"dd/MM/yyyy","columns":{"A":"name","B":"date","C":"way","D":"fastingGlucose","E":"pressure"},"options":{"C":{"MZ":"1"}},"defaults":{"symptoms":"1"}})",
            "A,B,C,D,E,F\n李秀兰,05/03/2024,MZ,6.50,138/84,K-7\n,2024-3-5,,\"6,5\",,\n"),
        seed(R"({"kind":"residents","columns":{"姓名":"name"}})",
             "姓名,随访日期,药物名称1,每次剂量1\n张守信,2024年3月,氨氯地平,5mg\n"),
    };
}

} // namespace yigong
