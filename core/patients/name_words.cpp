// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/name_words.h"
#include "core/base/pinyin.h"
#include "core/base/text.h"
#include "core/encounters/encounter.h"

#include <algorithm>
#include <iterator>

namespace yigong {

namespace {

/// A name of this many characters is searched from each of them; the rest of a longer one from its words only.
constexpr qsizetype mostSuffixes = 24;
constexpr qsizetype longestWord = 64;

bool isLetter(char32_t c)
{
    // Some county systems keep rare characters in the private use area.
    return QChar::isLetterOrNumber(c) || QChar::category(c) == QChar::Other_PrivateUse;
}

bool standsAlone(char32_t c)
{
    return QChar::script(c) == QChar::Script_Han || QChar::category(c) == QChar::Other_PrivateUse;
}

class Words
{
public:
    void add(const QString &mark, const QString &word)
    {
        if (!word.isEmpty())
            m_words += mark + word.left(longestWord);
    }
    QString joined()
    {
        m_words.sort();
        m_words.removeDuplicates();
        return m_words.join(u' ');
    }

private:
    QStringList m_words;
};

void addName(Words &words, const QString &rest, bool isHead)
{
    const QString mark = isHead ? QString(headMark) : QString();
    words.add(mark, QString(rest).remove(u' '));
    const NameReadings readings = nameReadings(rest);
    for (const QString &reading : readings.full)
        words.add(mark, reading);
    for (const QString &initials : readings.initials)
        words.add(mark, initials);
}

/// The name from its beginning, and from each character of its own or word within it.
void addNames(Words &words, const QString &name)
{
    const QString text = searchFolded(name).join(u' ');
    qsizetype made = 0;
    bool begins = true;
    for (qsizetype i = 0; i < text.size() && made < mostSuffixes;) {
        const bool pair = text[i].isHighSurrogate() && i + 1 < text.size();
        const char32_t c = pair ? QChar::surrogateToUcs4(text[i], text[i + 1]) : text[i].unicode();
        if (c != u' ' && (begins || standsAlone(c))) {
            addName(words, text.mid(i), i == 0);
            ++made;
        }
        begins = c == u' ' || standsAlone(c);
        i += pair ? 2 : 1;
    }
}

QString numberWord(const QString &number)
{
    return reversed(searchFolded(number).join(QString()));
}

bool isFindable(const Patient &p)
{
    return !p.voidedOn.isValid() && p.mergedInto.isNone();
}

/// Nothing differs of which words are made.
bool sameWords(const Patient &a, const Patient &b)
{
    return isFindable(a) == isFindable(b) && a.name == b.name && a.idNumber == b.idNumber && a.phone == b.phone &&
           a.recordNumber == b.recordNumber && a.birthDate == b.birthDate;
}

/// Nothing differs that `patient_list` shows.
bool sameListed(const Patient &a, const Patient &b)
{
    return isFindable(a) == isFindable(b) && a.name == b.name && a.site == b.site && a.conditions == b.conditions;
}

/// How the indexes name the resident.
Result<qint64> rowNumber(const Snapshot &snapshot, Id patient)
{
    return snapshot.number("SELECT rid FROM patient WHERE id = ?", {patient.bytes()});
}

// The statements below name one row by its number and nothing else. Any other, a row chosen by a SELECT above all, may
// have to take back a half of itself; for that SQLite has the full-text index write what it gathers to the file, before
// and after, a segment for each resident.

/// The words of `some` that are not among `others`; both are sorted.
QString wordsBeyond(const QStringList &some, const QStringList &others)
{
    QStringList beyond;
    std::set_difference(some.begin(), some.end(), others.begin(), others.end(), std::back_inserter(beyond));
    return beyond.join(u' ');
}

/// Has the index answer to `words` and no more to what stood in `patient_words`. It is told of the words that differ
/// alone: each is kept seven times (whole, and its six beginnings), and a new telephone is one word of some fifteen.
Result<void> keepWords(Transaction &tx, qint64 row, const Patient &patient)
{
    const QString words = searchWords(patient);
    QString was;
    YIGONG_TRY(
        tx.each("SELECT words FROM patient_words WHERE rid = ?", {row}, [&was](const Columns &c) { was = c.text(0); }));
    if (was == words)
        return {};
    const QStringList before = was.split(u' ', Qt::SkipEmptyParts), after = words.split(u' ', Qt::SkipEmptyParts);
    // It counts a row less for one and a row more for the other, whatever their words: so both, even of none, for a row
    // that stays.
    if (!was.isEmpty())
        YIGONG_TRY(tx.run("INSERT INTO patient_search (patient_search, rowid, words) VALUES ('delete', ?, ?)",
                          {row, wordsBeyond(before, after)}));
    if (!words.isEmpty())
        YIGONG_TRY(
            tx.run("INSERT INTO patient_search (rowid, words) VALUES (?, ?)", {row, wordsBeyond(after, before)}));
    if (words.isEmpty())
        YIGONG_TRY(tx.run("DELETE FROM patient_words WHERE rid = ?", {row}));
    else if (was.isEmpty())
        YIGONG_TRY(tx.run("INSERT INTO patient_words (rid, words) VALUES (?, ?)", {row, words}));
    else
        YIGONG_TRY(tx.run("UPDATE patient_words SET words = ? WHERE rid = ?", {words, row}));
    return {};
}

Result<void> keepListed(Transaction &tx, qint64 row, const Patient &patient)
{
    if (!isFindable(patient)) {
        YIGONG_TRY(tx.run("DELETE FROM patient_list WHERE rid = ?", {row}));
        return {};
    }
    // Visits may have come before their resident.
    YIGONG_LET(last,
               tx.number("SELECT coalesce(max(start), 0) FROM encounter WHERE patient = ?", {patient.id.bytes()}));
    const Value site = ValueOf<Id>::to(patient.site), conditions = ValueOf<QStringList>::to(patient.conditions);
    const QString key = nameKey(patient.name);
    YIGONG_LET(updated,
               tx.run("UPDATE patient_list SET site = ?, name_key = ?, conditions = ?, last_visit = ? WHERE rid = ?",
                      {site, key, conditions, last, row}));
    if (updated == 0)
        YIGONG_TRY(
            tx.run("INSERT INTO patient_list (rid, site, name_key, conditions, last_visit) VALUES (?, ?, ?, ?, ?)",
                   {row, site, key, conditions, last}));
    return {};
}

} // namespace

QString reversed(QStringView text)
{
    QString out = text.toString();
    std::reverse(out.begin(), out.end());
    return out;
}

QStringList searchFolded(QStringView text)
{
    QStringList words;
    QString word;
    for (const char32_t c : text.toString().normalized(QString::NormalizationForm_KD).toLower().toUcs4()) {
        if (isLetter(c)) {
            word += QString::fromUcs4(&c, 1);
        } else if (!QChar::isMark(c) && !word.isEmpty()) {
            words += word;
            word.clear();
        }
    }
    if (!word.isEmpty())
        words += word;
    return words;
}

QString searchWords(const Patient &patient)
{
    if (!isFindable(patient))
        return {};
    Words words;
    addNames(words, patient.name);
    words.add(tailMark, numberWord(patient.idNumber));
    words.add(tailMark, numberWord(patient.phone));
    words.add(tailMark, numberWord(patient.recordNumber));
    words.add(bornMark, patient.birthDate.text().remove(u'-'));
    return words.joined();
}

QString nameKey(const QString &name)
{
    return nameReadings(name).full.value(0) + u' ' + name;
}

Result<void> keepPatientIndexes(Transaction &tx, const Row *before, const Row &after)
{
    const auto now = recordOf<Patient>(after);
    const auto was = before ? std::optional(recordOf<Patient>(*before)) : std::nullopt;
    const bool wordsStand = was && sameWords(*was, now), listStands = was && sameListed(*was, now);
    if (wordsStand && listStands)
        return {};
    YIGONG_LET(row, rowNumber(tx, now.id));
    if (!wordsStand)
        YIGONG_TRY(keepWords(tx, row, now));
    return listStands ? Result<void>{} : keepListed(tx, row, now);
}

Result<void> keepLastVisit(Transaction &tx, const Row *, const Row &after)
{
    const auto visit = recordOf<Encounter>(after);
    YIGONG_TRY(tx.run("UPDATE patient_list SET last_visit = ?1 WHERE rid = (SELECT rid FROM patient WHERE id = ?2) AND "
                      "last_visit < ?1",
                      {static_cast<qint64>(visit.start.ms), visit.patient.bytes()}));
    return {};
}

} // namespace yigong
