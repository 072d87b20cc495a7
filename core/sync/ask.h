// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/question.h"
#include "core/sync/refusal.h"

namespace yigong {

/// The device's place in a question: who signs, and how a message gets to "/v1/ask" and back. No sockets.
struct AskLine
{
    Id device;
    SignBytes sign;
    SyncPost post;
};

/// Posts one message of a kind, signed, and answers the body. Errors: those of `post` and of `errorOfRefusal`.
Result<QByteArray> postSealed(const AskLine &line, SealedFor kind, const QByteArray &message);

/// Asks the hub one question for a person at this device. Errors: those of `post` and of `errorOfRefusal` (Forbidden:
/// not with this role; HubRefused with field "unknown-question": an older hub) · HubAnsweredWrongly.
Result<QCborMap> askHub(const AskLine &line, const HubQuestion &question);

} // namespace yigong
