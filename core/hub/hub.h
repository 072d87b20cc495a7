// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_limits.h"
#include "core/hub/hub_store.h"
#include "core/hub/log_intake.h"
#include "core/store/database.h"

#include <functional>
#include <mutex>

namespace yigong {

class DeviceKey;
class SecondPlace;
class SnapshotDesk;
struct CarriedSetUpCall;

/// "Busy, later": 429 with the word `busy` and the seconds.
struct HubReply;
HubReply busyReply(int seconds);

/// What the hub says to one message, before HTTP.
struct HubReply
{
    int status = 200;   ///< HTTP
    QByteArray body;    ///< the answer, or a refusal
    int retryAfter = 0; ///< seconds, of a 429
};

/// Who speaks, by what the line knows.
struct HubCaller
{
    Id certified = {};    ///< the device whose certificate the line was made with; none without one
    QString program = {}; ///< version that it says it is
    bool byStick = false; ///< the message was long on its way: what it says of now was said then
};

/// The county hub over its store: takes batches, merges, answers pulls. Thread-safe.
class Hub
{
public:
    /// Opens an existing hub store (`yigong-hub init` or the training county made it).
    /// `counters` bound what a device may ask; without them nothing does.
    explicit Hub(Database &db, HubCounters *counters = nullptr) : m_db(db), m_counters(counters) {}

    /// What the answers' `backedUp` is true of; without one it is 0. Outlives this, or is taken away before.
    void setSecondPlace(const SecondPlace *place) { m_second = place; }

    /// How many rows one answer brings at most, but for a single act with more: 4,000 where nobody says otherwise.
    void setPageRows(int rows) { m_pageRows = rows; }

    /// One sealed SyncRequest. Answers only once what it took is durable.
    HubReply sync(const QByteArray &envelope, const HubCaller &caller = {});
    /// One sealed LogRequest: entries of a device's second log. Answers once they are durable, with both heads signed.
    HubReply log(const QByteArray &envelope, const HubCaller &caller = {});
    /// A sealed LogRequest that came by stick; its answer travels in the next package for the device.
    HubReply logByStick(const QByteArray &envelope, Id device);
    /// That answer. None: this device has not sent its log by stick yet.
    Result<std::optional<LogAnswer>> headsForStick(Id device);

    /// One sealed HubQuestion. Answered from one snapshot; nothing is written.
    HubReply ask(const QByteArray &envelope, const HubCaller &caller = {});
    /// One sealed ReleaseRequest: is there a newer program, and pieces of it.
    HubReply release(const QByteArray &envelope, const HubCaller &caller = {});
    /// One sealed PackageCall of a courier: takes a package that it brings, or makes the one that it fetches.
    HubReply carry(const QByteArray &envelope, const HubCaller &caller = {});
    /// One sealed SnapshotCall: a new device's first store. Without a desk there are none.
    HubReply snapshot(const QByteArray &envelope, const HubCaller &caller = {});
    /// Outlives this, or is taken away before.
    void setSnapshotDesk(SnapshotDesk *desk) { m_snapshots = desk; }
    /// Who answers the enrolment requests that couriers bring; without one they are refused.
    using AnswerSetUp = std::function<Result<QByteArray>(Id courier, const CarriedSetUpCall &call)>;
    void setSetUps(AnswerSetUp answer) { m_setUps = std::move(answer); }
    /// What a pull from these positions gets; nothing is written. `request` says where the device stands, no more.
    /// `left`: positions in streams that an answer before this one, which may not be read, no longer had in its scope:
    /// as long as they are not back in it, what is behind them is named here too.
    Result<SyncAnswer> answer(const HubDevice &device, const SyncRequest &request,
                              const std::map<Id, qint64> &left = {});
    /// The hub's own key: countersigns heads, signs packages and opens those for the hub. Made at the first need, in
    /// the hub's folder. Errors: those of DeviceKey.
    Result<std::shared_ptr<const DeviceKey>> signingKey();
    /// Devices, last contact, held back, streams: Prometheus text, no patient in it.
    Result<QByteArray> metrics();

    /// Makes a hub of an empty store: its epoch. Devices that an earlier version enrolled get their records. Safe to
    /// call again.
    static Result<void> initialise(Database &db);
    /// Adds a device of a site with its public key and gives it the site's next letter. Errors: NotFound{site}.
    static Result<HubDevice> addDevice(Database &db, Id device, Id site, const QByteArray &publicKey,
                                       const QString &name);
    /// A hub's own entries, without a device: the site tree and staff at set-up. Writes rows and streams.
    static Result<void> publish(Database &db, const std::vector<std::pair<const RecordType *, Row>> &rows);

private:
    Result<HubDevice> senderOf(const Envelope &envelope, SealedFor purpose, const HubCaller &caller);
    Result<HubDevice> senderOf(const Envelope &envelope, const QByteArray &signedBytes, const HubCaller &caller);
    HubReply syncShort(const QByteArray &envelope, const HubCaller &caller);
    HubReply take(const Envelope &envelope, const HubCaller &caller);
    Result<LogAnswer> countersign(Id device, const LogTaken &taken);

    Database &m_db;
    std::mutex m_keyMutex;
    std::shared_ptr<const DeviceKey> m_key;
    HubCounters *m_counters;
    const SecondPlace *m_second = nullptr;
    int m_pageRows = 4000;
    SnapshotDesk *m_snapshots = nullptr;
    AnswerSetUp m_setUps;
};

} // namespace yigong
