// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/same_person.h"
#include "core/patients/find.h"
#include "core/patients/name_words.h"
#include "core/patients/undo.h"

#include <algorithm>
#include <set>

namespace yigong {

namespace {

constexpr std::size_t mostCandidates = 500;

/// The readings of a name as the index has them, whole names only: §lixiulan, without the initials.
QStringList readingsOf(const Patient &patient)
{
    Patient named;
    named.name = patient.name;
    QStringList readings;
    for (const QString &word : searchWords(named).split(u' ', Qt::SkipEmptyParts))
        if (word.startsWith(headMark) && word.size() - 1 > patient.name.size())
            readings.append(word);
    return readings;
}

QString writtenName(const Patient &patient)
{
    return headMark + searchFolded(patient.name).join(QString());
}

bool soundsLike(const Patient &one, const Patient &other)
{
    const QStringList readings = readingsOf(one), others = readingsOf(other);
    return std::any_of(readings.begin(), readings.end(), [&](const QString &word) { return others.contains(word); });
}

bool isHere(const Patient &patient)
{
    return !patient.voidedOn.isValid() && patient.mergedInto.isNone();
}

QString quoted(const QString &word)
{
    return u'"' + word + u'"';
}

/// Words that a record of the same person would have in the index; none of a probe that says too little.
QStringList questionsFor(const Patient &probe)
{
    QStringList questions;
    if (!probe.name.isEmpty())
        questions.append(quoted(writtenName(probe)));
    const QString born = probe.birthDate.text().remove(u'-');
    if (born.size() >= 4)
        for (const QString &reading : readingsOf(probe))
            questions.append(quoted(reading) + QStringLiteral(" AND ") + quoted(bornMark + born) + u'*');
    return questions;
}

void takeNumber(std::vector<qint64> &rows, qint64 row)
{
    if (std::find(rows.begin(), rows.end(), row) == rows.end())
        rows.push_back(row);
}

Result<std::vector<qint64>> candidatesFor(const Snapshot &snapshot, const Patient &probe)
{
    std::vector<qint64> rows;
    const auto take = [&rows](const Columns &c) {
        takeNumber(rows, c.integer(0));
        return rows.size() < mostCandidates;
    };
    if (!probe.idNumber.isEmpty())
        YIGONG_TRY(snapshot.eachUntil("SELECT rid FROM patient WHERE id_number = ? AND id_number <> ''",
                                      {probe.idNumber}, take));
    if (!probe.phone.isEmpty())
        YIGONG_TRY(snapshot.eachUntil("SELECT rid FROM patient WHERE phone = ? AND phone <> ''", {probe.phone}, take));
    for (const QString &question : questionsFor(probe))
        YIGONG_TRY(
            snapshot.eachUntil("SELECT rowid FROM patient_search WHERE patient_search MATCH ?", {question}, take));
    return rows;
}

Result<std::optional<Patient>> patientAt(const Snapshot &snapshot, qint64 row)
{
    std::optional<Patient> found;
    YIGONG_TRY(snapshot.eachRow(snapshot.typeOf<Patient>(), "WHERE rid = ?", {row},
                                [&found](Row &&values) { found = recordOf<Patient>(values); }));
    return found;
}

} // namespace

QString nameOf(SameBy by)
{
    static const QStringList names{QStringLiteral("id-number"),  QStringLiteral("name"),       QStringLiteral("sound"),
                                   QStringLiteral("birth-date"), QStringLiteral("birth-year"), QStringLiteral("phone"),
                                   QStringLiteral("household")};
    return names.value(static_cast<int>(by));
}

LikelySame likenessOf(const Patient &one, const Patient &other)
{
    LikelySame likeness{other, 0, {}};
    const auto counts = [&likeness](SameBy by, int points) {
        likeness.by.push_back(by);
        likeness.score += points;
    };
    const bool bothNumbers = !one.idNumber.isEmpty() && !other.idNumber.isEmpty();
    if (bothNumbers && one.idNumber == other.idNumber)
        counts(SameBy::IdNumber, 100);
    if (!one.name.isEmpty() && one.name == other.name)
        counts(SameBy::Name, 40);
    else if (soundsLike(one, other))
        counts(SameBy::Sound, 30);
    if (likeness.by.empty())
        return {other, 0, {}};
    const QString born = one.birthDate.text(), otherBorn = other.birthDate.text();
    if (born.size() == 10 && born == otherBorn)
        counts(SameBy::BirthDate, 40);
    else if (born.size() >= 4 && born.left(4) == otherBorn.left(4))
        counts(SameBy::BirthYear, 15);
    if (!one.phone.isEmpty() && one.phone == other.phone)
        counts(SameBy::Phone, 30);
    if (!one.household.isNone() && one.household == other.household)
        counts(SameBy::Household, 15);
    if (bothNumbers && one.idNumber != other.idNumber)
        likeness.score -= 60;
    const auto isSaid = [](Sex sex) { return sex == Sex::Male || sex == Sex::Female; };
    if (isSaid(one.sex) && isSaid(other.sex) && one.sex != other.sex)
        likeness.score -= 20;
    likeness.score = std::clamp(likeness.score, 0, 100);
    return likeness;
}

Result<std::vector<LikelySame>> likelySame(const Snapshot &snapshot, const Actor &actor, const Patient &probe,
                                           int limit)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(rows, candidatesFor(snapshot, probe));
    std::vector<LikelySame> likely;
    for (const qint64 row : rows) {
        YIGONG_LET(patient, patientAt(snapshot, row));
        if (!patient || patient->id == probe.id || !isHere(*patient))
            continue;
        LikelySame one = likenessOf(probe, *patient);
        if (one.score < likelySameScore)
            continue;
        YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, patient->id));
        if (basis != Basis::None)
            likely.push_back(std::move(one));
    }
    std::stable_sort(likely.begin(), likely.end(), [](const auto &a, const auto &b) { return a.score > b.score; });
    if (likely.size() > static_cast<std::size_t>(limit))
        likely.erase(likely.begin() + limit, likely.end());
    return likely;
}

namespace {

/// Records that share what an index can tell at once; who is alike among them, the likeness says.
Result<std::vector<std::vector<Patient>>> groups(const Snapshot &snapshot)
{
    std::vector<std::vector<Patient>> all;
    for (const char *by : {"id_number", "name, birth_date", "phone, birth_date"}) {
        const QString columns = QLatin1String(by), first = columns.section(u',', 0, 0);
        const std::string where =
            QStringLiteral(
                "WHERE voided_on = '' AND merged_into IS NULL AND (%1) IN (SELECT %1 FROM patient WHERE %2 <> '' "
                "AND voided_on = '' AND merged_into IS NULL GROUP BY %1 HAVING count(*) BETWEEN 2 AND 20) "
                "ORDER BY %1, id")
                .arg(columns, first)
                .toStdString();
        QString last;
        YIGONG_TRY(snapshot.eachRow(snapshot.typeOf<Patient>(), where, {}, [&](Row &&row) {
            auto patient = recordOf<Patient>(row);
            const QString key = first == u"id_number" ? patient.idNumber
                                : first == u"name"    ? patient.name + patient.birthDate.text()
                                                      : patient.phone + patient.birthDate.text();
            if (all.empty() || key != last)
                all.emplace_back();
            last = key;
            all.back().push_back(std::move(patient));
        }));
    }
    return all;
}

} // namespace

Result<std::vector<LikelyPair>> likelyPairs(const Snapshot &snapshot, const Actor &actor, int limit)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(all, groups(snapshot));
    std::vector<LikelyPair> pairs;
    std::set<std::pair<Id, Id>> seen;
    for (const std::vector<Patient> &group : all)
        for (std::size_t i = 0; i < group.size(); ++i)
            for (std::size_t j = i + 1; j < group.size(); ++j) {
                const Patient &older = std::min(group[i], group[j], [](auto &a, auto &b) { return a.id < b.id; });
                const Patient &newer = &older == &group[i] ? group[j] : group[i];
                LikelySame likeness = likenessOf(older, newer);
                if (likeness.score >= likelySameScore && seen.emplace(older.id, newer.id).second)
                    pairs.push_back({older, newer, likeness.score, std::move(likeness.by)});
            }
    std::stable_sort(pairs.begin(), pairs.end(), [](const auto &a, const auto &b) { return a.score > b.score; });
    std::vector<LikelyPair> within;
    for (LikelyPair &pair : pairs) {
        if (within.size() == static_cast<std::size_t>(limit))
            break;
        YIGONG_LET(older, basisFor(snapshot, actor, Door::ReadPatient, pair.older.id));
        YIGONG_LET(newer, basisFor(snapshot, actor, Door::ReadPatient, pair.newer.id));
        if (older != Basis::None && newer != Basis::None)
            within.push_back(std::move(pair));
    }
    return within;
}

Result<std::vector<LikelyPair>> mergedPairs(const Snapshot &snapshot, const Actor &actor, int limit)
{
    YIGONG_TRY(require(snapshot, actor, Door::ReadPatient));
    YIGONG_LET(merged, snapshot.select<Patient>("WHERE merged_into IS NOT NULL ORDER BY rid DESC"));
    std::vector<LikelyPair> pairs;
    for (Patient &patient : merged) {
        if (pairs.size() == static_cast<std::size_t>(limit))
            break;
        YIGONG_LET(basis, basisFor(snapshot, actor, Door::ReadPatient, patient.id));
        if (basis == Basis::None)
            continue;
        YIGONG_LET(top, topPatient(snapshot, patient.id));
        LikelySame likeness = likenessOf(top, patient);
        pairs.push_back({std::move(top), std::move(patient), likeness.score, std::move(likeness.by)});
    }
    return pairs;
}

Result<Id> mergeResidents(Transaction &tx, Id one, Id other, const QString &reason)
{
    if (reason.trimmed().isEmpty())
        return fail(ErrorKind::ReasonRequired, QStringLiteral("reason"));
    YIGONG_LET(first, topPatient(tx, one));
    YIGONG_LET(second, topPatient(tx, other));
    if (first.id == second.id)
        return fail(ErrorKind::WrongState, {}, {QStringLiteral("same")});
    for (const Patient *patient : {&first, &second}) {
        YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, patient->id));
        if (patient->voidedOn.isValid())
            return fail(ErrorKind::WrongState, {}, {QStringLiteral("voided")});
    }
    // Ids grow with time. That the later always names the earlier keeps merges of several desks from making a ring.
    const Patient &top = first.id < second.id ? first : second;
    const Patient &before = first.id < second.id ? second : first;
    Patient after = before;
    after.mergedInto = top.id;
    after.remarks = withReason(before.remarks, reason);
    YIGONG_TRY(tx.update(before, after));
    return top.id;
}

Result<void> unmergeResident(Transaction &tx, Id merged, const QString &reason)
{
    YIGONG_LET(before, tx.get<Patient>(merged));
    YIGONG_TRY(requirePatient(tx, tx.actor(), Door::EditPatient, before.id));
    if (before.mergedInto.isNone())
        return fail(ErrorKind::WrongState, {}, {QStringLiteral("not-merged")});
    Patient after = before;
    after.mergedInto = {};
    return takeBack(tx, before, after, reason);
}

} // namespace yigong
