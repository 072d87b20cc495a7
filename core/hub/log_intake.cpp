// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/log_intake.h"

namespace yigong {

namespace {

/// What the hub remembers of a device's second log.
struct Known
{
    qint64 taken = 0;
    QByteArray head = QByteArray(32, '\0');
    QByteArray deviceHead = QByteArray(32, '\0'); ///< the same as the device has it, since its log broke
    qint64 missing = 0;
    qint64 brokenAt = 0;
};

Result<Known> knownOf(const Snapshot &snapshot, Id device)
{
    Known known;
    YIGONG_TRY(snapshot.each("SELECT audit_taken, audit_head, audit_device_head, audit_missing, audit_broken_at FROM "
                             "hub_device WHERE id = ?",
                             {device.bytes()}, [&known](const Columns &c) {
                                 known.taken = c.integer(0);
                                 if (!c.isNull(1))
                                     known.head = c.bytes(1);
                                 known.deviceHead = c.isNull(2) ? known.head : c.bytes(2);
                                 known.missing = c.integer(3);
                                 known.brokenAt = c.integer(4);
                             }));
    return known;
}

class LogIntake
{
public:
    LogIntake(Transaction &tx, Id device, Known known) : m_tx(tx), m_device(device), m_known(std::move(known)) {}

    Result<LogTaken> take(const LogRequest &request)
    {
        YIGONG_TRY(compare(request));
        // A restored hub has fewer than the device sent: the device begins again from there.
        if (request.first > m_known.taken + 1) {
            YIGONG_TRY(save());
            return LogTaken{m_known.taken, m_known.head, false};
        }
        YIGONG_LET(others, hasOthers(request));
        if (others) {
            YIGONG_TRY(broke("rewritten", request.first));
            YIGONG_TRY(save());
            return LogTaken{m_known.taken, m_known.head, true};
        }
        YIGONG_TRY(append(request));
        YIGONG_TRY(save());
        return LogTaken{m_known.taken, m_known.head, false};
    }

private:
    /// What the device says of the part that the hub has: said once, while it stays so.
    Result<void> compare(const LogRequest &request)
    {
        const qint64 missing = std::min(request.first - 1, m_known.taken) - request.kept;
        if (missing > m_known.missing)
            YIGONG_TRY(broke("missing", missing));
        m_known.missing = std::max(missing, qint64{0});
        if (request.brokenAt != 0 && request.brokenAt != m_known.brokenAt)
            YIGONG_TRY(broke("changed", request.brokenAt));
        m_known.brokenAt = request.brokenAt;
        return {};
    }

    /// Whether the hub has something else under the numbers that are sent.
    Result<bool> hasOthers(const LogRequest &request)
    {
        bool others = false;
        for (std::size_t i = 0; i < request.entries.size(); ++i) {
            const qint64 number = request.first + static_cast<qint64>(i);
            if (number > m_known.taken)
                break;
            YIGONG_TRY(m_tx.each("SELECT body FROM hub_audit WHERE device = ? AND number = ?",
                                 {m_device.bytes(), number},
                                 [&](const Columns &c) { others = others || c.bytes(0) != request.entries[i]; }));
        }
        return others;
    }

    Result<void> append(const LogRequest &request)
    {
        const bool follows = request.first == m_known.taken + 1;
        if (follows && request.previous != m_known.head && request.previous != m_known.deviceHead)
            YIGONG_TRY(broke("changed", m_known.taken));
        QByteArray deviceHash = request.previous;
        for (std::size_t i = 0; i < request.entries.size(); ++i) {
            const QByteArray &body = request.entries[i];
            const qint64 number = request.first + static_cast<qint64>(i);
            deviceHash = entryHash(deviceHash, number, body);
            if (number <= m_known.taken)
                continue;
            m_known.head = entryHash(m_known.head, number, body);
            m_known.taken = number;
            YIGONG_TRY(keep(number, body));
        }
        if (deviceHash != request.lastHash && !request.entries.empty())
            YIGONG_TRY(broke("changed", m_known.taken));
        m_known.deviceHead = request.lastHash;
        return {};
    }

    Result<void> keep(qint64 number, const QByteArray &body)
    {
        // What cannot be read is kept as it came: the auditor sees that there is something.
        const AuditEntry entry = decodeEntry(body).value_or(AuditEntry{});
        YIGONG_TRY(
            m_tx.run("INSERT INTO hub_audit (device, number, at, kind, actor, patient, hash, body) VALUES (?, ?, "
                     "?, ?, ?, ?, ?, ?)",
                     {m_device.bytes(), number, static_cast<qint64>(entry.at.ms), static_cast<qint64>(entry.kind),
                      ValueOf<Id>::to(entry.actor), ValueOf<Id>::to(entry.patient), m_known.head, body}));
        return {};
    }

    Result<void> broke(const char *what, qint64 number)
    {
        YIGONG_TRY(m_tx.run("INSERT INTO hub_audit_break (device, at, what, number) VALUES (?, ?, ?, ?)",
                            {m_device.bytes(), static_cast<qint64>(m_tx.now().ms), QString::fromLatin1(what), number}));
        return {};
    }

    Result<void> save()
    {
        YIGONG_TRY(m_tx.run(
            "UPDATE hub_device SET audit_taken = ?, audit_head = ?, audit_device_head = ?, "
            "audit_missing = ?, audit_broken_at = ? WHERE id = ?",
            {m_known.taken, m_known.head, m_known.deviceHead, m_known.missing, m_known.brokenAt, m_device.bytes()}));
        return {};
    }

    Transaction &m_tx;
    Id m_device;
    Known m_known;
};

} // namespace

Result<LogTaken> takenLog(const Snapshot &snapshot, Id device)
{
    YIGONG_LET(known, knownOf(snapshot, device));
    return LogTaken{known.taken, known.head, false};
}

Result<LogTaken> takeLog(Transaction &tx, const HubDevice &device, const LogRequest &request)
{
    YIGONG_LET(known, knownOf(tx, device.id));
    return LogIntake(tx, device.id, std::move(known)).take(request);
}

Result<std::vector<LogBreak>> logBreaks(const Snapshot &snapshot, int limit)
{
    std::vector<LogBreak> breaks;
    YIGONG_TRY(
        snapshot.each("SELECT device, at, what, number FROM hub_audit_break ORDER BY at DESC, rowid DESC LIMIT ?",
                      {static_cast<qint64>(limit)}, [&breaks](const Columns &c) {
                          breaks.push_back({c.id(0), c.instant(1), c.text(2), c.integer(3)});
                      }));
    return breaks;
}

} // namespace yigong
