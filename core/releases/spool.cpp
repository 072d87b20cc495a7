// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/releases/spool.h"
#include "core/base/platform/durable_file.h"
#include "core/base/platform/untrusted_file.h"

#include <QDateTime>
#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QUuid>

namespace yigong {

namespace {

const QString manifestEnd = QStringLiteral(".yigong-release");
constexpr qint64 leftBehindAfterS = 3600; // a copy that its maker never finished

bool isLeftBehind(const QFileInfo &entry)
{
    return entry.isSymLink() || entry.lastModified().secsTo(QDateTime::currentDateTime()) > leftBehindAfterS;
}

/// The package that belongs to a description in the spool, judged and copied.
Result<FoundRelease> takeOne(const QString &manifest, const QString &work, const Publishers &publishers,
                             const InstalledProgram &installed)
{
    YIGONG_LET(bytes, readUntrusted(manifest, largestManifest));
    YIGONG_LET(release, decodeRelease(bytes));
    YIGONG_TRY(publishers.vouchFor(release));
    YIGONG_TRY(checkFits(release.release, installed));
    const QString package = manifest.chopped(manifestEnd.size());
    const QString copy = work + u'/' + release.release.fileName();
    YIGONG_LET(size, copyUntrusted(package, copy, release.release.size));
    auto whole = checkContent(copy, release.release);
    if (size != release.release.size) // what stands behind the copied part was not signed
        whole = fail(ErrorKind::ReleaseRefused, {},
                     {QStringLiteral("size"), QString::number(size), QString::number(release.release.size)});
    if (!whole) {
        QFile::remove(copy);
        return fail(whole.error());
    }
    return FoundRelease{copy, release};
}

} // namespace

QString spoolFolder()
{
    return QStringLiteral("/var/spool/yigong");
}

QString lastInstallFile()
{
    return QStringLiteral("/var/lib/yigong-update/last.json");
}

Result<void> handToInstaller(const FoundRelease &release, const QString &spool)
{
    if (!QFileInfo(spool).isDir())
        return fail(ErrorKind::FileMissing, QStringLiteral("spool"), {spool});
    // A name of its own: in a folder that cannot be listed, a colleague's of the same name could not be replaced.
    const QString own = spool + u'/' + QUuid::createUuid().toString(QUuid::WithoutBraces);
    YIGONG_TRY(copyPackage(release, own + QStringLiteral(".deb")));
    return writeDurably(own + QStringLiteral(".deb") + manifestEnd, release.release.bytes());
}

Result<SpoolReading> takeFromSpool(const QString &spool, const QString &work, const Publishers &publishers,
                                   const InstalledProgram &installed)
{
    removeUntrusted(work);
    if (!QDir().mkpath(work))
        return fail(ErrorKind::FileUnwritable, {}, {work, QString()});
    SpoolReading reading;
    const QFileInfoList lying =
        QDir(spool).entryInfoList(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : lying) {
        if (!entry.fileName().endsWith(manifestEnd))
            continue;
        const auto taken = takeOne(entry.filePath(), work, publishers, installed);
        if (!taken && (taken.error().kind == ErrorKind::DiskFull || taken.error().kind == ErrorKind::FileUnwritable))
            return fail(taken.error());
        if (!taken) {
            reading.refused = taken.error();
            continue;
        }
        if (!reading.release ||
            compareVersions(taken->release.release.version, reading.release->release.release.version) > 0)
            reading.release = *taken;
    }
    // A description that stayed would start the unit again and again. A package without one is on its way still.
    for (const QFileInfo &entry : lying) {
        const bool isManifest = entry.fileName().endsWith(manifestEnd);
        if (isManifest)
            removeUntrusted(entry.filePath().chopped(manifestEnd.size()));
        if (isManifest || isLeftBehind(entry))
            removeUntrusted(entry.filePath());
    }
    return reading;
}

Result<void> writeLastInstall(const LastInstall &last, const QString &file)
{
    QJsonObject json{{QStringLiteral("at"), last.at.iso()}};
    if (last.refused) {
        json[QStringLiteral("refused")] = nameOf(last.refused->kind);
        json[QStringLiteral("field")] = last.refused->field;
        json[QStringLiteral("args")] = QJsonArray::fromStringList(last.refused->args);
    } else {
        json[QStringLiteral("installed")] = last.version;
    }
    return writeDurably(file, QJsonDocument(json).toJson());
}

Result<std::optional<LastInstall>> readLastInstall(const QString &file)
{
    const auto bytes = readWholeFile(file, largestManifest);
    if (!bytes && bytes.error().kind == ErrorKind::FileMissing)
        return std::optional<LastInstall>();
    if (!bytes)
        return fail(bytes.error());
    const QJsonObject json = QJsonDocument::fromJson(*bytes).object();
    LastInstall last;
    last.at = Instant::fromIso(json.value(QStringLiteral("at")).toString());
    last.version = json.value(QStringLiteral("installed")).toString();
    if (last.at.isNone())
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("last.json"), file});
    if (last.version.isEmpty()) {
        Error why{ErrorKind::ReleaseRefused, json.value(QStringLiteral("field")).toString(), {}};
        for (const auto &arg : json.value(QStringLiteral("args")).toArray())
            why.args.append(arg.toString());
        for (const ErrorKind kind : {ErrorKind::DiskFull, ErrorKind::FileUnwritable, ErrorKind::FileUnreadable,
                                     ErrorKind::FileMissing, ErrorKind::BadFormat})
            if (json.value(QStringLiteral("refused")).toString() == nameOf(kind))
                why.kind = kind;
        last.refused = why;
    }
    return std::optional(last);
}

} // namespace yigong
