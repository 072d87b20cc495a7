// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/county_plan.h"
#include "core/base/pinyin.h"
#include "core/base/spans.h"
#include "core/security/account.h"
#include "core/training/training_password.h"
#include "core/training/training_tables.h"

#include <QHash>
#include <QSet>
#include <algorithm>

namespace yigong {

namespace {

struct Measure
{
    int townships, villages, residents;
};

Measure measureOf(TrainingSize size)
{
    switch (size) {
    case TrainingSize::Small:
        return {3, 12, 6'000};
    case TrainingSize::Township:
        return {5, 50, 50'000};
    case TrainingSize::County:
        return {25, 300, 500'000};
    }
    return {};
}

/// Place names that a county could have; the pictures' ones first.
class PlaceNames
{
public:
    PlaceNames()
    {
        for (const QStringList &row : trainingRows(u"places"))
            m_words[row[0]].append(row[1]);
    }
    QString township(int index) const { return m_words[QStringLiteral("township")][index]; }
    QString village(int index, Dice &dice)
    {
        const QStringList &known = m_words[QStringLiteral("village")];
        QString name = index < known.size() ? known[index] : QString();
        while (name.isEmpty() || m_given.contains(name))
            name = dice.of(m_words[QStringLiteral("start")]) + dice.of(m_words[QStringLiteral("end")]);
        m_given.insert(name);
        return name;
    }

private:
    QHash<QString, QStringList> m_words;
    QSet<QString> m_given;
};

/// 341199 is given to no county.
std::vector<Division> madeUpDivisions(const Measure &measure, quint64 seed)
{
    PlaceNames names;
    Dice dice(seed, "places");
    const QString county = QStringLiteral("341199");
    std::vector<Division> divisions{{county, QStringLiteral("云岭县"), Tier::County, {}}};
    int village = 0;
    for (int t = 0; t < measure.townships; ++t) {
        const QString township = county + QString::number(101 + t);
        divisions.push_back({township, names.township(t), Tier::Township, county});
        const int last = measure.villages * (t + 1) / measure.townships;
        for (int v = 0; village < last; ++v, ++village)
            divisions.push_back(
                {township + QString::number(201 + v), names.village(village, dice), Tier::Village, township});
    }
    return divisions;
}

QString siteName(const Division &division)
{
    QString place = division.name;
    switch (division.tier) {
    case Tier::County:
        return place + QStringLiteral("人民医院");
    case Tier::Township:
        return place + (place.endsWith(u"街道") ? QStringLiteral("社区卫生服务中心") : QStringLiteral("卫生院"));
    case Tier::Village:
        break;
    }
    for (const auto &[office, left] :
         {std::pair{u"村民委员会", u"村"}, {u"居民委员会", u""}, {u"村委会", u"村"}, {u"居委会", u""}}) {
        const QString ending = QString::fromUtf16(office);
        if (place.endsWith(ending))
            place = place.left(place.size() - ending.size()) + QString::fromUtf16(left);
    }
    return place + (place.endsWith(u"村") ? QStringLiteral("卫生室") : QStringLiteral("卫生服务站"));
}

/// Up to four capitals that no other site has: the initials of the place without its kind.
QString shortCodeOf(const QString &place, QSet<QString> &taken)
{
    QString core = place;
    for (const QString &kind : {QStringLiteral("村"), QStringLiteral("镇"), QStringLiteral("乡")})
        if (core.size() > 1 && core.endsWith(kind))
            core.chop(kind.size());
    const QString initials = termReadings(core).initials.value(0).toUpper().left(3);
    QString code = initials;
    for (int i = 2; code.isEmpty() || taken.contains(code); ++i) {
        const QString number = QString::number(i);
        code = initials.left(4 - number.size()) + number;
    }
    taken.insert(code);
    return code;
}

struct Post
{
    StaffRole role;
    QString title;
    QString name; ///< empty: made up
};

std::vector<Post> postsOf(const PlannedSite &site, bool inStory, Dice &dice)
{
    using enum StaffRole;
    if (site.site.tier == Tier::Village) {
        std::vector<Post> posts{
            {VillageDoctor, QStringLiteral("乡村医生"), inStory ? QStringLiteral("赵德顺") : QString()}};
        if (inStory)
            posts.push_back({Nurse, QStringLiteral("护士"), QStringLiteral("刘春花")});
        else if (dice.oneIn(3))
            posts.push_back({VillageDoctor, QStringLiteral("执业助理医师"), {}});
        return posts;
    }
    if (site.site.tier == Tier::Township)
        return {{TownshipManager, QStringLiteral("院长"), inStory ? QStringLiteral("陈立新") : QString()},
                {TownshipDoctor, QStringLiteral("主治医师"), inStory ? QStringLiteral("王秀琴") : QString()},
                {TownshipDoctor, QStringLiteral("执业医师"), {}},
                {Nurse, QStringLiteral("护师"), {}},
                {Pharmacist, QStringLiteral("药师"), {}}};
    return {{CountyDoctor, QStringLiteral("心内科主任医师"), QStringLiteral("周文静")},
            {CountyDoctor, QStringLiteral("神经内科副主任医师"), {}},
            {CountyDoctor, QStringLiteral("内分泌科主治医师"), {}},
            {CountyDoctor, QStringLiteral("呼吸与危重症医学科主治医师"), {}},
            {CountyDoctor, QStringLiteral("骨科副主任医师"), {}},
            {CountyDoctor, QStringLiteral("眼科主治医师"), {}},
            {CountyDoctor, QStringLiteral("消化内科主治医师"), {}},
            {Pharmacist, QStringLiteral("主管药师"), {}},
            {CountyManager, QStringLiteral("医共体办公室主任"), {}},
            {InsuranceOfficer, QStringLiteral("医保科科长"), {}},
            {Administrator, QStringLiteral("信息科工程师"), {}},
            {Auditor, QStringLiteral("审计员"), {}}};
}

/// Engages people, with logins that are one in the county: zhaodeshun, zhaodeshun2.
class Hiring
{
public:
    Hiring(const PeopleNames &names, IdSource &ids) : m_names(names), m_ids(ids) {}

    Practitioner engage(const Post &post, Id site, Dice &dice)
    {
        Practitioner person;
        person.id = m_ids.next();
        const int born = dice.between(1964, 1996);
        const bool woman = post.role == StaffRole::Nurse || dice.percent(45);
        person.name = post.name.isEmpty() ? m_names.name(dice, woman ? Sex::Female : Sex::Male, born) : post.name;
        person.site = site;
        person.role = static_cast<int>(post.role);
        person.title = post.title;
        const QString login = nameReadings(person.name).full.value(0);
        person.login = login;
        for (int i = 2; m_logins.contains(person.login); ++i)
            person.login = login + QString::number(i);
        m_logins.insert(person.login);
        return person;
    }

private:
    const PeopleNames &m_names;
    IdSource &m_ids;
    QSet<QString> m_logins;
};

/// Towns and villages in the order of the tree. Errors: Invalid.
Result<std::vector<Division>> inTreeOrder(const std::vector<Division> &divisions)
{
    std::vector<Division> ordered;
    const auto below = [&](Tier tier, const QString &parent, auto &&take) {
        for (const Division &d : divisions)
            if (d.tier == tier && d.parentCode == parent)
                take(d);
    };
    below(Tier::County, {}, [&](const Division &county) {
        ordered.push_back(county);
        below(Tier::Township, county.code, [&](const Division &township) {
            ordered.push_back(township);
            below(Tier::Village, township.code, [&](const Division &village) { ordered.push_back(village); });
        });
    });
    const auto count = [&](Tier tier) {
        return std::count_if(ordered.begin(), ordered.end(), [tier](const auto &d) { return d.tier == tier; });
    };
    if (count(Tier::County) != 1 || count(Tier::Village) == 0)
        return fail(
            ErrorKind::Invalid, QStringLiteral("divisions"),
            {QStringLiteral("%1/%2/%3").arg(count(Tier::County)).arg(count(Tier::Township)).arg(count(Tier::Village))});
    return ordered;
}

void spreadResidents(CountyPlan &plan, int residents, quint64 seed)
{
    std::vector<PlannedSite *> villages;
    for (PlannedSite &site : plan.sites)
        if (site.site.tier == Tier::Village)
            villages.push_back(&site);
    Dice dice(seed, "residents of villages");
    const int count = static_cast<int>(villages.size());
    int left = residents;
    for (int i = 0; i < count; ++i) {
        const int even = left / (count - i);
        villages[static_cast<std::size_t>(i)]->residents = i + 1 == count ? left : dice.around(even, even / 4);
        left -= villages[static_cast<std::size_t>(i)]->residents;
    }
}

void setLastContacts(CountyPlan &plan, quint64 seed)
{
    Dice dice(seed, "last contacts");
    std::vector<PlannedSite *> silent;
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        plan.sites[i].heard = plan.now.plusMs(-minuteMs * dice.between(3, 150));
        if (plan.sites[i].site.tier == Tier::Village && i != plan.storyVillage)
            silent.push_back(&plan.sites[i]);
    }
    // One village has been out of reach, so that reports have something to say about what they lack.
    if (!silent.empty())
        silent[silent.size() / 2]->heard = plan.now.plusMs(-3 * dayMs - 110 * minuteMs);
}

} // namespace

Id PlannedSite::staffWith(StaffRole role) const
{
    for (const Practitioner &person : staff)
        if (person.role == static_cast<int>(role))
            return person.id;
    return staff.front().id;
}

const PlannedSite &CountyPlan::parentOf(const PlannedSite &site) const
{
    for (const PlannedSite &other : sites)
        if (other.site.id == site.site.parent)
            return other;
    return sites.front();
}

Result<CountyPlan> planCounty(const TrainingOptions &options, const PeopleNames &names, IdSource &ids)
{
    const Measure measure = measureOf(options.size);
    YIGONG_LET(divisions,
               inTreeOrder(options.divisions.empty() ? madeUpDivisions(measure, options.seed) : options.divisions));
    CountyPlan plan;
    plan.name = divisions.front().name;
    plan.now = startOf(options.today).plusMs(9 * 60 * minuteMs);
    QSet<QString> shortCodes;
    for (const Division &division : divisions) {
        PlannedSite planned;
        planned.place = division.name;
        Site &site = planned.site;
        site.id = Site::idOf(division.code);
        site.code = division.code;
        site.name = siteName(division);
        site.tier = division.tier;
        site.parent = division.parentCode.isEmpty() ? Id{} : Site::idOf(division.parentCode);
        site.shortCode = shortCodeOf(division.name, shortCodes);
        planned.formerDevice = Id::fromKey("training/former-device/" + division.code.toUtf8());
        if (division.tier == Tier::Village && (plan.storyVillage == 0 || division.name == u"王庄村"))
            plan.storyVillage = plan.sites.size();
        plan.sites.push_back(std::move(planned));
    }
    Hiring hiring(names, ids);
    const Id storyTownship = plan.sites[plan.storyVillage].site.parent;
    for (std::size_t i = 0; i < plan.sites.size(); ++i) {
        PlannedSite &planned = plan.sites[i];
        Dice dice(options.seed, "staff/" + planned.site.code.toUtf8());
        const bool inStory = i == plan.storyVillage || planned.site.id == storyTownship;
        for (const Post &post : postsOf(planned, inStory, dice))
            planned.staff.push_back(hiring.engage(post, planned.site.id, dice));
    }
    spreadResidents(plan, measure.residents, options.seed);
    setLastContacts(plan, options.seed);
    return plan;
}

RecordPile recordsOf(const CountyPlan &plan)
{
    RecordPile pile;
    for (const PlannedSite &planned : plan.sites)
        pile.add(planned.site);
    for (const PlannedSite &planned : plan.sites) {
        for (const Practitioner &person : planned.staff) {
            pile.add(person);
            Account account;
            account.id = Account::idOf(person.id);
            account.practitioner = person.id;
            account.site = person.site;
            account.county = plan.hospital().site.id;
            account.passwordHash = trainingPasswordHash();
            pile.add(account);
        }
    }
    return pile;
}

} // namespace yigong
