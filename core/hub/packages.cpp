// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/packages.h"
#include "core/hub/positions.h"
#include "core/security/keys.h"
#include "core/sites/device.h"
#include "core/sites/site.h"
#include "core/sync/question.h"
#include "core/sync/streams.h"

#include <algorithm>

namespace yigong {

namespace {

PackageReading refusedReading(PackageReading reading, const QString &word, const QStringList &arguments = {})
{
    reading.state = PackageState::Refused;
    reading.word = word;
    reading.arguments = arguments;
    return reading;
}

/// What the hub said to one message of a package that it did not take.
PackageReading refusedReading(PackageReading reading, const HubReply &reply)
{
    const auto refusal = decodeRefusal(reply.body);
    if (!refusal)
        return refusedReading(std::move(reading), QStringLiteral("store"));
    if (refusal->word != QStringLiteral("gap"))
        return refusedReading(std::move(reading), refusal->word, refusal->arguments);
    reading.state = PackageState::Waits;
    reading.missing = refusal->arguments.value(0).toLongLong();
    return reading;
}

/// Whether the hub has the acts of a message, these very ones: then a message that says less than the hub knows is an
/// old one, and not of a laptop that was restored.
Result<bool> hasActs(Database &db, Id device, const QByteArray &payload)
{
    const auto request = decodeRequest(payload);
    if (!request)
        return false;
    QByteArray hash = request->previousHash;
    qint64 number = request->firstNumber - 1;
    for (const QByteArray &body : request->acts) {
        ++number;
        hash = chainHash(hash, device, number, body);
    }
    YIGONG_LET(known, db.read([&](const Snapshot &s) -> Result<QByteArray> {
        QByteArray found = number == 0 ? chainStart() : QByteArray();
        YIGONG_TRY(s.each("SELECT hash FROM hub_act WHERE device = ? AND number = ?", {device.bytes(), number},
                          [&found](const Columns &c) { found = c.bytes(0); }));
        return found;
    }));
    return known == hash;
}

} // namespace

Result<std::optional<HubDevice>> hubDeviceOf(Database &db, Id id)
{
    return db.read([id](const Snapshot &s) { return hubDevice(s, id); });
}

Result<Instant> deviceNowBehindStick(const Snapshot &snapshot, Id device, Instant said)
{
    YIGONG_LET(difference, snapshot.number("SELECT clock_difference FROM hub_device WHERE id = ?", {device.bytes()}));
    return std::max(snapshot.now().plusMs(-difference), said);
}

Result<PackageReading> HubPackages::read(const QByteArray &bytes) const
{
    PackageReading reading;
    const auto found = findPackage(bytes);
    if (!found) {
        reading.word = found.error().args.value(1);
        return reading;
    }
    reading.head = found->head;
    reading.whole = found->whole;
    if (found->head.kind != PackageKind::ToHub) {
        reading.state = PackageState::ForOther;
        return reading;
    }
    YIGONG_LET(device, hubDeviceOf(m_db, found->head.from));
    if (!device)
        return refusedReading(std::move(reading), QStringLiteral("device-unknown"));
    if (!found->isSignedBy(device->publicKey))
        return refusedReading(std::move(reading), QStringLiteral("bad-signature"));
    if (device->revoked)
        return refusedReading(std::move(reading), QStringLiteral("revoked"));
    YIGONG_LET(key, m_hub.signingKey());
    const auto parts = found->opened(*key);
    if (!parts) {
        reading.state = PackageState::ForOther; // encrypted to another hub's key
        return reading;
    }
    return take(*found, *parts);
}

Result<PackageReading> HubPackages::take(const FoundPackage &found, const std::vector<PackagePart> &parts) const
{
    const Id id = found.head.from;
    PackageReading reading;
    reading.head = found.head;
    reading.whole = static_cast<int>(parts.size());
    YIGONG_LET(before, hubDeviceOf(m_db, id));
    for (const PackagePart &part : parts) {
        if (part.kind == PartKind::Log) {
            const HubReply reply = m_hub.logByStick(part.bytes, id);
            if (reply.status != 200)
                return refusedReading(std::move(reading), reply);
            continue;
        }
        const auto envelope = openEnvelope(part.bytes);
        if (part.kind != PartKind::Request || !envelope || envelope->device != id)
            return refusedReading(std::move(reading), QStringLiteral("malformed"));
        // Signed twice by the device, here and around the package: it needs no certificate of a line.
        const HubReply reply = m_hub.sync(part.bytes, {id, {}, true});
        YIGONG_LET(now, hubDeviceOf(m_db, id));
        reading.records = now->taken - before->taken;
        if (reply.status == 200)
            continue;
        reading = refusedReading(std::move(reading), reply);
        YIGONG_LET(isOld, reading.word == QStringLiteral("behind") ? hasActs(m_db, id, envelope->payload)
                                                                   : Result<bool>(false));
        if (isOld)
            reading.state = PackageState::Older;
        return reading;
    }
    reading.state = reading.whole < found.head.parts ? PackageState::Cut
                    : reading.records > 0            ? PackageState::Taken
                                                     : PackageState::ReadBefore;
    if (reading.state == PackageState::Cut)
        return reading;
    YIGONG_LET(isNew, m_db.apply([&](Transaction &tx) -> Result<bool> {
        YIGONG_LET(known, tx.number("SELECT read_number FROM hub_position WHERE device = ?", {id.bytes()}));
        if (found.head.number > known)
            YIGONG_TRY(tx.run("UPDATE hub_position SET read_number = ?, package = ? WHERE device = ?",
                              {found.head.number, found.head.after, id.bytes()}));
        return found.head.number > known;
    }));
    if (isNew) // without an act it still says where the device stands
        reading.state = PackageState::Taken;
    return reading;
}

struct HubPackages::Start
{
    SyncRequest request;         ///< where the package goes on from
    std::map<Id, qint64> stands; ///< where the device said that it stands
    PackageHead head;
};

Result<HubPackages::Start> HubPackages::startFor(Id device, qint64 behind) const
{
    return m_db.read([&](const Snapshot &s) -> Result<Start> {
        Start start;
        YIGONG_LET(record, s.get<Device>(device));
        YIGONG_LET(site, s.find<Site>(record.site));
        YIGONG_LET(epoch, s.local(QStringLiteral("epoch")));
        start.head.kind = PackageKind::ToDevice;
        start.head.to = device;
        start.head.site = site ? site->name : QString();
        start.head.device = (record.letter + u' ' + record.name).trimmed();
        start.head.made = s.now();
        start.head.after = behind;
        start.request.pull = Pull::WholeRows;
        start.request.epoch = ValueOf<Id>::from(epoch);
        qint64 written = 0;
        YIGONG_TRY(s.each(
            "SELECT epoch, whole, cursors, package, written, written_epoch, written_to, protocol FROM hub_position "
            "WHERE device = ?",
            {device.bytes()}, [&](const Columns &c) {
                written = c.integer(4);
                start.request.protocol = static_cast<int>(c.integer(7)); // as it last spoke
                const bool goesOn = behind > 0;
                if (c.id(0) == start.request.epoch)
                    start.stands = positionsFrom(c.bytes(2));
                // Positions of another epoch are those of streams that are no more: from their start.
                if (c.id(goesOn ? 5 : 0) != start.request.epoch)
                    return;
                start.request.pull = c.integer(1) != 0 ? Pull::WholeRows : Pull::Rows;
                start.request.cursors = positionsFrom(c.bytes(goesOn ? 6 : 2));
                if (!goesOn)
                    start.head.after = c.integer(3);
            }));
        if (behind != 0 && behind != written)
            return fail(ErrorKind::OutOfRange, QStringLiteral("package"),
                        {QString::number(behind), QString::number(written), QString::number(written)});
        start.head.number = written + 1;
        return start;
    });
}

Result<WrittenPackage> HubPackages::write(Id id, qint64 behind) const
{
    YIGONG_LET(device, hubDeviceOf(m_db, id));
    if (!device)
        return fail(ErrorKind::NotFound, QStringLiteral("device"), {id.text()});
    YIGONG_LET(start, startFor(id, behind));
    YIGONG_LET(key, m_hub.signingKey());
    PackageCover cover{start.request.epoch, start.request.cursors, false, {}};
    std::vector<PackagePart> pages;
    qint64 size = 0;
    if (device->revoked)
        cover.refusal = QStringLiteral("revoked");
    for (bool more = !device->revoked; more && size < largestPackage / 2;) {
        // The device passes over a page that it has read before, and forgets a stream with the first that it has not:
        // each of them names what the device has not read of a stream that left its scope.
        YIGONG_LET(answer, m_hub.answer(*device, start.request, start.stands));
        more = cover.more = answer.more;
        start.request.cursors = answer.cursors;
        pages.push_back({PartKind::Answer, encode(answer)});
        size += pages.back().bytes.size();
    }
    YIGONG_TRY(m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_TRY(
            tx.run("INSERT INTO hub_position (device, cursors, written, written_epoch, written_to) VALUES (?1, ?5, ?2, "
                   "?3, ?4) ON CONFLICT (device) DO UPDATE SET written = ?2, written_epoch = ?3, written_to = ?4",
                   {id.bytes(), start.head.number, start.request.epoch.bytes(), cborOfPositions(start.request.cursors),
                    cborOfPositions({})}));
        return {};
    }));
    std::vector<PackagePart> parts{{PartKind::Cover, encode(cover)}};
    std::move(pages.begin(), pages.end(), std::back_inserter(parts));
    YIGONG_LET(heads, device->revoked ? Result<std::optional<LogAnswer>>{} : m_hub.headsForStick(id));
    if (heads)
        parts.push_back({PartKind::Heads, encode(*heads)});
    WrittenPackage written;
    written.more = cover.more;
    written.bytes =
        makePackage(start.head, device->publicKey, parts, [&key = key](const QByteArray &b) { return key->sign(b); });
    start.head.parts = static_cast<int>(parts.size());
    written.head = start.head;
    return written;
}

Result<bool> HubPackages::mayCarry(Id courier, Id device) const
{
    YIGONG_LET(of, hubDeviceOf(m_db, device));
    if (!of)
        return false;
    return mayCarryFor(m_db, courier, of->site);
}

Result<bool> mayCarryFor(Database &db, Id courier, Id ofSite)
{
    YIGONG_LET(from, hubDeviceOf(db, courier));
    if (!from)
        return false;
    return db.read([&](const Snapshot &s) -> Result<bool> {
        YIGONG_LET(site, s.find<Site>(from->site));
        if (site && site->tier == Tier::County)
            return true;
        YIGONG_LET(sites, writableSites(s, from->site));
        return std::find(sites.begin(), sites.end(), ofSite) != sites.end();
    });
}

Result<QByteArray> answerPackageCall(const HubPackages &packages, Id courier, const PackageCall &call)
{
    if (call.kind == PackageCall::Kind::HandIn) {
        YIGONG_LET(reading, packages.read(call.package));
        return encode(reading);
    }
    YIGONG_LET(may, packages.mayCarry(courier, call.device));
    if (!may)
        return fail(ErrorKind::Forbidden, {}, {QStringLiteral("package")});
    YIGONG_LET(written, packages.write(call.device, call.behind));
    return encode(FetchedPackage{written.bytes, written.more});
}

} // namespace yigong
