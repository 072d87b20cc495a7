// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/contract_list.h"
#include "core/contracts/resident_contracts.h"
#include "ui/widgets/choice.h"

namespace yigong {

/// What pages say of contracts.
struct ContractWords
{
    static ChipSpec chipOf(ContractState state);
    static QString group(KeyGroup group);
    static QString groups(const QStringList &words); ///< joined by 、
    static QString benefit(const QString &word);
    static QString benefits(const QStringList &words);
    static QString signer(ConsentSigner signer);
    static QString way(ConsentWay way);
    static QString endReason(const QString &word);
    static QString rate(const Delivered &delivered);  ///< "58 %", "nothing due yet"
    static QString ofDue(const Delivered &delivered); ///< "7 of 12"
    static QString evidence(const ServiceEvidence &evidence, QDate today);
    static ChipSpec owed(const OwedService &owed, QDate today);
    /// What a page that receives the resident shows: none where no contract runs.
    static ChipSpec markChip(const ContractMark &mark);
    static Runs markWords(const ContractMark &mark, QDate today);

    static Options endReasons();
    static Options packages(const std::vector<ServicePackage> &packages);
};

} // namespace yigong
