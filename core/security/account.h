// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// Sign-in of one practitioner: reaches the devices of the site they work at, where they may sign in, and those of the
/// county's own site, where accounts are administered. Nobody else's.
struct Account
{
    Id id; ///< made from the practitioner's
    Id practitioner;
    Id site;
    QString passwordHash;    ///< Argon2id, libsodium's string form
    bool mustChange = false; ///< the first sign-in changes the password
    QDate closedOn;
    Id county;           ///< the site at the top of the tree
    QDate passwordSetOn; ///< none in accounts of before, and of training counties

    static constexpr RecordInfo info{3, "account", "Account", RecordKind::Mutable};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "practitioner", &Account::practitioner),
            field(2, "site", &Account::site, Merge::Latest, Privacy::Open, Role::Site),
            field(3, "password_hash", &Account::passwordHash, Merge::Latest, Privacy::Clinical),
            field(4, "must_change", &Account::mustChange, Merge::Latest),
            field(5, "closed_on", &Account::closedOn, Merge::Monotone),
            field(6, "county", &Account::county, Merge::Latest, Privacy::Open, Role::Site),
            field(7, "password_set_on", &Account::passwordSetOn, Merge::Latest),
        };
    }
    static Id idOf(Id practitioner) { return Id::fromKey("account/" + practitioner.bytes()); }
};

} // namespace yigong
