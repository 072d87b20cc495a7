// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/own_fields.h"
#include "core/followups/measured.h"

namespace yigong {

/// Reads elements of one of this program's own resources, and keeps the first that cannot be read.
class OwnElements
{
public:
    OwnElements(const JsonValue &json, const OwnNames &names) : m_json(json), m_names(names) {}

    [[nodiscard]] const JsonValue &operator[](QStringView member) const { return m_json[member]; }
    QString text(const JsonValue &value, const char *path);
    QString text(const char *member);
    Instant instant(const JsonValue &value, const char *path);
    QDate day(const JsonValue &value, const char *path);
    Measured measured(const JsonValue &value, const char *path);
    /// Of a record of this type: "MedicationRequest/<id>".
    Id reference(const JsonValue &value, const char *path);
    /// By its code; none where nothing is written.
    Id site(const JsonValue &value);
    /// The first code of a CodeableConcept.
    QString code(const JsonValue &codeableConcept, const char *path);
    void wrong(const char *path, const QString &written);
    [[nodiscard]] Result<void> done() const;

private:
    const JsonValue &m_json;
    const OwnNames &m_names;
    std::optional<Error> m_problem;
};

/// A concept of one code of our own: system "urn:yigong:<system>".
FhirConcept ownConcept(const char *system, const QString &code, const QString &display);

/// A resource of our own, begun: `rest` is the record without what FHIR's elements will say.
template <Record T> FhirOwnResource begunOwn(const T &record, const T &rest, const OwnNames &names)
{
    FhirOwnResource resource;
    resource.type = QString::fromLatin1(T::info.resource);
    resource.key = ownKey(resource.type, record.id);
    resource.own = ownOf(rest, names);
    return resource;
}

} // namespace yigong
