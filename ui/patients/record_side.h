// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/patients/resident_record.h"
#include "ui/shell/workplace.h"

#include <QWidget>

namespace yigong {

class Card;
class FactList;
class PressureChart;
class PrivateNumbers;

/// What stands beside the record: the course of the pressure, the card's facts, and what else may be opened (Alt+C,
/// Alt+Y, Alt+M). Scrolls by itself.
class RecordSide : public QWidget
{
    Q_OBJECT
public:
    explicit RecordSide(Workplace &workplace, QWidget *parent = nullptr);

    void setRecord(const ResidentRecord &record);

Q_SIGNALS:
    void contractRequested();
    void examinationRequested();
    void departureRequested();

private:
    Card *makeFacts(QWidget *parent);
    Card *makePressure(QWidget *parent);
    void showFacts(const ResidentRecord &record);
    void showPressure(const ResidentRecord &record);

    Workplace &m_workplace;
    FactList *m_facts = nullptr;
    PrivateNumbers *m_numbers = nullptr;
    Card *m_pressureCard = nullptr;
    PressureChart *m_pressure = nullptr;
};

} // namespace yigong
