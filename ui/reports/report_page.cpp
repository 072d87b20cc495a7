// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/reports/report_page.h"
#include "core/exchange/report_files.h"
#include "core/reports/report_words.h"
#include "core/security/audit.h"
#include "core/sites/site_tree.h"
#include "ui/encounters/spoken.h"
#include "ui/print/report_pdf.h"
#include "ui/reports/report_chart_view.h"
#include "ui/widgets/card.h"
#include "ui/widgets/page_head.h"
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QPromise>
#include <QStandardPaths>
#include <QThreadPool>

namespace yigong {
namespace {

const QString week = QStringLiteral("week");
const QString month = QStringLiteral("month");
const QString quarter = QStringLiteral("quarter");
const QString year = QStringLiteral("year");
const QString own = QStringLiteral("own");

QDate beginOf(const QString &period, QDate today)
{
    if (period == week)
        return today.addDays(1 - today.dayOfWeek());
    if (period == quarter)
        return {today.year(), (today.month() - 1) / 3 * 3 + 1, 1};
    if (period == year)
        return {today.year(), 1, 1};
    return {today.year(), today.month(), 1};
}

Result<void> writeFile(const ReportTable &table, const QString &path, ReportLanguage language)
{
    if (path.endsWith(u".pdf"))
        return writeReportPdf(table, path, language);
    if (path.endsWith(u".xlsx"))
        return writeReportXlsx(table, path);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    return writeReportCsv(table, file);
}

} // namespace

ReportPage::ReportPage(Workplace &place, QWidget *parent) : Page(parent), m_place(place)
{
    build();
    readSites();
    choosePeriod(month);
}

void ReportPage::build()
{
    auto *column = makeColumn(12, {24, 16, 24, 16});
    setLayout(column);
    m_head = new PageHead(tr("Reports"), this);
    auto *print = new Button(tr("PDF"), ButtonKind::Normal, Icon::Print, QKeySequence(Qt::CTRL | Qt::Key_P), this);
    connect(print, &QPushButton::clicked, this, [this] { askWhere(QStringLiteral("pdf")); });
    auto *exports =
        new Button(tr("Export"), ButtonKind::Normal, Icon::Export, QKeySequence(Qt::CTRL | Qt::Key_E), this);
    connect(exports, &QPushButton::clicked, this, [this] { askWhere(QStringLiteral("xlsx")); });
    m_head->addAction(print);
    m_head->addAction(exports);
    column->addWidget(m_head);
    column->addWidget(buildChoices());
    m_missing = new Banner(BannerKind::Warn, {}, this);
    m_missing->hide();
    column->addWidget(m_missing);
    m_chartCard = new Card({}, {}, this);
    m_chart = new ReportChartView(m_chartCard);
    setFixedSizeSp(m_chart, 0, 190);
    m_chartCard->body()->addWidget(m_chart);
    column->addWidget(m_chartCard);
    m_model = new PagedModel<Line>(
        {}, [this](const Line &line, int at) { return cellOf(line, at); }, this);
    m_table = new Table(tr("Figures"), 1, this);
    m_table->setEmptyPage(new EmptyPage(Icon::Report, tr("Nothing in this time"),
                                        tr("Choose another time, or wait until the villages have sent theirs."),
                                        nullptr, m_table));
    column->addWidget(m_table, 1);
    m_source = new Label(QString(), TextStyle::Secondary, Token::Text3, this);
    m_source->setWordWrap(true);
    column->addWidget(m_source);
}

QWidget *ReportPage::buildChoices()
{
    auto *box = new QWidget(this);
    auto *row = makeRow(8);
    box->setLayout(row);
    Options names;
    for (const ReportDefinition &definition : reportDefinitions())
        names.append({definition.name, in(definition.title)});
    m_name = new Segments(names, tr("Report"), box);
    m_name->setValue(names.isEmpty() ? QString() : names.first().key);
    m_period = new Segments({{week, tr("Week")}, {month, tr("Month")}, {quarter, tr("Quarter")}, {year, tr("Year")}},
                            tr("Period"), box);
    m_from = new DateField(tr("From"), box);
    m_to = new DateField(tr("Until"), box);
    m_site = new ComboField(tr("Of"), {}, box);
    for (DateField *field : {m_from, m_to}) {
        field->setWidthSp(112);
        field->setToday(m_place.clock.today());
        connect(field, &QLineEdit::editingFinished, this, [this] {
            if (m_report && m_from->date() == m_report->from && m_to->date() == m_report->to)
                return;
            m_period->setValue(own);
            read();
        });
    }
    connect(m_name, &Segments::chosen, this, &ReportPage::read);
    connect(m_period, &Segments::chosen, this, &ReportPage::choosePeriod);
    connect(m_site, &ComboField::chosen, this, &ReportPage::read);
    row->addWidget(m_name);
    row->addWidget(m_period);
    row->addWidget(m_from);
    row->addWidget(new Label(tr("to"), TextStyle::Body, Token::Text2, box));
    row->addWidget(m_to);
    row->addWidget(m_site, 1);
    return box;
}

QWidget *ReportPage::firstFocus()
{
    return m_name;
}

void ReportPage::open(const QVariant &argument)
{
    if (const QString name = argument.toString(); !name.isEmpty() && name != m_name->value()) {
        m_name->setValue(name);
        read();
    }
}

void ReportPage::refresh()
{
    read();
}

void ReportPage::readSites()
{
    const Id here = m_place.actor.site;
    auto sites = m_place.db.readLater([here](const Snapshot &snapshot) { return subtreeOf(snapshot, here); });
    whenReady(sites, this, [this, here](Result<std::vector<Site>> found) {
        if (!found)
            return Q_EMIT failed(found.error());
        Options options;
        for (const Site &site : *found)
            options.append({site.id.text(), site.name});
        m_site->setOptions(options);
        m_site->setValue(here.text());
        m_site->setVisible(options.size() > 1);
    });
}

void ReportPage::choosePeriod(const QString &key)
{
    m_period->setValue(key);
    const QDate today = m_place.clock.today();
    m_from->setDate(beginOf(key, today));
    m_to->setDate(today);
    read();
}

void ReportPage::read()
{
    const auto from = m_from->date();
    const auto to = m_to->date();
    if (!from || !to)
        return; // the field says what is wrong with it
    ReportRequest request{m_name->value(), *from, *to, Id::parse(m_site->value()).value_or(m_place.actor.site)};
    const auto asked = m_question.ask();
    auto report =
        m_place.db.readLater([request, actor = m_place.actor, now = m_place.clock.now()](const Snapshot &snapshot) {
            return runReport(snapshot, actor, request, now);
        });
    whenReady(report, this, [this, asked](Result<ReportTable> table) {
        if (!m_question.isLatest(asked))
            return;
        if (table)
            return show(std::move(*table));
        if (table.error().kind == ErrorKind::OutOfRange)
            m_to->setState(FieldState::Error, tr("The end lies before the beginning"));
        else
            Q_EMIT failed(table.error());
    });
}

bool ReportPage::isChinese() const
{
    // What the interface is translated into, not the locale of the machine.
    return tr("Reports") != u"Reports";
}

QString ReportPage::in(const Wording &wording) const
{
    return isChinese() ? wording.zh : wording.en;
}

void ReportPage::show(ReportTable table)
{
    m_report = std::move(table);
    m_to->setState(FieldState::Normal);
    const auto language = isChinese() ? ReportLanguage::Chinese : ReportLanguage::English;
    m_head->setTitle(in(m_report->title));
    m_head->setScope({m_report->site.name, periodWords(m_report->from, m_report->to, language)});
    m_source->setText(in(m_report->source));
    showMissing();
    showChart();
    showTable();
    Q_EMIT shown();
}

void ReportPage::showMissing()
{
    const Coverage &coverage = m_report->coverage;
    m_missing->setVisible(!coverage.isComplete());
    if (coverage.isComplete())
        return;
    const auto language = isChinese() ? ReportLanguage::Chinese : ReportLanguage::English;
    m_missing->setSentence(
        {plain(coverageSentence(coverage, m_report->madeAt, language)), soft(tr("The sums are too low."))});
}

void ReportPage::showChart()
{
    m_chartCard->setVisible(!m_report->charts.empty());
    if (m_report->charts.empty())
        return;
    const ReportChart &chart = m_report->charts.front();
    m_chartCard->setTitle(in(chart.title));
    delete m_keys;
    m_keys = new QWidget(m_chartCard);
    auto *row = makeRow(16);
    m_keys->setLayout(row);
    for (std::size_t i = 0; i < chart.series.size(); ++i)
        row->addWidget(new SeriesKey(ReportChartView::lookOf(i), in(chart.series[i].title), m_keys));
    m_chartCard->addAction(m_keys);
    m_chart->setData(chart, isChinese());
}

void ReportPage::showTable()
{
    QList<Column> columns;
    qsizetype lastText = 0;
    for (const ReportColumn &column : m_report->columns) {
        const bool words = column.kind == ReportColumnKind::Text || column.kind == ReportColumnKind::Month;
        if (column.kind == ReportColumnKind::Text)
            lastText = columns.size();
        columns.append({in(column.title), widthOf(static_cast<std::size_t>(columns.size())),
                        words ? Qt::Alignment(Qt::AlignLeft) : Qt::AlignRight});
    }
    if (!columns.isEmpty())
        columns[lastText].width = 0; // takes what is left
    std::vector<Line> lines;
    if (!m_report->rows.empty())
        lines.push_back({{{}, m_report->totals, !m_report->coverage.isComplete()}, true});
    for (const ReportRow &row : m_report->rows)
        lines.push_back({row, false});
    m_model->setColumns(columns);
    m_model->setRows(std::move(lines));
    m_table->setRows(m_model);
}

int ReportPage::widthOf(std::size_t column) const
{
    constexpr int least = 104;
    constexpr int most = 240;
    if (m_report->columns[column].kind != ReportColumnKind::Text)
        return least;
    const QFontMetrics metrics(theme().font(TextStyle::Body));
    int widest = 0;
    for (const ReportRow &row : m_report->rows)
        if (column < row.cells.size())
            widest = std::max(widest, metrics.horizontalAdvance(cellText(ReportColumnKind::Text, row.cells[column])));
    return std::clamp(widest * 100 / theme().sp(100) + 28, least, most);
}

Cell ReportPage::cellOf(const Line &line, int column) const
{
    const auto at = static_cast<std::size_t>(column);
    if (!m_report || at >= m_report->columns.size() || at >= line.row.cells.size())
        return {};
    const ReportColumnKind kind = m_report->columns[at].kind;
    QString text = cellText(kind, line.row.cells[at]);
    if (line.isTotal && column == 0)
        text = tr("Together");
    const Token tone = line.row.incomplete && !line.isTotal ? Token::Text3 : Token::Text;
    Cell cell({line.isTotal ? bold(text) : plain(text, tone)});
    if (kind != ReportColumnKind::Text && kind != ReportColumnKind::Month)
        cell.align = Qt::AlignRight;
    else if (line.row.incomplete && !line.isTotal && column == 0)
        cell.chip = {ChipKind::Warn, tr("incomplete"), Icon::Offline};
    return cell;
}

void ReportPage::askWhere(const QString &suffix)
{
    if (!m_report)
        return;
    const QString folder = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    const QString name = in(m_report->title) + u' ' + m_report->from.toString(Qt::ISODate) + u' ' +
                         m_report->to.toString(Qt::ISODate) + u'.' + suffix;
    const QString kinds =
        suffix == u"pdf" ? tr("PDF (*.pdf)") : tr("Workbook (*.xlsx)") + QStringLiteral(";;") + tr("Table (*.csv)");
    QString chosen;
    QString path = QFileDialog::getSaveFileName(this, tr("Where to?"), folder + u'/' + name, kinds, &chosen);
    if (path.isEmpty())
        return;
    if (!path.contains(u'.'))
        path += u'.' + (chosen.contains(u"csv") ? QStringLiteral("csv") : suffix);
    writeTo(path);
}

void ReportPage::writeTo(const QString &path)
{
    if (!m_report)
        return;
    const auto language = isChinese() ? ReportLanguage::Chinese : ReportLanguage::English;
    // Fonts and painting on images are safe beside the interface's thread; a long table would hold it up.
    auto promise = std::make_shared<QPromise<Result<void>>>();
    promise->start();
    QThreadPool::globalInstance()->start([promise, table = *m_report, path, language] {
        promise->addResult(writeFile(table, path, language));
        promise->finish();
    });
    whenReady(promise->future(), this, [this, path](Result<void> done) {
        if (!done)
            return Q_EMIT failed(done.error());
        const QString as = path.section(u'.', -1);
        note(m_place.db, m_place.actor, as == u"pdf" ? AuditKind::Printed : AuditKind::Exported,
             m_report ? m_report->name + u' ' + as : as, m_report ? static_cast<qint64>(m_report->rows.size()) : 0);
        Q_EMIT fileWritten(path);
        Q_EMIT toastRequested(tr("Written to %1").arg(QDir::toNativeSeparators(path)));
    });
}

} // namespace yigong
