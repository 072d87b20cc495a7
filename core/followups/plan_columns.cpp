// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/plan_columns.h"

#include <algorithm>

namespace yigong {

namespace {

/// As QDate counts days, without its detour through a calendar: a township's plan has 200,000.
QDate dayOf(int year, int month, int day)
{
    if (year < 1 || month < 1 || month > 12 || day < 1 || day > 28)
        return {year, month, day};
    const int early = (14 - month) / 12, y = year + 4800 - early, m = month + 12 * early - 3;
    return QDate::fromJulianDay(day + (153 * m + 2) / 5 + 365 * qint64{y} + y / 4 - y / 100 + y / 400 - 32'045);
}

/// "6.5" in hundredths, as a Measured is stored; nothing of an empty one.
std::optional<int> hundredthsAt(const Columns &columns, int column)
{
    const std::string_view text = columns.chars(column);
    if (text.empty())
        return std::nullopt;
    int whole = 0, part = 0, places = -1;
    for (const char c : text)
        if (c == '.')
            places = 0;
        else if (places < 0)
            whole = whole * 10 + (c - '0');
        else if (places < 2) {
            part = part * 10 + (c - '0');
            ++places;
        }
    return whole * 100 + (places == 1 ? part * 10 : part);
}

std::optional<int> wholeAt(const Columns &columns, int column)
{
    const auto hundredths = hundredthsAt(columns, column);
    return hundredths ? std::optional{*hundredths / 100} : std::nullopt;
}

} // namespace

QDate storedDayAt(const Columns &columns, int column)
{
    const std::string_view text = columns.chars(column);
    if (text.size() != 10)
        return {};
    const auto number = [text](std::size_t from, std::size_t count) {
        int value = 0;
        for (std::size_t i = from; i < from + count; ++i)
            value = value * 10 + (text[i] - '0');
        return value;
    };
    return dayOf(number(0, 4), number(5, 2), number(8, 2));
}

PlannedFollowUp plannedFormAt(const Columns &c, int first)
{
    PlannedFollowUp form;
    form.finding.date = storedDayAt(c, first);
    form.entered = c.instant(first + 1);
    form.id = c.id(first + 2);
    form.finding.systolic = wholeAt(c, first + 3);
    form.finding.diastolic = wholeAt(c, first + 4);
    form.finding.fastingGlucose = hundredthsAt(c, first + 5);
    form.finding.glucose = hundredthsAt(c, first + 6);
    if (!c.chars(first + 7).empty()) // which ones, the rules do not ask
        form.finding.dangerSigns.append(QStringLiteral("1"));
    form.finding.adverseReaction = c.integer(first + 8) != 0;
    form.finding.newComplication = c.integer(first + 9) != 0;
    form.finding.pregnant = c.integer(first + 10) != 0;
    form.closed.outcome = static_cast<FollowUpClass>(c.integer(first + 11));
    form.closed.step = static_cast<FollowUpStep>(c.integer(first + 12));
    form.closed.due = storedDayAt(c, first + 13);
    form.closed.checkReferralBy = storedDayAt(c, first + 14);
    // Most often what was agreed is the rule's own day.
    form.nextOn = c.chars(first + 15) == c.chars(first + 13) ? form.closed.due : storedDayAt(c, first + 15);
    form.amends = c.id(first + 16);
    return form;
}

HealthForm plannedHealthFormAt(const Columns &c, const QString &code)
{
    HealthForm form;
    form.formCode = code;
    form.day = storedDayAt(c, 2);
    form.entered = c.instant(3);
    form.id = c.id(4);
    form.step = static_cast<FollowUpStep>(c.integer(5));
    form.due = storedDayAt(c, 6);
    form.checkReferralBy = storedDayAt(c, 7);
    form.nextOn = storedDayAt(c, 8);
    form.amends = c.id(9);
    form.answers = FormAnswers::fromJson(c.chars(10), judgedKeys()).value_or(FormAnswers{});
    return form;
}

std::vector<CountedCode> countedCodes()
{
    std::vector<CountedCode> codes;
    for (const FollowUpProgram program : allPrograms())
        for (const QString &code : formsOfProgram(program)) {
            auto known =
                std::find_if(codes.begin(), codes.end(), [&](const auto &other) { return other.code == code; });
            if (known == codes.end())
                known = codes.insert(codes.end(), {code, code.toStdString(), {}});
            known->programs.push_back(program);
        }
    return codes;
}

PartialDate storedBirthAt(const Columns &columns, int column)
{
    const QDate day = storedDayAt(columns, column);
    return day.isValid() ? PartialDate(day) : PartialDate::parse(columns.text(column)).value_or(PartialDate{});
}

} // namespace yigong
