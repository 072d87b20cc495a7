// SPDX-License-Identifier: GPL-3.0-or-later
// The inbox in the real window, with keys alone.
#include "core/encounters/close_visit.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "tests/ui/disputes.h"
#include "ui/inventory/pharmacy_page.h"
#include "ui/sync/conflicts_view.h"
#include "ui/sync/standing_view.h"
#include "ui/sync/sync_page.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"
#include "ui/widgets/patient_bar.h"
#include "ui/widgets/table.h"
#include "ui/widgets/toast.h"

#include <QDialog>
#include <QDir>
#include <QTimer>

using namespace yigong;

namespace {

constexpr int bloodTypeField = 7;

struct InboxDesk : ClinicDesk
{
    InboxDesk() { signsIn(); }

    SyncPage &opensInbox(const QString &argument = QStringLiteral("conflicts"))
    {
        window().showPage(QStringLiteral("sync"), argument);
        auto *page = qobject_cast<SyncPage *>(window().page(QStringLiteral("sync")));
        REQUIRE(page != nullptr);
        page->refresh();
        return *page;
    }
    /// Waits until the case of that conflict stands at the right.
    SyncPage &opensCase(Id conflict)
    {
        SyncPage &page = opensInbox(conflict.text());
        REQUIRE(waited(
            [&] { return page.conflicts()->chosen() != nullptr && page.conflicts()->chosen()->id() == conflict; }));
        page.conflicts()->list()->setFocus();
        QApplication::processEvents();
        return page;
    }
    ConflictState stateOf(Id conflict)
    {
        return *workplace().db.read([&](const Snapshot &s) { return conflictState(s, conflict); });
    }
    Patient lixiulansCard()
    {
        return *workplace().db.read([&](const Snapshot &s) { return s.get<Patient>(lixiulan()); });
    }
    template <typename F> auto writes(F f) { return workplace().db.write(workplace().actor, f); }
    /// What the page says, wherever.
    static bool says(QWidget &within, const QString &words)
    {
        for (RunsLabel *label : within.findChildren<RunsLabel *>()) {
            QString all;
            for (const Run &run : label->runs())
                all += run.text + u' ';
            if (label->isVisible() && all.contains(words))
                return true;
        }
        for (Label *label : within.findChildren<Label *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    void keepsPicture(const QString &name)
    {
        QApplication::processEvents();
        const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
        QDir().mkpath(folder);
        REQUIRE(desktop().grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }
};

/// A third site's value joins the conflict.
void joins(InboxDesk &desk, Id conflict, const QString &value)
{
    REQUIRE(desk.workplace().db.apply([&](Transaction &tx) -> Result<void> {
        ConflictValue side;
        side.id = Id::fromKey("third/" + value.toUtf8());
        side.conflict = conflict;
        side.patient = desk.lixiulan();
        side.site = desk.workplace().site.id;
        side.value = value;
        side.time = HybridTime::at(desk.workplace().clock.now()).ticks + 5;
        return tx.placeRow(tx.typeOf<ConflictValue>(), rowOf(side));
    }));
}

} // namespace

TEST_CASE("a third value is typed with its comment, and Ctrl+Z takes it back", "[ui][conflicts]")
{
    InboxDesk desk;
    const Id conflict = twoValuesFor(desk, desk.lixiulan(), nameField, {"李秀蓝"_q, "李秀篮"_q, "李兰"_q});
    SyncPage &page = desk.opensCase(conflict);
    desk.pressed(Qt::Key_3); // nothing written yet: the field to write it
    desk.typed("李秀岚"_q);
    desk.pressed(Qt::Key_Tab);
    desk.pressed(Qt::Key_Tab);
    desk.typed("对过身份证"_q);
    page.conflicts()->list()->setFocus();
    desk.pressed(Qt::Key_3);
    REQUIRE(ClinicDesk::waited([&] { return !desk.stateOf(conflict).open; }));
    CHECK(desk.lixiulansCard().name == "李秀岚"_q);
    CHECK(desk.stateOf(conflict).settlements.back().comment == "对过身份证"_q);
    REQUIRE(ClinicDesk::waited([&] { // it is offered once the page has heard that it is done
        const auto *toast = desk.window().findChild<Toast *>();
        return toast != nullptr && toast->isVisible() && toast->sentence().contains("李秀岚"_q);
    }));
    desk.pressed(Qt::Key_Z, Qt::ControlModifier);
    REQUIRE(ClinicDesk::waited([&] { return desk.lixiulansCard().name == "李秀兰"_q; }));
    CHECK(desk.stateOf(conflict).settlements.size() == 2);
}

TEST_CASE("three sites' values stand side by side, each with its digit", "[ui][conflicts]")
{
    InboxDesk desk;
    const Id conflict = twoValuesFor(desk, desk.lixiulan(), nameField, {"李秀蓝"_q, "李秀篮"_q, "李兰"_q});
    joins(desk, conflict, "李秀澜"_q);
    SyncPage &page = desk.opensCase(conflict);
    for (const QString &value : {"李秀蓝"_q, "李秀篮"_q, "李秀澜"_q})
        CHECK(page.conflicts()->chosen()->state.values().contains(value));
    desk.keepsPicture("conflict_three_sides"_q);
    desk.pressed(Qt::Key_3);
    REQUIRE(ClinicDesk::waited([&] { return !desk.stateOf(conflict).open; }));
    CHECK(desk.lixiulansCard().name == "李秀澜"_q);
}

TEST_CASE("the inbox is narrowed to a kind, and shows the resident's last visits", "[ui][conflicts]")
{
    InboxDesk desk;
    VisitDraft visit;
    visit.patient = desk.lixiulan();
    visit.complaint = "头晕 3 天"_q;
    visit.diagnoses = {{"I10.x00"_q, {}, true}};
    REQUIRE(desk.writes([&](Transaction &tx) { return closeVisit(tx, visit, Catalogue::shipped()); }));
    const Id name = twoValuesFor(desk, desk.lixiulan(), nameField, {"李秀蓝"_q, "李秀篮"_q, "李兰"_q});
    twoValuesFor(desk, desk.lixiulan(), bloodTypeField, {"1"_q, "3"_q, "0"_q});
    SyncPage &page = desk.opensCase(name);
    REQUIRE(ClinicDesk::waited([&] { return InboxDesk::says(page, "高血压"_q); }));
    desk.keepsPicture("conflict_with_visits"_q);
    CHECK(page.conflicts()->list()->model()->rowCount() == 2);
    ComboField *kind = nullptr;
    for (ComboField *field : page.findChildren<ComboField *>())
        if (field->accessibleName() == "关于什么"_q)
            kind = field;
    REQUIRE(kind != nullptr);
    kind->setFocus();
    for (int i = 0; i < kind->count() && kind->value() != u"blood_type"; ++i)
        desk.pressed(Qt::Key_Down);
    REQUIRE(ClinicDesk::waited([&] { return page.conflicts()->list()->model()->rowCount() == 1; }));
    CHECK(page.conflicts()->chosen()->column == "blood_type"_q);
}

TEST_CASE("a resident's page and the visit say both values until somebody settles it", "[ui][conflicts]")
{
    InboxDesk desk;
    const Id conflict = twoValuesFor(desk, desk.lixiulan(), nameField, {"李秀蓝"_q, "李秀兰"_q, "李兰"_q});
    desk.window().showPage("visit"_q, desk.lixiulan().text());
    const auto marked = [&] {
        for (PatientBar *bar : desk.window().findChildren<PatientBar *>())
            if (bar->isVisible() && bar->accessibleName().contains("李秀蓝 / 李秀兰"_q))
                return true;
        return false;
    };
    REQUIRE(ClinicDesk::waited(marked));
    desk.keepsPicture("visit_disputed"_q);
    desk.opensCase(conflict);
    desk.pressed(Qt::Key_2);
    REQUIRE(ClinicDesk::waited([&] { return !desk.stateOf(conflict).open; }));
    desk.window().showPage("residents"_q);
    desk.window().showPage("visit"_q, desk.lixiulan().text());
    REQUIRE(ClinicDesk::waited([&] { return !marked(); }));
}

TEST_CASE("the last box handed out twice waits in the inbox, and Enter counts it", "[ui][conflicts]")
{
    InboxDesk desk;
    Id batch;
    REQUIRE(desk.writes([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(received,
                   receiveStock(tx, {"县药房"_q, "R1"_q, {{"D0001"_q, "240815"_q, QDate(2026, 8, 31), 0, {24}}}}));
        batch = received.batches.front();
        return {};
    }));
    REQUIRE(desk.writes([&](Transaction &tx) {
        DispenseRequest request;
        request.drug = "D0001"_q;
        request.unit = "粒"_q;
        request.patient = desk.lixiulan();
        request.amount = {48};
        request.overrideReason = "货架上有"_q;
        return dispense(tx, request);
    }));
    SyncPage &page = desk.opensCase(batch);
    CHECK(InboxDesk::says(page, "−24"_q));
    desk.keepsPicture("conflict_stock"_q);
    QTimer::singleShot(600, [] {
        QWidget *dialog = QApplication::activeModalWidget();
        if (dialog == nullptr)
            return;
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("0"));
        QTest::keyClick(dialog, Qt::Key_F12);
    });
    desk.pressed(Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] {
        return desk.workplace().db.read([&](const Snapshot &s) { return balanceOf(s, batch); })->units().units == 0;
    }));
    CHECK(desk.window().currentKey() == u"pharmacy");
}

TEST_CASE("what the county gave back says what it was, of whom and why, and opens the record", "[ui][sync]")
{
    InboxDesk desk;
    const auto card = desk.lixiulansCard();
    REQUIRE(desk.writes([&](Transaction &tx) {
        Patient after = card;
        after.phone = "13900000001"_q;
        return tx.update(card, after);
    }));
    REQUIRE(desk.workplace().db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(number, tx.number("SELECT max(number) FROM act"));
        YIGONG_TRY(tx.run("INSERT INTO held_back (number, reason, detail, since) VALUES (?, 'forbidden', 'patient', ?)",
                          {number, static_cast<qint64>(tx.now().ms)}));
        return {};
    }));
    SyncPage &page = desk.opensInbox("standing"_q);
    Table *held = nullptr;
    for (Table *table : page.findChildren<Table *>())
        if (table->accessibleName() == "被退回的"_q)
            held = table;
    REQUIRE(held != nullptr);
    REQUIRE(ClinicDesk::waited([&] { return held->model()->rowCount() == 1; }));
    CHECK(held->model()->index(0, 1).data().toString().contains("李*兰"_q));
    desk.keepsPicture("held_back"_q);
    held->setFocus();
    bool named = false;
    QTimer::singleShot(300, [&named] {
        QWidget *dialog = QApplication::activeModalWidget();
        if (dialog == nullptr)
            return;
        named = InboxDesk::says(*dialog, "李秀兰"_q);
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return);
    });
    desk.pressed(Qt::Key_Return);
    REQUIRE(ClinicDesk::waited([&] { return desk.window().currentKey() == u"residents"; }));
    CHECK(named);
}
