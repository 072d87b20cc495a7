// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/fuzz_seeds.h"

#include "core/hub/positions.h"
#include "core/inventory/knowledge.h"
#include "core/releases/release_exchange.h"
#include "core/security/keys.h"
#include "core/store/audit_log.h"
#include "core/store/cbor.h"
#include "core/store/encryption/key_block.h"
#include "core/sync/audit_question.h"
#include "core/sync/bootstrap.h"
#include "core/sync/device_standing.h"
#include "core/sync/package.h"
#include "core/sync/package_call.h"

namespace yigong {

namespace {

const Instant morning{1'764'302'400'000};

Id carriedId(const char *of)
{
    return Id::fromKey(of);
}
QByteArray carriedBytes(const QCborMap &map)
{
    return map.toCborValue().toCbor();
}

QByteArray packageOf(PackageKind kind, const std::vector<PackagePart> &parts)
{
    const bool toHub = kind == PackageKind::ToHub;
    const PackageHead head{kind,
                           toHub ? carriedId("device") : Id{},
                           toHub ? Id{} : carriedId("device"),
                           QStringLiteral("王庄村卫生室"),
                           QStringLiteral("B 王庄"),
                           12,
                           7,
                           morning,
                           0};
    return makePackage(head, fuzzKey().publicKey(), parts, signedByFuzzKey);
}

Release someRelease()
{
    return {QStringLiteral("yigong"),
            QStringLiteral("0.2.0~rc1"),
            QStringLiteral("amd64"),
            80'000'000,
            QByteArray(32, 'h'),
            2,
            1,
            QDate(2026, 3, 1),
            QStringLiteral("更新"),
            QStringLiteral("News")};
}

} // namespace

const DeviceKey &fuzzKey()
{
    static const DeviceKey key = DeviceKey::fromSeed(QByteArray(32, 9));
    return key;
}
QByteArray signedByFuzzKey(const QByteArray &bytes)
{
    return fuzzKey().sign(bytes);
}

FuzzSeeds packageSeeds()
{
    return {
        packageOf(PackageKind::ToHub, {{PartKind::Request, "one"}, {PartKind::Request, "two"}}),
        packageOf(PackageKind::ToDevice, {{PartKind::Cover, packageCoverSeeds().front()}, {PartKind::Answer, "a"}})};
}
FuzzSeeds packageHeadSeeds()
{
    FuzzSeeds heads;
    for (const QByteArray &file : packageSeeds())
        heads.push_back(findPackage(file)->headBytes);
    return heads;
}
FuzzSeeds packagePartsSeeds()
{
    return {QByteArray("\0\0\0\0\3one\1b", 10)};
}
FuzzSeeds packageCoverSeeds()
{
    return {encode(PackageCover{carriedId("epoch"), {{carriedId("village"), 12}, {carriedId("town"), 0}}, true, {}}),
            encode(PackageCover{carriedId("epoch"), {}, false, QStringLiteral("revoked")})};
}
FuzzSeeds packageReadingSeeds()
{
    PackageReading reading;
    reading.state = PackageState::Refused;
    reading.head.parts = 3;
    reading.whole = 2;
    reading.records = 40;
    reading.missing = 5;
    reading.word = QStringLiteral("gap");
    reading.arguments = {QStringLiteral("12")};
    return {encode(reading)};
}
FuzzSeeds packageCallSeeds()
{
    return {encode(PackageCall{PackageCall::Kind::HandIn, morning, {}, 0, "yigong package 1"}),
            encode(PackageCall{PackageCall::Kind::Fetch, morning, carriedId("device"), 3, {}})};
}
FuzzSeeds fetchedPackageSeeds()
{
    return {encode(FetchedPackage{"yigong package 1", true})};
}
FuzzSeeds snapshotManifestSeeds()
{
    const SnapshotManifest manifest{carriedId("device"),  carriedId("epoch"),  30,      64'000'000,
                                    QByteArray(32, 'd'),  QByteArray(80, 'o'), morning, 550'000,
                                    fuzzKey().publicKey()};
    return {encode(manifest, signedByFuzzKey)};
}
FuzzSeeds snapshotCallSeeds()
{
    return {encode(SnapshotCall{SnapshotCall::Kind::Offer, morning, 0, 0}),
            encode(SnapshotCall{SnapshotCall::Kind::Piece, morning, 262'144, 524'288})};
}
FuzzSeeds snapshotOfferSeeds()
{
    return {encode(SnapshotOffer{SnapshotOffer::State::Preparing, 12, {}}),
            encode(SnapshotOffer{SnapshotOffer::State::Ready, 0, snapshotManifestSeeds().front()})};
}
FuzzSeeds snapshotPieceSeeds()
{
    return {encodePiece(65'536, "a few bytes")};
}
FuzzSeeds releaseSeeds()
{
    return {signRelease(someRelease(), fuzzKey()).bytes()};
}
FuzzSeeds releasePayloadSeeds()
{
    return {signRelease(someRelease(), fuzzKey()).payload};
}
FuzzSeeds releaseRequestSeeds()
{
    ReleaseRequest newer;
    newer.deviceNow = morning;
    newer.version = QStringLiteral("0.1.0");
    newer.architecture = QStringLiteral("amd64");
    ReleaseRequest piece = newer;
    piece.kind = ReleaseRequest::Kind::Piece;
    piece.sha256 = QByteArray(32, 'h');
    piece.offset = 32'768;
    piece.length = 65'536;
    return {encode(newer), encode(piece)};
}
FuzzSeeds hubAnswerSeeds()
{
    AuditEntry entry;
    entry.at = morning;
    entry.kind = 3;
    AuditQuestion question;
    question.filter.kind = AuditKind{3};
    question.resident = QStringLiteral("341181195703070011");
    AuditAnswer audit;
    audit.page = {{{carriedId("device"), 4, entry}}, true};
    audit.residents = {{carriedId("resident"), QStringLiteral("张守信")}};
    UnusualAnswer unusual;
    unusual.days = {{carriedId("zhao"), carriedId("village"), QDate(2025, 5, 12), 90, 2, 1, 0, true}};
    unusual.breaks = {{carriedId("device"), morning, QStringLiteral("missing"), 7}};
    DeviceStanding standing;
    standing.device.id = carriedId("device");
    standing.device.name = QStringLiteral("王庄");
    standing.program = QStringLiteral("0.1.0");
    standing.taken = 9;
    return {carriedBytes(cborOf(question)), carriedBytes(cborOf(audit)), carriedBytes(cborOf(unusual)),
            carriedBytes(cborOf(FetchedResident{carriedId("resident"), QStringLiteral("张守信"), morning})),
            carriedBytes(cborOf(std::vector<DeviceStanding>{standing}))};
}
FuzzSeeds positionsSeeds()
{
    return {cborOfPositions({{carriedId("village"), 12}, {carriedId("catalogue"), 3}})};
}
FuzzSeeds fieldMapSeeds()
{
    return {writeFieldMap({{3, Value{qint64{-7}}},
                           {70, Value{QStringLiteral("备注")}},
                           {71, Value{}},
                           {900, Value{QByteArray("bytes")}}})};
}
FuzzSeeds knowledgeSeeds()
{
    Knowledge knowledge;
    knowledge.sees(carriedId("device"), 12);
    knowledge.sees(carriedId("other"), 7);
    return {knowledge.text().toUtf8()};
}
FuzzSeeds certificateRequestSeeds()
{
    return {QByteArray::fromBase64(
        "MIG6MGICAQAwADBZMBMGByqGSM49AgEGCCqGSM49AwEHA0IABGeOzY+Jud8ZMUgdHlPvq8vtPLHnCKV25KWpa7wv"
        "x7GAKFXAfAtqSYZ9+EDeThruIOa05/NiOcAyeEUgB3pizSygADAKBggqhkjOPQQDAgNIADBFAiEAnbkOHIS2yUEq"
        "RakkDw9Tjvj+pe8gn25Z9M/1GH13/OgCIEdEnGbgxDuWm3GHSslqbXDk7XrfD1dUcuh9GjiA3bCL")};
}
FuzzSeeds typedSeeds()
{
    return {QByteArray("1957-03"), carriedId("device").text().toUtf8(),
            recoveryText(SecretBytes(QByteArray(20, 'r'))).toUtf8(), QByteArray("2025-05-12")};
}

} // namespace yigong
