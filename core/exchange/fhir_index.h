// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/fhir_types.h"
#include "core/exchange/json_value.h"

#include <QHash>

namespace yigong {

/// `key` of a resource that stood in an entry of this fullUrl (empty where it had none). One that has neither id, nor
/// identifier, nor fullUrl gets a key made from its content.
SourceKey sourceKeyOf(const JsonValue &resource, const QString &fullUrl);

/// Whether this program exported it: it says so, and its id is a record's.
bool isOwnResource(const JsonValue &resource);
/// Whether resources of this type are taken from this program's own exports only.
bool isOwnType(QStringView type);

FhirConcept conceptOf(const JsonValue &codeableConcept);
/// HumanName, as `FhirPatient::name` says; empty where it has neither text nor parts.
QString nameFrom(const JsonValue &humanName);

/// What the resources of one file are called, so that references between them can be followed wherever they stand.
class FhirIndex
{
public:
    void add(const JsonValue &resource, const QString &fullUrl);

    /// `expectedType` is what a urn:uuid that is not in the file is taken for. `base` is the server's address, from the
    /// fullUrl of the entry that refers ("http://example.org/fhir"), or empty.
    [[nodiscard]] FhirReference follow(const JsonValue &reference, const QString &expectedType,
                                       const QString &base) const;
    /// Of a Medication in this file; none where it is not there.
    [[nodiscard]] FhirConcept medication(const SourceKey &key) const;

private:
    [[nodiscard]] FhirReference known(const QString &address) const;

    QHash<QString, SourceKey> m_byAddress; ///< fullUrl, "Type/id", "Type?system|value"
    QHash<QString, QString> m_names;       ///< by "system value" of the key
    QHash<QString, FhirConcept> m_medications;
};

/// "http://example.org/fhir" of "http://example.org/fhir/Patient/23"; empty for anything else.
QString serverOf(const QString &fullUrl);

} // namespace yigong
