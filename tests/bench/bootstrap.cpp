// SPDX-License-Identifier: GPL-3.0-or-later
// A new township laptop: from a snapshot that is ready at the hub to its first search, over TLS on this machine,
// against copying the same file; what the cut takes, and what it does to who pushes meanwhile.
//   bench_bootstrap HUB_FOLDER [SITE_CODE]     a training county's hub (`yigongctl training create`); it is changed
#include "core/sync/bootstrap.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/hub/certificate.h"
#include "core/hub/http_server.h"
#include "core/hub/hub_routes.h"
#include "core/patients/find.h"
#include "core/security/policy.h"
#include "core/sites/site_tree.h"
#include "core/sync/sync_session.h"
#include "core/training/training_file.h"
#include "core/transport/device_line.h"
#include "tests/bench/bench_county.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QTemporaryDir>
#include <QThread>
#include <algorithm>
#include <array>
#include <atomic>
#include <cstdio>
#include <thread>

using namespace yigong;

namespace {

double seconds(const QElapsedTimer &timer)
{
    return static_cast<double>(timer.nsecsElapsed()) / 1e9;
}

/// Commits at the hub as a push makes them, one after another, and how long the slowest waited.
struct Writers
{
    explicit Writers(Database &db) : m_db(db), m_thread([this] { work(); }) {}
    ~Writers() { m_thread.join(); }
    void work()
    {
        while (!m_stop) {
            QElapsedTimer timer;
            timer.start();
            (void)m_db.apply([](Transaction &tx) { return tx.setLocal(QStringLiteral("bench"), qint64{1}); });
            m_times.push_back(seconds(timer) * 1000);
            std::this_thread::sleep_for(std::chrono::milliseconds(5));
        }
    }
    void print(const char *when)
    {
        m_stop = true;
        std::this_thread::sleep_for(std::chrono::milliseconds(200));
        std::sort(m_times.begin(), m_times.end());
        std::printf("a commit at the hub %-16s %6zu commits   median %6.2f ms   p99 %6.2f ms   slowest %7.2f ms\n",
                    when, m_times.size(), m_times[m_times.size() / 2], m_times[m_times.size() * 99 / 100],
                    m_times.back());
    }
    Database &m_db;
    std::atomic<bool> m_stop = false;
    std::vector<double> m_times;
    std::thread m_thread;
};

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    if (argc < 2) {
        std::fprintf(stderr, "bench_bootstrap HUB_FOLDER [SITE_CODE]\n");
        return 2;
    }
    const QString folder = QString::fromLocal8Bit(argv[1]);
    const SystemClock clock;
    StoreOptions options;
    options.folder = folder;
    options.program = QStringLiteral("bench");
    options.key = required(trainingKeyOf(folder), "the hub's key");
    auto hubStore = required(Database::open(options, allRecordTypes(), clock), "the hub's store");
    required(Hub::initialise(*hubStore), "the hub");
    const QString code = argc > 2 ? QString::fromLocal8Bit(argv[2]) : QString();
    const auto site = required(hubStore->read([&](const Snapshot &s) -> Result<Site> {
        YIGONG_LET(sites, s.select<Site>("WHERE tier = ? ORDER BY code", {static_cast<qint64>(Tier::Township)}));
        for (const Site &one : sites)
            if (code.isEmpty() || one.code == code)
                return one;
        return fail(ErrorKind::NotFound);
    }),
                               "the site");
    const DeviceKey key = DeviceKey::make();
    const Id id = Id::fromKey("bench/" + key.publicKey());
    const auto device =
        required(Hub::addDevice(*hubStore, id, site.id, key.publicKey(), QStringLiteral("bench")), "the device");

    HubLimits limits;
    limits.requestsPerDevice = 100'000;
    HubRoutes routes(*hubStore, folder, limits, 1);
    ServerConfig config;
    config.certificatePath = folder + QStringLiteral("/hub.crt");
    config.keyPath = folder + QStringLiteral("/hub.key");
    HttpServer server(config, [&routes](const HttpRequest &request) { return routes.answer(request); });
    HubAddress address;
    address.url = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(required(server.start(), "the server")));
    address.pin = required(publicKeyPin(required(readWholeFile(config.certificatePath), "the certificate")), "its pin");
    HubLine line(address);
    const AskLine asking{id, [&key](const QByteArray &bytes) { return key.sign(bytes); },
                         postTo(line, QStringLiteral("/v1/snapshot"))};

    {
        Writers alone(*hubStore);
        QThread::sleep(3);
        alone.print("alone");
    }
    QElapsedTimer timer;
    timer.start();
    {
        Writers during(*hubStore);
        for (;;) {
            const QByteArray call = encode(SnapshotCall{SnapshotCall::Kind::Offer, clock.now(), 0, 0});
            const auto reply = required(asking.post(seal(id, call, asking.sign, SealedFor::Snapshot)), "the offer");
            if (required(decodeOffer(reply.body), "the offer").state == SnapshotOffer::State::Ready)
                break;
            QThread::msleep(100);
        }
        std::printf("the cut                          %8.2f s\n", seconds(timer));
        during.print("during the cut");
    }

    QTemporaryDir laptop;
    timer.restart();
    const auto fetched = required(
        fetchSnapshot(asking, clock, laptop.path(), [](int s) { QThread::sleep(static_cast<unsigned long>(s)); }),
        "fetching");
    const double fetch = seconds(timer);
    const std::array openers{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("Bench-laptop-1")),
                             StoreOpener::recovery(newRecoveryKey())};
    const auto storeKey = required(openSnapshot(*fetched, key, openers), "opening");
    required(replaceDurably(fetched->file, Database::fileIn(laptop.path())), "adopting");
    StoreOptions own;
    own.folder = laptop.path();
    own.key = storeKey;
    auto db = required(Database::open(own, allRecordTypes(), clock), "the laptop's store");
    const Actor actor{Id::fromKey("bench"), site.id, static_cast<int>(StaffRole::TownshipDoctor)};
    const auto found = required(
        db->read([&](const Snapshot &s) { return findPatients(s, actor, QStringLiteral("wang"), 50); }), "the search");
    const double all = seconds(timer);

    const QString copyFrom =
        Database::fileIn(folder + QStringLiteral("/snapshots/") + QString::fromLatin1(id.bytes().toHex()));
    std::vector<double> copies;
    for (int i = 0; i < 3; ++i) {
        QTemporaryDir target;
        timer.restart();
        QFile::copy(copyFrom, target.filePath(QStringLiteral("copy")));
        required(syncFile(target.filePath(QStringLiteral("copy"))), "the copy");
        copies.push_back(seconds(timer));
    }
    std::sort(copies.begin(), copies.end());
    std::printf("the snapshot                     %8.1f MB, %lld records\n",
                static_cast<double>(fetched->manifest.size) / 1e6, static_cast<long long>(fetched->manifest.records));
    std::printf("fetched and checked              %8.2f s\n", fetch);
    std::printf("to the first search (%3zu found)   %8.2f s\n", found.patients.size(), all);
    std::printf("copying the same file (median)   %8.2f s\n", copies[1]);
    std::printf("ratio                            %8.2f   (goal: at most 3)\n", all / copies[1]);

    // And as if there were none: the same rows one page after another.
    QTemporaryDir plain;
    StoreOptions pulls;
    pulls.folder = plain.path();
    pulls.create = true;
    const std::array plainOpeners{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("bench"))};
    pulls.key = required(createKeyBlock(Database::fileIn(plain.path()), plainOpeners, SlotCost::Training), "a key");
    auto other = required(Database::open(pulls, allRecordTypes(), clock), "another store");
    required(other->becomeDevice(id, site.id), "another device");
    timer.restart();
    (void)required(SyncSession(*other, asking.sign, postTo(line, QStringLiteral("/v1/sync"))).run(), "the pull");
    std::printf("pulling the rows instead         %8.2f s\n", seconds(timer));
    server.stop();
    return 0;
}
