// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"

#include <QStringList>
#include <vector>

namespace yigong {

enum class TimelineKind : quint8
{
    Visit,
    Amendment, ///< of a closed visit; `about` is that visit
    Measurement,
    Diagnosis,    ///< recorded without a visit
    Prescription, ///< the same
    Referral,
    ReferralEvent,   ///< `about` is the referral; `detail` the ReferralEventKind's number
    PlanActivity,    ///< something to do after a hospital stay; `at` is its day
    Allergy,         ///< `detail` 1 where it was voided
    ConflictSettled, ///< `detail` is the Patient field's number
    FollowUp,        ///< of a chronic disease, closed; `at` is its day; `detail` the FollowUpProgram's number;
                     ///< `about` is the form that it corrects
    FileEvent,       ///< a change of the file, a death, a departure; `at` is when it was written; `detail` the
                     ///< ResidentEventKind's number
    HealthForm,      ///< a form that is data, closed; the same
};

enum class TimelinePartKind : quint8
{
    Diagnosis,
    Complaint,
    Pressure,  ///< "152/94", mmHg
    Vital,     ///< "体温 36.5 ℃"
    Medicine,  ///< "氨氯地平片 · 1 片 · 每日 1 次 · 7 片"
    Dispensed, ///< "氨氯地平片 × 7 片"
    Summary,
    Advice,
    Reason,
    Destination, ///< the other site's name
    Department,
    Appointment, ///< ISO instant
    Note,
    Treatment,
    Plan,
    Due, ///< ISO day
    Outcome,
    Substance,
    Reaction,
    Kept,    ///< the value that stands
    Dropped, ///< a value that does not
    Program, ///< stable word of a chronic-disease program
    Field,   ///< as the form prints it
    Day,     ///< ISO day or part of one
    Class,   ///< stable word of a FollowUpClass, or of what the rules say of a form that is data
    Form,    ///< code of such a form
};

struct TimelinePart
{
    TimelinePartKind kind;
    QString text;
};

/// One thing that happened to a resident. Holds what was recorded, in the order to show it; the words around it are
/// the reader's language and made elsewhere.
struct TimelineEntry
{
    Instant at;
    TimelineKind kind = TimelineKind::Visit;
    std::vector<TimelinePart> parts;
    QString siteName; ///< empty where the site is not known here
    QString practitionerName;
    Id record;
    Id about;
    int detail = 0;
};

/// Stable word of a kind ("visit", "referral-event"), for JSON.
QString nameOf(TimelineKind kind);
QString nameOf(TimelinePartKind kind);

/// Everything about one resident, newest first, under whatever id it was recorded (merged residents).
/// Forms of severe mental disorder only through Door ReadSensitive. At most `limit` visits and as many of each other
/// kind; older ones by `before` (none: from now on back). Opens the record (see `openResident`). Door ReadPatient.
/// Errors: Forbidden · NotFound{patient} · OutOfScope.
Result<std::vector<TimelineEntry>> timelineOf(const Snapshot &snapshot, const Actor &actor, Id patient, int limit = 200,
                                              Instant before = {});

} // namespace yigong
