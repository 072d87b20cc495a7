// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/family_contract.h"

#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::array signerNames{
    std::pair{ConsentSigner::Resident, "resident"},
    std::pair{ConsentSigner::Guardian, "guardian"},
    std::pair{ConsentSigner::Household, "household"},
};
constexpr std::array wayNames{
    std::pair{ConsentWay::Signature, "signature"},
    std::pair{ConsentWay::Mark, "mark"},
};
constexpr std::array contractStateNames{
    std::pair{ContractState::None, "none"},       std::pair{ContractState::Starting, "starting"},
    std::pair{ContractState::Running, "running"}, std::pair{ContractState::EndingSoon, "ending-soon"},
    std::pair{ContractState::Ended, "ended"},     std::pair{ContractState::Twice, "twice"},
};

template <typename T, std::size_t n> QString wordOf(const std::array<std::pair<T, const char *>, n> &names, T value)
{
    for (const auto &[known, name] : names)
        if (known == value)
            return QString::fromLatin1(name);
    return {};
}

template <typename T, std::size_t n>
std::optional<T> valueNamed(const std::array<std::pair<T, const char *>, n> &names, QStringView word)
{
    for (const auto &[known, name] : names)
        if (word == QLatin1String(name))
            return known;
    return std::nullopt;
}

} // namespace

QString nameOf(ConsentSigner signer)
{
    return wordOf(signerNames, signer);
}

std::optional<ConsentSigner> consentSignerFrom(QStringView name)
{
    return valueNamed(signerNames, name);
}

QString nameOf(ConsentWay way)
{
    return wordOf(wayNames, way);
}

std::optional<ConsentWay> consentWayFrom(QStringView name)
{
    return valueNamed(wayNames, name);
}

QString nameOf(ContractState state)
{
    return wordOf(contractStateNames, state);
}

std::optional<ContractState> contractStateFrom(QStringView name)
{
    return valueNamed(contractStateNames, name);
}

QStringList contractEndReasons()
{
    return {QStringLiteral("moved"),      QStringLiteral("died"),         QStringLiteral("revoked"),
            QStringLiteral("other-team"), QStringLiteral("signed-twice"), QStringLiteral("entered-in-error")};
}

const FamilyContract *standingOf(const std::vector<FamilyContract> &contracts, QDate today)
{
    // Running before starting before ended; of two that run, the earlier signature; of several ended, the last.
    const auto rank = [today](const FamilyContract &c) { return c.runsOn(today) ? 0 : c.from > today ? 1 : 2; };
    const auto isBefore = [&](const FamilyContract &a, const FamilyContract &b) {
        if (rank(a) != rank(b))
            return rank(a) < rank(b);
        if (rank(a) == 2)
            return std::pair{b.lastDay(), b.id} < std::pair{a.lastDay(), a.id};
        return std::tuple{a.from, a.signedOn, a.id} < std::tuple{b.from, b.signedOn, b.id};
    };
    const FamilyContract *best = nullptr;
    for (const FamilyContract &contract : contracts) {
        if (contract.isVoid() || contract.lastDay() < contract.from)
            continue;
        if (!best || isBefore(contract, *best))
            best = &contract;
    }
    return best;
}

ContractState contractStateOf(const std::vector<FamilyContract> &contracts, QDate today, int soonDays)
{
    const auto running = std::count_if(contracts.begin(), contracts.end(),
                                       [today](const FamilyContract &contract) { return contract.runsOn(today); });
    if (running > 1)
        return ContractState::Twice;
    const FamilyContract *standing = standingOf(contracts, today);
    if (!standing)
        return ContractState::None;
    if (running == 0)
        return standing->from > today ? ContractState::Starting : ContractState::Ended;
    const QDate last = standing->lastDay();
    const bool isFollowed = std::any_of(contracts.begin(), contracts.end(), [last](const FamilyContract &contract) {
        return contract.overlaps(last.addDays(1), last.addDays(1));
    });
    return !isFollowed && today.daysTo(last) <= soonDays ? ContractState::EndingSoon : ContractState::Running;
}

} // namespace yigong
