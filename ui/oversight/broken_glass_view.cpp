// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/broken_glass_view.h"
#include "core/base/spans.h"
#include "core/patients/patient_text.h"
#include "ui/shell/words.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

constexpr int glassesShown = 500;

enum GlassColumn
{
    WhenColumn,
    ReaderColumn,
    ResidentColumn,
    ReasonGivenColumn,
    UntilColumn
};

Cell glassCell(const BrokenGlass &one, int column, Instant now)
{
    switch (column) {
    case WhenColumn:
        return Cell::text(momentOf(one.record.at, now));
    case ReaderColumn:
        return Cell({bold(one.practitionerName)}, {small(one.siteName)});
    case ResidentColumn: {
        const QString who =
            one.patientName.isEmpty() ? BrokenGlassView::tr("not in this computer") : maskedName(one.patientName);
        return Cell({plain(who)}, {small(one.patientSiteName)});
    }
    case ReasonGivenColumn:
        return Cell({plain(one.record.reason)});
    default:
        return Cell::ofChip(one.record.until > now
                                ? ChipSpec{ChipKind::Warn,
                                           BrokenGlassView::tr("open until %1").arg(momentOf(one.record.until, now)),
                                           Icon::Clock}
                                : ChipSpec{ChipKind::Plain, BrokenGlassView::tr("over"), Icon::Check});
    }
}

} // namespace

BrokenGlassView::BrokenGlassView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace),
      m_model(new PagedModel<BrokenGlass>(
          {{tr("When"), 140}, {tr("Who"), 190}, {tr("Resident"), 190}, {tr("Reason"), 0}, {tr("State"), 200}},
          [this](const BrokenGlass &one, int column) { return glassCell(one, column, m_workplace.clock.now()); }, this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    auto *row = makeRow(8);
    m_since = new Segments({{QStringLiteral("31"), tr("Last month")}, {QStringLiteral("366"), tr("Last year")}},
                           tr("Since when"), this);
    m_since->setValue(QStringLiteral("31"));
    row->addWidget(m_since);
    row->addStretch(1);
    column->addLayout(row);
    m_table = new Table(tr("Opened for a reason"), 2, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Shield, tr("Nobody opened a record out of their reach"),
                                        tr("Whoever does gives a reason, and stands here."), nullptr, m_table));
    column->addWidget(m_table, 1);
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    column->addWidget(m_count);
    connect(m_since, &Segments::chosen, this, &BrokenGlassView::refresh);
}

void BrokenGlassView::refresh()
{
    const auto asked = m_question.ask();
    const Instant since = m_workplace.clock.now().plusMs(-m_since->value().toInt() * dayMs);
    whenReady(m_workplace.db.readLater([actor = m_workplace.actor, since](const Snapshot &snapshot) {
        return brokenGlasses(snapshot, actor, since, glassesShown);
    }),
              this, [this, asked](Result<std::vector<BrokenGlass>> found) {
                  if (!m_question.isLatest(asked))
                      return;
                  if (!found)
                      return Q_EMIT failed(found.error());
                  const int count = static_cast<int>(found->size());
                  m_model->setRows(std::move(*found));
                  m_count->setText(tr("%n reading(s)", nullptr, count));
              });
}

} // namespace yigong
