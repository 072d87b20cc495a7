// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/plain_store.h"

#include <sqlite3.h>
#include <stdexcept>

namespace yigong::sim {

Cell cellOf(std::int64_t number)
{
    return "i" + std::to_string(number);
}

Cell textCell(const std::string &utf8)
{
    return "t" + utf8;
}

Cell blobCell(const std::string &bytes)
{
    return "b" + bytes;
}

std::int64_t numberIn(const Cell &cell)
{
    return cell.size() > 1 && cell[0] == 'i' ? std::stoll(cell.substr(1)) : 0;
}

bool isDefault(const Cell &cell)
{
    return cell == "n" || cell == "i0" || cell == "t";
}

std::string hex(const std::string &bytes)
{
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    for (const char c : bytes) {
        text += digits[static_cast<unsigned char>(c) >> 4U];
        text += digits[static_cast<unsigned char>(c) & 15U];
    }
    return text;
}

std::string shown(const Cell &cell)
{
    if (cell[0] == 'b')
        return hex(bytesIn(cell));
    if (cell[0] == 'n')
        return "nothing";
    return cell[0] == 't' ? '"' + bytesIn(cell) + '"' : bytesIn(cell);
}

PlainStore::PlainStore(const std::string &file)
{
    if (sqlite3_open_v2(file.c_str(), &m_db, SQLITE_OPEN_READWRITE, nullptr) != SQLITE_OK)
        throw std::runtime_error("cannot open " + file);
}

PlainStore::~PlainStore()
{
    for (const auto &[sql, statement] : m_statements)
        sqlite3_finalize(statement);
    sqlite3_close(m_db);
}

void PlainStore::forget()
{
    sqlite3_db_release_memory(m_db);
}

std::vector<Cells> PlainStore::rows(const std::string &sql, const Cells &parameters)
{
    sqlite3_stmt *&statement = m_statements[sql];
    if (!statement && sqlite3_prepare_v2(m_db, sql.c_str(), -1, &statement, nullptr) != SQLITE_OK)
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(m_db));
    for (std::size_t i = 0; i < parameters.size(); ++i) {
        const int at = static_cast<int>(i) + 1;
        const std::string bytes = bytesIn(parameters[i]);
        if (parameters[i][0] == 'i')
            sqlite3_bind_int64(statement, at, numberIn(parameters[i]));
        else if (parameters[i][0] == 't')
            sqlite3_bind_text(statement, at, bytes.c_str(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        else if (parameters[i][0] == 'b')
            sqlite3_bind_blob(statement, at, bytes.data(), static_cast<int>(bytes.size()), SQLITE_TRANSIENT);
        else
            sqlite3_bind_null(statement, at);
    }
    std::vector<Cells> found;
    int code = SQLITE_DONE;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW) {
        Cells row;
        for (int i = 0; i < sqlite3_column_count(statement); ++i) {
            const auto size = static_cast<std::size_t>(sqlite3_column_bytes(statement, i));
            switch (sqlite3_column_type(statement, i)) {
            case SQLITE_INTEGER:
                row.push_back(cellOf(sqlite3_column_int64(statement, i)));
                break;
            case SQLITE_NULL:
                row.push_back(nothing);
                break;
            case SQLITE_TEXT:
                row.push_back(textCell({reinterpret_cast<const char *>(sqlite3_column_text(statement, i)), size}));
                break;
            default:
                row.push_back(blobCell({static_cast<const char *>(sqlite3_column_blob(statement, i)), size}));
            }
        }
        found.push_back(std::move(row));
    }
    sqlite3_reset(statement);
    if (code != SQLITE_DONE)
        throw std::runtime_error(sql + ": " + sqlite3_errmsg(m_db));
    return found;
}

Cell PlainStore::cell(const std::string &sql, const Cells &parameters)
{
    const auto found = rows(sql, parameters);
    return found.empty() ? nothing : found.front().front();
}

const std::vector<std::string> &PlainStore::columns(const std::string &table)
{
    std::vector<std::string> &known = m_columns[table];
    if (known.empty())
        for (const Cells &row : rows("SELECT name FROM pragma_table_info('" + table + "')"))
            if (const std::string name = bytesIn(row[0]); name != "rid" && name != "id" && name[0] != '_')
                known.push_back(name);
    return known;
}

const std::string &PlainStore::rowsSql(const std::string &table, bool whole)
{
    std::string &sql = m_rowsSql[whole ? 1 : 0][table];
    if (sql.empty()) {
        sql = "SELECT id";
        for (const std::string &column : columns(table))
            sql += ", \"" + column + '"';
        sql += (whole ? ", _version, _unknown FROM " : " FROM ") + table;
    }
    return sql;
}

namespace {

/// The little of RFC 8949 that rows are written in; whatever else comes is an exception.
class CborReader
{
public:
    explicit CborReader(const std::string &bytes) : m_bytes(bytes) {}
    std::uint64_t head(int &major)
    {
        const auto first = static_cast<unsigned char>(byte());
        major = first >> 5U;
        const unsigned low = first & 31U;
        if (low < 24)
            return low;
        if (low > 27)
            throw std::runtime_error("cbor: a length without an end");
        std::uint64_t value = 0;
        for (int i = 0; i < 1 << (low - 24); ++i)
            value = value << 8U | static_cast<unsigned char>(byte());
        return value;
    }
    Cell value()
    {
        int major = 0;
        const std::uint64_t n = head(major);
        switch (major) {
        case 0:
            return cellOf(static_cast<std::int64_t>(n));
        case 1:
            return cellOf(-1 - static_cast<std::int64_t>(n));
        case 2:
            return blobCell(take(n));
        case 3:
            return textCell(take(n));
        case 7:
            return nothing;
        default:
            throw std::runtime_error("cbor: not a value");
        }
    }

private:
    char byte() { return take(1).front(); }
    std::string take(std::uint64_t n)
    {
        if (m_at + n > m_bytes.size())
            throw std::runtime_error("cbor: cut short");
        const std::string part = m_bytes.substr(m_at, n);
        m_at += n;
        return part;
    }
    const std::string &m_bytes;
    std::size_t m_at = 0;
};

} // namespace

std::map<int, Cell> fieldsInCbor(const std::string &bytes)
{
    std::map<int, Cell> fields;
    CborReader reader(bytes);
    int major = 0;
    const std::uint64_t count = reader.head(major);
    for (std::uint64_t i = 0; i < count; ++i) {
        const auto number = static_cast<int>(numberIn(reader.value()));
        fields[number] = reader.value();
    }
    return fields;
}

} // namespace yigong::sim
