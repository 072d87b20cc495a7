// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/field_spelling.h"
#include "core/base/clock.h"
#include "core/base/text.h"

#include <QHash>
#include <QRegularExpression>
#include <array>

namespace yigong {

namespace {

tl::unexpected<Error> misspelt(QStringView cell, const QString &reason)
{
    return fail(ErrorKind::Invalid, {}, {cell.toString(), reason});
}

QRegularExpressionMatch matched(const QRegularExpression &shape, const QString &text)
{
    return shape.match(text);
}

/// 3.41E+17, 1.38e10: what a spreadsheet shows of a number that it could not hold.
bool isScientific(const QString &text)
{
    static const QRegularExpression shape(QStringLiteral("^[+-]?[0-9]+(\\.[0-9]+)?[eE]\\+?[0-9]+$"));
    return matched(shape, text).hasMatch();
}

QString withoutDecimalZeros(const QString &text)
{
    static const QRegularExpression zeros(QStringLiteral("^([0-9]+)\\.0+$"));
    const auto match = matched(zeros, text);
    return match.hasMatch() ? match.captured(1) : text;
}

Result<PartialDate> dateOf(QStringView cell, int year, int month, int day)
{
    if (year < 1850 || year > 2150 || month > 12 || (month == 0 && day > 0))
        return misspelt(cell, Misspelling::noSuchDay);
    QString text = QStringLiteral("%1").arg(year, 4, 10, QLatin1Char('0'));
    if (month > 0)
        text += QStringLiteral("-%1").arg(month, 2, 10, QLatin1Char('0'));
    if (day > 0)
        text += QStringLiteral("-%1").arg(day, 2, 10, QLatin1Char('0'));
    const auto date = PartialDate::parse(text);
    if (!date)
        return misspelt(cell, Misspelling::noSuchDay);
    return *date;
}

/// 28/02/1955: taken only where one reading is a date and the other is not, or both are the same day.
Result<PartialDate> yearLast(QStringView cell, int first, int second, int year)
{
    if (first > 12 || first == second)
        return dateOf(cell, year, second, first);
    if (second > 12)
        return dateOf(cell, year, first, second);
    return misspelt(cell, Misspelling::dayOrMonthFirst);
}

/// Only digits: how many there are says what they are.
Result<PartialDate> fromDigits(QStringView cell, const QString &digits)
{
    switch (digits.size()) {
    case 4:
        return dateOf(cell, digits.toInt(), 0, 0);
    case 5: {
        const int serial = digits.toInt();
        if (serial < 10000 || serial > 73050)
            return misspelt(cell, Misspelling::noDate);
        return PartialDate(QDate(1899, 12, 30).addDays(serial));
    }
    case 6: {
        const int year = digits.left(4).toInt();
        const int month = digits.mid(4).toInt();
        if (year >= 1850 && year <= 2150 && month >= 1 && month <= 12)
            return dateOf(cell, year, month, 0);
        return misspelt(cell, Misspelling::twoDigitYear);
    }
    case 8:
        if (digits.mid(4, 2) == u"00" || digits.mid(6, 2) == u"00")
            return misspelt(cell, Misspelling::noSuchDay);
        return dateOf(cell, digits.left(4).toInt(), digits.mid(4, 2).toInt(), digits.mid(6, 2).toInt());
    default:
        return misspelt(cell, Misspelling::noDate);
    }
}

Result<PartialDate> fromParts(QStringView cell, const QString &date)
{
    static const QRegularExpression yearFirst(
        QStringLiteral("^([0-9]{4})(?:[-/.年]([0-9]{1,2})(?:[-/.月]([0-9]{1,2})日?|月)?|年)$"));
    static const QRegularExpression yearAtEnd(QStringLiteral("^([0-9]{1,2})[-/.]([0-9]{1,2})[-/.]([0-9]{4})$"));
    static const QRegularExpression shortYear(
        QStringLiteral("^[0-9]{1,2}[-/.年][0-9]{1,2}(?:[-/.月][0-9]{1,2}日?|月)$|^[0-9]{2}年$"));
    if (const auto m = matched(yearFirst, date); m.hasMatch()) {
        const bool zero = (!m.captured(2).isEmpty() && m.captured(2).toInt() == 0) ||
                          (!m.captured(3).isEmpty() && m.captured(3).toInt() == 0);
        if (zero)
            return misspelt(cell, Misspelling::noSuchDay);
        return dateOf(cell, m.captured(1).toInt(), m.captured(2).toInt(), m.captured(3).toInt());
    }
    if (const auto m = matched(yearAtEnd, date); m.hasMatch())
        return yearLast(cell, m.captured(1).toInt(), m.captured(2).toInt(), m.captured(3).toInt());
    if (matched(shortYear, date).hasMatch())
        return misspelt(cell, Misspelling::twoDigitYear);
    return misspelt(cell, Misspelling::noDate);
}

struct Word
{
    const char16_t *words; ///< lower case, parted by blanks
    const char16_t *code;
};

template <std::size_t N> std::optional<QString> codeOf(const std::array<Word, N> &table, const QString &word)
{
    for (const Word &entry : table)
        if (QStringView(entry.words).split(u' ').contains(word))
            return QString::fromUtf16(entry.code);
    return std::nullopt;
}

/// "1男", "1.男", "1-男性" → digits and word apart; without both, the word alone.
std::pair<QString, QString> codeAndWord(const QString &text)
{
    static const QRegularExpression both(QStringLiteral("^([0-9]+)[ .:、,\\-]*([^0-9 .:、,\\-].*)$"));
    const auto match = matched(both, text);
    return match.hasMatch() ? std::pair{match.captured(1), match.captured(2)} : std::pair{QString(), text};
}

// clang-format off
constexpr const char16_t *ethnicities[] = {
    u"汉", u"蒙古", u"回", u"藏", u"维吾尔", u"苗", u"彝", u"壮", u"布依", u"朝鲜", u"满", u"侗", u"瑶", u"白", u"土家", u"哈尼",
    u"哈萨克", u"傣", u"黎", u"傈僳", u"佤", u"畲", u"高山", u"拉祜", u"水", u"东乡", u"纳西", u"景颇", u"柯尔克孜", u"土",
    u"达斡尔", u"仫佬", u"羌", u"布朗", u"撒拉", u"毛南", u"仡佬", u"锡伯", u"阿昌", u"普米", u"塔吉克", u"怒", u"乌孜别克",
    u"俄罗斯", u"鄂温克", u"德昂", u"保安", u"裕固", u"京", u"塔塔尔", u"独龙", u"鄂伦春", u"赫哲", u"门巴", u"珞巴", u"基诺",
};
// clang-format on

} // namespace

QString plainCell(QStringView cell)
{
    static const QRegularExpression invisible(QStringLiteral("[\\x{200B}-\\x{200F}\\x{2060}\\x{FEFF}]"));
    QString text = cell.toString().remove(invisible).trimmed();
    if (text.startsWith(u'\''))
        text = text.mid(1).trimmed(); // first: `csvCell` puts it before ="…" too
    static const QRegularExpression formulaText(QStringLiteral("^=\"(.*)\"$"),
                                                QRegularExpression::DotMatchesEverythingOption);
    const auto match = matched(formulaText, text);
    return match.hasMatch() ? match.captured(1).trimmed() : text;
}

Result<PartialDate> readDate(QStringView cell)
{
    const QString text = tidied(plainCell(cell));
    if (text.isEmpty())
        return PartialDate();
    static const QRegularExpression zoned(QStringLiteral("^[0-9-]{10}T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})$"));
    if (matched(zoned, text).hasMatch()) {
        const Instant instant = Instant::fromIso(text);
        if (instant.isNone())
            return misspelt(cell, Misspelling::noSuchDay);
        return PartialDate(civilDay(instant));
    }
    if (isScientific(text))
        return misspelt(cell, Misspelling::damagedBySpreadsheet);
    static const QRegularExpression time(QStringLiteral(
        "(?<=[0-9日])[T ]+[0-9]{1,2}(?::[0-9]{1,2}(?::[0-9]{1,2}(?:\\.[0-9]+)?)?|时[0-9]{0,2}分?[0-9]{0,2}秒?)( "
        "?[AaPp][Mm])?$"));
    QString date = QString(text).remove(time);
    static const QRegularExpression blanksBetween(QStringLiteral("\\s*([-/.年月日])\\s*"));
    date.replace(blanksBetween, QStringLiteral("\\1"));
    static const QRegularExpression serial(QStringLiteral("^([0-9]{5})\\.[0-9]+$"));
    if (const auto match = matched(serial, date); match.hasMatch())
        return fromDigits(cell, match.captured(1)); // the fraction is the time of day
    date = withoutDecimalZeros(date);
    static const QRegularExpression digits(QStringLiteral("^[0-9]+$"));
    return matched(digits, date).hasMatch() ? fromDigits(cell, date) : fromParts(cell, date);
}

Result<std::optional<Sex>> readSex(QStringView cell)
{
    static constexpr std::array<Word, 4> words{{
        {u"男 男性 m male man 1 男人", u"1"},
        {u"女 女性 f female woman 2 女人", u"2"},
        {u"未说明 未说明的性别 未说明性别 9 other", u"9"},
        {u"未知 未知的性别 未知性别 不详 0 unknown u", u"0"},
    }};
    const QString text = withoutDecimalZeros(tidied(plainCell(cell))).toLower();
    if (text.isEmpty())
        return std::optional<Sex>();
    const auto [code, word] = codeAndWord(text);
    const auto found = codeOf(words, word);
    if (!found || (!code.isEmpty() && code != *found))
        return misspelt(cell, Misspelling::unknownWord);
    return std::optional<Sex>(static_cast<Sex>(found->toInt()));
}

Result<QString> readIdNumber(QStringView cell)
{
    QString text = tidied(plainCell(cell));
    text.remove(u' ');
    if (isScientific(text))
        return misspelt(cell, Misspelling::damagedBySpreadsheet);
    return withoutDecimalZeros(text.toUpper());
}

bool looksRoundedBySpreadsheet(QStringView idNumber)
{
    return idNumber.size() == 18 && idNumber.endsWith(u"000");
}

Result<QString> readPhone(QStringView cell)
{
    const QString text = withoutDecimalZeros(tidied(plainCell(cell)));
    if (isScientific(text))
        return misspelt(cell, Misspelling::damagedBySpreadsheet);
    static const QRegularExpression mobile(QStringLiteral("^(?:\\+?86|0086|\\(\\+?86\\))?(1[3-9][0-9]{9})$"));
    static const QRegularExpression between(QStringLiteral("[ -]"));
    const auto match = matched(mobile, QString(text).remove(between));
    return match.hasMatch() ? match.captured(1) : text;
}

Result<QString> readEthnicity(QStringView cell)
{
    const QString text = withoutDecimalZeros(tidied(plainCell(cell)));
    if (text.isEmpty())
        return QString();
    static const QHash<QString, QString> codes = [] {
        QHash<QString, QString> out;
        int number = 0;
        for (const char16_t *name : ethnicities) {
            const QString code = QStringLiteral("%1").arg(++number, 2, 10, QLatin1Char('0'));
            const QString word = QString::fromUtf16(name);
            for (const QString &key : {word, word + u'族', code, QString::number(number)})
                out.insert(key, code);
        }
        for (const char16_t *other : {u"其他", u"其它", u"穿青人", u"革家人", u"97", u"未识别民族", u"其他族"})
            out.insert(QString::fromUtf16(other), QStringLiteral("97"));
        for (const char16_t *foreign : {u"外国血统", u"外国血统中国籍人士", u"98"})
            out.insert(QString::fromUtf16(foreign), QStringLiteral("98"));
        out.insert(QStringLiteral("han"), QStringLiteral("01"));
        return out;
    }();
    const auto [code, word] = codeAndWord(text);
    QString found = codes.value(word.toLower());
    if (found.isEmpty() || (!code.isEmpty() && codes.value(code) != found))
        return misspelt(cell, Misspelling::unknownWord);
    return found;
}

QString ethnicityName(QStringView code)
{
    const int number = code.toInt();
    if (number >= 1 && number <= static_cast<int>(std::size(ethnicities)))
        return QString::fromUtf16(ethnicities[number - 1]) + u'族';
    if (number == 97)
        return QStringLiteral("其他");
    return number == 98 ? QStringLiteral("外国血统中国籍人士") : QString();
}

Result<QString> readRh(QStringView cell)
{
    static constexpr std::array<Word, 3> words{{
        {u"- 阴性 阴 rh阴性 rh- rh(-) rh阴 negative neg (-)", u"1"},
        {u"+ 阳性 阳 rh阳性 rh+ rh(+) rh阳 positive pos (+)", u"2"},
        {u"不详 未知 未查 未做 未检 rh不详 unknown", u"3"},
    }};
    const QString text = tidied(plainCell(cell)).toLower().remove(u' ');
    if (text.isEmpty())
        return QString();
    const auto found = codeOf(words, text);
    if (!found)
        return misspelt(cell, Misspelling::unknownWord);
    return *found;
}

Result<BloodGroup> readBloodGroup(QStringView cell)
{
    static constexpr std::array<Word, 5> words{{
        {u"a 1", u"1"},
        {u"b 2", u"2"},
        {u"o 3", u"3"},
        {u"ab 4", u"4"},
        {u"不详 未知 未查 未做 未检 5 unknown", u"5"},
    }};
    const QString text = withoutDecimalZeros(tidied(plainCell(cell))).toLower().remove(u' ');
    if (text.isEmpty())
        return BloodGroup{};
    static const QRegularExpression shape(QStringLiteral("^(ab|a|b|o|[1-5]|不详|未知|未查|未做|未检|unknown)型?血?[,;/"
                                                         "、(]?((?:rh)?[(]?(?:[+-]|阴性?|阳性?|不详|未知)?[)]?)[)]?$"));
    const auto match = matched(shape, text);
    if (!match.hasMatch())
        return misspelt(cell, Misspelling::unknownWord);
    BloodGroup type;
    type.abo = static_cast<BloodType>(codeOf(words, match.captured(1)).value_or(QString()).toInt());
    const QString rh = match.captured(2).remove(u'(').remove(u')');
    if (rh.isEmpty())
        return type;
    const auto read = readRh(rh);
    if (!read)
        return misspelt(cell, Misspelling::unknownWord);
    type.rh = *read;
    return type;
}

Result<QString> readMarital(QStringView cell)
{
    static constexpr std::array<Word, 8> words{{
        {u"未婚 10 1 single unmarried", u"10"},
        {u"已婚 20 2 有配偶 married", u"20"},
        {u"初婚 21", u"21"},
        {u"再婚 22", u"22"},
        {u"复婚 23", u"23"},
        {u"丧偶 30 3 widowed", u"30"},
        {u"离婚 离异 40 4 divorced", u"40"},
        {u"未说明 未说明的婚姻状况 不详 未知 其他 90 5 unknown", u"90"},
    }};
    const QString text = withoutDecimalZeros(tidied(plainCell(cell))).toLower();
    if (text.isEmpty())
        return QString();
    const auto [code, word] = codeAndWord(text);
    const auto found = codeOf(words, word);
    if (!found || (!code.isEmpty() && codeOf(words, code) != found))
        return misspelt(cell, Misspelling::unknownWord);
    return *found;
}

Result<std::optional<bool>> readYesNo(QStringView cell)
{
    static constexpr std::array<Word, 2> words{{
        {u"是 有 √ ✓ ✔ y yes true 1 对", u"1"},
        {u"否 无 × x ✗ n no false 0 没有 不是", u"0"},
    }};
    const QString text = withoutDecimalZeros(tidied(plainCell(cell))).toLower();
    if (text.isEmpty())
        return std::optional<bool>();
    const auto found = codeOf(words, text);
    if (!found)
        return misspelt(cell, Misspelling::unknownWord);
    return std::optional<bool>(*found == u"1");
}

} // namespace yigong
