// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/short_number.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("a short number is read back as it was made", "[base]")
{
    const QString text = ShortNumber{"WZ"_q, u'A', 417}.text();
    CHECK(text.startsWith("WZ-A0417-"_q));
    const auto back = ShortNumber::parse(text);
    REQUIRE(back);
    CHECK(back->siteCode == "WZ"_q);
    CHECK(back->serial == 417);
    CHECK(ShortNumber::parse(text.toLower()));
    CHECK(ShortNumber{"WZ"_q, u'B', 123456}.text().startsWith("WZ-B123456-"_q));
}

TEST_CASE("a mistyped digit of a short number is noticed", "[base]")
{
    const QString text = ShortNumber{"WZ"_q, u'A', 417}.text();
    for (qsizetype at = 4; at < text.size(); ++at) {
        if (!text[at].isDigit())
            continue;
        for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
            if (text[at] == QChar(digit))
                continue;
            QString wrong = text;
            wrong[at] = QChar(digit);
            INFO(wrong.toStdString());
            CHECK_FALSE(ShortNumber::parse(wrong));
        }
    }
    CHECK_FALSE(ShortNumber::parse(u"WZ-A417-6"));
    CHECK_FALSE(ShortNumber::parse(u""));
}
