// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_figures.h"
#include "core/contracts/key_groups.h"
#include "core/patients/undo.h"
#include "core/referrals/referral_desk.h"
#include "tests/contracts/contract_county.h"

#include <QSet>

using namespace yigong;

namespace {

const char *wordOf(const Result<Id> &answer)
{
    static std::string kept;
    kept = answer ? "signed" : nameOf(answer.error().kind).toStdString() + ' ' + answer.error().field.toStdString();
    return kept.c_str();
}

} // namespace

TEST_CASE("a signed contract says who agreed to what, for how long", "[contracts][sign]")
{
    ContractCounty c;
    const Id zhang = c.addResident("张桂英", c.wangzhuang, {"hypertension"_q});
    ContractDraft draft = c.draftOf(zhang);
    draft.years = 2;
    draft.groups = QStringList{"poor"_q};
    draft.consent = {ConsentSigner::Household, " 张 大山 "_q, "丈夫"_q, ConsentWay::Mark, QDate(2025, 5, 12)};
    const FamilyContract contract = c.record<FamilyContract>(c.signs(draft));
    CHECK(contract.signedOn == QDate(2025, 5, 12));
    CHECK(contract.from == QDate(2025, 5, 12));
    CHECK(contract.until == QDate(2027, 5, 11));
    CHECK(contract.site == c.wangzhuang.id);
    CHECK(contract.practitioner == c.villageDoctor.practitioner);
    CHECK(contract.signerName == "张 大山"_q);
    CHECK(contract.way == ConsentWay::Mark);
    CHECK(QSet<QString>(contract.groups.begin(), contract.groups.end()) ==
          QSet<QString>{"elderly"_q, "hypertension"_q, "poor"_q});
    CHECK(c.contracts(zhang).state == ContractState::Running);
}

TEST_CASE("what may not be signed is refused by what is wrong with it", "[contracts][sign]")
{
    struct Case
    {
        const char *story, *expected;
        std::function<void(ContractCounty &, ContractDraft &)> change;
    };
    using C = ContractCounty;
    using D = ContractDraft;
    const std::vector<Case> cases{
        {"as it should be", "signed", [](C &, D &) {}},
        {"nobody", "Required patient", [](C &, D &d) { d.patient = {}; }},
        {"no team", "Required team", [](C &, D &d) { d.team = {}; }},
        {"an unknown team", "NotFound care_team", [](C &, D &d) { d.team = Id::fromKey("x"); }},
        {"a team of another township", "OutOfScope team",
         [](C &c, D &d) { d.team = c.addsTeam("北岭团队", c.beiling, c.townshipDoctor); }},
        {"the township's team serves its villages", "signed", [](C &c, D &d) { d.team = c.liuheTeam; }},
        {"a closed team", "Closed care_team",
         [](C &c, D &) {
             REQUIRE(
                 c.write(c.director, [&](Transaction &tx) { return closeCareTeam(tx, c.wangzhuangTeam, "撤并"_q); }));
         }},
        {"no package", "Required packages", [](C &, D &d) { d.packages.clear(); }},
        {"a closed package", "Closed service_package",
         [](C &c, D &) {
             REQUIRE(c.write(c.director, [&](Transaction &tx) { return closeServicePackage(tx, c.basic, "换新"_q); }));
         }},
        {"no years", "OutOfRange years", [](C &, D &d) { d.years = 0; }},
        {"four years", "OutOfRange years", [](C &, D &d) { d.years = 4; }},
        {"tomorrow's consent", "OutOfRange signed_on", [](C &c, D &d) { d.consent.on = c.today().addDays(1); }},
        {"before it was signed", "OutOfRange from_day", [](C &c, D &d) { d.from = c.today().addDays(-1); }},
        {"a guardian without a name", "Required signer_name",
         [](C &, D &d) { d.consent.signer = ConsentSigner::Guardian; }},
        {"no such group", "Invalid group", [](C &, D &d) { d.groups = QStringList{"rich"_q}; }},
        {"a child signs", "Invalid signer",
         [](C &c, D &d) {
             REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) -> Result<bool> {
                 YIGONG_LET(before, tx.get<Patient>(d.patient));
                 Patient after = before;
                 after.birthDate = *PartialDate::parse(u"2015-03");
                 return tx.update(before, after);
             }));
         }},
        {"the dead", "WrongState patient",
         [](C &c, D &d) {
             REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) -> Result<bool> {
                 YIGONG_LET(before, tx.get<Patient>(d.patient));
                 Patient after = before;
                 after.deceasedOn = *PartialDate::parse(u"2025-05-01");
                 return tx.update(before, after);
             }));
         }},
    };
    for (const Case &each : cases) {
        ContractCounty c;
        ContractDraft draft = c.draftOf(c.lixiulan);
        each.change(c, draft);
        INFO(each.story);
        CHECK(std::string(wordOf(c.triesToSign(draft))) == each.expected);
    }
}

TEST_CASE("one contract runs at a time: the next begins when it is over", "[contracts][sign]")
{
    ContractCounty c;
    const Id first = c.signs(c.draftOf(c.lixiulan));
    ContractDraft other = c.draftOf(c.lixiulan);
    other.team = c.liuheTeam;
    const auto again = c.triesToSign(other);
    REQUIRE_FALSE(again);
    CHECK(again.error() == Error{ErrorKind::AlreadyExists, "contract"_q, {"王庄团队"_q, "2026-05-12"_q}});
    other.from = QDate(2026, 5, 13);
    CHECK(c.triesToSign(other));
    c.itBecomes(QDate(2026, 5, 13));
    CHECK(c.contracts(c.lixiulan).state == ContractState::Running);
    CHECK(c.contracts(c.lixiulan).standing != first);
}

TEST_CASE("a contract that ends soon is renewed, and the new one follows the old", "[contracts][sign]")
{
    ContractCounty c;
    ContractDraft draft = c.draftOf(c.lixiulan);
    draft.groups = QStringList{"disabled"_q};
    const Id first = c.signs(draft);
    const auto renews = [&] {
        c.clock.advanceMs(60'001);
        return c.write(c.villageDoctor, [&](Transaction &tx) { return renewContract(tx, first, {}); });
    };
    CHECK(std::string(wordOf(renews())) == "WrongState contract"); // a year ahead
    c.itBecomes(QDate(2026, 4, 20));
    CHECK(c.contracts(c.lixiulan).state == ContractState::EndingSoon);
    const auto second = renews();
    REQUIRE(second);
    const FamilyContract renewed = c.record<FamilyContract>(*second);
    CHECK(renewed.previous == first);
    CHECK(renewed.from == QDate(2026, 5, 13));
    CHECK(renewed.until == QDate(2027, 5, 12));
    CHECK(renewed.packages.size() == 2);
    CHECK(renewed.groups.contains("disabled"_q));                   // as it was ticked
    CHECK(c.contracts(c.lixiulan).state == ContractState::Running); // somebody has seen to it
    CHECK(std::string(wordOf(renews())) == "AlreadyExists contract");
}

TEST_CASE("a resident moves to another team: the old contract ends, the new names it", "[contracts][sign]")
{
    ContractCounty c;
    const Id first = c.signs(c.draftOf(c.lixiulan));
    c.itBecomes(QDate(2025, 9, 1));
    const auto moved = c.write(c.villageDoctor, [&](Transaction &tx) {
        return transferContract(tx, first, c.liuheTeam, {ConsentSigner::Resident, {}, {}, ConsentWay::Mark, {}});
    });
    REQUIRE(moved);
    const FamilyContract old = c.record<FamilyContract>(first), now = c.record<FamilyContract>(*moved);
    CHECK(old.endedOn == QDate(2025, 9, 1));
    CHECK(old.endReason == "other-team"_q);
    CHECK(now.previous == first);
    CHECK(now.team == c.liuheTeam);
    CHECK(now.from == QDate(2025, 9, 1));
    CHECK(now.until == old.until);
    CHECK(c.contracts(c.lixiulan).state == ContractState::Running);
    const auto back =
        c.write(c.villageDoctor, [&](Transaction &tx) { return transferContract(tx, first, c.liuheTeam, {}); });
    CHECK(std::string(wordOf(back)) == "WrongState contract");
}

TEST_CASE("a contract ends for a reason, and one that was entered in error counts as unsigned", "[contracts][sign]")
{
    ContractCounty c;
    const Id first = c.signs(c.draftOf(c.lixiulan));
    const auto ends = [&](const char *reason) {
        return c.write(c.villageDoctor,
                       [&](Transaction &tx) { return endContract(tx, first, QString::fromLatin1(reason)); });
    };
    CHECK(ends("").error().kind == ErrorKind::ReasonRequired);
    CHECK(ends("bored").error().kind == ErrorKind::Invalid);
    REQUIRE(ends("entered-in-error"));
    CHECK(c.contracts(c.lixiulan).state == ContractState::None);
    CHECK(ends("moved").error().kind == ErrorKind::WrongState);
    const Id second = c.signs(c.draftOf(c.lixiulan)); // the same team, the same day
    CHECK(second != first);
    CHECK(c.contracts(c.lixiulan).contracts.size() == 2);
}

TEST_CASE("nobody signs with more residents in a minute than could have read it", "[contracts][sign]")
{
    ContractCounty c;
    const auto signsFor = [&](const char *name) {
        ContractDraft draft = c.draftOf(c.addResident(name, c.wangzhuang));
        return c.write(c.villageDoctor, [&](Transaction &tx) { return signContract(tx, draft); });
    };
    CHECK(signsFor("甲"));
    CHECK(signsFor("乙"));
    CHECK(signsFor("丙"));
    const auto fourth = signsFor("丁");
    REQUIRE_FALSE(fourth);
    CHECK(fourth.error() == Error{ErrorKind::TooFast, {}, {"3"_q, "60"_q}});
    c.clock.advanceMs(60'001);
    CHECK(signsFor("戊"));
    REQUIRE(c.write(c.director, [](Transaction &tx) { return setContractFigure(tx, "signaturesAMinute"_q, 1); }));
    CHECK(signsFor("己").error().kind == ErrorKind::TooFast);
    CHECK(c.write(c.director, [](Transaction &tx) { return setContractFigure(tx, "signaturesAMinute"_q, 0); })
              .error()
              .kind == ErrorKind::OutOfRange);
}

TEST_CASE("two cards of one person that each have a contract are signed twice, until somebody says which holds",
          "[contracts][sign]")
{
    ContractCounty c;
    const Id twin = c.addResident("李秀兰", c.wangzhuang);
    const Id first = c.signs(c.draftOf(c.lixiulan));
    ContractDraft draft = c.draftOf(twin);
    draft.team = c.liuheTeam;
    const Id second = c.signs(draft);
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(before, tx.get<Patient>(twin));
        Patient after = before;
        after.mergedInto = c.lixiulan;
        return tx.update(before, after);
    }));
    CHECK(c.contracts(c.lixiulan).state == ContractState::Twice);
    CHECK(c.list().rates.all.contracted == 1);
    CHECK(c.list().rates.twice == 1);
    const auto keeps = [&](Id id) {
        return c.write(c.villageDoctor, [&](Transaction &tx) { return keepContract(tx, id); });
    };
    REQUIRE(keeps(second));
    CHECK(c.contracts(c.lixiulan).state == ContractState::Running);
    CHECK(c.contracts(c.lixiulan).standing == second);
    CHECK(c.record<FamilyContract>(first).endReason == "signed-twice"_q);
    CHECK(keeps(second).error().kind == ErrorKind::WrongState);
}

TEST_CASE("key groups are worked out from age, card and programs; the others are ticked", "[contracts][groups]")
{
    struct Case
    {
        const char *story, *born, *conditions, *programs, *ticked, *groups;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"64 until the birthday",          "1960-05-14", "", "", "", ""},
        {"65 on it",                       "1960-05-13", "", "", "", "elderly"},
        {"a newborn",                      "2025-05-01", "", "", "", "child"},
        {"six years old",                  "2018-05-14", "", "", "", "child"},
        {"seven",                          "2018-05-13", "", "", "", ""},
        {"the card's conditions",          "1990", "hypertension,mental,coronary", "", "", "hypertension,mental"},
        {"a program",                      "1990", "", "diabetes", "", "diabetes"},
        {"programs with words of their own", "1990", "", "mental-disorder,maternity", "", "mental,pregnant"},
        {"ticked",                         "1990", "", "", "poor,pregnant", "pregnant,poor"},
        {"what is worked out is not ticked", "1990", "", "", "elderly,diabetes", ""},
        {"no birth date",                  "", "copd", "", "", "copd"},
    }));
    // clang-format on
    const auto words = [](const char *text) { return QString::fromLatin1(text).split(u',', Qt::SkipEmptyParts); };
    INFO(c.story);
    const auto born = PartialDate::parse(QString::fromLatin1(c.born)).value_or(PartialDate{});
    CHECK(keyGroupsOf({born, words(c.conditions), words(c.programs), words(c.ticked)}, QDate(2025, 5, 13)) ==
          words(c.groups));
}

TEST_CASE("teams and packages are the county's to make", "[contracts][teams]")
{
    ContractCounty c;
    const auto adds = [&](const Actor &who, const char *name) {
        CareTeamDraft draft;
        draft.name = QString::fromUtf8(name);
        draft.site = c.donghe.id;
        draft.leader = c.dongheDoctor.practitioner;
        draft.members = {c.townshipDoctor.practitioner};
        return c.write(who, [&](Transaction &tx) { return addCareTeam(tx, draft); });
    };
    CHECK(adds(c.manager, "东河团队").error().kind == ErrorKind::Forbidden);
    CHECK(adds(c.villageDoctor, "东河团队").error().kind == ErrorKind::Forbidden);
    CHECK(adds(c.director, "  ").error().kind == ErrorKind::Required);
    const auto id = adds(c.director, "东河团队");
    REQUIRE(id);
    CHECK(adds(c.director, "东河团队").error().kind == ErrorKind::AlreadyExists);
    const auto listed = c.read([&](const Snapshot &s) { return careTeams(s, c.donghe.id); });
    REQUIRE(listed->size() == 2); // its own, and the township's
    CHECK((*listed)[0].team.name == "柳河团队"_q);
    CHECK((*listed)[1].memberNames == QStringList{"孙志强"_q});
    CareTeamDraft change;
    change.name = "东河村家庭医生团队"_q;
    change.leader = c.townshipDoctor.practitioner;
    REQUIRE(c.write(c.director, [&](Transaction &tx) { return changeCareTeam(tx, *id, change); }));
    CHECK(c.record<CareTeam>(*id).members.isEmpty());
    CHECK(c.record<CareTeam>(*id).site == c.donghe.id);

    ServicePackageDraft package;
    package.code = "base"_q;
    package.name = "又一个"_q;
    package.items = {*serviceItemFrom(u"看病 visit 1")};
    const auto addsPackage = [&] {
        return c.write(c.director, [&](Transaction &tx) { return addServicePackage(tx, package); });
    };
    CHECK(addsPackage().error().kind == ErrorKind::AlreadyExists);
    package.code = "NEW"_q;
    package.benefits = QStringList{"free-lunch"_q};
    CHECK(addsPackage().error() == Error{ErrorKind::Invalid, "benefit"_q, {"free-lunch"_q}});
    package.benefits = benefitWords();
    CHECK(addsPackage());
}

TEST_CASE("the hospital that receives a resident reads who looks after them, and what that gives", "[contracts][mark]")
{
    ContractCounty c;
    c.signs(c.draftOf(c.lixiulan));
    const auto mark = [&](QDate day) {
        return *c.read([&](const Snapshot &s) { return contractMarkOf(s, c.lixiulan, day); });
    };
    CHECK(mark(c.today()).teamName == "王庄团队"_q);
    CHECK(mark(c.today()).benefits == QStringList{"priority-booking"_q, "long-prescription"_q});
    CHECK(mark(c.today().addYears(2)).state == ContractState::None);
    CHECK(mark(c.today().addYears(2)).teamName.isEmpty());
}
