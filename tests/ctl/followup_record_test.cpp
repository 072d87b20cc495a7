// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient.h"
#include "core/security/audit_reading.h"
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

struct Told
{
    int status = -1;
    QJsonObject json;
    QString errors;
};

/// A clinic's store with its doctor and one resident, as `yigongctl` finds it.
struct FollowUpClinic : TestStore
{
    FollowUpClinic()
    {
        Actor administrator = actor;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        REQUIRE(db->write(administrator, [&](Transaction &tx) -> Result<void> {
            Site clinic;
            clinic.code = "341181003001"_q;
            clinic.id = site;
            clinic.name = "王庄村卫生室"_q;
            YIGONG_TRY(tx.insert(clinic));
            Practitioner zhao;
            zhao.id = actor.practitioner;
            zhao.name = "赵医生"_q;
            zhao.login = "zhao"_q;
            zhao.site = site;
            zhao.role = static_cast<int>(StaffRole::VillageDoctor);
            YIGONG_TRY(tx.insert(zhao));
            YIGONG_TRY(createAccount(tx, zhao.id, "wang-zhuang-1"_q, false, PasswordCost::Training));
            Patient resident;
            resident.name = "李芳"_q;
            resident.birthDate = *PartialDate::parse(u"1970-05-01");
            resident.site = site;
            YIGONG_LET(id, tx.insert(resident));
            patient = id.text();
            return {};
        }));
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "wang-zhuang-1"_q), SlotCost::Training));
        db.reset();
        QFile training(folder.path() + "/training.json"_q);
        REQUIRE(training.open(QIODevice::WriteOnly));
        training.write(R"({"training": true, "as": "zhao", "secret": "wang-zhuang-1"})");
    }

    Told runs(const QStringList &arguments, const QByteArray &input = {}) const
    {
        QProcess process;
        process.start(QStringLiteral(YIGONG_BINARY_DIR "/bin/yigongctl"),
                      QStringList{"--data"_q, folder.path(), "--json"_q, "followup"_q} + arguments);
        process.write(input);
        process.closeWriteChannel();
        REQUIRE(process.waitForFinished(patienceMs));
        const QByteArray out = process.readAllStandardOutput();
        return {process.exitCode(), QJsonDocument::fromJson(out).object(),
                QString::fromUtf8(process.readAllStandardError())};
    }
    Told saves(const QString &date, const QString &systolic, const QJsonObject &more = {}) const
    {
        QJsonObject form{{"patient"_q, patient},   {"date"_q, date},
                         {"systolic"_q, systolic}, {"diastolic"_q, 80},
                         {"way"_q, "门诊"_q},      {"hypertension"_q, QJsonObject{{"symptoms"_q, "2;6"_q}}},
                         {"smoking"_q, "5"_q}};
        for (auto at = more.begin(); at != more.end(); ++at)
            form.insert(at.key(), at.value());
        return runs({"save"_q, "-"_q}, QJsonDocument(form).toJson());
    }

    QString patient;
};

} // namespace

TEST_CASE("from a shell somebody is enrolled, followed up, and found in the plan", "[ctl][followups]")
{
    const FollowUpClinic clinic;
    REQUIRE(
        clinic.runs({"enrol"_q, clinic.patient, "--diagnosed"_q, "2019-03"_q, "--since"_q, "2024-01-10"_q}).status ==
        0);
    const Told again = clinic.runs({"enrol"_q, clinic.patient});
    CHECK(again.status == 1);

    const Told first = clinic.saves("2024-02-01"_q, "136"_q);
    INFO(first.errors.toStdString());
    REQUIRE(first.status == 0);
    const QJsonObject form = first.json["forms"_q][0].toObject();
    CHECK(form["class"_q].toString() == "controlled"_q);
    CHECK(form["next"_q].toString() == "2024-05-01"_q);

    // Last time's habits are in the next form, its pressure beside it.
    const Told draft = clinic.runs({"draft"_q, clinic.patient});
    REQUIRE(draft.status == 0);
    CHECK(draft.json["draft"_q]["smoking"_q].toString() == "5"_q);
    CHECK(draft.json["draft"_q]["systolic"_q].isUndefined());
    CHECK(draft.json["last"_q]["hypertension"_q]["systolic"_q].toString() == "136"_q);

    const Told plan = clinic.runs({"plan"_q, "--day"_q, "2024-05-02"_q});
    REQUIRE(plan.status == 0);
    CHECK(plan.json["overdue"_q].toInt() == 1);
    CHECK(plan.json["rows"_q][0]["due"_q].toString() == "2024-05-01"_q);
    CHECK(plan.json["rows"_q][0]["patientName"_q].toString() == "李芳"_q);
    CHECK(clinic.runs({"plan"_q, "--day"_q, "2024-04-01"_q}).json["overdue"_q].toInt() == 0);
}

TEST_CASE("from a shell a late form shows what it changed, and an unlikely figure is not saved unasked",
          "[ctl][followups]")
{
    const FollowUpClinic clinic;
    REQUIRE(clinic.runs({"enrol"_q, clinic.patient, "--since"_q, "2024-01-10"_q}).status == 0);
    const Told april = clinic.saves("2024-04-10"_q, "152"_q);
    REQUIRE(april.status == 0);
    CHECK(april.json["forms"_q][0]["step"_q].toString() == "twoWeeks"_q);
    const Told march = clinic.saves("2024-03-20"_q, "149"_q);
    REQUIRE(march.status == 0);
    const QJsonArray changed = march.json["forms"_q][0]["changed"_q].toArray();
    REQUIRE(changed.size() == 1);
    CHECK(changed[0]["id"_q].toString() == april.json["forms"_q][0]["id"_q].toString());
    CHECK(changed[0]["closed"_q]["step"_q].toString() == "twoWeeks"_q);
    CHECK(changed[0]["now"_q]["step"_q].toString() == "refer"_q);

    const Told asked = clinic.saves("2024-05-10"_q, "310"_q);
    CHECK(asked.status == 1);
    CHECK_FALSE(asked.json["saved"_q].toBool());
    CHECK(asked.json["asks"_q][0]["field"_q].toString() == "systolic"_q);
    CHECK(clinic.runs({"list"_q, clinic.patient}).json["followUps"_q].toArray().size() == 2);
    CHECK(clinic.saves("2024-05-10"_q, "310"_q, {{"confirmed"_q, QJsonArray{"systolic"_q}}}).status == 0);
    const QJsonArray listed = clinic.runs({"list"_q, clinic.patient}).json["followUps"_q].toArray();
    REQUIRE(listed.size() == 3);
    CHECK(listed[0]["answers"_q]["systolic"_q].toString() == "310"_q);
    CHECK(listed[0]["version"_q].toString() == "2020"_q);
}

TEST_CASE("from a shell the national form is printed, filled and blank, and the log says so", "[ctl][followups]")
{
    FollowUpClinic clinic;
    REQUIRE(clinic.runs({"enrol"_q, clinic.patient, "--since"_q, "2024-01-10"_q}).status == 0);
    REQUIRE(clinic.saves("2024-02-01"_q, "136"_q).status == 0);
    const QString filled = clinic.folder.filePath("filled.pdf"_q), blank = clinic.folder.filePath("blank.pdf"_q);
    const Told printed =
        clinic.runs({"print"_q, "--patient"_q, clinic.patient, "--program"_q, "hypertension"_q, "--pdf"_q, filled});
    INFO(printed.errors.toStdString());
    REQUIRE(printed.status == 0);
    CHECK(printed.json["followUps"_q].toInt() == 1);
    REQUIRE(clinic.runs({"print"_q, "--blank"_q, "--program"_q, "diabetes"_q, "--pdf"_q, blank}).status == 0);
    for (const QString &path : {filled, blank}) {
        QFile file(path);
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(file.read(5) == QByteArray("%PDF-"));
    }
    CHECK(clinic.runs({"print"_q, "--pdf"_q, filled}).status == 2); // whose?
    CHECK(clinic.runs({"print"_q, "--patient"_q, "nobody"_q, "--pdf"_q, filled}).status == 1);

    clinic.open();
    const auto noted = clinic.db->read([&](const Snapshot &s) {
        return s.number("SELECT count(*) FROM audit_entry WHERE kind = ?", {static_cast<qint64>(AuditKind::Printed)});
    });
    REQUIRE(noted);
    CHECK(*noted == 2);
}

TEST_CASE("from a shell a corrected form tells who corrected it and why", "[ctl][followups]")
{
    const FollowUpClinic clinic;
    REQUIRE(clinic.runs({"enrol"_q, clinic.patient, "--since"_q, "2024-01-10"_q}).status == 0);
    const Told wrong = clinic.saves("2024-02-01"_q, "176"_q);
    REQUIRE(wrong.status == 0);
    const QString id = wrong.json["forms"_q][0]["id"_q].toString();
    REQUIRE(clinic.saves("2024-02-01"_q, "136"_q, {{"amends"_q, id}, {"amendReason"_q, "抄错"_q}}).status == 0);
    const QJsonArray listed = clinic.runs({"list"_q, clinic.patient}).json["followUps"_q].toArray();
    REQUIRE(listed.size() == 2);
    CHECK(listed[1]["id"_q].toString() == id);
    CHECK(listed[1]["correction"_q]["by"_q].toString() == "赵医生"_q);
    CHECK(listed[1]["correction"_q]["reason"_q].toString() == "抄错"_q);
    CHECK(listed[1]["correction"_q]["id"_q] == listed[0]["id"_q]);
    CHECK(listed[0]["correction"_q].isUndefined());
    CHECK(clinic.runs({"plan"_q, "--doctor"_q, "zhao"_q, "--day"_q, "2024-05-02"_q}).json["enrolled"_q].toInt() == 1);
    CHECK(clinic.runs({"plan"_q, "--doctor"_q, "nobody"_q}).status == 1);
}
