// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/patience.h"
#include "tests/support/text.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QTemporaryDir>

namespace {

struct Answer
{
    int status = -1;
    QByteArray out, err;
    [[nodiscard]] QJsonObject json() const { return QJsonDocument::fromJson(out).object(); }
    [[nodiscard]] int number(const char *key) const { return json()[QLatin1String(key)].toInt(-1); }
};

/// A clinic's own store, driven from the shell as an administrator would.
struct Shell
{
    Shell()
    {
        REQUIRE(folder.isValid());
        write("secret", "tianchang-2025\n");
        write("divisions.csv",
              "code,name\n341181,云岭县\n341181003,柳河镇\n341181003001,王庄村\n341181003002,东河村\n");
    }
    [[nodiscard]] QString path(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
    }
    [[nodiscard]] QByteArray read(const char *name) const
    {
        QFile file(path(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    [[nodiscard]] Answer run(const QStringList &arguments) const
    {
        QProcess process;
        process.start(QStringLiteral(YIGONG_BINARY_DIR "/bin/yigongctl"),
                      QStringList{"--json"_q, "--secret-file"_q, path("secret")} + arguments);
        REQUIRE(process.waitForFinished(yigong::patienceMs));
        return {process.exitCode(), process.readAllStandardOutput(), process.readAllStandardError()};
    }
    [[nodiscard]] Answer inStore(const QStringList &arguments) const
    {
        return run(QStringList{"--data"_q, path("clinic"), "--as"_q, "chen"_q} + arguments);
    }
    void create() const
    {
        const Answer made =
            run({"store"_q, "create"_q, path("clinic"), "--site"_q, "341181"_q, "--divisions"_q, path("divisions.csv"),
                 "--login"_q, "chen"_q, "--name"_q, "陈立新"_q, "--role"_q, "county-manager"_q});
        INFO(made.err.toStdString());
        REQUIRE(made.status == 0);
        CHECK(made.number("sites") == 4);
    }

    QTemporaryDir folder;
};

} // namespace

TEST_CASE("a list goes in, comes out, and goes in again, all from the shell")
{
    Shell shell;
    shell.create();
    shell.write("list.csv", "大名,性别,出生日期,身份证号,村,工作单位,车牌号\r\n"
                            "李秀兰,女,1957-03-12,,王庄,供销社,皖M00000\r\n"
                            "赵大勇,男,1957-03-12,341181195703120000,东河村,,\r\n");
    const QStringList import{"patient"_q,
                             "import"_q,
                             "--map"_q,
                             "大名=name"_q,
                             shell.path("list.csv"),
                             "--refused"_q,
                             shell.path("refused.csv")};
    const Answer first = shell.inStore(import);
    INFO(first.err.toStdString());
    REQUIRE(first.status == 0);
    CHECK(first.err.isEmpty());
    CHECK(first.out.count('\n') == 1);
    CHECK(first.number("added") == 2); // the card, and the basic information form with where she works
    CHECK(first.number("refused") == 1);
    CHECK(first.json()["byKind"_q].toObject()["Patient"_q].toObject()["added"_q].toInt() == 1);
    CHECK(first.json()["unknownColumns"_q].toArray() == QJsonArray{"车牌号"_q});
    CHECK(QString::fromUtf8(shell.read("refused.csv")).contains("电子表格"_q));
    CHECK(shell.inStore(import).number("unchanged") == 2);

    const Answer exported = shell.inStore({"patient"_q, "export"_q, shell.path("out.csv"), "--format"_q, "csv"_q});
    CHECK(exported.number("patients") == 1);
    CHECK(shell.inStore({"patient"_q, "import"_q, shell.path("out.csv")}).number("unchanged") == 1);
}

TEST_CASE("divisions and codes go in from the shell, and again as unchanged")
{
    Shell shell;
    shell.create();
    shell.write("more.csv", "code,name\n341181003,柳河镇\n341181003003,南坡村\n3411810030,错\n");
    const Answer sites = shell.inStore({"site"_q, "import"_q, shell.path("more.csv")});
    INFO(sites.err.toStdString());
    CHECK(sites.number("added") == 1);
    CHECK(sites.number("updated") == 0); // the county keeps its name, which this list does not say
    CHECK(sites.number("refused") == 1);
    shell.write("codes.csv", "code,name\nA00.000x001,古典生物型霍乱\nnonsense,?\n");
    const QStringList codes{"code"_q, "import"_q, shell.path("codes.csv"), "--kind"_q, "diagnosis"_q};
    CHECK(shell.inStore(codes).number("added") == 1);
    const Answer again = shell.inStore(codes);
    CHECK(again.number("unchanged") == 1);
    CHECK(again.number("refused") == 1);
}

TEST_CASE("a file that cannot be read at all is one sentence and status 1")
{
    Shell shell;
    shell.create();
    const Answer missing = shell.inStore({"patient"_q, "import"_q, shell.path("none.csv")});
    CHECK(missing.status == 1);
    CHECK(missing.out.isEmpty());
    CHECK(missing.err.count('\n') == 1);
    CHECK(missing.err.contains("none.csv"));
    CHECK(shell.inStore({"patient"_q, "import"_q}).status == 2);
    CHECK(shell
              .run({"store"_q, "create"_q, shell.path("clinic"), "--site"_q, "341181"_q, "--divisions"_q,
                    shell.path("divisions.csv"), "--login"_q, "x"_q, "--name"_q, "x"_q})
              .status == 1);
}
