// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/all_records.h"
#include "core/security/sign_in.h"
#include "core/store/backup/store_backup.h"
#include "core/sync/reset_store.h"

#include <QDir>
#include <QJsonArray>

namespace yigong {

namespace {

QJsonObject shown(const StoreBackup &backup)
{
    return {{QStringLiteral("backup"), backup.folder}, {QStringLiteral("at"), backup.at.iso()}};
}

/// Also while the desktop has the store open; then the desktop's own plan does not hear of it.
Result<void> makeBackup(Ctl &ctl, const std::optional<QString> &folder)
{
    auto opened = ctl.openUnsigned(true);
    if (!opened && opened.error().kind == ErrorKind::StoreHeldByOther)
        opened = ctl.openUnsigned(false);
    if (!opened)
        return fail(opened.error());
    Database &db = **opened;
    YIGONG_LET(plan, db.read([](const Snapshot &s) { return backupPlan(s); }));
    const QString to = folder.value_or(plan.folder);
    if (to.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("--folder"));
    YIGONG_LET(made, makeStoreBackup(db, QDir(to).absolutePath(), plan.keep));
    return ctl.print(shown(made));
}

Result<void> planBackups(Ctl &ctl, const std::optional<QString> &folder, qint64 hours, qint64 keep)
{
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(plan, session.db->read([](const Snapshot &s) { return backupPlan(s); }));
    if (folder)
        plan.folder = folder->isEmpty() ? QString() : QDir(*folder).absolutePath();
    if (hours > 0)
        plan.everyHours = static_cast<int>(hours);
    if (keep > 0)
        plan.keep = static_cast<int>(keep);
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) { return setBackupPlan(tx, plan); }));
    return ctl.print({{QStringLiteral("folder"), plan.folder},
                      {QStringLiteral("hours"), plan.everyHours},
                      {QStringLiteral("keep"), plan.keep},
                      {QStringLiteral("last"), plan.last.isNone() ? QString() : plan.last.iso()}});
}

Result<void> listBackups(const Ctl &ctl, const QString &folder)
{
    QJsonArray list;
    for (const StoreBackup &backup : storeBackups(folder))
        list.append(shown(backup));
    return ctl.print({{QStringLiteral("backups"), list}});
}

Result<void> checkBackup(const Ctl &ctl, const QString &backup)
{
    YIGONG_LET(key, ctl.storeKeyOf(backup));
    YIGONG_LET(content, checkStoreBackup(backup, key));
    return ctl.print({{QStringLiteral("backup"), backup},
                      {QStringLiteral("acts"), content.lastAct},
                      {QStringLiteral("drafts"), content.drafts},
                      {QStringLiteral("residents"), content.residents}});
}

Result<void> restoreBackup(const Ctl &ctl, const QString &backup, const QString &folder)
{
    YIGONG_LET(key, ctl.storeKeyOf(backup));
    YIGONG_TRY(checkStoreBackup(backup, key));
    YIGONG_TRY(restoreStoreBackup(backup, folder));
    ctl.say(
        QStringLiteral("To the hub this laptop has gone back in time: it takes nothing from it until it is enrolled "
                       "again as a new device. Reading works at once."));
    return ctl.print({{QStringLiteral("store"), folder}});
}

Result<void> resetStore(const Ctl &ctl, const QString &folder, const std::optional<QString> &backup)
{
    YIGONG_LET(key, ctl.storeKeyOf(folder));
    {
        StoreOptions options;
        options.folder = folder;
        options.program = QStringLiteral("yigongctl");
        options.key = key;
        YIGONG_LET(db, Database::open(options, allRecordTypes(), ctl.clock()));
        if (const auto why = db->whyReadOnly())
            return fail(*why);
        YIGONG_LET(work, db->read([](const Snapshot &s) { return unsentWork(s); }));
        bool kept = work.isNothing();
        if (!kept && backup) {
            YIGONG_LET(isIn, isInBackup(*db, *backup));
            kept = isIn;
        }
        if (!kept)
            return fail(ErrorKind::WrongState, QStringLiteral("unsent"),
                        {QString::number(work.acts), QString::number(work.heldBack), QString::number(work.drafts),
                         work.since.iso(), backup.value_or(QString())});
    }
    YIGONG_LET(left, eraseStore(folder, ctl.clock()));
    return ctl.print({{QStringLiteral("erased"), folder}, {QStringLiteral("left"), QJsonArray::fromStringList(left)}});
}

} // namespace

void registerBackupVerbs(Ctl &ctl)
{
    CLI::App &backup = ctl.noun("backup", "Backups of this laptop's store");
    CLI::App &make = ctl.verb(backup, "make", "Make one now, and check it");
    const auto &folder = ctl.text(make, "--folder", "Folder or stick; without it, the planned one");
    ctl.runs(make, [&ctl, &folder] { return makeBackup(ctl, folder); });

    CLI::App &plan = ctl.verb(backup, "plan", "Where and how often the desktop makes one by itself");
    const auto &to = ctl.text(plan, "--folder", "Folder or stick; empty: none");
    const auto &hours = ctl.number(plan, "--hours", "One every so many hours; 0: as it was", 0, 0, 744);
    const auto &keep = ctl.number(plan, "--keep", "The newest so many are kept; 0: as it was", 0, 0, 365);
    ctl.runs(plan, [&ctl, &to, &hours, &keep] { return planBackups(ctl, to, hours, keep); });

    CLI::App &list = ctl.verb(backup, "list", "Backups in a folder, the oldest first");
    const auto &where = ctl.text(list, "FOLDER", "The folder", Given::Always);
    ctl.runs(list, [&ctl, &where] { return listBackups(ctl, *where); });

    CLI::App &check = ctl.verb(backup, "check", "Open a backup and read every page of it");
    const auto &checked = ctl.text(check, "BACKUP", "The backup's own folder", Given::Always);
    ctl.runs(check, [&ctl, &checked] { return checkBackup(ctl, *checked); });

    CLI::App &restore = ctl.verb(backup, "restore", "Make a store's folder from a backup");
    const auto &from = ctl.text(restore, "BACKUP", "The backup's own folder", Given::Always);
    const auto &into = ctl.text(restore, "NEW_DIR", "The new folder", Given::Always);
    ctl.runs(restore, [&ctl, &from, &into] { return restoreBackup(ctl, *from, *into); });

    CLI::App &reset = ctl.verb(ctl.noun("store", "Stores"), "reset", "Erase a store for good");
    const auto &erased = ctl.text(reset, "DIR", "Its folder", Given::Always);
    const auto &kept = ctl.text(reset, "--backup", "A backup that holds what was not sent");
    ctl.runs(reset, [&ctl, &erased, &kept] { return resetStore(ctl, *erased, kept); });
}

} // namespace yigong
