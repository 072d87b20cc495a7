// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/follow_up_columns.h"
#include "core/base/text.h"
#include "core/exchange/csv_columns.h"
#include "core/exchange/field_spelling.h"

#include <QRegularExpression>
#include <QTime>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

struct HeaderNames
{
    const char *field;
    const char16_t *headers; ///< as `headerKey` makes them, parted by blanks; the form's own name is known anyway
};

// clang-format off
constexpr std::array headerNames{
    HeaderNames{"date", u"随访日期 本次随访日期 随访时间 随访年月日 sfrq followupdate visitdate"},
    HeaderNames{"entered", u"录入日期 录入时间 创建时间 创建日期 登记时间 登记日期 录入日期时间 lrsj enteredat"},
    HeaderNames{"practitioner", u"随访医生 随访医生签名 随访医师 随访人 随访人员 sfys"},
    HeaderNames{"program", u"病种 随访病种 管理病种 慢病病种 program"},
    HeaderNames{"class", u"此次随访分类 随访分类 本次随访分类 控制情况 分类"},
    HeaderNames{"pressure", u"血压 血压值 bp bloodpressure"},
    HeaderNames{"systolic", u"收缩压 高压 血压收缩压 收缩压值 sbp ssy systolic"},
    HeaderNames{"diastolic", u"舒张压 低压 血压舒张压 舒张压值 dbp szy diastolic"},
    HeaderNames{"fastingGlucose", u"空腹血糖 空腹血糖值 空腹 fpg kfxt fastingglucose"},
    HeaderNames{"glucose", u"餐后血糖 随机血糖 餐后2小时血糖 餐后两小时血糖 血糖"},
    HeaderNames{"hba1c", u"糖化血红蛋白 糖化血红蛋白值 hba1c"},
    HeaderNames{"hba1cOn", u"糖化检查日期 糖化血红蛋白检查日期"},
    HeaderNames{"way", u"随访方式 本次随访方式 方式 sffs"},
    HeaderNames{"symptoms", u"症状 目前症状 zz"},
    HeaderNames{"symptomText", u"其他症状 症状其他"},
    HeaderNames{"heartRate", u"心率 脉搏 脉率 xl heartrate"},
    HeaderNames{"weight", u"体重 现体重 当前体重 tz weight"},
    HeaderNames{"weightTarget", u"目标体重 体重目标 下次体重"},
    HeaderNames{"height", u"身高 sg height"},
    HeaderNames{"bmiTarget", u"目标体质指数 体质指数目标 目标bmi bmi目标"},
    HeaderNames{"waist", u"腰围 yw waist"},
    HeaderNames{"footPulse", u"足背动脉搏动 足背动脉"},
    HeaderNames{"signs", u"其他体征 体征其他"},
    HeaderNames{"smoking", u"日吸烟量 吸烟量 现日吸烟量 日吸烟"},
    HeaderNames{"smokingTarget", u"日吸烟量目标 目标日吸烟量 目标吸烟量"},
    HeaderNames{"drinking", u"日饮酒量 饮酒量 现日饮酒量 日饮酒"},
    HeaderNames{"drinkingTarget", u"日饮酒量目标 目标日饮酒量 目标饮酒量"},
    HeaderNames{"exerciseTimes", u"运动次数 每周运动次数 运动频率 运动"},
    HeaderNames{"exerciseMinutes", u"每次运动 每次运动时间 运动时间 每次运动时长"},
    HeaderNames{"exerciseTimesTarget", u"运动次数目标 目标运动次数"},
    HeaderNames{"exerciseMinutesTarget", u"每次运动目标 目标运动时间"},
    HeaderNames{"salt", u"摄盐情况 摄盐 盐摄入"},
    HeaderNames{"saltTarget", u"摄盐目标 目标摄盐 摄盐情况目标"},
    HeaderNames{"staple", u"主食 主食量 现主食"},
    HeaderNames{"stapleTarget", u"主食目标 目标主食"},
    HeaderNames{"psychology", u"心理调整 心理"},
    HeaderNames{"compliance", u"遵医行为 遵医"},
    HeaderNames{"tests", u"辅助检查 其他检查"},
    HeaderNames{"adherence", u"服药依从性 依从性 用药依从性"},
    HeaderNames{"adverseReaction", u"药物不良反应 不良反应 有无不良反应"},
    HeaderNames{"adverseText", u"不良反应描述 药物不良反应描述 不良反应内容"},
    HeaderNames{"hypoglycaemia", u"低血糖反应 低血糖"},
    HeaderNames{"drugs", u"用药情况 用药 药物"},
    HeaderNames{"insulin", u"胰岛素 胰岛素用法用量"},
    HeaderNames{"adjustment", u"用药调整意见 用药调整"},
    HeaderNames{"referralReason", u"转诊原因"},
    HeaderNames{"referralTo", u"转诊机构及科别 转诊机构 转诊机构及科室 机构及科别"},
    HeaderNames{"referralContact", u"转诊联系人及电话 转诊联系人"},
    HeaderNames{"referralResult", u"转诊结果 上次转诊结果"},
    HeaderNames{"nextOn", u"下次随访日期 下次随访时间 xcsfrq"},
    HeaderNames{"remarks", u"备注 说明 随访备注"},
};
/// Whose row it is: fields of a resident's list, with the same headers.
constexpr std::array whoseFields{PatientField::Name, PatientField::IdNumber, PatientField::SourceId,
                                 PatientField::RecordNumber, PatientField::BirthDate, PatientField::Phone};
// clang-format on

const QRegularExpression &drugField()
{
    static const QRegularExpression shape(QStringLiteral("^drug([1-6])\\.(name|times|dose)$"));
    return shape;
}

/// "药物名称1", "药物1", "每日次数2", "每次剂量2".
QString drugFieldOf(const QString &key)
{
    static const QRegularExpression shape(QStringLiteral(
        "^(?:(用药|药物|药品)(?:名称)?|(每日次数|每日几次|用法每日)|(每次剂量|每次用量|每次|用量))([1-6])$"));
    const auto match = shape.match(key);
    if (!match.hasMatch())
        return {};
    const char *part = !match.captured(1).isEmpty() ? "name" : !match.captured(2).isEmpty() ? "times" : "dose";
    return QStringLiteral("drug%1.%2").arg(match.captured(4), QLatin1String(part));
}

Error ofField(Error error, const QString &field)
{
    error.field = field;
    return error;
}

/// A cell of the form without its unit; a stroke for "not asked".
QString bareAnswer(const FormField &field, const QString &cell)
{
    static const QStringList strokes{QStringLiteral("-"), QStringLiteral("/"), QStringLiteral("—"),
                                     QStringLiteral("--")};
    QString text = tidied(cell);
    if (strokes.contains(text))
        return {};
    if (std::holds_alternative<Measured FollowUp::*>(field.member) && !field.unitText().isEmpty() &&
        text.endsWith(field.unitText(), Qt::CaseInsensitive))
        text = text.chopped(field.unitText().size()).trimmed();
    return text;
}

class FollowUpRowReading
{
public:
    explicit FollowUpRowReading(const ListMapping &mapping) : m_mapping(mapping)
    {
        m_row.followUp.source = mapping.source;
        m_row.followUp.form.program = mapping.program;
        m_row.followUp.form.formCode = mapping.formCode;
        m_row.followUp.form.formVersion = mapping.formVersion;
    }

    Result<FollowUpRow> read(const QStringList &header, const QStringList &cells)
    {
        YIGONG_TRY(takeProgram(header, cells)); // what the options mean depends on it
        for (qsizetype i = 0; i < header.size() && i < cells.size(); ++i) {
            const QString field = m_mapping.fieldOf(header[i]);
            const QString cell = plainCell(m_mapping.meant(header[i], cells[i]));
            const bool isAside = field == u"ignore" || field == u"program";
            if (cell.isEmpty() || isAside || (field.isEmpty() && isIgnoredHeader(header[i])))
                continue;
            if (field.isEmpty() || field == u"remark")
                m_remarks.append(header[i].isEmpty() ? cell : header[i] + QStringLiteral(": ") + cell);
            else
                YIGONG_TRY(take(field, cell));
        }
        for (const auto &[field, value] : m_mapping.defaults)
            if (!m_said.contains(field))
                YIGONG_TRY(take(field, value));
        if (!m_row.followUp.form.visitDate.isValid())
            return fail(ErrorKind::Required, QStringLiteral("date"));
        return finished();
    }

private:
    Result<void> takeProgram(const QStringList &header, const QStringList &cells)
    {
        const auto at = header.indexOf(m_mapping.headerOf(QStringLiteral("program")));
        const QString cell = at < 0 || at >= cells.size() ? QString() : tidied(m_mapping.meant(header[at], cells[at]));
        if (cell.isEmpty())
            return {};
        for (const auto program : {FollowUpProgram::Hypertension, FollowUpProgram::Diabetes})
            if (cell == titleOf(program) || cell == nameOf(program) || titleOf(program).endsWith(cell)) {
                m_row.followUp.form.program = program;
                return {};
            }
        return fail(ErrorKind::Invalid, QStringLiteral("program"), {cell.left(40), Misspelling::unknownWord});
    }

    Result<FollowUpRow> finished()
    {
        FollowUp &form = m_row.followUp.form;
        for (const FollowUpDrug &drug : m_drugs)
            if (!drug.name.isEmpty())
                form.drugs.push_back(drug);
        QStringList lines = m_remarks;
        if (!form.remarks.isEmpty())
            lines.prepend(form.remarks);
        form.remarks = lines.join(u'\n');
        if (!isCleanText(form.remarks))
            return fail(ErrorKind::Invalid, QStringLiteral("remarks"), {form.remarks.left(40)});
        return std::move(m_row);
    }

    Result<void> take(const QString &field, const QString &cell)
    {
        m_said.append(field);
        if (const FormField *known = followUpField(field))
            return takeAnswer(*known, cell);
        if (field == u"date")
            return takeDay(field, cell, m_row.followUp.form.visitDate);
        if (field == u"entered")
            return takeEntered(cell);
        if (field == u"class")
            return takeClass(cell);
        if (field == u"pressure")
            return takePressure(cell);
        if (const auto drug = drugField().match(field); drug.hasMatch()) {
            FollowUpDrug &one = m_drugs[static_cast<std::size_t>(drug.captured(1).toInt() - 1)];
            const QString part = drug.captured(2);
            (part == u"name" ? one.name : part == u"times" ? one.times : one.dose) = tidied(cell);
            return {};
        }
        return takeWhose(field, cell);
    }

    Result<void> takeAnswer(const FormField &field, const QString &cell)
    {
        FollowUp &form = m_row.followUp.form;
        if (!field.isOf(form.program)) { // not asked on this form: kept, not dropped
            m_remarks.append(field.nameText() + QStringLiteral(": ") + cell);
            return {};
        }
        QString text = bareAnswer(field, cell);
        if (std::holds_alternative<QDate FollowUp::*>(field.member) && !text.isEmpty()) {
            QDate day;
            YIGONG_TRY(takeDay(field.keyText(), text, day));
            text = day.toString(Qt::ISODate);
        }
        return setField(form, form.program, field, text);
    }

    static Result<void> takeDay(const QString &field, const QString &cell, QDate &day)
    {
        const auto read = readDate(cell);
        if (!read)
            return fail(ofField(read.error(), field));
        if (!read->isWhole())
            return fail(ErrorKind::Invalid, field, {cell.left(40), Misspelling::noDate});
        day = read->earliest();
        return {};
    }

    Result<void> takeEntered(const QString &cell)
    {
        static const QRegularExpression clock(QStringLiteral("[T\\s]([0-9]{1,2}):([0-9]{2})(?::([0-9]{2}))?"));
        QDate day;
        YIGONG_TRY(takeDay(QStringLiteral("entered"), cell, day));
        Instant at = startOf(day);
        if (const auto match = clock.match(halfWidth(cell)); match.hasMatch()) {
            const QTime time(match.captured(1).toInt(), match.captured(2).toInt(), match.captured(3).toInt());
            if (!time.isValid())
                return fail(ErrorKind::Invalid, QStringLiteral("entered"), {cell.left(40), Misspelling::noDate});
            at = at.plusMs(time.msecsSinceStartOfDay());
        }
        m_row.followUp.form.entered = at;
        return {};
    }

    Result<void> takeClass(const QString &cell)
    {
        const QString text = tidied(cell);
        for (const auto outcome : {FollowUpClass::Controlled, FollowUpClass::Uncontrolled,
                                   FollowUpClass::AdverseReaction, FollowUpClass::Complication})
            if (text == formWords(outcome) || text == QString::number(static_cast<int>(outcome))) {
                m_row.followUp.closedAs = outcome;
                return {};
            }
        return fail(ErrorKind::Invalid, QStringLiteral("class"), {text.left(40), Misspelling::unknownWord});
    }

    Result<void> takePressure(const QString &cell)
    {
        static const QRegularExpression shape(QStringLiteral("^([0-9]{2,3}) ?/ ?([0-9]{2,3})( ?mmHg)?$"),
                                              QRegularExpression::CaseInsensitiveOption);
        const auto match = shape.match(tidied(cell));
        if (!match.hasMatch())
            return fail(ErrorKind::Invalid, QStringLiteral("pressure"), {cell.left(40), Misspelling::unknownWord});
        m_row.followUp.form.systolic = {parseHundredths(match.captured(1))};
        m_row.followUp.form.diastolic = {parseHundredths(match.captured(2))};
        return {};
    }

    Result<void> takeWhose(const QString &field, const QString &cell)
    {
        if (field == nameOf(PatientField::BirthDate)) {
            const auto born = readDate(cell);
            if (!born)
                return fail(ofField(born.error(), field));
            m_row.birthDate = *born;
            return {};
        }
        if (field == nameOf(PatientField::IdNumber) || field == nameOf(PatientField::RecordNumber)) {
            const auto number = readIdNumber(cell);
            if (!number)
                return fail(ofField(number.error(), field));
            (field == nameOf(PatientField::IdNumber) ? m_row.idNumber : m_row.recordNumber) = *number;
            return {};
        }
        if (field == nameOf(PatientField::Phone))
            m_row.phone = readPhone(cell).value_or(QString());
        else if (field == nameOf(PatientField::SourceId))
            m_row.sourceId = tidied(cell);
        else if (field == u"practitioner")
            m_row.practitioner = tidied(cell).remove(u' ');
        else
            m_row.name = tidied(cell).remove(u' ');
        return {};
    }

    const ListMapping &m_mapping;
    FollowUpRow m_row;
    QStringList m_remarks, m_said;
    std::array<FollowUpDrug, 6> m_drugs;
};

} // namespace

bool isFollowUpDate(const QString &field)
{
    const FormField *known = followUpField(field);
    return field == u"date" || field == u"entered" || field == nameOf(PatientField::BirthDate) ||
           (known && std::holds_alternative<QDate FollowUp::*>(known->member));
}

bool isFollowUpField(const QString &field)
{
    static const QStringList further{QStringLiteral("date"),         QStringLiteral("entered"),
                                     QStringLiteral("practitioner"), QStringLiteral("program"),
                                     QStringLiteral("class"),        QStringLiteral("pressure")};
    if (followUpField(field) || further.contains(field) || drugField().match(field).hasMatch())
        return true;
    return std::any_of(whoseFields.begin(), whoseFields.end(),
                       [&field](PatientField whose) { return field == nameOf(whose); });
}

QString followUpFieldOfHeader(const QString &header)
{
    const QString key = headerKey(header);
    if (key.isEmpty())
        return {};
    for (const HeaderNames &names : headerNames)
        if (QStringView(names.headers).split(u' ').contains(key))
            return QString::fromLatin1(names.field);
    for (const FormField &field : followUpFields())
        if (key == field.nameText() || key == field.keyText().toLower())
            return field.keyText();
    if (const QString drug = drugFieldOf(key); !drug.isEmpty())
        return drug;
    if (const auto whose = patientFieldOfHeader(header))
        for (const PatientField field : whoseFields)
            if (*whose == field)
                return nameOf(field);
    return {};
}

QString followUpHeader(const FormField &field)
{
    // The form prints 不良反应 beside its box: alone, lists mean the box by it.
    if (field.keyText() == u"adverseText")
        return QStringLiteral("不良反应描述");
    return field.unitText().isEmpty() ? field.nameText() : field.nameText() + u'(' + field.unitText() + u')';
}

Result<FollowUpRow> followUpRowFrom(const ListMapping &mapping, const QStringList &header, const QStringList &cells)
{
    return FollowUpRowReading(mapping).read(header, cells);
}

Error withColumn(Error error, const ListMapping &mapping)
{
    QString header = mapping.headerOf(error.field);
    if (header.isEmpty() && (error.field == u"systolic" || error.field == u"diastolic"))
        header = mapping.headerOf(QStringLiteral("pressure"));
    if (header.isEmpty())
        if (const FormField *field = followUpField(error.field))
            header = field->nameText();
    if (!header.isEmpty())
        error.field = header;
    return error;
}

} // namespace yigong
