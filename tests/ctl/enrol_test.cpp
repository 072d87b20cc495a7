// SPDX-License-Identifier: GPL-3.0-or-later
// A county from nothing, by the programs alone: a hub, its first administrator, laptops that come, go and come back.
#include "tests/ctl/new_county.h"

using namespace yigong;

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
