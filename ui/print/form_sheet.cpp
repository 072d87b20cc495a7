// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/form_sheet.h"
#include "ui/print/pdf_file.h"
#include "ui/print/report_chart.h"

#include <QFontMetricsF>
#include <QPagedPaintDevice>
#include <QPainter>
#include <QRegularExpression>
#include <algorithm>

namespace yigong {

namespace {

constexpr double formPt = unitsPerPoint;
constexpr double pointsPerInch = 72;
constexpr double groupWidth = 22 * formPt;
constexpr double cellInset = 2.5 * formPt;
constexpr double typeStep = 0.25 * formPt;
constexpr double formTitle = 15 * formPt;
constexpr double headBand = 44 * formPt; // title, then name and number
constexpr double footBand = 14 * formPt;
constexpr double boxPitch = 1.3;        // from one box to the next, in boxes: eight stand in a line
constexpr double partGap = 10 * formPt; // between questions of one row
constexpr double rounding = formPt;     // rows that share a page out fill it to the last fraction
constexpr double hairline = 0.5 * formPt, outline = 1 * formPt;
const QColor formInk(0, 0, 0);

/// What differs between a column a visit and a page a visit.
struct SheetStyle
{
    double nameWidth;
    double largestType, smallestType; ///< what does not fit a page at the smallest goes on on the next …
    double typeOfSeveral;             ///< … at this size
    double mostSpare;                 ///< that a row may grow by, where the page has room
    int figureAlign;                  ///< of what stands alone in its cell
};
constexpr SheetStyle columnsStyle{84 * formPt,  8.5 * formPt,   6.5 * formPt,
                                  6.5 * formPt, 1'000 * formPt, Qt::AlignCenter};
constexpr SheetStyle pageStyle{104 * formPt, 9.5 * formPt, 7.5 * formPt,
                               9 * formPt,   9 * formPt,   Qt::AlignLeft | Qt::AlignVCenter};

/// An option's number stays with its first word.
QString unbroken(QString text)
{
    static const QRegularExpression numberAndWord(QStringLiteral("(\\d)(?=[\\p{Han}“])"));
    return text.replace(numberAndWord, QStringLiteral("\\1\u2060"));
}

/// One question of a cell in its place, from the cell's upper left corner on.
struct PlacedPart
{
    const PaperCell *part;
    QRectF where;
    bool isOneLine;
};

/// The form at one size of type: measured, then drawn.
class FormSheet
{
public:
    FormSheet(const FormPaper &paper, QPainter &painter, QSizeF page)
        : m_paper(paper), m_style(paper.layout == FormLayout::Page ? pageStyle : columnsStyle), m_painter(painter),
          m_page(page)
    {
        const double room = m_page.height() - headBand - footBand;
        for (m_type = m_style.largestType; m_type > m_style.smallestType; m_type -= typeStep)
            if (measured() <= room)
                break;
        double high = measured();
        if (high > room) {
            m_type = m_style.typeOfSeveral;
            high = measured();
        }
        if (high < room) { // the rows share what is left, so that there is room to write
            const double spare = std::min(m_style.mostSpare, (room - high) / static_cast<double>(m_heights.size()));
            for (double &height : m_heights)
                height += spare;
        }
        breakPages();
    }

    void draw(const std::function<void()> &newPage)
    {
        for (std::size_t page = 0; page + 1 < m_breaks.size(); ++page) {
            if (page > 0)
                newPage();
            drawHead();
            drawRows(m_breaks[page], m_breaks[page + 1]);
            drawFoot(page + 1);
        }
    }

private:
    [[nodiscard]] bool isPage() const { return m_paper.layout == FormLayout::Page; }
    [[nodiscard]] double columnWidth() const
    {
        return (m_page.width() - groupWidth - m_style.nameWidth) / static_cast<double>(m_paper.columns);
    }
    [[nodiscard]] double nameSpan(const PaperRow &row) const
    {
        return row.group.isEmpty() ? groupWidth + m_style.nameWidth : m_style.nameWidth;
    }
    [[nodiscard]] double boxSize() const { return 1.15 * m_type; }
    [[nodiscard]] double lineHigh() const { return 1.25 * m_type; }
    [[nodiscard]] double boxesWidth(const QStringList &boxes) const
    {
        return boxes.isEmpty() ? 0 : boxSize() * (1 + boxPitch * static_cast<double>(boxes.size() - 1));
    }

    /// Rows of one page each, by their first row; the last is the end.
    void breakPages()
    {
        m_breaks = {0};
        double y = headBand;
        for (std::size_t row = 0; row < m_heights.size(); ++row) {
            if (y + m_heights[row] > m_page.height() - footBand + rounding && row > m_breaks.back()) {
                m_breaks.push_back(row);
                y = headBand;
            }
            y += m_heights[row];
        }
        m_breaks.push_back(m_heights.size());
    }

    [[nodiscard]] double textHeight(const QString &text, double width) const
    {
        if (text.isEmpty())
            return 0;
        return QFontMetricsF(printFont(m_type))
            .boundingRect(QRectF(0, 0, width, 100 * m_page.height()), wrapped, unbroken(text))
            .height();
    }
    [[nodiscard]] double textWidth(const QString &text) const
    {
        return QFontMetricsF(printFont(m_type)).horizontalAdvance(unbroken(text)) + 0.2 * formPt;
    }

    [[nodiscard]] std::size_t boxesInLine(double width) const
    {
        return std::max<std::size_t>(1, static_cast<std::size_t>((width - boxSize()) / (boxPitch * boxSize())) + 1);
    }

    /// Text and boxes in one line, with nothing below them.
    [[nodiscard]] double lineWidth(const PaperCell &part) const
    {
        const double boxes = part.boxes.isEmpty() ? 0 : boxesWidth(part.boxes) + 2 * formPt;
        return (part.text.isEmpty() ? 0 : textWidth(part.text)) + boxes;
    }
    [[nodiscard]] double lineHeight(const PaperCell &part) const
    {
        return std::max(textHeight(part.text, 10 * m_page.width()), part.boxes.isEmpty() ? 0 : boxSize() + formPt);
    }
    /// Boxes go to the end of the line, as the pages print them; in columns a list's boxes have lines of their own.
    [[nodiscard]] bool fitsLine(const PaperCell &part, double width) const
    {
        return isPage() && part.more.isEmpty() && !part.text.contains(u'\n') && lineWidth(part) <= width;
    }

    /// A single box stands beside its options; several have lines of their own.
    [[nodiscard]] double partHeight(const PaperCell &part, double width) const
    {
        if (fitsLine(part, width))
            return lineHeight(part);
        double high = textHeight(part.more, width);
        if (part.boxes.size() > 1) {
            const std::size_t inLine = boxesInLine(width);
            const std::size_t lines = (static_cast<std::size_t>(part.boxes.size()) + inLine - 1) / inLine;
            high += textHeight(part.text, width) + static_cast<double>(lines) * (boxSize() + formPt);
        } else {
            const double beside = part.boxes.isEmpty() ? 0 : boxSize() + formPt;
            high += std::max(textHeight(part.text, width - beside), beside);
        }
        return high;
    }

    /// Questions of one cell, beside each other as long as there is room.
    [[nodiscard]] std::vector<PlacedPart> flow(const PaperCell &cell, double width) const
    {
        std::vector<PlacedPart> places;
        double x = 0, y = 0, high = 0;
        const auto place = [&](const PaperCell &part) {
            const bool isOneLine = part.more.isEmpty() && lineWidth(part) <= width;
            const double wide = isOneLine ? lineWidth(part) : width;
            if (x > 0 && x + wide > width) {
                x = 0;
                y += high;
                high = 0;
            }
            const double tall = isOneLine ? lineHeight(part) : partHeight(part, width);
            places.push_back({&part, {x, y, wide, tall}, isOneLine});
            x += wide + partGap;
            high = std::max(high, tall);
        };
        place(cell);
        for (const PaperCell &part : cell.rest)
            place(part);
        return places;
    }

    [[nodiscard]] double cellHeight(const PaperCell &cell, double width) const
    {
        if (cell.rest.empty())
            return partHeight(cell, width);
        double high = 0;
        for (const PlacedPart &place : flow(cell, width))
            high = std::max(high, place.where.bottom());
        return high;
    }

    double measured()
    {
        m_heights.clear();
        for (const PaperRow &row : m_paper.rows) {
            double high = std::max(lineHigh(), textHeight(row.name, nameSpan(row) - 2 * cellInset));
            for (const PaperCell &cell : row.cells)
                high = std::max(high, cellHeight(cell, columnWidth() - 2 * cellInset));
            m_heights.push_back(high + 2 * formPt);
        }
        growToGroups();
        double sum = 0;
        for (const double high : m_heights)
            sum += high;
        return sum;
    }

    /// A group's name, two characters in a line, needs its rows to be as high.
    void growToGroups()
    {
        eachGroup(0, m_paper.rows.size(), [this](const QString &group, std::size_t first, std::size_t end) {
            double high = 0;
            for (std::size_t row = first; row < end; ++row)
                high += m_heights[row];
            const double lacking =
                (textHeight(downwards(group, 0), groupWidth) + 2 * formPt - high) / static_cast<double>(end - first);
            for (std::size_t row = first; row < end && lacking > 0; ++row)
                m_heights[row] += lacking;
        });
    }

    void eachGroup(std::size_t from, std::size_t to,
                   const std::function<void(const QString &, std::size_t, std::size_t)> &visit) const
    {
        for (std::size_t row = from; row < to;) {
            const QString &group = m_paper.rows[row].group;
            const std::size_t first = row++;
            while (row < to && !group.isEmpty() && m_paper.rows[row].group == group)
                ++row;
            if (!group.isEmpty())
                visit(group, first, row);
        }
    }

    void write(const QRectF &where, int align, const QString &text, double size, QFont::Weight weight = QFont::Normal)
    {
        m_painter.setFont(printFont(size, weight));
        m_painter.setPen(formInk);
        m_painter.drawText(where, align | wrapped, unbroken(text));
    }

    void drawHead()
    {
        write({0, 0, m_page.width(), 24 * formPt}, Qt::AlignCenter, m_paper.title, formTitle, QFont::Bold);
        const QRectF line(0, 26 * formPt, m_page.width(), 14 * formPt);
        write(line, Qt::AlignLeft | Qt::AlignVCenter, QStringLiteral("姓名：") + m_paper.name, 9.5 * formPt);
        drawNumber(line);
    }

    void drawFoot(std::size_t page)
    {
        const std::size_t pages = m_breaks.size() - 1;
        if (pages > 1)
            write({0, m_page.height() - footBand, m_page.width(), footBand}, Qt::AlignRight | Qt::AlignBottom,
                  QStringLiteral("第 %1 页，共 %2 页").arg(page).arg(pages), 8 * formPt);
    }

    /// 编号□□□-□□□□□.
    void drawNumber(const QRectF &line)
    {
        constexpr int digits = 8, before = 3;
        const double box = 10.5 * formPt, gap = 1 * formPt, dash = 7 * formPt;
        double x = line.right() - digits * (box + gap) - dash;
        write({x - 40 * formPt, line.top(), 38 * formPt, line.height()}, Qt::AlignRight | Qt::AlignVCenter,
              QStringLiteral("编号"), 9.5 * formPt);
        for (int i = 0; i < digits; ++i) {
            if (i == before) {
                write({x, line.top(), dash, line.height()}, Qt::AlignCenter, QStringLiteral("-"), 9.5 * formPt);
                x += dash;
            }
            drawBox({x, line.center().y() - box / 2, box, box},
                    m_paper.number.size() == digits ? m_paper.number.mid(i, 1) : QString());
            x += box + gap;
        }
    }

    void drawBox(const QRectF &box, const QString &number)
    {
        m_painter.setPen(QPen(formInk, hairline));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(box);
        if (!number.isEmpty()) {
            m_painter.setFont(printFont(number.size() > 1 ? 0.72 * box.height() : 0.88 * box.height()));
            m_painter.drawText(box, Qt::AlignCenter, number);
        }
    }

    void drawRows(std::size_t from, std::size_t to)
    {
        double y = headBand;
        for (std::size_t row = from; row < to; ++row) {
            drawRow(m_paper.rows[row], y, m_heights[row]);
            y += m_heights[row];
        }
        drawGroups(from, to);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(formInk, outline));
        m_painter.drawRect(QRectF(0, headBand, m_page.width(), y - headBand));
    }

    void drawRow(const PaperRow &row, double y, double high)
    {
        const double left = row.group.isEmpty() ? 0 : groupWidth;
        const double span = nameSpan(row);
        m_painter.setPen(QPen(formInk, hairline));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(QRectF(left, y, span, high));
        const bool isList = row.name.contains(u' '); // the options of the symptoms
        write(QRectF(left, y, span, high).adjusted(cellInset, 0, -cellInset, 0),
              isList ? Qt::AlignLeft | Qt::AlignVCenter : Qt::AlignCenter, row.name, m_type);
        double x = groupWidth + m_style.nameWidth;
        for (const PaperCell &cell : row.cells) {
            m_painter.setPen(QPen(formInk, hairline));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(QRectF(x, y, columnWidth(), high));
            drawCell(cell, QRectF(x, y, columnWidth(), high).adjusted(cellInset, 0, -cellInset, 0));
            x += columnWidth();
        }
    }

    void drawCell(const PaperCell &cell, const QRectF &room)
    {
        const double high = cellHeight(cell, room.width());
        const QPointF corner(room.left(), room.top() + (room.height() - high) / 2);
        if (cell.rest.empty()) {
            if (cell.boxes.isEmpty() && cell.more.isEmpty())
                write(room, m_style.figureAlign, cell.text, m_type);
            else if (fitsLine(cell, room.width()))
                drawLine(cell, {corner, QSizeF(room.width(), high)});
            else
                drawPart(cell, {corner, QSizeF(room.width(), high)});
            return;
        }
        for (const PlacedPart &place : flow(cell, room.width())) {
            const QRectF where = place.where.translated(corner);
            if (place.isOneLine)
                drawLine(*place.part, where);
            else
                drawPart(*place.part, where);
        }
    }

    /// Text at the left, boxes at the right end.
    void drawLine(const PaperCell &part, const QRectF &where)
    {
        write(where, Qt::AlignLeft | Qt::AlignVCenter | Qt::TextSingleLine, part.text, m_type);
        if (!part.boxes.isEmpty())
            drawBoxLine(part.boxes, where.right() - boxesWidth(part.boxes), where.center().y() - boxSize() / 2);
    }

    void drawPart(const PaperCell &part, const QRectF &where)
    {
        double y = where.top();
        if (part.boxes.size() > 1) {
            y += drawText(part.text, {where.left(), y, where.width(), where.height()});
            y += drawBoxes(part.boxes, {where.left(), y, where.width(), where.height()});
        } else {
            const double beside = part.boxes.isEmpty() ? 0 : boxSize() + formPt;
            const double text = std::max(textHeight(part.text, where.width() - beside), beside);
            drawText(part.text, {where.left(), y, where.width() - beside, text});
            if (!part.boxes.isEmpty())
                drawBox({where.right() - boxSize(), y + text - boxSize() - 0.5 * formPt, boxSize(), boxSize()},
                        part.boxes.front());
            y += text;
        }
        drawText(part.more, {where.left(), y, where.width(), where.height()});
    }

    double drawText(const QString &text, const QRectF &where)
    {
        if (text.isEmpty())
            return 0;
        write(where, Qt::AlignLeft | Qt::AlignTop, text, m_type);
        return textHeight(text, where.width());
    }

    double drawBoxes(const QStringList &boxes, const QRectF &where)
    {
        const auto inLine = static_cast<qsizetype>(boxesInLine(where.width()));
        double y = where.top() + 0.5 * formPt;
        for (qsizetype first = 0; first < boxes.size(); first += inLine) {
            const QStringList line = boxes.mid(first, inLine);
            drawBoxLine(line, isPage() ? where.right() - boxesWidth(line) : where.left(), y);
            y += boxSize() + formPt;
        }
        return y - where.top() - 0.5 * formPt;
    }

    void drawBoxLine(const QStringList &boxes, double x, double y)
    {
        for (qsizetype i = 0; i < boxes.size(); ++i) {
            const QRectF box(x, y, boxSize(), boxSize());
            drawBox(box, boxes[i]);
            if (i + 1 < boxes.size())
                write({box.right(), y, (boxPitch - 1) * boxSize(), boxSize()}, Qt::AlignCenter, QStringLiteral("/"),
                      m_type);
            x += boxPitch * boxSize();
        }
    }

    /// Down the left edge, a character below the other.
    void drawGroups(std::size_t from, std::size_t to)
    {
        eachGroup(from, to, [&](const QString &group, std::size_t first, std::size_t end) {
            double top = headBand, high = 0;
            for (std::size_t row = from; row < end; ++row)
                (row < first ? top : high) += m_heights[row];
            const QRectF area(0, top, groupWidth, high);
            m_painter.setPen(QPen(formInk, hairline));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(area);
            write(area, Qt::AlignCenter, downwards(group, high), m_type);
        });
    }

    /// A character below the other; in a low group two beside each other.
    [[nodiscard]] QString downwards(const QString &group, double high) const
    {
        const qsizetype inLine = static_cast<double>(group.size()) * 1.2 * lineHigh() > high ? 2 : 1;
        QStringList lines;
        for (qsizetype i = 0; i < group.size(); i += inLine)
            lines.append(group.mid(i, inLine));
        return lines.join(u'\n');
    }

    static constexpr int wrapped = Qt::TextWordWrap;
    const FormPaper &m_paper;
    const SheetStyle &m_style;
    QPainter &m_painter;
    const QSizeF m_page;
    double m_type = 0;
    std::vector<double> m_heights;     ///< of the rows
    std::vector<std::size_t> m_breaks; ///< first rows of the pages, and the end
};

} // namespace

QPageLayout formPageLayout()
{
    return QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(12, 10, 12, 8),
                       QPageLayout::Millimeter);
}

void drawFormSheets(QPagedPaintDevice &device, const std::vector<FormPaper> &papers)
{
    QPainter painter(&device);
    painter.scale(device.logicalDpiX() / pointsPerInch, device.logicalDpiY() / pointsPerInch);
    drawFormSheets(painter, device.pageLayout().paintRect(QPageLayout::Point).size(), papers,
                   [&device] { device.newPage(); });
}

void drawFormSheets(QPainter &painter, QSizeF page, const std::vector<FormPaper> &papers,
                    const std::function<void()> &newPage)
{
    painter.scale(1 / formPt, 1 / formPt);
    for (std::size_t i = 0; i < papers.size(); ++i) {
        if (i > 0)
            newPage();
        FormSheet(papers[i], painter, page * formPt).draw(newPage);
    }
}

} // namespace yigong
