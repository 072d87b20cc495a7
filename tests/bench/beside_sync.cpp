// SPDX-License-Identifier: GPL-3.0-or-later
// What a person waits for at a laptop while it synchronises: saving a visit (durable) and searching as one types,
// against the same without, in turns of one run. The exchange brings and sends thousands of records over TLS.
//   bench_beside_sync [RESIDENTS] [CHANGES]     5000 and 5000 where nobody says otherwise
#include "tests/bench/bench_county.h"

#include "core/patients/find.h"

#include <QCoreApplication>
#include <QElapsedTimer>
#include <algorithm>
#include <atomic>
#include <thread>

using namespace yigong;

namespace {

constexpr int rounds = 3;

struct Waits
{
    std::vector<double> saving, searching; ///< ms, one each
};

double percentile(std::vector<double> of, double part)
{
    if (of.empty())
        return 0;
    std::sort(of.begin(), of.end());
    return of[static_cast<std::size_t>(part * static_cast<double>(of.size() - 1))];
}

struct Laptop
{
    Laptop(const QByteArray &name, ServedHub &hub)
        : store(name, benchVillage(0)), key(DeviceKey::fromSeed(digestOf(name))), line(hub.address)
    {
        required(Hub::addDevice(*hub.store.db, store.db->device(), store.db->site(), key.publicKey(), {}),
                 "adding a laptop");
    }
    SyncOutcome syncs()
    {
        SyncSession session(
            *store.db, [this](const QByteArray &bytes) { return key.sign(bytes); },
            postTo(line, QStringLiteral("/v1/sync")));
        return required(session.run(), "an exchange");
    }
    BenchStore store;
    DeviceKey key;
    HubLine line;
};

Patient resident(int number)
{
    static const QString surnames = QStringLiteral("王李张刘陈杨赵黄周吴"),
                         given = QStringLiteral("芳伟秀敏静丽强磊军洋");
    Patient p;
    p.id = Id::fromKey("bench/" + QByteArray::number(number));
    p.name = QString(surnames[number % 10]) + given[number / 10 % 10] + given[number / 100 % 10];
    p.phone = QStringLiteral("138%1").arg(number, 8, 10, QLatin1Char('0'));
    p.site = benchVillage(0);
    return p;
}

/// At the hub, so that the laptop has something to fetch: each resident gets another address and telephone.
void changeAtHub(Database &hub, int count, int turn)
{
    const RecordType *type = hub.types().byNumber(Patient::info.number);
    for (int from = 0; from < count; from += 500) {
        std::vector<std::pair<const RecordType *, Row>> rows;
        for (int i = from; i < std::min(count, from + 500); ++i) {
            Patient p = resident(i);
            p.phone = QStringLiteral("139%1%2").arg(i, 6, 10, QLatin1Char('0')).arg(turn % 90 + 10);
            rows.emplace_back(type, rowOf(p));
        }
        required(Hub::publish(hub, rows), "changes at the hub");
    }
}

/// One visit saved, then one name typed, again and again until `enough`.
void works(Database &db, const std::function<bool(int done)> &enough, Waits &waits)
{
    const Actor doctor = doctorAt(benchVillage(0));
    static const QStringList typed{QStringLiteral("w"),  QStringLiteral("wf"),   QStringLiteral("王芳"),
                                   QStringLiteral("李"), QStringLiteral("0042"), QStringLiteral("zhangwei")};
    for (int i = 0; !enough(i); ++i) {
        QElapsedTimer timer;
        timer.start();
        seesSomebody(db, doctor, resident(i % 1000).id, i);
        waits.saving.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        timer.start();
        (void)required(db.read([&](const Snapshot &s) { return findPatients(s, doctor, typed[i % typed.size()], 20); }),
                       "a search");
        waits.searching.push_back(static_cast<double>(timer.nsecsElapsed()) / 1e6);
        std::this_thread::sleep_for(std::chrono::milliseconds(20)); // nobody types faster
    }
}

void print(const char *what, const std::vector<double> &without, const std::vector<double> &beside)
{
    std::printf("%-10s  without  median %7.2f ms  p95 %7.2f ms   beside an exchange  median %7.2f ms  p95 %7.2f ms   "
                "ratio %5.2f, p95 %5.2f\n",
                what, percentile(without, 0.5), percentile(without, 0.95), percentile(beside, 0.5),
                percentile(beside, 0.95), percentile(beside, 0.5) / percentile(without, 0.5),
                percentile(beside, 0.95) / percentile(without, 0.95));
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication application(argc, argv);
    const int residents = argc > 1 ? std::atoi(argv[1]) : 5000;
    const int changes = std::min(residents, argc > 2 ? std::atoi(argv[2]) : 5000);
    if (residents < 1000 || changes < 1) {
        std::fprintf(stderr, "bench_beside_sync [RESIDENTS, at least 1000] [CHANGES]\n");
        return 2;
    }
    ServedHub hub(1);
    {
        Laptop laptop("laptop", hub);
        changeAtHub(*hub.store.db, residents, 0);
        (void)laptop.syncs();
        Waits without, beside;
        for (int round = 0; round < rounds; ++round) {
            const std::size_t before = beside.saving.size();
            changeAtHub(*hub.store.db, changes, round + 1);
            std::atomic<bool> over = false;
            {
                std::jthread line([&] {
                    (void)laptop.syncs();
                    over = true;
                });
                works(
                    *laptop.store.db, [&over](int) { return over.load(); }, beside);
            }
            const auto as = static_cast<int>(beside.saving.size() - before); // as many without
            works(
                *laptop.store.db, [as](int done) { return done >= as; }, without);
            (void)laptop.syncs();
        }
        std::printf("%d residents, %d changes an exchange, %zu visits and searches each way\n", residents, changes,
                    beside.saving.size());
        print("saving", without.saving, beside.saving);
        print("searching", without.searching, beside.searching);
    }
    return 0;
}
