// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/basic_columns.h"
#include "core/base/text.h"
#include "core/exchange/field_spelling.h"

#include <QRegularExpression>
#include <algorithm>
#include <array>

namespace yigong {

namespace {

constexpr std::pair<PatientField, const char *> formColumnsOfLists[] = {
    {PatientField::RegisteredAddress, "registered_address"},
    {PatientField::RhType, "rh"},
    {PatientField::Marital, "marriage"},
    {PatientField::Education, "education"},
    {PatientField::Occupation, "occupation"},
    {PatientField::ContactName, "contact_name"},
    {PatientField::ContactPhone, "contact_phone"},
    {PatientField::Payment, "payments"},
    {PatientField::EstablishedOn, "established_on"},
    {PatientField::Workplace, "workplace"},
    {PatientField::Residency, "residency"},
    {PatientField::Exposures, "exposures"},
    {PatientField::Disabilities, "disabilities"},
    {PatientField::DisabilityNumber, "disability_number"},
    {PatientField::Kitchen, "kitchen"},
    {PatientField::Fuel, "fuel"},
    {PatientField::Water, "water"},
    {PatientField::Toilet, "toilet"},
    {PatientField::Livestock, "livestock"},
    {PatientField::LivesWith, "lives_with"},
};

/// How lists call an option of the edition of 2017, beside its own name; parted by blanks. What could be two of them
/// (大学, 工人) is none.
struct OptionWords
{
    const char *column;
    const char16_t *text; ///< as `setField` takes it
    const char16_t *words;
};
// clang-format off
constexpr OptionWords optionWords[] = {
    {"education", u"1", u"硕士 博士 硕士研究生 博士研究生 研究生及以上"},
    {"education", u"2", u"本科 大学本科学历"},
    {"education", u"3", u"大专 专科 大学专科 高职 大专学历"},
    {"education", u"4", u"中专 中等专科"},
    {"education", u"5", u"技校"},
    {"education", u"6", u"普通高中 高中学历"},
    {"education", u"7", u"普通初中 初级中学 初中学历"},
    {"education", u"8", u"小学学历"},
    {"education", u"9", u"文盲 半文盲 文盲及半文盲 文盲半文盲 不识字"},
    {"education", u"10", u"未知 不明"},
    {"occupation", u"4", u"农民 务农 农业生产人员 农林牧渔水利业生产人员"},
    {"occupation", u"3", u"商业服务业人员"},
    {"occupation", u"5", u"生产运输设备操作人员及有关人员 生产运输设备操作人员"},
    {"occupation", u"0", u"国家机关党群组织企业事业单位负责人"},
    {"occupation", u"8", u"无业 无"},
    {"payments", u"1", u"城镇职工医疗保险 城镇职工医保 职工医保 职工基本医疗保险 职工医疗保险"},
    {"payments", u"2", u"城镇居民医疗保险 城镇居民医保"},
    {"payments", u"3", u"新农合 农合 新型农村合作医疗保险"},
    {"payments", u"5", u"商业保险 商业医保"},
    {"payments", u"6", u"公费 公费医疗"},
    {"payments", u"7", u"自费"},
    // Options 2 and 3 are one insurance since 2016: the form of 2017 has no number for it.
    {"payments", u"8||城乡居民基本医疗保险", u"城乡居民基本医疗保险 城乡居民医疗保险 城乡居民医保 居民医保 居民基本医疗保险"},
    {"residency", u"1", u"户籍人口 本地户籍 常住户籍 户籍常住"},
    {"residency", u"2", u"非户籍人口 非本地户籍 常住非户籍 非户籍常住"},
    {"exposures", u"1", u"无暴露史 否认"},
    {"disabilities", u"1", u"无 否 健全"},
    {"disabilities", u"2", u"视力"},
    {"disabilities", u"3", u"听力"},
    {"disabilities", u"4", u"言语"},
    {"disabilities", u"5", u"肢体"},
    {"disabilities", u"6", u"智力"},
    {"disabilities", u"7", u"精神"},
    {"fuel", u"5", u"柴草 柴"},
    {"water", u"2", u"净化水"},
    {"lives_with", u"1", u"独自居住 一人居住"},
};
// clang-format on

/// A word when its spelling does not count: half-width, lower case, without blanks, commas and the like.
QString wordKey(QStringView word)
{
    static const QRegularExpression marks(QStringLiteral("[\\s,、/()·.-]"));
    return halfWidth(word).toLower().remove(marks);
}

tl::unexpected<Error> unknown(const BasicField &field, const QString &word)
{
    return fail(ErrorKind::Invalid, field.columnText(), {word.left(60), Misspelling::unknownWord});
}

std::optional<QString> optionCalled(const BasicField &field, const QString &word)
{
    const QString key = wordKey(word);
    for (const BasicOption &option : field.options)
        if (!option.asksName && wordKey(option.nameText()) == key)
            return QString::number(option.number);
    for (const OptionWords &known : optionWords)
        if (field.columnText() == QLatin1String(known.column) &&
            QString::fromUtf16(known.words).split(u' ').contains(key))
            return QString::fromUtf16(known.text);
    // 其他（商业补充）: an option that asks for a name has it.
    static const QRegularExpression named(QStringLiteral("^([^(:]+)[(:](.+?)\\)?$"));
    const auto match = named.match(halfWidth(word).trimmed());
    for (const BasicOption &option : field.options)
        if (option.asksName && match.hasMatch() && wordKey(option.nameText()) == wordKey(match.captured(1)) &&
            !match.captured(2).contains(u'|'))
            return QString::number(option.number) + QStringLiteral("||") + match.captured(2).trimmed();
    return std::nullopt;
}

/// "8", by an edition's numbers. One that numbers otherwise is understood by its option's name.
std::optional<QString> optionNumbered(const BasicField &field, int number, QStringView version)
{
    if (version != u"2017" && version != u"2011")
        return std::nullopt;
    for (const BasicOption &option : field.optionsOf(version))
        if (option.number == number && !option.asksName)
            return version == u"2017" || field.older.empty() ? std::optional{QString::number(number)}
                                                             : optionCalled(field, option.nameText());
    return std::nullopt;
}

Result<QString> optionFrom(const BasicField &field, const QString &cell, QStringView version)
{
    static const QRegularExpression numbered(QStringLiteral("^(\\d{1,2})[\\s.:)-]*(.*)$"));
    const QString text = tidied(cell);
    const auto match = numbered.match(text);
    const QString word = match.hasMatch() ? match.captured(2) : text;
    const auto option =
        word.isEmpty() ? optionNumbered(field, match.captured(1).toInt(), version) : optionCalled(field, word);
    return option ? Result<QString>(*option) : Result<QString>(unknown(field, text));
}

Result<QString> optionsFrom(const BasicField &field, const QString &cell, QStringView version)
{
    if (const auto whole = optionFrom(field, cell, version)) // a name may have a comma in it
        return *whole;
    static const QRegularExpression between(QStringLiteral("[,，、;；/|\\n]"));
    QStringList chosen;
    for (const QString &part : cell.split(between, Qt::SkipEmptyParts)) {
        if (part.trimmed().isEmpty())
            continue;
        YIGONG_LET(option, optionFrom(field, part, version));
        if (!chosen.contains(option))
            chosen.append(option);
    }
    if (chosen.size() > 1 && chosen.contains(QString::number(field.none)))
        return unknown(field, tidied(cell));
    return chosen.join(u';');
}

/// The paper's 1…5 of GB/T 2261.2.
Result<QString> marriageFrom(const BasicField &field, const QString &cell)
{
    const auto code = readMarital(cell);
    if (!code)
        return unknown(field, tidied(cell));
    return code->isEmpty() || *code != u"90" ? code->left(1) : QStringLiteral("5");
}

Result<QString> rhFrom(const BasicField &field, const QString &cell, QStringView version)
{
    const auto word = readRh(cell);
    return word ? Result<QString>(*word) : optionFrom(field, cell, version);
}

Result<QString> phoneFrom(const BasicField &field, const QString &cell)
{
    constexpr qsizetype longest = 40;
    const auto phone = readPhone(cell);
    if (!phone || digitsOf(*phone).isEmpty() || phone->size() > longest)
        return unknown(field, tidied(cell));
    return *phone;
}

Result<QString> dayFrom(const BasicField &field, const QString &cell)
{
    const auto day = readDate(cell);
    if (!day || (!day->isNone() && !day->isWhole()))
        return unknown(field, tidied(cell));
    return day->text();
}

Result<QString> wordsFrom(const BasicField &field, const QString &cell)
{
    constexpr qsizetype longest = 200;
    QString text = cell;
    text = tidied(text.replace(u'\n', u' '));
    return isCleanText(text) && text.size() <= longest ? Result<QString>(text) : Result<QString>(unknown(field, text));
}

} // namespace

const BasicField *basicFieldOf(PatientField field)
{
    for (const auto &[known, column] : formColumnsOfLists)
        if (known == field)
            return basicField(QString::fromLatin1(column));
    return nullptr;
}

Result<QString> basicTextFrom(const BasicField &field, const QString &cell, QStringView version)
{
    if (cell.trimmed().isEmpty())
        return QString();
    const QString column = field.columnText();
    if (column == u"marriage")
        return marriageFrom(field, cell);
    if (column == u"rh")
        return rhFrom(field, cell, version);
    if (column == u"contact_phone")
        return phoneFrom(field, cell);
    switch (field.kind) {
    case BasicKind::Choice:
        return optionFrom(field, cell, version);
    case BasicKind::Choices:
    case BasicKind::Entries:
        return optionsFrom(field, cell, version);
    case BasicKind::Date:
        return dayFrom(field, cell);
    default:
        return wordsFrom(field, cell);
    }
}

} // namespace yigong
