// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "tests/support/patience.h"
#include "tests/support/store.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace yigong;

namespace {

struct Answer
{
    int status = -1;
    QJsonObject json;
    QString errors;
};

/// A clinic's store with its doctor and two residents, as `yigongctl` finds it.
struct FileClinic : TestStore
{
    QString li, zhang;

    FileClinic()
    {
        Actor administrator = actor;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        REQUIRE(db->write(administrator, [&](Transaction &tx) -> Result<void> {
            Site clinic;
            clinic.code = "341181003001"_q;
            clinic.id = site;
            clinic.name = "王庄村卫生室"_q;
            clinic.tier = Tier::Village;
            YIGONG_TRY(tx.insert(clinic));
            Practitioner zhao;
            zhao.id = actor.practitioner;
            zhao.name = "赵医生"_q;
            zhao.login = "zhao"_q;
            zhao.site = site;
            zhao.role = static_cast<int>(StaffRole::VillageDoctor);
            YIGONG_TRY(tx.insert(zhao));
            YIGONG_TRY(createAccount(tx, zhao.id, "wang-zhuang-1"_q, false, PasswordCost::Training));
            for (const auto &[name, id] : {std::pair{"李芳", &li}, std::pair{"张建国", &zhang}}) {
                Patient resident;
                resident.name = QString::fromUtf8(name);
                resident.birthDate = *PartialDate::parse(u"1950-05-01");
                resident.site = site;
                YIGONG_LET(made, tx.insert(resident));
                *id = made.text();
            }
            return {};
        }));
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "wang-zhuang-1"_q), SlotCost::Training));
        db.reset();
        QFile training(folder.path() + "/training.json"_q);
        REQUIRE(training.open(QIODevice::WriteOnly));
        training.write(R"({"training": true, "as": "zhao", "secret": "wang-zhuang-1"})");
    }

    Answer runs(const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(YIGONG_BINARY_DIR "/bin/yigongctl"),
                      QStringList{"--data"_q, folder.path(), "--json"_q} + arguments);
        process.closeWriteChannel();
        REQUIRE(process.waitForFinished(patienceMs));
        const QByteArray out = process.readAllStandardOutput();
        return {process.exitCode(), QJsonDocument::fromJson(out).object(),
                QString::fromUtf8(process.readAllStandardError())};
    }
};

} // namespace

TEST_CASE("from a shell a file is filled in, shown, counted and printed", "[ctl][file]")
{
    const FileClinic clinic;
    const Answer set = clinic.runs({"patient"_q, "basic"_q, "set"_q, clinic.li, "education=8"_q,
                                    "diseases=2 2018-06; 6 2020 肺癌"_q, "drugAllergies=2"_q, "contactName=张小军"_q});
    INFO(set.errors.toStdString());
    REQUIRE(set.status == 0);
    CHECK(set.json["changed"_q].toBool());
    CHECK(clinic.runs({"patient"_q, "basic"_q, "set"_q, clinic.li, "education=7"_q}).status == 0);

    const Answer shown = clinic.runs({"patient"_q, "basic"_q, "show"_q, clinic.li});
    REQUIRE(shown.status == 0);
    CHECK(shown.json["filled"_q].toBool());
    CHECK(shown.json["words"_q]["education"_q].toString() == "初中"_q);
    CHECK(shown.json["words"_q]["diseases"_q].toString() == "高血压（2018-06）、恶性肿瘤（肺癌，2020）"_q);
    CHECK(shown.json["words"_q]["drugAllergies"_q].toString() == "青霉素"_q);
    CHECK(shown.json["words"_q]["establishedBy"_q].toString() == "赵医生"_q);
    CHECK(shown.json["history"_q][0]["field"_q].toString() == "education"_q);
    CHECK(shown.json["history"_q][0]["before"_q].toString() == "小学"_q);
    CHECK(shown.json["missing"_q].toArray().contains("marriage"_q));

    const Answer refused = clinic.runs({"patient"_q, "basic"_q, "set"_q, clinic.li, "education=12"_q});
    CHECK(refused.status == 1);
    CHECK(refused.errors.contains("education"_q));
    CHECK(clinic.runs({"patient"_q, "basic"_q, "set"_q, clinic.li, "horoscope=1"_q}).status == 1);

    const Answer missing = clinic.runs({"patient"_q, "basic"_q, "missing"_q, "--item"_q, "education"_q});
    REQUIRE(missing.status == 0);
    CHECK(missing.json["files"_q].toInt() == 2);
    CHECK(missing.json["filled"_q].toInt() == 1);
    CHECK(missing.json["residents"_q].toArray().size() == 1);
    CHECK(missing.json["residents"_q][0]["name"_q].toString() == "张建国"_q);

    const QString pdf = clinic.folder.filePath("file.pdf"_q);
    REQUIRE(clinic.runs({"patient"_q, "print"_q, "--patient"_q, clinic.li, "--pdf"_q, pdf}).json["papers"_q].toInt() ==
            3);
    CHECK(QFile(pdf).size() > 1000);
    CHECK(clinic.runs({"patient"_q, "print"_q, "--blank"_q, "--paper"_q, "basic"_q, "--pdf"_q, pdf}).status == 0);
    CHECK(clinic.runs({"patient"_q, "print"_q, "--pdf"_q, pdf}).status == 2);
}

TEST_CASE("from a shell people move, come back and die, and households are made", "[ctl][file]")
{
    const FileClinic clinic;
    const Answer home = clinic.runs({"household"_q, "make"_q, "--head"_q, clinic.zhang, "--address"_q, "王庄 3 号"_q});
    INFO(home.errors.toStdString());
    REQUIRE(home.status == 0);
    const QString id = home.json["household"_q].toString();
    REQUIRE(clinic.runs({"household"_q, "join"_q, clinic.li, id, "--relation"_q, "配偶"_q}).status == 0);
    REQUIRE(clinic.runs({"household"_q, "carer"_q, clinic.li, "--carer"_q, clinic.zhang, "--relation"_q, "配偶"_q})
                .status == 0);
    const Answer shown = clinic.runs({"household"_q, "show"_q, clinic.li});
    REQUIRE(shown.json["members"_q].toArray().size() == 2);
    CHECK(shown.json["members"_q][0]["head"_q].toBool());
    CHECK(shown.json["members"_q][1]["carerName"_q].toString() == "张建国"_q);
    CHECK(clinic.runs({"household"_q, "leave"_q, clinic.zhang}).status == 1); // the head, and his wife stays
    CHECK(clinic.runs({"household"_q, "list"_q}).json["households"_q][0]["members"_q].toInt() == 2);

    REQUIRE(clinic.runs({"patient"_q, "move-out"_q, clinic.li, "--to"_q, "上海"_q, "--reason"_q, "随子女"_q}).status ==
            0);
    CHECK(clinic.runs({"patient"_q, "basic"_q, "missing"_q}).json["files"_q].toInt() == 1);
    REQUIRE(clinic.runs({"patient"_q, "come-back"_q, clinic.li}).status == 0);
    REQUIRE(clinic.runs({"patient"_q, "die"_q, clinic.li, "--day"_q, "2025-05"_q, "--cause"_q, "脑卒中"_q}).status ==
            0);
    CHECK(clinic.runs({"patient"_q, "move-out"_q, clinic.li, "--reason"_q, "x"_q}).status == 1);
    REQUIRE(clinic.runs({"patient"_q, "revive"_q, clinic.li, "--reason"_q, "同名误记"_q}).status == 0);
    const Answer story = clinic.runs({"patient"_q, "basic"_q, "show"_q, clinic.li});
    CHECK(story.json["history"_q][0]["kind"_q].toString() == "revived"_q);
    CHECK(story.json["deceasedOn"_q].toString().isEmpty());
}
