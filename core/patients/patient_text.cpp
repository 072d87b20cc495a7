// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_text.h"

#include <utility>

namespace yigong {

namespace {

constexpr std::pair<Sex, const char *> sexNames[] = {
    {Sex::Unknown, "unknown"}, {Sex::Male, "male"}, {Sex::Female, "female"}, {Sex::Unstated, "unstated"}};

/// Shows `head` and `tail` characters, hides at least `hidden` between them.
QString masked(const QString &text, qsizetype head, qsizetype tail, qsizetype hidden)
{
    if (text.size() < head + hidden + tail)
        return QString(text.size(), u'*');
    return text.left(head) + QString(text.size() - head - tail, u'*') + text.right(tail);
}

} // namespace

QString nameOf(Sex sex)
{
    for (const auto &[known, word] : sexNames)
        if (known == sex)
            return QString::fromLatin1(word);
    return QStringLiteral("unknown");
}

std::optional<Sex> sexFrom(QStringView name)
{
    for (const auto &[known, word] : sexNames)
        if (name == QLatin1String(word))
            return known;
    return std::nullopt;
}

QString maskedName(const QString &name)
{
    const QList<uint> letters = name.toUcs4(); // a rare character is two of QString's
    if (letters.size() < 2)
        return QString(letters.size(), u'*');
    const auto letter = [&letters](qsizetype at) {
        const auto c = static_cast<char32_t>(letters[at]);
        return QString::fromUcs4(&c, 1);
    };
    if (letters.size() == 2)
        return letter(0) + u'*';
    return letter(0) + QString(letters.size() - 2, u'*') + letter(letters.size() - 1);
}

QString maskedIdNumber(const QString &idNumber)
{
    return idNumber.size() >= 15 ? masked(idNumber, 6, 4, 5) : masked(idNumber, 1, 2, 3);
}

QString maskedPhone(const QString &phone)
{
    return masked(phone, 3, 4, 3);
}

} // namespace yigong
