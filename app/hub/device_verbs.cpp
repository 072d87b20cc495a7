// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hub/device_verbs.h"
#include "core/hub/enrolment.h"
#include "core/sites/site_tree.h"

#include <iostream>

namespace yigong {

namespace {

QString textFrom(const std::string &argument)
{
    return QString::fromStdString(argument);
}

} // namespace

Result<Id> deviceNamed(Database &db, const std::string &argument)
{
    const QString name = textFrom(argument);
    if (name.isEmpty())
        return Id{};
    if (const auto id = Id::parse(name))
        return *id;
    return db.read([&](const Snapshot &s) -> Result<Id> {
        YIGONG_LET(devices, devicesOf(s, Site::idOf(name.section(u'/', 0, 0))));
        for (const Device &device : devices)
            if (device.letter == name.section(u'/', 1))
                return device.id;
        return fail(ErrorKind::NotFound, QStringLiteral("device"), {name});
    });
}

namespace {

Result<void> invite(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Writing));
    InvitationDraft draft;
    draft.name = textFrom(a.name);
    draft.hours = a.hours;
    YIGONG_LET(replaces, deviceNamed(*db, a.replaces));
    YIGONG_LET(again, deviceNamed(*db, a.again));
    draft.replaces = replaces;
    draft.again = again;
    const QString code = textFrom(a.site);
    YIGONG_LET(site, db->read([&](const Snapshot &s) { return siteByCode(s, code); }));
    if (!site)
        return fail(ErrorKind::NotFound, QStringLiteral("site"), {code});
    draft.site = site->id;
    YIGONG_LET(made, Enrolment(*db, textFrom(a.folder)).invite(draft));
    std::cout << "code " << made.code.toStdString() << "\nFor one laptop of " << site->name.toStdString() << ", until "
              << civilDateTime(made.until).toStdString() << ". It is not shown again." << std::endl;
    return {};
}

Result<void> revoke(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Writing));
    YIGONG_LET(device, deviceNamed(*db, a.device));
    YIGONG_TRY(Enrolment(*db, textFrom(a.folder)).revoke(device, textFrom(a.reason)));
    std::cout << "Device " << a.device << " is revoked: nothing more of it is taken." << std::endl;
    return {};
}

Result<void> listDevices(const Arguments &a)
{
    YIGONG_LET(db, openHub(a, For::Reading));
    return db->read([](const Snapshot &s) -> Result<void> {
        YIGONG_LET(devices, devicesOf(s));
        for (const Device &device : devices) {
            YIGONG_LET(site, s.find<Site>(device.site));
            std::cout << device.id.text().toStdString() << "  " << (site ? site->code : QString()).toStdString() << '/'
                      << device.letter.toStdString() << "  " << device.name.toStdString()
                      << (device.isRevoked() ? "  revoked" : "") << '\n';
        }
        return {};
    });
}

} // namespace

void addDeviceVerbs(const MakeVerb &verb, Arguments &a)
{
    CLI::App *inviting = verb("invite", "Make a one-time code with which a laptop is enrolled", invite);
    inviting->add_option("--site", a.site, "The code of the laptop's site")->required();
    inviting->add_option("--name", a.name, "What the laptop is called");
    inviting->add_option("--hours", a.hours, "How long the code is good for, 1 to 336");
    CLI::Option *replaces = inviting->add_option("--replaces", a.replaces, "Device whose place it takes");
    inviting->add_option("--again", a.again, "Device that is enrolled again, with its own store")->excludes(replaces);

    CLI::App *revoking = verb("revoke", "Take nothing more of a device", revoke);
    revoking->add_option("DEVICE", a.device, "Its id, or its site's code and letter: 341181100001/A")->required();
    revoking->add_option("--reason", a.reason, "Why")->required();

    verb("devices", "Devices with their ids, sites and letters", listDevices);
}

} // namespace yigong
