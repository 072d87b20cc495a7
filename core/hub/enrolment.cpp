// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/enrolment.h"
#include "core/base/platform/durable_file.h"
#include "core/base/text.h"
#include "core/hub/certificate.h"
#include "core/hub/device_keeping.h"
#include "core/security/enrolment_code.h"
#include "core/security/keys.h"
#include "core/sites/site_tree.h"

namespace yigong {

namespace {

constexpr int certificateDays = 730;
constexpr qsizetype longestEnrolment = 16 * 1024;

auto refuseCode(const char *why)
{
    return fail(ErrorKind::CodeRefused, {}, {QString::fromLatin1(why)});
}

Result<void> writeInvitation(HubRound &round, const DeviceInvitation &invitation)
{
    const RecordType &type = round.transaction().typeOf<DeviceInvitation>();
    YIGONG_LET(before, round.row(type, invitation.id));
    Row row = rowOf(invitation);
    row.version = before ? before->version + 1 : 1;
    return round.write(type, before, row, Id{});
}

} // namespace

struct Enrolment::Asked
{
    EnrolRequest request;
    QByteArray verifier; ///< of the code's secret
    QByteArray keys;     ///< digest of both public keys: who asks
};

Result<QByteArray> Enrolment::pin() const
{
    YIGONG_LET(pem, readWholeFile(m_folder + QStringLiteral("/hub.crt"), 1024 * 1024));
    return publicKeyPin(pem);
}

HubReply Enrolment::enrol(const QByteArray &message, const QString &remote)
{
    const auto refuse = [](int status, const QString &word, const QStringList &arguments = {}) {
        return HubReply{status, encodeRefusal(word, arguments), 0};
    };
    if (const int wait = m_counters ? m_counters->mayTryCode(remote) : 0; wait > 0)
        return busyReply(wait);
    const auto request = message.size() > longestEnrolment ? Result<EnrolRequest>(fail(ErrorKind::BadFormat))
                                                           : decodeEnrolRequest(message);
    const auto lineKey = request ? requestedKey(request->request) : Result<QByteArray>(fail(request.error()));
    if (!lineKey || !EnrolmentCode::isSecret(request->secret))
        return refuse(400, QStringLiteral("malformed"));
    const auto hubPin = pin();
    if (!hubPin)
        return refuse(503, QStringLiteral("store"), {nameOf(hubPin.error().kind)});
    const auto answered = answer(
        {*request, EnrolmentCode::verifierOf(request->secret, *hubPin), digestOfParts({request->publicKey, *lineKey})});
    if (answered)
        return {200, *answered, 0};
    if (m_counters && answered.error() == Error{ErrorKind::CodeRefused, {}, {QStringLiteral("wrong")}})
        m_counters->countWrongCode(remote);
    if (answered.error().kind == ErrorKind::CodeRefused)
        return refuse(403, QStringLiteral("code"), answered.error().args);
    return refuse(503, QStringLiteral("store"), {nameOf(answered.error().kind)});
}

Result<EnrolledByStick> Enrolment::enrolByStick(const StickRequest &stick,
                                                const std::function<Result<bool>(Id site)> &mayBring)
{
    YIGONG_LET(lineKey, requestedKey(stick.request.request));
    YIGONG_LET(hubPin, pin());
    YIGONG_LET(invitation, m_db.read([&](const Snapshot &s) -> Result<DeviceInvitation> {
        YIGONG_LET(all, s.select<DeviceInvitation>("ORDER BY until DESC"));
        for (DeviceInvitation &one : all)
            if (stick.isProvenBy(one.verifier))
                return std::move(one);
        return refuseCode("wrong");
    }));
    YIGONG_LET(may, mayBring(invitation.site));
    if (!may)
        return fail(ErrorKind::Forbidden, {}, {QStringLiteral("package")});
    YIGONG_LET(said, answer({stick.request, invitation.verifier, digestOfParts({stick.request.publicKey, lineKey})}));
    YIGONG_LET(decoded, decodeEnrolAnswer(said));
    return EnrolledByStick{
        decoded.device, said, invitation.verifier, hubPin, stick.request.publicKey, !stick.request.device.isNone()};
}

Result<QByteArray> Enrolment::answer(const Asked &asked)
{
    return m_db.apply(
        [&](Transaction &tx) -> Result<QByteArray> {
            YIGONG_LET(found, tx.select<DeviceInvitation>("WHERE verifier = ?", {asked.verifier}));
            if (found.empty())
                return refuseCode("wrong");
            const DeviceInvitation &invitation = found.front();
            QByteArray keys, said;
            YIGONG_TRY(tx.each("SELECT request, answer FROM hub_enrolment WHERE invitation = ?",
                               {invitation.id.bytes()}, [&](const Columns &c) {
                                   keys = c.bytes(0);
                                   said = c.bytes(1);
                               }));
            if (keys == asked.keys)
                return said; // the answer was lost on the way
            if (!invitation.used.isNone())
                return refuseCode("used");
            if (!invitation.withdrawn.isNone())
                return refuseCode("withdrawn");
            if (invitation.until < tx.now())
                return refuseCode("expired");
            return enrolFor(tx, invitation, asked);
        },
        Urgency::Person);
}

Result<Device> Enrolment::deviceFor(Transaction &tx, const DeviceInvitation &invitation, const Asked &asked) const
{
    const EnrolRequest &request = asked.request;
    YIGONG_LET(sameStore, tx.find<Device>(request.device));
    if (invitation.again.isNone() && sameStore)
        return refuseCode("again");
    if (!invitation.again.isNone() && invitation.again != request.device)
        return refuseCode("other-device");
    Device device;
    if (invitation.again.isNone()) {
        // A store that this hub does not know was enrolled behind the point to which the hub was restored: it keeps its
        // name, and sends its log from the beginning.
        device.id = request.device.isNone() ? tx.newId() : request.device;
        device.site = invitation.site;
        device.replaces = invitation.replaces;
    } else {
        YIGONG_LET(known, tx.get<Device>(invitation.again));
        device = known;
        ++device.enrolment;
    }
    YIGONG_LET(letter, nextLetter(tx, device.site));
    device.letter = letter;
    device.name = tidied(request.name).isEmpty() ? invitation.name : tidied(request.name).left(100);
    device.publicKey = request.publicKey;
    device.program = request.program.left(40);
    device.enrolled = tx.now();
    device.certified = true;
    return device;
}

Result<QByteArray> Enrolment::enrolFor(Transaction &tx, DeviceInvitation invitation, const Asked &asked)
{
    YIGONG_LET(device, deviceFor(tx, invitation, asked));
    YIGONG_LET(site, tx.get<Site>(device.site));
    YIGONG_LET(epoch, tx.local(QStringLiteral("epoch")));
    YIGONG_LET(certificate,
               certifyDevice(m_folder, asked.request.request, device.id.text(), certificateDays, tx.now()));
    YIGONG_LET(round, HubRound::next(tx));
    YIGONG_TRY(keepDevice(round, device));
    if (!invitation.replaces.isNone()) {
        YIGONG_LET(replaced, tx.get<Device>(invitation.replaces));
        if (!replaced.isRevoked()) {
            YIGONG_LET(revoked, revokedForm(replaced, QStringLiteral("replaced"), invitation.madeBy, tx.now()));
            YIGONG_TRY(keepDevice(round, revoked));
        }
    }
    invitation.used = tx.now();
    invitation.device = device.id;
    YIGONG_TRY(writeInvitation(round, invitation));
    YIGONG_TRY(round.finish());
    QByteArray said = encode(
        EnrolAnswer{device.id, device.site, device.letter, ValueOf<Id>::from(epoch), certificate, tx.now(), site.name});
    YIGONG_TRY(tx.run("INSERT INTO hub_enrolment (invitation, request, answer) VALUES (?, ?, ?)",
                      {invitation.id.bytes(), asked.keys, said}));
    return said;
}

Result<MadeInvitation> Enrolment::invite(const InvitationDraft &draft)
{
    YIGONG_LET(hubPin, pin());
    const EnrolmentCode code = EnrolmentCode::make(hubPin);
    const QByteArray verifier = code.verifier();
    return m_db.apply([&](Transaction &tx) -> Result<MadeInvitation> {
        YIGONG_LET(invitation, invitationOf(tx, draft, tx.now()));
        YIGONG_LET(county, tx.select<Site>("WHERE tier = ? LIMIT 1", {static_cast<qint64>(Tier::County)}));
        invitation.id = tx.newId();
        invitation.madeAt = county.empty() ? Id{} : county.front().id; // where its administrators see it
        invitation.verifier = verifier;
        YIGONG_LET(round, HubRound::next(tx));
        YIGONG_TRY(writeInvitation(round, invitation));
        YIGONG_TRY(round.finish());
        return MadeInvitation{invitation.id, code.text(), invitation.until};
    });
}

Result<void> Enrolment::revoke(Id id, const QString &reason)
{
    return m_db.apply([&](Transaction &tx) -> Result<void> {
        YIGONG_LET(device, tx.get<Device>(id));
        YIGONG_LET(revoked, revokedForm(device, reason, Id{}, tx.now()));
        YIGONG_LET(round, HubRound::next(tx));
        YIGONG_TRY(keepDevice(round, revoked));
        return round.finish();
    });
}

} // namespace yigong
