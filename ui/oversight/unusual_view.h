// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit_report.h"
#include "core/sync/audit_question.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Banner;
class Label;
class Segments;
class Table;

/// Days on which somebody read more than usual: too many residents, out of hours, or for a reason.
class UnusualView : public QWidget
{
    Q_OBJECT
public:
    explicit UnusualView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void failed(const yigong::Error &problem);

private:
    struct Found
    {
        std::vector<NamedReadingDay> days;
        int breaks = 0; ///< places at which a device's log did not hold
    };
    QFuture<Result<Found>> asked(QDate from, QDate until, bool atHub);
    void take(Result<Found> days, bool atHub);

    Workplace &m_workplace;
    Question m_question;
    PagedModel<NamedReadingDay> *m_model;
    Table *m_table;
    Banner *m_here;
    Banner *m_broken;
    Segments *m_since;
    Label *m_count;
};

} // namespace yigong
