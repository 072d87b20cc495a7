// SPDX-License-Identifier: GPL-3.0-or-later
// An encrypted store as an administrator meets it: opened by a password, by nobody else, by the recovery key.
#include "core/security/keys.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "tests/support/program.h"
#include "tests/support/store.h"

#include <QFile>

using namespace yigong;

namespace {

constexpr auto zhaosPassword = "wang-zhuang-1";

/// The store of 王庄 as an earlier version left it: plain, with its doctor and its device's key.
struct PlainClinic
{
    PlainClinic()
    {
        qputenv("YIGONG_PLAIN_STORE", "1");
        store = std::make_unique<TestStore>();
        qunsetenv("YIGONG_PLAIN_STORE");
        Actor administrator = store->actor;
        administrator.role = static_cast<int>(StaffRole::Administrator);
        REQUIRE(store->db->write(administrator, [&](Transaction &tx) -> Result<void> {
            Site clinic;
            clinic.code = "341181003001"_q;
            clinic.id = store->site;
            clinic.name = "王庄村卫生室"_q;
            YIGONG_TRY(tx.insert(clinic));
            Practitioner zhao;
            zhao.id = store->actor.practitioner;
            zhao.name = "赵德顺"_q;
            zhao.login = "zhao"_q;
            zhao.site = store->site;
            zhao.role = static_cast<int>(StaffRole::VillageDoctor);
            YIGONG_TRY(tx.insert(zhao));
            YIGONG_TRY(createAccount(tx, zhao.id, QString::fromLatin1(zhaosPassword), false, PasswordCost::Training));
            return {};
        }));
        folder = store->folder.path();
        REQUIRE(DeviceKey::make().store(folder + "/device.key"_q, {}));
        store->db.reset();
        writes("secret", zhaosPassword);
        writes("wrong", "liu-he-2025");
    }
    void writes(const char *name, const QByteArray &content) const
    {
        QFile file(path(name));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content + '\n');
    }
    [[nodiscard]] QString path(const char *name) const { return outside.filePath(QString::fromLatin1(name)); }
    [[nodiscard]] ProgramAnswer runs(const QStringList &arguments, const char *secret = "secret",
                                     const QString &who = "zhao"_q) const
    {
        return runCtl(folder, QStringList{"--as"_q, who, "--secret-file"_q, path(secret)} + arguments);
    }
    [[nodiscard]] QByteArray deviceKey() const
    {
        QFile file(folder + "/device.key"_q);
        REQUIRE(file.open(QIODevice::ReadOnly));
        return file.readAll();
    }

    QTemporaryDir outside;
    std::unique_ptr<TestStore> store;
    QString folder;
};

const QStringList listsSites{"site"_q, "list"_q};

} // namespace

TEST_CASE("a plain store is encrypted from the shell, and opens to its person by login and by name", "[encryption]")
{
    const PlainClinic clinic;
    const auto before = clinic.runs({"verify"_q}).json;
    REQUIRE(before["ok"_q].toBool());
    const auto made = clinic.runs({"store"_q, "encrypt"_q});
    INFO(made.errors.toStdString());
    REQUIRE(made.status == 0);
    CHECK(storeFormOf(Database::fileIn(clinic.folder)) == StoreForm::Encrypted);
    CHECK(clinic.deviceKey().startsWith("yigong device key 2"));

    CHECK(clinic.runs({"verify"_q}).json["digest"_q] == before["digest"_q]);
    CHECK(clinic.runs(listsSites).status == 0);
    CHECK(clinic.runs(listsSites, "secret", "赵德顺"_q).status == 0);
    const auto closed = runCtl(clinic.folder, {"verify"_q});
    CHECK(closed.status == 1);
    CHECK(closed.errors.contains("encrypted"_q));
    CHECK(clinic.runs({"store"_q, "encrypt"_q}).status == 1); // it is
}

TEST_CASE("wrong passwords are counted while the store is closed, and lock", "[encryption]")
{
    const PlainClinic clinic;
    REQUIRE(clinic.runs({"store"_q, "encrypt"_q}).status == 0);
    for (int i = 1; i < signInTries; ++i)
        CHECK(clinic.runs(listsSites, "wrong").status == 1);
    const auto locked = clinic.runs(listsSites, "wrong");
    CHECK(locked.status == 1);
    CHECK(locked.errors.contains("locked"_q));
    CHECK(clinic.runs(listsSites).errors.contains("locked"_q)); // the right one too, for ten minutes
}

TEST_CASE("the recovery key opens the store again for who has an account", "[encryption]")
{
    const PlainClinic clinic;
    const auto made = clinic.runs({"store"_q, "encrypt"_q});
    REQUIRE(made.status == 0);
    clinic.writes("recovery", made.json["recoveryKey"_q].toString().toLower().toUtf8());
    // Changed at another machine: the account says the new one, this machine's slot the old one.
    auto key = unlockStore(Database::fileIn(clinic.folder),
                           StoreOpener::account("zhao"_q, QString::fromLatin1(zhaosPassword)));
    REQUIRE(key);
    clinic.store->key = *key;
    clinic.store->open();
    REQUIRE(clinic.store->db->write(clinic.store->actor, [](Transaction &tx) {
        return changePassword(tx, QString::fromLatin1(zhaosPassword), "liu-he-2025"_q);
    }));
    clinic.store->db.reset();
    CHECK(clinic.runs(listsSites, "wrong").status == 1);
    const auto back = clinic.runs({"store"_q, "recover"_q, "--recovery-file"_q, clinic.path("recovery")}, "wrong");
    INFO(back.errors.toStdString());
    REQUIRE(back.status == 0);
    CHECK(clinic.runs(listsSites, "wrong").status == 0);
    CHECK(clinic.runs(listsSites).status == 1);
}
