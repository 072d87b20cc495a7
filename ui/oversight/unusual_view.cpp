// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/oversight/unusual_view.h"
#include "ui/shell/sentences.h"
#include "ui/shell/words.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/table.h"

namespace yigong {

namespace {

enum UnusualColumn
{
    DayColumn,
    ReaderOfDayColumn,
    OpenedColumn,
    LateColumn,
    ForReasonColumn,
    RefusedColumn,
    WhyColumn
};

Cell countCell(int count, bool warns)
{
    return Cell::number(QString::number(count), warns ? Token::Warn : count == 0 ? Token::Text3 : Token::Text);
}

Cell unusualCell(const NamedReadingDay &one, int column, QDate today)
{
    const ReadingDay &day = one.day;
    switch (column) {
    case DayColumn:
        return Cell::text(dayOf(day.day, today));
    case ReaderOfDayColumn:
        return Cell({bold(one.who)}, {small(one.siteName)});
    case OpenedColumn:
        return countCell(day.residents, day.tooMany);
    case LateColumn:
        return countCell(day.outOfHours, day.outOfHours > 0);
    case ForReasonColumn:
        return countCell(day.brokeGlass, day.brokeGlass > 0);
    case RefusedColumn:
        return countCell(day.refused, false);
    default:
        break;
    }
    QStringList why;
    if (day.tooMany)
        why.append(UnusualView::tr("many residents"));
    if (day.outOfHours > 0)
        why.append(UnusualView::tr("out of hours"));
    if (day.brokeGlass > 0)
        why.append(UnusualView::tr("opened for a reason"));
    return Cell::ofChip({ChipKind::Warn, why.join(QStringLiteral("，")), Icon::Warn});
}

} // namespace

UnusualView::UnusualView(Workplace &workplace, QWidget *parent)
    : QWidget(parent), m_workplace(workplace), m_model(new PagedModel<NamedReadingDay>(
                                                   {{tr("Day"), 120},
                                                    {tr("Who"), 0},
                                                    {tr("Residents"), 90, Qt::AlignRight},
                                                    {tr("Out of hours"), 90, Qt::AlignRight},
                                                    {tr("For a reason"), 90, Qt::AlignRight},
                                                    {tr("Refused"), 90, Qt::AlignRight},
                                                    {tr("What is unusual"), 320}},
                                                   [this](const NamedReadingDay &one, int column) {
                                                       return unusualCell(one, column, m_workplace.clock.today());
                                                   },
                                                   this))
{
    auto *column = makeColumn(12);
    setLayout(column);
    auto *row = makeRow(8);
    m_since = new Segments({{QStringLiteral("6"), tr("Last week")}, {QStringLiteral("30"), tr("Last month")}},
                           tr("Since when"), this);
    m_since->setValue(QStringLiteral("6"));
    row->addWidget(m_since);
    row->addStretch(1);
    column->addLayout(row);
    m_here = new Banner(BannerKind::Warn, {}, this);
    m_here->hide();
    column->addWidget(m_here);
    m_broken = new Banner(BannerKind::Danger, {}, this);
    m_broken->hide();
    column->addWidget(m_broken);
    m_table = new Table(tr("Unusual reading"), 2, this);
    m_table->setRows(m_model);
    m_table->setEmptyPage(new EmptyPage(Icon::Ok, tr("Nothing unusual"),
                                        tr("More residents on a day than is set, reading at night and records opened "
                                           "for a reason would stand here."),
                                        nullptr, m_table));
    column->addWidget(m_table, 1);
    m_count = new Label(QString(), TextStyle::Secondary, Token::Text2, this);
    column->addWidget(m_count);
    connect(m_since, &Segments::chosen, this, &UnusualView::refresh);
}

QFuture<Result<UnusualView::Found>> UnusualView::asked(QDate from, QDate until, bool atHub)
{
    const auto named = [](const Snapshot &snapshot, const std::vector<ReadingDay> &days,
                          qsizetype breaks) -> Result<Found> {
        YIGONG_LET(rows, withNames(snapshot, days));
        return Found{std::move(rows), static_cast<int>(breaks)};
    };
    if (!atHub)
        return m_workplace.db.readLater(
            [actor = m_workplace.actor, from, until, named](const Snapshot &snapshot) -> Result<Found> {
                YIGONG_LET(days, unusualReading(snapshot, actor, from, until));
                return named(snapshot, days, 0);
            });
    return m_workplace.askHub(QStringLiteral("unusual-reading"), unusualQuestion(from, until))
        .then(QtFuture::Launch::Sync, [&db = m_workplace.db, named](const Result<QCborMap> &answer) -> Result<Found> {
            if (!answer)
                return fail(Error(answer.error()));
            YIGONG_LET(found, unusualAnswerFrom(*answer));
            return db.read([&](const Snapshot &snapshot) {
                return named(snapshot, found.days, static_cast<qsizetype>(found.breaks.size()));
            });
        });
}

void UnusualView::refresh()
{
    const auto current = m_question.ask();
    const QDate until = m_workplace.clock.today();
    const QDate from = until.addDays(-m_since->value().toInt());
    whenReady(asked(from, until, true), this, [this, current, from, until](Result<Found> days) {
        if (!m_question.isLatest(current))
            return;
        if (days)
            return take(std::move(days), true);
        m_here->setSentence({bold(tr("Only of this computer.")), plain(sentence(days.error()))});
        whenReady(asked(from, until, false), this, [this, current](Result<Found> own) {
            if (m_question.isLatest(current))
                take(std::move(own), false);
        });
    });
}

void UnusualView::take(Result<Found> days, bool atHub)
{
    m_here->setVisible(!atHub);
    if (!days)
        return Q_EMIT failed(days.error());
    const int count = static_cast<int>(days->days.size());
    m_model->setRows(std::move(days->days));
    m_broken->setVisible(days->breaks > 0);
    m_broken->setSentence({bold(tr("The log of a computer did not hold at %n place(s).", nullptr, days->breaks)),
                           plain(tr("Something was cut out or changed there: have it looked into."))});
    m_count->setText(tr("%n day(s)", nullptr, count));
}

} // namespace yigong
