// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/sync/comparison.h"
#include "core/sync/line_pace.h"
#include "core/sync/messages.h"
#include "core/sync/pull.h"
#include "core/sync/refusal.h"

namespace yigong {

struct SyncOutcome
{
    qint64 pushed = 0;    ///< operations that the hub took
    qint64 pulled = 0;    ///< records that came from elsewhere and changed something here
    qint64 conflicts = 0; ///< open at this store now
    qint64 heldBack = 0;  ///< acts of this device that the hub holds back now
};

struct SyncProgress
{
    qint64 actsToSend = 0;
    qint64 actsSent = 0;
    qint64 rowsReceived = 0;
};

/// What a device says next: acts behind those the hub has, and where it stands.
struct SyncPosition
{
    SyncRequest request; ///< all but `pull`
    std::vector<qint64> operationsByAct;
    qsizetype bytes = 0; ///< of its acts
    bool lastBatch = true;
};
/// What a device says to its hub and asks for nothing: where it stands behind `after`.
Result<SyncRequest> standingRequest(const Snapshot &snapshot, qint64 after);
/// Acts after `after` (a number that the hub has, or that an earlier batch of the same message brings), up to so many
/// bytes, at least one act.
Result<SyncPosition> syncPosition(const Snapshot &snapshot, qint64 after, qsizetype bytes);
/// Stream → position up to which this store has it.
Result<std::map<Id, qint64>> streamCursors(const Snapshot &snapshot);
/// The number up to which the hub has this device's acts, for all that it said last.
Result<qint64> actsTaken(const Snapshot &snapshot);
/// The hub's epoch as last heard; none before the first answer.
Result<Id> hubEpoch(const Snapshot &snapshot);

struct AnswerUse
{
    bool pulled = true;       ///< its rows were asked for
    bool neverLowers = false; ///< `taken` of the same epoch only grows: an answer that was long on its way
    Instant at;               ///< when the hub said so; none: now
    AppliedPull before = {};  ///< of rows of it that were applied ahead
};
struct AppliedAnswer
{
    qint64 changed = 0;
    bool missesOwnRows = false;
    bool differs = false; ///< by the digests of the last page, or the hub was restored
};
/// All that an answer of the hub does to a device's store: the caller's commit makes it one step.
Result<AppliedAnswer> applyAnswer(Transaction &tx, const SyncAnswer &answer, const AnswerUse &use);

/// One exchange of a device's store with the hub. Each answer is applied in one commit, or its rows ahead of it in
/// small ones while somebody is at work here, so that it can stop anywhere and go on at the next run. No sockets, no
/// files.
class SyncSession
{
public:
    SyncSession(Database &db, std::function<QByteArray(const QByteArray &)> sign, SyncPost post);

    /// How large its messages are, by what is known of the line, and learnt of it; each session's own without this. It
    /// must outlive the session.
    void setLine(SyncLine &line) { m_line = &line; }
    /// How many rows are applied at once while somebody is at work here.
    void setRowsBesideWork(std::size_t rows) { m_rowsBesideWork = rows; }

    /// Pushes what the hub has not taken, pulls what it has for this device.
    /// Errors: those of `post` and of `errorOfRefusal`; BrokenChain{ours, hub's} (a restored or cloned laptop) ·
    /// HubAnsweredWrongly · those of the store.
    Result<SyncOutcome> run(const std::function<void(const SyncProgress &)> &progress = {});

private:
    Result<void> noticeNewerProgram();
    Result<SyncAnswer> exchange(const SyncPosition &at);
    Result<SyncReply> send(const SyncPosition &at, qint64 &sentBytes);
    Result<qint64> apply(SyncAnswer answer, bool pulled);
    Result<AppliedPull> applyAhead(SyncAnswer &answer);
    Result<bool> compare();

    Database &m_db;
    std::function<QByteArray(const QByteArray &)> m_sign;
    SyncPost m_post;
    SyncLine m_ownLine;
    SyncLine *m_line = &m_ownLine;
    std::size_t m_rowsBesideWork = 25;
    bool m_missesOwnRows = false;
    bool m_differs = false;  ///< by the digests of the last page
    bool m_levelled = false; ///< with a restored hub, in this exchange
};

/// Exchanges everything, then holds each row of the scope against the hub's; again where somebody wrote meanwhile.
/// Keeps what it found, for `syncStanding`. Errors: those of SyncSession::run.
Result<ComparisonFound> compareEveryRow(Database &db, const SignBytes &sign, const SyncPost &post);

/// Where the data of this store stands, for the status line.
struct SyncStanding
{
    qint64 actsWaiting = 0;     ///< not taken by the hub yet
    qint64 actsNotBackedUp = 0; ///< not in the hub's second place yet, for all that it said last
    Instant oldestWaiting;      ///< none where nothing waits
    std::vector<HeldAct> held;
    Instant lastExchange; ///< last answer of the hub that brought everything; none before the first
    Instant lastMatched; ///< when this store and the hub were last found equal, by their digests; none before the first
    std::vector<Difference>
        differences; ///< rows that they were found not to have alike, and have not been mended since
    qint64 openConflicts = 0;
};
Result<SyncStanding> syncStanding(const Snapshot &snapshot);

} // namespace yigong
