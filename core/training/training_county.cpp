// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/training_county.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/base/spans.h"
#include "core/sites/hub_devices.h"
#include "core/training/contract_year.h"
#include "core/training/device_store.h"
#include "core/training/follow_up_year.h"
#include "core/training/hub_writer.h"
#include "core/training/program_year.h"
#include "core/training/resident_files.h"
#include "core/training/story.h"
#include "core/training/training_file.h"
#include "core/training/training_password.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <algorithm>
#include <future>
#include <memory>
#include <optional>

namespace yigong {

namespace {

/// Visits of a year for a hundred residents. A village clinic sees more; what a size is for decides.
int visitsPerHundred(TrainingSize size)
{
    switch (size) {
    case TrainingSize::Small:
        return 80;
    case TrainingSize::Township:
        return 69;
    case TrainingSize::County:
        return 14;
    }
    return 0;
}

QJsonObject staffObject(const Practitioner &person)
{
    return {{QStringLiteral("login"), person.login},
            {QStringLiteral("name"), person.name},
            {QStringLiteral("role"), nameOf(static_cast<StaffRole>(person.role))},
            {QStringLiteral("title"), person.title}};
}

/// Builds one county into a folder that is its alone.
class CountyBuilding
{
public:
    CountyBuilding(const TrainingOptions &options, QString folder)
        : m_options(options), m_folder(std::move(folder)), m_idClock(startOf(options.today).plusMs(-400 * dayMs)),
          m_ids(m_idClock, options.seed), m_households(m_names, m_ids, options.today)
    {}

    Result<TrainingCounty> build();

private:
    Result<void> tell(TrainingProgress::Step step, qint64 done, qint64 total) const;
    Result<void> openHub();
    Result<void> startWriting(RecordPile pile);
    Result<void> finishWriting();
    Result<void> buildRecords();
    Result<void> buildVillage(const PlannedSite &village, Desk &township, std::vector<Person> &sample);
    Result<void> buildTownship(Desk &township, std::vector<Person> &sample);
    void writePeople(const std::vector<Person> &people, RecordPile &pile) const;
    [[nodiscard]] int visitsFor(qsizetype people) const
    {
        return static_cast<int>(people * visitsPerHundred(m_options.size) / 100);
    }
    [[nodiscard]] Instant yearStart() const;

    Result<void> chooseDevices();
    Result<void> enrol();
    Result<void> buildDevices();
    Result<void> writeFiles();
    Result<void> makeSafe();

    const TrainingOptions &m_options;
    const QString m_folder;
    FixedClock m_idClock;
    IdSource m_ids;
    PeopleNames m_names;
    Households m_households;
    Ailments m_ailments;
    CountyPlan m_plan;
    std::unique_ptr<Database> m_hub;
    std::unique_ptr<HubWriter> m_writer;
    std::future<Result<void>> m_writing;
    std::unique_ptr<Desk> m_hospital;
    std::vector<DevicePlan> m_devices;
    QByteArray m_pin;
    qint64 m_residents = 0;
};

Result<void> CountyBuilding::tell(TrainingProgress::Step step, qint64 done, qint64 total) const
{
    if (m_options.progress && !m_options.progress({step, done, total}))
        return fail(ErrorKind::Cancelled);
    return {};
}

Instant CountyBuilding::yearStart() const
{
    const QDate month = m_options.today.addMonths(-12);
    return startOf(QDate(month.year(), month.month(), 1));
}

Result<void> CountyBuilding::openHub()
{
    StoreOptions options;
    options.folder = m_folder + QStringLiteral("/hub");
    options.program = QStringLiteral("yigong training");
    options.create = true;
    options.durable = false;
    YIGONG_LET(key, makeTrainingKey(options.folder));
    options.key = key;
    YIGONG_LET(hub, Database::open(options, allRecordTypes(), m_idClock));
    m_hub = std::move(hub);
    m_writer = std::make_unique<HubWriter>(*m_hub);
    return {};
}

/// One village is made up while the one before is written: that takes two processors, and the order is the same.
Result<void> CountyBuilding::startWriting(RecordPile pile)
{
    YIGONG_TRY(finishWriting());
    m_writing = std::async(std::launch::async,
                           [writer = m_writer.get(), pile = std::move(pile)] { return writer->place(pile); });
    return {};
}

Result<void> CountyBuilding::finishWriting()
{
    return m_writing.valid() ? m_writing.get() : Result<void>{};
}

void CountyBuilding::writePeople(const std::vector<Person> &people, RecordPile &pile) const
{
    for (const Person &person : people) {
        pile.add(person.patient);
        for (const AllergyIntolerance &allergy : person.allergies)
            pile.add(allergy);
    }
}

Result<void> CountyBuilding::buildVillage(const PlannedSite &village, Desk &township, std::vector<Person> &sample)
{
    Dice dice(m_options.seed, "village/" + village.site.code.toUtf8());
    const bool inStory = &village == &m_plan.sites[m_plan.storyVillage];
    std::optional<Story> story;
    std::vector<Person> people;
    if (inStory) {
        story.emplace(m_plan, m_households, m_ids);
        people = story->people();
    }
    m_households.settle(village, village.residents, dice, people);
    RecordPile pile;
    writePeople(people, pile);

    Desk desk(village, m_ids);
    ClinicYear clinic(desk, m_ailments, pile, Dice(dice.next()));
    const std::vector<VisitMade> visits =
        clinic.work(people, visitsFor(village.residents), yearStart(), village.heard.plusMs(-30 * minuteMs),
                    story ? story->visits() : std::vector<ScriptedVisit>{});
    clinic.closeBooks(village.heard);
    if (inStory || dice.oneIn(5))
        clinic.handOutBeyondLedger(people, village.heard, inStory ? Story::drugs() : QStringList{});
    referSome(desk, township, *m_hospital, people, visits, std::max(3, static_cast<int>(visits.size() / 90)), pile,
              village.heard, Dice(dice.next()));
    if (story)
        story->write(desk, *m_hospital, clinic, visits, pile);
    followChronic(desk, people, visits, pile, Dice(m_options.seed, "follow-ups/" + village.site.code.toUtf8()));
    careForGroups(village, people, m_options.today, pile,
                  Dice(m_options.seed, "programs/" + village.site.code.toUtf8()));
    signWithTeam(village, people, m_options.today, pile,
                 Dice(m_options.seed, "contracts/" + village.site.code.toUtf8()));
    fileResidents(village, people, m_options.today, pile, Dice(m_options.seed, "files/" + village.site.code.toUtf8()));
    for (const Person &person : people)
        if (dice.oneIn(12) && !person.scripted)
            sample.push_back(person);
    m_residents += static_cast<qint64>(people.size());
    return startWriting(std::move(pile));
}

Result<void> CountyBuilding::buildTownship(Desk &township, std::vector<Person> &sample)
{
    // Who lives in the town itself is on the villages' lists; some of all the villages' people come to the centre.
    Dice dice(m_options.seed, "township/" + township.site().site.code.toUtf8());
    RecordPile pile;
    ClinicYear clinic(township, m_ailments, pile, Dice(dice.next()));
    clinic.work(sample, visitsFor(static_cast<qsizetype>(sample.size()) * 2), yearStart(),
                township.site().heard.plusMs(-30 * minuteMs));
    clinic.closeBooks(township.site().heard);
    return startWriting(std::move(pile));
}

Result<void> CountyBuilding::buildRecords()
{
    YIGONG_LET(plan, planCounty(m_options, m_names, m_ids));
    m_plan = std::move(plan);
    m_hospital = std::make_unique<Desk>(m_plan.hospital(), m_ids);
    YIGONG_TRY(openHub());
    RecordPile first = recordsOf(m_plan);
    addTeams(m_plan, first);
    YIGONG_TRY(startWriting(std::move(first)));
    qint64 total = 0;
    for (const PlannedSite &site : m_plan.sites)
        total += site.residents;
    std::unique_ptr<Desk> township;
    std::vector<Person> sample;
    for (const PlannedSite &site : m_plan.sites) {
        if (site.site.tier == Tier::Township) {
            if (township)
                YIGONG_TRY(buildTownship(*township, sample));
            township = std::make_unique<Desk>(site, m_ids);
            sample.clear();
        } else if (site.site.tier == Tier::Village) {
            YIGONG_TRY(buildVillage(site, *township, sample));
            YIGONG_TRY(tell(TrainingProgress::Step::Records, m_residents, total));
        }
    }
    if (township)
        YIGONG_TRY(buildTownship(*township, sample));
    return finishWriting();
}

Result<void> CountyBuilding::chooseDevices()
{
    using Which = TrainingDevices::Which;
    Which which = m_options.devices.which;
    QStringList codes = m_options.devices.codes;
    if (which == Which::Usual) {
        which = m_options.size == TrainingSize::Small ? Which::All : Which::These;
        const PlannedSite &village = m_plan.sites[m_plan.storyVillage];
        codes = QStringList{m_plan.hospital().site.code, m_plan.parentOf(village).site.code, village.site.code};
    }
    for (const PlannedSite &site : m_plan.sites) {
        const bool wanted = which == Which::All || (which == Which::These && codes.removeAll(site.site.code) > 0);
        if (wanted)
            m_devices.push_back({&site, Id::fromKey("training/device/" + site.site.code.toUtf8()), QStringLiteral("B"),
                                 m_folder + QStringLiteral("/devices/") + site.site.code});
    }
    if (which == Which::These && !codes.isEmpty())
        return fail(ErrorKind::NotFound, QStringLiteral("devices"), {codes.join(u' ')});
    return {};
}

Result<void> CountyBuilding::enrol()
{
    struct Enrolled
    {
        Device device;
        Instant heard;
    };
    std::vector<Enrolled> all;
    const auto add = [&all](Id id, const PlannedSite &site, const QString &letter, const QByteArray &key,
                            bool isCurrent) {
        Enrolled one{{}, isCurrent ? site.heard : site.heard.plusMs(-40 * minuteMs)};
        one.device.id = id;
        one.device.site = site.site.id;
        one.device.letter = letter;
        one.device.name = site.site.shortCode + u'-' + letter;
        one.device.publicKey = key;
        one.device.enrolled = one.heard.plusMs(isCurrent ? -30 * minuteMs : -390 * dayMs);
        all.push_back(one);
    };
    for (const PlannedSite &site : m_plan.sites) {
        // The laptop of the past: where a new one is made, it has taken its place.
        const auto successor =
            std::find_if(m_devices.begin(), m_devices.end(), [&](const DevicePlan &d) { return d.site == &site; });
        const bool replaced = successor != m_devices.end();
        const QByteArray gone =
            DeviceKey::fromSeed(digestOf("training former device/" + site.site.code.toUtf8())).publicKey();
        add(site.formerDevice, site, QStringLiteral("A"), gone, !replaced);
        if (!replaced)
            continue;
        Device &former = all.back().device;
        former.revokedEnrolment = former.enrolment;
        former.revoked = site.heard.plusMs(-35 * minuteMs);
        former.revokeReason = QStringLiteral("更换新电脑");
        add(successor->id, site, successor->letter, successor->key(m_options.seed).publicKey(), true);
        all.back().device.replaces = site.formerDevice;
    }
    RecordPile pile;
    for (const Enrolled &one : all)
        pile.add(one.device);
    YIGONG_TRY(m_writer->place(pile));
    YIGONG_TRY(m_writer->finish());
    return m_hub->apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(tx.setLocal(QStringLiteral("epoch"), m_ids.next().bytes()));
        for (const Enrolled &one : all) {
            YIGONG_TRY(keepHubDevice(tx, one.device));
            YIGONG_TRY(tx.run("UPDATE hub_device SET last_contact = ? WHERE id = ?",
                              {static_cast<qint64>(one.heard.ms), one.device.id.bytes()}));
        }
        return {};
    });
}

Result<void> CountyBuilding::buildDevices()
{
    const auto make = [this](std::size_t i) {
        return makeDeviceStore(m_devices[i], m_folder + QStringLiteral("/hub"), m_plan, m_options.seed);
    };
    for (std::size_t i = 0; i < m_devices.size(); i += 2) { // they only read the hub: two at a time
        const bool isPair = i + 1 < m_devices.size();
        auto second = isPair ? std::async(std::launch::async, make, i + 1) : std::future<Result<void>>();
        const Result<void> first = make(i);
        if (isPair)
            YIGONG_TRY(second.get());
        YIGONG_TRY(first);
        YIGONG_TRY(tell(TrainingProgress::Step::Devices, static_cast<qint64>(std::min(i + 2, m_devices.size())),
                        static_cast<qint64>(m_devices.size())));
    }
    return {};
}

Result<void> CountyBuilding::writeFiles()
{
    const QString hub = m_folder + QStringLiteral("/hub");
    if (m_options.certify) {
        YIGONG_LET(pin, m_options.certify(hub));
        m_pin = pin;
    }
    const auto loginWith = [&](StaffRole role) {
        for (const Practitioner &person : m_plan.hospital().staff)
            if (person.role == static_cast<int>(role))
                return person.login;
        return QString();
    };
    YIGONG_TRY(writeTrainingFile(hub, loginWith(StaffRole::CountyManager), m_plan.name));
    QJsonArray devices;
    for (const DevicePlan &device : m_devices) {
        const PlannedSite &site = *device.site;
        YIGONG_TRY(writeTrainingFile(device.folder, site.staff.front().login, m_plan.name));
        const QJsonObject hubFile{{QStringLiteral("url"), QString()},
                                  {QStringLiteral("pin"), QString::fromLatin1(m_pin.toHex())}};
        YIGONG_TRY(writeDurably(device.folder + QStringLiteral("/hub.json"), QJsonDocument(hubFile).toJson()));
        QJsonArray staff;
        for (const Practitioner &person : site.staff)
            staff.append(staffObject(person));
        devices.append(QJsonObject{{QStringLiteral("site"), site.site.code},
                                   {QStringLiteral("name"), site.site.name},
                                   {QStringLiteral("tier"), nameOf(site.site.tier)},
                                   {QStringLiteral("folder"), QStringLiteral("devices/") + site.site.code},
                                   {QStringLiteral("staff"), staff}});
    }
    const QJsonObject county{{QStringLiteral("training"), true},
                             {QStringLiteral("county"), m_plan.name},
                             {QStringLiteral("size"), nameOf(m_options.size)},
                             {QStringLiteral("seed"), QString::number(m_options.seed)},
                             {QStringLiteral("today"), m_options.today.toString(Qt::ISODate)},
                             {QStringLiteral("secret"), trainingPassword()},
                             {QStringLiteral("first"), m_plan.sites[m_plan.storyVillage].site.code},
                             {QStringLiteral("devices"), devices}};
    return writeDurably(m_folder + QStringLiteral("/county.json"), QJsonDocument(county).toJson());
}

Result<void> CountyBuilding::makeSafe()
{
    m_writer.reset();
    m_hub.reset(); // the last connection brings its log into the database
    QDirIterator files(m_folder, QDir::Files, QDirIterator::Subdirectories);
    qint64 done = 0;
    while (files.hasNext()) {
        YIGONG_TRY(syncFile(files.next()));
        YIGONG_TRY(tell(TrainingProgress::Step::Files, ++done, 0));
    }
    QDirIterator folders(m_folder, QDir::Dirs | QDir::NoDotAndDotDot, QDirIterator::Subdirectories);
    while (folders.hasNext())
        YIGONG_TRY(syncFolder(folders.next()));
    return syncFolder(m_folder);
}

Result<TrainingCounty> CountyBuilding::build()
{
    YIGONG_TRY(buildRecords());
    YIGONG_TRY(chooseDevices());
    YIGONG_TRY(enrol());
    YIGONG_TRY(buildDevices());
    YIGONG_TRY(writeFiles());
    TrainingCounty county;
    county.hub = m_options.folder + QStringLiteral("/hub");
    for (const DevicePlan &device : m_devices)
        county.devices.push_back(
            {device.site->site.code, m_options.folder + QStringLiteral("/devices/") + device.site->site.code});
    county.residents = m_residents;
    county.records = m_writer->records();
    county.events = m_writer->events();
    YIGONG_TRY(makeSafe());
    return county;
}

/// The folder beside, empty. One that a killed run left behind is cleared away; anything else is left alone.
Result<QString> freshPartFolder(const QString &folder)
{
    QString part = folder + QStringLiteral(".part");
    const QString mark = part + QStringLiteral("/unfinished-training-county");
    if (QFileInfo::exists(part)) {
        if (!QFileInfo::exists(mark))
            return fail(ErrorKind::AlreadyExists, {}, {part});
        QDir(part).removeRecursively();
    }
    if (!QDir().mkpath(part))
        return fail(ErrorKind::FileUnwritable, {}, {part, QString()});
    YIGONG_TRY(writeDurably(mark, {}));
    return part;
}

} // namespace

QString nameOf(TrainingSize size)
{
    switch (size) {
    case TrainingSize::Small:
        return QStringLiteral("small");
    case TrainingSize::Township:
        return QStringLiteral("township");
    case TrainingSize::County:
        return QStringLiteral("county");
    }
    return {};
}

std::optional<TrainingSize> trainingSizeFrom(QStringView name)
{
    for (const TrainingSize size : {TrainingSize::Small, TrainingSize::Township, TrainingSize::County})
        if (name == nameOf(size))
            return size;
    return std::nullopt;
}

QString trainingPassword()
{
    return QStringLiteral("yigong-training");
}

QString trainingPasswordHash()
{
    return QStringLiteral(
        "$argon2id$v=19$m=8,t=1,p=1$DtfVllxpncTPf8uAlra+Rw$ORDqT1d5GnqVaYX6NVfQFbd3hHvUmfQHsvUZ9v/kN5w");
}

Result<TrainingCounty> buildTrainingCounty(const TrainingOptions &given)
{
    TrainingOptions options = given;
    options.folder = QDir::cleanPath(QFileInfo(given.folder).absoluteFilePath());
    const QFileInfo target(options.folder);
    if (target.exists() &&
        (!target.isDir() ||
         !QDir(options.folder).isEmpty(QDir::AllEntries | QDir::Hidden | QDir::System | QDir::NoDotAndDotDot)))
        return fail(ErrorKind::AlreadyExists, {}, {options.folder});
    YIGONG_LET(part, freshPartFolder(options.folder));
    auto county = CountyBuilding(options, part).build();
    if (!county) {
        QDir(part).removeRecursively();
        return county;
    }
    QFile::remove(part + QStringLiteral("/unfinished-training-county"));
    QDir().rmdir(options.folder);
    if (!QDir().rename(part, options.folder))
        return fail(ErrorKind::FileUnwritable, {}, {options.folder, QString()});
    YIGONG_TRY(syncFolder(target.absolutePath()));
    return county;
}

} // namespace yigong
