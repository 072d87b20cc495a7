// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_figures.h"
#include "core/security/audit.h"
#include "core/security/policy.h"

#include <array>

namespace yigong {

namespace {

struct ContractFigure
{
    const char *name;
    int ContractFigures::*member;
    int lowest, highest;
};

constexpr std::array contractFigureTable{
    ContractFigure{"soonDays", &ContractFigures::soonDays, 1, 180},
    ContractFigure{"renewDays", &ContractFigures::renewDays, 1, 365},
    ContractFigure{"longestYears", &ContractFigures::longestYears, 1, 5},
    ContractFigure{"signaturesAMinute", &ContractFigures::signaturesAMinute, 1, 60},
};

QString contractFigureKey(const char *name)
{
    return QStringLiteral("contract:") + QString::fromLatin1(name);
}

} // namespace

Result<ContractFigures> ContractFigures::of(const Snapshot &snapshot)
{
    ContractFigures figures;
    for (const ContractFigure &figure : contractFigureTable) {
        YIGONG_LET(value, snapshot.local(contractFigureKey(figure.name)));
        if (std::holds_alternative<qint64>(value))
            figures.*figure.member = static_cast<int>(std::get<qint64>(value));
    }
    return figures;
}

std::vector<std::pair<QString, int>> ContractFigures::all() const
{
    std::vector<std::pair<QString, int>> named;
    named.reserve(contractFigureTable.size());
    for (const ContractFigure &figure : contractFigureTable)
        named.emplace_back(QString::fromLatin1(figure.name), this->*figure.member);
    return named;
}

Result<void> setContractFigure(Transaction &tx, const QString &name, int value)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    YIGONG_LET(before, ContractFigures::of(tx));
    for (const ContractFigure &figure : contractFigureTable) {
        if (name != QLatin1String(figure.name))
            continue;
        if (value < figure.lowest || value > figure.highest)
            return fail(ErrorKind::OutOfRange, name,
                        {QString::number(value), QString::number(figure.lowest), QString::number(figure.highest)});
        const QString key = contractFigureKey(figure.name);
        noteSetting(tx, tx.actor(), key, QString::number(before.*figure.member), QString::number(value));
        return tx.setLocal(key, qint64{value});
    }
    return fail(ErrorKind::NotFound, {}, {name});
}

} // namespace yigong
