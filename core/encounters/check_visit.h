// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/encounters/visit_draft.h"

namespace yigong {

/// What a doctor should look at once more. Never keeps a visit from being closed.
enum class VisitCaution
{
    Implausible,      ///< vital sign beyond what is likely; args: name, value, unit
    High,             ///< above the usual; the same args
    Low,              ///< below the usual; the same args
    PressureReversed, ///< diastolic not below systolic; args: systolic, diastolic
    AllergyCaution,   ///< drug akin to a known allergen; args: drug, substance
    LongSupply,       ///< more days than usual (7; with a chronic disease 84); args: drug, days, usual days
    ManyDrugs,        ///< more than five on one slip; args: how many
    SameDrugTwice,    ///< args: drug
};

struct VisitWarning
{
    VisitCaution caution = VisitCaution::Implausible;
    QString field; ///< "vitals.8480-6", "prescription.0": lines by place
    QStringList args;

    bool operator==(const VisitWarning &) const = default;
};

struct VisitCheck
{
    std::vector<Error> errors; ///< each keeps it from being closed; fields as in a warning
    std::vector<VisitWarning> warnings;

    [[nodiscard]] bool isClosable() const { return errors.empty(); }
};

/// Checks a draft as `completed` gives it. `allergies` are codes or words, as `Catalogue::allergiesAgainst` takes them.
/// Errors: Required (patient, complaint, a diagnosis; of a line quantity, unit) · OutOfRange · Invalid ·
/// UnknownDiagnosis · UnknownDrug · AllergyKnown{substance} where the line gives no reason.
VisitCheck checkVisit(const VisitDraft &draft, const Catalogue &catalogue, const QStringList &allergies, Instant now);

} // namespace yigong
