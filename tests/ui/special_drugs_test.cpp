// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/inventory/pharmacy.h"
#include "tests/ui/desk.h"
#include "ui/encounters/visit_page.h"
#include "ui/inventory/pharmacy_page.h"
#include "ui/inventory/special_register_dialog.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/field.h"

#include <QLabel>
#include <QSignalSpy>

using namespace yigong;

namespace {

struct NarcoticsDesk : Desk
{
    NarcoticsDesk(Pharmacy &county, const Actor &who) : Desk(county, who, county.liuhe) {}

    /// The second person at the dialog that asks them: picks themself, types, signs; all by keys.
    void signsBeside(const QString &name, const QString &password)
    {
        auto *who = waitedFor<ComboField>("第二人"_q);
        REQUIRE(waitsFor([&] { return who->count() > 0; }));
        who->setFocus();
        for (int i = 0; i < who->count() && !who->currentText().startsWith(name); ++i)
            presses(Qt::Key_Down);
        REQUIRE(who->currentText().startsWith(name));
        goesTo("本人密码"_q);
        types(password);
        presses(Qt::Key_F12);
    }
    void keepsDialogPicture(const QString &name)
    {
        settle();
        QWidget *dialog = QApplication::activeModalWidget();
        REQUIRE(dialog != nullptr);
        const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures");
        QDir().mkpath(folder);
        REQUIRE(dialog->grab().save(folder + u'/' + name + QStringLiteral(".png")));
    }
    /// Whether the dialog that is open says so.
    static bool says(const QString &words)
    {
        for (QLabel *label : QApplication::activeModalWidget()->findChildren<QLabel *>())
            if (label->isVisible() && label->text().contains(words))
                return true;
        return false;
    }
    template <typename W> W *waitedFor(const QString &name)
    {
        REQUIRE(waitsFor([&] {
            for (QWidget *top : QApplication::topLevelWidgets())
                for (W *widget : top->findChildren<W *>())
                    if (widget->isVisible() && widget->accessibleName() == name)
                        return true;
            return false;
        }));
        return control<W>(name);
    }
};

} // namespace

TEST_CASE("a delivery of morphine waits for the second person's own password", "[ui][pharmacy][special]")
{
    Pharmacy county;
    NarcoticsDesk desk(county, county.pharmacist);
    auto *page = desk.shows<PharmacyPage>("pharmacy"_q);
    QSignalSpy written(page, &PharmacyPage::written);
    desk.pressesAndAnswers(
        Qt::Key_N,
        [](QWidget *dialog) {
            Desk::fillsAndConfirms(dialog, {{"药品"_q, "ysmfzsy"_q},
                                            {"批号"_q, "M2501"_q},
                                            {"有效期"_q, "2027-03-31"_q},
                                            {"零散数"_q, "5"_q},
                                            {"供货单位"_q, "国药"_q}});
        },
        Qt::ControlModifier);
    desk.signsBeside("何静"_q, "not her password"_q);
    desk.keepsDialogPicture("second_signature"_q);
    REQUIRE(desk.waitsFor([&] { return desk.says("密码不对"_q); }));
    CHECK(county.read([&](const Snapshot &s) { return balancesOf(s, county.liuhe.id); })->empty());
    desk.signsBeside("何静"_q, Pharmacy::passwordOf("hejing"));
    REQUIRE(desk.waitsFor([&] { return written.count() == 1; }));
    const auto all = county.read([&](const Snapshot &s) { return balancesOf(s, county.liuhe.id); });
    REQUIRE(all->size() == 1);
    CHECK(all->front().batch.drug == county.morphine);
    const auto paper = county.read([](const Snapshot &s) { return s.select<StockDocument>(""); })->front();
    CHECK(paper.witness == county.nurse.practitioner);
}

namespace {

struct NarcoticsVisit : NarcoticsDesk
{
    NarcoticsVisit(Pharmacy &county, const Actor &who) : NarcoticsDesk(county, who)
    {
        page = shows<VisitPage>("visit"_q, county.resident.text());
        REQUIRE(waitsFor([&] { return page->firstFocus() != nullptr && page->firstFocus()->isVisible(); }));
        page->firstFocus()->setFocus();
        settle();
        types("癌痛"_q);
        goesTo("加诊断"_q);
        types("gxy"_q);
        presses(Qt::Key_Return);
        goesTo("加药"_q);
        types("ysmfp"_q); // 盐酸吗啡片
        presses(Qt::Key_Return);
        settle();
    }
    VisitPage *page = nullptr;
};

} // namespace

TEST_CASE("a doctor without the right sees why morphine cannot be signed", "[ui][visit][special]")
{
    Pharmacy county;
    county.shelves("D0749"_q, 60);
    NarcoticsVisit desk(county, county.townshipDoctor);
    const auto isTold = [&] {
        for (const Banner *banner : desk.window.findChildren<Banner *>())
            if (banner->isVisible() && banner->accessibleName().contains("麻精处方权"_q))
                return true;
        return false;
    };
    REQUIRE(desk.waitsFor(isTold));
    desk.keepsPicture("visit_narcotic_right"_q);
    desk.presses(Qt::Key_F12);
    CHECK(QApplication::activeModalWidget() == nullptr);
    CHECK(county.read([](const Snapshot &s) { return s.select<MedicationRequest>(""); })->empty());
}

TEST_CASE("morphine of a visit goes out once a colleague has signed beside the doctor", "[ui][visit][special]")
{
    Pharmacy county;
    const Id batch = county.shelves("D0749"_q, 60);
    NarcoticsVisit desk(county, county.doctor);
    desk.pressesAndAnswers(Qt::Key_F12, [](QWidget *dialog) { QTest::keyClick(dialog, Qt::Key_F12); });
    desk.signsBeside("林晓"_q, Pharmacy::passwordOf("linxiao"));
    REQUIRE(desk.waitsFor([&] { return county.units(batch) < 60; }));
    const auto papers = *county.read([](const Snapshot &s) { return s.select<StockDocument>("ORDER BY id"); });
    CHECK(papers.back().kind == StockDocumentKind::Dispense);
    CHECK(papers.back().practitioner == county.doctor.practitioner);
    CHECK(papers.back().witness == county.pharmacist.practitioner);
}

TEST_CASE("the register of special drugs lists each move with both signatures", "[ui][pharmacy][special]")
{
    Pharmacy county;
    const Id batch = county.shelves(county.morphine, 10);
    county.hoursPass(2);
    REQUIRE(county.dispenses(county.prescribes(county.morphine, 2, county.doctor), 2,
                             *county.signs("hejing", county.pharmacist)));
    county.hoursPass(1);
    REQUIRE(county.write(county.pharmacist, [&](Transaction &tx) {
        return countBatch(tx, batch, {8}, "日清"_q, *county.signs("wujianguo", county.pharmacist));
    }));
    NarcoticsDesk desk(county, county.pharmacist);
    auto *page = desk.shows<PharmacyPage>("pharmacy"_q);
    REQUIRE(page != nullptr);
    desk.presses(Qt::Key_R, Qt::ControlModifier);
    auto *table = desk.waitedFor<Table>("专册登记"_q);
    REQUIRE(desk.waitsFor([&] { return table->model()->rowCount() == 3; }));
    CHECK(table->model()->index(1, 6).data().toString().contains("何静"_q));
    CHECK(table->model()->index(1, 2).data().toString().contains("李秀兰"_q));
    desk.keepsDialogPicture("special_register"_q);
}
