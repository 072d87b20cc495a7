// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up.h"

#include <array>
#include <utility>

namespace yigong {

namespace {

constexpr std::array contactNames{
    std::pair{ContactOutcome::NotReached, "not-reached"},
    std::pair{ContactOutcome::ReferralAttended, "referral-attended"},
    std::pair{ContactOutcome::ReferralUnattended, "referral-unattended"},
};

} // namespace

QString nameOf(ContactOutcome outcome)
{
    for (const auto &[known, name] : contactNames)
        if (known == outcome)
            return QString::fromLatin1(name);
    return {};
}

std::optional<ContactOutcome> contactOutcomeFrom(QStringView name)
{
    for (const auto &[known, word] : contactNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

} // namespace yigong
