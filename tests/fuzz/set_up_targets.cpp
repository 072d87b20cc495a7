// SPDX-License-Identifier: GPL-3.0-or-later
// What an enrolment by stick reads: the request that a courier brings, the answer that comes back.
#include "tests/fuzz/carried_targets.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "tests/fuzz/kept_word.h"

#include "core/security/enrolment_code.h"
#include "core/security/keys.h"
#include "core/sync/package_call.h"
#include "core/sync/stick_enrolment.h"

#include <QCborArray>
#include <QCborValue>

namespace yigong {

namespace {

const EnrolmentCode &seedCode()
{
    static const EnrolmentCode code = EnrolmentCode::make(QByteArray(32, 7));
    return code;
}

constexpr auto encodeSetUp = [](const auto &message) { return encode(message); };

} // namespace

/// As they are; and as the fields of a request, signed: a fuzzer makes no signature.
bool takeStickRequest(const QByteArray &bytes)
{
    static const QByteArray verifier = seedCode().verifier();
    const auto read = decodeStickRequest(bytes);
    if (read)
        (void)read->isProvenBy(verifier);
    QCborArray fields = QCborValue::fromCbor(bytes).toArray();
    if (fields.size() != 7)
        return read.has_value();
    fields[1] = fuzzKey().publicKey();
    fields.append(fuzzKey().sign("yigong-stick-request-1" + fields.toCborValue().toCbor()));
    if (const auto own = decodeStickRequest("yigong-request-1\n" + fields.toCborValue().toCbor()))
        (void)own->isProvenBy(verifier);
    return read.has_value();
}

bool takeSetUpHead(const QByteArray &bytes)
{
    static const QByteArray verifier = seedCode().verifier();
    if (const auto head = decodeSetUpHead(bytes)) {
        must(!openSetUp(*head, fuzzKey(), verifier));
        (void)setUpName(head->keyDigest);
    }
    return takeMessage(bytes, decodeSetUpHead, encodeSetUp);
}

bool takeCarriedSetUp(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeCarriedSetUp, encodeSetUp);
}

FuzzSeeds stickRequestSeeds()
{
    const EnrolRequest request{
        {}, fuzzKey().publicKey(), "request", QStringLiteral("王庄村卫生室"), QStringLiteral("0.2.0"), {}};
    return {makeStickRequest(request, seedCode(), signedByFuzzKey)};
}

FuzzSeeds setUpHeadSeeds()
{
    // Sealed to another's key and under another's code: the target holds that nobody else can open one.
    const DeviceKey other = DeviceKey::fromSeed(QByteArray(32, 6));
    return {encode(makeSetUpHead(other.publicKey(), {"answer", "pin", QStringLiteral("https://hub:8443")}, "manifest",
                                 other.publicKey()))};
}

FuzzSeeds carriedSetUpSeeds()
{
    return {encode(CarriedSetUpCall{"yigong-request-1\n",
                                    QStringLiteral("https://hub:8443"),
                                    {SnapshotCall::Kind::Offer, {1'764'302'400'000}, 0, 0}})};
}

} // namespace yigong
