// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/enrolment_code.h"
#include "core/sites/devices.h"
#include "core/sync/device_standing.h"
#include "tests/ui/desk.h"
#include "ui/administration/administration_page.h"
#include "ui/administration/devices_view.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/table.h"
#include <QLabel>

using namespace yigong;

namespace {

constexpr int tableColumns = 5;

/// The county with two laptops: that of 王庄 was heard this morning, that of 南坡 five days ago.
struct Fleet : CountyStore
{
    Actor administrator = addStaff("顾明", county, StaffRole::Administrator);
    Id near = enrolled("near", wangzhuang), far = enrolled("far", nanpo);

    Id enrolled(const char *called, const Site &at)
    {
        Device device;
        device.id = Id::fromKey(QByteArray("device/") + called);
        device.site = at.id;
        device.letter = "A"_q;
        device.name = "诊室的笔记本"_q;
        device.program = "0.1.0"_q;
        device.enrolled = clock.now().plusMs(-30LL * 86'400'000);
        REQUIRE(db->apply([&](Transaction &tx) { return tx.placeRow(tx.typeOf<Device>(), rowOf(device)); }));
        return device.id;
    }
    Device deviceNow(Id id)
    {
        return *read([&](const Snapshot &s) { return s.get<Device>(id); });
    }
    std::vector<DeviceStanding> standings()
    {
        std::vector<DeviceStanding> all;
        for (const auto &[id, hours] : {std::pair{near, 2}, {far, 5 * 24}}) {
            DeviceStanding one;
            one.device = deviceNow(id);
            one.lastContact = clock.now().plusMs(-hours * 3'600'000LL);
            one.program = "0.2.0"_q;
            one.taken = 1234;
            one.backedUp = 1200;
            one.heldBack = id == far ? 2 : 0;
            one.lastAct = one.lastContact.plusMs(-60'000);
            one.residents = 512;
            all.push_back(std::move(one));
        }
        return all;
    }
};

struct FleetDesk : Desk
{
    explicit FleetDesk(Fleet &fleet, bool line = true) : Desk(fleet, fleet.administrator, fleet.county)
    {
        place.hubPin = QByteArray(32, '\x5a');
        if (line)
            place.askHub = [&fleet](const QString &name, const QCborMap &) {
                REQUIRE(name == "devices"_q);
                return QtFuture::makeReadyFuture(Result<QCborMap>(cborOf(fleet.standings())));
            };
        page = shows<AdministrationPage>("administration"_q, "devices"_q);
        table = page->devices()->table();
        REQUIRE(waitsFor([&] { return table->model()->rowCount() == 2; }));
    }
    [[nodiscard]] QString rowOfSite(const QString &site) const
    {
        for (int row = 0; row < table->model()->rowCount(); ++row) {
            QStringList cells;
            for (int column = 0; column < tableColumns; ++column)
                cells.append(table->model()->index(row, column).data().toString());
            if (cells.first().startsWith(site))
                return cells.join(u'|');
        }
        return {};
    }
    void choosesSite(const QString &site)
    {
        for (int row = 0; row < table->model()->rowCount(); ++row)
            if (table->model()->index(row, 0).data().toString().startsWith(site))
                table->setCurrentRow(row);
        settle();
    }
    [[nodiscard]] bool says(const QString &words) const
    {
        for (QWidget *top : QApplication::topLevelWidgets())
            for (const QWidget *widget : top->findChildren<QWidget *>()) {
                const auto *label = qobject_cast<const QLabel *>(widget);
                const auto *runs = qobject_cast<const RunsLabel *>(widget);
                if (widget->isVisible() && ((label != nullptr && label->text().contains(words)) ||
                                            (runs != nullptr && plainText(runs->runs()).contains(words))))
                    return true;
            }
        return false;
    }
    AdministrationPage *page = nullptr;
    Table *table = nullptr;
};

} // namespace

TEST_CASE("the computers of the county are listed with when each was last heard of", "[ui][devices]")
{
    Fleet fleet;
    FleetDesk desk(fleet);
    REQUIRE(desk.waitsFor([&] { return desk.rowOfSite("王庄"_q).contains("08:12"_q); }));
    CHECK(desk.rowOfSite("王庄"_q).contains("1,200"_q));
    CHECK(desk.rowOfSite("王庄"_q).contains("在用"_q));
    CHECK(desk.rowOfSite("南坡"_q).contains("5 天没有联系"_q));
    CHECK(desk.rowOfSite("南坡"_q).contains("0.2.0"_q)); // the version it last spoke with
    desk.keepsPicture("computers"_q);
    desk.keepsPictureInTheDark("computers_dark"_q);
}

TEST_CASE("without a line the list stands, and says what is not known", "[ui][devices]")
{
    Fleet fleet;
    FleetDesk desk(fleet, false);
    REQUIRE(desk.waitsFor([&] { return desk.says("现在不清楚最近联系情况。"_q); }));
    CHECK(desk.rowOfSite("王庄"_q).contains("现在不清楚"_q));
    CHECK(desk.rowOfSite("王庄"_q).contains("在用"_q));
}

TEST_CASE("a code for a laptop is made by keys and shown once", "[ui][devices]")
{
    Fleet fleet;
    FleetDesk desk(fleet);
    desk.presses(Qt::Key_N, Qt::ControlModifier);
    auto *site = desk.control<SuggestBox>("机构"_q);
    site->setFocus();
    Desk::settle();
    desk.types("dh"_q);
    REQUIRE(desk.waitsFor([&] { return site->popup()->isVisible(); }));
    desk.presses(Qt::Key_Return);
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] { return desk.says("只能用一次"_q); }));
    const auto code = EnrolmentCode::parse(desk.control<QLabel>("接入码"_q)->text());
    REQUIRE(code);
    CHECK(code->fits(desk.place.hubPin));
    const auto made = fleet.read([](const Snapshot &s) { return invitationsOf(s); });
    REQUIRE(made->size() == 1);
    CHECK(made->front().site == fleet.donghe.id);
    CHECK(made->front().verifier == code->verifier());
    QTest::mouseClick(desk.control<Button>("已抄好"_q), Qt::LeftButton);
}

TEST_CASE("the page of a lost laptop says what it held and what may be missing, and revokes it by name",
          "[ui][devices]")
{
    Fleet fleet;
    FleetDesk desk(fleet);
    REQUIRE(desk.waitsFor([&] { return desk.rowOfSite("南坡"_q).contains("5 天"_q); }));
    desk.choosesSite("南坡"_q);
    QTest::mouseClick(desk.control<Button>("丢失了…"_q), Qt::LeftButton);
    Desk::settle();
    CHECK(desk.says("丢失：南坡村卫生室 A"_q));
    CHECK(desk.says("512 位居民"_q));
    CHECK(desk.says("1234 条"_q));
    CHECK(desk.says("5 月 8 日 10:12 之后写的"_q));
    desk.keepsPicture("lost_laptop"_q);
    desk.presses(Qt::Key_F12);
    CHECK(desk.says("原因"_q));
    CHECK_FALSE(fleet.deviceNow(fleet.far).isRevoked());
    desk.control<QLineEdit>("原因"_q)->setFocus();
    Desk::settle();
    desk.types("车上被偷"_q);
    QString asked;
    desk.pressesAndAnswers(Qt::Key_F12, [&asked](QWidget *dialog) {
        asked = dialog->accessibleName();
        QTest::keyClick(dialog->focusWidget(), Qt::Key_Return);
    });
    CHECK(asked == "吊销南坡村卫生室 A吗？"_q);
    REQUIRE(desk.waitsFor([&] { return fleet.deviceNow(fleet.far).isRevoked(); }));
    CHECK(fleet.deviceNow(fleet.far).revokeReason == "车上被偷"_q);
    REQUIRE(desk.waitsFor([&] { return desk.table->isVisible() && desk.table->model()->rowCount() == 1; }));
}
