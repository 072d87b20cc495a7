// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub.h"
#include "core/hub/intake.h"
#include "core/security/keys.h"
#include "core/sync/streams.h"

namespace yigong {

namespace {

constexpr int pageRows = 4000;

HubReply refuse(int status, const QString &word, const QStringList &arguments = {})
{
    return {status, encodeRefusal(word, arguments)};
}

HubReply refuse(const IntakeRefusal &refusal)
{
    return refuse(409, refusal.word, refusal.arguments);
}

Result<qint64> nextRound(Transaction &tx)
{
    YIGONG_LET(last, tx.local(QStringLiteral("hub_round")));
    const qint64 round = ValueOf<qint64>::from(last) + 1;
    YIGONG_TRY(tx.setLocal(QStringLiteral("hub_round"), round));
    return round;
}

} // namespace

Hub::Hub(Database &db) : m_db(db) {}

HubReply Hub::sync(const QByteArray &bytes)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return refuse(400, QStringLiteral("malformed"));
    auto device =
        m_db.apply([&](Transaction &tx) { return HubRound(tx, 0).device(envelope->device); }, Urgency::Person);
    if (!device)
        return refuse(503, QStringLiteral("store"), {nameOf(device.error().kind)});
    if (!*device)
        return refuse(403, QStringLiteral("device-unknown"));
    if (!verify((*device)->publicKey, signedBytes(envelope->payload), envelope->signature))
        return refuse(403, QStringLiteral("bad-signature"));
    if ((*device)->revoked)
        return refuse(403, QStringLiteral("revoked"));
    const auto request = decodeRequest(envelope->payload);
    if (!request) {
        if (request.error().kind == ErrorKind::ProtocolTooOld)
            return refuse(426, QStringLiteral("protocol"), request.error().args);
        return refuse(400, QStringLiteral("malformed"));
    }

    std::optional<IntakeRefusal> refused;
    // The commit is durable (synchronous=FULL) before this returns: on the answer the device forgets nothing yet, but
    // tells its doctor that the visit has left the laptop.
    const auto taken = m_db.apply([&](Transaction &tx) -> Result<HubDevice> {
        YIGONG_LET(round, nextRound(tx));
        HubRound hubRound(tx, round);
        YIGONG_LET(known, hubRound.device(envelope->device));
        Intake intake(hubRound, *known, request->deviceNow);
        YIGONG_LET(refusal, intake.take(*request));
        refused = refusal;
        if (refusal)
            return fail(ErrorKind::HubRefused);
        if (!request->acts.empty())
            YIGONG_TRY(hubRound.keepBatch(known->id, request->firstNumber,
                                          request->firstNumber + static_cast<qint64>(request->acts.size()) - 1,
                                          envelope->payload, envelope->signature));
        YIGONG_TRY(hubRound.finish());
        return intake.device();
    });
    if (refused)
        return refuse(*refused);
    if (!taken)
        return refuse(503, QStringLiteral("store"), {nameOf(taken.error().kind)});
    const auto reply = answer(*taken, *request);
    if (!reply)
        return refuse(503, QStringLiteral("store"), {nameOf(reply.error().kind)});
    return {200, encode(*reply)};
}

Result<SyncAnswer> Hub::answer(const HubDevice &device, const SyncRequest &request)
{
    return m_db.read([&](const Snapshot &snapshot) -> Result<SyncAnswer> {
        SyncAnswer answer;
        YIGONG_LET(epoch, snapshot.local(QStringLiteral("epoch")));
        answer.epoch = ValueOf<Id>::from(epoch);
        answer.hubNow = m_db.clock().now();
        // One view for all: rows in this answer contain every act up to this number, held ones excepted.
        YIGONG_LET(taken, snapshot.number("SELECT taken FROM hub_device WHERE id = ?", {device.id.bytes()}));
        answer.taken = taken;
        answer.backedUp = taken;
        YIGONG_LET(held, heldOf(snapshot, device.id));
        answer.held = std::move(held);
        YIGONG_LET(sites, writableSites(snapshot, device.site));
        for (const Id &site : sites)
            YIGONG_TRY(snapshot.each("SELECT max(last_contact) FROM hub_device WHERE site = ?", {site.bytes()},
                                     [&](const Columns &c) {
                                         if (!c.isNull(0) && c.integer(0) > 0)
                                             answer.contacts[site] = c.instant(0);
                                     }));
        if (request.pull == Pull::Nothing)
            return answer;
        YIGONG_LET(scope, scopeOf(snapshot, device.site));
        std::map<Id, qint64> cursors;
        const bool sameEpoch = request.epoch == answer.epoch;
        for (const Id &stream : scope) {
            const auto known = request.cursors.find(stream);
            cursors[stream] = sameEpoch && known != request.cursors.end() ? known->second : 0;
        }
        const bool whole = request.pull == Pull::WholeRows || !sameEpoch;
        YIGONG_LET(page, readStreams(snapshot, device.id, cursors, whole, pageRows));
        answer.rows = std::move(page.rows);
        answer.cursors = std::move(page.cursors);
        answer.more = page.more;
        return answer;
    });
}

Result<QByteArray> Hub::metrics()
{
    return m_db.read([&](const Snapshot &s) -> Result<QByteArray> {
        QByteArray text;
        const auto gauge = [&](const char *name, const char *sql) -> Result<void> {
            YIGONG_LET(value, s.number(sql));
            text += QByteArray("# TYPE ") + name + " gauge\n" + name + ' ' + QByteArray::number(value) + '\n';
            return {};
        };
        YIGONG_TRY(gauge("yigong_hub_devices", "SELECT count(*) FROM hub_device WHERE revoked = 0"));
        YIGONG_TRY(gauge("yigong_hub_devices_revoked", "SELECT count(*) FROM hub_device WHERE revoked <> 0"));
        YIGONG_TRY(gauge("yigong_hub_acts_held_back", "SELECT count(*) FROM hub_act WHERE state = 2"));
        YIGONG_TRY(gauge("yigong_hub_stream_entries", "SELECT ifnull(sum(position), 0) FROM stream_head"));
        YIGONG_TRY(s.each("SELECT lower(hex(id)), last_contact FROM hub_device", {}, [&](const Columns &c) {
            text += "yigong_hub_device_last_contact_seconds{device=\"" + c.text(0).toLatin1() + "\"} " +
                    QByteArray::number(c.integer(1) / 1000) + '\n';
        }));
        return text;
    });
}

Result<void> Hub::initialise(Database &db)
{
    return db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(epoch, tx.local(QStringLiteral("epoch")));
        if (!ValueOf<Id>::from(epoch).isNone())
            return {};
        return tx.setLocal(QStringLiteral("epoch"), tx.newId().bytes());
    });
}

Result<HubDevice> Hub::addDevice(Database &db, Id device, Id site, const QByteArray &publicKey, const QString &name)
{
    return db.apply([&](Transaction &tx) -> Result<HubDevice> {
        YIGONG_LET(known, tx.find<Site>(site));
        if (!known)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {site.text()});
        YIGONG_LET(count, tx.number("SELECT count(*) FROM hub_device WHERE site = ?", {site.bytes()}));
        HubDevice added{
            device,   site, QString(QChar(static_cast<char16_t>(u'A' + count % 26))), publicKey, name, 0, {}, {},
            tx.now(), false};
        YIGONG_TRY(tx.run(
            "INSERT INTO hub_device (id, site, letter, public_key, name, enrolled) VALUES (?, ?, ?, ?, ?, ?)",
            {device.bytes(), site.bytes(), added.letter, publicKey, name, static_cast<qint64>(added.enrolled.ms)}));
        return added;
    });
}

Result<void> Hub::publish(Database &db, const std::vector<std::pair<const RecordType *, Row>> &rows)
{
    return db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(round, nextRound(tx));
        HubRound hubRound(tx, round);
        for (auto [type, row] : rows) {
            YIGONG_LET(before, hubRound.row(*type, row.id));
            row.version = before ? before->version + 1 : 1;
            YIGONG_TRY(hubRound.write(*type, before, row, Id{}));
        }
        return hubRound.finish();
    });
}

} // namespace yigong
