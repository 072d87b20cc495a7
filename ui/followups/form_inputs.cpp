// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/form_inputs.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/combo_field.h"
#include "ui/widgets/label.h"

namespace yigong {

namespace {

constexpr std::size_t mostSegments = 4;

Options optionsFor(const FormField &field, FollowUpProgram program)
{
    Options options;
    for (const FormOption &option : field.optionsOf(program))
        options.append({QString::number(option.number), option.nameText()});
    return options;
}

int decimalsOf(const FormField &field)
{
    const QString unit = field.unitText();
    if (unit == u"mmHg" || unit == u"次/分" || unit == u"分钟" || unit == u"次/周" || unit == u"克/天")
        return 0;
    return 1;
}

int widthOf(const FormField &field)
{
    if (std::holds_alternative<QDate FollowUp::*>(field.member))
        return 118;
    return std::holds_alternative<Measured FollowUp::*>(field.member) ? 66 : 0;
}

} // namespace

FormInput::FormInput(const FormField &field, FollowUpProgram program, const QString &name, QWidget *parent)
    : QObject(parent), m_field(field), m_program(program)
{
    makeControl(name, parent);
}

FormInput::FormInput(const FormField &field, FollowUpProgram program, Field *control)
    : QObject(control), m_field(field), m_program(program), m_control(control)
{
    connect(control, &QLineEdit::textEdited, this, &FormInput::edited);
}

void FormInput::makeControl(const QString &name, QWidget *parent)
{
    const bool isChoice = std::holds_alternative<int FollowUp::*>(m_field.member) ||
                          std::holds_alternative<bool FollowUp::*>(m_field.member) ||
                          std::holds_alternative<QStringList FollowUp::*>(m_field.member);
    m_control = isChoice ? makeChoice(name, parent) : makeField(name, parent);
}

QWidget *FormInput::makeField(const QString &name, QWidget *parent)
{
    Field *made = nullptr;
    if (std::holds_alternative<Measured FollowUp::*>(m_field.member))
        made = new NumberField(name, decimalsOf(m_field), parent);
    else if (std::holds_alternative<QDate FollowUp::*>(m_field.member))
        made = new DateField(name, parent);
    else
        made = new Field(name, parent);
    if (const int width = widthOf(m_field); width > 0)
        made->setWidthSp(width);
    connect(made, &QLineEdit::textEdited, this, &FormInput::edited);
    return made;
}

QWidget *FormInput::makeChoice(const QString &name, QWidget *parent)
{
    if (std::holds_alternative<QStringList FollowUp::*>(m_field.member)) {
        const bool hasNone = m_field.keyText() == u"symptoms";
        auto *chips =
            new TickChips(optionsFor(m_field, m_program), name, hasNone ? QStringLiteral("1") : QString(), parent);
        connect(chips, &TickChips::changed, this, &FormInput::edited);
        return chips;
    }
    Options options = optionsFor(m_field, m_program);
    if (std::holds_alternative<bool FollowUp::*>(m_field.member))
        options = {{QStringLiteral("1"), QStringLiteral("无")}, {QStringLiteral("2"), QStringLiteral("有")}};
    if (static_cast<std::size_t>(options.size()) > mostSegments) {
        auto *combo = new ComboField(name, options, parent);
        setFixedSizeSp(combo, 160, 0);
        connect(combo, &ComboField::chosen, this, &FormInput::edited);
        return combo;
    }
    auto *segments = new Segments(options, name, parent);
    connect(segments, &Segments::chosen, this, &FormInput::edited);
    return segments;
}

QString FormInput::text() const
{
    if (const auto *day = qobject_cast<DateField *>(m_control))
        return day->date() ? day->date()->toString(Qt::ISODate) : day->text();
    if (const auto *number = qobject_cast<NumberField *>(m_control))
        return numberText(number->text());
    if (const auto *line = qobject_cast<Field *>(m_control))
        return line->text();
    if (const auto *chips = qobject_cast<TickChips *>(m_control))
        return chips->values().join(u';');
    if (const auto *combo = qobject_cast<ComboField *>(m_control))
        return combo->value();
    if (const auto *segments = qobject_cast<Segments *>(m_control))
        return segments->value();
    return {};
}

void FormInput::show(const FollowUp &form, bool carried)
{
    const QString text = fieldText(form, m_field);
    const bool isCarriedOver = carried && !text.isEmpty();
    if (auto *line = qobject_cast<Field *>(m_control)) {
        if (isCarriedOver)
            line->carry(text);
        else
            line->setText(text);
        if (!isCarriedOver)
            line->setState(FieldState::Normal);
    } else if (auto *chips = qobject_cast<TickChips *>(m_control)) {
        chips->setValues(text.split(u';', Qt::SkipEmptyParts));
    } else if (auto *combo = qobject_cast<ComboField *>(m_control)) {
        if (isCarriedOver)
            combo->carry(text);
        else
            combo->setValue(text);
    } else if (auto *segments = qobject_cast<Segments *>(m_control)) {
        // A question of yes or no is answered with no until somebody says yes.
        const bool isYesNo = std::holds_alternative<bool FollowUp::*>(m_field.member);
        segments->setValue(text.isEmpty() && isYesNo ? QStringLiteral("1") : text);
        segments->setCarried(isCarriedOver);
    }
}

void FormInput::setLastTime(const QString &text)
{
    if (auto *line = qobject_cast<Field *>(m_control))
        line->setLastTime(text);
}

void FormInput::setState(FieldState state, const QString &message)
{
    if (auto *line = qobject_cast<Field *>(m_control))
        line->setState(state, message);
    else if (auto *combo = qobject_cast<ComboField *>(m_control))
        combo->setState(state, message);
}

bool FormInput::isCarried() const
{
    if (const auto *line = qobject_cast<Field *>(m_control))
        return line->state() == FieldState::Carried;
    if (const auto *segments = qobject_cast<Segments *>(m_control))
        return segments->isCarried();
    return false;
}

} // namespace yigong
