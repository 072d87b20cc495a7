// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "ui/shell/workplace.h"

#include <QWidget>

class QVBoxLayout;

namespace yigong {

class Button;
class RunsLabel;

/// Phone and ID number of the opened resident, masked until somebody presses their button; each press is told to
/// `Workplace::noteRevealed`. Another resident, leaving the page and a locked screen mask them again.
class PrivateNumbers : public QWidget
{
    Q_OBJECT
public:
    explicit PrivateNumbers(Workplace &workplace, QWidget *parent = nullptr);

    void setPatient(const Patient &patient);

protected:
    void hideEvent(QHideEvent *event) override;

private:
    struct Number
    {
        QString field; ///< column of the record
        Privacy privacy = Privacy::Open;
        QString word, show, hide;
        QString whole = {};
        bool shown = false;
        QWidget *line = nullptr;
        RunsLabel *value = nullptr;
        Button *button = nullptr;
    };
    void addNumber(const Number &number, const QKeySequence &key);
    void press(Number &number);
    void cover();
    void showAll();

    Workplace &m_workplace;
    Id m_patient;
    QString m_noIdReason;
    std::vector<Number> m_numbers;
    QVBoxLayout *m_column;
};

} // namespace yigong
