// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_figures.h"
#include "core/security/audit.h"
#include "core/security/policy.h"

#include <array>

namespace yigong {

namespace {

struct Figure
{
    const char *name;
    int &(*in)(FollowUpFigures &);
    int lowest, highest;
};

// Limits keep a slip of the finger from ending every follow-up in the county.
const std::array figureTable{
    Figure{"systolicTarget", [](FollowUpFigures &f) -> int & { return f.rules.systolicTarget; }, 100, 200},
    Figure{"diastolicTarget", [](FollowUpFigures &f) -> int & { return f.rules.diastolicTarget; }, 60, 130},
    Figure{"oldSystolicTarget", [](FollowUpFigures &f) -> int & { return f.rules.oldSystolicTarget; }, 100, 200},
    Figure{"oldAge", [](FollowUpFigures &f) -> int & { return f.rules.oldAge; }, 50, 120},
    Figure{"fastingTarget", [](FollowUpFigures &f) -> int & { return f.rules.fastingTarget; }, 500, 1500},
    Figure{"routineMonths", [](FollowUpFigures &f) -> int & { return f.rules.routineMonths; }, 1, 12},
    Figure{"poorDays", [](FollowUpFigures &f) -> int & { return f.rules.poorDays; }, 1, 60},
    Figure{"referralCheckDays", [](FollowUpFigures &f) -> int & { return f.rules.referralCheckDays; }, 1, 60},
    Figure{"soonDays", [](FollowUpFigures &f) -> int & { return f.soonDays; }, 0, 60},
    Figure{"triesToLose", [](FollowUpFigures &f) -> int & { return f.triesToLose; }, 1, 20},
    Figure{"firstMonths", [](FollowUpFigures &f) -> int & { return f.firstMonths; }, 0, 12},
};

QString figureKey(const QString &name)
{
    return QStringLiteral("follow-up:") + name;
}

} // namespace

Result<FollowUpFigures> FollowUpFigures::of(const Snapshot &snapshot)
{
    FollowUpFigures figures;
    for (const Figure &figure : figureTable) {
        YIGONG_LET(value, snapshot.local(figureKey(QString::fromLatin1(figure.name))));
        if (std::holds_alternative<qint64>(value))
            figure.in(figures) = static_cast<int>(std::get<qint64>(value));
    }
    return figures;
}

std::vector<std::pair<QString, int>> FollowUpFigures::all() const
{
    FollowUpFigures copy = *this;
    std::vector<std::pair<QString, int>> named;
    named.reserve(figureTable.size());
    for (const Figure &figure : figureTable)
        named.emplace_back(QString::fromLatin1(figure.name), figure.in(copy));
    return named;
}

Result<void> setFollowUpFigure(Transaction &tx, const QString &name, int value)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSettings));
    YIGONG_LET(before, FollowUpFigures::of(tx));
    for (const Figure &figure : figureTable) {
        if (name != QLatin1String(figure.name))
            continue;
        if (value < figure.lowest || value > figure.highest)
            return fail(ErrorKind::OutOfRange, name,
                        {QString::number(value), QString::number(figure.lowest), QString::number(figure.highest)});
        noteSetting(tx, tx.actor(), figureKey(name), QString::number(figure.in(before)), QString::number(value));
        return tx.setLocal(figureKey(name), qint64{value});
    }
    return fail(ErrorKind::NotFound, {}, {name});
}

} // namespace yigong
