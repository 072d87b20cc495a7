// SPDX-License-Identifier: GPL-3.0-or-later
// A township's list of 50,000 residents (CSV) into an empty store of its own, with and without asking of each new one
// who may be here already; then the same list again.
//   bench_resident_import   (plain stores in folders of their own)
#include "core/all_records.h"
#include "core/exchange/patient_import.h"
#include "core/patients/id_number.h"
#include "core/security/policy.h"
#include "core/store/database.h"
#include "tests/bench/bench_township.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <cstdio>

using namespace yigong;

namespace {

constexpr int residents = 50'000, villages = 20;

QString nameOfResident(int number)
{
    static const QString families = QStringLiteral("王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗");
    static const QString given = QStringLiteral("秀英兰芳伟强军平华红梅建国明玉珍桂香成志文海春霞");
    return QString(families[number % families.size()]) + given[number / 20 % given.size()] +
           given[number / 480 % given.size()];
}

/// Every tenth has no ID number, as lists have it.
bool writeList(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return false;
    file.write("姓名,性别,出生日期,身份证号,联系电话,现住址,村\n");
    for (int i = 0; i < residents; ++i) {
        const QDate born = QDate(1935, 1, 1).addDays(i * 7 % 25'000);
        const QString first = QStringLiteral("341181") + born.toString(QStringLiteral("yyyyMMdd")) +
                              QStringLiteral("%1").arg(i / 100 % 1000, 3, 10, QChar(u'0'));
        const bool isMan = (i / 100 % 1000) % 2 == 1;
        const QString number = i % 10 == 0 ? QString() : first + idNumberCheckDigit(first);
        file.write(QStringList{nameOfResident(i), isMan ? QStringLiteral("男") : QStringLiteral("女"),
                               born.toString(Qt::ISODate), number, QStringLiteral("138%1").arg(i, 8, 10, QChar(u'0')),
                               QStringLiteral("%1 组 %2 号").arg(i % 12).arg(i / 12), villageCode(i % villages)}
                       .join(u',')
                       .toUtf8() +
                   '\n');
    }
    return true;
}

bool run(const QString &list, bool tellAlike)
{
    const QTemporaryDir folder;
    const SystemClock clock;
    StoreOptions store;
    store.folder = folder.path();
    store.create = true;
    auto opened = Database::open(store, allRecordTypes(), clock);
    const Id township = Site::idOf(townshipCode());
    if (!opened || !(*opened)->becomeDevice(Id::fromKey("device/bench"), township))
        return false;
    Database &db = **opened;
    const Actor actor{Id::fromKey("bench"), township, static_cast<int>(StaffRole::TownshipDoctor)};
    if (!db.write(actor, [](Transaction &tx) { return insertTownship(tx, villages); }))
        return false;
    ImportOptions options;
    options.tellAlike = tellAlike;
    for (const char *round : {"first", "again"}) {
        QElapsedTimer timer;
        timer.start();
        const auto report = importPatients(db, actor, {list}, options);
        if (!report)
            return false;
        const double seconds = static_cast<double>(timer.elapsed()) / 1000;
        const auto alike = report->notes.find(QStringLiteral("alike"));
        std::printf("%-8s %-6s added %6d unchanged %6d refused %4d alike %6d   %6.1f s   %7.0f rows/s\n",
                    tellAlike ? "alike" : "plain", round, report->total.added, report->total.unchanged,
                    report->total.refused, alike == report->notes.end() ? 0 : alike->second, seconds,
                    residents / seconds);
    }
    return true;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const QTemporaryDir folder;
    const QString list = folder.filePath(QStringLiteral("residents.csv"));
    return writeList(list) && run(list, false) && run(list, true) ? 0 : 1;
}
