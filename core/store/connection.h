// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/value.h"

#include <functional>
#include <initializer_list>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>

struct sqlite3;
struct sqlite3_stmt;
namespace SQLite {
class Database;
}

namespace yigong {

class OpenableStore;
struct StoreKey;
using SharedStoreKey = std::shared_ptr<const StoreKey>; ///< core/store/encryption/key_block.h

/// One row of an answer; columns from 0. Valid only within the call that hands it out.
class Columns
{
public:
    explicit Columns(sqlite3_stmt *statement) : m_statement(statement) {}
    [[nodiscard]] Value value(int column) const;
    [[nodiscard]] qint64 integer(int column) const; ///< 0 for NULL
    [[nodiscard]] QString text(int column) const;
    /// The same, UTF-8, up to a NUL if there is one; valid until the next row: for long lists of which each text is
    /// looked at once.
    [[nodiscard]] std::string_view chars(int column) const;
    [[nodiscard]] QByteArray bytes(int column) const;
    [[nodiscard]] Id id(int column) const;
    [[nodiscard]] Instant instant(int column) const { return {integer(column)}; }
    [[nodiscard]] bool isNull(int column) const;

private:
    sqlite3_stmt *m_statement;
};

/// What SQLite's result code means to us. `folder` is named in errors that a person can mend.
Error storeError(int sqliteCode, const QString &message, const QString &folder);

/// One SQLite connection with its own statement cache. Used by one thread at a time. SQLiteCpp's exceptions end here.
class Connection
{
public:
    enum class Mode
    {
        Write,
        Read,
        Immutable
    };
    /// With a key: an encrypted store's file, which has its key block. Without: a plain one.
    static Result<std::unique_ptr<Connection>> open(const QString &file, Mode mode, int cacheKiB,
                                                    const SharedStoreKey &key = {});
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    /// Runs one or several statements without parameters.
    Result<void> execute(const std::string &sql);
    /// Runs one cached statement to its end. Answers the number of rows changed.
    Result<int> run(std::string_view sql, std::span<const Value> parameters);
    /// Hands each row to `take`, until it answers false.
    Result<void> each(std::string_view sql, std::span<const Value> parameters,
                      const std::function<bool(const Columns &)> &take);

    [[nodiscard]] sqlite3 *handle() const;
    [[nodiscard]] const QString &folder() const { return m_folder; }
    /// Whether a Transaction is writing a synced table just now; the guard triggers ask it.
    bool writing = false;

private:
    Connection() = default;
    Result<sqlite3_stmt *> prepared(std::string_view sql);
    Error lastError(int code) const;

    QString m_folder;
    std::unique_ptr<OpenableStore> m_openable; // outlives m_database, which may open its log at any time
    std::unique_ptr<SQLite::Database> m_database;
    struct Finalize
    {
        void operator()(sqlite3_stmt *statement) const;
    };
    struct Hash : std::hash<std::string_view>
    {
        using is_transparent = void; // a text is looked up as it lies in the program
    };
    std::unordered_map<std::string, std::unique_ptr<sqlite3_stmt, Finalize>, Hash, std::equal_to<>>
        m_statements; // dies before m_database
};

} // namespace yigong
