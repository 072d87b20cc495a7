// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/contracts/contract_printing.h"
#include "core/security/audit.h"
#include "ui/print/contract_pdf.h"

#include <QPrintDialog>
#include <QPrinter>

namespace yigong {

namespace {

bool isPrinted(const Workplace &place, const ContractSheet &sheet, QWidget *parent)
{
    QPrinter printer(QPrinter::HighResolution);
    setUpContractPage(printer);
    QPrintDialog choice(&printer, parent);
    if (choice.exec() != QDialog::Accepted)
        return false;
    drawContract(printer, sheet);
    note(place.db, place.actor, AuditKind::Printed, QStringLiteral("contract"), 1, sheet.patient.id);
    return true;
}

} // namespace

void printContract(Workplace &place, Id contract, QWidget *parent, std::function<void(const Result<bool> &)> answer)
{
    whenReady(place.db.readLater(
                  [actor = place.actor, contract](const Snapshot &s) { return contractSheet(s, actor, contract); }),
              parent, [&place, parent, answer = std::move(answer)](const Result<ContractSheet> &sheet) {
                  answer(sheet ? Result<bool>(isPrinted(place, *sheet, parent)) : Result<bool>(fail(sheet.error())));
              });
}

} // namespace yigong
