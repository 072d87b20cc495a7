// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/csv_reader.h"
#include "core/store/database.h"

#include <map>
#include <optional>

namespace yigong {

/// Whether an error is of one row or resource, as opposed to the store or the disk: those end an import.
bool isOfTheRow(const Error &error);

/// Counts what was unusual about a row that could be read, by the words of `ImportReport::notes`.
void countNotes(const CsvRow &row, std::map<QString, int> &notes);

/// Writes one commit's worth as background work. On trial it is taken back: what it would have done is answered.
template <typename Done, typename Write>
Result<Done> writeBatch(Database &db, const Actor &actor, bool onTrial, const Write &write)
{
    if (!onTrial)
        return db.write(actor, write, Urgency::Background);
    std::optional<Done> would;
    const auto tried = db.write(
        actor,
        [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(done, write(tx));
            would = std::move(done);
            return fail(ErrorKind::Cancelled);
        },
        Urgency::Background);
    if (!would)
        return fail(tried.error());
    return std::move(*would);
}

} // namespace yigong
