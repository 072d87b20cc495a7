// SPDX-License-Identifier: GPL-3.0-or-later
// The county in one process, seed after seed (docs/simulator.md).
#include "tests/sim/planted.h"
#include "tests/sim/story.h"

#include <QCoreApplication>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace {

volatile std::sig_atomic_t stopped = 0;

struct Wish
{
    std::uint64_t from = 1;
    std::int64_t count = -1; ///< until stopped
    std::vector<int> kept;
    bool tell = false;   ///< the whole history
    std::string planted; ///< a bug's name, or "all"
};

bool read(int argc, char **argv, Wish &wish)
{
    for (int i = 1; i < argc; ++i) {
        const std::string word = argv[i];
        const char *value = i + 1 < argc ? argv[i + 1] : nullptr;
        if (word == "--tell") {
            wish.tell = true;
            continue;
        }
        if (!value)
            return false;
        ++i;
        if (word == "--from")
            wish.from = std::strtoull(value, nullptr, 10);
        else if (word == "--count")
            wish.count = std::strtoll(value, nullptr, 10);
        else if (word == "--planted")
            wish.planted = value;
        else if (word == "--keep")
            for (const char *at = value; *at;
                 at = std::strchr(at, ',') ? std::strchr(at, ',') + 1 : at + std::strlen(at))
                wish.kept.push_back(std::atoi(at));
        else
            return false;
    }
    return true;
}

void report(const yigong::sim::Telling &telling, const yigong::sim::Told &told, bool whole)
{
    std::printf("seed %llu is broken:\n", static_cast<unsigned long long>(telling.seed));
    const auto shorter = whole || !telling.kept.empty() ? telling : yigong::sim::shortened(telling);
    const auto again = yigong::sim::tell(shorter);
    for (const std::string &line : again.history)
        std::printf("    %s\n", line.c_str());
    for (const std::string &line : again.broken.empty() ? told.broken : again.broken)
        std::printf("  %s\n", line.c_str());
    std::printf("  replay: %s\n", yigong::sim::replayCommand(shorter).c_str());
    std::fflush(stdout);
}

/// One line a bug: its name and how many seeds it took.
int hunt(const Wish &wish)
{
    int missed = 0;
    const int most = wish.count < 0 ? 1000 : static_cast<int>(wish.count);
    for (const auto &entry : yigong::sim::plantedBugs()) {
        if ((wish.planted != "all" && wish.planted != entry.name) || stopped != 0)
            continue;
        const auto found = yigong::sim::huntFor(entry.bug, wish.from, most);
        missed += found.seeds == 0 ? 1 : 0;
        std::printf("%-28s %4s  %s\n", entry.name, found.seeds == 0 ? "none" : std::to_string(found.seeds).c_str(),
                    found.invariant.c_str());
        std::fflush(stdout);
    }
    std::printf("%d planted bugs not found\n", missed);
    return missed == 0 ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const QCoreApplication app(argc, argv);
    Wish wish;
    if (!read(argc, argv, wish)) {
        std::fprintf(stderr, "usage: soak [--from SEED] [--count N] [--keep STEPS] [--tell]\n       soak --planted "
                             "BUG|all [--from SEED] [--count N]\n");
        return 2;
    }
    std::signal(SIGINT, [](int) { stopped = 1; });
    std::signal(SIGTERM, [](int) { stopped = 1; });
    if (!wish.planted.empty())
        return hunt(wish);
    const auto begin = std::chrono::steady_clock::now();
    std::int64_t seeds = 0, broken = 0;
    for (; stopped == 0 && (wish.count < 0 || seeds < wish.count); ++seeds) {
        const yigong::sim::Telling telling{wish.from + static_cast<std::uint64_t>(seeds), wish.kept};
        const auto told = yigong::sim::tell(telling);
        if (!told.broken.empty()) {
            ++broken;
            report(telling, told, wish.tell);
        } else if (wish.tell) {
            for (const std::string &line : told.history)
                std::printf("    %s\n", line.c_str());
        }
    }
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%.1f seeds/s\n%lld seeds, %lld broken\n", static_cast<double>(seeds) / took.count(),
                static_cast<long long>(seeds), static_cast<long long>(broken));
    return broken == 0 ? 0 : 1;
}
