// SPDX-License-Identifier: GPL-3.0-or-later
// What a resident's page reads when it is opened, with and without the second log:  bench_open_record FOLDER
// (a device's store of a training county; it is written to: entries of the log)
#include "core/all_records.h"
#include "core/encounters/pressure.h"
#include "core/patients/open_resident.h"
#include "core/patients/timeline.h"
#include "core/store/database.h"
#include "core/training/training_file.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>

using namespace yigong;

namespace {

/// As the residents page does.
Result<void> readPage(const Snapshot &s, const Actor &actor, Id patient)
{
    YIGONG_TRY(openResident(s, actor, patient));
    YIGONG_TRY(timelineOf(s, actor, patient));
    YIGONG_TRY(pressureReadings(s, actor, patient));
    return {};
}

struct Times
{
    std::vector<double> all;
    void say(const char *what)
    {
        std::sort(all.begin(), all.end());
        double sum = 0;
        for (const double one : all)
            sum += one;
        std::printf("  %-22s median %6.3f ms   p95 %6.3f ms   sum %8.1f ms\n", what, all[all.size() / 2],
                    all[all.size() * 95 / 100], sum);
    }
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_open_record FOLDER\n");
        return 2;
    }
    const SystemClock clock;
    StoreOptions options;
    options.folder = QString::fromLocal8Bit(argv[1]);
    options.key = *trainingKeyOf(options.folder);
    auto opened = Database::open(options, allRecordTypes(), clock);
    if (!opened)
        return 1;
    Database &db = **opened;
    const Actor actor{Id::fromKey("bench"), db.site(), static_cast<int>(StaffRole::TownshipManager)};
    std::vector<Id> residents;
    (void)db.read([&](const Snapshot &s) {
        return s.each("SELECT id FROM patient ORDER BY id LIMIT 1000", {},
                      [&residents](const Columns &c) { residents.push_back(c.id(0)); });
    });
    auto bare = Connection::open(Database::fileIn(options.folder), Connection::Mode::Read, 8 * 1024, options.key);
    if (!bare)
        return 1;
    Times without, with;
    // In turn, so that both meet the same cache and the same machine; the first round warms it.
    for (int round = 0; round < 3; ++round)
        for (const Id &patient : residents) {
            QElapsedTimer timer;
            timer.start();
            if (!(*bare)->execute("BEGIN") || !readPage(Snapshot(**bare, db.types(), clock.now()), actor, patient) ||
                !(*bare)->execute("COMMIT"))
                return 1;
            const double bareMs = static_cast<double>(timer.nsecsElapsed()) / 1e6;
            timer.restart();
            if (!db.read([&](const Snapshot &s) { return readPage(s, actor, patient); }))
                return 1;
            if (round == 0)
                continue;
            without.all.push_back(bareMs);
            with.all.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
    QElapsedTimer timer;
    timer.start();
    if (!db.flushNotes())
        return 1;
    std::printf("opening a page, %zu residents, twice each\n", residents.size());
    without.say("without the log");
    with.say("with it");
    std::printf(
        "  ratio of sums %.3f; what was left to write took %.1f ms\n",
        [&] {
            double a = 0, b = 0;
            for (std::size_t i = 0; i < with.all.size(); ++i)
                a += with.all[i], b += without.all[i];
            return a / b;
        }(),
        static_cast<double>(timer.nsecsElapsed()) / 1e6);
    const qint64 entries = *db.read([](const Snapshot &s) { return s.number("SELECT count(*) FROM audit_entry"); });
    const qint64 bytes = *db.read(
        [](const Snapshot &s) { return s.number("SELECT sum(length(body) + length(hash)) FROM audit_entry"); });
    std::printf("  %lld entries, %lld bytes each\n", static_cast<long long>(entries),
                static_cast<long long>(entries ? bytes / entries : 0));
    return 0;
}
