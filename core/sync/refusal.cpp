// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/refusal.h"
#include "core/sync/messages.h"

#include <array>
#include <utility>

namespace yigong {

namespace {

constexpr std::array refusalWords{
    std::pair{"device-unknown", ErrorKind::DeviceUnknown},
    std::pair{"revoked", ErrorKind::DeviceRevoked},
    std::pair{"bad-signature", ErrorKind::BadSignature},
    std::pair{"protocol", ErrorKind::ProtocolTooOld},
    std::pair{"behind", ErrorKind::BrokenChain},
    std::pair{"clone", ErrorKind::BrokenChain},
    std::pair{"busy", ErrorKind::HubBusy},
    std::pair{"code", ErrorKind::CodeRefused},
    std::pair{"not-allowed", ErrorKind::Forbidden},
};

/// What the asker can mend: the field goes before the arguments.
constexpr std::array mendableWords{
    std::pair{"not-found", ErrorKind::NotFound},      std::pair{"no-need", ErrorKind::WrongState},
    std::pair{"required", ErrorKind::Required},       std::pair{"invalid", ErrorKind::Invalid},
    std::pair{"out-of-range", ErrorKind::OutOfRange}, std::pair{"out-of-scope", ErrorKind::OutOfScope},
};

} // namespace

QString refusalWordOf(ErrorKind kind)
{
    for (const auto &[word, known] : mendableWords)
        if (known == kind)
            return QString::fromLatin1(word);
    return {};
}

Error errorOfRefusal(const SyncReply &reply)
{
    const auto refusal = decodeRefusal(reply.body);
    if (!refusal)
        return {ErrorKind::HubAnsweredWrongly, {}, {QString::number(reply.status)}};
    for (const auto &[word, kind] : refusalWords)
        if (refusal->word == QLatin1String(word))
            return {kind, kind == ErrorKind::BrokenChain ? refusal->word : QString(), refusal->arguments};
    for (const auto &[word, kind] : mendableWords)
        if (refusal->word == QLatin1String(word))
            return {kind, refusal->arguments.value(0), refusal->arguments.mid(1)};
    return {ErrorKind::HubRefused, refusal->word, refusal->arguments};
}

} // namespace yigong
