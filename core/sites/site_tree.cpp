// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/site_tree.h"
#include "core/base/pinyin.h"
#include "core/base/text.h"
#include "core/security/policy.h"

#include <QSet>
#include <algorithm>

namespace yigong {

namespace {

constexpr std::pair<Tier, const char *> tierNames[] = {
    {Tier::County, "county"}, {Tier::Township, "township"}, {Tier::Village, "village"}};

/// 王庄村委会 → 王庄: what tells a place from its neighbours, without what kind of place it is.
QString properName(QString name)
{
    for (const char16_t *kind : {u"村民委员会", u"社区居委会", u"居民委员会", u"居委会", u"村委会", u"社区", u"街道",
                                 u"镇", u"乡", u"村", u"市", u"县", u"区"}) {
        const QString ending = QString::fromUtf16(kind);
        if (name.endsWith(ending) && name.size() > ending.size() + 1) {
            name.chop(ending.size());
            break;
        }
    }
    return name;
}

QString newShortCode(const QString &name, QSet<QString> &taken)
{
    QString initials = nameReadings(properName(name)).initials.value(0).toUpper();
    initials.removeIf([](QChar c) { return c.unicode() > 127 || !c.isLetterOrNumber(); });
    initials = initials.isEmpty() ? QStringLiteral("Z") : initials.left(3);
    QString code = initials.size() > 1 ? initials : initials + u'1';
    // 34 × 34 places beside up to two letters: a county has some hundred villages.
    static const QString marks = QStringLiteral("23456789ABCDEFGHJKLMNPQRSTUVWXYZ");
    for (qsizetype i = 0; taken.contains(code) && i < marks.size() * marks.size(); ++i) {
        const QString mark =
            i < marks.size() ? QString(marks[i]) : QString(marks[i / marks.size()]) + marks[i % marks.size()];
        code = initials.left(4 - mark.size()) + mark;
    }
    taken.insert(code);
    return code;
}

Result<Division> checked(const Division &given)
{
    const auto code = divisionCode(given.code);
    if (!code)
        return fail(ErrorKind::BadFormat, QStringLiteral("code"), {QStringLiteral("division code"), given.code});
    Division division{*code, tidied(given.name), given.tier, {}};
    if (division.name.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("name"), {*code});
    if (tierOfCode(*code) != given.tier)
        return fail(ErrorKind::Invalid, QStringLiteral("tier"), {nameOf(given.tier)});
    division.parentCode =
        given.parentCode.isEmpty() ? parentCodeOf(*code) : divisionCode(given.parentCode).value_or(given.parentCode);
    return division;
}

} // namespace

std::optional<QString> divisionCode(QStringView text)
{
    QString code = tidied(text);
    if (!std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; }))
        return std::nullopt;
    if (code.size() == 12 && code.endsWith(u"000000"))
        code.chop(6);
    else if (code.size() == 12 && code.endsWith(u"000"))
        code.chop(3);
    if (code.size() != 6 && code.size() != 9 && code.size() != 12)
        return std::nullopt;
    return code;
}

std::optional<Tier> tierOfCode(QStringView divisionCode)
{
    switch (divisionCode.size()) {
    case 6:
        return Tier::County;
    case 9:
        return Tier::Township;
    case 12:
        return Tier::Village;
    default:
        return std::nullopt;
    }
}

QString parentCodeOf(QStringView divisionCode)
{
    return divisionCode.size() > 6 ? divisionCode.chopped(3).toString() : QString();
}

QString nameOf(Tier tier)
{
    for (const auto &[known, word] : tierNames)
        if (known == tier)
            return QString::fromLatin1(word);
    return {};
}

std::optional<Tier> tierFrom(QStringView name)
{
    for (const auto &[known, word] : tierNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

Result<std::vector<Site>> allSites(const Snapshot &snapshot)
{
    return snapshot.select<Site>("ORDER BY tier, code");
}

Result<std::optional<Site>> siteByCode(const Snapshot &snapshot, const QString &code)
{
    return snapshot.find<Site>(Site::idOf(divisionCode(code).value_or(code)));
}

Result<std::vector<Site>> childrenOf(const Snapshot &snapshot, Id site)
{
    return snapshot.select<Site>("WHERE parent = ? ORDER BY code", {site.bytes()});
}

Result<std::vector<Site>> ancestorsOf(const Snapshot &snapshot, Id site)
{
    // UNION, not UNION ALL: a ring that two edits of "parent" made must end.
    return snapshot.select<Site>("WHERE id IN (WITH RECURSIVE up (id) AS (SELECT parent FROM site WHERE id = ? UNION "
                                 "SELECT s.parent FROM up JOIN site s ON s.id = up.id) SELECT id FROM up) "
                                 "ORDER BY tier DESC",
                                 {site.bytes()});
}

Result<std::vector<Site>> subtreeOf(const Snapshot &snapshot, Id site)
{
    return snapshot.select<Site>("WHERE id IN (WITH RECURSIVE down (id) AS (SELECT ? UNION SELECT s.id FROM down JOIN "
                                 "site s ON s.parent = down.id) SELECT id FROM down) ORDER BY tier, code",
                                 {site.bytes()});
}

Result<std::vector<Id>> subtreeIdsOf(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(sites, subtreeOf(snapshot, site));
    std::vector<Id> ids;
    for (const Site &below : sites)
        ids.push_back(below.id);
    return ids;
}

Result<QString> siteName(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(found, snapshot.find<Site>(site));
    return found ? found->name : QString();
}

Result<QString> sitePath(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(name, siteName(snapshot, site));
    YIGONG_LET(ancestors, ancestorsOf(snapshot, site));
    QStringList parts;
    for (auto it = ancestors.rbegin(); it != ancestors.rend(); ++it)
        parts += it->name;
    parts += name;
    return parts.join(QStringLiteral(" / "));
}

Result<DivisionsImport> importDivisions(Transaction &tx, const std::vector<Division> &divisions)
{
    YIGONG_TRY(require(tx, tx.actor(), Door::ManageSites));
    std::vector<Division> sorted;
    QSet<QString> codes, shortCodes;
    for (const Division &given : divisions) {
        YIGONG_LET(division, checked(given));
        codes.insert(division.code);
        sorted.push_back(std::move(division));
    }
    std::stable_sort(sorted.begin(), sorted.end(),
                     [](const Division &a, const Division &b) { return a.tier < b.tier; });
    YIGONG_LET(known, allSites(tx));
    for (const Site &site : known) {
        codes.insert(site.code);
        shortCodes.insert(site.shortCode);
    }
    DivisionsImport done;
    for (const Division &division : sorted) {
        if (!division.parentCode.isEmpty() && !codes.contains(division.parentCode))
            return fail(ErrorKind::NotFound, QStringLiteral("parent"), {division.parentCode});
        YIGONG_LET(before, tx.find<Site>(Site::idOf(division.code)));
        Site site = before.value_or(Site{});
        site.name = division.name;
        site.tier = division.tier;
        if (before) {
            YIGONG_LET(changed, tx.update(*before, site));
            ++(changed ? done.updated : done.unchanged);
            continue;
        }
        site.id = Site::idOf(division.code);
        site.code = division.code;
        site.parent = division.parentCode.isEmpty() ? Id{} : Site::idOf(division.parentCode);
        site.shortCode = newShortCode(division.name, shortCodes);
        YIGONG_TRY(tx.insert(site));
        ++done.added;
    }
    return done;
}

} // namespace yigong
