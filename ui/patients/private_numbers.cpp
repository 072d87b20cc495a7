// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/private_numbers.h"
#include "core/patients/patient_text.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/label.h"

namespace yigong {

PrivateNumbers::PrivateNumbers(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace), m_column(makeColumn(6))
{
    setLayout(m_column);
    m_numbers.reserve(2); // the buttons hold on to their places
    addNumber({QStringLiteral("phone"), Privacy::Phone, tr("Phone"), tr("Show the phone number"),
               tr("Hide the phone number")},
              QKeySequence(Qt::ALT | Qt::Key_P));
    addNumber({QStringLiteral("id_number"), Privacy::IdNumber, tr("ID number"), tr("Show the ID number"),
               tr("Hide the ID number")},
              QKeySequence(Qt::ALT | Qt::Key_I));
}

void PrivateNumbers::addNumber(const Number &number, const QKeySequence &key)
{
    m_numbers.push_back(number);
    Number &placed = m_numbers.back();
    placed.line = new QWidget(this);
    auto *row = makeRow(12);
    placed.line->setLayout(row);
    auto *label = new Label(number.word, TextStyle::Body, Token::Text2, placed.line);
    setFixedSizeSp(label, factLabelWidth, 0);
    row->addWidget(label);
    placed.value = new RunsLabel({}, placed.line);
    row->addWidget(placed.value, 1);
    m_column->addWidget(placed.line);
    placed.button = new Button(number.show, ButtonKind::Plain, Icon::Eye, key, this);
    m_column->addWidget(placed.button, 0, Qt::AlignLeft);
    connect(placed.button, &QPushButton::clicked, this, [this, &placed] { press(placed); });
}

void PrivateNumbers::setPatient(const Patient &patient)
{
    if (patient.id != m_patient)
        cover();
    m_patient = patient.id;
    m_noIdReason = patient.noIdReason;
    m_numbers[0].whole = patient.phone;
    m_numbers[1].whole = patient.idNumber;
    for (const Number &number : m_numbers)
        number.button->setVisible(!number.whole.isEmpty());
    showAll();
}

void PrivateNumbers::press(Number &number)
{
    number.shown = !number.shown;
    if (number.shown)
        m_workplace.noteRevealed(m_patient, number.field);
    showAll();
}

void PrivateNumbers::cover()
{
    for (Number &number : m_numbers)
        number.shown = false;
}

void PrivateNumbers::hideEvent(QHideEvent *event)
{
    cover();
    showAll();
    QWidget::hideEvent(event);
}

/// Also while the window goes away: changes words, makes and deletes nothing.
void PrivateNumbers::showAll()
{
    for (const Number &number : m_numbers) {
        QString words = number.shown ? number.whole : masked(number.privacy, number.whole);
        if (words.isEmpty() && number.privacy == Privacy::IdNumber)
            words = m_noIdReason;
        const Run run = words.isEmpty() ? plain(tr("not recorded"), Token::Text3) : plain(words);
        number.value->setRuns({run});
        number.line->setAccessibleName(number.word + u' ' + run.text);
        number.button->setText(number.shown ? number.hide : number.show);
    }
}

} // namespace yigong
