// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/followups/follow_up.h"
#include "core/patients/allergies.h"
#include "core/patients/file_completeness.h"
#include "core/patients/resident_file.h"
#include "core/patients/residents.h"
#include "tests/support/county.h"

using namespace yigong;

namespace {

struct FileCounty : CountyStore
{
    Id full = addResident("满项", wangzhuang), half = addResident("半项", wangzhuang);
    Id child = putChild(), dead = addResident("已故", wangzhuang), away = addResident("外出", wangzhuang);

    FileCounty()
    {
        change(dead, [](Patient &p) { p.deceasedOn = PartialDate(QDate(2025, 1, 1)); });
        change(away, [](Patient &p) { p.leftOn = QDate(2025, 1, 1); });
        change(full, [](Patient &p) {
            p.recordNumber = "34118100300100001"_q;
            p.address = "王庄 1 号"_q;
            p.noIdReason = "遗失"_q;
            p.ethnicity = "01"_q;
            p.bloodType = BloodType::Unclear;
        });
        fill(full);
    }
    Id putChild()
    {
        const Id id = addResident("小宝", wangzhuang);
        change(id, [](Patient &p) { p.birthDate = PartialDate(QDate(2021, 6, 1)); });
        return id;
    }
    void change(Id id, const std::function<void(Patient &)> &how)
    {
        REQUIRE(write(villageDoctor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(id));
            Patient after = before;
            how(after);
            return tx.update(before, after);
        }));
    }
    /// The first option of everything, and words where it asks for words.
    void fill(Id id, const QString &leaveOut = {})
    {
        REQUIRE(write(villageDoctor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, residentFileOf(tx, id));
            ResidentFile after = before;
            for (const BasicField &field : basicFields()) {
                if (field.isOfPatient() || field.isFixed || field.columnText() == leaveOut)
                    continue;
                if (!field.options.empty())
                    YIGONG_TRY(setField(after, field, QString::number(field.options.front().number)));
                else if (field.kind == BasicKind::Text || field.kind == BasicKind::Number)
                    YIGONG_TRY(setField(after, field, "13800000000"_q));
            }
            return saveResidentFile(tx, before, after);
        }));
    }
    FileFigures figures(QDate day = {2025, 5, 13})
    {
        const auto made = read([&](const Snapshot &s) { return fileFigures(s, villageDoctor, wangzhuang.id, day); });
        REQUIRE(made);
        return *made;
    }
    QStringList lacking(const QString &item)
    {
        const auto page = read([&](const Snapshot &s) {
            return residentPage(s, villageDoctor, {wangzhuang.id, {}, item, ResidentOrder::Name}, 0, 50);
        });
        REQUIRE(page);
        QStringList names;
        for (const Resident &one : *page)
            names.append(one.patient.name);
        return names;
    }
    QStringList missingOf(Id id)
    {
        const auto items = read([&](const Snapshot &s) -> Result<QStringList> {
            YIGONG_LET(file, residentFileOf(s, id));
            YIGONG_LET(rules, FileRules::of(s));
            return missingItems(file, rules, civilDay(s.now()));
        });
        REQUIRE(items);
        return *items;
    }
    void sees(Id patient, const char *when)
    {
        Encounter visit;
        visit.patient = patient;
        visit.site = wangzhuang.id;
        visit.start = Instant::fromIso(QString::fromLatin1(when));
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return tx.insert(visit); }));
    }
};

} // namespace

TEST_CASE("a file is complete where nothing that is required is empty", "[patients][files]")
{
    FileCounty c;
    CHECK(c.missingOf(c.full).isEmpty());
    const QStringList half = c.missingOf(c.half);
    CHECK(half.contains("residency"_q));
    CHECK(half.contains("id_number"_q));
    CHECK(half.contains("no_drug_allergies"_q));
    CHECK_FALSE(half.contains("phone"_q));
    CHECK_FALSE(half.contains("workplace"_q));                 // not everybody has one
    CHECK_FALSE(c.missingOf(c.child).contains("residency"_q)); // 0-6: the cover alone
    CHECK(c.missingOf(c.child).contains("address"_q));

    const FileFigures figures = c.figures();
    CHECK(figures.files == 3); // who has died or left is in no figure
    CHECK(figures.filled == 1);
    CHECK(figures.complete == 1);
    CHECK(figures.missing.at("residency"_q) == 1);
    CHECK(figures.missing.at("address"_q) == 2);
    CHECK(c.lacking("residency"_q) == QStringList{"半项"_q});
    CHECK(c.lacking("any"_q).size() == 2);
    CHECK(c.lacking("horoscope"_q).isEmpty());

    c.fill(c.half, "water"_q);
    CHECK(c.lacking("water"_q) == QStringList{"半项"_q});
    CHECK(c.lacking("fuel"_q).isEmpty());
}

TEST_CASE("the list and the single file agree on what is missing", "[patients][files]")
{
    FileCounty c;
    c.fill(c.half, "marriage"_q);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) {
        return recordAllergy(tx, {c.child, "A25"_q, "海鲜"_q, {}, {}});
    }));
    for (const BasicField &field : basicFields()) {
        if (!field.required)
            continue;
        INFO(field.column);
        const QStringList listed = c.lacking(field.columnText());
        for (const auto &[id, name] :
             {std::pair{c.full, "满项"_q}, std::pair{c.half, "半项"_q}, std::pair{c.child, "小宝"_q}})
            CHECK(listed.contains(name) == c.missingOf(id).contains(field.columnText()));
    }
}

TEST_CASE("a recorded drug allergy answers the question, a food's does not", "[patients][files]")
{
    FileCounty c;
    const auto isAllergic = [&](const char *code, const char *substance) {
        REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) {
            return recordAllergy(tx, {c.half, QString::fromLatin1(code), QString::fromUtf8(substance), {}, {}});
        }));
    };
    isAllergic("A25", "海鲜");
    CHECK(c.lacking("no_drug_allergies"_q) == QStringList{"半项"_q});
    isAllergic("", "青霉素");
    CHECK(c.lacking("no_drug_allergies"_q).isEmpty());
    CHECK_FALSE(c.missingOf(c.half).contains("no_drug_allergies"_q));
}

TEST_CASE("a file is in use where a service was recorded within the year", "[patients][files]")
{
    struct Case
    {
        const char *story, *seen;
        bool byCalendarYear;
        qint64 current;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"today",                                   "2025-05-13T09:00:00+08:00", false, 1},
        {"twelve months ago and a day less",        "2024-05-14T00:30:00+08:00", false, 1},
        {"a day over a year ago",                   "2024-05-13T23:30:00+08:00", false, 0},
        {"last December, by the calendar year",     "2024-12-31T10:00:00+08:00", true,  0},
        {"this January, by the calendar year",      "2025-01-01T00:10:00+08:00", true,  1},
        {"tomorrow",                                "2025-05-14T00:10:00+08:00", false, 0},
    }));
    // clang-format on
    INFO(c.story);
    FileCounty county;
    if (c.byCalendarYear) {
        const Actor director = county.addStaff("何建国", county.county, StaffRole::CountyManager);
        REQUIRE(county.write(director, [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(rules, FileRules::of(tx));
            rules.byCalendarYear = true;
            return setFileRules(tx, rules);
        }));
    }
    county.sees(county.half, c.seen);
    county.sees(county.dead, c.seen);
    CHECK(county.figures().current == c.current);
}

TEST_CASE("a follow-up keeps a file in use, also one under the other id of the person", "[patients][files]")
{
    FileCounty c;
    FollowUp form;
    form.patient = c.half;
    form.site = c.wangzhuang.id;
    form.visitDate = {2025, 3, 1};
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return tx.insert(form); }));
    CHECK(c.figures().current == 1);
    c.change(c.half, [&](Patient &p) { p.mergedInto = c.full; });
    CHECK(c.figures().files == 2);
    CHECK(c.figures().current == 1);
}

TEST_CASE("a county says itself what its files must hold", "[patients][files]")
{
    FileCounty c;
    const Actor director = c.addStaff("何建国", c.county, StaffRole::CountyManager);
    const auto require = [&](const Actor &who, const QStringList &columns) {
        return c.write(who, [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(rules, FileRules::of(tx));
            rules.required = columns;
            return setFileRules(tx, rules);
        });
    };
    CHECK(require(c.villageDoctor, {"phone"_q}).error().kind == ErrorKind::Forbidden);
    CHECK(require(director, {"horoscope"_q}).error().kind == ErrorKind::Invalid);
    REQUIRE(require(director, {"phone"_q, "workplace"_q}));
    CHECK(c.missingOf(c.half) == QStringList{"workplace"_q});
    CHECK(c.figures().missing.size() == 2);
}
