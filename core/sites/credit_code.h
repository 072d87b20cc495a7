// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace yigong {

/// 统一社会信用代码, GB 32100-2015: 18 characters of 0-9 and A-Z without I O S V Z; 1 registering authority (1
/// 机构编制, 5 民政, 9 工商 …), 1 kind, 6 region, 9 organisation code (GB 11714), 1 check character.
struct CreditCodeCheck
{
    QString code; ///< half width, upper case, without blanks and hyphens
    bool valid = false;
    QString reason;           ///< "ok", "format", "bad_check"
    QString organisationCode; ///< "80210043-3", the form of the exchange documents; empty unless `valid`
};

/// Village clinics often have no valid code at all: ask for one, never insist on it.
CreditCodeCheck checkCreditCode(QStringView text);

/// The last character that the first 17 ask for; a null character where they are no such code.
QChar creditCodeCheckCharacter(QStringView first17);

/// 组织机构代码, GB 11714-1997: 8 digits or letters and a check character, with or without the hyphen.
bool isOrganisationCode(QStringView text);

} // namespace yigong
