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
    Figure{"copdMonths", [](FollowUpFigures &f) -> int & { return f.forms.copdMonths; }, 1, 12},
    Figure{"copdLowSaturation", [](FollowUpFigures &f) -> int & { return f.forms.copdLowSaturation; }, 70, 97},
    Figure{"olderMonths", [](FollowUpFigures &f) -> int & { return f.forms.olderMonths; }, 6, 24},
    Figure{"firstAntenatalWeeks", [](FollowUpFigures &f) -> int & { return f.forms.firstAntenatalWeeks; }, 8, 20},
    Figure{"lateDeliveryDays", [](FollowUpFigures &f) -> int & { return f.forms.lateDeliveryDays; }, 0, 60},
    Figure{"postnatalDays", [](FollowUpFigures &f) -> int & { return f.forms.postnatalDays; }, 1, 28},
    Figure{"postnatalCheckDays", [](FollowUpFigures &f) -> int & { return f.forms.postnatalCheckDays; }, 28, 90},
    Figure{"newbornDays", [](FollowUpFigures &f) -> int & { return f.forms.newbornDays; }, 1, 28},
    Figure{"childWindowDays", [](FollowUpFigures &f) -> int & { return f.forms.childWindowDays; }, 0, 90},
    Figure{"stableMonths", [](FollowUpFigures &f) -> int & { return f.forms.stableMonths; }, 1, 12},
    Figure{"unsettledDays", [](FollowUpFigures &f) -> int & { return f.forms.unsettledDays; }, 1, 60},
    Figure{"guidedMonths", [](FollowUpFigures &f) -> int & { return f.forms.guidedMonths; }, 1, 6},
    Figure{"tbFirstDays", [](FollowUpFigures &f) -> int & { return f.forms.tbFirstDays; }, 1, 14},
    Figure{"tbFamilyDays", [](FollowUpFigures &f) -> int & { return f.forms.tbFamilyDays; }, 1, 30},
    Figure{"tbMonths", [](FollowUpFigures &f) -> int & { return f.forms.tbMonths; }, 1, 3},
    Figure{"tbIntensiveMonths", [](FollowUpFigures &f) -> int & { return f.forms.tbIntensiveMonths; }, 1, 6},
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
    figures.forms.referralCheckDays = figures.rules.referralCheckDays; // one figure for all programs
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
