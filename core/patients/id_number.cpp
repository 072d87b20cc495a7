// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/id_number.h"

#include "core/base/text.h"

#include <algorithm>
#include <array>

namespace yigong {
namespace {

bool isDigit(QChar c)
{
    return c >= u'0' && c <= u'9';
}

bool allDigits(QStringView text)
{
    return std::all_of(text.begin(), text.end(), isDigit);
}

/// Half width, upper case, without blanks, invisible marks and the apostrophe by which spreadsheets keep a number as
/// text.
QString normalised(QStringView text)
{
    QString out;
    for (const QChar c : halfWidth(text))
        if (!c.isSpace() && c.category() != QChar::Other_Format && c.category() != QChar::Other_Control)
            out += c.toUpper();
    if (out.startsWith(u'\''))
        out.remove(0, 1);
    return out;
}

bool isForm18(const QString &number)
{
    return number.size() == 18 && allDigits(QStringView(number).first(17)) &&
           (isDigit(number[17]) || number[17] == u'X');
}

bool isForm15(const QString &number)
{
    return number.size() == 15 && allDigits(number);
}

bool isOldPermitForm(const QString &number)
{
    const auto isLetter = [](QChar c) { return c >= u'A' && c <= u'Z'; };
    return number.size() == 15 && std::all_of(number.begin(), number.begin() + 3, isLetter) &&
           allDigits(QStringView(number).sliced(3));
}

/// A 15-digit number left out the century and the check digit.
QString extendedTo18(const QString &number15)
{
    QString number = number15;
    number.insert(6, QStringLiteral("19"));
    return number + idNumberCheckDigit(number);
}

IdNumberKind kindOf18(const QString &number)
{
    if (number.startsWith(u"810000"))
        return IdNumberKind::HongKongResident;
    if (number.startsWith(u"820000"))
        return IdNumberKind::MacaoResident;
    if (number.startsWith(u"830000"))
        return IdNumberKind::TaiwanResident;
    return number.startsWith(u'9') ? IdNumberKind::Foreigner : IdNumberKind::Citizen;
}

bool isProvince(QStringView firstTwo)
{
    static constexpr std::array Provinces{11, 12, 13, 14, 15, 21, 22, 23, 31, 32, 33, 34, 35, 36, 37, 41,
                                          42, 43, 44, 45, 46, 50, 51, 52, 53, 54, 61, 62, 63, 64, 65};
    return std::binary_search(Provinces.begin(), Provinces.end(), firstTwo.toInt());
}

IdNumberReason firstFault(const QString &number, QDate birthDate, QDate today)
{
    if (!birthDate.isValid())
        return IdNumberReason::BadDate;
    if (birthDate > today)
        return IdNumberReason::Future;
    if (number[17] != idNumberCheckDigit(QStringView(number).first(17)))
        return IdNumberReason::BadCheck;
    if (birthDate.year() < 1800)
        return IdNumberReason::TooOld;
    return IdNumberReason::Ok;
}

IdNumberReason shadeOfOk(const IdNumberCheck &check, bool was15, bool hadLowercaseX)
{
    if (was15)
        return IdNumberReason::Ok15;
    if (hadLowercaseX)
        return IdNumberReason::OkLowercaseX;
    if (check.birthDate.year() < 1900)
        return IdNumberReason::OkBefore1900;
    return isProvince(QStringView(check.number).first(2)) ? IdNumberReason::Ok : IdNumberReason::OkAreaNotInCurrentList;
}

IdNumberCheck oldPermit(const QString &number, QStringView text)
{
    IdNumberCheck check{.number = number, .kind = IdNumberKind::ForeignerOld};
    const QStringView day = QStringView(number).sliced(7, 6);
    // Year 2000 is a leap year, so that 29 February passes whichever century it was.
    const bool isReal = QDate::isValid(2000, day.sliced(2, 2).toInt(), day.sliced(4, 2).toInt());
    check.valid = isReal;
    check.validAsWritten = isReal && number.compare(text, Qt::CaseInsensitive) == 0;
    check.reason = isReal ? IdNumberReason::OkOldPermit : IdNumberReason::BadDate;
    return check;
}

} // namespace

QChar idNumberCheckDigit(QStringView first17)
{
    static constexpr std::array Weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    if (first17.size() != 17 || !allDigits(first17))
        return {};
    int sum = 0;
    for (int i = 0; i < 17; ++i)
        sum += (first17[i].unicode() - u'0') * Weights[static_cast<std::size_t>(i)];
    return QStringLiteral("10X98765432")[sum % 11];
}

IdNumberCheck checkIdNumber(QStringView text, QDate today)
{
    const QString tidy = normalised(text);
    if (isOldPermitForm(tidy))
        return oldPermit(tidy, text);
    const bool was15 = isForm15(tidy);
    IdNumberCheck check{.number = was15 ? extendedTo18(tidy) : tidy};
    if (!was15 && !isForm18(tidy))
        return check;
    check.kind = kindOf18(check.number);
    const QDate birthDate = QDate::fromString(check.number.sliced(6, 8), u"yyyyMMdd");
    check.reason = firstFault(check.number, birthDate, today);
    if (check.reason != IdNumberReason::Ok)
        return check;
    check.valid = true;
    check.validAsWritten = tidy.compare(text, Qt::CaseInsensitive) == 0;
    check.birthDate = birthDate;
    check.sex = (check.number[16].unicode() - u'0') % 2 == 1 ? 1 : 2;
    check.reason = shadeOfOk(check, was15, text.contains(u'x') || text.contains(u'ｘ'));
    return check;
}

QString wordOf(IdNumberReason reason)
{
    switch (reason) {
    case IdNumberReason::Ok:
        return QStringLiteral("ok");
    case IdNumberReason::Ok15:
        return QStringLiteral("ok15");
    case IdNumberReason::OkLowercaseX:
        return QStringLiteral("ok_lowercase_x");
    case IdNumberReason::OkBefore1900:
        return QStringLiteral("ok_before_1900");
    case IdNumberReason::OkAreaNotInCurrentList:
        return QStringLiteral("ok_area_not_in_current_list");
    case IdNumberReason::OkOldPermit:
        return QStringLiteral("ok_old_permit");
    case IdNumberReason::Format:
        return QStringLiteral("format");
    case IdNumberReason::BadDate:
        return QStringLiteral("bad_date");
    case IdNumberReason::Future:
        return QStringLiteral("future");
    case IdNumberReason::TooOld:
        return QStringLiteral("too_old");
    case IdNumberReason::BadCheck:
        return QStringLiteral("bad_check");
    }
    return {};
}

Error idNumberError(const IdNumberCheck &check)
{
    const QString field = QStringLiteral("id_number");
    switch (check.reason) {
    case IdNumberReason::BadDate:
    case IdNumberReason::TooOld:
        return {ErrorKind::IdNumberDate, field, {check.number}};
    case IdNumberReason::Future:
        return {ErrorKind::IdNumberFuture, field, {check.number}};
    case IdNumberReason::BadCheck:
        return {ErrorKind::IdNumberCheckDigit,
                field,
                {check.number, QString(idNumberCheckDigit(QStringView(check.number).first(17)))}};
    default:
        return {ErrorKind::IdNumberFormat, field, {check.number}};
    }
}

} // namespace yigong
