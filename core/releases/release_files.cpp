// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/releases/release_files.h"
#include "core/base/platform/durable_file.h"

#include <QDir>
#include <QFile>
#include <algorithm>

namespace yigong {

namespace {

constexpr qint64 copiedAtOnce = 1 << 20;

struct PartFile
{
    QString path;
    ~PartFile() { QFile::remove(path); } // gone already where it got its name
};

Result<void> copyPieces(const QString &from, const QString &to, qint64 size)
{
    QFile file(from);
    if (!file.exists())
        return fail(ErrorKind::FileMissing, {}, {from});
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {from, file.errorString()});
    YIGONG_TRY(writeDurably(to, {}));
    for (qint64 at = 0; at < size;) {
        const QByteArray piece = file.read(std::min(copiedAtOnce, size - at));
        if (piece.isEmpty()) // shorter than said: the check of the copy tells
            break;
        YIGONG_TRY(writeBehind(to, at, piece, Reaches::System));
        at += piece.size();
    }
    return syncFile(to);
}

} // namespace

Result<void> copyPackage(const FoundRelease &from, const QString &to)
{
    const PartFile part{to + QStringLiteral(".part")};
    YIGONG_TRY(copyPieces(from.package, part.path, from.release.release.size));
    YIGONG_TRY(checkContent(part.path, from.release.release));
    return replaceDurably(part.path, to);
}

Result<FoundRelease> copyRelease(const FoundRelease &from, const QString &folder)
{
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::FileUnwritable, {}, {folder, QString()});
    const QString target = folder + u'/' + from.release.release.fileName();
    YIGONG_TRY(checkContent(from.package, from.release.release)); // larger than said: its end would be left behind
    YIGONG_TRY(copyPackage(from, target));
    YIGONG_TRY(writeDurably(manifestPath(target), from.release.bytes()));
    return FoundRelease{target, from.release};
}

std::vector<FoundRelease> releasesIn(const QString &folder)
{
    std::vector<FoundRelease> found;
    for (const QFileInfo &file : QDir(folder).entryInfoList({QStringLiteral("*.deb")}, QDir::Files))
        if (const auto release = readManifest(manifestPath(file.filePath())))
            found.push_back({file.filePath(), *release});
    std::stable_sort(found.begin(), found.end(), [](const FoundRelease &a, const FoundRelease &b) {
        return compareVersions(a.release.release.version, b.release.release.version) > 0;
    });
    return found;
}

Result<FoundRelease> checkedRelease(const QString &package, const Publishers &publishers,
                                    const InstalledProgram &installed)
{
    if (!QFile::exists(package))
        return fail(ErrorKind::FileMissing, {}, {package});
    YIGONG_LET(release, readManifest(manifestPath(package)));
    YIGONG_TRY(publishers.vouchFor(release));
    YIGONG_TRY(checkFits(release.release, installed));
    YIGONG_TRY(checkContent(package, release.release));
    return FoundRelease{package, release};
}

Result<FoundRelease> releaseIn(const QString &folder, const Publishers &publishers, const InstalledProgram &installed)
{
    std::optional<Error> newest;
    for (const FoundRelease &found : releasesIn(folder)) {
        const auto checked = checkedRelease(found.package, publishers, installed);
        if (checked)
            return checked;
        if (!newest)
            newest = checked.error();
    }
    if (newest)
        return fail(*newest);
    // A package that lies there bare is worth a word of its own.
    const QFileInfoList bare = QDir(folder).entryInfoList({QStringLiteral("yigong*.deb")}, QDir::Files);
    if (!bare.isEmpty()) {
        const auto why = readManifest(manifestPath(bare.last().filePath()));
        return fail(why ? Error{ErrorKind::FileMissing, QStringLiteral("release"), {folder}} : why.error());
    }
    return fail(ErrorKind::FileMissing, QStringLiteral("release"), {folder});
}

void keepOnly(const QString &folder, const std::optional<Release> &release)
{
    const QString name = release ? release->fileName() : QString();
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files))
        if (name.isEmpty() || !file.fileName().startsWith(name))
            QFile::remove(file.filePath());
}

} // namespace yigong
