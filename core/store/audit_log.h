// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/store/connection.h"

#include <QString>
#include <chrono>
#include <mutex>
#include <optional>
#include <vector>

namespace yigong {

/// One entry of the second log: what somebody read, was refused, printed, took out, or set. A write has no entry here:
/// its operation is its entry. The store keeps entries in order and chained; what `kind`, `role` and `basis` number is
/// said in core/security/audit.h. Of device and program nothing stands here: a log is one device's.
struct AuditEntry
{
    Instant at;
    int kind = 0;
    Id actor; ///< practitioner; none where nobody is signed in
    int role = 0;
    Id site; ///< where the actor works
    int basis = 0;
    Id patient;       ///< whose record; none where it is nobody's
    Id subject;       ///< the record itself, where it is another than the resident's
    qint64 count = 1; ///< rows shown, printed or taken out
    QString detail;   ///< the door, what was searched, the report's or setting's name
    QString before;   ///< of a setting
    QString after;

    bool operator==(const AuditEntry &) const = default;
};

/// CBOR: [1, at, kind, actor, role, site, basis, patient, subject, count, detail, before, after].
QByteArray encodeEntry(const AuditEntry &entry);
/// Errors: BadFormat.
Result<AuditEntry> decodeEntry(const QByteArray &body);
/// Link of the chain: BLAKE2b-256("yigong-log-1" ‖ previous ‖ number, 8 bytes big-endian ‖ body); before entry 1,
/// zeros.
QByteArray entryHash(const QByteArray &previous, qint64 number, const QByteArray &body);

/// The end of a log: how many entries it has had, and the hash of the last.
struct AuditHead
{
    qint64 number = 0;
    QByteArray hash;
};
/// Where the next entry goes on: behind the newest entry, or behind a later head that the hub has countersigned (the
/// entries up to there were taken away here: the gap stays, and tells of it).
Result<AuditHead> auditHead(Connection &connection);
/// Writes the entries in one commit of its own. Takes SQLite's lock, not the store's: a second program that reads the
/// store writes its entries too.
Result<void> writeEntries(Connection &connection, const std::vector<AuditEntry> &entries);

/// Entries that wait to be written together, at most a second. Any thread.
class AuditQueue
{
public:
    void note(AuditEntry entry);
    /// A record that stays open, or is read anew after a sync, was read once: the same person's same reading of the
    /// same record is not noted again within ten minutes.
    void noteOnce(AuditEntry entry);
    std::vector<AuditEntry> take();
    /// What could not be written: first in line again.
    void putBack(std::vector<AuditEntry> entries);
    /// When the oldest is to be written; none while nothing waits.
    [[nodiscard]] std::optional<std::chrono::steady_clock::time_point> due() const;

private:
    void add(AuditEntry entry);

    mutable std::mutex m_mutex;
    std::vector<AuditEntry> m_waiting;
    std::vector<AuditEntry> m_recent; ///< readings by which a repetition is known, the newest last
    std::chrono::steady_clock::time_point m_due;
};

} // namespace yigong
