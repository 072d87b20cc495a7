// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/catalogue.h"
#include "core/codes/code_list_import.h"
#include "core/store/database.h"

#include <memory>

namespace yigong {

/// The full lists that this store has taken in: what `Catalogue` is made with.
Result<ImportedCodes> importedCodes(const Snapshot &snapshot);

/// The shipped tables with this store's imported lists behind them, classed as the county has set; the shared
/// `Catalogue::shipped()` where nothing was imported. Some 200 ms with 30,000 imported rows: not on the interface's
/// thread.
Result<std::shared_ptr<const Catalogue>> catalogueOf(const Snapshot &snapshot);

struct CodesStored
{
    int added = 0;
    int updated = 0; ///< another name, or for a drug another form, strength, pack or unit
    int unchanged = 0;
};

/// Stores the rows of a list beside the shipped tables, some hundred in each commit; what the list lacks stays. They
/// belong to this store alone and are not synced. Door ManageCodes. Errors: Forbidden · of the store.
Result<CodesStored> storeCodes(Database &db, const Actor &actor, CodeListKind kind, const ImportedCodes &codes);

/// A list of this store as an administrator sees it.
struct CodeListStanding
{
    CodeListKind kind = CodeListKind::Diagnoses;
    int shipped = 0;    ///< rows that come with the program
    int imported = 0;   ///< rows of full lists beside them
    Instant importedAt; ///< of the last import; none where there was none
};
/// All three kinds.
Result<std::vector<CodeListStanding>> codeListsOf(const Snapshot &snapshot);

struct CodeFileImport
{
    CodesStored stored;
    int repeated = 0;
    int refused = 0;
    std::optional<RefusedCode> firstRefused;
};
/// Reads a CSV of a full list and stores its rows; those that are refused are counted and passed over. Takes a second
/// for 30,000 rows. Door ManageCodes. Errors: Forbidden · FileMissing · FileUnreadable · those of `readCodeList`.
Result<CodeFileImport> importCodeFile(Database &db, const Actor &actor, CodeListKind kind, const QString &path);

/// "diagnosis", "procedure", "drug".
QString nameOf(CodeListKind kind);
std::optional<CodeListKind> codeListKindFrom(QStringView name);

} // namespace yigong
