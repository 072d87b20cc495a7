// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/releases/release.h"
#include "core/base/platform/durable_file.h"
#include "core/store/database.h"
#include "core/sync/messages.h"
#include "core/sync/question.h"

#include <QCborArray>
#include <QCborValue>
#include <QCryptographicHash>
#include <QFile>
#include <QRegularExpression>
#include <algorithm>

namespace yigong {

namespace {

const QString ourPackage = QStringLiteral("yigong");
constexpr QByteArrayView releaseContext("yigong-release-1");
constexpr qint64 largestPackage = 4LL * 1024 * 1024 * 1024;
constexpr qsizetype payloadParts = 11;
constexpr qint64 readAtOnce = 1 << 20;

auto refused(const char *word, const QString &found = {}, const QString &wanted = {})
{
    return fail(ErrorKind::ReleaseRefused, {}, {QString::fromLatin1(word), found, wanted});
}

std::optional<QCborArray> wholeArray(const QByteArray &bytes)
{
    QCborParserError error;
    const QCborValue value = QCborValue::fromCbor(bytes, &error);
    if (error.error != QCborError::NoError || error.offset != bytes.size() || !value.isArray() ||
        integerFrom(value.toArray().at(0)) != 1)
        return std::nullopt;
    return value.toArray();
}

/// What becomes part of a file's name or of a command must be nothing else.
bool isPlainWord(const QString &text, const char *characters)
{
    const QRegularExpression form(QStringLiteral("\\A[%1]{1,64}\\z").arg(QLatin1String(characters)));
    return form.match(text).hasMatch() && !text.startsWith(u'.') && !text.startsWith(u'-');
}

bool isSound(const Release &r)
{
    return isPlainWord(r.package, "a-z0-9.+-") && isPlainWord(r.version, "A-Za-z0-9.+~-") &&
           isPlainWord(r.architecture, "a-z0-9-") && r.size > 0 && r.size <= largestPackage && r.sha256.size() == 32 &&
           r.lowestSchema > 0 && r.lowestProtocol > 0 && r.day.isValid();
}

QByteArray payloadOf(const Release &r)
{
    return QCborArray{1,
                      r.package,
                      r.version,
                      r.architecture,
                      r.size,
                      r.sha256,
                      r.lowestSchema,
                      r.lowestProtocol,
                      r.day.toString(Qt::ISODate),
                      r.notesZh,
                      r.notesEn}
        .toCborValue()
        .toCbor();
}

std::optional<Release> releaseFrom(const QByteArray &payload)
{
    const auto parts = wholeArray(payload);
    if (!parts || parts->size() < payloadParts) // a later publisher may say more
        return std::nullopt;
    Release r;
    r.package = parts->at(1).toString();
    r.version = parts->at(2).toString();
    r.architecture = parts->at(3).toString();
    r.size = integerFrom(parts->at(4));
    r.sha256 = parts->at(5).toByteArray();
    r.lowestSchema = static_cast<int>(integerFrom(parts->at(6)));
    r.lowestProtocol = static_cast<int>(integerFrom(parts->at(7)));
    r.day = QDate::fromString(parts->at(8).toString(), Qt::ISODate);
    r.notesZh = parts->at(9).toString();
    r.notesEn = parts->at(10).toString();
    return isSound(r) ? std::optional(r) : std::nullopt;
}

} // namespace

QString Release::fileName() const
{
    return QStringLiteral("%1_%2_%3.deb").arg(package, version, architecture);
}

QByteArray SignedRelease::bytes() const
{
    return QCborArray{1, payload, publisher, signature}.toCborValue().toCbor();
}

QString manifestPath(const QString &package)
{
    return package + QStringLiteral(".yigong-release");
}

SignedRelease signRelease(const Release &release, const DeviceKey &publisher)
{
    SignedRelease made{release, payloadOf(release), publisher.publicKey(), {}};
    made.signature = publisher.sign(releaseContext.toByteArray() + made.payload);
    return made;
}

Result<SignedRelease> decodeRelease(const QByteArray &bytes)
{
    const auto parts = wholeArray(bytes);
    if (!parts || parts->size() != 4)
        return refused("damaged");
    SignedRelease read{{}, parts->at(1).toByteArray(), parts->at(2).toByteArray(), parts->at(3).toByteArray()};
    const auto release = releaseFrom(read.payload);
    if (!release || read.publisher.size() != DeviceKey::PublicSize || read.signature.size() != DeviceKey::SignatureSize)
        return refused("damaged");
    read.release = *release;
    return read;
}

Result<SignedRelease> readManifest(const QString &path)
{
    const auto bytes = readWholeFile(path, largestManifest);
    if (!bytes && bytes.error().kind == ErrorKind::FileMissing)
        return refused("unsigned", path);
    if (!bytes && bytes.error().kind == ErrorKind::OutOfRange)
        return refused("damaged", path);
    if (!bytes)
        return fail(bytes.error());
    const auto release = decodeRelease(*bytes);
    return release ? release : refused("damaged", path);
}

QStringList Publishers::usualFiles()
{
    return {QStringLiteral("/usr/share/yigong/publishers"), QStringLiteral("/etc/yigong/publishers")};
}

Result<Publishers> Publishers::load(const QStringList &files)
{
    static const QRegularExpression line(QStringLiteral("\\A([0-9a-fA-F]{64})(\\s.*)?\\z"));
    Publishers publishers;
    for (const QString &path : files) {
        const auto bytes = readWholeFile(path, largestManifest);
        if (!bytes && bytes.error().kind == ErrorKind::FileMissing)
            continue;
        if (!bytes)
            return fail(bytes.error());
        for (const QByteArray &raw : bytes->split('\n')) {
            const QString text = QString::fromUtf8(raw).trimmed();
            if (text.isEmpty() || text.startsWith(u'#'))
                continue;
            const auto match = line.match(text);
            if (!match.hasMatch())
                return fail(ErrorKind::BadFormat, {}, {QStringLiteral("publisher"), path});
            publishers.add(QByteArray::fromHex(match.captured(1).toLatin1()));
        }
    }
    return publishers;
}

Result<void> Publishers::vouchFor(const SignedRelease &release) const
{
    if (m_keys.empty())
        return refused("no-publisher");
    if (std::find(m_keys.begin(), m_keys.end(), release.publisher) == m_keys.end())
        return refused("other-key", QString::fromLatin1(release.publisher.toHex().left(16)));
    if (!verify(release.publisher, releaseContext.toByteArray() + release.payload, release.signature))
        return refused("damaged");
    return {};
}

InstalledProgram InstalledProgram::here(const QString &version)
{
    return {version, debianArchitecture(), Database::newestSchema(), syncProtocol};
}

Result<void> checkFits(const Release &release, const InstalledProgram &installed)
{
    if (release.package != ourPackage)
        return refused("package", release.package, ourPackage);
    if (release.architecture != installed.architecture && release.architecture != u"all")
        return refused("architecture", release.architecture, installed.architecture);
    const int difference = compareVersions(release.version, installed.version);
    if (difference == 0)
        return refused("same", release.version, installed.version);
    if (difference < 0)
        return refused("older", release.version, installed.version);
    if (release.lowestSchema > installed.schema || release.lowestProtocol > installed.protocol)
        return refused("too-far", release.version, installed.version);
    return {};
}

Result<void> checkContent(const QString &package, const Release &release)
{
    QFile file(package);
    if (!file.exists())
        return fail(ErrorKind::FileMissing, {}, {package});
    if (!file.open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {package, file.errorString()});
    if (file.size() != release.size)
        return refused("size", QString::number(file.size()), QString::number(release.size));
    QCryptographicHash hash(QCryptographicHash::Sha256);
    while (!file.atEnd()) {
        const QByteArray piece = file.read(readAtOnce);
        if (piece.isEmpty())
            return fail(ErrorKind::FileUnreadable, {}, {package, file.errorString()});
        hash.addData(piece);
    }
    return hash.result() == release.sha256 ? Result<void>() : refused("content");
}

} // namespace yigong
