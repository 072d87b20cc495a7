// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/store/migrations.h"

#include <QDir>
#include <QFile>

static void initMigrationResources()
{
    Q_INIT_RESOURCE(core_migrations); // a static library's resources are not registered by themselves
}

namespace yigong {

namespace {

QStringList migrationFiles()
{
    initMigrationResources();
    return QDir(QStringLiteral(":/migrations")).entryList({QStringLiteral("*.sql")}, QDir::Files, QDir::Name);
}

int numberOf(const QString &file)
{
    return file.left(4).toInt();
}

/// Synced tables are written by a Transaction only: any other writer lacks the function, or is answered 0.
std::string guardTriggers(const RecordTypes &types)
{
    QString sql;
    for (const RecordType &type : types.all()) {
        for (const char *verb : {"INSERT", "UPDATE", "DELETE"}) {
            const QString name = QStringLiteral("guard_%1_%2").arg(type.table(), QString::fromLatin1(verb).toLower());
            sql +=
                QStringLiteral("DROP TRIGGER IF EXISTS %1; CREATE TRIGGER %1 BEFORE %2 ON %3 WHEN yigong_writing() = 0 "
                               "BEGIN SELECT RAISE(ABORT, 'only a Transaction writes this table'); END;")
                    .arg(name, QString::fromLatin1(verb), type.table());
        }
    }
    return sql.toStdString();
}

/// A row's number is given to another once the row has left: what was derived from it must go with it.
std::string forgetTriggers(const RecordTypes &types)
{
    std::string sql;
    for (const RecordType &type : types.all()) {
        const std::string table = type.table().toStdString();
        sql += "DROP TRIGGER IF EXISTS forget_" + table + ";";
        if (!type.forgetSql().empty())
            sql.append("CREATE TRIGGER forget_")
                .append(table)
                .append(" AFTER DELETE ON ")
                .append(table)
                .append(" BEGIN ")
                .append(type.forgetSql())
                .append(" END;");
    }
    return sql;
}

Result<void> runFiles(Connection &connection, const RecordTypes &types, int from)
{
    for (const QString &name : migrationFiles()) {
        if (numberOf(name) <= from)
            continue;
        QFile file(QStringLiteral(":/migrations/") + name);
        if (!file.open(QIODevice::ReadOnly))
            return fail(ErrorKind::FileUnreadable, {}, {name, file.errorString()});
        YIGONG_TRY(connection.execute(file.readAll().toStdString()));
    }
    YIGONG_TRY(connection.execute(guardTriggers(types)));
    YIGONG_TRY(connection.execute(forgetTriggers(types)));
    bool clean = true;
    YIGONG_TRY(connection.each("PRAGMA foreign_key_check", {}, [&clean](const Columns &) { return clean = false; }));
    if (!clean)
        return fail(ErrorKind::StoreDamaged, {}, {connection.folder(), QStringLiteral("foreign keys")});
    return connection.execute("PRAGMA user_version = " + std::to_string(newestSchemaVersion()));
}

} // namespace

int newestSchemaVersion()
{
    const QStringList files = migrationFiles();
    return files.isEmpty() ? 0 : numberOf(files.last());
}

Result<int> schemaVersion(Connection &connection)
{
    qint64 version = 0;
    YIGONG_TRY(connection.each("PRAGMA user_version", {}, [&version](const Columns &columns) {
        version = columns.integer(0);
        return false;
    }));
    return static_cast<int>(version);
}

Result<void> migrate(Connection &connection, const RecordTypes &types)
{
    YIGONG_LET(version, schemaVersion(connection));
    if (version > newestSchemaVersion())
        return fail(ErrorKind::StoreNewer, {}, {QString::number(version), QString::number(newestSchemaVersion())});
    if (version == newestSchemaVersion())
        return {};
    // Foreign keys cannot be switched within a transaction, and a table that is rebuilt would trip over them.
    YIGONG_TRY(connection.execute("PRAGMA foreign_keys = OFF; BEGIN EXCLUSIVE;"));
    if (auto done = runFiles(connection, types, version); !done) {
        (void)connection.execute("ROLLBACK; PRAGMA foreign_keys = ON;");
        return done;
    }
    return connection.execute("COMMIT; PRAGMA foreign_keys = ON;");
}

} // namespace yigong
