// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
// A hub that is served over TLS in this process, and laptops with files of their own, encrypted and durable.
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/encounters/encounter.h"
#include "core/hub/certificate.h"
#include "core/hub/http_server.h"
#include "core/hub/hub.h"
#include "core/hub/hub_routes.h"
#include "core/patients/patient.h"
#include "core/security/account.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/sites/site.h"
#include "core/sync/sync_session.h"
#include "core/transport/device_line.h"

#include <QFile>
#include <QTemporaryDir>
#include <array>
#include <cstdio>

namespace yigong {

template <typename T> T required(Result<T> result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s %s\n", what, qPrintable(nameOf(result.error().kind)),
                     qPrintable(result.error().args.join(QStringLiteral(", "))));
        std::exit(1);
    }
    return std::move(*result);
}

inline void required(const Result<void> &result, const char *what)
{
    if (!result) {
        std::fprintf(stderr, "%s: %s\n", what, qPrintable(nameOf(result.error().kind)));
        std::exit(1);
    }
}

inline Id benchVillage(int number)
{
    return Id::fromKey("site/bench/" + QByteArray::number(number));
}

/// Who works there: the hub takes acts of its county's staff alone.
inline Actor doctorAt(Id site)
{
    return {Id::fromKey("practitioner/" + site.bytes()), site, static_cast<int>(StaffRole::VillageDoctor)};
}

struct BenchStore
{
    BenchStore(const QByteArray &name, Id site)
    {
        const std::array openers{StoreOpener::account(QStringLiteral("bench"), QStringLiteral("bench"))};
        key = required(createKeyBlock(file(), openers, SlotCost::Training), "a key");
        open(true, name, site);
    }
    /// Of a store that is closed, and was nobody's.
    BenchStore(const BenchStore &made, const QByteArray &name, Id site) : key(made.key)
    {
        if (!QFile::copy(made.file(), file())) {
            std::fprintf(stderr, "copying a store: %s\n", qPrintable(file()));
            std::exit(1);
        }
        open(false, name, site);
    }
    [[nodiscard]] QString file() const { return Database::fileIn(folder.path()); }
    SystemClock clock;
    QTemporaryDir folder;
    SharedStoreKey key;
    std::unique_ptr<Database> db;

private:
    void open(bool create, const QByteArray &name, Id site)
    {
        StoreOptions options;
        options.folder = folder.path();
        options.create = create;
        options.key = key;
        db = required(Database::open(options, allRecordTypes(), clock), "a store");
        if (!name.isEmpty())
            required(db->becomeDevice(Id::fromKey("device/" + name), site), "a device");
    }
};

/// Villages, each with its doctor, as the hub publishes them.
inline std::vector<std::pair<const RecordType *, Row>> villageRows(const RecordTypes &types, int villages)
{
    std::vector<std::pair<const RecordType *, Row>> rows;
    for (int i = 0; i < villages; ++i) {
        Site site;
        site.id = benchVillage(i);
        site.tier = Tier::Village;
        const Actor doctor = doctorAt(site.id);
        Practitioner person;
        person.id = doctor.practitioner;
        person.name = QStringLiteral("赵敏");
        person.site = site.id;
        person.role = doctor.role;
        Account account;
        account.id = Account::idOf(person.id);
        account.practitioner = person.id;
        account.site = site.id;
        rows.emplace_back(types.byNumber(Site::info.number), rowOf(site));
        rows.emplace_back(types.byNumber(Practitioner::info.number), rowOf(person));
        rows.emplace_back(types.byNumber(Account::info.number), rowOf(account));
    }
    return rows;
}

struct ServedHub
{
    explicit ServedHub(int villages) : store("hub", benchVillage(0))
    {
        required(Hub::initialise(*store.db), "the hub");
        required(Hub::publish(*store.db, villageRows(store.db->types(), villages)), "the villages and their doctors");
        const QString folder = store.folder.path();
        required(makeHubCertificate(folder, {}, store.clock.now()), "the certificate");
        HubLimits limits; // all laptops of a bench call from one address
        limits.requestsPerDevice = 1'000'000;
        limits.requestsPerAddress = 1'000'000;
        routes = std::make_unique<HubRoutes>(*store.db, folder, limits);
        ServerConfig config;
        config.certificatePath = folder + QStringLiteral("/hub.crt");
        config.keyPath = folder + QStringLiteral("/hub.key");
        server = std::make_unique<HttpServer>(config,
                                              [this](const HttpRequest &request) { return routes->answer(request); });
        address.url = QUrl(QStringLiteral("https://127.0.0.1:%1").arg(required(server->start(), "the server")));
        address.pin = required(publicKeyPin(required(readWholeFile(config.certificatePath), "the certificate")), "pin");
    }
    ~ServedHub() { server->stop(); }
    ServedHub(const ServedHub &) = delete;
    ServedHub &operator=(const ServedHub &) = delete;

    BenchStore store;
    std::unique_ptr<HubRoutes> routes;
    std::unique_ptr<HttpServer> server;
    HubAddress address;
};

/// A visit of five records, in one act.
inline void seesSomebody(Database &db, const Actor &doctor, Id patient, int number)
{
    required(db.write(doctor,
                      [&](Transaction &tx) -> Result<Id> {
                          Encounter visit;
                          visit.patient = patient;
                          visit.site = db.site();
                          visit.start = tx.now();
                          visit.visitClass = QStringLiteral("AMB");
                          visit.complaint = QStringLiteral("头晕%1天").arg(number % 7 + 1);
                          visit.summary = QStringLiteral("血压控制一般，规律服药，嘱低盐饮食。");
                          YIGONG_LET(id, tx.insert(visit));
                          for (const char *code : {"8480-6", "8462-4", "8867-4"}) {
                              Observation measured;
                              measured.encounter = id;
                              measured.patient = visit.patient;
                              measured.site = visit.site;
                              measured.code = QString::fromLatin1(code);
                              measured.value = QString::number(70 + number * 37 % 90);
                              YIGONG_TRY(tx.insert(measured));
                          }
                          Condition found;
                          found.encounter = id;
                          found.patient = visit.patient;
                          found.site = visit.site;
                          found.code = QStringLiteral("I10.x00");
                          return tx.insert(found);
                      }),
             "a visit");
}

} // namespace yigong
