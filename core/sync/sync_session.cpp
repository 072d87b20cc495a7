// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/sync_session.h"
#include "core/base/planted_bug.h"
#include "core/sync/conflicts.h"
#include "core/sync/device_members.h"
#include "core/sync/merge.h"
#include "core/sync/pull.h"
#include "core/sync/short_envelope.h"

namespace yigong {

namespace {

constexpr std::size_t batchActs = 2000;

const QString takenKey = QStringLiteral("sync/taken");
const QString backedUpKey = QStringLiteral("sync/backed_up");
const QString epochKey = QStringLiteral("sync/epoch");
const QString hubNowKey = QStringLiteral("sync/hub_now");
const QString lastExchangeKey = QStringLiteral("sync/last_exchange");
const QString hubRestoredKey = QStringLiteral("sync/hub_restored"); // until nothing is here any more that it lacks

/// Whether the kept digests are the hub's.
Result<bool> hasDigests(const Snapshot &snapshot, const std::map<Id, QByteArray> &said)
{
    YIGONG_LET(kept, keptDigests(snapshot));
    return std::all_of(said.begin(), said.end(), [&kept](const auto &one) {
        const auto here = kept.find(one.first);
        return StreamDigest::fromBytes(one.second) ==
               (here == kept.end() ? StreamDigest{} : StreamDigest::fromBytes(here->second));
    });
}

/// Everything is here as of then; answers whether it is the same as the hub's, as far as the digests say.
Result<bool> noteComplete(Transaction &tx, const SyncAnswer &answer, Instant at)
{
    YIGONG_TRY(tx.setLocal(lastExchangeKey, static_cast<qint64>(at.ms)));
    YIGONG_LET(same, hasDigests(tx, answer.digests));
    YIGONG_LET(differences, knownDifferences(tx));
    // Damage that was found by the rows themselves is not gone because what was noted is equal.
    if (same && differences.empty() && !answer.digests.empty())
        YIGONG_TRY(noteMatched(tx, at));
    YIGONG_LET(restored, tx.local(hubRestoredKey)); // what it lost is in no digest
    return same && ValueOf<qint64>::from(restored) == 0;
}

} // namespace

SyncSession::SyncSession(Database &db, std::function<QByteArray(const QByteArray &)> sign, SyncPost post)
    : m_db(db), m_sign(std::move(sign)), m_post(std::move(post))
{}

Result<qint64> actsTaken(const Snapshot &snapshot)
{
    YIGONG_LET(taken, snapshot.local(takenKey));
    return ValueOf<qint64>::from(taken);
}

Result<Id> hubEpoch(const Snapshot &snapshot)
{
    YIGONG_LET(epoch, snapshot.local(epochKey));
    return ValueOf<Id>::from(epoch);
}

Result<std::map<Id, qint64>> streamCursors(const Snapshot &snapshot)
{
    std::map<Id, qint64> cursors;
    YIGONG_TRY(snapshot.each("SELECT stream, position FROM stream_cursor", {},
                             [&](const Columns &c) { cursors[c.id(0)] = c.integer(1); }));
    return cursors;
}

Result<SyncRequest> standingRequest(const Snapshot &s, qint64 after)
{
    SyncRequest request;
    YIGONG_LET(epoch, hubEpoch(s));
    request.epoch = epoch;
    request.deviceNow = s.now();
    YIGONG_LET(last, s.number("SELECT ifnull(max(number), 0) FROM act"));
    request.lastNumber = last;
    request.firstNumber = after + 1;
    request.previousHash = chainStart();
    YIGONG_TRY(s.each("SELECT hash FROM act WHERE number = ?", {after},
                      [&](const Columns &c) { request.previousHash = c.bytes(0); }));
    YIGONG_LET(cursors, streamCursors(s));
    request.cursors = std::move(cursors);
    return request;
}

Result<SyncPosition> syncPosition(const Snapshot &s, qint64 after, qsizetype bytes)
{
    SyncPosition at;
    YIGONG_LET(standing, standingRequest(s, after));
    at.request = std::move(standing);
    SyncRequest &request = at.request;
    YIGONG_TRY(s.eachUntil(
        "SELECT number, body, operations FROM act WHERE number > ? ORDER BY number", {after}, [&](const Columns &c) {
            // At least one, however large: an act is never split.
            if (!request.acts.empty() && (at.bytes + c.bytes(1).size() > bytes || request.acts.size() >= batchActs)) {
                at.lastBatch = false;
                return false;
            }
            request.acts.push_back(c.bytes(1));
            at.bytes += request.acts.back().size();
            at.operationsByAct.push_back(c.integer(2));
            return true;
        }));
    return at;
}

/// In the short form where that is worth it, and in the long one where the hub does not understand that.
Result<SyncReply> SyncSession::send(const SyncPosition &at, qint64 &sentBytes)
{
    constexpr int patience = 2;
    const QByteArray packed = encode(at.request);
    const auto post = [&](const QByteArray &message) {
        sentBytes = message.size();
        return m_post(message);
    };
    if (at.bytes < largestShort / 2 && m_line->shortFormsRefused < patience) {
        const KnownToBoth known{at.request.epoch, m_db.site(), at.request.previousHash};
        if (const auto message = sealShort(m_db.device(), at.request, packed, known, m_sign)) {
            auto reply = post(*message);
            if (!reply || reply->status != 400) {
                m_line->shortFormsRefused = 0;
                return reply;
            }
            ++m_line->shortFormsRefused;
        }
    }
    return post(seal(m_db.device(), packed, m_sign));
}

Result<SyncAnswer> SyncSession::exchange(const SyncPosition &at)
{
    const Instant before = m_db.clock().now();
    qint64 sentBytes = 0;
    const auto reply = send(at, sentBytes);
    if (!reply) {
        if (reply.error().kind == ErrorKind::HubUnreachable || reply.error().kind == ErrorKind::HubTooSlow)
            m_line->broke();
        return fail(reply.error());
    }
    if (reply->status != 200) {
        const Error error = errorOfRefusal(*reply);
        if (error.kind == ErrorKind::BrokenChain)
            return fail(error.kind, error.field, {QString::number(at.request.lastNumber), error.args.value(0)});
        return fail(error);
    }
    const qint64 took = timeOnLine(m_db.clock().now().ms - before.ms, reply->atHubMs);
    auto answer = decodeAnswer(reply->body);
    if (!answer)
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    // Of one message the larger half says how the line is.
    if (sentBytes > reply->body.size())
        m_line->acts.took(at.bytes, took);
    else
        m_line->rows.took(static_cast<qint64>(answer->rows.size()), took);
    return answer;
}

Result<AppliedAnswer> applyAnswer(Transaction &tx, const SyncAnswer &answer, const AnswerUse &use)
{
    YIGONG_LET(known, hubEpoch(tx));
    YIGONG_LET(takenBefore, actsTaken(tx));
    if (known != answer.epoch) {
        YIGONG_TRY(tx.setLocal(epochKey, answer.epoch.bytes()));
        if (!known.isNone())
            YIGONG_TRY(tx.setLocal(hubRestoredKey, qint64{1}));
        // Positions of the streams as they were before the hub was restored: at or behind them stand other rows
        // now.
        YIGONG_TRY(forgetStreams(tx));
    }
    const bool keepsHigher = use.neverLowers && known == answer.epoch;
    YIGONG_TRY(tx.setLocal(takenKey, keepsHigher ? std::max(takenBefore, answer.taken) : answer.taken));
    if (planted(PlantedBug::EditDuringSyncLost))
        YIGONG_TRY(
            tx.run("UPDATE local SET value = (SELECT ifnull(max(number), 0) FROM act) WHERE key = ?", {takenKey}));
    YIGONG_TRY(tx.setLocal(backedUpKey, answer.backedUp));
    YIGONG_TRY(tx.setLocal(hubNowKey, static_cast<qint64>(answer.hubNow.ms)));
    if (!planted(PlantedBug::HeldListKept))
        YIGONG_TRY(tx.run("DELETE FROM held_back", {}));
    for (const HeldAct &held : answer.held)
        YIGONG_TRY(tx.run("INSERT OR REPLACE INTO held_back (number, reason, detail, since) VALUES (?, ?, ?, ?)",
                          {held.number, held.reason, held.detail, static_cast<qint64>(held.since.ms)}));
    for (const auto &[site, at] : answer.contacts)
        YIGONG_TRY(tx.setLocal(QStringLiteral("contact/") + site.text(), static_cast<qint64>(at.ms)));
    if (!use.pulled)
        return AppliedAnswer{};
    YIGONG_LET(applied, applyPull(tx, answer, use.before));
    if (!applied.missesOwnRows)
        for (const auto &[stream, position] : answer.cursors)
            YIGONG_TRY(tx.run("INSERT OR REPLACE INTO stream_cursor (stream, position) VALUES (?, ?)",
                              {stream.bytes(), position}));
    bool same = true;
    if (!answer.more && !applied.missesOwnRows) {
        YIGONG_LET(matches, noteComplete(tx, answer, use.at.isNone() ? tx.now() : use.at));
        same = matches;
    }
    return AppliedAnswer{applied.changed, applied.missesOwnRows, !same};
}

namespace {

/// Whether somebody saved something here within the last minute: by the clock as it is, which may have been put back.
Result<bool> isWorkedWith(const Snapshot &s)
{
    constexpr qint64 minute = 60'000;
    YIGONG_LET(last, s.number("SELECT ifnull(max(time), 0) FROM (SELECT time FROM act ORDER BY number DESC LIMIT 1)"));
    return std::abs(s.now().ms - HybridTime{last}.instant().ms) < minute;
}

} // namespace

/// While somebody is at work here, all but the last rows are applied a few at a time: a save waits for the commit that
/// is under way, and of a page of thousands that took as long as a hundred saves.
Result<AppliedPull> SyncSession::applyAhead(SyncAnswer &answer)
{
    AppliedPull applied;
    if (answer.rows.size() <= m_rowsBesideWork)
        return applied;
    YIGONG_LET(epoch, m_db.read([](const Snapshot &s) { return hubEpoch(s); }));
    YIGONG_LET(worked, m_db.read([](const Snapshot &s) { return isWorkedWith(s); }));
    if (!worked || epoch != answer.epoch)
        return applied;
    std::span<const PulledRow> rows(answer.rows);
    for (; rows.size() > m_rowsBesideWork; rows = rows.subspan(m_rowsBesideWork)) {
        YIGONG_LET(some,
                   m_db.apply([&](Transaction &tx) { return applyRows(tx, rows.first(m_rowsBesideWork), applied); }));
        applied = some;
    }
    answer.rows.erase(answer.rows.begin(), answer.rows.end() - static_cast<std::ptrdiff_t>(rows.size()));
    return applied;
}

Result<qint64> SyncSession::apply(SyncAnswer answer, bool pulled)
{
    YIGONG_LET(ahead, pulled ? applyAhead(answer) : Result<AppliedPull>{});
    YIGONG_LET(applied, m_db.apply([&](Transaction &tx) {
        return applyAnswer(tx, answer, {pulled, false, {}, ahead});
    }));
    m_missesOwnRows = m_missesOwnRows || applied.missesOwnRows;
    m_differs = applied.differs;
    return applied.changed;
}

/// A program that knows more than the one before it asks once more for all rows of its streams: of some the older one
/// kept fields aside, and others it could not keep at all.
Result<void> SyncSession::noticeNewerProgram()
{
    YIGONG_LET(passedOver, m_db.read([](const Snapshot &s) { return s.local(notUnderstoodKey()); }));
    const auto by = ValueOf<QByteArray>::from(passedOver);
    if (by.isEmpty() || by == digestOf(m_db.types()) || planted(PlantedBug::UpgradeUnnoticed))
        return {};
    m_missesOwnRows = true;
    return m_db.apply([](Transaction &tx) -> Result<void> {
        YIGONG_TRY(rewindStreams(tx));
        return tx.setLocal(notUnderstoodKey(), Value{});
    });
}

/// The digests differ, or the hub was restored: which rows? Answers whether there is more to hear of it.
Result<bool> SyncSession::compare()
{
    HubComparison comparison(m_db, m_sign, m_post);
    YIGONG_LET(found, comparison.run(CompareBy::KeptHashes));
    YIGONG_LET(restored, m_db.read([](const Snapshot &s) { return s.local(hubRestoredKey); }));
    const bool isRestored = ValueOf<qint64>::from(restored) != 0;
    YIGONG_LET(levelled, isRestored ? comparison.levelWithRestored(found) : Result<qint64>(0));
    YIGONG_TRY(m_db.apply([&found = found](Transaction &tx) -> Result<void> {
        if (found.differences.empty()) { // then a sum was wrong, not what it is the sum of
            YIGONG_TRY(sumStreams(tx));
            YIGONG_TRY(tx.setLocal(hubRestoredKey, Value{}));
        }
        return noteComparison(tx, found);
    }));
    return levelled > 0;
}

Result<SyncOutcome> SyncSession::run(const std::function<void(const SyncProgress &)> &progress)
{
    SyncOutcome outcome;
    SyncProgress shown;
    bool resentGap = false;
    YIGONG_TRY(noticeNewerProgram());
    for (;;) {
        YIGONG_LET(at, m_db.read([this](const Snapshot &s) -> Result<SyncPosition> {
            YIGONG_LET(taken, actsTaken(s));
            return syncPosition(s, taken, m_line->acts.size());
        }));
        at.request.mostRows = m_line->rows.size();
        at.request.pull = !at.lastBatch ? Pull::Nothing : m_missesOwnRows ? Pull::WholeRows : Pull::Rows;
        shown.actsToSend = at.request.lastNumber - at.request.firstNumber + 1 + shown.actsSent;
        auto answer = exchange(at);
        if (!answer && answer.error().kind == ErrorKind::HubRefused && answer.error().field == QStringLiteral("gap") &&
            !resentGap && !planted(PlantedBug::GapNotResent) && !planted(PlantedBug::EditDuringSyncLost)) {
            // A restored hub lacks acts that it once took: send them again from where it stands.
            resentGap = true;
            const qint64 next = answer.error().args.value(0).toLongLong();
            YIGONG_TRY(m_db.apply([&](Transaction &tx) { return tx.setLocal(takenKey, next - 1); }));
            continue;
        }
        if (!answer)
            return fail(answer.error());
        const bool missedBefore = m_missesOwnRows;
        const std::size_t rowsReceived = answer->rows.size();
        const qint64 takenNow = answer->taken;
        const bool more = answer->more;
        YIGONG_LET(changed, apply(std::move(*answer), at.request.pull != Pull::Nothing));
        const qint64 takenHere = takenNow - at.request.firstNumber + 1;
        for (qint64 i = 0; i < takenHere && i < static_cast<qint64>(at.operationsByAct.size()); ++i)
            outcome.pushed += at.operationsByAct[static_cast<std::size_t>(i)];
        outcome.pulled += changed;
        shown.actsSent += static_cast<qint64>(at.request.acts.size());
        shown.rowsReceived += static_cast<qint64>(rowsReceived);
        if (progress)
            progress(shown);
        // A restored hub that was sent nothing says by `taken` what it lacks; it is sent as the next message.
        const bool restored = at.request.acts.empty() && takenNow < at.request.lastNumber;
        const bool askAgain = (m_missesOwnRows && !missedBefore) || restored;
        if (at.lastBatch && !more && !askAgain)
            break;
    }
    YIGONG_LET(levelled, m_differs ? compare() : Result<bool>(false));
    if (levelled && !m_levelled) { // and what the hub makes of it
        m_levelled = true;
        YIGONG_LET(again, run(progress));
        outcome.pulled += again.pulled;
    }
    YIGONG_LET(standing, m_db.read([](const Snapshot &s) { return syncStanding(s); }));
    outcome.conflicts = standing.openConflicts;
    outcome.heldBack = static_cast<qint64>(standing.held.size());
    return outcome;
}

Result<ComparisonFound> compareEveryRow(Database &db, const SignBytes &sign, const SyncPost &post)
{
    ComparisonFound found;
    for (int tries = 0; tries < 3; ++tries) {
        YIGONG_TRY(SyncSession(db, sign, post).run());
        YIGONG_LET(compared, HubComparison(db, sign, post).run(CompareBy::Rows));
        found = std::move(compared);
        if (found.differences.empty())
            break;
    }
    YIGONG_TRY(db.apply([&found](Transaction &tx) { return noteComparison(tx, found); }));
    return found;
}

Result<SyncStanding> syncStanding(const Snapshot &s)
{
    SyncStanding standing;
    YIGONG_LET(taken, s.local(takenKey));
    YIGONG_TRY(s.each("SELECT count(*), min(time) FROM act WHERE number > ?", {ValueOf<qint64>::from(taken)},
                      [&](const Columns &c) {
                          standing.actsWaiting = c.integer(0);
                          if (!c.isNull(1))
                              standing.oldestWaiting = HybridTime{c.integer(1)}.instant();
                      }));
    YIGONG_LET(backedUp, s.local(backedUpKey));
    YIGONG_LET(notBackedUp, s.number("SELECT count(*) FROM act WHERE number > ?", {ValueOf<qint64>::from(backedUp)}));
    standing.actsNotBackedUp = notBackedUp;
    YIGONG_TRY(s.each("SELECT number, reason, detail, since FROM held_back ORDER BY number", {}, [&](const Columns &c) {
        standing.held.push_back({c.integer(0), c.text(1), c.text(2), c.instant(3)});
    }));
    YIGONG_LET(last, s.local(lastExchangeKey));
    standing.lastExchange = {ValueOf<qint64>::from(last)};
    YIGONG_LET(matched, lastMatched(s));
    standing.lastMatched = matched;
    YIGONG_LET(differences, knownDifferences(s));
    standing.differences = std::move(differences);
    YIGONG_LET(open, openConflictCount(s));
    standing.openConflicts = open;
    return standing;
}

} // namespace yigong
