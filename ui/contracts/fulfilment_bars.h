// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/contracts/fulfilment.h"

#include <QWidget>

namespace yigong {

/// One item of a contract: its name, a box for each service that is owed in its year (done ones filled and ticked, what
/// is overdue marked), and how many of how many. Says the same in words to a screen reader.
class FulfilmentBar : public QWidget
{
    Q_OBJECT
public:
    FulfilmentBar(ItemFulfilment item, QDate today, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintBoxes(QPainter &painter, const QRect &rect) const;

    ItemFulfilment m_item;
    QDate m_today;
};

} // namespace yigong
