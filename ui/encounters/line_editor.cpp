// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/encounters/line_editor.h"
#include "ui/widgets/enter_moves_on.h"
#include <QKeyEvent>
#include <QPainter>

namespace yigong {
namespace {

QWidget *stacked(QWidget *parent, const QString &label, QWidget *field)
{
    auto *box = new QWidget(parent);
    auto *column = makeColumn(2);
    box->setLayout(column);
    column->addWidget(new Label(label, TextStyle::Secondary, Token::Text2, box));
    column->addWidget(field);
    return box;
}

} // namespace

LineEditor::LineEditor(const Catalogue &codes, QWidget *parent)
    : QWidget(parent), m_codes(codes), m_name(new Label(QString(), TextStyle::Section, Token::Text, this)),
      m_dose(new Field(tr("Single dose"), this)), m_times(new NumberField(tr("Times a day"), 0, this)),
      m_days(new NumberField(tr("Days"), 0, this)), m_quantity(new NumberField(tr("Quantity"), 0, this)),
      m_unit(new Label(QString(), TextStyle::Secondary, Token::Text3, this)),
      m_instructions(new Field(tr("Instructions"), this)), m_dispense(new TickChip(tr("Hand out here"), this))
{
    auto *column = makeColumn(4, {12, 8, 12, 10});
    setLayout(column);
    column->addWidget(m_name);
    auto *row = makeRow(10);
    column->addLayout(row);
    m_dose->setWidthSp(90);
    m_times->setWidthSp(70);
    m_days->setWidthSp(70);
    m_quantity->setWidthSp(84);
    m_instructions->setPlaceholderText(tr("after breakfast …"));
    row->addWidget(stacked(this, tr("Single dose"), m_dose));
    row->addWidget(stacked(this, tr("Times a day"), m_times));
    row->addWidget(stacked(this, tr("Days"), m_days));
    row->addWidget(stacked(this, tr("Quantity"), m_quantity));
    setFixedSizeSp(m_unit, 0, 36); // as high as the field beside it
    row->addWidget(m_unit, 0, Qt::AlignBottom);
    row->addWidget(stacked(this, tr("Instructions"), m_instructions), 1);
    row->addWidget(m_dispense, 0, Qt::AlignBottom);
    for (Field *field : {m_dose, static_cast<Field *>(m_times), static_cast<Field *>(m_days)})
        connect(field, &QLineEdit::textEdited, this, &LineEditor::typed);
    connect(m_quantity, &QLineEdit::textEdited, this, &LineEditor::quantityTyped);
    connect(m_instructions, &QLineEdit::textEdited, this, [this](const QString &text) {
        m_line.instructions = text;
        Q_EMIT edited();
    });
    connect(m_dispense, &QCheckBox::clicked, this, [this](bool ticked) {
        m_line.dispense = ticked;
        Q_EMIT edited();
    });
    auto *walk = new EnterMovesOn(this);
    connect(walk, &EnterMovesOn::endReached, this, &LineEditor::finished);
}

void LineEditor::edit(const PrescriptionEntry &line, bool mayDispense)
{
    m_line = line;
    m_name->setText(line.name);
    m_dose->setText(line.dose);
    m_times->setValue(line.timesPerDay > 0 ? std::optional<double>(line.timesPerDay) : std::nullopt);
    m_days->setValue(line.days > 0 ? std::optional<double>(line.days) : std::nullopt);
    m_instructions->setText(line.instructions);
    m_dispense->setChecked(line.dispense);
    m_dispense->setVisible(mayDispense);
    m_unit->setText(line.unit);
    for (Field *field :
         {m_dose, static_cast<Field *>(m_times), static_cast<Field *>(m_days), static_cast<Field *>(m_quantity)})
        field->setState(FieldState::Normal);
    showQuantity();
    show();
    m_dose->setFocus();
    m_dose->selectAll();
}

void LineEditor::setQuantity(Quantity quantity)
{
    m_line.quantity = quantity;
    showQuantity();
}

void LineEditor::showQuantity()
{
    const qint64 units = m_line.quantity.units;
    m_quantity->setScaled(units > 0 ? std::optional<qint64>(units) : std::nullopt);
}

void LineEditor::complain(const QString &field, const QString &sentence)
{
    Field *at = field == u"days" ? m_days : m_quantity;
    at->setState(FieldState::Error, sentence);
    at->setToolTip(sentence);
    at->setFocus();
}

void LineEditor::typed()
{
    m_line.dose = m_dose->text().trimmed();
    const int times = static_cast<int>(m_times->value().value_or(0));
    if (times != m_line.timesPerDay)
        m_line.frequency.clear(); // the catalogue's words were for other times
    m_line.timesPerDay = times;
    m_line.days = static_cast<int>(m_days->value().value_or(0));
    m_line.quantity = {};
    VisitDraft draft;
    draft.prescription.push_back(m_line);
    m_line = completed(std::move(draft), m_codes).prescription.front();
    showQuantity();
    Q_EMIT edited();
}

void LineEditor::quantityTyped()
{
    m_line.quantity = {m_quantity->scaled().value_or(0)};
    m_quantity->setState(FieldState::Normal);
    Q_EMIT edited();
}

void LineEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT finished();
    else
        QWidget::keyPressEvent(event);
}

} // namespace yigong
