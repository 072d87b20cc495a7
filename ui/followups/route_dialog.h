// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_route.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/paged_model.h"

namespace yigong {

class Table;

/// A day's way through one village: who is due, house by house. Ctrl+P prints it, Enter begins the follow-up of who
/// stands in the row.
class RouteDialog : public Dialog
{
    Q_OBJECT
public:
    /// `scope`: which village, which day, whose.
    RouteDialog(Workplace &place, std::vector<RouteStop> stops, const QStringList &scope, QWidget *parent = nullptr);

Q_SIGNALS:
    void followUpRequested(yigong::Id patient);
    void printed();

private:
    void print();
    [[nodiscard]] Cell cellOf(const RouteStop &stop, int column) const;

    Workplace &m_place;
    std::vector<RouteStop> m_stops;
    QStringList m_scope;
    PagedModel<RouteStop> *m_rows;
    Table *m_table;
};

} // namespace yigong
