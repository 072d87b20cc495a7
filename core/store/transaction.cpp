// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/transaction.h"
#include "core/base/planted_bug.h"
#include "core/store/derive_some.h"

#include <sqlite3.h>

namespace yigong {

Transaction::Transaction(Connection &connection, const RecordTypes &types, Begin begin)
    : Snapshot(connection, types, begin.wall, begin.audit), m_actor(begin.actor), m_origin(begin.origin),
      m_time(begin.time), m_newId(std::move(begin.newId)), m_capture(begin.capture)
{}

Id Transaction::newId()
{
    return m_newId();
}

namespace {

/// The guard triggers let a write through only while this stands.
class Writing
{
public:
    explicit Writing(Connection &connection) : m_connection(connection), m_before(connection.writing)
    {
        m_connection.writing = true;
    }
    ~Writing() { m_connection.writing = m_before; }
    Writing(const Writing &) = delete;
    Writing &operator=(const Writing &) = delete;

private:
    Connection &m_connection;
    bool m_before;
};

} // namespace

Result<void> Transaction::writeInsert(const RecordType &type, const Row &row)
{
    std::vector<Value> parameters;
    parameters.reserve(row.values.size() + 3);
    parameters.emplace_back(row.id.bytes());
    parameters.insert(parameters.end(), row.values.begin(), row.values.end());
    parameters.emplace_back(row.version);
    parameters.push_back(row.unknown.isEmpty() ? Value{} : Value{row.unknown});
    {
        const Writing writing(m_connection);
        if (auto done = m_connection.run(type.insertSql(), parameters); !done) {
            if (sqlite3_extended_errcode(m_connection.handle()) == SQLITE_CONSTRAINT_UNIQUE)
                return fail(ErrorKind::AlreadyExists, type.table(), {row.id.text()});
            return fail(done.error());
        }
    }
    return derive(type, nullptr, row);
}

/// Names the columns that changed alone: each that is named has its indexes written anew, whatever its value.
Result<void> Transaction::writeUpdate(const RecordType &type, const Row &before, const Row &row)
{
    constexpr std::size_t mostNamed = 6; // beyond, one statement for all: few rather than ever new ones are kept
    std::vector<std::size_t> changed;
    for (std::size_t i = 0; i < row.values.size(); ++i)
        if (before.values[i] != row.values[i])
            changed.push_back(i);
    const bool isFew = changed.size() <= mostNamed && before.unknown == row.unknown;
    std::vector<Value> parameters;
    std::string few = "UPDATE " + type.table().toStdString() + " SET ";
    if (isFew)
        for (const std::size_t i : changed) {
            few += '"' + type.fields()[i].column.toStdString() + "\" = ?, ";
            parameters.push_back(row.values[i]);
        }
    else
        parameters = row.values;
    few += "_version = ? WHERE id = ?";
    parameters.emplace_back(row.version);
    if (!isFew)
        parameters.push_back(row.unknown.isEmpty() ? Value{} : Value{row.unknown});
    parameters.emplace_back(row.id.bytes());
    const Writing writing(m_connection);
    YIGONG_TRY(m_connection.run(isFew ? few : type.updateSql(), parameters));
    return {};
}

Result<void> Transaction::insertRow(const RecordType &type, Row row)
{
    row.version = 0;
    YIGONG_TRY(writeInsert(type, row));
    if (!m_capture)
        return {};
    Operation operation{type.number(), type.info().version, row.id, OperationKind::Insert, 0, {}};
    for (std::size_t i = 0; i < type.fields().size(); ++i)
        if (row.values[i] != defaultOf(type.fields()[i].kind))
            operation.changes.push_back({type.fields()[i].number, {}, row.values[i]});
    m_operations.push_back(std::move(operation));
    return {};
}

Result<bool> Transaction::updateRow(const RecordType &type, const Row &before, const Row &after)
{
    YIGONG_LET(current, findRow(type, before.id));
    if (!current)
        return fail(ErrorKind::NotFound, type.table(), {before.id.text()});
    Row next = *current;
    Operation operation{type.number(), type.info().version, before.id, OperationKind::Update, current->version, {}};
    for (std::size_t i = 0; i < type.fields().size(); ++i) {
        if (before.values[i] == after.values[i] || current->values[i] == after.values[i])
            continue;
        if (current->values[i] != before.values[i] && !planted(PlantedBug::WrittenOverUnseen))
            return fail(ErrorKind::ChangedMeanwhile, type.fields()[i].column, {textOf(current->values[i])});
        next.values[i] = after.values[i];
        if (planted(PlantedBug::ClearingNotCaptured) && after.values[i] == defaultOf(type.fields()[i].kind))
            continue;
        operation.changes.push_back({type.fields()[i].number,
                                     planted(PlantedBug::BaseNotKept) ? after.values[i] : before.values[i],
                                     after.values[i]});
    }
    if (operation.changes.empty())
        return false;
    if (m_capture && current->version > 0) {
        // The hub's last row stays beside the record until the hub has answered this edit.
        YIGONG_TRY(run(
            "INSERT OR IGNORE INTO remote_row (type, id, version, body) VALUES (?, ?, ?, ?)",
            {static_cast<qint64>(type.number()), before.id.bytes(), current->version, canonicalForm(type, *current)}));
    }
    YIGONG_TRY(writeUpdate(type, *current, next));
    YIGONG_TRY(derive(type, &*current, next));
    if (m_capture && !planted(PlantedBug::EditNotCaptured))
        m_operations.push_back(std::move(operation));
    return true;
}

Result<void> Transaction::placeRow(const RecordType &type, const Row &row)
{
    YIGONG_LET(current, findRow(type, row.id));
    return placeRow(type, current, row);
}

Result<void> Transaction::placeRow(const RecordType &type, const std::optional<Row> &current, const Row &row)
{
    if (!current)
        return writeInsert(type, row);
    if (*current == row)
        return {};
    YIGONG_TRY(writeUpdate(type, *current, row));
    return derive(type, &*current, row);
}

Result<bool> Transaction::eraseRow(const RecordType &type, Id id)
{
    YIGONG_LET(gone, runUnguarded("DELETE FROM " + type.table().toStdString() + " WHERE id = ?", {id.bytes()}));
    // What was derived from it went with it: should it come back, all is to be derived.
    if (gone > 0 && m_underived && type.derive())
        m_underived->insert_or_assign({type.number(), id}, Written{});
    return gone > 0;
}

Result<void> Transaction::derive(const RecordType &type, const Row *before, const Row &after)
{
    if (!type.derive())
        return {};
    if (!m_underived)
        return type.derive()(*this, before, after);
    Written &written = (*m_underived)[{type.number(), after.id}];
    if (m_derivesLater) // a hub's round, whose acts may yet be rolled back
        return {};
    if (before && !written.before && !written.after)
        written.before = *before;
    written.after = after;
    return {};
}

Result<void> Transaction::deriveWaiting()
{
    if (!m_underived)
        return {};
    if (m_derivesLater)
        return noteUnderived();
    const auto waiting = std::move(*m_underived);
    m_underived.reset();
    for (const auto &[key, written] : waiting) {
        const RecordType &type = *types().byNumber(key.first);
        YIGONG_LET(now, written.after ? written.after : findRow(type, key.second));
        if (now && now != written.before)
            YIGONG_TRY(derive(type, written.before ? &*written.before : nullptr, *now));
    }
    return {};
}

namespace {

const QString underivedKeys = QStringLiteral("underived/"), afterUnderivedKeys = QStringLiteral("underived0");

QString underivedKey(int type, Id record)
{
    return underivedKeys + QString::number(type) + u'/' + record.text();
}

} // namespace

Result<bool> hasUnderived(const Snapshot &snapshot)
{
    YIGONG_LET(any, snapshot.number("SELECT EXISTS (SELECT 1 FROM local WHERE key > ? AND key < ?)",
                                    {underivedKeys, afterUnderivedKeys}));
    return any != 0;
}

Result<bool> isUnderived(const Snapshot &snapshot, const RecordType &type, Id record)
{
    YIGONG_LET(note, snapshot.local(underivedKey(type.number(), record)));
    return ValueOf<qint64>::from(note) != 0;
}

Result<void> Transaction::noteUnderived()
{
    for (const auto &[key, before] : *m_underived)
        YIGONG_TRY(setLocal(underivedKey(key.first, key.second), qint64{1}));
    m_underived.reset();
    return {};
}

namespace {

struct Underived
{
    QString key;
    const RecordType *type = nullptr; ///< none of a record that this program does not know, or derives nothing of
    Id record;
};

Result<std::vector<Underived>> underivedRows(const Snapshot &snapshot, qint64 limit)
{
    std::vector<Underived> rows;
    YIGONG_TRY(
        snapshot.each("SELECT key FROM local WHERE key > ? AND key < ? LIMIT ?",
                      {underivedKeys, afterUnderivedKeys, limit}, [&](const Columns &c) {
                          const QStringList parts = c.text(0).split(u'/');
                          const RecordType *type = snapshot.types().byNumber(parts[1].toInt());
                          const auto id = Id::parse(parts.value(2));
                          rows.push_back({c.text(0), type && type->derive() && id ? type : nullptr, id.value_or(Id{})});
                      }));
    return rows;
}

} // namespace

Result<qint64> Transaction::deriveNoted(qint64 limit)
{
    YIGONG_LET(rows, underivedRows(*this, limit));
    deriveAtCommit(); // what is derived of one needs no statement of another
    for (const Underived &row : rows) {
        if (row.type)
            m_underived->try_emplace({row.type->number(), row.record});
        YIGONG_TRY(run("DELETE FROM local WHERE key = ?", {row.key}));
    }
    return static_cast<qint64>(rows.size());
}

Result<qint64> deriveSome(Database &db, qint64 limit)
{
    YIGONG_LET(waits, db.read([](const Snapshot &s) { return hasUnderived(s); }));
    if (!waits)
        return qint64{0};
    return db.apply([limit](Transaction &tx) -> Result<qint64> {
        YIGONG_LET(rows, underivedRows(tx, limit));
        for (const Underived &row : rows) {
            YIGONG_LET(now, row.type ? tx.findRow(*row.type, row.record) : Result<std::optional<Row>>{});
            if (now)
                YIGONG_TRY(row.type->derive()(tx, nullptr, *now));
            YIGONG_TRY(tx.run("DELETE FROM local WHERE key = ?", {row.key}));
        }
        return static_cast<qint64>(rows.size());
    });
}

Result<int> Transaction::run(std::string_view sql, std::initializer_list<Value> parameters)
{
    return m_connection.run(sql, std::span(parameters.begin(), parameters.size()));
}

Result<int> Transaction::runUnguarded(std::string_view sql, std::initializer_list<Value> parameters)
{
    const Writing writing(m_connection);
    return run(sql, parameters);
}

Result<void> Transaction::setLocal(const QString &key, const Value &value)
{
    YIGONG_TRY(
        run("INSERT INTO local (key, value) VALUES (?, ?) ON CONFLICT (key) DO UPDATE SET value = excluded.value",
            {key, value}));
    return {};
}

Result<bool> Transaction::writeAct(const QByteArray &previousHash)
{
    if (m_operations.empty())
        return false;
    Act act{m_origin.device, m_origin.number, m_time, now(), m_actor.practitioner, m_actor.site, {}};
    act.operations = std::move(m_operations);
    if (planted(PlantedBug::ActLosesLastOperation) && act.operations.size() > 1)
        act.operations.pop_back();
    const QByteArray body = encodeAct(act);
    m_hash = chainHash(previousHash, m_origin.device, m_origin.number, body);
    YIGONG_TRY(run("INSERT INTO act (number, time, actor, hash, body, operations) VALUES (?, ?, ?, ?, ?, ?)",
                   {m_origin.number, m_time.ticks, ValueOf<Id>::to(m_actor.practitioner), m_hash, body,
                    static_cast<qint64>(act.operations.size())}));
    return true;
}

} // namespace yigong
