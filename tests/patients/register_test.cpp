// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_text.h"
#include "tests/patients/clinic.h"

using namespace yigong;

namespace {

const QString liXiulan = idNumberFrom("34118119570307330"_q); // born 1957-03-07, a woman

PatientDraft draftOf(const QString &name, const QString &idNumber = liXiulan)
{
    PatientDraft draft;
    draft.name = name;
    draft.idNumber = idNumber;
    return draft;
}

PatientDraft newborn()
{
    PatientDraft draft;
    draft.name = "李小宝"_q;
    draft.sex = Sex::Male;
    draft.birthDate = *PartialDate::parse(u"2025-05-12");
    draft.noIdReason = "新生儿未办证"_q;
    return draft;
}

} // namespace

TEST_CASE("the ID number fills in birth date and sex", "[patients]")
{
    Clinic clinic;
    auto draft = draftOf("　李 秀兰 "_q, " 34118119570307330"_q + liXiulan.right(1).toLower());
    const auto id = clinic.registers(draft);
    REQUIRE(id);
    const Patient patient = clinic.stored(*id);
    CHECK(patient.name == "李 秀兰"_q);
    CHECK(patient.idNumber == liXiulan);
    CHECK(patient.idType == "01"_q);
    CHECK(patient.birthDate.text() == "1957-03-07"_q);
    CHECK(patient.sex == Sex::Female);
    CHECK(patient.site == clinic.site);
}

TEST_CASE("a birth year typed beside the ID number is only less than what it says", "[patients]")
{
    Clinic clinic;
    auto draft = draftOf("李秀兰"_q);
    draft.birthDate = *PartialDate::parse(u"1957");
    CHECK(clinic.stored(*clinic.registers(draft)).birthDate.text() == "1957-03-07"_q);
}

TEST_CASE("a newborn without an ID number is registered with a reason", "[patients]")
{
    Clinic clinic;
    const auto id = clinic.registers(newborn());
    REQUIRE(id);
    CHECK(clinic.stored(*id).noIdReason == "新生儿未办证"_q);
    CHECK(clinic.stored(*id).idType.isEmpty());
}

TEST_CASE("what cannot be right is refused, and says where", "[patients]")
{
    Clinic clinic;
    struct Case
    {
        const char *story;
        std::function<void(PatientDraft &)> how;
        ErrorKind kind;
        const char *field;
    };
    const auto c = GENERATE(values<Case>({
        {"no name", [](auto &d) { d.name = " "_q; }, ErrorKind::Required, "name"},
        {"a name of 101 characters", [](auto &d) { d.name = QString(101, u'李'); }, ErrorKind::OutOfRange, "name"},
        {"a control character in the name", [](auto &d) { d.name = "李\u0007芳"_q; }, ErrorKind::Invalid, "name"},
        {"one digit wrong", [](auto &d) { d.idNumber[16] = d.idNumber[16] == u'1' ? u'2' : u'1'; },
         ErrorKind::IdNumberCheckDigit, "id_number"},
        {"a digit short", [](auto &d) { d.idNumber.chop(1); }, ErrorKind::IdNumberFormat, "id_number"},
        {"no such day", [](auto &d) { d.idNumber = idNumberFrom("34118119570231330"_q); }, ErrorKind::IdNumberDate,
         "id_number"},
        {"born tomorrow", [](auto &d) { d.idNumber = idNumberFrom("34118120250514330"_q); }, ErrorKind::IdNumberFuture,
         "id_number"},
        {"another birth date than the number's", [](auto &d) { d.birthDate = *PartialDate::parse(u"1958-03-07"); },
         ErrorKind::Invalid, "birth_date"},
        {"another sex than the number's", [](auto &d) { d.sex = Sex::Male; }, ErrorKind::Invalid, "sex"},
        {"no number and no reason", [](auto &d) { d.idNumber.clear(); }, ErrorKind::ReasonRequired, "no_id_reason"},
        {"no number, no sex",
         [](auto &d) {
             d = newborn();
             d.sex.reset();
         },
         ErrorKind::Required, "sex"},
        {"no number, no birth date",
         [](auto &d) {
             d = newborn();
             d.birthDate = {};
         },
         ErrorKind::Required, "birth_date"},
        {"no number, born tomorrow",
         [](auto &d) {
             d = newborn();
             d.birthDate = *PartialDate::parse(u"2025-05-14");
         },
         ErrorKind::OutOfRange, "birth_date"},
        {"a phone without a digit", [](auto &d) { d.phone = "无"_q; }, ErrorKind::Invalid, "phone"},
        {"another village's resident", [](auto &d) { d.site = Id::fromKey("site/341181003002"); },
         ErrorKind::OutOfScope, ""},
    }));
    INFO(c.story);
    auto draft = draftOf("李秀兰"_q);
    c.how(draft);
    const auto id = clinic.registers(draft);
    REQUIRE_FALSE(id);
    CHECK(id.error().kind == c.kind);
    CHECK(id.error().field == QString::fromLatin1(c.field));
    CHECK(clinic.names("李"_q).isEmpty());
}

TEST_CASE("birth date and sex may differ from the number once a person has said so", "[patients]")
{
    Clinic clinic;
    auto draft = draftOf("李秀兰"_q);
    draft.birthDate = *PartialDate::parse(u"1958-03-07");
    draft.sex = Sex::Male;
    draft.differsFromIdNumber = true;
    const auto id = clinic.registers(draft);
    REQUIRE(id);
    CHECK(clinic.stored(*id).birthDate.text() == "1958-03-07"_q);
    CHECK(clinic.stored(*id).sex == Sex::Male);
}

TEST_CASE("one ID number is one resident: the second is told who the first is", "[patients]")
{
    Clinic clinic;
    const auto first = clinic.registers(draftOf("李秀兰"_q));
    REQUIRE(first);
    const auto second = clinic.registers(draftOf("李秀兰"_q, liXiulan.toLower()));
    REQUIRE_FALSE(second);
    CHECK(second.error() == Error{ErrorKind::AlreadyExists, "id_number"_q, {first->text()}});
    REQUIRE(clinic.writes([&](Transaction &tx) { return voidPatient(tx, *first, "登记错误"_q); }));
    CHECK(clinic.registers(draftOf("李秀兰"_q)));
}

TEST_CASE("a passport is taken as it is written", "[patients]")
{
    Clinic clinic;
    auto draft = draftOf("Adán Beer"_q, " e1234 5678 "_q);
    draft.idType = "03"_q;
    const auto id = clinic.registers(draft);
    REQUIRE(id);
    CHECK(clinic.stored(*id).idNumber == "E1234 5678"_q);
}

TEST_CASE("an edit writes what changed, and nothing when nothing did", "[patients]")
{
    Clinic clinic;
    const Id id = clinic.resident("李芳"_q);
    CHECK(clinic.edits(id, [](Patient &p) { p.phone = " 139 5501 1234"_q; }) == true);
    CHECK(clinic.stored(id).phone == "139 5501 1234"_q);
    CHECK(clinic.edits(id, [](Patient &) {}) == false);
}

TEST_CASE("a new ID number brings its birth date and sex along", "[patients]")
{
    Clinic clinic;
    const Id id = *clinic.registers(newborn());
    const QString issued = idNumberFrom("34118120250512123"_q); // the last of the sequence is odd: a boy
    REQUIRE(clinic.edits(id, [&](Patient &p) { p.idNumber = issued; }));
    CHECK(clinic.stored(id).idNumber == issued);
    CHECK(clinic.stored(id).idType == "01"_q);
    CHECK(clinic.stored(id).birthDate.text() == "2025-05-12"_q);

    CHECK(clinic.edits(id, [](Patient &p) { p.idNumber = "341181"_q; }).error().kind == ErrorKind::IdNumberFormat);
    clinic.resident("李秀兰"_q, liXiulan.left(17));
    CHECK(clinic.edits(id, [](Patient &p) { p.idNumber = liXiulan; }).error().kind == ErrorKind::AlreadyExists);
}

TEST_CASE("an old record's flaw does not stop another field from being mended", "[patients]")
{
    Clinic clinic;
    Patient flawed;
    flawed.name = "李芳"_q;
    flawed.idNumber = "341181570"_q;
    flawed.site = clinic.site;
    const auto id = clinic.writes([&](Transaction &tx) { return tx.insert(flawed); });
    REQUIRE(id);
    CHECK(clinic.edits(*id, [](Patient &p) { p.phone = "13955011234"_q; }) == true);
}

TEST_CASE("a resident of another site is edited from above, not from beside", "[patients]")
{
    Clinic clinic;
    const Id id = clinic.resident("李芳"_q);
    clinic.actor.site = Id::fromKey("site/341181003002");
    CHECK(clinic.edits(id, [](Patient &p) { p.phone = "1"_q; }).error().kind == ErrorKind::OutOfScope);
    CHECK(clinic.writes([&](Transaction &tx) { return voidPatient(tx, id, "错"_q); }).error().kind ==
          ErrorKind::OutOfScope);
}

TEST_CASE("an edit never writes over what it did not see", "[patients]")
{
    Clinic clinic;
    const Id id = clinic.resident("李芳"_q);
    const Patient seen = clinic.stored(id);
    REQUIRE(clinic.edits(id, [](Patient &p) { p.name = "李芬"_q; }));
    Patient stale = seen;
    stale.name = "李方"_q;
    const auto edit = clinic.writes([&](Transaction &tx) { return editPatient(tx, seen, stale); });
    REQUIRE_FALSE(edit);
    CHECK(edit.error() == Error{ErrorKind::ChangedMeanwhile, "name"_q, {"李芬"_q}});
}

TEST_CASE("voiding a resident asks for a reason and keeps it", "[patients]")
{
    Clinic clinic;
    const Id id = clinic.resident("李芳"_q);
    const auto voids = [&](const QString &reason) {
        return clinic.writes([&](Transaction &tx) { return voidPatient(tx, id, reason); });
    };
    CHECK(voids(" "_q).error().kind == ErrorKind::ReasonRequired);
    REQUIRE(voids("登记错误"_q));
    CHECK(clinic.stored(id).remarks.contains("登记错误"_q));
    CHECK(voids("再次"_q).error().kind == ErrorKind::WrongState);
    CHECK(clinic.edits(id, [](Patient &p) { p.phone = "1"_q; }).error().kind == ErrorKind::WrongState);
}
