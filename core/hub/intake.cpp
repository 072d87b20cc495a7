// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/intake.h"
#include "core/base/planted_bug.h"
#include "core/hub/conflict_keeping.h"
#include "core/hub/write_rules.h"
#include "core/security/account.h"
#include "core/sync/hub_members.h"
#include "core/sync/merge.h"
#include "core/sync/streams.h"
#include "core/sync/sync_records.h"

#include <algorithm>
#include <set>

namespace yigong {

namespace {

/// Applies the acts of one device; one object an act.
class ActIntake
{
public:
    ActIntake(HubRound &round, const Act &act, const HubDevice &device, const Heard &heard, HybridTime time,
              KnownPeople &people)
        : m_round(round), m_act(act), m_device(device), m_heard(heard), m_time(time),
          m_rules(round.transaction(), device, act, civilDay(time.instant()), people)
    {}

    Result<void> apply()
    {
        if (!planted(PlantedBug::AnyPerson))
            YIGONG_TRY(m_rules.checkPerson());
        for (const Operation &operation : m_act.operations)
            YIGONG_TRY(applyOperation(operation));
        for (const auto &[type, row] : m_inserted)
            YIGONG_TRY(m_rules.checkSubject(*type, row));
        for (const Operation &operation : m_act.operations)
            if (operation.type == ConflictSettlement::info.number)
                YIGONG_TRY(checkSettlement(operation));
        return {};
    }

private:
    Result<void> applyOperation(const Operation &operation);
    Result<void> applyInsert(const RecordType &type, const Operation &operation);
    Result<void> applyMerge(const RecordType &type, const Row &before, const Operation &operation);
    Result<std::set<int>> supersededBy(const RecordType &type, const Row &before, const Operation &operation);
    Result<void> checkSettlement(const Operation &operation);
    Result<void> authorise(const RecordType &type, const Row &row);
    Result<bool> seenAt(const RecordType &type, const Row &row, const std::vector<Id> &sites) const;
    Result<bool> missedLeaving(const RecordType &type, const Row &row, const std::vector<Id> &writable) const;
    [[nodiscard]] FieldStamp stamp() const { return {m_time, m_act.site, m_device.id, m_act.actor}; }

    HubRound &m_round;
    const Act &m_act;
    const HubDevice &m_device;
    const Heard &m_heard;
    HybridTime m_time;
    WriteRules m_rules;
    std::vector<std::pair<const RecordType *, Row>> m_inserted;
};

Result<void> ActIntake::authorise(const RecordType &type, const Row &row)
{
    if (planted(PlantedBug::AnySite))
        return {};
    if (type.info().hubWrites)
        return hold("forbidden", type.table());
    const Snapshot &snapshot = m_round.transaction();
    YIGONG_LET(tier, snapshot.number("SELECT tier FROM site WHERE id = ?", {m_device.site.bytes()}));
    const bool county = tier == static_cast<qint64>(Tier::County);
    if (type.info().catalogue)
        return county ? Result<void>{} : Result<void>(hold("forbidden", type.table()));
    if (county && type.number() == Account::info.number)
        return {}; // of whatever site: an administrator's, by the rules that follow
    YIGONG_LET(writable, writableSites(snapshot, m_device.site));
    for (const Id &site : type.idsOf(Role::Site, row))
        if (std::find(writable.begin(), writable.end(), site) != writable.end())
            return {};
    YIGONG_LET(shared, sharesFor(snapshot, type, row, m_time));
    if (std::find(shared.begin(), shared.end(), m_device.site) != shared.end())
        return {};
    YIGONG_LET(seen, seenAt(type, row, writable));
    if (seen)
        return {};
    YIGONG_LET(missed, missedLeaving(type, row, writable));
    if (!missed)
        return hold("forbidden", type.table());
    // No stream of this device need hold what it makes there: it hears that it is others'.
    m_round.mentionIn(m_device.site, type, row.id);
    return {};
}

/// Whether it is the card of a resident whom one of these sites has treated, or was sent: it keeps the card, and may go
/// on correcting it. (The desk's own policy asks for more.)
Result<bool> ActIntake::seenAt(const RecordType &type, const Row &row, const std::vector<Id> &sites) const
{
    const Snapshot &snapshot = m_round.transaction();
    if (&type != residentType(snapshot.types()))
        return false;
    for (const Id &site : sites) {
        YIGONG_LET(seen, snapshot.number("SELECT EXISTS (SELECT 1 FROM encounter WHERE patient = ?1 AND site = ?2) OR "
                                         "EXISTS (SELECT 1 FROM service_request WHERE patient = ?1 AND to_site = ?2)",
                                         {row.id.bytes(), site.bytes()}));
        if (seen != 0)
            return true;
    }
    return false;
}

/// Whether the record, or the resident with whom it is shared, was in one of these sites' streams and has left it
/// since, unheard by who acted: a share that ended, a resident who moved. They did so in their right.
Result<bool> ActIntake::missedLeaving(const RecordType &type, const Row &row, const std::vector<Id> &writable) const
{
    std::vector<std::pair<int, Id>> records{{type.number(), row.id}};
    const RecordType *resident = residentType(m_round.transaction().types());
    if (type.info().reach == Reach::Always && resident)
        records.emplace_back(resident->number(), subjectOf(type, row));
    for (const Id &site : writable)
        for (const auto &[number, record] : records) {
            YIGONG_LET(missed, m_heard.missedLeaving(m_round.transaction(), m_act.number, site, number, record,
                                                     m_round.mentions(site, number, record)));
            if (missed)
                return true;
        }
    return false;
}

Result<void> ActIntake::applyOperation(const Operation &operation)
{
    const RecordType *type = m_round.transaction().types().byNumber(operation.type);
    if (!type)
        return hold("needs-newer-program", QString::number(operation.type));
    YIGONG_LET(before, m_round.row(*type, operation.record));
    if (before && operation.kind == OperationKind::Insert && planted(PlantedBug::ReinsertOverwrites)) {
        YIGONG_LET(anew, rowOfInsert(*type, operation));
        anew.version = before->version + 1;
        return m_round.write(*type, before, anew, Id{});
    }
    if (before)
        return applyMerge(*type, *before, operation);
    if (operation.kind == OperationKind::Update)
        return hold("unknown-record", type->table());
    return applyInsert(*type, operation);
}

Result<void> ActIntake::applyInsert(const RecordType &type, const Operation &operation)
{
    auto row = rowOfInsert(type, operation);
    if (!row)
        return hold("needs-newer-program", type.table());
    YIGONG_TRY(authorise(type, *row));
    YIGONG_TRY(m_rules.checkInsert(type, *row));
    row->version = 1;
    m_inserted.emplace_back(&type, *row);
    if (!type.isInsertOnly())
        YIGONG_TRY(m_round.stamp(type.number(), row->id, insertStamp, stamp()));
    return m_round.write(type, std::nullopt, *row, m_device.id);
}

Result<void> ActIntake::applyMerge(const RecordType &type, const Row &before, const Operation &operation)
{
    YIGONG_TRY(authorise(type, before));
    // What is closed stays as it was closed, for its author too. Held back, so that nobody's entry vanishes in silence.
    if (type.isInsertOnly() && operation.kind == OperationKind::Update)
        return hold("forbidden", type.table());
    YIGONG_TRY(m_rules.checkUpdate(type, operation, before));
    YIGONG_LET(stamps, m_round.stamps(type.number(), before.id));
    const auto isLater = [&](int field) { return m_time > stampOf(stamps, field).time; };
    const bool outOfOrder = operation.kind == OperationKind::Update && m_heard.isFromBeforeRestore(m_act.number);
    std::set<int> superseded;
    if (outOfOrder) {
        YIGONG_LET(found, supersededBy(type, before, operation));
        superseded = std::move(found);
    }
    auto merged = mergeOperation(type, before, operation, isLater,
                                 [&](const FieldChange &change) { return superseded.contains(change.number); });
    if (!merged)
        return hold("needs-newer-program", type.table());
    // Another site was first, whose record it is: no stream of this device need hold it, and it would stay for ever.
    if (operation.kind == OperationKind::Insert)
        m_round.mentionIn(m_device.site, type, before.id);
    if (type.isInsertOnly()) {
        // The same record again (two laptops of a clinic imported it): what stands, stands.
        return m_round.mention(type, before);
    }
    ConflictKeeping conflicts(m_round, type, before, m_act, stamp());
    for (const Clash &clash : merged->clashes)
        YIGONG_TRY(conflicts.keep(clash, stampOf(stamps, clash.field)));
    for (const int field : merged->taken)
        YIGONG_TRY(m_round.stamp(type.number(), before.id, field, stamp()));
    if (!merged->changed)
        return m_round.mention(type, before);
    merged->row.version = before.version + 1;
    YIGONG_TRY(m_round.write(type, before, merged->row, Id{}));
    return conflicts.joinOpen(merged->row, merged->taken, merged->clashes);
}

/// The fields of which an act that was heard already saw, and changed, what this one enters. What this one saw and
/// the hub has not heard is noted for the act that will bring it. Once each: the same words from somebody else are
/// theirs.
Result<std::set<int>> ActIntake::supersededBy(const RecordType &type, const Row &before, const Operation &operation)
{
    Transaction &tx = m_round.transaction();
    const auto noteOf = [&](const FieldChange &change, const Value &value) {
        return unheardKey(type.number(), before.id, change.number, value);
    };
    std::set<int> superseded;
    for (const FieldChange &change : operation.changes) {
        const int at = type.indexOf(change.number);
        if (at < 0)
            continue;
        YIGONG_LET(noted, tx.run("DELETE FROM local WHERE key = ?", {noteOf(change, change.after)}));
        if (noted > 0)
            superseded.insert(change.number);
        const Value &here = before.values[static_cast<std::size_t>(at)];
        if (change.before != here)
            YIGONG_TRY(tx.setLocal(noteOf(change, change.before), qint64{1}));
    }
    return superseded;
}

Result<void> ActIntake::checkSettlement(const Operation &operation)
{
    const Transaction &tx = m_round.transaction();
    YIGONG_LET(settlementRow, rowOfInsert(tx.typeOf<ConflictSettlement>(), operation));
    const auto settlement = recordOf<ConflictSettlement>(settlementRow);
    YIGONG_LET(conflict, tx.find<Conflict>(settlement.conflict));
    if (!conflict)
        return hold("unknown-record", QStringLiteral("conflict"));
    const RecordType *type = tx.types().byNumber(conflict->subjectType);
    if (!type || type->indexOf(conflict->field) < 0)
        return hold("needs-newer-program", QString::number(conflict->subjectType));
    YIGONG_LET(subject, m_round.row(*type, conflict->subject));
    if (!subject)
        return hold("unknown-record", type->table());
    YIGONG_LET(stamps, m_round.stamps(type->number(), subject->id));
    ConflictKeeping keeping(m_round, *type, *subject, m_act, stamp());
    return keeping.checkSettlement(settlement, conflict->field, stampOf(stamps, conflict->field));
}

} // namespace

namespace {

/// A clock's reading as far as it can be reckoned with: what lies before 1970 or after 2200 is taken to that edge.
qint64 believable(qint64 ms)
{
    return std::clamp<qint64>(ms, 0, 7'258'118'400'000);
}

} // namespace

Intake::Intake(HubRound &round, HubDevice device, Instant deviceNow)
    : m_round(round), m_device(std::move(device)),
      m_clockDifferenceMs(m_round.transaction().now().ms - believable(deviceNow.ms))
{
    m_device.lastContact = m_round.transaction().now();
}

Result<std::optional<IntakeRefusal>> Intake::take(const SyncRequest &request)
{
    using Refused = std::optional<IntakeRefusal>;
    if (request.lastNumber < m_device.taken && !planted(PlantedBug::BehindUnnoticed))
        return Refused{{QStringLiteral("behind"), {QString::number(m_device.taken)}}};
    // Also where it has nothing new: a hub that was restored asks for what it lacks at once.
    const bool hasMore = !request.acts.empty() || request.lastNumber > m_device.taken;
    if (hasMore && request.firstNumber > m_device.taken + 1 && !planted(PlantedBug::GapAccepted))
        return Refused{{QStringLiteral("gap"), {QString::number(m_device.taken + 1)}}};
    YIGONG_LET(heard, Heard::of(m_round.transaction(), m_device.id));
    m_heard = std::move(heard);
    QByteArray hash = request.previousHash;
    qint64 number = request.firstNumber;
    for (const QByteArray &body : request.acts) {
        const QByteArray previous = hash;
        hash = chainHash(hash, m_device.id, number, body);
        if (number <= m_device.taken) {
            YIGONG_LET(known, m_round.actHash(m_device.id, number));
            if (planted(PlantedBug::RepeatApplied) && known == hash)
                YIGONG_TRY(takeAct(number, body, hash));
            if (known != hash && !planted(PlantedBug::CloneUnnoticed))
                return Refused{{QStringLiteral("clone"), {QString::number(number)}}};
        } else {
            const QByteArray head = m_device.taken == 0 ? chainStart() : m_device.head;
            if (previous != head && !planted(PlantedBug::CloneUnnoticed))
                return Refused{{QStringLiteral("clone"), {QString::number(number)}}};
            YIGONG_TRY(takeAct(number, body, hash));
            m_device.taken = number;
            m_device.head = hash;
        }
        ++number;
    }
    if (m_applied)
        YIGONG_TRY(retryHeld());
    YIGONG_TRY(m_round.saveDevice(m_device, m_clockDifferenceMs));
    return Refused{};
}

namespace {

/// The act's time as the hub's clock would have had it: by the laptop's own clock and the difference that the hub sees,
/// and not before what had reached that laptop by then (its hybrid clock, which the hub's stamps push on, is in the
/// hub's time as far as it is beyond the laptop's). Never ahead of now, so that a wrong clock wins nothing. The act's
/// number keeps two acts apart that the same moment clamps.
HybridTime corrected(const Act &act, qint64 differenceMs, Instant now)
{
    if (planted(PlantedBug::ArrivalIsTime))
        return HybridTime::at(now);
    if (planted(PlantedBug::ClockNotCorrected))
        differenceMs = 0;
    const qint64 latest = HybridTime::at(now).ticks + act.number % 4096;
    qint64 ticks = (believable(act.wall.ms) + differenceMs) * 4096 + act.time.ticks % 4096;
    if (act.time.instant() > act.wall && act.time.ticks <= latest)
        ticks = std::max(ticks, act.time.ticks);
    if (planted(PlantedBug::FutureNotClamped))
        return {ticks};
    return {std::min(ticks, latest)};
}

bool isHold(const Error &error)
{
    return error.kind == ErrorKind::HubRefused;
}

/// What a planted bug asks: an act that is held back must not hold up those behind it.
Result<void> nothingIsHeld(const Snapshot &snapshot, Id device)
{
    YIGONG_LET(held, heldOf(snapshot, device));
    return held.empty() ? Result<void>{} : hold("blocked");
}

} // namespace

Result<void> Intake::takeAct(qint64 number, const QByteArray &body, const QByteArray &hash)
{
    using State = HubRound::ActState;
    const auto act = decodeAct(m_device.id, number, body);
    if (!act)
        return m_round.keepAct(m_device.id, number, body, hash, State::HeldBack, QStringLiteral("malformed"), {});
    const HybridTime time = corrected(*act, m_clockDifferenceMs, m_round.transaction().now());
    auto done = m_round.within([&]() -> Result<void> {
        if (planted(PlantedBug::HeldBlocks))
            YIGONG_TRY(nothingIsHeld(m_round.transaction(), m_device.id));
        return ActIntake(m_round, *act, m_device, m_heard, time, m_people).apply();
    });
    if (tellsOfPeople(*act))
        m_people.clear();
    if (done || (planted(PlantedBug::HeldDropped) && isHold(done.error()))) {
        m_applied = true;
        return m_round.keepAct(m_device.id, number, body, hash, State::Applied, {}, {});
    }
    if (!isHold(done.error()))
        return done; // the store's own trouble: nothing of this round is taken, the device sends it again
    return m_round.keepAct(m_device.id, number, body, hash, State::HeldBack, done.error().field,
                           done.error().args.value(0));
}

Result<void> Intake::retryHeld()
{
    struct Held
    {
        Id device;
        qint64 number;
        QByteArray body, hash;
        qint64 difference;
        Instant received;
    };
    std::vector<Held> held;
    YIGONG_TRY(m_round.transaction().each(
        // So many of each device, by lot: one with ever more that will never do must not keep the others' waiting.
        "SELECT device, number, body, hash, clock_difference, received FROM (SELECT a.device, a.number, a.body, "
        "a.hash, "
        "a.received, d.clock_difference, row_number() OVER (PARTITION BY a.device ORDER BY random()) AS place "
        "FROM hub_act a JOIN hub_device d ON d.id = a.device WHERE a.state = 2 AND a.reason <> 'malformed') "
        "WHERE place <= 50 ORDER BY received, number LIMIT 500",
        {}, [&](const Columns &c) {
            held.push_back({c.id(0), c.integer(1), c.bytes(2), c.bytes(3), c.integer(4), c.instant(5)});
        }));
    if (planted(PlantedBug::HeldNeverRetried))
        return {};
    for (const Held &h : held) {
        const auto act = decodeAct(h.device, h.number, h.body);
        YIGONG_LET(device, m_round.device(h.device));
        if (!act || !device)
            continue;
        const HybridTime time = corrected(*act, h.difference, h.received);
        YIGONG_LET(heard, Heard::of(m_round.transaction(), h.device));
        KnownPeople people;
        auto done = m_round.within([&] { return ActIntake(m_round, *act, *device, heard, time, people).apply(); });
        if (done && planted(PlantedBug::RetryLeavesHeld))
            continue;
        if (done)
            YIGONG_TRY(m_round.keepAct(h.device, h.number, h.body, h.hash, HubRound::ActState::Applied, {}, {}));
        else if (!isHold(done.error()))
            return done;
    }
    return {};
}

} // namespace yigong
