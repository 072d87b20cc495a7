// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "tests/support/program.h"

#include <QFile>
#include <QRegularExpression>
#include <QTemporaryDir>
#include <memory>

namespace yigong {

inline const QByteArray adminPassword = "county-desk-7421", doctorPassword = "wang-zhuang-9035";

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

/// A hub, its county and the desk of its administrator, from nothing, by the programs alone.
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

} // namespace yigong
