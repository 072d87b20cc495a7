// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/reports/report_words.h"

#include <QFont>
#include <QPainter>
#include <QRectF>

namespace yigong {

/// Draws a report's chart for paper: bars with their sum above, a labelled axis, the series named in a line below the
/// title. What a site has not fully reported is hatched. `em` is the size of the text in the painter's units.
/// The colours are the printed palette of the visual language; series differ by pattern too, for a copier's sake.
void drawReportChart(QPainter &painter, const QRectF &area, const ReportChart &chart, ReportLanguage language,
                     double em);

/// The typeface of printed matter: "Noto Sans CJK SC" where there is one (a bare fallback takes Japanese forms of 直 骨
/// 角), of `size` in the painter's units.
QFont printFont(double size, QFont::Weight weight = QFont::Normal);

/// The least of 1, 2, 2.5, 5 × 10ⁿ (whole) that reaches `highest` in at most `steps` steps.
qint64 axisStep(qint64 highest, int steps = 4);

} // namespace yigong
