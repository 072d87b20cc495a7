// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/inventory/stock.h"
#include "core/referrals/referral_desk.h"
#include "core/reports/report.h"
#include "core/reports/report_words.h"
#include "tests/support/county.h"

#include <map>
#include <random>

using namespace yigong;

namespace {

Instant at(const char *local)
{
    return Instant::fromIso(QString::fromLatin1(local));
}

struct ReportCounty : CountyStore
{
    ReportTable report(const char *name, QDate from, QDate to)
    {
        const ReportRequest request{QString::fromLatin1(name), from, to, liuhe.id};
        const auto made = read([&](const Snapshot &s) { return runReport(s, manager, request, clock.now()); });
        REQUIRE(made);
        return *made;
    }
    Id visit(const Site &where, const char *when, int lines, Id amends = {})
    {
        Encounter e;
        e.site = where.id;
        e.patient = Id::fromKey("somebody");
        e.start = at(when);
        e.amends = amends;
        const auto id = write(villageDoctor, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(made, tx.insert(e));
            for (int i = 0; i < lines; ++i) {
                MedicationRequest line;
                line.encounter = made;
                line.site = where.id;
                line.authored = e.start;
                YIGONG_TRY(tx.insert(line));
            }
            return made;
        });
        REQUIRE(id);
        return *id;
    }
    void heardOf(const Site &who, const char *when)
    {
        REQUIRE(db->apply([&](Transaction &tx) {
            return tx.setLocal(QStringLiteral("contact/") + who.id.text(), qint64{at(when).ms});
        }));
    }
};

qint64 figure(const ReportTable &table, const Site &site, const char *key, const char *month = nullptr)
{
    const auto columnOf = [&](const char *k) {
        for (std::size_t i = 0; i < table.columns.size(); ++i)
            if (table.columns[i].key == QLatin1String(k))
                return i;
        FAIL("no column " << k);
        return std::size_t{0};
    };
    qint64 sum = 0;
    for (const ReportRow &row : table.rows)
        if (row.site == site.id && (!month || row.cells[columnOf("month")] == Value{QString::fromLatin1(month)}))
            sum += ValueOf<qint64>::from(row.cells[columnOf(key)]);
    return sum;
}

qint64 total(const ReportTable &table, const char *key)
{
    for (std::size_t i = 0; i < table.columns.size(); ++i)
        if (table.columns[i].key == QLatin1String(key))
            return ValueOf<qint64>::from(table.totals[i]);
    return -1;
}

} // namespace

TEST_CASE("a visit counts in the month of the county's clock, where it took place, an amended one once", "[reports]")
{
    ReportCounty c;
    const Id first = c.visit(c.wangzhuang, "2025-04-30T23:59", 2);
    c.visit(c.wangzhuang, "2025-05-01T00:01", 0); // still April by UTC
    c.visit(c.donghe, "2025-05-13T09:00", 1);
    c.visit(c.nanpo, "2025-05-13T09:00", 1); // another township's
    const Id amended = c.visit(c.wangzhuang, "2025-05-02T10:00", 1, first);
    c.visit(c.wangzhuang, "2025-05-03T10:00", 3, amended);
    const ReportTable table = c.report("activity", {2025, 4, 1}, {2025, 5, 13});
    CHECK(table.rows.size() == 6); // 柳河镇 and its two villages, two months
    CHECK(figure(table, c.wangzhuang, "visits", "2025-04") == 1);
    CHECK(figure(table, c.wangzhuang, "visits", "2025-05") == 1);
    CHECK(figure(table, c.wangzhuang, "prescriptions", "2025-04") == 1);
    CHECK(figure(table, c.wangzhuang, "prescriptionLines", "2025-04") == 3); // the latest amendment's
    CHECK(figure(table, c.wangzhuang, "prescriptionLines", "2025-05") == 0);
    CHECK(figure(table, c.donghe, "prescriptions", "2025-05") == 1);
    CHECK(total(table, "visits") == 3);
    CHECK(total(table, "prescriptionLines") == 4);
    CHECK(c.report("activity", {2025, 5, 1}, {2025, 5, 1}).rows.size() == 3);
    CHECK(total(c.report("activity", {2025, 5, 1}, {2025, 5, 1}), "visits") == 1);
}

TEST_CASE("the figures are those of an independent count", "[reports]")
{
    ReportCounty c;
    std::mt19937 random{7};
    const auto below = [&random](unsigned n) { return static_cast<int>(random() % n); };
    const std::vector<const Site *> sites{&c.wangzhuang, &c.donghe, &c.liuhe};
    std::vector<Id> roots;
    for (int i = 0; i < 120; ++i) {
        const auto day = QDate(2025, 1, 1).addDays(below(150)).toString(Qt::ISODate) + QStringLiteral("T12:00");
        const Id amends = !roots.empty() && below(5) == 0 ? roots[random() % roots.size()] : Id{};
        const Id made = c.visit(*sites[random() % 3], day.toLatin1().constData(), below(4), amends);
        if (amends.isNone())
            roots.push_back(made);
    }
    const QDate from(2025, 2, 10), to(2025, 5, 5);
    // Counted from the records one by one, without SQL.
    std::map<std::pair<Id, QString>, std::pair<qint64, qint64>> visitsAndLines;
    const auto encounters = *c.read([](const Snapshot &s) { return s.select<Encounter>("ORDER BY id"); });
    const auto lines = *c.read([](const Snapshot &s) { return s.select<MedicationRequest>("ORDER BY id"); });
    for (const Encounter &e : encounters) {
        const QDate day = civilDay(e.start);
        if (!e.amends.isNone() || day < from || day > to)
            continue;
        Id latest = e.id;
        for (const Encounter &other : encounters) // ids are in order of time
            if (other.amends == e.id)
                latest = other.id;
        auto &[visits, prescribed] = visitsAndLines[{e.site, day.toString(QStringLiteral("yyyy-MM"))}];
        visits += 1;
        for (const MedicationRequest &line : lines)
            prescribed += line.encounter == latest ? 1 : 0;
    }
    const ReportTable table = c.report("activity", from, to);
    for (const Site *site : sites)
        for (const char *month : {"2025-02", "2025-03", "2025-04", "2025-05"}) {
            INFO(site->name.toStdString() << ' ' << month);
            const auto &[visits, prescribed] = visitsAndLines[{site->id, QString::fromLatin1(month)}];
            CHECK(figure(table, *site, "visits", month) == visits);
            CHECK(figure(table, *site, "prescriptionLines", month) == prescribed);
        }
    qint64 drawn = 0;
    for (const auto &series : table.charts[0].series)
        for (const qint64 value : series.values)
            drawn += value;
    CHECK(drawn == total(table, "visits"));
}

TEST_CASE("a report says which villages it lacks and since when", "[reports]")
{
    ReportCounty c; // the store is 王庄's own
    c.heardOf(c.liuhe, "2025-05-13T09:42");
    c.heardOf(c.donghe, "2025-05-10T18:06");
    const ReportTable table = c.report("activity", {2025, 5, 1}, {2025, 5, 31});
    CHECK(table.coverage.villages == 2);
    CHECK(table.coverage.villagesReported == 1);
    REQUIRE(table.coverage.missing.size() == 1);
    CHECK(table.coverage.missing[0].name == "东河村卫生室"_q);
    CHECK(coverageSentence(table.coverage, c.clock.now(), ReportLanguage::English) ==
          "1 of 2 villages reported; 东河村卫生室 last seen 3 days ago."_q);
    CHECK(coverageSentence(table.coverage, c.clock.now(), ReportLanguage::Chinese) ==
          "2 个村报了 1 个。缺 东河村卫生室：3 天前最后联机。"_q);
    for (const ReportRow &row : table.rows)
        CHECK(row.incomplete == (row.site == c.donghe.id));
    // Heard after the end of April, so April is whole.
    CHECK(c.report("activity", {2025, 4, 1}, {2025, 4, 30}).coverage.isComplete());
}

TEST_CASE("at the hub a site is as late as its latest laptop, and one without any was never seen", "[reports]")
{
    ReportCounty c;
    const auto device = [&](const char *name, const Site &site, const char *lastContact, bool revoked = false) {
        REQUIRE(c.db->apply([&](Transaction &tx) {
            return tx.run("INSERT INTO hub_device (id, site, letter, public_key, last_contact, revoked) "
                          "VALUES (?, ?, 'A', x'00', ?, ?)",
                          {Id::fromKey(name).bytes(), site.id.bytes(), qint64{at(lastContact).ms}, qint64{revoked}});
        }));
    };
    device("county", c.county, "2025-05-13T10:00");
    device("wangzhuang 1", c.wangzhuang, "2025-05-13T10:00");
    device("wangzhuang 2", c.wangzhuang, "2025-05-08T10:00");
    device("donghe 1", c.donghe, "2025-05-13T10:00");
    device("donghe, in its box", c.donghe, "");
    device("donghe, stolen", c.donghe, "2024-01-01T10:00", true);
    const ReportTable table = c.report("activity", {2025, 5, 1}, {2025, 5, 13});
    REQUIRE(table.coverage.missing.size() == 2);
    CHECK(table.coverage.missing[0].site == c.liuhe.id); // never before late
    CHECK(table.coverage.missing[0].lastSeen.isNone());
    CHECK(table.coverage.missing[1].site == c.wangzhuang.id);
    CHECK(civilDay(table.coverage.missing[1].lastSeen) == QDate(2025, 5, 8));
}

TEST_CASE("referrals are counted from both ends: sent, answered in time, returned, closed", "[reports]")
{
    ReportCounty c;
    const Id patient = c.addResident("李秀兰", c.wangzhuang);
    const auto sends = [&](ReferralUrgency urgency) {
        ReferralDraft draft{patient, {}, c.county.id, urgency, "胸痛"_q, {}, {}, {}, {}, "无"_q};
        const auto sent = c.write(c.villageDoctor, [&](Transaction &tx) { return sendReferral(tx, draft); });
        REQUIRE(sent);
        return sent->id;
    };
    const auto accepts = [&](Id referral) {
        REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return acceptReferral(tx, referral, {}, {}, {}); }));
    };
    const Id soon = sends(ReferralUrgency::Soon), emergency = sends(ReferralUrgency::Emergency);
    const Id routine = sends(ReferralUrgency::Routine), refused = sends(ReferralUrgency::Routine);
    c.hoursPass(1);
    accepts(soon);
    accepts(emergency); // 45 minutes late
    c.hoursPass(8);
    accepts(routine);
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return rejectReferral(tx, refused, "无床"_q); }));
    REQUIRE(c.write(c.countyDoctor, [&](Transaction &tx) { return returnDown(tx, soon, {"心绞痛"_q, {}, {}, {}}); }));
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return closeReferral(tx, soon, {}); }));
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return closeReferral(tx, refused, {}); }));

    const ReportTable table = c.report("referrals", {2025, 5, 1}, {2025, 5, 31});
    CHECK(figure(table, c.wangzhuang, "sent") == 4);
    CHECK(figure(table, c.wangzhuang, "accepted") == 3);
    CHECK(figure(table, c.wangzhuang, "acceptedInTime") == 2);
    CHECK(figure(table, c.wangzhuang, "medianHours") == 60); // of 60, 60 and 540 minutes
    CHECK(figure(table, c.wangzhuang, "rejected") == 1);
    CHECK(figure(table, c.wangzhuang, "arrived") == 1);
    CHECK(figure(table, c.wangzhuang, "returned") == 1);
    CHECK(figure(table, c.wangzhuang, "closed") == 1);
    CHECK(figure(table, c.donghe, "sent") == 0);
    CHECK(total(table, "medianHours") == 60);
    const ReportTable activity = c.report("activity", {2025, 5, 1}, {2025, 5, 31});
    CHECK(figure(activity, c.wangzhuang, "referralsSent", "2025-05") == 4);
    CHECK(figure(activity, c.wangzhuang, "referralsReturned", "2025-05") == 1);
}

TEST_CASE("stock is shown as the ledger stands, with its value and what expires", "[reports]")
{
    ReportCounty c;
    const auto batch = [&](const char *lot, QDate expiry, qint64 received, qint64 dispensed) {
        StockBatch b;
        b.site = c.wangzhuang.id;
        b.drug = "D0001"_q;
        b.lot = QString::fromLatin1(lot);
        b.expiry = expiry;
        b.id = StockBatch::idOf(b.site, b.drug, b.lot, b.expiry);
        b.unitsPerPack = 24;
        b.packCost = {1250};
        REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) -> Result<void> {
            YIGONG_TRY(tx.insert(b));
            for (const auto &[kind, units] : {std::pair{StockDocumentKind::Receipt, received},
                                              std::pair{StockDocumentKind::Dispense, -dispensed}}) {
                StockDocument document;
                document.site = b.site;
                document.kind = kind;
                document.at = tx.now();
                YIGONG_LET(id, tx.insert(document));
                StockMovement movement;
                movement.document = id;
                movement.site = b.site;
                movement.batch = b.id;
                movement.drug = b.drug;
                movement.account = StockAccount::Store;
                movement.quantity = {units};
                movement.at = tx.now();
                movement.device = tx.origin().device;
                movement.number = tx.origin().number;
                YIGONG_TRY(tx.append(movement));
            }
            return {};
        }));
    };
    batch("240608", {2025, 5, 31}, 48, 6);
    batch("250101", {2027, 1, 1}, 240, 0);
    batch("230101", {2025, 4, 30}, 24, 0);
    const ReportTable table = c.report("stock", {2025, 5, 1}, {2025, 5, 31});
    REQUIRE(table.rows.size() == 1);
    CHECK(figure(table, c.wangzhuang, "received") == 312);
    CHECK(figure(table, c.wangzhuang, "dispensed") == 6);
    CHECK(figure(table, c.wangzhuang, "onHand") == 306);
    CHECK(figure(table, c.wangzhuang, "nearExpiry") == 42);
    CHECK(figure(table, c.wangzhuang, "expired") == 24);
    CHECK(figure(table, c.wangzhuang, "value") == 2188 + 12500 + 1250); // 42, 240 and 24 capsules at 12.50 for 24
    CHECK(total(table, "value") == 15938);
    CHECK(table.rows[0].cells.size() == table.columns.size());
    CHECK(total(c.report("stock", {2025, 6, 1}, {2025, 6, 30}), "value") == 15938); // the shelf is as it is now …
    CHECK(figure(c.report("stock", {2025, 6, 1}, {2025, 6, 30}), c.wangzhuang, "received") == 0);
}

TEST_CASE("a report is for those who may read it, over their own sites, and over a period that exists", "[reports]")
{
    ReportCounty c;
    const auto refused = [&](const Actor &who, const ReportRequest &request) {
        const auto made = c.read([&](const Snapshot &s) { return runReport(s, who, request, c.clock.now()); });
        REQUIRE_FALSE(made);
        return made.error();
    };
    const QDate from(2025, 5, 1), to(2025, 5, 31);
    Actor nurse = c.villageDoctor;
    nurse.role = static_cast<int>(StaffRole::Nurse);
    CHECK(refused(nurse, {"activity"_q, from, to, {}}).kind == ErrorKind::Forbidden);
    CHECK(refused(c.villageDoctor, {"activity"_q, from, to, c.donghe.id}).kind == ErrorKind::OutOfScope);
    CHECK(refused(c.manager, {"activity"_q, from, to, c.county.id}).kind == ErrorKind::OutOfScope);
    CHECK(refused(c.manager, {"weather"_q, from, to, {}}).kind == ErrorKind::NotFound);
    CHECK(refused(c.manager, {"activity"_q, to, from, {}}).kind == ErrorKind::OutOfRange);
    CHECK(refused(c.manager, {"activity"_q, {}, to, {}}).kind == ErrorKind::Required);
    CHECK(refused(c.manager, {"activity"_q, {1999, 1, 1}, to, {}}).kind == ErrorKind::OutOfRange);
    const auto own = c.read([&](const Snapshot &s) {
        return runReport(s, c.villageDoctor, {"activity"_q, from, to, {}}, c.clock.now());
    });
    REQUIRE(own);
    CHECK(own->site.name == c.wangzhuang.name);
}

TEST_CASE("every report has a heading in both languages for each figure, and a cell for each heading", "[reports]")
{
    ReportCounty c;
    for (const ReportDefinition &definition : reportDefinitions()) {
        INFO(definition.name.toStdString());
        for (const Wording &wording : {definition.title, definition.source})
            CHECK((!wording.en.isEmpty() && !wording.zh.isEmpty()));
        for (const ReportColumn &column : definition.columns)
            CHECK((!column.key.isEmpty() && !column.title.en.isEmpty() && !column.title.zh.isEmpty()));
        const ReportTable table = c.report(definition.name.toLatin1().constData(), {2025, 5, 1}, {2025, 5, 31});
        for (const ReportRow &row : table.rows)
            CHECK(row.cells.size() == table.columns.size());
        for (const ReportChart &chart : table.charts)
            for (const auto &series : chart.series)
                CHECK(static_cast<qsizetype>(series.values.size()) == chart.labels.size());
    }
}

TEST_CASE("cells read as they are printed", "[reports]")
{
    using Kind = ReportColumnKind;
    CHECK(cellText(Kind::Count, qint64{1248}) == "1,248"_q);
    CHECK(cellText(Kind::Units, qint64{-14}) == "−14"_q);
    CHECK(cellText(Kind::Money, qint64{123450}) == "1,234.50"_q);
    CHECK(cellText(Kind::Money, qint64{-5}) == "−0.05"_q);
    CHECK(cellText(Kind::Minutes, qint64{210}) == "3.5"_q);
    CHECK(cellText(Kind::Count, Value{}).isEmpty());
    CHECK(periodWords({2025, 5, 1}, {2025, 5, 13}, ReportLanguage::Chinese) ==
          "2025 年 5 月 1 日至2025 年 5 月 13 日"_q);
}
