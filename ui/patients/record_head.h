// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/patients/resident_record.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/chip.h"

#include <QWidget>

class QHBoxLayout;

namespace yigong {

class Label;
class RunsLabel;

/// Chips beside each other, as many as there is room for; the others are counted, and named by the tool tip.
class ChipRow : public QWidget
{
    Q_OBJECT
public:
    explicit ChipRow(QWidget *parent = nullptr);

    void setChips(const QList<ChipSpec> &specs);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void fit();

    QList<Chip *> m_chips;
    Label *m_folded;
};

/// Who the record is of, their conditions and where they live, and what may be done for them (Alt+E, F8, F6, F4).
class RecordHead : public QWidget
{
    Q_OBJECT
public:
    explicit RecordHead(Workplace &workplace, QWidget *parent = nullptr);

    void setRecord(const ResidentRecord &record);

Q_SIGNALS:
    void editRequested();
    void referralRequested();
    void followUpRequested();
    void visitRequested();

private:
    void addButtons(QHBoxLayout *row);

    Workplace &m_workplace;
    Label *m_name;
    RunsLabel *m_who;
    ChipRow *m_chips;
    RunsLabel *m_where;
};

} // namespace yigong
