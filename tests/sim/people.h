// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "tests/sim/county.h"

namespace yigong::sim {

/// What somebody does at a computer. What exactly, with whom and with which words follows from chance.
enum class Deed
{
    Registers,
    EditsResident,
    OpensForm, ///< reads a resident's record, and thinks about it
    SavesForm, ///< what was thought about then
    NotesDeath,
    UnwritesDeath, ///< an edit of much that also lacks the date: the merge does not let it
    VoidsResident,
    MovesResident,
    NotesAllergy,
    VoidsAllergy,
    SeesPatient, ///< a visit, closed: observations, diagnosis, prescription, hand-out
    AmendsVisit,
    Dispenses,
    ReceivesStock,
    CountsStock,
    LosesStock,
    HoldsBatch,
    Refers,
    PushesReferral,
    DoesPlanItem,
    SettlesConflict,
    BreaksGlass,
    RenamesSite,
    Strays,          ///< writes what the hub must hold back
    RevivesResident, ///< a death was noted by mistake
    MergesResidents,
    UnmergesResident,
    // What is done over months (care.h).
    Enrols,
    FollowsUp,
    Contacts,
    LeavesProgram,
    FillsForm,
    MakesTeam,      ///< of family doctors, at the county
    SignsContract,  ///< signs, renews, moves or ends one, or says which of two holds
    FillsFile,      ///< the basic information form: begun, or something else in it
    MovesOutOrBack, ///< leaves the county, or is back
    KeepsHouse,     ///< makes a household, or joins one
    Count
};
const char *nameOf(Deed deed);

/// The people of a county, acting through the doors that pages and commands use.
class People
{
public:
    explicit People(County &county) : m_county(county) {}
    void does(Station &station, Deed deed, Random &random);
    /// Edits a resident who has moved away, which this computer has not heard. False where there is none.
    bool editsWhoLeaves(Station &station, Random &random);
    bool quarrel = false; ///< everybody edits the same few fields of the same resident

private:
    struct At; ///< one deed

    void doesWithOldProgram(At &at, Deed deed);
    std::optional<Id> m_about; ///< whom the deed is about; none: as it comes

    County &m_county;
    std::map<const Station *, Patient> m_forms;
    int m_words = 0; ///< every text that anybody types is another one
};

} // namespace yigong::sim
