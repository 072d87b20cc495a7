// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/snapshot.h"

namespace yigong {

Result<void> Snapshot::each(std::string_view sql, std::span<const Value> parameters,
                            const std::function<void(const Columns &)> &take) const
{
    return m_connection.each(sql, parameters, [&take](const Columns &columns) {
        take(columns);
        return true;
    });
}

Result<void> Snapshot::each(std::string_view sql, std::initializer_list<Value> parameters,
                            const std::function<void(const Columns &)> &take) const
{
    return each(sql, std::span(parameters.begin(), parameters.size()), take);
}

Result<void> Snapshot::eachUntil(std::string_view sql, std::initializer_list<Value> parameters,
                                 const std::function<bool(const Columns &)> &take) const
{
    return m_connection.each(sql, std::span(parameters.begin(), parameters.size()), take);
}

Result<qint64> Snapshot::number(std::string_view sql, std::initializer_list<Value> parameters) const
{
    qint64 found = 0;
    YIGONG_TRY(eachUntil(sql, parameters, [&found](const Columns &columns) {
        found = columns.integer(0);
        return false;
    }));
    return found;
}

Row Snapshot::rowAt(const RecordType &type, const Columns &columns, int first)
{
    Row row;
    row.id = columns.id(first);
    const int count = static_cast<int>(type.fields().size());
    row.values.reserve(static_cast<std::size_t>(count));
    for (int i = 0; i < count; ++i)
        row.values.push_back(columns.value(first + 1 + i));
    row.version = columns.integer(first + 1 + count);
    row.unknown = columns.bytes(first + 2 + count);
    return row;
}

Result<std::optional<Row>> Snapshot::findRow(const RecordType &type, Id id) const
{
    std::optional<Row> found;
    const Value key = id.bytes();
    YIGONG_TRY(m_connection.each(type.selectByIdSql(), std::span(&key, 1), [&](const Columns &columns) {
        found = rowAt(type, columns);
        return false;
    }));
    return found;
}

Result<void> Snapshot::eachRow(const RecordType &type, const std::string &tail, std::initializer_list<Value> parameters,
                               const std::function<void(Row &&)> &take) const
{
    return m_connection.each(type.selectSql() + " " + tail, std::span(parameters.begin(), parameters.size()),
                             [&](const Columns &columns) {
                                 take(rowAt(type, columns));
                                 return true;
                             });
}

void Snapshot::note(AuditEntry entry) const
{
    if (m_audit)
        m_audit->note(std::move(entry));
}

void Snapshot::noteOnce(AuditEntry entry) const
{
    if (m_audit)
        m_audit->noteOnce(std::move(entry));
}

Result<Value> Snapshot::local(const QString &key) const
{
    Value found;
    YIGONG_TRY(eachUntil("SELECT value FROM local WHERE key = ?", {key}, [&found](const Columns &columns) {
        found = columns.value(0);
        return false;
    }));
    return found;
}

} // namespace yigong
