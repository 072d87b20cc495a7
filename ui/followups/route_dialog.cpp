// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/followups/route_dialog.h"
#include "core/patients/patient_text.h"
#include "ui/followups/follow_up_printing.h"
#include "ui/followups/follow_up_words.h"
#include "ui/shell/words.h"
#include "ui/widgets/empty_page.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

constexpr int routeHeight = 420; // 100 % pixels

} // namespace

RouteDialog::RouteDialog(Workplace &place, std::vector<RouteStop> stops, const QStringList &scope, QWidget *parent)
    : Dialog(tr("House calls"), parent), m_place(place), m_stops(std::move(stops)), m_scope(scope),
      m_rows(new PagedModel<RouteStop>(
          {{tr("House"), 60, Qt::AlignRight},
           {tr("Address"), 220, Qt::AlignLeft},
           {tr("Resident"), 130, Qt::AlignLeft},
           {tr("What for"), 0, Qt::AlignLeft},
           {tr("Last seen"), 110, Qt::AlignLeft},
           {tr("Phone"), 130, Qt::AlignLeft}},
          [this](const RouteStop &stop, int column) { return cellOf(stop, column); }, this)),
      m_table(new Table(tr("House calls"), 2, this))
{
    setWidthSp(1080);
    const int houses = m_stops.empty() ? 0 : m_stops.back().house;
    addSentence((m_scope + QStringList{tr("%n house(s)", nullptr, houses),
                                       tr("%n resident(s)", nullptr, static_cast<int>(m_stops.size()))})
                    .join(QStringLiteral("  ")));
    m_table->setRows(m_rows);
    m_table->setEmptyPage(new EmptyPage(Icon::House, tr("Nobody to call on"),
                                        tr("Nobody here is due within a week, late or not reached."), nullptr,
                                        m_table));
    setFixedSizeSp(m_table, 0, routeHeight);
    body()->addWidget(m_table);
    m_rows->setRows(m_stops);
    if (!m_stops.empty())
        m_table->setCurrentRow(0);
    addReject(tr("Back"));
    auto *paper = new Button(tr("Print"), ButtonKind::Primary, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), this);
    paper->setEnabled(!m_stops.empty());
    connect(paper, &QPushButton::clicked, this, &RouteDialog::print);
    addButton(paper);
    connect(m_table, &Table::rowActivated, this, [this](int row) {
        if (const RouteStop *stop = m_rows->row(row)) {
            const Id patient = stop->who().patient;
            accept();
            Q_EMIT followUpRequested(patient);
        }
    });
    m_table->setFocus();
}

void RouteDialog::print()
{
    if (printRoute(m_place, m_stops, m_scope, this))
        Q_EMIT printed();
}

Cell RouteDialog::cellOf(const RouteStop &stop, int column) const
{
    const QDate today = m_place.clock.today();
    const PlanRow &who = stop.who();
    switch (column) {
    case 0:
        return Cell::number(QString::number(stop.house));
    case 1:
        return Cell::text(who.address.isEmpty() ? tr("no address on the card") : who.address,
                          who.address.isEmpty() ? Token::Text3 : Token::Text);
    case 2:
        return Cell({bold(maskedName(who.patientName))}, {small(who.practitionerName)});
    case 3: {
        const QStringList reasons = routeReasons(stop, today);
        return Cell({plain(reasons.value(0))}, {small(reasons.mid(1).join(QStringLiteral("；")))});
    }
    case 4:
        return Cell::text(who.plan.last.isValid() ? dayOf(who.plan.last, today) : QString());
    default:
        return Cell::text(maskedPhone(who.phone), Token::Text2);
    }
}

} // namespace yigong
