// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/inventory/stock_dispute.h"
#include "core/security/policy.h"
#include "core/sites/colleagues.h"
#include "core/sites/device.h"
#include "core/sites/site_tree.h"

#include <algorithm>

namespace yigong {

namespace {

Result<std::vector<StockStep>> stepsOf(const Snapshot &snapshot, const BatchBalance &balance)
{
    qint64 since = 0;
    if (!balance.standing.count.isNone()) {
        YIGONG_LET(counted,
                   snapshot.number("SELECT time FROM stock_count WHERE id = ?", {balance.standing.count.bytes()}));
        since = counted;
    }
    std::vector<StockStep> steps;
    std::vector<std::pair<Id, Id>> whose; // practitioner, device
    YIGONG_TRY(snapshot.each(
        "SELECT m.at, m.quantity, d.practitioner, m.device, ifnull(d.reason, '') FROM stock_movement m LEFT JOIN "
        "stock_document d ON d.id = m.document WHERE m.batch = ? AND m.account = ? AND m.time > ? ORDER BY m.time DESC "
        "LIMIT 10",
        {balance.batch.id.bytes(), static_cast<qint64>(StockAccount::Store), since}, [&](const Columns &c) {
            steps.push_back({c.instant(0), {c.integer(1)}, {}, {}, c.text(4)});
            whose.emplace_back(c.id(2), c.id(3));
        }));
    for (std::size_t i = 0; i < steps.size(); ++i) {
        YIGONG_LET(name, practitionerName(snapshot, whose[i].first));
        YIGONG_LET(device, snapshot.find<Device>(whose[i].second));
        steps[i].practitionerName = name;
        if (device)
            steps[i].deviceName = device->name;
    }
    return steps;
}

} // namespace

Result<std::vector<StockDispute>> stockDisputes(const Snapshot &snapshot, const Actor &actor)
{
    if (!allows(static_cast<StaffRole>(actor.role), Door::ReadStock))
        return std::vector<StockDispute>{};
    YIGONG_LET(below, childrenOf(snapshot, actor.site));
    std::vector<Id> sites{actor.site};
    for (const Site &site : below)
        sites.push_back(site.id);
    std::vector<StockDispute> disputes;
    for (const Id &site : sites) {
        YIGONG_LET(due, countsDue(snapshot, site));
        for (BatchBalance &balance : due) {
            StockDispute one;
            YIGONG_LET(steps, stepsOf(snapshot, balance));
            YIGONG_LET(name, siteName(snapshot, site));
            one.steps = std::move(steps);
            one.siteName = name;
            one.balance = std::move(balance);
            disputes.push_back(std::move(one));
        }
    }
    std::stable_partition(disputes.begin(), disputes.end(),
                          [](const StockDispute &one) { return one.balance.isNegative(); });
    return disputes;
}

} // namespace yigong
