// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/closed_notes.h"
#include "ui/followups/follow_up_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"

#include <QCoreApplication>

namespace yigong {

namespace {

struct ClosedNotes
{
    Q_DECLARE_TR_FUNCTIONS(ClosedNotes)
};

void addNote(QWidget *view, BannerKind kind, const QString &what, const CorrectionNote &by, Instant now)
{
    auto *panel = new VerdictPanel(kind, view);
    panel->setVerdict(what);
    for (const QString &line :
         {ClosedNotes::tr("By %1, %2").arg(by.name, momentOf(by.at, now)), ClosedNotes::tr("Why: %1").arg(by.why)})
        panel->body()->addWidget(readLine(line, TextStyle::Body, panel));
    view->layout()->addWidget(panel);
}

} // namespace

void addCorrected(QWidget *view, const CorrectionNote &by, Instant now)
{
    addNote(view, BannerKind::Warn, ClosedNotes::tr("Corrected, does not count"), by, now);
}

void addCorrecting(QWidget *view, const CorrectionNote &by, Instant now)
{
    addNote(view, BannerKind::Info, ClosedNotes::tr("Corrects an earlier form"), by, now);
}

Label *readLine(const QString &text, TextStyle style, QWidget *parent)
{
    auto *label = new Label(text, style, Token::Text, parent);
    label->setWordWrap(true);
    return label;
}

} // namespace yigong
