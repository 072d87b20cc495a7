// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/worklist/difference_views.h"
#include "core/sync/streams.h"
#include "core/worklist/named_resident.h"

namespace yigong {

Result<std::vector<DifferenceView>> differenceViews(const Snapshot &snapshot, const Actor &actor)
{
    YIGONG_LET(differences, knownDifferences(snapshot));
    std::vector<DifferenceView> views;
    for (const Difference &difference : differences) {
        DifferenceView view{difference, {}, {}, {}};
        const RecordType *type = snapshot.types().byNumber(difference.type);
        if (type) {
            view.table = type->table();
            YIGONG_LET(row, snapshot.findRow(*type, difference.record));
            if (row) {
                YIGONG_LET(resident, namedResident(snapshot, actor, subjectOf(*type, *row)));
                view.patient = resident.id;
                view.patientName = resident.name;
            }
        }
        views.push_back(std::move(view));
    }
    return views;
}

} // namespace yigong
