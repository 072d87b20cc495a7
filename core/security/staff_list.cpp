// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/security/staff_list.h"
#include "core/base/platform/durable_file.h"
#include "core/sites/colleagues.h"
#include "core/sites/site_tree.h"
#include "core/store/encryption/key_block.h"
#include "core/sync/sync_session.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace yigong {

namespace {

constexpr qint64 maxStaffListBytes = 1024 * 1024;

QString staffListIn(const QString &folder)
{
    return folder + QStringLiteral("/staff.json");
}

QByteArray jsonOf(const StaffList &list)
{
    QJsonArray people;
    for (const StaffList::Person &person : list.people)
        people.append(QJsonObject{{QStringLiteral("login"), person.login},
                                  {QStringLiteral("name"), person.name},
                                  {QStringLiteral("role"), person.role}});
    const QString exchange = list.lastExchange.isNone() ? QString() : list.lastExchange.iso();
    return QJsonDocument(QJsonObject{{QStringLiteral("county"), list.county},
                                     {QStringLiteral("site"), list.siteName},
                                     {QStringLiteral("lastExchange"), exchange},
                                     {QStringLiteral("staff"), people}})
        .toJson();
}

} // namespace

Result<StaffList> staffListOf(Database &db)
{
    return db.read([&](const Snapshot &s) -> Result<StaffList> {
        StaffList list;
        YIGONG_LET(site, s.get<Site>(db.site()));
        YIGONG_LET(staff, colleaguesAt(s, site.id));
        YIGONG_LET(above, ancestorsOf(s, site.id));
        YIGONG_LET(standing, syncStanding(s));
        list.siteName = site.name;
        list.county = above.empty() ? site.name : above.back().name;
        list.lastExchange = standing.lastExchange;
        for (const Practitioner &person : staff)
            list.people.push_back({person.login, person.name, person.role});
        return list;
    });
}

std::optional<StaffList> readStaffList(const QString &folder)
{
    const auto bytes = readWholeFile(staffListIn(folder), maxStaffListBytes);
    if (!bytes)
        return std::nullopt;
    const QJsonObject object = QJsonDocument::fromJson(*bytes).object();
    StaffList list;
    list.county = object.value(QStringLiteral("county")).toString();
    list.siteName = object.value(QStringLiteral("site")).toString();
    list.lastExchange = Instant::fromIso(object.value(QStringLiteral("lastExchange")).toString());
    for (const auto &value : object.value(QStringLiteral("staff")).toArray()) {
        const QJsonObject person = value.toObject();
        list.people.push_back({person.value(QStringLiteral("login")).toString(),
                               person.value(QStringLiteral("name")).toString(),
                               person.value(QStringLiteral("role")).toInt()});
    }
    return list;
}

Result<void> keepStaffList(Database &db)
{
    if (!db.key() || db.whyReadOnly())
        return {};
    auto list = staffListOf(db);
    if (!list)
        return {}; // a device whose own site has not arrived yet lists nobody
    QStringList logins;
    for (const StaffList::Person &person : list->people)
        logins.append(person.login);
    YIGONG_LET(able, loginsWithSlot(db.file(), logins));
    std::erase_if(list->people,
                  [&able = able](const StaffList::Person &person) { return !able.contains(person.login); });
    const QByteArray json = jsonOf(*list);
    const auto before = readWholeFile(staffListIn(db.folder()), maxStaffListBytes);
    if (before && *before == json)
        return {};
    return writeDurably(staffListIn(db.folder()), json);
}

} // namespace yigong
