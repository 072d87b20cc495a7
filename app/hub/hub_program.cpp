// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/hub_program.h"
#include "app/hub/backup_verbs.h"
#include "app/hub/device_verbs.h"
#include "app/hub/hub_folder.h"
#include "app/hub/key_file.h"
#include "app/hub/package_verbs.h"
#include "app/hub/release_verbs.h"
#include "app/release_sentence.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/base/secret_bytes.h"
#include "core/hub/certificate.h"
#include "core/hub/hub.h"
#include "core/hub/hub_routes.h"
#include "core/security/protect_store.h"
#include "core/store/derive_some.h"
#include "core/store/encrypt_store.h"
#include "core/training/training_file.h"

#include <CLI/CLI.hpp>
#include <QDir>
#include <QFileInfo>
#include <csignal>
#include <iostream>

namespace yigong {

namespace {

QString hubSentence(const Error &error)
{
    const QString about = error.args.join(QStringLiteral(", "));
    switch (error.kind) {
    case ErrorKind::StoreMissing:
        return QStringLiteral("There is no hub in %1. Make one with `yigong-hub init`.").arg(about);
    case ErrorKind::StoreLocked:
        return QStringLiteral("The hub's store in %1 is encrypted. Name the file with its key: --key-file, or the "
                              "credential yigong-hub.key of its unit.")
            .arg(about);
    case ErrorKind::StoreHeldByOther:
        return QStringLiteral("Another process serves this hub (%1, process %2, since %3). Nothing was changed.")
            .arg(error.args.value(0), error.args.value(1), error.args.value(2));
    case ErrorKind::StoreNewer:
        return QStringLiteral(
                   "A newer yigong-hub made this store (schema %1; this program knows %2). Install that one.")
            .arg(error.args.value(0), error.args.value(1));
    case ErrorKind::StoreDamaged:
        return QStringLiteral("The hub's store is damaged (%1). Restore it from the last backup.").arg(about);
    case ErrorKind::DiskFull:
        return QStringLiteral("The disk is full (%1). What was answered is kept; make room and start again.")
            .arg(about);
    case ErrorKind::AlreadyExists:
        return QStringLiteral("It is already there: %1. Nothing was changed.").arg(about);
    case ErrorKind::WrongState:
        return QStringLiteral("The %1 is %2 already. Nothing was changed.").arg(error.field, about);
    case ErrorKind::ReasonRequired:
        return QStringLiteral("Say why: --reason. Nothing was changed.");
    case ErrorKind::WeakPassword:
        return QStringLiteral(
            "The password is too easy: at least eight characters of three kinds (capitals, small letters, "
            "digits, others), or sixteen of any; without login or name. Nothing was changed.");
    case ErrorKind::NotFound:
        return QStringLiteral("The hub knows no such %1: %2.").arg(error.field, about);
    case ErrorKind::ReleaseRefused:
        return releaseSentence(error);
    case ErrorKind::HubUnreachable:
        return QStringLiteral("The hub cannot listen there (%1). Choose another address or port.").arg(about);
    default:
        return backupSentence(error);
    }
}

const Clock &systemClock()
{
    static const SystemClock clock;
    return clock;
}

/// The file with the key of the hub's store: as named, or a credential that systemd hands to the unit, or beside the
/// store, where it is made and from where an operator moves it.
QString keyFileOf(const Arguments &a)
{
    if (!a.keyFile.empty())
        return QString::fromStdString(a.keyFile);
    const QString credentials = qEnvironmentVariable("CREDENTIALS_DIRECTORY");
    QString credential = credentials + QStringLiteral("/yigong-hub.key");
    if (!credentials.isEmpty() && QFileInfo::exists(credential))
        return credential;
    return QString::fromStdString(a.folder) + QStringLiteral("/store.key");
}

void sayRecoveryKey(const QString &recoveryKey)
{
    std::cout << "recovery key " << recoveryKey.toStdString()
              << "\nPrint it and keep it away from this machine: it opens the store when the key file is lost, and is "
                 "not shown again."
              << std::endl;
}

/// A new store gets its key here, and a plain one that an earlier version made where that is asked for: who asks is
/// there to take the recovery key down, which must not end up in a log.
Result<SharedStoreKey> hubKey(const Arguments &a, For purpose)
{
    const QString folder = QString::fromStdString(a.folder);
    const QString file = Database::fileIn(folder);
    YIGONG_LET(training, trainingKeyOf(folder));
    if (training)
        return training;
    YIGONG_LET(form, storeFormOf(file));
    const bool makes = form == StoreForm::Missing && purpose == For::Making;
    const bool encrypts = form == StoreForm::Plain && purpose == For::Encrypting;
    if (form == StoreForm::Encrypted) {
        if (!QFileInfo::exists(keyFileOf(a)))
            return fail(ErrorKind::StoreLocked, {}, {folder});
        YIGONG_LET(opener, keyFileOpener(keyFileOf(a)));
        return unlockStore(file, opener);
    }
    if (!makes && !encrypts)
        return SharedStoreKey();
    if (!QDir().mkpath(folder))
        return fail(ErrorKind::FileUnwritable, {}, {folder, QString()});
    FreshRecovery recovery = FreshRecovery::make();
    YIGONG_LET(opener, madeOrReadKeyFile(keyFileOf(a)));
    std::vector<StoreOpener> openers;
    openers.push_back(std::move(opener));
    openers.push_back(std::move(recovery.opener));
    YIGONG_LET(key, makes ? createKeyBlock(file, openers)
                          : encryptStore(folder, QStringLiteral("yigong-hub"), openers, systemClock()));
    sayRecoveryKey(recovery.text);
    return key;
}

} // namespace

Result<std::unique_ptr<Database>> openHub(const Arguments &a, For purpose)
{
    StoreOptions options;
    options.folder = QString::fromStdString(a.folder);
    options.program = QStringLiteral("yigong-hub");
    options.create = purpose == For::Making;
    options.readOnly = purpose == For::Reading;
    YIGONG_LET(key, hubKey(a, purpose));
    options.key = key;
    YIGONG_LET(db, Database::open(options, allRecordTypes(), systemClock()));
    if (purpose != For::Reading && db->whyReadOnly())
        return fail(*db->whyReadOnly());
    return db;
}

namespace {

Result<QByteArray> pinOf(const QString &folder)
{
    YIGONG_LET(pem, readWholeFile(folder + QStringLiteral("/hub.crt")));
    return publicKeyPin(pem);
}

Result<void> initHub(const Arguments &a)
{
    const QString folder = QString::fromStdString(a.folder);
    YIGONG_LET(db, openHub(a, For::Making));
    YIGONG_TRY(Hub::initialise(*db));
    CertificateWish wish;
    for (const std::string &host : a.hosts)
        wish.hosts.append(QString::fromStdString(host));
    if (!QFileInfo::exists(folder + QStringLiteral("/hub.crt")))
        YIGONG_TRY(makeHubCertificate(folder, wish, systemClock().now()));
    YIGONG_LET(pin, pinOf(folder));
    std::cout << "The hub is in " << a.folder << "\npin " << pin.toHex().toStdString() << std::endl;
    return {};
}

Result<void> encrypt(const Arguments &a)
{
    YIGONG_LET(form, storeFormOf(Database::fileIn(QString::fromStdString(a.folder))));
    if (form == StoreForm::Encrypted)
        return fail(ErrorKind::AlreadyExists, {}, {QStringLiteral("encrypted")});
    YIGONG_TRY(openHub(a, For::Encrypting));
    return {};
}

Result<void> serve(const Arguments &a)
{
    // Blocked before any thread is made, so that all inherit it and no handler runs in the middle of anything.
    sigset_t stops;
    sigemptyset(&stops);
    sigaddset(&stops, SIGINT);
    sigaddset(&stops, SIGTERM);
    pthread_sigmask(SIG_BLOCK, &stops, nullptr);

    const QString folder = QString::fromStdString(a.folder);
    YIGONG_LET(db, openHub(a, For::Writing));
    if (!db->key())
        std::cerr << "This hub's store is not encrypted. Stop it and run `yigong-hub encrypt`." << std::endl;
    YIGONG_TRY(Hub::initialise(*db));
    YIGONG_LET(second, beginBackup(*db, QString::fromStdString(a.backup), keyFileOf(a)));
    HubRoutes routes(*db, folder);
    routes.setSecondPlace(second.get());
    ServerConfig config;
    config.certificatePath = folder + QStringLiteral("/hub.crt");
    config.keyPath = folder + QStringLiteral("/hub.key");
    config.clientAuthorityPath = folder + QStringLiteral("/ca.crt");
    config.listen = QString::fromStdString(a.listen);
    HttpServer server(config, [&routes](const HttpRequest &request) { return routes.answer(request); });
    YIGONG_LET(port, server.start());
    const QString host = config.listen.left(config.listen.lastIndexOf(u':'));
    std::cout << "https://" << host.toStdString() << ':' << port << std::endl;
    // A step at a time, so that a signal is heard between two; what a full disk stopped is noted, and tried again.
    const timespec awhile{30, 0}, atOnce{0, 0};
    constexpr qint64 step = 300;
    bool more = false;
    while (sigtimedwait(&stops, nullptr, more ? &atOnce : &awhile) < 0) // else it is a signal to stop
        more = deriveSome(*db, step).value_or(0) > 0;
    server.stop();
    return {};
}

Result<void> status(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Reading));
    return db->read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(devices, s.number("SELECT count(*) FROM hub_device"));
        YIGONG_LET(held, s.number("SELECT count(*) FROM hub_act WHERE state = 2"));
        std::cout << "devices " << devices << "\nacts held back " << held << '\n'
                  << backupStatus(*db, s).toStdString() << '\n';
        return s.each("SELECT ifnull(site.name, '?'), d.letter, d.last_contact, d.taken FROM hub_device d "
                      "LEFT JOIN site ON site.id = d.site ORDER BY site.code, d.letter",
                      {}, [](const Columns &c) {
                          const QString heard = c.integer(2) ? civilDateTime(c.instant(2)) : QStringLiteral("never");
                          std::cout << c.text(0).toStdString() << ' ' << c.text(1).toStdString() << "  last heard "
                                    << heard.toStdString() << "  acts " << c.integer(3) << '\n';
                      });
    });
}

} // namespace

int runHub(int argc, char **argv)
{
    CLI::App app{"The county hub of Yigong", "yigong-hub"};
    app.require_subcommand(1);
    Arguments a;
    std::function<Result<void>(const Arguments &)> chosen;
    const auto verb = [&](const char *name, const char *help, Result<void> (*run)(const Arguments &)) {
        CLI::App *sub = app.add_subcommand(name, help);
        sub->add_option("DIR", a.folder, "The hub's folder")->required();
        sub->add_option(
            "--key-file", a.keyFile,
            "File with the key of the hub's store (DIR/store.key, or the unit's credential yigong-hub.key)");
        sub->callback([&chosen, run] { chosen = run; });
        return sub;
    };
    verb("init", "Make a hub: its store, and the certificate that devices pin", initHub)
        ->add_option("--host", a.hosts, "Further names or addresses of this machine");
    verb("encrypt", "Encrypt the plain store of a hub that an earlier version made", encrypt);
    CLI::App *serving = verb("serve", "Serve devices; the first line says the address", serve);
    serving->add_option("--listen", a.listen, "host:port; port 0: the kernel gives one");
    serving->add_option("--backup", a.backup, "Folder on another disk that is kept up to date (DIR/backup.json)");
    addFoundVerb(verb, a);
    addDeviceVerbs(verb, a);
    verb("status", "Devices, last contact, what is held back", status);
    addPackageVerbs(app, a, [&chosen](Result<void> (*run)(const Arguments &)) { chosen = run; });
    const auto choose = [&chosen](std::function<Result<void>()> run) {
        chosen = [run = std::move(run)](const Arguments &) { return run(); };
    };
    registerBackupVerbs(app, choose);
    registerReleaseVerbs(app, choose);
    try {
        app.parse(argc, argv);
    } catch (const CLI::ParseError &e) {
        return app.exit(e) == 0 ? 0 : 2;
    }
    if (const auto done = chosen(a); !done) {
        std::cerr << hubSentence(done.error()).toStdString() << std::endl;
        return 1;
    }
    return 0;
}

} // namespace yigong
