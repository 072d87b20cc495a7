// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/health_form.h"
#include "tests/contracts/contract_county.h"

using namespace yigong;

namespace {

struct Rates : ContractCounty
{
    Id young = addYoung("王小明"), old = addResident("赵老太", wangzhuang),
       donghePerson = addResident("钱大爷", donghe);

    Id addYoung(const char *name)
    {
        const Id id = addResident(name, wangzhuang);
        REQUIRE(write(villageDoctor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(id));
            Patient after = before;
            after.birthDate = *PartialDate::parse(u"1995");
            return tx.update(before, after);
        }));
        return id;
    }
};

} // namespace

TEST_CASE("what was served counts itself from visits and follow-ups", "[contracts][list]")
{
    ContractCounty c;
    c.enrols(c.lixiulan, ProgramCounty::pressure);
    c.itBecomes(QDate(2025, 1, 10));
    c.signs(c.draftOf(c.lixiulan));
    c.itBecomes(QDate(2025, 8, 1));
    const Id visit =
        c.isSeen(c.lixiulan, QDate(2025, 3, 3), "AMB", {}, {"8480-6"_q, "8462-4"_q, "8302-2"_q, "29463-7"_q});
    c.isSeen(c.lixiulan, QDate(2025, 4, 4), "AMB", c.countyDoctor); // the hospital's, not the team's
    const SavedForm form = c.saves(c.seenWith(QDate(2025, 2, 20), 130, 80));
    FollowUpDraft byPhone = c.seenWith(QDate(2025, 6, 20), 130, 80);
    byPhone.forms[0].way = 3;
    c.saves(byPhone);

    const ResidentContracts found = c.contracts(c.lixiulan);
    REQUIRE(found.contracts.size() == 1);
    const auto &items = found.contracts[0].fulfilment.items;
    REQUIRE(items.size() == 3); // two a year of what both packages name
    CHECK(items[0].item.name == "面对面服务"_q);
    CHECK(items[0].owed.size() == 2);
    REQUIRE(items[0].owed[0].done);
    CHECK(items[0].owed[0].done->record == visit);
    CHECK(items[0].doneCount() == 1);
    CHECK(items[1].item.name == "年度体检"_q);
    CHECK(items[1].doneCount() == 1);
    CHECK(items[2].item.name == "高血压随访"_q);
    CHECK(items[2].owed[0].done->record == form.id);
    CHECK(items[2].owed[1].state == OwedState::Overdue); // by phone is not face to face
    CHECK(found.contracts[0].delivered == Delivered{3, 2});
    CHECK(found.contracts[0].fulfilment.nextDue() == QDate(2025, 10, 9));

    const ContractList list = c.list();
    REQUIRE_FALSE(list.rows.empty());
    CHECK(list.rows[0].patient == c.lixiulan);
    CHECK(list.rows[0].delivered == Delivered{3, 2});
    CHECK(list.rows[0].overdue == 1);
    CHECK(list.rates.delivered == Delivered{3, 2});
}

TEST_CASE("forms of the other programs and the examination count too, once each", "[contracts][list]")
{
    ContractCounty c;
    const Id package = c.addsPackage(
        "COPD", "慢阻肺病包", {"慢阻肺病随访 follow-up copd 4 face-to-face", "年度体检 follow-up health-check 1"}, {});
    c.itBecomes(QDate(2025, 1, 10));
    ContractDraft draft = c.draftOf(c.lixiulan);
    draft.packages = {package};
    c.signs(draft);
    c.itBecomes(QDate(2025, 8, 1));
    const auto fills = [&](const char *code, QDate day, const char *way, Id amends = {}) {
        HealthForm form;
        form.patient = c.lixiulan;
        form.site = c.wangzhuang.id;
        form.practitioner = c.villageDoctor.practitioner;
        form.formCode = QString::fromLatin1(code);
        form.day = day;
        form.answers.set("way"_q, QString::fromLatin1(way));
        form.answers.set("weight"_q, "61"_q);
        form.amends = amends;
        const auto id = c.write(c.villageDoctor, [&](Transaction &tx) { return tx.append(form); });
        REQUIRE(id);
        return *id;
    };
    const Id wrong = fills("copd-follow-up", QDate(2025, 2, 20), "1");
    fills("copd-follow-up", QDate(2025, 2, 21), "1", wrong);
    fills("copd-follow-up", QDate(2025, 5, 20), "3"); // by phone
    fills("health-check", QDate(2025, 3, 3), "");

    const auto items = c.contracts(c.lixiulan).contracts.at(0).fulfilment.items;
    REQUIRE(items.size() == 2);
    CHECK(items[0].doneCount() == 1);
    CHECK(items[0].owed[0].done->day == QDate(2025, 2, 21));
    CHECK(items[1].doneCount() == 1);
}

TEST_CASE("a corrected follow-up and an amended visit count once", "[contracts][list]")
{
    ContractCounty c;
    c.enrols(c.lixiulan, ProgramCounty::pressure);
    c.itBecomes(QDate(2025, 1, 10));
    c.signs(c.draftOf(c.lixiulan));
    c.itBecomes(QDate(2025, 8, 1));
    const SavedForm form = c.saves(c.seenWith(QDate(2025, 2, 20), 130, 80));
    FollowUpDraft correction = c.seenWith(QDate(2025, 2, 21), 132, 80);
    correction.amends = form.id;
    correction.amendReason = "日期写错"_q;
    c.saves(correction);
    const Id visit = c.isSeen(c.lixiulan, QDate(2025, 3, 3));
    Encounter amendment = c.record<Encounter>(visit);
    amendment.id = {};
    amendment.start = startOf(QDate(2025, 3, 4));
    amendment.amends = visit;
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return tx.append(amendment); }));
    const auto items = c.contracts(c.lixiulan).contracts.at(0).fulfilment.items;
    CHECK(items[0].doneCount() == 1);
    CHECK(items[0].owed[0].done->day == QDate(2025, 3, 4));
    CHECK(items[2].doneCount() == 1);
    CHECK(items[2].owed[0].done->day == QDate(2025, 2, 21));
}

TEST_CASE("signed and served stand side by side, for a site and each below it", "[contracts][rates]")
{
    Rates c;
    c.itBecomes(QDate(2025, 1, 10));
    c.signs(c.draftOf(c.lixiulan));
    c.signs(c.draftOf(c.young));
    c.itBecomes(QDate(2025, 8, 1));
    c.isSeen(c.lixiulan, QDate(2025, 3, 3));
    const auto rates = c.read([&](const Snapshot &s) { return contractRates(s, c.manager, c.liuhe.id, c.today()); });
    REQUIRE(rates);
    REQUIRE(rates->size() == 3); // 柳河, 王庄, 东河
    ContractRates all;
    for (const SiteContractRates &site : *rates)
        all += site.rates;
    CHECK(all.all.residents == 4);
    CHECK(all.all.percent() == 50);
    CHECK(all.key.residents == 3); // the young one is in no group
    CHECK(all.key.contracted == 1);
    CHECK(all.groups.at(KeyGroup::Elderly).percent() == 33);
    CHECK(all.groups.count(KeyGroup::Diabetes) == 0);
    // Each: one visit by 07-09, and two follow-ups by 04-09 and 07-09.
    CHECK(all.delivered == Delivered{6, 1});
    CHECK(all.delivered.percent() == 16);
    CHECK((*rates)[1].siteName == "王庄村卫生室"_q);
    CHECK((*rates)[1].rates.all.residents == 3);
    CHECK_FALSE((*rates)[0].rates.all.percent());
    CHECK_FALSE((*rates)[2].rates.delivered.percent());
    // Ending a contract hides nothing that was owed.
    const Id contract = c.contracts(c.lixiulan).standing;
    REQUIRE(c.write(c.villageDoctor, [&](Transaction &tx) { return endContract(tx, contract, "revoked"_q); }));
    CHECK(c.list().rates.delivered == Delivered{6, 1});
    CHECK(c.list().rates.all.contracted == 1);
}

TEST_CASE("the list shows who has no contract, whose ends soon and whose has ended", "[contracts][list]")
{
    Rates c;
    c.itBecomes(QDate(2025, 1, 10));
    c.signs(c.draftOf(c.old));
    ContractDraft past = c.draftOf(c.lixiulan);
    past.consent.on = QDate(2024, 1, 5);
    c.signs(past);
    c.itBecomes(QDate(2025, 12, 20));
    ContractDraft fresh = c.draftOf(c.young);
    fresh.from = QDate(2026, 1, 1);
    c.signs(fresh);
    const auto names = [&](const ContractFilter &filter) {
        QStringList found;
        for (const ContractRow &row : c.list(filter).rows)
            found.append(row.patientName);
        return found;
    };
    const auto inState = [&](ContractState state) {
        ContractFilter filter;
        filter.state = state;
        return names(filter);
    };
    CHECK(names({}) == QStringList{"赵老太"_q, "李秀兰"_q, "钱大爷"_q, "王小明"_q});
    CHECK(inState(ContractState::EndingSoon) == QStringList{"赵老太"_q});
    CHECK(inState(ContractState::Ended) == QStringList{"李秀兰"_q});
    CHECK(inState(ContractState::None) == QStringList{"钱大爷"_q});
    CHECK(inState(ContractState::Starting) == QStringList{"王小明"_q});
    ContractFilter elderly;
    elderly.group = KeyGroup::Elderly;
    CHECK(names(elderly).size() == 3);
    ContractFilter of;
    of.team = c.wangzhuangTeam;
    CHECK(names(of).size() == 3);
    of.team = c.liuheTeam;
    CHECK(names(of).isEmpty());
    CHECK(c.list().teams == std::vector<std::pair<Id, QString>>{{c.wangzhuangTeam, "王庄团队"_q}});
    ContractFilter few;
    few.limit = 2;
    CHECK(c.list(few).rows.size() == 2);
    CHECK(c.list(few).found == 4);
    // A village doctor sees the own village.
    CHECK(c.list({}, c.dongheDoctor).found == 1);
}
