// SPDX-License-Identifier: GPL-3.0-or-later
// The two files of an enrolment by stick, on the stick.
#include "core/base/platform/durable_file.h"
#include "core/security/keys.h"
#include "core/store/database.h"
#include "core/sync/package_call.h"
#include "core/sync/stick_enrolment.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QtEndian>

namespace yigong {

namespace {

const QByteArray setUpMark("yigong-setup-1\n");
constexpr qint64 largestHead = 64 * 1024, largestStickRequest = 64 * 1024, setUpCopyBytes = 1024 * 1024;

auto noSetUp()
{
    return fail(ErrorKind::BadFormat, {}, {QStringLiteral("set-up")});
}

Result<void> needsStickAt(const QString &folder)
{
    if (!QFileInfo(folder).isDir())
        return fail(ErrorKind::FileMissing, QStringLiteral("stick"), {folder});
    return {};
}

/// Of the hub, about one request: the others' go on.
bool concernsOneRequest(const Error &error)
{
    return error.kind == ErrorKind::CodeRefused || error.kind == ErrorKind::HubRefused ||
           error.kind == ErrorKind::Forbidden;
}

Result<SetUpHead> headFor(const AskSnapshot &ask, const Clock &clock, const std::function<void(int)> &wait)
{
    YIGONG_LET(offer, offeredSnapshot(ask, clock, wait));
    auto head = decodeSetUpHead(offer.manifest);
    if (!head)
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    return head;
}

/// Where a set-up is fetched to: named by the request it answers, so that another code begins another file.
QString partFor(const QString &path, const QByteArray &request)
{
    return path + u'.' + QString::fromLatin1(digestOf(request).first(4).toHex()) + QStringLiteral(".part");
}

/// What an earlier, broken off attempt has left of the answer to this very request; the file is there then. Its head is
/// kept: one that is sealed anew says the same in other bytes. Of the store's bytes those count that came whole.
Result<SetUpFile> setUpGoesOn(const QString &part, const SetUpHead &head, qint64 size)
{
    auto there = setUpIn(part);
    if (there && there->head.keyDigest == head.keyDigest && there->head.manifest == head.manifest &&
        there->storeBytes <= size)
        return there;
    const QFileInfo place(part);
    const QString ofAll = place.fileName().section(u'.', 0, 1) + QStringLiteral(".*.part");
    for (const QString &left : place.dir().entryList({ofAll}, QDir::Files))
        QFile::remove(place.dir().filePath(left));
    const QByteArray beginning = setUpBeginning(head);
    YIGONG_TRY(writeDurably(part, beginning));
    return SetUpFile{part, head, beginning.size(), 0};
}

Result<QString> fetchSetUp(const AskLine &line, const Clock &clock, const QString &stick, const QByteArray &request,
                           const QString &address, const std::function<void(int)> &wait)
{
    const AskSnapshot ask = [&](const SnapshotCall &call) {
        return postSealed(
            line, SealedFor::Package,
            encode(PackageCall{
                PackageCall::Kind::SetUp, clock.now(), {}, 0, encode(CarriedSetUpCall{request, address, call})}));
    };
    YIGONG_LET(head, headFor(ask, clock, wait));
    QString path = stick + u'/' + setUpName(head.keyDigest);
    const QString part = partFor(path, request);
    qint64 size = 0;
    if (!head.manifest.isEmpty()) {
        YIGONG_LET(manifest, decodeManifest(head.manifest));
        size = manifest.size;
    }
    YIGONG_LET(there, setUpGoesOn(part, head, size));
    if (there.storeBytes < size)
        YIGONG_TRY(fetchSnapshotPieces(ask, clock, {part, there.storeAt}, there.storeBytes, size, wait));
    YIGONG_TRY(syncFile(part));
    YIGONG_TRY(replaceDurably(part, path));
    return path;
}

} // namespace

QByteArray setUpBeginning(const SetUpHead &head)
{
    const QByteArray bytes = encode(head);
    QByteArray length(4, Qt::Uninitialized);
    qToBigEndian(static_cast<quint32>(bytes.size()), length.data());
    return setUpMark + length + bytes;
}

Result<SetUpFile> setUpIn(const QString &path)
{
    QFile file(path);
    if (!QFileInfo::exists(path))
        return fail(ErrorKind::FileMissing, {}, {path});
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {path, file.errorString()});
    if (file.read(setUpMark.size()) != setUpMark)
        return noSetUp();
    const QByteArray length = file.read(4);
    const qint64 size = length.size() == 4 ? qFromBigEndian<quint32>(length.constData()) : 0;
    if (size == 0 || size > largestHead)
        return noSetUp();
    YIGONG_LET(head, decodeSetUpHead(file.read(size)));
    return SetUpFile{path, head, file.pos(), file.size() - file.pos()};
}

Result<std::optional<SetUpFile>> setUpFor(const QString &stick, const QByteArray &publicKey)
{
    YIGONG_TRY(needsStickAt(stick));
    const QByteArray digest = digestOf(publicKey);
    const QString path = stick + u'/' + setUpName(digest);
    if (!QFileInfo::exists(path))
        return std::optional<SetUpFile>{};
    YIGONG_LET(file, setUpIn(path));
    if (file.head.keyDigest != digest)
        return std::optional<SetUpFile>{};
    return std::optional(std::move(file));
}

Result<FetchedSnapshot> copySetUp(const SetUpFile &from, const SnapshotManifest &manifest, const QString &folder)
{
    const auto damaged = [&from](const char *how) {
        return fail(ErrorKind::StoreDamaged, QStringLiteral("set-up"), {from.path, QString::fromLatin1(how)});
    };
    if (manifest.schema > Database::newestSchema())
        return fail(ErrorKind::StoreNewer, QStringLiteral("snapshot"),
                    {QString::number(manifest.schema), QString::number(Database::newestSchema())});
    if (from.storeBytes < manifest.size)
        return damaged("cut");
    QFile file(from.path);
    if (!file.open(QIODevice::ReadOnly) || !file.seek(from.storeAt))
        return fail(ErrorKind::FileUnreadable, {}, {from.path, file.errorString()});
    FetchedSnapshot fetched{manifest, folder + QStringLiteral("/snapshot.part"), 0};
    YIGONG_TRY(writeDurably(fetched.file, {}, FileAccess::OwnerOnly));
    RunningDigest digest;
    for (qint64 at = 0; at < manifest.size;) {
        const QByteArray piece = file.read(std::min(setUpCopyBytes, manifest.size - at));
        if (piece.isEmpty())
            return fail(ErrorKind::FileUnreadable, {}, {from.path, file.errorString()});
        digest.add(piece);
        YIGONG_TRY(writeBehind(fetched.file, at, piece, Reaches::System));
        at += piece.size();
    }
    if (digest.result() != manifest.digest) {
        QFile::remove(fetched.file);
        return damaged("digest");
    }
    YIGONG_TRY(syncFile(fetched.file));
    return fetched;
}

Result<QString> writeSetUp(const QString &stick, const SetUpHead &head, const QString &store)
{
    YIGONG_TRY(needsStickAt(stick));
    QString path = stick + u'/' + setUpName(head.keyDigest);
    const QString part = path + QStringLiteral(".part");
    const QByteArray beginning = setUpBeginning(head);
    YIGONG_TRY(writeDurably(part, beginning));
    QFile file(store);
    if (!store.isEmpty() && !file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {store, file.errorString()});
    for (qint64 at = beginning.size(); file.isOpen() && !file.atEnd();) {
        const QByteArray piece = file.read(setUpCopyBytes);
        if (piece.isEmpty())
            return fail(ErrorKind::FileUnreadable, {}, {store, file.errorString()});
        YIGONG_TRY(writeBehind(part, at, piece, Reaches::System));
        at += piece.size();
    }
    YIGONG_TRY(syncFile(part));
    YIGONG_TRY(replaceDurably(part, path));
    return path;
}

Result<std::vector<CarriedRequest>> carryRequests(const AskLine &line, const Clock &clock, const QString &stick,
                                                  const QString &hubAddress, const std::function<void(int)> &wait)
{
    YIGONG_TRY(needsStickAt(stick));
    std::vector<CarriedRequest> carried;
    for (const QString &name : QDir(stick).entryList({QStringLiteral("*.ygr")}, QDir::Files, QDir::Name)) {
        CarriedRequest one{stick + u'/' + name, {}, {}, {}};
        const auto bytes = readWholeFile(one.path, largestStickRequest);
        const auto request = bytes ? decodeStickRequest(*bytes) : Result<StickRequest>(fail(bytes.error()));
        if (!request) {
            one.problem = request.error();
            carried.push_back(std::move(one));
            continue;
        }
        one.name = request->request.name;
        const QString there = stick + u'/' + setUpName(digestOf(request->request.publicKey));
        if (!QFileInfo::exists(there)) {
            const auto path = fetchSetUp(line, clock, stick, *bytes, hubAddress, wait);
            if (!path && !concernsOneRequest(path.error()))
                return fail(path.error());
            if (path)
                one.setUp = *path;
            else
                one.problem = path.error();
        } else {
            one.setUp = there;
        }
        carried.push_back(std::move(one));
    }
    return carried;
}

} // namespace yigong
