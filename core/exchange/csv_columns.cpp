// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_columns.h"
#include "core/base/text.h"
#include "core/exchange/field_spelling.h"

#include <QRegularExpression>
#include <algorithm>

namespace yigong {

namespace {

struct FieldNames
{
    PatientField field;
    const char16_t *name;
    const char16_t *headers; ///< as `headerKey` makes them, parted by blanks
};

// clang-format off
constexpr FieldNames fieldNames[] = {
    {PatientField::Name, u"name", u"姓名 居民姓名 患者姓名 病人姓名 本人姓名 人员姓名 名字 xm name fullname patientname"},
    {PatientField::Sex, u"sex", u"性别 性别名称 性别代码 xb sex gender"},
    {PatientField::BirthDate, u"birthDate", u"出生日期 出生年月 出生年月日 出生时间 出生 生日 csrq birthdate dateofbirth dob birthday"},
    {PatientField::IdNumber, u"idNumber", u"身份证号 身份证号码 身份证 证件号码 证件号 证件编号 公民身份号码 公民身份证号码 居民身份证号 居民身份证号码 "
                                          u"身份证件号码 有效证件号码 sfzh sfzhm zjhm idnumber idno idcard idcardno idcardnumber nationalid"},
    {PatientField::IdType, u"idType", u"证件类型 证件类别 证件种类 身份证件类型 身份证件类别 idtype idcardtype documenttype"},
    {PatientField::Phone, u"phone", u"联系电话 本人电话 手机 手机号 手机号码 移动电话 电话 电话号码 联系方式 本人联系电话 家庭电话 lxdh phone mobile tel "
                                    u"telephone phonenumber mobilephone cellphone"},
    {PatientField::Address, u"address", u"现住址 家庭住址 住址 地址 居住地址 现居住地址 现居住地 现地址 家庭地址 常住地址 详细地址 居住地 xzz address homeaddress currentaddress"},
    {PatientField::RegisteredAddress, u"registeredAddress", u"户籍地址 户籍地 户口地址 户籍所在地 户口所在地 户籍住址 hjdz registeredaddress"},
    {PatientField::Ethnicity, u"ethnicity", u"民族 民族名称 民族代码 mz ethnicity nation ethnicgroup nationality"},
    {PatientField::BloodType, u"bloodType", u"血型 abo血型 血型abo abo bloodtype bloodgroup"},
    {PatientField::RhType, u"rhType", u"rh血型 rh 血型rh rh阴性 rhtype rhfactor"},
    {PatientField::Marital, u"marital", u"婚姻 婚姻状况 婚姻状态 婚姻情况 婚否 hyzk marital maritalstatus"},
    {PatientField::Education, u"education", u"文化程度 学历 教育程度 受教育程度 education"},
    {PatientField::Occupation, u"occupation", u"职业 工种 职业类别 occupation"},
    {PatientField::RecordNumber, u"recordNumber", u"档案编号 健康档案号 健康档案编号 档案号 居民健康档案编号 居民档案编号 个人档案编号 个人健康档案编号 "
                                                  u"居民健康档案号 个人档案号 dabh recordnumber healthrecordnumber archiveno archivenumber"},
    {PatientField::Township, u"township", u"乡镇 乡镇名称 街道 乡镇街道 所属乡镇 乡镇街道名称 township town"},
    {PatientField::Village, u"village", u"村 行政村 村委会 村名 村居 村名称 居委会 村居委会 村委会名称 村居委会名称 所属村 所在村 village villagename"},
    {PatientField::Organisation, u"organisation", u"所属机构 建档机构 管理机构 建档单位 机构 机构名称 管辖机构 现管理机构 当前所属机构 organisation organization org institution"},
    {PatientField::Doctor, u"doctor", u"责任医生 签约医生 家庭医生 管理医生 doctor"},
    {PatientField::Allergies, u"allergies", u"过敏史 药物过敏史 药物过敏 过敏 过敏药物 过敏情况 allergies allergy"},
    {PatientField::History, u"history", u"既往史 慢性病 慢病 疾病史 既往病史 既往疾病 慢性病史 慢病史 慢性病种 慢病类型 慢性病类型 慢病种类 患病情况 所患疾病 history chronicdiseases chronicconditions"},
    {PatientField::Householder, u"householder", u"户主姓名 户主 householder headofhousehold"},
    {PatientField::RelationToHouseholder, u"relationToHouseholder", u"与户主关系 和户主关系 户主关系 家庭关系 relationtohouseholder relationship"},
    {PatientField::HouseholdNumber, u"householdNumber", u"家庭编号 户号 家庭档案编号 家庭档案号 户编号 家庭号 householdnumber householdid familyid familynumber"},
    {PatientField::ContactName, u"contactName", u"联系人 联系人姓名 紧急联系人 contact contactname"},
    {PatientField::ContactPhone, u"contactPhone", u"联系人电话 联系人手机 紧急联系人电话 联系人联系电话 contactphone"},
    {PatientField::Payment, u"payment", u"医疗费用支付方式 支付方式 费用支付方式 医保类型 医疗付费方式 参保类型 payment insurance"},
    {PatientField::Workplace, u"workplace", u"工作单位 单位 单位名称 workplace employer"},
    {PatientField::Residency, u"residency", u"常住类型 居住类型 户籍类型 常住人口类型 residency"},
    {PatientField::Exposures, u"exposures", u"暴露史 exposures"},
    {PatientField::Disabilities, u"disabilities", u"残疾情况 残疾类型 残疾类别 残疾 disabilities disability"},
    {PatientField::DisabilityNumber, u"disabilityNumber", u"残疾证号 残疾证编号 残疾人证号 disabilitynumber"},
    {PatientField::Kitchen, u"kitchen", u"厨房排风设施 厨房排风 kitchen"},
    {PatientField::Fuel, u"fuel", u"燃料类型 燃料 fuel"},
    {PatientField::Water, u"water", u"饮水 饮水类型 饮用水 water"},
    {PatientField::Toilet, u"toilet", u"厕所 厕所类型 toilet"},
    {PatientField::Livestock, u"livestock", u"禽畜栏 livestock"},
    {PatientField::LivesWith, u"livesWith", u"居住情况 居住状况 liveswith"},
    {PatientField::EstablishedOn, u"establishedOn", u"建档日期 建档时间 establishedon"},
    {PatientField::Deceased, u"deceased", u"死亡日期 死亡时间 deceased deathdate dateofdeath"},
    {PatientField::Remarks, u"remarks", u"备注 说明 备注说明 附注 bz remarks remark note notes comment"},
    {PatientField::SourceId, u"sourceId", u"源系统编号 人员id 病人id 患者id 居民id 个人id 源系统id 病人编号 患者编号 人员编号 居民编号 个人编号 id patientid personid sourceid empi"},
    {PatientField::Source, u"source", u"来源系统 源系统 源系统名称 sourcesystem"},
    {PatientField::NoIdReason, u"noIdReason", u"无证件原因 无身份证原因 noidreason"},
};
constexpr const char16_t *ignoredHeaders = u"序号 行号 未接收原因 no #";
// clang-format on

bool namesOneOf(const char16_t *headers, const QString &key)
{
    return !key.isEmpty() && QStringView(headers).split(u' ').contains(key);
}

} // namespace

QString headerKey(QStringView header)
{
    static const QRegularExpression aside(QStringLiteral("[(\\[{【〔].*?[)\\]}】〕]"));
    static const QRegularExpression marks(QStringLiteral("[\\s*:_\\-./、\"'\\x{200B}-\\x{200F}\\x{FEFF}]"));
    QString key = halfWidth(header).toLower();
    const QString without = QString(key).remove(aside).remove(marks);
    key.remove(marks);
    return without.isEmpty() ? key : without;
}

std::optional<PatientField> patientFieldOfHeader(QStringView header)
{
    const QString key = headerKey(header);
    for (const FieldNames &entry : fieldNames)
        if (namesOneOf(entry.headers, key))
            return entry.field;
    return std::nullopt;
}

QString nameOf(PatientField field)
{
    for (const FieldNames &entry : fieldNames)
        if (entry.field == field)
            return QString::fromUtf16(entry.name);
    return {};
}

std::optional<PatientField> patientFieldNamed(QStringView name)
{
    for (const FieldNames &entry : fieldNames)
        if (name == QStringView(entry.name))
            return entry.field;
    return std::nullopt;
}

const std::vector<PatientField> &allPatientFields()
{
    static const std::vector<PatientField> all = [] {
        std::vector<PatientField> fields;
        for (const FieldNames &entry : fieldNames)
            fields.push_back(entry.field);
        return fields;
    }();
    return all;
}

bool isIgnoredHeader(QStringView header)
{
    return namesOneOf(ignoredHeaders, headerKey(header));
}

QString PatientCells::value(PatientField field) const
{
    const auto found = values.find(field);
    return found == values.end() ? QString() : found->second;
}

Result<PatientColumns> PatientColumns::of(const QStringList &header, const QHash<QString, QString> &chosen)
{
    for (auto it = chosen.cbegin(); it != chosen.cend(); ++it)
        if (!header.contains(it.key()))
            return fail(ErrorKind::NotFound, QStringLiteral("mapping"), {it.key()});
    PatientColumns columns;
    for (const QString &name : header) {
        Column column{name, Use::Remark, PatientField::Remarks};
        std::optional<PatientField> field = patientFieldOfHeader(name);
        const QString choice = chosen.value(name);
        if (choice == u"ignore" || (choice.isEmpty() && (isIgnoredHeader(name) || name.isEmpty()))) {
            column.use = name.isEmpty() ? Use::Remark : Use::Ignore;
            field.reset();
        } else if (choice == u"remark") {
            field.reset();
        } else if (!choice.isEmpty()) {
            field = patientFieldNamed(choice);
            if (!field)
                return fail(ErrorKind::NotFound, QStringLiteral("mapping"), {choice});
        }
        if (field) {
            column.use = Use::Field;
            column.field = *field;
            columns.m_known.emplace_back(name, *field);
        } else if (column.use == Use::Ignore) {
            columns.m_ignored.append(name);
        } else if (!name.isEmpty()) {
            columns.m_unknown.append(name);
        }
        columns.m_columns.push_back(column);
    }
    return columns;
}

bool PatientColumns::has(PatientField field) const
{
    return std::any_of(m_known.begin(), m_known.end(), [&](const auto &known) { return known.second == field; });
}

PatientCells PatientColumns::read(const QStringList &fields) const
{
    PatientCells cells;
    for (qsizetype i = 0; i < fields.size() && i < static_cast<qsizetype>(m_columns.size()); ++i) {
        const Column &column = m_columns[static_cast<std::size_t>(i)];
        const QString value = plainCell(fields[i]);
        if (value.isEmpty() || column.use == Use::Ignore)
            continue;
        if (column.use == Use::Field) {
            const auto [at, fresh] = cells.values.emplace(column.field, value);
            if (fresh || at->second == value)
                continue;
            cells.disagreeing.push_back(column.field);
        }
        cells.remarks.append(column.header.isEmpty() ? value : column.header + QStringLiteral(": ") + value);
    }
    return cells;
}

} // namespace yigong
