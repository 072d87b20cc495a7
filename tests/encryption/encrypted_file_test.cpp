// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/encrypt_store.h"
#include "tests/encryption/disk.h"
#include "tests/encryption/vault.h"

#include <sqlite3.h>
#include <unistd.h>

using namespace yigong;

namespace {

bool isFine(Connection &connection)
{
    return word(connection, "PRAGMA integrity_check(1)") == u"ok";
}

void copyStore(const QString &from, const QString &to)
{
    for (const char *end : {"", "-wal"})
        if (QFile::exists(from + QLatin1StringView(end)))
            setFileContent(to + QLatin1StringView(end), fileContent(from + QLatin1StringView(end)));
}

/// As an error, or as what a check of the whole file finds (SQLITE_IOERR_DATA is 8202).
bool isDamage(const QString &verdict)
{
    return verdict.startsWith("StoreDamaged"_q) || verdict.contains("8202"_q);
}

ErrorKind whyNot(const Result<std::unique_ptr<Connection>> &opened)
{
    REQUIRE_FALSE(opened);
    return opened.error().kind;
}

} // namespace

TEST_CASE("a store under load holds nothing readable, at any moment", "[encryption]")
{
    for (const CipherKind cipher : bothCiphers) {
        const Vault vault(cipher);
        {
            auto connection = vault.open(Connection::Mode::Write, 200); // so small that transactions spill into the log
            must(connection->execute(makePeople + addPeople(1, 3000)));
            must(connection->execute("INSERT INTO person_text (rowid, name) SELECT id, name FROM person"));
            CHECK(readableFiles(vault.folder.path()) == QStringList());
            must(connection->execute("BEGIN; UPDATE person SET note = note || 'x' WHERE id % 3 = 0;"
                                     "SAVEPOINT s; DELETE FROM person WHERE id % 5 = 0;"));
            CHECK(readableFiles(vault.folder.path()) == QStringList());
            must(connection->execute("ROLLBACK TO s; UPDATE person SET number = 'x' WHERE id = 7; COMMIT"));
            CHECK(number(*connection, "SELECT count(*) FROM person") == 3000);
            CHECK(number(*connection, "SELECT count(*) FROM person_text WHERE person_text MATCH '守信2'") > 0);
            CHECK(isFine(*connection));
            must(connection->execute("PRAGMA wal_checkpoint(TRUNCATE)"));
            CHECK(readableFiles(vault.folder.path()) == QStringList());
            must(connection->execute("VACUUM"));
            CHECK(isFine(*connection));
        }
        CHECK(readableFiles(vault.folder.path()) == QStringList());
        auto again = vault.open(Connection::Mode::Read);
        CHECK(number(*again, "SELECT count(*) FROM person WHERE number = 'x'") == 1);
        CHECK(word(*again, "SELECT name FROM person WHERE id = 2999") == QString::fromUtf8(plantedName) + "2999"_q);
        CHECK(word(*again, "PRAGMA journal_mode") == u"wal");
    }
}

TEST_CASE("every flipped byte of the file is noticed", "[encryption]")
{
    for (const CipherKind cipher : bothCiphers) {
        const Vault vault(cipher);
        {
            auto connection = vault.open();
            must(connection->execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT);"
                                     "INSERT INTO t VALUES (1, 'one'), (2, 'two'); PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        const QByteArray good = fileContent(vault.file);
        const QString other = vault.folder.path() + "/other.db"_q;
        int noticed = 0, looked = 0;
        for (qsizetype at = keyBlockSize; at < good.size(); ++at) {
            QByteArray changed = good;
            changed[at] = static_cast<char>(changed[at] ^ 0x01);
            setFileContent(other, changed);
            ++looked;
            auto opened = Connection::open(other, Connection::Mode::Read, 1024, vault.key);
            if (!opened) {
                noticed += opened.error().kind == ErrorKind::StoreDamaged ? 1 : 0;
                continue;
            }
            const auto done = (*opened)->each("SELECT * FROM t", {}, [](const Columns &) { return true; });
            noticed += !done && done.error().kind == ErrorKind::StoreDamaged ? 1 : 0;
        }
        CHECK(looked == good.size() - keyBlockSize);
        CHECK(noticed == looked);
    }
}

TEST_CASE("pages that were swapped, emptied or brought from another store are noticed; an older one is not",
          "[encryption]")
{
    const Vault vault;
    const auto page = [](int number) { return keyBlockSize + qsizetype{number - 1} * storePageSize; };
    {
        auto connection = vault.open();
        must(connection->execute(makePeople + addPeople(1, 400) + "PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    const QByteArray good = fileContent(vault.file);
    {
        auto connection = vault.open();
        must(connection->execute("UPDATE person SET note = 'later'; PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    const QByteArray later = fileContent(vault.file);
    const auto verdict = [&vault](const QByteArray &content) {
        setFileContent(vault.file, content);
        auto opened = vault.opened(Connection::Mode::Read);
        return opened ? word(**opened, "PRAGMA integrity_check(1)") : nameOf(opened.error().kind);
    };
    REQUIRE(verdict(later) == u"ok");
    QByteArray changed = later;
    std::swap_ranges(changed.begin() + page(3), changed.begin() + page(4), changed.begin() + page(5));
    CHECK(isDamage(verdict(changed)));
    changed = later;
    std::fill_n(changed.begin() + page(3), storePageSize, '\0');
    CHECK(isDamage(verdict(changed)));
    const Vault stranger;
    {
        auto connection = stranger.open();
        must(connection->execute(makePeople + addPeople(1, 400) + "PRAGMA wal_checkpoint(TRUNCATE)"));
    }
    changed = later;
    const QByteArray theirs = fileContent(stranger.file);
    std::copy_n(theirs.begin() + page(3), storePageSize, changed.begin() + page(3));
    CHECK(isDamage(verdict(changed)));
    // Known and said in docs/security.md: no page by itself can say that it is the newest one.
    CHECK(verdict(good) == u"ok");
}

TEST_CASE("a flipped byte of the log ends it at an earlier commit, or is noticed by who reads it", "[encryption]")
{
    const Vault vault;
    auto connection = vault.open();
    must(connection->execute("PRAGMA wal_autocheckpoint = 0; CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)"));
    for (int i = 1; i <= 12; ++i)
        must(connection->execute("INSERT INTO t VALUES (" + std::to_string(i) + ", hex(randomblob(900)))"));
    const QByteArray log = fileContent(vault.file + "-wal"_q);
    const QTemporaryDir elsewhere;
    const QString copy = elsewhere.path() + "/yigong.db"_q;
    int shorter = 0;
    for (qsizetype at = 0; at < log.size(); at += at < 64 ? 1 : 331) {
        copyStore(vault.file, copy);
        QFile::remove(copy + "-shm"_q);
        QByteArray changed = log;
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
        setFileContent(copy + "-wal"_q, changed);
        auto opened = Connection::open(copy, Connection::Mode::Write, 1024, vault.key);
        INFO("byte " << at);
        REQUIRE(opened);
        CHECK(isFine(**opened));
        const QString rows = word(**opened, "SELECT count(*) FROM t");
        const bool none = rows.contains("no such table"_q);
        CHECK((none ||
               (number(**opened, "SELECT count(*) FROM t") <= 12 &&
                number(**opened, "SELECT count(*) = max(a) FROM t WHERE a > 0") != 0) ||
               rows == u"0"));
        shorter += none || rows != u"12" ? 1 : 0;
    }
    CHECK(shorter > 0);

    // While the log is in use: an error, never other data.
    const QByteArray shared = fileContent(vault.file + "-wal"_q);
    QByteArray changed = shared;
    for (qsizetype at = 32 + 24 + 100; at < changed.size(); at += 4096 + 24)
        changed[at] = static_cast<char>(changed[at] ^ 0x10);
    QFile raw(vault.file + "-wal"_q);
    REQUIRE(raw.open(QIODevice::ReadWrite));
    REQUIRE(raw.write(changed) == changed.size());
    raw.close();
    auto reader = vault.opened(Connection::Mode::Read);
    const QString sum = reader ? word(**reader, "SELECT sum(a) FROM t") : nameOf(reader.error().kind);
    CHECK(sum.startsWith("StoreDamaged"_q));
}

TEST_CASE("without its key, with another's, or as another kind of file a store does not open", "[encryption]")
{
    const Vault vault;
    {
        auto connection = vault.open();
        must(connection->execute(makePeople + addPeople(1, 20)));
    }
    CHECK(whyNot(Connection::open(vault.file, Connection::Mode::Read, 1024)) == ErrorKind::StoreDamaged); // as plain
    sqlite3 *raw = nullptr;
    CHECK(sqlite3_open_v2(vault.file.toUtf8().constData(), &raw, SQLITE_OPEN_READWRITE, encryptedVfs()) ==
          SQLITE_AUTH); // nobody has given the key
    sqlite3_close(raw);
    const Vault stranger;
    CHECK(whyNot(Connection::open(vault.file, Connection::Mode::Read, 1024, stranger.key)) == ErrorKind::StoreDamaged);
    CHECK(storeFormOf(vault.file) == StoreForm::Encrypted);
    const QString plain = vault.folder.path() + "/plain.db"_q;
    {
        auto connection = Connection::open(plain, Connection::Mode::Write, 1024);
        REQUIRE(connection);
        must((*connection)->execute(makePeople));
    }
    CHECK(storeFormOf(plain) == StoreForm::Plain);
    CHECK(whyNot(Connection::open(plain, Connection::Mode::Read, 1024, vault.key)) == ErrorKind::StoreDamaged);
}

TEST_CASE("a torn first page is mended from the log: fault PeekAuthenticated", "[encryption][fault]")
{
    const auto mends = [] {
        const Vault vault;
        const QTemporaryDir elsewhere;
        const QString copy = elsewhere.path() + "/yigong.db"_q;
        {
            auto connection = vault.open();
            must(connection->execute("PRAGMA wal_autocheckpoint = 0; " + makePeople + addPeople(1, 50) +
                                     "PRAGMA wal_checkpoint; CREATE TABLE more (a); " + addPeople(51, 50)));
            copyStore(vault.file, copy); // with its log: as after a crash
        }
        // The checkpoint that a power cut tore: half of page 1 is of another time.
        QByteArray torn = fileContent(copy);
        for (qsizetype i = keyBlockSize + 2048; i < keyBlockSize + 4096; ++i)
            torn[i] = static_cast<char>(torn[i] ^ 0x55);
        setFileContent(copy, torn);
        auto opened = Connection::open(copy, Connection::Mode::Write, 1024, vault.key);
        return opened && word(**opened, "SELECT count(*) FROM person") == u"100" && isFine(**opened);
    };
    CHECK(mends());
    const WithFault fault(PlantedFault::PeekAuthenticated);
    CHECK_FALSE(mends());
}

TEST_CASE("a torn end of the log is its end, and the store opens: fault RecoveryRaisesErrors", "[encryption][fault]")
{
    const auto opensAgain = [] {
        const Vault vault;
        const QTemporaryDir elsewhere;
        const QString copy = elsewhere.path() + "/yigong.db"_q;
        {
            auto connection = vault.open();
            must(connection->execute("PRAGMA wal_autocheckpoint = 0; " + makePeople + addPeople(1, 50)));
            must(connection->execute(addPeople(51, 50)));
            copyStore(vault.file, copy);
        }
        QByteArray log = fileContent(copy + "-wal"_q);
        for (qsizetype i = log.size() - 1500; i < log.size(); ++i)
            log[i] = '\x77';
        setFileContent(copy + "-wal"_q, log);
        auto opened = Connection::open(copy, Connection::Mode::Write, 1024, vault.key);
        return opened && word(**opened, "SELECT count(*) FROM person") == u"50" && isFine(**opened);
    };
    CHECK(opensAgain());
    const WithFault fault(PlantedFault::RecoveryRaisesErrors);
    CHECK_FALSE(opensAgain());
}

TEST_CASE("a transaction larger than memory survives a crash: fault FrameBoundToSalts", "[encryption][fault]")
{
    const auto survives = [] {
        const Vault vault;
        const QTemporaryDir elsewhere;
        const QString copy = elsewhere.path() + "/yigong.db"_q;
        {
            auto connection = vault.open(Connection::Mode::Write, 100);
            must(connection->execute("PRAGMA wal_autocheckpoint = 0; " + makePeople + "BEGIN; " + addPeople(1, 2000)));
            auto done = connection->execute("UPDATE person SET name = name || 'x', note = note || 'y'; COMMIT");
            if (!done)
                return false;
            copyStore(vault.file, copy);
        }
        auto opened = Connection::open(copy, Connection::Mode::Write, 1024, vault.key);
        return opened && word(**opened, "SELECT count(*) FROM person WHERE name LIKE '%x'") == u"2000" &&
               isFine(**opened);
    };
    CHECK(survives());
    const WithFault fault(PlantedFault::FrameBoundToSalts);
    CHECK_FALSE(survives());
}

TEST_CASE("a plain database goes into an encrypted copy: fault ReserveForgotten", "[encryption][fault]")
{
    const auto copies = [] {
        const Vault vault;
        const QString plain = vault.folder.path() + "/plain/yigong.db"_q;
        QDir(vault.folder.path()).mkdir("plain"_q);
        auto source = Connection::open(plain, Connection::Mode::Write, 1024);
        REQUIRE(source);
        must((*source)->execute(makePeople + addPeople(1, 500)));
        const QString second = vault.folder.path() + "/second.db"_q;
        const std::array openers{openerOf("zhao"_q, "right horse"_q)};
        auto secondKey = createKeyBlock(second, openers, SlotCost::Training);
        REQUIRE(secondKey);
        const OpenableStore first(vault.file, vault.key), other(second, *secondKey);
        // Twice from one connection: SQLite forgets after the first what room to leave.
        if (!copyEncrypted((*source)->handle(), vault.file) || !copyEncrypted((*source)->handle(), second))
            return false;
        auto opened = Connection::open(second, Connection::Mode::Read, 1024, *secondKey);
        return opened && word(**opened, "SELECT count(*) FROM person") == u"500" && isFine(**opened) &&
               readableFiles(vault.folder.path()) == QStringList();
    };
    CHECK(copies());
    const WithFault fault(PlantedFault::ReserveForgotten);
    CHECK_FALSE(copies());
}

TEST_CASE("pages without room for nonce and tag are refused: fault TailOverwritten", "[encryption][fault]")
{
    const auto refusesOrKeeps = [] {
        const Vault vault;
        const QString plain = vault.folder.path() + "/plain.db"_q;
        auto source = Connection::open(plain, Connection::Mode::Write, 1024);
        REQUIRE(source);
        must((*source)->execute(makePeople + addPeople(1, 500)));
        const OpenableStore openable(vault.file, vault.key);
        sqlite3 *target = nullptr;
        REQUIRE(sqlite3_open_v2(vault.file.toUtf8().constData(), &target, SQLITE_OPEN_READWRITE, encryptedVfs()) ==
                SQLITE_OK);
        sqlite3_backup *backup = sqlite3_backup_init(target, "main", (*source)->handle(), "main");
        int code = SQLITE_NOMEM;
        if (backup) {
            code = sqlite3_backup_step(backup, -1);
            const int finished = sqlite3_backup_finish(backup);
            code = finished != SQLITE_OK ? finished : code;
        }
        sqlite3_close(target);
        return code != SQLITE_DONE && code != SQLITE_OK;
    };
    CHECK(refusesOrKeeps());
    const WithFault fault(PlantedFault::TailOverwritten);
    CHECK_FALSE(refusesOrKeeps());
}

TEST_CASE("an encrypted store is backed up page by page, and copied whole", "[encryption]")
{
    const Vault vault, target, copy;
    auto source = vault.open();
    must(source->execute(makePeople + addPeople(1, 1500) + "DELETE FROM person WHERE id BETWEEN 200 AND 1400;"));
    {
        auto to = target.open();
        sqlite3_backup *backup = sqlite3_backup_init(to->handle(), "main", source->handle(), "main");
        REQUIRE(backup);
        CHECK(sqlite3_backup_step(backup, 20) == SQLITE_OK);
        CHECK(sqlite3_backup_step(backup, -1) == SQLITE_DONE);
        CHECK(sqlite3_backup_finish(backup) == SQLITE_OK);
        CHECK(number(*to, "SELECT count(*) FROM person") == 299);
        CHECK(isFine(*to));
    }
    {
        const OpenableStore openable(copy.file, copy.key);
        must(copyEncrypted(source->handle(), copy.file));
    }
    auto copied = copy.open();
    CHECK(number(*copied, "SELECT count(*) FROM person") == 299);
    CHECK(isFine(*copied));
    CHECK(readableFiles(target.folder.path()) == QStringList());
    CHECK(readableFiles(copy.folder.path()) == QStringList());
    CHECK_FALSE(source->execute("PRAGMA journal_mode = DELETE; BEGIN; UPDATE person SET note = 'x'; COMMIT"));
}

TEST_CASE("what the encryption does not carry is refused, and the store is whole afterwards", "[encryption]")
{
    const Vault vault;
    auto connection = vault.open();
    must(connection->execute(makePeople + addPeople(1, 300)));
    (void)connection->execute("PRAGMA page_size = 8192; VACUUM;"); // in a log's mode SQLite keeps the size by itself
    CHECK(number(*connection, "PRAGMA page_size") == storePageSize);
    CHECK_FALSE(connection->execute("PRAGMA journal_mode = DELETE; UPDATE person SET note = 'x';"));
    (void)connection->execute("PRAGMA journal_mode = WAL");
    must(connection->execute("PRAGMA mmap_size = 1000000"));
    CHECK(word(*connection, "PRAGMA mmap_size") != u"1000000");
    CHECK(isFine(*connection));
    CHECK(number(*connection, "SELECT count(*) FROM person WHERE note <> 'x'") == 300);
    CHECK(readableFiles(vault.folder.path()) == QStringList());
}

TEST_CASE("no statement goes round the encryption: fault AttachUnwatched", "[encryption][fault]")
{
    const auto escapes = [](const std::string &statement) {
        const Vault vault;
        auto connection = vault.open();
        must(connection->execute(makePeople + addPeople(1, 20)));
        const QByteArray out = (vault.folder.path() + "/out.db"_q).toUtf8();
        std::string sql = statement;
        sql.replace(sql.find("OUT"), 3, out.toStdString());
        (void)connection->execute(sql);
        return readableFiles(vault.folder.path()) != QStringList();
    };
    const std::array statements{
        std::string("VACUUM INTO 'file:OUT?vfs=unix'"),
        std::string("VACUUM INTO 'file:' || 'OUT?vfs=unix'"),
        std::string("ATTACH 'file:OUT?vfs=unix' AS o; CREATE TABLE o.person AS SELECT * FROM person"),
        std::string("ATTACH char(102, 105, 108, 101, 58) || 'OUT?vfs=unix' AS o; CREATE TABLE o.p AS SELECT * FROM "
                    "person"),
    };
    for (const std::string &statement : statements)
        CHECK_FALSE(escapes(statement));
    {
        const Vault vault;
        const OpenableStore openable(vault.file, vault.key);
        sqlite3 *raw = nullptr;
        const QByteArray name = "file:" + vault.folder.path().toUtf8() + "/new.db?vfs=unix";
        REQUIRE(sqlite3_open_v2(name.constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_URI,
                                encryptedVfs()) == SQLITE_OK);
        CHECK_FALSE(guardEncryption(raw)); // it went through another VFS
        sqlite3_close(raw);
    }
    const WithFault fault(PlantedFault::AttachUnwatched);
    CHECK(escapes(statements[0]));
    CHECK(escapes(statements[2]));
}

TEST_CASE("parameters in a file's name change nothing", "[encryption]")
{
    for (const char *parameters : {"psow=0", "nolock=1", "cache=shared"}) {
        const Vault vault;
        const OpenableStore openable(vault.file, vault.key);
        sqlite3 *raw = nullptr;
        const QByteArray name = "file:" + vault.file.toUtf8() + "?" + parameters;
        REQUIRE(sqlite3_open_v2(name.constData(), &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_URI, encryptedVfs()) ==
                SQLITE_OK);
        REQUIRE(guardEncryption(raw));
        (void)sqlite3_exec(raw, ("PRAGMA journal_mode = WAL; " + makePeople + addPeople(1, 100)).c_str(), nullptr,
                           nullptr, nullptr);
        sqlite3_close(raw);
        INFO(parameters);
        CHECK(readableFiles(vault.folder.path()) == QStringList());
        auto connection = vault.open(Connection::Mode::Read);
        CHECK(isFine(*connection));
    }
    const Vault vault;
    {
        auto connection = vault.open();
        must(connection->execute(makePeople + addPeople(1, 100)));
    }
    auto immutable = vault.open(Connection::Mode::Immutable);
    CHECK(number(*immutable, "SELECT count(*) FROM person") == 100);
}

TEST_CASE("pages that SQLite never wrote are pages all the same", "[encryption]")
{
    const auto whole = [] {
        const Vault vault, target;
        {
            auto connection = vault.open();
            // Made and freed within one transaction: the pages exist, and were never worth writing.
            must(connection->execute("CREATE TABLE a (x); BEGIN; CREATE TABLE gone (x);"
                                     "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 400) "
                                     "INSERT INTO gone SELECT randomblob(3000) FROM n; CREATE TABLE b (x);"
                                     "INSERT INTO b VALUES (randomblob(9000)); DROP TABLE gone; COMMIT;"
                                     "PRAGMA wal_checkpoint(TRUNCATE)"));
        }
        auto source = vault.open();
        auto to = target.open();
        sqlite3_backup *backup = sqlite3_backup_init(to->handle(), "main", source->handle(), "main");
        REQUIRE(backup);
        const int code = sqlite3_backup_step(backup, -1); // reads every page, the free ones too
        (void)sqlite3_backup_finish(backup);
        return code == SQLITE_DONE && isFine(*to);
    };
    CHECK(whole());
}

TEST_CASE("temporary files hold nothing readable", "[encryption]")
{
    const auto leaks = [](Connection &connection) {
        // A sort and a TEMP table that do not fit into memory; unlinked files are read through the process's own list.
        must(connection.execute("PRAGMA temp_store = FILE; PRAGMA cache_size = -100;"
                                "CREATE TEMP TABLE t AS SELECT name, number, note FROM person;"
                                "BEGIN; UPDATE person SET note = note || 'x';"));
        bool readable = false;
        int seen = 0;
        const auto look = [&] {
            for (const QString &entry : QDir("/proc/self/fd"_q).entryList(QDir::Files | QDir::System)) {
                const QString target = QFile::symLinkTarget("/proc/self/fd/"_q + entry);
                if (!target.contains("etilqs"_q))
                    continue;
                QFile file("/proc/self/fd/"_q + entry);
                if (!file.open(QIODevice::ReadOnly))
                    continue;
                const QByteArray content = file.readAll();
                seen += content.isEmpty() ? 0 : 1;
                readable = readable || content.contains(plantedNumber);
            }
        };
        look();
        must(connection.each("SELECT name, number, note FROM person ORDER BY note || name", {}, [&](const Columns &) {
            look();
            return false;
        }));
        must(connection.execute("ROLLBACK"));
        CHECK(number(connection, "SELECT count(*) FROM t WHERE number = '341181195703070011'") == 6000);
        CHECK(seen > 0);
        return readable;
    };
    const Vault vault;
    auto connection = vault.open(Connection::Mode::Write, 200);
    must(connection->execute(makePeople + addPeople(1, 6000)));
    CHECK_FALSE(leaks(*connection));
    auto plain = Connection::open(vault.folder.path() + "/plain.db"_q, Connection::Mode::Write, 200);
    REQUIRE(plain);
    must((*plain)->execute(makePeople + addPeople(1, 6000)));
    CHECK(leaks(**plain)); // the look itself finds what is there
}

TEST_CASE("changes are carried from one encrypted store to another", "[encryption]")
{
    const Vault vault, other(CipherKind::XChaCha20Poly1305);
    auto from = vault.open(), to = other.open();
    for (auto *connection : {from.get(), to.get()})
        must(connection->execute("CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT)"));
    sqlite3_session *session = nullptr;
    REQUIRE(sqlite3session_create(from->handle(), "main", &session) == SQLITE_OK);
    REQUIRE(sqlite3session_attach(session, nullptr) == SQLITE_OK);
    must(from->execute("INSERT INTO person VALUES (1, '张守信'), (2, '李秀兰'); DELETE FROM person WHERE id = 2"));
    int size = 0;
    void *changes = nullptr;
    REQUIRE(sqlite3session_changeset(session, &size, &changes) == SQLITE_OK);
    sqlite3session_delete(session);
    const auto abort = [](void *, int, sqlite3_changeset_iter *) { return SQLITE_CHANGESET_ABORT; };
    CHECK(sqlite3changeset_apply(to->handle(), size, changes, nullptr, abort, nullptr) == SQLITE_OK);
    sqlite3_free(changes);
    CHECK(word(*to, "SELECT name FROM person") == u"张守信");
}
