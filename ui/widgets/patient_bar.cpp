// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/patient_bar.h"
#include "ui/theme/accessible.h"
#include <QPainter>
#include <QResizeEvent>

namespace yigong {

PatientBar::PatientBar(QWidget *parent)
    : QWidget(parent), m_name(new Label(QString(), TextStyle::Title, Token::Text, this)),
      m_sexAndAge(new Label(QString(), TextStyle::Body, Token::Text, this)), m_chips(makeRow(8)), m_right(makeRow(10)),
      m_folded(new Label(QString(), TextStyle::Secondary, Token::Text2, this))
{
    speakAs(this, QAccessible::Grouping);
    auto *row = makeRow(8, {24, 0, 24, 1});
    setLayout(row);
    setFixedSizeSp(this, 0, 56);
    row->addWidget(m_name);
    row->addWidget(m_sexAndAge);
    row->addSpacing(4);
    row->addLayout(m_chips);
    row->addWidget(m_folded);
    row->addStretch(1);
    row->addLayout(m_right);
    m_folded->hide();
    followTheme(this, [this] { update(); });
}

void PatientBar::setPatient(const PatientSummary &patient)
{
    while (QLayoutItem *item = m_chips->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_conditions.clear();
    m_name->setText(patient.name);
    m_sexAndAge->setText(patient.sexAndAge);
    QStringList words{patient.name, patient.sexAndAge};
    for (const QString &allergy : patient.allergies) {
        m_chips->addWidget(new Chip({ChipKind::Allergy, allergy, Icon::Stop}, this));
        words.append(allergy);
    }
    for (const ChipSpec &condition : patient.conditions) {
        m_conditions.append(new Chip(condition, this));
        m_chips->addWidget(m_conditions.last());
        words.append(condition.word);
    }
    setAccessibleName(words.join(u' '));
    fitConditions();
}

void PatientBar::addRight(QWidget *widget)
{
    m_right->addWidget(widget);
}

/// Conditions that do not fit become a number; allergies always stay.
void PatientBar::fitConditions()
{
    for (Chip *chip : std::as_const(m_conditions))
        chip->show();
    m_folded->hide();
    int hidden = 0;
    while (hidden < m_conditions.size() && layout()->minimumSize().width() > width() && width() > 0) {
        m_conditions[m_conditions.size() - 1 - hidden]->hide();
        ++hidden;
        m_folded->setText(tr("and %n more", nullptr, hidden));
        m_folded->show();
        layout()->invalidate();
    }
}

void PatientBar::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    fitConditions();
}

void PatientBar::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), theme().color(Token::Surface));
    painter.fillRect(QRect(0, height() - 1, width(), 1), theme().color(Token::Line));
}

} // namespace yigong
