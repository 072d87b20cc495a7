// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// GB/T 2261.1
enum class Sex : quint8
{
    Unknown = 0,
    Male = 1,
    Female = 2,
    Unstated = 9
};
/// CV04.50.005; 0 = not asked
enum class BloodType : quint8
{
    NotAsked = 0,
    A = 1,
    B = 2,
    O = 3,
    AB = 4,
    Unclear = 5
};

/// 居民. FHIR R4: Patient. `site` is the village clinic that looks after them.
/// Identity card numbers are GB 11643, normalised (18 characters, capital X). Without one, `noIdReason` says why.
struct Patient
{
    Id id;
    QString name;
    Sex sex = Sex::Unknown;
    PartialDate birthDate;
    QString idType; ///< CV02.01.101: "01" identity card … "99"; empty without a document
    QString idNumber;
    QString noIdReason; ///< newborn, lost, unregistered … as written
    BloodType bloodType = BloodType::NotAsked;
    QString phone;
    QString address;
    QString remarks;
    QStringList
        conditions; ///< chronic: hypertension, diabetes, copd, coronary, stroke, mental, tuberculosis … (codes table)
    Id site;
    QString recordNumber; ///< 居民健康档案编号, 17 digits
    Id household;
    QString householdRelation; ///< GB/T 4761 as written
    QString ethnicity;         ///< GB/T 3304, two digits
    QString source;            ///< the system it was imported from; empty for one registered here
    QString sourceIdentifier;  ///< its key there
    PartialDate deceasedOn;
    QDate voidedOn; ///< entered in error
    Id mergedInto;  ///< the other record of the same person that readers follow
    QDate leftOn;   ///< moved out of the county; empty again once they are back

    static constexpr RecordInfo info{10, "patient", "Patient", RecordKind::Mutable, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "name", &Patient::name, Merge::Ask, Privacy::Name),
            field(2, "sex", &Patient::sex, Merge::Ask),
            field(3, "birth_date", &Patient::birthDate, Merge::Ask),
            field(4, "id_type", &Patient::idType, Merge::Ask),
            field(5, "id_number", &Patient::idNumber, Merge::Ask, Privacy::IdNumber),
            field(6, "no_id_reason", &Patient::noIdReason, Merge::Latest),
            field(7, "blood_type", &Patient::bloodType, Merge::Ask, Privacy::Clinical),
            field(8, "phone", &Patient::phone, Merge::Latest, Privacy::Phone),
            field(9, "address", &Patient::address, Merge::Latest, Privacy::Address),
            field(10, "remarks", &Patient::remarks, Merge::Latest, Privacy::Clinical),
            field(11, "conditions", &Patient::conditions, Merge::Unite, Privacy::Clinical),
            field(12, "site", &Patient::site, Merge::Latest, Privacy::Open, Role::Site),
            field(13, "record_number", &Patient::recordNumber, Merge::Latest),
            field(14, "household", &Patient::household, Merge::Latest),
            field(15, "household_relation", &Patient::householdRelation, Merge::Latest),
            field(16, "ethnicity", &Patient::ethnicity, Merge::Latest),
            field(17, "source", &Patient::source),
            field(18, "source_identifier", &Patient::sourceIdentifier),
            field(19, "deceased_on", &Patient::deceasedOn, Merge::Monotone),
            field(20, "voided_on", &Patient::voidedOn, Merge::Monotone),
            field(21, "merged_into", &Patient::mergedInto, Merge::Monotone),
            field(22, "left_on", &Patient::leftOn, Merge::Latest),
        };
    }
};

/// 过敏. FHIR R4: AllergyIntolerance. One record for a patient and substance: its id is made from both.
struct AllergyIntolerance
{
    Id id;
    Id patient;
    Id site;
    QString code;      ///< allergen code of the catalogue, or empty
    QString substance; ///< as written
    QString reaction;
    QString criticality; ///< low, high, unable-to-assess; or empty
    QDate recordedOn;
    Id practitioner;
    QDate voidedOn;
    QString voidReason;
    QString sourceIdentifier;

    static constexpr RecordInfo info{11, "allergy_intolerance", "AllergyIntolerance", RecordKind::Mutable,
                                     Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &AllergyIntolerance::patient, Role::Subject),
            field(2, "site", &AllergyIntolerance::site, Role::Site),
            field(3, "code", &AllergyIntolerance::code),
            field(4, "substance", &AllergyIntolerance::substance),
            field(5, "reaction", &AllergyIntolerance::reaction, Merge::Latest, Privacy::Clinical),
            field(6, "criticality", &AllergyIntolerance::criticality, Merge::Latest),
            field(7, "recorded_on", &AllergyIntolerance::recordedOn),
            field(8, "practitioner", &AllergyIntolerance::practitioner),
            field(9, "voided_on", &AllergyIntolerance::voidedOn, Merge::Monotone),
            field(10, "void_reason", &AllergyIntolerance::voidReason, Merge::Latest),
            field(11, "source_identifier", &AllergyIntolerance::sourceIdentifier),
        };
    }
    static Id idOf(Id patient, const QString &codeOrSubstance)
    {
        return Id::fromKey("allergy/" + patient.bytes() + codeOrSubstance.toUtf8());
    }
};

} // namespace yigong
