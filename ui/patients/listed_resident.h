// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/find.h"
#include "core/patients/patient.h"
#include "core/patients/residents.h"
#include "ui/widgets/paged_model.h"

namespace yigong {

/// One resident in the list of residents.
struct ListedResident
{
    Patient patient;
    Instant lastVisit;              ///< none where it is not known in this list
    std::vector<MatchedBy> matched; ///< by which words of a search
    Basis basis = Basis::OwnSite;   ///< None: out of reach, opened for a reason alone
    bool disputed = false;          ///< two sites differ about the card
    QString siteName;               ///< of one out of reach: who looks after them
};

/// Names are masked, and there are two 张*明 in a village: sex, age and household tell them apart, then the end of the
/// ID number; the birth date of whoever has none. What was searched for is marked.
Cell residentCell(const ListedResident &row, const QString &searched, QDate today);

/// A page of the register. Door ReadPatient.
Result<RowPage<ListedResident>> readResidents(const Snapshot &s, const Actor &actor, const ResidentFilter &filter,
                                              qint64 offset, int count);

struct FoundResidents
{
    std::vector<ListedResident> rows;
    bool more = false; ///< than are listed
};
/// Those that a search is for, whose record the actor may read or not. Door ReadPatient.
Result<FoundResidents> readFoundResidents(const Snapshot &s, const Actor &actor, const QString &text);

} // namespace yigong
