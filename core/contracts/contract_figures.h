// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"

namespace yigong {

/// The figures of contracts that a county may try otherwise.
struct ContractFigures
{
    int soonDays = 30;         ///< so long before it ends, a contract ends soon
    int renewDays = 90;        ///< so long before it ends, it may be renewed
    int longestYears = 3;      ///< of one contract
    int signaturesAMinute = 3; ///< of one person: nobody reads a contract to more residents than that

    /// This store's settings over the rules'. Settings of one machine: they are not synced.
    static Result<ContractFigures> of(const Snapshot &snapshot);
    /// Names that can be set, with what holds now.
    [[nodiscard]] std::vector<std::pair<QString, int>> all() const;
};

/// Sets one of them for this store. Door ManageSettings. Errors: Forbidden · NotFound{name} · OutOfRange.
Result<void> setContractFigure(Transaction &tx, const QString &name, int value);

} // namespace yigong
