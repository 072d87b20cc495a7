// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/forms/form_formula.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr int pregnancyDays = 280;

struct FormulaShape
{
    const char *name;
    FormFormula::Kind kind;
    qsizetype fewestKeys, mostKeys;
};
constexpr std::array formulaShapes{
    FormulaShape{"sum", FormFormula::Kind::Sum, 1, 50},        FormulaShape{"bmi", FormFormula::Kind::Bmi, 2, 2},
    FormulaShape{"ratio", FormFormula::Kind::Ratio, 2, 2},     FormulaShape{"band", FormFormula::Kind::Band, 1, 1},
    FormulaShape{"dueDate", FormFormula::Kind::DueDate, 2, 2}, FormulaShape{"weeks", FormFormula::Kind::Weeks, 2, 2},
};

using MaybeNumber = std::optional<Hundredths>;

MaybeNumber sumOf(const FormAnswers &answers, const QStringList &keys)
{
    Hundredths sum = 0;
    for (const QString &key : keys) {
        const auto number = answers.number(key);
        if (!number)
            return std::nullopt;
        sum += *number;
    }
    return sum;
}

MaybeNumber bmiFrom(MaybeNumber weight, MaybeNumber height)
{
    if (!weight || !height || *height <= 0)
        return std::nullopt;
    const double metres = static_cast<double>(*height) / 10'000;
    return qRound64(static_cast<double>(*weight) / (metres * metres));
}

MaybeNumber ratioOf(MaybeNumber part, MaybeNumber whole)
{
    if (!part || !whole || *whole <= 0)
        return std::nullopt;
    return (*part * 10'000 + *whole / 2) / *whole;
}

MaybeNumber bandOf(MaybeNumber score, const std::vector<Hundredths> &bounds)
{
    if (!score)
        return std::nullopt;
    const auto reached = std::upper_bound(bounds.begin(), bounds.end(), *score) - bounds.begin();
    return Hundredths{(reached + 1) * 100};
}

QDate dueDateFrom(QDate lmp, QDate agreed)
{
    return agreed.isValid() || !lmp.isValid() ? agreed : lmp.addDays(pregnancyDays);
}

MaybeNumber weeksOn(QDate day, QDate due)
{
    if (!due.isValid() || !day.isValid())
        return std::nullopt;
    const qint64 days = due.addDays(-pregnancyDays).daysTo(day);
    return days < 0 ? std::nullopt : MaybeNumber(days / 7 * 100);
}

} // namespace

std::optional<FormFormula> FormFormula::parse(QStringView text)
{
    const qsizetype open = text.indexOf(u'(');
    if (open < 0 || !text.endsWith(u')'))
        return std::nullopt;
    const auto shape = std::find_if(formulaShapes.begin(), formulaShapes.end(), [&](const FormulaShape &each) {
        return text.left(open) == QLatin1String(each.name);
    });
    if (shape == formulaShapes.end())
        return std::nullopt;
    FormFormula formula;
    formula.kind = shape->kind;
    for (const QStringView part : text.mid(open + 1).chopped(1).split(u',')) {
        const auto bound = parseHundredths(part);
        if (bound && formula.kind == Kind::Band)
            formula.bounds.push_back(*bound);
        else
            formula.keys.append(part.toString());
    }
    const bool isRight = formula.keys.size() >= shape->fewestKeys && formula.keys.size() <= shape->mostKeys &&
                         formula.bounds.empty() == (formula.kind != Kind::Band) &&
                         std::is_sorted(formula.bounds.begin(), formula.bounds.end());
    return isRight ? std::optional(formula) : std::nullopt;
}

QString FormFormula::answer(const FormAnswers &answers, QDate day) const
{
    const auto number = [&](qsizetype i) { return answers.number(keys.value(i)); };
    const auto due = [&] { return dueDateFrom(answers.date(keys.value(0)), answers.date(keys.value(1))); };
    const auto written = [](MaybeNumber value) { return value ? hundredthsText(*value) : QString(); };
    switch (kind) {
    case Kind::Sum:
        return written(sumOf(answers, keys));
    case Kind::Bmi:
        return written(bmiFrom(number(0), number(1)));
    case Kind::Ratio:
        return written(ratioOf(number(0), number(1)));
    case Kind::Band:
        return written(bandOf(number(0), bounds));
    case Kind::DueDate:
        return due().toString(Qt::ISODate);
    case Kind::Weeks:
        return written(weeksOn(day, due()));
    }
    return {};
}

} // namespace yigong
