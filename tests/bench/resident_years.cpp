// SPDX-License-Identifier: GPL-3.0-or-later
// A township of 50,000 residents, of whom some have ten years of history: opening one's page, and closing a follow-up,
// durable, in an encrypted file.
//   bench_resident_years
#include "core/all_records.h"
#include "core/encounters/encounter.h"
#include "core/encounters/pressure.h"
#include "core/followups/enrolment.h"
#include "core/followups/save_follow_up.h"
#include "core/patients/open_resident.h"
#include "core/patients/timeline.h"
#include "core/security/policy.h"
#include "core/sites/site.h"
#include "core/store/database.h"
#include "core/store/encryption/key_block.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdio>

using namespace yigong;

namespace {

constexpr int residents = 50'000, old = 200, visitsAYear = 12, years = 10;
const QDate today(2025, 5, 13);

Id village()
{
    return Site::idOf(QStringLiteral("341181003201"));
}

Result<void> seen(Transaction &tx, Id patient, QDate day, int number)
{
    Encounter visit;
    visit.patient = patient;
    visit.site = village();
    visit.start = startOf(day);
    visit.visitClass = QStringLiteral("AMB");
    visit.complaint = QStringLiteral("头晕%1天").arg(number % 7 + 1);
    visit.summary = QStringLiteral("血压控制一般，规律服药，嘱低盐饮食。");
    YIGONG_LET(id, tx.insert(visit));
    for (const char *code : {"8480-6", "8462-4", "8867-4", "29463-7"}) {
        Observation measured;
        measured.encounter = id;
        measured.patient = patient;
        measured.site = visit.site;
        measured.code = QString::fromLatin1(code);
        measured.value = QString::number(70 + number * 37 % 90);
        measured.at = visit.start;
        YIGONG_TRY(tx.insert(measured));
    }
    Condition found;
    found.encounter = id;
    found.patient = patient;
    found.site = visit.site;
    found.code = QStringLiteral("I10.x00");
    YIGONG_TRY(tx.insert(found));
    MedicationRequest line;
    line.encounter = id;
    line.patient = patient;
    line.site = visit.site;
    line.drug = QStringLiteral("D0007");
    YIGONG_TRY(tx.insert(line));
    return {};
}

Result<void> followedUp(Transaction &tx, Id patient, QDate day, int number)
{
    FollowUp form;
    form.patient = patient;
    form.site = village();
    form.program = FollowUpProgram::Hypertension;
    form.visitDate = day;
    form.entered = startOf(day);
    form.way = 1;
    form.systolic = {(120 + number * 7 % 50) * 100};
    form.diastolic = {8200};
    form.due = form.nextOn = day.addMonths(3);
    YIGONG_TRY(tx.append(form));
    return {};
}

/// Ten years of visits, a follow-up each quarter.
Result<void> addYears(Transaction &tx, Id patient)
{
    ProgramEnrolment enrolment;
    enrolment.program = FollowUpProgram::Hypertension;
    enrolment.id = ProgramEnrolment::idOf(patient, enrolment.program);
    enrolment.patient = patient;
    enrolment.site = village();
    enrolment.enrolledOn = today.addYears(-years);
    YIGONG_TRY(tx.insert(enrolment));
    for (int i = 0; i < years * visitsAYear; ++i)
        YIGONG_TRY(seen(tx, patient, today.addYears(-years).addDays(i * 30), i));
    for (int i = 0; i < years * 4; ++i)
        YIGONG_TRY(followedUp(tx, patient, today.addYears(-years).addDays(i * 90), i));
    return {};
}

Result<std::vector<Id>> filled(Database &db, const Actor &actor)
{
    YIGONG_TRY(db.write(actor, [&](Transaction &tx) -> Result<void> {
        Site township;
        township.code = township.name = QStringLiteral("341181003");
        township.id = Site::idOf(township.code);
        township.tier = Tier::Township;
        YIGONG_TRY(tx.insert(township));
        Site below;
        below.code = below.name = QStringLiteral("341181003201");
        below.id = village();
        below.tier = Tier::Village;
        below.parent = township.id;
        YIGONG_TRY(tx.insert(below));
        return {};
    }));
    std::vector<Id> ids;
    for (int from = 0; from < residents; from += 1'000)
        YIGONG_TRY(db.write(actor, [&](Transaction &tx) -> Result<void> {
            for (int number = from; number < from + 1'000; ++number) {
                Patient patient;
                patient.name = QStringLiteral("居民%1").arg(number);
                patient.birthDate = PartialDate(QDate(1940 + number % 50, 3, 1));
                patient.site = village();
                YIGONG_LET(id, tx.insert(patient));
                if (number % (residents / old) != 0)
                    continue;
                YIGONG_TRY(addYears(tx, id));
                ids.push_back(id);
            }
            return {};
        }));
    return ids;
}

void say(const char *what, std::vector<double> &times, const char *goal)
{
    std::sort(times.begin(), times.end());
    std::printf("  %-32s median %7.2f ms   p95 %7.2f ms   (goal: %s)\n", what, times[times.size() / 2],
                times[times.size() * 95 / 100], goal);
}

template <typename F> bool timed(std::vector<double> &times, F &&f)
{
    QElapsedTimer timer;
    timer.start();
    const auto done = f();
    times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
    if (!done)
        std::fprintf(stderr, "%s: %s\n", qPrintable(nameOf(done.error().kind)), qPrintable(done.error().field));
    return done.has_value();
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const FixedClock clock{startOf(today)};
    StoreOptions options;
    options.folder = folder.path();
    options.create = true;
    const std::array openers{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("bench-bench"))};
    const auto key = createKeyBlock(Database::fileIn(folder.path()), openers, SlotCost::Training);
    if (!key)
        return 1;
    options.key = *key;
    auto opened = Database::open(options, allRecordTypes(), clock);
    if (!opened || !(*opened)->becomeDevice(Id::fromKey("device/bench"), village()))
        return 1;
    Database &db = **opened;
    const Actor actor{Id::fromKey("bench"), village(), static_cast<int>(StaffRole::VillageDoctor)};
    const auto ids = filled(db, actor);
    if (!ids) {
        std::fprintf(stderr, "%s\n", qPrintable(nameOf(ids.error().kind)));
        return 1;
    }
    std::vector<double> opening, drafting, saving;
    for (const Id id : *ids) {
        const bool opens = timed(opening, [&] {
            return db.read([&](const Snapshot &s) -> Result<void> {
                YIGONG_TRY(openResident(s, actor, id));
                YIGONG_TRY(timelineOf(s, actor, id));
                YIGONG_TRY(pressureReadings(s, actor, id));
                return {};
            });
        });
        FollowUpDraft draft;
        const bool drafts = timed(drafting, [&] {
            return db.read([&](const Snapshot &s) -> Result<void> {
                YIGONG_LET(begun, draftFollowUp(s, actor, id, {}, today));
                draft = begun.draft;
                return {};
            });
        });
        if (!opens || !drafts || draft.forms.empty())
            return 1;
        draft.forms.front().way = 1;
        draft.forms.front().symptoms = QStringList{QStringLiteral("1")};
        draft.forms.front().systolic = {13'800};
        draft.forms.front().diastolic = {8'400};
        const bool saves = timed(saving, [&] {
            return db.write(actor, [&](Transaction &tx) -> Result<void> {
                YIGONG_LET(saved, saveFollowUp(tx, draft));
                return saved.forms.empty() ? Result<void>(fail(ErrorKind::Invalid)) : Result<void>{};
            });
        });
        if (!saves)
            return 1;
    }
    std::printf("%d residents, %d of them with %d visits and %d follow-ups each\n", residents, old, years * visitsAYear,
                years * 4);
    say("opening the page", opening, "p95 at most 30 ms");
    say("opening a follow-up, filled in", drafting, "-");
    say("closing it, durable", saving, "at most 20 ms");
    return 0;
}
