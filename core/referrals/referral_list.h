// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/resident_contracts.h"
#include "core/encounters/encounter.h"
#include "core/patients/patient.h"
#include "core/referrals/referral_deadline.h"
#include "core/security/policy.h"
#include "core/store/snapshot.h"
#include "core/sync/conflicts.h"

#include <map>
#include <vector>

namespace yigong {

enum class ReferralDirection : quint8
{
    Out,  ///< sent by the site
    In,   ///< sent to the site
    Both, ///< either end
};

struct ReferralFilter
{
    bool openOnly = false; ///< without those that are over (`isOver`)
    std::optional<ReferralState> state;
    Id patient; ///< none: anybody's
    int limit = 200;
    int offset = 0;
};

/// One referral as a list or card shows it.
struct ReferralRow
{
    ServiceRequest referral;
    QString patientName; ///< of the record that the resident's now follows, where two were merged
    Sex patientSex = Sex::Unknown;
    PartialDate patientBirthDate;
    QString patientPhone;
    QString fromName;
    QString toName;
    ReferralState state = ReferralState::Sent;
    ReferralDeadline deadline;
    Instant appointment;
    std::optional<ReferralEvent> last; ///< the latest event that this store knows
    int plannedItems = 0;              ///< of the plan that came back
    int doneItems = 0;
};

/// Without a door: for core. Referrals of one end, those with the nearest deadline first, then those without one,
/// newest first. `now` decides what is overdue.
Result<std::vector<ReferralRow>> referralsOf(const Snapshot &snapshot, Id site, ReferralDirection direction,
                                             const ReferralFilter &filter, Instant now);

/// The same for a person: of a site within their reach. Door ReadPatient. Errors: Forbidden · OutOfScope.
Result<std::vector<ReferralRow>> referralBoard(const Snapshot &snapshot, const Actor &actor, Id site,
                                               ReferralDirection direction, const ReferralFilter &filter, Instant now);

/// What goes with the referral: the visit that was attached, as far as this store has it.
struct AttachedVisit
{
    Encounter encounter;
    std::vector<Condition> conditions;
    std::vector<Observation> observations;
    std::vector<MedicationRequest> prescriptions;
};

/// Everything about one referral.
struct ReferralView
{
    ReferralRow row;
    std::optional<Patient> patient;
    ContractMark contract;                     ///< what they are entitled to by their family doctor's contract
    std::vector<ConflictState> conflicts;      ///< of the resident's card, open ones
    std::vector<AllergyIntolerance> allergies; ///< known now; what was said at sending is in the referral
    std::optional<AttachedVisit> visit;
    std::vector<ReferralEvent> events;        ///< oldest first (time, then id), none left out
    std::vector<CarePlanActivity> activities; ///< by due day
    std::map<Id, QString> staff;              ///< names of the practitioners who appear above
};

/// Without a door: for core. Errors: NotFound{service_request}.
Result<ReferralView> referralView(const Snapshot &snapshot, Id referral, Instant now);
/// The same for a person, at either end or above it; also when the share has ended: the slip stays in the papers of
/// both. Noted in the second log. Door ReadPatient. Errors: Forbidden · NotFound · OutOfScope.
Result<ReferralView> openReferral(const Snapshot &snapshot, const Actor &actor, Id referral, Instant now);
/// By id or by its short number, as typed. Errors: NotFound.
Result<Id> findReferral(const Snapshot &snapshot, const QString &idOrNumber);

/// What a 转诊单 proposes for 过敏史 from the resident's record: the substances, "、" between them; "不详" where none
/// is on record, for a person to confirm or to say "无".
Result<QString> proposedAllergyStatement(const Snapshot &snapshot, Id patient);

} // namespace yigong
