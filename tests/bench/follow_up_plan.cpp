// SPDX-License-Identifier: GPL-3.0-or-later
// A township's plan of follow-ups: 50,000 residents, 8,000 of them with hypertension or diabetes, five forms each; then
// the same with the other programs' people in it too, as many as a township has, each with their forms of a year or
// two.
//   bench_follow_up_plan [FOLDER [alone]]   (makes its store in FOLDER, or in one of its own; plain, as an encrypted
//   one of the same pages reads from its cache alike)
#include "core/followups/follow_up_plan.h"
#include "core/all_records.h"
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "core/patients/patient.h"
#include "core/store/database.h"
#include "tests/bench/bench_township.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdio>
#include <ctime>

using namespace yigong;

namespace {

constexpr int residents = 50'000, enrolled = 8'000, formsEach = 5, villages = 20;
const QDate today(2026, 4, 20);

/// How many of a township's 50,000 are in a program whose forms are data, and how they came into it.
struct Group
{
    FollowUpProgram program;
    int people;
    int bornYear, years; ///< born within so many years from that one on
    int daysAgo;         ///< enrolled then, at the earliest
};
constexpr std::array groups{
    Group{FollowUpProgram::OlderPeople, 6'000, 1935, 24, 700},  Group{FollowUpProgram::Child, 2'500, 2020, 5, 1'500},
    Group{FollowUpProgram::Copd, 800, 1940, 30, 400},           Group{FollowUpProgram::Maternity, 400, 1994, 8, 250},
    Group{FollowUpProgram::MentalDisorder, 250, 1960, 40, 400}, Group{FollowUpProgram::Tuberculosis, 50, 1950, 40, 150},
};

/// As a form that was filled in to the end: the first option or "none" of each question, figures in the middle.
FormAnswers answersTo(const FormDefinition &form, const FormJudgement &asked, QDate day)
{
    FormAnswers answers;
    for (const FormSection &section : form.sections)
        for (const FormQuestion &question : section.questions) {
            QString said;
            if (question.key == u"stage")
                said = asked.nextStage;
            else if (question.key == u"lmp")
                said = day.addDays(-80).toString(Qt::ISODate);
            else if (question.kind == QuestionKind::Number)
                said = hundredthsText((question.likelyLow.value_or(0) + question.likelyHigh.value_or(20'000)) / 2);
            else if (!question.options.empty())
                said = QString::number(question.none == FormQuestion::noOption ? question.options.front().number
                                                                               : question.none);
            answers.set(question.key, said);
        }
    return answers;
}

/// Somebody's way through a program, form by form, as the rules ask for them.
Result<void> addForms(Transaction &tx, const Patient &patient, const ProgramEnrolment &enrolment)
{
    FormCase known{enrolment.program, patient.birthDate, enrolment.enrolledOn, {}};
    QDate at = enrolment.enrolledOn;
    for (int i = 0; i < 16; ++i) {
        const FormJudgement asked = judgeForms(known, at);
        const FormDefinition *definition = formDefinition(asked.nextForm);
        const QDate day = std::max(at.addDays(1), asked.dueFrom.isValid() ? asked.dueFrom : asked.due);
        if (!definition || !asked.due.isValid() || day > today)
            break;
        HealthForm form;
        form.patient = patient.id;
        form.site = enrolment.site;
        form.formCode = definition->code;
        form.formVersion = definition->version;
        form.day = at = day;
        form.entered = startOf(day);
        form.answers = answersTo(*definition, asked, day);
        const FormJudgement judged = judgeFormAt(known, form);
        form.outcome = judged.outcome;
        form.step = judged.step;
        form.due = form.nextOn = judged.due;
        form.checkReferralBy = judged.checkReferralBy;
        YIGONG_LET(id, tx.append(form));
        form.id = id;
        known.forms.push_back(std::move(form));
    }
    return {};
}

Result<void> addToProgram(Transaction &tx, const Group &group, int number)
{
    Patient patient;
    patient.name = QStringLiteral("组员%1").arg(number);
    patient.sex = Sex::Female;
    patient.birthDate = PartialDate(QDate(group.bornYear + number % group.years, 1 + number % 12, 1 + number % 28));
    patient.site = Site::idOf(QStringLiteral("341181003%1").arg(number % villages + 200));
    YIGONG_LET(id, tx.insert(patient));
    patient.id = id;
    ProgramEnrolment enrolment;
    enrolment.program = group.program;
    enrolment.id = ProgramEnrolment::idOf(id, group.program);
    enrolment.patient = id;
    enrolment.site = patient.site;
    enrolment.enrolledOn =
        std::max(patient.birthDate.earliest().addDays(2), today.addDays(-(group.daysAgo - number * 7 % 120)));
    YIGONG_TRY(tx.insert(enrolment));
    return addForms(tx, patient, enrolment);
}

Result<void> addGroups(Database &db, const Actor &actor)
{
    for (const Group &group : groups)
        for (int from = 0; from < group.people; from += 500)
            YIGONG_TRY(db.write(actor, [&](Transaction &tx) -> Result<void> {
                for (int number = from; number < std::min(from + 500, group.people); ++number)
                    YIGONG_TRY(addToProgram(tx, group, number));
                return {};
            }));
    return {};
}

Result<Id> addMember(Transaction &tx, int number, Id village)
{
    Patient patient;
    patient.name = QStringLiteral("居民%1").arg(number);
    patient.birthDate = PartialDate(QDate(1940 + number % 50, 3, 1));
    patient.site = village;
    YIGONG_LET(id, tx.insert(patient));
    if (number >= enrolled)
        return id;
    ProgramEnrolment enrolment;
    enrolment.program = number % 4 == 0 ? FollowUpProgram::Diabetes : FollowUpProgram::Hypertension;
    enrolment.id = ProgramEnrolment::idOf(id, enrolment.program);
    enrolment.patient = id;
    enrolment.site = village;
    enrolment.enrolledOn = QDate(2024, 1, 1);
    YIGONG_TRY(tx.insert(enrolment));
    for (int i = 0; i < formsEach; ++i) {
        FollowUp form;
        form.patient = id;
        form.site = village;
        form.program = enrolment.program;
        form.visitDate = QDate(2025, 1, 1 + number % 28).addMonths(3 * i);
        form.entered = startOf(form.visitDate);
        form.systolic = {(120 + (number + i * 7) % 50) * 100};
        form.diastolic = {8200};
        form.fastingGlucose = {580 + (number + i * 11) % 220};
        form.due = form.nextOn = form.visitDate.addMonths(3);
        YIGONG_TRY(tx.append(form));
    }
    return id;
}

Result<void> fillCounty(Database &db, const Actor &actor)
{
    YIGONG_TRY(db.write(actor, [](Transaction &tx) { return insertTownship(tx, villages); }));
    for (int from = 0; from < residents; from += 2'000)
        YIGONG_TRY(db.write(actor, [&](Transaction &tx) -> Result<void> {
            for (int number = from; number < from + 2'000; ++number)
                YIGONG_TRY(addMember(tx, number, Site::idOf(villageCode(number % villages))));
            return {};
        }));
    return {};
}

bool measure(Database &db, const Actor &actor, const char *what, PlanFilter filter = {})
{
    filter.state = PlanState::Overdue;
    std::vector<double> times, work;
    qint64 found = 0;
    for (int round = 0; round < 12; ++round) {
        QElapsedTimer timer;
        timer.start();
        const std::clock_t begun = std::clock();
        const auto plan = db.read([&](const Snapshot &s) { return planOf(s, actor, filter, today); });
        if (!plan)
            return false;
        found = plan->counts.overdue;
        if (round < 2)
            continue;
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        work.push_back(static_cast<double>(std::clock() - begun) * 1e3 / CLOCKS_PER_SEC);
    }
    std::sort(times.begin(), times.end());
    std::sort(work.begin(), work.end());
    std::printf("  %-16s %6lld overdue   median %6.1f ms, of the processor %6.1f ms\n", what,
                static_cast<long long>(found), times[times.size() / 2], work[work.size() / 2]);
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir own;
    const SystemClock clock;
    StoreOptions options;
    options.folder = argc > 1 ? QString::fromLocal8Bit(argv[1]) : own.path();
    options.create = true;
    auto opened = Database::open(options, allRecordTypes(), clock);
    const Id township = Site::idOf(townshipCode());
    if (!opened || !(*opened)->becomeDevice(Id::fromKey("device/bench"), township))
        return 1;
    Database &db = **opened;
    const Actor actor{Id::fromKey("bench"), township, static_cast<int>(StaffRole::TownshipDoctor)};
    const auto countOf = [&db](const char *table) {
        return db.read([table](const Snapshot &s) { return s.number(std::string("SELECT count(*) FROM ") + table); })
            .value_or(0);
    };
    if (countOf("health_form") == 0 && countOf("patient") == 0 && !fillCounty(db, actor))
        return 1;
    if (countOf("health_form") == 0) {
        std::printf("overdue list of a township of %d residents, %d of them with hypertension or diabetes\n", residents,
                    enrolled);
        if (!measure(db, actor, "these alone"))
            return 1;
        if (argc > 2)
            return 0;
        if (!addGroups(db, actor))
            return 1;
    }
    std::printf("with the other programs' people: %lld enrolments, %lld follow-ups and %lld other forms\n",
                static_cast<long long>(countOf("program_enrolment")), static_cast<long long>(countOf("follow_up")),
                static_cast<long long>(countOf("health_form")));
    PlanFilter village;
    village.site = Site::idOf(villageCode(0));
    return measure(db, actor, "all programs") && measure(db, actor, "of one village", village) ? 0 : 1;
}
