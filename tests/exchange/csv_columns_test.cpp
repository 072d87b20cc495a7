// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_columns.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("headers are known in any order, language and spelling", "[exchange][columns]")
{
    // clang-format off
    const auto [header, field] = GENERATE(table<const char *, PatientField>({
        {"姓名", PatientField::Name}, {"*姓名", PatientField::Name}, {"姓 名", PatientField::Name}, {"Name", PatientField::Name},
        {"性别", PatientField::Sex}, {"Gender", PatientField::Sex},
        {"出生日期", PatientField::BirthDate}, {"出生年月", PatientField::BirthDate}, {"birth_date", PatientField::BirthDate}, {"出生日期(YYYY-MM-DD)", PatientField::BirthDate},
        {"身份证号", PatientField::IdNumber}, {"身份证号码（18位）", PatientField::IdNumber}, {"公民身份号码", PatientField::IdNumber}, {"证件号码", PatientField::IdNumber}, {"ID Number", PatientField::IdNumber}, {"ＩＤ Ｃａｒｄ", PatientField::IdNumber},
        {"证件类型", PatientField::IdType}, {"本人电话", PatientField::Phone}, {"手机：", PatientField::Phone}, {"联系电话", PatientField::Phone},
        {"联系人电话", PatientField::ContactPhone}, {"联系人", PatientField::ContactName},
        {"家庭住址", PatientField::Address}, {"现住址", PatientField::Address}, {"户籍地址", PatientField::RegisteredAddress},
        {"民族", PatientField::Ethnicity}, {"血型", PatientField::BloodType}, {"ABO血型", PatientField::BloodType}, {"RH血型", PatientField::RhType}, {"婚姻状况", PatientField::Marital},
        {"健康档案编号", PatientField::RecordNumber}, {"档案编号", PatientField::RecordNumber}, {"村（居）委会名称", PatientField::Village}, {"村(居)委会", PatientField::Village}, {"行政村", PatientField::Village},
        {"建档机构", PatientField::Organisation}, {"药物过敏史", PatientField::Allergies}, {"慢病", PatientField::History}, {"既往史", PatientField::History},
        {"户主姓名", PatientField::Householder}, {"与户主关系", PatientField::RelationToHouseholder}, {"户号", PatientField::HouseholdNumber},
        {"备注", PatientField::Remarks}, {"人员ID", PatientField::SourceId}, {"病人ID", PatientField::SourceId}, {"patient_id", PatientField::SourceId},
    }));
    // clang-format on
    INFO(header);
    const auto columns = PatientColumns::of({"别的"_q, QString::fromUtf8(header)});
    REQUIRE(columns);
    CHECK(columns->has(field));
    CHECK(columns->unknown() == QStringList{"别的"_q});
    CHECK(patientFieldNamed(nameOf(field)) == field);
}

TEST_CASE("what no field takes is kept as a remark", "[exchange][columns]")
{
    const auto columns =
        PatientColumns::of({"序号"_q, "姓名"_q, "低保户"_q, "备注"_q, ""_q, "行号"_q, "未接收原因"_q}).value();
    CHECK(columns.unknown() == QStringList{"低保户"_q});
    CHECK(columns.ignored() == QStringList{"序号"_q, "行号"_q, "未接收原因"_q});
    const PatientCells cells = columns.read({"1"_q, "'张三"_q, "是"_q, "腿脚不便"_q, "无名列"_q, "7"_q, "日期不对"_q});
    CHECK(cells.value(PatientField::Name) == "张三"_q);
    CHECK(cells.value(PatientField::Remarks) == "腿脚不便"_q);
    CHECK(cells.value(PatientField::Phone).isEmpty());
    CHECK(cells.remarks == QStringList{"低保户: 是"_q, "无名列"_q});
}

TEST_CASE("two columns of one field lose nothing", "[exchange][columns]")
{
    const auto columns = PatientColumns::of({"联系电话"_q, "姓名"_q, "手机"_q, "姓名"_q}).value();
    const PatientCells both = columns.read({"0550-7023456"_q, "张三"_q, "13855012345"_q, "张三"_q});
    CHECK(both.value(PatientField::Phone) == "0550-7023456"_q);
    CHECK(both.remarks == QStringList{"手机: 13855012345"_q});
    CHECK(both.disagreeing == std::vector{PatientField::Phone});
    const PatientCells second = columns.read({""_q, "张三"_q, "13855012345"_q, "李四"_q});
    CHECK(second.value(PatientField::Phone) == "13855012345"_q);
    CHECK(second.disagreeing == std::vector{PatientField::Name});
    CHECK(columns.read({"1"_q}).values.size() == 1);
}

TEST_CASE("a person's mapping goes over what the headers say", "[exchange][columns]")
{
    const QStringList header{"编号"_q, "户主"_q, "大名"_q, "手机"_q};
    const auto columns = PatientColumns::of(
        header, {{"大名"_q, "name"_q}, {"编号"_q, "sourceId"_q}, {"户主"_q, "remark"_q}, {"手机"_q, "ignore"_q}});
    REQUIRE(columns);
    const PatientCells cells = columns->read({"88"_q, "王五"_q, "张三"_q, "138"_q});
    CHECK(cells.value(PatientField::Name) == "张三"_q);
    CHECK(cells.value(PatientField::SourceId) == "88"_q);
    CHECK(cells.remarks == QStringList{"户主: 王五"_q});
    CHECK_FALSE(columns->has(PatientField::Phone));
    CHECK(PatientColumns::of(header, {{"大名"_q, "nickname"_q}}).error().args == QStringList{"nickname"_q});
    CHECK(PatientColumns::of(header, {{"小名"_q, "name"_q}}).error().args == QStringList{"小名"_q});
}
