// SPDX-License-Identifier: GPL-3.0-or-later
// What a second place costs a push: the same small pushes to a hub without one, with one, and without again, in one
// run; and how much journal a push makes.
#include "core/hub/second_place.h"
#include "tests/bench/bench_county.h"

#include <QCoreApplication>
#include <QDirIterator>
#include <QElapsedTimer>
#include <algorithm>

using namespace yigong;

namespace {

constexpr int pushes = 300;
constexpr int actsPerPush = 3; // a visit, what it hands out, a correction

qint64 bytesIn(const QString &folder)
{
    qint64 bytes = 0;
    for (QDirIterator at(folder, QDir::Files); at.hasNext();) {
        at.next();
        bytes += at.fileInfo().size();
    }
    return bytes;
}

struct Day
{
    double perSecond = 0, medianMs = 0, p95Ms = 0;
};

Day pushed(BenchStore &laptop, const DeviceKey &key, Hub &hub)
{
    SyncSession session(
        *laptop.db, [&](const QByteArray &bytes) { return key.sign(bytes); },
        [&](const QByteArray &message) -> Result<SyncReply> {
            const HubReply reply = hub.sync(message);
            return SyncReply{reply.status, reply.body};
        });
    std::vector<double> times;
    double all = 0;
    for (int i = 0; i < pushes; ++i) {
        for (int act = 0; act < actsPerPush; ++act)
            required(laptop.db->write(doctorAt(laptop.db->site()),
                                      [&](Transaction &tx) {
                                          Patient p;
                                          p.name = QStringLiteral("居民%1").arg(i);
                                          p.site = laptop.db->site();
                                          return tx.insert(p);
                                      }),
                     "an act");
        QElapsedTimer timer;
        timer.start();
        const SyncOutcome outcome = required(session.run(), "a push");
        if (outcome.pushed != actsPerPush || outcome.heldBack != 0) {
            std::fprintf(stderr, "the hub did not take a push\n");
            std::exit(1);
        }
        times.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        all += times.back();
    }
    std::sort(times.begin(), times.end());
    return {pushes / (all / 1000), times[times.size() / 2], times[times.size() * 95 / 100]};
}

void print(const char *name, const Day &day)
{
    std::printf("%-28s %8.0f pushes/s   median %6.2f ms   p95 %6.2f ms\n", name, day.perSecond, day.medianMs,
                day.p95Ms);
    std::fflush(stdout);
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    BenchStore hubStore("hub", benchVillage(0)), laptop("laptop", benchVillage(0));
    const DeviceKey key = DeviceKey::fromSeed(digestOf("bench"));
    required(Hub::initialise(*hubStore.db), "the hub");
    required(Hub::publish(*hubStore.db, villageRows(hubStore.db->types(), 1)), "the village and its doctor");
    required(Hub::addDevice(*hubStore.db, laptop.db->device(), laptop.db->site(), key.publicKey(), {}), "the laptop");
    Hub hub(*hubStore.db);
    (void)pushed(laptop, key, hub); // warm
    const Day without = pushed(laptop, key, hub);
    print("without a second place", without);
    QTemporaryDir disk;
    {
        SecondPlaceOptions options;
        options.folder = disk.path() + QStringLiteral("/second");
        const auto second = SecondPlace::open(*hubStore.db, options).value();
        hub.setSecondPlace(second.get());
        second->settles(60'000);
        const qint64 before = bytesIn(options.folder + QStringLiteral("/journal"));
        const Day with = pushed(laptop, key, hub);
        const qint64 acts =
            laptop.db->read([](const Snapshot &s) { return s.number("SELECT max(number) FROM act"); }).value();
        QElapsedTimer timer;
        timer.start();
        while (second->backedUp(laptop.db->device()) < acts && timer.elapsed() < 60'000)
            (void)second->settles(100);
        print("with one", with);
        std::printf("the last push was there after %lld ms\n", static_cast<long long>(timer.elapsed()));
        std::printf("journal                      %8.1f KiB a push of %d acts\n",
                    static_cast<double>(bytesIn(options.folder + QStringLiteral("/journal")) - before) / 1024 / pushes,
                    actsPerPush);
        std::printf("ratio of pushes/s            %8.2f\n", with.perSecond / without.perSecond);
        hub.setSecondPlace(nullptr);
    }
    const Day again = pushed(laptop, key, hub);
    print("without, again", again);
    return 0;
}
