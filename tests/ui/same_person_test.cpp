// SPDX-License-Identifier: GPL-3.0-or-later
// Two cards of one person, as hands and eyes meet them.
#include "core/patients/find.h"
#include "tests/ui/desk.h"
#include "ui/patients/register_dialog.h"
#include "ui/patients/same_person_dialog.h"
#include "ui/widgets/button.h"
#include "ui/widgets/field.h"
#include "ui/widgets/table.h"

using namespace yigong;

namespace {

template <typename W> W *named(const QWidget &in, const QString &words)
{
    for (W *widget : in.findChildren<W *>())
        if (const auto *button = qobject_cast<QAbstractButton *>(widget);
            widget->accessibleName() == words || (button != nullptr && button->text() == words))
            return widget;
    FAIL("no control named " << words.toStdString());
    return nullptr;
}

void keepsPicture(QWidget &dialog, const char *name)
{
    Desk::settle();
    const QString folder = QStringLiteral(YIGONG_BINARY_DIR "/pictures/");
    QDir().mkpath(folder);
    REQUIRE(dialog.grab().save(folder + QString::fromLatin1(name)));
}

std::size_t found(CountyStore &county, const char *text)
{
    const auto all = county.read(
        [&](const Snapshot &s) { return findPatients(s, county.villageDoctor, QString::fromUtf8(text), 10); });
    REQUIRE(all);
    return all->patients.size();
}

} // namespace

TEST_CASE("who may be registered already is shown before a second card is made", "[ui][same]")
{
    CountyStore county;
    Desk desk(county, county.villageDoctor, county.wangzhuang);
    const Id known = county.addResident("李秀兰", county.wangzhuang);
    RegisterDialog dialog(desk.place);
    dialog.show();
    named<Field>(dialog, RegisterDialog::tr("Name"))->setText("李秀兰"_q);
    named<Field>(dialog, RegisterDialog::tr("Phone"))->setText("13800006021"_q);
    Id opened, registered;
    QObject::connect(&dialog, &RegisterDialog::existingRequested, [&](Id id) { opened = id; });
    auto *save = named<Button>(dialog, RegisterDialog::tr("Register"));
    auto *existing = named<Button>(dialog, RegisterDialog::tr("Open that record"));
    CHECK_FALSE(existing->isVisible());
    QTest::mouseClick(save, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return existing->isVisible(); }, longestWaitMs));
    CHECK(found(county, "lixiulan") == 1);
    keepsPicture(dialog, "register_likely.png");
    QTest::mouseClick(existing, Qt::LeftButton);
    CHECK(opened == known);
}

TEST_CASE("a pair is made one by a reason, and two again from the other list", "[ui][same]")
{
    CountyStore county;
    Desk desk(county, county.villageDoctor, county.wangzhuang);
    county.addResident("李秀兰", county.wangzhuang);
    county.hoursPass(1);
    county.addResident("李秀蓝", county.wangzhuang);
    SamePersonDialog dialog(desk.place);
    int changes = 0;
    QObject::connect(&dialog, &SamePersonDialog::changed, [&] { ++changes; });
    dialog.show();
    auto *list = named<Table>(dialog, SamePersonDialog::tr("Pairs of cards"));
    auto *make = named<Button>(dialog, SamePersonDialog::tr("One person: make them one"));
    auto *reason = named<Field>(dialog, SamePersonDialog::tr("Reason"));
    REQUIRE(QTest::qWaitFor([&] { return list->model()->rowCount() == 1 && make->isEnabled(); }, longestWaitMs));
    keepsPicture(dialog, "same_person.png");

    QTest::mouseClick(make, Qt::LeftButton); // without a reason
    REQUIRE(QTest::qWaitFor([&] { return reason->hasFocus() && make->isEnabled(); }, longestWaitMs));
    CHECK(found(county, "lixiulan") == 2);
    QTest::keyClicks(reason, "two ID cards seen"_q);
    QTest::keyClick(&dialog, Qt::Key_Return, Qt::ControlModifier);
    REQUIRE(QTest::qWaitFor([&] { return changes == 1 && list->model()->rowCount() == 0; }, longestWaitMs));
    CHECK(found(county, "lixiulan") == 1);

    auto *merged = named<QAbstractButton>(dialog, SamePersonDialog::tr("Made one"));
    QTest::mouseClick(merged, Qt::LeftButton);
    auto *apart = named<Button>(dialog, SamePersonDialog::tr("Two people: take apart"));
    REQUIRE(QTest::qWaitFor([&] { return list->model()->rowCount() == 1 && apart->isEnabled(); }, longestWaitMs));
    QTest::keyClicks(reason, "sisters"_q);
    QTest::mouseClick(apart, Qt::LeftButton);
    REQUIRE(QTest::qWaitFor([&] { return changes == 2; }, longestWaitMs));
    CHECK(found(county, "lixiulan") == 2);
}
