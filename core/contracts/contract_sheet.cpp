// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/contracts/contract_sheet.h"
#include "core/patients/open_resident.h"
#include "core/sites/colleagues.h"

namespace yigong {

Result<ContractSheet> contractSheet(const Snapshot &snapshot, const Actor &actor, Id id)
{
    YIGONG_LET(contract, snapshot.get<FamilyContract>(id));
    YIGONG_LET(top, openRecord(snapshot, actor, contract.patient));
    YIGONG_LET(patient, snapshot.get<Patient>(top));
    YIGONG_LET(contracts, contractsOf(snapshot, actor, top, civilDay(snapshot.now())));
    const ShownContract *shown = contracts.shown(id);
    if (!shown)
        return fail(ErrorKind::NotFound, QStringLiteral("family_contract"), {id.text()});
    ContractSheet sheet;
    sheet.patient = std::move(patient);
    sheet.contract = shown->contract;
    sheet.team = shown->team;
    sheet.siteName = shown->siteName;
    sheet.leaderName = shown->leaderName;
    sheet.practitionerName = shown->practitionerName;
    sheet.packages = shown->packages;
    for (const QString &member : sheet.team.members) {
        YIGONG_LET(name, practitionerName(snapshot, Id::parse(member).value_or(Id{})));
        if (!name.isEmpty())
            sheet.memberNames.append(name);
    }
    return sheet;
}

} // namespace yigong
