// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/catalogue.h"
#include "tests/support/text.h"

using namespace yigong;

TEST_CASE("a drug's name says its class, the longest substance in it decides", "[codes][special]")
{
    struct Case
    {
        const char *name;
        SpecialClass special;
    };
    const auto c = GENERATE(values<Case>({
        {"盐酸吗啡注射液", SpecialClass::Narcotic},
        {"盐酸阿扑吗啡注射液", SpecialClass::None},
        {"枸橼酸舒芬太尼注射液", SpecialClass::Narcotic},
        {"磷酸可待因片", SpecialClass::Narcotic},
        {"复方磷酸可待因口服溶液", SpecialClass::PsychotropicII},
        {"复方地芬诺酯片", SpecialClass::PsychotropicII},
        {"盐酸艾司氯胺酮注射液", SpecialClass::PsychotropicI},
        {"咪达唑仑注射液", SpecialClass::PsychotropicI},
        {"马来酸咪达唑仑片", SpecialClass::PsychotropicII},
        {"艾司唑仑片", SpecialClass::PsychotropicII},
        {"三唑仑片", SpecialClass::PsychotropicI},
        {"氢溴酸右美沙芬片", SpecialClass::PsychotropicII},
        {"注射用A型肉毒毒素", SpecialClass::Toxic},
        {"阿莫西林胶囊", SpecialClass::None},
    }));
    INFO(c.name);
    CHECK(specialClassByName(QString::fromUtf8(c.name)) == c.special);
}

TEST_CASE("an imported list is classed as the shipped one, and the county's word stands over both", "[codes][special]")
{
    ImportedCodes imported;
    Drug drug;
    drug.code = "XN02AAF086"_q;
    drug.name = "盐酸吗啡缓释片"_q;
    imported.drugs.push_back(drug);
    imported.drugClasses.insert("D0001"_q, SpecialClass::PsychotropicII);
    const Catalogue codes(std::move(imported));
    CHECK(codes.drugs().find(u"XN02AAF086")->special == SpecialClass::Narcotic);
    CHECK(codes.drugs().find(u"D0001")->special == SpecialClass::PsychotropicII);
    CHECK(codes.drugs().find(u"D0002")->special == SpecialClass::None);
    for (const Drug &one : codes.drugs().entries())
        CHECK(specialClassFrom(nameOf(one.special)) == one.special);
}
