// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_paper.h"
#include "core/security/policy.h"
#include "ui/shell/workplace.h"

namespace yigong {

/// A national form on its way to the printer.
struct HealthFormPrint
{
    std::vector<FormPaper> papers;
    QString formCode;
    Id patient;
};

/// The form `code` of a resident as paper: in columns, with all that stand; of one that has a sheet a visit, `chosen`
/// alone. `chosen` none: blank, with name and number. Opens the record. Door ReadPatient. Errors: those of
/// `healthFormsOf` · NotFound{form | health_form}.
Result<HealthFormPrint> healthFormPrint(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &code,
                                        Id chosen);
/// Asks for a printer and prints. Noted in the second log. False: no printer was chosen.
bool printHealthForm(const Workplace &place, const HealthFormPrint &print, QWidget *parent);

} // namespace yigong
