// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/record_sums.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr std::size_t fewRecords = 64;
constexpr std::size_t partsOfRange = 16;

bool before(const SummedRecord &a, const SummedRecord &b)
{
    return std::pair{a.record, a.type} < std::pair{b.record, b.type};
}

} // namespace

void RecordSums::sort()
{
    std::sort(m_records.begin(), m_records.end(), before);
}

std::span<const SummedRecord> RecordSums::within(Id from, Id to) const
{
    const auto precedes = [](const SummedRecord &r, Id id) { return r.record < id; };
    const auto first = std::lower_bound(m_records.begin(), m_records.end(), from, precedes);
    const auto last = to.isNone() ? m_records.end() : std::lower_bound(first, m_records.end(), to, precedes);
    return {first, last};
}

StreamDigest RecordSums::sum(Id from, Id to) const
{
    StreamDigest sum;
    for (const SummedRecord &record : within(from, to))
        sum.add(record.now);
    return sum;
}

std::vector<Id> RecordSums::cuts(std::size_t records) const
{
    std::vector<Id> cuts;
    for (std::size_t i = records; i < m_records.size(); i += records)
        if (cuts.empty() || cuts.back() < m_records[i].record)
            cuts.push_back(m_records[i].record);
    cuts.push_back(Id{});
    return cuts;
}

RangeAnswer answerRange(const RecordSums &sums, const ComparedRange &range)
{
    RangeAnswer answer;
    const auto records = sums.within(range.from, range.to);
    answer.equal = sums.sum(range.from, range.to).bytes() == range.sum;
    if (answer.equal)
        return answer;
    if (records.size() <= fewRecords) {
        answer.records.assign(records.begin(), records.end());
        return answer;
    }
    const std::size_t step = (records.size() + partsOfRange - 1) / partsOfRange;
    Id from = range.from;
    for (std::size_t i = step; i < records.size(); i += step) {
        const Id to = records[i].record;
        if (to == from)
            continue; // one id under many types: an allergy is never a visit, but who knows
        answer.parts.push_back({to, sums.sum(from, to).bytes()});
        from = to;
    }
    answer.parts.push_back({range.to, sums.sum(from, range.to).bytes()});
    return answer;
}

} // namespace yigong
