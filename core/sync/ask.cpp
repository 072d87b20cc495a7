// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/ask.h"

namespace yigong {

Result<QByteArray> postSealed(const AskLine &line, SealedFor kind, const QByteArray &message)
{
    YIGONG_LET(reply, line.post(seal(line.device, message, line.sign, kind)));
    if (reply.status != 200)
        return fail(errorOfRefusal(reply));
    return reply.body;
}

Result<QCborMap> askHub(const AskLine &line, const HubQuestion &question)
{
    YIGONG_LET(body, postSealed(line, SealedFor::Question, encode(question)));
    return decodeQuestionAnswer(body).or_else([](const Error &) -> Result<QCborMap> {
        return fail(ErrorKind::HubAnsweredWrongly, {}, {QStringLiteral("message")});
    });
}

} // namespace yigong
