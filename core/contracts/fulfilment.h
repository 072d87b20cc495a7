// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/care_team.h"
#include "core/contracts/family_contract.h"
#include "core/contracts/service_package.h"

#include <span>

namespace yigong {

enum class EvidenceKind : quint8
{
    Visit = 1,
    FollowUp = 2,
    Measurement = 3,
};
QString nameOf(EvidenceKind kind); ///< "visit", "follow-up", "measurement"

/// A closed record that can show that something was served.
struct ServiceEvidence
{
    EvidenceKind kind = EvidenceKind::Visit;
    Id record; ///< the visit or form
    QDate day;
    bool atHome = false;  ///< of a visit
    QString program;      ///< of a follow-up
    bool byPhone = false; ///< of a follow-up: not face to face
    QStringList codes;    ///< of a measurement: all that was measured that day
    Id site;
    Id practitioner;
};

enum class OwedState : quint8
{
    Done,
    Overdue, ///< it fell due, and can still be made up for within the contract's year
    Next,    ///< the first that is to come
    Later,
    Missed, ///< its year, or the contract, is over
};
QString nameOf(OwedState state); ///< "done", "overdue", "next", "later", "missed"

/// One service that is owed: by when, and what showed that it was done.
struct OwedService
{
    QDate due;
    OwedState state = OwedState::Later;
    std::optional<ServiceEvidence> done;
};

/// An item in one of the contract's years.
struct ItemFulfilment
{
    ServiceItem item;
    QDate from, until; ///< of that year
    std::vector<OwedService> owed;
    int extra = 0; ///< served beyond what was owed

    [[nodiscard]] int doneCount() const;
};

/// 履约: of what fell due, how much was done.
struct Delivered
{
    qint64 due = 0, done = 0;

    /// Whole per cent; nothing where nothing fell due.
    [[nodiscard]] std::optional<int> percent() const;
    Delivered &operator+=(const Delivered &other);
    bool operator==(const Delivered &) const = default;
};

struct ContractFulfilment
{
    std::vector<ItemFulfilment> items; ///< the present year's first, then earlier years, then those to come

    /// What fell due after `after` and before `today`: what is due today is not late before the door closes.
    [[nodiscard]] Delivered deliveredSince(QDate after, QDate today) const;
    [[nodiscard]] int overdueCount() const;
    /// The first day on which something that is not done yet falls due, from today on; invalid where nothing does.
    [[nodiscard]] QDate nextDue() const;
};

/// Works out what was served: from records alone, nothing is typed. An item of n times a year is owed by the end of
/// each nth part of each contract year. What was served within that year fills what is owed in order, also late; one
/// day counts once for an item, and one visit for one item (at home before elsewhere). Counts what members of the team
/// did anywhere, and whoever worked at the team's site or at the contract's. `evidence` in any order; an ended
/// contract owes nothing that fell due after its end.
ContractFulfilment fulfilmentOf(const FamilyContract &contract, const CareTeam &team, const ServiceItems &items,
                                std::span<const ServiceEvidence> evidence, QDate today);

} // namespace yigong
