// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/enrolment.h"
#include "core/security/keys.h"
#include "core/sync/question.h"

#include <QCborArray>

namespace yigong {

namespace {

auto badEnrolment()
{
    return fail(ErrorKind::BadFormat, QStringLiteral("enrolment"));
}

QByteArray signedPart(const QCborArray &fields)
{
    return "yigong-enrol-1" + fields.toCborValue().toCbor();
}

} // namespace

QByteArray encode(const EnrolRequest &request, const SignBytes &sign)
{
    QCborArray fields{
        1, request.secret, request.publicKey, request.request, request.name, request.program, cborOf(request.device)};
    const QByteArray signature = sign(signedPart(fields));
    fields.append(signature);
    return fields.toCborValue().toCbor();
}

Result<EnrolRequest> decodeEnrolRequest(const QByteArray &bytes)
{
    auto fields = cborMessage(bytes, 8);
    if (!fields)
        return badEnrolment();
    EnrolRequest request{fields->at(1).toString(), fields->at(2).toByteArray(), fields->at(3).toByteArray(),
                         fields->at(4).toString(), fields->at(5).toString(),    idFrom(fields->at(6))};
    const QByteArray signature = fields->takeLast().toByteArray();
    if (!verify(request.publicKey, signedPart(*fields), signature))
        return badEnrolment();
    return request;
}

QByteArray encode(const EnrolAnswer &answer)
{
    return QCborArray{1,
                      cborOf(answer.device),
                      cborOf(answer.site),
                      answer.letter,
                      cborOf(answer.epoch),
                      answer.certificate,
                      static_cast<qint64>(answer.hubNow.ms),
                      answer.siteName}
        .toCborValue()
        .toCbor();
}

Result<EnrolAnswer> decodeEnrolAnswer(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 8);
    if (!fields)
        return badEnrolment();
    EnrolAnswer answer{idFrom(fields->at(1)),   idFrom(fields->at(2)),       fields->at(3).toString(),
                       idFrom(fields->at(4)),   fields->at(5).toByteArray(), {integerFrom(fields->at(6))},
                       fields->at(7).toString()};
    if (answer.device.isNone() || answer.site.isNone() || answer.letter.isEmpty())
        return badEnrolment();
    return answer;
}

} // namespace yigong
