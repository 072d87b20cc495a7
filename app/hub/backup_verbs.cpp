// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/backup_verbs.h"
#include "app/hub/key_file.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/hub/restore.h"
#include "core/security/protect_store.h"
#include "core/training/training_file.h"

#include <QDateTime>
#include <QDir>
#include <QJsonDocument>
#include <QJsonObject>
#include <QStorageInfo>
#include <iostream>

namespace yigong {

namespace {

constexpr int usualKeepDays = 30;
constexpr qint64 behindMs = 60'000;

struct BackupSetting
{
    QString folder;
    int keepDays = usualKeepDays;
};

QString settingFile(const QString &hubFolder)
{
    return hubFolder + QStringLiteral("/backup.json");
}

/// {"folder": "/mnt/second/yigong", "keepDays": 30}
Result<BackupSetting> backupSettingOf(const QString &hubFolder)
{
    BackupSetting setting;
    if (!QFileInfo::exists(settingFile(hubFolder)))
        return setting;
    YIGONG_LET(bytes, readWholeFile(settingFile(hubFolder), 4096));
    const QJsonObject json = QJsonDocument::fromJson(bytes).object();
    setting.folder = json.value(QStringLiteral("folder")).toString();
    setting.keepDays = json.value(QStringLiteral("keepDays")).toInt(usualKeepDays);
    if (setting.folder.isEmpty() || setting.keepDays < 2)
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("backup.json"), settingFile(hubFolder)});
    return setting;
}

void sayTrouble(const SecondPlaceState &state)
{
    if (state.trouble)
        std::cerr << "The second place is not kept up to date: " << backupSentence(*state.trouble).toStdString()
                  << " The hub serves on, and tries again." << std::endl;
    else
        std::cerr << "The second place is kept up to date again." << std::endl;
}

struct RestoreArguments
{
    std::string from, to, until, keyFile, recoveryFile;
    std::string hub;
    int keepDays = usualKeepDays;
};

/// What opens the backup. A training county's lies open beside it, as beside its store.
Result<StoreOpener> backupOpener(const RestoreArguments &a)
{
    if (const auto training = trainingFileOf(QString::fromStdString(a.from)))
        return trainingOpener(training->secret);
    if (!a.recoveryFile.empty()) {
        YIGONG_LET(text, readWholeFile(QString::fromStdString(a.recoveryFile), 4096));
        YIGONG_LET(key, recoveryKeyFrom(QString::fromUtf8(text)));
        wipe(text);
        return StoreOpener::recovery(std::move(key));
    }
    if (a.keyFile.empty())
        return fail(ErrorKind::Required, QStringLiteral("--key-file"));
    return keyFileOpener(QString::fromStdString(a.keyFile));
}

std::string momentText(Instant at)
{
    const QString seconds = QDateTime::fromMSecsSinceEpoch(at.ms, Qt::OffsetFromUTC, 8 * 3600)
                                .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    return seconds.toStdString();
}

void sayReading(const BackupReading &reading)
{
    std::cout << "full copy of " << momentText(reading.copy.at) << ", " << reading.records
              << " pieces of journal behind it (" << reading.bytes / 1024 << " KiB)\n";
    for (const BackupFinding &finding : reading.findings) {
        std::cout << finding.file.toStdString() << ": ";
        if (finding.what == u"missing")
            std::cout << "missing";
        else if (finding.what == u"torn")
            std::cout << "cannot be read to its end: cut short, or damaged";
        else
            std::cout << "damaged, and not used";
        if (!finding.goodTo.isNone())
            std::cout << "; what came up to " << momentText(finding.goodTo) << " is whole";
        std::cout << '\n';
    }
    std::cout << "files: " << reading.files.join(QStringLiteral(", ")).toStdString() << '\n';
}

Result<Instant> untilOf(const RestoreArguments &a)
{
    if (a.until.empty())
        return Instant{};
    const QString text = QString::fromStdString(a.until).trimmed().replace(u' ', u'T');
    const Instant until = Instant::fromIso(text);
    if (until.isNone())
        return fail(ErrorKind::BadFormat, QStringLiteral("--until"),
                    {QStringLiteral("time"), QString::fromStdString(a.until)});
    return until;
}

Result<void> restore(const RestoreArguments &a)
{
    const QString to = QString::fromStdString(a.to);
    YIGONG_LET(until, untilOf(a));
    YIGONG_LET(opener, backupOpener(a));
    YIGONG_LET(key, unlockBackup(QString::fromStdString(a.from), opener));
    RestoreWish wish{QString::fromStdString(a.from), to, until, {}};
    QByteArray newKey;
    if (opener.kind == SlotKind::Recovery) { // the key file is lost with the machine, or it would have been named
        newKey = SecretBytes::random(32).view().toByteArray();
        wish.keyFile = StoreOpener::keyFile(newKey);
    }
    YIGONG_LET(reading, restoreHub(wish, key, allRecordTypes(), SystemClock()));
    if (!newKey.isEmpty())
        YIGONG_TRY(writeDurably(to + QStringLiteral("/store.key"), newKey.toHex() + '\n', FileAccess::OwnerOnly));
    wipe(newKey);
    sayReading(reading);
    std::cout
        << "restored up to " << momentText(reading.upTo) << " (county time) into " << a.to
        << "\nDevices send again what the hub lacks when they next reach it. A device that was enrolled after that "
           "moment is not known any more: enrol it again.\nNever let the old hub serve beside this one.\n";
    if (wish.keyFile)
        std::cout << "a new key is in " << a.to << "/store.key\n";
    else if (!a.keyFile.empty())
        std::cout << "serve it with the same key: --key-file " << a.keyFile << '\n';
    std::cout << std::flush;
    return {};
}

Result<void> check(const RestoreArguments &a)
{
    YIGONG_LET(until, untilOf(a));
    YIGONG_LET(opener, backupOpener(a));
    YIGONG_LET(key, unlockBackup(QString::fromStdString(a.from), opener));
    YIGONG_LET(reading, checkBackup(QString::fromStdString(a.from), key, until));
    sayReading(reading);
    std::cout << "would restore up to " << momentText(reading.upTo) << " (county time)" << std::endl;
    return {};
}

Result<void> set(const RestoreArguments &a)
{
    const QString hub = QString::fromStdString(a.hub);
    if (!QFileInfo::exists(Database::fileIn(hub)))
        return fail(ErrorKind::StoreMissing, {}, {hub});
    const QJsonObject json{{QStringLiteral("folder"), QDir(QString::fromStdString(a.from)).absolutePath()},
                           {QStringLiteral("keepDays"), a.keepDays}};
    YIGONG_TRY(writeDurably(settingFile(hub), QJsonDocument(json).toJson()));
    std::cout << "The hub in " << a.hub << " keeps " << a.from << " up to date from its next start on." << std::endl;
    return {};
}

} // namespace

Result<std::unique_ptr<SecondPlace>> beginBackup(Database &db, const QString &named, const QString &keyFile)
{
    YIGONG_LET(setting, backupSettingOf(db.folder()));
    SecondPlaceOptions options;
    options.folder = named.isEmpty() ? setting.folder : QDir(named).absolutePath();
    options.keepDays = setting.keepDays;
    options.leaveOut = {QFileInfo(keyFile).fileName()};
    if (options.folder.isEmpty()) {
        std::cerr << "No second place is kept: name a folder on another disk (--backup, or `yigong-hub backup set`)."
                  << std::endl;
        return std::unique_ptr<SecondPlace>();
    }
    if (QStorageInfo(options.folder).device() == QStorageInfo(db.folder()).device() ||
        QStorageInfo(QFileInfo(options.folder).path()).device() == QStorageInfo(db.folder()).device())
        std::cerr << "The second place is on the same disk as the hub: it does not help when that dies." << std::endl;
    // Made up, and its password told to everybody: so that whoever tries a restore needs nothing else.
    const QString training = QStringLiteral("/training.json");
    if (const auto text = readWholeFile(db.folder() + training, 4096); text && QDir().mkpath(options.folder))
        YIGONG_TRY(writeDurably(options.folder + training, *text));
    YIGONG_LET(second, SecondPlace::open(db, options));
    second->onTrouble(sayTrouble);
    return second;
}

QString backupStatus(const Database &db, const Snapshot &snapshot)
{
    const auto used = snapshot.local(QStringLiteral("backup/folder"));
    const QString folder = used ? ValueOf<QString>::from(*used) : QString();
    if (folder.isEmpty())
        return QStringLiteral("no second place is kept");
    const std::vector<FullCopy> copies = fullCopies(folder + QStringLiteral("/copies"));
    const std::vector<quint64> numbers = journalNumbers(folder + QStringLiteral("/journal"));
    if (copies.empty())
        return QStringLiteral("second place %1: NOTHING THERE. Is its disk mounted?").arg(folder);
    Instant written = copies.back().at;
    if (!numbers.empty())
        written = std::max(written, Instant{QFileInfo(journalFile(folder + QStringLiteral("/journal"), numbers.back()))
                                                .lastModified()
                                                .toMSecsSinceEpoch()});
    const Instant changed{QFileInfo(db.file() + QStringLiteral("-wal")).lastModified().toMSecsSinceEpoch()};
    const bool behind = changed.ms > written.ms + behindMs;
    return QStringLiteral("second place %1: last written %2, newest full copy %3%4")
        .arg(folder, civilDateTime(written), civilDateTime(copies.back().at),
             behind ? QStringLiteral("; NOT UP TO DATE: the hub's store was written at %1").arg(civilDateTime(changed))
                    : QString());
}

QString backupSentence(const Error &error)
{
    const QString what = error.args.value(0);
    switch (error.kind) {
    case ErrorKind::StoreLocked:
        return QStringLiteral("The hub's store in %1 is not encrypted, and its copy would be one more that anybody can "
                              "read. Run `yigong-hub encrypt` first.")
            .arg(what);
    case ErrorKind::FileMissing:
        return error.field == u"backup folder"
                   ? QStringLiteral("What was kept in %1 is not there. Mount its disk, or name another folder.")
                         .arg(what)
               : error.field == u"full copy" ? QStringLiteral("There is no full copy of a hub in %1.").arg(what)
                                             : QStringLiteral("There is no file %1.").arg(what);
    case ErrorKind::Invalid:
        return QStringLiteral("%1 is the second place of another hub. Name another folder.").arg(what);
    case ErrorKind::WrongPassword:
        return QStringLiteral("This key does not open the backup. Nothing was written.");
    case ErrorKind::Required:
        return QStringLiteral("Name what opens the backup: --key-file, or --recovery-key-file with the printed key.");
    case ErrorKind::OutOfRange:
        return QStringLiteral("There is no full copy as old as %1; the oldest is of %2 (county time).")
            .arg(civilDateTime(Instant::fromIso(what)), civilDateTime(Instant::fromIso(error.args.value(1))));
    case ErrorKind::BadFormat:
        return QStringLiteral("This is no %1, or it is damaged: %2.").arg(what, error.args.value(1));
    case ErrorKind::DiskFull:
        return QStringLiteral("The disk of %1 is full. Make room there.").arg(what);
    case ErrorKind::FileUnwritable:
    case ErrorKind::FileUnreadable:
        return QStringLiteral("%1 cannot be %2 (%3).")
            .arg(what, error.kind == ErrorKind::FileUnwritable ? QStringLiteral("written") : QStringLiteral("read"),
                 error.args.value(1));
    case ErrorKind::StoreDamaged:
        return QStringLiteral("%1 is damaged (%2).").arg(what, error.args.value(1));
    case ErrorKind::StoreHeldByOther:
        return QStringLiteral("Another hub (process %1) writes to this second place.").arg(error.args.value(1));
    default:
        return QStringLiteral("%1: %2 %3.").arg(nameOf(error.kind), error.field, error.args.join(QStringLiteral(", ")));
    }
}

void registerBackupVerbs(CLI::App &app, const std::function<void(std::function<Result<void>()>)> &choose)
{
    auto a = std::make_shared<RestoreArguments>();
    const auto reads = [&](CLI::App *verb, Result<void> (*run)(const RestoreArguments &)) {
        verb->add_option("BACKUP_FOLDER", a->from, "The second place")->required();
        verb->add_option("--until", a->until, "Up to this moment: 2025-05-13T10:12 of the county's time, or ISO 8601");
        verb->add_option("--key-file", a->keyFile, "File with the key of the hub's store");
        verb->add_option("--recovery-key-file", a->recoveryFile, "File with the printed recovery key");
        verb->callback([a, run, choose] { choose([a, run] { return run(*a); }); });
        return verb;
    };
    reads(app.add_subcommand("restore", "Make a hub from a second place, as it was at a moment"), restore)
        ->add_option("NEW_DIR", a->to, "The hub's new folder")
        ->required();
    CLI::App *noun = app.add_subcommand("backup", "The second place of a hub");
    noun->require_subcommand(1);
    reads(noun->add_subcommand("check", "Read a second place through and say what it would restore"), check);
    CLI::App *setting = noun->add_subcommand("set", "Keep a second place from the next start on");
    setting->add_option("DIR", a->hub, "The hub's folder")->required();
    setting->add_option("FOLDER", a->from, "A folder on another disk")->required();
    setting->add_option("--keep-days", a->keepDays, "Full copies kept, one a day, and the journal as far back")
        ->check(CLI::Range(2, 3650));
    setting->callback([a, choose] { choose([a] { return set(*a); }); });
}

} // namespace yigong
