// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/fhir_types.h"

#include <QByteArrayList>

namespace yigong {

/// Builds JSON text, as QJsonObject would turn "6.30" into 6.3. What is empty is left out.
class FhirJson
{
public:
    FhirJson &text(const char *key, const QString &value);
    FhirJson &raw(const char *key, const QByteArray &json);
    /// A list of one.
    FhirJson &one(const char *key, const QByteArray &json);
    FhirJson &list(const char *key, const QByteArrayList &items);
    [[nodiscard]] QByteArray object() const { return m_json.isEmpty() ? QByteArray() : '{' + m_json + '}'; }

    static QByteArray quoted(const QString &value);

private:
    QByteArray m_json;
};

/// A code system of HL7's terminology server: "v3-ActCode", "condition-clinical".
QString hl7System(const char *name);

QByteArray codingJson(const FhirCoding &coding);
QByteArray conceptJson(const FhirConcept &concept_);
/// A concept of one code of `hl7System(system)`; nothing for an empty code.
QByteArray statusJson(const QString &code, const char *system);
/// Whether the key is an identifier's, not a resource's type and id.
bool isIdentifier(const SourceKey &key);
QByteArray referenceJson(const FhirReference &reference);
/// A Quantity. `number` is written exactly as it is; one that JSON does not know is left out. `written` is the unit for
/// people where `unit` is its UCUM code.
QByteArray quantityJson(const QString &number, const QString &unit, const QString &comparator = {},
                        const QString &written = {});
QByteArray periodJson(const FhirTime &start, const FhirTime &end);
QString timeText(const FhirTime &time);
/// Whether a decimal is written as JSON has it: "6.30", not "06.3".
bool isJsonNumber(const QString &text);

/// `{"resourceType": …, "id": …` of any resource, its identifier where that is its key, and what only we say.
FhirJson begunResource(const char *type, const SourceKey &key, const FhirOwn &own, bool withIdentifier = true);

} // namespace yigong
