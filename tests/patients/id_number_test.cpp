// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/id_number.h"
#include "tests/support/shared_data.h"
#include "tests/support/text.h"

using namespace yigong;

namespace {

const QDate Today(2026, 11, 25);

QString reasonOf(const QString &number)
{
    return wordOf(checkIdNumber(number, Today).reason);
}

} // namespace

TEST_CASE("an ID number tells the birth date and the sex", "[patients][id]")
{
    const IdNumberCheck woman = checkIdNumber(u"11010519491231002X", Today);
    CHECK(woman.valid);
    CHECK(woman.validAsWritten);
    CHECK(woman.birthDate == QDate(1949, 12, 31));
    CHECK(woman.sex == 2);
    CHECK(woman.kind == IdNumberKind::Citizen);

    const IdNumberCheck man = checkIdNumber(u"440524188001010014", Today);
    CHECK(man.valid);
    CHECK(man.birthDate == QDate(1880, 1, 1));
    CHECK(man.sex == 1);
    CHECK(wordOf(man.reason) == "ok_before_1900"_q);
}

TEST_CASE("an old number of 15 digits becomes one of 18", "[patients][id]")
{
    const IdNumberCheck check = checkIdNumber(u"130503670401001", Today);
    CHECK(check.valid);
    CHECK(check.number == "130503196704010016"_q);
    CHECK(check.birthDate == QDate(1967, 4, 1));
    CHECK(check.sex == 1);
    CHECK(wordOf(check.reason) == "ok15"_q);
}

TEST_CASE("what people and spreadsheets write is mended, and said to be", "[patients][id]")
{
    const auto written =
        GENERATE(values<const char *>({"１１０１０５１９４９１２３１００２Ｘ", " 110105 19491231 002X ",
                                       "　11010519491231002X", "'11010519491231002x",
                                       "\xE2\x80\x8E"
                                       "11010519491231002X",
                                       "11010519491231002ｘ"}));
    INFO(written);
    const IdNumberCheck check = checkIdNumber(QString::fromUtf8(written), Today);
    CHECK(check.valid);
    CHECK_FALSE(check.validAsWritten);
    CHECK(check.number == "11010519491231002X"_q);
}

TEST_CASE("a lower-case x is the number as written", "[patients][id]")
{
    const IdNumberCheck check = checkIdNumber(u"11010519491231002x", Today);
    CHECK(check.validAsWritten);
    CHECK(check.number == "11010519491231002X"_q);
    CHECK(wordOf(check.reason) == "ok_lowercase_x"_q);
}

TEST_CASE("a wrong number says what is wrong with it first", "[patients][id]")
{
    struct Case
    {
        const char *number, *reason;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"",                     "format"},
        {"3.41E+17",             "format"},
        {"1101051949123100",     "format"},
        {"1101051949123100200",  "format"},
        {"11010519491231X02X",   "format"},
        {"110105194912310021",   "bad_check"},
        {"110105194902290021",   "bad_date"},
        {"11010519491331002X",   "bad_date"},
        {"110105209912310021",   "future"},
        {"130503671301001",      "bad_date"},
        {"000000000000000000",   "bad_date"},
        {"000000000000000",      "bad_date"},
    }));
    // clang-format on
    INFO(c.number);
    CHECK(reasonOf(QString::fromLatin1(c.number)) == QString::fromLatin1(c.reason));
    const IdNumberCheck check = checkIdNumber(QString::fromLatin1(c.number), Today);
    CHECK_FALSE(check.valid);
    CHECK_FALSE(check.birthDate.isValid());
    CHECK(check.sex == 0);
}

TEST_CASE("who is born today has a number, who is born tomorrow has none", "[patients][id]")
{
    const auto bornOn = [](const char *day) {
        const QString first17 = "341181"_q + QString::fromLatin1(day) + "123"_q;
        return first17 + idNumberCheckDigit(first17);
    };
    CHECK(reasonOf(bornOn("20261125")) == "ok"_q);
    CHECK(reasonOf(bornOn("20261126")) == "future"_q);
    CHECK(reasonOf(bornOn("17991231")) == "too_old"_q);
}

TEST_CASE("residence permits are told apart by their form", "[patients][id]")
{
    const auto kindOf = [](const QString &first17) {
        return checkIdNumber(first17 + idNumberCheckDigit(first17), Today).kind;
    };
    CHECK(kindOf("81000019900101123"_q) == IdNumberKind::HongKongResident);
    CHECK(kindOf("82000019900101123"_q) == IdNumberKind::MacaoResident);
    CHECK(kindOf("83000019900101123"_q) == IdNumberKind::TaiwanResident);
    CHECK(kindOf("91108419900101123"_q) == IdNumberKind::Foreigner);
    const IdNumberCheck old = checkIdNumber(u"usa110085022901", Today);
    CHECK(old.kind == IdNumberKind::ForeignerOld);
    CHECK(old.valid);
    CHECK(old.number == "USA110085022901"_q);
    CHECK_FALSE(checkIdNumber(u"USA110085133101", Today).valid);
}

TEST_CASE("the error of a wrong check digit names the right one", "[patients][id]")
{
    const Error error = idNumberError(checkIdNumber(u"110105194912310021", Today));
    CHECK(error == Error{ErrorKind::IdNumberCheckDigit, "id_number"_q, {"110105194912310021"_q, "X"_q}});
    CHECK(idNumberError(checkIdNumber(u"12", Today)).kind == ErrorKind::IdNumberFormat);
    CHECK(idNumberError(checkIdNumber(u"110105209912310021", Today)).kind == ErrorKind::IdNumberFuture);
}

TEST_CASE("changing any one digit, or swapping two neighbours, is noticed", "[patients][id]")
{
    const QString right = "130503196704010016"_q;
    for (int at = 0; at < 18; ++at) {
        for (char16_t digit = u'0'; digit <= u'9'; ++digit) {
            QString wrong = right;
            wrong[at] = QChar(digit);
            if (wrong != right)
                REQUIRE_FALSE(checkIdNumber(wrong, Today).valid);
        }
        if (at > 0 && right[at] != right[at - 1]) {
            QString swapped = right;
            swapped[at] = right[at - 1];
            swapped[at - 1] = right[at];
            REQUIRE_FALSE(checkIdNumber(swapped, Today).valid);
        }
    }
}

TEST_CASE("the county's list of 250 numbers is judged as its columns say", "[patients][id][shared]")
{
    const QString path = sharedFile("data/identifiers/id_numbers.csv"_q);
    if (path.isEmpty()) {
        WARN("skipped: the list of ID numbers is not here");
        return;
    }
    const auto rows = sharedRows(path);
    REQUIRE(rows.size() == 250);
    for (const QStringList &row : rows) {
        INFO(row.join(u',').toStdString());
        const IdNumberCheck check = checkIdNumber(row[0], Today);
        CHECK(check.validAsWritten == (row[2] == "1"_q));
        if (check.valid && !check.validAsWritten) {
            CHECK(row[1] == "fullwidth_digits"_q);
            continue;
        }
        CHECK(wordOf(check.reason) == row[3]);
        CHECK(check.birthDate.toString(Qt::ISODate) == row[4]);
        CHECK(check.sex == (row[5] == "male"_q ? 1 : row[5] == "female"_q ? 2 : 0));
    }
}
