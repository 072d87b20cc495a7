// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_rules.h"
#include "core/followups/measured.h"
#include "core/forms/follow_up_drugs.h"
#include "core/store/record_type.h"

namespace yigong {

/// 慢性病患者管理: a resident in a program, from the day they were taken into it. FHIR R4: EpisodeOfCare. One for a
/// resident and program at a time: its id is made of both, and of how often they came back.
struct ProgramEnrolment
{
    Id id;
    Id patient;
    Id site; ///< the managing site when it was made; afterwards the resident's own site says who looks after them
    FollowUpProgram program = FollowUpProgram::Hypertension;
    QString formCode;        ///< of the form that is filled in for it
    QString formVersion;     ///< its edition
    PartialDate diagnosedOn; ///< 确诊时间
    QDate enrolledOn;
    Id practitioner; ///< 责任医生
    QDate closedOn;
    QString closeReason; ///< died, moved, lost, refused, not-the-disease
    QString closeRemark;
    Measured systolicTarget, diastolicTarget, fastingTarget, weightTarget; ///< agreed with the resident

    static constexpr RecordInfo info{60, "program_enrolment", "EpisodeOfCare", RecordKind::Mutable, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &ProgramEnrolment::patient, Role::Subject),
            field(2, "site", &ProgramEnrolment::site, Role::Site),
            field(3, "program", &ProgramEnrolment::program),
            field(4, "form_code", &ProgramEnrolment::formCode),
            field(5, "form_version", &ProgramEnrolment::formVersion),
            field(6, "diagnosed_on", &ProgramEnrolment::diagnosedOn, Merge::Latest),
            field(7, "enrolled_on", &ProgramEnrolment::enrolledOn),
            field(8, "practitioner", &ProgramEnrolment::practitioner, Merge::Latest),
            field(9, "closed_on", &ProgramEnrolment::closedOn, Merge::Monotone),
            field(10, "close_reason", &ProgramEnrolment::closeReason, Merge::Latest),
            field(11, "close_remark", &ProgramEnrolment::closeRemark, Merge::Latest),
            field(12, "systolic_target", &ProgramEnrolment::systolicTarget, Merge::Latest),
            field(13, "diastolic_target", &ProgramEnrolment::diastolicTarget, Merge::Latest),
            field(14, "fasting_target", &ProgramEnrolment::fastingTarget, Merge::Latest),
            field(15, "weight_target", &ProgramEnrolment::weightTarget, Merge::Latest),
        };
    }
    /// `turn` counts how often the resident came back after the program was closed.
    static Id idOf(Id patient, FollowUpProgram program, int turn = 0)
    {
        return Id::fromKey("enrolment/" + patient.bytes() + nameOf(program).toUtf8() +
                           (turn == 0 ? QByteArray() : '#' + QByteArray::number(turn)));
    }
};

/// 随访服务记录表, closed: what it says, and what was concluded from it when it was closed. FHIR R4:
/// QuestionnaireResponse. A correction is a new record that names the old; nothing that comes later changes this one.
/// Option numbers are those of the form's edition: see follow_up_form.h.
struct FollowUp
{
    Id id;
    Id patient;
    Id site;
    Id practitioner; ///< 随访医生
    FollowUpProgram program = FollowUpProgram::Hypertension;
    QString formCode;
    QString formVersion;
    QDate visitDate; ///< of the visit …
    Instant entered; ///< … and when it was typed, which may be weeks later
    int way = 0;     ///< 随访方式
    QStringList symptoms;
    QString symptomText;
    Measured systolic, diastolic, weight, weightTarget, height, bmiTarget, heartRate, waist;
    int footPulse = 0;
    QString signs;
    Measured smoking, smokingTarget, drinking, drinkingTarget;
    Measured exerciseTimes, exerciseTimesTarget, exerciseMinutes, exerciseMinutesTarget;
    int salt = 0, saltTarget = 0;
    Measured staple, stapleTarget;
    int psychology = 0, compliance = 0;
    Measured fastingGlucose, glucose, hba1c;
    QDate hba1cOn;
    QString tests;
    int adherence = 0;
    bool adverseReaction = false;
    QString adverseText;
    int hypoglycaemia = 0;
    QStringList dangerSigns;
    bool newComplication = false; ///< new, or an old one that has got worse
    QString complicationText;
    bool pregnant = false;
    FollowUpDrugs drugs;
    QString insulin;
    QString adjustment; ///< 用药调整意见
    QString referralReason, referralTo, referralContact;
    int referralResult = 0; ///< of the referral before: 1 到位, 2 不到位
    QDate nextOn;           ///< as agreed with the resident: never later than `due` unless the doctor said so twice
    QString remarks;
    // As judged when it was closed.
    FollowUpClass outcome = FollowUpClass::Controlled;
    FollowUpStep step = FollowUpStep::Routine;
    QDate due, checkReferralBy;
    QString reasons; ///< words of FollowUpJudgement, the gravest first, joined by commas
    Id amends;
    QString amendReason;

    static constexpr RecordInfo info{61, "follow_up", "QuestionnaireResponse", RecordKind::InsertOnly, Reach::Always};
    static constexpr auto fields()
    {
        using F = FollowUp;
        return std::tuple{
            field(1, "patient", &F::patient, Role::Subject),
            field(2, "site", &F::site, Role::Site),
            field(3, "practitioner", &F::practitioner),
            field(4, "program", &F::program),
            field(5, "form_code", &F::formCode),
            field(6, "form_version", &F::formVersion),
            field(7, "visit_date", &F::visitDate),
            field(8, "entered", &F::entered),
            field(9, "way", &F::way),
            field(10, "symptoms", &F::symptoms),
            field(11, "symptom_text", &F::symptomText),
            field(12, "systolic", &F::systolic),
            field(13, "diastolic", &F::diastolic),
            field(14, "weight", &F::weight),
            field(15, "weight_target", &F::weightTarget),
            field(16, "height", &F::height),
            field(17, "bmi_target", &F::bmiTarget),
            field(18, "heart_rate", &F::heartRate),
            field(19, "waist", &F::waist),
            field(20, "foot_pulse", &F::footPulse),
            field(21, "signs", &F::signs),
            field(22, "smoking", &F::smoking),
            field(23, "smoking_target", &F::smokingTarget),
            field(24, "drinking", &F::drinking),
            field(25, "drinking_target", &F::drinkingTarget),
            field(26, "exercise_times", &F::exerciseTimes),
            field(27, "exercise_times_target", &F::exerciseTimesTarget),
            field(28, "exercise_minutes", &F::exerciseMinutes),
            field(29, "exercise_minutes_target", &F::exerciseMinutesTarget),
            field(30, "salt", &F::salt),
            field(31, "salt_target", &F::saltTarget),
            field(32, "staple", &F::staple),
            field(33, "staple_target", &F::stapleTarget),
            field(34, "psychology", &F::psychology),
            field(35, "compliance", &F::compliance),
            field(36, "fasting_glucose", &F::fastingGlucose),
            field(37, "glucose", &F::glucose),
            field(38, "hba1c", &F::hba1c),
            field(39, "hba1c_on", &F::hba1cOn),
            field(40, "tests", &F::tests),
            field(41, "adherence", &F::adherence),
            field(42, "adverse_reaction", &F::adverseReaction),
            field(43, "adverse_text", &F::adverseText),
            field(44, "hypoglycaemia", &F::hypoglycaemia),
            field(45, "danger_signs", &F::dangerSigns),
            field(46, "new_complication", &F::newComplication),
            field(47, "complication_text", &F::complicationText),
            field(48, "pregnant", &F::pregnant),
            field(49, "drugs", &F::drugs),
            field(50, "insulin", &F::insulin),
            field(51, "adjustment", &F::adjustment),
            field(52, "referral_reason", &F::referralReason),
            field(53, "referral_to", &F::referralTo),
            field(54, "referral_contact", &F::referralContact),
            field(55, "referral_result", &F::referralResult),
            field(56, "next_on", &F::nextOn),
            field(57, "remarks", &F::remarks),
            field(58, "outcome", &F::outcome),
            field(59, "step", &F::step),
            field(60, "due", &F::due),
            field(61, "check_referral_by", &F::checkReferralBy),
            field(62, "reasons", &F::reasons),
            field(63, "amends", &F::amends),
            field(64, "amend_reason", &F::amendReason),
        };
    }
};

/// What came of getting in touch between two follow-ups. FHIR R4: Communication.
enum class ContactOutcome : quint8
{
    NotReached = 1,         ///< a try that failed; three of them in a row, and the resident is unreachable
    ReferralAttended = 2,   ///< asked after a referral: 到位
    ReferralUnattended = 3, ///< 不到位
};
QString nameOf(ContactOutcome outcome); ///< "not-reached", "referral-attended", "referral-unattended"
std::optional<ContactOutcome> contactOutcomeFrom(QStringView name);

struct FollowUpContact
{
    Id id;
    Id patient;
    Id site;
    Id practitioner;
    FollowUpProgram program = FollowUpProgram::Hypertension;
    QDate day;
    Instant entered;
    int way = 0; ///< as on the form
    ContactOutcome outcome = ContactOutcome::NotReached;
    QString remark;

    static constexpr RecordInfo info{62, "follow_up_contact", "Communication", RecordKind::InsertOnly, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &FollowUpContact::patient, Role::Subject),
            field(2, "site", &FollowUpContact::site, Role::Site),
            field(3, "practitioner", &FollowUpContact::practitioner),
            field(4, "program", &FollowUpContact::program),
            field(5, "day", &FollowUpContact::day),
            field(6, "entered", &FollowUpContact::entered),
            field(7, "way", &FollowUpContact::way),
            field(8, "outcome", &FollowUpContact::outcome),
            field(9, "remark", &FollowUpContact::remark),
        };
    }
};

} // namespace yigong
