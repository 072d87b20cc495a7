// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/partial_date.h"
#include "core/patients/patient.h"

#include <QString>
#include <optional>

namespace yigong {

// How people and spreadsheets spell the fields of a resident. Nothing is guessed: what can be read in two ways is
// refused. All readers take half-width and full-width characters, and give an empty value for an empty cell. They fail
// with ErrorKind::Invalid, args {value as given, reason}; the reasons are the words of `Misspelling`.

/// Why a cell cannot be read; stable words for `Error::args[1]`.
namespace Misspelling {
inline const QString twoDigitYear = QStringLiteral("two-digit-year");
inline const QString dayOrMonthFirst = QStringLiteral("day-or-month-first"); ///< 03/04/1955 is a day in March or April
inline const QString noSuchDay = QStringLiteral("no-such-day");
inline const QString noDate = QStringLiteral("no-date");
inline const QString damagedBySpreadsheet =
    QStringLiteral("damaged-by-spreadsheet"); ///< 3.41E+17: digits are lost for good
inline const QString unknownWord = QStringLiteral("unknown-word");
} // namespace Misspelling

/// A cell without what spreadsheets wrap around text: a leading apostrophe (1) or ="…", blanks at the ends, zero-width
/// characters. Line breaks inside stay; a leading =, +, - or @ is text like any other.
QString plainCell(QStringView cell);

/// 1955-02-28 · 1955/2/28 · 1955.2.28 · 19550228 · 1955年2月28日 · 34026 (Excel's serial day, 10000…73050) · 28/02/1955
/// where only one reading is a date · 1955-02, 195502, 1955年2月 · 1955; each with a time behind it. A time with a zone
/// gives the county's civil day.
Result<PartialDate> readDate(QStringView cell);

/// GB/T 2261.1; nothing for an empty cell. Takes 男 女 未知 未说明, the digits, "1 男", M F,
/// male female.
Result<std::optional<Sex>> readSex(QStringView cell);

/// An ID number, another document's or a record's number: no blanks, upper case, a trailing ".0" removed. The check
/// digit is not looked at here. 3.41E+17 is damaged-by-spreadsheet.
Result<QString> readIdNumber(QStringView cell);
/// Whether an 18-digit number looks as if a spreadsheet had kept 15 digits of it and filled up with zeros
/// (341181195502280000). Such a number may still be right: ask this only once its check digit has failed.
bool looksRoundedBySpreadsheet(QStringView idNumber);

/// A mobile number as 11 digits (no +86, blanks or hyphens); any other number as it was typed, tidied. 1.38E+10 is
/// damaged.
Result<QString> readPhone(QStringView cell);

/// GB/T 3304 two-digit code: 汉, 汉族, 01, 1, Han → "01". 其他, 穿青人, 革家人 → "97"; 外国血统 → "98".
Result<QString> readEthnicity(QStringView cell);
/// 汉族 for "01"; empty for an unknown code.
QString ethnicityName(QStringView code);

struct BloodGroup
{
    BloodType abo = BloodType::NotAsked;
    QString rh; ///< "1" negative, "2" positive, "3" unknown; empty where not said (form of 2017)
    bool operator==(const BloodGroup &) const = default;
};
/// A · A型 · AB型RH阳性 · O+ · 不详 · the digits 1…5.
Result<BloodGroup> readBloodGroup(QStringView cell);
/// 阴性 · 阳性 · 不详 · - · +; digits are refused: vendors number them in opposite order.
Result<QString> readRh(QStringView cell);

/// GB/T 2261.2: 未婚 "10", 已婚 "20", 初婚 "21", 再婚 "22", 复婚 "23", 丧偶 "30", 离婚 "40", 未说明 "90". Takes these
/// codes, and the paper form's 1…5 (未婚 已婚 丧偶 离婚 未说明).
Result<QString> readMarital(QStringView cell);

/// 是 有 √ Y yes true 1 / 否 无 × N no false 0. 2 is refused: forms use it for both. Nothing for an empty cell.
Result<std::optional<bool>> readYesNo(QStringView cell);

} // namespace yigong
