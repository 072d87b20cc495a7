// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/story.h"
#include "core/sites/devices.h"
#include "core/sites/site_tree.h"
#include "tests/sim/checker.h"
#include "tests/sim/people.h"

#include <algorithm>
#include <exception>

namespace yigong::sim {

enum class Kind
{
    Deed,
    Exchange,
    OldMessage,
    PowerFails, ///< at some write from now
    HubPowerFails,
    DiskFills,
    DiskHasRoom,
    LineIsCut,
    LineIsBack,
    ClockIsSet,
    DiskIsCloned,
    DiskIsKept,
    DiskIsTakenBack,
    HubIsKept,
    HubIsRestored,
    DeviceIsRevoked,
    VillageMoves,
    ProgramIsOld, ///< of a laptop that has not heard of any stock yet
    ProgramIsNew,
    TimePasses,
    StickIsWritten,
    StickIsWrittenAtHub,
    StickIsRead
};

struct Step
{
    Kind kind = Kind::Deed;
    int station = 0;
    sim::Deed deed = sim::Deed::Registers;
    std::uint64_t chance = 0; ///< of this step alone, so that it goes on as it was when others are dropped
};

namespace {

struct Temper
{
    Weather weather;
    bool crashes = false, fullDisks = false, clocks = false, revokes = false, moves = false, programs = false,
         clocksMove = false, sticks = false;
    enum
    {
        Peace,
        Clone,
        TakenBack,
        HubRestored
    } disaster = Peace;
    enum
    {
        Usual,
        Quarrel, ///< everybody is at odds over a few words of one resident
        Wander,  ///< residents move to and fro while somebody writes about them
        Care,    ///< follow-ups and forms are written, corrected, and entered late
        Signing  ///< a season of contracts: many sign, with teams that do not hear of each other
    } mood = Usual;
};

struct Script
{
    std::vector<int> places;
    Temper temper;
    int pageRows = 4000;
    std::vector<Step> steps;
};

std::vector<int> chosenPlaces(Random &random)
{
    static const std::vector<std::vector<int>> choices{{3, 7},          {3, 1},       {3, 7, 1},    {3, 4, 1},
                                                       {3, 1, 0},       {5, 2, 3, 1}, {3, 7, 1, 0}, {3, 4, 1, 0},
                                                       {3, 5, 1, 2, 0}, {3, 0},       {4, 6, 1, 2}};
    return random.of(choices);
}

const std::vector<std::pair<sim::Deed, int>> &deedWeights()
{
    using enum sim::Deed;
    static const std::vector<std::pair<sim::Deed, int>> weights{
        {Registers, 6},        {EditsResident, 30},  {OpensForm, 8},     {SavesForm, 8},       {NotesDeath, 3},
        {UnwritesDeath, 2},    {VoidsResident, 1},   {MovesResident, 5}, {NotesAllergy, 6},    {VoidsAllergy, 2},
        {SeesPatient, 12},     {AmendsVisit, 2},     {Dispenses, 3},     {ReceivesStock, 7},   {CountsStock, 4},
        {LosesStock, 3},       {HoldsBatch, 3},      {Refers, 8},        {PushesReferral, 20}, {DoesPlanItem, 3},
        {SettlesConflict, 18}, {BreaksGlass, 1},     {RenamesSite, 2},   {Strays, 3},          {RevivesResident, 2},
        {MergesResidents, 3},  {UnmergesResident, 2}};
    return weights;
}

const std::vector<std::pair<sim::Deed, int>> &weightsOf(const Temper &temper)
{
    using enum sim::Deed;
    static const std::vector<std::pair<sim::Deed, int>> quarrel{
        {EditsResident, 60}, {SettlesConflict, 30}, {SeesPatient, 3}, {NotesAllergy, 3}, {Registers, 1}};
    static const std::vector<std::pair<sim::Deed, int>> wander{
        {MovesResident, 30}, {EditsResident, 20}, {Registers, 15}, {NotesAllergy, 5}};
    static const std::vector<std::pair<sim::Deed, int>> care = [] {
        std::vector<std::pair<sim::Deed, int>> weights = deedWeights();
        const auto more = {std::pair{Enrols, 25}, {FollowsUp, 30}, {Contacts, 6},       {LeavesProgram, 6},
                           {FillsForm, 25},       {MakesTeam, 4},  {SignsContract, 12}, {FillsFile, 12},
                           {MovesOutOrBack, 4},   {KeepsHouse, 8}};
        weights.insert(weights.end(), more.begin(), more.end());
        return weights;
    }();
    static const std::vector<std::pair<sim::Deed, int>> signing{
        {MakesTeam, 12}, {SignsContract, 50}, {Registers, 8}, {MovesResident, 6}, {MergesResidents, 4}, {Refers, 4}};
    switch (temper.mood) {
    case Temper::Quarrel:
        return quarrel;
    case Temper::Wander:
        return wander;
    case Temper::Care:
        return care;
    case Temper::Signing:
        return signing;
    default:
        return deedWeights();
    }
}

sim::Deed someDeed(Random &random, const Temper &temper)
{
    const auto &weights = weightsOf(temper);
    int all = 0;
    for (const auto &[deed, weight] : weights)
        all += weight;
    int at = random.upTo(static_cast<std::size_t>(all));
    for (const auto &[deed, weight] : weights)
        if ((at -= weight) < 0)
            return deed;
    return sim::Deed::Registers;
}

/// Of eight counties one quarrels, one wanders, and one is busy with follow-ups and forms. In every second that
/// quarrels the hub is restored after somebody's laptop was lost, so that nobody sends again what made the conflicts
/// that it has forgotten.
void setMood(std::uint64_t seed, Script &script)
{
    static const std::vector<std::vector<int>> quarrelling{{3, 1, 0}, {3, 7, 1, 0}, {3, 1}};
    static const std::vector<std::vector<int>> wandering{{3, 1}, {3, 4, 1}};
    const std::uint64_t among = seed / 16;
    if (seed >= signingSeeds) { // others tell what they always told
        script.temper.mood = Temper::Signing;
        script.temper.programs = false;
        script.places = {3, 7, 1, 0};
    } else if (seed % 8 == 5) {
        const bool restored = seed % 16 == 5;
        script.temper.mood = Temper::Quarrel;
        script.temper.disaster = restored ? Temper::HubRestored : Temper::Peace;
        script.temper.programs = false;
        script.places = quarrelling[among % (restored ? 2 : 3)];
    } else if (seed % 8 == 6) {
        script.temper.mood = Temper::Wander;
        script.temper.weather.meanwhile = 60;
        script.temper.programs = false;
        script.places = wandering[among % 2];
    } else if (seed % 8 == 7) {
        script.temper.mood = Temper::Care;
    }
}

Temper someTemper(Random &random)
{
    Temper temper;
    if (!random.oneIn(3))
        temper.weather = {random.upTo(20), random.upTo(25), random.upTo(20), random.upTo(20), random.upTo(40)};
    temper.crashes = random.oneIn(3);
    temper.fullDisks = random.oneIn(8);
    temper.clocks = random.oneIn(3);
    temper.revokes = random.oneIn(10);
    temper.moves = random.oneIn(10);
    temper.programs = random.oneIn(6);
    temper.sticks = random.oneIn(3);
    switch (random.upTo(10)) {
    case 0:
        temper.disaster = Temper::Clone;
        break;
    case 1:
        temper.disaster = Temper::TakenBack;
        break;
    case 2:
    case 3:
        temper.disaster = Temper::HubRestored;
        temper.revokes = temper.revokes || random.oneIn(3); // what the hub lost, its author may not send again
        break;
    default:
        break;
    }
    return temper;
}

Kind someKind(const Temper &temper, Random &random)
{
    const int at = random.upTo(100);
    if (at < 14 && temper.sticks)
        return at < 3 ? Kind::StickIsWritten : at < 6 ? Kind::StickIsWrittenAtHub : Kind::StickIsRead;
    if (at < 58)
        return Kind::Deed;
    if (at < 80)
        return Kind::Exchange;
    if (at < 84)
        return Kind::TimePasses;
    if (at < 86)
        return Kind::OldMessage;
    if (at < 89 && temper.crashes)
        return random.oneIn(3) ? Kind::HubPowerFails : Kind::PowerFails;
    if (at < 91 && temper.fullDisks)
        return random.oneIn(2) ? Kind::DiskFills : Kind::DiskHasRoom;
    if (at < 93)
        return random.oneIn(2) ? Kind::LineIsCut : Kind::LineIsBack;
    if (at < 94 && temper.revokes)
        return Kind::DeviceIsRevoked;
    if (at < 95 && temper.moves)
        return Kind::VillageMoves;
    if (at < 96 && temper.clocksMove)
        return Kind::ClockIsSet;
    if (at < 97 && temper.programs)
        return Kind::ProgramIsNew;
    return Kind::Deed;
}

Script scriptOf(std::uint64_t seed)
{
    Random random(mixed(seed, 1));
    Script script;
    script.places = chosenPlaces(random);
    script.temper = someTemper(random);
    setMood(seed, script);
    const int stations = static_cast<int>(script.places.size());
    script.pageRows = random.oneIn(2) ? 4000 : random.between(3, 30);
    const int length = 30 + random.upTo(50);
    const auto add = [&](Kind kind, int station) {
        script.steps.push_back({kind, station, someDeed(random, script.temper), random.next()});
    };
    if (script.temper.clocks) // wrong from the first morning
        for (int i = 0; i < stations; ++i)
            if (random.oneIn(2))
                add(Kind::ClockIsSet, i);
    if (script.temper.clocks && random.oneIn(3)) // and set right, or wrong, in between
        script.temper.clocksMove = true;
    if (script.temper.programs)
        for (int i = 0; i < stations; ++i)
            if (const int place = script.places[static_cast<std::size_t>(i)]; place == 1 || place == 2)
                add(Kind::ProgramIsOld, i);
    const int disaster = length / 2 + random.upTo(static_cast<std::size_t>(length) / 3);
    const int victim = random.upTo(script.places.size());
    for (int i = 0; i < length; ++i) {
        if (i == length / 4 && script.temper.disaster == Temper::TakenBack)
            add(Kind::DiskIsKept, victim);
        if (i == length / 3 && script.temper.disaster == Temper::HubRestored)
            add(Kind::HubIsKept, 0);
        if (i == disaster && script.temper.disaster == Temper::Clone)
            add(Kind::DiskIsCloned, victim);
        if (i == disaster && script.temper.disaster == Temper::TakenBack)
            add(Kind::DiskIsTakenBack, victim);
        if (i == disaster && script.temper.disaster == Temper::HubRestored && script.temper.mood == Temper::Quarrel) {
            add(Kind::DeviceIsRevoked, victim);
            add(Kind::Exchange, stations - 1); // the hospital, where that was said
        }
        if (i == disaster && script.temper.disaster == Temper::HubRestored)
            add(Kind::HubIsRestored, 0);
        const bool isCopied = script.temper.disaster == Temper::Clone && i > disaster;
        add(i < 3 ? Kind::Deed : someKind(script.temper, random),
            random.upTo(script.places.size() + (isCopied ? 1 : 0)));
        if (i < 3)
            script.steps.back().deed = sim::Deed::Registers;
        if (script.temper.mood == Temper::Quarrel && i > length * 2 / 3) // in the end they make peace
            script.steps.back().deed = sim::Deed::SettlesConflict;
    }
    return script;
}

/// One run of a script.
class Run
{
public:
    Run(std::uint64_t seed, const Script &script)
        : m_script(script), m_county(seed, script.places, script.pageRows), m_people(m_county)
    {
        m_county.meanwhile = [this](Station &station, Random &random) {
            Station &who = random.oneIn(3) ? anybody(random) : station;
            if (random.oneIn(3) && m_people.editsWhoLeaves(station, random))
                return;
            if (&who != &station && random.oneIn(2))
                (void)m_county.exchange(who, {}, random);
            else
                m_people.does(who, someDeed(random, m_script.temper), random);
        };
        m_people.quarrel = script.temper.mood == Temper::Quarrel;
        m_county.inBetween = [this](Station &station) { entriesStay(station); };
    }
    void step(const Step &step);
    std::vector<std::string> rest();
    County &county() { return m_county; }

private:
    Station &anybody(Random &random)
    {
        return *m_county.stations()[static_cast<std::size_t>(random.upTo(m_county.stations().size()))];
    }
    void entriesStay(Station &station)
    {
        if (!station.disk.isDead() && !m_county.hub().disk.isDead() && !station.copied)
            Checker::entriesStayVisible(m_county, station);
    }
    void setClock(Station &station, Random &random);
    void revoke(Station &station);
    void moveVillage(Random &random);
    [[nodiscard]] bool isRevokedAtHub(const Station &station);
    void exchangeAll(int rounds);
    void repetitionChangesNothing();

    const Script &m_script;
    County m_county;
    People m_people;
    Random m_calm{7};
};

void Run::setClock(Station &station, Random &random)
{
    static const std::vector<std::int64_t> errors{
        -7'200'000, -300'000, 420'000, 86'400'000, -86'400'000LL * 365 * 3, 86'400'000LL * 365 * 5, 0};
    const bool isFirstMorning = station.plain->number("SELECT count(*) FROM act") == 0;
    if (station.disk.isDead())
        return;
    station.clock.errorMs = random.of(errors);
    if (!isFirstMorning)
        m_county.distrustClock(station);
    m_county.tell(station.name + "'s clock is wrong by " + std::to_string(station.clock.errorMs / 60'000) + " min");
}

/// By the county's administrator, at the hospital.
void Run::revoke(Station &station)
{
    for (const auto &desk : m_county.stations()) {
        if (desk->place != County::hospital || desk->people.size() < 2 || desk->site == station.site)
            continue;
        if (m_county.act(*desk, desk->people.back(), "revokes " + station.name,
                         [&](Transaction &tx) { return revokeDevice(tx, station.device, QStringLiteral("遗失")); }))
            m_county.revokedByAct.insert(station.device.bytes().toStdString());
    }
}

void Run::moveVillage(Random &random)
{
    if (m_county.hub().disk.isDead())
        return;
    const int village = random.between(3, 6);
    const int town = random.between(1, 2);
    const auto done = m_county.hub().db->read([&](const Snapshot &s) { return s.get<Site>(m_county.siteOf(village)); });
    if (!done)
        return;
    Site site = *done;
    site.parent = m_county.siteOf(town);
    if (Hub::publish(*m_county.hub().db, {{m_county.hub().db->types().byNumber(Site::info.number), rowOf(site)}}))
        m_county.tell(County::places()[static_cast<std::size_t>(village)] + " belongs to " +
                      County::places()[static_cast<std::size_t>(town)]);
    // What a township has written about that village's residents and not sent is judged by what it may write now.
    m_county.sitesMoved = true;
    for (SavedAct &act : m_county.book.acts())
        if (const int place = m_county.stations()[static_cast<std::size_t>(act.station)]->place;
            (place == 1 || place == 2) && act.due == SavedAct::Due::Applied)
            act.due = SavedAct::Due::Either;
}

void Run::step(const Step &step)
{
    Random random(step.chance);
    if (step.station >= static_cast<int>(m_county.stations().size()))
        return;
    Station &station = *m_county.stations()[static_cast<std::size_t>(step.station)];
    m_county.trueMs += random.between(1, 90) * 60'000LL;
    switch (step.kind) {
    case Kind::Deed:
        m_people.does(station, step.deed, random);
        break;
    case Kind::Exchange:
        (void)m_county.exchange(station, m_script.temper.weather, random);
        entriesStay(station);
        break;
    case Kind::OldMessage:
        m_county.repeatOldMessage(random);
        break;
    case Kind::PowerFails:
        station.disk.losePowerAfter(random.upTo(60));
        m_county.tell(station.name + " will lose its power");
        break;
    case Kind::HubPowerFails:
        m_county.hub().disk.losePowerAfter(random.upTo(60));
        m_county.tell("the hub will lose its power");
        break;
    case Kind::DiskFills:
        (random.oneIn(3) ? m_county.hub() : station).disk.setFull(true);
        m_county.tell("a disk is full");
        break;
    case Kind::DiskHasRoom:
        station.disk.setFull(false);
        m_county.hub().disk.setFull(false);
        break;
    case Kind::LineIsCut:
        station.cutOff = true;
        m_county.tell(station.name + " is cut off");
        break;
    case Kind::LineIsBack:
        station.cutOff = false;
        break;
    case Kind::ClockIsSet:
        setClock(station, random);
        break;
    case Kind::DiskIsCloned:
        m_county.tell(station.name + " is cloned");
        m_county.clone(station);
        break;
    case Kind::DiskIsKept:
        m_county.keepImage(station);
        m_county.tell(station.name + "'s disk is copied");
        break;
    case Kind::DiskIsTakenBack:
        if (m_county.takeBack(station))
            m_county.tell(station.name + " is taken back to its copy");
        break;
    case Kind::HubIsKept:
        m_county.keepHubImage();
        m_county.tell("the hub is backed up");
        break;
    case Kind::HubIsRestored:
        if (m_county.restoreHub())
            m_county.tell("the hub is restored");
        break;
    case Kind::DeviceIsRevoked:
        revoke(station);
        break;
    case Kind::VillageMoves:
        moveVillage(random);
        break;
    case Kind::ProgramIsOld:
        if (station.plain->number("SELECT count(*) FROM stock_batch") == 0)
            m_county.changeProgram(station, 1);
        break;
    case Kind::ProgramIsNew:
        m_county.changeProgram(station, 0);
        break;
    case Kind::StickIsWritten:
        m_county.writeStick(station);
        break;
    case Kind::StickIsWrittenAtHub:
        m_county.writeStickAtHub(station, random);
        break;
    case Kind::StickIsRead:
        m_county.readSomeStick(random);
        break;
    case Kind::TimePasses:
        m_county.trueMs += random.between(1, 40) * 3'600'000LL;
        break;
    }
    m_county.restart(random);
}

bool Run::isRevokedAtHub(const Station &station)
{
    return m_county.revokedByAct.contains(station.device.bytes().toStdString()) &&
           m_county.hub().plain->number("SELECT revoked_enrolment >= enrolment FROM device WHERE id = ?",
                                        {blobCell(station.device.bytes().toStdString())}) != 0;
}

void Run::exchangeAll(int rounds)
{
    for (int round = 0; round < rounds; ++round)
        for (const auto &station : m_county.stations()) {
            if (station->stuck || station->revoked)
                continue;
            m_county.trueMs += 60'000;
            const auto done = m_county.exchange(*station, {}, m_calm);
            if (!done && !station->stuck && !station->revoked && round + 1 == rounds)
                m_county.complaints.push_back("(8) " + station->name + " cannot exchange: " + wordsOf(done.error()));
            if (!done && station->stuck && !station->copied)
                m_county.complaints.push_back("(11) " + station->name + " is taken for a copy, and is none");
            if (!done && station->revoked && !m_county.revokedByAct.contains(station->device.bytes().toStdString()))
                m_county.complaints.push_back("(8) " + station->name + " is told that it is revoked, and is not");
        }
}

void Run::repetitionChangesNothing()
{
    PlainStore &hub = *m_county.hub().plain;
    const auto stands = [&] {
        return std::pair{hub.rows("SELECT stream, position FROM stream_head ORDER BY stream"),
                         hub.rows("SELECT device, number, state FROM hub_act ORDER BY device, number")};
    };
    const auto before = stands();
    m_county.repeatAll(m_calm);
    if (stands() != before)
        m_county.complaints.push_back("(3) messages that came once more changed something at the hub");
}

std::vector<std::string> Run::rest()
{
    Random random(3);
    for (const auto &station : m_county.stations()) {
        station->cutOff = false;
        station->disk.setFull(false);
        station->disk.losePowerAfter(-1);
    }
    m_county.hub().disk.setFull(false);
    m_county.hub().disk.losePowerAfter(-1);
    m_county.restart(random);
    m_county.tell("everybody comes to rest");
    exchangeAll(4);
    for (const auto &station : m_county.stations())
        if (isRevokedAtHub(*station) && !station->revoked && !station->stuck)
            m_county.complaints.push_back("(7) " + station->name + " is revoked, and goes on exchanging");
    repetitionChangesNothing();
    std::vector<std::string> broken = Checker(m_county).brokenInvariants();
    bool anyOld = false;
    for (const auto &station : m_county.stations()) {
        anyOld = anyOld || station->program != 0;
        m_county.changeProgram(*station, 0);
    }
    if (anyOld) {
        exchangeAll(2);
        const auto later = Checker(m_county).brokenInvariants();
        broken.insert(broken.end(), later.begin(), later.end());
    }
    broken.insert(broken.begin(), m_county.complaints.begin(), m_county.complaints.end());
    return broken;
}

} // namespace

void firstMorning()
{
    const County county(1, {}, 1);
}

Told tell(const Telling &telling)
{
    const Script script = scriptOf(telling.seed);
    Run run(telling.seed, script);
    Told told;
    told.steps = static_cast<int>(script.steps.size());
    try {
        for (int i = 0; i < told.steps; ++i)
            if (telling.kept.empty() || std::find(telling.kept.begin(), telling.kept.end(), i) != telling.kept.end())
                run.step(script.steps[static_cast<std::size_t>(i)]);
        told.broken = run.rest();
    } catch (const std::exception &e) {
        told.broken.push_back(std::string("a store cannot be read: ") + e.what());
    }
    told.history = run.county().told();
    return told;
}

Telling shortened(const Telling &telling, int runs)
{
    Telling best = telling;
    if (best.kept.empty())
        for (int i = 0; i < tell(telling).steps; ++i)
            best.kept.push_back(i);
    for (std::size_t part = best.kept.size() / 2; part > 0 && runs > 0; part /= 2)
        for (std::size_t from = 0; from < best.kept.size() && best.kept.size() > 1 && runs > 0;) {
            Telling shorter = best;
            const auto first = shorter.kept.begin() + static_cast<std::ptrdiff_t>(from);
            shorter.kept.erase(first, first + static_cast<std::ptrdiff_t>(std::min(part, best.kept.size() - from)));
            --runs;
            if (!shorter.kept.empty() && !tell(shorter).broken.empty())
                best = shorter;
            else
                from += part;
        }
    return best;
}

std::string replayCommand(const Telling &telling)
{
    std::string command = "tests/sim/soak --from " + std::to_string(telling.seed) + " --count 1";
    for (std::size_t i = 0; i < telling.kept.size(); ++i)
        command += (i == 0 ? " --keep " : ",") + std::to_string(telling.kept[i]);
    return command;
}

} // namespace yigong::sim
