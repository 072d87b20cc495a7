// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/log_exchange.h"
#include "core/security/keys.h"
#include "core/sync/refusal.h"

#include <QtEndian>

namespace yigong {

namespace {

constexpr int batchEntries = 2000;
constexpr qint64 checkedEntries = 1000; // of those sent before: at each exchange

const QString logTakenKey = QStringLiteral("log/taken");
const QString hubKeyKey = QStringLiteral("log/hub-key");

QByteArray noHash()
{
    return QByteArray(32, '\0');
}

Result<QByteArray> entryHashAt(const Snapshot &s, qint64 number)
{
    QByteArray hash = number == 0 ? noHash() : QByteArray();
    YIGONG_TRY(s.each("SELECT hash FROM audit_entry WHERE number = ?", {number},
                      [&hash](const Columns &c) { hash = c.bytes(0); }));
    return hash;
}

/// The first entry from `from` on whose link does not hold, without one before `from` being looked at.
Result<qint64> firstBroken(const Snapshot &s, qint64 from)
{
    qint64 broken = 0, expected = from;
    YIGONG_LET(previous, entryHashAt(s, from - 1));
    bool known = !previous.isEmpty();
    YIGONG_TRY(s.eachUntil(
        "SELECT number, hash, body FROM audit_entry WHERE number >= ? ORDER BY number", {from}, [&](const Columns &c) {
            const qint64 number = c.integer(0);
            if (number != expected || (known && entryHash(previous, number, c.bytes(2)) != c.bytes(1)))
                broken = expected;
            previous = c.bytes(1);
            known = true;
            expected = number + 1;
            return broken == 0;
        }));
    return broken;
}

/// The hub has other entries under these numbers (this laptop was restored, or its log was cut and written on): what it
/// has not heard is put behind what it has. The gap stays, and tells of it.
Result<void> putBehind(Transaction &tx, qint64 from, const Countersignature &heads)
{
    std::vector<std::pair<AuditEntry, QByteArray>> unheard;
    YIGONG_TRY(tx.each("SELECT body FROM audit_entry WHERE number >= ? ORDER BY number", {from}, [&](const Columns &c) {
        // What cannot be read goes along as it is.
        unheard.emplace_back(decodeEntry(c.bytes(0)).value_or(AuditEntry{}), c.bytes(0));
    }));
    YIGONG_TRY(tx.run("DELETE FROM audit_entry WHERE number >= ?", {from}));
    qint64 number = heads.entries;
    QByteArray hash = heads.entriesHash;
    for (const auto &[entry, body] : unheard) {
        hash = entryHash(hash, ++number, body);
        YIGONG_TRY(tx.run(
            "INSERT INTO audit_entry (number, at, kind, actor, patient, hash, body) VALUES (?, ?, ?, ?, ?, ?, ?)",
            {number, static_cast<qint64>(entry.at.ms), static_cast<qint64>(entry.kind), ValueOf<Id>::to(entry.actor),
             ValueOf<Id>::to(entry.patient), hash, body}));
    }
    return {};
}

} // namespace

QByteArray Countersignature::signedBytes(Id device) const
{
    QByteArray bytes = QByteArrayLiteral("yigong-heads-1") + device.bytes();
    const auto addNumber = [&bytes](qint64 number) {
        char counted[8];
        qToBigEndian(number, counted);
        bytes.append(counted, 8);
    };
    addNumber(at.ms);
    addNumber(acts);
    bytes += actsHash;
    addNumber(entries);
    return bytes + entriesHash;
}

LogSession::LogSession(Database &db, SignBytes sign, SyncPost post)
    : m_db(db), m_sign(std::move(sign)), m_post(std::move(post))
{}

Result<qint64> logTaken(const Snapshot &snapshot)
{
    YIGONG_LET(taken, snapshot.local(logTakenKey));
    return ValueOf<qint64>::from(taken);
}

Result<LogRequest> logRequestFrom(const Snapshot &s, qint64 taken)
{
    LogRequest request;
    request.deviceNow = s.now();
    request.first = taken + 1;
    YIGONG_LET(previous, entryHashAt(s, taken));
    request.previous = previous.isEmpty() ? noHash() : previous;
    request.lastHash = request.previous;
    YIGONG_TRY(s.eachUntil("SELECT hash, body FROM audit_entry WHERE number > ? ORDER BY number", {taken},
                           [&request](const Columns &c) {
                               request.lastHash = c.bytes(0);
                               request.entries.push_back(c.bytes(1));
                               return request.entries.size() < batchEntries;
                           }));
    request.actsHash = chainStart();
    YIGONG_TRY(s.each("SELECT number, hash FROM act ORDER BY number DESC LIMIT 1", {}, [&request](const Columns &c) {
        request.acts = c.integer(0);
        request.actsHash = c.bytes(1);
    }));
    YIGONG_LET(kept, s.number("SELECT count(*) FROM audit_entry WHERE number <= ?", {taken}));
    YIGONG_LET(broken, firstBroken(s, std::max<qint64>(1, taken - checkedEntries)));
    request.kept = kept;
    request.brokenAt = broken;
    return request;
}

Result<std::optional<LogRequest>> LogSession::next()
{
    return m_db.read([&](const Snapshot &s) -> Result<std::optional<LogRequest>> {
        YIGONG_LET(taken, logTaken(s));
        YIGONG_LET(request, logRequestFrom(s, taken));
        YIGONG_LET(countersigned, s.number("SELECT ifnull(max(acts), 0) FROM countersigned"));
        // A store without anything to tell still needs the hub's key, for packages by stick.
        YIGONG_LET(hubKey, knownHubKey(s));
        if (request.entries.empty() && countersigned >= request.acts && !hubKey.isEmpty())
            return std::optional<LogRequest>{};
        return std::optional{std::move(request)};
    });
}

Result<LogAnswer> LogSession::exchange(const LogRequest &request)
{
    YIGONG_LET(reply, m_post(seal(m_db.device(), encode(request), m_sign, SealedFor::Log)));
    if (reply.status != 200)
        return fail(errorOfRefusal(reply));
    return decodeLogAnswer(reply.body).or_else([](const Error &) -> Result<LogAnswer> {
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    });
}

Result<void> takeLogAnswer(Transaction &tx, Id device, const LogAnswer &answer)
{
    const Countersignature &heads = answer.heads;
    if (!verify(answer.hubKey, heads.signedBytes(device), heads.signature))
        return fail(ErrorKind::BadSignature, QStringLiteral("heads"));
    YIGONG_TRY(keepHubKey(tx, answer.hubKey));
    if (answer.renumber) {
        YIGONG_LET(taken, logTaken(tx));
        YIGONG_TRY(putBehind(tx, taken + 1, heads));
    }
    YIGONG_TRY(tx.setLocal(logTakenKey, answer.taken));
    // The latest that says what is new: between two exchanges nothing is proven by a third.
    YIGONG_TRY(tx.run("INSERT OR REPLACE INTO countersigned (at, acts, acts_hash, entries, entries_hash, signature) "
                      "VALUES (?, ?, ?, ?, ?, ?)",
                      {static_cast<qint64>(heads.at.ms), heads.acts, heads.actsHash, heads.entries, heads.entriesHash,
                       heads.signature}));
    return {};
}

Result<QByteArray> knownHubKey(const Snapshot &snapshot)
{
    YIGONG_LET(known, snapshot.local(hubKeyKey));
    return ValueOf<QByteArray>::from(known);
}

Result<void> keepHubKey(Transaction &tx, const QByteArray &hubKey)
{
    YIGONG_LET(known, knownHubKey(tx));
    if (!known.isEmpty() && known != hubKey)
        return fail(ErrorKind::BadSignature, QStringLiteral("heads"));
    return tx.setLocal(hubKeyKey, hubKey);
}

Result<qint64> LogSession::run()
{
    YIGONG_TRY(m_db.flushNotes());
    qint64 sent = 0, taken = -1;
    bool renumbered = false;
    for (;;) {
        YIGONG_LET(request, next());
        if (!request)
            return sent;
        YIGONG_LET(answer, exchange(*request));
        YIGONG_TRY(m_db.apply([&](Transaction &tx) { return takeLogAnswer(tx, m_db.device(), answer); }));
        if (!answer.renumber)
            sent += static_cast<qint64>(request->entries.size());
        // Whoever answers without taking anything is not asked for ever.
        if ((answer.taken == taken && !answer.renumber) || (answer.renumber && renumbered))
            return sent;
        taken = answer.taken;
        renumbered = renumbered || answer.renumber;
    }
}

Result<void> checkAuditLog(const Snapshot &snapshot, const ReportFinding &report)
{
    const auto found = [&report](const char *what, const char *table, qint64 number) {
        report({Severity::Failure,
                QStringLiteral("log"),
                QString::fromLatin1(table),
                {},
                QString::fromLatin1(what) + u' ' + QString::number(number)});
    };
    qint64 expected = 1;
    QByteArray previous = noHash();
    YIGONG_TRY(snapshot.each("SELECT number, hash, body FROM audit_entry ORDER BY number", {}, [&](const Columns &c) {
        const qint64 number = c.integer(0);
        if (number != expected)
            found("missing", "audit_entry", expected);
        else if (entryHash(previous, number, c.bytes(2)) != c.bytes(1))
            found("changed", "audit_entry", number);
        previous = c.bytes(1);
        expected = number + 1;
    }));
    YIGONG_LET(promised, snapshot.number("SELECT ifnull(max(entries), 0) FROM countersigned"));
    if (promised >= expected)
        found("missing", "audit_entry", expected);
    YIGONG_TRY(snapshot.each("SELECT s.entries FROM countersigned s JOIN audit_entry e ON e.number = s.entries WHERE "
                             "e.hash <> s.entries_hash",
                             {}, [&found](const Columns &c) { found("countersigned", "audit_entry", c.integer(0)); }));
    return snapshot.each("SELECT s.acts FROM countersigned s JOIN act a ON a.number = s.acts WHERE a.hash <> "
                         "s.acts_hash",
                         {}, [&found](const Columns &c) { found("countersigned", "act", c.integer(0)); });
}

} // namespace yigong
