// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/base32.h"

#include <algorithm>

namespace yigong {

namespace {

constexpr QLatin1StringView base32Alphabet("0123456789ABCDEFGHJKMNPQRSTVWXYZ");

} // namespace

QString base32Text(QByteArrayView bytes)
{
    QString text;
    for (qsizetype bit = 0; bit < bytes.size() * 8; bit += 5) {
        unsigned five = 0;
        for (qsizetype i = bit; i < bit + 5; ++i) {
            const unsigned byte = i / 8 < bytes.size() ? static_cast<unsigned char>(bytes[i / 8]) : 0U;
            five = five << 1 | (byte >> (7 - i % 8) & 1U);
        }
        text += base32Alphabet[static_cast<qsizetype>(five)];
    }
    return text;
}

QString inGroups(const QString &text, int size)
{
    QString grouped;
    for (qsizetype at = 0; at < text.size(); at += size) {
        if (at > 0)
            grouped += u'-';
        grouped += QStringView(text).mid(at, size);
    }
    return grouped;
}

std::optional<QString> typedBase32(QStringView text)
{
    QString typed;
    for (QChar c : text) {
        if (c.isSpace() || c == u'-')
            continue;
        c = c.toUpper();
        c = c == u'O' ? u'0' : c == u'I' || c == u'L' ? u'1' : c;
        if (c.unicode() > 127 || !base32Alphabet.contains(QLatin1Char(c.toLatin1())))
            return std::nullopt;
        typed += c;
    }
    return typed;
}

unsigned base32Value(QChar character)
{
    const auto *const at = std::find(base32Alphabet.begin(), base32Alphabet.end(), QLatin1Char(character.toLatin1()));
    return static_cast<unsigned>(at - base32Alphabet.begin());
}

} // namespace yigong
