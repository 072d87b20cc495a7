// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/health_form_printing.h"
#include "core/followups/form_doors.h"
#include "core/patients/open_resident.h"
#include "core/security/audit.h"
#include "ui/print/form_sheet.h"

#include <QPrintDialog>
#include <QPrinter>
#include <algorithm>

namespace yigong {

namespace {

constexpr qsizetype printedDigits = 8; // of the record number, as the forms have boxes for

} // namespace

Result<HealthFormPrint> healthFormPrint(const Snapshot &snapshot, const Actor &actor, Id patient, const QString &code,
                                        Id chosen)
{
    YIGONG_LET(resident, openResident(snapshot, actor, patient));
    YIGONG_LET(listed, healthFormsOf(snapshot, actor, resident.patient.id, code));
    const auto at = std::find_if(listed.begin(), listed.end(),
                                 [chosen](const ListedHealthForm &each) { return each.form.id == chosen; });
    if (!chosen.isNone() && at == listed.end())
        return fail(ErrorKind::NotFound, QStringLiteral("health_form"));
    const FormDefinition *form = formDefinition(code, chosen.isNone() ? QString() : at->form.formVersion);
    if (!form)
        return fail(ErrorKind::NotFound, QStringLiteral("form"), {code});
    std::vector<PaperVisit> visits;
    for (const ListedHealthForm &each : listed) {
        if (chosen.isNone())
            break;
        // One that was corrected is printed as it was, alone.
        const bool isBeside = form->layout == FormLayout::Columns && !at->isCorrected && !each.isCorrected &&
                              each.form.formVersion == form->version;
        if (each.form.id == chosen || isBeside)
            visits.push_back({each.form.answers, each.form.day, each.practitionerName, each.form.nextOn});
    }
    HealthFormPrint print{formPapers(*form, std::move(visits)), code, resident.patient.id};
    for (FormPaper &paper : print.papers) {
        paper.name = resident.patient.name;
        paper.number = resident.patient.recordNumber.right(printedDigits);
    }
    return print;
}

bool printHealthForm(const Workplace &place, const HealthFormPrint &print, QWidget *parent)
{
    QPrinter printer(QPrinter::HighResolution);
    printer.setPageLayout(formPageLayout());
    QPrintDialog choice(&printer, parent);
    if (choice.exec() != QDialog::Accepted)
        return false;
    drawFormSheets(printer, print.papers);
    qint64 filled = 0;
    for (const FormPaper &paper : print.papers)
        filled += static_cast<qint64>(paper.filled);
    note(place.db, place.actor, AuditKind::Printed, QStringLiteral("health-form ") + print.formCode, filled,
         print.patient);
    return true;
}

} // namespace yigong
