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

/// What one follow-up says by itself.
struct Reading
{
    QStringList urgent; ///< reasons
    QStringList above;  ///< the target
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
        readUrgent(f, reading.urgent);
        if (isAbove(f))
            reading.above.append(m_program == FollowUpProgram::Hypertension ? QStringLiteral("pressure-above-target")
                                                                            : QStringLiteral("glucose-above-target"));
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

    void readUrgent(const FollowUpFinding &f, QStringList &urgent) const
    {
        const auto is = [&urgent](bool so, const char *reason) {
            if (so)
                urgent.append(QString::fromLatin1(reason));
        };
        is(f.systolic.value_or(0) >= m_rules.urgentSystolic, "systolic-high");
        is(f.diastolic.value_or(0) >= m_rules.urgentDiastolic, "diastolic-high");
        if (m_program == FollowUpProgram::Diabetes) {
            const auto any = [&f](auto fits) {
                return (f.fastingGlucose && fits(*f.fastingGlucose)) || (f.glucose && fits(*f.glucose));
            };
            is(any([this](int value) { return value >= m_rules.urgentHighGlucose; }), "glucose-high");
            is(any([this](int value) { return value <= m_rules.urgentLowGlucose; }), "glucose-low");
        }
        is(!f.dangerSigns.isEmpty(), "danger-sign");
        // "Above normal" for a mother is the line for everybody: her age does not raise it.
        const bool motherHigh = m_program == FollowUpProgram::Diabetes
                                    ? f.fastingGlucose.value_or(0) >= m_rules.fastingTarget
                                    : f.systolic.value_or(0) >= m_rules.systolicTarget ||
                                          f.diastolic.value_or(0) >= m_rules.diastolicTarget;
        is(f.pregnant && motherHigh, "pregnant-high");
    }

    FollowUpProgram m_program;
    PartialDate m_birthDate;
    FollowUpRules m_rules;
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
    if (program == FollowUpProgram::Diabetes && !f.fastingGlucose && reading.urgent.isEmpty() && !reading.complication)
        return fail(ErrorKind::Required, QStringLiteral("fastingGlucose"));
    return {};
}

FollowUpClass classOf(const Reading &reading)
{
    if (reading.complication)
        return FollowUpClass::Complication;
    if (reading.adverse)
        return FollowUpClass::AdverseReaction;
    return reading.above.isEmpty() ? FollowUpClass::Controlled : FollowUpClass::Uncontrolled;
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
    const Judge judge(program, birthDate, rules);
    const FollowUpFinding &last = findings.back();
    const Reading now = judge.read(last);
    YIGONG_TRY(checkMeasured(program, last, now));
    Reading before;
    for (const FollowUpFinding &finding : findings)
        if (finding.date < last.date)
            before = judge.read(finding);

    FollowUpJudgement judgement;
    judgement.outcome = classOf(now);
    judgement.reasons = now.urgent;
    const auto because = [&judgement](bool so, const char *reason) {
        if (so)
            judgement.reasons.append(QString::fromLatin1(reason));
        return so;
    };
    bool refers = because(now.complication, "new-complication");
    refers |= because(!now.above.isEmpty() && !before.above.isEmpty(), "uncontrolled-twice");
    refers |= because(now.adverse && before.adverse, "adverse-reaction-twice");
    judgement.reasons += now.above;
    (void)because(now.adverse, "adverse-reaction");

    if (!now.urgent.isEmpty())
        judgement.step = FollowUpStep::UrgentReferral;
    else if (refers)
        judgement.step = FollowUpStep::Refer;
    else if (judgement.outcome != FollowUpClass::Controlled)
        judgement.step = FollowUpStep::TwoWeeks;
    const bool isRoutine = judgement.step == FollowUpStep::Routine;
    judgement.due = isRoutine ? last.date.addMonths(rules.routineMonths) : last.date.addDays(rules.poorDays);
    if (judgement.step == FollowUpStep::Refer || judgement.step == FollowUpStep::UrgentReferral)
        judgement.checkReferralBy = last.date.addDays(rules.referralCheckDays);
    return judgement;
}

} // namespace yigong
