// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/money.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/card.h"

namespace yigong {

/// What a visit comes to, as it is being written.
struct VisitOutline
{
    QString pressure;      ///< "164/94"; empty while not measured
    int measured = 0;      ///< values
    QStringList diagnoses; ///< main one first
    int lines = 0;         ///< of the prescription
    int handedOut = 0;     ///< of those, from this clinic's shelf
    int month = 0;         ///< whose report it counts in
    Money drugs;
    Money consultation;
    bool aboveAgain = false; ///< above target now and last time
    bool veryHigh = false;   ///< 180/110 or more
};

/// The side of the visit page: which records one entry feeds, whether a referral is advised, and the fees.
class VisitSide : public QWidget
{
    Q_OBJECT
public:
    explicit VisitSide(QWidget *parent = nullptr);

    void setOutline(const VisitOutline &outline);

Q_SIGNALS:
    void referRequested();

private:
    void setRecords(const VisitOutline &outline);
    void setAdvice(const VisitOutline &outline);

    Card *m_records;
    VerdictPanel *m_advice;
    Label *m_adviceWhy;
    FactList *m_fees;
};

} // namespace yigong
