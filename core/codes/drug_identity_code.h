// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace yigong {

/// 国家药品编码本位码: 14 digits, 86 (China), 9 (drugs), 5 company, 5 product, 1 check digit of GS1's mod 10. Names a
/// product in one form and strength by one company, whatever it is packed in.
struct DrugIdentityCheck
{
    QString code; ///< half width, without blanks
    bool valid = false;
    QString reason;  ///< "ok", "format" (not 14 digits), "prefix" (not 869…), "bad_check"
    QString company; ///< empty unless `valid`
    QString product; ///< empty unless `valid`
};

DrugIdentityCheck checkDrugIdentityCode(QStringView text);

/// GS1's check digit for the digits before it; a null character where there is anything else among them.
QChar gs1CheckDigit(QStringView digits);

} // namespace yigong
