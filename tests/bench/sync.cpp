// SPDX-License-Identifier: GPL-3.0-or-later
// What an exchange costs, over TLS to a hub in this process, files encrypted and durable: edits pushed and pulled, the
// bytes of a village's day, nothing to say, and how all that grows with the county.
//   bench_sync [EDITS] [MORE_RESIDENTS]     2000 and 0 where nobody says otherwise; sync.sh runs the peer beside it
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/encounters/encounter.h"
#include "core/hub/certificate.h"
#include "core/hub/http_server.h"
#include "core/hub/hub.h"
#include "core/hub/hub_routes.h"
#include "core/patients/patient.h"
#include "core/security/account.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/sites/site.h"
#include "core/sync/sync_session.h"
#include "core/transport/device_line.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <array>
#include <cstdio>
#include <ctime>

using namespace yigong;

namespace {

template <typename T> T required(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s %s\n", what, qPrintable(nameOf(result.error().kind)),
                     qPrintable(result.error().args.join(QStringLiteral(", "))));
        std::exit(1);
    }
    return std::move(*result);
}

void required(Result<void> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, qPrintable(nameOf(result.error().kind)));
        std::exit(1);
    }
}

/// Who works at the laptops: the hub takes acts of its county's staff alone.
Actor doctor()
{
    return {Id::fromKey("practitioner/bench"), Id::fromKey("site/bench"), static_cast<int>(StaffRole::VillageDoctor)};
}

struct BenchStore
{
    explicit BenchStore(const QByteArray &name)
    {
        const std::array openers{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("bench"))};
        StoreOptions options;
        options.folder = folder.path();
        options.create = true;
        options.key = required(createKeyBlock(Database::fileIn(folder.path()), openers, SlotCost::Training), "a key");
        db = required(Database::open(options, allRecordTypes(), clock), "a store");
        required(db->becomeDevice(Id::fromKey("device/" + name), Id::fromKey("site/bench")), "a device");
    }
    SystemClock clock;
    QTemporaryDir folder;
    std::unique_ptr<Database> db;
};

struct Cost
{
    SyncOutcome outcome;
    double seconds = 0, cpuMs = 0; ///< the processor's is that of device and hub together
    qint64 sent = 0, received = 0;
    int roundTrips = 0;
};

struct Laptop
{
    Laptop(const QByteArray &name, Database &hub, const HubAddress &address)
        : store(name), key(DeviceKey::fromSeed(digestOf(name))), line(address)
    {
        required(Hub::addDevice(hub, store.db->device(), store.db->site(), key.publicKey(), {}), "adding a laptop");
    }
    /// One exchange, and what it cost. Ends the program where the hub held anything back: then nothing was measured.
    Cost syncs()
    {
        const LineCounters before = line.counters();
        const std::clock_t processor = std::clock();
        QElapsedTimer timer;
        timer.start();
        SyncSession session(
            *store.db, [this](const QByteArray &bytes) { return key.sign(bytes); },
            postTo(line, QStringLiteral("/v1/sync")));
        Cost cost;
        cost.outcome = required(session.run(), "an exchange");
        cost.seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
        cost.cpuMs = static_cast<double>(std::clock() - processor) * 1000 / CLOCKS_PER_SEC;
        const LineCounters after = line.counters();
        cost.sent = after.bytesSent - before.bytesSent;
        cost.received = after.bytesReceived - before.bytesReceived;
        cost.roundTrips = after.roundTrips - before.roundTrips;
        if (cost.outcome.heldBack > 0) {
            const SyncStanding now =
                required(store.db->read([](const Snapshot &s) { return syncStanding(s); }), "held");
            for (const HeldAct &act : now.held)
                std::fprintf(stderr, "held back: %lld %s %s\n", static_cast<long long>(act.number),
                             qPrintable(act.reason), qPrintable(act.detail));
            std::exit(1);
        }
        return cost;
    }
    BenchStore store;
    DeviceKey key;
    HubLine line;
};

Patient resident(const Database &db, int number)
{
    Patient p;
    p.name = QStringLiteral("居民%1").arg(number);
    p.phone = QStringLiteral("138%1").arg(number, 8, 10, QLatin1Char('0'));
    p.address = QStringLiteral("天长市石梁镇何庄村%1号").arg(number);
    p.site = db.site();
    return p;
}

std::vector<Patient> registered(Laptop &laptop, int from, int count)
{
    std::vector<Patient> residents;
    for (int done = 0; done < count;)
        done += required(laptop.store.db->write(doctor(),
                                                [&](Transaction &tx) -> Result<int> {
                                                    int made = 0;
                                                    for (; made < 500 && done + made < count; ++made) {
                                                        Patient p = resident(*laptop.store.db, from + done + made);
                                                        YIGONG_LET(id, tx.insert(p));
                                                        p.id = id;
                                                        residents.push_back(p);
                                                    }
                                                    return made;
                                                }),
                         "registering");
    return residents;
}

/// One act each, as at a desk: the person changes a telephone number and saves.
void edits(Laptop &laptop, std::vector<Patient> &residents, int count, const QString &ending)
{
    for (int i = 0; i < count; ++i) {
        Patient &before = residents[static_cast<std::size_t>(i)];
        Patient after = before;
        after.phone = QStringLiteral("139%1%2").arg(i, 6, 10, QLatin1Char('0')).arg(ending);
        (void)required(laptop.store.db->write(doctor(), [&](Transaction &tx) { return tx.update(before, after); }),
                       "an edit");
        before = after;
    }
}

/// Forty visits of five records: 200 operations.
void worksADay(Laptop &laptop, const std::vector<Patient> &residents)
{
    for (int i = 0; i < 40; ++i)
        required(laptop.store.db->write(doctor(),
                                        [&](Transaction &tx) -> Result<Id> {
                                            Encounter visit;
                                            visit.patient = residents[static_cast<std::size_t>(i)].id;
                                            visit.site = laptop.store.db->site();
                                            visit.start = tx.now();
                                            visit.visitClass = QStringLiteral("AMB");
                                            visit.complaint = QStringLiteral("头晕%1天").arg(i % 7 + 1);
                                            visit.summary = QStringLiteral("血压控制一般，规律服药，嘱低盐饮食。");
                                            YIGONG_LET(id, tx.insert(visit));
                                            for (const char *code : {"8480-6", "8462-4", "8867-4"}) {
                                                Observation measured;
                                                measured.encounter = id;
                                                measured.patient = visit.patient;
                                                measured.site = visit.site;
                                                measured.code = QString::fromLatin1(code);
                                                measured.value = QString::number(70 + i * 37 % 90);
                                                YIGONG_TRY(tx.insert(measured));
                                            }
                                            Condition found;
                                            found.encounter = id;
                                            found.patient = visit.patient;
                                            found.site = visit.site;
                                            found.code = QStringLiteral("I10.x00");
                                            return tx.insert(found);
                                        }),
                 "a visit");
}

void print(const char *what, double figure, const char *unit)
{
    std::printf("yigong  %-46s %12.1f %s\n", what, figure, unit);
    std::fflush(stdout);
}

void measure(Laptop &writer, Laptop &reader, int edited, int from)
{
    std::vector<Patient> residents = registered(writer, from, edited);
    (void)writer.syncs();
    (void)reader.syncs();
    edits(writer, residents, edited, QStringLiteral("01"));
    const Cost push = writer.syncs();
    const Cost pull = reader.syncs();
    if (push.outcome.pushed != edited || pull.outcome.pulled != edited) {
        std::fprintf(stderr, "%lld pushed, %lld pulled\n", static_cast<long long>(push.outcome.pushed),
                     static_cast<long long>(pull.outcome.pulled));
        std::exit(1);
    }
    print("push of edits", edited / push.seconds, "edits/s");
    print("pull and apply", edited / pull.seconds, "edits/s");
    print("push, processor", push.cpuMs * 1000 / edited, "us an edit");
    print("pull, processor", pull.cpuMs * 1000 / edited, "us an edit");

    worksADay(writer, residents);
    const Cost day = writer.syncs();
    print("a day of 200: sent", static_cast<double>(day.sent) / 200, "bytes an operation");
    print("a day of 200: sent and received", static_cast<double>(day.sent + day.received) / 200, "bytes an operation");
    edits(writer, residents, 1, QStringLiteral("02"));
    const Cost one = writer.syncs();
    print("a single edit: sent", static_cast<double>(one.sent), "bytes");
    print("a single edit: sent and received", static_cast<double>(one.sent + one.received), "bytes");
    const Cost nothing = writer.syncs();
    print("nothing to sync: round trips", nothing.roundTrips, "");
    print("nothing to sync: sent and received", static_cast<double>(nothing.sent + nothing.received), "bytes");
    print("nothing to sync: processor of both ends", nothing.cpuMs, "ms");
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int edited = argc > 1 ? std::atoi(argv[1]) : 2000;
    const int more = argc > 2 ? std::atoi(argv[2]) : 0;
    if (edited < 40 || more < 0) {
        std::fprintf(stderr, "bench_sync [EDITS, at least 40] [MORE_RESIDENTS]\n");
        return 2;
    }
    BenchStore hub("hub");
    required(Hub::initialise(*hub.db), "the hub");
    Site site;
    site.id = hub.db->site();
    site.tier = Tier::Village;
    Practitioner person;
    person.id = doctor().practitioner;
    person.name = QStringLiteral("赵敏");
    person.site = site.id;
    person.role = doctor().role;
    Account account;
    account.id = Account::idOf(person.id);
    account.practitioner = person.id;
    account.site = site.id;
    const auto &types = hub.db->types();
    required(Hub::publish(*hub.db, {{types.byNumber(Site::info.number), rowOf(site)},
                                    {types.byNumber(Practitioner::info.number), rowOf(person)},
                                    {types.byNumber(Account::info.number), rowOf(account)}}),
             "the site and its doctor");
    const QString folder = hub.folder.path();
    required(makeHubCertificate(folder, {}, hub.clock.now()), "the certificate");
    HubLimits limits;
    limits.requestsPerDevice = 1'000'000;
    limits.requestsPerAddress = 1'000'000;
    HubRoutes routes(*hub.db, folder, limits);
    ServerConfig config;
    config.certificatePath = folder + QStringLiteral("/hub.crt");
    config.keyPath = folder + QStringLiteral("/hub.key");
    HttpServer server(config, [&routes](const HttpRequest &request) { return routes.answer(request); });
    HubAddress address;
    address.url = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(required(server.start(), "the server")));
    address.pin = required(publicKeyPin(required(readWholeFile(config.certificatePath), "the certificate")), "its pin");
    {
        Laptop writer("writer", *hub.db, address), reader("reader", *hub.db, address);
        measure(writer, reader, edited, 0);
        if (more > 0) {
            (void)registered(writer, edited, more);
            const Cost push = writer.syncs(), pull = reader.syncs();
            print("residents more", more, "");
            print("their push", more / push.seconds, "records/s");
            print("their pull", more / pull.seconds, "records/s");
            measure(writer, reader, edited, edited + more);
        }
    }
    server.stop();
    return 0;
}
