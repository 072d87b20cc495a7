// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/imported_resident.h"
#include "core/store/transaction.h"

#include <QHash>
#include <unordered_map>

namespace yigong {

enum class Outcome : quint8
{
    Added,
    Updated,
    Unchanged
};

struct WrittenResident
{
    Id id;
    Id site;
    Outcome outcome = Outcome::Unchanged;
};

/// Finds the resident that an imported row is about, and writes what it says of them.
///
/// The same person is whoever has the ID number; else whoever came from the same source under the same identifier
/// (name or birth date must agree as well: running numbers start anew in each file); else, for a list that gives
/// neither, whoever has the name, birth date and sex in the same site and the phone or the address too (neither, where
/// the row gives neither). A record that was merged into another one leads there; one entered in error is nobody.
///
/// Writing fills what is empty and changes what differs; what the row leaves empty stays. Chronic conditions and the
/// lines of the remarks are added; a line "列名: …" takes the place of the one with the same column.
class ResidentWriting
{
public:
    /// `site` is whose residents they are where a row names none.
    explicit ResidentWriting(Id site) : m_site(site) {}

    /// Door ImportPatients over the resident's site. Errors that are the row's: OutOfScope · AlreadyExists
    /// {source_identifier; identifier} (somebody else has it) · AlreadyExists {id_number; identifier} (the source's
    /// person has another ID number and another name).
    Result<WrittenResident> write(Transaction &tx, const ImportedResident &row);
    /// Allergies as the row names them; how many of each outcome.
    Result<std::vector<Outcome>> writeAllergies(Transaction &tx, const WrittenResident &resident,
                                                const ImportedResident &row) const;
    /// The basic information form as far as the row says it; nothing where it says nothing. A list of options takes
    /// in what is new to it.
    static Result<std::optional<Outcome>> writeForm(Transaction &tx, const WrittenResident &resident,
                                                    const ImportedResident &row);

private:
    Result<std::optional<Patient>> find(const Snapshot &snapshot, const ImportedResident &row, Id site);
    Result<std::optional<Patient>> findByNature(const Snapshot &snapshot, const Patient &row, Id site);
    Result<void> mayWriteAt(Transaction &tx, Id site);
    Result<void> indexNames(const Snapshot &snapshot);

    Id m_site;
    QHash<Id, bool> m_open; ///< sites that the actor may write for
    /// By name, birth date and sex. Made when the first row needs it: a list with ID numbers never does.
    std::optional<std::unordered_multimap<size_t, Id>> m_byNature;
};

/// One allergy of a resident, found by substance. Errors: of the store.
Result<Outcome> writeAllergy(Transaction &tx, AllergyIntolerance allergy);

} // namespace yigong
