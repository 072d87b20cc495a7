// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/closed_health_form_view.h"
#include "ui/followups/closed_notes.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/followups/health_form_side.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"

namespace yigong {

namespace {

constexpr int answeredLabelWidth = 128;

/// Names of questions are long: they wrap.
void factsIn(Card *card, const QList<QPair<QString, Runs>> &facts)
{
    for (const auto &[name, runs] : facts) {
        auto *line = new QWidget(card);
        line->setLayout(makeRow(12));
        line->setAccessibleName(name + u' ' + plainText(runs));
        auto *label = new Label(name, TextStyle::Body, Token::Text2, line);
        label->setWordWrap(true);
        setFixedSizeSp(label, answeredLabelWidth, 0);
        auto *row = static_cast<QHBoxLayout *>(line->layout());
        row->addWidget(label, 0, Qt::AlignTop);
        row->addWidget(new RunsLabel(runs, line), 1);
        card->body()->addWidget(line);
    }
}

} // namespace

ClosedHealthFormView::ClosedHealthFormView(const ListedHealthForm &listed, const FormRules &rules, Instant now,
                                           QWidget *parent)
    : QWidget(parent)
{
    auto *column = makeColumn(12);
    setLayout(column);
    addCorrectionNotes(this, listed, now);
    addVerdict(listed, rules, civilDay(now));
    addAnswers(listed.form);
    addClosing(listed, now);
    column->addStretch(1);
}

void ClosedHealthFormView::addVerdict(const ListedHealthForm &listed, const FormRules &rules, QDate today)
{
    const HealthForm &form = listed.form;
    const auto program = FormWords::programOf(form.formCode);
    auto *panel = new VerdictPanel(form.outcome.isEmpty() ? BannerKind::Info : FollowUpWords::kindOf(form.step), this);
    panel->setVerdict(form.outcome.isEmpty() ? listed.title : FormWords::outcome(form.outcome),
                      form.outcome.isEmpty() ? dayOf(form.day, today) : FormWords::form(form.formCode));
    auto *lines = new QWidget(panel);
    lines->setLayout(makeColumn(6));
    FormJudgement closed;
    closed.step = form.step;
    closed.checkReferralBy = form.checkReferralBy;
    closed.reasons = form.reasons.split(u',', Qt::SkipEmptyParts);
    addConclusion(lines, program.value_or(FollowUpProgram::OlderPeople), closed, rules, today);
    const QDate next = form.nextOn.isValid() ? form.nextOn : form.due;
    if (next.isValid())
        lines->layout()->addWidget(readLine(tr("Next: %1").arg(dayOf(next, today)), TextStyle::Body, lines));
    panel->body()->addWidget(lines);
    layout()->addWidget(panel);
}

void ClosedHealthFormView::addAnswers(const HealthForm &form)
{
    const FormDefinition *definition = formDefinition(form.formCode, form.formVersion);
    if (!definition)
        return addUnknown(form);
    for (const FormSection &section : definition->sections) {
        QList<QPair<QString, Runs>> facts;
        for (const FormQuestion &question : section.questions)
            if (const QString words = answerWords(form.answers, question); !words.isEmpty())
                facts.append({question.name, {plain(words)}});
        if (facts.isEmpty())
            continue;
        auto *card = new Card(section.title, {}, this);
        factsIn(card, facts);
        layout()->addWidget(card);
    }
}

/// Of an edition that this program does not know: as it was written, nothing is hidden.
void ClosedHealthFormView::addUnknown(const HealthForm &form)
{
    auto *card = new Card(
        tr("%1, edition %2: this program is too old to name its questions").arg(form.formCode, form.formVersion), {},
        this);
    QList<QPair<QString, Runs>> facts;
    for (const auto &[key, text] : form.answers.all())
        facts.append({key, {plain(text)}});
    factsIn(card, facts);
    layout()->addWidget(card);
}

void ClosedHealthFormView::addClosing(const ListedHealthForm &listed, Instant now)
{
    auto *card = new Card({}, {}, this);
    factsIn(card, {{tr("Form"), {plain(listed.title), soft(listed.form.formVersion)}},
                   {tr("Day of the visit"), {plain(dayOf(listed.form.day, civilDay(now)))}},
                   {tr("Closed by"), {plain(listed.practitionerName), soft(listed.siteName)}},
                   {tr("Closed on"), {plain(momentOf(listed.form.entered, now))}}});
    layout()->addWidget(card);
}

} // namespace yigong
