// SPDX-License-Identifier: GPL-3.0-or-later
// A county's clinics back on the line after three days, all at once: each with its own work to hand in and the others'
// to fetch, over TLS to one hub in this process, every store a file of its own, encrypted and durable.
//   bench_clinics [CLINICS] [VISITS] [TO_PULL]     300, 60 (of five records each) and 3000 where nobody says otherwise
#include "tests/bench/bench_county.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <atomic>
#include <thread>

using namespace yigong;

namespace {

constexpr int residentsEach = 20;

struct Clinic
{
    Clinic(const BenchStore &made, int number, ServedHub &hub)
        : site(benchVillage(number)), store(made, "clinic" + QByteArray::number(number), site),
          key(DeviceKey::fromSeed(digestOf("clinic" + QByteArray::number(number)))), line(hub.address)
    {
        required(Hub::addDevice(*hub.store.db, store.db->device(), site, key.publicKey(), {}), "adding a laptop");
    }
    Result<SyncOutcome> syncs()
    {
        SyncSession session(
            *store.db, [this](const QByteArray &bytes) { return key.sign(bytes); },
            postTo(line, QStringLiteral("/v1/sync")));
        return session.run();
    }
    Id site;
    BenchStore store;
    DeviceKey key;
    HubLine line;
    std::vector<Id> residents;
};

std::vector<Id> registered(Clinic &clinic)
{
    std::vector<Id> ids;
    required(clinic.store.db->write(doctorAt(clinic.site),
                                    [&](Transaction &tx) -> Result<void> {
                                        for (int i = 0; i < residentsEach; ++i) {
                                            Patient p;
                                            p.name = QStringLiteral("居民%1").arg(i);
                                            p.site = clinic.site;
                                            YIGONG_LET(id, tx.insert(p));
                                            ids.push_back(id);
                                        }
                                        return {};
                                    }),
             "registering");
    return ids;
}

/// What others have noted of this clinic's residents meanwhile.
void notedElsewhere(Database &hub, const Clinic &clinic, int count)
{
    std::vector<std::pair<const RecordType *, Row>> rows;
    for (int i = 0; i < count; ++i) {
        Observation measured;
        measured.id = Id::fromKey("noted/" + clinic.site.bytes() + QByteArray::number(i));
        measured.patient = clinic.residents[static_cast<std::size_t>(i) % clinic.residents.size()];
        measured.site = clinic.site;
        measured.code = QStringLiteral("8480-6");
        measured.value = QString::number(100 + i % 80);
        rows.emplace_back(hub.types().byNumber(Observation::info.number), rowOf(measured));
    }
    required(Hub::publish(hub, rows), "what others noted");
}

/// VmHWM, in MB: hub and laptops together.
double peakMemory()
{
    QFile status(QStringLiteral("/proc/self/status"));
    if (!status.open(QIODevice::ReadOnly))
        return 0;
    for (const QByteArray &row : status.readAll().split('\n'))
        if (row.startsWith("VmHWM:"))
            return row.simplified().split(' ').value(1).toDouble() / 1024;
    return 0;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int count = argc > 1 ? std::atoi(argv[1]) : 300;
    const int visits = argc > 2 ? std::atoi(argv[2]) : 60;
    const int toPull = argc > 3 ? std::atoi(argv[3]) : 3000;
    if (count < 1 || visits < 0 || toPull < 0) {
        std::fprintf(stderr, "bench_clinics [CLINICS] [VISITS] [TO_PULL]\n");
        return 2;
    }
    ServedHub hub(count);
    std::vector<std::unique_ptr<Clinic>> clinics;
    {
        BenchStore made(QByteArray(), Id{});
        made.db.reset();
        for (int i = 0; i < count; ++i)
            clinics.push_back(std::make_unique<Clinic>(made, i, hub));
    }
    for (const auto &clinic : clinics) {
        clinic->residents = registered(*clinic);
        required(clinic->syncs(), "the first exchange");
        for (int i = 0; i < visits; ++i)
            seesSomebody(*clinic->store.db, doctorAt(clinic->site),
                         clinic->residents[static_cast<std::size_t>(i) % residentsEach], i);
        notedElsewhere(*hub.store.db, *clinic, toPull);
    }
    std::printf("%d clinics, each with %d operations and %d to pull\n", count, visits * 5, toPull);
    std::fflush(stdout);

    std::atomic<int> failed = 0, pushed = 0, pulled = 0, held = 0;
    QElapsedTimer timer;
    timer.start();
    {
        std::vector<std::jthread> people;
        for (const auto &clinic : clinics)
            people.emplace_back([&, at = clinic.get()] {
                const auto outcome = at->syncs();
                if (!outcome) {
                    std::fprintf(stderr, "%s\n", qPrintable(nameOf(outcome.error().kind)));
                    ++failed;
                    return;
                }
                pushed += static_cast<int>(outcome->pushed);
                pulled += static_cast<int>(outcome->pulled);
                held += static_cast<int>(outcome->heldBack);
            });
    }
    const double seconds = static_cast<double>(timer.nsecsElapsed()) / 1e9;
    std::printf("all back            %8.1f s    (goal: at most 60)\n", seconds);
    std::printf("operations pushed   %8d\nrecords pulled      %8d\nheld back           %8d\nrefused or failed   %8d\n",
                pushed.load(), pulled.load(), held.load(), failed.load());
    std::printf("records a second    %8.0f    (both ways)\n", (visits * 5.0 + toPull) * count / seconds);
    std::printf("memory at its peak  %8.0f MB   (hub and laptops in one process)\n", peakMemory());
    return failed == 0 && held == 0 ? 0 : 1;
}
