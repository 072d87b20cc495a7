// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_form.h"
#include "core/base/text.h"
#include "core/followups/form_rules.h"

#include <QRegularExpression>
#include <array>

namespace yigong {

namespace {

constexpr unsigned ofPressure = FormField::bit(FollowUpProgram::Hypertension);
constexpr unsigned ofSugar = FormField::bit(FollowUpProgram::Diabetes);
constexpr unsigned ofBoth = ofPressure | ofSugar;

// clang-format off
constexpr std::array ways{FormOption{1, u"门诊"}, FormOption{2, u"家庭"}, FormOption{3, u"电话"}};
constexpr std::array grades{FormOption{1, u"良好"}, FormOption{2, u"一般"}, FormOption{3, u"差"}};
constexpr std::array salts{FormOption{1, u"轻"}, FormOption{2, u"中"}, FormOption{3, u"重"}};
constexpr std::array adherences{FormOption{1, u"规律"}, FormOption{2, u"间断"}, FormOption{3, u"不服药"}};
constexpr std::array hypos{FormOption{1, u"无"}, FormOption{2, u"偶尔"}, FormOption{3, u"频繁"}};
constexpr std::array arrivals{FormOption{1, u"到位"}, FormOption{2, u"不到位"}};
// The form's three lines with their sides, as deployed systems number them.
constexpr std::array pulses{
    FormOption{1, u"触及正常"}, FormOption{2, u"减弱（双侧）"}, FormOption{3, u"减弱（左侧）"}, FormOption{4, u"减弱（右侧）"},
    FormOption{5, u"消失（双侧）"}, FormOption{6, u"消失（左侧）"}, FormOption{7, u"消失（右侧）"}};
constexpr std::array pressureSymptoms{
    FormOption{1, u"无症状"}, FormOption{2, u"头痛头晕"}, FormOption{3, u"恶心呕吐"}, FormOption{4, u"眼花耳鸣"},
    FormOption{5, u"呼吸困难"}, FormOption{6, u"心悸胸闷"}, FormOption{7, u"鼻衄出血不止"}, FormOption{8, u"四肢发麻"},
    FormOption{9, u"下肢水肿"}, FormOption{10, u"其他"}};
constexpr std::array sugarSymptoms{
    FormOption{1, u"无症状"}, FormOption{2, u"多饮"}, FormOption{3, u"多食"}, FormOption{4, u"多尿"}, FormOption{5, u"视力模糊"},
    FormOption{6, u"感染"}, FormOption{7, u"手脚麻木"}, FormOption{8, u"下肢浮肿"}, FormOption{9, u"体重明显下降"},
    FormOption{10, u"其他"}};
// What makes a referral urgent by itself (third edition, 2017): a list of its own, not the coded symptoms.
constexpr std::array pressureDangers{
    FormOption{1, u"意识改变"}, FormOption{2, u"剧烈头痛或头晕"}, FormOption{3, u"恶心呕吐"}, FormOption{4, u"视力模糊"},
    FormOption{5, u"眼痛"}, FormOption{6, u"心悸"}, FormOption{7, u"胸闷"}, FormOption{8, u"喘憋不能平卧"},
    FormOption{9, u"其他不能处理的情况"}};
constexpr std::array sugarDangers{
    FormOption{1, u"意识或行为改变"}, FormOption{2, u"呼气有烂苹果样丙酮味"}, FormOption{3, u"心悸"}, FormOption{4, u"出汗"},
    FormOption{5, u"食欲减退"}, FormOption{6, u"恶心"}, FormOption{7, u"呕吐"}, FormOption{8, u"多饮"}, FormOption{9, u"多尿"},
    FormOption{10, u"腹痛"}, FormOption{11, u"深大呼吸"}, FormOption{12, u"皮肤潮红"}, FormOption{13, u"持续性心动过速"},
    FormOption{14, u"体温高于39℃"}, FormOption{15, u"视力骤降"}, FormOption{16, u"其他不能处理的情况"}};

using F = FollowUp;
using enum FormSource;
// Possible limits of pressure and glucose are the rules'; likely ones of what a visit measures are the visit's.
constexpr std::array fields{
    FormField{"way", &F::way, u"随访方式", u"", Asked, true, ofBoth, ways},
    FormField{"systolic", &F::systolic, u"收缩压", u"mmHg", FormSource::Today, true, ofBoth, {}, vital::systolic, 3000, 35000, 5000, 30000},
    FormField{"diastolic", &F::diastolic, u"舒张压", u"mmHg", FormSource::Today, true, ofBoth, {}, vital::diastolic, 1000, 25000, 3000, 20000},
    FormField{"fastingGlucose", &F::fastingGlucose, u"空腹血糖", u"mmol/L", FormSource::Today, true, ofSugar, {}, vital::fastingGlucose, 10, 10000, 100, 4000},
    FormField{"glucose", &F::glucose, u"餐后或随机血糖", u"mmol/L", FormSource::Today, true, ofSugar, {}, nullptr, 10, 10000, 100, 4000},
    FormField{"symptoms", &F::symptoms, u"症状", u"", Asked, false},
    FormField{"symptomText", &F::symptomText, u"其他症状", u"", Asked, false},
    FormField{"dangerSigns", &F::dangerSigns, u"危险情况", u"", Asked, false},
    FormField{"newComplication", &F::newComplication, u"新的或加重的并发症", u"", Asked, false},
    FormField{"complicationText", &F::complicationText, u"并发症", u"", Asked, false},
    FormField{"adverseReaction", &F::adverseReaction, u"药物不良反应", u"", Asked, false},
    FormField{"adverseText", &F::adverseText, u"不良反应", u"", Asked, false},
    FormField{"hypoglycaemia", &F::hypoglycaemia, u"低血糖反应", u"", Asked, true, ofSugar, hypos},
    FormField{"pregnant", &F::pregnant, u"妊娠或哺乳", u"", Asked, true},
    FormField{"heartRate", &F::heartRate, u"心率", u"次/分", FormSource::Today, true, ofPressure, {}, vital::pulse, 1000, 40000, 2000, 25000},
    FormField{"weight", &F::weight, u"体重", u"kg", FormSource::Today, true, ofBoth, {}, vital::weight, 100, 50000, 2000, 20000},
    FormField{"weightTarget", &F::weightTarget, u"目标体重", u"kg", Carried, true, ofBoth, {}, nullptr, 100, 50000, 2000, 20000},
    // A grown person's height is no measurement of the day: it is carried, and measured again where it was.
    FormField{"height", &F::height, u"身高", u"cm", Carried, true, ofBoth, {}, vital::height, 3000, 25000, 10000, 22000},
    FormField{"bmiTarget", &F::bmiTarget, u"目标体质指数", u"kg/m²", Carried, true, ofBoth, {}, nullptr, 500, 10000, 1500, 3500},
    FormField{"waist", &F::waist, u"腰围", u"cm", FormSource::Today, true, ofBoth, {}, nullptr, 2000, 30000, 4000, 18000},
    FormField{"footPulse", &F::footPulse, u"足背动脉搏动", u"", Asked, true, ofSugar, pulses},
    FormField{"signs", &F::signs, u"其他体征", u"", Asked, true},
    FormField{"smoking", &F::smoking, u"日吸烟量", u"支", Carried, true, ofBoth, {}, nullptr, 0, 20000, 0, 10000},
    FormField{"smokingTarget", &F::smokingTarget, u"日吸烟量目标", u"支", Carried, true, ofBoth, {}, nullptr, 0, 20000, 0, 10000},
    FormField{"drinking", &F::drinking, u"日饮酒量", u"两", Carried, true, ofBoth, {}, nullptr, 0, 10000, 0, 3000},
    FormField{"drinkingTarget", &F::drinkingTarget, u"日饮酒量目标", u"两", Carried, true, ofBoth, {}, nullptr, 0, 10000, 0, 3000},
    FormField{"exerciseTimes", &F::exerciseTimes, u"运动次数", u"次/周", Carried, true, ofBoth, {}, nullptr, 0, 10000, 0, 2100},
    FormField{"exerciseMinutes", &F::exerciseMinutes, u"每次运动", u"分钟", Carried, true, ofBoth, {}, nullptr, 0, 144000, 0, 30000},
    FormField{"exerciseTimesTarget", &F::exerciseTimesTarget, u"运动次数目标", u"次/周", Carried, true, ofBoth, {}, nullptr, 0, 10000, 0, 2100},
    FormField{"exerciseMinutesTarget", &F::exerciseMinutesTarget, u"每次运动目标", u"分钟", Carried, true, ofBoth, {}, nullptr, 0, 144000, 0, 30000},
    FormField{"salt", &F::salt, u"摄盐情况", u"", Carried, true, ofPressure, salts},
    FormField{"saltTarget", &F::saltTarget, u"摄盐目标", u"", Carried, true, ofPressure, salts},
    FormField{"staple", &F::staple, u"主食", u"克/天", Carried, true, ofSugar, {}, nullptr, 0, 500000, 5000, 150000},
    FormField{"stapleTarget", &F::stapleTarget, u"主食目标", u"克/天", Carried, true, ofSugar, {}, nullptr, 0, 500000, 5000, 150000},
    FormField{"psychology", &F::psychology, u"心理调整", u"", Carried, true, ofBoth, grades},
    FormField{"compliance", &F::compliance, u"遵医行为", u"", Carried, true, ofBoth, grades},
    FormField{"adherence", &F::adherence, u"服药依从性", u"", Carried, true, ofBoth, adherences},
    FormField{"drugs", &F::drugs, u"用药情况", u"", Carried, false},
    FormField{"insulin", &F::insulin, u"胰岛素", u"", Carried, true, ofSugar},
    FormField{"adjustment", &F::adjustment, u"用药调整意见", u"", Asked, false},
    FormField{"hba1c", &F::hba1c, u"糖化血红蛋白", u"%", FormSource::Today, true, ofSugar, {}, nullptr, 100, 5000, 300, 2000},
    FormField{"hba1cOn", &F::hba1cOn, u"糖化检查日期", u"", FormSource::Today, true, ofSugar},
    FormField{"tests", &F::tests, u"辅助检查", u"", Asked, true},
    FormField{"referralReason", &F::referralReason, u"转诊原因", u"", Asked, true},
    FormField{"referralTo", &F::referralTo, u"转诊机构及科别", u"", Asked, true},
    FormField{"referralContact", &F::referralContact, u"转诊联系人及电话", u"", Asked, true},
    FormField{"referralResult", &F::referralResult, u"上次转诊结果", u"", Asked, true, ofBoth, arrivals},
    FormField{"nextOn", &F::nextOn, u"下次随访日期", u"", Asked, false},
    FormField{"remarks", &F::remarks, u"备注", u"", Asked, true},
};
// clang-format on

template <typename... Lambdas> struct Overloaded : Lambdas...
{
    using Lambdas::operator()...;
};
template <typename... Lambdas> Overloaded(Lambdas...) -> Overloaded<Lambdas...>;

QString optionName(std::span<const FormOption> options, int number)
{
    for (const FormOption &option : options)
        if (option.number == number)
            return option.nameText();
    return QString::number(number);
}

Result<int> optionIn(const FormField &field, std::span<const FormOption> options, const QString &text)
{
    bool isNumber = false;
    const int number = text.toInt(&isNumber);
    for (const FormOption &option : options)
        if (isNumber ? option.number == number : option.nameText() == text)
            return option.number;
    return fail(ErrorKind::Invalid, field.keyText(), {text.left(40)});
}

QStringList wordsIn(const QString &text)
{
    static const QRegularExpression between(QStringLiteral("[;；,，、\\s]+"));
    return text.split(between, Qt::SkipEmptyParts);
}

std::optional<bool> answerIn(const QString &text)
{
    if (text.isEmpty() || text == u"false" || text == u"1" || text == u"无")
        return false;
    if (text == u"true" || text == u"2" || text == u"有")
        return true;
    return std::nullopt;
}

} // namespace

std::span<const FormField> followUpFields()
{
    return fields;
}

const FormField *followUpField(QStringView key)
{
    for (const FormField &field : fields)
        if (key == QLatin1String(field.key))
            return &field;
    return nullptr;
}

std::span<const FormOption> FormField::optionsOf(FollowUpProgram program) const
{
    const bool isPressure = program == FollowUpProgram::Hypertension;
    if (QLatin1String(key) == QLatin1String("symptoms"))
        return isPressure ? std::span<const FormOption>(pressureSymptoms) : std::span<const FormOption>(sugarSymptoms);
    if (QLatin1String(key) == QLatin1String("dangerSigns"))
        return isPressure ? std::span<const FormOption>(pressureDangers) : std::span<const FormOption>(sugarDangers);
    return options;
}

QString formCodeOf(FollowUpProgram program)
{
    if (program == FollowUpProgram::Hypertension)
        return QStringLiteral("hypertension-follow-up");
    return program == FollowUpProgram::Diabetes ? QStringLiteral("diabetes-follow-up")
                                                : formsOfProgram(program).value(0);
}

QString titleOf(FollowUpProgram program)
{
    switch (program) {
    case FollowUpProgram::Hypertension:
        return QStringLiteral("高血压");
    case FollowUpProgram::Diabetes:
        return QStringLiteral("2型糖尿病");
    case FollowUpProgram::Copd:
        return QStringLiteral("慢阻肺病");
    case FollowUpProgram::OlderPeople:
        return QStringLiteral("老年人");
    case FollowUpProgram::Maternity:
        return QStringLiteral("孕产妇");
    case FollowUpProgram::Child:
        return QStringLiteral("0–6岁儿童");
    case FollowUpProgram::MentalDisorder:
        return QStringLiteral("严重精神障碍");
    case FollowUpProgram::Tuberculosis:
        return QStringLiteral("肺结核");
    }
    return {};
}

QString formWords(FollowUpClass outcome)
{
    switch (outcome) {
    case FollowUpClass::Controlled:
        return QStringLiteral("控制满意");
    case FollowUpClass::Uncontrolled:
        return QStringLiteral("控制不满意");
    case FollowUpClass::AdverseReaction:
        return QStringLiteral("不良反应");
    case FollowUpClass::Complication:
        return QStringLiteral("并发症");
    }
    return {};
}

QString formWords(FollowUpStep step)
{
    switch (step) {
    case FollowUpStep::Routine:
        return QStringLiteral("常规随访");
    case FollowUpStep::TwoWeeks:
        return QStringLiteral("第1次控制不满意2周随访");
    case FollowUpStep::Refer:
        return QStringLiteral("两次控制不满意转诊随访");
    case FollowUpStep::UrgentReferral:
        return QStringLiteral("紧急转诊");
    }
    return {};
}

bool isUnsaid(const FollowUp &form, const FormField &field)
{
    return fieldText(form, field).isEmpty();
}

QString fieldText(const FollowUp &form, const FormField &field)
{
    return std::visit(Overloaded{
                          [&](Measured F::*m) { return (form.*m).text(); },
                          [&](int F::*m) { return form.*m == 0 ? QString() : QString::number(form.*m); },
                          [&](bool F::*m) { return form.*m ? QStringLiteral("2") : QString(); },
                          [&](QString F::*m) { return form.*m; },
                          [&](QStringList F::*m) { return (form.*m).join(u';'); },
                          [&](QDate F::*m) { return (form.*m).toString(Qt::ISODate); },
                          [&](FollowUpDrugs F::*m) { return textOf(form.*m); },
                      },
                      field.member);
}

Result<void> setField(FollowUp &form, FollowUpProgram program, const FormField &field, const QString &text)
{
    const QString typed = text.trimmed();
    const auto invalid = [&] { return fail(ErrorKind::Invalid, field.keyText(), {typed.left(40)}); };
    if (!isCleanText(typed))
        return invalid();
    return std::visit(Overloaded{
                          [&](Measured F::*m) -> Result<void> {
                              const auto value = parseHundredths(typed);
                              if (!typed.isEmpty() && !value)
                                  return invalid();
                              form.*m = typed.isEmpty() ? Measured{} : Measured{value};
                              return {};
                          },
                          [&](int F::*m) -> Result<void> {
                              form.*m = 0;
                              if (typed.isEmpty())
                                  return {};
                              YIGONG_LET(number, optionIn(field, field.optionsOf(program), tidied(typed)));
                              form.*m = number;
                              return {};
                          },
                          [&](bool F::*m) -> Result<void> {
                              const auto answer = answerIn(tidied(typed));
                              if (!answer)
                                  return invalid();
                              form.*m = *answer;
                              return {};
                          },
                          [&](QString F::*m) -> Result<void> {
                              form.*m = typed;
                              return {};
                          },
                          [&](QStringList F::*m) -> Result<void> {
                              QStringList numbers;
                              for (const QString &word : wordsIn(halfWidth(typed))) {
                                  YIGONG_LET(number, optionIn(field, field.optionsOf(program), word));
                                  numbers.append(QString::number(number));
                              }
                              form.*m = numbers;
                              return {};
                          },
                          [&](QDate F::*m) -> Result<void> {
                              form.*m = QDate::fromString(tidied(typed), Qt::ISODate);
                              if (!typed.isEmpty() && !(form.*m).isValid())
                                  return invalid();
                              return {};
                          },
                          [&](FollowUpDrugs F::*m) -> Result<void> {
                              form.*m = followUpDrugsFrom(typed);
                              return {};
                          },
                      },
                      field.member);
}

QString fieldWords(const FollowUp &form, const FormField &field)
{
    const auto options = field.optionsOf(form.program);
    if (const auto *m = std::get_if<int F::*>(&field.member))
        return form.*(*m) == 0 ? QString() : optionName(options, form.*(*m));
    if (const auto *m = std::get_if<QStringList F::*>(&field.member)) {
        QStringList names;
        for (const QString &number : form.*(*m))
            names.append(optionName(options, number.toInt()));
        return names.join(u'、');
    }
    if (const auto *m = std::get_if<bool F::*>(&field.member))
        return form.*(*m) ? QStringLiteral("有") : QString();
    const QString text = fieldText(form, field);
    return text.isEmpty() || field.unitText().isEmpty() ? text : text + u' ' + field.unitText();
}

void copyField(const FollowUp &from, FollowUp &to, const FormField &field)
{
    std::visit([&](auto member) { to.*member = from.*member; }, field.member);
}

Measured bmiOf(const FollowUp &form)
{
    if (form.weight.isNone() || form.height.value.value_or(0) <= 0)
        return {};
    const Hundredths height = *form.height.value; // hundredths of a centimetre
    return {(*form.weight.value * 100'000'000 / height + height / 2) / height};
}

} // namespace yigong
