// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/database.h"
#include "core/training/county_plan.h"

namespace yigong {

/// Writes piles of records into a hub's store as its intake would have: rows of version 1, and their places in the
/// streams of the sites that hold them.
class HubWriter
{
public:
    explicit HubWriter(Database &db) : m_db(db) {}

    /// In one commit.
    Result<void> place(const RecordPile &pile);
    /// Which streams hold them, and the streams. After all piles.
    Result<void> finish();

    [[nodiscard]] qint64 records() const { return m_records; }
    [[nodiscard]] qint64 events() const { return m_events; }

private:
    Database &m_db;
    qint64 m_records = 0, m_events = 0;
};

} // namespace yigong
