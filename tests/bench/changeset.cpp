// SPDX-License-Identifier: GPL-3.0-or-later
// What a laptop does with a hub's rows (merge, members and digest of each stream, search words) against SQLite's own
// changeset apply of the same rows to the same tables, in files encrypted and durable alike. The peer knows no streams
// and derives nothing: what is left between the two is the price of that.
//   bench_changeset [ROWS]     20000 where nobody says otherwise
#define SQLITE_ENABLE_SESSION
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "core/store/encryption/encrypted_vfs.h"
#include "core/sync/stream_digest.h"
#include "tests/bench/bench_county.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <sqlite3.h>

using namespace yigong;

namespace {

constexpr int rowsAtOnce = 1'000; // as a page of a pull, and a commit

using Rows = std::vector<Row>;

SyncAnswer pageOf(const RecordType &type, const Rows &rows, std::size_t from, bool more, qint64 position)
{
    SyncAnswer page;
    page.epoch = Id::fromKey("epoch/bench");
    page.more = more;
    const Id stream = benchVillage(0);
    page.cursors[stream] = position;
    const std::size_t end = std::min(from + rowsAtOnce, rows.size());
    for (std::size_t i = from; i < end; ++i) {
        PulledRow row{type.number(), rows[i].id, rows[i].version, canonicalForm(type, rows[i]), {}, {stream}};
        if (!type.isInsertOnly())
            row.stamps[1] = {HybridTime::at({1'747'102'320'000}), stream, Id::fromKey("device/hub"), {}};
        page.rows.push_back(std::move(row));
    }
    return page;
}

/// Rows a second.
double ours(const BenchStore &made, const RecordType &of, const Rows &rows)
{
    const BenchStore store(made, "reader", benchVillage(0));
    const RecordType &type = *store.db->types().byNumber(of.number());
    std::vector<SyncAnswer> pages;
    for (std::size_t from = 0; from < rows.size(); from += rowsAtOnce)
        pages.push_back(pageOf(type, rows, from, true, static_cast<qint64>(1'000'000 + from)));
    QElapsedTimer timer;
    timer.start();
    for (const SyncAnswer &page : pages)
        (void)required(store.db->apply([&](Transaction &tx) {
            return applyAnswer(tx, page, {true, false, {}});
        }),
                       "a page");
    return static_cast<double>(rows.size()) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

void checked(int code, sqlite3 *db, const char *what)
{
    if (code == SQLITE_OK || code == SQLITE_DONE)
        return;
    std::fprintf(stderr, "%s: %s (%d)\n", what, sqlite3_errmsg(db), code);
    std::exit(1);
}

/// The file as SQLite alone sees it.
class BareStore
{
public:
    explicit BareStore(const BenchStore &made, const RecordType &type) : m_openable(copied(made), made.key)
    {
        checked(sqlite3_open_v2(file().toUtf8().constData(), &m_db, SQLITE_OPEN_READWRITE, encryptedVfs()), m_db,
                "opening");
        const QString drop = QStringLiteral("DROP TRIGGER guard_%1_insert; DROP TRIGGER guard_%1_update; DROP TRIGGER "
                                            "guard_%1_delete;")
                                 .arg(type.table());
        run("PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -24576;" + drop.toStdString());
    }
    ~BareStore() { sqlite3_close(m_db); }
    BareStore(const BareStore &) = delete;
    BareStore &operator=(const BareStore &) = delete;
    void run(const std::string &sql)
    {
        checked(sqlite3_exec(m_db, sql.c_str(), nullptr, nullptr, nullptr), m_db, "SQL");
    }
    [[nodiscard]] sqlite3 *db() const { return m_db; }

private:
    [[nodiscard]] QString file() const { return Database::fileIn(m_folder.path()); }
    QString copied(const BenchStore &made) const
    {
        if (!QFile::copy(made.file(), file()))
            std::exit(1);
        return file();
    }
    QTemporaryDir m_folder;
    OpenableStore m_openable;
    sqlite3 *m_db = nullptr;
};

void bind(sqlite3_stmt *s, int at, const Value &value)
{
    if (const auto *number = std::get_if<qint64>(&value)) {
        sqlite3_bind_int64(s, at, *number);
    } else if (const auto *text = std::get_if<QString>(&value)) {
        const QByteArray utf8 = text->toUtf8();
        sqlite3_bind_text(s, at, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_TRANSIENT);
    } else if (const auto *bytes = std::get_if<QByteArray>(&value)) {
        sqlite3_bind_blob(s, at, bytes->constData(), static_cast<int>(bytes->size()), SQLITE_TRANSIENT);
    } else {
        sqlite3_bind_null(s, at);
    }
}

/// The changes that lead from the store as it was made to these rows, a changeset a page.
std::vector<QByteArray> changesets(const BenchStore &made, const RecordType &type, const Rows &rows, bool inserts)
{
    BareStore bare(made, type);
    sqlite3_stmt *statement = nullptr;
    checked(
        sqlite3_prepare_v2(bare.db(), (inserts ? type.insertSql() : type.updateSql()).c_str(), -1, &statement, nullptr),
        bare.db(), "preparing");
    std::vector<QByteArray> sets;
    for (std::size_t from = 0; from < rows.size(); from += rowsAtOnce) {
        sqlite3_session *session = nullptr;
        checked(sqlite3session_create(bare.db(), "main", &session), bare.db(), "a session");
        checked(sqlite3session_attach(session, type.table().toUtf8().constData()), bare.db(), "a session");
        bare.run("BEGIN");
        for (std::size_t i = from; i < std::min(from + rowsAtOnce, rows.size()); ++i) {
            int at = 0;
            if (inserts)
                bind(statement, ++at, rows[i].id.bytes());
            for (const Value &value : rows[i].values)
                bind(statement, ++at, value);
            bind(statement, ++at, rows[i].version);
            bind(statement, ++at, Value{});
            if (!inserts)
                bind(statement, ++at, rows[i].id.bytes());
            checked(sqlite3_step(statement), bare.db(), "a row");
            sqlite3_reset(statement);
        }
        bare.run("COMMIT");
        int size = 0;
        void *bytes = nullptr;
        checked(sqlite3session_changeset(session, &size, &bytes), bare.db(), "a changeset");
        sets.emplace_back(static_cast<const char *>(bytes), size);
        sqlite3_free(bytes);
        sqlite3session_delete(session);
    }
    sqlite3_finalize(statement);
    return sets;
}

double theirs(const BenchStore &made, const RecordType &type, const Rows &rows, const std::vector<QByteArray> &sets)
{
    BareStore bare(made, type);
    QElapsedTimer timer;
    timer.start();
    for (const QByteArray &set : sets) {
        QByteArray copy = set;
        checked(sqlite3changeset_apply(
                    bare.db(), static_cast<int>(copy.size()), copy.data(), nullptr,
                    [](void *, int, sqlite3_changeset_iter *) -> int { return SQLITE_CHANGESET_ABORT; }, nullptr),
                bare.db(), "applying");
    }
    return static_cast<double>(rows.size()) * 1e9 / static_cast<double>(timer.nsecsElapsed());
}

void measure(const char *what, const BenchStore &made, const RecordType &type, const Rows &rows, bool inserts)
{
    const auto sets = changesets(made, type, rows, inserts);
    std::vector<double> own, peer;
    for (int round = 0; round < 5; ++round) { // in turns: the machine's speed drifts
        peer.push_back(theirs(made, type, rows, sets));
        own.push_back(ours(made, type, rows));
    }
    std::sort(own.begin(), own.end());
    std::sort(peer.begin(), peer.end());
    std::printf("%-34s %10.0f %10.0f rows/s  %5.2f x   (goal: at least 0.7 x)\n", what, own[2], peer[2],
                own[2] / peer[2]);
    std::fflush(stdout);
}

Rows residents(int count, qint64 version, const QString &digits)
{
    Rows rows;
    for (int i = 0; i < count; ++i) {
        Patient p;
        p.id = Id::fromKey("patient/bench" + QByteArray::number(i));
        p.name = QStringLiteral("居民%1").arg(i);
        p.phone = digits + QString::number(10'000'000 + i);
        p.address = QStringLiteral("天长市石梁镇何庄村%1号").arg(i);
        p.site = benchVillage(0);
        rows.push_back(rowOf(p));
        rows.back().version = version;
    }
    return rows;
}

Rows measurements(int count, int people)
{
    Rows rows;
    for (int i = 0; i < count; ++i) {
        Observation o;
        o.id = Id::fromKey("observation/bench" + QByteArray::number(i));
        o.patient = Id::fromKey("patient/bench" + QByteArray::number(i % people));
        o.site = benchVillage(0);
        o.encounter = Id::fromKey("encounter/bench" + QByteArray::number(i / 4));
        o.code = QStringLiteral("8480-6");
        o.value = QString::number(120 + i % 60);
        o.unit = QStringLiteral("mmHg");
        o.at = {1'747'102'320'000 + i * 1000LL};
        rows.push_back(rowOf(o));
        rows.back().version = 1;
    }
    return rows;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 20'000;
    if (count < rowsAtOnce) {
        std::fprintf(stderr, "bench_changeset [ROWS, at least %d]\n", rowsAtOnce);
        return 2;
    }
    const int people = count / 4;
    BenchStore made("reader", benchVillage(0));
    const RecordTypes types = allRecordTypes();
    const RecordType &patient = *types.byNumber(Patient::info.number);
    const RecordType &observation = *types.byNumber(Observation::info.number);
    const Rows first = residents(people, 1, QStringLiteral("138"));
    for (std::size_t from = 0; from < first.size(); from += rowsAtOnce)
        (void)required(made.db->apply([&](Transaction &tx) {
            return applyAnswer(tx, pageOf(patient, first, from, true, static_cast<qint64>(from)), {true, false, {}});
        }),
                       "residents");
    made.db.reset();
    std::printf("%-34s %10s %10s\n", "", "yigong", "changeset");
    measure("values measured, new", made, observation, measurements(count, people), true);
    measure("residents, a telephone changed", made, patient, residents(people, 2, QStringLiteral("139")), false);
    return 0;
}
