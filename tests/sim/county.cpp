// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/county.h"
#include "core/all_records.h"
#include "core/hub/restore.h"
#include "core/security/account.h"
#include "core/sites/site.h"
#include "tests/sim/programs.h"

#include <QDir>
#include <QTemporaryDir>
#include <stdexcept>

namespace yigong::sim {

namespace {

struct Place
{
    const char *name, *siteCode, *siteName, *parent;
    Tier tier;
    std::vector<StaffRole> people;
};

const std::vector<Place> &placeTable()
{
    using enum StaffRole;
    static const std::vector<Place> table{
        {"hospital", "341181", "天长市人民医院", "", Tier::County, {CountyDoctor, Administrator}},
        {"town1", "341181100", "石梁镇卫生院", "341181", Tier::Township, {TownshipDoctor, TownshipManager}},
        {"town2", "341181101", "汊涧镇卫生院", "341181", Tier::Township, {TownshipDoctor, TownshipManager}},
        {"village1", "341181100001", "王庄村卫生室", "341181100", Tier::Village, {VillageDoctor}},
        {"village2", "341181100002", "李庄村卫生室", "341181100", Tier::Village, {VillageDoctor}},
        {"village3", "341181101001", "赵庄村卫生室", "341181101", Tier::Village, {VillageDoctor}},
        {"village4", "341181101002", "孙庄村卫生室", "341181101", Tier::Village, {VillageDoctor}},
        {"village1b", "341181100001", "王庄村卫生室", "341181100", Tier::Village, {VillageDoctor}},
    };
    return table;
}

constexpr std::int64_t startMs = 1'747'102'320'000; // 2025-05-13 10:12 in the county
constexpr std::uint64_t templateSeed = 20'250'513;

/// Where the stores' locks are: files that SQLite never sees.
const QString &realFolder()
{
    static const QTemporaryDir folder;
    static const QString path = folder.path();
    return path;
}

template <typename T> T must(Result<T> result, const char *what)
{
    if (!result)
        throw std::runtime_error(std::string(what) + ": " + nameOf(result.error().kind).toStdString() + ' ' +
                                 result.error().args.join(u' ').toStdString());
    if constexpr (!std::is_void_v<T>)
        return std::move(*result);
}

Person personOf(const Place &place, std::size_t index)
{
    const QByteArray name = QByteArray(place.name) + QByteArray::number(static_cast<int>(index));
    return {Id::fromKey("practitioner/" + name), Site::idOf(QString::fromLatin1(place.siteCode)), place.people[index]};
}

void setUp(Station &station, int place)
{
    const Place &p = placeTable()[static_cast<std::size_t>(place)];
    station.place = place;
    station.site = Site::idOf(QString::fromLatin1(p.siteCode));
    station.device = Id::fromKey(QByteArray("device/") + p.name);
    static std::map<int, DeviceKey> keys;
    station.key = &keys.try_emplace(place, DeviceKey::fromSeed(digestOf(QByteArray("key/") + p.name))).first->second;
    for (std::size_t i = 0; i < p.people.size(); ++i)
        station.people.push_back(personOf(p, i));
}

/// Machines by name. SQLite's connections hold on to a disk's files, so they stay from run to run.
Machine &machine(const std::string &name)
{
    static auto &machines = *new std::map<std::string, std::unique_ptr<Machine>>; // as long as SQLite's VFS
    auto &found = machines[name];
    if (!found)
        found = std::make_unique<Machine>(name);
    return *found;
}

std::unique_ptr<Database> opened(Station &station, std::uint64_t seed)
{
    StoreOptions options;
    options.folder = QString::fromStdString(station.disk.folder());
    options.create = true;
    options.idSeed = mixed(seed, static_cast<std::uint64_t>(station.place + 100) * 1000 +
                                     static_cast<std::uint64_t>(++station.openings));
    return must(Database::open(options, recordTypesOf(station.program), station.clock), "open");
}

/// Stores as they are on the first morning, made once: the schema, the sites and people, each laptop enrolled and
/// level with the hub.
struct Templates
{
    DiskImage hub;
    std::vector<DiskImage> stations;
    Templates();
};

void publishEverybody(Database &hub)
{
    std::vector<std::pair<const RecordType *, Row>> rows;
    const RecordTypes &types = hub.types();
    for (const Place &p : placeTable()) {
        Site s;
        s.id = Site::idOf(QString::fromLatin1(p.siteCode));
        s.code = QString::fromLatin1(p.siteCode);
        s.name = QString::fromUtf8(p.siteName);
        s.tier = p.tier;
        if (*p.parent)
            s.parent = Site::idOf(QString::fromLatin1(p.parent));
        rows.emplace_back(types.byNumber(Site::info.number), rowOf(s));
        for (std::size_t i = 0; i < p.people.size(); ++i) {
            const Person person = personOf(p, i);
            Practitioner practitioner;
            practitioner.id = person.id;
            practitioner.name = QString::fromUtf8(p.name);
            practitioner.site = person.site;
            practitioner.role = static_cast<int>(person.role);
            practitioner.login = QString::fromLatin1(p.name) + QString::number(i);
            rows.emplace_back(types.byNumber(Practitioner::info.number), rowOf(practitioner));
            Account account;
            account.id = Account::idOf(person.id);
            account.practitioner = person.id;
            account.site = person.site;
            account.county = Site::idOf(u"341181");
            rows.emplace_back(types.byNumber(Account::info.number), rowOf(account));
        }
    }
    must(Hub::publish(hub, rows), "publish");
}

Templates::Templates()
{
    std::int64_t now = startMs;
    Station hubStation("template-hub", now);
    hubStation.db = opened(hubStation, templateSeed);
    hubStation.db.reset();
    const DiskImage migrated = hubStation.disk.image();
    hubStation.db = opened(hubStation, templateSeed);
    must(Hub::initialise(*hubStation.db), "initialise");
    publishEverybody(*hubStation.db);
    Hub hubOf(*hubStation.db);
    std::vector<std::unique_ptr<Station>> made;
    for (std::size_t i = 0; i < placeTable().size(); ++i) {
        made.push_back(std::make_unique<Station>("template-" + std::string(placeTable()[i].name), now));
        Station &s = *made.back();
        setUp(s, static_cast<int>(i));
        s.disk.insert(migrated);
        s.db = opened(s, templateSeed);
        must(s.db->becomeDevice(s.device, s.site), "become");
        const HubDevice known =
            must(Hub::addDevice(*hubStation.db, s.device, s.site, s.key->publicKey(), QString::fromStdString(s.name)),
                 "add");
        must(s.db->apply([&](Transaction &tx) { return tx.setLocal(QStringLiteral("letter"), known.letter); }),
             "letter");
    }
    for (const auto &s : made) {
        SyncSession session(
            *s->db, [&](const QByteArray &bytes) { return s->key->sign(bytes); },
            [&](const QByteArray &message) -> Result<SyncReply> {
                const HubReply reply = hubOf.sync(message);
                return SyncReply{reply.status, reply.body};
            });
        must(session.run(), "first exchange");
    }
    for (const auto &s : made) {
        s->db.reset();
        stations.push_back(s->disk.image());
    }
    hubStation.db.reset();
    hub = hubStation.disk.image();
}

const Templates &templates()
{
    static const Templates made;
    return made;
}

} // namespace

std::string wordsOf(const Error &error)
{
    return (nameOf(error.kind) + u' ' + error.field + u' ' + error.args.join(u' ')).trimmed().toStdString();
}

Machine::Machine(const std::string &name) : disk(realFolder().toStdString() + '/' + name)
{
    QDir().mkpath(QString::fromStdString(disk.folder()));
}

Station::Station(std::string called, const std::int64_t &trueMs)
    : name(std::move(called)), disk(machine(name).disk), clock(trueMs)
{}

const std::vector<std::string> &County::places()
{
    static const std::vector<std::string> names = [] {
        std::vector<std::string> all;
        for (const Place &p : placeTable())
            all.emplace_back(p.name);
        return all;
    }();
    return names;
}

Id County::siteOf(int place) const
{
    return Site::idOf(QString::fromLatin1(placeTable()[static_cast<std::size_t>(place)].siteCode));
}

County::County(std::uint64_t seed, const std::vector<int> &places, int pageRows)
    : trueMs(startMs + 3'600'000), m_seed(seed), m_pageRows(pageRows)
{
    const Templates &made = templates();
    seedSqlite(seed);
    m_hubStation = std::make_unique<Station>("hub", trueMs);
    m_hubStation->disk.insert(made.hub);
    openStation(*m_hubStation);
    for (const int place : places) {
        m_stations.push_back(std::make_unique<Station>(County::places()[static_cast<std::size_t>(place)], trueMs));
        Station &s = *m_stations.back();
        setUp(s, place);
        s.disk.insert(made.stations[static_cast<std::size_t>(place)]);
        openStation(s);
    }
}

County::~County()
{
    for (const auto &s : m_stations)
        closeStation(*s);
    closeStation(*m_hubStation);
}

void County::closeStation(Station &station)
{
    station.plain = nullptr;
    if (&station == m_hubStation.get())
        m_hub.reset();
    station.db.reset();
}

void County::openStation(Station &station)
{
    station.db = opened(station, m_seed);
    Machine &on = machine(station.name);
    if (!on.plain)
        on.plain = std::make_unique<PlainStore>(station.disk.folder() + "/yigong.db");
    on.plain->forget();
    station.plain = on.plain.get();
    if (&station == m_hubStation.get()) {
        m_hub = std::make_unique<Hub>(*station.db);
        m_hub->setPageRows(m_pageRows);
    }
}

void County::restart(Random &random)
{
    const auto again = [&](Station &s) {
        if (!s.disk.isDead())
            return;
        closeStation(s);
        s.disk.powerIsBack(random);
        openStation(s);
        tell(s.name + " starts again");
        for (const Unsure &unsure : m_unsure)
            if (unsure.station == &s)
                note(s, unsure.verb, unsure.before, unsure.mustApply);
        std::erase_if(m_unsure, [&s](const Unsure &unsure) { return unsure.station == &s; });
    };
    again(*m_hubStation);
    for (const auto &s : m_stations)
        again(*s);
}

HubReply County::atHub(const QByteArray &message)
{
    if (m_hubStation->disk.isDead())
        return {503, {}, 0};
    return m_hub->sync(message);
}

Result<SyncReply> County::carry(Station &station, const QByteArray &message, const Weather &weather, Random &random)
{
    const auto strikes = [&random](int chance) { return random.upTo(100) < chance; };
    const auto unreachable = [] { return fail(ErrorKind::HubUnreachable); };
    if (station.cutOff || station.disk.isDead())
        return unreachable();
    if (inBetween)
        inBetween(station);
    if (strikes(weather.late) && m_onTheWay.size() < 8)
        m_onTheWay.push_back(message);
    m_last[&station] = message;
    if (strikes(weather.meanwhile) && meanwhile && m_depth < 3)
        meanwhile(station, random);
    if (strikes(weather.lostRequest))
        return unreachable();
    HubReply reply = atHub(message);
    if (strikes(weather.repeated))
        reply = atHub(message);
    if (m_hubStation->disk.isDead() || strikes(weather.lostAnswer))
        return unreachable();
    if (strikes(weather.meanwhile) && meanwhile && m_depth < 3)
        meanwhile(station, random);
    return SyncReply{reply.status, reply.body};
}

void County::repeatOldMessage(Random &random)
{
    if (m_onTheWay.empty() || m_hubStation->disk.isDead())
        return;
    (void)atHub(random.of(m_onTheWay));
}

void County::repeatAll(Random &random)
{
    for (const QByteArray &message : m_onTheWay)
        (void)atHub(message);
    for (const auto &[station, message] : m_last)
        (void)atHub(message);
    for (const Stick &stick : m_sticks)
        if (stick.read)
            readStick(stick.bytes, random);
}

Result<SyncOutcome> County::exchange(Station &station, const Weather &weather, Random &random)
{
    if (!station.db || station.disk.isDead())
        return fail(ErrorKind::StoreFailed);
    ++m_depth;
    SyncSession session(
        *station.db, [&](const QByteArray &bytes) { return station.key->sign(bytes); },
        [&](const QByteArray &bytes) { return carry(station, bytes, weather, random); });
    session.setRowsBesideWork(3); // a page of a simulated week is small
    auto outcome = session.run();
    --m_depth;
    if (outcome) {
        if (outcome->pushed + outcome->pulled > 0)
            tell(station.name + " exchanges: " + std::to_string(outcome->pushed) + " up, " +
                 std::to_string(outcome->pulled) + " down" +
                 (outcome->heldBack > 0 ? ", " + std::to_string(outcome->heldBack) + " held back" : "") +
                 (outcome->conflicts > 0 ? ", " + std::to_string(outcome->conflicts) + " in conflict" : ""));
        return outcome;
    }
    tell(station.name + " exchanges: " + wordsOf(outcome.error()));
    if (outcome.error().kind == ErrorKind::BrokenChain)
        station.stuck = true;
    if (outcome.error().kind == ErrorKind::DeviceRevoked)
        station.revoked = true;
    return outcome;
}

void County::learn(Station &station, const std::string &verb, Before before, const std::string &error)
{
    const bool mustApply = !expectRefusal;
    expectRefusal = false;
    tell(station.name + ' ' + verb + (error.empty() ? "" : ": " + error));
    if (station.disk.isDead()) // nobody was told anything; whether it was saved is seen once the power is back
        m_unsure.push_back({&station, verb, std::move(before), mustApply});
    else
        note(station, verb, before, mustApply);
}

void County::note(Station &station, const std::string &verb, const Before &before, bool mustApply)
{
    auto said = Book::difference(*station.plain, before);
    const std::int64_t last = station.plain->number("SELECT max(number) FROM act");
    if (last == before.lastAct) {
        if (!said.empty())
            complaints.push_back(station.name + ' ' + verb + ": rows were written, and no act");
        return;
    }
    if (said.empty())
        return;
    SavedAct act{0,
                 station.device.bytes().toStdString(),
                 last,
                 {},
                 station.name + ' ' + verb,
                 trueMs,
                 std::move(said),
                 true,
                 mustApply ? SavedAct::Due::Applied : SavedAct::Due::Held};
    for (std::size_t i = 0; i < m_stations.size(); ++i)
        if (m_stations[i].get() == &station)
            act.station = static_cast<int>(i);
    if (sitesMoved && (station.place == 1 || station.place == 2) && act.due == SavedAct::Due::Applied)
        act.due = SavedAct::Due::Either;
    act.clockTrusted = station.clockTrusted;
    act.hash = bytesIn(station.plain->cell("SELECT hash FROM act WHERE number = ?", {cellOf(last)}));
    book.write(std::move(act));
}

Station &County::clone(Station &station)
{
    m_stations.push_back(std::make_unique<Station>("clone", trueMs));
    Station &copy = *m_stations.back();
    setUp(copy, station.place);
    closeStation(station);
    copy.disk.insert(station.disk.image());
    openStation(station);
    copy.openings = 500;
    openStation(copy);
    station.copied = copy.copied = true;
    return copy;
}

void County::distrustClock(Station &station)
{
    station.clockTrusted = false;
    for (SavedAct &act : book.acts())
        if (m_stations[static_cast<std::size_t>(act.station)].get() == &station &&
            m_hubStation->plain->number("SELECT count(*) FROM hub_act WHERE device = ? AND number = ?",
                                        {blobCell(act.device), cellOf(act.number)}) == 0)
            act.clockTrusted = false;
}

void County::changeProgram(Station &station, int program)
{
    if (station.program == program || station.disk.isDead())
        return;
    closeStation(station);
    station.program = program;
    openStation(station);
    tell(station.name + (program == 0 ? " has the newest program" : " has an older program"));
}

void County::keepImage(Station &station)
{
    closeStation(station);
    m_images[&station] = station.disk.image();
    openStation(station);
    m_imageActs[&station] = station.plain->number("SELECT max(number) FROM act");
}

bool County::takeBack(Station &station)
{
    const auto found = m_images.find(&station);
    if (found == m_images.end())
        return false;
    closeStation(station);
    station.disk.insert(found->second);
    openStation(station);
    station.copied = true;
    for (SavedAct &act : book.acts())
        if (m_stations[static_cast<std::size_t>(act.station)].get() == &station && act.number > m_imageActs[&station])
            act.goneWithDisk = true;
    return true;
}

void County::keepHubImage()
{
    closeStation(*m_hubStation);
    m_hubImage = m_hubStation->disk.image();
    openStation(*m_hubStation);
}

bool County::restoreHub()
{
    if (m_hubImage.empty())
        return false;
    std::map<std::string, std::int64_t> taken;
    for (const Cells &row : m_hubStation->plain->rows("SELECT id, taken FROM hub_device"))
        taken[bytesIn(row[0])] = numberIn(row[1]);
    for (SavedAct &act : book.acts())
        act.onceTaken = act.onceTaken || act.number <= taken[act.device];
    closeStation(*m_hubStation);
    m_hubStation->disk.insert(m_hubImage);
    openStation(*m_hubStation);
    must(m_hubStation->db->apply([&](Transaction &tx) { return beginEpoch(tx, Instant{trueMs}); }), "epoch");
    hubWasRestored = true;
    return true;
}

} // namespace yigong::sim
