// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/package.h"
#include "core/base/sodium_ready.h"
#include "core/security/keys.h"
#include "core/sync/question.h"

#include <QtEndian>
#include <array>
#include <sodium.h>

namespace yigong {

namespace {

// magic ‖ length of the head, 4 bytes big-endian ‖ head ‖ its digest, 32 bytes ‖ parts
// part = number, 4 bytes ‖ length, 4 bytes ‖ sealed bytes ‖ first 16 bytes of the digest of all before
constexpr QByteArrayView packageMagic("yigong package 1");
constexpr QByteArrayView anyPackageMagic("yigong package ");
constexpr qsizetype digestBytes = 32, checksumBytes = 16, partHeadBytes = 8;
constexpr quint32 longestHead = 4096;
constexpr int mostParts = 100'000;
constexpr qsizetype longestName = 200;

auto badPackage(const char *what)
{
    return fail(ErrorKind::BadFormat, QStringLiteral("package"),
                {QStringLiteral("a package"), QString::fromLatin1(what)});
}

QByteArray bigEndian(quint32 number)
{
    char bytes[4];
    qToBigEndian(number, bytes);
    return {bytes, 4};
}

QByteArray signedHead(const QCborArray &fields)
{
    return "yigong-package-1" + fields.toCborValue().toCbor();
}

QCborArray fieldsOf(const PackageHead &head, const QByteArray &sealedKey)
{
    return {1,
            static_cast<int>(head.kind),
            cborOf(head.from),
            cborOf(head.to),
            head.site.left(longestName),
            head.device.left(longestName),
            head.number,
            head.after,
            static_cast<qint64>(head.made.ms),
            head.parts,
            sealedKey};
}

using PartKey = std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_KEYBYTES>;

/// One cipher key a package, so that a part's number is nonce enough; bound to the head, so that no part fits
/// elsewhere.
struct PartSeal
{
    PartKey key{};
    QByteArray headDigest;

    [[nodiscard]] std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> nonce(quint32 number) const
    {
        std::array<unsigned char, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES> made{};
        qToBigEndian(number, made.data());
        return made;
    }
    [[nodiscard]] QByteArray seal(quint32 number, const QByteArray &plain) const
    {
        QByteArray sealed(plain.size() + qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
        crypto_aead_xchacha20poly1305_ietf_encrypt(
            reinterpret_cast<unsigned char *>(sealed.data()), nullptr,
            reinterpret_cast<const unsigned char *>(plain.constData()), static_cast<unsigned long long>(plain.size()),
            reinterpret_cast<const unsigned char *>(headDigest.constData()),
            static_cast<unsigned long long>(headDigest.size()), nullptr, nonce(number).data(), key.data());
        return sealed;
    }
    [[nodiscard]] std::optional<QByteArray> open(quint32 number, const QByteArray &sealed) const
    {
        if (sealed.size() < qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES))
            return std::nullopt;
        QByteArray plain(sealed.size() - qsizetype(crypto_aead_xchacha20poly1305_ietf_ABYTES), Qt::Uninitialized);
        if (crypto_aead_xchacha20poly1305_ietf_decrypt(
                reinterpret_cast<unsigned char *>(plain.data()), nullptr, nullptr,
                reinterpret_cast<const unsigned char *>(sealed.constData()),
                static_cast<unsigned long long>(sealed.size()),
                reinterpret_cast<const unsigned char *>(headDigest.constData()),
                static_cast<unsigned long long>(headDigest.size()), nonce(number).data(), key.data()) != 0)
            return std::nullopt;
        return plain;
    }
};

QByteArray checksumOf(QByteArrayView part)
{
    return digestOf(part).left(checksumBytes);
}

/// The next whole part at `at`, which moves behind it.
std::optional<QByteArray> wholePart(const QByteArray &bytes, qsizetype &at, quint32 number)
{
    if (bytes.size() - at < partHeadBytes)
        return std::nullopt;
    const quint32 length = qFromBigEndian<quint32>(bytes.constData() + at + 4);
    if (qint64(length) > bytes.size() - at - partHeadBytes - checksumBytes ||
        qFromBigEndian<quint32>(bytes.constData() + at) != number)
        return std::nullopt;
    const qsizetype all = partHeadBytes + qsizetype(length);
    if (checksumOf(QByteArrayView(bytes).sliced(at, all)) != QByteArrayView(bytes).sliced(at + all, checksumBytes))
        return std::nullopt;
    QByteArray sealed = bytes.mid(at + partHeadBytes, qsizetype(length));
    at += all + checksumBytes;
    return sealed;
}

std::optional<FoundPackage> foundHead(const QByteArray &headBytes)
{
    const auto fields = cborMessage(headBytes, 12);
    if (!fields)
        return std::nullopt;
    FoundPackage found;
    const qint64 kind = integerFrom(fields->at(1)), parts = integerFrom(fields->at(9));
    found.head = {static_cast<PackageKind>(kind), idFrom(fields->at(2)),        idFrom(fields->at(3)),
                  fields->at(4).toString(),       fields->at(5).toString(),     integerFrom(fields->at(6)),
                  integerFrom(fields->at(7)),     {integerFrom(fields->at(8))}, static_cast<int>(parts)};
    found.sealedKey = fields->at(10).toByteArray();
    found.signature = fields->at(11).toByteArray();
    found.headBytes = headBytes;
    const bool fromDevice = kind == static_cast<int>(PackageKind::ToHub);
    const bool isKnown = fromDevice || kind == static_cast<int>(PackageKind::ToDevice);
    if (!isKnown || parts < 1 || parts > mostParts || found.head.number < 1 || found.head.after < 0 ||
        found.head.from.isNone() == fromDevice || found.head.to.isNone() != fromDevice)
        return std::nullopt;
    return found;
}

} // namespace

QString packageFileName(const PackageHead &head)
{
    const bool toHub = head.kind == PackageKind::ToHub;
    const Id device = toHub ? head.from : head.to;
    return (toHub ? QStringLiteral("yigong-to-hub-") : QStringLiteral("yigong-to-device-")) +
           QString::fromLatin1(device.bytes().right(6).toHex()) + u'-' +
           QString::number(head.number).rightJustified(6, u'0') + QStringLiteral(".ygp");
}

QByteArray encode(const PackageCover &cover)
{
    QCborArray positions;
    for (const auto &[stream, position] : cover.from) {
        positions.append(cborOf(stream));
        positions.append(position);
    }
    return QCborArray{1, cborOf(cover.epoch), positions, cover.more ? 1 : 0, cover.refusal}.toCborValue().toCbor();
}

Result<PackageCover> decodeCover(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 5);
    if (!fields)
        return badPackage("cover");
    PackageCover cover{idFrom(fields->at(1)), {}, integerFrom(fields->at(3)) != 0, fields->at(4).toString()};
    const QCborArray positions = fields->at(2).toArray();
    for (qsizetype i = 0; i + 1 < positions.size(); i += 2)
        cover.from[idFrom(positions.at(i))] = integerFrom(positions.at(i + 1));
    return cover;
}

QByteArray makePackage(PackageHead head, QByteArrayView receiver, const std::vector<PackagePart> &parts,
                       const SignBytes &sign)
{
    ensureSodium();
    PartSeal seal;
    randombytes_buf(seal.key.data(), seal.key.size());
    head.parts = static_cast<int>(parts.size());
    QCborArray fields = fieldsOf(
        head, sealFor(receiver, QByteArrayView(reinterpret_cast<const char *>(seal.key.data()), seal.key.size())));
    const QByteArray signature = sign(signedHead(fields));
    fields.append(signature);
    const QByteArray headBytes = fields.toCborValue().toCbor();
    seal.headDigest = digestOf(headBytes);
    QByteArray out =
        packageMagic.toByteArray() + bigEndian(static_cast<quint32>(headBytes.size())) + headBytes + seal.headDigest;
    quint32 number = 0;
    for (const PackagePart &part : parts) {
        const QByteArray sealed = seal.seal(number, char(part.kind) + part.bytes);
        const QByteArray whole = bigEndian(number) + bigEndian(static_cast<quint32>(sealed.size())) + sealed;
        out += whole + checksumOf(whole);
        ++number;
    }
    sodium_memzero(seal.key.data(), seal.key.size());
    return out;
}

Result<FoundPackage> findPackage(const QByteArray &bytes)
{
    const QByteArrayView all(bytes);
    if (!bytes.startsWith(packageMagic.toByteArray()))
        return badPackage(bytes.startsWith(anyPackageMagic.toByteArray()) ? "newer" : "other");
    qsizetype at = packageMagic.size();
    if (all.size() - at < 4)
        return badPackage("head");
    const quint32 length = qFromBigEndian<quint32>(bytes.constData() + at);
    at += 4;
    if (length > longestHead || all.size() - at < qsizetype(length) + digestBytes)
        return badPackage("head");
    const QByteArray headBytes = bytes.mid(at, qsizetype(length));
    at += qsizetype(length);
    if (digestOf(headBytes) != all.sliced(at, digestBytes))
        return badPackage("head");
    at += digestBytes;
    auto found = foundHead(headBytes);
    if (!found)
        return badPackage("newer"); // whole, and not understood
    while (found->whole < found->head.parts) {
        auto sealed = wholePart(bytes, at, static_cast<quint32>(found->whole));
        if (!sealed)
            break;
        found->sealedParts.push_back(std::move(*sealed));
        ++found->whole;
    }
    return std::move(*found);
}

bool FoundPackage::isSignedBy(QByteArrayView publicKey) const
{
    auto fields = cborMessage(headBytes, 12);
    if (!fields)
        return false;
    fields->removeLast();
    return verify(publicKey, signedHead(*fields), signature);
}

std::optional<std::vector<PackagePart>> FoundPackage::opened(const DeviceKey &receiver) const
{
    const auto key = receiver.opened(sealedKey);
    PartSeal seal;
    if (!key || key->size() != qsizetype(seal.key.size()))
        return std::nullopt;
    std::copy(key->begin(), key->end(), seal.key.begin());
    seal.headDigest = digestOf(headBytes);
    std::vector<PackagePart> parts;
    for (const QByteArray &sealed : sealedParts) {
        const auto plain = seal.open(static_cast<quint32>(parts.size()), sealed);
        if (!plain || plain->isEmpty())
            break;
        parts.push_back({static_cast<PartKind>(plain->at(0)), plain->mid(1)});
    }
    return parts;
}

QString nameOf(PackageState state)
{
    switch (state) {
    case PackageState::Taken:
        return QStringLiteral("taken");
    case PackageState::ReadBefore:
        return QStringLiteral("read-before");
    case PackageState::Cut:
        return QStringLiteral("cut");
    case PackageState::Waits:
        return QStringLiteral("waits");
    case PackageState::Older:
        return QStringLiteral("older");
    case PackageState::ForOther:
        return QStringLiteral("for-other");
    case PackageState::Damaged:
        return QStringLiteral("damaged");
    case PackageState::Refused:
        break;
    }
    return QStringLiteral("refused");
}

QByteArray encode(const PackageReading &reading)
{
    return QCborArray{1,
                      static_cast<int>(reading.state),
                      reading.whole,
                      reading.head.parts,
                      reading.records,
                      reading.missing,
                      reading.word,
                      QCborArray::fromStringList(reading.arguments)}
        .toCborValue()
        .toCbor();
}

Result<PackageReading> decodeReading(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 8);
    if (!fields || integerFrom(fields->at(1), -1) < 0 ||
        integerFrom(fields->at(1)) > static_cast<int>(PackageState::Refused))
        return badPackage("reading");
    PackageReading reading;
    reading.state = static_cast<PackageState>(integerFrom(fields->at(1)));
    reading.whole = static_cast<int>(integerFrom(fields->at(2)));
    reading.head.parts = static_cast<int>(integerFrom(fields->at(3)));
    reading.records = integerFrom(fields->at(4));
    reading.missing = integerFrom(fields->at(5));
    reading.word = fields->at(6).toString();
    for (const auto &argument : fields->at(7).toArray())
        reading.arguments.append(argument.toString());
    return reading;
}

} // namespace yigong
