// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient.h"
#include "core/sync/conflicts.h"
#include "core/sync/merge.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

enum Later
{
    AtHub,
    AtVillage
};
enum Asks
{
    Nobody,
    APerson
};

const RecordType &patientType()
{
    static const RecordType type = RecordType::of<Patient>();
    return type;
}

Value typed(const FieldInfo &field, const char *text)
{
    return valueFrom(field, QString::fromUtf8(text).replace(u'+', u'\n'));
}

} // namespace

TEST_CASE("a field that two sites changed settles by its rule", "[merge][patients]")
{
    struct Case
    {
        const char *story, *field, *base, *hub, *village, *now, *lost;
        Later later;
        Asks asks;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"only the village changed it",             "phone",       "138…01",     "138…01",     "139…77",     "139…77",     "",       AtHub,     Nobody},
        {"only the hub's side changed it",          "phone",       "138…01",     "137…09",     "137…09",     "137…09",     "",       AtHub,     Nobody},
        {"both changed the phone, village later",   "phone",       "138…01",     "137…09",     "139…77",     "139…77",     "137…09", AtVillage, Nobody},
        {"both changed the phone, hub's later",     "phone",       "138…01",     "137…09",     "139…77",     "137…09",     "139…77", AtHub,     Nobody},
        {"both changed the name, village later",    "name",        "李芳",       "李方",       "李芬",       "李方",       "李芬",   AtVillage, APerson},
        {"both made the same correction",           "name",        "李芳",       "李芬",       "李芬",       "李芬",       "",       AtVillage, Nobody},
        {"both changed the sex",                    "sex",         "0",          "1",          "2",          "1",          "2",      AtVillage, APerson},
        {"a birth date filled in by one",           "birth_date",  "",           "",           "1957-03-12", "1957-03-12", "",       AtHub,     Nobody},
        {"a birth date filled in by both",          "birth_date",  "",           "1957",       "1957-03-12", "1957",       "1957-03-12", AtVillage, APerson},
        {"an address cleared by the later",         "address",     "中街 8 号",   "后街 1 号",   "",           "",           "后街 1 号", AtVillage, Nobody},
        {"each found another disease",              "conditions",  "",           "hypertension","diabetes",  "diabetes+hypertension", "", AtHub, Nobody},
        {"one removed, the other added",            "conditions",  "copd",       "copd+stroke","",           "stroke",     "",       AtHub,     Nobody},
        {"a plain edit does not revive the dead",   "deceased_on", "2025-03-02", "2025-03-02", "",           "2025-03-02", "",       AtVillage, Nobody},
        {"the dead stay dead, unseen by the village", "deceased_on", "",         "2025-03-02", "",           "2025-03-02", "",       AtVillage, Nobody},
        {"two days of death",                       "deceased_on", "",           "2025-03-02", "2025-03-03", "2025-03-02", "2025-03-03", AtVillage, APerson},
        {"a wrong day of death is corrected",       "deceased_on", "2025-03-02", "2025-03-02", "2025-03-03", "2025-03-03", "",       AtHub,     Nobody},
        {"a death reported by one",                 "deceased_on", "",           "",           "2025-03-02", "2025-03-02", "",       AtHub,     Nobody},
        {"the source of a record never changes",    "source",      "",           "his-a",      "his-b",      "his-a",      "his-b",  AtVillage, Nobody},
    }));
    // clang-format on
    INFO(c.story);
    const FieldInfo &field =
        patientType().fields()[static_cast<std::size_t>(patientType().indexOf(QString::fromUtf8(c.field)))];
    const Value hub = typed(field, c.hub), village = typed(field, c.village);
    const MergedField merged =
        mergeField(field.merge, field.kind, typed(field, c.base), hub, village, c.later == AtVillage);
    CHECK(conflictText(merged.value) == conflictText(typed(field, c.now)));
    CHECK(merged.asks == (c.asks == APerson));
    // No edit vanishes: what does not stand is the loser of a clash, and a clash keeps both sides.
    CHECK(merged.clash == (QByteArray(c.lost) != ""));
    if (merged.clash)
        CHECK(conflictText(merged.deviceWon ? hub : village) == conflictText(typed(field, c.lost)));
}

TEST_CASE("a death is taken back by an act that does only that and knew of it", "[merge]")
{
    const RecordType &type = patientType();
    Row dead;
    dead.id = Id::fromKey("p");
    for (const FieldInfo &f : type.fields())
        dead.values.push_back(defaultOf(f.kind));
    const auto at = [&type](int field) { return static_cast<std::size_t>(type.indexOf(field)); };
    dead.values[at(19)] = "2025-03-02"_q;
    const FieldChange revival{19, "2025-03-02"_q, ""_q}, reason{10, ""_q, "同名误记"_q}, phone{8, ""_q, "138"_q};
    const auto merged = [&](std::vector<FieldChange> changes) {
        std::sort(changes.begin(), changes.end(), [](auto &a, auto &b) { return a.number < b.number; });
        const auto done =
            mergeOperation(type, dead, {10, 1, dead.id, OperationKind::Update, 1, changes}, [](int) { return true; });
        REQUIRE(done);
        return *done;
    };
    CHECK(merged({revival, reason}).row.values[at(19)] == Value(""_q));
    CHECK(merged({revival, reason}).clashes.empty());
    CHECK(merged({revival}).row.values[at(19)] == Value(""_q)); // a person who settles a conflict
    CHECK(merged({revival, reason, phone}).row.values[at(19)] == Value("2025-03-02"_q));
    // Of another day than the one that stands: a person is asked, and both are kept.
    const auto other = merged({{19, "2025-03-01"_q, ""_q}, reason});
    CHECK(other.row.values[at(19)] == Value("2025-03-02"_q));
    REQUIRE(other.clashes.size() == 1);
    CHECK(other.clashes.front().asks);
}

TEST_CASE("an insert of a record that is there merges field by field", "[merge]")
{
    const RecordType &type = patientType();
    Patient known;
    known.id = Id::fromKey("p");
    known.name = "李芳"_q;
    known.phone = "138"_q;
    Operation operation{type.number(), 1, known.id, OperationKind::Insert, 0, {}};
    operation.changes = {{1, {}, "李芳"_q}, {9, {}, "中街 8 号"_q}};
    const auto merged = mergeOperation(type, rowOf(known), operation, [](int) { return false; });
    REQUIRE(merged);
    CHECK(merged->clashes.empty());
    CHECK(recordOf<Patient>(merged->row).address == "中街 8 号"_q);
    CHECK(recordOf<Patient>(merged->row).phone == "138"_q);
}

TEST_CASE("what an act enters that a later one, heard before it, has changed: it is kept beside", "[merge]")
{
    // 李芳 → 李芬 → 李芳 again: a restored hub, which lost both, hears the second before the first.
    const RecordType &type = patientType();
    Patient there;
    there.id = Id::fromKey("p");
    there.name = "李芳"_q;
    Operation operation{type.number(), 1, there.id, OperationKind::Update, 1, {}};
    operation.changes = {{1, "李芳"_q, "李芬"_q}, {19, ""_q, "2025-03-01"_q}};
    const auto merged = [&](bool superseded) {
        const auto row = mergeOperation(
            type, rowOf(there), operation, [](int) { return true; }, [&](const FieldChange &) { return superseded; });
        REQUIRE(row);
        return *row;
    };
    const MergedRow late = merged(true);
    CHECK(recordOf<Patient>(late.row).name == "李芳"_q);
    CHECK(recordOf<Patient>(late.row).deceasedOn == PartialDate());
    REQUIRE(late.clashes.size() == 2);
    CHECK_FALSE(late.clashes[0].asks);
    CHECK_FALSE(late.clashes[0].deviceWon);
    CHECK(recordOf<Patient>(merged(false).row).name == "李芬"_q);
}

TEST_CASE("a field of a newer program is not guessed at", "[merge]")
{
    Operation operation{10, 1, Id::fromKey("p"), OperationKind::Update, 1, {{999, "a"_q, "b"_q}}};
    Patient known;
    known.id = operation.record;
    const auto merged = mergeOperation(patientType(), rowOf(known), operation, [](int) { return true; });
    REQUIRE_FALSE(merged);
    CHECK(merged.error().kind == ErrorKind::NeedsNewerProgram);
}

TEST_CASE("a conflict is open while a side was not seen by whoever settled it", "[sync][conflicts]")
{
    Conflict conflict;
    conflict.id = Id::fromKey("c");
    const auto side = [](const char *name, qint64 time) {
        ConflictValue v;
        v.id = Id::fromKey(name);
        v.value = QString::fromUtf8(name);
        v.time = time;
        return v;
    };
    const auto settled = [](const char *chosen, std::initializer_list<const char *> saw, qint64 time) {
        ConflictSettlement s;
        s.id = Id::fromKey(QByteArray("s") + QByteArray::number(time));
        s.chosen = QString::fromUtf8(chosen);
        QStringList ids;
        for (const char *name : saw)
            ids.append(Id::fromKey(name).text());
        s.saw = ids.join(u'\n');
        s.time = time;
        return s;
    };
    CHECK(foldConflict(conflict, {side("李芳", 1), side("李芬", 2)}, {}).open);
    const auto once =
        foldConflict(conflict, {side("李芳", 1), side("李芬", 2)}, {settled("李芬", {"李芳", "李芬"}, 3)});
    CHECK_FALSE(once.open);
    CHECK(once.chosen == "李芬"_q);
    CHECK(foldConflict(conflict, {side("李芳", 1), side("李芬", 2), side("李方", 5)},
                       {settled("李芬", {"李芳", "李芬"}, 3)})
              .open);
    const auto again = foldConflict(conflict, {side("李芳", 1), side("李芬", 2)},
                                    {settled("李芬", {"李芳", "李芬"}, 3), settled("李芳", {"李芳", "李芬"}, 4)});
    CHECK_FALSE(again.open);
    CHECK(again.chosen == "李芳"_q);
}
