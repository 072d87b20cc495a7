// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/all_records.h"
#include "core/store/database.h"
#include "core/store/encrypt_store.h"
#include "tests/encryption/disk.h"
#include "tests/encryption/vault.h"

#include <csignal>
#include <cstdlib>
#include <sys/wait.h>
#include <unistd.h>

using namespace yigong;

namespace {

const SystemClock clockOfMachine;

int rounds(int usual, int thorough)
{
    return std::getenv("YIGONG_LONG") ? thorough : usual;
}

struct CutOff
{
    int acknowledged = 0; ///< commits before the power failed
    bool fine = false;
    int found = 0;
};

/// Commits of one row each, some of them large, with checkpoints among them; the power fails after some write.
CutOff workUntilPowerFails(std::mt19937 &random, const char *synchronous)
{
    CutOff result;
    const Vault vault(random() % 2 == 0 ? CipherKind::Xaes256Gcm : CipherKind::XChaCha20Poly1305);
    const QTemporaryDir after;
    auto connection = vault.open(Connection::Mode::Write, 100);
    must(connection->execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b BLOB); PRAGMA wal_checkpoint(TRUNCATE)"));
    must(connection->execute(std::string("PRAGMA synchronous = ") + synchronous + "; PRAGMA wal_autocheckpoint = 12"));
    connection.reset();
    Disk::instance().watch(vault.folder.path());
    connection = vault.open(Connection::Mode::Write, 100);
    must(connection->execute(std::string("PRAGMA synchronous = ") + synchronous + "; PRAGMA wal_autocheckpoint = 12"));
    int done = 0;
    bool cut = false;
    Disk::instance().afterWrites(static_cast<int>(random() % 160) + 1, [&] {
        result.acknowledged = done;
        cut = true;
        Disk::instance().powerCut(after.path(), random);
    });
    for (int i = 1; i <= 120 && !cut; ++i) {
        must(connection->execute("INSERT INTO t VALUES (" + std::to_string(i) + ", randomblob(" +
                                 std::to_string(i % 7 == 0 ? 30000 : 40) + "))"));
        if (!cut)
            done = i;
    }
    Disk::instance().watch({});
    connection.reset();
    REQUIRE(cut);
    auto again = Connection::open(after.path() + "/yigong.db"_q, Connection::Mode::Write, 1024, vault.key);
    if (!again || word(**again, "PRAGMA integrity_check(1)") != u"ok")
        return result;
    result.found = static_cast<int>(number(**again, "SELECT count(*) FROM t"));
    result.fine = number(**again, "SELECT coalesce(max(a), 0) FROM t") == result.found;
    return result;
}

} // namespace

TEST_CASE("a power cut at any write loses no acknowledged commit", "[encryption]")
{
    std::mt19937 random(20261128);
    for (int round = 0; round < rounds(40, 400); ++round) {
        const CutOff result = workUntilPowerFails(random, "FULL");
        INFO("round " << round << ": " << result.acknowledged << " acknowledged, " << result.found << " found");
        CHECK(result.fine);
        CHECK(result.found >= result.acknowledged);
    }
    // The same disk under a store that does not wait for it: the test can see what it looks for.
    int broken = 0;
    for (int round = 0; round < 20; ++round) {
        const CutOff result = workUntilPowerFails(random, "OFF");
        broken += !result.fine || result.found < result.acknowledged ? 1 : 0;
    }
    CHECK(broken > 0);
}

TEST_CASE("a full or failing disk at any write is an error, and the store is whole afterwards", "[encryption]")
{
    for (const auto failure : {Disk::Failure::Full, Disk::Failure::Half})
        for (int at = 1; at <= rounds(40, 120); ++at) {
            const Vault vault;
            auto connection = vault.open(Connection::Mode::Write, 100);
            must(connection->execute(makePeople + addPeople(1, 60) + "PRAGMA wal_checkpoint(TRUNCATE)"));
            Disk::instance().watch(vault.folder.path());
            connection = vault.open(Connection::Mode::Write, 100);
            Disk::instance().failAt(at, failure);
            const auto done =
                connection->execute("BEGIN; " + addPeople(61, 60) + "COMMIT; PRAGMA wal_checkpoint(TRUNCATE)");
            if (!done)
                (void)connection->execute("ROLLBACK");
            INFO("write " << at);
            if (!done && failure == Disk::Failure::Full)
                CHECK(done.error().kind == ErrorKind::DiskFull);
            Disk::instance().watch({});
            connection.reset();
            auto again = vault.open();
            CHECK(word(*again, "PRAGMA integrity_check(1)") == u"ok");
            const qint64 rows = number(*again, "SELECT count(*) FROM person");
            CHECK((rows == 60 || rows == 120));
            if (done)
                CHECK(rows == 120);
        }
}

TEST_CASE("two processes share an encrypted store", "[encryption]")
{
    const Vault vault;
    {
        auto connection = vault.open();
        must(connection->execute("CREATE TABLE t (a INTEGER PRIMARY KEY, who INTEGER)"));
    }
    constexpr int each = 60;
    std::array<int, 2> children{};
    for (int who = 0; who < 2; ++who) {
        children[static_cast<std::size_t>(who)] = fork();
        if (children[static_cast<std::size_t>(who)] == 0) {
            auto connection = Connection::open(vault.file, Connection::Mode::Write, 1024, vault.key);
            int failed = connection ? 0 : 1;
            for (int i = 0; connection && i < each; ++i)
                failed += (*connection)->execute("INSERT INTO t (who) VALUES (" + std::to_string(who) + ")") ? 0 : 1;
            _exit(failed == 0 ? 0 : 1);
        }
    }
    for (int i = 0; i < 10; ++i) // meanwhile a third reads, and a password changes
        REQUIRE(putSlot(vault.file, *vault.key, openerOf("zhao"_q, "horse %1"_q.arg(i)), SlotCost::Training));
    for (const int child : children) {
        int status = 0;
        waitpid(child, &status, 0);
        CHECK((WIFEXITED(status) && WEXITSTATUS(status) == 0));
    }
    auto connection = vault.open();
    CHECK(number(*connection, "SELECT count(*) FROM t") == 2 * each);
    CHECK(word(*connection, "PRAGMA integrity_check(1)") == u"ok");
}

namespace {

/// A plain store with some records' rows, written by SQL: what the encryption carries over is any table.
void makePlainStore(const QString &folder)
{
    auto plain = Connection::open(Database::fileIn(folder), Connection::Mode::Write, 1024);
    REQUIRE(plain);
    must((*plain)->execute(makePeople + addPeople(1, 2000) +
                           "INSERT INTO person_text (rowid, name) SELECT id, name FROM person;"
                           "PRAGMA user_version = 7;"));
}

bool holdsEverything(const QString &folder, const SharedStoreKey &key)
{
    auto connection = Connection::open(Database::fileIn(folder), Connection::Mode::Write, 1024, key);
    return connection && word(**connection, "PRAGMA integrity_check(1)") == u"ok" &&
           word(**connection, "SELECT count(*) FROM person") == u"2000" &&
           word(**connection, "SELECT count(*) FROM person_text WHERE person_text MATCH '守信19'") != u"0" &&
           word(**connection, "PRAGMA user_version") == u"7";
}

} // namespace

TEST_CASE("a plain store becomes an encrypted one", "[encryption]")
{
    const QTemporaryDir folder;
    makePlainStore(folder.path());
    CHECK(readableFiles(folder.path()) != QStringList());
    const std::array openers{openerOf("zhao"_q, "right horse"_q)};
    auto key = encryptStore(folder.path(), "yigongctl"_q, openers, clockOfMachine, SlotCost::Training);
    REQUIRE(key);
    CHECK(readableFiles(folder.path()) == QStringList());
    CHECK(holdsEverything(folder.path(), *key));
    auto unlocked = unlockStore(Database::fileIn(folder.path()), openers[0]);
    REQUIRE(unlocked);
    CHECK(holdsEverything(folder.path(), *unlocked));
    CHECK(encryptStore(folder.path(), "yigongctl"_q, openers, clockOfMachine).error().kind == ErrorKind::AlreadyExists);
    CHECK(QDir(folder.path()).entryList({"*.new*"_q}).isEmpty());
}

TEST_CASE("killed while a plain store is encrypted, there is the one or the other", "[encryption]")
{
    const std::array openers{openerOf("zhao"_q, "right horse"_q)};
    std::mt19937 random(3);
    int stayedPlain = 0, becameEncrypted = 0;
    for (int round = 0; round < rounds(24, 150); ++round) {
        const QTemporaryDir folder;
        makePlainStore(folder.path());
        const int child = fork();
        if (child == 0) {
            const auto key = encryptStore(folder.path(), "yigongctl"_q, openers, clockOfMachine, SlotCost::Training);
            _exit(key ? 0 : 1);
        }
        if (round % 8 != 7) { // those end by themselves
            usleep(random() % (round % 2 == 0 ? 40'000 : 120'000));
            kill(child, SIGKILL);
        }
        waitpid(child, nullptr, 0);
        const auto form = storeFormOf(Database::fileIn(folder.path()));
        REQUIRE(form);
        if (*form == StoreForm::Plain) {
            ++stayedPlain;
            CHECK(holdsEverything(folder.path(), {}));
            auto key = encryptStore(folder.path(), "yigongctl"_q, openers, clockOfMachine, SlotCost::Training);
            REQUIRE(key);
        } else {
            ++becameEncrypted;
        }
        auto key = unlockStore(Database::fileIn(folder.path()), openers[0]);
        REQUIRE(key);
        CHECK(holdsEverything(folder.path(), *key));
        CHECK(readableFiles(folder.path()) == QStringList());
    }
    CHECK(stayedPlain > 0);
    CHECK(becameEncrypted > 0);
}

TEST_CASE("a disk too full for the copy leaves the plain store as it was", "[encryption]")
{
    const QTemporaryDir folder;
    makePlainStore(folder.path());
    const std::array openers{openerOf("zhao"_q, "right horse"_q)};
    Disk::instance().watch(folder.path());
    Disk::instance().failAt(40, Disk::Failure::Full);
    const auto key = encryptStore(folder.path(), "yigongctl"_q, openers, clockOfMachine, SlotCost::Training);
    Disk::instance().watch({});
    REQUIRE_FALSE(key);
    CHECK(key.error().kind == ErrorKind::DiskFull);
    CHECK(holdsEverything(folder.path(), {}));
    CHECK(QDir(folder.path()).entryList({"*.new*"_q}).isEmpty());
}
