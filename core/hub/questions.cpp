// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/questions.h"
#include "core/hub/asker.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::array knownQuestions{
    KnownQuestion{"devices", Door::ManageDevices, answerDevices},
};

} // namespace

Result<QCborMap> answerQuestion(const Snapshot &snapshot, const HubDevice &device, const HubQuestion &question,
                                QDate today)
{
    const auto *known = std::find_if(knownQuestions.begin(), knownQuestions.end(),
                                     [&](const KnownQuestion &k) { return question.name == QLatin1String(k.name); });
    if (known == knownQuestions.end())
        return fail(ErrorKind::HubRefused, QStringLiteral("unknown-question"), {question.name.left(64)});
    YIGONG_LET(asker, personAt(snapshot, device, question.practitioner, today));
    if (!asker)
        return fail(ErrorKind::Forbidden, {}, {nameOf(known->door), QString()});
    YIGONG_TRY(require(snapshot, *asker, known->door));
    return known->answer(snapshot, *asker, question.parameters);
}

} // namespace yigong
