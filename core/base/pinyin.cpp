// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/pinyin.h"

#include "core/base/resources.h"

#include <QHash>
#include <QMutex>
#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <unicode/translit.h>
#include <unicode/unistr.h>
#include <unordered_map>
#include <vector>

namespace yigong {
namespace {

constexpr std::size_t MostReadings = 12;

/// The sounds that one character or one compound surname may have; the likeliest first.
struct Sound
{
    QString full;
    QString initials;
    bool operator==(const Sound &) const = default;
};
using Sounds = std::vector<Sound>;

void addSound(Sounds &sounds, Sound sound)
{
    if (std::find(sounds.begin(), sounds.end(), sound) == sounds.end())
        sounds.push_back(std::move(sound));
}

/// `syllables` is "yu chi"; v stands for ü, which many people type as u.
void addSyllables(Sounds &sounds, const QString &syllables)
{
    Sound sound;
    for (const QString &syllable : syllables.split(u' ', Qt::SkipEmptyParts)) {
        sound.full += syllable;
        sound.initials += syllable.front();
    }
    addSound(sounds, sound);
    if (sound.full.contains(u'v'))
        addSound(sounds, {QString(sound.full).replace(u'v', u'u'), sound.initials});
}

QString withoutAccents(QStringView text)
{
    QString out;
    for (const QChar c : text.toString().normalized(QString::NormalizationForm_KD))
        if (!c.isMark())
            out += c;
    // Letters that Unicode does not take apart.
    static const std::array<std::pair<QChar, QString>, 9> Whole{{{u'ß', QStringLiteral("ss")},
                                                                 {u'æ', QStringLiteral("ae")},
                                                                 {u'œ', QStringLiteral("oe")},
                                                                 {u'ø', QStringLiteral("o")},
                                                                 {u'đ', QStringLiteral("d")},
                                                                 {u'ð', QStringLiteral("d")},
                                                                 {u'ł', QStringLiteral("l")},
                                                                 {u'þ', QStringLiteral("th")},
                                                                 {u'ı', QStringLiteral("i")}}};
    out = out.toLower();
    for (const auto &[letter, ascii] : Whole)
        out.replace(letter, ascii);
    return out;
}

/// "lǜ" → "lv", "zhāng" → "zhang".
QString plainSyllable(const QString &marked)
{
    QString out;
    for (const QChar c : marked.normalized(QString::NormalizationForm_D)) {
        if (c == QChar(0x0308) && out.endsWith(u'u'))
            out.back() = u'v';
        else if (!c.isMark())
            out += c.toLower();
    }
    return out;
}

/// Asks ICU for one character's usual reading; empty where it has none. Not thread-safe.
QString readingFromIcu(char32_t character)
{
    static const std::unique_ptr<icu::Transliterator> HanToLatin = [] {
        UErrorCode status = U_ZERO_ERROR;
        return std::unique_ptr<icu::Transliterator>(
            icu::Transliterator::createInstance("Han-Latin", UTRANS_FORWARD, status));
    }();
    if (!HanToLatin)
        return {};
    icu::UnicodeString text(static_cast<UChar32>(character));
    HanToLatin->transliterate(text);
    const QString reading = plainSyllable(QString::fromUtf16(text.getBuffer(), text.length()));
    const bool isSyllable = std::all_of(reading.begin(), reading.end(), [](QChar c) { return c >= u'a' && c <= u'z'; });
    return isSyllable ? reading : QString();
}

/// What each character is read as, learnt one by one: a character is asked for once, then its answer is read without a
/// lock.
class CharacterReadings
{
public:
    /// Empty where the character has no reading. The answer stays for the life of the program.
    const Sounds &of(char32_t character)
    {
        if (character < First || character > Last)
            return ofRare(character);
        auto &slot = m_common[character - First];
        if (const Sounds *known = slot.load(std::memory_order_acquire))
            return *known;
        const Sounds &learnt = ofRare(character);
        slot.store(&learnt, std::memory_order_release);
        return learnt;
    }

private:
    static constexpr char32_t First = 0x3400;
    static constexpr char32_t Last = 0x9FFF;

    const Sounds &ofRare(char32_t character)
    {
        const QMutexLocker lock(&m_mutex);
        const auto [entry, isNew] = m_all.try_emplace(character);
        if (isNew)
            if (const QString reading = readingFromIcu(character); !reading.isEmpty())
                addSyllables(entry->second, reading);
        return entry->second;
    }

    std::array<std::atomic<const Sounds *>, Last - First + 1> m_common{};
    QMutex m_mutex;
    std::unordered_map<char32_t, Sounds> m_all; // its nodes never move
};

const Sounds &usualReadings(char32_t character)
{
    static CharacterReadings readings;
    return readings.of(character);
}

/// A resource table of "text,reading|reading": the table's readings, then the usual one of a single character.
QHash<QString, Sounds> readingTable(const QString &path)
{
    QHash<QString, Sounds> table;
    for (const QString &line : resourceLines(path)) {
        const QString text = line.section(u',', 0, 0);
        Sounds &sounds = table[text];
        for (const QString &reading : line.section(u',', 1, 1).split(u'|'))
            addSyllables(sounds, reading);
        if (const auto codePoints = text.toUcs4(); codePoints.size() == 1)
            for (const Sound &usual : usualReadings(codePoints.front()))
                addSound(sounds, usual);
    }
    return table;
}

/// Tables are asked by one or two code points, packed into one number: making a QString for each name would cost more
/// than the rest.
using Key = quint64;
Key keyOf(char32_t first, char32_t second = 0)
{
    return (Key(first) << 32) | second;
}

class ReadingTable
{
public:
    explicit ReadingTable(const QString &path)
    {
        const auto table = readingTable(path);
        for (auto it = table.begin(); it != table.end(); ++it) {
            const auto codePoints = it.key().toUcs4();
            m_sounds.insert(keyOf(codePoints.value(0), codePoints.value(1)), it.value());
        }
    }
    [[nodiscard]] const Sounds *find(Key key) const
    {
        const auto it = m_sounds.constFind(key);
        return it == m_sounds.constEnd() ? nullptr : &*it;
    }

private:
    QHash<Key, Sounds> m_sounds;
};

const ReadingTable &surnames()
{
    static const ReadingTable table(QStringLiteral(":/codes/surnames.csv"));
    return table;
}

const ReadingTable &givenNameReadings()
{
    static const ReadingTable table(QStringLiteral(":/codes/given_name_readings.csv"));
    return table;
}

const ReadingTable &termCharacters()
{
    static const ReadingTable table(QStringLiteral(":/codes/term_readings.csv"));
    return table;
}

bool isHan(char32_t c)
{
    return (c >= 0x3400 && c <= 0x9FFF) || c == 0x3007 || (c >= 0xF900 && c <= 0xFAFF) ||
           (c >= 0x20000 && c <= 0x3FFFF);
}

/// The readings made so far; each step multiplies them while there is room, and takes only its likeliest sound after.
class Readings
{
public:
    void append(const Sounds &sounds)
    {
        if (sounds.size() == 1 || m_made.size() * sounds.size() > MostReadings)
            return append(sounds.front().full, sounds.front().initials);
        std::vector<Sound> longer;
        longer.reserve(m_made.size() * sounds.size());
        for (const Sound &sound : sounds)
            for (const Sound &made : m_made)
                longer.push_back({made.full + sound.full, made.initials + sound.initials});
        m_made = std::move(longer);
    }
    void append(QStringView full, QStringView initials)
    {
        for (Sound &made : m_made) {
            made.full += full;
            made.initials += initials;
        }
    }
    void orRatherStartingWith(const Sounds &heads)
    {
        Sounds both = heads;
        for (const Sound &made : m_made)
            addSound(both, made);
        m_made = std::move(both);
    }
    [[nodiscard]] NameReadings result() const
    {
        NameReadings out;
        for (const Sound &made : m_made) {
            if (!out.full.contains(made.full))
                out.full += made.full;
            if (!out.initials.contains(made.initials))
                out.initials += made.initials;
        }
        return out;
    }

private:
    std::vector<Sound> m_made{1};
};

/// The text cut into Han characters and words of other letters; what is neither (blanks, dots, hyphens) ends a word.
struct Part
{
    char32_t han = 0;
    QString word; ///< where `han` is 0
};

std::vector<Part> partsOf(QStringView text)
{
    std::vector<Part> parts;
    parts.reserve(static_cast<std::size_t>(text.size()));
    bool inWord = false;
    for (qsizetype i = 0; i < text.size(); ++i) {
        char32_t c = text[i].unicode();
        qsizetype length = 1;
        if (QChar::isHighSurrogate(c) && i + 1 < text.size() && text[i + 1].isLowSurrogate()) {
            c = QChar::surrogateToUcs4(text[i], text[i + 1]);
            length = 2;
        }
        if (isHan(c)) {
            parts.push_back({c, {}});
            inWord = false;
        } else if (QChar::isLetterOrNumber(c) || (inWord && QChar::isMark(c))) {
            if (!inWord)
                parts.push_back({0, {}});
            parts.back().word += text.sliced(i, length);
            inWord = true;
        } else {
            inWord = false;
        }
        i += length - 1;
    }
    for (Part &part : parts)
        if (part.han == 0)
            part.word = withoutAccents(part.word);
    return parts;
}

void appendPart(Readings &readings, const Part &part, const ReadingTable &special)
{
    if (part.han == 0)
        return readings.append(part.word, part.word);
    const Sounds *sounds = special.find(keyOf(part.han));
    if (!sounds)
        sounds = &usualReadings(part.han);
    if (!sounds->empty())
        return readings.append(*sounds);
    const QString itself = QString::fromUcs4(&part.han, 1);
    readings.append(itself, itself);
}

/// "ab" of "Adán Beer"; nothing where there is no word of several letters.
QString wordInitials(const std::vector<Part> &parts)
{
    const bool hasWords =
        std::any_of(parts.begin(), parts.end(), [](const Part &part) { return part.word.size() > 1; });
    if (!hasWords)
        return {};
    QString initials;
    for (const Part &part : parts) {
        if (part.han == 0)
            initials += part.word.left(1);
        else if (const Sounds &sounds = usualReadings(part.han); !sounds.empty())
            initials += sounds.front().initials;
    }
    return initials;
}

} // namespace

NameReadings nameReadings(QStringView name)
{
    const std::vector<Part> parts = partsOf(name);
    Readings readings;
    std::size_t next = 0;
    if (!parts.empty() && parts[0].han != 0) {
        appendPart(readings, parts[0], surnames());
        ++next;
    }
    if (parts.size() > 1 && next == 1 && parts[1].han != 0) {
        appendPart(readings, parts[1], givenNameReadings());
        ++next;
        // 单于明 may be a 单于, or a 单 whose given name is 于明.
        if (const Sounds *compound = surnames().find(keyOf(parts[0].han, parts[1].han)))
            readings.orRatherStartingWith(*compound);
    }
    for (; next < parts.size(); ++next)
        appendPart(readings, parts[next], givenNameReadings());
    NameReadings out = readings.result();
    if (const QString initials = wordInitials(parts); !initials.isEmpty() && !out.initials.contains(initials))
        out.initials += initials;
    return out;
}

NameReadings termReadings(QStringView term)
{
    Readings readings;
    for (const Part &part : partsOf(term))
        appendPart(readings, part, termCharacters());
    return readings.result();
}

} // namespace yigong
