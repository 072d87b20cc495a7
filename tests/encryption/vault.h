// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/connection.h"
#include "core/store/encryption/encrypted_vfs.h"
#include "core/store/encryption/planted_fault.h"
#include "tests/support/text.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <array>

namespace yigong {

constexpr std::array bothCiphers{CipherKind::Xaes256Gcm, CipherKind::XChaCha20Poly1305};

inline StoreOpener openerOf(const QString &login, const QString &password)
{
    return StoreOpener::account(login, password);
}

/// An encrypted store's file of its own, which zhao opens.
struct Vault
{
    explicit Vault(CipherKind cipher = fasterCipher()) : file(folder.path() + "/yigong.db"_q)
    {
        const std::array openers{openerOf("zhao"_q, "right horse"_q)};
        auto made = createKeyBlock(file, openers, SlotCost::Training, cipher);
        REQUIRE(made);
        key = *made;
    }
    [[nodiscard]] Result<std::unique_ptr<Connection>> opened(Connection::Mode mode = Connection::Mode::Write,
                                                             int cacheKiB = 2048) const
    {
        return Connection::open(file, mode, cacheKiB, key);
    }
    [[nodiscard]] std::unique_ptr<Connection> open(Connection::Mode mode = Connection::Mode::Write,
                                                   int cacheKiB = 2048) const
    {
        auto connection = opened(mode, cacheKiB);
        REQUIRE(connection);
        return std::move(*connection);
    }

    QTemporaryDir folder;
    QString file;
    SharedStoreKey key;
};

inline QByteArray fileContent(const QString &path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

inline void setFileContent(const QString &path, const QByteArray &content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

inline qint64 number(Connection &connection, const std::string &sql)
{
    qint64 answer = -1;
    const auto done = connection.each(sql, {}, [&answer](const Columns &columns) {
        answer = columns.integer(0);
        return false;
    });
    if (!done)
        FAIL(done.error().args.join(u' ').toStdString());
    return answer;
}

inline QString word(Connection &connection, const std::string &sql)
{
    QString answer;
    const auto done = connection.each(sql, {}, [&answer](const Columns &columns) {
        answer = columns.text(0);
        return false;
    });
    if (!done)
        return nameOf(done.error().kind) + u' ' + done.error().args.join(u' ');
    return answer;
}

inline void must(const Result<void> &done)
{
    if (!done)
        FAIL((nameOf(done.error().kind) + u' ' + done.error().args.join(u' ')).toStdString());
}

/// Rows whose text can be looked for: names, an identity number, an address.
constexpr const char *plantedName = "张守信";
constexpr const char *plantedNumber = "341181195703070011";
inline const std::string makePeople = "CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, number TEXT, note TEXT);"
                                      "CREATE INDEX person_by_name ON person (name);"
                                      "CREATE VIRTUAL TABLE person_text USING fts5 (name, tokenize = 'trigram');";
inline std::string addPeople(int from, int count)
{
    return "WITH RECURSIVE n (i) AS (SELECT " + std::to_string(from) + " UNION ALL SELECT i + 1 FROM n WHERE i < " +
           std::to_string(from + count - 1) + ") INSERT INTO person SELECT i, '" + plantedName + "' || i, '" +
           plantedNumber + "', hex(randomblob(60)) || '" + plantedName + "' FROM n;";
}

/// Every file of a folder, and whether any holds one of the planted words or SQLite's own.
inline QStringList readableFiles(const QString &folder)
{
    QStringList readable;
    for (const QString &name : QDir(folder).entryList(QDir::Files | QDir::Hidden)) {
        const QByteArray content = fileContent(folder + u'/' + name);
        for (const QByteArray &word :
             {QByteArray(plantedName), QByteArray(plantedNumber), QString::fromUtf8(plantedName).toUtf8().first(6),
              QByteArray("CREATE TABLE"), QByteArray("person_by_name")})
            if (content.contains(word))
                readable.append(name + ": "_q + QString::fromUtf8(word));
    }
    return readable;
}

/// Puts a fault in for a while.
struct WithFault
{
    explicit WithFault(PlantedFault fault) { plantedFault = fault; }
    ~WithFault() { plantedFault = PlantedFault::None; }
    WithFault(const WithFault &) = delete;
    WithFault &operator=(const WithFault &) = delete;
};

} // namespace yigong
