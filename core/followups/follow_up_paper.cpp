// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/followups/follow_up_paper.h"
#include "core/followups/enrolment.h"
#include "core/followups/paper_rows.h"
#include "core/patients/find.h"
#include "core/patients/open_resident.h"
#include "core/sites/colleagues.h"

#include <algorithm>

namespace yigong {

namespace {

FollowUpPaper paperOf(FollowUpProgram program, std::vector<PaperColumn> columns)
{
    FollowUpPaper paper;
    paper.program = program;
    paper.title = titleOf(program) + QStringLiteral("患者随访服务记录表");
    paper.filled = columns.size();
    columns.resize(FollowUpPaper::visits);
    paper.rows = paperRowsOf(program, columns);
    return paper;
}

/// Whether somebody referred got there is asked afterwards: by the next follow-up, or in between.
Result<void> readResults(const Snapshot &snapshot, Id patient, FollowUpProgram program,
                         const std::vector<FollowUp> &standing, std::vector<PaperColumn> &columns)
{
    YIGONG_LET(ids, samePersonIds(snapshot, patient));
    std::vector<FollowUpContact> contacts;
    for (const Id id : ids) {
        YIGONG_LET(some, snapshot.select<FollowUpContact>("WHERE patient = ? AND program = ? ORDER BY day, entered, id",
                                                          {id.bytes(), ValueOf<FollowUpProgram>::to(program)}));
        contacts.insert(contacts.end(), some.begin(), some.end());
    }
    for (PaperColumn &column : columns) {
        if (!column.form->checkReferralBy.isValid())
            continue;
        const FollowUp *const end = standing.data() + standing.size();
        const FollowUp *const next = column.form + 1 == end ? nullptr : column.form + 1;
        for (const FollowUpContact &contact : contacts)
            if (contact.outcome != ContactOutcome::NotReached && contact.day >= column.form->visitDate &&
                (!next || contact.day <= next->visitDate))
                column.referralResult = contact.outcome == ContactOutcome::ReferralAttended ? 1 : 2;
        if (next && next->referralResult != 0)
            column.referralResult = next->referralResult;
    }
    return {};
}

} // namespace

FollowUpPaper blankFollowUpPaper(FollowUpProgram program)
{
    return paperOf(program, {});
}

Result<FollowUpPaper> followUpPaper(const Snapshot &snapshot, const Actor &actor, Id patient, FollowUpProgram program,
                                    bool isBlank)
{
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    const Id id = resident.patient.id;
    std::vector<FollowUp> standing;
    if (!isBlank) {
        YIGONG_LET(forms, standingFollowUpsOf(snapshot, id, program));
        standing = std::move(forms);
    }
    std::vector<PaperColumn> columns;
    const std::size_t first = standing.size() - std::min(standing.size(), FollowUpPaper::visits);
    for (std::size_t i = first; i < standing.size(); ++i) {
        YIGONG_LET(name, practitionerName(snapshot, standing[i].practitioner));
        columns.push_back({&standing[i], name, 0});
    }
    YIGONG_TRY(readResults(snapshot, id, program, standing, columns));
    FollowUpPaper paper = paperOf(program, std::move(columns));
    paper.patient = id;
    paper.name = resident.patient.name;
    paper.number = resident.patient.recordNumber.right(8);
    return paper;
}

} // namespace yigong
