// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/set_ups.h"
#include "core/hub/packages.h"
#include "core/security/keys.h"

namespace yigong {

namespace {

SetUpHead headOf(const EnrolledByStick &enrolled, const QString &address, const QByteArray &manifest)
{
    return makeSetUpHead(enrolled.publicKey, {enrolled.answer, enrolled.pin, address}, manifest, enrolled.verifier);
}

} // namespace

Result<HubDevice> SetUps::deviceOf(Id id)
{
    YIGONG_LET(device, hubDeviceOf(m_db, id));
    if (!device)
        return fail(ErrorKind::NotFound, QStringLiteral("device"), {id.text()});
    return std::move(*device);
}

Result<EnrolledByStick> SetUps::enrol(const QByteArray &request, const std::function<Result<bool>(Id)> &mayBring)
{
    YIGONG_LET(asked, decodeStickRequest(request));
    return Enrolment(m_db, m_db.folder()).enrolByStick(asked, mayBring);
}

Result<EnrolledByStick> SetUps::enrolledFor(Id courier, const CarriedSetUpCall &carried)
{
    const QByteArray digest = digestOf(carried.request);
    if (carried.call.kind != SnapshotCall::Kind::Offer) {
        const std::lock_guard lock(m_mutex);
        if (m_latest && m_latest->courier == courier && m_latest->requestDigest == digest)
            return m_latest->enrolled;
    }
    YIGONG_LET(enrolled, enrol(carried.request, [&](Id site) { return mayCarryFor(m_db, courier, site); }));
    const std::lock_guard lock(m_mutex);
    m_latest = Latest{courier, digest, enrolled};
    return enrolled;
}

Result<QByteArray> SetUps::answer(Id courier, const CarriedSetUpCall &carried)
{
    YIGONG_LET(enrolled, enrolledFor(courier, carried));
    if (enrolled.keepsStore)
        return encode(SnapshotOffer{SnapshotOffer::State::Ready, 0, encode(headOf(enrolled, carried.address, {}))});
    YIGONG_LET(device, deviceOf(enrolled.device));
    YIGONG_LET(said, m_desk.answer(device, carried.call, SnapshotDesk::For::Stick));
    if (carried.call.kind != SnapshotCall::Kind::Offer)
        return said;
    YIGONG_LET(offer, decodeOffer(said));
    if (offer.state == SnapshotOffer::State::Ready)
        offer.manifest = encode(headOf(enrolled, carried.address, offer.manifest));
    return encode(offer);
}

Result<SetUps::Made> SetUps::make(const QByteArray &request, const QString &address)
{
    YIGONG_LET(enrolled, enrol(request, [](Id) { return Result<bool>(true); }));
    if (enrolled.keepsStore)
        return Made{headOf(enrolled, address, {}), {}};
    YIGONG_LET(device, deviceOf(enrolled.device));
    YIGONG_LET(cut, m_desk.cut(device));
    return Made{headOf(enrolled, address, cut.manifest), cut.file};
}

} // namespace yigong
