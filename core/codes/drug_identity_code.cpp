// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/drug_identity_code.h"

#include "core/base/text.h"

#include <algorithm>

namespace yigong {

QChar gs1CheckDigit(QStringView digits)
{
    int sum = 0;
    int weight = 3;
    for (auto it = digits.rbegin(); it != digits.rend(); ++it) {
        if (*it < u'0' || *it > u'9')
            return {};
        sum += (it->unicode() - u'0') * weight;
        weight = 4 - weight;
    }
    return QChar(static_cast<char16_t>(u'0' + (10 - sum % 10) % 10));
}

DrugIdentityCheck checkDrugIdentityCode(QStringView text)
{
    DrugIdentityCheck check;
    check.code = halfWidth(text).remove(u' ').trimmed();
    const QStringView code = check.code;
    const bool isNumber = std::all_of(code.begin(), code.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
    if (code.size() != 14 || !isNumber)
        check.reason = QStringLiteral("format");
    else if (!code.startsWith(u"869"))
        check.reason = QStringLiteral("prefix");
    else if (code[13] != gs1CheckDigit(code.first(13)))
        check.reason = QStringLiteral("bad_check");
    else
        check.reason = QStringLiteral("ok");
    check.valid = check.reason == u"ok";
    if (check.valid) {
        check.company = code.sliced(3, 5).toString();
        check.product = code.sliced(8, 5).toString();
    }
    return check;
}

} // namespace yigong
