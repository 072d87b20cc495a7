// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/account.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "tests/support/store.h"

using namespace yigong;

namespace {

/// 王庄 with its doctor 赵卫东 (login zhao), whose password is "wangzhuang-7".
struct Clinic : TestStore
{
    Clinic()
    {
        Practitioner zhao{Id::fromKey("practitioner/zhao"), "赵卫东"_q, site, actor.role, "zhao"_q, {}, {}, {}, {}};
        const Actor administrator{Id::fromKey("practitioner/gu"), site, static_cast<int>(StaffRole::Administrator)};
        REQUIRE(db->write(administrator, [&](Transaction &tx) -> Result<void> {
            YIGONG_TRY(tx.insert(zhao));
            YIGONG_TRY(createAccount(tx, zhao.id, password, false, PasswordCost::Training));
            return {};
        }));
    }
    Result<Actor> signsIn(const QString &login, const QString &with) { return signIn(*db, login, with); }
    void leaves(QDate day)
    {
        REQUIRE(db->write(actor, [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(zhao, tx.get<Practitioner>(actor.practitioner));
            Practitioner left = zhao;
            left.leftOn = day;
            YIGONG_TRY(tx.update(zhao, left));
            return {};
        }));
    }
    const QString password = "wangzhuang-7"_q;
    const QString wrong = "wangzhuang-8"_q;
};

} // namespace

TEST_CASE("a doctor signs in by login or full name", "[security]")
{
    Clinic clinic;
    const auto login = GENERATE("zhao"_q, "ZHAO"_q, " zhao "_q, "赵卫东"_q);
    INFO(login.toStdString());
    const auto actor = clinic.signsIn(login, clinic.password);
    REQUIRE(actor);
    CHECK(actor->practitioner == clinic.actor.practitioner);
    CHECK(actor->site == clinic.site);
    CHECK(actor->role == static_cast<int>(StaffRole::VillageDoctor));
}

TEST_CASE("an unknown name is told apart from a wrong password by nothing but the tries left", "[security]")
{
    Clinic clinic;
    CHECK(clinic.signsIn("qian"_q, clinic.password).error().kind == ErrorKind::WrongPassword);
    CHECK(clinic.signsIn("zhao"_q, clinic.wrong).error() == Error{ErrorKind::WrongPassword, {}, {"4"_q}});
}

TEST_CASE("five wrong passwords lock the account, and each further one for longer", "[security]")
{
    Clinic clinic;
    for (int i = 1; i < signInTries; ++i)
        CHECK(clinic.signsIn("zhao"_q, clinic.wrong).error().kind == ErrorKind::WrongPassword);
    CHECK(clinic.signsIn("zhao"_q, clinic.wrong).error().kind == ErrorKind::AccountLocked);
    CHECK(clinic.signsIn("zhao"_q, clinic.password).error().kind == ErrorKind::AccountLocked);

    clinic.clock.advanceMs(signInFirstLockMs - 1);
    CHECK(clinic.signsIn("zhao"_q, clinic.password).error().kind == ErrorKind::AccountLocked);
    clinic.clock.advanceMs(1);
    CHECK(clinic.signsIn("zhao"_q, clinic.wrong).error() ==
          Error{ErrorKind::AccountLocked, {}, {clinic.clock.now().plusMs(2 * signInFirstLockMs).iso()}});
    clinic.clock.advanceMs(2 * signInFirstLockMs);
    REQUIRE(clinic.signsIn("zhao"_q, clinic.password));
    // A good sign-in forgives what was before.
    CHECK(clinic.signsIn("zhao"_q, clinic.wrong).error() == Error{ErrorKind::WrongPassword, {}, {"4"_q}});
}

TEST_CASE("a lock outlives a restart", "[security]")
{
    Clinic clinic;
    for (int i = 0; i < signInTries; ++i)
        (void)clinic.signsIn("zhao"_q, clinic.wrong);
    clinic.open();
    CHECK(clinic.signsIn("zhao"_q, clinic.password).error().kind == ErrorKind::AccountLocked);
}

TEST_CASE("a lock set under a clock that ran years ahead does not lock for years", "[security]")
{
    Clinic clinic;
    const Instant now = clinic.clock.now();
    clinic.clock.moveTo(Instant::fromIso(u"2031-01-01T08:00:00"));
    for (int i = 0; i < signInTries; ++i)
        (void)clinic.signsIn("zhao"_q, clinic.wrong);
    clinic.clock.moveTo(now);
    CHECK(clinic.signsIn("zhao"_q, clinic.password));
}

TEST_CASE("a store opened for reading still checks the password", "[security]")
{
    Clinic clinic;
    StoreOptions options;
    options.folder = clinic.folder.path();
    options.readOnly = true;
    options.key = clinic.key;
    auto reading = Database::open(options, allRecordTypes(), clinic.clock);
    REQUIRE(reading);
    CHECK(signIn(**reading, "zhao"_q, clinic.password));
    for (int i = 0; i < signInTries; ++i)
        CHECK_FALSE(signIn(**reading, "zhao"_q, clinic.wrong));
    CHECK(signIn(**reading, "zhao"_q, clinic.password));
}

TEST_CASE("who has left is told so, and only who knows the password", "[security]")
{
    Clinic clinic;
    clinic.leaves(QDate(2025, 5, 1));
    CHECK(clinic.signsIn("zhao"_q, clinic.password).error().kind == ErrorKind::AccountClosed);
    CHECK(clinic.signsIn("zhao"_q, clinic.wrong).error().kind == ErrorKind::WrongPassword);
}

TEST_CASE("a password is changed by who knows the old one, and is not too easy", "[security]")
{
    Clinic clinic;
    const auto changes = [&](const QString &before, const QString &after) {
        return clinic.db->write(clinic.actor, [&](Transaction &tx) { return changePassword(tx, before, after); });
    };
    CHECK(changes(clinic.wrong, "chajian-2025"_q).error().kind == ErrorKind::WrongPassword);
    for (const QString &easy : {"kurz"_q, "aaaaaaaaaa"_q})
        CHECK(changes(clinic.password, easy).error().kind == ErrorKind::WeakPassword);
    REQUIRE(changes(clinic.password, "chajian-2025"_q));
    CHECK(clinic.signsIn("zhao"_q, "chajian-2025"_q));
    CHECK_FALSE(clinic.signsIn("zhao"_q, clinic.password));
}

TEST_CASE("an account is made once, by who manages staff", "[security]")
{
    Clinic clinic;
    Actor actor = clinic.actor;
    const auto makes = [&] {
        return clinic.db->write(actor, [&](Transaction &tx) {
            return createAccount(tx, clinic.actor.practitioner, "another-1-one"_q, true, PasswordCost::Training);
        });
    };
    CHECK(makes().error().kind == ErrorKind::Forbidden);
    actor.role = static_cast<int>(StaffRole::Administrator);
    CHECK(makes().error().kind == ErrorKind::AlreadyExists);
}
