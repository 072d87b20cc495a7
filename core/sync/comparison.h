// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/sync/messages.h"
#include "core/sync/refusal.h"

namespace yigong {

/// A record that this store and the hub do not have alike.
struct Difference
{
    enum class What : quint8
    {
        Missing = 1, ///< not in this store
        Beyond = 2,  ///< in this store, and in no stream of its scope
        Differs = 3,
    };
    /// Whose row is not what the hub once sent.
    enum class Place : quint8
    {
        Unknown = 0,
        Here = 1,
        Hub = 2,
        Both = 3,
    };
    int type = 0;
    Id record;
    What what = What::Differs;
    Place place = Place::Unknown;

    auto operator<=>(const Difference &) const = default;
};

struct ComparisonFound
{
    std::vector<Difference> differences; ///< by type and record
    qint64 records = 0;                  ///< compared
    int messages = 0;
};

enum class CompareBy : quint8
{
    KeptHashes, ///< what was noted when a row came: finds what was never delivered. Cheap.
    Rows,       ///< both sides hash their rows as they are: finds also what was changed behind the engine's back
};

/// Holds what this store has of its scope against the hub, range by range: where sums of hashes differ, the hub divides
/// the range into sixteen. To be run when everything has been pulled. A record with unanswered operations counts as
/// what the hub last sent of it. No sockets.
class HubComparison
{
public:
    HubComparison(Database &db, SignBytes sign, SyncPost post);

    /// Errors: those of `post` and `errorOfRefusal` · HubAnsweredWrongly · the store's.
    Result<ComparisonFound> run(CompareBy by);
    /// Fetches again what is missing or damaged here, gives up what is not of this scope, and gives the hub back rows
    /// of its own that are damaged there and whole here (it takes exactly what it once had). Operations that the hub
    /// has not answered stay, laid over. Answers how many records are as they should be now.
    Result<qint64> mend(const ComparisonFound &found);
    /// What a hub that was restored does not count among this store's: what it wrote itself and lost (conflicts,
    /// their sides, blocks of numbers, which may be all that is left of what somebody entered) is brought back to it;
    /// what it says is of another's scope now is given up; the rest waits for whoever wrote it. Answers for how many
    /// there is something to hear.
    Result<qint64> levelWithRestored(const ComparisonFound &found);

private:
    Result<SyncAnswer> post(const SyncRequest &request);
    Result<SyncRequest> request() const;
    Result<void> fetch(const std::vector<Difference> &wanted);
    Result<void> offer(const std::vector<Difference> &rows);

    Database &m_db;
    SignBytes m_sign;
    SyncPost m_post;
    int m_messages = 0;
};

/// Keeps what was found, for `syncStanding`: without a difference, this store and the hub matched just now.
Result<void> noteComparison(Transaction &tx, const ComparisonFound &found);
/// This store and the hub were found equal as of then.
Result<void> noteMatched(Transaction &tx, Instant at);
/// When this store and the hub were last found equal; none before the first time.
Result<Instant> lastMatched(const Snapshot &snapshot);
/// What was found last, and not been mended since.
Result<std::vector<Difference>> knownDifferences(const Snapshot &snapshot);

} // namespace yigong
