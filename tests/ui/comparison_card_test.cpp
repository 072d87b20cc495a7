// SPDX-License-Identifier: GPL-3.0-or-later
// What is not alike here and at the county, as the sync page names it.
#include "core/patients/patient.h"
#include "tests/ui/desk.h"
#include "ui/sync/comparison_card.h"
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

using namespace yigong;

namespace {

QString wordsOn(const ComparisonCard &card)
{
    QString words;
    for (const auto *label : card.findChildren<RunsLabel *>())
        for (const Run &run : label->runs())
            words += run.text + u' ';
    return words;
}

Button *buttonOf(const ComparisonCard &card, const QString &words)
{
    for (auto *button : card.findChildren<Button *>())
        if (button->text() == words)
            return button;
    return nullptr;
}

} // namespace

TEST_CASE("the page says when this computer and the county were found alike, and names what is not", "[ui][compare]")
{
    CountyStore county;
    Desk desk(county, county.villageDoctor, county.wangzhuang);
    SyncSchedule schedule(*county.db, county.folder.path());
    ComparisonCard card(desk.place, schedule);
    card.show();
    CHECK(wordsOn(card).contains(ComparisonCard::tr("not yet")));
    auto *mend = buttonOf(card, ComparisonCard::tr("Put right"));
    REQUIRE(mend != nullptr);
    CHECK_FALSE(mend->isVisible());

    const Id resident = county.addResident("李芳", county.wangzhuang);
    ComparisonFound found;
    found.differences = {{Patient::info.number, resident, Difference::What::Differs, Difference::Place::Here}};
    REQUIRE(county.db->apply([&](Transaction &tx) { return noteComparison(tx, found); }));
    schedule.start();
    REQUIRE(QTest::qWaitFor([&] { return wordsOn(card).contains(ComparisonCard::tr("damaged on this computer")); }));
    CHECK(wordsOn(card).contains("李*"_q));
    CHECK_FALSE(wordsOn(card).contains("李芳"_q));
    CHECK(mend->isVisible());

    REQUIRE(county.db->apply([&](Transaction &tx) { return noteComparison(tx, {}); }));
    REQUIRE(QTest::qWaitFor([&] { return !mend->isVisible(); }, longestWaitMs));
    CHECK_FALSE(wordsOn(card).contains(ComparisonCard::tr("not yet")));
}
