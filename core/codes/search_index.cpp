// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/search_index.h"

#include "core/base/pinyin.h"
#include "core/base/text.h"

#include <algorithm>
#include <string_view>

namespace yigong {
namespace {

constexpr int NotFound = -1;

/// One spelling for what looks the same: width, case, and the two characters for micro.
QString folded(QStringView text)
{
    return tidied(text).toLower().replace(QChar(0x00B5), QChar(0x03BC)).remove(u'|');
}

std::string codeKey(QStringView code)
{
    return tidied(code).toLower().remove(u'.').toStdString();
}

std::string barred(const QStringList &words)
{
    return '|' + words.join(u'|').toStdString() + '|';
}

bool contains(std::string_view text, std::string_view part)
{
    return text.find(part) != std::string_view::npos;
}

std::uint32_t sizeOf(const std::string &text)
{
    return static_cast<std::uint32_t>(text.size());
}

} // namespace

struct SearchIndex::Word
{
    explicit Word(const QString &word)
        : text(word.toStdString()), begins('|' + text), whole(begins + '|'), code(codeKey(word)),
          codeBegins('\n' + code),
          isAscii(std::all_of(word.begin(), word.end(), [](QChar c) { return c.unicode() < 0x80; }))
    {}
    std::string text;
    std::string begins;
    std::string whole;
    std::string code;
    std::string codeBegins;
    bool isAscii; // only such a word can be a code or pinyin
    [[nodiscard]] bool isFoundInside() const { return !isAscii || text.size() > 1; }
    [[nodiscard]] bool isFoundInsidePinyin() const { return isAscii && text.size() > 3; }
};

void SearchIndex::add(const QString &code, const QStringList &names, const QString &extra)
{
    QStringList foldedNames;
    QStringList initials;
    QStringList pinyin;
    for (const QString &name : names) {
        foldedNames += folded(name);
        const NameReadings readings = termReadings(name);
        initials += readings.initials;
        pinyin += readings.full.first();
    }
    Row row{};
    row.code = sizeOf(m_text);
    m_text += '\n' + codeKey(code);
    row.names = sizeOf(m_text);
    m_text += barred(foldedNames) + folded(extra).toStdString();
    row.initials = sizeOf(m_text);
    m_text += barred(initials);
    row.end = sizeOf(m_text);
    row.pinyin = sizeOf(m_pinyin);
    m_pinyin += '\n' + barred(pinyin);
    row.pinyinEnd = sizeOf(m_pinyin);
    m_rows.push_back(row);
}

int SearchIndex::rankOf(const Row &row, const Word &word) const
{
    enum Rank
    {
        WholeCode,
        WholeName,
        CodeBegins,
        InitialsBegin,
        PinyinBegins,
        NameBegins,
        InName,
        InInitials,
        InPinyin
    };
    const std::string_view text = m_text;
    const std::string_view code = text.substr(row.code + 1, row.names - row.code - 1);
    const std::string_view names = text.substr(row.names, row.initials - row.names);
    const std::string_view initials = text.substr(row.initials, row.end - row.initials);
    const std::string_view pinyin = std::string_view(m_pinyin).substr(row.pinyin, row.pinyinEnd - row.pinyin);
    if (word.isAscii && code == word.code)
        return WholeCode;
    if (contains(names, word.whole) || contains(initials, word.whole) || contains(pinyin, word.whole))
        return WholeName;
    if (word.isAscii) {
        if (!word.code.empty() && code.starts_with(word.code))
            return CodeBegins;
        if (contains(initials, word.begins))
            return InitialsBegin;
        if (contains(pinyin, word.begins))
            return PinyinBegins;
    }
    if (contains(names, word.begins))
        return NameBegins;
    if (word.isFoundInside() && contains(names, word.text))
        return InName;
    if (word.isFoundInside() && contains(initials, word.text))
        return InInitials;
    return word.isFoundInsidePinyin() && contains(pinyin, word.text) ? InPinyin : NotFound;
}

std::vector<std::size_t> SearchIndex::candidates(const Word &word) const
{
    std::vector<std::size_t> found;
    const auto collect = [&](const std::string &text, const std::string &part, std::uint32_t Row::*end) {
        for (std::size_t at = text.find(part); at != std::string::npos;) {
            const auto row = std::upper_bound(m_rows.begin(), m_rows.end(), at,
                                              [end](std::size_t place, const Row &r) { return place < r.*end; });
            found.push_back(static_cast<std::size_t>(row - m_rows.begin()));
            at = text.find(part, (*row).*end);
        }
    };
    if (word.isAscii) {
        if (!word.code.empty())
            collect(m_text, word.codeBegins, &Row::end);
        collect(m_pinyin, word.isFoundInsidePinyin() ? word.text : word.begins, &Row::pinyinEnd);
    }
    collect(m_text, word.isFoundInside() ? word.text : word.begins, &Row::end);
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

std::vector<std::size_t> SearchIndex::search(QStringView text, int limit) const
{
    std::vector<Word> words;
    for (const QString &word : folded(text).split(u' ', Qt::SkipEmptyParts))
        words.emplace_back(word);
    if (words.empty() || limit <= 0)
        return {};
    std::vector<std::pair<int, std::size_t>> found;
    for (const std::size_t row : candidates(words.front())) {
        int worst = 0;
        for (const Word &word : words) {
            const int rank = rankOf(m_rows[row], word);
            worst = rank == NotFound ? NotFound : std::max(worst, rank);
            if (worst == NotFound)
                break;
        }
        if (worst != NotFound)
            found.emplace_back(worst, row);
    }
    const auto kept = std::min(found.size(), static_cast<std::size_t>(limit));
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(kept), found.end());
    std::vector<std::size_t> rows;
    rows.reserve(kept);
    for (std::size_t i = 0; i < kept; ++i)
        rows.push_back(found[i].second);
    return rows;
}

} // namespace yigong
