// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/form_rules.h"
#include "tests/support/text.h"

#include <algorithm>

using namespace yigong;

namespace {

QDate day(QStringView text)
{
    return QDate::fromString(text.toString(), Qt::ISODate);
}

/// "2025-03-01 copd-follow-up oxygen=88 cyanosis=1"
HealthForm formFrom(const QString &line)
{
    const QStringList words = line.split(u' ', Qt::SkipEmptyParts);
    HealthForm form;
    form.id = Id::fromKey(line.toUtf8());
    form.day = day(words.value(0));
    form.formCode = words.value(1);
    for (const QString &word : words.mid(2))
        form.answers.set(word.section(u'=', 0, 0), word.section(u'=', 1).replace(u',', u';'));
    return form;
}

/// "abnormal refer antenatal-later 21-24 2025-06-01..2025-06-28 check 2025-05-20 because abnormal"
QString told(const FormJudgement &judged)
{
    QStringList words{judged.outcome.isEmpty() ? "-"_q : judged.outcome, nameOf(judged.step)};
    if (!judged.nextForm.isEmpty())
        words.append(judged.nextForm);
    if (!judged.nextStage.isEmpty())
        words.append(judged.nextStage);
    if (judged.due.isValid())
        words.append((judged.dueFrom.isValid() ? judged.dueFrom.toString(Qt::ISODate) : QString()) + ".."_q +
                     judged.due.toString(Qt::ISODate));
    if (judged.checkReferralBy.isValid())
        words.append("check "_q + judged.checkReferralBy.toString(Qt::ISODate));
    if (!judged.reasons.isEmpty())
        words.append("because "_q + judged.reasons.join(u','));
    return words.join(u' ');
}

/// As a plan reads it: the answers that the rules ask, and no others.
HealthForm asThePlanReadsIt(HealthForm form)
{
    form.answers.set("anamnesis"_q, "头晕三天"_q);
    form.answers = FormAnswers::fromJson(form.answers.json().toStdString(), judgedKeys()).value();
    REQUIRE_FALSE(form.answers.has(u"anamnesis"));
    return form;
}

struct RuleCase
{
    const char *story, *program, *born, *enrolled, *forms, *today, *said;
};

} // namespace

TEST_CASE("the programs whose forms are data are judged by the book", "[followups][forms]")
{
    // clang-format off
    const auto c = GENERATE(values<RuleCase>({
        // COPD: frequency not established, three months; danger signs are a prompt
        {"nobody has seen them yet", "copd", "1950-04-02", "2025-01-06", "", "2025-02-01",
         "- routine copd-follow-up ..2025-04-06"},
        {"stable", "copd", "1950-04-02", "2025-01-06", "2025-03-01 copd-follow-up oxygen=95", "2025-03-01",
         "stable routine copd-follow-up ..2025-06-01"},
        {"the line itself is not below it", "copd", "1950-04-02", "2025-01-06", "2025-03-01 copd-follow-up oxygen=90", "2025-03-01",
         "stable routine copd-follow-up ..2025-06-01"},
        {"too little oxygen", "copd", "1950-04-02", "2025-01-06", "2025-03-01 copd-follow-up oxygen=89", "2025-03-01",
         "worse urgentReferral copd-follow-up ..2025-03-15 check 2025-03-15 because oxygen-low"},
        {"blue lips and drowsy", "copd", "1950-04-02", "2025-01-06", "2025-03-01 copd-follow-up cyanosis=2 consciousness=2", "2025-03-01",
         "worse urgentReferral copd-follow-up ..2025-03-15 check 2025-03-15 because consciousness,cyanosis"},
        {"a reaction to the drug", "copd", "1950-04-02", "2025-01-06", "2025-03-01 copd-follow-up adverseReaction=2", "2025-03-01",
         "worse twoWeeks copd-follow-up ..2025-03-15 because adverse-reaction"},
        {"well again: what was before does not count", "copd", "1950-04-02", "2025-01-06",
         "2025-03-01 copd-follow-up oxygen=85; 2025-03-14 copd-follow-up oxygen=94", "2025-03-14",
         "stable routine copd-follow-up ..2025-06-14"},

        // older people: one service a calendar year, examination and assessment
        {"nothing yet", "older-people", "1955-04-02", "2025-02-01", "", "2025-03-01", "- routine health-check ..2025-12-31"},
        {"examined, not assessed", "older-people", "1955-04-02", "2025-02-01", "2025-05-06 health-check weight=60", "2025-05-07",
         "normal routine older-self-care ..2025-12-31"},
        {"both", "older-people", "1955-04-02", "2025-02-01", "2025-05-06 health-check weight=60; 2025-05-06 older-self-care score=9", "2025-05-07",
         "moderate routine health-check 2026-01-01..2026-05-06"},
        {"the assessment was left out, and the year is over", "older-people", "1955-04-02", "2024-02-01", "2024-05-06 health-check weight=60", "2025-03-07",
         "normal routine health-check 2025-01-01..2025-05-06"},
        {"something was found: that alone refers nobody", "older-people", "1955-04-02", "2025-02-01", "2025-05-06 health-check classification=2 guidance=2", "2025-05-07",
         "abnormal routine older-self-care ..2025-12-31 because abnormal"},
        {"the examination advises a referral", "older-people", "1955-04-02", "2025-02-01", "2025-05-06 health-check classification=2 guidance=2,3", "2025-05-07",
         "abnormal refer older-self-care ..2025-12-31 check 2025-05-20 because abnormal,referral-advised"},
        {"three points still look after themselves", "older-people", "1955-04-02", "2025-02-01", "2025-05-06 older-self-care score=3", "2025-05-07",
         "self-reliant routine health-check ..2025-12-31"},
        {"nineteen do not", "older-people", "1955-04-02", "2025-02-01", "2025-05-06 older-self-care score=19", "2025-05-07",
         "dependent routine health-check ..2025-12-31"},

        // maternity: windows by the last period, 280 days to the expected one
        {"not booked", "maternity", "1997-04-02", "2025-02-01", "", "2025-02-02", "- routine antenatal-first ..2025-02-15"},
        {"booked at nine weeks", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04", "2025-02-05",
         "normal routine antenatal-later 16-20 2025-03-26..2025-04-29"},
        {"an ultrasound says another day", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04 edd=2025-09-17", "2025-02-05",
         "normal routine antenatal-later 16-20 2025-04-02..2025-05-06"},
        {"seen at 18 weeks", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04; 2025-04-10 antenatal-later weight=60", "2025-04-10",
         "normal routine antenatal-later 21-24 2025-04-30..2025-05-27"},
        {"missed at 21 to 24, still owed at 26", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04; 2025-04-10 antenatal-later weight=60", "2025-06-06",
         "normal routine antenatal-later 21-24 2025-04-30..2025-05-27"},
        {"missed, and the next window has begun", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04; 2025-04-10 antenatal-later weight=60", "2025-06-20",
         "normal routine antenatal-later 28-36 2025-06-18..2025-08-19"},
        {"her pressure is above normal", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04; 2025-04-10 antenatal-later systolic=142 diastolic=80", "2025-04-10",
         "abnormal refer antenatal-later 21-24 2025-04-30..2025-05-27 check 2025-04-24 because pressure-high"},
        {"all four, waiting", "maternity", "1997-04-02", "2025-02-01",
         "2025-02-05 antenatal-first lmp=2024-12-04; 2025-04-10 antenatal-later x=1; 2025-05-10 antenatal-later x=1; 2025-07-10 antenatal-later x=1; 2025-08-25 antenatal-later x=1", "2025-08-25",
         "normal routine maternity-delivery 2025-08-20..2025-09-24"},
        {"born, and home again", "maternity", "1997-04-02", "2025-02-01", "2025-02-05 antenatal-first lmp=2024-12-04; 2025-09-12 maternity-delivery deliveredOn=2025-09-08 dischargedOn=2025-09-12", "2025-09-12",
         "normal routine postnatal-visit ..2025-09-19"},
        {"visited at home", "maternity", "1997-04-02", "2025-02-01", "2025-09-12 maternity-delivery deliveredOn=2025-09-08 dischargedOn=2025-09-12; 2025-09-16 postnatal-visit x=1", "2025-09-16",
         "normal routine postnatal-42 ..2025-10-20"},
        {"the forty-second day ends it", "maternity", "1997-04-02", "2025-02-01", "2025-09-12 maternity-delivery deliveredOn=2025-09-08; 2025-10-20 postnatal-42 x=1", "2025-10-20",
         "normal routine"},

        // children: calendar months from birth
        {"born yesterday", "child", "2025-03-31", "2025-04-01", "", "2025-04-01", "- routine newborn-visit 2025-03-31..2025-04-07"},
        {"home later", "child", "2025-03-31", "2025-04-01", "2025-04-02 newborn-visit dischargedOn=2025-04-02", "2025-04-02",
         "normal routine infant-check 1 2025-04-28..2025-04-30"},
        {"31 March plus three months is 30 June", "child", "2025-03-31", "2025-04-01", "2025-04-02 newborn-visit x=1; 2025-04-29 infant-check stage=1", "2025-05-01",
         "normal routine infant-check 3 2025-06-30..2025-07-30"},
        {"joined at two: what lies before is not asked any more", "child", "2023-03-10", "2025-04-01", "", "2025-04-01",
         "- routine toddler-check 24 2025-03-10..2025-04-09"},
        {"late, until the next age is reached", "child", "2023-03-10", "2025-04-01", "", "2025-09-09", "- routine toddler-check 24 2025-03-10..2025-04-09"},
        {"then the next one is due", "child", "2023-03-10", "2025-04-01", "", "2025-09-10", "- routine toddler-check 30 2025-09-10..2025-10-10"},
        {"a check that does not say its age counts by its day", "child", "2023-03-10", "2025-04-01", "2025-03-20 toddler-check weight=12", "2025-04-01",
         "normal routine toddler-check 30 2025-09-10..2025-10-10"},
        {"abnormal", "child", "2023-03-10", "2025-04-01", "2025-03-20 toddler-check stage=24 classification=2", "2025-04-01",
         "abnormal refer toddler-check 30 2025-09-10..2025-10-10 check 2025-04-03 because abnormal"},
        {"six years old: the last", "child", "2019-03-10", "2025-04-01", "2025-03-20 preschool-check stage=72", "2025-04-01", "normal routine"},

        // severe mental disorder
        {"stable", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=0 insight=1", "2025-03-03",
         "stable routine mental-follow-up ..2025-06-03"},
        {"in danger of hurting somebody", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=3 insight=1", "2025-03-03",
         "unstable urgentReferral mental-follow-up ..2025-03-17 check 2025-03-17 because risk-high"},
        {"no insight", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=0 insight=3", "2025-03-03",
         "unstable urgentReferral mental-follow-up ..2025-03-17 check 2025-03-17 because no-insight"},
        {"basically stable, the first time", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=1 insight=1", "2025-03-03",
         "basically-stable twoWeeks mental-follow-up ..2025-03-17 because risk"},
        {"again, and better", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=1; 2025-03-17 mental-follow-up risk=1 effect=2", "2025-03-17",
         "basically-stable routine mental-follow-up ..2025-06-17 because risk"},
        {"again, and no better", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=1; 2025-03-17 mental-follow-up risk=1 effect=3", "2025-03-17",
         "basically-stable twoWeeks mental-follow-up ..2025-04-17 because risk,not-improved"},
        {"basically stable after having been unstable is the first time", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=4; 2025-03-17 mental-follow-up risk=1 effect=2", "2025-03-17",
         "basically-stable twoWeeks mental-follow-up ..2025-03-31 because risk"},
        {"the doctor thinks it is worse", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=0 insight=1 classification=1", "2025-03-03",
         "unstable urgentReferral mental-follow-up ..2025-03-17 check 2025-03-17"},
        {"the doctor cannot make it better than the rule", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=3 classification=3", "2025-03-03",
         "unstable urgentReferral mental-follow-up ..2025-03-17 check 2025-03-17 because risk-high"},
        {"not at home", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up seen=2", "2025-03-03",
         "not-seen twoWeeks mental-follow-up ..2025-03-17 because not-seen"},
        {"work that is not applicable is not poor", "mental-disorder", "1980-04-02", "2025-01-06", "2025-03-03 mental-follow-up risk=0 insight=1 socialWork=9", "2025-03-03",
         "stable routine mental-follow-up ..2025-06-03"},

        // tuberculosis
        {"notified: 72 hours", "tuberculosis", "1970-04-02", "2025-01-06", "", "2025-01-06", "- routine tb-first-visit ..2025-01-09"},
        {"the doctor watches", "tuberculosis", "1970-04-02", "2025-01-06", "2025-01-08 tb-first-visit supervisor=1", "2025-01-08",
         "normal routine tb-follow-up ..2025-02-08"},
        {"the family watches, intensive", "tuberculosis", "1970-04-02", "2025-01-06", "2025-01-08 tb-first-visit supervisor=2 startedOn=2025-01-05", "2025-01-08",
         "normal routine tb-follow-up ..2025-01-18"},
        {"the family watches, two months on", "tuberculosis", "1970-04-02", "2025-01-06", "2025-01-08 tb-first-visit supervisor=2 startedOn=2025-01-05; 2025-03-05 tb-follow-up missedDoses=0", "2025-03-05",
         "normal routine tb-follow-up ..2025-04-05"},
        {"the form says the phase", "tuberculosis", "1970-04-02", "2025-01-06", "2025-01-08 tb-first-visit supervisor=2 startedOn=2025-01-05; 2025-03-05 tb-follow-up phase=1", "2025-03-05",
         "normal routine tb-follow-up ..2025-03-15"},
        {"a reaction: refer, and look within two weeks", "tuberculosis", "1970-04-02", "2025-01-06", "2025-01-08 tb-first-visit supervisor=1 adverseReaction=2", "2025-01-08",
         "abnormal refer tb-follow-up ..2025-01-22 check 2025-01-22 because adverse-reaction"},
        {"treatment has ended", "tuberculosis", "1970-04-02", "2025-01-06", "2025-01-08 tb-first-visit supervisor=1; 2025-07-08 tb-close stopReason=1", "2025-07-08", "normal routine"},
    }));
    // clang-format on
    INFO(c.story);
    FormCase known;
    known.program = *followUpProgramFrom(QString::fromUtf8(c.program));
    known.birthDate = *PartialDate::parse(QString::fromUtf8(c.born));
    known.enrolledOn = day(QString::fromUtf8(c.enrolled));
    for (const QString &line : QString::fromUtf8(c.forms).split(u';', Qt::SkipEmptyParts))
        known.forms.insert(known.forms.begin(), formFrom(line)); // the order of entry does not matter
    CHECK(told(judgeForms(known, day(QString::fromUtf8(c.today)))) == QString::fromUtf8(c.said));
    std::transform(known.forms.begin(), known.forms.end(), known.forms.begin(), asThePlanReadsIt);
    CHECK(told(judgeForms(known, day(QString::fromUtf8(c.today)))) == QString::fromUtf8(c.said));
}

TEST_CASE("what is written otherwise than we write it is read whole", "[followups][forms]")
{
    const auto read = [](std::string_view json) { return FormAnswers::fromJson(json, judgedKeys()); };
    FormAnswers said;
    said.set("risk"_q, "1"_q);
    said.set("stage"_q, "写作\"一\""_q);
    CHECK(read(said.json().toStdString()) == said);
    CHECK(read("{ \"risk\" : \"1\" }").value().choice(u"risk") == 1);
    CHECK(read("{}").value().isEmpty());
    CHECK_FALSE(read("{\"risk\":1}"));
    CHECK_FALSE(read("{\"risk\":\"1\""));
    CHECK_FALSE(read(""));
}

TEST_CASE("a form is judged by what came before its own day", "[followups][forms]")
{
    FormCase known{FollowUpProgram::MentalDisorder, *PartialDate::parse(u"1980-04-02"), QDate(2025, 1, 6), {}};
    known.forms = {formFrom("2025-03-03 mental-follow-up risk=1"_q),
                   formFrom("2025-03-31 mental-follow-up risk=1 effect=2"_q)};
    const HealthForm late = formFrom("2025-03-17 mental-follow-up risk=1 effect=3"_q);
    CHECK(told(judgeFormAt(known, late)) ==
          "basically-stable twoWeeks mental-follow-up ..2025-04-17 because risk,not-improved"_q);
}
