// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/credit_code.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("a credit code is known by its check character", "[sites]")
{
    CHECK(checkCreditCode(u"91110000802100433B").valid);
    CHECK(checkCreditCode(u"9144030071526726XG").valid);
    CHECK(checkCreditCode(u"91110000802100433B").organisationCode == "80210043-3"_q);
    CHECK(checkCreditCode(u"９１１１００００８０２１００４３３ｂ").code == "91110000802100433B"_q);
    CHECK(checkCreditCode(u" 911100008 02100433b").valid);
}

TEST_CASE("a wrong credit code says why", "[sites]")
{
    CHECK(checkCreditCode(u"91110000802100433A").reason == "bad_check"_q);
    CHECK(checkCreditCode(u"91110000802100433").reason == "format"_q);
    CHECK(checkCreditCode(u"9111000080210043OB").reason == "format"_q);
    CHECK(checkCreditCode(u"91A10000802100433B").reason == "format"_q);
    CHECK(checkCreditCode(u"").reason == "format"_q);
    CHECK(checkCreditCode(u"91110000802100433A").organisationCode.isEmpty());
}

TEST_CASE("an organisation code is known by its check character", "[sites]")
{
    CHECK(isOrganisationCode(u"80210043-3"));
    CHECK(isOrganisationCode(u"802100433"));
    CHECK(isOrganisationCode(u"71526726-X"));
    CHECK_FALSE(isOrganisationCode(u"80210043-4"));
    CHECK_FALSE(isOrganisationCode(u"8021004-3"));
}
