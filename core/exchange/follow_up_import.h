// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/list_mapping.h"
#include "core/exchange/patient_import.h"

namespace yigong {

/// Takes another system's list of follow-ups (CSV) by a mapping, as `importPatients` takes one of residents: row by
/// row, some hundred a commit, refused rows into their file, the same again without a change. Whose a row is says the
/// ID number, else the source's number, the record number, or name and birth date where one resident has them; the name
/// has to agree. A resident who is not in the program is taken into it. What a form would ask about is taken and told.
/// The report's kinds: "FollowUp", "ProgramEnrolment". Notes: "class" (our rules conclude something else),
/// "practitioner" (no such name among the staff: kept as a remark), "unlikely".
/// Door ImportPatients. Errors: those of `importPatients` · Required{date} (no column for it).
Result<ImportReport> importFollowUps(Database &db, const Actor &actor, const QString &path, const ListMapping &mapping,
                                     const ImportOptions &options);

/// Options for `importPatients` that read a list of residents by a mapping; columns that the file has not are left out.
void useMapping(ImportOptions &options, const ListMapping &mapping, const QStringList &header);

} // namespace yigong
