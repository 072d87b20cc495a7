// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/encounters/encounter.h"
#include "core/patients/patient.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "tests/support/program.h"
#include "tests/support/store.h"

#include <QFile>

using namespace yigong;

namespace {

/// A county in one store, with the doctor of a village and the county's manager, who share a training secret.
struct ContractClinic : TestStore
{
    ContractClinic()
    {
        Actor administrator = actor;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        REQUIRE(db->write(administrator, [&](Transaction &tx) { return fill(tx); }));
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "wang-zhuang-1"_q), SlotCost::Training));
        db.reset();
        worksAs("zhao");
    }

    Result<void> fill(Transaction &tx)
    {
        Site county;
        county.code = "341181"_q;
        county.id = Site::idOf(county.code);
        county.name = "县医院"_q;
        county.tier = Tier::County;
        YIGONG_TRY(tx.insert(county));
        Site clinic;
        clinic.code = "341181003001"_q;
        clinic.id = site;
        clinic.name = "王庄村卫生室"_q;
        clinic.parent = county.id;
        YIGONG_TRY(tx.insert(clinic));
        YIGONG_TRY(engage(tx, "赵医生", "zhao", site, StaffRole::VillageDoctor, actor.practitioner));
        YIGONG_TRY(engage(tx, "何主任", "he", county.id, StaffRole::CountyManager, {}));
        for (const char *name : {"李芳", "张桂英"}) {
            Patient resident;
            resident.name = QString::fromUtf8(name);
            resident.birthDate = *PartialDate::parse(u"1950-05-01");
            resident.site = site;
            YIGONG_LET(id, tx.insert(resident));
            patients.append(id.text());
        }
        return {};
    }
    static Result<void> engage(Transaction &tx, const char *name, const char *login, Id at, StaffRole role, Id id)
    {
        Practitioner person;
        person.id = id;
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
        INFO(answer.errors.toStdString());
        REQUIRE(answer.status == 0);
        return answer.json;
    }

    QStringList patients;
};

} // namespace

TEST_CASE("from a shell a county makes teams and packages, a village signs, and what is due is listed",
          "[ctl][contracts]")
{
    const ContractClinic clinic;
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

    clinic.worksAs("zhao");
    const QString li = clinic.patients[0];
    const QStringList signing{"sign"_q,       li,       "--team"_q,   "王庄团队"_q,  "--package"_q,     "BASE"_q,
                              "--group"_q,    "poor"_q, "--signer"_q, "household"_q, "--signer-name"_q, "李大山"_q,
                              "--relation"_q, "儿子"_q, "--way"_q,    "mark"_q,      "--on"_q};
    const QString signedOn = QDate::currentDate().addDays(-200).toString(Qt::ISODate);
    const QString id = clinic.must(signing + QStringList{signedOn})["id"_q].toString();
    const ProgramAnswer again = clinic.runs(signing + QStringList{signedOn});
    CHECK(again.status == 1);
    CHECK(again.errors.contains("王庄团队"_q));

    const QJsonObject shown = clinic.must({"show"_q, li});
    CHECK(shown["state"_q].toString() == "running"_q);
    const auto contract = shown["contracts"_q][0];
    CHECK(contract["id"_q].toString() == id);
    CHECK(contract["way"_q].toString() == "mark"_q);
    CHECK(contract["benefits"_q][0].toString() == "priority-booking"_q);
    CHECK(contract["items"_q][0]["owed"_q].toArray().size() == 4);
    CHECK(contract["delivered"_q]["due"_q].toInt() == 2); // two quarters are over
    const QJsonObject due = clinic.must({"list"_q, "--due"_q});
    REQUIRE(due["rows"_q].toArray().size() == 1);
    CHECK(due["rows"_q][0]["overdue"_q].toInt() == 2);
    CHECK(clinic.must({"list"_q, "--state"_q, "none"_q, "--group"_q, "elderly"_q})["found"_q].toInt() == 1);

    const QJsonObject rates = clinic.must({"rates"_q});
    CHECK(rates["signed"_q]["percent"_q].toInt() == 50);
    CHECK(rates["keyGroups"_q]["residents"_q].toInt() == 2);
    CHECK(rates["delivered"_q]["percent"_q].toInt() == 0);
    CHECK(rates["sites"_q].toArray().size() == 1);

    clinic.must({"transfer"_q, li, "--to"_q, "县医院团队"_q});
    CHECK(clinic.must({"show"_q, li})["contracts"_q].toArray().size() == 2);
    const QString paper = clinic.folder.path() + "/contract.pdf"_q;
    clinic.must({"print"_q, li, "--pdf"_q, paper});
    CHECK(QFile(paper).size() > 1000);
    clinic.must({"end"_q, li, "--reason"_q, "revoked"_q, "--remark"_q, "不愿续"_q});
    CHECK(clinic.must({"show"_q, li})["state"_q].toString() != "running"_q);
    CHECK(clinic.runs({"renew"_q, clinic.patients[1]}).status == 1); // never signed
    CHECK(clinic.runs({"keep"_q, id}).status == 1);
    CHECK(clinic.must({"figures"_q})["soonDays"_q].toInt() == 30);
    CHECK(clinic.runs({"figures"_q, "soonDays"_q, "10"_q}).status == 1); // a manager's
}
