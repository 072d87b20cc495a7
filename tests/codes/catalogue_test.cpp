// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/catalogue.h"
#include "tests/support/shared_data.h"
#include "tests/support/text.h"

#include <QRegularExpression>
#include <QSet>

using namespace yigong;

namespace {

template <typename Entry> QStringList namesFound(const CodeTable<Entry> &table, const QString &text, int limit = 20)
{
    QStringList names;
    for (const Entry *entry : table.search(text, limit))
        names += entry->name;
    return names;
}

template <typename Entry> void checkCodesAreDistinct(const CodeTable<Entry> &table)
{
    QSet<QString> codes;
    for (const Entry &entry : table.entries()) {
        INFO(entry.code.toStdString());
        CHECK_FALSE(codes.contains(entry.code));
        CHECK_FALSE(entry.name.isEmpty());
        codes.insert(entry.code);
    }
}

} // namespace

TEST_CASE("the shipped diagnoses cover what primary care sees", "[codes]")
{
    const auto &table = Catalogue::shipped().diagnoses();
    CHECK(table.entries().size() >= 330);
    checkCodesAreDistinct(table);
    const QRegularExpression shape("^[A-Z]\\d{2}\\.[\\dx]\\d{2}(x\\d{3})?(\\+[A-Z]\\d{2}\\.\\d\\*)?$"_q);
    QSet<QString> names;
    for (const Diagnosis &diagnosis : table.entries()) {
        INFO(diagnosis.code.toStdString());
        CHECK(shape.match(diagnosis.code).hasMatch());
        CHECK_FALSE(diagnosis.group.isEmpty());
        CHECK_FALSE(names.contains(diagnosis.name));
        names.insert(diagnosis.name);
    }
    CHECK(table.find(u"I10.x00")->chronic == "hypertension"_q);
    CHECK(table.find(u"E11.900")->chronic == "diabetes"_q);
    CHECK(table.find(u"J44.900")->chronic == "copd"_q);
    CHECK(table.find(u"J06.900")->name == "急性上呼吸道感染"_q);
}

TEST_CASE("every shipped drug can be kept in stock and prescribed", "[codes]")
{
    const auto &table = Catalogue::shipped().drugs();
    CHECK(table.entries().size() >= 430);
    checkCodesAreDistinct(table);
    QSet<QString> products;
    for (const Drug &drug : table.entries()) {
        INFO(drug.code.toStdString() << ' ' << drug.name.toStdString());
        CHECK(drug.isComplete());
        CHECK(drug.unitsPerPack > 0);
        CHECK(drug.pack.startsWith(QString::number(drug.unitsPerPack) + u' ' + drug.unit));
        CHECK(drug.timesPerDay > 0);
        CHECK_FALSE(drug.route.isEmpty());
        const QString product = drug.name + u'/' + drug.form + u'/' + drug.strength;
        CHECK_FALSE(products.contains(product));
        products.insert(product);
    }
}

TEST_CASE("every allergy group of a drug is an allergen", "[codes]")
{
    const Catalogue &catalogue = Catalogue::shipped();
    CHECK(catalogue.allergens().entries().size() >= 25);
    checkCodesAreDistinct(catalogue.allergens());
    for (const Drug &drug : catalogue.drugs().entries())
        for (const QString &group : drug.allergyGroups) {
            INFO(drug.name.toStdString() << ' ' << group.toStdString());
            const Allergen *allergen = catalogue.allergenOf(group);
            REQUIRE(allergen);
            CHECK(allergen->name == group);
        }
}

TEST_CASE("a diagnosis is found as a doctor types", "[codes]")
{
    const auto &table = Catalogue::shipped().diagnoses();
    CHECK(namesFound(table, "I10.x00"_q).first() == "原发性高血压"_q);
    CHECK(namesFound(table, "e119"_q).first() == "2型糖尿病"_q);
    CHECK(namesFound(table, "gxy"_q).first() == "原发性高血压"_q);
    CHECK(namesFound(table, "gaoxueya"_q).first() == "原发性高血压"_q);
    CHECK(namesFound(table, "冠心病"_q).first() == "冠状动脉粥样硬化性心脏病"_q);
    CHECK(namesFound(table, "shgr"_q).contains("急性上呼吸道感染"_q) == false);
    CHECK(namesFound(table, "jxshxd"_q).first() == "急性上呼吸道感染"_q);
    CHECK(namesFound(table, "sg"_q).contains("急性上呼吸道感染"_q));
    CHECK(namesFound(table, "pgy"_q).contains("急性膀胱炎"_q));
    CHECK(namesFound(table, "糖尿病"_q).size() >= 5);
    CHECK(namesFound(table, "感冒"_q).first() == "急性上呼吸道感染"_q);
    CHECK(namesFound(table, "狗咬"_q).first() == "接触和暴露于狂犬病"_q);
    CHECK(namesFound(table, ""_q).isEmpty());
    CHECK(namesFound(table, "没有这个病"_q).isEmpty());
    CHECK(namesFound(table, "炎"_q, 5).size() == 5);
}

TEST_CASE("a drug is found by name, initials and strength", "[codes]")
{
    const auto &table = Catalogue::shipped().drugs();
    const auto found = table.search(u"amxljn 0.5");
    REQUIRE_FALSE(found.empty());
    CHECK(found.front()->title() == "阿莫西林胶囊 0.5g"_q);
    CHECK(namesFound(table, "amlodipin"_q).isEmpty());
    CHECK(namesFound(table, "氨氯地平"_q).contains("苯磺酸氨氯地平片"_q));
    CHECK(namesFound(table, "hxzqs"_q).first() == "藿香正气水"_q);
    CHECK(namesFound(table, "wssb12"_q).first() == "维生素B12注射液"_q);
    CHECK(namesFound(table, "ｗｓｓＢ１２"_q).first() == "维生素B12注射液"_q);
    CHECK(table.find(u" d0001 ")->name == "阿莫西林胶囊"_q);
    CHECK(table.find(u"D9999") == nullptr);
}

TEST_CASE("the usual dose is told as on a prescription", "[codes]")
{
    const auto &table = Catalogue::shipped().drugs();
    const Drug *amoxicillin = table.find(u"D0001");
    CHECK(amoxicillin->doseText() == "2 粒"_q);
    CHECK(amoxicillin->frequencyText() == "每日 3 次"_q);
    const Drug *digoxin = table.search(u"地高辛片").front();
    CHECK(digoxin->doseText() == "0.5 片"_q);
    const Drug *alendronate = table.search(u"阿仑膦酸钠片").front();
    CHECK(alendronate->frequencyText() == "每周 1 次"_q);
    CHECK(table.search(u"莫匹罗星软膏").front()->doseText().isEmpty());
    Drug drug;
    drug.unit = "片"_q;
    drug.doseHundredths = 25;
    CHECK(drug.doseText() == "0.25 片"_q);
    drug.doseHundredths = 105;
    CHECK(drug.doseText() == "1.05 片"_q);
}

TEST_CASE("an allergy speaks against its whole group", "[codes]")
{
    const Catalogue &catalogue = Catalogue::shipped();
    const auto drug = [&](const char *name) -> const Drug & {
        return *catalogue.drugs().search(QString::fromUtf8(name)).front();
    };
    const QStringList penicillin{"青霉素"_q};
    CHECK(catalogue.allergiesAgainst(drug("阿莫西林胶囊"), penicillin) == penicillin);
    CHECK(catalogue.allergiesAgainst(drug("阿莫西林胶囊"), {"A01"_q}) == QStringList{"A01"_q});
    CHECK(catalogue.allergiesAgainst(drug("阿莫西林胶囊"), {"青霉素过敏"_q}).size() == 1);
    CHECK(catalogue.allergiesAgainst(drug("头孢克肟片"), penicillin).isEmpty());
    CHECK(catalogue.cautionsAgainst(drug("头孢克肟片"), penicillin) == penicillin);
    CHECK(catalogue.cautionsAgainst(drug("布洛芬缓释胶囊"), penicillin).isEmpty());
    CHECK(catalogue.allergiesAgainst(drug("头孢呋辛酯片"), {"头孢克肟"_q}) == QStringList{"头孢克肟"_q});
    CHECK(catalogue.allergiesAgainst(drug("小儿氨酚黄那敏颗粒"), {"阿司匹林"_q}).size() == 1);
    CHECK(catalogue.allergiesAgainst(drug("复方磺胺甲噁唑片"), {"磺胺"_q}).size() == 1);
    CHECK(catalogue.allergiesAgainst(drug("藿香正气水"), {"酒精"_q}).size() == 1);
    CHECK(catalogue.allergiesAgainst(drug("蒙脱石散"), {"青霉素"_q, "海鲜"_q, ""_q}).isEmpty());
}

TEST_CASE("imported rows stand behind the shipped ones", "[codes]")
{
    ImportedCodes imported;
    Diagnosis other;
    other.code = "J06.900"_q;
    other.name = "别的名称"_q;
    imported.diagnoses.push_back(other);
    other.code = "I10.x00x023"_q;
    other.name = "高血压病1级(高危)"_q;
    imported.diagnoses.push_back(other);
    const Catalogue catalogue(imported);
    CHECK(catalogue.diagnoses().find(u"J06.900")->name == "急性上呼吸道感染"_q);
    CHECK(catalogue.diagnoses().find(u"I10.X00X023")->imported);
    CHECK(namesFound(catalogue.diagnoses(), "gxyb"_q).contains("高血压病1级(高危)"_q));
    CHECK(namesFound(catalogue.diagnoses(), "高血压"_q).first() == "原发性高血压"_q);
}
