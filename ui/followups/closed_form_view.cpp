// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/closed_form_view.h"
#include "core/encounters/pressure.h"
#include "core/followups/follow_up_form.h"
#include "ui/followups/closed_notes.h"
#include "ui/followups/follow_up_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/card.h"

namespace yigong {

ClosedFormView::ClosedFormView(const ListedFollowUp &listed, const Patient &patient, const FollowUpRules &rules,
                               Instant now, QWidget *parent)
    : QWidget(parent)
{
    auto *column = makeColumn(12);
    setLayout(column);
    addCorrectionNotes(this, listed, now);
    addVerdict(listed.form, patient, rules, civilDay(now));
    addAnswers(listed, now);
    column->addStretch(1);
}

void ClosedFormView::addVerdict(const FollowUp &form, const Patient &patient, const FollowUpRules &rules, QDate today)
{
    auto *panel = new VerdictPanel(FollowUpWords::kindOf(form.step), this);
    panel->setVerdict(FollowUpWords::outcome(form.outcome), FollowUpWords::program(form.program));
    const int target = PressureTarget::of(patient, form.visitDate).systolic;
    for (const QString &word : form.reasons.split(u',', Qt::SkipEmptyParts))
        panel->body()->addWidget(
            readLine(QStringLiteral("· ") + FollowUpWords::reason(word, rules, target), TextStyle::Body, panel));
    panel->body()->addWidget(readLine(FollowUpWords::step(form.step), TextStyle::Section, panel));
    if (form.nextOn.isValid())
        panel->body()->addWidget(
            readLine(tr("Next follow-up: %1").arg(dayOf(form.nextOn, today)), TextStyle::Body, panel));
    layout()->addWidget(panel);
}

void ClosedFormView::addAnswers(const ListedFollowUp &listed, Instant now)
{
    const FollowUp &form = listed.form;
    auto *card = new Card(tr("Form of %1").arg(dayOf(form.visitDate, civilDay(now))), {}, this);
    QList<QPair<QString, Runs>> facts;
    for (const FormField &field : followUpFields()) {
        const QString key = field.keyText();
        if (!field.isOf(form.program) || key == u"diastolic" || key == u"nextOn")
            continue;
        if (key == u"systolic" && !form.systolic.isNone())
            facts.append(
                {tr("Pressure"), {plain(form.systolic.text() + u'/' + form.diastolic.text()), soft(field.unitText())}});
        else if (const QString words = fieldWords(form, field); !words.isEmpty())
            facts.append({field.nameText(), {plain(words)}});
    }
    facts.append({tr("Closed by"), {plain(listed.practitionerName), soft(listed.siteName)}});
    facts.append({tr("Closed on"), {plain(momentOf(form.entered, now))}});
    auto *list = new FactList(card);
    list->setLabelWidthSp(128);
    list->setFacts(facts);
    card->body()->addWidget(list);
    layout()->addWidget(card);
}

} // namespace yigong
