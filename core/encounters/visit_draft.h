// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/base/money.h"
#include "core/codes/catalogue.h"

#include <QJsonObject>
#include <vector>

namespace yigong {

struct VitalEntry
{
    QString code; ///< of `vitalKinds()`
    QString value;
    QString unit; ///< empty: the kind's own

    bool operator==(const VitalEntry &) const = default;
};

struct DiagnosisEntry
{
    QString code; ///< of the catalogue
    QString name; ///< as it is to be shown; empty: the catalogue's
    bool primary = false;

    bool operator==(const DiagnosisEntry &) const = default;
};

struct PrescriptionEntry
{
    QString drug; ///< code of the catalogue
    QString name; ///< empty: the catalogue's
    QString dose; ///< as the patient is told: "2 粒"
    int timesPerDay = 0;
    QString frequency; ///< "每日 3 次"; empty: from timesPerDay
    QString route;
    int days = 0;
    Quantity quantity{}; ///< in the drug's smallest unit; 0: dose × times × days, rounded up
    QString unit;        ///< the smallest unit, as a check; empty: the catalogue's
    QString instructions;
    bool dispense = false;  ///< hand it out from this clinic's stock on closing
    QString overrideReason; ///< why more is handed out than the ledger shows
    QString allergyReason;  ///< why it is given against a known allergy

    bool operator==(const PrescriptionEntry &) const = default;
};

/// A visit that is still being written. This laptop's alone until it is closed.
struct VisitDraft
{
    Id id; ///< of the saved draft; none for one that was not saved
    Id patient;
    Instant start;                              ///< none: when it is closed
    QString visitClass = QStringLiteral("AMB"); ///< AMB outpatient, HH home visit, EMER emergency, IMP inpatient
    QString complaint;                          ///< 主诉
    QString summary;                            ///< history, findings, what was done
    QString advice;                             ///< 嘱咐
    std::vector<VitalEntry> vitals;
    std::vector<DiagnosisEntry> diagnoses; ///< where none is primary, the first is
    std::vector<PrescriptionEntry> prescription;
    Money consultationFee{600}; ///< 一般诊疗费; drugs come on top at cost
    Id amends;                  ///< the closed visit that this one corrects
    QString amendReason;

    bool operator==(const VisitDraft &) const = default;
};

/// The form in which drafts are saved and `visit add` takes them; keys in docs/cli.md. What is at its default is left
/// out. The draft's own id is not part of it.
QJsonObject jsonOf(const VisitDraft &draft);
/// A key that it does not know is an error, never passed over.
/// Errors: BadFormat{visit, where} · Invalid{value; field}.
Result<VisitDraft> visitDraftFrom(const QJsonObject &json);

/// The draft with what the catalogue knows filled in where nothing was written: names, units, route, frequency,
/// quantity, which diagnosis is primary.
VisitDraft completed(VisitDraft draft, const Catalogue &catalogue);

/// A drug as it is usually prescribed.
PrescriptionEntry usualPrescription(const Drug &drug, int days);

/// Units that a prescription needs, rounded up; nothing where the dose ("外用适量", "10 mg" of a tablet) does not say.
std::optional<Quantity> quantityFor(const QString &dose, int times, int everyDays, int days, const QString &unit);

} // namespace yigong
