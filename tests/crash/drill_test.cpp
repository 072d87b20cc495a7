// SPDX-License-Identifier: GPL-3.0-or-later
// The drill: on a busy day the hub's machine dies with its disk, and is made again from its second place. What was
// promised is kept in a book of the test's own: what each laptop wrote, and what the hub told it was taken and backed
// up.
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/inventory/dispense.h"
#include "core/inventory/ledger.h"
#include "core/patients/patient.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/security/sign_in.h"
#include "core/sites/site.h"
#include "core/sync/sync_session.h"
#include "core/training/training_file.h"
#include "core/transport/hub_line.h"
#include "tests/support/program.h"

#include <QDir>
#include <QTemporaryDir>
#include <chrono>
#include <csignal>
#include <random>
#include <thread>

using namespace yigong;

namespace {

using Moment = std::chrono::steady_clock;

std::unique_ptr<Database> opened(const QString &folder, bool readOnly)
{
    static const SystemClock clock;
    auto key = trainingKeyOf(folder);
    REQUIRE(key);
    StoreOptions options;
    options.folder = folder;
    options.readOnly = readOnly;
    options.key = *key;
    auto db = Database::open(options, allRecordTypes(), clock);
    REQUIRE(db);
    return std::move(*db);
}

qint64 countOf(Database &db, const std::string &sql, std::initializer_list<Value> parameters = {})
{
    const auto number = db.read([&](const Snapshot &s) { return s.number(sql, parameters); });
    REQUIRE(number);
    return *number;
}

/// One laptop at work, and the page of the book that is about it.
class BusyLaptop
{
public:
    explicit BusyLaptop(QString folder)
        : m_folder(std::move(folder)), m_db(opened(m_folder, false)),
          m_key(*DeviceKey::load(m_folder + "/device.key"_q, m_db->key()))
    {
        const auto training = trainingFileOf(m_folder);
        REQUIRE(training);
        // A doctor: whom the store names by itself may be one who only manages, and whose acts the hub would hold back.
        const auto doctors = m_db->read([this](const Snapshot &s) {
            return s.select<Practitioner>("WHERE site = ? AND role IN (?, ?) ORDER BY login",
                                          {m_db->site().bytes(), static_cast<qint64>(StaffRole::VillageDoctor),
                                           static_cast<qint64>(StaffRole::TownshipDoctor)});
        });
        REQUIRE(doctors);
        REQUIRE_FALSE(doctors->empty());
        const auto signedIn = signIn(*m_db, doctors->front().login, training->secret);
        REQUIRE(signedIn);
        m_actor = *signedIn;
        const auto hub = readWholeFile(m_folder + "/hub.json"_q);
        REQUIRE(hub);
        m_pin = QByteArray::fromHex(QJsonDocument::fromJson(*hub).object()["pin"_q].toString().toLatin1());
    }

    void works(std::mt19937 &dice)
    {
        switch (std::uniform_int_distribution<int>(0, 3)(dice)) {
        case 0:
        case 1:
            return registers();
        case 2:
            return corrects(dice);
        default:
            return handsOut();
        }
    }
    /// One exchange, however it ends; the book says what the hub has promised by then.
    bool syncs(const QString &url)
    {
        HubAddress address;
        address.url = QUrl(url);
        address.pin = m_pin;
        HubLine line(address, {2'000, 5'000});
        SyncSession session(
            *m_db, [this](const QByteArray &bytes) { return m_key.sign(bytes); },
            [&line](const QByteArray &message) -> Result<SyncReply> {
                YIGONG_LET(answer, line.ask("/v1/sync"_q, message));
                return SyncReply{answer.status, answer.body};
            });
        const auto outcome = session.run();
        toldTaken = std::max(toldTaken, local("sync/taken"_q));
        toldBackedUp = std::max(toldBackedUp, local("sync/backed_up"_q));
        if (!outcome)
            lastError = nameOf(outcome.error().kind) + outcome.error().args.join(u' ');
        return outcome.has_value();
    }

    struct Written
    {
        Id record;
        const char *table;
        qint64 act;
    };
    std::vector<Written> wrote;
    std::map<Id, std::pair<QString, qint64>> phones; ///< by resident: the last one, and its act
    qint64 toldTaken = 0, toldBackedUp = 0;
    QString lastError;

    [[nodiscard]] Database &db() { return *m_db; }
    [[nodiscard]] qint64 lastAct() { return countOf(*m_db, "SELECT ifnull(max(number), 0) FROM act"); }
    [[nodiscard]] const QString &folder() const { return m_folder; }
    void closes() { m_db.reset(); }

private:
    qint64 local(const QString &key)
    {
        return ValueOf<qint64>::from(*m_db->read([&](const Snapshot &s) { return s.local(key); }));
    }
    void registers()
    {
        Patient p;
        p.name = "居民%1"_q.arg(wrote.size());
        p.sex = Sex::Female;
        p.birthDate = *PartialDate::parse(u"1960");
        p.noIdReason = "未提供"_q;
        p.site = m_db->site();
        const auto id = m_db->write(m_actor, [&](Transaction &tx) { return tx.insert(p); });
        REQUIRE(id);
        wrote.push_back({*id, "patient", lastAct()});
        phones[*id] = {QString(), lastAct()};
    }
    void corrects(std::mt19937 &dice)
    {
        if (phones.empty())
            return registers();
        auto at = phones.begin();
        std::advance(at, std::uniform_int_distribution<std::size_t>(0, phones.size() - 1)(dice));
        const QString phone = "138%1"_q.arg(++m_phone, 8, 10, QChar(u'0'));
        REQUIRE(m_db->write(m_actor, [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(at->first));
            Patient after = before;
            after.phone = phone;
            return tx.update(before, after);
        }));
        at->second = {phone, lastAct()};
    }
    void handsOut()
    {
        const auto document = m_db->write(m_actor, [&](Transaction &tx) -> Result<Id> {
            YIGONG_LET(received,
                       receiveStock(tx, {"县药房"_q, "R"_q, {{"D0001"_q, "L1"_q, QDate(2036, 1, 1), 0, {100}}}}));
            return received.document;
        });
        if (!document) { // not everyone may
            REQUIRE(document.error().kind == ErrorKind::Forbidden);
            return registers();
        }
        wrote.push_back({*document, "stock_document", lastAct()});
        const Id patient = phones.empty() ? Id() : phones.begin()->first;
        if (patient.isNone())
            return;
        const auto given = m_db->write(m_actor, [&](Transaction &tx) {
            return dispense(tx, {{}, "D0001"_q, {}, {}, patient, {}, {7}, {}});
        });
        if (!given) { // not everyone may
            REQUIRE(given.error().kind == ErrorKind::Forbidden);
            return;
        }
        wrote.push_back({given->dispense, "medication_dispense", lastAct()});
    }

    QString m_folder;
    std::unique_ptr<Database> m_db;
    DeviceKey m_key;
    Actor m_actor;
    QByteArray m_pin;
    int m_phone = 0;
};

/// `yigong-hub serve` that dies as a machine does.
class MortalHub
{
public:
    MortalHub(const QString &folder, const QString &second)
    {
        m_hub.setProcessChannelMode(QProcess::SeparateChannels);
        m_hub.setStandardErrorFile(QProcess::nullDevice());
        m_hub.start(programPath("yigong-hub"_q),
                    {"serve"_q, folder, "--listen"_q, "127.0.0.1:0"_q, "--backup"_q, second});
        while (!m_hub.canReadLine())
            REQUIRE(m_hub.waitForReadyRead(20'000));
        url = QString::fromUtf8(m_hub.readLine()).trimmed();
    }
    ~MortalHub() { dies(); }
    MortalHub(const MortalHub &) = delete;
    MortalHub &operator=(const MortalHub &) = delete;
    [[nodiscard]] qint64 process() const { return m_hub.processId(); }
    void dies()
    {
        m_hub.kill();
        m_hub.waitForFinished(20'000);
    }

    QString url;

private:
    QProcess m_hub;
};

/// What the book says must be in the restored hub, and is not.
int lostOf(const BusyLaptop &laptop, Database &hub, qint64 upToAct)
{
    int lost = 0;
    for (const BusyLaptop::Written &w : laptop.wrote)
        if (w.act <= upToAct)
            lost +=
                countOf(hub, std::string("SELECT count(*) FROM ") + w.table + " WHERE id = ?", {w.record.bytes()}) == 1
                    ? 0
                    : 1;
    for (const auto &[id, phone] : laptop.phones)
        if (phone.second <= upToAct)
            lost +=
                countOf(hub, "SELECT count(*) FROM patient WHERE id = ? AND phone = ?", {id.bytes(), phone.first}) == 1
                    ? 0
                    : 1;
    return lost;
}

} // namespace

TEST_CASE("a hub that dies with its disk on a busy day comes back with all that it promised", "[crash][drill]")
{
    QTemporaryDir folder;
    const QString county = folder.path() + "/county"_q, second = folder.path() + "/second"_q;
    const QStringList sites{"341199101201"_q, "341199101202"_q, "341199101"_q};
    REQUIRE(
        runCtl({}, {"training"_q, "create"_q, county, "--seed"_q, "11"_q, "--devices"_q, sites.join(u',')}).status ==
        0);
    std::vector<std::unique_ptr<BusyLaptop>> laptops;
    for (const QString &site : sites)
        laptops.push_back(std::make_unique<BusyLaptop>(county + "/devices/"_q + site));
    const auto seed = static_cast<unsigned>(qEnvironmentVariableIntValue("YIGONG_SEED"));
    INFO("YIGONG_SEED=" << seed);
    std::mt19937 dice(seed + 5);
    QString hubFolder = county + "/hub"_q;
    const int days = qEnvironmentVariableIsSet("YIGONG_LONG") ? 25 : 2;
    bool promised = false, lacked = false;
    for (int day = 0; day < days; ++day) {
        INFO("day " << day);
        {
            MortalHub hub(hubFolder, second);
            for (auto &laptop : laptops) // all reach it once, whatever comes
                REQUIRE(laptop->syncs(hub.url));
            const auto lives = std::chrono::milliseconds(std::uniform_int_distribution<int>(2'500, 6'000)(dice));
            std::jthread axe([lives, process = hub.process()] {
                std::this_thread::sleep_for(lives);
                ::kill(static_cast<pid_t>(process), SIGKILL);
            });
            for (const auto until = Moment::now() + lives + std::chrono::milliseconds(300); Moment::now() < until;) {
                auto &laptop = laptops[std::uniform_int_distribution<std::size_t>(0, laptops.size() - 1)(dice)];
                laptop->works(dice);
                (void)laptop->syncs(hub.url);
            }
            axe.join();
        }
        REQUIRE(QDir(hubFolder).removeRecursively());
        hubFolder = folder.path() + "/hub%1"_q.arg(day);
        QProcess restore;
        restore.start(programPath("yigong-hub"_q), {"restore"_q, second, hubFolder});
        REQUIRE(restore.waitForFinished(60'000));
        INFO(restore.readAllStandardOutput().toStdString());
        INFO(restore.readAllStandardError().toStdString());
        REQUIRE(restore.exitCode() == 0);
        {
            // Before any laptop brings anything: what was told to be backed up needs none of them.
            const auto hub = opened(hubFolder, true);
            for (auto &laptop : laptops) {
                const qint64 has =
                    countOf(*hub, "SELECT taken FROM hub_device WHERE id = ?", {laptop->db().device().bytes()});
                INFO("told backed up " << laptop->toldBackedUp << ", told taken " << laptop->toldTaken << ", restored "
                                       << has);
                CHECK(has >= laptop->toldBackedUp);
                CHECK(lostOf(*laptop, *hub, laptop->toldBackedUp) == 0);
                promised = promised || laptop->toldBackedUp > 0;
                lacked = lacked || has < laptop->toldTaken;
            }
        }
    }
    CHECK(promised);
    CHECK(lacked); // else the days were too quiet to prove anything

    {
        MortalHub hub(hubFolder, second);
        for (int round = 0; round < 2; ++round)
            for (auto &laptop : laptops) {
                const bool synced = laptop->syncs(hub.url);
                INFO(laptop->lastError.toStdString());
                REQUIRE(synced);
            }
    }
    const auto hub = opened(hubFolder, true);
    for (auto &laptop : laptops) {
        CHECK(laptop->wrote.size() > 10);
        CHECK(lostOf(*laptop, *hub, laptop->lastAct()) == 0);
        CHECK(countOf(*hub, "SELECT taken FROM hub_device WHERE id = ?", {laptop->db().device().bytes()}) ==
              laptop->lastAct());
        CHECK(countOf(*hub, "SELECT count(*) FROM hub_act WHERE device = ? AND state = 1",
                      {laptop->db().device().bytes()}) == laptop->lastAct());
        CHECK(lostOf(*laptop, laptops.back()->db(), laptop->lastAct()) == 0); // the township holds all of it
        // Nothing twice: versions at the hub are those that the laptop sees, rows are as many.
        CHECK(countOf(laptop->db(), "SELECT count(*) FROM patient WHERE _version = 0") == 0);
    }
    const Id village = laptops.front()->db().site();
    for (const char *table : {"patient", "stock_movement", "stock_document", "medication_dispense"}) {
        const std::string sql = std::string("SELECT count(*) FROM ") + table + " WHERE site = ?";
        CHECK(countOf(*hub, sql, {village.bytes()}) == countOf(laptops.front()->db(), sql, {village.bytes()}));
        CHECK(countOf(*hub, sql, {village.bytes()}) == countOf(laptops.back()->db(), sql, {village.bytes()}));
    }
    const std::string balance = "SELECT ifnull(sum(quantity), 0) FROM stock_movement WHERE site = ? AND account = 1";
    CHECK(countOf(*hub, balance, {village.bytes()}) == countOf(laptops.front()->db(), balance, {village.bytes()}));
    for (auto &laptop : laptops)
        laptop->closes();
    for (const QString &where : {hubFolder, laptops[0]->folder(), laptops[1]->folder(), laptops[2]->folder()}) {
        const auto verified = runCtl(where, {"verify"_q});
        INFO(QJsonDocument(verified.json).toJson().left(2000).toStdString());
        CHECK(verified.json["ok"_q].toBool());
    }
}
