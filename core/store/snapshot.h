// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/audit_log.h"
#include "core/store/record_type.h"

#include <optional>

namespace yigong {

/// A consistent view of the store, for reading. Lives within one `Database::read` or `write` call and one thread.
class Snapshot
{
public:
    /// `now` is when the view was taken. Without a queue, what is noted is not kept.
    Snapshot(Connection &connection, const RecordTypes &types, Instant now = {}, AuditQueue *audit = nullptr)
        : m_connection(connection), m_types(types), m_now(now), m_audit(audit)
    {}
    virtual ~Snapshot() = default;
    Snapshot(const Snapshot &) = delete;
    Snapshot &operator=(const Snapshot &) = delete;

    /// The record with this id, or nothing.
    template <Record T> Result<std::optional<T>> find(Id id) const;
    /// As `find`, but a missing one is NotFound{table}.
    template <Record T> Result<T> get(Id id) const;
    /// `select<Patient>("WHERE site = ? ORDER BY id", {…})`. The tail is SQL over the record's own columns.
    template <Record T>
    Result<std::vector<T>> select(const std::string &tail, std::initializer_list<Value> parameters = {}) const;

    /// Any query. SQL text is cached: keep it constant and bind what varies.
    Result<void> each(std::string_view sql, std::span<const Value> parameters,
                      const std::function<void(const Columns &)> &take) const;
    Result<void> each(std::string_view sql, std::initializer_list<Value> parameters,
                      const std::function<void(const Columns &)> &take) const;
    /// As `each`, until `take` answers false.
    Result<void> eachUntil(std::string_view sql, std::initializer_list<Value> parameters,
                           const std::function<bool(const Columns &)> &take) const;
    /// First column of the first row; 0 where there is none.
    Result<qint64> number(std::string_view sql, std::initializer_list<Value> parameters = {}) const;

    Result<std::optional<Row>> findRow(const RecordType &type, Id id) const;
    Result<void> eachRow(const RecordType &type, const std::string &tail, std::initializer_list<Value> parameters,
                         const std::function<void(Row &&)> &take) const;
    /// Reads a row whose columns begin at `first` in the order of `RecordType::selectSql`.
    static Row rowAt(const RecordType &type, const Columns &columns, int first = 0);

    /// A value of this store alone, never synced (device id, cursors, settings). Empty where there is none.
    Result<Value> local(const QString &key) const;

    [[nodiscard]] Instant now() const { return m_now; }
    /// For the second log: written within a second, whatever becomes of this call.
    void note(AuditEntry entry) const;
    void noteOnce(AuditEntry entry) const;

    template <Record T> const RecordType &typeOf() const { return *m_types.byNumber(T::info.number); }
    [[nodiscard]] const RecordTypes &types() const { return m_types; }
    [[nodiscard]] Connection &connection() const { return m_connection; }

protected:
    Connection &m_connection;
    const RecordTypes &m_types;

private:
    Instant m_now;
    AuditQueue *m_audit;
};

/// Whether rows stand here of which nothing was derived yet (`Transaction::deriveLater`); whether that one is.
Result<bool> hasUnderived(const Snapshot &snapshot);
Result<bool> isUnderived(const Snapshot &snapshot, const RecordType &type, Id record);

template <Record T> Result<std::optional<T>> Snapshot::find(Id id) const
{
    YIGONG_LET(row, findRow(typeOf<T>(), id));
    if (!row)
        return std::optional<T>{};
    return std::optional<T>{recordOf<T>(*row)};
}

template <Record T> Result<T> Snapshot::get(Id id) const
{
    YIGONG_LET(found, find<T>(id));
    if (!found)
        return fail(ErrorKind::NotFound, QString::fromLatin1(T::info.table), {id.text()});
    return std::move(*found);
}

template <Record T>
Result<std::vector<T>> Snapshot::select(const std::string &tail, std::initializer_list<Value> parameters) const
{
    std::vector<T> found;
    YIGONG_TRY(eachRow(typeOf<T>(), tail, parameters, [&](Row &&row) { found.push_back(recordOf<T>(row)); }));
    return found;
}

} // namespace yigong
