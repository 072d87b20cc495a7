// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/carried_targets.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "tests/fuzz/kept_word.h"

#include "core/base/money.h"
#include "core/base/partial_date.h"
#include "core/base/short_number.h"
#include "core/hub/certificate.h"
#include "core/hub/positions.h"
#include "core/inventory/knowledge.h"
#include "core/releases/release_exchange.h"
#include "core/security/keys.h"
#include "core/store/cbor.h"
#include "core/store/encryption/key_block.h"
#include "core/sync/audit_question.h"
#include "core/sync/bootstrap.h"
#include "core/sync/device_standing.h"
#include "core/sync/package.h"
#include "core/sync/package_call.h"

#include <QtEndian>

namespace yigong {

namespace {

std::optional<QCborArray> anyArray(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || !value.isArray())
        return std::nullopt;
    return value.toArray();
}

constexpr auto encodeAny = [](const auto &message) { return encode(message); };

} // namespace

bool takePackage(const QByteArray &bytes)
{
    const auto found = findPackage(bytes);
    if (!found)
        return false;
    must(found->whole <= found->head.parts && static_cast<int>(found->sealedParts.size()) == found->whole);
    (void)found->isSignedBy(fuzzKey().publicKey());
    (void)packageFileName(found->head);
    const auto parts = found->opened(fuzzKey());
    must(!parts || static_cast<int>(parts->size()) <= found->whole);
    return true;
}

/// The bytes of a head alone: a fuzzer finds no digest, so it is put around them.
bool takePackageHead(const QByteArray &bytes)
{
    char length[4];
    qToBigEndian(static_cast<quint32>(bytes.size()), length);
    const auto found = findPackage("yigong package 1" + QByteArray(length, 4) + bytes + digestOf(bytes));
    if (!found)
        return false;
    must(found->headBytes == bytes && found->whole == 0);
    const auto again =
        findPackage(makePackage(found->head, fuzzKey().publicKey(), {{PartKind::Request, "a"}}, signedByFuzzKey));
    must(again && again->isWhole() && again->isSignedBy(fuzzKey().publicKey()));
    must(again->head.kind == found->head.kind && again->head.from == found->head.from &&
         again->head.to == found->head.to && again->head.number == found->head.number &&
         again->head.after == found->head.after && again->head.made == found->head.made);
    return true;
}

/// A package of the parts that the input says, cut or changed where it says: what opens is what was put in, in order.
/// The first four bytes are where it is cut (0: nowhere) and where a bit is turned (0: nowhere).
bool takePackageParts(const QByteArray &bytes)
{
    if (bytes.size() < 4)
        return false;
    std::vector<PackagePart> written;
    for (qsizetype at = 4; at < bytes.size();) {
        const auto length = static_cast<unsigned char>(bytes.at(at));
        written.push_back({static_cast<PartKind>(1 + length % 3), bytes.mid(at + 1, length)});
        at += 1 + length;
    }
    if (written.empty())
        return false;
    const PackageHead head{PackageKind::ToHub, Id::fromKey("from"), {}, QStringLiteral("王庄"), {}, 1, 0, {1}, 0};
    QByteArray file = makePackage(head, fuzzKey().publicKey(), written, signedByFuzzKey);
    const auto cut = qFromBigEndian<quint16>(bytes.constData()),
               turned = qFromBigEndian<quint16>(bytes.constData() + 2);
    if (cut > 0)
        file.truncate(cut % file.size());
    if (turned > 0 && !file.isEmpty())
        file[turned % file.size()] = static_cast<char>(file.at(turned % file.size()) ^ (1 << (turned % 8)));
    const auto found = findPackage(file);
    if (!found)
        return false;
    const auto parts = found->opened(fuzzKey());
    must(parts.has_value()); // the head is whole
    must(parts->size() <= written.size() && static_cast<int>(parts->size()) == found->whole);
    must(std::equal(parts->begin(), parts->end(), written.begin()));
    must(cut > 0 || turned > 0 || parts->size() == written.size());
    return true;
}

bool takePackageCover(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeCover, encodeAny);
}
bool takePackageReading(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeReading, encodeAny);
}
bool takePackageCall(const QByteArray &bytes)
{
    return takeMessage(bytes, decodePackageCall, encodeAny);
}
bool takeFetchedPackage(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeFetched, encodeAny);
}

/// As it came, and, where it is an array of that length, signed anew: a fuzzer makes no signature.
bool takeSnapshotManifest(const QByteArray &bytes)
{
    (void)decodeManifest(bytes);
    auto fields = anyArray(bytes);
    if (!fields || fields->size() != 11)
        return false;
    fields->removeLast();
    (*fields)[9] = fuzzKey().publicKey();
    const QByteArray signature = signedByFuzzKey("yigong-snapshot-1" + fields->toCborValue().toCbor());
    fields->append(signature);
    return takeMessage(fields->toCborValue().toCbor(), decodeManifest,
                       [](const SnapshotManifest &manifest) { return encode(manifest, signedByFuzzKey); });
}
bool takeSnapshotCall(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeSnapshotCall, encodeAny);
}
bool takeSnapshotOffer(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeOffer, encodeAny);
}
bool takeSnapshotPiece(const QByteArray &bytes)
{
    constexpr qint64 offset = 65'536;
    return takeMessage(
        bytes, [](const QByteArray &piece) { return decodePiece(piece, offset); },
        [](const QByteArray &piece) { return encodePiece(offset, piece); });
}

bool takeRelease(const QByteArray &bytes)
{
    Publishers publishers;
    publishers.add(fuzzKey().publicKey());
    const auto release = decodeRelease(bytes);
    if (release)
        (void)publishers.vouchFor(*release);
    return takeMessage(bytes, decodeRelease, [](const SignedRelease &signedOne) { return signedOne.bytes(); });
}

/// What a publisher signs, with any signature around it.
bool takeReleasePayload(const QByteArray &bytes)
{
    const SignedRelease around{{}, bytes, fuzzKey().publicKey(), QByteArray(DeviceKey::SignatureSize, 's')};
    const auto read = decodeRelease(around.bytes());
    if (!read)
        return false;
    (void)checkFits(read->release, InstalledProgram::here(QStringLiteral("0.1.0")));
    must(!read->release.fileName().contains(u'/'));
    const auto again = decodeRelease(signRelease(read->release, fuzzKey()).bytes());
    must(again && again->release == read->release);
    return true;
}
bool takeReleaseRequest(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeReleaseRequest, encodeAny);
}

/// The map of a question or of an answer, read as each of them.
bool takeHubAnswer(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || !value.isMap())
        return false;
    const QCborMap map = value.toMap();
    const QCborMap question = cborOf(auditQuestionFrom(map));
    must(cborOf(auditQuestionFrom(question)) == question);
    bool isRead = false;
    const auto reads = [&isRead, &map](auto decode, auto encode) {
        const auto answer = decode(map);
        if (!answer)
            return;
        isRead = true;
        const QCborMap written = encode(*answer);
        const auto again = decode(written);
        must(again && encode(*again) == written);
    };
    reads(auditAnswerFrom, [](const AuditAnswer &answer) { return cborOf(answer); });
    reads(unusualAnswerFrom, [](const UnusualAnswer &answer) { return cborOf(answer); });
    reads(fetchedResidentFrom, [](const FetchedResident &answer) { return cborOf(answer); });
    reads(deviceStandingsFrom, [](const std::vector<DeviceStanding> &answer) { return cborOf(answer); });
    return isRead;
}

bool takePositions(const QByteArray &bytes)
{
    const auto positions = positionsFrom(bytes);
    must(positionsFrom(cborOfPositions(positions)) == positions);
    return !positions.empty();
}

bool takeFieldMap(const QByteArray &bytes)
{
    return takeMessage(bytes, readFieldMap, writeFieldMap);
}

bool takeKnowledge(const QByteArray &bytes)
{
    const Knowledge knowledge = Knowledge::parse(QString::fromUtf8(bytes));
    must(Knowledge::parse(knowledge.text()) == knowledge);
    return !knowledge.text().isEmpty();
}

/// What people type, or a list holds as text.
bool takeTyped(const QByteArray &bytes)
{
    const QString text = QString::fromUtf8(bytes);
    bool isRead = false;
    const auto reads = [&isRead, &text](auto parse, auto write) {
        const auto value = parse(text);
        if (!value)
            return;
        isRead = true;
        const auto again = parse(write(*value));
        must(again && write(*again) == write(*value));
    };
    reads([](const QString &t) { return PartialDate::parse(t); }, [](const PartialDate &d) { return d.text(); });
    reads([](const QString &t) { return ShortNumber::parse(t); }, [](const ShortNumber &n) { return n.text(); });
    reads([](const QString &t) { return Id::parse(t); }, [](Id id) { return id.text(); });
    reads(recoveryKeyFrom, recoveryText);
    const Instant instant = Instant::fromIso(text);
    constexpr qint64 year1Ms = -62'135'596'800'000, year9999Ms = 253'370'764'800'000; // ISO 8601 has four digits
    must(instant.ms < year1Ms || instant.ms > year9999Ms || instant.isNone() ||
         Instant::fromIso(instant.iso()) == instant);
    (void)Money::parse(text);
    return isRead;
}

bool takeCertificateRequest(const QByteArray &bytes)
{
    const auto key = requestedKey(bytes);
    must(!key || key->size() == 32);
    return key.has_value();
}

} // namespace yigong
