// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/store/database.h"

#include <QHash>
#include <QStringList>
#include <atomic>
#include <functional>
#include <map>
#include <vector>

namespace yigong {

struct ImportCounts
{
    int added = 0;
    int updated = 0;
    int unchanged = 0;
    int refused = 0;

    ImportCounts &operator+=(const ImportCounts &o);
    bool operator==(const ImportCounts &) const = default;
};

struct ImportOptions
{
    QHash<QString, QString> mapping; ///< column → field, as `PatientColumns::of` takes it; lists only
    /// Name of the system that the files come from. It stands before identifiers that say no system themselves, so that
    /// two systems' number 23 are two people. Empty: "csv", "fhir".
    QString source;
    Id site; ///< whose residents they are where a row names no site; none: the actor's
    /// What was not taken goes here, to be mended and imported again: of a list a CSV with the columns of the list and
    /// the reason (of a second list "<name>.2.<suffix>"); of FHIR the resources as NDJSON, and their reasons in
    /// `refusedPath` + ".reasons.csv". Empty: nowhere.
    QString refusedPath;
    std::function<QString(const Error &)> reason;         ///< the sentence for a person; without one, the error's name
    std::function<void(qint64 done, qint64 of)> progress; ///< bytes or resources of the present file, now and then
    const std::atomic_bool *cancelled = nullptr;          ///< asked before each row
    /// Makes of a list's row what is meant by it, before it is read (list_mapping.h); refused rows are kept as written.
    std::function<void(QStringList &cells)> translate = {};
    QString formVersion;    ///< of lists: edition by which bare option numbers count; empty: they are not read
    bool tellAlike = false; ///< tell of each new resident who may be one that is here already
    bool dryRun = false;    ///< try each commit and take it back: what it would do is reported, nothing is written
};

enum class ToldBecause : quint8
{
    Refused,  ///< the sentence
    Unlikely, ///< taken as it is: a form would ask about it; the value and what is likely
    Alike,    ///< a new resident may be one that is here: their id, and by what
};
QString nameOf(ToldBecause because); ///< "refused", "unlikely", "alike"

/// Something about one row of a list that a person should look at.
struct Told
{
    qint64 line = 0;
    QString column; ///< of the file, or the field's name
    ToldBecause because = ToldBecause::Refused;
    QString text;
};
constexpr std::size_t mostTold = 200; ///< beyond these they are counted only

struct UnreadableFile
{
    QString path;
    Error error;
};

struct ImportReport
{
    ImportCounts total; ///< of all kinds
    /// "Patient", "Encounter" …; what could not even be told apart is under "".
    std::map<QString, ImportCounts> byKind;
    std::map<QString, int> otherCounts; ///< FHIR types that are not taken: how many
    QStringList unknownColumns;         ///< kept as remarks; a mapping may name their field
    /// Column of a list → what is no option of its field → how often: kept as remarks; a mapping may say what is meant.
    std::map<QString, std::map<QString, int>> unread;
    /// How often something was taken in another way than it was written: the field's name, "phone", "ethnicity",
    /// "education" … (kept as a remark because it cannot be read), "site" (a village that no site fits),
    /// "otherEncoding", "otherDelimiter", "fewerFields", "lostCharacters" (see `CsvNote`); "alike".
    std::map<QString, int> notes;
    std::vector<Told> told;                 ///< of lists, at most `mostTold`
    std::vector<UnreadableFile> unreadable; ///< of several files, those that could not be read
    bool stopped = false;                   ///< asked to; what is counted is done, the rest comes with the next run
};

/// Imports residents' lists (CSV) and FHIR R4 (Bundle, NDJSON, single resources), whatever each file is; `paths` may
/// name folders, of which the .json and .ndjson files are taken. Reads row by row and writes some hundred rows at a
/// time, as background work; each of these commits is whole. Imported again, the same files change nothing.
///
/// Who is who: see `ResidentWriting`. What becomes of clinical records: see `FhirRecords`.
/// Door ImportPatients. Errors: Forbidden · of the store · FileUnwritable, DiskFull (the refused file) · where there is
/// only one file, those of reading it: FileMissing, FileUnreadable, Required, BadFormat, BadEncoding; Required "name"
/// for a list without a column of names; NotFound for a mapping.
Result<ImportReport> importPatients(Database &db, const Actor &actor, const QStringList &paths,
                                    const ImportOptions &options = {});

} // namespace yigong
