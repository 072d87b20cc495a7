// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/package_words.h"
#include "app/ctl/verbs.h"
#include "core/security/keys.h"
#include "core/security/slots_after_sync.h"
#include "core/sites/devices.h"
#include "core/sites/site_tree.h"
#include "core/sync/stick.h"
#include "core/sync/stick_enrolment.h"
#include "core/transport/device_line.h"

#include <QFileInfo>
#include <QJsonArray>

namespace yigong {

namespace {

struct OpenDevice
{
    std::unique_ptr<Database> db;
    DeviceKey key;
};

/// As for `sync`: no record is shown, nobody signs in.
Result<OpenDevice> openDevice(Ctl &ctl)
{
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(db, ctl.openUnsigned(true));
    if (const auto why = db->whyReadOnly())
        return fail(*why);
    YIGONG_LET(key, DeviceKey::load(folder.deviceKey(), db->key()));
    return OpenDevice{std::move(db), std::move(key)};
}

QJsonObject headObject(const PackageHead &head)
{
    return {{QStringLiteral("for"), head.kind == PackageKind::ToHub ? QStringLiteral("hub") : QStringLiteral("device")},
            {QStringLiteral("device"), (head.kind == PackageKind::ToHub ? head.from : head.to).text()},
            {QStringLiteral("site"), head.site},
            {QStringLiteral("name"), head.device},
            {QStringLiteral("number"), head.number},
            {QStringLiteral("made"), head.made.iso()},
            {QStringLiteral("parts"), head.parts}};
}

QJsonObject readingObject(const StickReading &one, const QString &said)
{
    QJsonObject object;
    if (one.reading.head.number > 0)
        object = headObject(one.reading.head);
    object.insert(QStringLiteral("file"), QFileInfo(one.path).fileName());
    object.insert(QStringLiteral("state"), nameOf(one.reading.state));
    object.insert(QStringLiteral("whole"), one.reading.whole);
    object.insert(QStringLiteral("records"), one.reading.records);
    object.insert(QStringLiteral("said"), said);
    return object;
}

/// Whether a person has to do something about it.
bool wentWrong(const PackageReading &reading)
{
    return reading.state == PackageState::Cut || reading.state == PackageState::Waits ||
           reading.state == PackageState::Damaged || reading.state == PackageState::Refused;
}

Result<void> writePackage(Ctl &ctl, const QString &stick)
{
    YIGONG_LET(device, openDevice(ctl));
    YIGONG_LET(written, StickSession(*device.db, device.key).write());
    YIGONG_LET(path, keepPackage(stick, written));
    QJsonObject answer = headObject(written.head);
    answer.insert(QStringLiteral("file"), path);
    answer.insert(QStringLiteral("acts"), written.acts);
    answer.insert(QStringLiteral("more"), written.more);
    return ctl.print(answer);
}

Result<void> readPackages(Ctl &ctl, const QString &path)
{
    YIGONG_LET(device, openDevice(ctl));
    StickSession session(*device.db, device.key);
    YIGONG_LET(all, readStick(session, path));
    QJsonArray shown;
    bool isRevoked = false;
    for (const StickReading &one : all) {
        shown.append(readingObject(one, readSentence(one.reading)));
        isRevoked = isRevoked || (one.reading.state == PackageState::Refused && one.reading.word == u"revoked");
        if (wentWrong(one.reading))
            ctl.exitWith(1);
    }
    YIGONG_TRY(ctl.print({{QStringLiteral("packages"), shown}}));
    // As after an exchange over the line that said so: the ways in of all passwords are wiped.
    if (isRevoked)
        YIGONG_TRY(settleSlots(*device.db, fail(ErrorKind::DeviceRevoked)));
    else
        YIGONG_TRY(settleSlots(*device.db, SyncOutcome{}));
    return {};
}

Result<void> listPackages(const Ctl &ctl, const QString &path)
{
    YIGONG_LET(all, packagesOn(path));
    QJsonArray shown;
    for (const PackageOnStick &on : all) {
        QJsonObject object = on.head ? headObject(*on.head) : QJsonObject();
        object.insert(QStringLiteral("file"), QFileInfo(on.path).fileName());
        object.insert(QStringLiteral("whole"), on.whole);
        shown.append(object);
    }
    return ctl.print({{QStringLiteral("packages"), shown}});
}

Result<std::vector<Id>> devicesOfSites(Database &db, const QStringList &codes)
{
    return db.read([&](const Snapshot &s) -> Result<std::vector<Id>> {
        std::vector<Id> found;
        for (const QString &code : codes) {
            YIGONG_LET(site, siteByCode(s, code));
            if (!site)
                return fail(ErrorKind::NotFound, QStringLiteral("site"), {code});
            YIGONG_LET(devices, devicesOf(s, site->id));
            for (const Device &device : devices)
                if (!device.isRevoked() && device.id != db.device())
                    found.push_back(device.id);
        }
        return found;
    });
}

Result<void> carry(Ctl &ctl, const QString &stick, const QStringList &sites, const std::optional<QString> &url)
{
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(db, ctl.openUnsigned(false));
    YIGONG_LET(key, DeviceKey::load(folder.deviceKey(), db->key()));
    YIGONG_LET(address, hubAddressOf(folder.path, key, url.value_or(QString())));
    YIGONG_LET(others, devicesOfSites(*db, sites));
    HubLine line(address);
    const AskLine asking{db->device(), [&key = key](const QByteArray &bytes) { return key.sign(bytes); },
                         postTo(line, QStringLiteral("/v1/package"))};
    YIGONG_LET(carried, carryPackages(asking, ctl.clock(), stick, others));
    QJsonArray shown;
    for (const CarriedDevice &one : carried) {
        QJsonArray handedIn;
        for (const StickReading &reading : one.handedIn) {
            handedIn.append(readingObject(reading, handedInSentence(reading.reading)));
            if (wentWrong(reading.reading))
                ctl.exitWith(1);
        }
        QJsonObject object{{QStringLiteral("device"), one.device.text()},
                           {QStringLiteral("site"), one.site},
                           {QStringLiteral("name"), one.name},
                           {QStringLiteral("handedIn"), handedIn},
                           {QStringLiteral("fetched"), one.fetched}};
        if (one.problem) {
            object.insert(QStringLiteral("problem"), sentence(*one.problem));
            ctl.exitWith(1);
        }
        shown.append(object);
    }
    YIGONG_LET(requests, carryRequests(asking, ctl.clock(), stick, address.url.toString(), waitSeconds));
    QJsonArray setUps;
    for (const CarriedRequest &one : requests) {
        QJsonObject object{{QStringLiteral("file"), QFileInfo(one.path).fileName()},
                           {QStringLiteral("name"), one.name}};
        if (!one.setUp.isEmpty())
            object.insert(QStringLiteral("setUp"), QFileInfo(one.setUp).fileName());
        if (one.problem) {
            object.insert(QStringLiteral("problem"), sentence(*one.problem));
            ctl.exitWith(1);
        }
        setUps.append(object);
    }
    return ctl.print({{QStringLiteral("devices"), shown}, {QStringLiteral("newLaptops"), setUps}});
}

} // namespace

void registerPackageVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("package", "The exchange with the hub by stick, where there is no line");

    CLI::App &writing = ctl.verb(noun, "write", "Write what the hub does not have yet, for the hub alone to read");
    const auto &to = ctl.text(writing, "STICK", "The stick's folder", Given::Always);
    ctl.runs(writing, [&ctl, &to] { return writePackage(ctl, *to); });

    CLI::App &reading = ctl.verb(noun, "read", "Read what the hub wrote for this device");
    const auto &from = ctl.text(reading, "STICK", "The stick's folder, or one file", Given::Always);
    ctl.runs(reading, [&ctl, &from] { return readPackages(ctl, *from); });

    CLI::App &listing = ctl.verb(noun, "list", "Say whose packages are on a stick; needs no store");
    const auto &in = ctl.text(listing, "STICK", "The stick's folder, or one file", Given::Always);
    ctl.runs(listing, [&ctl, &in] { return listPackages(ctl, *in); });

    CLI::App &carrying =
        ctl.verb(noun, "carry",
                 "Hand in others' packages and new laptops' requests over this device's line, and fetch their answers");
    const auto &stick = ctl.text(carrying, "STICK", "The stick's folder", Given::Always);
    const auto &sites = ctl.words(carrying, "--for", "Fetch for the devices of these sites too (codes)", Given::Maybe);
    const auto &url = ctl.text(carrying, "--hub", "The hub's address; without it, the one in hub.json");
    ctl.runs(carrying, [&ctl, &stick, &sites, &url] { return carry(ctl, *stick, sites, url); });
}

} // namespace yigong
