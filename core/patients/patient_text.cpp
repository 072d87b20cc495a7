// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/patient_text.h"

#include <utility>

namespace yigong {

namespace {

constexpr std::pair<Sex, const char *> sexNames[] = {
    {Sex::Unknown, "unknown"}, {Sex::Male, "male"}, {Sex::Female, "female"}, {Sex::Unstated, "unstated"}};

/// A rare character is two of QString's.
QString letterOf(const QList<uint> &letters, qsizetype at)
{
    const auto c = static_cast<char32_t>(letters[at]);
    return QString::fromUcs4(&c, 1);
}

/// Shows `head` and `tail` characters, hides at least `hidden` between them.
QString keptEnds(const QString &text, qsizetype head, qsizetype tail, qsizetype hidden)
{
    if (text.size() < head + hidden + tail)
        return QString(text.size(), u'*');
    return text.left(head) + QString(text.size() - head - tail, u'*') + text.right(tail);
}

/// One word: its first letter and its last, of two the first.
QString maskedWord(const QString &word)
{
    const QList<uint> letters = word.toUcs4();
    if (letters.size() < 2)
        return QString(letters.size(), u'*');
    if (letters.size() == 2)
        return letterOf(letters, 0) + u'*';
    return letterOf(letters, 0) + QString(letters.size() - 2, u'*') + letterOf(letters, letters.size() - 1);
}

QString maskedButFirst(const QString &word)
{
    const QList<uint> letters = word.toUcs4();
    return letters.size() < 2 ? QString(letters.size(), u'*')
                              : letterOf(letters, 0) + QString(letters.size() - 1, u'*');
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
    QStringList words = name.split(u' ', Qt::SkipEmptyParts);
    if (words.size() < 2)
        return maskedWord(name.trimmed());
    for (QString &word : words)
        word = maskedButFirst(word);
    return words.join(u' ');
}

QString maskedIdNumber(const QString &idNumber)
{
    return idNumber.size() >= 15 ? keptEnds(idNumber, 6, 4, 5) : keptEnds(idNumber, 0, 4, 4);
}

QString maskedPhone(const QString &phone)
{
    return phone.size() >= 10 ? keptEnds(phone, 3, 4, 3) : keptEnds(phone, 0, 4, 3);
}

QString masked(Privacy privacy, const QString &value)
{
    switch (privacy) {
    case Privacy::Name:
        return maskedName(value);
    case Privacy::IdNumber:
        return maskedIdNumber(value);
    case Privacy::Phone:
        return maskedPhone(value);
    case Privacy::Open:
    case Privacy::Address:
    case Privacy::Clinical:
        break;
    }
    return value;
}

} // namespace yigong
