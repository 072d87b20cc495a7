// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/platform/durable_file.h"
#include "core/base/platform/file_lock.h"
#include "core/base/platform/machine.h"
#include "tests/support/text.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <csignal>
#include <functional>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace yigong;

namespace {

const Instant Morning = Instant::fromIso(u"2025-05-13T00:12:00Z");

/// Runs `work` in a child process; its answer is the exit status.
int inChild(const std::function<int()> &work)
{
    const pid_t child = fork();
    if (child == 0)
        _exit(work());
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

/// A child that holds the lock of `folder` until it is killed.
class OtherWriter
{
public:
    explicit OtherWriter(const QString &folder)
    {
        int ends[2];
        REQUIRE(pipe(ends) == 0);
        m_child = fork();
        if (m_child == 0) {
            const auto lock = FileLock::acquire(folder, "yigong"_q, Morning);
            const char answer = lock ? 'y' : 'n';
            if (write(ends[1], &answer, 1) == 1)
                for (;;)
                    pause();
            _exit(1);
        }
        char answer = 'n';
        REQUIRE(read(ends[0], &answer, 1) == 1);
        REQUIRE(answer == 'y');
        close(ends[0]);
        close(ends[1]);
    }
    ~OtherWriter() { isKilled(); }
    OtherWriter(const OtherWriter &) = delete;
    OtherWriter &operator=(const OtherWriter &) = delete;

    [[nodiscard]] pid_t processId() const { return m_child; }
    void isKilled()
    {
        if (m_child > 0) {
            kill(m_child, SIGKILL);
            waitpid(m_child, nullptr, 0);
        }
        m_child = -1;
    }

private:
    pid_t m_child = -1;
};

QStringList namesIn(const QString &folder)
{
    return QDir(folder).entryList(QDir::Files | QDir::Hidden);
}

} // namespace

TEST_CASE("a store has one writer, and the second hears who it is", "[base][platform]")
{
    const QTemporaryDir folder;
    OtherWriter other(folder.path());
    const auto second = FileLock::acquire(folder.path(), "yigongctl"_q, Morning.plusMs(60'000));
    REQUIRE_FALSE(second.has_value());
    CHECK(second.error() == Error{ErrorKind::StoreHeldByOther,
                                  {},
                                  {"yigong"_q, QString::number(other.processId()), "2025-05-13T00:12:00.000Z"_q}});
}

TEST_CASE("a writer that was killed holds nobody up", "[base][platform]")
{
    const QTemporaryDir folder;
    OtherWriter other(folder.path());
    other.isKilled();
    CHECK(FileLock::acquire(folder.path(), "yigong"_q, Morning).has_value());
}

TEST_CASE("the lock ends with its holder in the same process too", "[base][platform]")
{
    const QTemporaryDir folder;
    {
        auto first = FileLock::acquire(folder.path(), "yigong"_q, Morning);
        REQUIRE(first.has_value());
        const FileLock kept = std::move(*first);
        const auto second = FileLock::acquire(folder.path(), "yigong"_q, Morning);
        REQUIRE_FALSE(second.has_value());
        CHECK(second.error().args.value(1) == QString::number(getpid()));
    }
    CHECK(FileLock::acquire(folder.path(), "yigong"_q, Morning).has_value());
}

TEST_CASE("a store that is absent or read-only has no writer", "[base][platform]")
{
    const QTemporaryDir folder;
    const auto absent = FileLock::acquire(folder.filePath("away"_q), "yigong"_q, Morning);
    REQUIRE_FALSE(absent.has_value());
    CHECK(absent.error() == Error{ErrorKind::StoreMissing, {}, {folder.filePath("away"_q)}});

    const bool lockFileIsThere = GENERATE(false, true);
    if (lockFileIsThere) {
        QFile left(folder.filePath("writer.lock"_q));
        REQUIRE(left.open(QIODevice::WriteOnly));
        REQUIRE(chmod(QFile::encodeName(left.fileName()).constData(), 0666) == 0);
    }
    REQUIRE(chmod(QFile::encodeName(folder.path()).constData(), 0555) == 0);
    const int kind = inChild([&] {
        if (geteuid() == 0 && setuid(65534) != 0) // root may write everywhere
            return 200;
        const auto lock = FileLock::acquire(folder.path(), "yigong"_q, Morning);
        return lock ? 201 : static_cast<int>(lock.error().kind);
    });
    chmod(QFile::encodeName(folder.path()).constData(), 0755);
    CHECK(kind == static_cast<int>(ErrorKind::StoreReadOnly));
}

TEST_CASE("a file is written whole, or stays as it was", "[base][platform]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("村卫生室.key"_q);
    REQUIRE(writeDurably(path, "first").has_value());
    REQUIRE(writeDurably(path, "second", FileAccess::OwnerOnly).has_value());
    CHECK(*readWholeFile(path) == QByteArray("second"));
    CHECK(namesIn(folder.path()) == QStringList{"村卫生室.key"_q});
    struct stat about = {};
    REQUIRE(stat(QFile::encodeName(path).constData(), &about) == 0);
    CHECK((about.st_mode & 0777) == 0600);

    SECTION("on a disk that is full")
    {
        const int kind = inChild([&] {
            const rlimit small{4096, 4096};
            if (setrlimit(RLIMIT_FSIZE, &small) != 0)
                return 200;
            const auto written = writeDurably(path, QByteArray(100'000, 'x'));
            return written ? 201 : static_cast<int>(written.error().kind);
        });
        CHECK(kind == static_cast<int>(ErrorKind::DiskFull));
        CHECK(*readWholeFile(path) == QByteArray("second"));
        CHECK(namesIn(folder.path()).size() == 1);
    }
    SECTION("where its folder is gone")
    {
        const auto written = writeDurably(folder.filePath("away/x"_q), "y");
        REQUIRE_FALSE(written.has_value());
        CHECK(written.error().kind == ErrorKind::FileUnwritable);
        CHECK(written.error().args.value(0) == folder.filePath("away/x"_q));
    }
}

TEST_CASE("the room on a disk is known before its folder is made", "[base][platform]")
{
    const QTemporaryDir folder;
    const auto space = diskSpaceOf(folder.filePath("not/yet/made"_q));
    REQUIRE(space.has_value());
    CHECK(space->free > 0);
    CHECK(space->total >= space->free);
}

TEST_CASE("reading a file has a limit and a reason", "[base][platform]")
{
    const QTemporaryDir folder;
    const QString path = folder.filePath("x"_q);
    CHECK(readWholeFile(path).error() == Error{ErrorKind::FileMissing, {}, {path}});
    REQUIRE(writeDurably(path, "12345").has_value());
    CHECK(readWholeFile(path, 5)->size() == 5);
    CHECK(readWholeFile(path, 4).error() == Error{ErrorKind::OutOfRange, {}, {"5"_q, "0"_q, "4"_q}});
    CHECK(readWholeFile(folder.path()).error().kind == ErrorKind::FileUnreadable);
}

TEST_CASE("a process is alive or it is not", "[base][platform]")
{
    CHECK(processIsAlive(getpid()));
    CHECK_FALSE(processIsAlive(0));
    CHECK_FALSE(processIsAlive(-1));
    const pid_t gone = fork();
    if (gone == 0)
        _exit(0);
    waitpid(gone, nullptr, 0);
    CHECK_FALSE(processIsAlive(gone));
}

TEST_CASE("a process that holds keys leaves no core file", "[base][platform]")
{
    CHECK(inChild([] {
              switchCoreDumpsOff();
              rlimit limit{1, 1};
              getrlimit(RLIMIT_CORE, &limit);
              return static_cast<int>(limit.rlim_cur + limit.rlim_max);
          }) == 0);
}

TEST_CASE("a hub may open as many files as its system has for it", "[base][platform]")
{
    CHECK(inChild([] {
              const rlimit few{64, 512};
              setrlimit(RLIMIT_NOFILE, &few);
              return allowManyOpenFiles() == 512 ? 0 : 1;
          }) == 0);
}

TEST_CASE("stores lie in the user's data folder", "[base][platform]")
{
    CHECK(userDataFolder().endsWith("/yigong"_q));
    CHECK(QDir::isAbsolutePath(userDataFolder()));
}
