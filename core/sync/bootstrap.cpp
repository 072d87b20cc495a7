// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/bootstrap.h"
#include "core/base/platform/durable_file.h"
#include "core/store/database.h"
#include "core/store/encryption/key_file_slots.h"
#include "core/sync/question.h"

#include <QFile>
#include <QFileInfo>

namespace yigong {

namespace {

const QString fetchedName = QStringLiteral("snapshot.part"), manifestName = QStringLiteral("snapshot.manifest");
constexpr int longestCutSeconds = 1800, busyTries = 20;
constexpr qint64 fastPieceMs = 2'000, slowPieceMs = 10'000, digestPieceBytes = 1024 * 1024;

auto badSnapshot()
{
    return fail(ErrorKind::BadFormat, QStringLiteral("snapshot"));
}

QByteArray signedManifest(const QCborArray &fields)
{
    return "yigong-snapshot-1" + fields.toCborValue().toCbor();
}

AskSnapshot overLine(const AskLine &line)
{
    return [&line](const SnapshotCall &call) { return postSealed(line, SealedFor::Snapshot, encode(call)); };
}

template <typename T> Result<T> understood(Result<T> decoded)
{
    if (!decoded)
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    return decoded;
}

/// Where an earlier attempt at the same snapshot ended; else an empty file that stands for this one.
Result<qint64> beginning(const QString &folder, const QByteArray &manifest)
{
    const QString file = folder + u'/' + fetchedName, about = folder + u'/' + manifestName;
    const auto before = readWholeFile(about, 1024 * 1024);
    if (before && *before == manifest && QFileInfo::exists(file))
        return QFileInfo(file).size();
    YIGONG_TRY(writeDurably(file, {}, FileAccess::OwnerOnly));
    YIGONG_TRY(writeDurably(about, manifest));
    return 0;
}

/// A piece, also from a hub that has much to do.
Result<QByteArray> pieceAt(const AskSnapshot &ask, const Clock &clock, qint64 at, qint64 length,
                           const std::function<void(int)> &wait)
{
    for (int tries = 0;; ++tries) {
        const auto body = ask({SnapshotCall::Kind::Piece, clock.now(), at, length});
        if (!body && body.error().kind == ErrorKind::HubBusy && tries < busyTries) {
            wait(std::clamp(body.error().args.value(0).toInt(), 1, 60));
            continue;
        }
        YIGONG_TRY(body);
        YIGONG_LET(bytes, understood(decodePiece(*body, at)));
        if (bytes.size() != length)
            return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
        return bytes;
    }
}

void forget(const QString &folder)
{
    QFile::remove(folder + u'/' + fetchedName);
    QFile::remove(folder + u'/' + manifestName);
}

} // namespace

Result<SnapshotOffer> offeredSnapshot(const AskSnapshot &ask, const Clock &clock, const std::function<void(int)> &wait)
{
    for (int waited = 0;;) {
        YIGONG_LET(body, ask({SnapshotCall::Kind::Offer, clock.now(), 0, 0}));
        YIGONG_LET(offer, understood(decodeOffer(body)));
        if (offer.state != SnapshotOffer::State::Preparing)
            return offer;
        if (waited > longestCutSeconds)
            return fail(ErrorKind::HubTooSlow, {}, {QString::number(waited)});
        const int seconds = std::clamp(offer.seconds, 1, 60);
        waited += seconds;
        wait(seconds);
    }
}

Result<void> fetchSnapshotPieces(const AskSnapshot &ask, const Clock &clock, const SnapshotPlace &to, qint64 from,
                                 qint64 size, const std::function<void(int)> &wait, const SnapshotProgress &progress)
{
    qint64 most = firstPieceBytes;
    for (qint64 at = from; at < size;) {
        if (progress)
            progress(at, size);
        const qint64 length = std::min(most, size - at);
        const Instant began = clock.now();
        YIGONG_LET(bytes, pieceAt(ask, clock, at, length, wait));
        YIGONG_TRY(writeBehind(to.file, to.at + at, bytes, Reaches::System));
        at += length;
        const qint64 tookMs = clock.now().ms - began.ms;
        if (tookMs < fastPieceMs)
            most = std::min(snapshotPieceBytes, most * 2);
        else if (tookMs > slowPieceMs)
            most = std::max(leastPieceBytes, most / 2);
    }
    return syncFile(to.file);
}

Result<QByteArray> digestOfFile(const QString &path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {path, file.errorString()});
    RunningDigest digest;
    while (!file.atEnd())
        digest.add(file.read(digestPieceBytes));
    return digest.result();
}

QByteArray encode(const SnapshotManifest &m, const SignBytes &sign)
{
    QCborArray fields{1,         cborOf(m.device), cborOf(m.epoch), m.schema,
                      m.size,    m.digest,         m.sealedOpener,  static_cast<qint64>(m.cut.ms),
                      m.records, m.hubKey};
    const QByteArray signature = sign(signedManifest(fields));
    fields.append(signature);
    return fields.toCborValue().toCbor();
}

Result<SnapshotManifest> decodeManifest(const QByteArray &bytes)
{
    auto fields = cborMessage(bytes, 11);
    if (!fields)
        return badSnapshot();
    const QByteArray signature = fields->takeLast().toByteArray();
    SnapshotManifest m{
        idFrom(fields->at(1)),        idFrom(fields->at(2)),       static_cast<int>(integerFrom(fields->at(3))),
        integerFrom(fields->at(4)),   fields->at(5).toByteArray(), fields->at(6).toByteArray(),
        {integerFrom(fields->at(7))}, integerFrom(fields->at(8)),  fields->at(9).toByteArray()};
    if (!verify(m.hubKey, signedManifest(*fields), signature))
        return fail(ErrorKind::BadSignature, QStringLiteral("snapshot"));
    if (m.device.isNone() || m.epoch.isNone() || m.size <= keyBlockSize || m.digest.size() != 32)
        return badSnapshot();
    return m;
}

QByteArray encode(const SnapshotCall &call)
{
    return QCborArray{1, static_cast<int>(call.kind), static_cast<qint64>(call.deviceNow.ms), call.offset, call.length}
        .toCborValue()
        .toCbor();
}

Result<SnapshotCall> decodeSnapshotCall(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 5);
    const qint64 kind = fields ? integerFrom(fields->at(1)) : 0;
    if (kind < static_cast<int>(SnapshotCall::Kind::Offer) || kind > static_cast<int>(SnapshotCall::Kind::Done))
        return badSnapshot();
    SnapshotCall call{static_cast<SnapshotCall::Kind>(kind),
                      {integerFrom(fields->at(2))},
                      integerFrom(fields->at(3)),
                      integerFrom(fields->at(4))};
    if (call.offset < 0 || call.length < 0 || call.length > snapshotPieceBytes)
        return badSnapshot();
    return call;
}

QByteArray encode(const SnapshotOffer &offer)
{
    return QCborArray{1, static_cast<int>(offer.state), offer.seconds, offer.manifest}.toCborValue().toCbor();
}

Result<SnapshotOffer> decodeOffer(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 4);
    const qint64 state = fields ? integerFrom(fields->at(1), -1) : -1;
    if (state < 0 || state > static_cast<int>(SnapshotOffer::State::Ready))
        return badSnapshot();
    return SnapshotOffer{static_cast<SnapshotOffer::State>(state), static_cast<int>(integerFrom(fields->at(2))),
                         fields->at(3).toByteArray()};
}

QByteArray encodePiece(qint64 offset, const QByteArray &bytes)
{
    return QCborArray{1, offset, bytes}.toCborValue().toCbor();
}

Result<QByteArray> decodePiece(const QByteArray &bytes, qint64 offset)
{
    const auto fields = cborMessage(bytes, 3);
    if (!fields || integerFrom(fields->at(1), -1) != offset)
        return badSnapshot();
    return fields->at(2).toByteArray();
}

Result<std::optional<FetchedSnapshot>> fetchSnapshot(const AskLine &line, const Clock &clock, const QString &folder,
                                                     const std::function<void(int seconds)> &wait,
                                                     const SnapshotProgress &progress)
{
    using Fetched = std::optional<FetchedSnapshot>;
    const AskSnapshot ask = overLine(line);
    YIGONG_LET(offer, offeredSnapshot(ask, clock, wait));
    if (offer.state == SnapshotOffer::State::None)
        return Fetched{};
    YIGONG_LET(manifest, decodeManifest(offer.manifest));
    if (manifest.device != line.device)
        return fail(ErrorKind::BadSignature, QStringLiteral("snapshot"));
    if (manifest.schema > Database::newestSchema())
        return fail(ErrorKind::StoreNewer, QStringLiteral("snapshot"),
                    {QString::number(manifest.schema), QString::number(Database::newestSchema())});
    FetchedSnapshot fetched{manifest, folder + u'/' + fetchedName, 0};
    YIGONG_LET(from, beginning(folder, offer.manifest));
    fetched.resumedAt = from;
    YIGONG_TRY(fetchSnapshotPieces(ask, clock, {fetched.file, 0}, from, manifest.size, wait, progress));
    YIGONG_LET(digest, digestOfFile(fetched.file));
    if (digest != manifest.digest) {
        forget(folder);
        return fail(ErrorKind::StoreDamaged, QStringLiteral("snapshot"), {fetched.file, QStringLiteral("digest")});
    }
    return Fetched{std::move(fetched)};
}

Result<void> snapshotAdopted(const AskLine &line, const Clock &clock, const QString &folder)
{
    forget(folder);
    YIGONG_TRY(overLine(line)({SnapshotCall::Kind::Done, clock.now(), 0, 0}));
    return {};
}

Result<SharedStoreKey> openSnapshot(const FetchedSnapshot &snapshot, const DeviceKey &device,
                                    std::span<const StoreOpener> openers)
{
    auto secret = device.opened(snapshot.manifest.sealedOpener);
    if (!secret)
        return fail(ErrorKind::BadSignature, QStringLiteral("snapshot"));
    const StoreOpener byHub = StoreOpener::keyFile(*secret);
    wipe(*secret);
    YIGONG_LET(key, unlockStore(snapshot.file, byHub));
    for (const StoreOpener &opener : openers)
        YIGONG_TRY(putSlot(snapshot.file, *key, opener));
    YIGONG_TRY(removeKeyFileSlots(snapshot.file));
    return key;
}

} // namespace yigong
