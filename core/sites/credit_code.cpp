// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/credit_code.h"

#include "core/base/text.h"

#include <array>

namespace yigong {
namespace {

constexpr QStringView Alphabet = u"0123456789ABCDEFGHJKLMNPQRTUWXY";

QString normalised(QStringView text)
{
    QString out;
    for (const QChar c : halfWidth(text))
        if (!c.isSpace() && c != u'-' && c.category() != QChar::Other_Format)
            out += c.toUpper();
    return out;
}

bool isForm(QStringView code)
{
    if (code.size() != 18)
        return false;
    for (qsizetype i = 0; i < code.size(); ++i) {
        const bool mustBeDigit = i >= 2 && i < 8; // the region
        if (mustBeDigit ? !(code[i] >= u'0' && code[i] <= u'9') : !Alphabet.contains(code[i]))
            return false;
    }
    return true;
}

} // namespace

QChar creditCodeCheckCharacter(QStringView first17)
{
    if (first17.size() != 17)
        return {};
    int sum = 0;
    int weight = 1;
    for (const QChar c : first17) {
        const auto value = Alphabet.indexOf(c);
        if (value < 0)
            return {};
        sum += static_cast<int>(value) * weight;
        weight = weight * 3 % 31;
    }
    return Alphabet[(31 - sum % 31) % 31];
}

CreditCodeCheck checkCreditCode(QStringView text)
{
    CreditCodeCheck check;
    check.code = normalised(text);
    check.reason = QStringLiteral("format");
    if (!isForm(check.code))
        return check;
    check.valid = check.code[17] == creditCodeCheckCharacter(QStringView(check.code).first(17));
    check.reason = check.valid ? QStringLiteral("ok") : QStringLiteral("bad_check");
    if (check.valid)
        check.organisationCode = check.code.sliced(8, 8) + u'-' + check.code[16];
    return check;
}

bool isOrganisationCode(QStringView text)
{
    static constexpr std::array Weights{3, 7, 9, 10, 5, 8, 4, 2};
    const QString code = normalised(text);
    if (code.size() != 9)
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < 8; ++i) {
        const char16_t c = code[i].unicode();
        const bool digit = c >= u'0' && c <= u'9';
        if (!digit && (c < u'A' || c > u'Z'))
            return false;
        sum += (digit ? c - u'0' : c - u'A' + 10) * Weights[static_cast<std::size_t>(i)];
    }
    const int check = 11 - sum % 11;
    const QChar wanted = check == 10 ? QChar(u'X') : QChar(static_cast<char16_t>(u'0' + check % 11));
    return code[8] == wanted;
}

} // namespace yigong
