// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_paper.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

FormAnswers saying(const QString &json)
{
    return FormAnswers::fromJson(json).value();
}

const FormDefinition &formOf(const char *code)
{
    return *formDefinition(QString::fromLatin1(code));
}

/// Null where the sheet has no such row.
const PaperRow *rowOf(const FormPaper &paper, const QString &name, const QString &group = {})
{
    for (const PaperRow &row : paper.rows)
        if (row.name.section(u'\n', 0, 0) == name && (group.isEmpty() || row.group == group))
            return &row;
    return nullptr;
}

/// "1无 2有：皮疹[2] 每日次数 2 次/日": every part of a cell with its boxes.
QString shown(const PaperCell &cell)
{
    QString text = cell.text + (cell.boxes.isEmpty() ? QString() : u'[' + cell.boxes.join(u'/') + u']') + cell.more;
    for (const PaperCell &part : cell.rest)
        text += " | "_q + shown(part);
    return text;
}

QString shownIn(const FormPaper &paper, const char *name, std::size_t column = 0)
{
    const PaperRow *row = rowOf(paper, QString::fromUtf8(name));
    return row ? shown(row->cells.at(column)) : "no such row"_q;
}

FormPaper sheetOf(const char *code, const QString &answers)
{
    return formPapers(formOf(code), {{saying(answers), QDate(2025, 5, 13), "王医生"_q, QDate(2025, 8, 13)}}).front();
}

} // namespace

TEST_CASE("a cell prints its options, and what was chosen in a box", "[forms][paper]")
{
    struct Case
    {
        const char *story, *form, *row;
        QString answers, cell;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"one option", "postnatal-visit", "分类", R"({"classification":"1"})"_q, "1未见异常  2异常________[1]"_q},
        {"its words stand within it", "postnatal-visit", "分类", R"({"classification":"2","classificationText":"发热"})"_q, "1未见异常  2异常：发热[2]"_q},
        {"nothing was said", "postnatal-visit", "分类", "{}"_q, "1未见异常  2异常________[]"_q},
        {"words of an option that was not chosen are not printed", "postnatal-visit", "分类", R"({"classification":"1","classificationText":"发热"})"_q, "1未见异常  2异常________[1]"_q},
        {"several words of one option", "postnatal-visit", "转诊", R"({"referral":"2","referralReason":"恶露臭","referralTo":"县医院产科"})"_q, "1无  2有 原因：恶露臭 机构及科室：县医院产科[2]"_q},
        {"several options: a box for each but none", "antenatal-first", "家族史", R"({"familyHistory":"2;3"})"_q, "1无  2遗传性疾病史  3精神疾病史  4其他________[2/3/]"_q},
        {"none alone", "antenatal-first", "家族史", R"({"familyHistory":"1"})"_q, "1无  2遗传性疾病史  3精神疾病史  4其他________[1//]"_q},
        {"a figure with its unit", "antenatal-first", "血糖", R"({"glucose":"4.8"})"_q, "4.8 mmol/L"_q},
        {"room for a figure", "antenatal-first", "血糖", "{}"_q, "____ mmol/L"_q},
        {"a pair", "antenatal-first", "血压", R"({"systolic":"118","diastolic":"76"})"_q, "118 / 76 mmHg"_q},
        {"half a pair", "antenatal-first", "血压", R"({"systolic":"118"})"_q, "118 / ____ mmHg"_q},
        {"parts of a row have their names", "antenatal-first", "身高、体重", R"({"height":"160","weight":"55"})"_q, "身高 160 cm | 体重 55 kg"_q},
        {"a day", "antenatal-first", "末次月经", R"({"lmp":"2025-03-10"})"_q, "2025年3月10日 | 1不详[]"_q},
        {"how often stands within its option", "mental-follow-up", "危险行为", R"({"dangerous":"1;5","dangerousTrouble":"2","dangerousSelfHarm":"1"})"_q,
            "1轻度滋事 2 次  2肇事 __ 次  3肇祸 __ 次  4其他危害行为 __ 次  5自伤 1 次  6自杀未遂 __ 次  7无[1/5////]"_q},
        {"a name that is a number stands apart", "mental-follow-up", "危险性评估", R"({"risk":"0"})"_q, "0（0级）  1（1级）  2（2级）  3（3级）  4（4级）  5（5级）[0]"_q},
        {"the month of an onset", "mental-background", "初次发病时间", R"({"firstOnset":"2019-04"})"_q, "2019年4月"_q},
        {"the year alone", "mental-background", "初次发病时间", R"({"firstOnset":"2019"})"_q, "2019年"_q},
        {"more options than boxes", "health-check", "症状", R"({"symptoms":"2;3"})"_q,
            "1无症状  2头痛  3头晕  4心悸  5胸闷  6胸痛  7慢性咳嗽  8咳痰  9呼吸困难  10多饮  11多尿  12体重下降  13乏力  14关节肿痛  15视力模糊  16手脚麻木  17尿急  18尿痛  19便秘  20腹泻  21恶心呕吐  22眼花  23耳鸣  24乳房胀痛  25其他________[2/3////////]"_q},
        {"a figure that a row names", "tb-first-visit", "吸烟（现在／目标）", R"({"smoking":"20","smokingTarget":"0"})"_q, "20 / 0 支/天"_q},
        {"the last row but one", "postnatal-visit", "下次随访日期", "{}"_q, "2025年8月13日"_q},
        {"the doctor", "postnatal-visit", "随访医生签名", "{}"_q, "王医生"_q},
        {"nobody signs for the patient", "mental-follow-up", "患者（家属）签名", "{}"_q, ""_q},
    }));
    // clang-format on
    INFO(c.story);
    CHECK(shownIn(sheetOf(c.form, c.answers), c.row) == c.cell);
}

TEST_CASE("four visits stand side by side, and the fifth on the next sheet", "[forms][paper]")
{
    std::vector<PaperVisit> visits;
    for (int i = 5; i > 0; --i)
        visits.push_back({saying(QStringLiteral(R"({"oxygen":"%1"})").arg(90 + i)), QDate(2025, i, 1), "王医生"_q, {}});
    const std::vector<FormPaper> papers = formPapers(formOf("copd-follow-up"), visits);
    REQUIRE(papers.size() == 2);
    CHECK(papers[0].filled == 4);
    CHECK(papers[1].filled == 1);
    for (std::size_t column = 0; column < 4; ++column)
        CHECK(shownIn(papers[0], "脉搏氧饱和度（SpO₂）（%）", column) == QString::number(91 + column));
    CHECK(shownIn(papers[1], "脉搏氧饱和度（SpO₂）（%）") == "95"_q);
    CHECK(shownIn(papers[1], "随访日期", 1) == "　　年　月　日"_q);
    CHECK(formPapers(formOf("postnatal-visit"), {{{}, QDate(2025, 1, 1), {}, {}}, {{}, QDate(2025, 1, 2), {}, {}}})
              .size() == 2);
}

TEST_CASE("a list of options is printed once beside four visits, its other words below the boxes", "[forms][paper]")
{
    const FormPaper paper = sheetOf("copd-follow-up", R"({"symptoms":"2;8","symptomsOther":"盗汗"})"_q);
    REQUIRE(rowOf(paper, "症状"_q));
    CHECK(rowOf(paper, "症状"_q)->name == "症状\n1无症状 2呼吸困难 3咳嗽 4咳痰 5喘息 6胸闷 7发热 8其他"_q);
    CHECK(shownIn(paper, "症状") == "[2/8/////]其他：盗汗"_q);
    CHECK(shownIn(paper, "症状", 1) == "[//////]其他："_q);
    CHECK(shownIn(sheetOf("tb-follow-up", R"({"symptoms":"0","symptomsOther":"纳差"})"_q), "症状及体征") ==
          "[0/////////]其他：纳差"_q);
}

TEST_CASE("a child's check stands in the column of its age", "[forms][paper]")
{
    const auto check = [](const char *json, QDate day) {
        return PaperVisit{saying(QString::fromUtf8(json)), day, {}, {}};
    };
    const auto papers =
        formPapers(formOf("infant-check"), {check(R"({"stage":"6","weight":"7.9","development6":"2"})", {2025, 7, 1}),
                                            check(R"({"stage":"1","weight":"4.1","cord":"2"})", {2025, 2, 1})});
    REQUIRE(papers.size() == 1);
    const FormPaper &paper = papers.front();
    CHECK(shownIn(paper, "月龄", 0) == "满月"_q);
    CHECK(shownIn(paper, "月龄", 1) == "3月龄"_q); // also where nobody came
    CHECK(shownIn(paper, "随访日期", 0) == "2025年2月1日"_q);
    CHECK(shownIn(paper, "随访日期", 1) == "　　年　月　日"_q);
    CHECK(shownIn(paper, "体重（kg）", 2) == "7.9 | 1上 2中 3下[]"_q);
    CHECK(shownIn(paper, "脐部", 0) == "1未脱 2脱落 3脐部有渗出 4其他____[2]"_q);
    CHECK(shownIn(paper, "脐部", 2) == "———"_q);
    CHECK(shownIn(paper, "发育评估", 0) == "———"_q);
    CHECK(shownIn(paper, "发育评估", 2) == "1发音少，不会笑出声\n2不会伸手抓物\n3紧握拳松不开\n4不能扶坐[2///]"_q);
    CHECK(shownIn(paper, "发育评估", 3) ==
          "1听到声音无应答\n2不会区分生人和熟人\n3双手间不会传递玩具\n4不会独坐[///]"_q);
    // What depends on a question that this age has not, has no place there either.
    CHECK(shownIn(formPapers(formOf("toddler-check")).front(), "前囟", 3) == "———"_q);
}

TEST_CASE("a second check of the same age begins a sheet, and one of no age takes a free column", "[forms][paper]")
{
    const FormDefinition &form = formOf("infant-check");
    const auto at = [](const char *json, int day) {
        return PaperVisit{saying(QString::fromUtf8(json)), QDate(2025, 1, day), {}, {}};
    };
    const auto twice = formPapers(form, {at(R"({"stage":"3"})", 1), at(R"({"stage":"3"})", 2)});
    REQUIRE(twice.size() == 2);
    CHECK(shownIn(twice[1], "随访日期", 1) == "2025年1月2日"_q);
    const auto ageless = formPapers(form, {at("{}", 1)});
    CHECK(shownIn(ageless[0], "随访日期", 0) == "2025年1月1日"_q);
    CHECK(shownIn(ageless[0], "月龄", 0) == ""_q);
    CHECK(shownIn(ageless[0], "听力", 0) == "1通过 2未通过[]"_q);
}

TEST_CASE("what the paper has no place for stands among the remarks", "[forms][paper]")
{
    const FormPaper paper = sheetOf(
        "copd-follow-up",
        R"({"consciousness":"2","newComplication":"2","newComplicationText":"心衰","remarks":"独居","weight":"60"})"_q);
    CHECK(shownIn(paper, "备注") == "新出现的意识改变：有；体重：60 kg；新的或加重的并发症：有（心衰）；独居"_q);
    CHECK(shownIn(paper, "备注", 1).isEmpty());
    CHECK_FALSE(rowOf(formPapers(formOf("newborn-visit")).front(), "备注"_q));
    CHECK(shownIn(sheetOf("newborn-visit", R"({"way":"2"})"_q), "备注") == "随访方式：家庭"_q);
}

TEST_CASE("drugs stand in rows of their own, however many there are", "[forms][paper]")
{
    const QString four = R"({"drugs":"甲\t1\t5 mg\n乙\t2\t1 片\n丙\t\t\n丁\t1\t10 mg"})"_q;
    const FormPaper page = sheetOf("mental-follow-up", four), columns = sheetOf("copd-follow-up", four);
    CHECK(shownIn(page, "用药情况1") == "名称 甲 | 用法用量 每日 1 次，每次 5 mg"_q);
    CHECK(shownIn(page, "用药情况4") == "名称 丁 | 用法用量 每日 1 次，每次 10 mg"_q);
    CHECK(shownIn(page, "用药指导3") == "名称 ________ | 用法用量 每日 ____ 次，每次 ____"_q);
    CHECK_FALSE(rowOf(page, "用药指导4"_q));
    CHECK(shownIn(columns, "药物名称3") == "丙"_q);
    CHECK(shownIn(columns, "其他药物") == "丁 每日 1 次 每次 10 mg"_q);
}

TEST_CASE("a blank form has a cell for everything and says nothing", "[forms][paper]")
{
    for (const FormDefinition &form : formDefinitions()) {
        INFO(form.code.toStdString());
        const std::vector<FormPaper> blank = formPapers(form);
        REQUIRE(blank.size() == 1);
        CHECK(blank.front().filled == 0);
        CHECK(blank.front().title == form.title);
        CHECK(blank.front().columns == (form.layout == FormLayout::Page ? 1 : FormPaper::visitsInColumns));
        for (const PaperRow &row : blank.front().rows) {
            INFO(row.name.toStdString());
            CHECK(row.cells.size() == blank.front().columns);
            for (const PaperCell &cell : row.cells)
                CHECK(cell.boxes.join(QString()).isEmpty());
        }
    }
}
