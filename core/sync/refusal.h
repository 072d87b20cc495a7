// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArray>
#include <functional>

namespace yigong {

/// How one message gets to the hub and its answer back: the line's business, not this one's.
struct SyncReply
{
    int status = 200;
    QByteArray body;
    qint64 atHubMs = 0; ///< that the hub says it had the message before it answered: not the line's slowness
};
using SyncPost = std::function<Result<SyncReply>(const QByteArray &message)>;

/// What a reply that is no answer says. Errors: DeviceUnknown · DeviceRevoked · BadSignature · ProtocolTooOld ·
/// BrokenChain{hub's number} with field "behind" or "clone" · HubBusy{seconds} · CodeRefused{word} · Forbidden ·
/// HubRefused{arguments} with the word as its field · HubAnsweredWrongly{status}.
Error errorOfRefusal(const SyncReply &reply);
/// The word by which the hub tells an error that the asker can mend (NotFound, Invalid …), with the field before its
/// arguments; empty for another.
QString refusalWordOf(ErrorKind kind);

} // namespace yigong
