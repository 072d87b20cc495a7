// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/fhir_types.h"
#include "core/sites/site.h"
#include "core/store/transaction.h"

#include <QHash>

namespace yigong {

/// Sites and people as other systems know them: by code and by name.
class OwnNames
{
public:
    static Result<OwnNames> of(const Snapshot &snapshot);

    [[nodiscard]] QString siteCode(Id site) const;
    /// None where no site here has that code.
    [[nodiscard]] Id siteOf(const QString &code) const;
    /// Identifier (`urn:yigong:site`, code) and name; none for a site that is not known here.
    [[nodiscard]] FhirReference site(Id site) const;
    [[nodiscard]] FhirReference practitioner(Id practitioner) const;
    /// Keeps, in this store alone, what a file calls somebody who is not among its staff: so that an export names them
    /// again. Nobody becomes staff by a file.
    Result<void> remember(Transaction &tx, const FhirReference &practitioner);

private:
    QHash<Id, Site> m_sites;
    QHash<QString, Id> m_byCode;
    QHash<Id, QString> m_people;
};

/// "urn:yigong:site"; the names of this program's own code systems.
QString ownSystem(const char *name);
/// ("fhir", "Encounter/<id>"): what a record is called in an export.
SourceKey ownKey(const char *type, Id id);
SourceKey ownKey(const QString &type, Id id);
/// The id in a key or reference of that shape; none in any other.
Id ownIdIn(const QString &typeAndId);

/// What of a record FHIR's own elements do not say: pass it without what they do. By "<table>:<column>"; sites by their
/// codes, other ids as text, instants and counts as numbers.
std::map<QString, QString> keptOf(const RecordType &type, const Row &row, const OwnNames &names);
/// The row of what was kept; what is not there has its default. Errors: Invalid{value; column} · NotFound{site; code}.
Result<Row> rowFromKept(const RecordType &type, const std::map<QString, QString> &kept, const OwnNames &names);

template <Record T> const RecordType &ownType()
{
    static const RecordType type = RecordType::of<T>();
    return type;
}
/// Of a record of which only that is left.
template <Record T> FhirOwn ownOf(const T &rest, const OwnNames &names)
{
    return {true, keptOf(ownType<T>(), rowOf(rest), names)};
}
template <Record T> Result<T> recordFromKept(const FhirOwn &own, const OwnNames &names)
{
    YIGONG_LET(row, rowFromKept(ownType<T>(), own.kept, names));
    T record = recordOf<T>(row);
    // A day or number that the field cannot hold would come out as another one.
    const Row again = rowOf(record);
    for (std::size_t i = 0; i < row.values.size(); ++i)
        if (again.values[i] != row.values[i])
            return fail(ErrorKind::Invalid, ownType<T>().fields()[i].column, {textOf(row.values[i])});
    return record;
}

} // namespace yigong
