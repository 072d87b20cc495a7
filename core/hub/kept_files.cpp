// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/kept_files.h"
#include "core/base/platform/durable_file.h"
#include "core/base/secret_bytes.h"
#include "core/store/backup/journal.h"
#include "core/store/encryption/page_cipher.h"

#include <QCborMap>
#include <QCborValue>
#include <QDateTime>
#include <QDir>

namespace yigong {

namespace {

constexpr qint64 mostFileBytes = 1 << 20;
constexpr QByteArrayView keptMagic("yigong kept files 1\n");

QFileInfoList smallFiles(const QString &folder, const QStringList &leaveOut)
{
    QFileInfoList files;
    for (const QFileInfo &file : QDir(folder).entryInfoList(QDir::Files | QDir::Hidden, QDir::Name)) {
        const QString name = file.fileName();
        const bool store = name.startsWith(QStringLiteral("yigong.db")) || name == QStringLiteral("store.key") ||
                           name == QStringLiteral("writer.lock");
        if (!store && !leaveOut.contains(name) && file.size() <= mostFileBytes)
            files.append(file);
    }
    return files;
}

std::span<const std::uint8_t> keptSpan(QByteArrayView bytes)
{
    return {reinterpret_cast<const std::uint8_t *>(bytes.data()), static_cast<std::size_t>(bytes.size())};
}

Result<QCborMap> openedFiles(const QString &from, const StoreKey &key)
{
    YIGONG_LET(bytes, readWholeFile(from));
    const auto damaged = fail(ErrorKind::BadFormat, {}, {QStringLiteral("sealed files"), from});
    constexpr auto overhead = static_cast<qsizetype>(PageCipher::overhead);
    if (!bytes.startsWith(keptMagic.toByteArray()) || bytes.size() < keptMagic.size() + overhead)
        return damaged;
    const QByteArrayView made = QByteArrayView(bytes).sliced(keptMagic.size(), overhead);
    const QByteArrayView sealed = QByteArrayView(bytes).sliced(keptMagic.size() + overhead);
    QByteArray plain(sealed.size(), '\0');
    PageCipher cipher(CipherKind::XChaCha20Poly1305, key.subkey(keptFilesSubkey, PageCipher::keySize));
    if (!cipher.open(keptSpan(sealed), reinterpret_cast<std::uint8_t *>(plain.data()), keptSpan(key.fileId),
                     PageCipher::SeenOverhead(keptSpan(made).data(), PageCipher::overhead)))
        return damaged;
    QCborMap files = QCborValue::fromCbor(plain).toMap();
    wipe(plain);
    return files;
}

} // namespace

QByteArray lookOfFiles(const QString &folder, const QStringList &leaveOut)
{
    QByteArray look;
    for (const QFileInfo &file : smallFiles(folder, leaveOut))
        look += file.fileName().toUtf8() + ' ' + QByteArray::number(file.size()) + ' ' +
                QByteArray::number(file.lastModified().toMSecsSinceEpoch()) + '\n';
    return look;
}

Result<void> sealFiles(const QString &folder, const QStringList &leaveOut, const QString &to, const StoreKey &key)
{
    QCborMap files;
    for (const QFileInfo &file : smallFiles(folder, leaveOut)) {
        auto bytes = readWholeFile(file.filePath(), mostFileBytes);
        if (!bytes && bytes.error().kind == ErrorKind::FileMissing)
            continue; // it has just gone
        if (!bytes)
            return fail(bytes.error());
        files[file.fileName()] = *bytes;
    }
    QByteArray plain = files.toCborValue().toCbor();
    QByteArray sealed(static_cast<qsizetype>(PageCipher::overhead) + plain.size(), '\0');
    auto *out = reinterpret_cast<std::uint8_t *>(sealed.data());
    PageCipher cipher(CipherKind::XChaCha20Poly1305, key.subkey(keptFilesSubkey, PageCipher::keySize));
    cipher.seal(keptSpan(plain), out + PageCipher::overhead, keptSpan(key.fileId),
                PageCipher::Overhead(out, PageCipher::overhead));
    wipe(plain);
    return writeDurably(to, keptMagic.toByteArray() + sealed, FileAccess::OwnerOnly);
}

Result<QStringList> unsealFiles(const QString &from, const QString &folder, const StoreKey &key)
{
    YIGONG_LET(files, openedFiles(from, key));
    QStringList names;
    for (const auto &file : files) {
        const QString name = file.first.toString();
        if (name.isEmpty() || name.contains(u'/') || QFileInfo::exists(folder + u'/' + name))
            continue;
        QByteArray bytes = file.second.toByteArray();
        const bool secret = name.endsWith(QStringLiteral(".key"));
        const auto written =
            writeDurably(folder + u'/' + name, bytes, secret ? FileAccess::OwnerOnly : FileAccess::Usual);
        wipe(bytes);
        YIGONG_TRY(written);
        names.append(name);
    }
    return names;
}

Result<QStringList> sealedFiles(const QString &from, const StoreKey &key)
{
    YIGONG_LET(files, openedFiles(from, key));
    QStringList names;
    for (const auto &file : files)
        names.append(file.first.toString());
    return names;
}

} // namespace yigong
