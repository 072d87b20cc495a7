// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/fulfilment.h"
#include "core/contracts/key_groups.h"
#include "core/store/transaction.h"

#include <map>

namespace yigong {

struct ContractFilter
{
    Id site; ///< it and everything below it; none: the actor's own and below
    std::optional<ContractState> state;
    std::optional<KeyGroup> group;
    bool keyOnly = false;   ///< of any key group
    bool owingOnly = false; ///< something is overdue
    bool dueOnly = false;   ///< somebody has to act: it ends soon, was signed twice, or something is overdue
    Id team;
    int limit = 500;
};

struct ContractRow
{
    Id patient;
    QString patientName, phone, address;
    PartialDate birthDate;
    Id site;
    QString siteName;
    QStringList groups; ///< key groups today
    ContractState state = ContractState::None;
    Id contract; ///< the one that holds, will hold, or held last
    Id team;
    QString teamName;
    QDate signedOn, from, until; ///< `until`: its last day
    Delivered delivered;         ///< over the last twelve months
    int overdue = 0;
    QDate nextDue;
};

/// 签约率 of a group of residents: signed are those with a contract that runs today.
struct SignedShare
{
    qint64 residents = 0, contracted = 0;
    [[nodiscard]] std::optional<int> percent() const; ///< whole per cent; nothing where there are no residents
};

/// 签约率 and 履约率: never one without the other. Delivered is what fell due over the last twelve months under any
/// contract, ended ones among them: ending one hides nothing.
struct ContractRates
{
    SignedShare all, key;
    std::map<KeyGroup, SignedShare> groups; ///< groups without residents are left out
    Delivered delivered;
    qint64 endingSoon = 0, ended = 0, twice = 0, starting = 0, owing = 0; ///< residents

    ContractRates &operator+=(const ContractRates &other);
};

struct ContractList
{
    std::vector<ContractRow> rows;             ///< what is to be done first; at most `limit`
    qint64 found = 0;                          ///< how many fit the filter
    ContractRates rates;                       ///< of the site, whatever else is asked for
    std::vector<std::pair<Id, QString>> teams; ///< that hold somebody's contract there, by name
};

/// Every living resident of a site and below, and how they stand. A list: no record is opened by it. Door ReadPatient.
/// Errors: Forbidden · OutOfScope.
Result<ContractList> contractList(const Snapshot &snapshot, const Actor &actor, const ContractFilter &filter,
                                  QDate today);

struct SiteContractRates
{
    Id site;
    QString siteCode, siteName;
    ContractRates rates;
};
/// A site and those below it, each with its own residents, by code. Counts alone: nobody is named. Door ReadReport.
/// Errors: Forbidden · OutOfScope.
Result<std::vector<SiteContractRates>> contractRates(const Snapshot &snapshot, const Actor &actor, Id site,
                                                     QDate today);

} // namespace yigong
