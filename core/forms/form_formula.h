// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_answers.h"

namespace yigong {

/// How a question is answered from others of the same form:
///   sum(a,b,…)          of numbers or of the options' numbers
///   bmi(weight,height)  kg and cm
///   ratio(part,whole)   in hundred, "73.5"
///   band(score,4,9,19)  option 1 below 4, option 2 from 4 on, … option 4 from 19 on
///   dueDate(lmp,edd)    the day edd where it was said, else 280 days after the last menstruation
///   weeks(lmp,edd)      completed weeks of pregnancy on the visit's day, by the same rule
struct FormFormula
{
    enum class Kind : quint8
    {
        Sum,
        Bmi,
        Ratio,
        Band,
        DueDate,
        Weeks
    };
    Kind kind = Kind::Sum;
    QStringList keys;
    std::vector<Hundredths> bounds; ///< of `Band`, rising

    /// Nothing where it is none of these or has the wrong number of parts.
    static std::optional<FormFormula> parse(QStringView text);
    /// As the question's kind writes it; empty where something it needs was not said. `day` is the visit's.
    [[nodiscard]] QString answer(const FormAnswers &answers, QDate day) const;
};

} // namespace yigong
