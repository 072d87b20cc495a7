// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/ctl.h"
#include "app/ctl/verbs.h"
#include "core/all_records.h"
#include "core/security/keys.h"
#include "core/store/verify.h"
#include "core/sync/sync_session.h"
#include "core/transport/device_line.h"

#include <QJsonArray>

namespace yigong {

namespace {

QJsonObject objectOf(const Finding &finding)
{
    return {{QStringLiteral("severity"),
             finding.severity == Severity::Failure ? QStringLiteral("failure") : QStringLiteral("notice")},
            {QStringLiteral("kind"), finding.kind},
            {QStringLiteral("table"), finding.table},
            {QStringLiteral("record"), finding.record.isNone() ? QString() : finding.record.text()},
            {QStringLiteral("detail"), finding.detail}};
}

Result<void> verify(Ctl &ctl)
{
    // Shows no record, so nobody signs in: a damaged store must be verifiable even where no account can be read.
    YIGONG_LET(db, ctl.openUnsigned(false));
    YIGONG_LET(found, db->read([](const Snapshot &snapshot) { return verifyStore(snapshot, allStoreChecks()); }));
    QJsonArray findings;
    for (const Finding &finding : found.findings)
        findings += objectOf(finding);
    QJsonObject answer{{QStringLiteral("ok"), found.ok},
                       {QStringLiteral("digest"), found.digest},
                       {QStringLiteral("records"), found.records},
                       {QStringLiteral("acts"), found.acts},
                       {QStringLiteral("findings"), findings}};
    if (found.further > 0)
        answer[QStringLiteral("furtherFindings")] = found.further;
    if (!found.ok)
        ctl.exitWith(1);
    return ctl.print(answer);
}

QJsonObject objectOf(const RecordTypes &types, const Difference &difference)
{
    static const std::map<Difference::What, const char *> what{{Difference::What::Missing, "missing"},
                                                               {Difference::What::Beyond, "beyond"},
                                                               {Difference::What::Differs, "differs"}};
    static const std::map<Difference::Place, const char *> place{{Difference::Place::Unknown, "unknown"},
                                                                 {Difference::Place::Here, "here"},
                                                                 {Difference::Place::Hub, "hub"},
                                                                 {Difference::Place::Both, "both"}};
    const RecordType *type = types.byNumber(difference.type);
    return {{QStringLiteral("table"), type ? type->table() : QString::number(difference.type)},
            {QStringLiteral("record"), difference.record.text()},
            {QStringLiteral("what"), QString::fromLatin1(what.at(difference.what))},
            {QStringLiteral("where"), QString::fromLatin1(place.at(difference.place))}};
}

Result<void> verifyAgainstHub(Ctl &ctl, const std::optional<QString> &url, bool mend)
{
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(db, ctl.openUnsigned(true));
    YIGONG_LET(key, DeviceKey::load(folder.deviceKey(), db->key()));
    YIGONG_LET(address, hubAddressOf(folder.path, key, url.value_or(QString())));
    HubLine line(address);
    const SignBytes sign = [&key = key](const QByteArray &bytes) { return key.sign(bytes); };
    const SyncPost post = postTo(line, QStringLiteral("/v1/sync"));
    YIGONG_LET(found, compareEveryRow(*db, sign, post));
    qint64 mended = 0;
    if (mend && !found.differences.empty()) {
        YIGONG_LET(done, HubComparison(*db, sign, post).mend(found));
        mended = done;
    }
    QJsonArray differences;
    for (const Difference &difference : found.differences)
        differences += objectOf(db->types(), difference);
    YIGONG_LET(at, db->read([](const Snapshot &s) { return lastMatched(s); }));
    const bool ok = mended == static_cast<qint64>(found.differences.size());
    if (!ok)
        ctl.exitWith(1);
    return ctl.print({{QStringLiteral("ok"), ok},
                      {QStringLiteral("records"), found.records},
                      {QStringLiteral("differences"), differences},
                      {QStringLiteral("mended"), mended},
                      {QStringLiteral("matched"), at.isNone() ? QString() : at.iso()}});
}

} // namespace

void registerVerifyVerb(Ctl &ctl)
{
    CLI::App &verb = ctl.verb("verify", "Hold the store against itself: file, change log, rows, references, ledger");
    const bool &against = ctl.flag(verb, "--against-hub", "Hold each row against the hub's instead; exchanges first");
    const bool &mend = ctl.flag(verb, "--mend", "With --against-hub: fetch again what differs; unsent work stays");
    const auto &url = ctl.text(verb, "--hub", "The hub's address; without it, the one in hub.json");
    ctl.runs(verb, [&ctl, &against, &mend, &url] {
        return against || mend ? verifyAgainstHub(ctl, url, mend) : verify(ctl);
    });
}

} // namespace yigong
