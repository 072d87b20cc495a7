// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/sync/sync_session.h"
#include "tests/sim/book.h"
#include "tests/sim/sim_disk.h"

#include <functional>

namespace yigong::sim {

/// A computer's clock: the county's true time, and its error.
class StationClock : public Clock
{
public:
    explicit StationClock(const std::int64_t &trueMs) : m_trueMs(trueMs) {}
    [[nodiscard]] Instant now() const override { return {m_trueMs + errorMs}; }
    std::int64_t errorMs = 0;

private:
    const std::int64_t &m_trueMs;
};

struct Person
{
    Id id;
    Id site;
    StaffRole role = StaffRole::VillageDoctor;
    [[nodiscard]] Actor actor() const { return {id, site, static_cast<int>(role)}; }
};

/// What outlives a run: the disk's place, and the checker's own line into the store, which reads the schema once.
struct Machine
{
    explicit Machine(const std::string &name);
    SimDisk disk;
    std::unique_ptr<PlainStore> plain;
};

/// A computer with its disk, clock and store.
struct Station
{
    Station(std::string called, const std::int64_t &trueMs);

    std::string name;
    int place = -1; ///< in `placesOf()`; -1: the hub
    Id site;
    Id device;
    const DeviceKey *key = nullptr;
    std::vector<Person> people;
    SimDisk &disk;
    StationClock clock;
    std::unique_ptr<Database> db;
    PlainStore *plain = nullptr; ///< the checker's own line into the store; none while the computer is off
    bool clockTrusted = true;    ///< it has kept its error since the first act
    int openings = 0;
    bool cutOff = false;  ///< its line
    bool stuck = false;   ///< the hub will have no more of it: it is another's copy, or a restored one. Noticed.
    bool revoked = false; ///< and told so
    bool copied = false;  ///< the disk was cloned, or taken back to an earlier day: what is on it may be lost
    int program = 0;      ///< see `recordTypesOf`
};

std::string wordsOf(const Error &error);

/// What goes wrong on the line during one exchange. Chances in a hundred.
struct Weather
{
    int lostRequest = 0, lostAnswer = 0, repeated = 0, late = 0, meanwhile = 0;
};

/// A county in one process: hub, computers, their disks, clocks and lines, all from one seed. No real time passes.
class County
{
public:
    /// `pageRows`: how many rows an answer of the hub brings.
    County(std::uint64_t seed, const std::vector<int> &places, int pageRows);
    ~County();
    County(const County &) = delete;
    County &operator=(const County &) = delete;

    static constexpr int hospital = 0; ///< the place that administers
    static const std::vector<std::string> &places();

    [[nodiscard]] std::vector<std::unique_ptr<Station>> &stations() { return m_stations; }
    Station &hub() { return *m_hubStation; }
    Book book;
    std::int64_t trueMs;

    /// One exchange of a station with the hub. What the person there is told is answered.
    Result<SyncOutcome> exchange(Station &station, const Weather &weather, Random &random);
    /// Called while a message is on its way: somebody may go on working.
    std::function<void(Station &, Random &)> meanwhile;
    /// Called before each message: what the one before it brought is in the store.
    std::function<void(Station &)> inBetween;
    /// An old message arrives once more.
    void repeatOldMessage(Random &random);
    /// All messages that the line kept arrive once more, each station's last one, and every stick.
    void repeatAll(Random &random);

    /// A package is written and put with the others; one of those, perhaps cut short, is read, mostly where it belongs.
    void writeStick(Station &station);
    void writeStickAtHub(Station &station, Random &random);
    void readSomeStick(Random &random);

    /// A person's act through a door. What was saved goes into the book. Answers whether it was.
    template <typename F> bool act(Station &station, const Person &person, const std::string &verb, F &&f);
    bool expectRefusal = false; ///< of the next act: the hub may hold it back

    /// Whoever lost power starts again.
    void restart(Random &random);
    void closeStation(Station &station);
    void openStation(Station &station);

    /// A second laptop with this one's disk.
    Station &clone(Station &station);
    void keepImage(Station &station); ///< last month's backup
    bool takeBack(Station &station);  ///< the laptop is as it was then; false where there is none
    void keepHubImage();
    bool restoreHub();

    /// Its program is an older or a newer one from now on.
    void changeProgram(Station &station, int program);

    [[nodiscard]] Id siteOf(int place) const;
    /// What went wrong by itself: an act that was half there, an error that no fault explains.
    std::vector<std::string> complaints;
    [[nodiscard]] const std::vector<std::string> &told() const { return m_told; } ///< the history
    void tell(std::string line) { m_told.push_back(std::move(line)); }
    /// Its error has changed: what is made with it from now on, and was made and not sent, may count as any time's.
    void distrustClock(Station &station);
    bool hubWasRestored = false;
    bool sitesMoved = false;
    std::set<std::string> revokedByAct; ///< devices

private:
    Result<SyncReply> carry(Station &station, const QByteArray &message, const Weather &weather, Random &random);
    HubReply atHub(const QByteArray &message);
    void keepStick(QByteArray bytes);
    void readStick(const QByteArray &bytes, Random &random);
    void learn(Station &station, const std::string &verb, Before before, const std::string &error);
    void note(Station &station, const std::string &verb, const Before &before, bool mustApply);

    std::uint64_t m_seed;
    int m_pageRows;
    std::unique_ptr<Station> m_hubStation;
    std::unique_ptr<Hub> m_hub;
    std::vector<std::unique_ptr<Station>> m_stations;
    std::vector<QByteArray> m_onTheWay; ///< messages that the line kept
    std::map<const Station *, QByteArray> m_last;
    struct Stick
    {
        QByteArray bytes;
        bool read = false;
    };
    std::vector<Stick> m_sticks;
    std::map<std::string, qint64> m_newestPackage; ///< device → number of what the hub wrote last for it
    std::map<const Station *, DiskImage> m_images;
    std::map<const Station *, std::int64_t> m_imageActs;
    DiskImage m_hubImage;
    std::vector<std::string> m_told;
    struct Unsure
    {
        Station *station;
        std::string verb;
        Before before;
        bool mustApply;
    };
    std::vector<Unsure> m_unsure; ///< acts during which the power went
    int m_depth = 0;              ///< of exchanges under way
};

template <typename F> bool County::act(Station &station, const Person &person, const std::string &verb, F &&f)
{
    if (!station.db || station.disk.isDead())
        return false;
    Before before = Book::look(*station.plain);
    const auto done = station.db->write(person.actor(), std::forward<F>(f));
    learn(station, verb, std::move(before), done ? std::string() : wordsOf(done.error()));
    return done.has_value();
}

} // namespace yigong::sim
