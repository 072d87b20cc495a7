// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/resident_programs.h"
#include "tests/followups/program.h"

using namespace yigong;

TEST_CASE("which program fits is said by the card: age, sex and conditions", "[followups][forms]")
{
    const QDate today(2025, 5, 13);
    struct Case
    {
        const char *story, *born;
        Sex sex;
        QStringList conditions;
        FollowUpProgram program;
        ProgramFit fit;
    };
    using enum FollowUpProgram;
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"hypertension stands on the card",      "1957-03-12", Sex::Female, {"hypertension"_q}, Hypertension,   ProgramFit::Fits},
        {"nobody has diagnosed it",              "1957-03-12", Sex::Female, {},                 Hypertension,   ProgramFit::Possible},
        {"the card calls the disorder mental",   "1957-03-12", Sex::Female, {"mental"_q},       MentalDisorder, ProgramFit::Fits},
        {"65 later this year",                   "1960-12-30", Sex::Male,   {},                 OlderPeople,    ProgramFit::Fits},
        {"64 this year",                         "1961-01-01", Sex::Male,   {},                 OlderPeople,    ProgramFit::DoesNotFit},
        {"of an age that nobody knows",          "",           Sex::Male,   {},                 OlderPeople,    ProgramFit::DoesNotFit},
        {"the day before the seventh birthday",  "2018-05-14", Sex::Male,   {},                 Child,          ProgramFit::Fits},
        {"on the seventh birthday",              "2018-05-13", Sex::Male,   {},                 Child,          ProgramFit::DoesNotFit},
        {"a child without a whole birth date",   "2022-06",    Sex::Male,   {},                 Child,          ProgramFit::DoesNotFit},
        {"a young woman",                        "1996-08-20", Sex::Female, {},                 Maternity,      ProgramFit::Possible},
        {"a young man",                          "1996-08-20", Sex::Male,   {},                 Maternity,      ProgramFit::DoesNotFit},
        {"a woman of 68",                        "1957-03-12", Sex::Female, {},                 Maternity,      ProgramFit::DoesNotFit},
    }));
    // clang-format on
    INFO(c.story);
    Patient patient;
    patient.birthDate = PartialDate::parse(QString::fromLatin1(c.born)).value_or(PartialDate{});
    patient.sex = c.sex;
    patient.conditions = c.conditions;
    CHECK(fitOf(patient, c.program, today) == c.fit);
}

TEST_CASE("programs say what is due in them, and the earliest is first", "[followups][forms]")
{
    ProgramCounty county;
    const auto programsOfHer = [&](const Actor &who) {
        const auto read =
            county.read([&](const Snapshot &s) { return programsOf(s, who, county.lixiulan, QDate(2025, 5, 13)); });
        REQUIRE(read);
        return *read;
    };
    CHECK(firstDueOf(programsOfHer(county.villageDoctor)) == nullptr);
    county.enrols(county.lixiulan, FollowUpProgram::OlderPeople);
    county.enrols(county.lixiulan, FollowUpProgram::Copd);
    const auto programs = programsOfHer(county.villageDoctor);
    REQUIRE(programs.size() == 8);
    REQUIRE(firstDueOf(programs));
    CHECK(firstDueOf(programs)->next.nextForm == "copd-follow-up"_q); // 6 April, before the end of the year

    REQUIRE(county.write(county.villageDoctor, [&](Transaction &tx) {
        return closeProgram(tx, county.lixiulan, FollowUpProgram::Copd, "not-the-disease"_q);
    }));
    const auto after = programsOfHer(county.villageDoctor);
    CHECK(firstDueOf(after)->next.nextForm == "health-check"_q);
    CHECK_FALSE(after[2].isIn());
    REQUIRE(after[2].enrolment);
    CHECK(after[2].enrolment->closeReason == "not-the-disease"_q);
}

TEST_CASE("whom the disorder is kept from does not see its program", "[followups][forms][security]")
{
    ProgramCounty county;
    county.enrols(county.lixiulan, FollowUpProgram::MentalDisorder);
    const auto programs = county.read(
        [&](const Snapshot &s) { return programsOf(s, county.manager, county.lixiulan, QDate(2025, 5, 13)); });
    REQUIRE(programs);
    CHECK(programs->size() == 7);
    CHECK(std::none_of(programs->begin(), programs->end(),
                       [](const ResidentProgram &one) { return one.program == FollowUpProgram::MentalDisorder; }));
}
