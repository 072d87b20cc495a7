// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_types.h"

#include <algorithm>

namespace yigong {

FhirCoding FhirConcept::coding(QStringView system) const
{
    for (const FhirCoding &coding : codings)
        if (coding.system == system)
            return coding;
    return codings.empty() ? FhirCoding{} : codings.front();
}

QString FhirConcept::label() const
{
    if (!text.isEmpty())
        return text;
    for (const FhirCoding &coding : codings)
        if (!coding.display.isEmpty())
            return coding.display;
    return codings.empty() ? QString() : codings.front().code;
}

QString FhirPatient::idNumber() const
{
    for (const FhirIdentifier &identifier : identifiers)
        if (identifier.system == FhirSystem::idCard || identifier.type == u"NI" || identifier.type == u"NNCHN" ||
            identifier.type.contains(u"身份证"))
            return identifier.value;
    return {};
}

QString FhirPatient::recordNumber() const
{
    for (const FhirIdentifier &identifier : identifiers)
        if (identifier.system == FhirSystem::recordNumber)
            return identifier.value;
    return {};
}

QString FhirPatient::phone() const
{
    QString other;
    for (const FhirContactPoint &point : telecom) {
        if (point.system != u"phone" || point.use == u"old")
            continue;
        if (point.use == u"mobile")
            return point.value;
        if (other.isEmpty())
            other = point.value;
    }
    return other;
}

bool FhirAllergyIntolerance::saysThereIsNone() const
{
    static const QStringList noneKnown{QStringLiteral("716186003"), QStringLiteral("409137002"),
                                       QStringLiteral("428607008"), QStringLiteral("429625007"),
                                       QStringLiteral("716184000"), QStringLiteral("716185004")};
    return std::any_of(code.codings.begin(), code.codings.end(), [](const FhirCoding &coding) {
        return coding.system == FhirSystem::snomed && noneKnown.contains(coding.code);
    });
}

QString fhirTypeOf(const FhirResource &resource)
{
    static const QString names[] = {QStringLiteral("Patient"),           QStringLiteral("Encounter"),
                                    QStringLiteral("Condition"),         QStringLiteral("AllergyIntolerance"),
                                    QStringLiteral("MedicationRequest"), QStringLiteral("Observation")};
    if (const auto *own = std::get_if<FhirOwnResource>(&resource))
        return own->type;
    return names[resource.index()];
}

const SourceKey &keyOf(const FhirResource &resource)
{
    return std::visit([](const auto &known) -> const SourceKey & { return known.key; }, resource);
}

} // namespace yigong
