// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/training_county.h"

#include <QFile>

using namespace yigong;

namespace {

QByteArray fileAt(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

void writeAt(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

/// A bundle without its first line, which says when it was written.
QByteArray entriesIn(const QString &path)
{
    const QByteArray bundle = fileAt(path);
    return bundle.mid(bundle.indexOf('\n'));
}

/// A store of the county without residents, and its manager's commands.
struct EmptyCounty
{
    QTemporaryDir folder;

    explicit EmptyCounty(const QByteArray &divisions, const char *county)
    {
        REQUIRE(folder.isValid());
        writeAt(path("secret"), "yunling-2026\n");
        writeAt(path("divisions.csv"), divisions);
        const auto made = runCtl({}, {"--secret-file"_q, path("secret"), "store"_q, "create"_q, path("store"),
                                      "--site"_q, QString::fromLatin1(county), "--divisions"_q, path("divisions.csv"),
                                      "--login"_q, "he"_q, "--name"_q, "何建国"_q, "--role"_q, "county-manager"_q});
        INFO(made.errors.toStdString());
        REQUIRE(made.status == 0);
    }
    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] ProgramAnswer run(const QStringList &arguments) const
    {
        return runCtl(path("store"), QStringList{"--as"_q, "he"_q, "--secret-file"_q, path("secret")} + arguments);
    }
    [[nodiscard]] QJsonObject runs(const QStringList &arguments) const
    {
        const ProgramAnswer answer = run(arguments);
        INFO(answer.errors.toStdString());
        REQUIRE(answer.status == 0);
        return answer.json;
    }
};

} // namespace

TEST_CASE("all records of a county go through a file into an empty store and out again as the same bytes", "[exchange]")
{
    const QTemporaryDir folder;
    REQUIRE(folder.isValid());
    makeTrainingCounty(folder.filePath("county"_q), {"--size"_q, "small"_q, "--seed"_q, "7"_q, "--today"_q,
                                                     "2026-05-13"_q, "--devices"_q, "none"_q});
    const QString hub = folder.filePath("county/hub"_q), first = folder.filePath("first.json"_q);
    const auto out = runCtl(hub, {"patient"_q, "export"_q, first, "--format"_q, "fhir"_q});
    INFO(out.errors.toStdString());
    REQUIRE(out.status == 0);
    CHECK(out.json["patients"_q].toInt() > 5000);

    QByteArray divisions = "code,name\n";
    for (const auto &site : runCtl(hub, {"site"_q, "list"_q}).json["sites"_q].toArray())
        divisions +=
            (site.toObject()["code"_q].toString() + u',' + site.toObject()["name"_q].toString() + u'\n').toUtf8();
    const EmptyCounty empty(divisions, "341199");
    const QString refused = empty.path("refused.ndjson");
    const QJsonObject in = empty.runs({"patient"_q, "import"_q, first, "--refused"_q, refused});
    CHECK(in["refused"_q].toInt() == 0);
    CHECK(in["updated"_q].toInt() == 0);
    CHECK(in["other"_q].toObject().isEmpty());
    for (const char *kind :
         {"Patient", "Encounter", "Condition", "Observation", "MedicationRequest", "MedicationDispense",
          "AllergyIntolerance", "EpisodeOfCare", "QuestionnaireResponse", "ServiceRequest", "Task"})
        CHECK(in["byKind"_q].toObject()[QLatin1String(kind)].toObject()["added"_q].toInt() > 0);

    const QString second = empty.path("second.json");
    const QJsonObject again = empty.runs({"patient"_q, "export"_q, second, "--format"_q, "fhir"_q});
    CHECK(again["patients"_q] == out.json["patients"_q]);
    CHECK(again["records"_q] == out.json["records"_q]);
    CHECK((entriesIn(second) == entriesIn(first))); // too long to be shown
    CHECK(empty.runs({"verify"_q})["ok"_q].toBool());
}

TEST_CASE("another system's lists are read by a mapping that is kept", "[exchange]")
{
    const EmptyCounty county("code,name\n341181,云岭县\n341181003,柳河镇\n341181003001,王庄村\n", "341181");
    writeAt(county.path("residents.csv"), "姓名,性别,出生日期,村,人员ID\n李秀兰,女,1957-03-12,王庄村,7\n");
    const QJsonObject people =
        county.runs({"import"_q, "csv"_q, county.path("residents.csv"), "--source"_q, "老公卫"_q});
    CHECK(people["kind"_q].toString() == "residents"_q);
    CHECK(people["added"_q].toInt() == 1);

    const QByteArray list =
        "人员ID,姓名,随访日期,方式,血压(mmHg),症状\n7,李秀兰,05/03/2024,MZ,138/84,1\n7,李秀兰,06/03/2024,"
        "MZ,999/84,1\n";
    writeAt(county.path("forms.csv"), list);
    const QStringList import{"import"_q, "csv"_q, county.path("forms.csv")};
    const QJsonObject trial = county.runs(import + QStringList{"--dry-run"_q});
    CHECK(trial["dryRun"_q].toBool());
    CHECK(trial["kind"_q].toString() == "follow-ups"_q);
    CHECK(trial["refused"_q].toInt() == 2); // the day, the way of the visit
    const QJsonObject guessed = trial["mapping"_q].toObject();
    CHECK(guessed["columns"_q].toObject()["血压(mmHg)"_q].toString() == "pressure"_q);
    CHECK(trial["columns"_q].toArray().size() == 6);

    QJsonObject mapping = guessed, columns = guessed["columns"_q].toObject();
    columns["方式"_q] = "way"_q;
    mapping["columns"_q] = columns;
    mapping["source"_q] = "老公卫"_q;
    mapping["dates"_q] = "dd/MM/yyyy"_q;
    mapping["options"_q] = QJsonObject{{"方式"_q, QJsonObject{{"MZ"_q, "1"_q}}}};
    writeAt(county.path("mapping.json"), QJsonDocument(mapping).toJson());
    const QJsonObject taken =
        county.runs(import + QStringList{"--mapping"_q, county.path("mapping.json"), "--keep"_q, "老公卫 高血压"_q,
                                         "--refused"_q, county.path("refused.csv")});
    CHECK(taken["byKind"_q].toObject()["FollowUp"_q].toObject()["added"_q].toInt() == 1);
    CHECK(taken["refused"_q].toInt() == 1);
    REQUIRE(taken["told"_q].toArray().size() == 1);
    CHECK(taken["told"_q].toArray()[0].toObject()["line"_q].toInt() == 3);
    CHECK(taken["told"_q].toArray()[0].toObject()["column"_q].toString() == "血压(mmHg)"_q);
    CHECK(fileAt(county.path("refused.csv")).contains("999/84"));

    CHECK(county.runs({"import"_q, "mappings"_q})["mappings"_q].toArray() == QJsonArray{"老公卫 高血压"_q});
    const QJsonObject next = county.runs(import + QStringList{"--mapping"_q, "老公卫 高血压"_q});
    CHECK(next["byKind"_q].toObject()["FollowUp"_q].toObject()["unchanged"_q].toInt() == 1);
    CHECK(next["added"_q].toInt() == 0);
    const ProgramAnswer none = county.run(import + QStringList{"--mapping"_q, "没有"_q});
    CHECK(none.status == 1);

    const QJsonObject table = county.runs({"followup"_q, "export"_q, "--csv"_q, county.path("table.csv")});
    CHECK(table["followUps"_q].toInt() == 1);
    CHECK(fileAt(county.path("table.csv")).contains("2024-03-05"));
    CHECK(county.run({"followup"_q, "export"_q}).status == 2);
}
