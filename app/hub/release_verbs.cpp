// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/release_verbs.h"
#include "core/hub/hub_releases.h"
#include "core/store/database.h"

#include <QFileInfo>
#include <iostream>

namespace yigong {

namespace {

struct ReleaseArguments
{
    std::string hub, package, version, publishers;
};

Result<HubReleases> releasesOf(const ReleaseArguments &a)
{
    const QString hub = QString::fromStdString(a.hub);
    if (!QFileInfo::exists(Database::fileIn(hub)))
        return fail(ErrorKind::StoreMissing, {}, {hub});
    return HubReleases(hub);
}

Result<void> addRelease(const ReleaseArguments &a)
{
    YIGONG_LET(releases, releasesOf(a));
    YIGONG_LET(publishers, Publishers::load(a.publishers.empty() ? Publishers::usualFiles()
                                                                 : QStringList{QString::fromStdString(a.publishers)}));
    YIGONG_LET(added, releases.add(QString::fromStdString(a.package), publishers));
    std::cout << "Version " << added.version.toStdString() << " (" << added.architecture.toStdString()
              << ") is offered to devices from their next exchange on; each asks once a day." << std::endl;
    return {};
}

Result<void> listReleases(const ReleaseArguments &a)
{
    YIGONG_LET(releases, releasesOf(a));
    for (const FoundRelease &found : releases.list()) {
        const Release &r = found.release.release;
        std::cout << r.version.toStdString() << "  " << r.architecture.toStdString() << "  " << r.size / 1024
                  << " KiB  signed " << r.day.toString(Qt::ISODate).toStdString() << "  by "
                  << found.release.publisher.toHex().left(16).toStdString() << '\n';
    }
    return {};
}

Result<void> withdrawRelease(const ReleaseArguments &a)
{
    YIGONG_LET(releases, releasesOf(a));
    YIGONG_TRY(releases.withdraw(QString::fromStdString(a.version)));
    std::cout << "Version " << a.version << " is not offered any more. Who has it keeps it." << std::endl;
    return {};
}

} // namespace

void registerReleaseVerbs(CLI::App &app, const std::function<void(std::function<Result<void>()>)> &choose)
{
    auto a = std::make_shared<ReleaseArguments>();
    CLI::App *noun = app.add_subcommand("release", "New versions of the program, for the county's devices");
    noun->require_subcommand(1);
    const auto verb = [&](const char *name, const char *help, Result<void> (*run)(const ReleaseArguments &)) {
        CLI::App *sub = noun->add_subcommand(name, help);
        sub->add_option("DIR", a->hub, "The hub's folder")->required();
        sub->callback([a, run, choose] { choose([a, run] { return run(*a); }); });
        return sub;
    };
    CLI::App *adding = verb("add", "Check a signed package and hand it out", addRelease);
    adding->add_option("DEB", a->package, "The package; its .yigong-release lies beside it")->required();
    adding->add_option("--publishers", a->publishers, "File with the publishers' keys");
    verb("list", "What is handed out", listReleases);
    verb("withdraw", "Hand a version out no more", withdrawRelease)
        ->add_option("VERSION", a->version, "The version")
        ->required();
}

} // namespace yigong
