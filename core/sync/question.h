// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/id.h"
#include "core/sync/messages.h"

#include <QCborArray>
#include <QCborMap>
#include <optional>

namespace yigong {

/// What a person at a device asks the hub: what no stream of that device holds. Travels in an envelope of its own
/// (`seal`, SealedFor::Question); the hub judges it by the role of who asks.
struct HubQuestion
{
    Instant deviceNow;
    Id practitioner;
    QString name; ///< "devices"
    QCborMap parameters;
};
/// [1, device-now, practitioner, name, {parameters}]. Errors: BadFormat{"question"}.
QByteArray encode(const HubQuestion &question);
Result<HubQuestion> decodeQuestion(const QByteArray &payload);

/// [1, hub-now, {answer}], in zstd.
QByteArray encodeQuestionAnswer(Instant hubNow, const QCborMap &answer);
Result<QCborMap> decodeQuestionAnswer(const QByteArray &bytes);

/// The array that a message is: whole, of that length, with the format's number 1 at its head; nothing else.
std::optional<QCborArray> cborMessage(const QByteArray &bytes, qsizetype length);
/// An id as a value of a map: 16 bytes, or null for none.
QCborValue cborOf(Id id);
Id idFrom(const QCborValue &value);
/// A whole number, and nothing else: QCborValue::toInteger also takes a fraction, of which one that is none (NaN) or
/// beyond 64 bits is whatever the processor makes of it.
qint64 integerFrom(const QCborValue &value, qint64 otherwise = 0);

} // namespace yigong
