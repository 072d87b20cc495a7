// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_paper.h"

#include <QPageLayout>

#include <functional>

class QPagedPaintDevice;
class QPainter;

namespace yigong {

/// A4 upright with the margins of the forms; before a printer is chosen, so that its dialog shows them.
QPageLayout formPageLayout();

/// National forms as they lie on the desk, each from a new page on: rules around every row and column, groups at the
/// left, boxes with the chosen option's number. A sheet is fitted into one page by smaller type; what does not fit at
/// the smallest goes on on further ones, numbered, each with its head. Nothing is cut but an answer
/// that is longer than a page by itself (some 2,500 characters). Needs a QGuiApplication.
void drawFormSheets(QPagedPaintDevice &device, const std::vector<FormPaper> &papers);
/// The same with a painter whose unit is a point, on pages of this size in points; `newPage` is called between them.
void drawFormSheets(QPainter &painter, QSizeF page, const std::vector<FormPaper> &papers,
                    const std::function<void()> &newPage);

} // namespace yigong
