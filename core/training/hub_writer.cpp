// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/training/hub_writer.h"
#include "core/encounters/encounter.h"
#include "core/referrals/referral.h"
#include "core/sync/hub_members.h"

namespace yigong {

namespace {

bool isEvent(int type)
{
    return type >= Encounter::info.number && type <= CarePlanActivity::info.number;
}

} // namespace

Result<void> HubWriter::place(const RecordPile &pile)
{
    return m_db.apply([&](Transaction &tx) -> Result<void> {
        for (const RecordPile::Item &item : pile.items) {
            YIGONG_TRY(tx.placeRow(*tx.types().byNumber(item.type), item.row));
            ++m_records;
            m_events += isEvent(item.type) ? 1 : 0;
        }
        return {};
    });
}

Result<void> HubWriter::finish()
{
    return m_db.apply([](Transaction &tx) { return fillHubMembers(tx); });
}

} // namespace yigong
