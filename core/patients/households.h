// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_information.h"
#include "core/patients/household.h"
#include "core/patients/patient.h"
#include "core/store/transaction.h"

#include <vector>

namespace yigong {

/// GB/T 4761 as the desk offers it; others are kept as they were written.
QStringList householdRelations(); ///< 户主, 配偶, 子, 女 …
inline constexpr char16_t headRelation[] = u"户主";

/// Why somebody should have a person who looks after them (照料人).
enum class CareNeed : quint8
{
    Child,      ///< 0–6
    OldAlone,   ///< from 65 on, living alone
    VeryOld,    ///< from 80 on
    Mental,     ///< 严重精神障碍
    Disability, ///< intellectual or mental
};
QString nameOf(CareNeed need); ///< "child", "old-alone" …
/// Nobody's rule: a hint, so that the asking is not forgotten. The gravest first.
std::vector<CareNeed> careNeedsOf(const Patient &patient, const BasicInformation &form, bool isAlone, QDate today);

struct HouseholdMember
{
    Patient patient;
    Id carer; ///< a resident
    QString carerName, carerPhone, carerRelation;
    std::vector<CareNeed> needs;
    std::vector<Id> caresFor; ///< residents of any household who name them
};

/// A household as it stands: those whose card names it, its head first, the oldest next; who has died or left comes
/// last.
struct HouseholdView
{
    Household household;
    bool isKept = false; ///< a record of it stands; else only cards name it
    std::vector<HouseholdMember> members;
};
/// Of a resident; without members where their card names none. Members out of the actor's reach are left out.
/// Door ReadPatient for the resident. Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<HouseholdView> householdOf(const Snapshot &snapshot, const Actor &actor, Id patient);
/// By its own id. Door ReadPatient over its site. Errors: also NotFound{household}.
Result<HouseholdView> householdWith(const Snapshot &snapshot, const Actor &actor, Id household);

struct ListedHousehold
{
    Household household;
    bool isKept = false;
    QString headName;
    int members = 0; ///< living here
};
/// Households of a site and below, by address. Door ReadPatient over it. Errors: Forbidden · OutOfScope.
Result<std::vector<ListedHousehold>> householdsAt(const Snapshot &snapshot, const Actor &actor, Id site, int offset,
                                                  int limit);

// All of the following: Door EditPatient for each resident whom they touch. Errors, besides each one's own: Forbidden ·
// OutOfScope · NotFound{patient | household} · WrongState{voided | merged}. A dissolved one takes nobody:
// WrongState{dissolved}.

struct HouseholdDraft
{
    Id head;         ///< leaves the household that their card names
    QString number;  ///< none: this laptop's next short number
    QString address; ///< none: the head's
    QString phone;
    QString remarks;
};
/// Makes a household of one: its head. Its id is minted here, once. Errors: Required{head}.
Result<Id> makeHousehold(Transaction &tx, const HouseholdDraft &draft);

/// Writes what differs. A household that only cards name gets its record by this. Errors: ChangedMeanwhile.
Result<bool> editHousehold(Transaction &tx, const Household &before, const Household &after);

/// 并入: the resident lives in it from now on, and leaves the one they were in. Errors: Required{household_relation} ·
/// Invalid{household_relation} (a second 户主) · WrongState{head} (of a household where others stay).
Result<void> joinHousehold(Transaction &tx, Id patient, Id household, const QString &relation);

/// The card names no household any more. Errors: WrongState{head} (others stay: name another head first) ·
/// WrongState{no-household}.
Result<void> leaveHousehold(Transaction &tx, Id patient);

/// 户主变更: what the former head is to the new one must be said; the others' relations stand to be looked at.
/// Errors: Required{household_relation} · WrongState{not-a-member}.
Result<void> changeHead(Transaction &tx, Id household, Id head, const QString &formerIsNow);

/// 分户: these members make a household of their own under `head`, who is one of them. Their relations to that head
/// as said; empty ones stay as written. Errors: Required{members} · WrongState{not-a-member | head} (the old head moves
/// and others stay).
struct MemberRelation
{
    Id patient;
    QString relation;
};
Result<Id> splitHousehold(Transaction &tx, Id household, const std::vector<MemberRelation> &members, Id head,
                          const QString &address);

/// 合户: everybody of `from` lives in `into`; the former is dissolved and says where they went. Its head's relation to
/// the other head must be said. Errors: Required{household_relation} · WrongState{same}.
Result<void> joinHouseholds(Transaction &tx, Id from, Id into, const QString &formerHeadIs);

/// Who looks after a resident: another resident, or somebody by name. All empty: nobody. Errors: Invalid{carer}
/// (themselves) · Invalid{carer_phone}.
struct CarerDraft
{
    Id carer;
    QString name, phone, relation; ///< of a resident taken from their card where empty
};
Result<void> setCarer(Transaction &tx, Id patient, const CarerDraft &draft);

} // namespace yigong
