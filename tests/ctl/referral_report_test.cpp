// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/sign_in.h"
#include "tests/support/county.h"
#include "tests/support/patience.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>

using namespace yigong;

namespace {

struct ShellAnswer
{
    int status = -1;
    QJsonObject json;
    QByteArray out;
    QString errors;
};

/// The small county as `yigongctl` finds it: everybody signs in with one password.
struct ShellCounty : CountyStore
{
    ShellCounty()
    {
        patient = addResident("李秀兰", wangzhuang, {"hypertension"_q}).text();
        Actor administrator = actor;
        administrator.site = county.id;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        for (const Actor &who : {villageDoctor, countyDoctor, manager})
            REQUIRE(write(administrator, [&](Transaction &tx) {
                return createAccount(tx, who.practitioner, "yun-ling-2025"_q, false, PasswordCost::Training);
            }));
        REQUIRE(putSlot(db->file(), *key, StoreOpener::account("training"_q, "yun-ling-2025"_q), SlotCost::Training));
        // Everybody's, as at the hub: a clinic's own is for its people.
        REQUIRE(db->apply([](Transaction &tx) { return tx.setLocal("site"_q, Value{}); }));
        db.reset();
        QFile training(folder.path() + "/training.json"_q);
        REQUIRE(training.open(QIODevice::WriteOnly));
        training.write(R"({"training": true, "as": "", "secret": "yun-ling-2025"})");
    }

    ShellAnswer runs(const QString &who, const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(YIGONG_BINARY_DIR "/bin/yigongctl"),
                      QStringList{"--data"_q, folder.path(), "--as"_q, who, "--json"_q} + arguments);
        process.closeWriteChannel();
        REQUIRE(process.waitForFinished(patienceMs));
        ShellAnswer answer;
        answer.status = process.exitCode();
        answer.out = process.readAllStandardOutput();
        answer.json = QJsonDocument::fromJson(answer.out).object();
        answer.errors = QString::fromUtf8(process.readAllStandardError());
        return answer;
    }

    QString patient;
};

} // namespace

TEST_CASE("from a shell a resident is referred, accepted, sent back and seen to", "[ctl]")
{
    const ShellCounty c;
    const ShellAnswer made =
        c.runs("赵德顺"_q, {"referral"_q, "create"_q, "--patient"_q, c.patient, "--to"_q, "341181"_q, "--reason"_q,
                            "血压控制不满意"_q, "--urgency"_q, "soon"_q});
    INFO(made.errors.toStdString());
    REQUIRE(made.status == 0);
    const QString id = made.json["id"_q].toString();
    CHECK(made.json["number"_q].toString().startsWith("WZ-"_q));
    CHECK(made.json["skipsLevel"_q].toBool());

    const ShellAnswer listed = c.runs("周文静"_q, {"referral"_q, "list"_q, "--direction"_q, "in"_q, "--open"_q});
    const QJsonArray referrals = listed.json["referrals"_q].toArray();
    REQUIRE(referrals.size() == 1);
    const QJsonObject row = referrals[0].toObject();
    for (const char *key : {"id", "number", "patient", "patientName", "from", "to", "state", "urgency", "deadline"})
        CHECK(row.contains(QString::fromLatin1(key)));
    CHECK(row["state"_q].toString() == "sent"_q);
    CHECK(row["from"_q].toString() == "341181003001"_q);

    const ShellAnswer accepted =
        c.runs("周文静"_q, {"referral"_q, "accept"_q, id, "--appointment"_q, "2026-11-27 09:00"_q});
    INFO(accepted.errors.toStdString());
    REQUIRE(accepted.status == 0);
    CHECK(accepted.json["state"_q].toString() == "accepted"_q);
    const ShellAnswer again = c.runs("周文静"_q, {"referral"_q, "accept"_q, id});
    CHECK(again.status == 1);
    CHECK_FALSE(again.errors.isEmpty());

    const ShellAnswer returned =
        c.runs("周文静"_q, {"referral"_q, "return"_q, id, "--diagnosis"_q, "高血压 3 级"_q, "--treatment"_q, "调药"_q,
                            "--plan"_q, "低盐饮食"_q, "--activity"_q, "2026-12-01=测血压"_q});
    INFO(returned.errors.toStdString());
    CHECK(returned.json["state"_q].toString() == "returned"_q);
    const ShellAnswer closed = c.runs("赵德顺"_q, {"referral"_q, "complete"_q, id});
    CHECK(closed.json["state"_q].toString() == "closed"_q);

    const ShellAnswer shown = c.runs("赵德顺"_q, {"referral"_q, "show"_q, id});
    CHECK(shown.json["events"_q].toArray().size() == 6); // with the arrival and the taking back that nobody noted
    REQUIRE(shown.json["plan"_q].toArray().size() == 1);
    CHECK(shown.json["plan"_q][0]["dueOn"_q].toString() == "2026-12-01"_q);
}

TEST_CASE("from a shell a report comes in each form, and a wrong question is wrong usage", "[ctl]")
{
    const ShellCounty c;
    const QStringList asked{"report"_q, "activity"_q, "--from"_q, "2025-05-01"_q, "--to"_q, "2025-05-31"_q};
    const ShellAnswer json = c.runs("陈立新"_q, asked);
    INFO(json.errors.toStdString());
    REQUIRE(json.status == 0);
    for (const char *key : {"report", "from", "to", "site", "columns", "rows", "totals", "missing"})
        CHECK(json.json.contains(QString::fromLatin1(key)));
    CHECK(json.json["rows"_q].toArray().size() == 3); // 柳河镇 and two villages, one month

    const ShellAnswer csv = c.runs("陈立新"_q, asked + QStringList{"--format"_q, "csv"_q});
    CHECK(QString::fromUtf8(csv.out).contains("就诊人次"_q));

    for (const QString &format : {"xlsx"_q, "pdf"_q}) {
        const QString path = c.folder.filePath("report."_q + format);
        const ShellAnswer file = c.runs("陈立新"_q, asked + QStringList{"--format"_q, format, "--out"_q, path});
        INFO(file.errors.toStdString());
        CHECK(file.status == 0);
        CHECK(file.errors.isEmpty());
        QFile written(path);
        REQUIRE(written.open(QIODevice::ReadOnly));
        CHECK(written.read(2) == (format == "pdf"_q ? QByteArray("%P") : QByteArray("PK")));
        CHECK(c.runs("陈立新"_q, asked + QStringList{"--format"_q, format}).status == 2); // where to?
    }
    CHECK(c.runs("陈立新"_q, {"report"_q, "activity"_q}).status == 2);
    CHECK(c.runs("陈立新"_q, asked + QStringList{"--site"_q, "341181"_q}).status == 1); // above her own
}
