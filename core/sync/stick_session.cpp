// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/stick_session.h"
#include "core/sites/device.h"
#include "core/sites/site.h"
#include "core/sync/log_exchange.h"

namespace yigong {

namespace {

const QString writtenKey = QStringLiteral("package/written");
const QString readKey = QStringLiteral("package/read");
const QString wholeKey = QStringLiteral("package/whole"); ///< the hub is asked for this device's own rows too
const QString lastHubNow = QStringLiteral("sync/hub_now");

Result<qint64> localNumber(const Snapshot &snapshot, const QString &key)
{
    YIGONG_LET(value, snapshot.local(key));
    return ValueOf<qint64>::from(value);
}

Result<QByteArray> neededHubKey(const Snapshot &snapshot)
{
    YIGONG_LET(key, knownHubKey(snapshot));
    if (key.isEmpty())
        return fail(ErrorKind::WrongState, QStringLiteral("hub-key"));
    return key;
}

/// The head of this device's next package, as far as it is known before there are parts.
Result<PackageHead> nextHead(const Snapshot &s, Id device, Id site)
{
    PackageHead head;
    head.kind = PackageKind::ToHub;
    head.from = device;
    YIGONG_LET(own, s.find<Device>(device));
    YIGONG_LET(where, s.find<Site>(site));
    head.site = where ? where->name : QString();
    head.device = own ? (own->letter + u' ' + own->name).trimmed() : QString();
    YIGONG_LET(written, localNumber(s, writtenKey));
    YIGONG_LET(read, localNumber(s, readKey));
    head.number = written + 1;
    head.after = read;
    head.made = s.now();
    return head;
}

std::map<Id, qint64> cursorsOf(const std::map<Id, qint64> &known, const std::map<Id, qint64> &of)
{
    std::map<Id, qint64> cursors;
    for (const auto &entry : of) {
        const auto at = known.find(entry.first);
        cursors[entry.first] = at == known.end() ? 0 : at->second;
    }
    return cursors;
}

/// Whether every position is at or before that of the other; a stream that one does not name is at its start.
bool reaches(const std::map<Id, qint64> &here, const std::map<Id, qint64> &there)
{
    return std::all_of(here.begin(), here.end(), [&there](const auto &entry) {
        const auto at = there.find(entry.first);
        return entry.second <= (at == there.end() ? 0 : at->second);
    });
}

/// Whether this device stands before where the package begins. A stream that it has forgotten, and that has left its
/// scope, it reads no further.
bool lacksBefore(const std::map<Id, qint64> &from, const std::map<Id, qint64> &here, const std::map<Id, qint64> &scope)
{
    return std::any_of(from.begin(), from.end(), [&](const auto &entry) {
        const auto at = here.find(entry.first);
        return at != here.end() ? entry.second > at->second : entry.second > 0 && scope.contains(entry.first);
    });
}

/// The second log goes behind the acts, which matter more; what finds no room goes with the next package.
Result<void> addLog(const Snapshot &s, const DeviceKey &key, Id device, qint64 size, std::vector<PackagePart> &parts)
{
    YIGONG_LET(taken, logTaken(s));
    for (;;) {
        YIGONG_LET(request, logRequestFrom(s, taken));
        parts.push_back(
            {PartKind::Log, seal(
                                device, encode(request), [&key](const QByteArray &bytes) { return key.sign(bytes); },
                                SealedFor::Log)});
        size += parts.back().bytes.size();
        taken += static_cast<qint64>(request.entries.size());
        YIGONG_LET(last, s.number("SELECT ifnull(max(number), 0) FROM audit_entry"));
        if (taken >= last || request.entries.empty() || size > largestPackage / 2)
            return {};
    }
}

} // namespace

Result<WrittenPackage> StickSession::write()
{
    YIGONG_TRY(m_db.flushNotes());
    const auto sign = [this](const QByteArray &bytes) { return m_key.sign(bytes); };
    return m_db.apply(
        [&](Transaction &tx) -> Result<WrittenPackage> {
            YIGONG_LET(hubKey, neededHubKey(tx));
            YIGONG_LET(head, nextHead(tx, m_db.device(), m_db.site()));
            YIGONG_LET(after, actsTaken(tx));
            YIGONG_LET(wantsWhole, localNumber(tx, wholeKey));
            WrittenPackage written;
            std::vector<PackagePart> parts;
            qint64 size = 0;
            for (bool last = false; !last;) {
                YIGONG_LET(at, syncPosition(tx, after, packagePartBytes));
                after += static_cast<qint64>(at.request.acts.size());
                written.acts += static_cast<qint64>(at.request.acts.size());
                last = at.lastBatch;
                at.request.pull = !last ? Pull::Nothing : wantsWhole != 0 ? Pull::WholeRows : Pull::Rows;
                parts.push_back({PartKind::Request, seal(m_db.device(), encode(at.request), sign)});
                size += parts.back().bytes.size();
                if (size > largestPackage / 2 && !last) {
                    written.more = true;
                    break;
                }
            }
            if (!written.more)
                YIGONG_TRY(addLog(tx, m_key, m_db.device(), size, parts));
            YIGONG_TRY(tx.setLocal(writtenKey, head.number));
            written.bytes = makePackage(head, hubKey, parts, sign);
            head.parts = static_cast<int>(parts.size());
            written.head = head;
            return written;
        },
        Urgency::Person);
}

Result<PackageReading> StickSession::read(const QByteArray &bytes)
{
    PackageReading reading;
    const auto found = findPackage(bytes);
    if (!found) {
        reading.word = found.error().args.value(1);
        return reading;
    }
    reading.head = found->head;
    reading.whole = found->whole;
    if (found->head.kind != PackageKind::ToDevice || found->head.to != m_db.device()) {
        reading.state = PackageState::ForOther;
        return reading;
    }
    const auto refused = [&reading](const char *word) {
        reading.state = PackageState::Refused;
        reading.word = QString::fromLatin1(word);
        return reading;
    };
    YIGONG_LET(hubKey, m_db.read([](const Snapshot &s) { return neededHubKey(s); }));
    if (!found->isSignedBy(hubKey))
        return refused("bad-signature");
    const auto parts = found->opened(m_key);
    if (!parts)
        return refused("other-key"); // made before this device was enrolled again
    return take(*found, *parts);
}

Result<PackageReading> StickSession::take(const FoundPackage &found, const std::vector<PackagePart> &parts)
{
    PackageReading reading;
    reading.head = found.head;
    reading.whole = static_cast<int>(parts.size());
    reading.state = PackageState::Cut;
    if (parts.empty())
        return reading;
    const auto refused = [&reading](const QString &word) {
        reading.state = PackageState::Refused;
        reading.word = word;
        return reading;
    };
    const auto cover = decodeCover(parts.front().bytes);
    if (!cover || parts.front().kind != PartKind::Cover)
        return refused(QStringLiteral("malformed"));
    if (!cover->refusal.isEmpty())
        return refused(cover->refusal);
    reading.more = cover->more;
    bool anyNew = false;
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i].kind == PartKind::Heads) {
            const auto heads = decodeLogAnswer(parts[i].bytes);
            if (!heads)
                return refused(QStringLiteral("malformed"));
            YIGONG_TRY(takeHeads(*heads));
            continue;
        }
        const auto answer = decodeAnswer(parts[i].bytes);
        if (!answer || parts[i].kind != PartKind::Answer)
            return refused(QStringLiteral("malformed"));
        YIGONG_LET(isNew, takeAnswer(*cover, *answer, reading));
        if (reading.state != PackageState::Cut)
            return reading;
        anyNew = anyNew || isNew;
    }
    if (reading.whole < found.head.parts)
        return reading;
    YIGONG_LET(before, m_db.apply([&](Transaction &tx) -> Result<qint64> {
        YIGONG_LET(read, localNumber(tx, readKey));
        YIGONG_TRY(tx.setLocal(readKey, std::max(read, found.head.number)));
        return read;
    }));
    reading.state = anyNew || found.head.number > before ? PackageState::Taken : PackageState::ReadBefore;
    return reading;
}

/// Only what is newer than what was heard: sticks come late, twice, and in any order.
Result<void> StickSession::takeHeads(const LogAnswer &answer)
{
    return m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(heard, tx.number("SELECT ifnull(max(at), 0) FROM countersigned"));
        if (answer.heads.at.ms <= heard)
            return {};
        return yigong::takeLogAnswer(tx, m_db.device(), answer);
    });
}

/// Answers whether it brought anything; `reading` says where it must not be taken.
Result<bool> StickSession::takeAnswer(const PackageCover &cover, const SyncAnswer &answer, PackageReading &reading)
{
    return m_db.apply([&](Transaction &tx) -> Result<bool> {
        const auto stops = [&reading](PackageState state, const char *word = "") {
            reading.state = state;
            reading.word = QString::fromLatin1(word);
            return false;
        };
        YIGONG_LET(epoch, hubEpoch(tx));
        YIGONG_LET(taken, actsTaken(tx));
        YIGONG_LET(here, streamCursors(tx));
        if (epoch != answer.epoch && !epoch.isNone()) {
            // One of the two epochs came after the other, and only the hub's clock says which.
            YIGONG_LET(heard, localNumber(tx, lastHubNow));
            if (answer.hubNow.ms <= heard)
                return stops(PackageState::Older, "epoch");
            here.clear();
        }
        const std::map<Id, qint64> known = cursorsOf(here, answer.cursors);
        const bool isBehind = reaches(answer.cursors, known);
        if (isBehind && epoch == answer.epoch && (known != answer.cursors || answer.taken <= taken))
            return false; // the package was read before, or its rest goes on from here
        if (!reaches(known, answer.cursors))
            return stops(PackageState::Older, "positions");
        if (lacksBefore(cover.from, here, answer.cursors)) {
            reading.missing = reading.head.after;
            return stops(PackageState::Waits);
        }
        YIGONG_LET(applied, applyAnswer(tx, answer, {true, true, answer.hubNow}));
        if (applied.missesOwnRows) {
            YIGONG_TRY(tx.setLocal(wholeKey, qint64{1}));
            return stops(PackageState::Refused, "own-rows");
        }
        YIGONG_TRY(tx.setLocal(wholeKey, qint64{0}));
        reading.records += applied.changed;
        return true;
    });
}

} // namespace yigong
