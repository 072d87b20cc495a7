// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/health_form_pdf.h"
#include "ui/print/form_sheet.h"
#include "ui/print/pdf_file.h"

#include <QPdfWriter>

namespace yigong {

Result<void> writeFormPdf(const std::vector<FormPaper> &papers, const QString &path)
{
    return writePdf(path, papers.front().title, formPageLayout(),
                    [&](QPdfWriter &pdf) { drawFormSheets(pdf, papers); });
}

} // namespace yigong
