// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/follow_up_pdf.h"
#include "ui/print/form_sheet.h"
#include "ui/print/health_form_pdf.h"

#include <QPagedPaintDevice>

namespace yigong {

namespace {

FormPaper sheetOf(const FollowUpPaper &paper)
{
    return {FormLayout::Columns,   paper.title, paper.name,  paper.number,
            FollowUpPaper::visits, paper.rows,  paper.filled};
}

} // namespace

void setUpFollowUpPage(QPagedPaintDevice &device)
{
    device.setPageLayout(formPageLayout());
}

void drawFollowUpPaper(QPagedPaintDevice &device, const FollowUpPaper &paper)
{
    drawFormSheets(device, {sheetOf(paper)});
}

Result<void> writeFollowUpPdf(const FollowUpPaper &paper, const QString &path)
{
    return writeFormPdf({sheetOf(paper)}, path);
}

} // namespace yigong
