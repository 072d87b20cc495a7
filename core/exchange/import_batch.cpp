// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/import_batch.h"

namespace yigong {

bool isOfTheRow(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::StoreMissing:
    case ErrorKind::StoreDamaged:
    case ErrorKind::StoreNewer:
    case ErrorKind::StoreReadOnly:
    case ErrorKind::StoreHeldByOther:
    case ErrorKind::StoreFailed:
    case ErrorKind::DiskFull:
    case ErrorKind::FileMissing:
    case ErrorKind::FileUnreadable:
    case ErrorKind::FileUnwritable:
    case ErrorKind::Forbidden:
    case ErrorKind::ChangedMeanwhile:
    case ErrorKind::Cancelled:
        return false;
    default:
        return true;
    }
}

void countNotes(const CsvRow &row, std::map<QString, int> &notes)
{
    for (const CsvNote note : row.notes) {
        const char *word = note == CsvNote::OtherEncoding    ? "otherEncoding"
                           : note == CsvNote::OtherDelimiter ? "otherDelimiter"
                           : note == CsvNote::FewerFields    ? "fewerFields"
                                                             : "lostCharacters";
        ++notes[QString::fromLatin1(word)];
    }
}

} // namespace yigong
