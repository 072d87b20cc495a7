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
    ContractClinic() : TestStore("341181") // everybody below the county signs in at its computer
    {
        Actor administrator = actor;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        const auto filled = db->write(administrator, [&](Transaction &tx) { return fill(tx); });
        INFO((filled ? QString() : nameOf(filled.error().kind) + u' ' + filled.error().field).toStdString());
        REQUIRE(filled);
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "wang-zhuang-1"_q), SlotCost::Training));
        db.reset();
        worksAs("zhao");
    }

    Result<void> fill(Transaction &tx)
    {
        Site county;
        county.code = "341181"_q;
        county.id = site;
        county.name = "县医院"_q;
        county.tier = Tier::County;
        YIGONG_TRY(tx.insert(county));
        Site clinic;
        clinic.code = "341181003001"_q;
        clinic.id = Site::idOf(clinic.code);
        clinic.name = "王庄村卫生室"_q;
        clinic.parent = county.id;
        YIGONG_TRY(tx.insert(clinic));
        YIGONG_TRY(engage(tx, "赵医生", "zhao", clinic.id, StaffRole::VillageDoctor, actor.practitioner));
        YIGONG_TRY(engage(tx, "何主任", "he", county.id, StaffRole::CountyManager, {}));
        for (const char *name : {"李芳", "张桂英"}) {
            Patient resident;
            resident.name = QString::fromUtf8(name);
            resident.birthDate = *PartialDate::parse(u"1950-05-01");
            resident.site = clinic.id;
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

TEST_CASE("from a shell a county makes teams and packages, and a village does not", "[ctl][contracts]")
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
}
