// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_rules.h"

#include <algorithm>
#include <array>
#include <utility>

namespace yigong {

namespace {

constexpr std::array programNames{
    std::pair{FollowUpProgram::Hypertension, "hypertension"},
    std::pair{FollowUpProgram::Diabetes, "diabetes"},
    std::pair{FollowUpProgram::Copd, "copd"},
    std::pair{FollowUpProgram::OlderPeople, "older-people"},
    std::pair{FollowUpProgram::Maternity, "maternity"},
    std::pair{FollowUpProgram::Child, "child"},
    std::pair{FollowUpProgram::MentalDisorder, "mental-disorder"},
    std::pair{FollowUpProgram::Tuberculosis, "tuberculosis"},
};

/// Why, in the order in which it is told: the gravest first.
constexpr std::array reasonWords{
    "systolic-high",         "diastolic-high",       "glucose-high",
    "glucose-low",           "danger-sign",          "pregnant-high",
    "new-complication",      "uncontrolled-twice",   "adverse-reaction-twice",
    "pressure-above-target", "glucose-above-target", "adverse-reaction",
};
enum Reason : unsigned // bits, in the order of their words
{
    SystolicHigh = 1U << 0U,
    DiastolicHigh = 1U << 1U,
    GlucoseHigh = 1U << 2U,
    GlucoseLow = 1U << 3U,
    DangerSign = 1U << 4U,
    PregnantHigh = 1U << 5U,
    NewComplication = 1U << 6U,
    UncontrolledTwice = 1U << 7U,
    AdverseReactionTwice = 1U << 8U,
    PressureAboveTarget = 1U << 9U,
    GlucoseAboveTarget = 1U << 10U,
    AdverseReactionOnce = 1U << 11U,
};

QStringList wordsOf(unsigned reasons)
{
    QStringList words;
    for (std::size_t i = 0; i < reasonWords.size(); ++i)
        if ((reasons & (1U << i)) != 0)
            words.append(QString::fromLatin1(reasonWords[i]));
    return words;
}

/// What one follow-up says by itself.
struct Reading
{
    unsigned urgent = 0; ///< reasons
    unsigned above = 0;  ///< the target
    bool adverse = false;
    bool complication = false;
};

class Judge
{
public:
    Judge(FollowUpProgram program, const PartialDate &birthDate, const FollowUpRules &rules)
        : m_program(program), m_birthDate(birthDate), m_rules(rules)
    {}

    [[nodiscard]] Reading read(const FollowUpFinding &f) const
    {
        Reading reading;
        reading.adverse = f.adverseReaction;
        reading.complication = f.newComplication;
        reading.urgent = urgentIn(f);
        if (isAbove(f))
            reading.above = m_program == FollowUpProgram::Hypertension ? PressureAboveTarget : GlucoseAboveTarget;
        return reading;
    }

private:
    /// Age decides the upper line; where it is not known, the lower one holds.
    [[nodiscard]] int systolicTargetOn(QDate day) const
    {
        const bool old = ageOn(m_birthDate, day).value_or(0) >= m_rules.oldAge;
        return old ? m_rules.oldSystolicTarget : m_rules.systolicTarget;
    }

    [[nodiscard]] bool isAbove(const FollowUpFinding &f) const
    {
        if (m_program == FollowUpProgram::Diabetes)
            return f.fastingGlucose.value_or(0) >= m_rules.fastingTarget ||
                   f.glucose.value_or(0) >= m_rules.urgentHighGlucose;
        return f.systolic.value_or(0) >= systolicTargetOn(f.date) || f.diastolic.value_or(0) >= m_rules.diastolicTarget;
    }

    [[nodiscard]] unsigned urgentIn(const FollowUpFinding &f) const
    {
        unsigned urgent = 0;
        const auto is = [&urgent](bool so, Reason reason) { urgent |= so ? reason : 0U; };
        is(f.systolic.value_or(0) >= m_rules.urgentSystolic, SystolicHigh);
        is(f.diastolic.value_or(0) >= m_rules.urgentDiastolic, DiastolicHigh);
        if (m_program == FollowUpProgram::Diabetes) {
            const auto any = [&f](auto fits) {
                return (f.fastingGlucose && fits(*f.fastingGlucose)) || (f.glucose && fits(*f.glucose));
            };
            is(any([this](int value) { return value >= m_rules.urgentHighGlucose; }), GlucoseHigh);
            is(any([this](int value) { return value <= m_rules.urgentLowGlucose; }), GlucoseLow);
        }
        is(!f.dangerSigns.isEmpty(), DangerSign);
        // "Above normal" for a mother is the line for everybody: her age does not raise it.
        const bool motherHigh = m_program == FollowUpProgram::Diabetes
                                    ? f.fastingGlucose.value_or(0) >= m_rules.fastingTarget
                                    : f.systolic.value_or(0) >= m_rules.systolicTarget ||
                                          f.diastolic.value_or(0) >= m_rules.diastolicTarget;
        is(f.pregnant && motherHigh, PregnantHigh);
        return urgent;
    }

    const FollowUpProgram m_program;
    const PartialDate &m_birthDate;
    const FollowUpRules &m_rules;
};

Result<void> checkRange(const char *field, std::optional<int> value, int lowest, int highest, int unit)
{
    if (!value || (*value >= lowest && *value <= highest))
        return {};
    const auto text = [unit](int number) { return QString::number(static_cast<double>(number) / unit); };
    return fail(ErrorKind::OutOfRange, QString::fromLatin1(field), {text(*value), text(lowest), text(highest)});
}

Result<void> checkValues(const FollowUpFinding &f)
{
    if (!f.date.isValid())
        return fail(ErrorKind::Required, QStringLiteral("date"));
    YIGONG_TRY(checkRange("sbp", f.systolic, 30, 350, 1));
    YIGONG_TRY(checkRange("dbp", f.diastolic, 10, 250, 1));
    YIGONG_TRY(checkRange("fastingGlucose", f.fastingGlucose, 10, 10'000, 100));
    return checkRange("glucose", f.glucose, 10, 10'000, 100);
}

/// Whether a follow-up can be judged at all. A glucose of any hour says whether it is urgent, not whether it is
/// controlled.
Result<void> checkMeasured(FollowUpProgram program, const FollowUpFinding &f, const Reading &reading)
{
    if (program == FollowUpProgram::Hypertension && !f.systolic)
        return fail(ErrorKind::Required, QStringLiteral("sbp"));
    if (program == FollowUpProgram::Hypertension && !f.diastolic)
        return fail(ErrorKind::Required, QStringLiteral("dbp"));
    if (program == FollowUpProgram::Diabetes && !f.fastingGlucose && reading.urgent == 0 && !reading.complication)
        return fail(ErrorKind::Required, QStringLiteral("fastingGlucose"));
    return {};
}

FollowUpClass classOf(const Reading &reading)
{
    if (reading.complication)
        return FollowUpClass::Complication;
    if (reading.adverse)
        return FollowUpClass::AdverseReaction;
    return reading.above == 0 ? FollowUpClass::Controlled : FollowUpClass::Uncontrolled;
}

unsigned reasonsOf(const Reading &before, const Reading &now)
{
    unsigned reasons = now.urgent | now.above;
    const auto because = [&reasons](bool so, Reason reason) { reasons |= so ? reason : 0U; };
    because(now.complication, NewComplication);
    because(now.above != 0 && before.above != 0, UncontrolledTwice);
    because(now.adverse && before.adverse, AdverseReactionTwice);
    because(now.adverse, AdverseReactionOnce);
    return reasons;
}

FollowUpStep stepOf(const Reading &now, FollowUpClass outcome, unsigned reasons)
{
    if (now.urgent != 0)
        return FollowUpStep::UrgentReferral;
    if ((reasons & (NewComplication | UncontrolledTwice | AdverseReactionTwice)) != 0)
        return FollowUpStep::Refer;
    return outcome == FollowUpClass::Controlled ? FollowUpStep::Routine : FollowUpStep::TwoWeeks;
}

struct Judged
{
    Conclusion conclusion;
    unsigned reasons = 0;
};

/// Of values that were checked.
Result<Judged> judged(FollowUpProgram program, const PartialDate &birthDate, const FollowUpFinding *before,
                      const FollowUpFinding &last, const FollowUpRules &rules)
{
    const Judge judge(program, birthDate, rules);
    const Reading now = judge.read(last);
    YIGONG_TRY(checkMeasured(program, last, now));
    Judged said;
    said.reasons = reasonsOf(before ? judge.read(*before) : Reading{}, now);
    Conclusion &conclusion = said.conclusion;
    conclusion.outcome = classOf(now);
    conclusion.step = stepOf(now, conclusion.outcome, said.reasons);
    conclusion.due = conclusion.step == FollowUpStep::Routine ? last.date.addMonths(rules.routineMonths)
                                                              : last.date.addDays(rules.poorDays);
    if (asksForReferral(conclusion.step))
        conclusion.checkReferralBy = last.date.addDays(rules.referralCheckDays);
    return said;
}

} // namespace

std::vector<FollowUpProgram> allPrograms()
{
    std::vector<FollowUpProgram> all;
    for (const auto &[program, name] : programNames)
        all.push_back(program);
    return all;
}

QString nameOf(FollowUpProgram program)
{
    for (const auto &[known, name] : programNames)
        if (known == program)
            return QString::fromLatin1(name);
    return {};
}

std::optional<FollowUpProgram> followUpProgramFrom(QStringView name)
{
    for (const auto &[known, word] : programNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

QString nameOf(FollowUpClass outcome)
{
    switch (outcome) {
    case FollowUpClass::Controlled:
        return QStringLiteral("controlled");
    case FollowUpClass::Uncontrolled:
        return QStringLiteral("uncontrolled");
    case FollowUpClass::AdverseReaction:
        return QStringLiteral("adverseReaction");
    case FollowUpClass::Complication:
        return QStringLiteral("complication");
    }
    return {};
}

QString nameOf(FollowUpStep step)
{
    switch (step) {
    case FollowUpStep::Routine:
        return QStringLiteral("routine");
    case FollowUpStep::TwoWeeks:
        return QStringLiteral("twoWeeks");
    case FollowUpStep::Refer:
        return QStringLiteral("refer");
    case FollowUpStep::UrgentReferral:
        return QStringLiteral("urgentReferral");
    }
    return {};
}

Result<FollowUpJudgement> judgeFollowUp(FollowUpProgram program, const PartialDate &birthDate,
                                        std::vector<FollowUpFinding> findings, const FollowUpRules &rules)
{
    if (findings.empty())
        return fail(ErrorKind::Required, QStringLiteral("visits"));
    for (const FollowUpFinding &finding : findings)
        YIGONG_TRY(checkValues(finding));
    std::stable_sort(findings.begin(), findings.end(),
                     [](const FollowUpFinding &a, const FollowUpFinding &b) { return a.date < b.date; });
    const FollowUpFinding &last = findings.back();
    const FollowUpFinding *before = nullptr;
    for (const FollowUpFinding &finding : findings)
        if (finding.date < last.date)
            before = &finding;
    YIGONG_LET(said, judged(program, birthDate, before, last, rules));
    const Conclusion &conclusion = said.conclusion;
    return FollowUpJudgement{conclusion.outcome, conclusion.step, conclusion.due, conclusion.checkReferralBy,
                             wordsOf(said.reasons)};
}

Result<Conclusion> concludeFollowUp(FollowUpProgram program, const PartialDate &birthDate,
                                    const FollowUpFinding *before, const FollowUpFinding &last,
                                    const FollowUpRules &rules)
{
    if (before)
        YIGONG_TRY(checkValues(*before));
    YIGONG_TRY(checkValues(last));
    YIGONG_LET(said, judged(program, birthDate, before, last, rules));
    return said.conclusion;
}

} // namespace yigong
