// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_rules.h"
#include "core/forms/form_answers.h"
#include "core/store/record_type.h"

namespace yigong {

/// A national form about a resident, closed: what it says, and what was concluded from it when it was closed. FHIR R4:
/// QuestionnaireResponse. A correction is a new record that names the old; nothing that comes later changes this one.
/// Hypertension and diabetes have a record of their own (FollowUp).
struct HealthForm
{
    Id id;
    Id patient;
    Id site;
    Id practitioner;
    QString formCode, formVersion; ///< which questions and options the answers mean (form_definition.h)
    QDate day;                     ///< of the visit …
    Instant entered;               ///< … and when it was typed, which may be weeks later
    FormAnswers answers;
    // As judged when it was closed.
    QString outcome; ///< a word of the program's rules (form_rules.h); empty where none judges it
    FollowUpStep step = FollowUpStep::Routine;
    QDate due; ///< of the next form, at the latest; invalid where none follows
    QDate checkReferralBy;
    QString reasons; ///< words of the rules, the gravest first, joined by commas
    QDate nextOn;    ///< as agreed with the resident
    Id amends;
    QString amendReason;

    static constexpr RecordInfo info{63, "health_form", "QuestionnaireResponse", RecordKind::InsertOnly, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &HealthForm::patient, Role::Subject),
            field(2, "site", &HealthForm::site, Role::Site),
            field(3, "practitioner", &HealthForm::practitioner),
            field(4, "form_code", &HealthForm::formCode),
            field(5, "form_version", &HealthForm::formVersion),
            field(6, "day", &HealthForm::day),
            field(7, "entered", &HealthForm::entered),
            field(8, "answers", &HealthForm::answers, Merge::Fixed, Privacy::Clinical),
            field(9, "outcome", &HealthForm::outcome),
            field(10, "step", &HealthForm::step),
            field(11, "due", &HealthForm::due),
            field(12, "check_referral_by", &HealthForm::checkReferralBy),
            field(13, "reasons", &HealthForm::reasons),
            field(14, "next_on", &HealthForm::nextOn),
            field(15, "amends", &HealthForm::amends),
            field(16, "amend_reason", &HealthForm::amendReason),
        };
    }
};

} // namespace yigong
