// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/care_teams.h"
#include "core/contracts/contract_figures.h"
#include "core/patients/patient.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "tests/support/program.h"
#include "tests/support/store.h"

#include <QFile>

using namespace yigong;

namespace {

/// The store of a county, or of its village 王庄, with the county's manager, the village's doctor and nurse and three
/// residents. Who works there signs in at it, and shares a training secret.
struct ContractStore : TestStore
{
    explicit ContractStore(const char *siteCode) : TestStore(siteCode)
    {
        const auto filled = makes([this](Transaction &tx) { return fill(tx); });
        REQUIRE(filled);
    }
    /// As the county's administrator, whose store this may be or not.
    template <typename Make> Result<void> makes(const Make &make)
    {
        const Actor administrator{Id::fromKey("administrator"), county(), static_cast<int>(StaffRole::Administrator)};
        return db->write(administrator, make);
    }
    void handsOverTo(const char *login)
    {
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "wang-zhuang-1"_q), SlotCost::Training));
        db.reset();
        worksAs(login);
    }
    static Id county() { return Site::idOf("341181"_q); }
    static Id village() { return Site::idOf("341181003001"_q); }

    Result<void> fill(Transaction &tx)
    {
        YIGONG_TRY(addSite(tx, "341181", "县医院", Tier::County, {}));
        YIGONG_TRY(addSite(tx, "341181003001", "王庄村卫生室", Tier::Village, county()));
        YIGONG_TRY(engage(tx, "赵医生", "zhao", village(), StaffRole::VillageDoctor));
        YIGONG_TRY(engage(tx, "刘护士", "liu", village(), StaffRole::Nurse));
        YIGONG_TRY(engage(tx, "何主任", "he", county(), StaffRole::CountyManager));
        for (const char *name : {"李芳", "张桂英", "王小明"}) {
            Patient resident;
            resident.name = QString::fromUtf8(name);
            resident.birthDate = *PartialDate::parse(patients.size() < 2 ? u"1950-05-01" : u"2020-05-01");
            resident.site = village();
            YIGONG_LET(id, tx.insert(resident));
            patients.append(id.text());
        }
        return {};
    }
    static Result<void> addSite(Transaction &tx, const char *code, const char *name, Tier tier, Id parent)
    {
        Site made;
        made.code = QString::fromLatin1(code);
        made.id = Site::idOf(made.code);
        made.name = QString::fromUtf8(name);
        made.tier = tier;
        made.parent = parent;
        YIGONG_TRY(tx.insert(made));
        return {};
    }
    static Result<void> engage(Transaction &tx, const char *name, const char *login, Id at, StaffRole role)
    {
        Practitioner person;
        person.id = Id::fromKey(QByteArray("practitioner/") + login);
        person.name = QString::fromUtf8(name);
        person.login = QString::fromLatin1(login);
        person.site = at;
        person.role = static_cast<int>(role);
        YIGONG_LET(who, tx.insert(person));
        YIGONG_TRY(createAccount(tx, who, "wang-zhuang-1"_q, false, PasswordCost::Training));
        return {};
    }
    void worksAs(const char *login) const
    {
        QFile training(folder.path() + "/training.json"_q);
        REQUIRE(training.open(QIODevice::WriteOnly | QIODevice::Truncate));
        training.write(QByteArray(R"({"training": true, "as": ")") + login + R"(", "secret": "wang-zhuang-1"})");
    }
    ProgramAnswer runs(const QStringList &arguments) const
    {
        return runCtl(folder.path(), QStringList{"contract"_q} + arguments);
    }
    QJsonObject must(const QStringList &arguments) const
    {
        const ProgramAnswer answer = runs(arguments);
        INFO(arguments.join(u' ').toStdString() << "\n" << answer.errors.toStdString());
        REQUIRE(answer.status == 0);
        return answer.json;
    }

    QStringList patients;
};

/// Everybody below the county signs in at its computer.
struct ContractCounty : ContractStore
{
    ContractCounty() : ContractStore("341181") { handsOverTo("zhao"); }
};

/// The village's laptop, to which the county has sent two teams and a package.
struct ContractVillage : ContractStore
{
    explicit ContractVillage(int signaturesAMinute = 30) : ContractStore("341181003001")
    {
        const auto made = makes([signaturesAMinute](Transaction &tx) -> Result<void> {
            for (const char *name : {"王庄团队", "全科团队"})
                YIGONG_TRY(addCareTeam(
                    tx, {QString::fromUtf8(name), county(), Id::fromKey("practitioner/zhao"), {}, "0550-7012345"_q}));
            YIGONG_LET(item, serviceItemFrom(u"看病 visit 4"));
            YIGONG_TRY(addServicePackage(tx, {"base"_q, "基础包"_q, {}, {item}, {"priority-booking"_q}, {}}));
            return setContractFigure(tx, "signaturesAMinute"_q, signaturesAMinute);
        });
        REQUIRE(made);
        handsOverTo("zhao");
    }
    QString signs(const QString &patient, const QStringList &more = {}) const
    {
        return must(QStringList{"sign"_q, patient, "--team"_q, "王庄团队"_q, "--package"_q, "base"_q} + more)["id"_q]
            .toString();
    }
    QString refuses(const QStringList &arguments) const
    {
        const ProgramAnswer answer = runs(arguments);
        INFO(arguments.join(u' ').toStdString());
        CHECK(answer.status == 1);
        return answer.errors;
    }
    QJsonObject shows(const QString &patient) const { return must({"show"_q, patient}); }
};

QString daysFromNow(int days)
{
    return SystemClock().today().addDays(days).toString(Qt::ISODate);
}

} // namespace

TEST_CASE("from a shell a county makes teams and packages, and a village does not", "[ctl][contracts]")
{
    const ContractCounty clinic;
    const QStringList teamOfVillage{"team"_q,         "add"_q,      "--name"_q, "王庄团队"_q, "--site"_q,
                                    "341181003001"_q, "--leader"_q, "zhao"_q,   "--phone"_q,  "0550-7012345"_q};
    CHECK(clinic.runs(teamOfVillage).status == 1); // not a village's to make
    clinic.worksAs("he");
    clinic.must(teamOfVillage);
    clinic.must({"team"_q, "add"_q, "--name"_q, "县医院团队"_q, "--site"_q, "341181"_q, "--leader"_q, "he"_q,
                 "--member"_q, "zhao"_q});
    clinic.must({"package"_q, "add"_q, "--code"_q, "base"_q, "--name"_q, "基础包"_q, "--item"_q, "看病 visit 4"_q,
                 "--benefit"_q, "priority-booking"_q, "--fee"_q, "12.50"_q});
    const ProgramAnswer wrong =
        clinic.runs({"package"_q, "add"_q, "--code"_q, "x"_q, "--name"_q, "x"_q, "--item"_q, "看病"_q});
    CHECK(wrong.status == 1);
    CHECK(wrong.errors.contains("item"_q));
    CHECK(clinic.must({"team"_q, "list"_q, "--site"_q, "341181003001"_q})["teams"_q].toArray().size() == 2);
    CHECK(clinic.must({"package"_q, "list"_q})["packages"_q][0]["items"_q][0].toString() == "看病 visit 4"_q);
}

TEST_CASE("from a shell a village doctor signs with a resident, and everybody of the clinic sees it",
          "[ctl][contracts]")
{
    const ContractVillage village;
    const QString li = village.patients[0], boy = village.patients[2];
    const QString contract = village.signs(li, {"--years"_q, "2"_q, "--group"_q, "disabled"_q});

    const QJsonObject shown = village.shows(li);
    CHECK(shown["state"_q] == "running"_q);
    CHECK(shown["standing"_q] == contract);
    const QJsonObject one = shown["contracts"_q][0].toObject();
    CHECK(one["team"_q] == "王庄团队"_q);
    CHECK(one["packages"_q] == QJsonArray{"BASE"_q});
    CHECK(one["from"_q] == daysFromNow(0));
    CHECK(one["groups"_q].toArray().contains("elderly"_q)); // worked out
    CHECK(one["groups"_q].toArray().contains("disabled"_q));
    CHECK(one["practitioner"_q] == "赵医生"_q);
    CHECK(one["items"_q].toArray().size() == 2); // of each year by itself
    CHECK(one["items"_q][0]["owed"_q].toArray().size() == 4);
    CHECK(one["items"_q][0]["owed"_q][0]["state"_q] == "next"_q);
    CHECK(one["delivered"_q]["percent"_q].isNull()); // nothing was due yet

    // Once is enough, and the sentence says with whom.
    const QStringList again{"sign"_q, li, "--team"_q, "全科团队"_q, "--package"_q, "base"_q};
    CHECK(village.refuses(again).contains("王庄团队"_q));
    // A child does not sign, and a guardian has a name.
    const QStringList child{"sign"_q, boy, "--team"_q, "王庄团队"_q, "--package"_q, "base"_q};
    CHECK(village.refuses(child).contains("signer"_q));
    CHECK(village.refuses(child + QStringList{"--signer"_q, "guardian"_q}).contains("signer"_q));
    village.signs(
        boy, {"--signer"_q, "guardian"_q, "--signer-name"_q, "王强"_q, "--relation"_q, "父亲"_q, "--way"_q, "mark"_q});
    CHECK(village.shows(boy)["contracts"_q][0]["signerName"_q] == "王强"_q);
    CHECK(village.shows(boy)["contracts"_q][0]["way"_q] == "mark"_q);

    village.worksAs("liu"); // who reads, and does not sign
    CHECK(village.refuses({"end"_q, contract, "--reason"_q, "revoked"_q}).contains("SignContract"_q));
    CHECK(village.must({"list"_q, "--state"_q, "running"_q})["found"_q] == 2);
    village.worksAs("zhao");
    const QJsonObject rates = village.must({"rates"_q});
    CHECK(rates["signed"_q]["contracted"_q] == 2);
    CHECK(rates["signed"_q]["residents"_q] == 3);
    CHECK(rates["sites"_q][0]["code"_q] == "341181003001"_q);
}

TEST_CASE("from a shell a contract is renewed, handed to another team, printed and ended", "[ctl][contracts]")
{
    const ContractVillage village;
    const QString li = village.patients[0], zhang = village.patients[1];
    const QString old = village.signs(li, {"--on"_q, daysFromNow(-340)});
    CHECK(village.shows(li)["state"_q] == "ending-soon"_q);
    const QString renewed = village.must({"renew"_q, li, "--years"_q, "3"_q})["id"_q].toString();
    const QJsonObject shown = village.shows(li);
    CHECK(shown["state"_q] == "running"_q); // another one follows
    CHECK(shown["standing"_q] == old);
    REQUIRE(shown["contracts"_q].toArray().size() == 2);
    CHECK(shown["contracts"_q][0]["id"_q] == renewed);
    CHECK(shown["contracts"_q][0]["previous"_q] == old);
    CHECK(village.refuses({"renew"_q, renewed}).contains("early"_q));

    village.signs(zhang, {"--on"_q, daysFromNow(-40)});
    const QString second = village.must({"transfer"_q, zhang, "--to"_q, "全科团队"_q})["id"_q].toString();
    const QJsonObject moved = village.shows(zhang);
    CHECK(moved["standing"_q] == second);
    CHECK(moved["contracts"_q][0]["team"_q] == "全科团队"_q);
    CHECK(moved["contracts"_q][1]["endReason"_q] == "other-team"_q);
    CHECK(moved["contracts"_q][0]["until"_q] == moved["contracts"_q][1]["until"_q]);
    CHECK(village.refuses({"keep"_q, second}).contains("twice"_q));

    // Of one day, what was done later stands first.
    const QString boy = village.patients[2];
    const QStringList guardian{"--signer"_q, "guardian"_q, "--signer-name"_q, "王强"_q};
    village.signs(boy, guardian);
    const QString taken =
        village.must(QStringList{"transfer"_q, boy, "--to"_q, "全科团队"_q} + guardian)["id"_q].toString();
    CHECK(village.shows(boy)["contracts"_q][0]["id"_q] == taken);

    const QString pdf = village.folder.path() + "/contract.pdf"_q;
    CHECK(village.must({"print"_q, zhang, "--pdf"_q, pdf})["contract"_q] == second);
    QFile sheet(pdf);
    REQUIRE(sheet.open(QIODevice::ReadOnly));
    CHECK(sheet.read(5) == "%PDF-");

    CHECK_FALSE(village.refuses({"end"_q, zhang}).isEmpty()); // a reason is asked
    village.must({"end"_q, zhang, "--reason"_q, "revoked"_q, "--remark"_q, "本人要求"_q});
    const QJsonObject ended = village.shows(zhang);
    CHECK(ended["state"_q] == "ended"_q);
    CHECK(ended["contracts"_q][0]["endRemark"_q] == "本人要求"_q);
    CHECK(village.refuses({"end"_q, second, "--reason"_q, "revoked"_q}).contains("ended"_q));
    CHECK(village.refuses({"show"_q, "341181195001010000"_q}).contains("341181195001010000"_q));
}

TEST_CASE("from a shell nobody signs with a whole village in a minute", "[ctl][contracts]")
{
    const ContractVillage village(1);
    village.signs(village.patients[0]);
    const QStringList next{"sign"_q, village.patients[1], "--team"_q, "王庄团队"_q, "--package"_q, "base"_q};
    CHECK(village.refuses(next).contains("1"_q));
    CHECK(village.shows(village.patients[1])["state"_q] == "none"_q);
    CHECK(village.must({"figures"_q})["signaturesAMinute"_q] == 1);
}
