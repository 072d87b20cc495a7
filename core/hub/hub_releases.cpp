// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub_releases.h"

#include <QCborMap>
#include <QDir>
#include <QFile>
#include <algorithm>

namespace yigong {

namespace {

/// What this hub stands in for, held against a release: any version goes, its devices must speak this hub's protocol.
Result<void> checkForHub(const Release &release)
{
    InstalledProgram any = InstalledProgram::here(QStringLiteral("0~~"));
    any.architecture = release.architecture;                 // the county's laptops may be other machines than its hub
    any.schema = std::max(any.schema, release.lowestSchema); // which store a device has, the device knows
    return checkFits(release, any);
}

Result<QCborMap> pieceOf(const FoundRelease &found, const ReleaseRequest &request)
{
    if (request.offset > found.release.release.size - request.length) // not a sum: it could go over the top
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("piece")});
    QFile file(found.package);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(request.offset))
        return fail(ErrorKind::FileUnreadable, {}, {found.package, file.errorString()});
    const QByteArray bytes = file.read(request.length);
    if (bytes.size() != request.length)
        return fail(ErrorKind::FileUnreadable, {}, {found.package, QString()});
    return QCborMap{{QStringLiteral("bytes"), bytes}};
}

} // namespace

Result<Release> HubReleases::add(const QString &package, const Publishers &publishers) const
{
    if (!QFile::exists(package))
        return fail(ErrorKind::FileMissing, {}, {package});
    YIGONG_LET(release, readManifest(manifestPath(package)));
    YIGONG_TRY(publishers.vouchFor(release));
    YIGONG_TRY(checkForHub(release.release));
    for (const FoundRelease &here : list()) {
        if (here.release.release.fileName() != release.release.fileName())
            continue;
        if (here.release.release.sha256 != release.release.sha256)
            return fail(ErrorKind::AlreadyExists, QStringLiteral("release"), {release.release.version});
        return release.release;
    }
    YIGONG_TRY(copyRelease({package, release}, m_folder));
    return release.release;
}

Result<void> HubReleases::withdraw(const QString &version) const
{
    bool any = false;
    for (const FoundRelease &found : list()) {
        if (found.release.release.version != version)
            continue;
        // Its description first: from then on nobody is offered it.
        if (!QFile::remove(manifestPath(found.package)))
            return fail(ErrorKind::FileUnwritable, {}, {manifestPath(found.package), QString()});
        QFile::remove(found.package);
        any = true;
    }
    return any ? Result<void>() : fail(ErrorKind::NotFound, QStringLiteral("release"), {version});
}

std::vector<FoundRelease> HubReleases::list() const
{
    return releasesIn(m_folder);
}

Result<QCborMap> HubReleases::answer(const ReleaseRequest &request) const
{
    for (const FoundRelease &found : list()) {
        const Release &release = found.release.release;
        if (request.kind == ReleaseRequest::Kind::Piece) {
            if (release.sha256 == request.sha256)
                return pieceOf(found, request);
        } else if ((release.architecture == request.architecture || release.architecture == u"all") &&
                   compareVersions(release.version, request.version) > 0) {
            return QCborMap{{QStringLiteral("release"), found.release.bytes()}};
        }
    }
    if (request.kind == ReleaseRequest::Kind::Piece)
        return fail(ErrorKind::HubRefused, QStringLiteral("release-gone"));
    return QCborMap();
}

Result<void> mirrorReleases(const QString &fromHubFolder, const QString &toFolder)
{
    const QString there = toFolder + QStringLiteral("/releases");
    const std::vector<FoundRelease> wanted = releasesIn(fromHubFolder + QStringLiteral("/releases"));
    const auto isOneOf = [](const FoundRelease &one, const std::vector<FoundRelease> &those) {
        return std::any_of(those.begin(), those.end(),
                           [&](const FoundRelease &other) { return other.release.bytes() == one.release.bytes(); });
    };
    const std::vector<FoundRelease> kept = releasesIn(there);
    for (const FoundRelease &release : kept)
        if (!isOneOf(release, wanted)) {
            QFile::remove(manifestPath(release.package));
            QFile::remove(release.package);
        }
    for (const FoundRelease &release : wanted)
        if (!isOneOf(release, kept))
            YIGONG_TRY(copyRelease(release, there));
    return {};
}

} // namespace yigong
