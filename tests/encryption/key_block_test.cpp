// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/encryption/disk.h"
#include "tests/encryption/vault.h"

#include <QCoreApplication>
#include <QProcess>
#include <chrono>

using namespace yigong;

namespace {

ErrorKind whyNot(const QString &file, const StoreOpener &opener)
{
    auto key = unlockStore(file, opener);
    REQUIRE_FALSE(key);
    return key.error().kind;
}

bool opens(const QString &file, const QString &login, const QString &password)
{
    return unlockStore(file, openerOf(login, password)).has_value();
}

} // namespace

TEST_CASE("a store is opened by its people, its key file and its recovery key, and by nobody else", "[encryption]")
{
    const Vault vault;
    CHECK(opens(vault.file, "ZHAO "_q, "right horse"_q)); // a login has no case
    CHECK(whyNot(vault.file, openerOf("zhao"_q, "wrong horse"_q)) == ErrorKind::WrongPassword);
    CHECK(whyNot(vault.file, openerOf("qian"_q, "right horse"_q)) == ErrorKind::WrongPassword);

    const SecretBytes recovery = newRecoveryKey();
    const QString printed = recoveryText(recovery);
    CHECK(printed.size() == 39);
    REQUIRE(putSlot(vault.file, *vault.key, StoreOpener::recovery(SecretBytes(recovery.view()))));
    auto typed = recoveryKeyFrom(printed.toLower().replace(u'-', u' ').replace(u'0', u'o').replace(u'1', u'l'));
    REQUIRE(typed);
    CHECK(unlockStore(vault.file, StoreOpener::recovery(std::move(*typed))));
    QString mistyped = printed;
    mistyped[3] = mistyped[3] == u'7' ? u'8' : u'7';
    CHECK(whyNot(vault.file, StoreOpener::recovery(std::move(*recoveryKeyFrom(mistyped)))) == ErrorKind::WrongPassword);
    CHECK_FALSE(recoveryKeyFrom(printed.chopped(1)));
    CHECK_FALSE(recoveryKeyFrom(printed.chopped(1) + u'U'));

    const QByteArray keyFile(32, 'k');
    CHECK(whyNot(vault.file, StoreOpener::keyFile(keyFile)) == ErrorKind::WrongPassword);
    REQUIRE(putSlot(vault.file, *vault.key, StoreOpener::keyFile(keyFile)));
    CHECK(unlockStore(vault.file, StoreOpener::keyFile(keyFile)));
    CHECK(countSlots(vault.file, SlotKind::Account) == 1);
    CHECK(hasSlot(vault.file, "zhao"_q) == true);
    CHECK(hasSlot(vault.file, "qian"_q) == false);
}

TEST_CASE("a changed password rewrites one slot and no page", "[encryption]")
{
    const Vault vault;
    {
        auto connection = vault.open();
        must(connection->execute(makePeople + addPeople(1, 200)));
    }
    const QByteArray before = fileContent(vault.file);
    REQUIRE(putSlot(vault.file, *vault.key, openerOf("zhao"_q, "new horse"_q), SlotCost::Training));
    const QByteArray after = fileContent(vault.file);
    CHECK(before.sliced(keyBlockSize) == after.sliced(keyBlockSize));
    CHECK(before.first(4096) == after.first(4096));
    CHECK(before.first(keyBlockSize) != after.first(keyBlockSize));
    CHECK(opens(vault.file, "zhao"_q, "new horse"_q));
    CHECK_FALSE(opens(vault.file, "zhao"_q, "right horse"_q));
    REQUIRE(removeSlot(vault.file, *vault.key, "Zhao"_q));
    CHECK_FALSE(opens(vault.file, "zhao"_q, "new horse"_q));
}

TEST_CASE("there is room for everybody of a township", "[encryption]")
{
    const Vault vault;
    for (int i = 2; i <= keySlotCount; ++i)
        REQUIRE(putSlot(vault.file, *vault.key, openerOf("person%1"_q.arg(i), "right horse"_q), SlotCost::Training));
    CHECK(countSlots(vault.file, SlotKind::Account) == keySlotCount);
    CHECK(putSlot(vault.file, *vault.key, openerOf("onemore"_q, "right horse"_q), SlotCost::Training).error().kind ==
          ErrorKind::NotEnough);
    CHECK(opens(vault.file, "person%1"_q.arg(keySlotCount), "right horse"_q));
    CHECK(keySlotCount >= 200);
}

TEST_CASE("no flipped byte of the key block opens the store, hangs, or passes for a wrong password", "[encryption]")
{
    const Vault vault;
    const QByteArray block = fileContent(vault.file);
    REQUIRE(block.size() == keyBlockSize);
    const QString other = vault.folder.path() + "/other.db"_q;
    for (qsizetype at = 0; at < 4096 + 512; at += at < 64 || at >= 4096 ? 1 : 97) {
        QByteArray changed = block;
        changed[at] = static_cast<char>(changed[at] ^ 0x40);
        setFileContent(other, changed);
        auto key = unlockStore(other, openerOf("zhao"_q, "right horse"_q));
        INFO("byte " << at);
        REQUIRE_FALSE(key);
        CHECK((key.error().kind == ErrorKind::StoreDamaged || key.error().kind == ErrorKind::StoreNewer));
    }
}

TEST_CASE("a slot's cost is not believed: fault KeyCostBelieved", "[encryption][fault]")
{
    const Vault vault;
    QByteArray block = fileContent(vault.file);
    block[4096 + 9] = 0x7f; // memory: 2 GiB instead of a few KiB would be one of many such bytes
    block[4096 + 5] = 0x01; // passes: 257
    setFileContent(vault.file, block);
    const auto check = [&vault] {
        const auto started = std::chrono::steady_clock::now();
        (void)unlockStore(vault.file, openerOf("zhao"_q, "right horse"_q));
        return std::chrono::steady_clock::now() - started < std::chrono::seconds(1);
    };
    CHECK(check());
    const WithFault fault(PlantedFault::KeyCostBelieved);
    CHECK_FALSE(check());
}

TEST_CASE("a slot is on the disk when it is reported: fault AcknowledgedUnsynced", "[encryption][fault]")
{
    const auto survives = [] {
        const Vault vault;
        const QTemporaryDir after;
        Disk::instance().watch(vault.folder.path());
        REQUIRE(putSlot(vault.file, *vault.key, openerOf("zhao"_q, "new horse"_q), SlotCost::Training));
        std::mt19937 random(5);
        bool good = true;
        for (int i = 0; i < 20; ++i) {
            Disk::instance().powerCut(after.path(), random);
            good = good && opens(after.path() + "/yigong.db"_q, "zhao"_q, "new horse"_q);
        }
        Disk::instance().watch({});
        return good;
    };
    CHECK(survives());
    const WithFault fault(PlantedFault::AcknowledgedUnsynced);
    CHECK_FALSE(survives());
}

TEST_CASE("a power cut while a password changes leaves the old one or the new one good", "[encryption]")
{
    std::mt19937 random(17);
    for (int writes = 1; writes <= 2; ++writes)
        for (int round = 0; round < 30; ++round) {
            const Vault vault;
            const QTemporaryDir after;
            Disk::instance().watch(vault.folder.path());
            Disk::instance().afterWrites(writes, [&] { Disk::instance().powerCut(after.path(), random); });
            REQUIRE(putSlot(vault.file, *vault.key, openerOf("zhao"_q, "new horse"_q), SlotCost::Training));
            Disk::instance().watch({});
            const QString file = after.path() + "/yigong.db"_q;
            CHECK((opens(file, "zhao"_q, "right horse"_q) || opens(file, "zhao"_q, "new horse"_q)));
        }
}

TEST_CASE("another process reads a store", "[.other]")
{
    auto connection =
        Connection::open(qEnvironmentVariable("YIGONG_OTHER_STORE"), Connection::Mode::Read, 1024,
                         *unlockStore(qEnvironmentVariable("YIGONG_OTHER_STORE"), openerOf("zhao"_q, "right horse"_q)));
    REQUIRE(connection);
    must((*connection)->execute("PRAGMA busy_timeout = 0"));
    REQUIRE((*connection)->execute("SELECT count(*) FROM person"));
}

TEST_CASE("reading slots keeps SQLite's locks on the file: fault KeyBlockOpenedPlainly", "[encryption][fault]")
{
    // POSIX locks are the process's: only a second process sees whether they are still held.
    const auto othersRead = [](const Vault &vault) {
        qputenv("YIGONG_OTHER_STORE", vault.file.toUtf8());
        QProcess other;
        other.start(QCoreApplication::applicationFilePath(), {"[.other]"_q});
        REQUIRE(other.waitForFinished());
        return other.exitCode() == 0;
    };
    const auto staysLocked = [&othersRead] {
        const Vault vault;
        auto connection = vault.open();
        must(connection->execute(makePeople + addPeople(1, 3)));
        REQUIRE(othersRead(vault));
        must(connection->execute("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; " + addPeople(4, 3)));
        REQUIRE(unlockStore(vault.file, openerOf("zhao"_q, "right horse"_q)));
        const bool locked = !othersRead(vault);
        must(connection->execute("COMMIT"));
        return locked;
    };
    CHECK(staysLocked());
    const WithFault fault(PlantedFault::KeyBlockOpenedPlainly);
    CHECK_FALSE(staysLocked());
}
