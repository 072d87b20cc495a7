// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/sim/people_at.h"
#include "tests/sim/programs.h"

namespace yigong::sim {

const char *nameOf(Deed deed)
{
    static constexpr const char *names[] = {
        "registers",      "edits",          "opens-form",    "saves-form",    "notes-death",  "unwrites-death",
        "voids",          "moves",          "notes-allergy", "voids-allergy", "sees",         "amends",
        "dispenses",      "receives",       "counts",        "loses",         "holds",        "refers",
        "pushes",         "does-plan-item", "settles",       "breaks-glass",  "renames-site", "strays",
        "revives",        "merges",         "unmerges",      "enrols",        "follows-up",   "contacts",
        "leaves-program", "fills-form",     "makes-team",    "signs",         "fills-file",   "moves-out-or-back",
        "keeps-house"};
    return names[static_cast<int>(deed)];
}

/// What an older program can do, its own way: its batches have fewer fields.
void People::doesWithOldProgram(At &at, Deed deed)
{
    switch (deed) {
    case Deed::Registers:
        return at.registers();
    case Deed::EditsResident:
        return at.edits();
    case Deed::NotesAllergy:
        return at.notesAllergy();
    case Deed::HoldsBatch:
    case Deed::ReceivesStock: {
        const Id id = at.oneOf("SELECT id FROM stock_batch ORDER BY id");
        if (id.isNone())
            return;
        at.act("repacks " + at.called(id), [&](Transaction &tx) -> Result<bool> {
            YIGONG_LET(before, tx.get<OldStockBatch>(id));
            OldStockBatch after = before;
            after.unitsPerPack = 100 + ++m_words;
            return tx.update(before, after);
        });
        return;
    }
    default:
        return;
    }
}

bool People::editsWhoLeaves(Station &station, Random &random)
{
    if (!station.db || station.disk.isDead() || m_county.hub().disk.isDead())
        return false;
    std::vector<Id> leaving;
    for (const Cells &row :
         station.plain->rows("SELECT id, site FROM patient WHERE voided_on = '' AND merged_into IS NULL ORDER BY id")) {
        const Cell there = m_county.hub().plain->cell("SELECT site FROM patient WHERE id = ?", {row[0]});
        if (there != nothing && there != row[1])
            leaving.push_back(At::idIn(row[0]));
    }
    if (leaving.empty())
        return false;
    m_about = random.of(leaving);
    does(station, random.oneIn(3) ? Deed::NotesAllergy : Deed::EditsResident, random);
    m_about.reset();
    return true;
}

void People::does(Station &station, Deed deed, Random &random)
{
    if (!station.db || station.disk.isDead() || station.people.empty())
        return;
    At at{*this, m_county, station, random, station.people.front()};
    if ((deed == Deed::RenamesSite || deed == Deed::MakesTeam) && station.people.size() > 1)
        at.person = station.people.back();
    else if (station.people.size() > 1 && station.place != County::hospital && random.oneIn(4))
        at.person = station.people.back();
    if (station.program != 0)
        return doesWithOldProgram(at, deed);
    switch (deed) {
    case Deed::Registers:
        return at.registers();
    case Deed::EditsResident:
        return at.edits();
    case Deed::OpensForm:
        return at.opensForm();
    case Deed::SavesForm:
        return at.savesForm();
    case Deed::NotesDeath:
        return at.notesDeath();
    case Deed::UnwritesDeath:
        return at.unwritesDeath();
    case Deed::VoidsResident:
        return at.voids();
    case Deed::MovesResident:
        return at.moves();
    case Deed::NotesAllergy:
        return at.notesAllergy();
    case Deed::VoidsAllergy:
        return at.voidsAllergy();
    case Deed::SeesPatient:
        return at.sees();
    case Deed::AmendsVisit:
        return at.amends();
    case Deed::Dispenses:
        return at.dispenses();
    case Deed::ReceivesStock:
        return at.receives();
    case Deed::CountsStock:
        return at.counts();
    case Deed::LosesStock:
        return at.loses();
    case Deed::HoldsBatch:
        return at.holds();
    case Deed::Refers:
        return at.refers();
    case Deed::PushesReferral:
        return at.pushes();
    case Deed::DoesPlanItem:
        return at.doesPlanItem();
    case Deed::SettlesConflict:
        return at.settles();
    case Deed::BreaksGlass:
        return at.breaksGlass();
    case Deed::RenamesSite:
        return at.renamesSite();
    case Deed::Strays:
        return at.strays();
    case Deed::RevivesResident:
        return at.revives();
    case Deed::MergesResidents:
        return at.merges();
    case Deed::UnmergesResident:
        return at.unmerges();
    case Deed::Enrols:
    case Deed::FollowsUp:
    case Deed::Contacts:
    case Deed::LeavesProgram:
    case Deed::FillsForm:
        return at.cares(deed);
    case Deed::MakesTeam:
        return at.makesTeam();
    case Deed::SignsContract:
        return at.signs();
    case Deed::FillsFile:
        return at.fillsFile();
    case Deed::MovesOutOrBack:
        return at.movesOutOrBack();
    case Deed::KeepsHouse:
        return at.keepsHouse();
    case Deed::Count:
        break;
    }
}

} // namespace yigong::sim
