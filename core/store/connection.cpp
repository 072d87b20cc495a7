// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/connection.h"
#include "core/base/planted_bug.h"
#include "core/store/encryption/encrypted_vfs.h"

#include <QFileInfo>
#include <SQLiteCpp/SQLiteCpp.h>
#include <cerrno>
#include <cstring>
#include <sqlite3.h>

namespace yigong {

namespace {

/// What is bound stays where it is: it outlives the statement's run, as do the texts that are kept here.
class Bound
{
public:
    Bound(sqlite3_stmt *statement, std::span<const Value> parameters)
    {
        m_texts.reserve(parameters.size());
        for (std::size_t i = 0; i < parameters.size(); ++i)
            bind(statement, static_cast<int>(i) + 1, parameters[i]);
    }

private:
    void bind(sqlite3_stmt *statement, int at, const Value &value)
    {
        if (const auto *number = std::get_if<qint64>(&value)) {
            sqlite3_bind_int64(statement, at, *number);
        } else if (const auto *text = std::get_if<QString>(&value)) {
            const QByteArray &utf8 = m_texts.emplace_back(text->toUtf8());
            sqlite3_bind_text(statement, at, utf8.constData(), static_cast<int>(utf8.size()), SQLITE_STATIC);
        } else if (const auto *bytes = std::get_if<QByteArray>(&value)) {
            sqlite3_bind_blob(statement, at, bytes->constData(), static_cast<int>(bytes->size()), SQLITE_STATIC);
        } else {
            sqlite3_bind_null(statement, at);
        }
    }
    std::vector<QByteArray> m_texts;
};

void answerWriting(sqlite3_context *context, int, sqlite3_value **)
{
    const auto *connection = static_cast<Connection *>(sqlite3_user_data(context));
    sqlite3_result_int(context, connection->writing ? 1 : 0);
}

} // namespace

Value Columns::value(int column) const
{
    switch (sqlite3_column_type(m_statement, column)) {
    case SQLITE_INTEGER:
        return static_cast<qint64>(sqlite3_column_int64(m_statement, column));
    case SQLITE_TEXT:
        return text(column);
    case SQLITE_BLOB:
        return bytes(column);
    default:
        return {};
    }
}

qint64 Columns::integer(int column) const
{
    return sqlite3_column_int64(m_statement, column);
}

QString Columns::text(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return utf8 ? QString::fromUtf8(utf8, sqlite3_column_bytes(m_statement, column)) : QString();
}

std::string_view Columns::chars(int column) const
{
    const auto *utf8 = reinterpret_cast<const char *>(sqlite3_column_text(m_statement, column));
    return utf8 ? std::string_view(utf8) : std::string_view(); // to count is cheaper than to ask, for words this short
}

QByteArray Columns::bytes(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return data ? QByteArray(data, sqlite3_column_bytes(m_statement, column)) : QByteArray();
}

Id Columns::id(int column) const
{
    const auto *data = static_cast<const char *>(sqlite3_column_blob(m_statement, column));
    return data ? Id::fromBytes(QByteArrayView(data, sqlite3_column_bytes(m_statement, column))) : Id{};
}

bool Columns::isNull(int column) const
{
    return sqlite3_column_type(m_statement, column) == SQLITE_NULL;
}

Error storeError(int sqliteCode, const QString &message, const QString &folder)
{
    switch (sqliteCode & 0xFF) {
    case SQLITE_FULL:
        return {ErrorKind::DiskFull, {}, {folder}};
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return {ErrorKind::StoreReadOnly, {}, {folder}};
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
    case SQLITE_FORMAT:
        return {ErrorKind::StoreDamaged, {}, {folder, message}};
    case SQLITE_IOERR:
        if (sqliteCode == SQLITE_IOERR_DATA) // a page that was changed behind our back
            return {ErrorKind::StoreDamaged, {}, {folder, message}};
        if (errno == ENOSPC || errno == EDQUOT || errno == EFBIG)
            return {ErrorKind::DiskFull, {}, {folder}};
        return {ErrorKind::StoreDamaged, {}, {folder, message}};
    case SQLITE_CANTOPEN:
        return {ErrorKind::FileUnreadable, {}, {folder, message}};
    default:
        return {ErrorKind::StoreFailed, {}, {message}};
    }
}

Result<std::unique_ptr<Connection>> Connection::open(const QString &file, Mode mode, int cacheKiB,
                                                     const SharedStoreKey &key)
{
    std::unique_ptr<Connection> connection(new Connection);
    connection->m_folder = QFileInfo(file).absolutePath();
    const auto fileBytes = file.toStdString();
    try {
        int flags = SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE;
        std::string name = fileBytes;
        if (mode == Mode::Read)
            flags = SQLite::OPEN_READONLY;
        if (mode == Mode::Immutable) {
            flags = SQLite::OPEN_READONLY | SQLite::OPEN_URI;
            name = "file:" + QString::fromStdString(fileBytes).toUtf8().toPercentEncoding("/").toStdString() +
                   "?immutable=1";
        }
        if (key)
            connection->m_openable = std::make_unique<OpenableStore>(file, key);
        // One thread uses it at a time (the statements that it keeps ask for that too): SQLite need not lock for every
        // column.
        connection->m_database = std::make_unique<SQLite::Database>(name, flags | SQLite::OPEN_NOMUTEX, 10'000,
                                                                    key ? encryptedVfs() : std::string());
    } catch (const SQLite::Exception &e) {
        return fail(storeError(e.getErrorCode(), QString::fromUtf8(e.what()), connection->m_folder));
    }
    sqlite3_extended_result_codes(connection->handle(), 1);
    if (key)
        YIGONG_TRY(guardEncryption(connection->handle()));
    sqlite3_create_function_v2(connection->handle(), "yigong_writing", 0, SQLITE_UTF8 | SQLITE_INNOCUOUS,
                               connection.get(), answerWriting, nullptr, nullptr, nullptr);
    const std::string cache = "PRAGMA cache_size = -" + std::to_string(cacheKiB) + ";";
    YIGONG_TRY(connection->execute(cache + "PRAGMA foreign_keys = ON; PRAGMA recursive_triggers = ON;"));
    if (mode == Mode::Write)
        YIGONG_TRY(connection->execute(planted(PlantedBug::AcknowledgedUnsynced)
                                           ? "PRAGMA journal_mode = WAL; PRAGMA synchronous = OFF;"
                                           : "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"));
    return connection;
}

Connection::~Connection()
{
    m_statements.clear();
}

sqlite3 *Connection::handle() const
{
    return m_database->getHandle();
}

Error Connection::lastError(int code) const
{
    return storeError(code, QString::fromUtf8(sqlite3_errmsg(handle())), m_folder);
}

Result<void> Connection::execute(const std::string &sql)
{
    errno = 0;
    const int code = sqlite3_exec(handle(), sql.c_str(), nullptr, nullptr, nullptr);
    if (code != SQLITE_OK)
        return fail(lastError(code));
    return {};
}

void Connection::Finalize::operator()(sqlite3_stmt *statement) const
{
    sqlite3_finalize(statement);
}

namespace {

/// A statement goes back to the cache clean, whichever way the call ends. Its own error has been read by then.
struct Clean
{
    sqlite3_stmt *statement;
    ~Clean()
    {
        sqlite3_reset(statement);
        sqlite3_clear_bindings(statement);
    }
};

} // namespace

Result<sqlite3_stmt *> Connection::prepared(std::string_view sql)
{
    if (const auto found = m_statements.find(sql);
        found != m_statements.end() && !sqlite3_stmt_busy(found->second.get()))
        return found->second.get();
    sqlite3_stmt *statement = nullptr;
    const int code = sqlite3_prepare_v3(handle(), sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT,
                                        &statement, nullptr);
    if (code != SQLITE_OK)
        return fail(lastError(code));
    // A query within a query of the same text gets a statement of its own: it would step on the other's rows.
    std::string key(sql);
    while (m_statements.contains(key) && sqlite3_stmt_busy(m_statements.at(key).get()))
        key += ' ';
    return (m_statements[key] = std::unique_ptr<sqlite3_stmt, Finalize>(statement)).get();
}

Result<int> Connection::run(std::string_view sql, std::span<const Value> parameters)
{
    YIGONG_LET(statement, prepared(sql));
    const Bound bound(statement, parameters);
    const Clean clean{statement};
    errno = 0;
    int code = sqlite3_step(statement);
    while (code == SQLITE_ROW)
        code = sqlite3_step(statement);
    if (code != SQLITE_DONE)
        return fail(lastError(code));
    return sqlite3_changes(handle());
}

Result<void> Connection::each(std::string_view sql, std::span<const Value> parameters,
                              const std::function<bool(const Columns &)> &take)
{
    YIGONG_LET(statement, prepared(sql));
    const Bound bound(statement, parameters);
    const Clean clean{statement};
    errno = 0;
    int code = SQLITE_DONE;
    while ((code = sqlite3_step(statement)) == SQLITE_ROW)
        if (!take(Columns(statement)))
            return {};
    if (code != SQLITE_DONE)
        return fail(lastError(code));
    return {};
}

} // namespace yigong
