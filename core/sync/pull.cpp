// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/pull.h"
#include "core/sync/merge.h"

namespace yigong {

using Pending = std::map<std::pair<int, Id>, std::vector<std::pair<HybridTime, Operation>>>;

Result<Pending> pendingOperations(const Snapshot &snapshot, qint64 taken)
{
    Pending pending;
    Result<void> read;
    YIGONG_TRY(
        snapshot.each("SELECT number, body FROM act WHERE number > ?1 OR number IN (SELECT number FROM held_back) "
                      "ORDER BY number",
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

namespace {

class PullApplication
{
public:
    PullApplication(Transaction &tx, Pending pending) : m_tx(tx), m_pending(std::move(pending)) {}

    Result<void> place(const PulledRow &pulled);
    Result<void> settleAnswered();
    AppliedPull applied;

private:
    Result<void> keepStamps(const PulledRow &pulled);
    Result<Row> overlaid(const RecordType &type, Row row,
                         const std::vector<std::pair<HybridTime, Operation>> &operations) const;
    Result<void> show(const RecordType &type, const std::optional<Row> &before, const Row &after);

    Transaction &m_tx;
    Pending m_pending;
};

Result<Row> PullApplication::overlaid(const RecordType &type, Row row,
                                      const std::vector<std::pair<HybridTime, Operation>> &operations) const
{
    std::map<int, HybridTime> stamps;
    YIGONG_TRY(m_tx.each("SELECT field, time FROM field_stamp WHERE type = ? AND id = ?",
                         {static_cast<qint64>(type.number()), row.id.bytes()},
                         [&](const Columns &c) { stamps[static_cast<int>(c.integer(0))] = {c.integer(1)}; }));
    for (const auto &[time, operation] : operations) {
        const auto isLater = [&, t = time](int field) { return !stamps.contains(field) || t > stamps[field]; };
        YIGONG_LET(merged, mergeOperation(type, row, operation, isLater));
        merged.row.version = row.version;
        row = std::move(merged.row);
    }
    return row;
}

Result<void> PullApplication::show(const RecordType &type, const std::optional<Row> &before, const Row &after)
{
    if (!before || before->values != after.values || before->unknown != after.unknown)
        ++applied.changed;
    return m_tx.placeRow(type, after);
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

Result<void> PullApplication::place(const PulledRow &pulled)
{
    const RecordType *type = m_tx.types().byNumber(pulled.type);
    if (!type)
        return {}; // a record type of a newer program: it stays at the hub until this one is newer
    YIGONG_LET(here, m_tx.findRow(*type, pulled.record));
    if (pulled.body.isNull()) {
        if (!here) {
            applied.missesOwnRows = true;
            return {};
        }
        Row row = *here;
        row.version = pulled.version;
        return m_tx.placeRow(*type, row);
    }
    YIGONG_LET(row, rowFromCanonical(*type, pulled.record, pulled.body));
    row.version = pulled.version;
    YIGONG_TRY(keepStamps(pulled));
    const auto waiting = m_pending.find({pulled.type, pulled.record});
    if (waiting == m_pending.end()) {
        YIGONG_TRY(m_tx.run("DELETE FROM remote_row WHERE type = ? AND id = ?",
                            {static_cast<qint64>(pulled.type), pulled.record.bytes()}));
        return show(*type, here, row);
    }
    YIGONG_TRY(m_tx.run("INSERT OR REPLACE INTO remote_row (type, id, version, body) VALUES (?, ?, ?, ?)",
                        {static_cast<qint64>(pulled.type), pulled.record.bytes(), pulled.version, pulled.body}));
    YIGONG_LET(visible, overlaid(*type, row, waiting->second));
    return show(*type, here, visible);
}

Result<void> PullApplication::settleAnswered()
{
    std::vector<PulledRow> answered;
    YIGONG_TRY(m_tx.each("SELECT type, id, version, body FROM remote_row", {}, [&](const Columns &c) {
        PulledRow row{static_cast<int>(c.integer(0)), c.id(1), c.integer(2), c.bytes(3), {}};
        if (!m_pending.contains({row.type, row.record}))
            answered.push_back(std::move(row));
    }));
    for (const PulledRow &row : answered)
        YIGONG_TRY(place(row));
    return {};
}

} // namespace

Result<AppliedPull> applyPull(Transaction &tx, const SyncAnswer &answer)
{
    YIGONG_LET(pending, pendingOperations(tx, answer.taken));
    PullApplication application(tx, std::move(pending));
    HybridTime latest{0};
    for (const PulledRow &row : answer.rows) {
        YIGONG_TRY(application.place(row));
        for (const auto &[field, stamp] : row.stamps)
            latest = std::max(latest, stamp.time);
    }
    if (!answer.more)
        YIGONG_TRY(application.settleAnswered());
    if (latest > tx.time()) // never lag what has been seen: a later edit here must count as later
        YIGONG_TRY(tx.setLocal(QStringLiteral("hybrid_time"), latest.ticks));
    return application.applied;
}

} // namespace yigong
