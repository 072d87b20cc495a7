// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/drug_identity_code.h"
#include "tests/support/shared_data.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("a drug identity code is known by its check digit", "[codes]")
{
    const DrugIdentityCheck check = checkDrugIdentityCode(u"86901234000012");
    CHECK(check.valid);
    CHECK(check.company == "01234"_q);
    CHECK(check.product == "00001"_q);
    CHECK(checkDrugIdentityCode(u"８６９０１２３４ ００００１２").valid);
    CHECK(checkDrugIdentityCode(u"86901234000013").reason == "bad_check"_q);
    CHECK(checkDrugIdentityCode(u"8690123400001").reason == "format"_q);
    CHECK(checkDrugIdentityCode(u"8690123400001X").reason == "format"_q);
    CHECK(checkDrugIdentityCode(u"69012340000126").reason == "prefix"_q);
    CHECK(checkDrugIdentityCode(u"").reason == "format"_q);
    CHECK(QString(gs1CheckDigit(u"400638133393")) == "1"_q);
}

TEST_CASE("the vectors of the county's list are judged as it says", "[codes][shared]")
{
    const QString path = sharedFile("data/codes/benweima_check_vectors.csv"_q);
    if (path.isEmpty()) {
        WARN("skipped: the vectors are not here");
        return;
    }
    const auto rows = sharedRows(path);
    REQUIRE(rows.size() >= 81);
    for (const QStringList &row : rows) {
        INFO(row.join(u',').toStdString());
        CHECK(checkDrugIdentityCode(row[0]).valid == (row[1] == "1"_q));
    }
}
