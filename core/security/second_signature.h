// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"

#include <optional>

namespace yigong {

/// A colleague's own password, proven a moment ago, under one person's act. Only `signSecond` makes one; a door asks it
/// `witnessOf`, so that nobody signs for two.
class SecondSignature
{
public:
    [[nodiscard]] Id practitioner() const { return m_practitioner; }

private:
    SecondSignature(Id practitioner, Id first, Instant at) : m_practitioner(practitioner), m_first(first), m_at(at) {}
    friend Result<SecondSignature> signSecond(Database &db, const Actor &first, const QString &login,
                                              const QString &password);
    friend Result<Id> witnessOf(const Transaction &tx, const std::optional<SecondSignature> &second,
                                const QString &drug);

    Id m_practitioner;
    Id m_first;
    Instant m_at;
};

/// Whoever else works at the actor's site and may witness (door WitnessDrugs) proves themself with their own password,
/// as at sign-in (offline; it slows, and locks after failures) without signing in. Both answers stand in the second
/// log. Errors: those of `signIn` · SecondSignatureRefused{same-person | other-site | role | must-change}. Takes some
/// 50 ms on purpose: not for the interface's thread.
Result<SecondSignature> signSecond(Database &db, const Actor &first, const QString &login, const QString &password);

/// For a door that moves `drug` (as an error names it): the second person, still entitled.
/// Errors: SecondSignatureNeeded{drug} · SecondSignatureRefused{word; stale: signed more than five minutes ago, or
/// under somebody else's act}.
Result<Id> witnessOf(const Transaction &tx, const std::optional<SecondSignature> &second, const QString &drug);

/// Who may be asked: the actor's colleagues with that door, by login.
struct Witness
{
    QString login;
    QString name;
};
Result<std::vector<Witness>> witnessesBeside(const Snapshot &snapshot, const Actor &first);

} // namespace yigong
