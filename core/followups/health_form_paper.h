// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_paper.h"
#include "core/security/policy.h"
#include "core/store/snapshot.h"

namespace yigong {

struct HealthFormPapers
{
    Id patient;
    std::vector<FormPaper> sheets;

    [[nodiscard]] std::size_t filled() const; ///< columns that say something, on all of them
};

/// A resident's forms of one code that stand, the latest edition's, on as many sheets as they need; of a form laid out
/// in pages the last alone. `isBlank`: with name and number alone. Opens the record. Door ReadPatient (forms of severe
/// mental disorder: Door ReadSensitive too). Errors: Forbidden · NotFound{patient | form} · OutOfScope.
Result<HealthFormPapers> healthFormPapers(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &code,
                                          bool isBlank = false);
/// Nobody's, with nothing in it. Errors: NotFound{form}.
Result<HealthFormPapers> blankHealthFormPapers(const QString &code);

} // namespace yigong
