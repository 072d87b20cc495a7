// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/code_list_import.h"
#include "tests/support/shared_data.h"
#include "tests/support/text.h"

#include <QBuffer>

using namespace yigong;

namespace {

Result<CodeList> read(CodeListKind kind, const char *text)
{
    QByteArray bytes(text);
    QBuffer buffer(&bytes);
    buffer.open(QIODevice::ReadOnly);
    return readCodeList(kind, buffer);
}

Result<CodeList> readShared(CodeListKind kind, const QString &path)
{
    QFile file(path);
    file.open(QIODevice::ReadOnly);
    return readCodeList(kind, file);
}

} // namespace

TEST_CASE("a code list is read by its headers, in any order", "[codes][import]")
{
    const auto list =
        read(CodeListKind::Diagnoses,
             "\xEF\xBB\xBF诊断名称,备注,诊断代码\r\n\"肺炎，\"\"其他\"\"\",x,j18.900\r\n\r\n高血压,,Ｉ10.x00\r\n");
    REQUIRE(list);
    CHECK(list->taken == 2);
    CHECK(list->codes.diagnoses[0].name == "肺炎，\"其他\""_q);
    CHECK(list->codes.diagnoses[0].code == "J18.900"_q);
    CHECK(list->codes.diagnoses[1].code == "I10.x00"_q);
}

TEST_CASE("a wrong row is refused with its line and reason, and the others are taken", "[codes][import]")
{
    const auto list = read(CodeListKind::Diagnoses, "code,name\nJ06.900,感冒\n,没有编码\nJ18.900,\n高血压,I10\nJ06.900,"
                                                    "别名\nJ06.900,感冒\n\"R05.x00\",\"咳\n嗽\"\nR51.x00,头痛\n");
    REQUIRE(list);
    CHECK(list->taken == 3);
    CHECK(list->repeated == 1);
    REQUIRE(list->refused.size() == 4);
    CHECK(list->refused[0].line == 3);
    CHECK(list->refused[0].error == Error{ErrorKind::Required, "code"_q, {}});
    CHECK(list->refused[1].error == Error{ErrorKind::Required, "name"_q, {}});
    CHECK(list->refused[2].error.kind == ErrorKind::Invalid);
    CHECK(list->refused[3].error == Error{ErrorKind::AlreadyExists, "code"_q, {"J06.900"_q}});
    CHECK(list->codes.diagnoses[1].name == "咳 嗽"_q);
}

TEST_CASE("a list without the needed columns, or not in UTF-8, is not read", "[codes][import]")
{
    CHECK(read(CodeListKind::Diagnoses, "").error() == Error{ErrorKind::Required, "code"_q, {}});
    CHECK(read(CodeListKind::Diagnoses, "code,remark\n").error() == Error{ErrorKind::Required, "name"_q, {}});
    CHECK(read(CodeListKind::Diagnoses, "code,name\nJ18.900,\xB7\xCE\xD1\xD7\n").error() ==
          Error{ErrorKind::BadFormat, {}, {"UTF-8"_q, "2"_q}});
}

TEST_CASE("a code must have its list's shape", "[codes][import]")
{
    const auto accepts = [](CodeListKind kind, const char *code) {
        return read(kind, (QByteArray("code,name\n") + code + ",甲\n").constData())->taken == 1;
    };
    for (const char *code :
         {"I10", "I10.x00", "J06.900x001", "B02.300", "A17.000+G01*", "E10.301+H36.0*", "M8000/3", "S01.0"})
        CHECK(accepts(CodeListKind::Diagnoses, code));
    for (const char *code : {"10.00", "I1", "I10.x00x02", "J06.9000", "ABC", "I10-x00"})
        CHECK_FALSE(accepts(CodeListKind::Diagnoses, code));
    for (const char *code : {"81.66", "51.2300", "01.6x00", "03.1x00x001", "00.1400x002", "17.971A0"})
        CHECK(accepts(CodeListKind::Procedures, code));
    for (const char *code : {"I10.x00", "8166", "81.666666"})
        CHECK_FALSE(accepts(CodeListKind::Procedures, code));
}

TEST_CASE("a drug list brings form, strength and pack where it has them", "[codes][import]")
{
    const auto list = read(
        CodeListKind::Drugs,
        "药品编码,通用名,剂型,规格,包装,最小单位\nXJ01,阿莫西林胶囊,胶囊剂,0.25g,36 粒/盒,粒\nXJ02,布洛芬片,,,,\n");
    REQUIRE(list);
    REQUIRE(list->codes.drugs.size() == 2);
    CHECK(list->codes.drugs[0].isComplete());
    CHECK(list->codes.drugs[0].unitsPerPack == 36);
    CHECK_FALSE(list->codes.drugs[1].isComplete());
}

TEST_CASE("the full lists of the county are taken whole and answer", "[codes][import][shared]")
{
    const QString diagnoses = sharedFile("data/codes/icd10_yibao_diagnosis.csv"_q);
    const QString procedures = sharedFile("data/codes/icd9cm3_yibao_procedure.csv"_q);
    const QString drugs = sharedFile("data/codes/original_drug_list.csv"_q);
    if (diagnoses.isEmpty() || procedures.isEmpty() || drugs.isEmpty()) {
        WARN("skipped: the full code lists are not here");
        return;
    }
    auto first = readShared(CodeListKind::Diagnoses, diagnoses);
    REQUIRE(first);
    CHECK(first->taken == 30'530);
    CHECK(first->refused.empty());
    auto second = readShared(CodeListKind::Procedures, procedures);
    REQUIRE(second);
    CHECK(second->taken == 9'609);
    CHECK(second->refused.empty());
    auto third = readShared(CodeListKind::Drugs, drugs);
    REQUIRE(third);
    CHECK(third->taken == 1'231);
    CHECK(third->taken + third->repeated == 1'526);
    ImportedCodes all = std::move(first->codes);
    all.procedures = std::move(second->codes.procedures);
    all.drugs = std::move(third->codes.drugs);
    const Catalogue catalogue(std::move(all));
    CHECK(catalogue.diagnoses().entries().size() > 30'530);
    CHECK(catalogue.diagnoses().find(u"A17.000+G01*")->name == "结核性脑膜炎"_q);
    CHECK_FALSE(catalogue.diagnoses().search(u"jhxnmy").empty());
    CHECK(catalogue.diagnoses().search(u"gxy", 5).front()->name == "原发性高血压"_q);
    CHECK(catalogue.procedures().find(u"51.2300"));
    CHECK_FALSE(catalogue.procedures().search(u"胆囊切除").empty());
}
