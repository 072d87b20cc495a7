// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/json_parts.h"
#include "app/ctl/verbs.h"
#include "core/followups/follow_up_rules.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <cmath>
#include <cstdio>

namespace yigong {

namespace {

auto invalid(const char *field, const QJsonValue &given)
{
    return fail(ErrorKind::Invalid, QString::fromLatin1(field), {given.toVariant().toString()});
}

/// A number in `unit`ths; nothing where it is not given.
Result<std::optional<int>> numberIn(const QJsonObject &object, const char *field, int unit)
{
    const QJsonValue value = object.value(QLatin1String(field));
    if (value.isUndefined() || value.isNull())
        return std::optional<int>{};
    const double number = value.toDouble() * unit;
    if (!value.isDouble() || !(std::abs(number) < 1e6))
        return invalid(field, value);
    return std::optional<int>{static_cast<int>(std::lround(number))};
}

Result<bool> flagIn(const QJsonObject &object, const char *field)
{
    const QJsonValue value = object.value(QLatin1String(field));
    if (!value.isUndefined() && !value.isNull() && !value.isBool())
        return invalid(field, value);
    return value.toBool();
}

Result<FollowUpFinding> findingOf(const QJsonObject &visit)
{
    FollowUpFinding finding;
    finding.date = QDate::fromString(visit.value(QLatin1String("date")).toString(), Qt::ISODate);
    if (!finding.date.isValid())
        return invalid("date", visit.value(QLatin1String("date")));
    YIGONG_LET(systolic, numberIn(visit, "sbp", 1));
    YIGONG_LET(diastolic, numberIn(visit, "dbp", 1));
    YIGONG_LET(fasting, numberIn(visit, "fastingGlucose", 100));
    YIGONG_LET(glucose, numberIn(visit, "glucose", 100));
    YIGONG_LET(adverse, flagIn(visit, "adverseReaction"));
    YIGONG_LET(complication, flagIn(visit, "newComplication"));
    YIGONG_LET(pregnant, flagIn(visit, "pregnant"));
    finding.systolic = systolic;
    finding.diastolic = diastolic;
    finding.fastingGlucose = fasting;
    finding.glucose = glucose;
    finding.adverseReaction = adverse;
    finding.newComplication = complication;
    finding.pregnant = pregnant;
    for (const auto &sign : visit.value(QLatin1String("dangerSigns")).toArray())
        finding.dangerSigns.append(sign.toString());
    return finding;
}

Result<FollowUpJudgement> judge(const QByteArray &line)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(line, &error);
    if (!document.isObject())
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("a JSON object a line"), error.errorString()});
    const QJsonObject given = document.object();
    const auto program = followUpProgramFrom(given.value(QLatin1String("program")).toString());
    if (!program || !hasOwnRecord(*program))
        return invalid("program", given.value(QLatin1String("program")));
    const QString born = given.value(QLatin1String("birthDate")).toString();
    const auto birthDate = born.isEmpty() ? std::optional{PartialDate{}} : PartialDate::parse(born);
    if (!birthDate)
        return invalid("birthDate", born);
    std::vector<FollowUpFinding> findings;
    for (const auto &visit : given.value(QLatin1String("visits")).toArray()) {
        YIGONG_LET(finding, findingOf(visit.toObject()));
        findings.push_back(std::move(finding));
    }
    return judgeFollowUp(*program, *birthDate, std::move(findings));
}

QJsonObject answerFor(const Result<FollowUpJudgement> &judged)
{
    if (!judged)
        return {{QStringLiteral("error"), nameOf(judged.error().kind)},
                {QStringLiteral("field"), judged.error().field},
                {QStringLiteral("sentence"), sentence(judged.error())}};
    return {{QStringLiteral("class"), nameOf(judged->outcome)},
            {QStringLiteral("step"), nameOf(judged->step)},
            {QStringLiteral("due"), dayJson(judged->due)},
            {QStringLiteral("checkReferralBy"), dayJson(judged->checkReferralBy)},
            {QStringLiteral("reasons"), QJsonArray::fromStringList(judged->reasons)}};
}

/// One answer for each line, as it comes. A line that cannot be judged gets its reason and stops nothing.
Result<void> judgeLines(Ctl &ctl, const QString &path)
{
    QFile input(path);
    const bool opened =
        path == u"-" ? input.open(stdin, QIODevice::ReadOnly) : input.open(QIODevice::ReadOnly | QIODevice::Text);
    if (!opened)
        return fail(input.exists() || path == u"-" ? ErrorKind::FileUnreadable : ErrorKind::FileMissing, {},
                    {path, input.errorString()});
    while (!input.atEnd()) {
        const QByteArray line = input.readLine().trimmed();
        if (line.isEmpty())
            continue;
        const auto judged = judge(line);
        if (!judged)
            ctl.exitWith(1);
        YIGONG_TRY(ctl.printLine(answerFor(judged)));
    }
    return {};
}

} // namespace

void registerFollowUpVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("followup", "Follow-ups of chronic diseases");
    CLI::App &verb = ctl.verb(noun, "judge", "Class, next step and date of the last follow-up, by the rules");
    const auto &file = ctl.text(verb, "FILE", "A case a line, or - for standard input (docs/cli.md)", Given::Always);
    ctl.runs(verb, [&ctl, &file] { return judgeLines(ctl, *file); });
}

} // namespace yigong
