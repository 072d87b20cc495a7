// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/training/county_plan.h"

#include <map>

namespace yigong {

/// Writes piles of records into a hub's store as its intake would have: rows of version 1, and their places in the
/// streams of the sites that hold them.
class HubWriter
{
public:
    explicit HubWriter(Database &db) : m_db(db) {}

    /// In one commit.
    Result<void> place(const RecordPile &pile);
    /// What shares carry to other sites, and where the streams end. After all piles.
    Result<void> finish();

    [[nodiscard]] qint64 records() const { return m_records; }
    [[nodiscard]] qint64 events() const { return m_events; }

private:
    Result<void> enter(Transaction &tx, Id stream, int type, Id record);

    Database &m_db;
    std::map<Id, qint64> m_heads;
    qint64 m_round = 1, m_inRound = 0;
    qint64 m_records = 0, m_events = 0;
};

} // namespace yigong
