// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/find.h"
#include "core/patients/id_number.h"
#include "core/patients/name_words.h"
#include "core/security/policy.h"

#include <QRegularExpression>
#include <QSet>
#include <algorithm>

namespace yigong {

namespace {

constexpr qsizetype shortestTail = 4;
constexpr qsizetype shortestBeginning = 6;

/// One question to an index. They are asked in order, until there is enough.
struct Step
{
    enum class Index
    {
        Words,
        IdNumber,
        Phone
    };
    Index index = Index::Words;
    QString match;
};

bool isNumberish(const QString &word)
{
    const auto digit = [](QChar c) { return c >= u'0' && c <= u'9'; };
    return std::any_of(word.begin(), word.end(), digit) &&
           std::all_of(word.begin(), word.end(), [&](QChar c) { return digit(c) || (c >= u'a' && c <= u'z'); });
}

bool isDigits(const QString &word)
{
    return std::all_of(word.begin(), word.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
}

QString exactly(const QString &word)
{
    return u'"' + word + u'"';
}

QString beginningWith(const QString &word)
{
    return exactly(word) + u'*';
}

std::vector<Step> nameSteps(const QString &word, const QString &others)
{
    return {{Step::Index::Words, exactly(headMark + word) + others},
            {Step::Index::Words, beginningWith(headMark + word) + others},
            {Step::Index::Words, beginningWith(word) + others}};
}

std::vector<Step> numberSteps(const QString &word)
{
    std::vector<Step> steps;
    if (word.size() < shortestTail)
        return steps;
    const QString tail = tailMark + reversed(word);
    steps.push_back({Step::Index::Words, exactly(tail)});
    if (word.size() == 15)
        if (const auto old = checkIdNumber(word, QDate(9999, 1, 1)); old.valid)
            steps.push_back({Step::Index::IdNumber, old.number});
    steps.push_back({Step::Index::Words, beginningWith(tail)});
    if (isDigits(word) && word.size() <= 8)
        steps.push_back({Step::Index::Words, beginningWith(bornMark + word)});
    if (word.size() >= shortestBeginning) {
        steps.push_back({Step::Index::IdNumber, word.toUpper()});
        steps.push_back({Step::Index::Phone, word});
    }
    return steps;
}

/// Everything that a word may mean beside another one. Empty: it says too little.
QString anyMeaningOf(const QString &word)
{
    if (isDigits(word) && word.size() < 2)
        return {};
    QStringList meanings{beginningWith(headMark + word), beginningWith(word)};
    if (isNumberish(word))
        meanings += beginningWith(tailMark + reversed(word));
    if (isDigits(word))
        meanings += beginningWith(bornMark + word);
    return QStringLiteral(" AND (%1)").arg(meanings.join(QStringLiteral(" OR ")));
}

std::vector<Step> stepsFor(const QStringList &words)
{
    if (words.size() == 1) {
        std::vector<Step> steps;
        if (isNumberish(words.first()))
            steps = numberSteps(words.first());
        if (!isDigits(words.first()))
            for (Step &step : nameSteps(words.first(), {}))
                steps.push_back(std::move(step));
        return steps;
    }
    // The first name among the words decides the order; the others only narrow.
    const auto name = std::find_if(words.begin(), words.end(), [](const QString &word) { return !isNumberish(word); });
    QString others;
    for (auto it = words.begin(); it != words.end(); ++it)
        if (it != name)
            others += anyMeaningOf(*it);
    if (name != words.end())
        return nameSteps(*name, others);
    if (others.isEmpty())
        return {};
    return {{Step::Index::Words, others.mid(QStringLiteral(" AND ").size())}};
}

/// The first text beyond all that begin with `beginning`.
QString after(const QString &beginning)
{
    QString end = beginning;
    end.back() = QChar(end.back().unicode() + 1);
    return end;
}

Result<void> eachNumber(const Snapshot &snapshot, const Step &step, const std::function<bool(const Columns &)> &take)
{
    switch (step.index) {
    case Step::Index::Words:
        return snapshot.eachUntil("SELECT rowid FROM patient_search WHERE patient_search MATCH ?", {step.match}, take);
    case Step::Index::IdNumber:
        return snapshot.eachUntil("SELECT rid FROM patient WHERE id_number >= ? AND id_number < ? AND id_number <> '' "
                                  "AND voided_on = '' AND merged_into IS NULL",
                                  {step.match, after(step.match)}, take);
    case Step::Index::Phone:
        return snapshot.eachUntil("SELECT rid FROM patient WHERE phone >= ? AND phone < ? AND phone <> '' AND "
                                  "voided_on = '' AND merged_into IS NULL",
                                  {step.match, after(step.match)}, take);
    }
    return {};
}

MatchedBy matchedBy(const Patient &patient, const QString &word)
{
    const QString name = searchFolded(patient.name).join(QString());
    if (name.contains(word))
        return MatchedBy::Name;
    if (isNumberish(word)) {
        const QString number = word.toUpper();
        if (patient.idNumber.endsWith(number))
            return MatchedBy::IdNumber;
        if (searchFolded(patient.phone).join(QString()).endsWith(word))
            return MatchedBy::Phone;
        if (patient.recordNumber.endsWith(number))
            return MatchedBy::RecordNumber;
        if (patient.birthDate.text().remove(u'-').startsWith(word))
            return MatchedBy::BirthDate;
        if (patient.idNumber.startsWith(number) || word.size() == 15)
            return MatchedBy::IdNumber;
        if (patient.phone.startsWith(word))
            return MatchedBy::Phone;
    }
    return MatchedBy::Pinyin;
}

/// What may be seen of somebody else's resident.
Patient onlyNamed(const Patient &patient)
{
    Patient named;
    named.id = patient.id;
    named.name = patient.name;
    named.sex = patient.sex;
    named.site = patient.site;
    return named;
}

QStringList typedWords(QString text)
{
    // "139-5501-1234" is one number.
    static const QRegularExpression hyphen(QStringLiteral("(?<=\\d)-(?=\\d)"));
    return searchFolded(text.replace(hyphen, QString()));
}

} // namespace

Result<FoundPatients> findPatients(const Snapshot &snapshot, const Actor &actor, const QString &text, int limit,
                                   int offset)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    const QStringList words = typedWords(text);
    FoundPatients found;
    QSet<qint64> seen;
    std::vector<qint64> rows;
    const auto enough = static_cast<std::size_t>(offset) + static_cast<std::size_t>(std::max(limit, 0)) + 1;
    if (!words.isEmpty())
        for (const Step &step : stepsFor(words)) {
            if (rows.size() >= enough)
                break;
            YIGONG_TRY(eachNumber(snapshot, step, [&](const Columns &columns) {
                const qint64 row = columns.integer(0);
                if (!seen.contains(row)) {
                    seen.insert(row);
                    rows.push_back(row);
                }
                return rows.size() < enough;
            }));
        }
    found.more = rows.size() >= enough;
    if (found.more)
        rows.pop_back();
    for (auto row = static_cast<std::size_t>(offset); row < rows.size(); ++row)
        YIGONG_TRY(snapshot.eachRow(snapshot.typeOf<Patient>(), "WHERE rid = ?", {rows[row]}, [&](Row &&values) {
            FoundPatient one{recordOf<Patient>(values), {}, Basis::None};
            for (const QString &word : words)
                one.matched.push_back(matchedBy(one.patient, word));
            found.patients.push_back(std::move(one));
        }));
    for (FoundPatient &one : found.patients) {
        YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, one.patient.id));
        one.basis = basis;
        if (basis == Basis::None)
            one.patient = onlyNamed(one.patient);
    }
    return found;
}

Result<Patient> topPatient(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(at, snapshot.get<Patient>(patient));
    QSet<Id> passed{at.id};
    Patient oldest = at;
    while (!at.mergedInto.isNone()) {
        YIGONG_LET(next, snapshot.find<Patient>(at.mergedInto));
        if (!next)
            return at; // the other one is not in this store
        if (passed.contains(next->id))
            return oldest;
        passed.insert(next->id);
        at = *next;
        if (at.id < oldest.id)
            oldest = at;
    }
    return at;
}

Result<std::vector<Id>> samePersonIds(const Snapshot &snapshot, Id patient)
{
    YIGONG_LET(top, topPatient(snapshot, patient));
    std::vector<Id> ids{top.id};
    YIGONG_TRY(snapshot.each(
        "WITH RECURSIVE same (id) AS (SELECT ?1 UNION SELECT p.id FROM same JOIN patient p ON p.merged_into = same.id "
        "AND p.merged_into IS NOT NULL) SELECT id FROM same WHERE id <> ?1",
        {top.id.bytes()}, [&ids](const Columns &columns) { ids.push_back(columns.id(0)); }));
    return ids;
}

Result<std::optional<Patient>> patientByIdNumber(const Snapshot &snapshot, const QString &idNumber)
{
    YIGONG_LET(same, snapshot.select<Patient>(
                         "WHERE id_number = ? AND id_number <> '' AND voided_on = '' ORDER BY id LIMIT 1", {idNumber}));
    if (same.empty())
        return std::optional<Patient>{};
    YIGONG_LET(top, topPatient(snapshot, same.front().id));
    return std::optional{std::move(top)};
}

Result<std::optional<Patient>> patientBySource(const Snapshot &snapshot, const QString &source,
                                               const QString &sourceIdentifier)
{
    YIGONG_LET(same, snapshot.select<Patient>(
                         "WHERE source = ? AND source_identifier = ? AND source_identifier <> '' ORDER BY id LIMIT 1",
                         {source, sourceIdentifier}));
    return same.empty() ? std::optional<Patient>{} : std::optional{std::move(same.front())};
}

} // namespace yigong
