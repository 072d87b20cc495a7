// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/chip.h"
#include "ui/widgets/label.h"

namespace yigong {

/// Whom a page is about. Allergies come first and are never folded away.
struct PatientSummary
{
    QString name;
    QString sexAndAge;
    QStringList allergies;      ///< words of the chip ("allergic to penicillin")
    QList<ChipSpec> conditions; ///< chronic diseases and the like
};

/// 56 high, fixed at the top wherever one person is handled.
class PatientBar : public QWidget
{
    Q_OBJECT
public:
    explicit PatientBar(QWidget *parent = nullptr);

    void setPatient(const PatientSummary &patient);
    void addRight(QWidget *widget);

protected:
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void fitConditions();

    Label *m_name;
    Label *m_sexAndAge;
    QHBoxLayout *m_chips;
    QHBoxLayout *m_right;
    QList<Chip *> m_conditions;
    Label *m_folded;
};

} // namespace yigong
