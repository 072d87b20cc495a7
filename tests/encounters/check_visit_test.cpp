// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/encounters/surgery.h"

#include <QJsonDocument>

using namespace yigong;

namespace {

const Instant now = Instant::fromIso(u"2025-05-13T10:12:00");

VisitDraft aVisit()
{
    VisitDraft draft;
    draft.patient = Id::fromKey("李芳");
    draft.complaint = "头晕"_q;
    draft.diagnoses = {{cold, {}, true}};
    return draft;
}

VisitCheck check(const VisitDraft &draft, const QStringList &allergies = {})
{
    return checkVisit(completed(draft, Catalogue::shipped()), Catalogue::shipped(), allergies, now);
}

VisitDraft fromJson(const char *json)
{
    const auto draft = visitDraftFrom(QJsonDocument::fromJson(json).object());
    REQUIRE(draft);
    return *draft;
}

} // namespace

TEST_CASE("what a visit must say is asked for", "[encounters]")
{
    CHECK(check(aVisit()).isClosable());
    VisitDraft draft = aVisit();
    draft.complaint = "  "_q;
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Required, "complaint"_q, {}}});
    draft = aVisit();
    draft.diagnoses.clear();
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Required, "diagnoses"_q, {}}});
    draft = aVisit();
    draft.diagnoses.push_back({"X99.999"_q, {}, false});
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::UnknownDiagnosis, "diagnoses.1"_q, {"X99.999"_q}}});
    draft = aVisit();
    draft.visitClass = "VISIT"_q;
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Invalid, "class"_q, {"VISIT"_q}}});
    draft = aVisit();
    draft.start = now.plusMs(24 * 3600 * 1000LL);
    CHECK(check(draft).errors.front().kind == ErrorKind::OutOfRange);
}

TEST_CASE("a value that is hardly possible is asked about, not refused", "[encounters]")
{
    struct Case
    {
        const char *story, *code, *value, *unit;
        std::optional<VisitCaution> caution;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"a usual pressure",        vital::systolic,       "128",  "mmHg",   {}},
        {"a high one",              vital::systolic,       "140",  "mmHg",   VisitCaution::High},
        {"in the spelling of UCUM", vital::systolic,       "85",   "mm[Hg]", VisitCaution::Low},
        {"a digit too many",        vital::systolic,       "1280", "",       VisitCaution::Implausible},
        {"a fever",                 vital::temperature,    "38.5", "℃",     VisitCaution::High},
        {"a forgotten point",       vital::temperature,    "385",  "",       VisitCaution::Implausible},
        {"full width",              vital::temperature,    "３６.８", "",    {}},
        {"sugar of a diabetic",     vital::fastingGlucose, "7.0",  "mmol/L", VisitCaution::High},
        {"just not",                vital::fastingGlucose, "6.9",  "",       {}},
        {"out of breath",           vital::oxygen,         "91",   "%",      VisitCaution::Low},
        {"a small child",           vital::weight,         "9.35", "kg",     {}},
    }));
    // clang-format on
    INFO(c.story);
    VisitDraft draft = aVisit();
    draft.vitals = {{QString::fromLatin1(c.code), QString::fromUtf8(c.value), QString::fromUtf8(c.unit)}};
    const VisitCheck found = check(draft);
    CHECK(found.isClosable());
    CHECK(found.warnings.size() == (c.caution ? 1 : 0));
    if (c.caution)
        CHECK(found.warnings.front().caution == *c.caution);
}

TEST_CASE("a value that is none, or in another unit, is refused", "[encounters]")
{
    VisitDraft draft = aVisit();
    draft.vitals = {{"8310-5"_q, "高"_q, {}}};
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Invalid, "vitals.8310-5"_q, {"高"_q}}});
    draft.vitals = {{"1558-6"_q, "126"_q, "mg/dL"_q}};
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Invalid, "vitals.1558-6"_q, {"mg/dL"_q}}});
    draft.vitals = {{"0000-0"_q, "1"_q, {}}};
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Invalid, "vitals.0000-0"_q, {"0000-0"_q}}});
}

TEST_CASE("a diastolic pressure above the systolic is asked about", "[encounters]")
{
    VisitDraft draft = aVisit();
    draft.vitals = {{"8480-6"_q, "86"_q, {}}, {"8462-4"_q, "132"_q, {}}};
    const auto warnings = check(draft).warnings;
    CHECK(std::any_of(warnings.begin(), warnings.end(),
                      [](const VisitWarning &w) { return w.caution == VisitCaution::PressureReversed; }));
}

TEST_CASE("a drug against a known allergy is stopped, and goes through with a reason", "[encounters]")
{
    VisitDraft draft = aVisit();
    draft.prescription = {Surgery::amoxicillinFor(3)};
    CHECK(check(draft).isClosable());
    CHECK(check(draft, {"A01"_q}).errors ==
          std::vector<Error>{{ErrorKind::AllergyKnown, "prescription.0"_q, {"A01"_q}}});
    CHECK(check(draft, {"青霉素过敏"_q}).errors.front().kind == ErrorKind::AllergyKnown);
    CHECK(check(draft, {"花粉"_q}).isClosable());
    draft.prescription[0].allergyReason = "皮试阴性"_q;
    CHECK(check(draft, {"A01"_q}).isClosable());
    // Akin only: to be looked at.
    draft.prescription[0].allergyReason.clear();
    const VisitCheck akin = check(draft, {"A02"_q});
    CHECK(akin.isClosable());
    REQUIRE(akin.warnings.size() == 1);
    CHECK(akin.warnings[0].caution == VisitCaution::AllergyCaution);
}

TEST_CASE("a line must say how much, in the drug's smallest unit", "[encounters]")
{
    VisitDraft draft = aVisit();
    draft.prescription = {Surgery::amoxicillinFor(3)};
    draft.prescription[0].unit = "盒"_q;
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Invalid, "prescription.0.unit"_q, {"盒"_q}}});
    draft.prescription = {{}};
    draft.prescription[0].drug = "D9999"_q;
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::UnknownDrug, "prescription.0"_q, {"D9999"_q}}});
    draft.prescription[0].drug = amoxicillin;
    draft.prescription[0].dose = "遵医嘱"_q;
    CHECK(check(draft).errors == std::vector<Error>{{ErrorKind::Required, "prescription.0.quantity"_q, {}}});
}

TEST_CASE("a long supply is usual for a chronic disease only", "[encounters]")
{
    VisitDraft draft = aVisit();
    draft.prescription = {Surgery::amoxicillinFor(8)};
    REQUIRE(check(draft).warnings.size() == 1);
    CHECK(check(draft).warnings[0].caution == VisitCaution::LongSupply);
    draft.prescription = {Surgery::amoxicillinFor(7)};
    CHECK(check(draft).warnings.empty());
    const auto chronic = Catalogue::shipped().diagnoses().search(u"高血压", 1);
    REQUIRE_FALSE(chronic.empty());
    draft.diagnoses.push_back({chronic.front()->code, {}, false});
    draft.prescription = {Surgery::amoxicillinFor(28)};
    CHECK(check(draft).warnings.empty());
}

TEST_CASE("special drugs are for so many days, and never for more", "[encounters][special]")
{
    struct Case
    {
        const char *story, *drug;
        int days;
        std::optional<QString> refused; ///< the most days that the refusal names
        bool asked;
    };
    const auto c = GENERATE(values<Case>({
        {"one dose of an injection", "D0751", 1, std::nullopt, false},
        {"three days against the pain of cancer", "D0751", 3, std::nullopt, true},
        {"no injection for a fourth day", "D0751", 4, "3"_q, false},
        {"slow release for a week", "D0750", 7, std::nullopt, false},
        {"slow release for a fortnight", "D0750", 15, std::nullopt, true},
        {"slow release no longer", "D0750", 16, "15"_q, false},
        {"tablets for three days", "D0749", 3, std::nullopt, false},
        {"tablets for a week", "D0749", 7, std::nullopt, true},
        {"tablets no longer", "D0749", 8, "7"_q, false},
        {"class II for a week", "D0134", 7, std::nullopt, false},
        {"class II for longer, with reason", "D0134", 14, std::nullopt, true},
    }));
    INFO(c.story);
    VisitDraft draft = aVisit();
    draft.prescription = {usualPrescription(*Catalogue::shipped().drugs().find(QString::fromLatin1(c.drug)), c.days)};
    const VisitCheck found = check(draft);
    CHECK(found.errors.empty() == !c.refused);
    if (c.refused)
        CHECK(found.errors.front() ==
              Error{ErrorKind::OutOfRange, "prescription.0.days"_q, {QString::number(c.days), "0"_q, *c.refused}});
    const bool asked = std::any_of(found.warnings.begin(), found.warnings.end(),
                                   [](const auto &w) { return w.caution == VisitCaution::LongSupply; });
    CHECK(asked == c.asked);
}

TEST_CASE("how much a prescription needs follows from dose, times and days", "[encounters]")
{
    CHECK(quantityFor("2 粒"_q, 3, 1, 7, "粒"_q)->units == 42);
    CHECK(quantityFor("0.5 片"_q, 1, 1, 7, "片"_q)->units == 4); // half a tablet is left over
    CHECK(quantityFor("1 片"_q, 1, 7, 28, "片"_q)->units == 4);  // once a week
    CHECK(quantityFor("10ml"_q, 3, 1, 3, "ml"_q)->units == 90);
    CHECK_FALSE(quantityFor("0.5 g"_q, 3, 1, 7, "粒"_q));
    CHECK_FALSE(quantityFor("适量"_q, 3, 1, 7, "支"_q));
    CHECK_FALSE(quantityFor("2 粒"_q, 0, 1, 7, "粒"_q));
}

TEST_CASE("what the catalogue knows need not be written", "[encounters]")
{
    const VisitDraft draft = completed(
        fromJson(R"({"patient": "01890a5d-ac96-774b-bcce-b302099a8057", "complaint": "咳嗽", "diagnoses": ["J06.900"],
                     "prescription": [{"drug": "d0001", "days": 7},
                                      {"drug": "D0001", "dose": "1", "timesPerDay": 2, "days": 3}]})"),
        Catalogue::shipped());
    REQUIRE(draft.diagnoses.size() == 1);
    CHECK(draft.diagnoses[0].name == "急性上呼吸道感染"_q);
    CHECK(draft.diagnoses[0].primary);
    REQUIRE(draft.prescription.size() == 2);
    CHECK(draft.prescription[0].drug == amoxicillin);
    CHECK(draft.prescription[0].name == "阿莫西林胶囊 0.25g"_q);
    CHECK(draft.prescription[0].dose == "2 粒"_q);
    CHECK(draft.prescription[0].frequency == "每日 3 次"_q);
    CHECK(draft.prescription[0].route == "口服"_q);
    CHECK(draft.prescription[0].quantity.units == 42);
    CHECK(draft.prescription[1].dose == "1 粒"_q);
    CHECK(draft.prescription[1].frequency == "每日 2 次"_q);
    CHECK(draft.prescription[1].quantity.units == 6);
}

TEST_CASE("what is said to be taken each day is, though the drug is usually taken once a week", "[encounters]")
{
    const auto &drugs = Catalogue::shipped().drugs().entries();
    const auto weekly = std::find_if(drugs.begin(), drugs.end(), [](const Drug &drug) {
        return drug.everyDays == 7 && drug.timesPerDay == 1 && drug.doseHundredths == 100;
    });
    if (weekly == drugs.end()) {
        WARN("the catalogue holds no drug that is taken once a week");
        return;
    }
    VisitDraft draft = aVisit();
    PrescriptionEntry line;
    line.drug = weekly->code;
    line.days = 28;
    draft.prescription = {line};
    CHECK(completed(draft, Catalogue::shipped()).prescription[0].quantity.units == 4);
    draft.prescription[0].timesPerDay = 1;
    CHECK(completed(draft, Catalogue::shipped()).prescription[0].quantity.units == 28);
}

TEST_CASE("a draft is read back as it was written", "[encounters]")
{
    VisitDraft draft = aVisit();
    draft.start = now;
    draft.visitClass = "HH"_q;
    draft.summary = "卧床"_q;
    draft.advice = "多饮水"_q;
    draft.vitals = {{"8480-6"_q, "152"_q, "mmHg"_q}, {"8310-5"_q, "36.5"_q, {}}};
    draft.prescription = {Surgery::amoxicillinFor(3)};
    draft.prescription[0].dispense = true;
    draft.prescription[0].overrideReason = "货架上有"_q;
    draft.prescription[0].allergyReason = "皮试阴性"_q;
    draft.prescription[0].instructions = "饭后"_q;
    draft.consultationFee = {1250};
    draft.amends = Id::fromKey("old");
    draft.amendReason = "诊断有误"_q;
    const auto back = visitDraftFrom(jsonOf(draft));
    REQUIRE(back);
    CHECK(*back == draft);
}

TEST_CASE("a draft with a mistake in it is refused, and the place is named", "[encounters]")
{
    const auto wrong = [](const char *json) { return visitDraftFrom(QJsonDocument::fromJson(json).object()).error(); };
    CHECK(wrong(R"({"complain": "头晕"})") == Error{ErrorKind::BadFormat, {}, {"visit"_q, "complain"_q}});
    CHECK(wrong(R"({"prescription": [{"drug": "D0001"}, {"drug": "D0001", "dosis": "2"}]})") ==
          Error{ErrorKind::BadFormat, {}, {"visit"_q, "prescription[1].dosis"_q}});
    CHECK(wrong(R"({"patient": "李芳"})") == Error{ErrorKind::Invalid, "patient"_q, {"李芳"_q}});
    CHECK(wrong(R"({"prescription": [{"quantity": 2.5}]})").field == "prescription[0].quantity"_q);
    CHECK(wrong(R"({"prescription": [{"quantity": -2}]})").field == "prescription[0].quantity"_q);
    CHECK(wrong(R"({"vitals": {"8480-6": 152}})").field == "vitals"_q);
    CHECK(wrong(R"({"vitals": [{"code": "8480-6", "value": [1]}]})").field == "vitals[0].value"_q);
    CHECK(wrong(R"({"consultationFee": "-1"})").field == "consultationFee"_q);
    CHECK(wrong(R"({"start": "yesterday"})").field == "start"_q);
    CHECK(fromJson(R"({"vitals": [{"code": "8310-5", "value": 36.5}], "consultationFee": 6.5})").vitals[0].value ==
          "36.5"_q);
}
