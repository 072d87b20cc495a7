// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/releases/release_files.h"
#include "core/security/keys.h"
#include "tests/support/text.h"

#include <QCryptographicHash>
#include <QFile>
#include <QTemporaryDir>

namespace yigong {

inline QByteArray bytesOf(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

inline void writeBytes(const QString &path, const QByteArray &bytes)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(bytes) == bytes.size());
}

/// Whoever makes the county's program, and a folder with what they made.
struct PublisherDesk
{
    PublisherDesk() { known.add(key.publicKey()); }

    Release describes(const QString &version, const QByteArray &content) const
    {
        Release r;
        r.package = "yigong"_q;
        r.version = version;
        r.architecture = here.architecture;
        r.size = content.size();
        r.sha256 = QCryptographicHash::hash(content, QCryptographicHash::Sha256);
        r.day = QDate(2025, 5, 13);
        r.notesZh = "慢病随访可打印"_q;
        r.notesEn = "Follow-ups can be printed"_q;
        return r;
    }
    /// A package and its signed description, in a folder.
    FoundRelease publishes(const QString &version, const QString &into = {}, qsizetype size = 300'000)
    {
        return publishes(describes(version, contentFor(version, size)), contentFor(version, size), into);
    }
    FoundRelease publishes(const Release &release, const QByteArray &content, const QString &into = {})
    {
        const QString path = (into.isEmpty() ? folder.path() : into) + u'/' + release.fileName();
        writeBytes(path, content);
        const SignedRelease made = signRelease(release, key);
        writeBytes(manifestPath(path), made.bytes());
        return {path, made};
    }
    /// Incompressible, and another for each version.
    static QByteArray contentFor(const QString &version, qsizetype size)
    {
        QByteArray content;
        for (int i = 0; content.size() < size; ++i)
            content += digestOf(version.toUtf8() + QByteArray::number(i));
        content.truncate(size);
        return content;
    }
    QString publishersFile()
    {
        const QString path = folder.filePath("publishers"_q);
        writeBytes(path, "# the county's own\n" + key.publicKey().toHex() + " 天长市\n");
        return path;
    }

    QTemporaryDir folder;
    DeviceKey key = DeviceKey::fromSeed(digestOf(QByteArray("publisher")));
    Publishers known;
    InstalledProgram here{"0.1.0"_q, debianArchitecture(), 3, 1};
};

/// "content", "older" …; empty where it is no refusal.
template <typename T> QString refusalIn(const Result<T> &result)
{
    return !result && result.error().kind == ErrorKind::ReleaseRefused ? result.error().args.value(0) : QString();
}

} // namespace yigong
