// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/story.h"
#include "core/base/spans.h"
#include "core/patients/id_number.h"
#include "core/store/change_log.h"
#include "core/sync/sync_records.h"
#include "core/training/written.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

const Diagnosis *diagnosis(const char16_t *code)
{
    return Catalogue::shipped().diagnoses().find(written(code));
}

UsualDrug usual(const char16_t *code, int days)
{
    const Drug *drug = Catalogue::shipped().drugs().find(written(code));
    return {drug, days, drug->doseHundredths};
}

constexpr auto amlodipine = u"D0171", valsartan = u"D0187", nifedipine = u"D0175", smectite = u"D0305";

} // namespace

struct Story::Role
{
    const char16_t *name;
    Sex sex;
    int age, month, day; ///< of birth; the age on the county's day
    int sequence;        ///< of the ID number
    const char16_t *address, *phone;
    const char16_t *condition = u"";
    const char16_t *remarks = u"";
    const char16_t *relation = u"户主";
};

namespace {

constexpr auto man = Sex::Male, woman = Sex::Female;

} // namespace

Story::Story(const CountyPlan &plan, Households &households, IdSource &ids) : m_plan(plan)
{
    static constexpr std::array roles{
        Role{u"李秀兰", woman, 68, 3, 11, 34, u"中街 8 号", u"15055043306", u"hypertension"},
        Role{u"李小龙", man, 41, 1, 8, 223, u"中街 8 号", u"15212907745", u"", u"外出务工，春节返乡", u"子"},
        Role{u"罗雪莲", woman, 73, 1, 6, 152, u"后街 12 号", u"13865026021", u"hypertension"},
        Role{u"刘新亮", man, 57, 1, 28, 401, u"北头 6 号", u"13955018472"},
        Role{u"林香兰", woman, 64, 1, 18, 84, u"西街 15 号", u"15855072913", u"diabetes"},
        Role{u"柳兴来", man, 60, 1, 19, 557, u"西街 22 号", u"18755036150", u"", u"外住县城"},
        Role{u"卢晓丽", woman, 35, 1, 8, 612, u"后街 40 号", u"17755081406", u"", u"孕 24 周"},
        Role{u"孙广田", man, 66, 4, 2, 117, u"北头 3 号", u"", u"diabetes", u"家中无电话，独居"},
        Role{u"高玉梅", woman, 59, 6, 21, 226, u"中街 27 号", u"13905507718", u"hypertension"},
        Role{u"周德福", man, 71, 2, 14, 319, u"西街 5 号", u"18605500925", u"stroke"},
        Role{u"何桂芝", woman, 62, 8, 9, 408, u"后街 31 号", u"13755014410", u"diabetes"},
        Role{u"马国庆", man, 54, 10, 1, 533, u"北头 19 号", u"13505508842", u"hypertension"},
        Role{u"单秀英", woman, 77, 5, 20, 642, u"中街 2 号", u"13305501207", u"", u"子女代接电话"},
        Role{u"郑有才", man, 63, 7, 7, 751, u"前街 11 号", u"13655029038", u"coronary"},
        Role{u"李方", woman, 52, 3, 6, 284, u"东街 6 号", u"13955027718"},
        Role{u"任学礼", man, 63, 9, 17, 865, u"西街 4 号", u"13155016672", u"copd"},
    };
    for (const Role &role : roles)
        m_people.push_back(makePerson(role, households, ids));
    m_people[1].patient.household = m_people[0].patient.household;
}

Person Story::makePerson(const Role &role, Households &households, IdSource &ids) const
{
    const PlannedSite &village = m_plan.sites[m_plan.storyVillage];
    Person person;
    person.scripted = true;
    person.age = role.age;
    QDate birth(m_plan.today().year() - role.age, role.month, role.day);
    if (ageOn(PartialDate(birth), m_plan.today()) != role.age)
        birth = birth.addYears(-1);
    Patient &patient = person.patient;
    patient.id = ids.next();
    patient.name = written(role.name);
    patient.sex = role.sex;
    patient.birthDate = PartialDate(birth);
    patient.idType = QStringLiteral("01");
    patient.idNumber = households.idNumberOf(village.site.code.left(6), birth, role.sequence);
    patient.address = written(role.address);
    patient.phone = written(role.phone);
    patient.remarks = written(role.remarks);
    patient.site = village.site.id;
    patient.household = ids.next();
    patient.householdRelation = written(role.relation);
    patient.ethnicity = QStringLiteral("01");
    if (*role.condition)
        addCondition(person, written(role.condition));
    if (patient.name == u"李秀兰") {
        AllergyIntolerance allergy;
        allergy.patient = patient.id;
        allergy.site = village.site.id;
        allergy.code = QStringLiteral("A01");
        allergy.substance = QStringLiteral("青霉素");
        allergy.reaction = QStringLiteral("皮疹、喉头水肿");
        allergy.criticality = QStringLiteral("high");
        allergy.recordedOn = QDate(2019, 6, 2);
        allergy.practitioner = village.staff.front().id;
        allergy.id = AllergyIntolerance::idOf(patient.id, allergy.code);
        person.allergies.push_back(allergy);
    }
    return person;
}

Instant Story::moment(int daysAgo, int hour, int minute) const
{
    return startOf(m_plan.today().addDays(-daysAgo)).plusMs((hour * 60 + minute) * minuteMs);
}

std::size_t Story::indexOf(QStringView name) const
{
    for (std::size_t i = 0; i < m_people.size(); ++i)
        if (m_people[i].patient.name == name)
            return i;
    return 0;
}

std::vector<ScriptedVisit> Story::visits() const
{
    struct Check
    {
        const char16_t *name;
        int daysAgo, systolic, diastolic, pulse, weightTenths, glucoseTenths;
        const char16_t *complaint, *code, *drug, *advice;
        int drugDays = 28;
    };
    static constexpr auto salt = u"低盐饮食，早晚各测一次血压并记下";
    static constexpr auto sugar = u"控制主食，饭后走半小时";
    static constexpr std::array checks{
        Check{u"李秀兰", 355, 144, 84, 74, 620, 0, u"高血压随访，无不适", u"I10.x00", amlodipine, salt},
        Check{u"李秀兰", 290, 146, 86, 75, 618, 0, u"高血压随访，晨起头胀", u"I10.x00", amlodipine, salt},
        Check{u"李秀兰", 215, 142, 84, 76, 617, 0, u"高血压随访，无不适", u"I10.x00", amlodipine, salt},
        Check{u"李秀兰", 150, 148, 88, 75, 616, 0, u"高血压随访，无不适", u"I10.x00", amlodipine, salt},
        Check{u"李秀兰", 120, 145, 85, 78, 0, 0, u"鼻塞、流涕 2 天", u"J06.900", u"D0508", u"多饮水，注意休息", 3},
        Check{u"李秀兰", 83, 149, 86, 76, 615, 58, u"高血压随访，无不适", u"I10.x00", amlodipine, salt},
        Check{u"李秀兰", 14, 158, 92, 76, 615, 0, u"高血压随访，偶有头晕", u"I10.x00", amlodipine, salt},
        Check{u"罗雪莲", 62, 168, 96, 80, 588, 0, u"头晕 1 周", u"I10.x00", amlodipine, salt},
        Check{u"罗雪莲", 33, 172, 98, 82, 586, 0, u"高血压随访，服药不规律", u"I10.x00", amlodipine, salt},
        Check{u"孙广田", 104, 136, 82, 72, 634, 68, u"糖尿病随访，无不适", u"E11.900", u"D0327", sugar, 30},
        Check{u"高玉梅", 102, 136, 84, 74, 571, 0, u"高血压随访，无不适", u"I10.x00", amlodipine, salt},
        Check{u"周德福", 19, 166, 94, 80, 660, 0, u"右侧肢体无力 3 小时", u"I63.900", u"", u"立即转县医院"},
        Check{u"何桂芝", 103, 132, 80, 76, 602, 64, u"糖尿病随访，无不适", u"E11.900", u"D0327", sugar, 30},
        Check{u"何桂芝", 3, 134, 80, 76, 600, 71, u"视物模糊 2 月", u"E11.900", u"D0327", sugar, 30},
        Check{u"马国庆", 100, 132, 82, 70, 742, 0, u"高血压随访，无不适", u"I10.x00", amlodipine, salt},
        Check{u"郑有才", 2, 148, 90, 88, 671, 0, u"活动后胸闷 3 天", u"I25.103", u"D0575", u"不劳累，尽快去县医院", 3},
        Check{u"单秀英", 70, 142, 80, 72, 522, 0, u"膝痛", u"M17.900", u"D0103", u"少爬楼，注意保暖", 7},
        Check{u"任学礼", 41, 128, 78, 84, 590, 0, u"慢阻肺取药", u"J44.900", u"D0263", u"戒烟，避免受凉", 14},
    };
    std::vector<ScriptedVisit> visits;
    int slot = 0;
    for (const Check &check : checks) {
        ScriptedVisit visit{indexOf(written(check.name)), {}};
        VisitPlan &plan = visit.plan;
        plan.start = moment(check.daysAgo, 8, 10 + 7 * (slot++ % 12));
        plan.complaint = written(check.complaint);
        plan.advice = written(check.advice);
        plan.vitals = {check.systolic, check.diastolic, check.pulse, 364, check.weightTenths, check.glucoseTenths};
        plan.diagnoses = {diagnosis(check.code)};
        plan.practitioner = m_plan.sites[m_plan.storyVillage].staff.front().id;
        if (*check.drug)
            plan.drugs = {usual(check.drug, check.drugDays)};
        visits.push_back(std::move(visit));
    }
    return visits;
}

ReferralPlan Story::planOf(QStringView name, const std::vector<VisitMade> &made, int daysAgo) const
{
    ReferralPlan plan;
    const std::size_t index = indexOf(name);
    plan.person = &m_people[index];
    for (const VisitMade &visit : made) {
        if (visit.scripted && visit.person == index && civilDay(visit.start) == m_plan.today().addDays(-daysAgo)) {
            plan.encounter = visit.encounter;
            plan.sent = visit.start.plusMs(24 * minuteMs);
        }
    }
    return plan;
}

struct Story::PastReferral
{
    const char16_t *name;
    int visitDaysAgo, returnedDaysAgo;
    ReferralStage stage;
    ReferralUrgency urgency;
    const char16_t *department, *reason, *code, *result, *treatment, *plan;
    /// Counted from the county's day; "done" where the outcome is told.
    struct Due
    {
        const char16_t *what = u"";
        int daysFromNow = 0;
        const char16_t *outcome = u"";
    };
    std::array<Due, 5> activities;
};

void Story::writeReturned(const PastReferral &returned, ReferralCourse &course,
                          const std::vector<VisitMade> &made) const
{
    ReferralPlan plan = planOf(written(returned.name), made, returned.visitDaysAgo);
    plan.stage = returned.stage;
    plan.urgency = returned.urgency;
    plan.department = written(returned.department);
    plan.reason = written(returned.reason);
    plan.summary = plan.reason + QStringLiteral("，村卫生室已对症处理，请上级进一步诊治。");
    plan.diagnosisCode = plan.resultCode = written(returned.code);
    plan.diagnosis = plan.result = written(returned.result);
    plan.treatment = written(returned.treatment);
    plan.plan = written(returned.plan);
    plan.returned = moment(returned.returnedDaysAgo, 16, 20);
    for (const PastReferral::Due &due : returned.activities)
        if (*due.what)
            plan.activities.push_back({written(due.what), returned.returnedDaysAgo + due.daysFromNow, *due.outcome != 0,
                                       0, written(due.outcome)});
    course.write(plan);
}

void Story::writeReferrals(ReferralCourse &course, const std::vector<VisitMade> &made) const
{
    using enum ReferralStage;
    using enum ReferralUrgency;
    static constexpr auto sugarPlan = u"监测空腹血糖，控制主食";
    static constexpr std::array all{
        PastReferral{u"李秀兰",
                     290,
                     286,
                     Closed,
                     Routine,
                     u"心内科",
                     u"晨起头胀，血压波动",
                     u"I10.x00",
                     u"原发性高血压",
                     u"24 小时动态血压：平均 141/83，心电图、肾功能正常",
                     u"继续原方案，定期随访",
                     {{{u"高血压随访", -215, u"142/84 控制满意"},
                       {u"高血压随访", -150, u"148/88 控制满意"},
                       {u"高血压随访", -83, u"149/86 控制满意，空腹血糖 5.8"},
                       {u"高血压随访", -14, u"158/92 控制不满意，第 1 次"},
                       {u"高血压 2 周复查", 0}}}},
        PastReferral{u"罗雪莲",
                     62,
                     57,
                     Closed,
                     Soon,
                     u"心内科",
                     u"连续两次血压控制不满意",
                     u"I10.x05",
                     u"高血压3级",
                     u"调整为氨氯地平联合缬沙坦",
                     u"规律服药，每日自测血压",
                     {{{u"高血压随访", -33, u"172/98 控制不满意"}, {u"高血压随访", -6}}}},
        PastReferral{u"孙广田",
                     104,
                     100,
                     Closed,
                     Routine,
                     u"内分泌科",
                     u"血糖波动",
                     u"E11.900",
                     u"2型糖尿病",
                     u"糖化血红蛋白 7.4%，维持二甲双胍",
                     sugarPlan,
                     {{{u"糖尿病随访，测空腹血糖", -86, u"空腹 6.9 mmol/L"}, {u"糖尿病随访，测空腹血糖", -2}}}},
        PastReferral{u"高玉梅",
                     102,
                     98,
                     Closed,
                     Routine,
                     u"心内科",
                     u"头晕待查",
                     u"I10.x00",
                     u"原发性高血压",
                     u"颈动脉彩超未见斑块，维持原方案",
                     u"低盐饮食，季度随访",
                     {{{u"高血压随访", -1}}}},
        PastReferral{u"周德福",
                     19,
                     3,
                     Returned,
                     Emergency,
                     u"神经内科",
                     u"右侧肢体无力 3 小时，疑脑梗死",
                     u"I63.900",
                     u"脑梗死恢复期",
                     u"头颅 MRI 示左侧基底节区梗死；抗血小板、他汀、改善循环治疗 14 天，右上肢肌力 4 级",
                     u"阿司匹林、阿托伐他汀长期服用；肢体康复每日两次；防跌倒",
                     {{{u"出院后首次随访，测血压", 0},
                       {u"肢体功能训练指导", 4},
                       {u"语言与吞咽功能评估", 11},
                       {u"复查血压、血脂", 27},
                       {u"康复效果评估，决定是否复诊", 57}}}},
        PastReferral{u"何桂芝",
                     103,
                     99,
                     Closed,
                     Routine,
                     u"内分泌科",
                     u"血糖控制评估",
                     u"E11.900",
                     u"2型糖尿病",
                     u"尿微量白蛋白正常，维持原方案",
                     sugarPlan,
                     {{{u"糖尿病随访，测空腹血糖", 0}}}},
        PastReferral{u"马国庆",
                     100,
                     96,
                     Closed,
                     Routine,
                     u"心内科",
                     u"初诊高血压，排除继发",
                     u"I10.x00",
                     u"原发性高血压",
                     u"肾动脉彩超、血钾正常",
                     u"低盐、限酒、减重",
                     {{{u"高血压随访", 2}}}},
        PastReferral{u"单秀英",
                     70,
                     66,
                     Closed,
                     Routine,
                     u"骨科",
                     u"双膝痛半年",
                     u"M17.900",
                     u"膝关节病",
                     u"X 线示关节间隙变窄，玻璃酸钠注射",
                     u"股四头肌锻炼",
                     {{{u"65 岁体检预约，复查膝关节", 3}}}},
    };
    for (const PastReferral &returned : all)
        writeReturned(returned, course, made);

    ReferralPlan eyes = planOf(u"何桂芝", made, 3);
    eyes.stage = Accepted;
    eyes.department = QStringLiteral("眼科");
    eyes.reason = QStringLiteral("糖尿病眼底筛查，视物模糊 2 月");
    eyes.diagnosisCode = QStringLiteral("E11.300");
    eyes.diagnosis = QStringLiteral("2型糖尿病伴有眼的并发症");
    eyes.summary = QStringLiteral("糖尿病 6 年，近 2 月视物模糊，空腹血糖 7.1 mmol/L。请散瞳查眼底。");
    eyes.appointment = moment(0, 14, 30);
    course.write(eyes);

    ReferralPlan heart = planOf(u"郑有才", made, 2);
    heart.stage = Waiting;
    heart.urgency = Soon;
    heart.department = QStringLiteral("心内科");
    heart.reason = QStringLiteral("活动后胸闷 3 天，加重");
    heart.diagnosisCode = QStringLiteral("I20.900");
    heart.diagnosis = QStringLiteral("心绞痛");
    heart.summary = QStringLiteral("冠心病史 4 年，近 3 天快走即胸闷，含速效救心丸可缓解。请查心电图、心肌酶。");
    course.write(heart);
}

QStringList Story::drugs()
{
    return {written(amlodipine), written(valsartan), written(nifedipine), written(smectite)};
}

void Story::writeShelf(Shelf &shelf) const
{
    const CodeTable<Drug> &table = Catalogue::shipped().drugs();
    const QDate today = m_plan.today();
    struct Left
    {
        const char16_t *drug;
        int madeDaysAgo, expiresIn, units;
    };
    // What the pharmacy page shows: two lots of one drug, too little of another, two that will expire soon.
    static constexpr std::array lots{Left{amlodipine, 640, 90, 14}, Left{amlodipine, 140, 590, 72},
                                     Left{valsartan, 430, 300, 14}, Left{nifedipine, 712, 18, 42},
                                     Left{smectite, 1047, 48, 16}};
    for (const QString &code : Story::drugs())
        shelf.sendBack(*table.find(code), QStringLiteral("年终调换批号"), moment(2, 16, 0));
    for (const Left &left : lots)
        shelf.receive(*table.find(written(left.drug)),
                      today.addDays(-left.madeDaysAgo).toString(QStringLiteral("yyMMdd")),
                      today.addDays(left.expiresIn), left.units, moment(1, 17, 10));
}

namespace {

/// Conflicts as the hub would have written them.
class ConflictScript
{
public:
    ConflictScript(const Person &person, int field, Instant opened, RecordPile &pile) : m_pile(pile)
    {
        m_conflict.id = Conflict::idOf(Patient::info.number, person.patient.id, field);
        m_conflict.subjectType = Patient::info.number;
        m_conflict.subject = person.patient.id;
        m_conflict.field = field;
        m_conflict.patient = person.patient.id;
        m_conflict.site = person.patient.site;
        m_conflict.opened = opened;
        pile.add(m_conflict);
    }
    void base(const QString &value) { side(value, {}, {}, {}, {}, true); }
    void side(const QString &value, const PlannedSite &from, Id practitioner, Instant at)
    {
        side(value, from.site.id, from.formerDevice, practitioner, at, false);
    }
    void settle(Id id, const QString &chosen, Id practitioner, Instant at, const QString &comment)
    {
        ConflictSettlement settlement;
        settlement.id = id;
        settlement.conflict = m_conflict.id;
        settlement.patient = m_conflict.patient;
        settlement.site = m_conflict.site;
        settlement.chosen = chosen;
        m_seen.sort();
        settlement.saw = m_seen.join(u'\n');
        settlement.practitioner = practitioner;
        settlement.time = HybridTime::at(at).ticks;
        settlement.comment = comment;
        m_pile.add(settlement);
    }

private:
    void side(const QString &value, Id site, Id device, Id practitioner, Instant at, bool isBase)
    {
        ConflictValue record;
        const qint64 time = HybridTime::at(at).ticks;
        record.id = Id::fromKey("conflict-value/" + m_conflict.id.bytes() + device.bytes() + QByteArray::number(time) +
                                (isBase ? "/base/" : "/") + value.toUtf8());
        record.conflict = m_conflict.id;
        record.patient = m_conflict.patient;
        record.site = m_conflict.site;
        record.value = value;
        record.fromSite = site;
        record.device = device;
        record.practitioner = practitioner;
        record.time = time;
        record.isBase = isBase;
        m_pile.add(record);
        if (!isBase)
            m_seen.append(record.id.text());
    }

    RecordPile &m_pile;
    Conflict m_conflict;
    QStringList m_seen;
};

constexpr int nameField = 1, phoneField = 8, addressField = 9; // of Patient

} // namespace

void Story::writeConflicts(Desk &village, RecordPile &pile) const
{
    const PlannedSite &here = village.site();
    const PlannedSite &township = m_plan.parentOf(here);
    const Id villageDoctor = here.staff.front().id;
    const Id townshipDoctor = township.staffWith(StaffRole::TownshipDoctor);
    const Person &li = m_people[indexOf(u"李方")];
    const Person &ren = m_people[indexOf(u"任学礼")];
    {
        ConflictScript name(li, nameField, moment(1, 15, 40), pile);
        name.base(QStringLiteral("李芳"));
        name.side(QStringLiteral("李芬"), here, villageDoctor, moment(1, 9, 5));
        name.side(QStringLiteral("李方"), township, townshipDoctor, moment(1, 15, 20));
    }
    {
        ConflictScript phone(li, phoneField, moment(1, 15, 40), pile);
        phone.base(QString());
        phone.side(QStringLiteral("13755020902"), here, villageDoctor, moment(1, 9, 6));
        phone.side(li.patient.phone, township, townshipDoctor, moment(1, 15, 21));
        phone.settle(village.newId(), li.patient.phone, {}, moment(1, 15, 40), {});
    }
    ConflictScript address(ren, addressField, moment(20, 10, 0), pile);
    address.base(QStringLiteral("西街 14 号"));
    address.side(QStringLiteral("西街 9 号"), township, townshipDoctor, moment(21, 9, 30));
    address.side(ren.patient.address, here, villageDoctor, moment(21, 11, 0));
    address.settle(village.newId(), ren.patient.address, townshipDoctor, moment(19, 8, 50),
                   QStringLiteral("本人来核对"));
}

void Story::write(Desk &village, Desk &hospital, ClinicYear &clinic, const std::vector<VisitMade> &made,
                  RecordPile &pile)
{
    ReferralCourse course(village, hospital, pile, m_plan.now, Dice(11, "story"));
    writeReferrals(course, made);
    writeShelf(clinic.shelf());
    writeConflicts(village, pile);
}

} // namespace yigong
