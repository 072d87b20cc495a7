// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

struct sqlite3;
struct sqlite3_stmt;

namespace yigong::sim {

// What the checker reads stores with: SQLite's own interface and its own reading of CBOR. Nothing of the engine's.

/// A value as it lies in a store: its kind (n, i, t, b) and its text.
using Cell = std::string;
inline const Cell nothing = "n";
Cell cellOf(std::int64_t number);
Cell textCell(const std::string &utf8);
Cell blobCell(const std::string &bytes);
std::int64_t numberIn(const Cell &cell); ///< 0 where it is none
inline std::string bytesIn(const Cell &cell)
{
    return cell.substr(1);
}
/// What nobody said: NULL, 0, an empty text.
bool isDefault(const Cell &cell);
/// Readable, for a broken invariant's words.
std::string shown(const Cell &cell);
std::string hex(const std::string &bytes);

using Cells = std::vector<Cell>;

class PlainStore
{
public:
    explicit PlainStore(const std::string &file);
    ~PlainStore();
    PlainStore(const PlainStore &) = delete;
    PlainStore &operator=(const PlainStore &) = delete;

    /// Another disk may have been put in: nothing that was read before counts.
    void forget();
    /// All rows. Throws std::runtime_error where SQLite refuses: the checker does not go on with half an answer.
    std::vector<Cells> rows(const std::string &sql, const Cells &parameters = {});
    /// The first column of the first row; nothing where there is none.
    Cell cell(const std::string &sql, const Cells &parameters = {});
    std::int64_t number(const std::string &sql, const Cells &parameters = {})
    {
        return numberIn(cell(sql, parameters));
    }
    /// A table's columns, in order, without rid, id, _version and _unknown.
    const std::vector<std::string> &columns(const std::string &table);
    /// "SELECT id, …columns FROM table", as above; `whole`: with _version and _unknown behind them.
    const std::string &rowsSql(const std::string &table, bool whole);

private:
    sqlite3 *m_db = nullptr;
    std::unordered_map<std::string, sqlite3_stmt *> m_statements;
    std::map<std::string, std::vector<std::string>> m_columns;
    std::map<std::string, std::string> m_rowsSql[2];
};

/// Field number → value of a CBOR map of integers to null, integers, texts and byte strings.
std::map<int, Cell> fieldsInCbor(const std::string &bytes);

} // namespace yigong::sim
