// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/drafts.h"
#include "core/encounters/visit.h"
#include "core/inventory/balance.h"
#include "core/inventory/ledger.h"
#include "core/patients/allergies.h"
#include "tests/ui/desk.h"
#include "ui/encounters/visit_page.h"
#include "ui/widgets/table.h"
#include <QSignalSpy>

using namespace yigong;

namespace {

const QString amoxicillin = QStringLiteral("D0001"); // 阿莫西林胶囊 0.25g, 24 粒/盒

/// 李秀兰, 68, comes to the clinic of 王庄.
struct VisitRoom : CountyStore
{
    Id patient = addResident("李秀兰", wangzhuang, {"hypertension"_q});

    void hasOnShelf(const QString &drug, const QString &lot, qint64 units, QDate expiry)
    {
        REQUIRE(write(villageDoctor, [&](Transaction &tx) {
            return receiveStock(tx, {"县药房"_q, "R1"_q, {{drug, lot, expiry, 0, {units}, 24, Money{960}}}});
        }));
    }
    void isAllergicTo(const QString &substance)
    {
        REQUIRE(write(villageDoctor, [&](Transaction &tx) {
            return recordAllergy(tx, {patient, {}, substance, {}, {}});
        }));
    }
    void cameBefore(const QString &systolic, const QString &diastolic)
    {
        VisitDraft draft;
        draft.patient = patient;
        draft.complaint = "复查"_q;
        draft.diagnoses = {{"I10.x00"_q, {}, true}};
        draft.vitals = {{"8480-6"_q, systolic, {}}, {"8462-4"_q, diastolic, {}}, {"8867-4"_q, "76"_q, {}}};
        REQUIRE(write(villageDoctor, [&](Transaction &tx) { return closeVisit(tx, draft, Catalogue::shipped()); }));
        hoursPass(24 * 14);
    }
    std::vector<VisitSummary> visits()
    {
        return *read([&](const Snapshot &s) { return visitsOfPatient(s, patient, 10); });
    }
    std::optional<VisitDraft> draft()
    {
        return *read([&](const Snapshot &s) { return findDraft(s, villageDoctor, patient); });
    }
};

struct VisitDesk : Desk
{
    explicit VisitDesk(VisitRoom &room) : Desk(room, room.villageDoctor, room.wangzhuang)
    {
        page = shows<VisitPage>("visit"_q, room.patient.text());
        REQUIRE(waitsFor([&] { return page->firstFocus() != nullptr && page->firstFocus()->isVisible(); }));
        page->firstFocus()->setFocus();
        settle();
    }
    /// As at the desk: complaint, pressure, then Enter through to the diagnoses.
    void writesHeadache()
    {
        types("头晕 3 天"_q);
        presses(Qt::Key_Return);
        types("16494"_q);
        goesTo("加诊断"_q);
        types("gxy"_q);
        presses(Qt::Key_Return);
    }
    void prescribes(const QString &initials)
    {
        goesTo("加药"_q);
        types(initials);
        presses(Qt::Key_Return);
    }
    VisitPage *page = nullptr;
};

} // namespace

TEST_CASE("a visit is written by keys alone and signed with F12 after one question", "[ui][visit]")
{
    VisitRoom room;
    room.hasOnShelf(amoxicillin, "240815"_q, 14, QDate(2025, 8, 31));
    room.hasOnShelf(amoxicillin, "250110"_q, 100, QDate(2026, 9, 30));
    VisitDesk desk(room);
    desk.writesHeadache();
    desk.prescribes("amxl"_q);
    desk.presses(Qt::Key_Return); // dose, then times, then days
    desk.presses(Qt::Key_Return);
    desk.types("5"_q);
    for (int field = 0; field < 4; ++field)
        desk.presses(Qt::Key_Return);
    CHECK(QApplication::focusWidget()->accessibleName() == "加药"_q);

    QSignalSpy signedNow(desk.page, &VisitPage::visitSigned);
    desk.pressesAndAnswers(Qt::Key_F12, [](QWidget *dialog) { QTest::keyClick(dialog, Qt::Key_F12); });
    REQUIRE(desk.waitsFor([&] { return signedNow.count() == 1; }));
    const auto visit = room.read([&](const Snapshot &s) { return visitOf(s, room.visits().front().encounter); });
    REQUIRE(visit);
    CHECK(visit->encounter.complaint == "头晕 3 天"_q);
    REQUIRE(visit->observations.size() == 2);
    CHECK(visit->observations[0].value == "164"_q);
    REQUIRE(visit->conditions.size() == 1);
    REQUIRE(visit->lines.size() == 1);
    CHECK(visit->lines[0].days == 5);
    CHECK(visit->lines[0].quantity.units == 30);
    CHECK(visit->dispensedOf(amoxicillin).units == 30);
    CHECK_FALSE(room.draft());
}

TEST_CASE("F9 keeps a draft, and the visit goes on from it when opened again", "[ui][visit]")
{
    VisitRoom room;
    {
        VisitDesk desk(room);
        QSignalSpy saved(desk.page, &VisitPage::draftSaved);
        desk.writesHeadache();
        desk.presses(Qt::Key_F9);
        REQUIRE(desk.waitsFor([&] { return saved.count() == 1; }));
    }
    CHECK(room.visits().empty());
    REQUIRE(room.draft());
    CHECK(room.draft()->complaint == "头晕 3 天"_q);
    VisitDesk again(room);
    CHECK(again.control<QLineEdit>("主诉"_q)->text() == "头晕 3 天"_q);
}

TEST_CASE("too little on the shelf stops the signature until the doctor says what to do", "[ui][visit]")
{
    VisitRoom room;
    room.hasOnShelf(amoxicillin, "240913"_q, 14, QDate(2026, 3, 31));
    VisitDesk desk(room);
    desk.writesHeadache();
    desk.prescribes("amxl"_q);
    auto *sign = desk.control<Button>("签名并发药"_q);
    REQUIRE(desk.waitsFor([&] { return !sign->blockedReason().isEmpty(); }));
    CHECK_FALSE(sign->isEnabled());
    QTest::mouseClick(desk.control<Button>("先给 14 粒"_q), Qt::LeftButton);
    REQUIRE(desk.waitsFor([&] { return sign->isEnabled(); }));
}

TEST_CASE("a drug against a known allergy is not signed without a reason", "[ui][visit]")
{
    VisitRoom room;
    room.hasOnShelf(amoxicillin, "240913"_q, 500, QDate(2026, 3, 31));
    room.isAllergicTo("青霉素"_q);
    VisitDesk desk(room);
    desk.writesHeadache();
    desk.prescribes("amxl"_q);
    auto *sign = desk.control<Button>("签名并发药"_q);
    CHECK_FALSE(sign->isEnabled());
    QTest::mouseClick(desk.control<Button>("不用这个药"_q), Qt::LeftButton);
    Desk::settle();
    CHECK(desk.control<Button>("签名"_q)->isEnabled());
}

TEST_CASE("a missing diagnosis is asked for where it belongs, and nothing is signed", "[ui][visit]")
{
    VisitRoom room;
    VisitDesk desk(room);
    desk.types("头晕"_q);
    desk.presses(Qt::Key_F12);
    CHECK(QApplication::activeModalWidget() == nullptr);
    CHECK(QApplication::focusWidget()->accessibleName() == "加诊断"_q);
    CHECK(room.visits().empty());
}

TEST_CASE("the page of a visit looks the same whenever it is drawn", "[ui][visit][picture]")
{
    VisitRoom room;
    room.isAllergicTo("青霉素"_q);
    room.cameBefore("158"_q, "92"_q);
    room.hasOnShelf("D0171"_q, "240815"_q, 14, QDate(2025, 8, 31));
    room.hasOnShelf("D0171"_q, "250110"_q, 72, QDate(2026, 9, 30));
    VisitDesk desk(room);
    desk.writesHeadache();
    desk.prescribes("bhsaldp"_q);
    desk.keepsPicture("visit_editing"_q);
    for (int field = 0; field < 6; ++field)
        desk.presses(Qt::Key_Return);
    desk.keepsPicture("visit"_q);
    desk.keepsPictureInTheDark("visit_dark"_q);
}
