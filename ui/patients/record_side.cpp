// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/patients/record_side.h"
#include "ui/contracts/contract_words.h"
#include "ui/patients/pressure_chart.h"
#include "ui/patients/private_numbers.h"
#include "ui/shell/words.h"
#include "ui/widgets/button.h"
#include "ui/widgets/card.h"
#include "ui/widgets/scroll_area.h"

namespace yigong {

RecordSide::RecordSide(Workplace &workplace, QWidget *parent) : QWidget(parent), m_workplace(workplace)
{
    auto *content = new QWidget(this);
    auto *column = makeColumn(12);
    content->setLayout(column);
    column->addWidget(makePressure(content));
    column->addWidget(makeFacts(content), 1);
    setLayout(makeColumn(0));
    layout()->addWidget(new ScrollArea(content, this)); // with a contract it is taller than a laptop's screen
    setFixedSizeSp(this, 300, 0);
}

Card *RecordSide::makePressure(QWidget *parent)
{
    m_pressureCard = new Card(tr("Blood pressure"), {}, parent);
    m_pressure = new PressureChart(m_pressureCard);
    setFixedSizeSp(m_pressure, 0, 180);
    m_pressureCard->body()->addWidget(m_pressure);
    m_pressureCard->hide();
    return m_pressureCard;
}

Card *RecordSide::makeFacts(QWidget *parent)
{
    auto *card = new Card(tr("Record"), {}, parent);
    auto *contract =
        new Button(tr("Contract"), ButtonKind::Plain, Icon::House, QKeySequence(Qt::ALT | Qt::Key_C), card);
    contract->setVisible(m_workplace.tier() != Tier::County);
    connect(contract, &QPushButton::clicked, this, &RecordSide::contractRequested);
    card->addAction(contract);
    m_facts = new FactList(card);
    m_numbers = new PrivateNumbers(m_workplace, card);
    card->body()->addWidget(m_numbers);
    card->body()->addWidget(m_facts);
    auto *examine = new Button(tr("Examine"), ButtonKind::Plain, Icon::Draft, QKeySequence(Qt::ALT | Qt::Key_Y), card);
    examine->setVisible(m_workplace.may(Door::WriteFollowUp));
    connect(examine, &QPushButton::clicked, this, &RecordSide::examinationRequested);
    card->body()->addWidget(examine, 0, Qt::AlignLeft);
    auto *moved = new Button(tr("Died, moved, came back"), ButtonKind::Plain, Icon::Edit,
                             QKeySequence(Qt::ALT | Qt::Key_M), card);
    moved->setVisible(m_workplace.may(Door::EditPatient));
    connect(moved, &QPushButton::clicked, this, &RecordSide::departureRequested);
    card->body()->addWidget(moved, 0, Qt::AlignLeft);
    card->body()->addStretch(1);
    return card;
}

void RecordSide::setRecord(const ResidentRecord &record)
{
    showFacts(record);
    showPressure(record);
}

void RecordSide::showFacts(const ResidentRecord &record)
{
    const Patient &p = record.patient;
    QStringList conditions;
    for (const QString &condition : p.conditions)
        conditions.append(conditionWord(condition));
    QList<QPair<QString, Runs>> facts;
    const auto add = [&facts](const QString &word, const QString &value, bool always = false) {
        if (always || !value.isEmpty())
            facts.append(
                {word, {value.isEmpty() ? plain(RecordSide::tr("not recorded"), Token::Text3) : plain(value)}});
    };
    add(tr("Chronic"), conditions.join(u'、'));
    add(tr("Address"), p.address, true);
    add(tr("Record"), p.recordNumber);
    add(tr("Household"), p.householdRelation);
    add(tr("Clinic"), record.siteName);
    if (record.contract.state != ContractState::None) {
        add(tr("Contract"), record.contract.teamName);
        add(tr("It gives"), ContractWords::benefits(record.contract.benefits));
    }
    add(tr("Remarks"), p.remarks);
    m_facts->setFacts(facts);
    m_numbers->setPatient(p);
}

/// One reading is no course: it stands in the timeline.
void RecordSide::showPressure(const ResidentRecord &record)
{
    const bool course = record.pressure.size() >= 2;
    if (course) {
        const QDate today = m_workplace.clock.today();
        const PressureTarget target = PressureTarget::of(record.patient, today);
        m_pressureCard->setNote(tr("mmHg, target below %1/%2").arg(target.systolic).arg(target.diastolic));
        m_pressure->setReadings(record.pressure, target, today);
    }
    m_pressureCard->setVisible(course);
}

} // namespace yigong
