// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/codes/catalogue.h"

#include "core/base/resources.h"
#include "core/base/text.h"

#include <QSet>
#include <algorithm>
#include <cmath>

namespace yigong {
namespace {

QStringList parted(const QString &text)
{
    return text.split(u'|', Qt::SkipEmptyParts);
}

Diagnosis diagnosisFrom(const QStringList &row)
{
    return {.code = row[0], .name = row[1], .group = row[2], .chronic = row[3], .also = parted(row[4])};
}

Drug drugFrom(const QStringList &row)
{
    return {.code = row[0],
            .name = row[1],
            .form = row[2],
            .strength = row[3],
            .pack = row[4],
            .unitsPerPack = row[5].toInt(),
            .unit = row[6],
            .doseHundredths = static_cast<int>(std::lround(row[7].toDouble() * 100)),
            .timesPerDay = row[8].toInt(),
            .everyDays = row[9].toInt(),
            .route = row[10],
            .atc = row[11],
            .allergyGroups = parted(row[12]),
            .essential = row[13] == u'1',
            .group = row[14]};
}

Allergen allergenFrom(const QStringList &row)
{
    static const QHash<QString, AllergenKind> Kinds{{QStringLiteral("drug"), AllergenKind::Drug},
                                                    {QStringLiteral("food"), AllergenKind::Food},
                                                    {QStringLiteral("environment"), AllergenKind::Environment},
                                                    {QStringLiteral("contact"), AllergenKind::Contact}};
    return {.code = row[0],
            .name = row[1],
            .kind = Kinds.value(row[2]),
            .recordOption = row[3].toInt(),
            .related = parted(row[4]),
            .also = parted(row[5])};
}

/// The shipped tables hold no quotes and no commas inside fields.
template <typename Entry> std::vector<Entry> shippedRows(const QString &file, Entry (*from)(const QStringList &))
{
    std::vector<Entry> entries;
    for (const QString &line : resourceLines(QStringLiteral(":/codes/") + file))
        entries.push_back(from(line.split(u',')));
    return entries;
}

template <typename Entry> std::vector<Entry> with(std::vector<Entry> shipped, std::vector<Entry> imported)
{
    QSet<QString> known;
    for (const Entry &entry : shipped)
        known.insert(entry.code);
    for (Entry &entry : imported) {
        if (known.contains(entry.code))
            continue;
        known.insert(entry.code);
        entry.imported = true;
        shipped.push_back(std::move(entry));
    }
    return shipped;
}

std::vector<Drug> classed(std::vector<Drug> drugs, const QHash<QString, SpecialClass> &set)
{
    for (Drug &drug : drugs)
        drug.special = set.value(drug.code.toUpper(), specialClassByName(drug.name));
    return drugs;
}

QStringList namesOf(const Diagnosis &diagnosis)
{
    return QStringList{diagnosis.name} + diagnosis.also;
}
QStringList namesOf(const Procedure &procedure)
{
    return {procedure.name};
}
QStringList namesOf(const Drug &drug)
{
    return {drug.name};
}
QStringList namesOf(const Allergen &allergen)
{
    return QStringList{allergen.name} + allergen.also;
}

template <typename Entry> QString extraOf(const Entry &)
{
    return {};
}
QString extraOf(const Drug &drug)
{
    return drug.strength + u' ' + drug.pack;
}

/// 青霉素 of "青霉素过敏".
QString bareSubstance(QStringView allergy)
{
    QString word = tidied(allergy);
    if (word.endsWith(u"过敏"))
        word.chop(2);
    return word;
}

QString keyOf(QStringView code)
{
    return code.trimmed().toString().toUpper();
}

} // namespace

template <typename Entry> CodeTable<Entry>::CodeTable(std::vector<Entry> entries) : m_entries(std::move(entries))
{
    m_byCode.reserve(static_cast<qsizetype>(m_entries.size()));
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        m_byCode.insert(keyOf(m_entries[i].code), i);
        m_index.add(m_entries[i].code, namesOf(m_entries[i]), extraOf(m_entries[i]));
    }
}

template <typename Entry> const Entry *CodeTable<Entry>::find(QStringView code) const
{
    const auto it = m_byCode.constFind(keyOf(code));
    return it == m_byCode.constEnd() ? nullptr : &m_entries[*it];
}

template <typename Entry> std::vector<const Entry *> CodeTable<Entry>::search(QStringView text, int limit) const
{
    std::vector<const Entry *> found;
    for (const std::size_t row : m_index.search(text, limit))
        found.push_back(&m_entries[row]);
    return found;
}

template class CodeTable<Diagnosis>;
template class CodeTable<Procedure>;
template class CodeTable<Drug>;
template class CodeTable<Allergen>;

Catalogue::Catalogue(ImportedCodes imported)
    : m_diagnoses(with(shippedRows(QStringLiteral("diagnoses.csv"), diagnosisFrom), std::move(imported.diagnoses))),
      m_procedures(with(std::vector<Procedure>{}, std::move(imported.procedures))),
      m_drugs(classed(with(shippedRows(QStringLiteral("drugs.csv"), drugFrom), std::move(imported.drugs)),
                      imported.drugClasses)),
      m_allergens(shippedRows(QStringLiteral("allergens.csv"), allergenFrom))
{}

const Catalogue &Catalogue::shipped()
{
    static const Catalogue catalogue;
    return catalogue;
}

const Allergen *Catalogue::allergenOf(QStringView text) const
{
    QString word = tidied(text);
    if (const Allergen *allergen = m_allergens.find(word))
        return allergen;
    word = bareSubstance(word);
    for (const Allergen &allergen : m_allergens.entries())
        if (allergen.name == word || allergen.name == word + u'类' || allergen.also.contains(word))
            return &allergen;
    return nullptr;
}

QStringList Catalogue::groupsMeantBy(const QString &allergy) const
{
    if (const Allergen *allergen = allergenOf(allergy))
        return {allergen->name};
    const QString word = bareSubstance(allergy);
    QStringList groups;
    if (word.size() > 1)
        for (const Drug &drug : m_drugs.entries())
            if (drug.name.contains(word))
                groups += drug.allergyGroups;
    return groups;
}

QStringList Catalogue::allergiesAgainst(const Drug &drug, const QStringList &allergies) const
{
    QStringList against;
    for (const QString &allergy : allergies) {
        const QStringList groups = groupsMeantBy(allergy);
        const bool sharesGroup = std::any_of(groups.begin(), groups.end(),
                                             [&](const QString &group) { return drug.allergyGroups.contains(group); });
        const QString word = bareSubstance(allergy);
        if (sharesGroup || (word.size() > 1 && drug.name.contains(word)))
            against += allergy;
    }
    return against;
}

QStringList Catalogue::cautionsAgainst(const Drug &drug, const QStringList &allergies) const
{
    QStringList cautions;
    for (const QString &allergy : allergies)
        for (const QString &group : groupsMeantBy(allergy))
            if (const Allergen *allergen = allergenOf(group))
                for (const QString &related : allergen->related)
                    if (drug.allergyGroups.contains(related) && !cautions.contains(allergy))
                        cautions += allergy;
    return cautions;
}

} // namespace yigong
