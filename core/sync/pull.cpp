// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pull.h"
#include "core/base/planted_bug.h"
#include "core/security/keys.h"
#include "core/sites/number_block.h"
#include "core/sync/device_members.h"
#include "core/sync/merge.h"
#include "core/sync/streams.h"
#include "core/sync/sync_session.h"

#include <set>

namespace yigong {

using Pending = std::map<std::pair<int, Id>, std::vector<std::pair<HybridTime, Operation>>>;

Result<Pending> pendingOperations(const Snapshot &snapshot, qint64 taken)
{
    Pending pending;
    Result<void> read;
    YIGONG_TRY(
        snapshot.each(planted(PlantedBug::HeldOverlayDropped)
                          ? "SELECT number, body FROM act WHERE number > ?1 ORDER BY number"
                          : "SELECT number, body FROM act WHERE number > ?1 UNION ALL SELECT number, body FROM act "
                            "WHERE number IN (SELECT number FROM held_back WHERE number <= ?1) ORDER BY number",
                      {taken}, [&](const Columns &c) {
                          auto act = decodeAct(Id{}, c.integer(0), c.bytes(1));
                          if (!act) {
                              read = fail(act.error());
                              return;
                          }
                          for (Operation &operation : act->operations)
                              pending[{operation.type, operation.record}].emplace_back(act->time, std::move(operation));
                      }));
    YIGONG_TRY(read);
    return pending;
}

QByteArray digestOf(const RecordTypes &types)
{
    QByteArray known;
    for (const RecordType &type : types.all()) {
        known += QByteArray::number(type.number()) + ':';
        for (const FieldInfo &field : type.fields())
            known += QByteArray::number(field.number) + ',';
    }
    return digestOf(QByteArrayView(known));
}

QString notUnderstoodKey()
{
    return QStringLiteral("sync/not_understood");
}

namespace {

class PullApplication
{
public:
    PullApplication(Transaction &tx, Pending pending) : m_tx(tx), m_pending(std::move(pending)), m_members(tx) {}

    Result<void> take(const PulledRow &pulled);
    Result<void> remove(int type, Id record);
    Result<void> leaveStreamsBut(const std::map<Id, qint64> &scope);
    Result<void> settleAnswered();
    Result<void> finish() { return m_members.finish(); }
    AppliedPull applied;
    bool notUnderstood = false; ///< some field

private:
    Result<void> place(const PulledRow &pulled);
    Result<void> keepMembers(const PulledRow &pulled);
    Result<bool> mayLeave(const RecordType &type, const Row &row);
    Result<void> findBusy();
    Result<void> erase(const RecordType *type, int number, Id record);
    Result<void> keepStamps(const PulledRow &pulled);
    Result<void> keepRemote(const PulledRow &pulled);
    Result<Row> overlaid(const RecordType &type, Row row,
                         const std::vector<std::pair<HybridTime, Operation>> &operations) const;
    Result<void> show(const RecordType &type, const std::optional<Row> &before, const Row &after);
    /// Asks once: most pulls find these tables empty, and have thousands of rows to look up in them.
    Result<bool> isAny(std::optional<bool> &known, const char *sql) const
    {
        if (!known) {
            YIGONG_LET(found, m_tx.number(sql));
            known = found != 0;
        }
        return *known;
    }

    Transaction &m_tx;
    Pending m_pending;
    DeviceMembers m_members;
    std::optional<std::set<Id>> m_named;        ///< residents whom an unanswered operation is about
    std::set<Id> m_drafted;                     ///< residents of whom a draft lies here
    std::optional<bool> m_anyRemote, m_anyAway; ///< any rows in remote_row; in leaving or departed
};

Result<Row> PullApplication::overlaid(const RecordType &type, Row row,
                                      const std::vector<std::pair<HybridTime, Operation>> &operations) const
{
    std::map<int, FieldStamp> stamps;
    YIGONG_TRY(m_tx.each("SELECT field, time FROM field_stamp WHERE type = ? AND id = ?",
                         {static_cast<qint64>(type.number()), row.id.bytes()},
                         [&](const Columns &c) { stamps[static_cast<int>(c.integer(0))].time = {c.integer(1)}; }));
    for (const auto &[time, operation] : operations) {
        const auto isLater = [&, t = time](int field) { return t > stampOf(stamps, field).time; };
        YIGONG_LET(merged, mergeOperation(type, row, operation, isLater));
        merged.row.version = row.version;
        row = std::move(merged.row);
    }
    return row;
}

Result<void> PullApplication::show(const RecordType &type, const std::optional<Row> &before, const Row &after)
{
    const bool isNews = type.number() != NumberBlock::info.number; // no page shows them
    if (isNews && (!before || before->values != after.values || before->unknown != after.unknown))
        ++applied.changed;
    return m_tx.placeRow(type, before, after);
}

Result<void> PullApplication::keepStamps(const PulledRow &pulled)
{
    for (const auto &[field, stamp] : pulled.stamps)
        YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO field_stamp (type, id, field, time, site, device, practitioner) "
                            "VALUES (?, ?, ?, ?, ?, ?, ?)",
                            {static_cast<qint64>(pulled.type), pulled.record.bytes(), static_cast<qint64>(field),
                             stamp.time.ticks, ValueOf<Id>::to(stamp.site), ValueOf<Id>::to(stamp.device),
                             ValueOf<Id>::to(stamp.practitioner)}));
    return {};
}

Result<void> PullApplication::keepRemote(const PulledRow &pulled)
{
    m_anyRemote = true;
    YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO remote_row (type, id, version, body) VALUES (?, ?, ?, ?)",
                        {static_cast<qint64>(pulled.type), pulled.record.bytes(), pulled.version, pulled.body}));
    return {};
}

Result<void> PullApplication::take(const PulledRow &pulled)
{
    YIGONG_TRY(place(pulled));
    return pulled.streams.empty() ? Result<void>{} : keepMembers(pulled);
}

Result<void> PullApplication::keepMembers(const PulledRow &pulled)
{
    QByteArray form = pulled.body;
    if (form.isNull()) { // as this device sent it, where it has it
        const RecordType *type = m_tx.types().byNumber(pulled.type);
        if (!type)
            return {};
        YIGONG_LET(here, m_tx.findRow(*type, pulled.record));
        if (!here)
            return {};
        form = canonicalForm(*type, *here);
    }
    YIGONG_LET(anyAway, isAny(m_anyAway, "SELECT EXISTS (SELECT 1 FROM leaving) OR EXISTS (SELECT 1 FROM departed)"));
    if (anyAway)
        for (const char *table : {"leaving", "departed"})
            YIGONG_TRY(m_tx.run(std::string("DELETE FROM ") + table + " WHERE type = ? AND record = ?",
                                {static_cast<qint64>(pulled.type), pulled.record.bytes()}));
    return m_members.keep(pulled.type, pulled.record, pulled.streams,
                          recordHash(pulled.type, pulled.record, pulled.version, form));
}

/// Whom this device is not done with: operations that the hub has not answered name them, or a draft does.
Result<void> PullApplication::findBusy()
{
    m_named.emplace();
    for (const auto &[key, operations] : m_pending) {
        const RecordType *type = m_tx.types().byNumber(key.first);
        for (const auto &[time, operation] : operations)
            for (const FieldChange &change : operation.changes)
                if (const int at = type ? type->indexOf(change.number) : -1;
                    at >= 0 && type->fields()[static_cast<std::size_t>(at)].role == Role::Subject)
                    m_named->insert(ValueOf<Id>::from(change.after));
    }
    return m_tx.each("SELECT patient FROM draft WHERE patient IS NOT NULL", {},
                     [this](const Columns &c) { m_drafted.insert(c.id(0)); });
}

Result<bool> PullApplication::mayLeave(const RecordType &type, const Row &row)
{
    if (planted(PlantedBug::RemovalTooSoon))
        return true;
    if (!m_named)
        YIGONG_TRY(findBusy());
    return !m_pending.contains({type.number(), row.id}) && !m_named->contains(row.id) &&
           !m_drafted.contains(subjectOf(type, row));
}

Result<void> PullApplication::erase(const RecordType *type, int number, Id record)
{
    const Value typeNumber = static_cast<qint64>(number);
    YIGONG_TRY(m_tx.run("DELETE FROM remote_row WHERE type = ? AND id = ?", {typeNumber, record.bytes()}));
    YIGONG_TRY(m_tx.run("DELETE FROM field_stamp WHERE type = ? AND id = ?", {typeNumber, record.bytes()}));
    YIGONG_TRY(m_tx.run("DELETE FROM leaving WHERE type = ? AND record = ?", {typeNumber, record.bytes()}));
    if (!type)
        return {};
    YIGONG_LET(gone, m_tx.eraseRow(*type, record));
    if (!gone)
        return {};
    ++applied.removed;
    m_anyAway = true;
    YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO departed (type, record, at) VALUES (?, ?, ?)",
                        {typeNumber, record.bytes(), static_cast<qint64>(m_tx.now().ms)}));
    return {};
}

Result<void> PullApplication::remove(int number, Id record)
{
    YIGONG_TRY(m_members.keep(number, record, {}, {}));
    const RecordType *type = m_tx.types().byNumber(number);
    if (type) {
        YIGONG_LET(row, m_tx.findRow(*type, record));
        if (row) {
            YIGONG_LET(may, mayLeave(*type, *row));
            if (!may) {
                m_anyAway = true;
                YIGONG_TRY(m_tx.run("INSERT OR IGNORE INTO leaving (type, record) VALUES (?, ?)",
                                    {static_cast<qint64>(number), record.bytes()}));
                return {};
            }
        }
    }
    return erase(type, number, record);
}

Result<void> PullApplication::leaveStreamsBut(const std::map<Id, qint64> &scope)
{
    std::vector<Id> left;
    YIGONG_TRY(m_tx.each("SELECT stream FROM stream_cursor", {}, [&](const Columns &c) {
        if (!scope.contains(c.id(0)))
            left.push_back(c.id(0));
    }));
    for (const Id &stream : left) {
        YIGONG_LET(records, m_members.forgetStream(stream));
        for (const auto &[type, record] : records)
            YIGONG_TRY(remove(type, record));
    }
    return {};
}

Result<void> PullApplication::place(const PulledRow &pulled)
{
    const RecordType *type = m_tx.types().byNumber(pulled.type);
    if (!type && planted(PlantedBug::UnknownTypeBlocks))
        return fail(ErrorKind::NeedsNewerProgram);
    if (!type) // of a newer program: it is kept as it came until this one is newer
        return pulled.body.isNull() ? Result<void>{} : keepRemote(pulled);
    YIGONG_LET(here, m_tx.findRow(*type, pulled.record));
    if (pulled.body.isNull()) {
        if (!here) {
            applied.missesOwnRows = true;
            return {};
        }
        Row row = *here;
        row.version = pulled.version;
        return m_tx.placeRow(*type, here, row);
    }
    YIGONG_LET(row, rowFromCanonical(*type, pulled.record, pulled.body));
    row.version = planted(PlantedBug::VersionKept) && here ? here->version : pulled.version;
    notUnderstood = notUnderstood || !row.unknown.isEmpty();
    if (planted(PlantedBug::LostUnknownFields))
        row.unknown.clear();
    YIGONG_TRY(keepStamps(pulled));
    const auto waiting =
        planted(PlantedBug::OverlayDropped) ? m_pending.end() : m_pending.find({pulled.type, pulled.record});
    if (waiting == m_pending.end()) {
        YIGONG_LET(anyRemote, isAny(m_anyRemote, "SELECT EXISTS (SELECT 1 FROM remote_row)"));
        if (anyRemote)
            YIGONG_TRY(m_tx.run("DELETE FROM remote_row WHERE type = ? AND id = ?",
                                {static_cast<qint64>(pulled.type), pulled.record.bytes()}));
        return show(*type, here, row);
    }
    YIGONG_TRY(keepRemote(pulled));
    YIGONG_LET(visible, overlaid(*type, row, waiting->second));
    return show(*type, here, visible);
}

Result<void> PullApplication::settleAnswered()
{
    if (planted(PlantedBug::AnsweredNotSettled))
        return {};
    std::vector<PulledRow> answered;
    YIGONG_TRY(m_tx.each("SELECT type, id, version, body FROM remote_row", {}, [&](const Columns &c) {
        PulledRow row{static_cast<int>(c.integer(0)), c.id(1), c.integer(2), c.bytes(3), {}, {}};
        if (!m_pending.contains({row.type, row.record}))
            answered.push_back(std::move(row));
    }));
    for (const PulledRow &row : answered)
        YIGONG_TRY(place(row));
    std::vector<std::pair<int, Id>> leaving;
    YIGONG_TRY(m_tx.each("SELECT type, record FROM leaving", {}, [&leaving](const Columns &c) {
        leaving.emplace_back(static_cast<int>(c.integer(0)), c.id(1));
    }));
    for (const auto &[type, record] : leaving)
        YIGONG_TRY(remove(type, record));
    return {};
}

} // namespace

namespace {

Result<void> takeRows(Transaction &tx, PullApplication &application, std::span<const PulledRow> rows)
{
    HybridTime latest{0};
    for (const PulledRow &row : rows) {
        YIGONG_TRY(application.take(row));
        for (const auto &[field, stamp] : row.stamps)
            latest = std::max(latest, stamp.time);
    }
    if (latest > tx.time()) // never lag what has been seen: a later edit here must count as later
        YIGONG_TRY(tx.setLocal(QStringLiteral("hybrid_time"), latest.ticks));
    return {};
}

Result<AppliedPull> finished(Transaction &tx, PullApplication &application)
{
    YIGONG_TRY(application.finish());
    if (application.notUnderstood)
        YIGONG_TRY(tx.setLocal(notUnderstoodKey(), digestOf(tx.types())));
    return application.applied;
}

} // namespace

Result<AppliedPull> applyRows(Transaction &tx, std::span<const PulledRow> rows, AppliedPull before)
{
    tx.deriveAtCommit();
    YIGONG_LET(taken, actsTaken(tx));
    YIGONG_LET(pending, pendingOperations(tx, taken));
    PullApplication application(tx, std::move(pending));
    application.applied = before;
    YIGONG_TRY(takeRows(tx, application, rows));
    return finished(tx, application);
}

Result<AppliedPull> applyPull(Transaction &tx, const SyncAnswer &answer, AppliedPull before)
{
    tx.deriveAtCommit();
    YIGONG_LET(pending, pendingOperations(tx, answer.taken));
    PullApplication application(tx, std::move(pending));
    application.applied = before;
    std::span<const PulledRow> rows(answer.rows);
    if (planted(PlantedBug::LastRowSkipped) && rows.size() > 2)
        rows = rows.first(rows.size() - 1);
    YIGONG_TRY(takeRows(tx, application, rows));
    for (const RecordName &row : answer.removed)
        if (!planted(PlantedBug::RemovalIgnored))
            YIGONG_TRY(application.remove(row.type, row.record));
    if (answer.protocol > 1 && !planted(PlantedBug::LostStreamKept))
        YIGONG_TRY(application.leaveStreamsBut(answer.cursors));
    if (!answer.more)
        YIGONG_TRY(application.settleAnswered());
    return finished(tx, application);
}

} // namespace yigong
