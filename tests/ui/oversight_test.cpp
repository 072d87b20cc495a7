// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/open_resident.h"
#include "core/security/break_glass.h"
#include "core/sites/device.h"
#include "core/sync/audit_question.h"
#include "tests/ui/desk.h"
#include "ui/oversight/broken_glass_view.h"
#include "ui/oversight/log_view.h"
#include "ui/oversight/oversight_page.h"
#include "ui/oversight/unusual_view.h"
#include "ui/patients/break_glass_dialog.h"
#include "ui/patients/residents_page.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/label.h"
#include "ui/widgets/search_box.h"
#include "ui/widgets/table.h"
#include <QFile>
#include <QLabel>

using namespace yigong;

namespace {

/// 张小明 lives in 南坡; 王庄's doctor has nothing to do with him.
struct Overseen : CountyStore
{
    Id zhang = addResident("张小明", nanpo);
    Id own = addResident("李秀兰", wangzhuang);
    Actor nanpoDoctor = addStaff("孙广田", nanpo, StaffRole::VillageDoctor);
    Actor auditor = addStaff("吴正", county, StaffRole::Auditor);

    void isOpenedBy(const Actor &who, Id patient)
    {
        REQUIRE(read([&](const Snapshot &s) { return openResident(s, who, patient); }));
        REQUIRE(db->flushNotes());
    }
    qint64 noted(AuditKind kind)
    {
        REQUIRE(db->flushNotes());
        return *read([&](const Snapshot &s) {
            return s.number("SELECT count(*) FROM audit_entry WHERE kind = ?", {static_cast<qint64>(kind)});
        });
    }
};

struct OversightDesk : Desk
{
    using Desk::Desk;
    /// Whether a label anywhere on the screen says so.
    [[nodiscard]] static bool says(const QString &words)
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
    static QString cellsOf(const Table &table, int row)
    {
        QStringList cells;
        for (int column = 0; column < table.model()->columnCount(); ++column)
            cells.append(table.model()->index(row, column).data().toString());
        return cells.join(u'|');
    }
};

} // namespace

TEST_CASE("a record out of one's reach opens for a reason, for a time, and is reported", "[ui][oversight]")
{
    Overseen county;
    {
        OversightDesk desk(county, county.villageDoctor, county.wangzhuang);
        auto *page = desk.shows<ResidentsPage>("residents"_q);
        auto *list = desk.control<Table>("居民"_q);
        page->search("张小明"_q);
        // One row stood there before: his own resident.
        REQUIRE(desk.waitsFor(
            [&] { return list->model()->rowCount() == 1 && OversightDesk::cellsOf(*list, 0).contains("张*明"_q); }));
        CHECK(OversightDesk::cellsOf(*list, 0).contains("不归你管"_q));
        CHECK_FALSE(OversightDesk::cellsOf(*list, 0).contains("6021"_q)); // neither number nor address
        REQUIRE(desk.waitsFor([&] { return OversightDesk::says("张*明不在你的管理范围"_q); }));
        desk.keepsPicture("out_of_reach"_q);
        list->setFocus();
        Desk::settle();
        desk.presses(Qt::Key_B, Qt::AltModifier);
        REQUIRE(desk.waitsFor([&] { return OversightDesk::says("会报给南坡村卫生室和县里"_q); }));
        desk.control<QLineEdit>("原因"_q)->setFocus();
        Desk::settle();
        desk.types("急诊"_q);
        desk.presses(Qt::Key_F12);
        QTest::qWait(300);
        CHECK(desk.control<QLineEdit>("原因"_q)->isVisible()); // too short: nothing has opened
        CHECK(county.noted(AuditKind::BrokeGlass) == 0);
        QTest::mouseClick(desk.control<Button>("急诊，须了解过敏和用药"_q), Qt::LeftButton);
        desk.presses(Qt::Key_F12);
        REQUIRE(desk.waitsFor([&] { return OversightDesk::says("紧急查阅，到 5 月 14 日 10:12 为止。"_q); }));
        CHECK(OversightDesk::says("张小明"_q));
        QApplication::setActiveWindow(&desk.window);
        desk.keepsPicture("broken_glass"_q);
    }
    CHECK(county.noted(AuditKind::BrokeGlass) == 1);
    // The doctor of the resident's own village sees who it was, and why.
    OversightDesk nanpo(county, county.nanpoDoctor, county.nanpo);
    auto *page = nanpo.shows<OversightPage>("oversight"_q);
    Table *table = page->brokenGlass()->table();
    REQUIRE(nanpo.waitsFor([&] { return table->model()->rowCount() == 1; }));
    const QString row = OversightDesk::cellsOf(*table, 0);
    INFO(row.toStdString());
    for (const char *said : {"赵德顺", "王庄村卫生室", "张*明", "急诊，须了解过敏和用药", "开放到"})
        CHECK(row.contains(QString::fromUtf8(said)));
    CHECK(page->log() == nullptr); // the log is the auditor's
}

TEST_CASE("a search that stays on show is noted, one that is typed over is not", "[ui][oversight]")
{
    Overseen county;
    OversightDesk desk(county, county.villageDoctor, county.wangzhuang);
    auto *page = desk.shows<ResidentsPage>("residents"_q);
    page->search("李"_q);
    QTest::qWait(200);
    page->search("李秀"_q);
    REQUIRE(desk.waitsFor([&] { return county.noted(AuditKind::Searched) > 0; }));
    QTest::qWait(1200);
    CHECK(county.noted(AuditKind::Searched) == 1);
}

TEST_CASE("the auditor reads the county's log, and this computer's own without a line", "[ui][oversight]")
{
    Overseen county;
    county.isOpenedBy(county.villageDoctor, county.own);
    OversightDesk desk(county, county.auditor, county.county);
    auto *page = desk.shows<OversightPage>("oversight"_q, "log"_q);
    Table *table = page->log()->table();
    REQUIRE(desk.waitsFor([&] { return OversightDesk::says("只有这台电脑的日志。"_q); }));
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() >= 1; }));
    QString all;
    for (int row = 0; row < table->model()->rowCount(); ++row)
        all += OversightDesk::cellsOf(*table, row) + u'\n';
    INFO(all.toStdString());
    CHECK(all.contains("赵德顺"_q));
    CHECK(all.contains("打开档案"_q));
    CHECK(all.contains("本机构居民"_q));
    CHECK(all.contains("李*兰"_q));
    CHECK_FALSE(all.contains("李秀兰"_q));

    // With a line, what the hub answers stands there.
    Device far;
    far.id = Id::fromKey("device/far");
    far.site = county.donghe.id;
    far.letter = "A"_q;
    REQUIRE(county.db->apply([&](Transaction &tx) { return tx.placeRow(tx.typeOf<Device>(), rowOf(far)); }));
    AuditAnswer report;
    AuditRow one;
    one.device = far.id;
    one.number = 7;
    one.entry.at = county.clock.now();
    one.entry.kind = static_cast<int>(AuditKind::Exported);
    one.entry.actor = county.dongheDoctor.practitioner;
    one.entry.count = 512;
    one.entry.detail = "patients"_q;
    report.page.rows.push_back(one);
    std::optional<AuditQuestion> put;
    desk.place.askHub = [&](const QString &, const QCborMap &parameters) {
        put = auditQuestionFrom(parameters);
        return QtFuture::makeReadyFuture(Result<QCborMap>(cborOf(report)));
    };
    desk.presses(Qt::Key_F12);
    REQUIRE(desk.waitsFor([&] {
        return table->model()->rowCount() == 1 && OversightDesk::cellsOf(*table, 0).contains("东河村卫生室 A"_q);
    }));
    CHECK(OversightDesk::cellsOf(*table, 0).contains("× 512"_q));
    CHECK_FALSE(OversightDesk::says("只有这台电脑的日志。"_q));
    REQUIRE(put);
    CHECK(put->filter.from == startOf(county.clock.today().addDays(-6)));
    page->log()->askAboutResident("341181195703071234"_q);
    REQUIRE(desk.waitsFor([&] { return put->resident == "341181195703071234"_q; }));
}

TEST_CASE("the log is exported as it is shown, and that is noted", "[ui][oversight]")
{
    Overseen county;
    county.isOpenedBy(county.villageDoctor, county.own);
    OversightDesk desk(county, county.auditor, county.county);
    auto *page = desk.shows<OversightPage>("oversight"_q, "log"_q);
    REQUIRE(desk.waitsFor([&] { return page->log()->table()->model()->rowCount() >= 1; }));
    int written = 0;
    QObject::connect(page->log(), &LogView::exported, page, [&written] { ++written; });
    for (const char *name : {"log.csv", "log.xlsx"})
        page->log()->exportTo(county.folder.filePath(QString::fromLatin1(name)));
    REQUIRE(desk.waitsFor([&] { return written == 2; }));
    QFile csv(county.folder.filePath("log.csv"_q));
    REQUIRE(csv.open(QIODevice::ReadOnly));
    const QString text = QString::fromUtf8(csv.readAll());
    CHECK(text.contains("赵德顺"_q));
    CHECK(text.contains("李*兰"_q));
    CHECK_FALSE(text.contains("李秀兰"_q));
    CHECK(QFile::exists(county.folder.filePath("log.xlsx"_q)));
    CHECK(county.noted(AuditKind::Exported) == 2);
}

TEST_CASE("unusual reading stands by day and person, with why it is unusual", "[ui][oversight]")
{
    Overseen county;
    REQUIRE(county.write(county.villageDoctor,
                         [&](Transaction &tx) { return breakGlass(tx, county.zhang, "急诊昏迷"_q); }));
    county.isOpenedBy(county.villageDoctor, county.zhang);
    OversightDesk desk(county, county.auditor, county.county);
    auto *page = desk.shows<OversightPage>("oversight"_q, "unusual"_q);
    Table *table = page->unusual()->table();
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 1; }));
    const QString row = OversightDesk::cellsOf(*table, 0);
    INFO(row.toStdString());
    CHECK(row.contains("赵德顺"_q));
    CHECK(row.contains("紧急查阅"_q));
    desk.keepsPicture("unusual"_q);
    page->open("log"_q);
    REQUIRE(desk.waitsFor([&] { return page->log()->table()->model()->rowCount() >= 1; }));
    desk.keepsPicture("log"_q);
    desk.keepsPictureInTheDark("log_dark"_q);
    page->open("glass"_q);
    Desk::settle();
    desk.keepsPicture("glass_list"_q);
}
