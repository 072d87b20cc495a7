// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

enum class ReferralUrgency : quint8
{
    Routine = 1,
    Soon = 2,
    Emergency = 3
};

/// 双向转诊单, upward. FHIR R4: ServiceRequest. Never changed; what happens to it is its events.
struct ServiceRequest
{
    Id id;
    Id patient;
    Id encounter; ///< the visit attached
    Id site;      ///< from
    Id toSite;
    Id practitioner;
    QString number;
    Instant at;
    ReferralUrgency urgency = ReferralUrgency::Routine;
    QString reason; ///< 转诊原因, up to 100 characters
    QString diagnosisCode;
    QString diagnosis; ///< 初步印象
    QString summary;   ///< 主要现病史, 治疗经过
    QString department;
    QString allergyStatement; ///< what was said of allergies at the time; "none known" is said, never assumed
    QDate validUntil;

    static constexpr RecordInfo info{40, "service_request", "ServiceRequest", RecordKind::InsertOnly};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "patient", &ServiceRequest::patient, Role::Subject),
            field(2, "encounter", &ServiceRequest::encounter, Role::Encounter),
            field(3, "site", &ServiceRequest::site, Role::Site),
            field(4, "to_site", &ServiceRequest::toSite, Role::Site),
            field(5, "practitioner", &ServiceRequest::practitioner),
            field(6, "number", &ServiceRequest::number),
            field(7, "at", &ServiceRequest::at),
            field(8, "urgency", &ServiceRequest::urgency),
            field(9, "reason", &ServiceRequest::reason),
            field(10, "diagnosis_code", &ServiceRequest::diagnosisCode),
            field(11, "diagnosis", &ServiceRequest::diagnosis),
            field(12, "summary", &ServiceRequest::summary),
            field(13, "department", &ServiceRequest::department),
            field(14, "allergy_statement", &ServiceRequest::allergyStatement),
            field(15, "valid_until", &ServiceRequest::validUntil),
        };
    }
};

/// Numbers are on the wire: never reused. A kind that a program does not know leaves the state "needs a newer program".
enum class ReferralEventKind : quint8
{
    Sent = 1,
    Withdrawn = 2, ///< by the sender, before acceptance
    Accepted = 3,  ///< with a date
    Rejected = 4,  ///< with a reason
    Arrived = 5,
    Treated = 6,      ///< what was done
    ReturnedDown = 7, ///< 回转, with diagnosis, what was done, and a plan
    Received = 8,     ///< the sender took the patient back
    Closed = 9,       ///< first follow-up done
    NoShow = 10,
};

struct ReferralEvent
{
    Id id;
    Id referral;
    Id patient;
    Id site;     ///< where it happened
    Id fromSite; ///< the referral's, so that both ends' streams carry it
    Id toSite;
    ReferralEventKind kind = ReferralEventKind::Sent;
    Instant at;
    Id practitioner;
    Instant appointment;
    QString department;
    QString note;      ///< reason of a rejection, message
    QString diagnosis; ///< 诊断结果
    QString treatment; ///< 治疗经过
    QString plan;      ///< 下一步治疗方案及康复建议

    static constexpr RecordInfo info{41, "referral_event", "Task", RecordKind::InsertOnly};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "referral", &ReferralEvent::referral),
            field(2, "patient", &ReferralEvent::patient, Role::Subject),
            field(3, "site", &ReferralEvent::site, Role::Site),
            field(4, "from_site", &ReferralEvent::fromSite, Role::Site),
            field(5, "to_site", &ReferralEvent::toSite, Role::Site),
            field(6, "kind", &ReferralEvent::kind),
            field(7, "at", &ReferralEvent::at),
            field(8, "practitioner", &ReferralEvent::practitioner),
            field(9, "appointment", &ReferralEvent::appointment),
            field(10, "department", &ReferralEvent::department),
            field(11, "note", &ReferralEvent::note),
            field(12, "diagnosis", &ReferralEvent::diagnosis),
            field(13, "treatment", &ReferralEvent::treatment),
            field(14, "plan", &ReferralEvent::plan),
        };
    }
};

/// One thing to do for a patient who came back: lands on the work list of `site`. FHIR R4: CarePlan.activity.
struct CarePlanActivity
{
    Id id;
    Id referral;
    Id patient;
    Id site;     ///< who does it
    Id fromSite; ///< who asked for it, and sees whether it was done
    QDate dueOn;
    QString what;
    QDate doneOn;
    Id doneBy;
    QString outcome;

    static constexpr RecordInfo info{42, "care_plan_activity", "CarePlan", RecordKind::Mutable, Reach::Always};
    static constexpr auto fields()
    {
        return std::tuple{
            field(1, "referral", &CarePlanActivity::referral),
            field(2, "patient", &CarePlanActivity::patient, Role::Subject),
            field(3, "site", &CarePlanActivity::site, Role::Site),
            field(4, "from_site", &CarePlanActivity::fromSite, Role::Site),
            field(5, "due_on", &CarePlanActivity::dueOn),
            field(6, "what", &CarePlanActivity::what),
            field(7, "done_on", &CarePlanActivity::doneOn, Merge::Monotone),
            field(8, "done_by", &CarePlanActivity::doneBy, Merge::Monotone),
            field(9, "outcome", &CarePlanActivity::outcome, Merge::Latest, Privacy::Clinical),
        };
    }
};

} // namespace yigong
