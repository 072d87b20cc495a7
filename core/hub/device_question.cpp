// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/hub/questions.h"
#include "core/security/policy.h"
#include "core/store/change_log.h"
#include "core/sync/device_standing.h"
#include "core/sync/streams.h"

#include <map>

namespace yigong {

namespace {

/// How many residents' records a device of the site may hold.
Result<qint64> residentsFor(const Snapshot &snapshot, Id site)
{
    YIGONG_LET(sites, writableSites(snapshot, site));
    YIGONG_LET(total, snapshot.number("SELECT count(DISTINCT patient) FROM share WHERE to_site = ? AND ended_on = ''",
                                      {site.bytes()}));
    for (const Id &one : sites) {
        YIGONG_LET(own, snapshot.number("SELECT count(*) FROM patient WHERE site = ?", {one.bytes()}));
        total += own;
    }
    return total;
}

Result<Instant> timeOfAct(const Snapshot &snapshot, Id device, qint64 number)
{
    Instant at;
    YIGONG_TRY(snapshot.each("SELECT body FROM hub_act WHERE device = ? AND number = ?", {device.bytes(), number},
                             [&](const Columns &c) {
                                 if (const auto act = decodeAct(device, number, c.bytes(0)))
                                     at = act->wall;
                             }));
    return at;
}

Result<std::vector<DeviceStanding>> standingsOf(const Snapshot &snapshot)
{
    std::vector<DeviceStanding> standings;
    YIGONG_LET(devices, snapshot.select<Device>("ORDER BY site, letter, id"));
    for (Device &device : devices) {
        DeviceStanding standing;
        standing.device = std::move(device);
        YIGONG_TRY(snapshot.each("SELECT last_contact, program, taken, clock_difference, (SELECT count(*) FROM hub_act "
                                 "a INDEXED BY hub_act_held "
                                 "WHERE a.device = h.id AND a.state = 2) FROM hub_device h WHERE id = ?",
                                 {standing.device.id.bytes()}, [&standing](const Columns &c) {
                                     standing.lastContact = c.instant(0);
                                     standing.program = c.text(1);
                                     standing.taken = c.integer(2);
                                     standing.clockDifferenceMs = c.integer(3);
                                     standing.heldBack = c.integer(4);
                                 }));
        standings.push_back(std::move(standing));
    }
    return standings;
}

} // namespace

Result<QCborMap> answerDevices(const Snapshot &snapshot, const Actor &asker, const BackedUp &backedUp)
{
    std::map<Id, qint64> residents; // by site: several devices of one hold the same
    std::vector<DeviceStanding> shown;
    YIGONG_LET(standings, standingsOf(snapshot));
    for (DeviceStanding &standing : standings) {
        const Id site = standing.device.site;
        const auto inReach = requireAt(snapshot, asker, Door::ManageDevices, site);
        if (!inReach && inReach.error().kind == ErrorKind::OutOfScope)
            continue;
        YIGONG_TRY(inReach);
        auto known = residents.find(site);
        if (known == residents.end()) {
            YIGONG_LET(counted, residentsFor(snapshot, site));
            known = residents.emplace(site, counted).first;
        }
        standing.residents = known->second;
        YIGONG_LET(lastAct, timeOfAct(snapshot, standing.device.id, standing.taken));
        standing.lastAct = lastAct;
        standing.backedUp = std::min(standing.taken, backedUp(standing.device.id));
        shown.push_back(std::move(standing));
    }
    return cborOf(shown);
}

} // namespace yigong
