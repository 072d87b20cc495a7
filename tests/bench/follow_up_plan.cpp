// SPDX-License-Identifier: GPL-3.0-or-later
// A township's plan of follow-ups: 50,000 residents, 8,000 of them in a program, five forms each.
//   bench_follow_up_plan [FOLDER]   (makes its store in FOLDER, or in one of its own; plain, as an encrypted one of
//   the same pages reads from its cache alike)
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
#include <cstdio>

using namespace yigong;

namespace {

constexpr int residents = 50'000, enrolled = 8'000, formsEach = 5, villages = 20;

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
    const bool isFilled =
        db.read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }).value_or(0) > 0;
    if (!isFilled && !fillCounty(db, actor))
        return 1;
    PlanFilter overdue;
    overdue.state = PlanState::Overdue;
    std::vector<double> times;
    qint64 found = 0;
    for (int round = 0; round < 12; ++round) {
        QElapsedTimer timer;
        timer.start();
        const auto plan = db.read([&](const Snapshot &s) { return planOf(s, actor, overdue, QDate(2026, 4, 20)); });
        if (!plan)
            return 1;
        found = plan->counts.overdue;
        if (round > 1)
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    }
    std::sort(times.begin(), times.end());
    std::printf("overdue list of a township, %d residents, %d in a program, %d forms each: %lld overdue\n", residents,
                enrolled, formsEach, static_cast<long long>(found));
    std::printf("  median %.1f ms   slowest %.1f ms\n", times[times.size() / 2], times.back());
    return 0;
}
