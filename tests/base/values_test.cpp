// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/clock.h"
#include "core/base/money.h"
#include "core/base/partial_date.h"
#include "core/base/text.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("ids are unique, ordered by time and survive a clock that goes back", "[base]")
{
    FixedClock clock({1'747'102'320'000});
    IdSource ids(clock);
    Id last = ids.next();
    for (int i = 0; i < 20'000; ++i) {
        if (i == 5'000)
            clock.advanceMs(-3'600'000);
        const Id id = ids.next();
        REQUIRE(last < id);
        last = id;
    }
    CHECK(Id::parse(last.text()) == last);
    CHECK(Id::fromBytes(last.bytes()) == last);
    CHECK_FALSE(Id::parse(u"0197").has_value());
}

TEST_CASE("an id made from a key is the same on every device", "[base]")
{
    CHECK(Id::fromKey("allergy/1/2") == Id::fromKey("allergy/1/2"));
    CHECK(Id::fromKey("allergy/1/2") != Id::fromKey("allergy/1/3"));
}

TEST_CASE("the civil day is the county's, not UTC's", "[base]")
{
    CHECK(civilDay(Instant::fromIso(u"2025-05-12T16:00:00Z")) == QDate(2025, 5, 13));
    CHECK(civilDay(Instant::fromIso(u"2025-05-12T15:59:59Z")) == QDate(2025, 5, 12));
    CHECK(startOf(QDate(2025, 5, 13)) == Instant::fromIso(u"2025-05-12T16:00:00Z"));
    CHECK(civilTime(Instant::fromIso(u"2025-05-13T10:12:00")) == "10:12"_q);
}

TEST_CASE("money is whole fen", "[base]")
{
    CHECK(Money::parse(u"42.6") == Money{4260});
    CHECK(Money::parse(u"-0.05") == Money{-5});
    CHECK_FALSE(Money::parse(u"4.205").has_value());
    CHECK_FALSE(Money::parse(u"").has_value());
    CHECK(Money{4260}.yuan() == "42.60"_q);
    CHECK(Money{-5}.yuan() == "-0.05"_q);
}

TEST_CASE("a date may know only its year or month", "[base]")
{
    CHECK(PartialDate::parse(u"1956-03")->text() == "1956-03"_q);
    CHECK(ageOn(*PartialDate::parse(u"1956"), QDate(2025, 5, 13)) == 69);
    CHECK(ageOn(*PartialDate::parse(u"1956-05-14"), QDate(2025, 5, 13)) == 68);
    CHECK_FALSE(PartialDate::parse(u"1956-02-30").has_value());
    CHECK_FALSE(PartialDate::parse(u"56-02").has_value());
}

TEST_CASE("full-width typing is accepted", "[base]")
{
    CHECK(halfWidth(u"３４１１８１Ｘ　／") == "341181X /"_q);
    CHECK(tidied(u"　李  秀兰 ") == "李 秀兰"_q);
    CHECK(digitsOf(u"138-００01 x") == "1380001"_q);
    CHECK_FALSE(isCleanText(QStringView(u"a\u0001b")));
    CHECK(isCleanText(u"𠅤"));
}
