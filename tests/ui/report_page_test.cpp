// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/close_visit.h"
#include "tests/ui/desk.h"
#include "ui/reports/report_page.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/table.h"
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace yigong;

namespace {

struct ReportingCounty : CountyStore
{
    void sees(const Actor &doctor, const Site &at, int visits)
    {
        for (int i = 0; i < visits; ++i) {
            VisitDraft draft;
            draft.patient = addResident("居民", at);
            draft.complaint = "复查"_q;
            draft.diagnoses = {{"I10.x00"_q, {}, true}};
            REQUIRE(write(doctor, [&](Transaction &tx) { return closeVisit(tx, draft, Catalogue::shipped()); }));
        }
    }
};

struct ReportDesk : Desk
{
    explicit ReportDesk(ReportingCounty &county) : Desk(county, county.manager, county.liuhe)
    {
        page = shows<ReportPage>("reports"_q);
        table = control<Table>("数据"_q);
        REQUIRE(waitsFor([&] { return table->model() != nullptr && table->model()->rowCount() > 0; }));
    }
    ReportPage *page = nullptr;
    Table *table = nullptr;
};

} // namespace

TEST_CASE("a report says which villages it lacks before it says any figure", "[ui][report]")
{
    ReportingCounty county;
    county.sees(county.villageDoctor, county.wangzhuang, 3);
    county.sees(county.dongheDoctor, county.donghe, 1);
    ReportDesk desk(county);
    bool said = false;
    for (Banner *banner : desk.page->findChildren<Banner *>())
        said = said || (banner->isVisible() && banner->accessibleName().contains("东河"_q));
    CHECK(said);
    CHECK(desk.table->model()->index(0, 0).data().toString() == "合计"_q);
}

TEST_CASE("what is shown is written as workbook, table and paper", "[ui][report]")
{
    ReportingCounty county;
    county.sees(county.villageDoctor, county.wangzhuang, 2);
    ReportDesk desk(county);
    QTemporaryDir folder;
    QSignalSpy written(desk.page, &ReportPage::fileWritten);
    int count = 0;
    for (const char *name : {"/report.xlsx", "/report.csv", "/report.pdf"}) {
        desk.page->writeTo(folder.path() + QString::fromLatin1(name));
        ++count;
        REQUIRE(desk.waitsFor([&] { return written.count() == count; }));
        CHECK(QFile(folder.path() + QString::fromLatin1(name)).size() > 100);
    }
}

TEST_CASE("another time is asked for by keys, and the answer is of that time", "[ui][report]")
{
    ReportingCounty county;
    county.sees(county.villageDoctor, county.wangzhuang, 2);
    ReportDesk desk(county);
    QSignalSpy shown(desk.page, &ReportPage::shown);
    desk.goesTo("起"_q);
    static_cast<QLineEdit *>(QApplication::focusWidget())->selectAll();
    desk.types("2025-04-01"_q);
    desk.presses(Qt::Key_Tab);
    REQUIRE(desk.waitsFor([&] { return shown.count() > 0; }));
    CHECK(desk.control<QLineEdit>("起"_q)->text() == "2025-04-01"_q);
}

TEST_CASE("the page of reports as a township sees it", "[ui][report][picture]")
{
    ReportingCounty county;
    county.sees(county.villageDoctor, county.wangzhuang, 12);
    county.sees(county.dongheDoctor, county.donghe, 7);
    county.sees(county.townshipDoctor, county.liuhe, 9);
    ReportDesk desk(county);
    desk.keepsPicture("reports"_q);
    desk.keepsPictureInTheDark("reports_dark"_q);
}
