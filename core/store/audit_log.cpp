// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/audit_log.h"
#include "core/base/spans.h"
#include "core/store/cbor.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <QtEndian>
#include <algorithm>
#include <array>
#include <sodium.h>

namespace yigong {

namespace {

constexpr qint64 entryFormat = 1;
constexpr qint64 entryItems = 13;
constexpr auto longestWait = std::chrono::seconds(1);
constexpr qint64 oneReadingMs = 10 * minuteMs;
constexpr std::size_t rememberedReadings = 64;

bool isSameReading(const AuditEntry &a, const AuditEntry &b)
{
    return a.kind == b.kind && a.actor == b.actor && a.patient == b.patient && a.subject == b.subject &&
           a.basis == b.basis && a.detail == b.detail;
}

} // namespace

QByteArray encodeEntry(const AuditEntry &entry)
{
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(entryItems);
    w.append(entryFormat);
    w.append(static_cast<qint64>(entry.at.ms));
    w.append(entry.kind);
    writeId(w, entry.actor);
    w.append(entry.role);
    writeId(w, entry.site);
    w.append(entry.basis);
    writeId(w, entry.patient);
    writeId(w, entry.subject);
    w.append(entry.count);
    w.append(QStringView(entry.detail));
    w.append(QStringView(entry.before));
    w.append(QStringView(entry.after));
    w.endArray();
    return out;
}

Result<AuditEntry> decodeEntry(const QByteArray &body)
{
    QCborStreamReader r(body);
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != entryItems || format != entryFormat)
        return fail(ErrorKind::BadFormat, QStringLiteral("cbor"), {QStringLiteral("entry")});
    AuditEntry entry;
    YIGONG_LET(at, readInteger(r));
    YIGONG_LET(kind, readInteger(r));
    YIGONG_LET(actor, readId(r));
    YIGONG_LET(role, readInteger(r));
    YIGONG_LET(site, readId(r));
    YIGONG_LET(basis, readInteger(r));
    YIGONG_LET(patient, readId(r));
    YIGONG_LET(subject, readId(r));
    YIGONG_LET(count, readInteger(r));
    YIGONG_LET(detail, readText(r));
    YIGONG_LET(before, readText(r));
    YIGONG_LET(after, readText(r));
    YIGONG_TRY(leave(r));
    return AuditEntry{{at},    static_cast<int>(kind),
                      actor,   static_cast<int>(role),
                      site,    static_cast<int>(basis),
                      patient, subject,
                      count,   detail,
                      before,  after};
}

QByteArray entryHash(const QByteArray &previous, qint64 number, const QByteArray &body)
{
    crypto_generichash_state state;
    crypto_generichash_init(&state, nullptr, 0, 32);
    const auto add = [&state](QByteArrayView bytes) {
        crypto_generichash_update(&state, reinterpret_cast<const unsigned char *>(bytes.data()),
                                  static_cast<unsigned long long>(bytes.size()));
    };
    std::array<char, 8> counted{};
    qToBigEndian(number, counted.data());
    add("yigong-log-1");
    add(previous);
    add(QByteArrayView(counted.data(), counted.size()));
    add(body);
    QByteArray hash(32, Qt::Uninitialized);
    crypto_generichash_final(&state, reinterpret_cast<unsigned char *>(hash.data()), 32);
    return hash;
}

Result<AuditHead> auditHead(Connection &connection)
{
    AuditHead head{0, QByteArray(32, '\0')};
    const auto take = [&head](const Columns &columns) {
        if (columns.integer(0) > head.number)
            head = {columns.integer(0), columns.bytes(1)};
        return false;
    };
    YIGONG_TRY(connection.each("SELECT number, hash FROM audit_entry ORDER BY number DESC LIMIT 1", {}, take));
    YIGONG_TRY(
        connection.each("SELECT entries, entries_hash FROM countersigned ORDER BY entries DESC LIMIT 1", {}, take));
    return head;
}

Result<void> writeEntries(Connection &connection, const std::vector<AuditEntry> &entries)
{
    if (entries.empty())
        return {};
    YIGONG_TRY(connection.execute("BEGIN IMMEDIATE"));
    const auto write = [&]() -> Result<void> {
        YIGONG_LET(head, auditHead(connection));
        for (const AuditEntry &entry : entries) {
            const QByteArray body = encodeEntry(entry);
            head = {head.number + 1, entryHash(head.hash, head.number + 1, body)};
            const std::array<Value, 7> values{head.number,
                                              static_cast<qint64>(entry.at.ms),
                                              static_cast<qint64>(entry.kind),
                                              entry.actor.isNone() ? Value{} : Value{entry.actor.bytes()},
                                              entry.patient.isNone() ? Value{} : Value{entry.patient.bytes()},
                                              head.hash,
                                              body};
            YIGONG_TRY(connection.run("INSERT INTO audit_entry (number, at, kind, actor, patient, hash, body) VALUES "
                                      "(?, ?, ?, ?, ?, ?, ?)",
                                      values));
        }
        return connection.execute("COMMIT");
    };
    auto done = write();
    if (!done)
        (void)connection.execute("ROLLBACK");
    return done;
}

void AuditQueue::note(AuditEntry entry)
{
    const std::lock_guard guard(m_mutex);
    add(std::move(entry));
}

void AuditQueue::noteOnce(AuditEntry entry)
{
    const std::lock_guard guard(m_mutex);
    const auto before = std::find_if(m_recent.rbegin(), m_recent.rend(),
                                     [&entry](const AuditEntry &e) { return isSameReading(e, entry); });
    // A clock that was set back notes it again.
    if (before != m_recent.rend() && entry.at.ms >= before->at.ms && entry.at.ms - before->at.ms < oneReadingMs)
        return;
    if (m_recent.size() >= rememberedReadings)
        m_recent.erase(m_recent.begin());
    m_recent.push_back(entry);
    add(std::move(entry));
}

void AuditQueue::add(AuditEntry entry)
{
    if (m_waiting.empty())
        m_due = std::chrono::steady_clock::now() + longestWait;
    m_waiting.push_back(std::move(entry));
}

std::vector<AuditEntry> AuditQueue::take()
{
    const std::lock_guard guard(m_mutex);
    return std::exchange(m_waiting, {});
}

void AuditQueue::putBack(std::vector<AuditEntry> entries)
{
    const std::lock_guard guard(m_mutex);
    entries.insert(entries.end(), std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(m_waiting.end()));
    m_waiting = std::move(entries);
    m_due = std::chrono::steady_clock::now() + longestWait;
}

std::optional<std::chrono::steady_clock::time_point> AuditQueue::due() const
{
    const std::lock_guard guard(m_mutex);
    return m_waiting.empty() ? std::nullopt : std::optional(m_due);
}

} // namespace yigong
