// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ask.h"

namespace yigong {

Result<QCborMap> askHub(const AskLine &line, const HubQuestion &question)
{
    YIGONG_LET(reply, line.post(seal(line.device, encode(question), line.sign, SealedFor::Question)));
    if (reply.status != 200)
        return fail(errorOfRefusal(reply));
    return decodeQuestionAnswer(reply.body).or_else([](const Error &) -> Result<QCborMap> {
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    });
}

} // namespace yigong
