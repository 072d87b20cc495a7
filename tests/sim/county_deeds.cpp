// SPDX-License-Identifier: GPL-3.0-or-later
// What people do beyond one clinic: programs, contracts, conflicts, and what they may not.
#include "core/contracts/care_teams.h"
#include "core/contracts/sign_contract.h"
#include "core/patients/allergies.h"
#include "core/security/break_glass.h"
#include "core/sites/site_tree.h"
#include "core/sync/conflicts.h"
#include "tests/sim/care.h"
#include "tests/sim/people_at.h"

namespace yigong::sim {

void People::At::cares(Deed deed) const
{
    const Id id = resident();
    if (!id.isNone())
        act(std::string(nameOf(deed)) + ' ' + called(id),
            [&](Transaction &tx) { return careFor(tx, deed, id, random, people.m_words); });
}

void People::At::settles() const
{
    const Id id = oneOf("SELECT id FROM conflict ORDER BY id");
    if (id.isNone())
        return;
    QString chosen;
    const auto written = [&] {
        std::set<std::string> ids;
        for (const Cells &row :
             station.plain->rows("SELECT id FROM conflict_settlement WHERE conflict = ?", {cellOfId(id)}))
            ids.insert(bytesIn(row[0]));
        return ids;
    };
    const std::set<std::string> before = written();
    if (!act("settles " + called(id), [&](Transaction &tx) -> Result<void> {
            YIGONG_LET(state, conflictState(tx, id));
            const QStringList values = state.values();
            if (values.isEmpty())
                return fail(ErrorKind::NotFound);
            chosen = values.at(random.upTo(static_cast<std::size_t>(values.size())));
            return settleConflict(tx, id, chosen, words("已核对"));
        }))
        return;
    const std::set<std::string> now = written();
    for (const std::string &settlement : now)
        if (!before.contains(settlement))
            county.book.settledKnowing[settlement] = before;
    if (now.size() != before.size() + 1)
        county.complaints.push_back("(6) " + station.name + " settled a conflict, and no settlement is there");
    const auto about =
        station.plain->rows("SELECT subject_type, subject, field FROM conflict WHERE id = ?", {cellOfId(id)});
    const Table &table = tables()[static_cast<std::size_t>(tableNumbered(static_cast<int>(numberIn(about[0][0]))))];
    for (const Column &column : table.columns)
        if (column.number == numberIn(about[0][2]))
            if (const Cell seen = station.plain->cell(
                    "SELECT \"" + column.name + "\" FROM " + table.name + " WHERE id = ?", {about[0][1]});
                seen[0] == 't' && bytesIn(seen) != chosen.toStdString())
                county.complaints.push_back("(6) " + station.name + " settled on " + chosen.toStdString() +
                                            ", and sees " + shown(seen));
}

void People::At::breaksGlass() const
{
    const Id id = resident();
    if (!id.isNone())
        act("breaks the glass over " + called(id),
            [&](Transaction &tx) { return breakGlass(tx, id, words("急诊昏迷")); });
}

void People::At::renamesSite() const
{
    const Id id = oneOf("SELECT id FROM site WHERE parent IS NOT NULL ORDER BY id");
    act("renames site " + called(id), [&](Transaction &tx) { return renameSite(tx, id, words("卫生室")); });
}

void People::At::makesTeam() const
{
    const Id site = oneOf("SELECT id FROM site WHERE parent IS NOT NULL ORDER BY id");
    act("makes a team", [&](Transaction &tx) -> Result<Id> {
        YIGONG_LET(known, tx.find<ServicePackage>(ServicePackage::idOf(QStringLiteral("BASE"))));
        if (!known) {
            ServicePackageDraft package;
            package.code = package.name = QStringLiteral("BASE");
            YIGONG_LET(item, serviceItemFrom(u"看病 visit 4"));
            package.items = {item};
            YIGONG_TRY(addServicePackage(tx, package));
        }
        CareTeamDraft team;
        team.name = words("团队");
        team.site = site;
        team.leader = person.id;
        return addCareTeam(tx, team);
    });
}

void People::At::signs() const
{
    const Id running = oneOf("SELECT id FROM family_contract WHERE ended_on = '' ORDER BY id");
    if (!running.isNone() && random.oneIn(3))
        return changesContract(running);
    ContractDraft draft;
    draft.patient = resident();
    draft.team = oneOf("SELECT id FROM care_team WHERE closed_on = '' ORDER BY id");
    draft.packages = {ServicePackage::idOf(QStringLiteral("BASE"))};
    if (draft.patient.isNone() || draft.team.isNone())
        return;
    act("signs with " + called(draft.patient), [&](Transaction &tx) { return signContract(tx, draft); });
}

void People::At::changesContract(Id contract) const
{
    if (random.oneIn(3)) {
        act("keeps contract " + called(contract), [&](Transaction &tx) { return keepContract(tx, contract); });
    } else if (random.oneIn(2)) {
        const Id team = oneOf("SELECT id FROM care_team WHERE closed_on = '' ORDER BY id");
        act("moves contract " + called(contract),
            [&](Transaction &tx) { return transferContract(tx, contract, team, {}); });
    } else {
        act("ends contract " + called(contract),
            [&](Transaction &tx) { return endContract(tx, contract, QStringLiteral("revoked"), words("不愿续")); });
    }
}

void People::At::strays() const
{
    county.expectRefusal = true;
    Patient patient;
    patient.name = words("周");
    patient.phone = QStringLiteral("136") + QString::number(10'000'000 + ++people.m_words);
    patient.site = person.site;
    const Person stranger{Id::fromKey("practitioner/stranger"), person.site, person.role};
    switch (random.upTo(4)) {
    case 3: { // nobody of the county's changes what is there
        const Id id = resident();
        if (id.isNone()) {
            county.expectRefusal = false;
            return;
        }
        county.act(station, stranger, "lets a stranger edit " + called(id), [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<Patient>(id));
            Patient after = before;
            after.address = words("外乡");
            return tx.update(before, after);
        });
        return;
    }
    case 0: {
        county.act(station, stranger, "lets a stranger register", [&](Transaction &tx) { return tx.insert(patient); });
        return;
    }
    case 1: // for a site that is not theirs, half of the act being fine
        act("writes for another site", [&](Transaction &tx) -> Result<Id> {
            YIGONG_TRY(tx.insert(patient));
            Patient other = patient;
            other.id = {};
            other.site = Id::fromKey("site/nowhere");
            return tx.insert(other);
        });
        return;
    default: // about a resident whom nobody knows
        act("notes an allergy of nobody", [&](Transaction &tx) -> Result<Id> {
            AllergyIntolerance allergy;
            allergy.patient = tx.newId();
            allergy.site = person.site;
            allergy.substance = words("桃");
            allergy.id = AllergyIntolerance::idOf(allergy.patient, allergy.substance);
            return tx.insert(allergy);
        });
    }
}

} // namespace yigong::sim
