// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/questions.h"
#include "core/hub/asker.h"
#include "core/hub/trust_questions.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::array knownQuestions{
    KnownQuestion{"devices", Door::ManageDevices, nullptr, nullptr, answerDevices},
    KnownQuestion{"audit", Door::ReadAudit, answerAudit},
    KnownQuestion{"unusual-reading", Door::ReadAudit, answerUnusualReading},
    KnownQuestion{"break-glass", Door::BreakGlass, nullptr, actBreakGlass},
};

/// Who asks, where they may.
Result<Actor> askerOf(const Snapshot &snapshot, const HubDevice &device, const HubQuestion &question, QDate today)
{
    const KnownQuestion *known = knownQuestion(question.name);
    if (known == nullptr)
        return fail(ErrorKind::HubRefused, QStringLiteral("unknown-question"), {question.name.left(64)});
    YIGONG_LET(asker, personAt(snapshot, device, question.practitioner, today));
    if (!asker)
        return fail(ErrorKind::Forbidden, {}, {nameOf(known->door), QString()});
    YIGONG_TRY(require(snapshot, *asker, known->door));
    return *asker;
}

} // namespace

const KnownQuestion *knownQuestion(const QString &name)
{
    const auto *known = std::find_if(knownQuestions.begin(), knownQuestions.end(),
                                     [&](const KnownQuestion &k) { return name == QLatin1String(k.name); });
    return known == knownQuestions.end() ? nullptr : known;
}

Result<QCborMap> answerQuestion(const Snapshot &snapshot, const HubDevice &device, const HubQuestion &question,
                                QDate today, const BackedUp &backedUp)
{
    YIGONG_LET(asker, askerOf(snapshot, device, question, today));
    if (const KnownQuestion *known = knownQuestion(question.name); known->answerOfBoth != nullptr)
        return known->answerOfBoth(snapshot, asker, backedUp);
    return knownQuestion(question.name)->answer(snapshot, asker, question.parameters);
}

Result<QCborMap> actOnQuestion(HubRound &round, const HubDevice &device, const HubQuestion &question, QDate today)
{
    YIGONG_LET(asker, askerOf(round.transaction(), device, question, today));
    YIGONG_LET(answer, knownQuestion(question.name)->act(round, asker, question.parameters));
    YIGONG_TRY(round.finish());
    return answer;
}

} // namespace yigong
