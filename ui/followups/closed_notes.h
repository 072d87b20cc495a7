// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "ui/widgets/label.h"

namespace yigong {

/// Who corrected a closed form, when and why.
struct CorrectionNote
{
    QString name;
    Instant at;
    QString why;
};

/// Above a closed form: that it was corrected and counts no more; that it corrects an earlier one.
void addCorrected(QWidget *view, const CorrectionNote &by, Instant now);
void addCorrecting(QWidget *view, const CorrectionNote &by, Instant now);

/// Both, of a form as the doors list it (ListedFollowUp, ListedHealthForm).
template <typename Listed> void addCorrectionNotes(QWidget *view, const Listed &listed, Instant now)
{
    if (listed.isCorrected)
        addCorrected(view, {listed.correctorName, listed.correctedAt, listed.correctionReason}, now);
    if (!listed.form.amends.isNone())
        addCorrecting(view, {listed.practitionerName, listed.form.entered, listed.form.amendReason}, now);
}

/// A line that wraps.
Label *readLine(const QString &text, TextStyle style, QWidget *parent);

} // namespace yigong
