// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/vitals_form.h"
#include "ui/widgets/label.h"

namespace yigong {
namespace {

const QString systolicCode = QString::fromLatin1(vital::systolic);
const QString diastolicCode = QString::fromLatin1(vital::diastolic);

void add(std::vector<VitalEntry> &vitals, const QString &code, const NumberField *field)
{
    if (const QString typed = numberText(field->text()).trimmed(); !typed.isEmpty())
        vitals.push_back({code, typed, {}});
}

bool isImplausible(const QString &code, const NumberField *field)
{
    const auto value = parseHundredths(numberText(field->text()));
    const VitalKind *kind = vitalKind(code);
    return value && kind && markOf(*kind, *value) == VitalMark::Implausible;
}

} // namespace

VitalsForm::VitalsForm(QWidget *parent) : QWidget(parent), m_pressure(new PressureField(this))
{
    auto *row = makeRow(14);
    setLayout(row);
    m_pressurePlace = new StackedField(tr("Pressure"), QStringLiteral("mmHg"), m_pressure, this);
    row->addWidget(m_pressurePlace);
    connect(m_pressure, &PressureField::edited, this, &VitalsForm::changed);
    addBox(*vitalKind(QString::fromLatin1(vital::pulse)), tr("Pulse"), 0);
    addBox(*vitalKind(QString::fromLatin1(vital::temperature)), tr("Temperature"), 1);
    addBox(*vitalKind(QString::fromLatin1(vital::weight)), tr("Weight"), 1);
    addBox(*vitalKind(QString::fromLatin1(vital::fastingGlucose)), tr("Fasting glucose"), 1);
    row->addStretch(1);
}

void VitalsForm::addBox(const VitalKind &kind, const QString &label, int decimals)
{
    auto *field = new NumberField(label, decimals, this);
    field->setWidthSp(78);
    field->setPlaceholderText(tr("none", "not measured"));
    auto *place = new StackedField(label, kind.unitText(), field, this);
    layout()->addWidget(place);
    m_boxes.append({kind.codeText(), field, place});
    connect(field, &QLineEdit::textEdited, this, &VitalsForm::changed);
}

void VitalsForm::setLastTime(const QHash<QString, VitalPoint> &values)
{
    const auto systolic = values.constFind(systolicCode);
    const auto diastolic = values.constFind(diastolicCode);
    const bool both = systolic != values.constEnd() && diastolic != values.constEnd();
    m_pressurePlace->setLastTime(both ? systolic->value + u'/' + diastolic->value : QString());
    for (const Box &box : std::as_const(m_boxes))
        box.place->setLastTime(values.value(box.code).value);
}

void VitalsForm::setVitals(const std::vector<VitalEntry> &vitals)
{
    m_pressure->setValues({}, {});
    for (const Box &box : std::as_const(m_boxes))
        box.field->clear();
    m_others.clear();
    for (const VitalEntry &entry : vitals) {
        if (NumberField *field = fieldOf(entry.code))
            field->setText(entry.value);
        else
            m_others.push_back(entry);
    }
    markPressure();
}

NumberField *VitalsForm::fieldOf(const QString &code) const
{
    if (code == systolicCode)
        return m_pressure->systolicField();
    if (code == diastolicCode)
        return m_pressure->diastolicField();
    for (const Box &box : m_boxes)
        if (box.code == code)
            return box.field;
    return nullptr;
}

std::vector<VitalEntry> VitalsForm::vitals() const
{
    std::vector<VitalEntry> vitals;
    add(vitals, systolicCode, m_pressure->systolicField());
    add(vitals, diastolicCode, m_pressure->diastolicField());
    for (const Box &box : m_boxes)
        add(vitals, box.code, box.field);
    vitals.insert(vitals.end(), m_others.begin(), m_others.end());
    return vitals;
}

void VitalsForm::changed()
{
    markPressure();
    for (const Box &box : std::as_const(m_boxes)) {
        if (isImplausible(box.code, box.field))
            box.field->setState(FieldState::Warn, tr("Is this right?"));
        else
            box.field->setState(FieldState::Normal);
    }
    Q_EMIT edited();
}

void VitalsForm::markPressure()
{
    const auto systolic = m_pressure->systolic();
    const auto diastolic = m_pressure->diastolic();
    if (isImplausible(systolicCode, m_pressure->systolicField()) ||
        isImplausible(diastolicCode, m_pressure->diastolicField()))
        m_pressure->setState(FieldState::Warn, tr("Is this right?"));
    else if (systolic && diastolic && *diastolic >= *systolic)
        m_pressure->setState(FieldState::Warn, tr("The upper value goes first"));
    else if (systolic && diastolic && m_target.isMissedBy(*systolic, *diastolic))
        m_pressure->setState(FieldState::Warn, tr("%1/%2 or more").arg(m_target.systolic).arg(m_target.diastolic));
    else
        m_pressure->setState(FieldState::Normal);
}

bool VitalsForm::complain(const QString &code, const QString &sentence)
{
    NumberField *field = fieldOf(code);
    if (field == nullptr)
        return false;
    if (code == systolicCode || code == diastolicCode)
        m_pressure->setState(FieldState::Error, sentence);
    else
        field->setState(FieldState::Error, sentence);
    field->setFocus();
    return true;
}

} // namespace yigong
