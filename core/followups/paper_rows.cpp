// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/paper_rows.h"

#include <algorithm>
#include <functional>

namespace yigong {

namespace {

constexpr std::size_t symptomBoxes = 8; // as many as the form has
constexpr std::size_t drugRows = 3;
constexpr FormOption outcomes[]{{1, u"控制满意"}, {2, u"控制不满意"}, {3, u"不良反应"}, {4, u"并发症"}};
constexpr FormOption steps[]{
    {1, u"常规随访"}, {2, u"第1次控制不满意2周随访"}, {3, u"两次控制不满意转诊随访"}, {4, u"紧急转诊"}};
constexpr FormOption noneOrSome[]{{1, u"无"}, {2, u"有"}};

const FormField &fieldOf(const char *key)
{
    return *followUpField(QString::fromLatin1(key));
}

QString saidOf(const FollowUp *form, const char *key)
{
    return form ? fieldText(*form, fieldOf(key)) : QString();
}

QString printedOptions(std::span<const FormOption> options)
{
    QStringList words;
    for (const FormOption &option : options)
        words.append(QString::number(option.number) + option.nameText());
    return words.join(u' ');
}

/// "142 / 86"; where nothing was said, its line is there to write on.
QString pairText(const QString &first, const QString &second, const QString &unit = {})
{
    const QString blank = QStringLiteral("　　");
    return (first.isEmpty() ? blank : first) + QStringLiteral(" / ") + (second.isEmpty() ? blank : second) +
           (unit.isEmpty() ? QString() : u' ' + unit);
}

/// "轻√/中/重".
QString tickedOf(std::span<const FormOption> options, int chosen)
{
    QStringList words;
    for (const FormOption &option : options)
        words.append(option.nameText() + (option.number == chosen ? QStringLiteral("√") : QString()));
    return words.join(u'/');
}

using CellOf = std::function<PaperCell(const PaperColumn &)>;

class PaperRows
{
public:
    PaperRows(FollowUpProgram program, const std::vector<PaperColumn> &columns) : m_program(program), m_columns(columns)
    {}

    std::vector<PaperRow> made()
    {
        add({}, QStringLiteral("随访日期"), [](const PaperColumn &c) {
            return PaperCell{paperDay(c.form ? c.form->visitDate : QDate()), {}, {}};
        });
        addCoded({}, QStringLiteral("随访方式"), "way");
        addSymptoms();
        addSigns();
        addLife();
        addTests();
        addCoded({}, QStringLiteral("服药依从性"), "adherence");
        addAdverse();
        if (isSugar())
            addCoded({}, QStringLiteral("低血糖反应"), "hypoglycaemia");
        addConclusions();
        addDrugs();
        addReferral();
        addEnd();
        return std::move(m_rows);
    }

private:
    [[nodiscard]] bool isSugar() const { return m_program == FollowUpProgram::Diabetes; }

    void add(const QString &group, const QString &name, const CellOf &cellOf)
    {
        PaperRow row{group, name, {}};
        for (const PaperColumn &column : m_columns)
            row.cells.push_back(cellOf(column));
        m_rows.push_back(std::move(row));
    }

    void addText(const QString &group, const QString &name, const char *key)
    {
        add(group, name, [key](const PaperColumn &c) { return PaperCell{saidOf(c.form, key), {}, {}}; });
    }

    void addPair(const QString &group, const QString &name, const char *first, const char *second)
    {
        add(group, name, [first, second](const PaperColumn &c) {
            return PaperCell{pairText(saidOf(c.form, first), saidOf(c.form, second)), {}, {}};
        });
    }

    void addCoded(const QString &group, const QString &name, const char *key)
    {
        add(group, name, [this, key](const PaperColumn &c) {
            return PaperCell{printedOptions(fieldOf(key).optionsOf(m_program)), {saidOf(c.form, key)}, {}};
        });
    }

    void addSymptoms()
    {
        add(QStringLiteral("症状"), printedOptions(fieldOf("symptoms").optionsOf(m_program)), [](const PaperColumn &c) {
            QStringList boxes = c.form ? c.form->symptoms : QStringList();
            std::sort(boxes.begin(), boxes.end(),
                      [](const QString &a, const QString &b) { return a.toInt() < b.toInt(); });
            while (boxes.size() < static_cast<qsizetype>(symptomBoxes))
                boxes.append(QString());
            return PaperCell{{}, boxes, QStringLiteral("其他：") + saidOf(c.form, "symptomText")};
        });
    }

    void addSigns()
    {
        const QString group = QStringLiteral("体征");
        addPair(group, QStringLiteral("血压（mmHg）"), "systolic", "diastolic");
        addPair(group, QStringLiteral("体重（kg）"), "weight", "weightTarget");
        addText(group, QStringLiteral("身高（cm）"), "height");
        add(group, QStringLiteral("体质指数（BMI）（kg/m²）"), [](const PaperColumn &c) {
            return PaperCell{pairText(c.form ? bmiOf(*c.form).text() : QString(), saidOf(c.form, "bmiTarget")), {}, {}};
        });
        if (isSugar())
            addFootPulse(group);
        else
            addText(group, QStringLiteral("心率（次/分钟）"), "heartRate");
        add(group, QStringLiteral("其他"), [](const PaperColumn &c) {
            QStringList said;
            if (const QString waist = saidOf(c.form, "waist"); !waist.isEmpty())
                said.append(QStringLiteral("腰围 %1 cm").arg(waist));
            if (const QString signs = saidOf(c.form, "signs"); !signs.isEmpty())
                said.append(signs);
            return PaperCell{said.join(u'，'), {}, {}};
        });
    }

    /// The form has three lines with their sides; the record numbers them through.
    void addFootPulse(const QString &group)
    {
        add(group, QStringLiteral("足背动脉搏动"), [](const PaperColumn &c) {
            const int pulse = c.form ? c.form->footPulse : 0;
            const auto sides = [pulse](int first) {
                QStringList words;
                for (const QString &side : {QStringLiteral("双侧"), QStringLiteral("左侧"), QStringLiteral("右侧")})
                    words.append(side + (pulse == first++ ? QStringLiteral("√") : QString()));
                return words.join(u' ');
            };
            const QString line = pulse == 0 ? QString() : QString::number(pulse == 1 ? 1 : pulse <= 4 ? 2 : 3);
            return PaperCell{QStringLiteral("1触及正常\n2减弱（%1）\n3消失（%2）").arg(sides(2), sides(5)), {line}, {}};
        });
    }

    void addLife()
    {
        const QString group = QStringLiteral("生活方式指导");
        addPair(group, QStringLiteral("日吸烟量（支）"), "smoking", "smokingTarget");
        addPair(group, QStringLiteral("日饮酒量（两）"), "drinking", "drinkingTarget");
        add(group, QStringLiteral("运动（现在／目标）"), [](const PaperColumn &c) {
            const auto line = [&c](const char *times, const char *minutes) {
                const auto or_ = [](const QString &said) { return said.isEmpty() ? QStringLiteral("　") : said; };
                return or_(saidOf(c.form, times)) + QStringLiteral(" 次/周 ") + or_(saidOf(c.form, minutes)) +
                       QStringLiteral(" 分钟/次");
            };
            return PaperCell{line("exerciseTimes", "exerciseMinutes") + u'\n' +
                                 line("exerciseTimesTarget", "exerciseMinutesTarget"),
                             {},
                             {}};
        });
        if (isSugar())
            addPair(group, QStringLiteral("主食（克/天）"), "staple", "stapleTarget");
        else
            add(group, QStringLiteral("摄盐情况（咸淡）"), [](const PaperColumn &c) {
                const auto options = fieldOf("salt").optionsOf(FollowUpProgram::Hypertension);
                return PaperCell{tickedOf(options, c.form ? c.form->salt : 0) + QStringLiteral(" ／ ") +
                                     tickedOf(options, c.form ? c.form->saltTarget : 0),
                                 {},
                                 {}};
            });
        addCoded(group, QStringLiteral("心理调整"), "psychology");
        addCoded(group, QStringLiteral("遵医行为"), "compliance");
    }

    void addTests()
    {
        if (!isSugar())
            return addText({}, QStringLiteral("辅助检查"), "tests");
        const QString group = QStringLiteral("辅助检查");
        add(group, QStringLiteral("空腹血糖值"), [](const PaperColumn &c) {
            const QString glucose = saidOf(c.form, "fastingGlucose");
            return PaperCell{
                (glucose.isEmpty() ? QStringLiteral("　　") : glucose) + QStringLiteral(" mmol/L"), {}, {}};
        });
        add(group, QStringLiteral("其他检查"), [](const PaperColumn &c) {
            const QString hba1c = saidOf(c.form, "hba1c"), any = saidOf(c.form, "glucose");
            const QDate on = c.form ? c.form->hba1cOn : QDate();
            QString text = QStringLiteral("糖化血红蛋白 %1 %\n检查日期：%2")
                               .arg(hba1c.isEmpty() ? QStringLiteral("　　") : hba1c,
                                    on.isValid() ? QStringLiteral("%1月%2日").arg(on.month()).arg(on.day())
                                                 : QStringLiteral("　月　日"));
            if (!any.isEmpty())
                text += QStringLiteral("\n餐后或随机血糖 %1 mmol/L").arg(any);
            if (const QString tests = saidOf(c.form, "tests"); !tests.isEmpty())
                text += u'\n' + tests;
            return PaperCell{text, {}, {}};
        });
    }

    void addAdverse()
    {
        add({}, QStringLiteral("药物不良反应"), [](const PaperColumn &c) {
            const QString answer = !c.form                   ? QString()
                                   : c.form->adverseReaction ? QStringLiteral("2")
                                                             : QStringLiteral("1");
            return PaperCell{printedOptions(noneOrSome), {answer}, saidOf(c.form, "adverseText")};
        });
    }

    void addConclusions()
    {
        add({}, QStringLiteral("此次随访分类"), [](const PaperColumn &c) {
            const QString number = c.form ? QString::number(static_cast<int>(c.form->outcome)) : QString();
            return PaperCell{printedOptions(outcomes), {number}, {}};
        });
        add({}, QStringLiteral("下一步管理措施"), [](const PaperColumn &c) {
            const QString number = c.form ? QString::number(static_cast<int>(c.form->step)) : QString();
            return PaperCell{printedOptions(steps), {number}, {}};
        });
    }

    void addDrugs()
    {
        const QString group = QStringLiteral("用药情况");
        const auto usage = [](const FollowUpDrug &drug) {
            return QStringLiteral("每日 %1 次，每次 %2")
                .arg(drug.times.isEmpty() ? QStringLiteral("　") : drug.times,
                     drug.dose.isEmpty() ? QStringLiteral("　") : drug.dose);
        };
        for (std::size_t i = 0; i < drugRows; ++i) {
            const auto drugOf = [i](const PaperColumn &c) {
                return c.form && i < c.form->drugs.size() ? c.form->drugs[i] : FollowUpDrug{};
            };
            add(group, QStringLiteral("药物名称%1").arg(i + 1), [drugOf](const PaperColumn &c) {
                return PaperCell{drugOf(c).name, {}, {}};
            });
            add(group, QStringLiteral("用法用量"), [drugOf, usage](const PaperColumn &c) {
                return PaperCell{usage(drugOf(c)), {}, {}};
            });
        }
        add(group, QStringLiteral("其他药物"), [](const PaperColumn &c) {
            FollowUpDrugs others;
            if (c.form && c.form->drugs.size() > drugRows)
                others.assign(c.form->drugs.begin() + drugRows, c.form->drugs.end());
            return PaperCell{textOf(others), {}, {}};
        });
        if (isSugar())
            addText(group, QStringLiteral("胰岛素（种类、用法和用量）"), "insulin");
        addText({}, QStringLiteral("用药调整意见"), "adjustment");
    }

    void addReferral()
    {
        const QString group = QStringLiteral("转诊");
        addText(group, QStringLiteral("原因"), "referralReason");
        addText(group, QStringLiteral("机构及科别"), "referralTo");
        addText(group, QStringLiteral("联系人及电话"), "referralContact");
        add(group, QStringLiteral("结果"), [](const PaperColumn &c) {
            return PaperCell{printedOptions(fieldOf("referralResult").options),
                             {c.referralResult == 0 ? QString() : QString::number(c.referralResult)},
                             {}};
        });
    }

    void addEnd()
    {
        add({}, QStringLiteral("下次随访日期"), [](const PaperColumn &c) {
            return PaperCell{paperDay(c.form ? c.form->nextOn : QDate()), {}, {}};
        });
        add({}, QStringLiteral("随访医生签名"), [](const PaperColumn &c) { return PaperCell{c.practitioner, {}, {}}; });
        add({}, QStringLiteral("居民签名"), [](const PaperColumn &) { return PaperCell{}; });
        add({}, QStringLiteral("备注"), [](const PaperColumn &c) { return PaperCell{remarksOf(c.form), {}, {}}; });
    }

    /// What the record asks and the paper has no row for belongs here, so that it is not lost on the way to it.
    static QString remarksOf(const FollowUp *form)
    {
        if (!form)
            return {};
        QStringList said;
        if (!form->dangerSigns.isEmpty())
            said.append(QStringLiteral("危险情况：") + fieldWords(*form, fieldOf("dangerSigns")));
        if (form->newComplication)
            said.append(QStringLiteral("新的或加重的并发症") +
                        (form->complicationText.isEmpty() ? QString() : u'：' + form->complicationText));
        if (form->pregnant)
            said.append(QStringLiteral("妊娠或哺乳"));
        if (!form->remarks.isEmpty())
            said.append(form->remarks);
        return said.join(u'；');
    }

    const FollowUpProgram m_program;
    const std::vector<PaperColumn> &m_columns;
    std::vector<PaperRow> m_rows;
};

} // namespace

std::vector<PaperRow> paperRowsOf(FollowUpProgram program, const std::vector<PaperColumn> &columns)
{
    return PaperRows(program, columns).made();
}

} // namespace yigong
