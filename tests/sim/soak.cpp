// SPDX-License-Identifier: GPL-3.0-or-later
// The county in one process, seed after seed (docs/simulator.md).
#include "tests/sim/planted.h"
#include "tests/sim/story.h"

#include <QCoreApplication>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/wait.h>
#include <thread>
#include <unistd.h>

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

bool readWish(int argc, char **argv, Wish &wish)
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

/// In one piece: several processes write here.
void say(const std::string &text)
{
    std::fwrite(text.data(), 1, text.size(), stdout);
    std::fflush(stdout);
}

void report(const yigong::sim::Telling &telling, const yigong::sim::Told &told, bool whole)
{
    std::string text = "seed " + std::to_string(telling.seed) + " is broken:\n";
    const auto shorter = whole || !telling.kept.empty() ? telling : yigong::sim::shortened(telling);
    const auto again = yigong::sim::tell(shorter);
    for (const std::string &line : again.history)
        text += "    " + line + '\n';
    for (const std::string &line : again.broken.empty() ? told.broken : again.broken)
        text += "  " + line + '\n';
    say(text + "  replay: " + yigong::sim::replayCommand(shorter) + '\n');
}

struct Tally
{
    std::int64_t seeds = 0, broken = 0;
};

/// Every `step`th seed.
Tally runSeeds(const Wish &wish, std::int64_t first, std::int64_t step)
{
    Tally tally;
    for (std::int64_t at = first; stopped == 0 && (wish.count < 0 || at < wish.count); at += step) {
        const yigong::sim::Telling telling{wish.from + static_cast<std::uint64_t>(at), wish.kept};
        const auto told = yigong::sim::tell(telling);
        ++tally.seeds;
        if (!told.broken.empty()) {
            ++tally.broken;
            report(telling, told, wish.tell);
        } else if (wish.tell) {
            std::string text;
            for (const std::string &line : told.history)
                text += "    " + line + '\n';
            say(text);
        }
    }
    return tally;
}

/// A process a core: a county knows nothing of threads.
Tally runEverywhere(const Wish &wish, std::int64_t workers)
{
    std::vector<std::pair<pid_t, int>> running;
    for (std::int64_t worker = 0; worker < workers; ++worker) {
        int ends[2];
        if (pipe(ends) != 0)
            break;
        const pid_t child = fork();
        if (child == 0) {
            const Tally tally = runSeeds(wish, worker, workers);
            const bool said = write(ends[1], &tally, sizeof tally) == sizeof tally;
            std::_Exit(said ? 0 : 1);
        }
        close(ends[1]);
        running.emplace_back(child, ends[0]);
    }
    Tally all;
    for (const auto &[child, pipeEnd] : running) {
        Tally tally;
        ssize_t got = 0;
        while ((got = read(pipeEnd, &tally, sizeof tally)) < 0 && errno == EINTR)
            for (const auto &[other, unused] : running)
                kill(other, SIGTERM); // they end with the seed that they are at
        if (got != sizeof tally)
            tally = {0, 1}; // it died over a seed
        all.seeds += tally.seeds;
        all.broken += tally.broken;
        waitpid(child, nullptr, 0);
        close(pipeEnd);
    }
    return all;
}

void stopOn(int signal)
{
    struct sigaction action = {};
    action.sa_handler = [](int) { stopped = 1; };
    sigaction(signal, &action, nullptr); // without SA_RESTART: who waits for the others hears of it
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
    if (!readWish(argc, argv, wish)) {
        std::fprintf(stderr, "usage: soak [--from SEED] [--count N] [--keep STEPS] [--tell]\n       soak --planted "
                             "BUG|all [--from SEED] [--count N]\n");
        return 2;
    }
    stopOn(SIGINT);
    stopOn(SIGTERM);
    if (!wish.planted.empty())
        return hunt(wish);
    const auto begin = std::chrono::steady_clock::now();
    const bool one = wish.count == 1 || wish.tell || !wish.kept.empty();
    const auto cores = static_cast<std::int64_t>(std::max(1U, std::thread::hardware_concurrency()));
    const Tally tally = one || cores == 1 ? runSeeds(wish, 0, 1) : runEverywhere(wish, cores);
    const std::chrono::duration<double> took = std::chrono::steady_clock::now() - begin;
    std::printf("%.1f seeds/s\n%lld seeds, %lld broken\n", static_cast<double>(tally.seeds) / took.count(),
                static_cast<long long>(tally.seeds), static_cast<long long>(tally.broken));
    return tally.broken == 0 ? 0 : 1;
}
