// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_form.h"
#include "core/store/transaction.h"

#include <map>
#include <string>

namespace yigong {

/// What makes a file complete (档案完整) and current (动态使用). The specification of 2017 says that a file is made
/// once cover and basic information form are filled in, which children of 0–6 do not need, and that it is in use where
/// a service was recorded within one year; which items must not be empty, and whether "one year" is the last twelve
/// months or the calendar year, counties judge differently: hence settings, with these as defaults.
struct FileRules
{
    QStringList required;        ///< columns of `basicFields()`; those that the form's table requires
    bool byCalendarYear = false; ///< else the twelve months up to the day
    int formFromAge = 7;         ///< younger ones need the cover alone

    static FileRules usual();
    static Result<FileRules> of(const Snapshot &snapshot);
    /// First day of the year of which a service counts.
    [[nodiscard]] QDate yearBefore(QDate day) const;
};
/// Door ManageSettings. Errors: Forbidden · Invalid{required; column} · OutOfRange{form_from_age}.
Result<void> setFileRules(Transaction &tx, const FileRules &rules);

/// Columns of what is required and empty, in the paper's order.
QStringList missingItems(const ResidentFile &file, const FileRules &rules, QDate today);

/// Files of residents who live here: nobody who was voided, merged, has died or left.
struct FileFigures
{
    qint64 files = 0;
    qint64 filled = 0;                 ///< with a basic information form
    qint64 complete = 0;               ///< nothing required is missing
    qint64 current = 0;                ///< with a service within the year
    std::map<QString, qint64> missing; ///< by column

    FileFigures &operator+=(const FileFigures &other);
};
/// Of a site and everything below it, on a day. Door ReadReport over it. Errors: Forbidden · OutOfScope.
Result<FileFigures> fileFigures(const Snapshot &snapshot, const Actor &actor, Id site, QDate day);
/// Of one site alone, without a door: for reports.
Result<FileFigures> fileFiguresAt(const Snapshot &snapshot, Id site, const FileRules &rules, QDate day);

/// SQL that is true where `item` (a column; "any") is missing in the file of the resident in row `row`, an expression
/// for patient.rid. For lists. Empty for what is no item.
std::string missingSql(const FileRules &rules, const QString &item, const std::string &row, QDate today);
inline constexpr char anyMissing[] = "any";

} // namespace yigong
