// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/administration/find_words.h"
#include "core/base/pinyin.h"
#include "ui/shell/words.h"

namespace yigong {

namespace {

constexpr int sitesListed = 12;

} // namespace

bool answersTo(const QString &name, const QString &typed)
{
    const QString wanted = typed.trimmed().toLower();
    if (wanted.isEmpty() || name.contains(wanted, Qt::CaseInsensitive))
        return true;
    const NameReadings readings = termReadings(name);
    for (const QStringList &ways : {readings.initials, readings.full})
        for (const QString &way : ways)
            if (way.startsWith(wanted))
                return true;
    return false;
}

Suggestions sitesLike(const std::vector<SiteStanding> &sites, const QString &typed)
{
    Suggestions found;
    for (const SiteStanding &one : sites) {
        const Site &site = one.site;
        if (found.size() >= sitesListed)
            break;
        if (site.closedOn.isValid() || !(site.code.startsWith(typed.trimmed()) || answersTo(site.name, typed)))
            continue;
        found.append(
            {site.id.text(), site.name, Cell({plain(site.name), small(site.code), small(tierWord(site.tier))})});
    }
    return found;
}

} // namespace yigong
