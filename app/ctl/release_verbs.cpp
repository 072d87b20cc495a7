// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/debian_package.h"
#include "app/ctl/verbs.h"
#include "core/base/platform/durable_file.h"
#include "core/base/platform/untrusted_file.h"
#include "core/releases/release_exchange.h"
#include "core/releases/spool.h"
#include "core/sync/messages.h"
#include "core/transport/device_line.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <unistd.h>

namespace yigong {

namespace {

using Named = const std::optional<QString> &;

QJsonObject shown(const FoundRelease &found)
{
    const Release &r = found.release.release;
    return {{QStringLiteral("package"), r.package},
            {QStringLiteral("version"), r.version},
            {QStringLiteral("architecture"), r.architecture},
            {QStringLiteral("size"), r.size},
            {QStringLiteral("sha256"), QString::fromLatin1(r.sha256.toHex())},
            {QStringLiteral("signed"), r.day.toString(Qt::ISODate)},
            {QStringLiteral("publisher"), QString::fromLatin1(found.release.publisher.toHex())},
            {QStringLiteral("notesZh"), r.notesZh},
            {QStringLiteral("notesEn"), r.notesEn},
            {QStringLiteral("path"), found.package}};
}

Result<Publishers> publishersFrom(Named file)
{
    return Publishers::load(file ? QStringList{*file} : Publishers::usualFiles());
}

Result<void> makeKey(const Ctl &ctl, const QString &file)
{
    const DeviceKey key = DeviceKey::make();
    YIGONG_TRY(key.store(file, {}));
    return ctl.print(
        {{QStringLiteral("publisher"), QString::fromLatin1(key.publicKey().toHex())}, {QStringLiteral("key"), file}});
}

struct SignOptions
{
    Named package, key, notesZh, notesEn;
    const qint64 &schema;

    SignOptions(Ctl &ctl, CLI::App &verb)
        : package(ctl.text(verb, "DEB", "The package", Given::Always)),
          key(ctl.text(verb, "--key", "File with the publisher's key", Given::Always)),
          notesZh(ctl.text(verb, "--notes-zh", "What is new, in Chinese")),
          notesEn(ctl.text(verb, "--notes-en", "What is new, in English")),
          schema(ctl.number(verb, "--lowest-schema", "The oldest store that it takes along", 1, 1, 10'000))
    {}
};

Result<void> measure(const QString &package, Release &release)
{
    QFile file(package);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {package, file.errorString()});
    QCryptographicHash hash(QCryptographicHash::Sha256);
    if (!hash.addData(&file)) // a piece at a time
        return fail(ErrorKind::FileUnreadable, {}, {package, file.errorString()});
    release.size = file.size();
    release.sha256 = hash.result();
    return {};
}

Result<void> signPackage(const Ctl &ctl, const SignOptions &options)
{
    YIGONG_LET(key, DeviceKey::load(*options.key, {}));
    YIGONG_LET(fields, fieldsOf(*options.package));
    Release release;
    release.package = fields.package;
    release.version = fields.version;
    release.architecture = fields.architecture;
    release.lowestSchema = static_cast<int>(options.schema);
    release.lowestProtocol = lowestSyncProtocol;
    release.day = ctl.clock().today();
    release.notesZh = options.notesZh.value_or(QString());
    release.notesEn = options.notesEn.value_or(QString());
    YIGONG_TRY(measure(*options.package, release));
    const SignedRelease made = signRelease(release, key);
    if (!decodeRelease(made.bytes())) // a version that no file name can hold
        return fail(ErrorKind::Invalid, QStringLiteral("version"), {release.version});
    YIGONG_TRY(writeDurably(manifestPath(*options.package), made.bytes()));
    return ctl.print(shown({*options.package, made}));
}

Result<void> check(const Ctl &ctl, const QString &path, Named publisherFile, Named installed)
{
    YIGONG_LET(publishers, publishersFrom(publisherFile));
    const auto here = InstalledProgram::here(installed.value_or(QStringLiteral(YIGONG_VERSION)));
    YIGONG_LET(found,
               QFileInfo(path).isDir() ? releaseIn(path, publishers, here) : checkedRelease(path, publishers, here));
    return ctl.print(shown(found));
}

/// For others' computers too: it need not fit this one.
Result<void> copy(const Ctl &ctl, const QString &package, const QString &folder, Named publisherFile)
{
    YIGONG_LET(publishers, publishersFrom(publisherFile));
    YIGONG_LET(release, readManifest(manifestPath(package)));
    YIGONG_TRY(publishers.vouchFor(release));
    YIGONG_LET(copied, copyRelease({package, release}, folder));
    return ctl.print(shown(copied));
}

Result<void> fetch(Ctl &ctl, Named url, Named publisherFile)
{
    YIGONG_LET(publishers, publishersFrom(publisherFile));
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(db, ctl.openUnsigned(false));
    YIGONG_LET(key, DeviceKey::load(folder.deviceKey(), db->key()));
    YIGONG_LET(address, hubAddressOf(folder.path, key, url.value_or(QString())));
    HubLine line(address);
    const AskLine asking{db->device(), [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
                         postTo(line, QStringLiteral("/v1/release"))};
    YIGONG_LET(newer,
               askForRelease(asking, ctl.clock(), publishers, InstalledProgram::here(QStringLiteral(YIGONG_VERSION))));
    if (!newer)
        return ctl.print({{QStringLiteral("version"), QString()}});
    YIGONG_LET(fetched,
               fetchRelease(asking, ctl.clock(), *newer, folder.path + QStringLiteral("/update"), [&](qint64 here) {
                   ctl.progress(QStringLiteral("%1 of %2 KiB").arg(here / 1024).arg(newer->release.size / 1024));
                   return true;
               }));
    return ctl.print(shown(*fetched));
}

struct InstallOptions
{
    Named package, spool, publishers, state;

    InstallOptions(Ctl &ctl, CLI::App &verb)
        : package(ctl.text(verb, "DEB", "The package")),
          spool(ctl.text(verb, "--from", "Instead: the folder that people put releases into")),
          publishers(ctl.text(verb, "--publishers", "File with the publishers' keys")),
          state(ctl.text(verb, "--state", "Where it works and says what became of it"))
    {}
};

/// What root goes by must be root's.
Result<void> requireRoot(const QStringList &publisherFiles)
{
    const auto notRoot = [](const QString &what) {
        return fail(ErrorKind::ReleaseRefused, {}, {QStringLiteral("root"), what});
    };
    if (geteuid() != 0)
        return notRoot(QStringLiteral("sudo yigongctl release install …"));
    for (const QString &path : publisherFiles) {
        const QFileInfo file(path);
        const bool others = file.permissions() & (QFile::WriteGroup | QFile::WriteOther);
        if (file.exists() && (file.ownerId() != 0 || others))
            return notRoot(path);
    }
    return {};
}

Result<FoundRelease> releaseToInstall(const InstallOptions &options, const QString &work, const Publishers &publishers,
                                      const InstalledProgram &here)
{
    if (options.package) {
        YIGONG_LET(checked, checkedRelease(*options.package, publishers, here));
        return copyRelease(checked, work); // what is judged is what is installed
    }
    YIGONG_LET(reading, takeFromSpool(*options.spool, work, publishers, here));
    if (reading.release)
        return *reading.release;
    return fail(reading.refused.value_or(Error{ErrorKind::FileMissing, QStringLiteral("release"), {*options.spool}}));
}

Result<FoundRelease> installOne(const InstallOptions &options, const QString &state)
{
    const QStringList files = options.publishers ? QStringList{*options.publishers} : Publishers::usualFiles();
    YIGONG_TRY(requireRoot(files));
    YIGONG_LET(publishers, Publishers::load(files));
    const QString version = installedVersion(QStringLiteral("yigong"));
    const auto here = InstalledProgram::here(version.isEmpty() ? QStringLiteral(YIGONG_VERSION) : version);
    YIGONG_LET(release, releaseToInstall(options, state + QStringLiteral("/work"), publishers, here));
    YIGONG_LET(fields, fieldsOf(release.package));
    const Release &said = release.release.release;
    if (fields.package != said.package || fields.version != said.version || fields.architecture != said.architecture)
        return fail(ErrorKind::ReleaseRefused, {}, {QStringLiteral("package"), fields.package, said.package});
    YIGONG_TRY(installPackage(release.package, fields));
    return release;
}

Result<void> install(const Ctl &ctl, const InstallOptions &options)
{
    if (options.package.has_value() == options.spool.has_value())
        return fail(ErrorKind::Required, QStringLiteral("--from"));
    const QString state = options.state.value_or(QFileInfo(lastInstallFile()).path());
    const auto installed = installOne(options, state);
    const bool nothing = !installed && installed.error().kind == ErrorKind::FileMissing &&
                         installed.error().field == QStringLiteral("release");
    if (nothing)
        return ctl.print({{QStringLiteral("installed"), QString()}});
    const bool tried = installed || installed.error().args.value(0) != QStringLiteral("root");
    if (tried) {
        LastInstall last{ctl.clock().now(), installed ? installed->release.release.version : QString(), {}};
        if (!installed)
            last.refused = installed.error();
        YIGONG_TRY(writeLastInstall(last, state + QStringLiteral("/last.json")));
        removeUntrusted(state + QStringLiteral("/work"));
    }
    if (!installed)
        return fail(installed.error());
    return ctl.print({{QStringLiteral("installed"), installed->release.release.version}});
}

} // namespace

void registerReleaseVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("release", "New versions of the program");
    CLI::App &making = ctl.verb(noun, "key", "Make a publisher's key");
    Named file = ctl.text(making, "FILE", "Where the key is kept; nobody else may have it", Given::Always);
    ctl.runs(making, [&ctl, &file] { return makeKey(ctl, *file); });

    CLI::App &signing = ctl.verb(noun, "sign", "Describe and sign a package: DEB.yigong-release beside it");
    const auto sign = std::make_shared<SignOptions>(ctl, signing);
    ctl.runs(signing, [&ctl, sign] { return signPackage(ctl, *sign); });

    CLI::App &checking = ctl.verb(noun, "check", "Whether a package may be installed here");
    Named checked = ctl.text(checking, "DEB", "The package, or a folder with some", Given::Always);
    Named knownForCheck = ctl.text(checking, "--publishers", "File with the publishers' keys");
    Named installed = ctl.text(checking, "--installed", "As if this version were installed");
    ctl.runs(checking,
             [&ctl, &checked, &knownForCheck, &installed] { return check(ctl, *checked, knownForCheck, installed); });

    CLI::App &copying = ctl.verb(noun, "copy", "Copy a package and its description to a stick");
    Named from = ctl.text(copying, "DEB", "The package", Given::Always);
    Named to = ctl.text(copying, "FOLDER", "Where to", Given::Always);
    Named knownForCopy = ctl.text(copying, "--publishers", "File with the publishers' keys");
    ctl.runs(copying, [&ctl, &from, &to, &knownForCopy] { return copy(ctl, *from, *to, knownForCopy); });

    CLI::App &fetching = ctl.verb(noun, "fetch", "Ask the hub for a newer version, and fetch it into the data folder");
    Named url = ctl.text(fetching, "--hub", "The hub's address; without it, the one in hub.json");
    Named knownForFetch = ctl.text(fetching, "--publishers", "File with the publishers' keys");
    ctl.runs(fetching, [&ctl, &url, &knownForFetch] { return fetch(ctl, url, knownForFetch); });

    CLI::App &installing = ctl.verb(noun, "install", "Install a package (root)");
    const auto options = std::make_shared<InstallOptions>(ctl, installing);
    ctl.runs(installing, [&ctl, options] { return install(ctl, *options); });
}

} // namespace yigong
