// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/account.h"
#include "core/security/passwords.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "tests/support/store.h"

#include <QSet>

using namespace yigong;

TEST_CASE("a password is long enough, mixed enough, and not what everybody would try first", "[security][passwords]")
{
    struct Case
    {
        const char *password;
        PasswordFault fault;
    };
    // clang-format off
    const auto c = GENERATE(values<Case>({
        {"Aa3-567",               PasswordFault::TooShort},
        {"Aa3-5678",              PasswordFault::None},
        {"aaaaaaaa",              PasswordFault::OneCharacter},
        {"aaaaaaaaaaaaaaaaaaaa",  PasswordFault::OneCharacter},
        {"wangzhuang",            PasswordFault::TooFewKinds},
        {"wangzhuang7",           PasswordFault::TooFewKinds},
        {"wangzhuang-7",          PasswordFault::None},
        {"王庄王庄-2025a",          PasswordFault::None},
        {"right horse",           PasswordFault::TooFewKinds},
        {"right horse rides",     PasswordFault::None},        // 17: a passphrase
        {"right horse ride",      PasswordFault::None},        // 16
        {"right horse rid",       PasswordFault::TooFewKinds}, // 15
        {"Zhao-2025!",            PasswordFault::HoldsLogin},
        {"2025!赵卫东AB",           PasswordFault::HoldsName},
    }));
    // clang-format on
    INFO(c.password);
    CHECK(passwordFaultOf("zhao"_q, "赵卫东"_q, QString::fromUtf8(c.password)) == c.fault);
    const auto checked = checkPassword("zhao"_q, "赵卫东"_q, QString::fromUtf8(c.password));
    REQUIRE(checked.has_value() == (c.fault == PasswordFault::None));
    if (!checked)
        CHECK(checked.error() == Error{ErrorKind::WeakPassword, "password"_q, {nameOf(c.fault)}});
}

TEST_CASE("one-time passwords are good ones, each another, of letters that paper does not confuse",
          "[security][passwords]")
{
    QSet<QString> made;
    for (int i = 0; i < 200; ++i) {
        const QString password = oneTimePassword();
        CHECK(checkPassword("zhao"_q, "赵卫东"_q, password));
        CHECK(password.size() == 14);
        for (const QChar confused : "01OIl"_q)
            CHECK_FALSE(password.contains(confused));
        made.insert(password);
    }
    CHECK(made.size() == 200);
}

namespace {

/// An account of each kind, made on 2025-05-13.
struct Aging : TestStore
{
    Aging()
    {
        const Actor administrator{Id::fromKey("practitioner/gu"), site, static_cast<int>(StaffRole::Administrator)};
        REQUIRE(db->write(administrator, [&](Transaction &tx) -> Result<void> {
            for (const StaffRole role : {StaffRole::VillageDoctor, StaffRole::Administrator, StaffRole::Auditor}) {
                Practitioner person;
                person.id = personOf(role);
                person.name = nameOf(role);
                person.login = nameOf(role);
                person.site = site;
                person.role = static_cast<int>(role);
                YIGONG_TRY(tx.insert(person));
                YIGONG_TRY(createAccount(tx, person.id, "Aa3-567890"_q, false, PasswordCost::Training));
            }
            return {};
        }));
    }
    static Id personOf(StaffRole role) { return Id::fromKey("practitioner/" + nameOf(role).toUtf8()); }
    PasswordChange dueAfter(StaffRole role, int days)
    {
        const auto due = db->read(
            [&](const Snapshot &s) { return passwordChangeDue(s, personOf(role), clock.today().addDays(days)); });
        REQUIRE(due);
        return *due;
    }
};

} // namespace

TEST_CASE("who administers or audits changes the password every 90 days, others when they like",
          "[security][passwords]")
{
    Aging aging;
    for (const StaffRole role : {StaffRole::Administrator, StaffRole::Auditor}) {
        CHECK(aging.dueAfter(role, 89) == PasswordChange::NotNeeded);
        CHECK(aging.dueAfter(role, 90) == PasswordChange::TooOld);
    }
    CHECK(aging.dueAfter(StaffRole::VillageDoctor, 3000) == PasswordChange::NotNeeded);

    Actor administrator{Aging::personOf(StaffRole::Administrator), aging.site,
                        static_cast<int>(StaffRole::Administrator)};
    const auto sets = [&](bool powerful, int days) {
        return aging.db->write(administrator, [&](Transaction &tx) { return setPasswordDays(tx, powerful, days); });
    };
    CHECK(sets(true, 731).error().kind == ErrorKind::OutOfRange);
    REQUIRE(sets(true, 0));
    REQUIRE(sets(false, 30));
    CHECK(aging.dueAfter(StaffRole::Administrator, 3000) == PasswordChange::NotNeeded);
    CHECK(aging.dueAfter(StaffRole::VillageDoctor, 30) == PasswordChange::TooOld);
    administrator.role = static_cast<int>(StaffRole::VillageDoctor);
    CHECK(sets(true, 90).error().kind == ErrorKind::Forbidden);
}

TEST_CASE("an account whose password has no date, as in a training county, never grows too old",
          "[security][passwords]")
{
    Aging aging;
    REQUIRE(aging.db->apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(account, tx.get<Account>(Account::idOf(Aging::personOf(StaffRole::Administrator))));
        account.passwordSetOn = {};
        return tx.placeRow(tx.typeOf<Account>(), rowOf(account));
    }));
    CHECK(aging.dueAfter(StaffRole::Administrator, 3000) == PasswordChange::NotNeeded);
}
