// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/security/keys.h"
#include "core/security/policy.h"
#include "core/security/slots_after_sync.h"
#include "core/sync/conflicts.h"
#include "core/sync/log_exchange.h"
#include "core/sync/sync_session.h"
#include "core/transport/device_line.h"

#include <QJsonArray>

namespace yigong {

namespace {

Result<void> synchronise(const Ctl &ctl, Ctl &opener, const std::optional<QString> &url)
{
    YIGONG_LET(folder, opener.folder());
    YIGONG_LET(db, opener.openUnsigned(true));
    YIGONG_LET(key, DeviceKey::load(folder.deviceKey(), db->key()));
    const auto address = hubAddressOf(folder.path, key, url.value_or(QString()));
    if (!address)
        return address.error().field == QStringLiteral("hub") ? fail(ErrorKind::Required, QStringLiteral("--hub"))
                                                              : fail(address.error());
    HubLine line(*address);
    const auto sign = [&key](const QByteArray &bytes) { return key.sign(bytes); };
    SyncSession session(*db, sign, postTo(line, QStringLiteral("/v1/sync")));
    YIGONG_LET(outcome, settleSlots(*db, session.run([&ctl](const SyncProgress &p) {
                   ctl.progress(QStringLiteral("%1 of %2 acts sent, %3 rows received")
                                    .arg(p.actsSent)
                                    .arg(p.actsToSend)
                                    .arg(p.rowsReceived));
               })));
    YIGONG_LET(logged, LogSession(*db, sign, postTo(line, QStringLiteral("/v1/log"))).run());
    const LineCounters counted = line.counters();
    return ctl.print({{QStringLiteral("pushed"), outcome.pushed},
                      {QStringLiteral("pulled"), outcome.pulled},
                      {QStringLiteral("conflicts"), outcome.conflicts},
                      {QStringLiteral("heldBack"), outcome.heldBack},
                      {QStringLiteral("logged"), logged},
                      {QStringLiteral("roundTrips"), counted.roundTrips},
                      {QStringLiteral("bytesSent"), counted.bytesSent},
                      {QStringLiteral("bytesReceived"), counted.bytesReceived}});
}

QJsonObject shown(const Snapshot &snapshot, const ConflictState &state)
{
    const RecordType *type = snapshot.types().byNumber(state.conflict.subjectType);
    const int at = type ? type->indexOf(state.conflict.field) : -1;
    return {{QStringLiteral("id"), state.conflict.id.text()},
            {QStringLiteral("patient"), state.conflict.patient.text()},
            {QStringLiteral("field"), at < 0 ? QString() : type->fields()[static_cast<std::size_t>(at)].column},
            {QStringLiteral("values"), QJsonArray::fromStringList(state.values())},
            {QStringLiteral("base"), state.base ? state.base->value : QString()},
            {QStringLiteral("state"), state.open ? QStringLiteral("open") : QStringLiteral("settled")},
            {QStringLiteral("chosen"), state.open ? QString() : state.chosen}};
}

Result<void> listConflicts(Ctl &ctl, bool openOnly)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(list, session.db->read([&](const Snapshot &s) -> Result<QJsonArray> {
        YIGONG_LET(states, conflictInbox(s, session.actor, openOnly));
        QJsonArray shownOnes;
        for (const ConflictState &state : states)
            shownOnes.append(shown(s, state));
        return shownOnes;
    }));
    return ctl.print({{QStringLiteral("conflicts"), list}});
}

Result<void> settle(Ctl &ctl, const QString &idText, const QString &value, const QString &comment)
{
    const auto id = Id::parse(idText);
    if (!id)
        return fail(ErrorKind::Invalid, QStringLiteral("ID"), {idText});
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(
        session.actor, [&](Transaction &tx) -> Result<void> { return settleConflict(tx, *id, value, comment); }));
    YIGONG_LET(answer, session.db->read([&](const Snapshot &s) -> Result<QJsonObject> {
        YIGONG_LET(state, openConflict(s, session.actor, *id));
        return shown(s, state);
    }));
    return ctl.print(answer);
}

} // namespace

void registerSyncVerbs(Ctl &ctl)
{
    CLI::App &sync = ctl.verb("sync", "Send what this store has to the hub, and fetch what the hub has for it");
    const auto &url = ctl.text(sync, "--hub", "The hub's address; without it, the one in hub.json");
    ctl.runs(sync, [&ctl, &url] { return synchronise(ctl, ctl, url); });
}

void registerConflictVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("conflict", "Fields that two sites changed");
    CLI::App &list = ctl.verb(noun, "list", "Open and settled ones, open first");
    const bool &open = ctl.flag(list, "--open", "Only those that wait for a person");
    ctl.runs(list, [&ctl, &open] { return listConflicts(ctl, open); });

    CLI::App &one = ctl.verb(noun, "settle", "Say which value is right, everywhere");
    const auto &id = ctl.text(one, "ID", "The conflict", Given::Always);
    const auto &value = ctl.text(one, "--value", "The value that is right; either side's or another", Given::Always);
    const auto &comment = ctl.text(one, "--comment", "Why");
    ctl.runs(one, [&ctl, &id, &value, &comment] { return settle(ctl, *id, *value, comment.value_or(QString())); });
}

} // namespace yigong
