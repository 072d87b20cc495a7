// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/ctl/hub_asking.h"
#include "app/ctl/verbs.h"
#include "core/all_records.h"
#include "core/base/platform/durable_file.h"
#include "core/security/keys.h"
#include "core/sites/devices.h"
#include "core/sites/site_tree.h"
#include "core/sync/ask.h"
#include "core/sync/device_standing.h"
#include "core/transport/device_line.h"
#include "core/transport/enrol.h"

#include <QJsonArray>
#include <QJsonDocument>

namespace yigong {

namespace {

QString isoOf(Instant at)
{
    return at.isNone() ? QString() : at.iso();
}

QJsonObject deviceObject(const Snapshot &snapshot, const Device &device)
{
    const auto site = snapshot.find<Site>(device.site);
    return {{QStringLiteral("id"), device.id.text()},
            {QStringLiteral("site"), site && *site ? (*site)->code : QString()},
            {QStringLiteral("letter"), device.letter},
            {QStringLiteral("name"), device.name},
            {QStringLiteral("program"), device.program},
            {QStringLiteral("enrolled"), isoOf(device.enrolled)},
            {QStringLiteral("revoked"), device.isRevoked() ? isoOf(device.revoked) : QString()},
            {QStringLiteral("reason"), device.isRevoked() ? device.revokeReason : QString()}};
}

Result<Id> deviceId(const QString &text)
{
    const auto id = Id::parse(text);
    if (!id)
        return fail(ErrorKind::Invalid, QStringLiteral("DEVICE"), {text});
    return *id;
}

Result<void> listDevices(Ctl &ctl)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(rows, session.db->read([](const Snapshot &s) -> Result<QJsonArray> {
        YIGONG_LET(devices, devicesOf(s));
        QJsonArray list;
        for (const Device &device : devices)
            list.append(deviceObject(s, device));
        return list;
    }));
    return ctl.print({{QStringLiteral("devices"), rows}});
}

/// What the hub has of each: the hub is asked, for what it knows is in no store but its own.
Result<void> askStandings(Ctl &ctl, const QString &url)
{
    YIGONG_LET(session, ctl.openForReading());
    YIGONG_LET(answer, askTheHub(ctl, session, url, "devices", {}));
    YIGONG_LET(standings, deviceStandingsFrom(answer));
    YIGONG_LET(rows, session.db->read([&](const Snapshot &s) -> Result<QJsonArray> {
        QJsonArray list;
        for (const DeviceStanding &standing : standings) {
            QJsonObject one = deviceObject(s, standing.device);
            one.insert(QStringLiteral("lastContact"), isoOf(standing.lastContact));
            one.insert(QStringLiteral("taken"), standing.taken);
            one.insert(QStringLiteral("backedUp"), standing.backedUp);
            one.insert(QStringLiteral("heldBack"), standing.heldBack);
            one.insert(QStringLiteral("lastAct"), isoOf(standing.lastAct));
            one.insert(QStringLiteral("residents"), standing.residents);
            list.append(one);
        }
        return list;
    }));
    return ctl.print({{QStringLiteral("devices"), rows}});
}

struct InviteOptions
{
    const std::optional<QString> &site, &name, &replaces, &again;
    const qint64 &hours;

    InviteOptions(Ctl &ctl, CLI::App &verb)
        : site(ctl.text(verb, "--site", "The code of the laptop's site", Given::Always)),
          name(ctl.text(verb, "--name", "What the laptop is called")),
          replaces(ctl.text(verb, "--replaces", "Id of the device whose place it takes")),
          again(ctl.text(verb, "--again", "Id of the device that is enrolled again, with its own store")),
          hours(ctl.number(verb, "--hours", "How long the code is good for", 24, 1, 336))
    {}
};

Result<void> invite(Ctl &ctl, const InviteOptions &options)
{
    InvitationDraft draft;
    draft.name = options.name.value_or(QString());
    draft.hours = static_cast<int>(options.hours);
    for (const auto &[text, id] : {std::pair{&options.replaces, &draft.replaces}, {&options.again, &draft.again}})
        if (*text) {
            YIGONG_LET(named, deviceId(**text));
            *id = named;
        }
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_LET(folder, ctl.folder());
    YIGONG_LET(hubFile, readWholeFile(folder.hubFile(), 64 * 1024));
    const QString pin = QJsonDocument::fromJson(hubFile).object().value(QStringLiteral("pin")).toString();
    YIGONG_LET(made, session.db->write(session.actor, [&](Transaction &tx) -> Result<MadeInvitation> {
        YIGONG_LET(site, siteByCode(tx, *options.site));
        if (!site)
            return fail(ErrorKind::NotFound, QStringLiteral("site"), {*options.site});
        draft.site = site->id;
        return inviteDevice(tx, draft, QByteArray::fromHex(pin.toLatin1()));
    }));
    return ctl.print({{QStringLiteral("code"), made.code}, {QStringLiteral("until"), isoOf(made.until)}});
}

Result<void> revoke(Ctl &ctl, const QString &device, const QString &reason)
{
    YIGONG_LET(id, deviceId(device));
    YIGONG_LET(session, ctl.openForWriting());
    YIGONG_TRY(session.db->write(session.actor, [&](Transaction &tx) { return revokeDevice(tx, id, reason); }));
    return ctl.print({{QStringLiteral("revoked"), id.text()}});
}

struct EnrolOptions
{
    const std::optional<QString> &folder, &hub, &stick, &codeFile, &login, &name, &recoveryFile;

    EnrolOptions(Ctl &ctl, CLI::App &verb)
        : folder(ctl.text(verb, "DIR", "The folder of its store: a new one, or a device's own", Given::Always)),
          hub(ctl.text(verb, "--hub", "https://host:port; with --stick it may be left out")),
          stick(ctl.text(verb, "--stick",
                         "The stick's folder, where there is no line: writes the request on it, or takes the answer")),
          codeFile(ctl.text(verb, "--code-file", "File with the one-time code", Given::Always)),
          login(ctl.text(verb, "--login", "Who signs in first; their password is in --secret-file", Given::Always)),
          name(ctl.text(verb, "--name", "What the laptop is called; without it, as the code says")),
          recoveryFile(ctl.text(verb, "--recovery-file", "File with the recovery key of a store that is there"))
    {}
};

Result<void> printEnrolled(const Ctl &ctl, const EnrolmentWish &wish, const EnrolledDevice &made)
{
    QJsonObject answer{{QStringLiteral("device"), made.device.text()},
                       {QStringLiteral("site"), made.siteName},
                       {QStringLiteral("letter"), made.letter},
                       {QStringLiteral("pushed"), made.pushed},
                       {QStringLiteral("pulled"), made.pulled + made.adopted}};
    if (made.adopted > 0)
        answer.insert(QStringLiteral("snapshot"), made.adopted);
    if (made.snapshotProblem)
        answer.insert(QStringLiteral("noSnapshot"), sentence(*made.snapshotProblem));
    if (!made.recoveryKey.isEmpty())
        answer.insert(QStringLiteral("recoveryKey"), made.recoveryKey);
    if (made.syncProblem)
        answer.insert(QStringLiteral("notYet"), sentence(*made.syncProblem));
    if (made.signInProblem)
        answer.insert(QStringLiteral("notYet"),
                      QStringLiteral("The password is not that of %1's account: the device is enrolled, and only the "
                                     "recovery key opens its store. Sign in with `store recover`.")
                          .arg(wish.login));
    return ctl.print(answer);
}

Result<void> enrol(const Ctl &ctl, const EnrolOptions &options)
{
    EnrolmentWish wish;
    wish.folder = *options.folder;
    if (!options.hub && !options.stick)
        return fail(ErrorKind::Required, QStringLiteral("hub"));
    wish.hub = QUrl(options.hub.value_or(QString()));
    YIGONG_LET(code, Ctl::secretFrom(*options.codeFile));
    wish.code = code;
    wish.name = options.name.value_or(QString());
    wish.program = QStringLiteral(YIGONG_VERSION);
    wish.login = *options.login;
    YIGONG_LET(password, ctl.secret());
    wish.password = password;
    if (options.recoveryFile) {
        YIGONG_LET(text, Ctl::secretFrom(*options.recoveryFile));
        YIGONG_LET(recovery, recoveryKeyFrom(text));
        wish.opener = StoreOpener::recovery(std::move(recovery));
    }
    if (!options.stick) {
        YIGONG_LET(made, enrolDevice(wish, allRecordTypes(), ctl.clock()));
        return printEnrolled(ctl, wish, made);
    }
    YIGONG_LET(turn, enrolByStick(wish, *options.stick, allRecordTypes(), ctl.clock()));
    if (!turn.made)
        return ctl.print({{QStringLiteral("request"), turn.request}});
    return printEnrolled(ctl, wish, *turn.made);
}

} // namespace

void registerDeviceVerbs(Ctl &ctl)
{
    CLI::App &noun = ctl.noun("device", "Laptops of the county");
    ctl.runs(ctl.verb(noun, "list", "All of them, as this store knows them"), [&ctl] { return listDevices(ctl); });

    CLI::App &asking = ctl.verb(noun, "standing", "What the hub has of each: last contact, acts, residents");
    const auto &url = ctl.text(asking, "--hub", "The hub's address; without it, the one in hub.json");
    ctl.runs(asking, [&ctl, &url] { return askStandings(ctl, url.value_or(QString())); });

    CLI::App &inviting = ctl.verb(noun, "invite", "Make a one-time code with which a laptop is enrolled");
    const auto invitation = std::make_shared<InviteOptions>(ctl, inviting);
    ctl.runs(inviting, [&ctl, invitation] { return invite(ctl, *invitation); });

    CLI::App &revoking = ctl.verb(noun, "revoke", "Have nothing more taken of a device");
    const auto &device = ctl.text(revoking, "DEVICE", "Its id", Given::Always);
    const auto &reason = ctl.text(revoking, "--reason", "Why", Given::Always);
    ctl.runs(revoking, [&ctl, &device, &reason] { return revoke(ctl, *device, *reason); });

    CLI::App &enrolling = ctl.verb(noun, "enrol", "Bring a laptop into the county by a one-time code");
    const auto options = std::make_shared<EnrolOptions>(ctl, enrolling);
    ctl.runs(enrolling, [&ctl, options] { return enrol(ctl, *options); });
}

} // namespace yigong
