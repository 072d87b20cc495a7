// SPDX-License-Identifier: GPL-3.0-or-later
// A process killed at any moment leaves a store that opens and loses nothing that was acknowledged. The list of what
// was acknowledged is kept here, outside the store: the ids that the killed process had printed.
#include "tests/support/training_county.h"

#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <random>

using namespace yigong;

namespace {

const QString village = "341199101201"_q, township = "341199101"_q;

int rounds(int usual, int many)
{
    return qEnvironmentVariableIsSet("YIGONG_LONG") ? many : usual;
}

QByteArray residents(int round)
{
    QByteArray lines;
    for (int i = 0; i < 4000; ++i)
        lines += "{\"name\": \"居民" + QByteArray::number(round) + '-' + QByteArray::number(i) +
                 "\", \"sex\": \"female\", \"birthDate\": \"1960-01-01\", \"noIdReason\": \"未提供\"}\n";
    return lines;
}

} // namespace

TEST_CASE("what a killed process had acknowledged is in the store", "[crash]")
{
    QTemporaryDir folder;
    const QString county = folder.path() + "/county"_q;
    makeTrainingCounty(county, {"--seed"_q, "3"_q, "--devices"_q, village + u',' + township});
    const QString store = county + "/devices/"_q + village;
    std::mt19937 dice(7);
    QStringList acknowledged;
    const ServedHub hub(county + "/hub"_q);
    const int kills = rounds(30, 250);
    for (int round = 0; round < kills; ++round) {
        QProcess writer;
        writer.start(programPath("yigongctl"_q), {"--json"_q, "--data"_q, store, "patient"_q, "add"_q, "--lines"_q});
        REQUIRE(writer.waitForStarted());
        writer.write(residents(round));
        writer.closeWriteChannel();
        QProcess syncing;
        const auto until = std::uniform_int_distribution<int>(20, 400)(dice);
        if (round % 2 == 0) // while it writes; the others while it may still be opening
            REQUIRE(writer.waitForReadyRead(30'000));
        for (int waited = 0; waited < until && writer.state() != QProcess::NotRunning; waited += 10)
            writer.waitForReadyRead(10);
        writer.kill();
        writer.waitForFinished();
        // Only whole lines count: a line that was cut off was not acknowledged.
        const QByteArray said = writer.readAllStandardOutput();
        for (const QByteArray &line : said.left(said.lastIndexOf('\n') + 1).split('\n'))
            if (const QString id = QJsonDocument::fromJson(line).object().value("id"_q).toString(); !id.isEmpty())
                acknowledged.append(id);
        if (round % 3 == 0) { // a sync that is cut off anywhere
            syncing.start(programPath("yigongctl"_q), {"--data"_q, store, "sync"_q, "--hub"_q, hub.url});
            syncing.waitForFinished(std::uniform_int_distribution<int>(10, 300)(dice));
            syncing.kill();
            syncing.waitForFinished();
        }
    }
    REQUIRE(acknowledged.size() > kills);
    const auto verified = runCtl(store, {"verify"_q});
    INFO(QJsonDocument(verified.json).toJson().left(2000).toStdString());
    CHECK(verified.json.value("ok"_q).toBool());
    const auto lost = [&acknowledged](const QString &where) {
        REQUIRE(runCtl(where, {"patient"_q, "search"_q, "居民"_q, "--limit"_q, "1000000"_q}).status == 0);
        const auto found = runCtl(where, {"patient"_q, "search"_q, "居民"_q, "--limit"_q, "1000000"_q});
        QSet<QString> ids;
        for (const QJsonValue &patient : found.json.value("patients"_q).toArray())
            ids.insert(patient["id"_q].toString());
        int missing = 0;
        for (const QString &id : acknowledged)
            missing += !ids.contains(id);
        return missing;
    };
    CHECK(lost(store) == 0);
    REQUIRE(runCtl(store, {"sync"_q, "--hub"_q, hub.url}).status == 0);
    REQUIRE(runCtl(county + "/devices/"_q + township, {"sync"_q, "--hub"_q, hub.url}).status == 0);
    CHECK(lost(county + "/devices/"_q + township) == 0);
    CHECK(runCtl(county + "/devices/"_q + township, {"verify"_q}).json.value("ok"_q).toBool());
}
