// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/site_match.h"
#include "core/base/text.h"
#include "core/sites/site_tree.h"

#include <QStringList>
#include <algorithm>
#include <functional>

namespace yigong {

namespace {

/// The name without what kind of place it is: lists say 王庄, 王庄村, 王庄村委会 or 王庄村卫生室 for the same.
QString bareName(const QString &name)
{
    static const QStringList kinds{
        QStringLiteral("卫生室"),     QStringLiteral("卫生所"),     QStringLiteral("卫生站"),
        QStringLiteral("卫生院"),     QStringLiteral("卫生服务站"), QStringLiteral("卫生服务中心"),
        QStringLiteral("村民委员会"), QStringLiteral("居民委员会"), QStringLiteral("村委会"),
        QStringLiteral("居委会"),     QStringLiteral("社区"),       QStringLiteral("街道办事处"),
        QStringLiteral("街道"),       QStringLiteral("村"),         QStringLiteral("镇"),
        QStringLiteral("乡"),
    };
    QString bare = name;
    for (bool shorter = true; shorter;) {
        shorter = false;
        for (const QString &kind : kinds)
            if (bare.size() > kind.size() + 1 && bare.endsWith(kind)) {
                bare.chop(kind.size());
                shorter = true;
            }
    }
    return bare;
}

} // namespace

Result<SiteMatch> SiteMatch::of(const Snapshot &snapshot)
{
    YIGONG_LET(sites, allSites(snapshot));
    SiteMatch match;
    for (const Site &site : sites)
        if (!site.closedOn.isValid())
            match.m_places.push_back({site.id, site.parent, site.code, site.name, bareName(site.name), site.tier});
    return match;
}

std::optional<Id> SiteMatch::among(const std::vector<const Place *> &places, const QString &cell) const
{
    const QString bare = bareName(cell);
    const std::function<bool(const Place &)> rules[] = {
        [&](const Place &place) { return place.name == cell; },
        [&](const Place &place) { return cell.endsWith(place.name); },
        [&](const Place &place) { return place.bare == bare; },
        [&](const Place &place) { return place.bare.size() > 1 && bare.endsWith(place.bare); },
    };
    for (const auto &fits : rules) {
        std::vector<const Place *> found;
        std::copy_if(places.begin(), places.end(), std::back_inserter(found), [&](const Place *p) { return fits(*p); });
        if (found.size() == 1)
            return found.front()->id;
        if (found.size() > 1)
            return std::nullopt;
    }
    return std::nullopt;
}

std::optional<Id> SiteMatch::find(const QString &cell, const QString &township) const
{
    const QString wanted = tidied(cell).remove(u' ');
    if (wanted.isEmpty())
        return std::nullopt;
    const QString key = wanted + u'\n' + township;
    if (const auto known = m_found.constFind(key); known != m_found.constEnd())
        return *known;
    std::optional<Id> found;
    const auto code = divisionCode(wanted);
    const auto coded =
        std::find_if(m_places.begin(), m_places.end(), [&](const Place &p) { return p.code == code.value_or(wanted); });
    if (coded != m_places.end()) {
        found = coded->id;
    } else {
        const std::optional<Id> within = township.isEmpty() ? std::nullopt : find(township);
        std::vector<const Place *> places;
        for (const Place &place : m_places)
            if (!within || place.parent == *within)
                places.push_back(&place);
        found = among(places, wanted);
    }
    m_found.insert(key, found);
    return found;
}

} // namespace yigong
