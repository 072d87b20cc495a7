// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_text.h"
#include "tests/support/text.h"

#include <catch2/catch.hpp>

using namespace yigong;

TEST_CASE("a list shows enough to tell people apart, and no more", "[patients][masking]")
{
    struct Case
    {
        const char *what;
        Privacy privacy;
        const char *whole, *shown;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"two characters",                    Privacy::Name,     "张明",               "张*"},
        {"three",                             Privacy::Name,     "张小明",             "张*明"},
        {"a compound surname",                Privacy::Name,     "欧阳小明",           "欧**明"},
        {"a compound surname, short",         Privacy::Name,     "欧阳明",             "欧*明"},
        {"a rare character outside the BMP",  Privacy::Name,     "𬭎秀兰",             "𬭎*兰"},
        {"a name with a middle dot",          Privacy::Name,     "阿依古丽·买买提",    "阿******提"},
        {"two Latin words",                   Privacy::Name,     "John Smith",         "J*** S****"},
        {"one Latin word",                    Privacy::Name,     "Madonna",            "M*****a"},
        {"a word of one letter",              Privacy::Name,     "Li X",               "L* *"},
        {"one character is not shown whole",  Privacy::Name,     "李",                 "*"},
        {"no name",                           Privacy::Name,     "",                   ""},
        {"an identity card",                  Privacy::IdNumber, "341181195703071234", "341181********1234"},
        {"one ending in X",                   Privacy::IdNumber, "34118119570307330X", "341181********330X"},
        {"one of fifteen digits",             Privacy::IdNumber, "341181570307331",    "341181*****7331"},
        {"a passport",                        Privacy::IdNumber, "E12345678",          "*****5678"},
        {"a short document",                  Privacy::IdNumber, "A123456",            "*******"},
        {"four digits are not shown whole",   Privacy::IdNumber, "1234",               "****"},
        {"no number",                         Privacy::IdNumber, "",                   ""},
        {"a mobile phone",                    Privacy::Phone,    "13812345678",        "138****5678"},
        {"a phone with its area code",        Privacy::Phone,    "0550-7012345",       "055*****2345"},
        {"a phone without one",               Privacy::Phone,    "7012345",            "***2345"},
        {"a short number",                    Privacy::Phone,    "110",                "***"},
        {"an address stays",                  Privacy::Address,  "中街 8 号",          "中街 8 号"},
        {"what is open stays",                Privacy::Open,     "2025-05-13",         "2025-05-13"},
    }));
    // clang-format on
    INFO(c.what);
    CHECK(masked(c.privacy, QString::fromUtf8(c.whole)) == QString::fromUtf8(c.shown));
}

TEST_CASE("the fields that say who somebody is declare how a list hides them", "[patients][masking]")
{
    const RecordType type = RecordType::of<Patient>();
    const auto privacyOf = [&type](QStringView column) {
        return type.fields()[static_cast<std::size_t>(type.indexOf(column))].privacy;
    };
    CHECK(privacyOf(u"name") == Privacy::Name);
    CHECK(privacyOf(u"id_number") == Privacy::IdNumber);
    CHECK(privacyOf(u"phone") == Privacy::Phone);
}
