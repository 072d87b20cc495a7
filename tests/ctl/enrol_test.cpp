// SPDX-License-Identifier: GPL-3.0-or-later
// A county from nothing, by the programs alone: a hub, its first administrator, laptops that come, go and come back.
#include "tests/support/program.h"

#include <QDirIterator>
#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>

using namespace yigong;

namespace {

const QByteArray adminPassword = "county-desk-7421", doctorPassword = "wang-zhuang-9035";

struct Said
{
    int status = -1;
    QString out, errors;
};

/// Everything that the programs printed and were started with, to be searched.
struct Overheard
{
    QByteArray printed;
    QByteArray commandLines;
};

struct NewCounty
{
    NewCounty()
    {
        write("divisions.csv",
              "code,name\n341181,天长市\n341181100,石梁镇\n341181100001,王庄村\n341181100002,李庄村\n");
        write("admin", adminPassword);
        write("doctor", doctorPassword);
        REQUIRE(hub({"init"_q, dir("hub")}).status == 0);
        REQUIRE(hub({"found"_q, dir("hub"), "--divisions"_q, dir("divisions.csv"), "--county"_q, "341181"_q,
                     "--login"_q, "admin"_q, "--name"_q, "钱县"_q, "--secret-file"_q, dir("admin")})
                    .status == 0);
        write("code", codeIn(hub({"invite"_q, dir("hub"), "--site"_q, "341181"_q, "--name"_q, "县医院"_q})));
        serve();
        const auto enrolled = enrols("desk", "code", "admin", "admin");
        INFO(enrolled.errors.toStdString());
        REQUIRE(enrolled.status == 0);
        REQUIRE(admin({"staff"_q, "add"_q, "--name"_q, "赵德顺"_q, "--login"_q, "zhao"_q, "--site"_q, "341181100001"_q,
                       "--role"_q, "village-doctor"_q, "--password-file"_q, dir("doctor")})
                    .status == 0);
    }
    void serve() { served = std::make_unique<ServedHub>(dir("hub")); }
    [[nodiscard]] QString dir(const char *name) const { return folder.filePath(QString::fromLatin1(name)); }
    void write(const char *name, const QByteArray &content) const
    {
        QFile file(dir(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content + '\n');
    }
    Said run(const char *program, const QStringList &arguments)
    {
        QProcess process;
        process.start(programPath(QString::fromLatin1(program)), arguments);
        REQUIRE(process.waitForStarted());
        QFile commandLine("/proc/%1/cmdline"_q.arg(process.processId()));
        if (commandLine.open(QIODevice::ReadOnly))
            heard.commandLines += commandLine.readAll();
        REQUIRE(process.waitForFinished(patienceMs));
        const QByteArray out = process.readAllStandardOutput(), errors = process.readAllStandardError();
        heard.printed += out + errors;
        return {process.exitCode(), QString::fromUtf8(out), QString::fromUtf8(errors)};
    }
    Said hub(const QStringList &arguments) { return run("yigong-hub", arguments); }
    Said ctl(const QStringList &arguments) { return run("yigongctl", QStringList{"--json"_q} + arguments); }
    Said admin(const QStringList &arguments)
    {
        return ctl(QStringList{"--data"_q, dir("desk"), "--as"_q, "admin"_q, "--secret-file"_q, dir("admin")} +
                   arguments);
    }
    Said doctor(const QStringList &arguments)
    {
        return ctl(QStringList{"--data"_q, dir("laptop"), "--as"_q, "zhao"_q, "--secret-file"_q, dir("doctor")} +
                   arguments);
    }
    QStringList enrolment(const char *store, const char *code, const char *login, const char *secret) const
    {
        return {"--secret-file"_q,
                dir(secret),
                "device"_q,
                "enrol"_q,
                dir(store),
                "--hub"_q,
                served->url,
                "--code-file"_q,
                dir(code),
                "--login"_q,
                QString::fromLatin1(login)};
    }
    Said enrols(const char *store, const char *code, const char *login, const char *secret)
    {
        return ctl(enrolment(store, code, login, secret));
    }
    static QByteArray codeIn(const Said &said)
    {
        static const QRegularExpression code("[0-9A-Z]{5}(-[0-9A-Z]{5}){5}"_q);
        const QString found = code.match(said.out).captured();
        INFO(said.errors.toStdString());
        REQUIRE(found.size() == 35);
        return found.toLatin1();
    }
    static QJsonObject answer(const Said &said)
    {
        INFO(said.errors.toStdString());
        REQUIRE(said.status == 0);
        return QJsonDocument::fromJson(said.out.toUtf8()).object();
    }
    QByteArray invites(const QStringList &more = {})
    {
        const QByteArray code = codeIn(admin(QStringList{"device"_q, "invite"_q, "--site"_q, "341181100001"_q} + more));
        answer(admin({"sync"_q}));
        return code;
    }

    QTemporaryDir folder;
    std::unique_ptr<ServedHub> served;
    Overheard heard;
};

} // namespace

TEST_CASE("a county is founded, and a laptop comes, is revoked, and comes back with what it had not sent", "[enrol]")
{
    NewCounty c;
    c.write("village-code", c.invites());
    const QJsonObject made = NewCounty::answer(c.enrols("laptop", "village-code", "zhao", "doctor"));
    const QString device = made.value("device"_q).toString();
    CHECK(made.value("site"_q).toString() == "王庄村"_q);
    CHECK_FALSE(made.contains("notYet"_q));
    const QByteArray recoveryKey = made.value("recoveryKey"_q).toString().toLatin1();
    CHECK(recoveryKey.size() == 39);
    c.write("recovery", recoveryKey);

    const auto registers = [&](const char *name) {
        NewCounty::answer(c.doctor({"patient"_q, "add"_q, "--name"_q, QString::fromUtf8(name), "--sex"_q, "female"_q,
                                    "--birth-date"_q, "1970-01-01"_q, "--no-id-reason"_q, "没有带来"_q}));
    };
    registers("李芳");
    CHECK(NewCounty::answer(c.doctor({"sync"_q})).value("pushed"_q).toInt() > 0);
    registers("王小明");
    NewCounty::answer(c.admin({"sync"_q}));
    NewCounty::answer(c.admin({"device"_q, "revoke"_q, device, "--reason"_q, "丢失"_q}));
    NewCounty::answer(c.admin({"sync"_q}));
    const Said refused = c.doctor({"sync"_q});
    CHECK(refused.status == 1);
    CHECK(refused.errors.contains("revoked this device"_q));
    CHECK(refused.errors.contains("Its 1 entries"_q));
    const Said closed = c.doctor({"patient"_q, "search"_q, "li"_q});
    CHECK(closed.status == 1); // the password opens it no more

    const QJsonArray standings = NewCounty::answer(c.admin({"device"_q, "standing"_q})).value("devices"_q).toArray();
    bool seen = false;
    for (const auto &value : standings)
        if (const QJsonObject one = value.toObject(); one.value("id"_q).toString() == device) {
            seen = true;
            CHECK_FALSE(one.value("revoked"_q).toString().isEmpty());
            CHECK(one.value("residents"_q).toInt() == 1);
            CHECK(one.value("reason"_q).toString() == "丢失"_q);
        }
    CHECK(seen);

    c.write("again-code", c.invites({"--again"_q, device}));
    const QJsonObject again = NewCounty::answer(c.ctl(c.enrolment("laptop", "again-code", "zhao", "doctor") +
                                                      QStringList{"--recovery-file"_q, c.dir("recovery")}));
    CHECK(again.value("device"_q).toString() == device);
    CHECK(again.value("pushed"_q).toInt() > 0);
    CHECK_FALSE(again.contains("notYet"_q));
    NewCounty::answer(c.doctor({"sync"_q}));
    CHECK(NewCounty::answer(c.doctor({"verify"_q})).value("ok"_q).toBool());
}

TEST_CASE("an enrolment that is killed at any moment goes on with the same code", "[enrol][crash]")
{
    NewCounty c;
    for (const int ms : {30, 90, 160, 230, 300, 400, 550, 800}) {
        const QString name = "laptop-%1"_q.arg(ms);
        const QByteArray store = name.toLatin1();
        c.write("village-code", c.invites());
        const QStringList arguments = c.enrolment(store.constData(), "village-code", "zhao", "doctor");
        QProcess process;
        process.start(programPath("yigongctl"_q), QStringList{"--json"_q} + arguments);
        REQUIRE(process.waitForStarted());
        const bool ended = process.waitForFinished(ms);
        process.kill();
        process.waitForFinished(20'000);
        INFO(ms);
        if (ended && process.exitCode() == 0)
            continue;
        const Said after = c.ctl(arguments);
        INFO(after.errors.toStdString());
        // Killed behind its last step, it is enrolled, and its code is spent.
        const bool spent = after.status == 1 && after.errors.contains("used already"_q);
        CHECK((after.status == 0 || spent));
        const Said synced = c.ctl(
            {"--data"_q, c.dir(store.constData()), "--as"_q, "zhao"_q, "--secret-file"_q, c.dir("doctor"), "sync"_q});
        INFO(synced.errors.toStdString());
        CHECK(synced.status == 0);
    }
}

TEST_CASE("no secret stands in an argument, an output or a log of the programs", "[enrol]")
{
    NewCounty c;
    const QByteArray code = c.invites();
    c.heard.printed.clear(); // which said the codes themselves, to be handed on, and nothing else may
    c.write("village-code", code);
    c.write("wrong-code", QByteArray(code).replace(code.left(5), "00000"));
    c.write("wrong-secret", "not-his-password-1");
    CHECK(c.enrols("laptop", "wrong-code", "zhao", "doctor").status == 1);
    const QJsonObject made = NewCounty::answer(c.enrols("laptop", "village-code", "zhao", "doctor"));
    const QByteArray recovery = made.value("recoveryKey"_q).toString().toLatin1();
    c.heard.printed.replace(recovery, "");                                        // said once, to be printed
    CHECK(c.enrols("other", "village-code", "zhao", "wrong-secret").status == 1); // used
    NewCounty::answer(c.doctor({"sync"_q}));
    CHECK(c.ctl({"--data"_q, c.dir("laptop"), "--as"_q, "zhao"_q, "--secret-file"_q, c.dir("wrong-secret"), "sync"_q})
              .status == 1);
    CHECK(c.hub({"status"_q, c.dir("hub")}).status == 0);
    CHECK(c.hub({"invite"_q, c.dir("hub"), "--site"_q, "341181"_q}).status == 1); // it is being served
    QProcess desktop;
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    environment.insert("QT_QPA_PLATFORM"_q, "offscreen"_q);
    environment.insert("QT_LOGGING_RULES"_q, "*.debug=true;qt.*.debug=false"_q);
    desktop.setProcessEnvironment(environment);
    desktop.start(programPath("yigong"_q), {"--data"_q, c.dir("laptop"), "--hub"_q, c.served->url});
    REQUIRE(desktop.waitForStarted());
    desktop.waitForFinished(3'000);
    QFile commandLine("/proc/%1/cmdline"_q.arg(desktop.processId()));
    if (commandLine.open(QIODevice::ReadOnly))
        c.heard.commandLines += commandLine.readAll();
    desktop.kill();
    desktop.waitForFinished(20'000);
    c.heard.printed += desktop.readAllStandardOutput() + desktop.readAllStandardError();

    QFile storeKey(c.dir("hub/store.key"));
    REQUIRE(storeKey.open(QIODevice::ReadOnly));
    const QByteArray hubKey = storeKey.readAll().trimmed();
    const QByteArrayList secrets{
        adminPassword, doctorPassword, "not-his-password-1", code,     QByteArray(code).replace("-", ""),
        code.left(14), hubKey,         hubKey.left(16),      recovery, recovery.left(14),
        "PRIVATE KEY"};
    for (const QByteArray &secret : secrets) {
        INFO(secret.left(4).toStdString());
        CHECK_FALSE(c.heard.printed.contains(secret));
        CHECK_FALSE(c.heard.commandLines.contains(secret));
    }
    CHECK(c.heard.commandLines.contains("enrol")); // it did listen
    CHECK(c.heard.printed.contains("used already"));
}
