// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/followups/follow_up.h"
#include "core/followups/health_form.h"
#include "tests/hub/little_county.h"

using namespace yigong;

TEST_CASE("the hub takes a nurse's follow-ups, and nothing of hers that is for doctors alone", "[hub][followups]")
{
    LittleCounty c;
    const Id wang = c.registers(c.village, "王小明");
    REQUIRE(c.sync(c.village));
    c.changesPerson(c.village, StaffRole::Nurse);
    REQUIRE(c.sync(c.village));
    const auto writes = [&](auto record) {
        record.patient = wang;
        record.site = c.village.store.site;
        REQUIRE(c.village.store.db->write(c.village.store.actor, [&](Transaction &tx) { return tx.insert(record); }));
    };
    const auto enrolled = [&](FollowUpProgram program) {
        ProgramEnrolment enrolment;
        enrolment.id = ProgramEnrolment::idOf(wang, program);
        enrolment.program = program;
        return enrolment;
    };
    const auto form = [](const char *code) {
        HealthForm made;
        made.formCode = QString::fromLatin1(code);
        made.day = QDate(2025, 5, 12);
        return made;
    };
    writes(enrolled(FollowUpProgram::Copd));
    writes(form("copd-follow-up"));
    writes(FollowUp{});
    writes(enrolled(FollowUpProgram::MentalDisorder));
    writes(form("mental-follow-up"));
    writes(Encounter{});
    REQUIRE(c.sync(c.village));
    const auto number = [&](const char *sql) {
        return *c.hubStore.db->read([&](const Snapshot &s) { return s.number(sql); });
    };
    CHECK(number("SELECT count(*) FROM program_enrolment WHERE program = 3") == 1);
    CHECK(number("SELECT count(*) FROM health_form WHERE form_code = 'copd-follow-up'") == 1);
    CHECK(number("SELECT count(*) FROM follow_up") == 1);
    CHECK(number("SELECT count(*) FROM program_enrolment") == 1);
    CHECK(number("SELECT count(*) FROM health_form") == 1);
    CHECK(number("SELECT count(*) FROM encounter") == 0);
    CHECK(number("SELECT count(*) FROM hub_act WHERE state = 2") == 3); // held back, with its reason
}
