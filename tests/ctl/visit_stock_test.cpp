// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/short_number.h"
#include "core/codes/imported_codes.h"
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

/// A clinic's store with one doctor and one resident, as `yigongctl` finds it.
struct Clinic : TestStore
{
    Clinic()
    {
        Actor administrator = actor;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        REQUIRE(db->write(administrator, [&](Transaction &tx) -> Result<void> {
            Site clinic;
            clinic.code = "341181003001"_q;
            clinic.id = site;
            clinic.name = "王庄村卫生室"_q;
            clinic.shortCode = "WZ"_q;
            clinic.keepsNarcotics = true;
            YIGONG_TRY(tx.insert(clinic));
            Practitioner zhao;
            zhao.id = actor.practitioner;
            zhao.name = "赵医生"_q;
            zhao.login = "zhao"_q;
            zhao.site = site;
            zhao.role = static_cast<int>(StaffRole::VillageDoctor);
            YIGONG_TRY(tx.insert(zhao));
            YIGONG_TRY(createAccount(tx, zhao.id, "wang-zhuang-1"_q, false, PasswordCost::Training));
            Practitioner nurse = zhao;
            nurse.id = Id::fromKey("practitioner/mali");
            nurse.name = "马丽"_q;
            nurse.login = "mali"_q;
            nurse.role = static_cast<int>(StaffRole::Nurse);
            YIGONG_TRY(tx.insert(nurse));
            YIGONG_TRY(createAccount(tx, nurse.id, "ma-li-own-7"_q, false, PasswordCost::Training));
            Patient resident;
            resident.name = "李芳"_q;
            resident.site = site;
            YIGONG_LET(id, tx.insert(resident));
            patient = id.text();
            return {};
        }));
        ImportedCodes county;
        Drug herbal;
        herbal.code = "XC-0417"_q;
        herbal.name = "四味土木香散"_q;
        herbal.unit = "袋"_q;
        herbal.unitsPerPack = 10;
        county.drugs.push_back(herbal);
        REQUIRE(storeCodes(*db, administrator, CodeListKind::Drugs, county));
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "wang-zhuang-1"_q), SlotCost::Training));
        db.reset();
        QFile training(folder.path() + "/training.json"_q);
        REQUIRE(training.open(QIODevice::WriteOnly));
        training.write(R"({"training": true, "as": "zhao", "secret": "wang-zhuang-1"})");
    }

    Answer runs(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        process.start(QStringLiteral(YIGONG_BINARY_DIR "/bin/yigongctl"),
                      QStringList{"--data"_q, folder.path(), "--json"_q} + arguments);
        process.write(input);
        process.closeWriteChannel();
        REQUIRE(process.waitForFinished(patienceMs));
        const QByteArray out = process.readAllStandardOutput();
        return {process.exitCode(), QJsonDocument::fromJson(out).object(),
                QString::fromUtf8(process.readAllStandardError())};
    }
    Answer receives(const QString &lot, const QString &expiry, int units) const
    {
        return runs({"stock"_q, "receive"_q, "--drug"_q, "D0001"_q, "--lot"_q, lot, "--expiry"_q, expiry,
                     "--quantity"_q, QString::number(units), "--pack-cost"_q, "8.80"_q, "--supplier"_q, "县药房"_q});
    }
    Answer dispenses(int units, const QStringList &more = {}) const
    {
        return runs(QStringList{"stock"_q, "dispense"_q, "--drug"_q, "D0001"_q, "--quantity"_q, QString::number(units),
                                "--patient"_q, patient} +
                    more);
    }
    QJsonArray stock() const { return runs({"stock"_q, "list"_q}).json["stock"_q].toArray(); }

    QString patient;
};

} // namespace

TEST_CASE("stock comes in, goes out first expired first, and is counted", "[ctl]")
{
    Clinic clinic;
    const Answer late = clinic.receives("A2"_q, "2098-06-30"_q, 48);
    REQUIRE(late.status == 0);
    CHECK(late.json.keys() == QStringList{"batch"_q, "document"_q});
    const Answer soon = clinic.receives("A1"_q, "2097-12-31"_q, 10);
    const Answer out = clinic.dispenses(14);
    REQUIRE(out.status == 0);
    const QJsonArray taken = out.json["taken"_q].toArray();
    REQUIRE(taken.size() == 2);
    CHECK(taken[0]["lot"_q].toString() == "A1"_q);
    CHECK(taken[0]["quantity"_q].toInt() == 10);
    CHECK(taken[0]["batch"_q].toString() == soon.json["batch"_q].toString());
    CHECK(taken[1]["quantity"_q].toInt() == 4);

    QJsonArray stock = clinic.stock();
    REQUIRE(stock.size() == 1);
    CHECK(stock[0].toObject() == QJsonObject{{"drug"_q, "D0001"_q},
                                             {"name"_q, "阿莫西林胶囊 0.25g"_q},
                                             {"batch"_q, late.json["batch"_q].toString()},
                                             {"lot"_q, "A2"_q},
                                             {"expiry"_q, "2098-06-30"_q},
                                             {"quantity"_q, 44},
                                             {"unit"_q, "粒"_q},
                                             {"countDue"_q, false}});
    const Answer counted = clinic.runs({"stock"_q, "count"_q, "--batch"_q, late.json["batch"_q].toString(),
                                        "--counted"_q, "41"_q, "--reason"_q, "摔碎"_q});
    REQUIRE(counted.status == 0);
    CHECK(counted.json["difference"_q].toInt() == -3);
    CHECK_FALSE(counted.json["count"_q].toString().isEmpty());
    CHECK(clinic.stock()[0]["quantity"_q].toInt() == 41);
}

TEST_CASE("a drug of the county's own list is received and handed out by its name", "[ctl]")
{
    Clinic clinic;
    const Answer in = clinic.runs({"stock"_q, "receive"_q, "--drug"_q, "XC-0417"_q, "--lot"_q, "T1"_q, "--expiry"_q,
                                   "2098-06-30"_q, "--quantity"_q, "20"_q, "--supplier"_q, "县药房"_q});
    REQUIRE(in.status == 0);
    REQUIRE(clinic
                .runs({"stock"_q, "dispense"_q, "--drug"_q, "XC-0417"_q, "--quantity"_q, "3"_q, "--patient"_q,
                       clinic.patient})
                .status == 0);
    const QJsonObject row = clinic.stock().first().toObject();
    CHECK(row["name"_q].toString().startsWith("四味土木香散"_q));
    CHECK(row["unit"_q].toString() == "袋"_q);
    CHECK(row["quantity"_q].toInt() == 17);
}

TEST_CASE("more than the ledger shows is one sentence and status 1; with a reason it goes out", "[ctl]")
{
    Clinic clinic;
    REQUIRE(clinic.receives("A1"_q, "2097-12-31"_q, 10).status == 0);
    const Answer stopped = clinic.dispenses(14);
    CHECK(stopped.status == 1);
    CHECK(stopped.json.isEmpty());
    CHECK(stopped.errors.count(u'\n') == 1);
    CHECK(clinic.stock()[0]["quantity"_q].toInt() == 10);
    REQUIRE(clinic.dispenses(14, {"--reason"_q, "货架上有"_q}).status == 0);
    CHECK(clinic.stock()[0]["quantity"_q].toInt() == -4);
    CHECK(clinic.stock()[0]["countDue"_q].toBool());
}

TEST_CASE("wrong usage of the stock verbs is status 2, a wrong value status 1", "[ctl]")
{
    Clinic clinic;
    CHECK(clinic.runs({"stock"_q, "dispense"_q, "--drug"_q, "D0001"_q}).status == 2);
    CHECK(clinic.dispenses(0).status == 2);
    CHECK(clinic.receives("A1"_q, "2024-13-01"_q, 5).status == 2);
    CHECK(clinic.receives("A1"_q, "2020-01-01"_q, 5).status == 1);
    CHECK(clinic.runs({"stock"_q, "count"_q, "--batch"_q, "x"_q, "--counted"_q, "1"_q}).status == 1);
    CHECK(clinic.runs({"stock"_q, "list"_q, "--site"_q, "999999"_q}).status == 1);
    CHECK(clinic.stock().isEmpty());
}

TEST_CASE("a visit is closed from JSON and shown again, by id and by number", "[ctl]")
{
    Clinic clinic;
    REQUIRE(clinic.receives("A1"_q, "2097-12-31"_q, 24).status == 0);
    const QByteArray visit = R"({"patient": ")" + clinic.patient.toUtf8() + R"(", "complaint": "咳嗽 2 天",
        "vitals": [{"code": "8480-6", "value": 152}, {"code": "8310-5", "value": "38.2", "unit": "℃"}],
        "diagnoses": ["J06.900"], "advice": "多饮水",
        "prescription": [{"drug": "D0001", "days": 1, "dispense": true}]})";
    const Answer added = clinic.runs({"visit"_q, "add"_q, "-"_q}, visit);
    INFO(added.errors.toStdString());
    REQUIRE(added.status == 0);
    CHECK(added.json.keys() == QStringList{"id"_q, "number"_q});
    CHECK(ShortNumber::parse(added.json["number"_q].toString()));
    CHECK(clinic.stock()[0]["quantity"_q].toInt() == 18);

    for (const char *key : {"id", "number"}) {
        const Answer shown = clinic.runs({"visit"_q, "show"_q, added.json[QLatin1String(key)].toString()});
        REQUIRE(shown.status == 0);
        CHECK(shown.json["id"_q] == added.json["id"_q]);
        CHECK(shown.json["patientName"_q].toString() == "李芳"_q);
        CHECK(shown.json["complaint"_q].toString() == "咳嗽 2 天"_q);
        CHECK(shown.json["vitals"_q].toArray()[0]["value"_q].toString() == "152"_q);
        CHECK(shown.json["diagnoses"_q].toArray()[0]["name"_q].toString() == "急性上呼吸道感染"_q);
        CHECK(shown.json["prescription"_q].toArray()[0]["quantity"_q].toInt() == 6);
        CHECK(shown.json["prescription"_q].toArray()[0]["dispensed"_q].toInt() == 6);
        CHECK(shown.json["fee"_q].toString() == "8.20"_q); // 6.00 + 6 × 8.80 / 24
    }

    const QByteArray amendment = R"({"amends": ")" + added.json["id"_q].toString().toUtf8() +
                                 R"(", "amendReason": "诊断有误", "complaint": "咳嗽 2 天", "diagnoses": ["J00.x00"]})";
    const Answer amended = clinic.runs({"visit"_q, "add"_q, "-"_q}, amendment);
    INFO(amended.errors.toStdString());
    REQUIRE(amended.status == 0);
    CHECK(amended.json["number"_q] == added.json["number"_q]);
    const Answer shown = clinic.runs({"visit"_q, "show"_q, added.json["id"_q].toString()});
    CHECK(shown.json["id"_q] == amended.json["id"_q]);
    CHECK(shown.json["amends"_q] == added.json["id"_q]);
    CHECK(shown.json["earlier"_q].toArray().size() == 1);
}

TEST_CASE("a visit that cannot be is refused, and nothing is written", "[ctl]")
{
    Clinic clinic;
    const auto status = [&](const QByteArray &json) { return clinic.runs({"visit"_q, "add"_q, "-"_q}, json).status; };
    const QByteArray who = R"({"patient": ")" + clinic.patient.toUtf8() + R"(", "complaint": "咳嗽", )";
    CHECK(status("{") == 1);
    CHECK(status(who + R"("diagnoses": []})") == 1);
    CHECK(status(who + R"("diagnoses": ["X99"]})") == 1);
    CHECK(status(who + R"("diagnosis": ["J06.900"]})") == 1);
    CHECK(status(who + R"("diagnoses": ["J06.900"], "prescription": ["D9999"]})") == 1);
    CHECK(clinic.runs({"visit"_q, "show"_q, "WZ-A0001-0"_q}).status == 1);
    CHECK(clinic.runs({"visit"_q, "add"_q, clinic.folder.path() + "/none.json"_q}).status == 1);
}

TEST_CASE("morphine comes in under two passwords, and its register says so", "[ctl][special]")
{
    Clinic clinic;
    const auto fileOf = [&](const char *password) {
        const QString path = clinic.folder.path() + "/second"_q;
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(password);
        return path;
    };
    const QStringList receiving{"stock"_q,    "receive"_q,    "--drug"_q,     "D0751"_q, "--lot"_q,      "M1"_q,
                                "--expiry"_q, "2097-12-31"_q, "--quantity"_q, "5"_q,     "--supplier"_q, "国药"_q};
    const Answer alone = clinic.runs(receiving);
    CHECK(alone.status == 1);
    CHECK(alone.errors.contains("two signatures"_q));
    const auto beside = [&](const QString &login, const char *password) {
        return clinic.runs(receiving + QStringList{"--second"_q, login, "--second-file"_q, fileOf(password)});
    };
    CHECK(beside("zhao"_q, "wang-zhuang-1").errors.contains("another person's"_q));
    CHECK(beside("mali"_q, "guessed-it-9").errors.contains("wrong"_q));
    const Answer taken = beside("mali"_q, "ma-li-own-7");
    REQUIRE(taken.status == 0);
    const QString batch = taken.json["batch"_q].toString();
    const Answer destroyed =
        clinic.runs({"stock"_q, "destroy"_q, "--batch"_q, batch, "--quantity"_q, "1"_q, "--reason"_q, "破损"_q,
                     "--second"_q, "mali"_q, "--second-file"_q, fileOf("ma-li-own-7")});
    REQUIRE(destroyed.status == 0);
    const QJsonArray entries =
        clinic.runs({"stock"_q, "special-register"_q, "--from"_q, "2020-01-01"_q}).json["register"_q].toArray();
    REQUIRE(entries.size() == 2);
    const QJsonObject last = entries[1].toObject();
    CHECK(last["what"_q] == "loss"_q);
    CHECK(last["change"_q].toInt() == -1);
    CHECK(last["ofBatch"_q].toInt() == 4);
    CHECK(last["first"_q] == "赵医生"_q);
    CHECK(last["second"_q] == "马丽"_q);
}
