// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/partial_date.h"
#include "core/exchange/json_value.h"
#include "core/patients/patient.h"

#include <QString>
#include <compare>
#include <map>
#include <variant>
#include <vector>

namespace yigong {

// FHIR R4 resources as far as the house takes them, plain and independent of the store: what `FhirReader` gives and
// `FhirWriter` takes. Member names are FHIR's where nothing else is said.

namespace FhirSystem {
inline const QString idCard = QStringLiteral("urn:oid:2.16.840.1.113883.2.23.1.19.1"); ///< 居民身份证, HL7 China
inline const QString recordNumber = QStringLiteral("urn:oid:2.16.156.10011.1.2"); ///< 居民健康档案编号, WS 365
inline const QString loinc = QStringLiteral("http://loinc.org");
inline const QString snomed = QStringLiteral("http://snomed.info/sct");
inline const QString marital = QStringLiteral("urn:oid:2.16.156.10011.2.3.3.5"); ///< GB/T 2261.2
inline const QString ucum = QStringLiteral("http://unitsofmeasure.org");
/// `meta.source` of what this program exports; what it says beyond FHIR has URLs and code systems that begin so.
inline const QString own = QStringLiteral("urn:yigong");
inline const QString unspecified = QStringLiteral("fhir"); ///< `SourceKey::system` of a resource known only by its id
} // namespace FhirSystem

/// What a resource is called where it came from, the same at every import: (base address of the server, "Patient/123"),
/// ("fhir", "Patient/123") where only the id is known, or (system, value) of its first identifier where it has no id.
struct SourceKey
{
    QString system, value;
    [[nodiscard]] bool isNone() const { return value.isEmpty(); }
    bool operator==(const SourceKey &) const = default;
};

struct FhirReference
{
    SourceKey key;
    QString display; ///< as written, or the name of the organisation or person in the same file
    bool inFile = false;
    [[nodiscard]] bool isNone() const { return key.isNone(); }
    bool operator==(const FhirReference &) const = default;
};

struct FhirCoding
{
    QString system, code, display;
    bool operator==(const FhirCoding &) const = default;
};

struct FhirConcept
{
    std::vector<FhirCoding> codings;
    QString text;
    [[nodiscard]] bool isNone() const { return codings.empty() && text.isEmpty(); }
    /// The coding of `system`, else the first, else an empty one.
    [[nodiscard]] FhirCoding coding(QStringView system = {}) const;
    /// For people: the text, else the first display, else the first code.
    [[nodiscard]] QString label() const;
    bool operator==(const FhirConcept &) const = default;
};

/// A dateTime: with a time it has both, without one only `day`. A time without a zone is the county's.
struct FhirTime
{
    PartialDate day; ///< the county's civil day
    Instant instant;
    [[nodiscard]] bool isNone() const { return day.isNone(); }
    bool operator==(const FhirTime &) const = default;
};

struct FhirIdentifier
{
    QString system, value;
    QString type; ///< first code of `type`, or its text
    bool operator==(const FhirIdentifier &) const = default;
};

struct FhirContactPoint
{
    QString system, value, use; ///< phone, email … / … / home, mobile, work, old
    bool operator==(const FhirContactPoint &) const = default;
};

/// What this program's own exports say beyond FHIR's elements, in extensions "urn:yigong:<table>:<column>".
struct FhirOwn
{
    bool isOurs = false;             ///< exported by this program: its id is the record's own
    std::map<QString, QString> kept; ///< "<table>:<column>" → value, as `keptOf` (own_fields.h) spells it
    bool operator==(const FhirOwn &) const = default;
};

struct FhirPatient
{
    SourceKey key;
    FhirOwn own;
    std::vector<FhirIdentifier> identifiers;
    QString name; ///< 姓名 without blanks where it is Chinese, else "Given Family"; the official one where there are
                  ///< several
    Sex sex = Sex::Unknown; ///< FHIR's other is Unstated
    PartialDate birthDate;
    std::vector<FhirContactPoint> telecom;
    QString address; ///< one line
    bool deceased = false;
    FhirTime deceasedAt; ///< none where only the fact is known
    QString marital;     ///< GB/T 2261.2, or empty
    FhirReference organisation;

    /// The citizen's ID number (HL7 China's system, or type NI, NNCHN, or 身份证), as written; empty where there is
    /// none.
    [[nodiscard]] QString idNumber() const;
    [[nodiscard]] QString recordNumber() const; ///< 居民健康档案编号, or empty
    [[nodiscard]] QString phone() const;        ///< mobile before others; never one that is no longer in use
    bool operator==(const FhirPatient &) const = default;
};

struct FhirEncounter
{
    SourceKey key;
    FhirOwn own;
    FhirReference subject, practitioner, serviceProvider;
    QString status;
    QString visitClass; ///< AMB, IMP, EMER, HH … (HL7 v3 ActCode)
    FhirConcept type, reason;
    FhirTime start, end;
    bool operator==(const FhirEncounter &) const = default;
};

struct FhirCondition
{
    SourceKey key;
    FhirOwn own;
    FhirReference subject, encounter;
    FhirConcept code;
    FhirTime onset, abatement, recorded;
    QString onsetText; ///< where it is no date: "approximately November 2012", "52 a"
    QString abatementText;
    QString clinicalStatus, verificationStatus;
    bool operator==(const FhirCondition &) const = default;
};

enum class FhirValueKind
{
    None, ///< `text` is the reason where one was given
    Quantity,
    Coded,
    Text,
    Boolean, ///< "true", "false"
    Other    ///< range, ratio, period …: `text` spells it out
};

/// One observed value. An observation of several components (blood pressure) has one for each.
struct FhirValue
{
    FhirConcept code;
    FhirValueKind kind = FhirValueKind::None;
    QString text;       ///< of a quantity: the decimal exactly as written, "6.30"
    QString comparator; ///< <, <=, >=, >
    QString unit;       ///< UCUM code where there is one, else as written
    QString written;    ///< the unit as it is written, where there is a UCUM code
    FhirConcept coded;
    bool operator==(const FhirValue &) const = default;
};

struct FhirObservation
{
    SourceKey key;
    FhirOwn own;
    FhirReference subject, encounter;
    QString status, category;
    FhirConcept code;
    FhirTime effective;        ///< `issued` where it says no other
    FhirReference derivedFrom; ///< a form that says the same (QuestionnaireResponse)
    std::vector<FhirValue> values;
    bool operator==(const FhirObservation &) const = default;
};

struct FhirMedicationRequest
{
    SourceKey key;
    FhirOwn own;
    FhirReference subject, encounter, requester;
    FhirConcept medication; ///< also where the resource only refers to it
    QString status, intent;
    FhirTime authored;
    QString dosage; ///< all instructions, one a line
    QString quantity, quantityUnit;
    QString days; ///< how long it will last
    bool operator==(const FhirMedicationRequest &) const = default;
};

struct FhirAllergyIntolerance
{
    SourceKey key;
    FhirOwn own;
    FhirReference patient, recorder;
    FhirConcept code;
    QString criticality, category, clinicalStatus, verificationStatus;
    QStringList reactions; ///< manifestations as people call them
    FhirTime onset, recorded;
    /// "No known allergy" is recorded as an allergy of its own code (SNOMED 716186003 and the like).
    [[nodiscard]] bool saysThereIsNone() const;
    bool operator==(const FhirAllergyIntolerance &) const = default;
};

/// A resource of a type that is taken from this program's own exports only, read by its type (own_resources.h).
struct FhirOwnResource
{
    SourceKey key;
    QString type;
    FhirOwn own;
    FhirReference subject, practitioner;
    JsonValue json;  ///< as read; to be written, it stands in `text`
    QByteArray text; ///< the whole resource
    bool operator==(const FhirOwnResource &o) const { return key == o.key && type == o.type && own == o.own; }
};

using FhirResource = std::variant<FhirPatient, FhirEncounter, FhirCondition, FhirAllergyIntolerance,
                                  FhirMedicationRequest, FhirObservation, FhirOwnResource>;

/// "Patient", "Encounter", …
QString fhirTypeOf(const FhirResource &resource);
const SourceKey &keyOf(const FhirResource &resource);

} // namespace yigong
