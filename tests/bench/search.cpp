// SPDX-License-Identifier: GPL-3.0-or-later
// Resident search as one types, on a store that is there:  bench_search FOLDER   (a device or hub of a training county)
#include "core/all_records.h"
#include "core/patients/find.h"
#include "core/security/policy.h"
#include "core/store/database.h"
#include "core/training/training_file.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <cstdio>

using namespace yigong;

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc != 2) {
        std::fprintf(stderr, "usage: bench_search FOLDER\n");
        return 2;
    }
    const SystemClock clock;
    StoreOptions options;
    options.folder = QString::fromLocal8Bit(argv[1]);
    options.readOnly = true;
    options.key = *trainingKeyOf(options.folder);
    auto db = Database::open(options, allRecordTypes(), clock);
    if (!db)
        return 1;
    const Actor actor{Id::fromKey("bench"), (*db)->site(), static_cast<int>(StaffRole::VillageDoctor)};
    const qint64 residents = *(*db)->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); });
    const QStringList typed{QStringLiteral("l"),       QStringLiteral("lx"),      QStringLiteral("lxl"),
                            QStringLiteral("李"),      QStringLiteral("李秀"),    QStringLiteral("秀兰"),
                            QStringLiteral("z"),       QStringLiteral("zhang"),   QStringLiteral("wang xiu"),
                            QStringLiteral("3306"),    QStringLiteral("1234"),    QStringLiteral("李 1957"),
                            QStringLiteral("王"),      QStringLiteral("兰"),      QStringLiteral("341181"),
                            QStringLiteral("王 3306"), QStringLiteral("兰 1931"), QStringLiteral("xqzw")};
    std::vector<double> all;
    std::printf("search, %lld residents, 20 rows, 40 times each\n", static_cast<long long>(residents));
    for (const QString &text : typed) {
        std::vector<double> times;
        std::size_t rows = 0;
        for (int i = 0; i < 40; ++i) {
            QElapsedTimer timer;
            timer.start();
            const auto found = (*db)->read([&](const Snapshot &s) { return findPatients(s, actor, text, 20); });
            if (!found)
                return 1;
            rows = found->patients.size();
            times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        }
        std::sort(times.begin(), times.end());
        std::printf("  %-12s %3zu rows   median %7.2f ms   p95 %7.2f ms\n", text.toUtf8().constData(), rows, times[20],
                    times[38]);
        all.insert(all.end(), times.begin(), times.end());
    }
    std::sort(all.begin(), all.end());
    std::printf("  all          median %7.2f ms   p95 %7.2f ms\n", all[all.size() / 2], all[all.size() * 95 / 100]);
    return 0;
}
