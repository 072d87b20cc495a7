// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/package_verbs.h"
#include "app/hub/device_verbs.h"
#include "core/base/platform/durable_file.h"
#include "core/hub/packages.h"
#include "core/hub/set_ups.h"
#include "core/sync/stick.h"

#include <QDir>
#include <QFileInfo>
#include <iostream>

namespace yigong {

namespace {

constexpr qint64 longestRequest = 64 * 1024;

QString saidOf(const PackageReading &r)
{
    switch (r.state) {
    case PackageState::Taken:
        return QStringLiteral("taken, %1 acts were new").arg(r.records);
    case PackageState::ReadBefore:
    case PackageState::Older:
        return QStringLiteral("all of it was here already");
    case PackageState::Cut:
        return QStringLiteral("%1 of %2 parts are whole, %3 acts were taken; it must be written again")
            .arg(r.whole)
            .arg(r.head.parts)
            .arg(r.records);
    case PackageState::Waits:
        return QStringLiteral(
                   "nothing taken: the acts from %1 on are missing; the laptop reads this hub's next package "
                   "and writes a new one")
            .arg(r.missing);
    case PackageState::ForOther:
        return r.head.kind == PackageKind::ToHub ? QStringLiteral("nothing taken: it is for another hub")
                                                 : QStringLiteral("it is for that laptop, not for the hub");
    case PackageState::Damaged:
        return QStringLiteral("nothing taken: not to be read (%1)").arg(r.word);
    case PackageState::Refused:
        break;
    }
    return QStringLiteral("refused (%1)").arg(r.word);
}

Result<void> readPackages(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Writing));
    Hub hub(*db);
    const HubPackages packages(*db, hub);
    YIGONG_LET(all, packagesOn(QString::fromStdString(a.stick)));
    for (const PackageOnStick &on : all) {
        YIGONG_LET(bytes, packageBytes(on.path));
        YIGONG_LET(reading, packages.read(bytes));
        std::cout << QFileInfo(on.path).fileName().toStdString() << "  " << reading.head.site.toStdString() << ' '
                  << reading.head.device.toStdString() << ": " << saidOf(reading).toStdString() << '\n';
    }
    return {};
}

Result<void> writePackages(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Writing));
    YIGONG_LET(device, deviceNamed(*db, a.device));
    Hub hub(*db);
    const HubPackages packages(*db, hub);
    qint64 behind = 0, first = 0;
    for (bool more = true; more;) {
        YIGONG_LET(written, packages.write(device, behind));
        behind = written.head.number;
        first = first == 0 ? behind : first;
        YIGONG_LET(path, keepPackage(QString::fromStdString(a.stick), written, first));
        std::cout << path.toStdString() << '\n';
        more = written.more;
    }
    return {};
}

/// The enrolment requests of laptops without a line: each gets its set-up beside it.
Result<void> answerRequests(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Writing));
    Hub hub(*db);
    SnapshotDesk desk(*db, hub);
    const QString stick = QString::fromStdString(a.stick);
    for (const QString &name : QDir(stick).entryList({QStringLiteral("*.ygr")}, QDir::Files, QDir::Name)) {
        YIGONG_LET(request, readWholeFile(stick + u'/' + name, longestRequest));
        const auto made = SetUps(*db, desk).make(request, QString::fromStdString(a.address));
        if (!made) {
            const Error &error = made.error();
            if (error.kind != ErrorKind::CodeRefused && error.kind != ErrorKind::BadFormat)
                return fail(error);
            std::cout << name.toStdString() << "  refused: "
                      << (error.kind == ErrorKind::BadFormat ? "not a request, or damaged"
                                                             : "the code is " + error.args.value(0).toStdString())
                      << '\n';
            continue;
        }
        YIGONG_LET(path, writeSetUp(stick, made->head, made->store));
        std::cout << path.toStdString() << '\n';
    }
    return {};
}

} // namespace

void addPackageVerbs(CLI::App &app, Arguments &a,
                     const std::function<void(Result<void> (*run)(const Arguments &))> &choose)
{
    CLI::App *noun = app.add_subcommand("package", "The exchange with laptops by stick");
    noun->require_subcommand(1);
    const auto verb = [&](const char *name, const char *help, Result<void> (*run)(const Arguments &)) {
        CLI::App *sub = noun->add_subcommand(name, help);
        sub->add_option("DIR", a.folder, "The hub's folder")->required();
        sub->add_option("--key-file", a.keyFile, "File with the key of the hub's store");
        sub->callback([choose, run] { choose(run); });
        return sub;
    };
    verb("read", "Take the packages for this hub that are on a stick", readPackages)
        ->add_option("STICK", a.stick, "The stick's folder, or one file")
        ->required();
    CLI::App *answering = verb("enrol",
                               "Answer the enrolment requests on a stick: each laptop's first store beside its "
                               "request",
                               answerRequests);
    answering->add_option("STICK", a.stick, "The stick's folder")->required();
    answering->add_option("--address", a.address, "https://host:port of this hub, for when those laptops have a line");
    CLI::App *writing = verb("write", "Write what a laptop does not have yet", writePackages);
    writing->add_option("DEVICE", a.device, "Its id, or its site's code and letter: 341181100001/A")->required();
    writing->add_option("STICK", a.stick, "The stick's folder")->required();
}

} // namespace yigong
