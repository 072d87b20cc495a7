// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/question.h"

namespace yigong {

namespace {

auto badQuestion()
{
    return fail(ErrorKind::BadFormat, QStringLiteral("question"));
}

} // namespace

std::optional<QCborArray> cborMessage(const QByteArray &bytes, qsizetype length)
{
    QCborParserError error;
    QCborArray array = QCborValue::fromCbor(bytes, &error).toArray();
    if (error.error != QCborError::NoError || error.offset != bytes.size() || array.size() != length ||
        integerFrom(array[0]) != 1)
        return std::nullopt;
    return array;
}

QCborValue cborOf(Id id)
{
    return id.isNone() ? QCborValue(nullptr) : QCborValue(id.bytes());
}

Id idFrom(const QCborValue &value)
{
    return Id::fromBytes(value.toByteArray());
}

qint64 integerFrom(const QCborValue &value, qint64 otherwise)
{
    return value.isInteger() ? value.toInteger() : otherwise;
}

QByteArray encode(const HubQuestion &question)
{
    return QCborArray{1, static_cast<qint64>(question.deviceNow.ms), cborOf(question.practitioner), question.name,
                      question.parameters}
        .toCborValue()
        .toCbor();
}

Result<HubQuestion> decodeQuestion(const QByteArray &payload)
{
    const auto message = cborMessage(payload, 5);
    if (!message || !(*message)[3].isString() || !(*message)[4].isMap())
        return badQuestion();
    return HubQuestion{
        {integerFrom((*message)[1])}, idFrom((*message)[2]), (*message)[3].toString(), (*message)[4].toMap()};
}

QByteArray encodeQuestionAnswer(Instant hubNow, const QCborMap &answer)
{
    return pack(QCborArray{1, static_cast<qint64>(hubNow.ms), answer}.toCborValue().toCbor());
}

Result<QCborMap> decodeQuestionAnswer(const QByteArray &bytes)
{
    YIGONG_LET(plain, unpack(bytes));
    const auto message = cborMessage(plain, 3);
    if (!message || !(*message)[2].isMap())
        return badQuestion();
    return (*message)[2].toMap();
}

} // namespace yigong
