// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/report_pdf.h"
#include "ui/print/pdf_file.h"
#include "ui/print/report_chart.h"

#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>

namespace yigong {

namespace {

constexpr double pt = unitsPerPoint;
constexpr double text = 9.5 * pt;
constexpr double small = 8 * pt;
constexpr double rowHeight = 17 * pt;
constexpr double headHeight = 32 * pt;
constexpr double footHeight = 22 * pt;
constexpr double gap = 10 * pt;
constexpr double cellPadding = 4 * pt;
constexpr std::size_t manyColumns = 9;
constexpr qsizetype siteBarsAtMost = 40;

const QColor ink(0x17, 0x21, 0x1F), softInk(0x47, 0x52, 0x4F), grey(0x5F, 0x6B, 0x68), line(0xDD, 0xE2, 0xE0),
    strongLine(0x7F, 0x8A, 0x87), sunken(0xEC, 0xEF, 0xEE), amber(0x7D, 0x4B, 0x00), amberGround(0xFD, 0xF2, 0xDC),
    green(0x1C, 0x63, 0x36), greenGround(0xE6, 0xF3, 0xEA);

bool isText(ReportColumnKind kind)
{
    return kind == ReportColumnKind::Text || kind == ReportColumnKind::Month;
}

/// A report on its way to paper.
class Sheets
{
public:
    Sheets(const ReportTable &table, ReportLanguage language, QPdfWriter &pdf)
        : m_table(table), m_language(language), m_pdf(pdf), m_painter(&pdf)
    {
        m_width = pdf.width();
        m_height = pdf.height() - footHeight;
    }

    void print()
    {
        layOutColumns();
        drawTitle();
        drawCoverage();
        drawCharts();
        planPages();
        drawTable();
        drawSource();
        drawFoot();
        m_painter.end();
    }

private:
    [[nodiscard]] QString words(const char *zh, const char *en) const
    {
        return QString::fromUtf8(m_language == ReportLanguage::Chinese ? zh : en);
    }
    [[nodiscard]] double widthOf(const QString &of, double size, QFont::Weight weight = QFont::Normal)
    {
        return QFontMetricsF(printFont(size, weight), &m_pdf).horizontalAdvance(of);
    }
    void write(const QRectF &where, Qt::Alignment align, const QString &what, double size, const QColor &colour,
               QFont::Weight weight = QFont::Normal)
    {
        m_painter.setFont(printFont(size, weight));
        m_painter.setPen(colour);
        m_painter.drawText(where, static_cast<int>(align) | Qt::TextWordWrap, what);
    }
    double heightOf(const QString &of, double size, double width)
    {
        return QFontMetricsF(printFont(size), &m_pdf)
            .boundingRect(QRectF(0, 0, width, 10 * m_height), Qt::TextWordWrap, of)
            .height();
    }

    void layOutColumns();
    void drawTitle();
    void drawCoverage();
    void drawCharts();
    void planPages();
    void drawTable();
    void drawHead();
    void drawRow(const std::vector<Value> &cells, const QString &standing, const QColor &colour, QFont::Weight weight);
    void drawTotals();
    void drawSource();
    void drawFoot();
    void turnPage();
    [[nodiscard]] QString standingOf(const ReportRow &row) const;
    [[nodiscard]] QString sourceText() const;

    const ReportTable &m_table;
    const ReportLanguage m_language;
    QPdfWriter &m_pdf;
    QPainter m_painter;
    double m_width = 0, m_height = 0, m_y = 0;
    std::vector<double> m_widths; ///< of the columns and the last one, which says whether the site has reported
    int m_page = 1, m_pages = 1;
};

void Sheets::layOutColumns()
{
    std::vector<double> wanted;
    for (std::size_t i = 0; i < m_table.columns.size(); ++i) {
        const ReportColumn &column = m_table.columns[i];
        double widest = widthOf(cellText(column.kind, m_table.totals[i]), text, QFont::Bold);
        for (const ReportRow &row : m_table.rows)
            widest = std::max(widest, widthOf(cellText(column.kind, row.cells[i]), text));
        // A heading may break into two lines.
        widest = std::max(widest, widthOf(in(m_language, column.title), small) / (isText(column.kind) ? 1 : 1.7));
        wanted.push_back(widest + 2 * cellPadding);
    }
    double standing = widthOf(words("已报", "reported"), small);
    for (const ReportRow &row : m_table.rows)
        standing = std::max(standing, widthOf(standingOf(row), small));
    wanted.push_back(standing + 2 * cellPadding);
    double sum = 0;
    for (const double width : wanted)
        sum += width;
    const double spare = (m_width - sum) / static_cast<double>(wanted.size());
    for (double &width : wanted)
        width = spare > 0 ? width + spare : width * m_width / sum;
    m_widths = std::move(wanted);
}

void Sheets::drawTitle()
{
    write({0, m_y, m_width, 26 * pt}, Qt::AlignLeft | Qt::AlignVCenter, in(m_language, m_table.title), 17 * pt, ink,
          QFont::Bold);
    m_y += 27 * pt;
    const QString facts = m_table.site.name + QStringLiteral("    ") +
                          periodWords(m_table.from, m_table.to, m_language) + QStringLiteral("    ") +
                          words("制表 ", "made ") + civilDateTime(m_table.madeAt);
    write({0, m_y, m_width, 16 * pt}, Qt::AlignLeft | Qt::AlignVCenter, facts, text, softInk);
    m_y += 16 * pt + gap;
}

void Sheets::drawCoverage()
{
    const bool whole = m_table.coverage.isComplete();
    const QString sentence = coverageSentence(m_table.coverage, m_table.madeAt, m_language) +
                             (whole ? QString() : words(" 合计偏低。", " The totals are too low by that."));
    const double bar = 3 * pt, inset = 10 * pt;
    const double high = heightOf(sentence, 10 * pt, m_width - 2 * inset) + 12 * pt;
    m_painter.fillRect(QRectF(0, m_y, m_width, high), whole ? greenGround : amberGround);
    m_painter.fillRect(QRectF(0, m_y, bar, high), whole ? green : amber);
    write({inset, m_y, m_width - 2 * inset, high}, Qt::AlignLeft | Qt::AlignVCenter, sentence, 10 * pt,
          whole ? green : amber);
    m_y += high + gap;
}

void Sheets::drawCharts()
{
    std::vector<const ReportChart *> narrow, wide;
    for (const ReportChart &chart : m_table.charts) {
        const bool ofSites = chart.key.endsWith(u"by-site");
        if (ofSites && chart.labels.size() > siteBarsAtMost)
            continue;
        (ofSites || chart.labels.size() > 8 ? wide : narrow).push_back(&chart);
    }
    const double high = 125 * pt;
    const double half = (m_width - 2 * gap) / 2;
    for (std::size_t i = 0; i < narrow.size(); ++i) {
        const double left = i % 2 ? half + 2 * gap : 0;
        drawReportChart(m_painter, {left, m_y, narrow.size() == 1 ? m_width : half, high}, *narrow[i], m_language,
                        small);
        if (i % 2 || i + 1 == narrow.size())
            m_y += high + gap;
    }
    for (const ReportChart *chart : wide) {
        drawReportChart(m_painter, {0, m_y, m_width, high}, *chart, m_language, small);
        m_y += high + gap;
    }
}

QString Sheets::sourceText() const
{
    return words("口径：", "Source: ") + in(m_language, m_table.source);
}

void Sheets::planPages()
{
    // The same steps as `drawTable` and `drawSource` take, without a pen.
    double y = m_y + headHeight;
    m_pages = 1;
    const auto need = [&](double high) {
        if (y + high > m_height) {
            ++m_pages;
            y = headHeight;
        }
        y += high;
    };
    for (std::size_t i = 0; i < m_table.rows.size(); ++i)
        need(rowHeight);
    need(rowHeight);
    need(gap + heightOf(sourceText(), small, m_width));
}

void Sheets::turnPage()
{
    drawFoot();
    m_pdf.newPage();
    ++m_page;
    m_y = 0;
    drawHead();
}

void Sheets::drawHead()
{
    m_painter.fillRect(QRectF(0, m_y, m_width, headHeight), sunken);
    double x = 0;
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        const bool last = i == m_table.columns.size();
        const bool left = last || isText(m_table.columns[i].kind);
        write({x + cellPadding, m_y, m_widths[i] - 2 * cellPadding, headHeight},
              (left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
              last ? words("数据", "Data") : in(m_language, m_table.columns[i].title), small, softInk);
        x += m_widths[i];
    }
    m_y += headHeight;
}

QString Sheets::standingOf(const ReportRow &row) const
{
    for (const MissingSite &site : m_table.coverage.missing)
        if (site.site == row.site)
            return site.lastSeen.isNone() ? words("从未联机", "never")
                                          : words("只到 ", "to ") + civilDay(site.lastSeen).toString(Qt::ISODate);
    return words("已报", "reported");
}

void Sheets::drawRow(const std::vector<Value> &cells, const QString &standing, const QColor &colour,
                     QFont::Weight weight)
{
    double x = 0;
    for (std::size_t i = 0; i < m_widths.size(); ++i) {
        const bool last = i == m_table.columns.size();
        const bool left = last || isText(m_table.columns[i].kind);
        QString shown = last ? standing : cellText(m_table.columns[i].kind, cells[i]);
        const double room = m_widths[i] - 2 * cellPadding;
        shown =
            QFontMetricsF(printFont(last ? small : text, weight), &m_pdf).elidedText(shown, Qt::ElideRight, room + 1);
        write({x + cellPadding, m_y, room, rowHeight}, (left ? Qt::AlignLeft : Qt::AlignRight) | Qt::AlignVCenter,
              shown, last ? small : text, colour, weight);
        x += m_widths[i];
    }
    m_y += rowHeight;
    m_painter.setPen(QPen(line, 0.5 * pt));
    m_painter.drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
}

void Sheets::drawTotals()
{
    m_painter.setPen(QPen(strongLine, 0.8 * pt));
    m_painter.drawLine(QPointF(0, m_y), QPointF(m_width, m_y));
    std::vector<Value> cells = m_table.totals;
    cells[0] = words("合计", "Total");
    const auto missing = m_table.coverage.missing.size();
    drawRow(cells, missing ? words("缺 %1 个", "%1 missing").arg(missing) : QString(), ink, QFont::Bold);
}

void Sheets::drawTable()
{
    drawHead();
    for (const ReportRow &row : m_table.rows) {
        if (m_y + rowHeight > m_height)
            turnPage();
        drawRow(row.cells, standingOf(row), row.incomplete ? grey : ink, QFont::Normal);
    }
    if (m_y + rowHeight > m_height)
        turnPage();
    drawTotals();
}

void Sheets::drawSource()
{
    const double high = heightOf(sourceText(), small, m_width);
    if (m_y + gap + high > m_height)
        turnPage();
    m_y += gap;
    write({0, m_y, m_width, high + pt}, Qt::AlignLeft | Qt::AlignTop, sourceText(), small, grey);
}

void Sheets::drawFoot()
{
    const QRectF foot(0, m_height + 6 * pt, m_width, footHeight - 6 * pt);
    m_painter.setPen(QPen(line, 0.5 * pt));
    m_painter.drawLine(foot.topLeft(), foot.topRight());
    const QString facts = in(m_language, m_table.title) + QStringLiteral("    ") + m_table.site.name +
                          QStringLiteral("    ") + periodWords(m_table.from, m_table.to, m_language);
    write(foot, Qt::AlignLeft | Qt::AlignBottom, facts, small, grey);
    write(foot, Qt::AlignRight | Qt::AlignBottom, words("第 %1 页，共 %2 页", "Page %1 of %2").arg(m_page).arg(m_pages),
          small, grey);
}

QPageLayout pageLayoutOf(const ReportTable &table)
{
    const bool across = table.columns.size() > manyColumns;
    return QPageLayout(QPageSize(QPageSize::A4), across ? QPageLayout::Landscape : QPageLayout::Portrait,
                       QMarginsF(15, 15, 15, 12), QPageLayout::Millimeter);
}

} // namespace

Result<void> writeReportPdf(const ReportTable &table, const QString &path, ReportLanguage language)
{
    return writePdf(path, in(language, table.title) + u' ' + table.site.name, pageLayoutOf(table),
                    [&](QPdfWriter &pdf) { Sheets(table, language, pdf).print(); });
}

} // namespace yigong
