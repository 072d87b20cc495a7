// SPDX-License-Identifier: GPL-3.0-or-later
// Encrypted files as each version of the format left them (tests/data/encrypted/V-CIPHER.file and .log, packed by
// qCompress): a store, and a log that was not brought into it. They open for ever.
#include "tests/encryption/vault.h"

using namespace yigong;

namespace {

const QString frozen = QStringLiteral(YIGONG_SOURCE_DIR "/tests/data/encrypted");

QString nameOf(CipherKind cipher)
{
    return cipher == CipherKind::Xaes256Gcm ? "1-xaes"_q : "1-xchacha"_q;
}

} // namespace

TEST_CASE("encrypted files of every format version open", "[encryption]")
{
    for (const CipherKind cipher : bothCiphers) {
        const QString kept = frozen + u'/' + nameOf(cipher);
        INFO(kept.toStdString());
        const QTemporaryDir folder;
        const QString file = folder.path() + "/yigong.db"_q;
        setFileContent(file, qUncompress(fileContent(kept + ".file"_q)));
        setFileContent(file + "-wal"_q, qUncompress(fileContent(kept + ".log"_q)));
        auto key = unlockStore(file, openerOf("zhao"_q, "right horse"_q));
        REQUIRE(key);
        CHECK((*key)->cipher == cipher);
        auto connection = Connection::open(file, Connection::Mode::Write, 1024, *key);
        REQUIRE(connection);
        CHECK(word(**connection, "PRAGMA integrity_check(1)") == u"ok");
        CHECK(word(**connection, "SELECT name FROM person WHERE id = 20") == QString::fromUtf8(plantedName) + "20"_q);
        CHECK(number(**connection, "SELECT count(*) FROM person") == 30); // ten of them only in the log
    }
}

// Run by name when the format gets a new version:  test_encryption "[keep]"
TEST_CASE("today's format is kept", "[.][keep]")
{
    REQUIRE(QDir().mkpath(frozen));
    for (const CipherKind cipher : bothCiphers) {
        const Vault vault(cipher);
        auto connection = vault.open();
        must(connection->execute("PRAGMA wal_autocheckpoint = 0; " + makePeople + addPeople(1, 20) +
                                 "PRAGMA wal_checkpoint(TRUNCATE);" + addPeople(21, 10)));
        const QString kept = frozen + u'/' + nameOf(cipher);
        REQUIRE_FALSE(QFile::exists(kept + ".file"_q));
        setFileContent(kept + ".file"_q, qCompress(fileContent(vault.file), 9));
        setFileContent(kept + ".log"_q, qCompress(fileContent(vault.file + "-wal"_q), 9));
    }
}
