// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/hub.h"
#include "core/base/planted_bug.h"
#include "core/hub/compare.h"
#include "core/hub/device_keeping.h"
#include "core/hub/hub_releases.h"
#include "core/hub/intake.h"
#include "core/hub/number_keeping.h"
#include "core/hub/packages.h"
#include "core/hub/positions.h"
#include "core/hub/questions.h"
#include "core/hub/restore.h"
#include "core/hub/second_place.h"
#include "core/hub/snapshots.h"
#include "core/security/keys.h"
#include "core/sync/short_envelope.h"
#include "core/sync/streams.h"

#include <set>

namespace yigong {

namespace {

HubReply refuse(int status, const QString &word, const QStringList &arguments = {})
{
    return {status, encodeRefusal(word, arguments), 0};
}

HubReply refuse(const IntakeRefusal &refusal)
{
    return refuse(409, refusal.word, refusal.arguments);
}

/// Whose message it is was not to be had: a word, or the store's own trouble.
HubReply refuseSender(const Error &error)
{
    if (error.kind == ErrorKind::HubRefused)
        return refuse(403, error.field);
    if (error.kind == ErrorKind::HubBusy)
        return busyReply(error.args.value(0).toInt());
    return refuse(503, QStringLiteral("store"), {nameOf(error.kind)});
}

/// What was asked could not be answered: a word that the asker understands, or the store's own trouble.
HubReply refuseAsked(const Error &error)
{
    if (error.kind == ErrorKind::Forbidden)
        return refuse(403, QStringLiteral("not-allowed"), error.args);
    if (error.kind == ErrorKind::CodeRefused)
        return refuse(403, QStringLiteral("code"), error.args);
    if (error.kind == ErrorKind::BadFormat)
        return refuse(400, QStringLiteral("malformed"));
    if (error.kind == ErrorKind::HubRefused)
        return refuse(400, error.field, error.args);
    if (const QString word = refusalWordOf(error.kind); !word.isEmpty())
        return refuse(409, word, QStringList{error.field} + error.args);
    return refuse(503, QStringLiteral("store"), {nameOf(error.kind)});
}

/// What a device's log, sent by stick, is told with the next package.
enum class StickLog : qint64
{
    None = 0,
    Taken = 1,
    Renumber = 2,
};
QString stickLogKey(Id device)
{
    return QStringLiteral("stick-log/") + device.text();
}

} // namespace

namespace {

/// What a device that has its acts up to `after` from here knows as the hub does. Errors: HubRefused{device-unknown}.
Result<KnownToBoth> knownOf(const Snapshot &snapshot, Id device, qint64 after)
{
    YIGONG_LET(known, hubDevice(snapshot, device));
    if (!known)
        return fail(ErrorKind::HubRefused, QStringLiteral("device-unknown"));
    YIGONG_LET(epoch, snapshot.local(QStringLiteral("epoch")));
    QByteArray previous = chainStart();
    YIGONG_TRY(snapshot.each("SELECT hash FROM hub_act WHERE device = ? AND number = ?", {device.bytes(), after},
                             [&previous](const Columns &c) { previous = c.bytes(0); }));
    return KnownToBoth{ValueOf<Id>::from(epoch), known->site, previous};
}

} // namespace

HubReply busyReply(int seconds)
{
    return {429, encodeRefusal(QStringLiteral("busy"), {QString::number(seconds)}), seconds};
}

Result<HubDevice> Hub::senderOf(const Envelope &envelope, SealedFor purpose, const HubCaller &caller)
{
    return senderOf(envelope, signedBytes(envelope.payload, purpose), caller);
}

Result<HubDevice> Hub::senderOf(const Envelope &envelope, const QByteArray &signedBytes, const HubCaller &caller)
{
    YIGONG_LET(device, hubDeviceOf(m_db, envelope.device));
    if (!device)
        return fail(ErrorKind::HubRefused, QStringLiteral("device-unknown"));
    if (!verify(device->publicKey, signedBytes, envelope.signature))
        return fail(ErrorKind::HubRefused, QStringLiteral("bad-signature"));
    // Counted once it is known whose it is: nobody uses up another device's share.
    if (const int wait = m_counters ? m_counters->askedBy(device->id, envelope.payload.size()) : 0; wait > 0)
        return fail(ErrorKind::HubBusy, {}, {QString::number(wait)});
    if (device->revoked && !planted(PlantedBug::RevokedTaken))
        return fail(ErrorKind::HubRefused, QStringLiteral("revoked"));
    if (device->certified && caller.certified != device->id)
        return fail(ErrorKind::HubRefused, QStringLiteral("certificate"));
    return *device;
}

HubReply Hub::ask(const QByteArray &bytes, const HubCaller &caller)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return refuse(400, QStringLiteral("malformed"));
    const auto device = senderOf(*envelope, SealedFor::Question, caller);
    if (!device)
        return refuseSender(device.error());
    const auto question = decodeQuestion(envelope->payload);
    if (!question)
        return refuse(400, QStringLiteral("malformed"));
    const QDate today = m_db.clock().today();
    const KnownQuestion *known = knownQuestion(question->name);
    const BackedUp backedUp = [this](Id id) { return m_second ? m_second->backedUp(id) : 0; };
    const auto answered =
        known != nullptr && known->act != nullptr
            ? m_db.apply([&](Transaction &tx) -> Result<QCborMap> {
                  YIGONG_LET(round, HubRound::next(tx));
                  return actOnQuestion(round, *device, *question, today);
              })
            : m_db.read([&](const Snapshot &s) { return answerQuestion(s, *device, *question, today, backedUp); });
    if (answered)
        return {200, encodeQuestionAnswer(m_db.clock().now(), *answered), 0};
    return refuseAsked(answered.error());
}

HubReply Hub::log(const QByteArray &bytes, const HubCaller &caller)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return refuse(400, QStringLiteral("malformed"));
    const auto device = senderOf(*envelope, SealedFor::Log, caller);
    if (!device)
        return refuseSender(device.error());
    const auto request = decodeLogRequest(envelope->payload);
    if (!request)
        return refuse(400, QStringLiteral("malformed"));
    const auto taken = m_db.apply([&](Transaction &tx) { return takeLog(tx, *device, *request); });
    if (!taken)
        return refuse(503, QStringLiteral("store"), {nameOf(taken.error().kind)});
    const auto signedHeads = countersign(device->id, *taken);
    if (!signedHeads)
        return refuse(503, QStringLiteral("store"), {nameOf(signedHeads.error().kind)});
    return {200, encode(*signedHeads)};
}

HubReply Hub::logByStick(const QByteArray &bytes, Id device)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope || envelope->device != device)
        return refuse(400, QStringLiteral("malformed"));
    const auto sender = senderOf(*envelope, SealedFor::Log, {device, {}, true});
    if (!sender)
        return refuseSender(sender.error());
    const auto request = decodeLogRequest(envelope->payload);
    if (!request)
        return refuse(400, QStringLiteral("malformed"));
    const auto taken = m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(made, takeLog(tx, *sender, *request));
        return tx.setLocal(stickLogKey(device),
                           static_cast<qint64>(made.renumber ? StickLog::Renumber : StickLog::Taken));
    });
    if (!taken)
        return refuse(503, QStringLiteral("store"), {nameOf(taken.error().kind)});
    return {200, {}, 0};
}

Result<std::optional<LogAnswer>> Hub::headsForStick(Id device)
{
    StickLog state = StickLog::None;
    LogTaken taken;
    YIGONG_TRY(m_db.read([&](const Snapshot &s) -> Result<void> {
        YIGONG_LET(said, s.local(stickLogKey(device)));
        state = static_cast<StickLog>(ValueOf<qint64>::from(said));
        YIGONG_LET(head, takenLog(s, device));
        taken = head;
        return {};
    }));
    if (state == StickLog::None)
        return std::optional<LogAnswer>{};
    taken.renumber = state == StickLog::Renumber;
    YIGONG_LET(answer, countersign(device, taken));
    return std::optional(std::move(answer));
}

HubReply Hub::release(const QByteArray &bytes, const HubCaller &caller)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return refuse(400, QStringLiteral("malformed"));
    if (const auto device = senderOf(*envelope, SealedFor::Release, caller); !device)
        return refuseSender(device.error());
    const auto request = decodeReleaseRequest(envelope->payload);
    if (!request)
        return refuse(400, QStringLiteral("malformed"));
    const auto answered = HubReleases(m_db.folder()).answer(*request);
    if (answered)
        return {200, encodeQuestionAnswer(m_db.clock().now(), *answered), 0};
    if (answered.error().kind == ErrorKind::HubRefused)
        return refuse(404, answered.error().field);
    if (answered.error().kind == ErrorKind::BadFormat)
        return refuse(400, QStringLiteral("malformed"));
    return refuse(503, QStringLiteral("store"), {nameOf(answered.error().kind)});
}

HubReply Hub::carry(const QByteArray &bytes, const HubCaller &caller)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return refuse(400, QStringLiteral("malformed"));
    const auto courier = senderOf(*envelope, SealedFor::Package, caller);
    if (!courier)
        return refuseSender(courier.error());
    const auto call = decodePackageCall(envelope->payload);
    if (!call)
        return refuse(400, QStringLiteral("malformed"));
    if (call->kind == PackageCall::Kind::SetUp) {
        const auto request = decodeCarriedSetUp(call->package);
        if (!request || !m_setUps)
            return refuse(400, QStringLiteral("malformed"));
        const auto made = m_setUps(courier->id, *request);
        return made ? HubReply{200, *made, 0} : refuseAsked(made.error());
    }
    const auto answered = answerPackageCall(HubPackages(m_db, *this), courier->id, *call);
    return answered ? HubReply{200, *answered, 0} : refuseAsked(answered.error());
}

HubReply Hub::snapshot(const QByteArray &bytes, const HubCaller &caller)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return refuse(400, QStringLiteral("malformed"));
    const auto device = senderOf(*envelope, SealedFor::Snapshot, caller);
    if (!device)
        return refuseSender(device.error());
    const auto call = decodeSnapshotCall(envelope->payload);
    if (!call)
        return refuse(400, QStringLiteral("malformed"));
    const auto answered =
        m_snapshots ? m_snapshots->answer(*device, *call) : Result<QByteArray>(encode(SnapshotOffer{}));
    return answered ? HubReply{200, *answered, 0} : refuseAsked(answered.error());
}

Result<LogAnswer> Hub::countersign(Id device, const LogTaken &taken)
{
    YIGONG_LET(key, signingKey());
    LogAnswer answer;
    answer.taken = taken.taken;
    answer.renumber = taken.renumber;
    answer.hubKey = key->publicKey();
    answer.heads = {m_db.clock().now(), 0, chainStart(), taken.taken, taken.head, {}};
    YIGONG_TRY(m_db.read([&](const Snapshot &s) {
        return s.each("SELECT taken, head FROM hub_device WHERE id = ?", {device.bytes()}, [&](const Columns &c) {
            answer.heads.acts = c.integer(0);
            if (!c.isNull(1))
                answer.heads.actsHash = c.bytes(1);
        });
    }));
    answer.heads.signature = key->sign(answer.heads.signedBytes(device));
    return answer;
}

Result<std::shared_ptr<const DeviceKey>> Hub::signingKey()
{
    const std::lock_guard guard(m_keyMutex);
    if (m_key)
        return m_key;
    const QString path = m_db.folder() + QStringLiteral("/countersign.key");
    auto key = DeviceKey::load(path, m_db.key());
    if (!key && key.error().kind == ErrorKind::FileMissing) {
        key = DeviceKey::make();
        YIGONG_TRY(key->store(path, m_db.key()));
    }
    if (!key)
        return fail(key.error());
    m_key = std::make_shared<const DeviceKey>(std::move(*key));
    return m_key;
}

HubReply Hub::sync(const QByteArray &bytes, const HubCaller &caller)
{
    const auto envelope = openEnvelope(bytes);
    if (!envelope)
        return syncShort(bytes, caller);
    if (const auto device = senderOf(*envelope, SealedFor::Sync, caller); !device)
        return refuseSender(device.error());
    return take(*envelope, caller);
}

/// What cannot be unpacked by what is known here is no forgery: the device sends it once more, in the long form.
HubReply Hub::syncShort(const QByteArray &bytes, const HubCaller &caller)
{
    const auto message = openShortEnvelope(bytes);
    if (!message)
        return refuse(400, QStringLiteral("malformed"));
    const auto known = m_db.read([&](const Snapshot &s) { return knownOf(s, message->device, message->after); });
    if (!known)
        return refuseSender(known.error());
    const auto packed = unpackShort(*message, *known);
    const auto isSigned = packed ? signedBytesOfShort(*packed) : Result<QByteArray>(fail(packed.error()));
    if (!isSigned)
        return refuse(400, QStringLiteral("malformed"));
    const Envelope envelope{message->device, *packed, message->signature};
    const auto device = senderOf(envelope, *isSigned, caller);
    if (!device && device.error().field == QStringLiteral("bad-signature"))
        return refuse(400, QStringLiteral("malformed"));
    return device ? take(envelope, caller) : refuseSender(device.error());
}

HubReply Hub::take(const Envelope &envelope, const HubCaller &caller)
{
    const auto request = decodeRequest(envelope.payload);
    if (!request) {
        if (request.error().kind == ErrorKind::ProtocolTooOld)
            return refuse(426, QStringLiteral("protocol"), request.error().args);
        return refuse(400, QStringLiteral("malformed"));
    }

    std::optional<IntakeRefusal> refused;
    // The commit is durable (synchronous=FULL) before this returns: on the answer the device forgets nothing yet, but
    // tells its doctor that the visit has left the laptop.
    const auto taken = m_db.apply([&](Transaction &tx) -> Result<HubDevice> {
        YIGONG_LET(hubRound, HubRound::next(tx));
        YIGONG_TRY(hubRound.endLapsedShares());
        YIGONG_LET(known, hubRound.device(envelope.device));
        YIGONG_LET(deviceNow, caller.byStick ? deviceNowBehindStick(tx, known->id, request->deviceNow)
                                             : Result<Instant>(request->deviceNow));
        Intake intake(hubRound, *known, deviceNow);
        YIGONG_LET(refusal, intake.take(*request));
        refused = refusal;
        if (refusal)
            return fail(ErrorKind::HubRefused);
        if (!request->acts.empty())
            YIGONG_TRY(hubRound.keepBatch(known->id, request->firstNumber,
                                          request->firstNumber + static_cast<qint64>(request->acts.size()) - 1,
                                          envelope.payload, envelope.signature));
        if (request->pull != Pull::Nothing)
            YIGONG_TRY(keepPosition(tx, known->id, *request));
        YIGONG_TRY(keepHeard(tx, known->id, *request));
        YIGONG_TRY(sweepUnheard(tx));
        YIGONG_TRY(supplyNumbers(hubRound, *known));
        YIGONG_TRY(takeBack(hubRound, *known, request->offered));
        if (!caller.program.isEmpty())
            YIGONG_TRY(tx.run("UPDATE hub_device SET program = ? WHERE id = ? AND program <> ?",
                              {caller.program, known->id.bytes(), caller.program}));
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
    return {200, encode(*reply), 0};
}

namespace {

std::map<Id, qint64> furthestBack(std::map<Id, qint64> positions, const std::map<Id, qint64> &others)
{
    for (const auto &[stream, position] : others) {
        const auto at = positions.try_emplace(stream, position).first;
        at->second = std::min(at->second, position);
    }
    return positions;
}

/// Of a stream that has left the device's scope, what it never read there: with what it knows of, its own records that
/// went there while its line was cut would stay for ever.
Result<void> leaveUnread(const Snapshot &snapshot, const std::map<Id, qint64> &known, const std::map<Id, qint64> &scope,
                         SyncAnswer &answer)
{
    std::set<std::pair<int, Id>> unread;
    for (const auto &[stream, position] : known)
        if (!scope.contains(stream))
            YIGONG_TRY(snapshot.each(
                "SELECT type, record FROM stream_entry WHERE stream = ? AND position > ?", {stream.bytes(), position},
                [&unread](const Columns &c) { unread.emplace(static_cast<int>(c.integer(0)), c.id(1)); }));
    for (const auto &[type, record] : unread) {
        YIGONG_LET(holding, holdingNow(snapshot, type, record, scope));
        if (holding.empty())
            answer.removed.push_back({type, record});
    }
    return {};
}

} // namespace

Result<SyncAnswer> Hub::answer(const HubDevice &device, const SyncRequest &request, const std::map<Id, qint64> &left)
{
    return m_db.read([&](const Snapshot &snapshot) -> Result<SyncAnswer> {
        SyncAnswer answer;
        answer.protocol = request.protocol;
        YIGONG_LET(epoch, snapshot.local(QStringLiteral("epoch")));
        answer.epoch = ValueOf<Id>::from(epoch);
        answer.hubNow = m_db.clock().now();
        // One view for all: rows in this answer contain every act up to this number, held ones excepted.
        YIGONG_LET(taken, snapshot.number("SELECT taken FROM hub_device WHERE id = ?", {device.id.bytes()}));
        answer.taken = planted(PlantedBug::TakenTooFar) ? taken + 1 : taken;
        answer.backedUp = m_second ? std::min<qint64>(taken, m_second->backedUp(device.id)) : 0;
        YIGONG_LET(held, heldOf(snapshot, device.id));
        answer.held = std::move(held);
        YIGONG_LET(sites, writableSites(snapshot, device.site));
        for (const Id &site : sites)
            YIGONG_TRY(snapshot.each("SELECT max(last_contact) FROM hub_device WHERE site = ?", {site.bytes()},
                                     [&](const Columns &c) {
                                         if (!c.isNull(0) && c.integer(0) > 0)
                                             answer.contacts[site] = c.instant(0);
                                     }));
        YIGONG_LET(scope, scopeOf(snapshot, device.site));
        YIGONG_LET(compared, compareRanges(snapshot, scope, request.compare));
        answer.compared = std::move(compared);
        if (!request.wanted.empty()) {
            for (const Id &stream : scope)
                answer.cursors[stream] = 0;
            YIGONG_TRY(fetchAgain(snapshot, answer.cursors, request.wanted, answer));
            return answer;
        }
        if (request.pull == Pull::Nothing)
            return answer;
        std::map<Id, qint64> cursors;
        const bool sameEpoch = request.epoch == answer.epoch || planted(PlantedBug::EpochIgnored);
        for (const Id &stream : scope) {
            const auto known = request.cursors.find(stream);
            cursors[stream] = sameEpoch && known != request.cursors.end() ? known->second : 0;
        }
        const bool whole = request.pull == Pull::WholeRows || !sameEpoch;
        const int most =
            request.mostRows > 0 ? static_cast<int>(std::min<qint64>(request.mostRows, m_pageRows)) : m_pageRows;
        YIGONG_LET(page, readStreams(snapshot, device.id, cursors, whole, most));
        answer.rows = std::move(page.rows);
        answer.removed = std::move(page.removed);
        answer.cursors = std::move(page.cursors);
        answer.more = page.more;
        if (sameEpoch)
            YIGONG_TRY(leaveUnread(snapshot, furthestBack(request.cursors, left), cursors, answer));
        if (!answer.more) {
            YIGONG_LET(digests, digestsOf(snapshot, scope));
            answer.digests = std::move(digests);
        }
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
        if (m_second)
            text += backupMetrics(m_second->state(), m_db.clock().now());
        return text;
    });
}

Result<void> Hub::initialise(Database &db)
{
    return db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(epoch, tx.local(QStringLiteral("epoch")));
        if (ValueOf<Id>::from(epoch).isNone())
            YIGONG_TRY(tx.setLocal(QStringLiteral("epoch"), tx.newId().bytes()));
        YIGONG_TRY(fillHubMembers(tx));
        YIGONG_LET(unrecorded, tx.number("SELECT count(*) FROM hub_device h LEFT JOIN device d ON d.id = h.id WHERE "
                                         "d.id IS NULL"));
        if (unrecorded == 0)
            return {};
        YIGONG_LET(hubRound, HubRound::next(tx));
        YIGONG_TRY(recordKnownDevices(hubRound));
        return hubRound.finish();
    });
}

Result<HubDevice> Hub::addDevice(Database &db, Id device, Id site, const QByteArray &publicKey, const QString &name)
{
    return db.apply([&](Transaction &tx) -> Result<HubDevice> {
        YIGONG_LET(known, tx.find<Site>(site));
        if (!known)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {site.text()});
        YIGONG_LET(letter, nextLetter(tx, site));
        YIGONG_LET(hubRound, HubRound::next(tx));
        Device record;
        record.id = device;
        record.site = site;
        record.letter = letter;
        record.name = name;
        record.publicKey = publicKey;
        record.enrolled = tx.now();
        YIGONG_TRY(keepDevice(hubRound, record));
        YIGONG_TRY(hubRound.finish());
        YIGONG_LET(added, hubRound.device(device));
        return *added;
    });
}

Result<void> Hub::publish(Database &db, const std::vector<std::pair<const RecordType *, Row>> &rows)
{
    return db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(hubRound, HubRound::next(tx));
        for (auto [type, row] : rows) {
            YIGONG_LET(before, hubRound.row(*type, row.id));
            row.version = before ? before->version + 1 : 1;
            YIGONG_TRY(hubRound.write(*type, before, row, Id{}));
        }
        return hubRound.finish();
    });
}

} // namespace yigong
