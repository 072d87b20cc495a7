// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/close_visit.h"
#include "tests/ui/desk.h"
#include "ui/patients/pressure_chart.h"
#include "ui/patients/residents_page.h"
#include <QChart>
#include <QLabel>
#include <QLineSeries>

using namespace yigong;

namespace {

/// 李秀兰, 68, with a pressure every fortnight.
struct MeasuredCounty : CountyStore
{
    Id patient = addResident("李秀兰", wangzhuang, {"hypertension"_q});

    void measures(const QString &systolic, const QString &diastolic)
    {
        VisitDraft draft;
        draft.patient = patient;
        draft.complaint = "复查"_q;
        draft.diagnoses = {{"I10.x00"_q, {}, true}};
        draft.vitals = {{"8480-6"_q, systolic, {}}, {"8462-4"_q, diastolic, {}}};
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return closeVisit(tx, draft, Catalogue::shipped()); }));
        hoursPass(24 * 14);
    }
};

struct RecordDesk : Desk
{
    explicit RecordDesk(MeasuredCounty &county) : Desk(county, county.villageDoctor, county.wangzhuang)
    {
        auto *page = shows<ResidentsPage>("residents"_q, county.patient.text());
        REQUIRE(waitsFor([&] { return page->shownPatient() == county.patient && !nameShown().isEmpty(); }));
        chart = page->findChild<PressureChart *>();
    }
    [[nodiscard]] QString nameShown() const
    {
        for (const QLabel *label : window.findChildren<QLabel *>())
            if (label->isVisible() && label->text() == "李秀兰"_q)
                return label->text();
        return {};
    }
    PressureChart *chart = nullptr;
};

} // namespace

TEST_CASE("two readings of pressure are drawn beside the timeline", "[ui][residents]")
{
    MeasuredCounty county;
    county.measures("158"_q, "92"_q);
    county.measures("146"_q, "84"_q);
    RecordDesk desk(county);
    REQUIRE(desk.waitsFor([&] { return desk.chart->isVisible(); }));
    CHECK(desk.chart->accessibleName() == "历次血压"_q);
    CHECK(desk.chart->accessibleDescription().contains("158/92"_q));
    CHECK(desk.chart->accessibleDescription().endsWith("146/84"_q));
    QStringList drawn;
    for (QAbstractSeries *series : desk.chart->chart()->series())
        if (const auto *line = qobject_cast<QLineSeries *>(series))
            drawn.append(QString::number(line->at(0).y()) + u' ' + QString::number(line->at(1).y()));
    // The target of a woman of 68, then what was measured.
    CHECK(drawn == QStringList{"150 150"_q, "90 90"_q, "158 146"_q, "92 84"_q});
    bool named = false;
    for (const QLabel *label : desk.window.findChildren<QLabel *>())
        named = named || (label->isVisible() && label->text().contains("150/90"_q));
    CHECK(named);
    desk.keepsPicture("residents"_q);
    desk.keepsPictureInTheDark("residents_dark"_q);
}

TEST_CASE("one reading is no course", "[ui][residents]")
{
    MeasuredCounty county;
    county.measures("158"_q, "92"_q);
    RecordDesk desk(county);
    CHECK_FALSE(desk.chart->isVisible());
}
