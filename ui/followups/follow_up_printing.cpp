// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/follow_up_printing.h"
#include "core/security/audit.h"
#include "ui/followups/follow_up_words.h"
#include "ui/followups/form_words.h"
#include "ui/print/follow_up_pdf.h"
#include "ui/shell/table_paper.h"
#include "ui/shell/words.h"

#include <QPrintDialog>
#include <QPrinter>

namespace yigong {

namespace {

class RoutePaper
{
    Q_DECLARE_TR_FUNCTIONS(yigong::RoutePaper)
public:
    static TextTable table(const std::vector<RouteStop> &stops, const QStringList &scope, QDate today)
    {
        TextTable table;
        table.title = tr("House calls");
        table.notes = scope;
        table.head = {tr("House"), tr("Address"), tr("Name"), tr("Phone"), tr("What for"), tr("Last seen"), tr("Done")};
        for (const RouteStop &stop : stops) {
            const PlanRow &who = stop.who();
            table.rows.push_back({QString::number(stop.house), who.address, who.patientName, who.phone,
                                  routeReasons(stop, today).join(QStringLiteral("；")),
                                  who.plan.last.isValid() ? dayOf(who.plan.last, today) : QString(), QString()});
        }
        return table;
    }
};

/// Whether somebody chose a printer.
bool choosePrinter(QPrinter &printer, QWidget *parent)
{
    QPrintDialog choice(&printer, parent);
    return choice.exec() == QDialog::Accepted;
}

} // namespace

QStringList routeReasons(const RouteStop &stop, QDate today)
{
    QStringList reasons;
    for (const PlanRow &row : stop.programs) {
        QStringList words{FollowUpWords::program(row.program)};
        if (!row.plan.dueForm.isEmpty())
            words.append(FormWords::due(row.plan.dueForm, row.plan.dueStage));
        words.append(FollowUpWords::chipOf(row.plan, today).word);
        reasons.append(words.join(u' '));
    }
    return reasons;
}

bool printFollowUpForm(const Workplace &place, const FollowUpPaper &paper, QWidget *parent)
{
    QPrinter printer(QPrinter::HighResolution);
    setUpFollowUpPage(printer);
    if (!choosePrinter(printer, parent))
        return false;
    drawFollowUpPaper(printer, paper);
    note(place.db, place.actor, AuditKind::Printed, QStringLiteral("follow-up-form ") + nameOf(paper.program),
         static_cast<qint64>(paper.filled), paper.patient);
    return true;
}

bool printRoute(const Workplace &place, const std::vector<RouteStop> &stops, const QStringList &scope, QWidget *parent)
{
    QPrinter printer(QPrinter::HighResolution);
    if (!choosePrinter(printer, parent))
        return false;
    printTextTable(RoutePaper::table(stops, scope, place.clock.today()), printer);
    for (const RouteStop &stop : stops)
        note(place.db, place.actor, AuditKind::Printed, QStringLiteral("follow-up-route"), 1, stop.who().patient);
    return true;
}

} // namespace yigong
