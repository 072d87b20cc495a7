// SPDX-License-Identifier: GPL-3.0-or-later
// Bad days, on the programs themselves: each is one sentence that says what happened and what was kept, and loses
// nothing.
#include "tests/support/training_county.h"

#include <QDir>
#include <QFile>
#include <QTcpServer>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QThread>
#include <atomic>
#include <csignal>
#include <functional>
#include <sys/mount.h>
#include <sys/resource.h>
#include <unistd.h>

using namespace yigong;

namespace {

const QString wangzhuang = "341199101201"_q;

QStringList newbornNamed(const QString &name)
{
    return {"patient"_q,      "add"_q,        "--name"_q,         name,       "--sex"_q, "male"_q,
            "--birth-date"_q, "2025-05-01"_q, "--no-id-reason"_q, "newborn"_q};
}

/// One village's store, with an edit that has not left it.
struct Laptop
{
    explicit Laptop(const QString &seed = "5"_q)
    {
        REQUIRE(folder.isValid());
        makeTrainingCounty(county(), {"--seed"_q, seed, "--devices"_q, wangzhuang});
        registers("新生儿"_q);
    }
    [[nodiscard]] QString county() const { return folder.path() + "/county"_q; }
    [[nodiscard]] QString store() const { return county() + "/devices/"_q + wangzhuang; }
    [[nodiscard]] QString file() const { return store() + "/yigong.db"_q; }
    [[nodiscard]] ProgramAnswer triesToRegister(const QString &name) const
    {
        return runCtl(store(), newbornNamed(name));
    }
    void registers(const QString &name) const { REQUIRE(triesToRegister(name).status == 0); }
    [[nodiscard]] int found(const QString &name) const
    {
        const auto answer = runCtl(store(), {"patient"_q, "search"_q, name});
        REQUIRE(answer.status == 0);
        return static_cast<int>(answer.json["patients"_q].toArray().size());
    }
    [[nodiscard]] int actsKept() const { return runCtl(store(), {"verify"_q}).json["acts"_q].toInt(-1); }
    [[nodiscard]] bool isWhole() const { return runCtl(store(), {"verify"_q}).json["ok"_q].toBool(); }

    QTemporaryDir folder;
};

/// Registers up to `count` residents in one run, until it is stopped; `acknowledged` is how many ids it printed.
struct Registering
{
    Registering(const QString &store, int count, const std::function<void()> &inChild = {})
    {
        QProcess writer;
        if (inChild)
            writer.setChildProcessModifier(inChild);
        writer.start(programPath("yigongctl"_q), {"--json"_q, "--data"_q, store, "patient"_q, "add"_q, "--lines"_q});
        for (int i = 0; i < count; ++i)
            writer.write(
                "{\"name\": \"居民\", \"sex\": \"female\", \"birthDate\": \"1960-01-01\", \"noIdReason\": \"-\"}\n");
        writer.closeWriteChannel();
        REQUIRE(writer.waitForFinished(patienceMs));
        acknowledged = static_cast<int>(writer.readAllStandardOutput().count('\n'));
        said = {writer.exitCode(), {}, QString::fromUtf8(writer.readAllStandardError())};
        CHECK(acknowledged > 0);
        CHECK(acknowledged < count);
    }

    int acknowledged = 0;
    ProgramAnswer said;
};

bool saysOneSentence(const ProgramAnswer &answer, const QString &word)
{
    const QString said = answer.errors.trimmed();
    UNSCOPED_INFO("status " << answer.status << ", said: " << said.toStdString());
    return answer.status == 1 && !said.contains(u'\n') && said.contains(word);
}

void overwrite(const QString &path, qint64 from, const QByteArray &bytes)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadWrite));
    REQUIRE(file.seek(from));
    REQUIRE(file.write(bytes) == bytes.size());
}

/// The desktop does not fall over; what its first page says of such a store is tested in tests/ui.
bool desktopStaysOpen(const Laptop &laptop)
{
    QProcess desktop;
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM"_q, "offscreen"_q);
    desktop.setProcessEnvironment(environment);
    desktop.start(programPath("yigong"_q), {"--data"_q, laptop.store()});
    REQUIRE(desktop.waitForStarted());
    const bool ended = desktop.waitForFinished(1500);
    desktop.kill();
    desktop.waitForFinished();
    return !ended;
}

/// A small disk of its own, where this user may mount one.
class SmallDisk
{
public:
    explicit SmallDisk(const QString &folder) : m_folder(folder.toLocal8Bit())
    {
        QDir().mkpath(folder);
        mounted = ::mount("none", m_folder.constData(), "tmpfs", 0, "size=4m") == 0;
    }
    ~SmallDisk()
    {
        if (mounted)
            ::umount2(m_folder.constData(), MNT_DETACH);
    }
    SmallDisk(const SmallDisk &) = delete;
    SmallDisk &operator=(const SmallDisk &) = delete;

    bool mounted = false;

private:
    QByteArray m_folder;
};

/// Answers every connection with `answer`, or with nothing at all.
class FalseHub : public QThread
{
public:
    explicit FalseHub(QByteArray answer) : m_answer(std::move(answer))
    {
        start();
        while (port == 0)
            msleep(5);
    }
    ~FalseHub() override
    {
        requestInterruption();
        wait();
    }
    [[nodiscard]] QString url() const { return QStringLiteral("https://127.0.0.1:%1").arg(port); }

    std::atomic<int> port{0};

private:
    void run() override
    {
        QTcpServer server;
        server.listen(QHostAddress::LocalHost);
        port = server.serverPort();
        while (!isInterruptionRequested()) {
            if (!server.waitForNewConnection(50))
                continue;
            QTcpSocket *caller = server.nextPendingConnection();
            if (m_answer.isEmpty())
                continue; // takes the call and says nothing
            caller->waitForReadyRead(1000);
            caller->write(m_answer);
            caller->waitForBytesWritten(1000);
            caller->disconnectFromHost();
        }
    }

    QByteArray m_answer;
};

} // namespace

TEST_CASE("a full disk is said, what was acknowledged is there, and with room it goes on", "[bad-days]")
{
    const Laptop laptop;
    const QString small = laptop.folder.path() + "/small"_q;
    const SmallDisk disk(small);
    if (!disk.mounted) {
        WARN("skipped: this user may not mount a small disk");
        return;
    }
    REQUIRE(QProcess::execute("cp"_q, {"-r"_q, laptop.store(), small + "/store"_q}) == 0);
    const Registering run(small + "/store"_q, 3000);
    CHECK(saysOneSentence(run.said, "disk"_q));
    const auto verified = runCtl(small + "/store"_q, {"verify"_q});
    CHECK(verified.json["ok"_q].toBool());
    const auto found = runCtl(small + "/store"_q, {"patient"_q, "search"_q, "居民"_q, "--limit"_q, "5000"_q});
    CHECK(found.json["patients"_q].toArray().size() == run.acknowledged);
    // Room again: elsewhere, the same store takes the next one.
    REQUIRE(QProcess::execute("cp"_q, {"-r"_q, small + "/store"_q, laptop.folder.path() + "/roomy"_q}) == 0);
    CHECK(runCtl(laptop.folder.path() + "/roomy"_q, newbornNamed("王"_q)).status == 0);
}

TEST_CASE("where no file can grow any more, what was acknowledged stays and the rest is refused in words", "[bad-days]")
{
    const Laptop laptop;
    const int before = laptop.actsKept();
    const Registering run(laptop.store(), 500, [] { // needs no right to mount anything
        ::signal(SIGXFSZ, SIG_IGN);
        const rlimit most{256 * 1024, 256 * 1024};
        ::setrlimit(RLIMIT_FSIZE, &most);
    });
    CHECK(saysOneSentence(run.said, "disk"_q));
    CHECK(laptop.isWhole());
    CHECK(laptop.actsKept() == before + run.acknowledged);
    CHECK(laptop.found("新生儿"_q) == 1);
    CHECK(laptop.triesToRegister("王"_q).status == 0);
}

TEST_CASE("a folder that may not be written is read, and says so to whoever writes", "[bad-days]")
{
    const Laptop laptop;
    if (::geteuid() != 0) {
        WARN("skipped: only root can run a program as another user");
        return;
    }
    const auto asNobody = [&](const QStringList &arguments) {
        QProcess program;
        program.setChildProcessModifier([] { [[maybe_unused]] const int left = ::setgid(65534) + ::setuid(65534); });
        program.start(programPath("yigongctl"_q), QStringList{"--json"_q, "--data"_q, laptop.store()} + arguments);
        if (!program.waitForStarted())
            return ProgramAnswer{};
        REQUIRE(program.waitForFinished(patienceMs));
        return ProgramAnswer{program.exitCode(), QJsonDocument::fromJson(program.readAllStandardOutput()).object(),
                             QString::fromUtf8(program.readAllStandardError())};
    };
    REQUIRE(QProcess::execute("chmod"_q, {"-R"_q, "a+rX,go-w"_q, laptop.folder.path()}) == 0);
    if (asNobody({"--help"_q}).status == -1) {
        WARN("skipped: another user cannot reach the built programs here");
        return;
    }
    CHECK(asNobody({"patient"_q, "search"_q, "新生儿"_q}).json["patients"_q].toArray().size() == 1);
    const auto refused = asNobody(newbornNamed("王"_q));
    CHECK(saysOneSentence(refused, "cannot be written"_q));
    CHECK(laptop.isWhole());
}

TEST_CASE("a damaged file is named, never guessed at", "[bad-days]")
{
    const Laptop laptop;
    const qint64 size = QFile(laptop.file()).size();
    SECTION("pages overwritten in the middle")
    {
        overwrite(laptop.file(), size / 3 / 4096 * 4096, QByteArray(size / 3, '\x5a'));
        const auto verified = runCtl(laptop.store(), {"verify"_q});
        CHECK(verified.status == 1);
        CHECK_FALSE(verified.json["ok"_q].toBool());
        CHECK(desktopStaysOpen(laptop));
    }
    SECTION("its beginning gone")
    {
        overwrite(laptop.file(), 0, QByteArray(4096, '\0'));
        CHECK(saysOneSentence(runCtl(laptop.store(), {"patient"_q, "search"_q, "li"_q}), "damaged"_q));
    }
    SECTION("cut off")
    {
        QFile::resize(laptop.file(), size / 10);
        CHECK(saysOneSentence(runCtl(laptop.store(), {"patient"_q, "search"_q, "li"_q}), "damaged"_q));
        CHECK(saysOneSentence(laptop.triesToRegister("王"_q), "damaged"_q));
        CHECK(saysOneSentence(runCtl(laptop.store(), {"verify"_q}), "restore the last backup"_q));
        CHECK(desktopStaysOpen(laptop));
    }
}

TEST_CASE("a store of a newer program is left alone", "[bad-days]")
{
    const Laptop laptop;
    overwrite(laptop.file(), 8, QByteArray::fromHex("0f27")); // the key block's version
    QFile file(laptop.file());
    REQUIRE(file.open(QIODevice::ReadOnly));
    const QByteArray before = file.readAll();
    CHECK(saysOneSentence(runCtl(laptop.store(), {"patient"_q, "search"_q, "li"_q}), "newer"_q));
    CHECK(saysOneSentence(laptop.triesToRegister("王"_q), "newer"_q));
    CHECK(desktopStaysOpen(laptop));
    REQUIRE(file.seek(0));
    CHECK(file.readAll() == before);
}

TEST_CASE("a second program reads, and is told who writes", "[bad-days]")
{
    const Laptop laptop;
    QProcess first;
    first.start(programPath("yigongctl"_q),
                {"--json"_q, "--data"_q, laptop.store(), "patient"_q, "add"_q, "--lines"_q});
    first.write("{\"name\": \"先来\", \"sex\": \"male\", \"birthDate\": \"1960-01-01\", \"noIdReason\": \"-\"}\n");
    REQUIRE(first.waitForReadyRead(20'000)); // it holds the store, and waits for its next line
    CHECK(laptop.found("先来"_q) == 1);
    CHECK(saysOneSentence(laptop.triesToRegister("后到"_q), QString::number(first.processId())));
    first.closeWriteChannel();
    REQUIRE(first.waitForFinished(20'000));
    CHECK(laptop.triesToRegister("后到"_q).status == 0);
}

TEST_CASE("a hub that is away, silent or false costs a sentence, and nothing of what was typed", "[bad-days]")
{
    const Laptop laptop;
    const auto triesToSync = [&](const QString &url) { return runCtl(laptop.store(), {"sync"_q, "--hub"_q, url}); };
    const auto kept = runCtl(laptop.store(), {"verify"_q}).json;
    CHECK(saysOneSentence(triesToSync("https://127.0.0.1:9"_q), "kept"_q));
    {
        const FalseHub silent{{}};
        CHECK(saysOneSentence(triesToSync(silent.url()), "kept"_q));
    }
    {
        const FalseHub web{"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhello"};
        CHECK(saysOneSentence(triesToSync(web.url()), "kept"_q));
    }
    {
        const Laptop stranger("6"_q);
        const ServedHub other(stranger.county() + "/hub"_q);
        CHECK(saysOneSentence(triesToSync(other.url), "hub"_q));
    }
    CHECK(kept["ok"_q].toBool());
    CHECK(runCtl(laptop.store(), {"verify"_q}).json == kept);
    const ServedHub hub(laptop.county() + "/hub"_q);
    const auto done = triesToSync(hub.url);
    REQUIRE(done.status == 0);
    CHECK(done.json["pushed"_q].toInt() > 0);
    CHECK(laptop.found("新生儿"_q) == 1);
}
