// SPDX-License-Identifier: GPL-3.0-or-later
// What the encryption costs: the same work on a plain file and under each cipher, phases in turns, median of 3.
#include "core/store/connection.h"
#include "core/store/encryption/encrypted_vfs.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFileInfo>
#include <QTemporaryDir>
#include <algorithm>
#include <cstdio>
#include <functional>
#include <map>
#include <random>

using namespace yigong;

namespace {

constexpr int people = 300'000;
constexpr int rowsPerCommit = 10'000;
constexpr int lookUps = 60'000;
constexpr int smallWrites = 400;
constexpr int rounds = 3;

enum class Kind
{
    Plain,
    Aes,
    ChaCha
};
constexpr std::array kinds{Kind::Plain, Kind::Aes, Kind::ChaCha};

struct File
{
    explicit File(Kind kind) : path(folder.path() + QStringLiteral("/yigong.db"))
    {
        const std::array openers{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("bench-bench"))};
        if (kind != Kind::Plain)
            key = *createKeyBlock(path, openers, SlotCost::Training,
                                  kind == Kind::Aes ? CipherKind::Xaes256Gcm : CipherKind::XChaCha20Poly1305);
    }
    std::unique_ptr<Connection> open(int cacheKiB) const
    {
        auto connection = Connection::open(path, Connection::Mode::Write, cacheKiB, key);
        if (!connection)
            std::exit(1);
        return std::move(*connection);
    }
    QTemporaryDir folder;
    QString path;
    SharedStoreKey key;
};

void must(const Result<void> &done)
{
    if (!done)
        std::exit(1);
}

double secondsFor(const std::function<void()> &work)
{
    QElapsedTimer timer;
    timer.start();
    work();
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

void insertAll(Connection &connection)
{
    must(
        connection.execute("CREATE TABLE person (id INTEGER PRIMARY KEY, uid BLOB, name TEXT, number TEXT, phone TEXT, "
                           "address TEXT, born TEXT);"
                           "CREATE INDEX person_uid ON person (uid); CREATE INDEX person_name ON person (name);"
                           "CREATE INDEX person_number ON person (number); PRAGMA synchronous = NORMAL"));
    std::mt19937 random(7);
    for (int at = 0; at < people; at += rowsPerCommit) {
        must(connection.execute("BEGIN"));
        for (int i = at; i < at + rowsPerCommit; ++i) {
            const QString number = QStringLiteral("34118119%1%2").arg(i % 70 + 30).arg(i, 8, 10, QLatin1Char('0'));
            const std::array<Value, 7> values{qint64{i},
                                              QByteArray::number(random()).rightJustified(16, 'x'),
                                              QStringLiteral("王秀%1").arg(random() % people),
                                              number,
                                              QStringLiteral("138%1").arg(random() % 100'000'000),
                                              QStringLiteral("云岭县柳河镇王庄村 %1 号").arg(i % 977),
                                              QStringLiteral("1957-03-%1").arg(i % 28 + 1)};
            if (!connection.run("INSERT INTO person VALUES (?, ?, ?, ?, ?, ?, ?)", values))
                std::exit(1);
        }
        must(connection.execute("COMMIT"));
    }
    must(connection.execute("PRAGMA wal_checkpoint(TRUNCATE)"));
}

void lookUp(Connection &connection)
{
    std::mt19937 random(11);
    for (int i = 0; i < lookUps; ++i) {
        const std::array<Value, 1> id{static_cast<qint64>(random() % people)};
        must(connection.each("SELECT name, number, phone, address FROM person WHERE id = ?", id,
                             [](const Columns &columns) { return columns.text(0).isEmpty(); }));
    }
}

void writeSmall(Connection &connection)
{
    must(connection.execute("PRAGMA synchronous = FULL"));
    for (int i = 0; i < smallWrites; ++i) {
        const std::array<Value, 2> values{QStringLiteral("139%1").arg(i), qint64{i} * 701 % people};
        if (!connection.run("UPDATE person SET phone = ? WHERE id = ?", values))
            std::exit(1);
    }
}

double median(std::vector<double> of)
{
    std::sort(of.begin(), of.end());
    return of[of.size() / 2];
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    struct Phase
    {
        const char *name;
        int count;
        std::map<Kind, std::vector<double>> seconds;
    };
    std::vector<Phase> phases{{"bulk insert, 10,000 rows a commit, and checkpoint", people, {}},
                              {"look-ups by id, file in the system's cache, 64 MiB cache", lookUps, {}},
                              {"the same, 2 MiB cache", lookUps, {}},
                              {"small durable writes (FULL)", smallWrites, {}},
                              {"scan of all rows", people, {}}};
    for (int round = 0; round < rounds; ++round) {
        std::map<Kind, std::unique_ptr<File>> files;
        for (const Kind kind : kinds)
            files[kind] = std::make_unique<File>(kind);
        for (std::size_t phase = 0; phase < phases.size(); ++phase)
            for (const Kind kind : kinds) {
                const auto connection = files[kind]->open(phase == 2 ? 2048 : 65536);
                if (phase == 1 || phase == 2)
                    lookUp(*connection); // warm
                phases[phase].seconds[kind].push_back(secondsFor([&] {
                    if (phase == 0)
                        insertAll(*connection);
                    else if (phase <= 2)
                        lookUp(*connection);
                    else if (phase == 3)
                        writeSmall(*connection);
                    else
                        must(connection->execute("SELECT count(*) FROM person WHERE address LIKE '%nobody%'"));
                }));
            }
    }
    std::printf("plain SQLite against the encrypted store, %d rows with three indexes, median of %d; × is the cost\n",
                people, rounds);
    for (Phase &phase : phases) {
        const double plain = median(phase.seconds[Kind::Plain]);
        std::printf("  %-58s plain %9.0f/s   XAES-GCM %9.0f/s %.2f ×   XChaCha %9.0f/s %.2f ×\n", phase.name,
                    phase.count / plain, phase.count / median(phase.seconds[Kind::Aes]),
                    median(phase.seconds[Kind::Aes]) / plain, phase.count / median(phase.seconds[Kind::ChaCha]),
                    median(phase.seconds[Kind::ChaCha]) / plain);
    }
    return 0;
}
