// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_paper.h"
#include "core/forms/follow_up_drugs.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr qsizetype boxesAtMost = 10;     // as many as the forms print for their longest lists
constexpr qsizetype optionsInCell = 24;   // characters; longer lists stand once, beside the row's name
constexpr qsizetype optionsInLine = 40;   // characters; of sentences, more of them stand below each other
constexpr qsizetype sentence = 6;         // characters of an option, on the average
constexpr std::size_t drugsInColumns = 3; // as the forms have rows for them
const QString notAskedMark = QStringLiteral("———");

/// A visit's column, or an empty one.
struct SheetColumn
{
    FormAnswers answers;
    const PaperVisit *visit = nullptr;
};

/// Questions that stand in one row. Words that belong to an option ("25其他：…") stand within it.
struct RowQuestions
{
    QString name;
    std::vector<const FormQuestion *> questions;
    std::vector<const FormQuestion *> words;

    [[nodiscard]] bool takes(const FormQuestion &question) const
    {
        const QString &rowOf = questions.front()->row;
        return !question.row.isEmpty() && question.row == rowOf;
    }
    /// "其他" where the option 其他 was chosen, and how often where 肺炎 was. What the row has as parts of its own
    /// stays one.
    [[nodiscard]] bool takesWords(const FormQuestion &question) const
    {
        if (question.when.isNot || question.when.options.size() != 1)
            return false;
        for (const FormQuestion *each : questions)
            if (each->key == question.when.key)
                if (const QuestionOption *option = each->option(question.when.options.front()))
                    return isWithin(question, *option);
        return false;
    }

private:
    static bool isWithin(const FormQuestion &question, const QuestionOption &option)
    {
        if (question.kind == QuestionKind::Number)
            return question.name.startsWith(option.name);
        return question.kind == QuestionKind::Text && (question.row.isEmpty() || option.name.contains(question.name));
    }
};

std::vector<RowQuestions> rowsOf(const FormSection &section)
{
    std::vector<RowQuestions> rows;
    for (const FormQuestion &question : section.questions) {
        if (!question.onPaper)
            continue;
        if (!rows.empty() && rows.back().takesWords(question))
            rows.back().words.push_back(&question);
        else if (!rows.empty() && rows.back().takes(question))
            rows.back().questions.push_back(&question);
        else
            rows.push_back({question.row.isEmpty() ? question.name : question.row, {&question}, {}});
    }
    return rows;
}

QString monthText(const QString &month)
{
    const PartialDate date = PartialDate::parse(month).value_or(PartialDate());
    if (date.isNone())
        return QStringLiteral("　　年　月");
    if (date.isWhole())
        return paperDay(date.earliest());
    return QStringLiteral("%1年").arg(date.year()) +
           (date.month() == 0 ? QString() : QStringLiteral("%1月").arg(date.month()));
}

QString usageText(const FollowUpDrug &drug, const QString &room)
{
    const auto or_ = [&room](const QString &said) { return said.isEmpty() ? room : said; };
    return QStringLiteral("每日 %1 次，每次 %2").arg(or_(drug.times), or_(drug.dose));
}

/// "2有"; a name that is a number itself stands apart: "3（3级）".
QString optionText(const QuestionOption &option)
{
    const bool isNumber = !option.name.isEmpty() && option.name.front().isDigit();
    return QString::number(option.number) + (isNumber ? QStringLiteral("（%1）").arg(option.name) : option.name);
}

/// The rows of one sheet.
class SheetRows
{
public:
    SheetRows(const FormDefinition &form, const std::vector<SheetColumn> &columns) : m_form(form), m_columns(columns) {}

    std::vector<PaperRow> made()
    {
        add({}, m_form.dayName, [](const SheetColumn &c) { return plain(paperDay(dayOf(c))); });
        for (const FormSection &section : m_form.sections)
            for (const RowQuestions &row : rowsOf(section))
                addQuestions(section.title, row);
        addRemarks();
        addEnd();
        return std::move(m_rows);
    }

private:
    static PaperCell plain(const QString &text) { return {text, {}, {}}; }
    static QDate dayOf(const SheetColumn &c) { return c.visit ? c.visit->day : QDate(); }
    [[nodiscard]] bool isPage() const { return m_form.layout == FormLayout::Page; }
    [[nodiscard]] QString room() const { return isPage() ? QStringLiteral("________") : QStringLiteral("____"); }

    template <typename CellOf> void add(const QString &group, const QString &name, const CellOf &cellOf)
    {
        PaperRow row{group, name, {}};
        for (const SheetColumn &column : m_columns)
            row.cells.push_back(cellOf(column));
        m_rows.push_back(std::move(row));
    }

    void addQuestions(const QString &group, const RowQuestions &row)
    {
        const FormQuestion &first = *row.questions.front();
        if (first.kind == QuestionKind::Drugs)
            return isPage() ? addDrugLines(group, first) : addDrugRows(group, first);
        if (first.key == QStringLiteral("remarks"))
            return; // with what has no place, at the end
        if (first.key == m_form.columnsOf)
            return add(group, row.name, [&](const SheetColumn &c) { return plain(answerWords(c.answers, first)); });
        if (hasOptionsBesideName(row))
            return add(group, row.name + u'\n' + optionsText(first, row, nullptr),
                       [&](const SheetColumn &c) { return boxesAlone(row, c); });
        add(group, nameOf(row), [&](const SheetColumn &c) { return cellOf(row, c); });
    }

    /// Long lists are printed once, not in each of four columns.
    [[nodiscard]] bool hasOptionsBesideName(const RowQuestions &row) const
    {
        const FormQuestion &first = *row.questions.front();
        const bool isList = first.kind == QuestionKind::Choices && first.when.key.isEmpty() &&
                            std::all_of(row.questions.begin() + 1, row.questions.end(),
                                        [](const FormQuestion *each) { return each->kind == QuestionKind::Text; });
        return !isPage() && isList && optionsText(first, row, nullptr).size() > optionsInCell;
    }

    /// With its unit, where the cells hold nothing but the figure.
    [[nodiscard]] QString nameOf(const RowQuestions &row) const
    {
        const FormQuestion &first = *row.questions.front();
        const bool isFigure = !isPage() && row.questions.size() == 1 && first.kind == QuestionKind::Number;
        return isFigure && !first.unit.isEmpty() ? QStringLiteral("%1（%2）").arg(row.name, first.unit) : row.name;
    }

    /// Whether this column has it at all: a question of another age has no place there, filled or blank, nor has what
    /// depends on it.
    [[nodiscard]] bool hasPlace(const FormQuestion &question, const SheetColumn &c) const
    {
        const FormQuestion *other = m_form.question(question.when.key);
        if (!other)
            return true;
        if (other->key == m_form.columnsOf)
            return isAsked(c.answers, question) || !c.answers.has(m_form.columnsOf);
        return hasPlace(*other, c);
    }
    [[nodiscard]] static QString saidOf(const FormQuestion &question, const SheetColumn &c)
    {
        return isAsked(c.answers, question) ? c.answers.text(question.key) : QString();
    }

    [[nodiscard]] PaperCell cellOf(const RowQuestions &row, const SheetColumn &c) const
    {
        std::vector<PaperCell> parts;
        for (const FormQuestion *question : row.questions)
            if (hasPlace(*question, c))
                parts.push_back(partOf(*question, row, c));
        if (parts.empty())
            return plain(notAskedMark);
        if (isPair(row))
            return plain(pairText(row, c));
        PaperCell cell = parts.front();
        cell.rest.assign(parts.begin() + 1, parts.end());
        return cell;
    }

    [[nodiscard]] PaperCell partOf(const FormQuestion &question, const RowQuestions &row, const SheetColumn &c) const
    {
        QString label = isLabelled(question, row) ? question.name : QString();
        if (question.options.empty())
            return plain(label + (label.isEmpty() ? QString() : QStringLiteral(" ")) + valueText(question, row, c));
        if (!label.isEmpty())
            label += u'：';
        return {label + optionsText(question, row, &c), boxesOf(question, c), {}};
    }

    /// A row that names its parts itself ("现在／目标"), and a part that is named like its row, need no label.
    [[nodiscard]] static bool isLabelled(const FormQuestion &question, const RowQuestions &row)
    {
        const bool isNamed = row.name.contains(u'／') && question.kind == QuestionKind::Number;
        return row.questions.size() > 1 && question.name != row.name && question.options.size() != 1 && !isNamed &&
               !isLevel(question, row);
    }
    /// 上 中 下 behind the figure that it judges.
    [[nodiscard]] static bool isLevel(const FormQuestion &question, const RowQuestions &row)
    {
        return question.key == row.questions.front()->key + QStringLiteral("Level") ||
               row.questions.back()->key == question.key + QStringLiteral("Level");
    }

    /// Two figures of one unit: "142 / 86 mmHg".
    [[nodiscard]] static bool isPair(const RowQuestions &row)
    {
        const auto &both = row.questions;
        return both.size() == 2 && both[0]->kind == QuestionKind::Number && both[1]->kind == QuestionKind::Number &&
               both[0]->unit == both[1]->unit && !both[0]->unit.isEmpty();
    }
    [[nodiscard]] QString pairText(const RowQuestions &row, const SheetColumn &c) const
    {
        const auto or_ = [&](const FormQuestion *each) {
            const QString said = saidOf(*each, c);
            return said.isEmpty() ? figureRoom() : said;
        };
        return or_(row.questions[0]) + QStringLiteral(" / ") + or_(row.questions[1]) + unitText(*row.questions[0], row);
    }
    [[nodiscard]] QString figureRoom() const { return isPage() ? QStringLiteral("____") : QStringLiteral("　　"); }
    /// Unless the row's name has it.
    [[nodiscard]] QString unitText(const FormQuestion &question, const RowQuestions &row) const
    {
        const bool isNamed = nameOf(row).contains(u'（' + question.unit + u'）');
        return question.unit.isEmpty() || isNamed ? QString() : u' ' + question.unit;
    }

    [[nodiscard]] QString valueText(const FormQuestion &question, const RowQuestions &row, const SheetColumn &c) const
    {
        const QString said = saidOf(question, c);
        switch (question.kind) {
        case QuestionKind::Number: {
            const bool isAlone = !isPage() && row.questions.size() == 1;
            const QString unit = unitText(question, row);
            return (!said.isEmpty() ? said : isAlone && unit.isEmpty() ? QString() : figureRoom()) + unit;
        }
        case QuestionKind::Date:
            return paperDay(QDate::fromString(said, Qt::ISODate));
        case QuestionKind::Month:
            return monthText(said);
        default:
            return !said.isEmpty() || row.questions.size() == 1 ? said : room();
        }
    }

    /// "1无 2有：皮疹"; without a column, the list alone.
    [[nodiscard]] QString optionsText(const FormQuestion &question, const RowQuestions &row, const SheetColumn *c) const
    {
        QStringList options;
        qsizetype length = 0;
        for (const QuestionOption &option : question.options) {
            options.append(optionText(option) + (c ? wordsWithin(question, option, row, *c) : QString()));
            length += option.name.size();
        }
        const bool areSentences = length >= sentence * options.size() && (!isPage() || length > optionsInLine);
        return options.join(areSentences ? QStringLiteral("\n")
                            : isPage()   ? QStringLiteral("  ")
                                         : QStringLiteral(" "));
    }

    [[nodiscard]] QString wordsWithin(const FormQuestion &question, const QuestionOption &option,
                                      const RowQuestions &row, const SheetColumn &c) const
    {
        QString text;
        for (const FormQuestion *words : row.words) {
            if (words->when.key != question.key || words->when.options.front() != option.number)
                continue;
            const QString said = saidOf(*words, c);
            if (words->kind == QuestionKind::Number) {
                text += u' ' + words->name.mid(option.name.size()) + (said.isEmpty() ? QStringLiteral("__") : said) +
                        u' ' + words->unit;
                continue;
            }
            const bool isSame = option.name.contains(words->name);
            text += (isSame ? QString() : u' ' + words->name) + (!said.isEmpty()      ? u'：' + said
                                                                 : isSame || isPage() ? room()
                                                                                      : QStringLiteral("："));
        }
        return text;
    }

    [[nodiscard]] static QStringList boxesOf(const FormQuestion &question, const SheetColumn &c)
    {
        QStringList boxes = saidOf(question, c).split(u';', Qt::SkipEmptyParts);
        if (question.kind == QuestionKind::Choice)
            return boxes.isEmpty() ? QStringList{QString()} : boxes;
        const qsizetype several =
            static_cast<qsizetype>(question.options.size()) - (question.none == FormQuestion::noOption ? 0 : 1);
        while (boxes.size() < std::min(several, boxesAtMost))
            boxes.append(QString());
        return boxes;
    }

    [[nodiscard]] PaperCell boxesAlone(const RowQuestions &row, const SheetColumn &c) const
    {
        QStringList more;
        std::vector<const FormQuestion *> texts(row.questions.begin() + 1, row.questions.end());
        texts.insert(texts.end(), row.words.begin(), row.words.end());
        for (const FormQuestion *words : texts)
            more.append(words->name + u'：' + saidOf(*words, c));
        return {{}, boxesOf(*row.questions.front(), c), more.join(u'\n')};
    }

    [[nodiscard]] static FollowUpDrugs drugsOf(const FormQuestion &question, const SheetColumn &c)
    {
        return ValueOf<FollowUpDrugs>::from(saidOf(question, c));
    }

    /// A row a drug.
    void addDrugLines(const QString &group, const FormQuestion &question)
    {
        std::size_t lines = drugsInColumns;
        for (const SheetColumn &column : m_columns)
            lines = std::max(lines, drugsOf(question, column).size());
        for (std::size_t i = 0; i < lines; ++i)
            add(group, (group.isEmpty() ? question.name : QStringLiteral("药物")) + QString::number(i + 1),
                [&](const SheetColumn &c) {
                    const FollowUpDrugs drugs = drugsOf(question, c);
                    const FollowUpDrug drug = i < drugs.size() ? drugs[i] : FollowUpDrug{};
                    PaperCell cell = plain(QStringLiteral("名称 ") + (drug.name.isEmpty() ? room() : drug.name));
                    cell.rest.push_back(plain(QStringLiteral("用法用量 ") + usageText(drug, figureRoom())));
                    return cell;
                });
    }

    void addDrugRows(const QString &group, const FormQuestion &question)
    {
        for (std::size_t i = 0; i < drugsInColumns; ++i) {
            const auto drugOf = [&question, i](const SheetColumn &c) {
                const FollowUpDrugs drugs = drugsOf(question, c);
                return i < drugs.size() ? drugs[i] : FollowUpDrug{};
            };
            add(group, QStringLiteral("药物名称%1").arg(i + 1),
                [&](const SheetColumn &c) { return plain(drugOf(c).name); });
            add(group, QStringLiteral("用法用量"),
                [&](const SheetColumn &c) { return plain(usageText(drugOf(c), QStringLiteral("　"))); });
        }
        add(group, QStringLiteral("其他药物"), [&](const SheetColumn &c) {
            FollowUpDrugs others = drugsOf(question, c);
            others.erase(others.begin(),
                         others.begin() + static_cast<std::ptrdiff_t>(std::min(others.size(), drugsInColumns)));
            return plain(textOf(others));
        });
    }

    void addRemarks()
    {
        const bool hasRow = m_form.question(u"remarks") != nullptr;
        if (hasRow || std::any_of(m_columns.begin(), m_columns.end(),
                                  [this](const SheetColumn &c) { return !remarksOf(c).isEmpty(); }))
            add({}, QStringLiteral("备注"), [this](const SheetColumn &c) { return plain(remarksOf(c)); });
    }

    [[nodiscard]] QString remarksOf(const SheetColumn &c) const
    {
        QStringList said;
        QString lastKey;
        for (const FormSection &section : m_form.sections)
            for (const FormQuestion &question : section.questions) {
                if (question.onPaper || saidOf(question, c).isEmpty())
                    continue;
                const QString words = answerWords(c.answers, question);
                if (question.when.key == lastKey && question.kind == QuestionKind::Text && !said.isEmpty())
                    said.back() += QStringLiteral("（%1）").arg(words);
                else
                    said.append(question.name + u'：' + words);
                lastKey = question.key;
            }
        if (const QString remarks = c.answers.text(u"remarks"); !remarks.isEmpty())
            said.append(remarks);
        return said.join(u'；');
    }

    void addEnd()
    {
        if (m_form.hasNext)
            add({}, QStringLiteral("下次随访日期"),
                [](const SheetColumn &c) { return plain(paperDay(c.visit ? c.visit->nextOn : QDate())); });
        for (const QString &signature : m_form.signatures)
            add({}, signature, [&](const SheetColumn &c) {
                return plain(c.visit && signature == m_form.signatures.front() ? c.visit->practitioner : QString());
            });
    }

    const FormDefinition &m_form;
    const std::vector<SheetColumn> &m_columns;
    std::vector<PaperRow> m_rows;
};

/// Visits in the columns of their sheets.
class SheetPlan
{
public:
    explicit SheetPlan(const FormDefinition &form) : m_form(form), m_headings(form.question(form.columnsOf)) {}

    std::vector<std::vector<SheetColumn>> of(const std::vector<PaperVisit> &visits)
    {
        beginSheet();
        for (const PaperVisit &visit : visits)
            placeFor(visit) = {visit.answers, &visit};
        return std::move(m_sheets);
    }

private:
    void beginSheet()
    {
        std::vector<SheetColumn> sheet(m_form.layout == FormLayout::Page ? 1 : FormPaper::visitsInColumns);
        if (m_headings) {
            sheet.resize(m_headings->options.size());
            for (std::size_t i = 0; i < sheet.size(); ++i)
                sheet[i].answers.set(m_form.columnsOf, QString::number(m_headings->options[i].number));
        }
        m_sheets.push_back(std::move(sheet));
    }

    SheetColumn &placeFor(const PaperVisit &visit)
    {
        const std::size_t own = ownColumn(visit);
        if (SheetColumn *place = freeOn(m_sheets.back(), own))
            return *place;
        beginSheet();
        return *freeOn(m_sheets.back(), own);
    }

    /// Of a visit that names none: past the last.
    [[nodiscard]] std::size_t ownColumn(const PaperVisit &visit) const
    {
        if (!m_headings)
            return FormPaper::visitsInColumns;
        const auto &options = m_headings->options;
        const auto found = std::find_if(options.begin(), options.end(), [&](const QuestionOption &option) {
            return visit.answers.hasChosen(m_form.columnsOf, option.number);
        });
        return static_cast<std::size_t>(found - options.begin());
    }

    static SheetColumn *freeOn(std::vector<SheetColumn> &sheet, std::size_t own)
    {
        if (own < sheet.size())
            return sheet[own].visit ? nullptr : &sheet[own];
        for (SheetColumn &column : sheet)
            if (!column.visit)
                return &column;
        return nullptr;
    }

    const FormDefinition &m_form;
    const FormQuestion *m_headings;
    std::vector<std::vector<SheetColumn>> m_sheets;
};

} // namespace

QString paperDay(QDate day)
{
    return day.isValid() ? QStringLiteral("%1年%2月%3日").arg(day.year()).arg(day.month()).arg(day.day())
                         : QStringLiteral("　　年　月　日");
}

std::vector<FormPaper> formPapers(const FormDefinition &form, std::vector<PaperVisit> visits)
{
    std::stable_sort(visits.begin(), visits.end(),
                     [](const PaperVisit &a, const PaperVisit &b) { return a.day < b.day; });
    std::vector<FormPaper> papers;
    for (const std::vector<SheetColumn> &sheet : SheetPlan(form).of(visits)) {
        FormPaper paper;
        paper.layout = form.layout;
        paper.title = form.title;
        paper.columns = sheet.size();
        paper.rows = SheetRows(form, sheet).made();
        paper.filled = static_cast<std::size_t>(
            std::count_if(sheet.begin(), sheet.end(), [](const SheetColumn &c) { return c.visit != nullptr; }));
        papers.push_back(std::move(paper));
    }
    return papers;
}

} // namespace yigong
