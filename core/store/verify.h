// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/snapshot.h"

#include <functional>
#include <vector>

namespace yigong {

enum class Severity : quint8
{
    Notice,  ///< may well be so, e.g. a record of another site that this store does not hold
    Failure, ///< the store is not as its own log and rules say
};

/// Something that `verify` found. Holds no content of a record: ids, tables and columns only.
struct Finding
{
    Severity severity = Severity::Failure;
    QString kind; ///< stable word: "integrity", "foreign-key", "chain", "act", "row", "unexplained", "reference",
                  ///< "search", "ledger" …
    QString table;
    Id record;
    QString detail;
};
using ReportFinding = std::function<void(Finding)>;

/// What a noun knows to be true of its records, e.g. that both sides of a stock document agree.
using StoreCheck = std::function<Result<void>(const Snapshot &, const ReportFinding &)>;

struct Verification
{
    bool ok = true;                ///< no Failure
    QString digest;                ///< 64 hex digits over all records
    qint64 records = 0;            ///< rows of synced tables
    qint64 acts = 0;               ///< of this device's log
    std::vector<Finding> findings; ///< at most `mostFindings`
    qint64 further = 0;            ///< findings beyond those
};
constexpr std::size_t mostFindings = 200;

/// Holds a store against itself: SQLite's integrity and foreign keys; each act of the change log decodes and its hash
/// chains to the one before; each row is what the log and the hub's last row make it; references lead somewhere; and
/// each of `checks`. At a hub also every device's chain as it was received.
/// Reads one snapshot; takes some seconds for 500,000 records. Errors: those of the store, where it cannot be read at
/// all; a damaged one that still opens is a finding.
Result<Verification> verifyStore(const Snapshot &snapshot, const std::vector<StoreCheck> &checks);

/// BLAKE2b-256 over all records: types by number, rows by id, each in its canonical form. Two stores with the same
/// digest hold the same records; versions, derived tables and this store's own values are not in it.
Result<QByteArray> digestOfRecords(const Snapshot &snapshot, qint64 *counted = nullptr);

} // namespace yigong
