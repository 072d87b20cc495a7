// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QDate>
#include <QString>

namespace yigong {

/// Whose number it is, by its form. The address part is the place of first registration and says nothing more: codes
/// are abolished over the years, so an unknown one is never a reason to refuse a number.
enum class IdNumberKind
{
    None,             ///< not of any known form
    Citizen,          ///< 居民身份证, 18 characters, or 15 on old paper
    HongKongResident, ///< 港澳台居民居住证, address 810000
    MacaoResident,    ///< the same, 820000
    TaiwanResident,   ///< the same, 830000
    Foreigner,        ///< 外国人永久居留身份证 of 2023: 18 characters, the first a 9
    ForeignerOld,     ///< 外国人永久居留证 before 2023: 3 letters and 12 digits; valid beside the new one
};

enum class IdNumberReason
{
    Ok,
    Ok15, ///< an old 15-digit number; `number` is its 18-character form
    OkLowercaseX,
    OkBefore1900,
    OkAreaNotInCurrentList, ///< the first two digits are no province's
    OkOldPermit,            ///< ForeignerOld: form and birthday are right; its check digit is not looked at
    Format,
    BadDate,
    Future, ///< born after the day of the check
    TooOld, ///< born before 1800: nobody who was ever given a number
    BadCheck,
};

/// The word of `id check` and of import reports: "ok", "ok15", "ok_lowercase_x", "ok_before_1900",
/// "ok_area_not_in_current_list", "ok_old_permit", "format", "bad_date", "future", "too_old", "bad_check".
QString wordOf(IdNumberReason reason);

struct IdNumberCheck
{
    /// Half width, without blanks, x in upper case, 18 characters also where 15 were read. Where the form is wrong: as
    /// tidy as it gets.
    QString number;
    /// `number` is right.
    bool valid = false;
    /// Right as it was written: no full-width characters, blanks or marks had to be taken out first. A 15-digit number
    /// and a lower-case x count as written right. Whoever must not mend (a strict list check) looks here.
    bool validAsWritten = false;
    QDate birthDate{}; ///< invalid unless `valid`; also for ForeignerOld, which has no century
    int sex = 0;       ///< GB/T 2261.1: 1 male, 2 female, 0 not known; 0 unless `valid`
    IdNumberReason reason = IdNumberReason::Format; ///< the first that applies: form, date, future, age, check digit
    IdNumberKind kind = IdNumberKind::None;
};

/// Reads an ID number as GB 11643-1999 (ISO 7064 MOD 11-2) says. Takes what people and spreadsheets write: full-width
/// characters, blanks, an apostrophe in front, x for X, 15 digits. `today` is the county's civil day.
IdNumberCheck checkIdNumber(QStringView text, QDate today);

/// The last character that 17 digits ask for; a null character unless there are exactly 17 digits.
QChar idNumberCheckDigit(QStringView first17);

/// The error of a check that is not valid: IdNumberFormat, IdNumberDate, IdNumberFuture or IdNumberCheckDigit, for
/// field "id_number".
Error idNumberError(const IdNumberCheck &check);

} // namespace yigong
