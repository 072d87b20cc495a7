// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/security/policy.h"
#include "core/store/transaction.h"

namespace yigong {

/// What two records have in common.
enum class SameBy : quint8
{
    IdNumber,
    Name,
    Sound, ///< the name is written otherwise and read alike: 李秀兰, 李秀蓝
    BirthDate,
    BirthYear,
    Phone,
    Household
};
QString nameOf(SameBy by); ///< "id-number", "name", "sound" …

/// A record that may be of the same person. 100 is an equal ID number; from `likelySameScore` on a person should look.
struct LikelySame
{
    Patient patient;
    int score = 0;
    std::vector<SameBy> by;
};
constexpr int likelySameScore = 60;

/// How alike two records are: what is equal counts, two different ID numbers and a different sex count against it. A
/// name that neither reads nor sounds alike is nobody's, unless the ID numbers are equal. 0: not at all.
LikelySame likenessOf(const Patient &one, const Patient &other);

/// Residents of this store who may be the one that is about to be registered, or that is open: the likeliest first, at
/// most so many. Only those whose record the actor may read. Door ReadPatient. Errors: Forbidden.
Result<std::vector<LikelySame>> likelySame(const Snapshot &snapshot, const Actor &actor, const Patient &probe,
                                           int limit = 5);

struct LikelyPair
{
    Patient older, newer; ///< by when they were registered
    int score = 0;
    std::vector<SameBy> by;
};
/// Pairs in this store that may be one person each, the likeliest first. Reads all residents once. Door ReadPatient.
Result<std::vector<LikelyPair>> likelyPairs(const Snapshot &snapshot, const Actor &actor, int limit = 100);

/// Records that name another one as the same person's, those that this store got last first: `newer` follows `older`. Door ReadPatient.
Result<std::vector<LikelyPair>> mergedPairs(const Snapshot &snapshot, const Actor &actor, int limit = 100);

/// Says that two records are of one person: the one that was registered later names the earlier, and readers follow it.
/// Nothing is rewritten; both histories stand together from now on. The reason is added to the remarks of the one that
/// steps back. Answers the one that stays on top. Door EditPatient, with a basis for both. Errors: ReasonRequired ·
/// NotFound · WrongState{"same" (they are already) | "voided"} · Forbidden · OutOfScope.
Result<Id> mergeResidents(Transaction &tx, Id one, Id other, const QString &reason);

/// Takes back that this record is another's, however long ago it was said: each has its own history again, with what
/// was written under either meanwhile. Door EditPatient. Errors: ReasonRequired · NotFound · WrongState{"not-merged"} ·
/// Forbidden · OutOfScope.
Result<void> unmergeResident(Transaction &tx, Id merged, const QString &reason);

} // namespace yigong
