// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// 个人基本信息表, and what the cover asks beside it: all that does not stand on the resident's card (Patient) already.
/// FHIR R4: QuestionnaireResponse. One for a resident: its id is made of theirs, so that two laptops fill in the same
/// one. Coded fields hold the option's number as text ("" where nothing was said: 0 is an occupation); lists hold
/// entries "number|since|name" (basic_form.h). The numbers are those of `formVersion`.
///
/// 药物过敏史 is not kept here but for "asked: none known": the allergies themselves are AllergyIntolerance records,
/// from which the form's boxes are worked out. Chronic diseases of 既往史 are also added to the card's conditions.
struct BasicInformation
{
    Id id;
    Id patient;
    Id site; ///< the resident's when it was begun, or whose who began it
    QString formCode;
    QString formVersion;
    // Cover
    QDate establishedOn;       ///< 建档日期
    Id establishedBy;          ///< 建档人
    Id doctor;                 ///< 责任医生
    QString registeredAddress; ///< 户籍地址
    // Form
    QString workplace, contactName, contactPhone;
    QString residency, rh, education, occupation, marriage;
    QStringList payments;
    bool noDrugAllergies = false; ///< asked, and none is known
    QStringList exposures;
    QStringList diseases, operations, injuries, transfusions;
    QStringList fatherHistory, motherHistory, siblingsHistory, childrenHistory;
    QStringList hereditary, disabilities;
    QString disabilityNumber; ///< 残疾证号
    QString kitchen, fuel, water, toilet, livestock;
    // What deployed systems carry beside the form
    QString livesWith, openToResident;
    Id carer; ///< who looks after them, where that is a resident too
    QString carerName, carerPhone, carerRelation;

    static constexpr RecordInfo info{68, "basic_information", "QuestionnaireResponse", RecordKind::Mutable,
                                     Reach::Always};
    /// As DESIGN §4 has it: what identifies or may kill is asked (Rh, as the blood type), histories unite, the rest
    /// goes by the later entry and keeps the other.
    static constexpr auto fields()
    {
        using B = BasicInformation;
        constexpr auto latest = Merge::Latest;
        constexpr auto unite = Merge::Unite;
        constexpr auto clinical = Privacy::Clinical;
        return std::tuple{
            field(1, "patient", &B::patient, Role::Subject),
            field(2, "site", &B::site, Role::Site),
            field(3, "form_code", &B::formCode),
            field(4, "form_version", &B::formVersion, latest),
            field(5, "established_on", &B::establishedOn, latest),
            field(6, "established_by", &B::establishedBy, latest),
            field(7, "doctor", &B::doctor, latest),
            field(8, "registered_address", &B::registeredAddress, latest, Privacy::Address),
            field(9, "workplace", &B::workplace, latest),
            field(10, "contact_name", &B::contactName, latest, Privacy::Name),
            field(11, "contact_phone", &B::contactPhone, latest, Privacy::Phone),
            field(12, "residency", &B::residency, latest),
            field(13, "rh", &B::rh, Merge::Ask, clinical),
            field(14, "education", &B::education, latest),
            field(15, "occupation", &B::occupation, latest),
            field(16, "marriage", &B::marriage, latest),
            field(17, "payments", &B::payments, unite),
            field(18, "no_drug_allergies", &B::noDrugAllergies, latest, clinical),
            field(19, "exposures", &B::exposures, unite, clinical),
            field(20, "diseases", &B::diseases, unite, clinical),
            field(21, "operations", &B::operations, unite, clinical),
            field(22, "injuries", &B::injuries, unite, clinical),
            field(23, "transfusions", &B::transfusions, unite, clinical),
            field(24, "father_history", &B::fatherHistory, unite, clinical),
            field(25, "mother_history", &B::motherHistory, unite, clinical),
            field(26, "siblings_history", &B::siblingsHistory, unite, clinical),
            field(27, "children_history", &B::childrenHistory, unite, clinical),
            field(28, "hereditary", &B::hereditary, unite, clinical),
            field(29, "disabilities", &B::disabilities, unite, clinical),
            field(30, "disability_number", &B::disabilityNumber, latest, Privacy::IdNumber),
            field(31, "kitchen", &B::kitchen, latest),
            field(32, "fuel", &B::fuel, latest),
            field(33, "water", &B::water, latest),
            field(34, "toilet", &B::toilet, latest),
            field(35, "livestock", &B::livestock, latest),
            field(36, "lives_with", &B::livesWith, latest),
            field(37, "open_to_resident", &B::openToResident, latest),
            field(38, "carer", &B::carer, latest),
            field(39, "carer_name", &B::carerName, latest, Privacy::Name),
            field(40, "carer_phone", &B::carerPhone, latest, Privacy::Phone),
            field(41, "carer_relation", &B::carerRelation, latest),
        };
    }
    static Id idOf(Id patient) { return Id::fromKey("basic/" + patient.bytes()); }
};

} // namespace yigong
