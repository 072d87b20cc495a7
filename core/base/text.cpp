// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"

namespace yigong {

QString halfWidth(QStringView text)
{
    QString out = text.toString();
    for (QChar &c : out) {
        if (c.unicode() >= 0xFF01 && c.unicode() <= 0xFF5E)
            c = QChar(static_cast<char16_t>(c.unicode() - 0xFEE0));
        else if (c.unicode() == 0x3000)
            c = QLatin1Char(' ');
    }
    return out;
}

QString tidied(QStringView text)
{
    return halfWidth(text).simplified();
}

QString digitsOf(QStringView text)
{
    QString out;
    for (const QChar c : halfWidth(text))
        if (c >= u'0' && c <= u'9')
            out += c;
    return out;
}

bool isCleanText(QStringView text)
{
    for (qsizetype i = 0; i < text.size(); ++i) {
        const char16_t c = text[i].unicode();
        if (QChar::isHighSurrogate(c)) {
            if (i + 1 >= text.size() || !text[i + 1].isLowSurrogate())
                return false;
            ++i;
            continue;
        }
        if (QChar::isLowSurrogate(c) || c == 0xFFFE || c == 0xFFFF || c == 0x7F)
            return false;
        if (c < 0x20 && c != u'\n' && c != u'\t' && c != u'\r')
            return false;
    }
    return true;
}

} // namespace yigong
