// SPDX-License-Identifier: GPL-3.0-or-later
// What lies on a stolen disk: every byte under the data folder, while the programs run and after they were killed.
#include "tests/support/training_county.h"

#include <QDirIterator>
#include <QFile>
#include <QTemporaryDir>
#include <array>
#include <csignal>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace yigong;

namespace {

const QString villageCode = "341199101201"_q;
const QString plantedName = "欧阳守拙"_q;
const QString plantedPhone = "13955012345"_q;
const QString plantedNumber = "11010519491231002X"_q;
const QString plantedStreet = "柳树沟十七号"_q;

/// Files that hold a planted word or the store's own inner words.
QStringList readableUnder(const QString &folder)
{
    QStringList readable;
    QDirIterator at(folder, QDir::Files | QDir::Hidden, QDirIterator::Subdirectories);
    int looked = 0;
    while (at.hasNext()) {
        QFile file(at.next());
        if (!file.open(QIODevice::ReadOnly))
            continue;
        const QByteArray content = file.readAll();
        ++looked;
        for (const QString &word : {plantedName, plantedName.right(2), plantedPhone, plantedNumber, plantedStreet,
                                    "ouyang shouzhuo"_q, "patient_search"_q, "CREATE TABLE"_q})
            if (content.contains(word.toUtf8()) || content.contains(QByteArray(word.toUtf8().toHex())))
                readable.append(at.filePath() + ": "_q + word);
    }
    CHECK(looked > 3);
    return readable;
}

QByteArray plantedLine(int number)
{
    return QStringLiteral(
               "{\"name\": \"%1\", \"sex\": \"male\", \"birthDate\": \"1949-12-31\", \"noIdReason\": \"%2\", "
               "\"phone\": \"%3\", \"address\": \"%4%5\", \"remarks\": \"%2\"}\n")
        .arg(plantedName, plantedNumber, plantedPhone, plantedStreet, QString::number(number))
        .toUtf8();
}

QString limitOf(qint64 process, const QByteArray &limit)
{
    QFile limits(QStringLiteral("/proc/%1/limits").arg(process));
    REQUIRE(limits.open(QIODevice::ReadOnly));
    for (const QByteArray &line : limits.readAll().split('\n'))
        if (line.startsWith(limit))
            return QString::fromLatin1(line.mid(limit.size()).simplified());
    return {};
}

} // namespace

TEST_CASE("nothing of a resident can be read on the disk, of the laptop or of the hub", "[at-rest]")
{
    const QTemporaryDir folder;
    const QString county = folder.path() + "/county"_q;
    makeTrainingCounty(county, {"--seed"_q, "9"_q, "--devices"_q, villageCode});
    const QString store = county + "/devices/"_q + villageCode;
    CHECK(readableUnder(county) == QStringList());

    QProcess hub;
    hub.start(programPath("yigong-hub"_q), {"serve"_q, county + "/hub"_q, "--listen"_q, "127.0.0.1:0"_q});
    while (!hub.canReadLine())
        REQUIRE(hub.waitForReadyRead(20'000));
    const QString url = QString::fromUtf8(hub.readLine()).trimmed();
    CHECK(limitOf(hub.processId(), "Max core file size").startsWith("0 "_q));

    QProcess writer;
    writer.start(programPath("yigongctl"_q), {"--json"_q, "--data"_q, store, "patient"_q, "add"_q, "--lines"_q});
    REQUIRE(writer.waitForStarted());
    for (int i = 0; i < 40; ++i)
        writer.write(plantedLine(i));
    QByteArray said;
    while (said.count('\n') < 40) {
        REQUIRE(writer.waitForReadyRead(20'000));
        said += writer.readAllStandardOutput();
    }
    CHECK(limitOf(writer.processId(), "Max core file size").startsWith("0 "_q));
    CHECK(readableUnder(county) == QStringList()); // its log is full of them
    writer.kill();
    writer.waitForFinished();
    CHECK(readableUnder(county) == QStringList());
    CHECK(runCtl(store, {"patient"_q, "search"_q, plantedName}).json["patients"_q].toArray().size() == 20);

    const auto synced = runCtl(store, {"sync"_q, "--hub"_q, url});
    REQUIRE(synced.status == 0);
    CHECK(synced.json["pushed"_q].toInt() > 0);
    CHECK(readableUnder(county) == QStringList()); // both ends hold them now
    hub.kill();
    hub.waitForFinished();
    CHECK(readableUnder(county) == QStringList());
    CHECK(runCtl(county + "/hub"_q, {"verify"_q}).json["ok"_q].toBool());

    // The look finds what lies in the clear.
    REQUIRE(runCtl(store, {"patient"_q, "export"_q, store + "/residents.csv"_q}).status == 0);
    CHECK(readableUnder(county) != QStringList());
}

TEST_CASE("a program that crashes leaves no core file, whatever the shell allows", "[at-rest]")
{
    const QTemporaryDir folder;
    const QString county = folder.path() + "/county"_q;
    makeTrainingCounty(county, {"--seed"_q, "9"_q, "--devices"_q, villageCode});
    const QByteArray program = programPath("yigongctl"_q).toLocal8Bit();
    const QByteArray store = (county + "/devices/"_q + villageCode).toLocal8Bit();
    std::array<int, 2> in{}, out{};
    REQUIRE(pipe(in.data()) == 0);
    REQUIRE(pipe(out.data()) == 0);
    const pid_t child = fork();
    if (child == 0) {
        const rlimit endless{RLIM_INFINITY, RLIM_INFINITY};
        setrlimit(RLIMIT_CORE, &endless);
        dup2(in[0], 0);
        dup2(out[1], 1);
        if (chdir(folder.path().toLocal8Bit().constData()) == 0)
            execl(program.constData(), program.constData(), "--json", "--data", store.constData(), "patient", "add",
                  "--lines", nullptr);
        _exit(3);
    }
    const QByteArray line = plantedLine(1);
    REQUIRE(write(in[1], line.constData(), static_cast<std::size_t>(line.size())) == line.size());
    char said = 0;
    REQUIRE(read(out[0], &said, 1) == 1); // it has the store open and its key in memory
    kill(child, SIGABRT);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFSIGNALED(status));
    CHECK_FALSE(WCOREDUMP(status));
    for (const int end : {in[0], in[1], out[0], out[1]})
        close(end);
}
