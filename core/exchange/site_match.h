// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/snapshot.h"

#include <QHash>
#include <optional>
#include <vector>

namespace yigong {

/// Finds the site that a residents' list means by its columns for township, village and organisation.
class SiteMatch
{
public:
    static Result<SiteMatch> of(const Snapshot &snapshot);

    /// By code (6, 9 or 12 digits), by exact name, by the end of the cell ("天长市汊涧镇王庄村" ends in 王庄村), or by
    /// the name without its kind (王庄 for 王庄村卫生室 and 王庄村委会). `township` narrows it where it names one.
    /// Nothing where no site or more than one fits: a resident is not put anywhere by guessing.
    [[nodiscard]] std::optional<Id> find(const QString &cell, const QString &township = {}) const;

private:
    struct Place
    {
        Id id, parent;
        QString code, name, bare;
        Tier tier = Tier::Village;
    };
    [[nodiscard]] std::optional<Id> among(const std::vector<const Place *> &places, const QString &cell) const;

    std::vector<Place> m_places;
    mutable QHash<QString, std::optional<Id>> m_found; ///< lists name the same few places over and over
};

} // namespace yigong
