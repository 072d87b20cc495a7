// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/pdf_file.h"
#include "core/exchange/new_file.h"

#include <QBuffer>
#include <QPageLayout>
#include <QPdfWriter>

namespace yigong {

Result<void> writePdf(const QString &path, const QString &title, const QPageLayout &layout,
                      const std::function<void(QPdfWriter &)> &draw)
{
    constexpr int pointsPerInch = 72;
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(pointsPerInch * unitsPerPoint);
        pdf.setPageLayout(layout);
        pdf.setTitle(title);
        pdf.setCreator(QStringLiteral("Yigong"));
        draw(pdf);
    }
    YIGONG_LET(file, NewFile::create(path));
    file.device().write(buffer.data());
    return file.commit();
}

} // namespace yigong
