// SPDX-License-Identifier: GPL-3.0-or-later
// In step is said only where it is so: rows that were changed behind the engine's back, at either side, are found,
// named and put right.
#include "core/sync/comparison.h"
#include "tests/hub/scoped_county.h"

#include <random>

using namespace yigong;

namespace {

struct ComparedCounty : ScopedCounty
{
    HubComparison comparison(Computer &device)
    {
        return {*device.store.db, [&device](const QByteArray &bytes) { return device.key.sign(bytes); },
                [this](const QByteArray &message) -> Result<SyncReply> {
                    const HubReply reply = hub.sync(message);
                    return SyncReply{reply.status, reply.body};
                }};
    }
    std::vector<Difference> differences(Computer &device, CompareBy by = CompareBy::Rows)
    {
        const auto found = comparison(device).run(by);
        REQUIRE(found);
        return found->differences;
    }
    /// A year of a village in small: residents with allergies and visits, some referred.
    void worksAWhile(int residents)
    {
        for (int i = 0; i < residents; ++i) {
            const Id resident = registers(village, "李芳");
            isAllergic(village, resident);
            const Id visit = visits(village, resident);
            if (i % 5 == 0)
                refers(village, resident, visit);
        }
        checkScopes();
    }
};

/// A cell of a synced table, and one bit of it turned.
struct TurnedBit
{
    QString table;
    Id record;
};

/// Turns one bit of one cell of a row that the stream's members name, past the guards.
TurnedBit turnsABit(TestStore &store, const char *members, std::mt19937 &dice)
{
    TurnedBit turned;
    REQUIRE(store.db->apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(total,
                   tx.number(std::string("SELECT count(DISTINCT record) FROM ") + members + " WHERE hash IS NOT NULL"));
        qint64 skip = std::uniform_int_distribution<qint64>(0, total - 1)(dice);
        int number = 0;
        YIGONG_TRY(tx.each(std::string("SELECT DISTINCT type, record FROM ") + members +
                               " WHERE hash IS NOT NULL ORDER BY record LIMIT 1 OFFSET ?",
                           {skip}, [&](const Columns &c) {
                               number = static_cast<int>(c.integer(0));
                               turned.record = c.id(1);
                           }));
        const RecordType &type = *tx.types().byNumber(number);
        turned.table = type.table();
        YIGONG_LET(row, tx.findRow(type, turned.record));
        std::vector<std::size_t> full;
        for (std::size_t i = 0; i < row->values.size(); ++i)
            if (row->values[i] != defaultOf(type.fields()[i].kind))
                full.push_back(i);
        const std::size_t at = full[std::uniform_int_distribution<std::size_t>(0, full.size() - 1)(dice)];
        Value value = row->values[at];
        const auto flip = [&dice](QByteArray bytes) {
            const auto bit = std::uniform_int_distribution<qsizetype>(0, bytes.size() * 8 - 1)(dice);
            bytes[bit / 8] = static_cast<char>(bytes[bit / 8] ^ (1 << (bit % 8)));
            return bytes;
        };
        if (auto *integer = std::get_if<qint64>(&value))
            *integer ^= qint64{1} << std::uniform_int_distribution<int>(0, 40)(dice);
        else if (auto *bytes = std::get_if<QByteArray>(&value))
            *bytes = flip(*bytes);
        else if (auto *text = std::get_if<QString>(&value))
            value = flip(text->toUtf8());
        const std::string column = "\"" + type.fields()[at].column.toStdString() + "\"";
        const std::string as = std::holds_alternative<QString>(row->values[at]) ? "CAST(? AS TEXT)" : "?";
        return tx
            .runUnguarded("UPDATE " + turned.table.toStdString() + " SET " + column + " = " + as + " WHERE id = ?",
                          {value, turned.record.bytes()})
            .transform([](int) {});
    }));
    return turned;
}

bool names(const ComparedCounty &c, const std::vector<Difference> &found, const TurnedBit &bit, Difference::Place place)
{
    return std::any_of(found.begin(), found.end(), [&](const Difference &d) {
        return c.hubStore.db->types().byNumber(d.type)->table() == bit.table && d.record == bit.record &&
               d.place == place;
    });
}

} // namespace

TEST_CASE("a store in step with the hub is found so, in a few messages whatever its size", "[compare]")
{
    ComparedCounty c;
    c.worksAWhile(40);
    for (Computer *d : c.laptops()) {
        const auto found = c.comparison(*d).run(CompareBy::Rows);
        REQUIRE(found);
        CHECK(found->differences.empty());
        CHECK(found->messages <= 1);
    }
    // News that have not been pulled are a difference; pulled, they are none.
    c.registers(c.village, "王强");
    REQUIRE(c.sync(c.village));
    CHECK(c.differences(c.township).size() == 1);
    REQUIRE(c.sync(c.township));
    CHECK(c.differences(c.township).empty());
}

TEST_CASE("a single bit turned in any row, at either side, is found, named and put right", "[compare]")
{
    ComparedCounty c;
    c.worksAWhile(30);
    const auto seed = GENERATE(1U, 2U, 3U, 4U, 5U, 6U);
    std::mt19937 dice(seed);
    for (int i = 0; i < 12; ++i) {
        const TurnedBit here = turnsABit(c.village.store, "stream_member", dice);
        INFO("here " << here.table.toStdString() << ' ' << here.record.text().toStdString() << " seed " << seed);
        auto found = c.comparison(c.village).run(CompareBy::Rows);
        REQUIRE(found);
        CHECK(found->differences.size() == 1);
        CHECK(names(c, found->differences, here, Difference::Place::Here));
        CHECK(found->messages <= 4);
        CHECK(*c.comparison(c.village).mend(*found) == 1);
        CHECK(c.differences(c.village).empty());
    }
    for (int i = 0; i < 12; ++i) {
        const TurnedBit there = turnsABit(c.hubStore, "hub_member", dice);
        INFO("hub " << there.table.toStdString() << ' ' << there.record.text().toStdString() << " seed " << seed);
        bool seen = false;
        for (Computer *d : c.laptops()) {
            const auto found = c.comparison(*d).run(CompareBy::Rows);
            REQUIRE(found);
            if (found->differences.empty())
                continue;
            seen = true;
            CHECK(names(c, found->differences, there, Difference::Place::Hub));
            CHECK(*c.comparison(*d).mend(*found) == 1);
        }
        CHECK(seen);
    }
    c.checkScopes();
}

TEST_CASE("a row that is gone from a table is missed, at either side", "[compare]")
{
    ComparedCounty c;
    c.worksAWhile(3);
    const Id resident = c.registers(c.village, "王强");
    c.checkScopes();
    const auto loses = [&](TestStore &store) {
        REQUIRE(store.db->apply(
            [&](Transaction &tx) { return tx.runUnguarded("DELETE FROM patient WHERE id = ?", {resident.bytes()}); }));
    };
    Difference expected{Patient::info.number, resident, Difference::What::Missing, Difference::Place::Here};
    SECTION("here")
    {
        loses(c.village.store);
        CHECK(c.differences(c.village) == std::vector{expected});
    }
    SECTION("at the hub")
    {
        loses(c.hubStore);
        expected.what = Difference::What::Differs;
        expected.place = Difference::Place::Hub;
        CHECK(c.differences(c.village) == std::vector{expected});
    }
    const auto found = c.comparison(c.village).run(CompareBy::Rows);
    CHECK(*c.comparison(c.village).mend(*found) == 1);
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.village, resident)->name == "王强"_q);
}

TEST_CASE("mending leaves what the hub has not answered, laid over what it sends again", "[compare]")
{
    ComparedCounty c;
    const Id resident = c.registers(c.village, "李芳");
    c.checkScopes();
    c.edits(c.village, resident, [](Patient &p) { p.phone = "13900000077"_q; });
    CHECK(c.differences(c.village).empty()); // it counts as what the hub last sent
    REQUIRE(c.village.store.db->apply([&](Transaction &tx) {
        return tx.runUnguarded("UPDATE remote_row SET body = X'A10162E5AD' WHERE id = ?", {resident.bytes()});
    }));
    const auto found = c.comparison(c.village).run(CompareBy::Rows);
    REQUIRE(found);
    REQUIRE(found->differences.size() == 1);
    CHECK(*c.comparison(c.village).mend(*found) == 1);
    CHECK(LittleCounty::seenBy(c.village, resident)->phone == "13900000077"_q);
    CHECK(c.count(c.village, "SELECT count(*) FROM act") == 2);
    c.checkScopes();
    CHECK(LittleCounty::seenBy(c.township, resident)->phone == "13900000077"_q);
}

TEST_CASE("a row that never arrived is noticed by the exchange itself, and named", "[compare]")
{
    ComparedCounty c;
    c.worksAWhile(3);
    const Instant matched = c.township.store.clock.now();
    REQUIRE(c.township.store.db->apply([](Transaction &tx) -> Result<void> { // as a program that skipped a row would
        YIGONG_TRY(tx.runUnguarded(
            "DELETE FROM allergy_intolerance WHERE id = (SELECT max(id) FROM allergy_intolerance)", {}));
        YIGONG_TRY(tx.run(
            "DELETE FROM stream_member WHERE type = 11 AND record NOT IN (SELECT id FROM allergy_intolerance)", {}));
        return tx.run("UPDATE stream_digest SET digest = zeroblob(16)", {}).transform([](int) {});
    }));
    c.timeGoesOn(60'000);
    REQUIRE(c.sync(c.township));
    const auto standing = *c.township.store.db->read([](const Snapshot &s) { return syncStanding(s); });
    CHECK(standing.lastMatched == matched);
    REQUIRE(standing.differences.size() == 1);
    CHECK(standing.differences.front().type == AllergyIntolerance::info.number);
    CHECK(standing.differences.front().what == Difference::What::Missing);
    const auto found = c.comparison(c.township).run(CompareBy::Rows);
    CHECK(*c.comparison(c.township).mend(*found) == 1);
    c.checkScopes();
}

TEST_CASE("a copy that is not what the hub once had is not taken back for a damaged row", "[compare]")
{
    ComparedCounty c;
    const Id resident = c.registers(c.village, "李芳");
    c.checkScopes();
    const auto body = [&](TestStore &store) {
        return *store.db->read([&](const Snapshot &s) -> Result<QByteArray> {
            YIGONG_LET(row, s.findRow(s.typeOf<Patient>(), resident));
            return canonicalForm(s.typeOf<Patient>(), *row);
        });
    };
    const auto offers = [&](const QByteArray &copy, qint64 version) {
        SyncRequest request;
        request.deviceNow = c.village.store.clock.now();
        request.lastNumber = 1;
        request.firstNumber = 2;
        request.previousHash = chainStart();
        request.pull = Pull::Nothing;
        request.offered.push_back({Patient::info.number, resident, version, copy, {}, {}});
        const HubReply reply = c.hub.sync(
            seal(c.village.id, encode(request), [&](const QByteArray &bytes) { return c.village.key.sign(bytes); }));
        CHECK(reply.status == 200);
    };
    const QByteArray whole = body(c.hubStore);
    REQUIRE(
        c.hubStore.db->apply([](Transaction &tx) { return tx.runUnguarded("UPDATE patient SET phone = '1'", {}); }));
    const QByteArray damaged = body(c.hubStore);
    offers(QByteArray(whole).replace("138", "139"), 1);
    offers(whole, 2);
    CHECK(body(c.hubStore) == damaged);
    offers(whole, 1);
    CHECK(body(c.hubStore) == whole);
}

TEST_CASE("with nothing to synchronise one small message goes and comes, and says that both match", "[compare]")
{
    ComparedCounty c;
    c.worksAWhile(5);
    for (Computer *d : c.laptops()) {
        int messages = 0;
        qsizetype bytes = 0;
        SyncSession session(
            *d->store.db, [d](const QByteArray &sealed) { return d->key.sign(sealed); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = c.hub.sync(message);
                ++messages;
                bytes += message.size() + reply.body.size();
                return SyncReply{reply.status, reply.body};
            });
        c.timeGoesOn(1'000);
        REQUIRE(session.run());
        CHECK(messages == 1);
        UNSCOPED_INFO("bytes " << bytes << ", streams " << c.count(*d, "SELECT count(*) FROM stream_cursor"));
        CHECK(bytes <= 2'048);
        CHECK(d->store.db->read([](const Snapshot &s) { return syncStanding(s); })->lastMatched ==
              d->store.clock.now());
    }
}
