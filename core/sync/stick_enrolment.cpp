// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/stick_enrolment.h"
#include "core/security/keys.h"
#include "core/sync/question.h"

namespace yigong {

namespace {

const QByteArray requestMark("yigong-request-1\n");

auto badRequest()
{
    return fail(ErrorKind::BadFormat, {}, {QStringLiteral("enrolment request")});
}

auto badSetUp()
{
    return fail(ErrorKind::BadFormat, {}, {QStringLiteral("set-up")});
}

QCborArray requestFields(const EnrolRequest &r)
{
    return {1, r.publicKey, r.request, r.name, r.program, cborOf(r.device)};
}

QByteArray requestProven(const EnrolRequest &request)
{
    return "yigong-stick-proof-1" + requestFields(request).toCborValue().toCbor();
}

QByteArray requestSigned(const QCborArray &fields)
{
    return "yigong-stick-request-1" + fields.toCborValue().toCbor();
}

QByteArray setUpProof(QByteArrayView verifier, const SetUpHead &head)
{
    return keyedDigestOf(verifier, digestOfParts({"yigong-setup-1", head.keyDigest, head.manifest, head.sealed}));
}

QString headOfDigest(QByteArrayView digest)
{
    return QString::fromLatin1(digest.first(4).toByteArray().toHex());
}

} // namespace

bool StickRequest::isProvenBy(QByteArrayView verifier) const
{
    return verify(verifier, requestProven(request), proof);
}

QByteArray makeStickRequest(const EnrolRequest &request, const EnrolmentCode &code, const SignBytes &sign)
{
    QCborArray fields = requestFields(request);
    fields.append(code.prove(requestProven(request)));
    const QByteArray signature = sign(requestSigned(fields));
    fields.append(signature);
    return requestMark + fields.toCborValue().toCbor();
}

Result<StickRequest> decodeStickRequest(const QByteArray &bytes)
{
    auto fields = bytes.startsWith(requestMark) ? cborMessage(bytes.mid(requestMark.size()), 8) : std::nullopt;
    if (!fields)
        return badRequest();
    StickRequest asked{{{},
                        fields->at(1).toByteArray(),
                        fields->at(2).toByteArray(),
                        fields->at(3).toString(),
                        fields->at(4).toString(),
                        idFrom(fields->at(5))},
                       fields->at(6).toByteArray()};
    const QByteArray signature = fields->takeLast().toByteArray();
    if (!verify(asked.request.publicKey, requestSigned(*fields), signature))
        return badRequest();
    return asked;
}

QByteArray encode(const SetUpHead &head)
{
    return QCborArray{1, head.keyDigest, head.manifest, head.sealed, head.proof}.toCborValue().toCbor();
}

Result<SetUpHead> decodeSetUpHead(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 5);
    if (!fields || fields->at(1).toByteArray().size() != 32)
        return badSetUp();
    return SetUpHead{fields->at(1).toByteArray(), fields->at(2).toByteArray(), fields->at(3).toByteArray(),
                     fields->at(4).toByteArray()};
}

SetUpHead makeSetUpHead(const QByteArray &publicKey, const SetUpAnswer &answer, const QByteArray &manifest,
                        QByteArrayView verifier)
{
    const QByteArray fields = QCborArray{1, answer.enrolAnswer, answer.pin, answer.address}.toCborValue().toCbor();
    SetUpHead head{digestOf(publicKey), manifest, sealFor(publicKey, fields), {}};
    head.proof = setUpProof(verifier, head);
    return head;
}

Result<SetUpAnswer> openSetUp(const SetUpHead &head, const DeviceKey &key, QByteArrayView verifier)
{
    const auto refuse = [] { return fail(ErrorKind::BadSignature, QStringLiteral("set-up")); };
    if (head.keyDigest != digestOf(key.publicKey()) || setUpProof(verifier, head) != head.proof)
        return refuse();
    const auto opened = key.opened(head.sealed);
    const auto fields = opened ? cborMessage(*opened, 4) : std::nullopt;
    if (!fields)
        return refuse();
    return SetUpAnswer{fields->at(1).toByteArray(), fields->at(2).toByteArray(), fields->at(3).toString()};
}

QString stickRequestName(const QByteArray &publicKey)
{
    return QStringLiteral("yigong-request-%1.ygr").arg(headOfDigest(digestOf(publicKey)));
}

QString setUpName(QByteArrayView keyDigest)
{
    return QStringLiteral("yigong-setup-%1.ygs").arg(headOfDigest(keyDigest));
}

} // namespace yigong
