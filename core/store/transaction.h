// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/change_log.h"
#include "core/store/snapshot.h"

#include <map>

namespace yigong {

/// Who acts, and where. `role` is security's; the store only records practitioner and site.
struct Actor
{
    Id practitioner;
    Id site;
    int role = 0;
};

/// The operation that a transaction will become: its device and number. Ledger entries carry it (see StockMovement).
struct Origin
{
    Id device;
    qint64 number = 0;
};

/// The only way to write. Rows and their operations are written in one commit; nothing is, if the caller's function
/// answers an error. Made by `Database::write`; lives on the writer's thread.
class Transaction : public Snapshot
{
public:
    /// Writes a new record. A record without id gets one. Errors: AlreadyExists{table}.
    template <Record T> Result<Id> insert(T record);
    /// An event or ledger entry: a new record of an insert-only type.
    template <Record T> Result<Id> append(T event);
    /// Writes the fields in which `after` differs from `before` (what the person saw). Answers whether anything
    /// differed. A field that has meanwhile become something else than either is not written over:
    /// ChangedMeanwhile{field; now}.
    template <Record T> Result<bool> update(const T &before, const T &after);

    Result<void> insertRow(const RecordType &type, Row row);
    Result<bool> updateRow(const RecordType &type, const Row &before, const Row &after);

    /// Runs a statement on tables that are not synced (derived or local). Guarded tables refuse it.
    Result<int> run(std::string_view sql, std::initializer_list<Value> parameters);
    Result<void> setLocal(const QString &key, const Value &value);

    [[nodiscard]] Id newId();
    [[nodiscard]] const Actor &actor() const { return m_actor; }
    [[nodiscard]] Origin origin() const { return m_origin; }
    [[nodiscard]] HybridTime time() const { return m_time; }
    [[nodiscard]] QDate today() const { return civilDay(now()); }

    /// What sync alone may do: writes the row as it is, version included, without an operation. Replaces or inserts.
    Result<void> placeRow(const RecordType &type, const Row &row);
    /// For who has just read what stands there.
    Result<void> placeRow(const RecordType &type, const std::optional<Row> &current, const Row &row);
    /// From here on what is derived from rows (search words) waits for the commit; of many writes of a row the last one
    /// counts. For rounds that write many rows: each statement that may have to be taken back in part, and each
    /// savepoint, has FTS5 write itself out.
    void deriveAtCommit()
    {
        if (!m_underived)
            m_underived.emplace();
    }
    /// The same, but not even at the commit: `Database::deriveAll` does it, and opening the store for writing. For a
    /// hub, where nobody searches.
    void deriveLater()
    {
        deriveAtCommit();
        m_derivesLater = true;
    }
    /// Takes the row out of this store, without an operation: sync's own, for a removal by scope. Whether it was here.
    Result<bool> eraseRow(const RecordType &type, Id id);
    /// Runs a statement on any table, guard or not, and derives nothing.
    Result<int> runUnguarded(std::string_view sql, std::initializer_list<Value> parameters);

private:
    friend class Database;
    struct Begin
    {
        Actor actor;
        Origin origin;
        HybridTime time;
        Instant wall;
        std::function<Id()> newId;
        bool capture = true;
        AuditQueue *audit = nullptr;
    };
    Transaction(Connection &connection, const RecordTypes &types, Begin begin);
    Result<void> writeInsert(const RecordType &type, const Row &row);
    Result<void> writeUpdate(const RecordType &type, const Row &before, const Row &row);
    Result<void> derive(const RecordType &type, const Row *before, const Row &after);
    Result<void> deriveWaiting();
    Result<void> noteUnderived();
    /// At most so many of those that `deriveLater` left; answers how many.
    Result<qint64> deriveNoted(qint64 limit);
    /// Writes the act, if there was any operation. The database's last step before COMMIT.
    Result<bool> writeAct(const QByteArray &previousHash);

    Actor m_actor;
    Origin m_origin;
    HybridTime m_time;
    std::function<Id()> m_newId;
    bool m_capture;
    std::vector<Operation> m_operations;
    QByteArray m_hash;
    /// Of rows that were written: as they were before, none of those that were not there; and as they are, where that
    /// is known without looking.
    struct Written
    {
        std::optional<Row> before, after;
    };
    std::optional<std::map<std::pair<int, Id>, Written>> m_underived;
    bool m_derivesLater = false;
};

template <Record T> Result<Id> Transaction::insert(T record)
{
    if (record.id.isNone())
        record.id = newId();
    YIGONG_TRY(insertRow(typeOf<T>(), rowOf(record)));
    return record.id;
}

template <Record T> Result<Id> Transaction::append(T event)
{
    static_assert(T::info.kind == RecordKind::InsertOnly, "append is for events and ledger entries");
    return insert(std::move(event));
}

template <Record T> Result<bool> Transaction::update(const T &before, const T &after)
{
    static_assert(T::info.kind == RecordKind::Mutable, "an insert-only record is never changed");
    return updateRow(typeOf<T>(), rowOf(before), rowOf(after));
}

} // namespace yigong
