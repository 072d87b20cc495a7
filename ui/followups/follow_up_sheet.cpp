// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_sheet.h"
#include "ui/followups/follow_up_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/card.h"
#include "ui/widgets/enter_moves_on.h"
#include "ui/widgets/form_row.h"
#include "ui/widgets/label.h"

#include <algorithm>

namespace yigong {

/// What stands side by side in one row of the form.
struct FollowUpSheet::RowPlan
{
    QString label;
    QStringList keys;
    QStringList words; ///< before each control but the first; empty: none
};

namespace {

const FollowUp *formAsking(const FollowUpDraft &draft, const FormField &field)
{
    for (const FollowUp &form : draft.forms)
        if (field.isOf(form.program))
            return &form;
    return nullptr;
}

} // namespace

FollowUpSheet::FollowUpSheet(const OpenedFollowUp &opened, QDate today, QWidget *parent)
    : QWidget(parent), m_opened(opened), m_today(today)
{
    build();
    auto *moves = new EnterMovesOn(this);
    connect(moves, &EnterMovesOn::endReached, this, &FollowUpSheet::endReached);
}

void FollowUpSheet::build()
{
    auto *column = makeColumn(12);
    setLayout(column);
    auto *asked = new Card({}, {}, this);
    const FollowUpProgram first = m_opened.draft.forms.front().program;
    const auto last = m_opened.last.find(first);
    asked->body()->addWidget(new FormHead(
        tr("Asked today"),
        last == m_opened.last.end() ? QString() : tr("Last time, %1").arg(dayOf(last->second.visitDate, m_today)),
        asked));
    addRows(asked, {{tr("Seen"), {QStringLiteral("way")}, {}}});
    addPressure(asked);
    addRows(asked,
            {
                {tr("Glucose"), {QStringLiteral("fastingGlucose"), QStringLiteral("glucose")}, {tr("at any hour")}},
                {tr("Symptoms"), {QStringLiteral("symptoms")}, {}},
                {tr("Reaction"),
                 {QStringLiteral("adverseReaction"), QStringLiteral("newComplication")},
                 {tr("new or worse complication")}},
                {tr("Weight"),
                 {QStringLiteral("weight"), QStringLiteral("weightTarget"), QStringLiteral("height")},
                 {tr("goal"), tr("height")}},
                {tr("Hypoglycaemia"), {QStringLiteral("hypoglycaemia")}, {}},
                {tr("Foot pulse"), {QStringLiteral("footPulse")}, {}},
                {tr("Next"), {QStringLiteral("nextOn")}, {}},
            });
    column->addWidget(asked);

    auto *carried = new Card({}, {}, this);
    carried->body()->addWidget(new FormHead(tr("As last time, unless it changed"), {}, carried));
    addRows(carried,
            {
                {tr("Drugs"), {QStringLiteral("drugs")}, {}},
                {tr("Insulin"), {QStringLiteral("insulin")}, {}},
                {tr("Adherence"), {QStringLiteral("adherence"), QStringLiteral("compliance")}, {tr("follows advice")}},
                {tr("Smoking"),
                 {QStringLiteral("smoking"), QStringLiteral("smokingTarget"), QStringLiteral("drinking"),
                  QStringLiteral("drinkingTarget")},
                 {tr("goal"), tr("drinking"), tr("goal")}},
                {tr("Exercise"),
                 {QStringLiteral("exerciseTimes"), QStringLiteral("exerciseMinutes"),
                  QStringLiteral("exerciseTimesTarget"), QStringLiteral("exerciseMinutesTarget")},
                 {QStringLiteral("×"), tr("goal"), QStringLiteral("×")}},
                {tr("Salt"), {QStringLiteral("salt"), QStringLiteral("saltTarget")}, {tr("goal")}},
                {tr("Staple food"), {QStringLiteral("staple"), QStringLiteral("stapleTarget")}, {tr("goal")}},
                {tr("Mind"), {QStringLiteral("psychology")}, {}},
            });
    column->addWidget(carried);

    auto *rare = new Card({}, {}, this);
    rare->body()->addWidget(new FormHead(tr("Where there is something"), {}, rare));
    addRows(rare, {
                      {tr("Danger signs"), {QStringLiteral("dangerSigns")}, {}},
                      {tr("Pregnant"), {QStringLiteral("pregnant")}, {}},
                      {tr("Other symptoms"), {QStringLiteral("symptomText")}, {}},
                      {tr("Reaction, in words"), {QStringLiteral("adverseText")}, {}},
                      {tr("Complication, in words"), {QStringLiteral("complicationText")}, {}},
                      {tr("Adjustment"), {QStringLiteral("adjustment")}, {}},
                      {tr("HbA1c"), {QStringLiteral("hba1c"), QStringLiteral("hba1cOn")}, {tr("tested on")}},
                      {tr("Waist"), {QStringLiteral("waist"), QStringLiteral("bmiTarget")}, {tr("BMI goal")}},
                      {tr("Other signs"), {QStringLiteral("signs")}, {}},
                      {tr("Tests"), {QStringLiteral("tests")}, {}},
                      {tr("Referral, why"), {QStringLiteral("referralReason")}, {}},
                      {tr("Referral, where"), {QStringLiteral("referralTo")}, {}},
                      {tr("Contact there"), {QStringLiteral("referralContact")}, {}},
                      {tr("Last referral"), {QStringLiteral("referralResult")}, {}},
                      {tr("Remarks"), {QStringLiteral("remarks")}, {}},
                  });
    column->addWidget(rare);
    column->addStretch(1);
}

void FollowUpSheet::addRows(Card *card, const std::vector<RowPlan> &plans)
{
    for (const RowPlan &plan : plans) {
        const FormField *head = followUpField(plan.keys.front());
        for (const FollowUp &form : m_opened.draft.forms) {
            if (!head->isOf(form.program))
                continue;
            addRow(card, plan, form.program);
            if (head->shared)
                break;
        }
    }
}

void FollowUpSheet::addRow(Card *card, const RowPlan &plan, FollowUpProgram program)
{
    const bool sayWhich = isBoth() && !followUpField(plan.keys.front())->shared;
    auto *row = new FormRow(sayWhich ? plan.label + u'·' + conditionWord(nameOf(program)) : plan.label, nullptr, card);
    row->setLabelWidthSp(labelWidth());
    if (plan.keys.front() == u"way") {
        m_date = new DateField(tr("Day of the visit"), row);
        m_date->setToday(m_today);
        m_date->setRange({}, m_today);
        m_date->setDate(m_opened.draft.date);
        m_date->setWidthSp(118);
        connect(m_date, &QLineEdit::textEdited, this, &FollowUpSheet::edited);
        row->addControl(m_date);
    }
    for (qsizetype i = 0; i < plan.keys.size(); ++i) {
        const FormField &field = *followUpField(plan.keys[i]);
        if (!formAsking(m_opened.draft, field))
            continue;
        if (i > 0 && !plan.words.value(i - 1).isEmpty())
            row->addText(plan.words[i - 1]);
        addInput(row, field, program);
    }
    if (plan.keys.front() == u"weight") {
        m_bmi = new Label(QString(), TextStyle::Body, Token::Text2, row);
        row->addControl(m_bmi);
    }
    row->setLastTime(lastTimeOf(plan, program));
    card->body()->addWidget(row);
}

void FollowUpSheet::addPressure(Card *card)
{
    const FormField &systolic = *followUpField(u"systolic"), &diastolic = *followUpField(u"diastolic");
    const FollowUp &form = m_opened.draft.forms.front();
    m_pressure = new PressureField(card);
    m_pressure->setValues(form.systolic.whole(), form.diastolic.whole());
    auto *row = new FormRow(tr("Pressure"), m_pressure, card);
    row->setLabelWidthSp(labelWidth());
    row->addUnit(systolic.unitText());
    keep(new FormInput(systolic, form.program, m_pressure->systolicField()));
    keep(new FormInput(diastolic, form.program, m_pressure->diastolicField()));
    connect(m_pressure, &PressureField::edited, this, &FollowUpSheet::edited);
    if (const FormField &rate = *followUpField(u"heartRate"); formAsking(m_opened.draft, rate)) {
        row->addText(tr("heart rate"));
        addInput(row, rate, FollowUpProgram::Hypertension);
    }
    QStringList parts;
    if (const auto last = m_opened.last.find(form.program); last != m_opened.last.end()) {
        const FollowUp &before = last->second;
        if (!before.systolic.isNone())
            parts.append(before.systolic.text() + u'/' + before.diastolic.text());
        if (!before.heartRate.isNone())
            parts.append(before.heartRate.text());
    }
    row->setLastTime(parts.join(QStringLiteral("，")));
    card->body()->addWidget(row);
}

FormInput *FollowUpSheet::addInput(FormRow *row, const FormField &field, FollowUpProgram program)
{
    const FollowUp *form = field.shared ? formAsking(m_opened.draft, field) : m_opened.draft.formOf(program);
    auto *input = new FormInput(field, form->program, nameOfInput(field, form->program), row);
    if (auto *day = qobject_cast<DateField *>(input->control()))
        day->setToday(m_today);
    const bool wasThere = m_opened.last.contains(form->program) && field.source == FormSource::Carried &&
                          fieldText(*form, field) == fieldText(m_opened.last.at(form->program), field);
    input->show(*form, wasThere && m_opened.draft.amends.isNone());
    row->addControl(input->control());
    if (!field.unitText().isEmpty())
        row->addUnit(field.unitText());
    keep(input);
    return input;
}

void FollowUpSheet::keep(FormInput *input)
{
    const auto last = m_opened.last.find(input->program());
    if (last != m_opened.last.end())
        input->setLastTime(fieldText(last->second, input->field()));
    connect(input, &FormInput::edited, this, &FollowUpSheet::edited);
    m_inputs.push_back(input);
}

QString FollowUpSheet::nameOfInput(const FormField &field, FollowUpProgram program) const
{
    return isBoth() && !field.shared ? field.nameText() + u' ' + titleOf(program) : field.nameText();
}

QString FollowUpSheet::lastTimeOf(const RowPlan &plan, FollowUpProgram program) const
{
    QStringList said;
    for (const QString &key : plan.keys) {
        const FormField &field = *followUpField(key);
        const FollowUp *form = field.shared ? formAsking(m_opened.draft, field) : m_opened.draft.formOf(program);
        const auto last = form ? m_opened.last.find(form->program) : m_opened.last.end();
        if (last == m_opened.last.end() || key == u"nextOn")
            continue;
        if (const QString words = fieldWords(last->second, field); !words.isEmpty())
            said.append(words);
    }
    return said.join(QStringLiteral("，"));
}

FollowUpDraft FollowUpSheet::draft() const
{
    FollowUpDraft draft = m_opened.draft;
    draft.date = m_date->date().value_or(QDate());
    for (const FormInput *input : m_inputs)
        if (FollowUp *form = draft.formOf(input->program()))
            if (!setField(*form, input->program(), input->field(), input->text()))
                (void)setField(*form, input->program(), input->field(), {});
    // One pair of boxes for both forms; which one holds it, spreading sees to.
    spread(draft);
    return draft;
}

void FollowUpSheet::mark(const FollowUpCheck &check)
{
    const Measured bmi = bmiOf(draft().forms.front());
    m_bmi->setText(bmi.isNone() ? QString() : QStringLiteral("BMI ") + bmi.text());
    for (FormInput *input : m_inputs) {
        const QString key = input->field().keyText();
        const auto error = std::find_if(check.errors.begin(), check.errors.end(), [&key](const Error &e) {
            return e.field == key && e.kind != ErrorKind::Required;
        });
        const auto ask =
            std::find_if(check.asks.begin(), check.asks.end(), [&key](const FollowUpAsk &a) { return a.field == key; });
        FollowUp scratch;
        const bool unread = !setField(scratch, input->program(), input->field(), input->text());
        if (unread)
            input->setState(FieldState::Error, tr("not understood"));
        else if (error != check.errors.end())
            input->setState(FieldState::Error, FollowUpWords::problem(*error));
        else if (ask != check.asks.end())
            input->setState(FieldState::Warn, tr("Is this right?"));
        else if (!input->isCarried())
            input->setState(FieldState::Normal);
    }
}

FormInput *FollowUpSheet::inputOf(const QString &key) const
{
    const auto found = std::find_if(m_inputs.begin(), m_inputs.end(),
                                    [&key](const FormInput *input) { return input->field().keyText() == key; });
    return found == m_inputs.end() ? nullptr : *found;
}

bool FollowUpSheet::complainOf(const Error &error)
{
    if (error.field == u"date") {
        m_date->setState(FieldState::Error, FollowUpWords::problem(error));
        m_date->setFocus();
        return true;
    }
    FormInput *input = inputOf(error.field);
    if (!input)
        return false;
    input->setState(FieldState::Error,
                    error.kind == ErrorKind::Required ? tr("needed") : FollowUpWords::problem(error));
    input->control()->setFocus();
    return true;
}

void FollowUpSheet::focusFirst()
{
    for (const char *key : {"way", "systolic", "diastolic", "fastingGlucose", "symptoms"})
        if (const FormInput *input = inputOf(QString::fromLatin1(key)); input && input->text().isEmpty())
            return input->control()->setFocus(Qt::TabFocusReason);
    m_date->setFocus(Qt::TabFocusReason);
}

} // namespace yigong
