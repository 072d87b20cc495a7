// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "tests/ui/desk.h"
#include "ui/inventory/pharmacy_page.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"
#include <QSignalSpy>

using namespace yigong;

namespace {

struct Shelves : CountyStore
{
    Id receives(const QString &drug, const QString &lot, qint64 units, QDate expiry)
    {
        const auto received = write(villageDoctor, [&](Transaction &tx) {
            return receiveStock(tx, {"县药房"_q, "R1"_q, {{drug, lot, expiry, 0, {units}, 24, Money{960}}}});
        });
        REQUIRE(received);
        return received->batches.front();
    }
    void givesMoreThanTheLedger(const QString &drug, qint64 units)
    {
        REQUIRE(write(villageDoctor, [&](Transaction &tx) {
            DispenseRequest request;
            request.drug = drug;
            request.unit = "粒"_q;
            request.patient = addedResident;
            request.amount = {units};
            request.overrideReason = "到货未入库"_q;
            return dispense(tx, request);
        }));
    }
    qint64 units(Id batch)
    {
        return read([&](const Snapshot &s) { return balanceOf(s, batch); })->units().units;
    }
    Id addedResident = addResident("李秀兰", wangzhuang);
};

struct ShelfDesk : Desk
{
    explicit ShelfDesk(Shelves &shelves) : Desk(shelves, shelves.villageDoctor, shelves.wangzhuang)
    {
        page = shows<PharmacyPage>("pharmacy"_q);
        table = control<Table>("批次"_q);
    }
    void seesBatches(int rows)
    {
        REQUIRE(waitsFor([&] { return table->model()->rowCount() == rows; }));
        table->setFocus();
        settle();
    }
    PharmacyPage *page = nullptr;
    Table *table = nullptr;
};

} // namespace

TEST_CASE("Enter counts a batch, and the ledger follows what was counted", "[ui][pharmacy]")
{
    Shelves shelves;
    const Id batch = shelves.receives("D0001"_q, "240815"_q, 20, QDate(2026, 8, 31));
    ShelfDesk desk(shelves);
    desk.seesBatches(1);
    QSignalSpy written(desk.page, &PharmacyPage::written);
    desk.pressesAndAnswers(Qt::Key_Return, [](QWidget *dialog) {
        QTest::keyClicks(QApplication::focusWidget(), "17"_q);
        QTest::keyClick(dialog, Qt::Key_F12);
    });
    REQUIRE(desk.waitsFor([&] { return written.count() == 1; }));
    CHECK(shelves.units(batch) == 17);
}

TEST_CASE("a delivery is taken in with Ctrl+N and keys alone", "[ui][pharmacy]")
{
    Shelves shelves;
    ShelfDesk desk(shelves);
    desk.seesBatches(0);
    QSignalSpy written(desk.page, &PharmacyPage::written);
    desk.pressesAndAnswers(
        Qt::Key_N,
        [](QWidget *dialog) {
            Desk::fillsAndConfirms(dialog, {{"药品"_q, "amxl"_q},
                                            {"批号"_q, "250301"_q},
                                            {"有效期"_q, "2027-03-31"_q},
                                            {"盒数"_q, "5"_q},
                                            {"每盒进价"_q, "9.60"_q},
                                            {"供货单位"_q, "县药房"_q}});
        },
        Qt::ControlModifier);
    REQUIRE(desk.waitsFor([&] { return written.count() == 1; }));
    desk.seesBatches(1);
    const auto all = shelves.read([&](const Snapshot &s) { return balancesOf(s, shelves.wangzhuang.id); });
    REQUIRE(all->size() == 1);
    CHECK(all->front().batch.lot == "250301"_q);
    CHECK(all->front().batch.expiry == QDate(2027, 3, 31));
    const Drug *drug = Catalogue::shipped().drugs().find(all->front().batch.drug);
    REQUIRE(drug);
    CHECK(drug->name.startsWith("阿莫西林"_q));
    CHECK(all->front().units().units == 5 * drug->unitsPerPack);
}

TEST_CASE("a batch below zero says that it is to be counted", "[ui][pharmacy][picture]")
{
    Shelves shelves;
    shelves.receives("D0001"_q, "240815"_q, 20, QDate(2026, 8, 31));
    shelves.receives("D0171"_q, "250110"_q, 72, QDate(2025, 6, 10));
    shelves.receives("D0171"_q, "241022"_q, 140, QDate(2025, 7, 31));
    shelves.receives("D0187"_q, "240913"_q, 14, QDate(2025, 10, 31));
    shelves.givesMoreThanTheLedger("D0001"_q, 26);
    ShelfDesk desk(shelves);
    desk.seesBatches(4);
    bool said = false;
    for (int row = 0; row < 4; ++row)
        said = said || desk.table->model()->index(row, 4).data().toString().contains("要盘点"_q);
    CHECK(said);
    desk.keepsPicture("pharmacy"_q);
    desk.keepsPictureInTheDark("pharmacy_dark"_q);
}
