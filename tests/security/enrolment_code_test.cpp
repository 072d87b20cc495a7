// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/enrolment_code.h"
#include "core/security/keys.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("an enrolment code is read back however it is typed, and a slip is noticed", "[security]")
{
    const QByteArray pin = digestOf("the county's hub");
    const EnrolmentCode code = EnrolmentCode::make(pin);
    const QString text = code.text();
    CHECK(text.size() == 35);
    const auto typed = EnrolmentCode::parse(text.toLower().replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l'));
    REQUIRE(typed);
    CHECK(typed->secret() == code.secret());
    CHECK(typed->fits(pin));
    CHECK_FALSE(typed->fits(digestOf("another hub")));
    for (const qsizetype at : {0, 16, 34}) {
        QString slip = text;
        slip[at] = slip[at] == u'7' ? u'8' : u'7';
        CHECK(EnrolmentCode::parse(slip).error().kind == ErrorKind::BadFormat);
    }
    CHECK_FALSE(EnrolmentCode::parse(text.chopped(1)));
    CHECK_FALSE(EnrolmentCode::parse("hello"_q));
}

TEST_CASE("what is kept of a code is the same for the same hub, and another for another", "[security]")
{
    const QByteArray pin = digestOf("the county's hub");
    const EnrolmentCode code = EnrolmentCode::make(pin);
    const QByteArray verifier = code.verifier();
    CHECK(verifier.size() == 32);
    CHECK(EnrolmentCode::verifierOf(code.secret(), pin) == verifier);
    CHECK(EnrolmentCode::verifierOf(code.secret(), digestOf("another hub")) != verifier);
    CHECK(EnrolmentCode::make(pin).verifier() != verifier);
    CHECK_FALSE(verifier.contains(code.secret().toLatin1()));
}
