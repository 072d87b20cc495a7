// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/line_pace.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

/// Sends full pieces over a line of so many units a second, so far away.
qint64 settlesAt(LinePace &pace, qint64 unitsASecond, qint64 awayMs, int pieces = 20)
{
    for (int i = 0; i < pieces; ++i)
        pace.took(pace.size(), awayMs + pace.size() * 1000 / unitsASecond);
    return pace.size();
}

} // namespace

TEST_CASE("a piece comes to take about as long as is wanted, from above and from below", "[sync][pace]")
{
    for (const qint64 first : {10LL, 1'000LL, 1'000'000LL}) {
        LinePace pace({10, first, 1'000'000, 4'000});
        const qint64 size = settlesAt(pace, 2'500, 600);
        const qint64 took = 600 + size * 1000 / 2'500;
        CHECK(took >= 1'500);
        CHECK(took <= 4'500);
    }
}

TEST_CASE("a fast line soon has the largest pieces, and never larger ones", "[sync][pace]")
{
    LinePace pace({10, 100, 1'000, 4'000});
    CHECK(settlesAt(pace, 1'000'000, 1, 4) == 1'000);
    CHECK(settlesAt(pace, 1'000'000, 1) == 1'000);
}

TEST_CASE("a small last piece does not make a slow line look fast", "[sync][pace]")
{
    LinePace pace({10, 1'000, 1'000'000, 4'000});
    pace.took(3, 700);
    CHECK(pace.size() == 1'000);
}

TEST_CASE("what did not get through is tried smaller, and a clock that was set says nothing", "[sync][pace]")
{
    LinePace pace({10, 1'000, 1'000'000, 4'000});
    pace.took(1'000, -5'000);
    CHECK(pace.size() == 1'000);
    pace.broke();
    CHECK(pace.size() == 250);
    for (int i = 0; i < 10; ++i)
        pace.broke();
    CHECK(pace.size() == 10);
}

TEST_CASE("what the hub took is not held against the line", "[sync][pace]")
{
    CHECK(timeOnLine(20'300, 20'000) == 300);
    CHECK(timeOnLine(300, 0) == 300);
    CHECK(timeOnLine(300, 5'000) == 0); // a hub that exaggerates
    CHECK(timeOnLine(300, -5'000) == 300);
    CHECK(timeOnLine(-60'000, 100) < 0); // the clock here was set: it says nothing, as before
}
