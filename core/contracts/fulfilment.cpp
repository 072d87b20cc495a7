// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/fulfilment.h"

#include <algorithm>
#include <array>
#include <set>

namespace yigong {

namespace {

constexpr std::array evidenceNames{
    std::pair{EvidenceKind::Visit, "visit"},
    std::pair{EvidenceKind::FollowUp, "follow-up"},
    std::pair{EvidenceKind::Measurement, "measurement"},
};
constexpr std::array owedNames{
    std::pair{OwedState::Done, "done"},   std::pair{OwedState::Overdue, "overdue"}, std::pair{OwedState::Next, "next"},
    std::pair{OwedState::Later, "later"}, std::pair{OwedState::Missed, "missed"},
};

/// The last day of the `part`th of `parts` equal parts of a year, counted from 1.
QDate endOfPart(QDate yearFrom, int part, int parts)
{
    constexpr int months = 12;
    if (months % parts == 0)
        return yearFrom.addMonths(part * (months / parts)).addDays(-1);
    const qint64 days = yearFrom.daysTo(yearFrom.addYears(1));
    return yearFrom.addDays(std::max<qint64>(1, days * part / parts) - 1);
}

bool shows(const ServiceEvidence &evidence, const ServiceItem &item)
{
    switch (item.kind) {
    case ServiceKind::FollowUp:
        return evidence.kind == EvidenceKind::FollowUp && evidence.program == item.program &&
               !(item.faceToFace && evidence.byPhone);
    case ServiceKind::Visit:
        return evidence.kind == EvidenceKind::Visit;
    case ServiceKind::HomeVisit:
        return evidence.kind == EvidenceKind::Visit && evidence.atHome;
    case ServiceKind::Measurement:
        break;
    }
    return evidence.kind == EvidenceKind::Measurement &&
           std::all_of(item.codes.begin(), item.codes.end(),
                       [&evidence](const QString &code) { return evidence.codes.contains(code); });
}

class FulfilmentReckoning
{
public:
    FulfilmentReckoning(const FamilyContract &contract, QDate today) : m_contract(contract), m_today(today) {}

    void sortEvidence(const CareTeam &team, std::span<const ServiceEvidence> evidence)
    {
        for (const ServiceEvidence &one : evidence)
            if (one.day >= m_contract.from && one.day <= m_contract.lastDay() && isTheirs(team, one))
                m_evidence.push_back(&one);
        std::sort(m_evidence.begin(), m_evidence.end(), [](const ServiceEvidence *a, const ServiceEvidence *b) {
            return std::tie(a->day, a->record) < std::tie(b->day, b->record);
        });
    }

    ContractFulfilment reckon(ServiceItems items)
    {
        // A visit at home goes to the item that asks for the home.
        std::stable_partition(items.begin(), items.end(),
                              [](const ServiceItem &item) { return item.kind == ServiceKind::HomeVisit; });
        ContractFulfilment fulfilment;
        for (int year = 0; m_contract.from.addYears(year) <= m_contract.until; ++year)
            for (const ServiceItem &item : items)
                if (ItemFulfilment filled = fill(item, year); !filled.owed.empty())
                    fulfilment.items.push_back(std::move(filled));
        const auto rank = [this](const ItemFulfilment &i) { return i.until < m_today ? 1 : i.from > m_today ? 2 : 0; };
        std::stable_sort(fulfilment.items.begin(), fulfilment.items.end(),
                         [&](const ItemFulfilment &a, const ItemFulfilment &b) {
                             if (rank(a) != rank(b))
                                 return rank(a) < rank(b);
                             return rank(a) == 1 ? a.from > b.from : a.from < b.from;
                         });
        return fulfilment;
    }

private:
    [[nodiscard]] bool isTheirs(const CareTeam &team, const ServiceEvidence &one) const
    {
        return team.hasMember(one.practitioner) || one.site == team.site || one.site == m_contract.site;
    }

    ItemFulfilment fill(const ServiceItem &item, int year)
    {
        ItemFulfilment filled;
        filled.item = item;
        filled.from = m_contract.from.addYears(year);
        filled.until = std::min(m_contract.from.addYears(year + 1).addDays(-1), m_contract.until);
        std::vector<const ServiceEvidence *> served = servedIn(filled);
        for (int part = 1; part <= item.timesAYear; ++part) {
            OwedService owed{endOfPart(filled.from, part, item.timesAYear), {}, {}};
            const auto at = static_cast<std::size_t>(part - 1);
            const bool isDone = at < served.size();
            if (owed.due > filled.until || (owed.due > m_contract.lastDay() && !isDone))
                break; // the contract does not run that long
            if (isDone)
                owed.done = *served[at];
            filled.owed.push_back(std::move(owed));
        }
        filled.extra = static_cast<int>(served.size() - std::min(served.size(), filled.owed.size()));
        take(served, filled.owed.size());
        setStates(filled);
        return filled;
    }

    [[nodiscard]] std::vector<const ServiceEvidence *> servedIn(const ItemFulfilment &year) const
    {
        std::vector<const ServiceEvidence *> served;
        for (const ServiceEvidence *one : m_evidence) {
            if (one->day < year.from || one->day > year.until || !shows(*one, year.item) || isTaken(*one))
                continue;
            if (served.empty() || served.back()->day != one->day)
                served.push_back(one);
        }
        return served;
    }

    [[nodiscard]] bool isTaken(const ServiceEvidence &one) const
    {
        return one.kind == EvidenceKind::Visit && m_taken.contains(one.record);
    }

    void take(const std::vector<const ServiceEvidence *> &served, std::size_t count)
    {
        for (std::size_t i = 0; i < std::min(served.size(), count); ++i)
            if (served[i]->kind == EvidenceKind::Visit)
                m_taken.insert(served[i]->record);
    }

    void setStates(ItemFulfilment &filled) const
    {
        const bool isOver = filled.until < m_today || m_contract.lastDay() < m_today;
        bool isFirst = true;
        for (OwedService &owed : filled.owed) {
            if (owed.done)
                owed.state = OwedState::Done;
            else if (isOver)
                owed.state = OwedState::Missed;
            else if (owed.due < m_today)
                owed.state = OwedState::Overdue;
            else
                owed.state =
                    std::exchange(isFirst, false) && filled.from <= m_today ? OwedState::Next : OwedState::Later;
        }
    }

    const FamilyContract &m_contract;
    const QDate m_today;
    std::vector<const ServiceEvidence *> m_evidence;
    std::set<Id> m_taken; ///< visits that an item has counted
};

} // namespace

QString nameOf(EvidenceKind kind)
{
    for (const auto &[known, name] : evidenceNames)
        if (known == kind)
            return QString::fromLatin1(name);
    return {};
}

QString nameOf(OwedState state)
{
    for (const auto &[known, name] : owedNames)
        if (known == state)
            return QString::fromLatin1(name);
    return {};
}

int ItemFulfilment::doneCount() const
{
    return static_cast<int>(
        std::count_if(owed.begin(), owed.end(), [](const OwedService &one) { return one.done.has_value(); }));
}

std::optional<int> Delivered::percent() const
{
    if (due == 0)
        return std::nullopt;
    return static_cast<int>(done * 100 / due);
}

Delivered &Delivered::operator+=(const Delivered &other)
{
    due += other.due;
    done += other.done;
    return *this;
}

Delivered ContractFulfilment::deliveredSince(QDate after, QDate today) const
{
    Delivered delivered;
    for (const ItemFulfilment &item : items)
        for (const OwedService &owed : item.owed) {
            if (owed.due <= after || owed.due >= today)
                continue;
            ++delivered.due;
            delivered.done += owed.done ? 1 : 0;
        }
    return delivered;
}

int ContractFulfilment::overdueCount() const
{
    int count = 0;
    for (const ItemFulfilment &item : items)
        for (const OwedService &owed : item.owed)
            count += owed.state == OwedState::Overdue ? 1 : 0;
    return count;
}

QDate ContractFulfilment::nextDue() const
{
    QDate next;
    for (const ItemFulfilment &item : items)
        for (const OwedService &owed : item.owed)
            if (owed.state == OwedState::Next && (!next.isValid() || owed.due < next))
                next = owed.due;
    return next;
}

ContractFulfilment fulfilmentOf(const FamilyContract &contract, const CareTeam &team, const ServiceItems &items,
                                std::span<const ServiceEvidence> evidence, QDate today)
{
    if (contract.isVoid() || !contract.from.isValid() || !contract.until.isValid())
        return {};
    FulfilmentReckoning reckoning(contract, today);
    reckoning.sortEvidence(team, evidence);
    return reckoning.reckon(items);
}

} // namespace yigong
