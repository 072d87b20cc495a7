// SPDX-License-Identifier: GPL-3.0-or-later
// What an exchange costs, over TLS to a hub in this process, files encrypted and durable: edits pushed and pulled, the
// bytes of a village's day, nothing to say, and how all that grows with the county.
//   bench_sync [EDITS] [MORE_RESIDENTS]     2000 and 0 where nobody says otherwise; sync.sh runs the peer beside it
#include "tests/bench/bench_county.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <ctime>

using namespace yigong;

namespace {

struct Cost
{
    SyncOutcome outcome;
    double seconds = 0, cpuMs = 0; ///< the processor's is that of device and hub together
    qint64 sent = 0, received = 0;
    int roundTrips = 0;
};

struct Laptop
{
    Laptop(const QByteArray &name, ServedHub &hub)
        : store(name, benchVillage(0)), key(DeviceKey::fromSeed(digestOf(name))), line(hub.address)
    {
        required(Hub::addDevice(*hub.store.db, store.db->device(), store.db->site(), key.publicKey(), {}),
                 "adding a laptop");
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
        done += required(laptop.store.db->write(doctorAt(benchVillage(0)),
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
        (void)required(laptop.store.db->write(doctorAt(benchVillage(0)),
                                              [&](Transaction &tx) { return tx.update(before, after); }),
                       "an edit");
        before = after;
    }
}

/// Forty visits of five records: 200 operations.
void worksADay(Laptop &laptop, const std::vector<Patient> &residents)
{
    for (int i = 0; i < 40; ++i)
        seesSomebody(*laptop.store.db, doctorAt(laptop.store.db->site()), residents[static_cast<std::size_t>(i)].id, i);
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
    ServedHub hub(1);
    {
        Laptop writer("writer", hub), reader("reader", hub);
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
    return 0;
}
