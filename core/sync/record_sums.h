// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/messages.h"
#include "core/sync/stream_digest.h"

#include <span>
#include <vector>

namespace yigong {

/// The records of a stream in order, with sums of their hashes over any range of ids: what two sides compare.
class RecordSums
{
public:
    void add(SummedRecord record) { m_records.push_back(std::move(record)); }
    void sort(); ///< once all are added

    [[nodiscard]] std::size_t size() const { return m_records.size(); }
    /// Those with from ≤ id < to; no `to` is the end.
    [[nodiscard]] std::span<const SummedRecord> within(Id from, Id to) const;
    /// The sum of what they are now.
    [[nodiscard]] StreamDigest sum(Id from, Id to) const;
    /// Ends of ranges of at most about so many records: the last is none.
    [[nodiscard]] std::vector<Id> cuts(std::size_t records) const;

private:
    std::vector<SummedRecord> m_records;
};

/// A hub's answer to one range of a stream: equal sums, the records themselves where they are few, else parts.
RangeAnswer answerRange(const RecordSums &sums, const ComparedRange &range);

} // namespace yigong
