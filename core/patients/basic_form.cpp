// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/basic_form.h"
#include "core/base/text.h"
#include "core/codes/catalogue.h"
#include "core/patients/patient_text.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

// clang-format off
// 个人基本信息表, 2017. Where the edition of 2011 numbers otherwise, its table follows.
constexpr std::array sexes{BasicOption{1, u"男"}, BasicOption{2, u"女"}, BasicOption{9, u"未说明的性别"}, BasicOption{0, u"未知的性别"}};
constexpr std::array residencies{BasicOption{1, u"户籍"}, BasicOption{2, u"非户籍"}};
// GB/T 3304; kept with two digits.
constexpr std::array ethnicities{
    BasicOption{1, u"汉族"}, BasicOption{2, u"蒙古族"}, BasicOption{3, u"回族"}, BasicOption{4, u"藏族"}, BasicOption{5, u"维吾尔族"},
    BasicOption{6, u"苗族"}, BasicOption{7, u"彝族"}, BasicOption{8, u"壮族"}, BasicOption{9, u"布依族"}, BasicOption{10, u"朝鲜族"},
    BasicOption{11, u"满族"}, BasicOption{12, u"侗族"}, BasicOption{13, u"瑶族"}, BasicOption{14, u"白族"}, BasicOption{15, u"土家族"},
    BasicOption{16, u"哈尼族"}, BasicOption{17, u"哈萨克族"}, BasicOption{18, u"傣族"}, BasicOption{19, u"黎族"}, BasicOption{20, u"傈僳族"},
    BasicOption{21, u"佤族"}, BasicOption{22, u"畲族"}, BasicOption{23, u"高山族"}, BasicOption{24, u"拉祜族"}, BasicOption{25, u"水族"},
    BasicOption{26, u"东乡族"}, BasicOption{27, u"纳西族"}, BasicOption{28, u"景颇族"}, BasicOption{29, u"柯尔克孜族"}, BasicOption{30, u"土族"},
    BasicOption{31, u"达斡尔族"}, BasicOption{32, u"仫佬族"}, BasicOption{33, u"羌族"}, BasicOption{34, u"布朗族"}, BasicOption{35, u"撒拉族"},
    BasicOption{36, u"毛南族"}, BasicOption{37, u"仡佬族"}, BasicOption{38, u"锡伯族"}, BasicOption{39, u"阿昌族"}, BasicOption{40, u"普米族"},
    BasicOption{41, u"塔吉克族"}, BasicOption{42, u"怒族"}, BasicOption{43, u"乌孜别克族"}, BasicOption{44, u"俄罗斯族"}, BasicOption{45, u"鄂温克族"},
    BasicOption{46, u"德昂族"}, BasicOption{47, u"保安族"}, BasicOption{48, u"裕固族"}, BasicOption{49, u"京族"}, BasicOption{50, u"塔塔尔族"},
    BasicOption{51, u"独龙族"}, BasicOption{52, u"鄂伦春族"}, BasicOption{53, u"赫哲族"}, BasicOption{54, u"门巴族"}, BasicOption{55, u"珞巴族"},
    BasicOption{56, u"基诺族"}, BasicOption{97, u"其他"}, BasicOption{98, u"外国血统中国籍人士"}};
constexpr std::array bloodTypes{BasicOption{1, u"A型"}, BasicOption{2, u"B型"}, BasicOption{3, u"O型"}, BasicOption{4, u"AB型"}, BasicOption{5, u"不详"}};
constexpr std::array rhs{BasicOption{1, u"阴性"}, BasicOption{2, u"阳性"}, BasicOption{3, u"不详"}};
constexpr std::array rhs2011{BasicOption{1, u"RH阴性：否"}, BasicOption{2, u"RH阴性：是"}, BasicOption{3, u"不详"}};
constexpr std::array educations{
    BasicOption{1, u"研究生"}, BasicOption{2, u"大学本科"}, BasicOption{3, u"大学专科和专科学校"}, BasicOption{4, u"中等专业学校"},
    BasicOption{5, u"技工学校"}, BasicOption{6, u"高中"}, BasicOption{7, u"初中"}, BasicOption{8, u"小学"},
    BasicOption{9, u"文盲或半文盲"}, BasicOption{10, u"不详"}};
constexpr std::array educations2011{
    BasicOption{1, u"文盲及半文盲"}, BasicOption{2, u"小学"}, BasicOption{3, u"初中"}, BasicOption{4, u"高中/技校/中专"},
    BasicOption{5, u"大学专科及以上"}, BasicOption{6, u"不详"}};
constexpr std::array occupations{
    BasicOption{0, u"国家机关、党群组织、企业、事业单位负责人"}, BasicOption{1, u"专业技术人员"}, BasicOption{2, u"办事人员和有关人员"},
    BasicOption{3, u"商业、服务业人员"}, BasicOption{4, u"农、林、牧、渔、水利业生产人员"},
    BasicOption{5, u"生产、运输设备操作人员及有关人员"}, BasicOption{6, u"军人"}, BasicOption{7, u"不便分类的其他从业人员"},
    BasicOption{8, u"无职业"}};
constexpr std::array marriages{BasicOption{1, u"未婚"}, BasicOption{2, u"已婚"}, BasicOption{3, u"丧偶"}, BasicOption{4, u"离婚"}, BasicOption{5, u"未说明的婚姻状况"}};
constexpr std::array payments{
    BasicOption{1, u"城镇职工基本医疗保险"}, BasicOption{2, u"城镇居民基本医疗保险"}, BasicOption{3, u"新型农村合作医疗"},
    BasicOption{4, u"贫困救助"}, BasicOption{5, u"商业医疗保险"}, BasicOption{6, u"全公费"}, BasicOption{7, u"全自费"},
    BasicOption{8, u"其他", true}};
constexpr std::array drugAllergies{BasicOption{1, u"无"}, BasicOption{2, u"青霉素"}, BasicOption{3, u"磺胺"}, BasicOption{4, u"链霉素"}, BasicOption{5, u"其他", true}};
constexpr std::array exposures{BasicOption{1, u"无"}, BasicOption{2, u"化学品"}, BasicOption{3, u"毒物"}, BasicOption{4, u"射线"}};
constexpr std::array diseases{
    BasicOption{1, u"无"}, BasicOption{2, u"高血压"}, BasicOption{3, u"糖尿病"}, BasicOption{4, u"冠心病"},
    BasicOption{5, u"慢性阻塞性肺疾病"}, BasicOption{6, u"恶性肿瘤", true}, BasicOption{7, u"脑卒中"}, BasicOption{8, u"严重精神障碍"},
    BasicOption{9, u"结核病"}, BasicOption{10, u"肝炎"}, BasicOption{11, u"其他法定传染病"}, BasicOption{12, u"职业病", true},
    BasicOption{13, u"其他", true}};
constexpr std::array yesNo{BasicOption{1, u"无"}, BasicOption{2, u"有", true}};
constexpr std::array familyDiseases{
    BasicOption{1, u"无"}, BasicOption{2, u"高血压"}, BasicOption{3, u"糖尿病"}, BasicOption{4, u"冠心病"},
    BasicOption{5, u"慢性阻塞性肺疾病"}, BasicOption{6, u"恶性肿瘤"}, BasicOption{7, u"脑卒中"}, BasicOption{8, u"严重精神障碍"},
    BasicOption{9, u"结核病"}, BasicOption{10, u"肝炎"}, BasicOption{11, u"先天畸形"}, BasicOption{12, u"其他", true}};
constexpr std::array disabilities{
    BasicOption{1, u"无残疾"}, BasicOption{2, u"视力残疾"}, BasicOption{3, u"听力残疾"}, BasicOption{4, u"言语残疾"},
    BasicOption{5, u"肢体残疾"}, BasicOption{6, u"智力残疾"}, BasicOption{7, u"精神残疾"}, BasicOption{8, u"其他残疾", true}};
constexpr std::array kitchens{BasicOption{1, u"无"}, BasicOption{2, u"油烟机"}, BasicOption{3, u"换气扇"}, BasicOption{4, u"烟囱"}};
constexpr std::array fuels{BasicOption{1, u"液化气"}, BasicOption{2, u"煤"}, BasicOption{3, u"天然气"}, BasicOption{4, u"沼气"}, BasicOption{5, u"柴火"}, BasicOption{6, u"其他"}};
constexpr std::array waters{BasicOption{1, u"自来水"}, BasicOption{2, u"经净化过滤的水"}, BasicOption{3, u"井水"}, BasicOption{4, u"河湖水"}, BasicOption{5, u"塘水"}, BasicOption{6, u"其他"}};
constexpr std::array toilets{BasicOption{1, u"卫生厕所"}, BasicOption{2, u"一格或二格粪池式"}, BasicOption{3, u"马桶"}, BasicOption{4, u"露天粪坑"}, BasicOption{5, u"简易棚厕"}};
constexpr std::array livestocks{BasicOption{1, u"无"}, BasicOption{2, u"单设"}, BasicOption{3, u"室内"}, BasicOption{4, u"室外"}};
constexpr std::array livestocks2011{BasicOption{1, u"单设"}, BasicOption{2, u"室内"}, BasicOption{3, u"室外"}};
// No national table: as deployed systems offer it.
constexpr std::array companies{BasicOption{1, u"独居"}, BasicOption{2, u"与配偶"}, BasicOption{3, u"与子女"}, BasicOption{4, u"与父母"}, BasicOption{5, u"与其他人"}, BasicOption{6, u"养老机构"}};
constexpr std::array yesOrNo{BasicOption{1, u"开放"}, BasicOption{2, u"不开放"}};

using P = Patient;
using B = BasicInformation;
using Part = BasicPart;
using Kind = BasicKind;
constexpr bool optional = false, fixed = true;
constexpr std::array fields{
    BasicField{"record_number", &P::recordNumber, u"编号", Part::Cover, Kind::Number, {}, {}, 0, true, fixed},
    BasicField{"name", &P::name, u"姓名", Part::Cover, Kind::Text},
    BasicField{"address", &P::address, u"现住址", Part::Cover, Kind::Text},
    BasicField{"registered_address", &B::registeredAddress, u"户籍地址", Part::Cover, Kind::Text},
    BasicField{"phone", &P::phone, u"联系电话", Part::Cover, Kind::Number},
    BasicField{"doctor", &B::doctor, u"责任医生", Part::Cover, Kind::Person},
    BasicField{"established_by", &B::establishedBy, u"建档人", Part::Cover, Kind::Person, {}, {}, 0, true, fixed},
    BasicField{"established_on", &B::establishedOn, u"建档日期", Part::Cover, Kind::Date},

    BasicField{"sex", &P::sex, u"性别", Part::Person, Kind::Choice, sexes},
    BasicField{"birth_date", &P::birthDate, u"出生日期", Part::Person, Kind::Date},
    BasicField{"id_number", &P::idNumber, u"身份证号", Part::Person, Kind::Number},
    BasicField{"workplace", &B::workplace, u"工作单位", Part::Person, Kind::Text, {}, {}, 0, optional},
    BasicField{"contact_name", &B::contactName, u"联系人姓名", Part::Person, Kind::Text},
    BasicField{"contact_phone", &B::contactPhone, u"联系人电话", Part::Person, Kind::Number},
    BasicField{"residency", &B::residency, u"常住类型", Part::Person, Kind::Choice, residencies},
    BasicField{"ethnicity", &P::ethnicity, u"民族", Part::Person, Kind::Choice, ethnicities},
    BasicField{"blood_type", &P::bloodType, u"血型", Part::Person, Kind::Choice, bloodTypes},
    BasicField{"rh", &B::rh, u"RH", Part::Person, Kind::Choice, rhs, rhs2011},
    BasicField{"education", &B::education, u"文化程度", Part::Person, Kind::Choice, educations, educations2011},
    BasicField{"occupation", &B::occupation, u"职业", Part::Person, Kind::Choice, occupations},
    BasicField{"marriage", &B::marriage, u"婚姻状况", Part::Person, Kind::Choice, marriages},
    BasicField{"payments", &B::payments, u"医疗费用支付方式", Part::Person, Kind::Choices, payments},

    BasicField{"no_drug_allergies", &B::noDrugAllergies, u"药物过敏史", Part::Allergies, Kind::Allergies, drugAllergies, {}, 1},
    BasicField{"exposures", &B::exposures, u"暴露史", Part::Allergies, Kind::Choices, exposures, {}, 1},

    BasicField{"diseases", &B::diseases, u"疾病", Part::PastHistory, Kind::Entries, diseases, {}, 1},
    BasicField{"operations", &B::operations, u"手术", Part::PastHistory, Kind::Entries, yesNo, {}, 1},
    BasicField{"injuries", &B::injuries, u"外伤", Part::PastHistory, Kind::Entries, yesNo, {}, 1},
    BasicField{"transfusions", &B::transfusions, u"输血", Part::PastHistory, Kind::Entries, yesNo, {}, 1},

    BasicField{"father_history", &B::fatherHistory, u"父亲", Part::FamilyHistory, Kind::Choices, familyDiseases, {}, 1},
    BasicField{"mother_history", &B::motherHistory, u"母亲", Part::FamilyHistory, Kind::Choices, familyDiseases, {}, 1},
    BasicField{"siblings_history", &B::siblingsHistory, u"兄弟姐妹", Part::FamilyHistory, Kind::Choices, familyDiseases, {}, 1},
    BasicField{"children_history", &B::childrenHistory, u"子女", Part::FamilyHistory, Kind::Choices, familyDiseases, {}, 1},
    BasicField{"hereditary", &B::hereditary, u"遗传病史", Part::FamilyHistory, Kind::Choices, yesNo, {}, 1},
    BasicField{"disabilities", &B::disabilities, u"残疾情况", Part::FamilyHistory, Kind::Choices, disabilities, {}, 1},
    BasicField{"disability_number", &B::disabilityNumber, u"残疾证号", Part::FamilyHistory, Kind::Number, {}, {}, 0, optional},

    BasicField{"kitchen", &B::kitchen, u"厨房排风设施", Part::Living, Kind::Choice, kitchens},
    BasicField{"fuel", &B::fuel, u"燃料类型", Part::Living, Kind::Choice, fuels},
    BasicField{"water", &B::water, u"饮水", Part::Living, Kind::Choice, waters},
    BasicField{"toilet", &B::toilet, u"厕所", Part::Living, Kind::Choice, toilets},
    BasicField{"livestock", &B::livestock, u"禽畜栏", Part::Living, Kind::Choice, livestocks, livestocks2011},

    BasicField{"household_relation", &P::householdRelation, u"与户主关系", Part::Care, Kind::Text, {}, {}, 0, optional},
    BasicField{"lives_with", &B::livesWith, u"居住情况", Part::Care, Kind::Choice, companies, {}, 0, optional},
    BasicField{"carer_name", &B::carerName, u"照料人", Part::Care, Kind::Text, {}, {}, 0, optional},
    BasicField{"carer_phone", &B::carerPhone, u"照料人电话", Part::Care, Kind::Number, {}, {}, 0, optional},
    BasicField{"carer_relation", &B::carerRelation, u"与本人关系", Part::Care, Kind::Text, {}, {}, 0, optional},
    BasicField{"open_to_resident", &B::openToResident, u"向本人开放", Part::Care, Kind::Choice, yesOrNo, {}, 0, optional},
};
// clang-format on

template <typename... Lambdas> struct Handlers : Lambdas...
{
    using Lambdas::operator()...;
};
template <typename... Lambdas> Handlers(Lambdas...) -> Handlers<Lambdas...>;

const BasicOption *optionIn(std::span<const BasicOption> options, int number)
{
    const auto found = std::find_if(options.begin(), options.end(),
                                    [number](const BasicOption &option) { return option.number == number; });
    return found == options.end() ? nullptr : &*found;
}

tl::unexpected<Error> notUnderstood(const BasicField &field, const QString &text)
{
    return fail(ErrorKind::Invalid, field.columnText(), {text.left(60)});
}

Result<void> requireOption(const BasicField &field, QStringView version, const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    if (!isNumber)
        return notUnderstood(field, text);
    const auto options = field.optionsOf(version);
    if (optionIn(options, number))
        return {};
    return fail(ErrorKind::OutOfRange, field.columnText(),
                {text, QString::number(options.front().number), QString::number(options.back().number)});
}

/// "2018-06", "2018.6", "201806": a month is what the form asks; a day or a year alone is taken as well.
std::optional<PartialDate> monthFrom(const QString &text)
{
    static const QRegularExpression loose(
        QStringLiteral("^(\\d{4})(?:[-./年]?(\\d{1,2})月?)?(?:[-./]?(\\d{1,2})日?)?$"));
    const auto match = loose.match(halfWidth(text).trimmed());
    if (!match.hasMatch())
        return std::nullopt;
    QString iso = match.captured(1);
    for (int part = 2; part <= 3; ++part)
        if (!match.captured(part).isEmpty())
            iso += u'-' + match.captured(part).rightJustified(2, u'0');
    return PartialDate::parse(iso);
}

/// "6|2020-03|肺癌", or as a person types it: "6 2020-03 肺癌".
Result<BasicEntry> entryFrom(const BasicField &field, QStringView version, const QString &typed)
{
    static const QRegularExpression firstWord(QStringLiteral("^(\\d+)(?:\\s*[|｜]\\s*|\\s+|$)"));
    static const QRegularExpression time(
        QStringLiteral("^([0-9０-９]{4}[-0-9０-９./年月日]*)(?:\\s*[|｜]\\s*|\\s+|$)"));
    const QString text = typed.trimmed();
    const auto head = firstWord.match(halfWidth(text));
    if (!head.hasMatch() || !isCleanText(text) || text.contains(u'\n'))
        return notUnderstood(field, text);
    YIGONG_TRY(requireOption(field, version, head.captured(1)));
    BasicEntry entry;
    entry.number = head.captured(1).toInt();
    QString rest = text.mid(head.capturedLength()).trimmed();
    if (const auto since = time.match(rest); since.hasMatch()) {
        const auto month = monthFrom(since.captured(1));
        if (!month)
            return notUnderstood(field, text);
        entry.since = *month;
        rest = rest.mid(since.capturedLength()).trimmed();
    } else if (rest.startsWith(u'|')) {
        rest = rest.mid(1).trimmed();
    }
    if (rest.contains(u'|'))
        return notUnderstood(field, text);
    entry.name = rest;
    return entry;
}

QStringList apart(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[;；]"));
    return text.split(between, Qt::SkipEmptyParts);
}

Result<QStringList> listFrom(const BasicField &field, QStringView version, const QString &text)
{
    QStringList list;
    for (const QString &typed : apart(text)) {
        YIGONG_LET(entry, entryFrom(field, version, typed));
        list.append(entry.text());
    }
    return list;
}

QString entryWords(const BasicEntry &entry, std::span<const BasicOption> options)
{
    if (entry.number == 0 && !optionIn(options, 0))
        return entry.name;
    const BasicOption *option = optionIn(options, entry.number);
    QStringList more{entry.name, entry.since.text()};
    more.removeAll(QString());
    const QString name = option ? option->nameText() : QString::number(entry.number);
    return more.isEmpty() ? name : name + u'（' + more.join(QStringLiteral("，")) + u'）';
}

int drugOptionOf(const AllergyIntolerance &allergy)
{
    const Catalogue &codes = Catalogue::shipped();
    const Allergen *known = codes.allergenOf(allergy.code.isEmpty() ? allergy.substance : allergy.code);
    constexpr int otherDrug = 5;
    return known ? known->recordOption : otherDrug;
}

QString allergyText(const ResidentFile &file)
{
    QStringList parts;
    for (const int option : drugAllergyOptions(file)) {
        BasicEntry entry;
        entry.number = option;
        QStringList names;
        for (const AllergyIntolerance &allergy : file.allergies)
            if (option == 5 && drugOptionOf(allergy) == option)
                names.append(allergy.substance);
        entry.name = names.join(u'、');
        parts.append(entry.text());
    }
    return parts.join(u';');
}

/// The groups that the boxes stand for, as they are recorded.
AllergyIntolerance allergyFor(const BasicEntry &entry)
{
    const Allergen *known = nullptr;
    for (const Allergen &allergen : Catalogue::shipped().allergens().entries())
        if (!known && entry.number != 5 && allergen.recordOption == entry.number)
            known = &allergen;
    AllergyIntolerance allergy;
    if (!known)
        known = Catalogue::shipped().allergenOf(entry.name);
    allergy.code = known ? known->code : QString();
    allergy.substance = entry.name.isEmpty() && known ? known->name : entry.name;
    return allergy;
}

Result<void> setAllergies(ResidentFile &file, const BasicField &field, const QString &text)
{
    YIGONG_LET(list, listFrom(field, file.form.formVersion, text));
    const std::vector<BasicEntry> typed = entriesOf(list);
    std::erase_if(file.allergies, [](const AllergyIntolerance &a) { return a.id.isNone(); });
    for (const AllergyIntolerance &standing : file.allergies) {
        const int option = drugOptionOf(standing);
        if (option != 0 && std::none_of(typed.begin(), typed.end(),
                                        [option](const BasicEntry &entry) { return entry.number == option; }))
            return fail(ErrorKind::WrongState, field.columnText(), {standing.substance});
    }
    file.form.noDrugAllergies = false;
    for (const BasicEntry &entry : typed) {
        if (entry.number == field.none) {
            file.form.noDrugAllergies = true;
            continue;
        }
        for (const QString &name : entry.name.isEmpty() ? QStringList{QString()} : entry.name.split(u'、')) {
            AllergyIntolerance allergy = allergyFor({entry.number, {}, name.trimmed()});
            const bool stands =
                std::any_of(file.allergies.begin(), file.allergies.end(), [&](const AllergyIntolerance &a) {
                    return (name.isEmpty() && drugOptionOf(a) == entry.number) || a.substance == allergy.substance ||
                           (!allergy.code.isEmpty() && a.code == allergy.code);
                });
            if (allergy.substance.isEmpty() && !stands)
                return fail(ErrorKind::Required, field.columnText());
            if (!stands)
                file.allergies.push_back(std::move(allergy));
        }
    }
    return {};
}

Result<QString> wordFrom(const BasicField &field, const QString &text)
{
    if (!isCleanText(text) || text.contains(u'\n'))
        return notUnderstood(field, text);
    return tidied(text);
}

Result<PartialDate> dateFrom(const BasicField &field, const QString &text)
{
    if (text.isEmpty())
        return PartialDate();
    const auto date = monthFrom(text);
    if (!date)
        return notUnderstood(field, text);
    return *date;
}

/// Gathers what is wrong, each once a field.
class BasicCheck
{
public:
    BasicCheck(const ResidentFile &file, QDate today) : m_file(file), m_today(today) {}

    std::vector<Error> errors()
    {
        for (const BasicField &field : fields)
            check(field);
        return std::move(m_errors);
    }

private:
    void complain(ErrorKind kind, const BasicField &field, const QStringList &args = {})
    {
        if (m_errors.empty() || m_errors.back().field != field.columnText())
            m_errors.push_back({kind, field.columnText(), args});
    }

    void check(const BasicField &field)
    {
        const QString text = fieldText(m_file, field);
        if (field.isList())
            checkEntries(field, entriesOf(apart(text)));
        else if (field.kind == BasicKind::Choice && !text.isEmpty())
            checkChoice(field, text);
        else if (field.kind == BasicKind::Date && !field.isOfPatient())
            checkTime(field, PartialDate::parse(text).value_or(PartialDate{}));
        if (field.kind == BasicKind::Number && field.columnText().endsWith(u"phone") && !text.isEmpty() &&
            (digitsOf(text).isEmpty() || text.size() > 40))
            complain(ErrorKind::Invalid, field, {text.left(40)});
        if (field.kind == BasicKind::Allergies && m_file.form.noDrugAllergies)
            for (const AllergyIntolerance &allergy : m_file.allergies)
                if (drugOptionOf(allergy) != 0)
                    complain(ErrorKind::WrongState, field, {allergy.substance});
        if (text.size() > longest)
            complain(ErrorKind::OutOfRange, field,
                     {QString::number(text.size()), QStringLiteral("0"), QString::number(longest)});
    }

    void checkChoice(const BasicField &field, const QString &text)
    {
        if (field.columnText() == u"sex" && text == u"0")
            return;
        if (const auto known = requireOption(field, m_file.form.formVersion, text); !known)
            complain(known.error().kind, field, known.error().args);
    }

    void checkEntries(const BasicField &field, const std::vector<BasicEntry> &entries)
    {
        for (const BasicEntry &entry : entries) {
            const BasicOption *option = optionIn(field.optionsOf(m_file.form.formVersion), entry.number);
            if (!option)
                complain(ErrorKind::Invalid, field, {entry.text()});
            else if (option->asksName && entry.name.isEmpty())
                complain(ErrorKind::Required, field, {option->nameText()});
            else if (field.none != 0 && entry.number == field.none && entries.size() > 1)
                complain(ErrorKind::Invalid, field, {option->nameText()});
            checkTime(field, entry.since);
        }
    }

    void checkTime(const BasicField &field, const PartialDate &time)
    {
        if (time.isNone())
            return;
        const PartialDate &born = m_file.patient.birthDate;
        const bool isBeforeBirth = !born.isNone() && time.text() < born.text().left(time.text().size());
        if (time.earliest() > m_today || isBeforeBirth)
            complain(ErrorKind::OutOfRange, field, {time.text(), born.text(), m_today.toString(Qt::ISODate)});
    }

    static constexpr qsizetype longest = 2000;
    const ResidentFile &m_file;
    QDate m_today;
    std::vector<Error> m_errors;
};

} // namespace

QString titleOf(BasicPart part)
{
    switch (part) {
    case BasicPart::Cover:
        return QStringLiteral("封面");
    case BasicPart::Person:
        return QStringLiteral("基本情况");
    case BasicPart::Allergies:
        return QStringLiteral("过敏与暴露");
    case BasicPart::PastHistory:
        return QStringLiteral("既往史");
    case BasicPart::FamilyHistory:
        return QStringLiteral("家族史与残疾");
    case BasicPart::Living:
        return QStringLiteral("生活环境");
    case BasicPart::Care:
        return QStringLiteral("家庭与照料");
    }
    return {};
}

QString BasicEntry::text() const
{
    QString text = number == 0 && since.isNone() ? QString() : QString::number(number);
    if (text.isEmpty())
        return name.isEmpty() ? QStringLiteral("0") : name;
    if (!since.isNone() || !name.isEmpty())
        text += u'|' + since.text();
    if (!name.isEmpty())
        text += u'|' + name;
    return text;
}

std::vector<BasicEntry> entriesOf(const QStringList &list)
{
    std::vector<BasicEntry> entries;
    for (const QString &text : list) {
        BasicEntry entry;
        bool isNumber = false;
        entry.number = text.section(u'|', 0, 0).toInt(&isNumber);
        const auto since = PartialDate::parse(text.section(u'|', 1, 1));
        if (isNumber && (since || text.section(u'|', 1, 1).isEmpty())) {
            entry.since = since.value_or(PartialDate{});
            entry.name = text.section(u'|', 2);
        } else {
            entry = {0, {}, text};
        }
        entries.push_back(std::move(entry));
    }
    std::sort(entries.begin(), entries.end());
    return entries;
}

QStringList listOf(const std::vector<BasicEntry> &entries)
{
    QStringList list;
    for (const BasicEntry &entry : entries)
        list.append(entry.text());
    return list;
}

QString BasicField::keyText() const
{
    QString key;
    bool isUpper = false;
    for (const char *c = column; *c != 0; ++c) {
        if (*c == '_')
            isUpper = true;
        else
            key += std::exchange(isUpper, false) ? QChar(QLatin1Char(*c)).toUpper() : QChar(QLatin1Char(*c));
    }
    return columnText() == u"no_drug_allergies" ? QStringLiteral("drugAllergies") : key;
}

std::span<const BasicOption> BasicField::optionsOf(QStringView version) const
{
    return version == u"2011" && !older.empty() ? older : options;
}

std::span<const BasicField> basicFields()
{
    return fields;
}

const BasicField *basicField(QStringView columnOrKey)
{
    const auto found = std::find_if(fields.begin(), fields.end(), [columnOrKey](const BasicField &field) {
        return field.columnText() == columnOrKey || field.keyText() == columnOrKey;
    });
    return found == fields.end() ? nullptr : &*found;
}

QString fieldText(const ResidentFile &file, const BasicField &field)
{
    if (field.kind == BasicKind::Allergies)
        return allergyText(file);
    const Patient &p = file.patient;
    const BasicInformation &b = file.form;
    return std::visit(
        Handlers{
            [&](QString Patient::*m) { return p.*m; },
            [&](PartialDate Patient::*m) { return (p.*m).text(); },
            [&](Sex Patient::*m) { return p.*m == Sex::Unknown ? QString() : QString::number(static_cast<int>(p.*m)); },
            [&](BloodType Patient::*m) {
                return p.*m == BloodType::NotAsked ? QString() : QString::number(static_cast<int>(p.*m));
            },
            [&](QString BasicInformation::*m) { return b.*m; },
            [&](QStringList BasicInformation::*m) { return listOf(entriesOf(b.*m)).join(u';'); },
            [&](QDate BasicInformation::*m) { return (b.*m).toString(Qt::ISODate); },
            [&](Id BasicInformation::*m) { return (b.*m).isNone() ? QString() : (b.*m).text(); },
            [&](bool BasicInformation::*m) { return b.*m ? QStringLiteral("1") : QString(); },
        },
        field.member);
}

QString wordsFor(const BasicField &field, const QString &text, QStringView version)
{
    if (text.isEmpty() || field.options.empty())
        return text;
    const auto options = field.optionsOf(version);
    QStringList words;
    for (const BasicEntry &entry : entriesOf(apart(text)))
        words.append(entryWords(entry, options));
    return words.join(u'、');
}

QString fieldWords(const ResidentFile &file, const BasicField &field)
{
    return wordsFor(field, fieldText(file, field), file.form.formVersion);
}

Result<void> setField(ResidentFile &file, const BasicField &field, const QString &typed)
{
    const QString text = typed.trimmed();
    const QString &version = file.form.formVersion;
    if (field.kind == BasicKind::Allergies)
        return setAllergies(file, field, text);
    if (field.kind == BasicKind::Choice && !text.isEmpty())
        YIGONG_TRY(requireOption(field, version, text));
    Patient &p = file.patient;
    BasicInformation &b = file.form;
    const auto word = [&](auto &record, auto member) -> Result<void> {
        YIGONG_LET(said, wordFrom(field, text));
        record.*member = said;
        return {};
    };
    return std::visit(Handlers{
                          [&](QString Patient::*m) -> Result<void> {
                              if (field.kind != BasicKind::Choice)
                                  return word(p, m);
                              p.*m = text.isEmpty() ? QString() : halfWidth(text).rightJustified(2, u'0');
                              return {};
                          },
                          [&](QString BasicInformation::*m) { return word(b, m); },
                          [&](PartialDate Patient::*m) -> Result<void> {
                              YIGONG_LET(date, dateFrom(field, text));
                              p.*m = date;
                              return {};
                          },
                          [&](Sex Patient::*m) -> Result<void> {
                              p.*m = static_cast<Sex>(text.toInt());
                              return {};
                          },
                          [&](BloodType Patient::*m) -> Result<void> {
                              p.*m = static_cast<BloodType>(text.toInt());
                              return {};
                          },
                          [&](QStringList BasicInformation::*m) -> Result<void> {
                              YIGONG_LET(list, listFrom(field, version, text));
                              b.*m = list;
                              return {};
                          },
                          [&](QDate BasicInformation::*m) -> Result<void> {
                              YIGONG_LET(date, dateFrom(field, text));
                              if (!date.isNone() && !date.isWhole())
                                  return notUnderstood(field, text);
                              b.*m = date.earliest();
                              return {};
                          },
                          [&](Id BasicInformation::*m) -> Result<void> {
                              const auto id = text.isEmpty() ? std::optional{Id{}} : Id::parse(text);
                              if (!id)
                                  return notUnderstood(field, text);
                              b.*m = *id;
                              return {};
                          },
                          [&](bool BasicInformation::*m) -> Result<void> {
                              b.*m = text == u"1";
                              return {};
                          },
                      },
                      field.member);
}

QList<int> drugAllergyOptions(const ResidentFile &file)
{
    QList<int> options;
    for (const AllergyIntolerance &allergy : file.allergies)
        if (const int option = drugOptionOf(allergy); option != 0 && !options.contains(option))
            options.append(option);
    std::sort(options.begin(), options.end());
    if (options.isEmpty() && file.form.noDrugAllergies)
        options.append(1);
    return options;
}

std::vector<Error> checkBasicInformation(const ResidentFile &file, QDate today)
{
    return BasicCheck(file, today).errors();
}

} // namespace yigong
