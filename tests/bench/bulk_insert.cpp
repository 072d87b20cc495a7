// SPDX-License-Identifier: GPL-3.0-or-later
// Bulk insert through Transaction (rows, operations, chained acts) against the bare C API on the same tables and
// indexes of the same encrypted file.
#include "core/all_records.h"
#include "core/encounters/encounter.h"
#include "core/store/database.h"
#include "core/store/encryption/encrypted_vfs.h"
#include "core/store/migrations.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <array>
#include <cstdio>
#include <sqlite3.h>

using namespace yigong;

namespace {

constexpr int rows = 200'000;
constexpr int rowsPerCommit = 1'000;

Observation measured(int i, Id patient)
{
    Observation o;
    o.patient = patient;
    o.site = Id::fromKey("site/bench");
    o.encounter = Id::fromKey("encounter/bench" + QByteArray::number(i / 4));
    o.code = QStringLiteral("8480-6");
    o.display = QStringLiteral("收缩压");
    o.value = QString::number(120 + i % 60);
    o.unit = QStringLiteral("mmHg");
    o.at = {1'747'102'320'000 + i * 1000LL};
    return o;
}

SharedStoreKey encryptedIn(const QString &folder)
{
    const std::array openers{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("bench-bench"))};
    return *createKeyBlock(Database::fileIn(folder), openers, SlotCost::Training);
}

double throughTransaction()
{
    const QTemporaryDir folder;
    const SystemClock clock;
    StoreOptions options;
    options.folder = folder.path();
    options.create = true;
    options.key = encryptedIn(folder.path());
    auto db = Database::open(options, allRecordTypes(), clock);
    (void)(*db)->becomeDevice(Id::fromKey("device"), Id::fromKey("site/bench"));
    QElapsedTimer timer;
    timer.start();
    for (int at = 0; at < rows; at += rowsPerCommit) {
        const auto done = (*db)->write(Actor{}, [&](Transaction &tx) -> Result<void> {
            for (int i = at; i < at + rowsPerCommit; ++i)
                YIGONG_TRY(tx.append(measured(i, Id::fromKey("patient" + QByteArray::number(i % 5000)))));
            return {};
        });
        if (!done)
            return 0;
    }
    return rows * 1000.0 / static_cast<double>(timer.elapsed());
}

void bindText(sqlite3_stmt *s, int at, const QString &text)
{
    const QByteArray utf8 = text.toUtf8();
    sqlite3_bind_text(s, at, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
}

void bindId(sqlite3_stmt *s, int at, const Id &id)
{
    sqlite3_bind_blob(s, at, id.raw().data(), 16, SQLITE_TRANSIENT);
}

double throughTheBareApi()
{
    const QTemporaryDir folder;
    const SharedStoreKey key = encryptedIn(folder.path());
    {
        const SystemClock clock;
        StoreOptions options;
        options.folder = folder.path();
        options.create = true;
        options.key = key;
        (void)Database::open(options, allRecordTypes(), clock);
    }
    const OpenableStore openable(Database::fileIn(folder.path()), key);
    sqlite3 *db = nullptr;
    sqlite3_open_v2(Database::fileIn(folder.path()).toUtf8().constData(), &db, SQLITE_OPEN_READWRITE, encryptedVfs());
    sqlite3_exec(db,
                 "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -24576;"
                 "DROP TRIGGER guard_observation_insert;",
                 nullptr, nullptr, nullptr);
    sqlite3_stmt *insert = nullptr;
    sqlite3_prepare_v2(db,
                       "INSERT INTO observation (id, encounter, patient, site, code, display, value, unit, at) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                       -1, &insert, nullptr);
    const SystemClock clock;
    IdSource ids(clock);
    QElapsedTimer timer;
    timer.start();
    for (int at = 0; at < rows; at += rowsPerCommit) {
        sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
        for (int i = at; i < at + rowsPerCommit; ++i) {
            const Observation o = measured(i, Id::fromKey("patient" + QByteArray::number(i % 5000)));
            bindId(insert, 1, ids.next());
            bindId(insert, 2, o.encounter);
            bindId(insert, 3, o.patient);
            bindId(insert, 4, o.site);
            bindText(insert, 5, o.code);
            bindText(insert, 6, o.display);
            bindText(insert, 7, o.value);
            bindText(insert, 8, o.unit);
            sqlite3_bind_int64(insert, 9, o.at.ms);
            sqlite3_step(insert);
            sqlite3_reset(insert);
        }
        sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
    }
    const double speed = rows * 1000.0 / static_cast<double>(timer.elapsed());
    sqlite3_finalize(insert);
    sqlite3_close(db);
    return speed;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    std::vector<double> ours, bare;
    for (int round = 0; round < 5; ++round) { // in turns: the machine's speed drifts
        bare.push_back(throughTheBareApi());
        ours.push_back(throughTransaction());
    }
    std::sort(ours.begin(), ours.end());
    std::sort(bare.begin(), bare.end());
    std::printf("bulk insert, %d observations, %d a commit, WAL, synchronous=FULL, median of 5\n", rows, rowsPerCommit);
    std::printf("  bare C API, rows only            %8.0f rows/s\n", bare[2]);
    std::printf("  Transaction, rows and operations %8.0f rows/s   %.2f x\n", ours[2], ours[2] / bare[2]);
    return 0;
}
