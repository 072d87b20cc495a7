// SPDX-License-Identifier: GPL-3.0-or-later
#define SQLITE_ENABLE_SESSION // Debian builds them in; its header shows them only when asked
#define SQLITE_ENABLE_PREUPDATE_HOOK
#include "core/patients/patient.h"
#include "core/store/cbor.h"
#include "core/store/migrations.h"
#include "tests/support/store.h"
#include <sqlite3.h>

#include <QFile>
#include <SQLiteCpp/SQLiteCpp.h>
#include <map>
#include <set>

using namespace yigong;

namespace {

Patient lifang()
{
    Patient p;
    p.name = "李芳"_q;
    p.sex = Sex::Female;
    p.birthDate = *PartialDate::parse(u"1957-03-12");
    p.phone = "13800000001"_q;
    p.conditions = {"hypertension"_q};
    return p;
}

std::vector<Act> actsOf(Database &db)
{
    auto acts = db.read([](const Snapshot &s) -> Result<std::vector<Act>> {
        std::vector<Act> found;
        YIGONG_TRY(s.each("SELECT number, body FROM act ORDER BY number", {},
                          [&](const Columns &c) { found.push_back(*decodeAct(Id{}, c.integer(0), c.bytes(1))); }));
        return found;
    });
    REQUIRE(acts);
    return *acts;
}

} // namespace

TEST_CASE("a written record is read back the same, also after closing", "[store]")
{
    TestStore store;
    auto id = store.db->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    REQUIRE(id);
    store.open();
    const auto found = store.db->read([&](const Snapshot &s) { return s.get<Patient>(*id); });
    REQUIRE(found);
    CHECK(found->name == "李芳"_q);
    CHECK(found->birthDate.text() == "1957-03-12"_q);
    CHECK(found->conditions == QStringList{"hypertension"_q});
}

TEST_CASE("each commit is one act, chained, and an edit carries before and after", "[store]")
{
    TestStore store;
    auto id = store.db->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    REQUIRE(id);
    const auto changed = store.db->write(store.actor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(*id));
        Patient after = before;
        after.phone = "13900000077"_q;
        return tx.update(before, after);
    });
    REQUIRE(changed);
    CHECK(*changed);
    const auto acts = actsOf(*store.db);
    REQUIRE(acts.size() == 2);
    REQUIRE(acts[1].operations.size() == 1);
    REQUIRE(acts[1].operations[0].changes.size() == 1);
    CHECK(acts[1].operations[0].changes[0].number == 8);
    CHECK(std::get<QString>(acts[1].operations[0].changes[0].before) == "13800000001"_q);
    CHECK(std::get<QString>(acts[1].operations[0].changes[0].after) == "13900000077"_q);
    CHECK(acts[0].time < acts[1].time);
}

TEST_CASE("a refused write leaves neither row nor operation", "[store]")
{
    TestStore store;
    const auto refused = store.db->write(store.actor, [](Transaction &tx) -> Result<Id> {
        YIGONG_TRY(tx.insert(lifang()));
        return fail(ErrorKind::WrongState);
    });
    CHECK_FALSE(refused);
    CHECK(actsOf(*store.db).empty());
    CHECK(store.db->read([](const Snapshot &s) { return s.number("SELECT count(*) FROM patient"); }) == 0);
}

TEST_CASE("an edit made on a page that is out of date does not write over what it did not show", "[store]")
{
    TestStore store;
    auto id = store.db->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    REQUIRE(id);
    const Patient shown = *store.db->read([&](const Snapshot &s) { return s.get<Patient>(*id); });
    Patient meanwhile = shown;
    meanwhile.phone = "13700000009"_q;
    REQUIRE(store.db->write(store.actor, [&](Transaction &tx) { return tx.update(shown, meanwhile); }));
    Patient typed = shown;
    typed.phone = "13900000077"_q;
    const auto refused = store.db->write(store.actor, [&](Transaction &tx) { return tx.update(shown, typed); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::ChangedMeanwhile);
    CHECK(refused.error().args == QStringList{"13700000009"_q});
    typed.phone = shown.phone;
    typed.address = "中街 8 号"_q; // another field goes through
    CHECK(store.db->write(store.actor, [&](Transaction &tx) { return tx.update(shown, typed); }));
}

TEST_CASE("only a Transaction writes a synced table", "[store]")
{
    TestStore store;
    auto id = store.db->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    REQUIRE(id);
    for (const char *sql :
         {"UPDATE patient SET name = 'x'", "DELETE FROM patient", "INSERT INTO patient (id) VALUES (x'00')",
          "INSERT OR REPLACE INTO patient (rid, id) VALUES (1, x'01')"}) {
        INFO(sql);
        CHECK_FALSE(store.db->write(store.actor, [&](Transaction &tx) { return tx.run(sql, {}); }));
        auto other = Connection::open(store.db->file(), Connection::Mode::Write, 1024, store.key);
        REQUIRE(other);
        CHECK_FALSE((*other)->execute(sql));
    }
    CHECK(store.db->read([&](const Snapshot &s) { return s.get<Patient>(*id); })->name == "李芳"_q);
}

TEST_CASE("every record type stands in the migrated schema as declared", "[store]")
{
    TestStore store;
    std::set<int> numbers;
    for (const RecordType &type : store.db->types().all()) {
        INFO(type.table().toStdString());
        CHECK(numbers.insert(type.number()).second);
        std::map<QString, std::pair<QString, QString>> columns;
        REQUIRE(store.db->read([&](const Snapshot &s) {
            return s.each("SELECT name, type, ifnull(dflt_value, '') FROM pragma_table_info('" +
                              type.table().toStdString() + "')",
                          {}, [&](const Columns &c) {
                              columns[c.text(0)] = {c.text(1), c.text(2)};
                          });
        }));
        CHECK(columns.size() == type.fields().size() + 4); // rid, id, _version, _unknown
        std::set<int> fieldNumbers;
        for (const FieldInfo &f : type.fields()) {
            INFO(f.column.toStdString());
            CHECK(fieldNumbers.insert(f.number).second);
            REQUIRE(columns.count(f.column) == 1);
            const auto expected = f.kind == ValueKind::Integer ? std::pair{"INTEGER"_q, "0"_q}
                                  : f.kind == ValueKind::Bytes ? std::pair{"BLOB"_q, ""_q}
                                                               : std::pair{"TEXT"_q, "''"_q};
            CHECK(columns[f.column] == expected);
            if (type.isInsertOnly())
                CHECK(f.merge == Merge::Fixed);
        }
    }
}

TEST_CASE("nothing that changes a synced table escapes the change log", "[store]")
{
    // The session extension is the oracle: it sees what SQLite changed, whoever asked for it.
    TestStore store;
    int seen = 0;
    const auto done = store.db->write(store.actor, [&](Transaction &tx) -> Result<void> {
        sqlite3_session *session = nullptr;
        REQUIRE(sqlite3session_create(tx.connection().handle(), "main", &session) == SQLITE_OK);
        for (const RecordType &type : tx.types().all())
            sqlite3session_attach(session, type.table().toUtf8().constData());
        for (int i = 0; i < 20; ++i) {
            YIGONG_LET(id, tx.insert(lifang()));
            YIGONG_LET(before, tx.get<Patient>(id));
            Patient after = before;
            after.phone = QString::number(i);
            if (i % 2)
                YIGONG_TRY(tx.update(before, after));
        }
        int size = 0;
        void *changes = nullptr;
        sqlite3session_changeset(session, &size, &changes);
        sqlite3_changeset_iter *at = nullptr;
        sqlite3changeset_start(&at, size, changes);
        while (sqlite3changeset_next(at) == SQLITE_ROW)
            ++seen;
        sqlite3changeset_finalize(at);
        sqlite3_free(changes);
        sqlite3session_delete(session);
        return {};
    });
    REQUIRE(done);
    std::set<Id> logged;
    for (const Act &act : actsOf(*store.db))
        for (const Operation &operation : act.operations)
            logged.insert(operation.record);
    CHECK(seen == 20);
    CHECK(logged.size() == 20);
}

TEST_CASE("fields of a newer program survive", "[store]")
{
    const RecordType type = RecordType::of<Patient>();
    Row row = rowOf(lifang());
    row.id = Id::fromKey("x");
    row.unknown = writeFieldMap({{qint64{99}, QStringLiteral("new")}});
    const auto back = rowFromCanonical(type, row.id, canonicalForm(type, row));
    REQUIRE(back);
    CHECK(back->unknown == row.unknown);
    CHECK(back->values == row.values);
}

TEST_CASE("a second program is told who writes the store, and can still read it", "[store]")
{
    TestStore store;
    auto id = store.db->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    StoreOptions options;
    options.folder = store.folder.path();
    options.key = store.key;
    auto second = Database::open(options, allRecordTypes(), store.clock);
    REQUIRE(second);
    REQUIRE((*second)->whyReadOnly());
    CHECK((*second)->whyReadOnly()->kind == ErrorKind::StoreHeldByOther);
    CHECK((*second)->read([&](const Snapshot &s) { return s.get<Patient>(*id); })->name == "李芳"_q);
    const auto refused = (*second)->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    REQUIRE_FALSE(refused);
    CHECK(refused.error().kind == ErrorKind::StoreHeldByOther);
}

TEST_CASE("a store of a newer program, a damaged file and a missing folder are each said", "[store]")
{
    TestStore store;
    const QString path = store.db->file();
    store.db.reset();
    StoreOptions options;
    options.folder = store.folder.path();
    options.key = store.key;
    SECTION("newer")
    {
        REQUIRE(
            (*Connection::open(path, Connection::Mode::Write, 1024, store.key))->execute("PRAGMA user_version = 999"));
        CHECK(Database::open(options, allRecordTypes(), store.clock).error().kind == ErrorKind::StoreNewer);
    }
    SECTION("damaged")
    {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadWrite));
        file.seek(keyBlockSize + 150); // within the first page
        file.write(QByteArray(200, 'x'));
        file.close();
        CHECK(Database::open(options, allRecordTypes(), store.clock).error().kind == ErrorKind::StoreDamaged);
    }
    SECTION("locked")
    {
        options.key.reset();
        CHECK(Database::open(options, allRecordTypes(), store.clock).error().kind == ErrorKind::StoreLocked);
    }
    SECTION("missing")
    {
        options.folder += "/no"_q;
        CHECK(Database::open(options, allRecordTypes(), store.clock).error().kind == ErrorKind::StoreMissing);
    }
}

TEST_CASE("a long background job lets a person's write go first", "[store]")
{
    TestStore store;
    std::vector<QFuture<Result<Id>>> background;
    for (int i = 0; i < 50; ++i)
        background.push_back(store.db->writeLater(
            store.actor, [](Transaction &tx) { return tx.insert(lifang()); }, Urgency::Background));
    const auto person = store.db->write(store.actor, [](Transaction &tx) { return tx.insert(lifang()); });
    REQUIRE(person);
    const bool allDone = std::all_of(background.begin(), background.end(), [](auto &f) { return f.isFinished(); });
    CHECK_FALSE(allDone);
    for (auto &f : background)
        f.waitForFinished();
}
