// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/codes/code_entries.h"
#include "core/codes/search_index.h"

#include <QHash>

namespace yigong {

/// One table of codes. Immutable, so any thread may ask. Pointers live as long as the table.
template <typename Entry> class CodeTable
{
public:
    explicit CodeTable(std::vector<Entry> entries);

    [[nodiscard]] const std::vector<Entry> &entries() const { return m_entries; }
    /// Null where the code is not in the table. Blanks around it and its case do not matter.
    [[nodiscard]] const Entry *find(QStringView code) const;
    /// By the beginning of the code, part of the name, pinyin initials or pinyin; several words must all be there
    /// ("阿莫西林 0.5"). Best first (see SearchIndex). Some milliseconds over 30,000 rows: fit for each key pressed.
    [[nodiscard]] std::vector<const Entry *> search(QStringView text, int limit = 20) const;

private:
    std::vector<Entry> m_entries;
    QHash<QString, std::size_t> m_byCode;
    SearchIndex m_index;
};

extern template class CodeTable<Diagnosis>;
extern template class CodeTable<Procedure>;
extern template class CodeTable<Drug>;
extern template class CodeTable<Allergen>;

/// Rows of full lists that a county has imported. They stand behind the shipped rows; one whose code is shipped is
/// dropped.
struct ImportedCodes
{
    std::vector<Diagnosis> diagnoses;
    std::vector<Procedure> procedures;
    std::vector<Drug> drugs;
    QHash<QString, SpecialClass> drugClasses; ///< by code, in capitals: what the county has set
};

/// What primary care codes with: the project's own tables of common diagnoses, drugs and allergens, and what was
/// imported besides.
class Catalogue
{
public:
    /// Reads and indexes; the shipped tables alone take some 30 ms after pinyin's first use, 30,000 imported rows some
    /// 200 ms more.
    explicit Catalogue(ImportedCodes imported = {});
    /// The shipped tables alone, made at the first call, from any thread.
    static const Catalogue &shipped();

    [[nodiscard]] const CodeTable<Diagnosis> &diagnoses() const { return m_diagnoses; }
    [[nodiscard]] const CodeTable<Procedure> &procedures() const { return m_procedures; }
    [[nodiscard]] const CodeTable<Drug> &drugs() const { return m_drugs; }
    [[nodiscard]] const CodeTable<Allergen> &allergens() const { return m_allergens; }

    /// Which of a person's allergies speak against a drug, as they were given. An allergy is an allergen's code or
    /// name, or free text: 青霉素, 青霉素过敏, or another drug's name, which stands for that drug and for its whole
    /// group.
    [[nodiscard]] QStringList allergiesAgainst(const Drug &drug, const QStringList &allergies) const;
    /// The same for groups that only ask for care: a cephalosporin for someone allergic to penicillins.
    [[nodiscard]] QStringList cautionsAgainst(const Drug &drug, const QStringList &allergies) const;
    /// The allergen that a code, a name or free text means; null where it is none of the table.
    [[nodiscard]] const Allergen *allergenOf(QStringView text) const;

private:
    [[nodiscard]] QStringList groupsMeantBy(const QString &allergy) const;

    CodeTable<Diagnosis> m_diagnoses;
    CodeTable<Procedure> m_procedures;
    CodeTable<Drug> m_drugs;
    CodeTable<Allergen> m_allergens;
};

} // namespace yigong
