// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/drug_class.h"
#include "core/contracts/family_contract.h"
#include "core/encounters/encounter.h"
#include "core/encounters/vitals.h"
#include "core/exchange/patient_export.h"
#include "core/exchange/patient_import.h"
#include "core/followups/follow_up_form.h"
#include "core/patients/basic_form.h"
#include "core/patients/household.h"
#include "core/patients/resident_event.h"
#include "core/patients/same_person.h"
#include "core/referrals/referral.h"
#include "tests/exchange/files.h"
#include "tests/support/county.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

using namespace yigong;

namespace {

const Instant morning = Instant::fromIso(u"2025-05-02T08:31:07.250+08:00");

struct Office : CountyStore
{
    QTemporaryDir files;
    Actor director = addStaff("何建国", county, StaffRole::CountyManager);

    template <typename T> Id put(T record)
    {
        const auto id = write(director, [&](Transaction &tx) { return tx.insert(record); });
        REQUIRE(id);
        return *id;
    }
    template <typename T> std::vector<T> all()
    {
        return *read([](const Snapshot &s) { return s.select<T>("ORDER BY id"); });
    }
    QByteArray exported(const char *name = "out.json")
    {
        const QString path = files.filePath(QString::fromLatin1(name));
        REQUIRE(exportPatients(*db, director, path, ExportFormat::Fhir));
        return contentOf(path);
    }
    ImportReport import(const QByteArray &content, const std::optional<Actor> &who = {})
    {
        const QString path = files.filePath("in.json"_q);
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        file.close();
        const auto report = importPatients(*db, who.value_or(director), {path});
        REQUIRE(report);
        return *report;
    }
};

/// 李秀兰 of 王庄 with something in every field that is kept about a resident.
struct FullCard : Office
{
    Id patient = putPatient();
    Id visit = putVisit();
    Id followUp = putPrograms();
    Id referral = putReferral();
    Id contract = putContract();
    Id basic = putFile();

    Id putPatient()
    {
        Patient p;
        p.name = "李秀兰"_q;
        p.sex = Sex::Female;
        p.birthDate = *PartialDate::parse(u"1957-03");
        p.noIdReason = "遗失"_q;
        p.bloodType = BloodType::AB;
        p.phone = "0550 701 2345"_q;
        p.address = "王庄组  12 号"_q; // two blanks, as it was typed
        p.remarks = "独居\n\n  钥匙在邻居家"_q;
        p.conditions = QStringList{"diabetes"_q, "hypertension"_q};
        p.site = wangzhuang.id;
        p.recordNumber = "34118100300100123"_q;
        p.household = Id::fromKey("household");
        p.householdRelation = "户主"_q;
        p.leftOn = QDate(2025, 4, 1);
        p.ethnicity = "01"_q;
        p.source = "老系统"_q;
        p.sourceIdentifier = "000123"_q;
        return put(p);
    }

    Id putVisit()
    {
        Encounter e;
        e.patient = patient;
        e.site = wangzhuang.id;
        e.practitioner = villageDoctor.practitioner;
        e.number = "WZ-0007"_q;
        e.start = morning;
        e.end = morning.plusMs(600'000);
        e.visitClass = "HH"_q;
        e.complaint = "头晕  2 天"_q;
        e.advice = "少盐"_q;
        e.summary = "血压偏高\n复测"_q;
        e.fee = {1250};
        const Id first = put(e);
        Encounter amendment = e;
        amendment.amends = first;
        amendment.amendReason = "主诉写错"_q;
        put(amendment);
        putValues(first);
        putDrugs(first);
        return first;
    }

    void putValues(Id encounter)
    {
        struct Value
        {
            const char *code, *display, *value, *unit;
        };
        for (const auto &v : {Value{"1558-6", "空腹血糖", "6.50", "mmol/L"}, Value{"8310-5", "体温", "36.5", "℃"},
                              Value{"8480-6", "收缩压", "152", "mmHg"}, Value{"8462-4", "舒张压", "88", "mm[Hg]"},
                              Value{"", "心电图", "窦性心律", ""}, Value{"", "尿蛋白", "+", "级"},
                              Value{"1558-6", "Fasting glucose", "126", "mg/dL"}, Value{"", "肌酐", "<5.0", "umol/L"},
                              Value{"9999-X", "自编", "007", "个"}}) {
            Observation o;
            o.encounter = encounter;
            o.patient = patient;
            o.site = wangzhuang.id;
            o.code = QString::fromUtf8(v.code);
            o.display = QString::fromUtf8(v.display);
            o.value = QString::fromUtf8(v.value);
            o.unit = QString::fromUtf8(v.unit);
            o.at = morning;
            put(o);
        }
        Condition c;
        c.encounter = encounter;
        c.patient = patient;
        c.site = wangzhuang.id;
        c.code = "I10.x00x002"_q;
        c.system = "nhsa2.0"_q;
        c.display = "高血压"_q;
        c.primary = true;
        c.onset = *PartialDate::parse(u"2019");
        c.recorded = morning;
        c.clinicalStatus = "active"_q;
        put(c);
        c.system = "snomed"_q;
        c.encounter = {};
        c.primary = false;
        put(c);
    }

    void putDrugs(Id encounter)
    {
        MedicationRequest m;
        m.encounter = encounter;
        m.patient = patient;
        m.site = wangzhuang.id;
        m.practitioner = villageDoctor.practitioner;
        m.drug = "D0001"_q;
        m.name = "氨氯地平片"_q;
        m.dose = "1 片"_q;
        m.frequency = "每日 1 次"_q;
        m.route = "口服"_q;
        m.days = 28;
        m.quantity = {28};
        m.unit = "片"_q;
        m.instructions = "早上吃"_q;
        m.authored = morning;
        m.allergyReason = "已试过"_q;
        const Id line = put(m);
        MedicationDispense d;
        d.request = line;
        d.encounter = encounter;
        d.patient = patient;
        d.site = wangzhuang.id;
        d.practitioner = dongheDoctor.practitioner;
        d.drug = m.drug;
        d.quantity = {28};
        d.document = Id::fromKey("document");
        d.at = morning.plusMs(1);
        d.overrideReason = "账上少记"_q;
        put(d);
        AllergyIntolerance a;
        a.patient = patient;
        a.site = wangzhuang.id;
        a.substance = "青霉素"_q;
        a.reaction = "皮疹；气促"_q;
        a.criticality = "high"_q;
        a.recordedOn = QDate(2025, 5, 2);
        a.practitioner = villageDoctor.practitioner;
        a.id = AllergyIntolerance::idOf(patient, a.substance);
        put(a);
    }

    Id putPrograms()
    {
        ProgramEnrolment e;
        e.patient = patient;
        e.site = wangzhuang.id;
        e.program = FollowUpProgram::Hypertension;
        e.formCode = formCodeOf(e.program);
        e.formVersion = "2017"_q;
        e.diagnosedOn = *PartialDate::parse(u"2018-06");
        e.enrolledOn = QDate(2020, 1, 6);
        e.practitioner = villageDoctor.practitioner;
        e.closedOn = QDate(2024, 1, 2);
        e.closeReason = "moved"_q;
        e.closeRemark = "去了上海"_q;
        e.systolicTarget = {13000};
        e.weightTarget = {6250};
        e.id = ProgramEnrolment::idOf(patient, e.program);
        put(e);
        FollowUpContact contact;
        contact.patient = patient;
        contact.site = wangzhuang.id;
        contact.practitioner = villageDoctor.practitioner;
        contact.program = FollowUpProgram::Diabetes;
        contact.day = QDate(2025, 4, 1);
        contact.entered = morning;
        contact.way = 3;
        contact.remark = "没人接"_q;
        put(contact);
        putHealthForms();
        putForm(FollowUpProgram::Hypertension, {});
        const Id form = putForm(FollowUpProgram::Diabetes, {});
        return putForm(FollowUpProgram::Diabetes, form);
    }

    /// Every form that is data, each question answered; and one of an edition that nobody knows any more.
    void putHealthForms()
    {
        for (const FormDefinition &definition : formDefinitions()) {
            HealthForm form;
            int number = 0;
            for (const FormSection &section : definition.sections)
                for (const FormQuestion &question : section.questions) {
                    INFO(question.key.toStdString());
                    REQUIRE(answer(form.answers, question, exampleOf(question, ++number)));
                }
            form.formCode = definition.code;
            form.formVersion = definition.version;
            putHealthForm(form);
        }
        HealthForm old;
        old.formCode = "copd-follow-up"_q;
        old.formVersion = "1999"_q;
        old.answers.set("gold"_q, "B <&> 组"_q);
        putHealthForm(old);
    }

    static QString exampleOf(const FormQuestion &question, int number)
    {
        if (question.kind == QuestionKind::Choices)
            return QString::number(question.options.front().number) + u';' +
                   QString::number(question.options.back().number);
        if (!question.options.empty())
            return QString::number(question.options.back().number);
        if (question.kind == QuestionKind::Number)
            return QString::number(number) + ".5"_q;
        if (question.kind == QuestionKind::Date)
            return QDate(2025, 1, 1).addDays(number).toString(Qt::ISODate);
        if (question.kind == QuestionKind::Month)
            return "2019-04"_q;
        return question.kind == QuestionKind::Drugs ? "异烟肼 1 0.3 g；草药"_q
                                                    : "说明 <&\"> "_q + QString::number(number);
    }

    void putHealthForm(HealthForm form)
    {
        form.patient = patient;
        form.site = wangzhuang.id;
        form.practitioner = villageDoctor.practitioner;
        form.day = QDate(2025, 5, 2);
        form.entered = morning.plusMs(86'400'000);
        form.outcome = "abnormal"_q;
        form.step = FollowUpStep::Refer;
        form.due = QDate(2025, 8, 2);
        form.checkReferralBy = QDate(2025, 5, 16);
        form.reasons = "referred"_q;
        form.nextOn = QDate(2025, 7, 30);
        put(form);
    }

    Id putContract()
    {
        FamilyContract c;
        c.patient = patient;
        c.site = wangzhuang.id;
        c.team = Id::fromKey("team");
        c.packages = QStringList{Id::fromKey("package 1").text(), Id::fromKey("package 2").text()};
        c.signedOn = QDate(2024, 5, 2);
        c.from = QDate(2024, 5, 3);
        c.until = QDate(2026, 5, 2);
        c.groups = QStringList{"disabled"_q, "hypertension"_q};
        c.signer = ConsentSigner::Guardian;
        c.signerName = "张大山"_q;
        c.signerRelation = "丈夫"_q;
        c.way = ConsentWay::Mark;
        c.practitioner = villageDoctor.practitioner;
        c.entered = morning;
        c.previous = Id::fromKey("the one before");
        c.endedOn = QDate(2025, 5, 1);
        c.endReason = "other-team"_q;
        c.endRemark = "搬到东河\n手续已办"_q;
        c.id = FamilyContract::idOf(patient, c.team, c.signedOn);
        put(c);
        FamilyContract plain;
        plain.patient = patient;
        plain.site = donghe.id;
        plain.team = Id::fromKey("other team");
        plain.signedOn = plain.from = QDate(2025, 5, 1);
        plain.until = QDate(2026, 4, 30);
        return put(plain);
    }

    /// Each field with something that it can hold.
    Id putForm(FollowUpProgram program, Id amends)
    {
        FollowUp f;
        f.program = program;
        int number = 0;
        for (const FormField &field : followUpFields()) {
            if (!field.isOf(program))
                continue;
            ++number;
            const auto options = field.optionsOf(program);
            QString text = QString::number(number) + ".5"_q;
            if (std::holds_alternative<QString FollowUp::*>(field.member))
                text = "说明 <&\"> "_q + QString::number(number) + "\n第二行"_q;
            else if (std::holds_alternative<QDate FollowUp::*>(field.member))
                text = QDate(2025, 6, 1).addDays(number).toString(Qt::ISODate);
            else if (std::holds_alternative<bool FollowUp::*>(field.member))
                text = "2"_q;
            else if (std::holds_alternative<FollowUpDrugs FollowUp::*>(field.member))
                text = "二甲双胍 2 0.5 g；草药"_q;
            else if (std::holds_alternative<QStringList FollowUp::*>(field.member))
                text = "2;3;10"_q;
            else if (!options.empty())
                text = QString::number(options.back().number);
            if (field.keyText() == "dangerSigns"_q && program == FollowUpProgram::Hypertension)
                text = "2;3"_q;
            INFO(field.key);
            REQUIRE(setField(f, program, field, text));
        }
        f.patient = patient;
        f.site = wangzhuang.id;
        f.practitioner = villageDoctor.practitioner;
        f.formCode = formCodeOf(program);
        f.formVersion = "2020"_q;
        f.visitDate = QDate(2025, 5, 2);
        f.entered = morning.plusMs(86'400'000);
        f.outcome = FollowUpClass::Complication;
        f.step = FollowUpStep::UrgentReferral;
        f.due = QDate(2025, 5, 16);
        f.checkReferralBy = QDate(2025, 5, 16);
        f.reasons = "danger-sign,new-complication"_q;
        f.amends = amends;
        f.amendReason = amends.isNone() ? QString() : "抄错"_q;
        return put(f);
    }

    /// Something in every field of the form that it can hold.
    Id putFile()
    {
        ResidentFile file;
        file.form.formVersion = "2017"_q;
        int number = 0;
        for (const BasicField &field : basicFields()) {
            if (field.isOfPatient())
                continue;
            ++number;
            QString text = "说明 <&> "_q + QString::number(number);
            if (field.kind == BasicKind::Entries)
                text = "2|2019-0"_q + QString::number(1 + number % 9) + "|名称;1"_q;
            else if (field.kind == BasicKind::Choices)
                text = "2;1||只有名称"_q;
            else if (field.kind == BasicKind::Allergies)
                text = "1"_q;
            else if (!field.options.empty())
                text = QString::number(field.options.front().number);
            else if (field.kind == BasicKind::Date)
                text = "2019-05-01"_q;
            else if (field.kind == BasicKind::Person)
                text = villageDoctor.practitioner.text();
            INFO(field.column);
            REQUIRE(setField(file, field, text));
        }
        file.form.diseases.append("很久以前的病"_q);
        file.form.carer = Id::fromKey("somebody else");
        file.form.id = BasicInformation::idOf(patient);
        file.form.patient = patient;
        file.form.site = wangzhuang.id;
        file.form.formCode = "basic-information"_q;
        for (int kind = 1; kind <= 7; ++kind) {
            ResidentEvent event;
            event.patient = patient;
            event.site = wangzhuang.id;
            event.practitioner = villageDoctor.practitioner;
            event.kind = static_cast<ResidentEventKind>(kind);
            event.entered = morning.plusMs(kind);
            event.day = *PartialDate::parse(kind == 2 ? u"2025" : u"2025-05-02");
            event.what = "phone"_q;
            event.before = "138 0000"_q;
            event.after = "139"_q;
            event.reason = "换号"_q;
            event.place = "上海"_q;
            put(event);
        }
        Household home;
        home.id = Id::fromKey("household");
        home.site = wangzhuang.id;
        home.number = "JT-1"_q;
        home.address = "王庄 12 号"_q;
        home.phone = "0550 1"_q;
        home.head = patient;
        home.remarks = "低保\n户"_q;
        home.dissolvedOn = QDate(2025, 1, 2);
        home.joined = Id::fromKey("other household");
        put(home);
        return put(file.form);
    }

    Id putReferral()
    {
        ServiceRequest r;
        r.patient = patient;
        r.encounter = visit;
        r.site = wangzhuang.id;
        r.toSite = county.id;
        r.practitioner = villageDoctor.practitioner;
        r.number = "ZZ-0001"_q;
        r.at = morning;
        r.urgency = ReferralUrgency::Soon;
        r.reason = "连续两次控制不满意"_q;
        r.diagnosisCode = "I10"_q;
        r.diagnosis = "高血压 3 级"_q;
        r.summary = "头晕一周\n加药无效"_q;
        r.department = "心内科"_q;
        r.allergyStatement = "青霉素"_q;
        r.validUntil = QDate(2025, 6, 1);
        const Id id = put(r);
        for (int kind = 1; kind <= 10; ++kind) {
            ReferralEvent e;
            e.referral = id;
            e.patient = patient;
            e.site = kind == 3 ? county.id : wangzhuang.id;
            e.fromSite = wangzhuang.id;
            e.toSite = county.id;
            e.kind = static_cast<ReferralEventKind>(kind);
            e.at = morning.plusMs(kind);
            e.practitioner = countyDoctor.practitioner;
            e.appointment = kind == 3 ? morning.plusMs(3'600'000) : Instant{};
            e.department = "心内科"_q;
            e.note = "说明"_q;
            e.diagnosis = "高血压"_q;
            e.treatment = "加用利尿剂"_q;
            e.plan = "两周后复查"_q;
            put(e);
        }
        CarePlanActivity a;
        a.referral = id;
        a.patient = patient;
        a.site = wangzhuang.id;
        a.fromSite = county.id;
        a.dueOn = QDate(2025, 5, 20);
        a.what = "量血压"_q;
        a.doneOn = QDate(2025, 5, 19);
        a.doneBy = villageDoctor.practitioner;
        a.outcome = "138/84"_q;
        put(a);
        return id;
    }
};

template <typename T> void checkSame(Office &from, Office &to)
{
    INFO(T::info.table);
    const auto known = from.all<T>(), copies = to.all<T>();
    CHECK_FALSE(known.empty());
    REQUIRE(copies.size() == known.size());
    for (std::size_t i = 0; i < known.size(); ++i) {
        CHECK(copies[i].id == known[i].id);
        T expected = known[i];
        if constexpr (std::is_same_v<T, MedicationDispense>)
            expected.document = {}; // of the clinic's ledger
        CHECK(rowOf(copies[i]).values == rowOf(expected).values);
    }
}

/// One of each kind, and one of an edition that is not known.
int healthForms()
{
    return static_cast<int>(formDefinitions().size()) + 1;
}

int entriesOf(const QByteArray &bundle, const char *type)
{
    int found = 0;
    for (const auto &entry : QJsonDocument::fromJson(bundle).object()["entry"_q].toArray())
        found += entry.toObject()["resource"_q].toObject()["resourceType"_q].toString() == QLatin1String(type);
    return found;
}

} // namespace

TEST_CASE("all that is kept about a resident comes back equal, and is exported again as the same bytes",
          "[exchange][fhir]")
{
    FullCard here;
    const QByteArray bundle = here.exported();
    CHECK(QJsonDocument::fromJson(bundle).isObject());
    Office there; // the same sites, other people
    const ImportReport report = there.import(bundle);
    CHECK(report.total.refused == 0);
    CHECK(report.total.updated == 0);
    CHECK(report.otherCounts.empty());

    checkSame<Patient>(here, there);
    checkSame<Encounter>(here, there);
    checkSame<Condition>(here, there);
    checkSame<Observation>(here, there);
    checkSame<MedicationRequest>(here, there);
    checkSame<MedicationDispense>(here, there);
    checkSame<AllergyIntolerance>(here, there);
    checkSame<ProgramEnrolment>(here, there);
    checkSame<FollowUp>(here, there);
    checkSame<FollowUpContact>(here, there);
    checkSame<HealthForm>(here, there);
    checkSame<ServiceRequest>(here, there);
    checkSame<ReferralEvent>(here, there);
    checkSame<CarePlanActivity>(here, there);
    checkSame<FamilyContract>(here, there);
    checkSame<BasicInformation>(here, there);
    checkSame<ResidentEvent>(here, there);
    checkSame<Household>(here, there);
    CHECK(there.exported() == bundle);
}

TEST_CASE("imported again, an export changes nothing, here and there", "[exchange][fhir]")
{
    FullCard here;
    const QByteArray bundle = here.exported();
    Office there;
    const ImportReport first = there.import(bundle);
    const int all = first.total.added + first.total.unchanged;
    for (Office *office : {static_cast<Office *>(&here), &there}) {
        const auto before = office->all<Observation>().size();
        const ImportReport again = office->import(bundle);
        CHECK(again.total.added == 0);
        CHECK(again.total.updated == 0);
        CHECK(again.total.refused == 0);
        CHECK(again.total.unchanged == all);
        CHECK(office->all<Observation>().size() == before);
    }
}

TEST_CASE("a form's measured values are told as observations, and come back as the form alone", "[exchange][fhir]")
{
    FullCard here;
    const QByteArray bundle = here.exported();
    CHECK(entriesOf(bundle, "QuestionnaireResponse") == 4 + healthForms());
    const auto own = here.all<Observation>().size();
    CHECK(static_cast<std::size_t>(entriesOf(bundle, "Observation")) > own + 15);
    CHECK(bundle.contains("\"derivedFrom\":[{\"reference\":\"QuestionnaireResponse/"));
    Office there;
    there.import(bundle);
    CHECK(there.all<Observation>().size() == own);
}

TEST_CASE("fasting glucose in mmol/L leaves as LOINC 14771-0, and is known by either code", "[exchange][fhir]")
{
    CHECK(loincFor("1558-6"_q, u"mmol/L") == "14771-0"_q);
    CHECK(loincFor("1558-6"_q, u"mg/dL") == "1558-6"_q);
    CHECK(loincFor("1558-6"_q, u"") == "1558-6"_q);
    CHECK(loincFor("8480-6"_q, u"mmHg") == "8480-6"_q);
    CHECK(keptCodeFor("14771-0"_q, u"mmol/L") == "1558-6"_q);
    CHECK(keptCodeFor("14771-0"_q, u"mg/dL") == "14771-0"_q);
    CHECK(keptCodeFor("1558-6"_q, u"mg/dL") == "1558-6"_q);

    FullCard here;
    const QByteArray bundle = here.exported();
    CHECK(bundle.contains(R"("code":"14771-0")"));
    CHECK(bundle.count(R"("code":"1558-6")") == 1); // the one in mg/dL

    const auto value = [](const char *code) {
        return QByteArray(R"({"resourceType":"Bundle","entry":[
{"resource":{"resourceType":"Patient","id":"p1","name":[{"text":"王秀英"}],"gender":"female","birthDate":"1958-07-02"}},
{"resource":{"resourceType":"Observation","id":"o1","status":"final","subject":{"reference":"Patient/p1"},
 "code":{"coding":[{"system":"http://loinc.org","code":")") +
               code + R"("}],"text":"空腹血糖"},"valueQuantity":{"value":6.10,"unit":"mmol/L"}}}]})";
    };
    Office other;
    CHECK(other.import(value("1558-6")).total.added == 2); // as an earlier version wrote it
    const ImportReport again = other.import(value("14771-0"));
    CHECK(again.total.added == 0);
    CHECK(again.total.updated == 0);
    REQUIRE(other.all<Observation>().size() == 1);
    CHECK(other.all<Observation>()[0].code == QString::fromLatin1(vital::fastingGlucose));
    CHECK(other.all<Observation>()[0].value == "6.10"_q);
}

TEST_CASE("what other systems say in resources of the further types is counted, not taken", "[exchange][fhir]")
{
    FullCard here;
    QByteArray bundle = here.exported();
    bundle.replace("\"source\":\"urn:yigong\"", "\"source\":\"urn:other\"");
    Office there;
    const ImportReport report = there.import(bundle);
    for (const char *type : {"EpisodeOfCare", "QuestionnaireResponse", "Communication", "ServiceRequest", "Task",
                             "CarePlan", "MedicationDispense", "Contract", "Provenance", "Group"})
        CHECK(report.otherCounts.at(QString::fromLatin1(type)) == entriesOf(bundle, type));
    CHECK(there.all<FollowUp>().empty());
    CHECK(there.all<ServiceRequest>().empty());
}

TEST_CASE("a record that is here already is never changed by a file that says otherwise", "[exchange][fhir]")
{
    FullCard here;
    QByteArray bundle = here.exported();
    bundle.replace("量血压", "测血糖").replace("窦性心律", "房颤").replace("\"finished\"", "\"active\"");
    const ImportReport report = here.import(bundle);
    CHECK(report.total.added == 0);
    CHECK(report.total.updated == 0);
    CHECK(here.all<CarePlanActivity>()[0].what == "量血压"_q);
}

TEST_CASE("an export says only of one's own sites, and nobody's record becomes another's", "[exchange][fhir]")
{
    FullCard here;
    const QByteArray bundle = here.exported();

    Office there;
    const ImportReport village = there.import(bundle, there.townshipDoctor);
    // What the county hospital did is not the township's to write.
    CHECK(village.byKind.at("Task"_q).refused == 1);
    CHECK(village.total.refused == 1);

    Office third;
    Patient other;
    other.name = "张三"_q;
    other.sex = Sex::Male;
    other.birthDate = *PartialDate::parse(u"1950");
    other.site = third.wangzhuang.id;
    Encounter theirs;
    theirs.id = here.visit;
    theirs.patient = third.put(other);
    theirs.site = third.wangzhuang.id;
    third.put(theirs);
    const ImportReport mixed = third.import(bundle);
    CHECK(mixed.byKind.at("Encounter"_q).refused == 2); // the visit and its correction
    CHECK(mixed.byKind.at("Observation"_q).refused == 9);
    CHECK(mixed.byKind.at("ServiceRequest"_q).refused == 1);
    CHECK(mixed.byKind.at("QuestionnaireResponse"_q) == ImportCounts{4 + healthForms(), 0, 0, 0});
}

TEST_CASE("handing out a drug that needs two is not brought in by a file", "[exchange][fhir]")
{
    FullCard here;
    MedicationRequest line = here.all<MedicationRequest>()[0];
    line.id = {};
    line.drug = "M0001"_q;
    line.special = SpecialClass::Narcotic;
    MedicationDispense dispense = here.all<MedicationDispense>()[0];
    dispense.id = {};
    dispense.request = here.put(line);
    dispense.drug = line.drug;
    here.put(dispense);
    Office there;
    const QByteArray bundle = here.exported();
    const ImportReport report = there.import(bundle);
    CHECK(report.byKind.at("MedicationDispense"_q).refused == 1);
    CHECK(report.byKind.at("MedicationRequest"_q).added == 2);
    for (const MedicationRequest &request : there.all<MedicationRequest>())
        CHECK(request.sourceIdentifier.isEmpty() == (request.special == SpecialClass::None));
}

TEST_CASE("what stands under another id of the same person is exported as theirs", "[exchange][fhir]")
{
    FullCard here;
    Patient twice = here.all<Patient>()[0];
    twice.id = {};
    twice.sourceIdentifier = "000124"_q;
    const Id second = here.put(twice);
    Encounter visit;
    visit.patient = second;
    visit.site = here.wangzhuang.id;
    visit.complaint = "咳嗽"_q;
    visit.start = morning;
    here.put(visit);
    REQUIRE(here.write(here.townshipDoctor,
                       [&](Transaction &tx) { return mergeResidents(tx, here.patient, second, "同一人"_q); }));
    const QByteArray bundle = here.exported();
    CHECK(entriesOf(bundle, "Patient") == 1);
    Office there;
    CHECK(there.import(bundle).total.refused == 0);
    CHECK(there.all<Encounter>().size() == 3);
    CHECK(there.exported() == bundle);
}
