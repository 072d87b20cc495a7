// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/divisions_reader.h"
#include "tests/exchange/files.h"

#include <QBuffer>

using namespace yigong;

namespace {

DivisionList read(QByteArray csv, const QString &county = {})
{
    QBuffer device(&csv);
    device.open(QIODevice::ReadOnly);
    return readDivisions(*CsvReader::over(device).value(), county).value();
}

QStringList lines(const DivisionList &list)
{
    QStringList out;
    for (const Division &division : list.divisions)
        out.append(QStringList{nameOf(division.tier), division.code, division.name, division.parentCode}.join(u' '));
    return out;
}

} // namespace

TEST_CASE("a list of villages gives its townships and county too", "[exchange][divisions]")
{
    const DivisionList list = read("county_code,county,town_code9,town_code12,town,village_code12,village\n"
                                   "341181,天长市,341181101,341181101000,汊涧镇,341181101201,王庄村委会\n"
                                   "341181,天长市,341181101,341181101000,汊涧镇,341181101202,王店村委会\n"
                                   "341181,天长市,341181100,341181100000,铜城镇,,\n");
    CHECK(list.refused.empty());
    CHECK(lines(list) == QStringList{"county 341181 天长市 "_q, "township 341181100 铜城镇 341181"_q,
                                     "township 341181101 汊涧镇 341181"_q,
                                     "village 341181101201 王庄村委会 341181101"_q,
                                     "village 341181101202 王店村委会 341181101"_q});
}

TEST_CASE("a list of codes and names of any tier", "[exchange][divisions]")
{
    const DivisionList list = read("统计用区划代码,名称\n341181101201,王庄村委会\n341181101000,汊涧镇\n341181000000,"
                                   "天长市\n340102001,明光路街道\n");
    CHECK(list.refused.empty());
    CHECK(list.countiesWithoutName == QStringList{"340102"_q});
    CHECK(lines(list) == QStringList{"county 340102 340102 "_q, "county 341181 天长市 "_q,
                                     "township 340102001 明光路街道 340102"_q, "township 341181101 汊涧镇 341181"_q,
                                     "village 341181101201 王庄村委会 341181101"_q});
    CHECK(read("code,name\n341181101000,汊涧镇\n340102001,明光路街道\n", "340102"_q).divisions.size() == 2);
}

TEST_CASE("a division that cannot be placed says why", "[exchange][divisions]")
{
    const DivisionList list = read("town_code,town,village_code,village\n"
                                   "341181101,汊涧镇,341181101201,王庄村委会\n"
                                   "341181101,汊涧镇,341181102201,王店村委会\n"
                                   "341181101,汊涧乡,341181101203,王集村委会\n"
                                   "34118,汊涧镇,,\n"
                                   "3.41181E+11,汊涧镇,,\n"
                                   "341181103,,,\n"
                                   ",石梁镇,,\n"
                                   "341181101201,王庄村委会,,\n");
    REQUIRE(list.refused.size() == 7);
    CHECK(list.refused[0].error == Error{ErrorKind::Invalid, "parent"_q, {"341181102201"_q}});
    CHECK(list.refused[0].line == 3);
    CHECK(list.refused[1].error == Error{ErrorKind::AlreadyExists, "code"_q, {"汊涧镇"_q}});
    CHECK(list.refused[2].error.kind == ErrorKind::BadFormat);
    CHECK(list.refused[3].error.kind == ErrorKind::BadFormat);
    CHECK(list.refused[4].error == Error{ErrorKind::Required, "name"_q, {}});
    CHECK(list.refused[5].error == Error{ErrorKind::Required, "code"_q, {}});
    CHECK(list.refused[6].error.kind == ErrorKind::Invalid);
    const DivisionList orphan = read("代码,名称\n341181101201,王庄村委会\n");
    REQUIRE(orphan.refused.size() == 1);
    CHECK(orphan.refused[0].error == Error{ErrorKind::NotFound, "parent"_q, {"parent"_q, "341181101"_q}});
    QByteArray csv = "name,phone\na,b\n";
    QBuffer device(&csv);
    device.open(QIODevice::ReadOnly);
    CHECK(readDivisions(*CsvReader::over(device).value()).error().kind == ErrorKind::Required);
}

TEST_CASE("real divisions are read whole", "[exchange][divisions][real]")
{
    NEEDS_SHARED_DATA(data)
    const auto villages = readDivisions(data + "/divisions/tianchang_341181_villages.csv"_q).value();
    CHECK(villages.refused.empty());
    CHECK(villages.divisions.size() == 1 + 16 + 175);
    CHECK(villages.countiesWithoutName.isEmpty());
    const auto towns = readDivisions(data + "/divisions/tianchang_341181_towns.csv"_q).value();
    CHECK(towns.refused.empty());
    CHECK(towns.divisions.size() == 1 + 16);
    CHECK(towns.countiesWithoutName == QStringList{"341181"_q});
    const auto anhui = readDivisions(data + "/divisions/anhui_34_towns.csv"_q).value();
    CHECK(anhui.refused.empty());
    CHECK(anhui.divisions.size() > 1685);
    CHECK(readDivisions(data + "/divisions/anhui_34_towns.csv"_q, "341181"_q).value().divisions.size() == 17);
}
