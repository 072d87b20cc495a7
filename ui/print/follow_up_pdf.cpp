// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/follow_up_pdf.h"
#include "core/exchange/new_file.h"
#include "ui/print/report_chart.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <QRegularExpression>
#include <algorithm>
#include <functional>

namespace yigong {

namespace {

// One unit is a tenth of a point, whatever the device's resolution.
constexpr double formPt = 10;
constexpr double unitsPerInchOfForm = 720;
constexpr double groupWidth = 22 * formPt;
constexpr double nameWidth = 84 * formPt;
constexpr double cellInset = 2.5 * formPt;
constexpr double largestType = 8.5 * formPt, smallestType = 6.5 * formPt, typeStep = 0.25 * formPt;
constexpr double formTitle = 15 * formPt;
constexpr double headBand = 44 * formPt; // title, then name and number
constexpr double footBand = 14 * formPt;
constexpr double boxPitch = 1.3;    // from one box to the next, in boxes: eight stand in a line
constexpr double rounding = formPt; // rows that share a page out fill it to the last fraction
constexpr double hairline = 0.5 * formPt, outline = 1 * formPt;
const QColor formInk(0, 0, 0);

/// An option's number stays with its first word.
QString unbroken(QString text)
{
    static const QRegularExpression numberAndWord(QStringLiteral("(\\d)(?=\\p{Han})"));
    return text.replace(numberAndWord, QStringLiteral("\\1\u2060"));
}

/// The form at one size of type: measured, then drawn.
class FormSheet
{
public:
    FormSheet(const FollowUpPaper &paper, QPainter &painter, QSizeF page)
        : m_paper(paper), m_painter(painter), m_page(page)
    {
        const double room = m_page.height() - headBand - footBand;
        for (m_type = largestType; m_type > smallestType; m_type -= typeStep)
            if (measured() <= room)
                break;
        const double high = measured();
        if (high < room) // the rows share what is left, so that there is room to write
            for (double &height : m_heights)
                height += (room - high) / static_cast<double>(m_heights.size());
    }

    void draw(const std::function<void()> &newPage)
    {
        drawHead();
        double y = headBand;
        std::size_t first = 0;
        for (std::size_t row = 0; row < m_paper.rows.size(); ++row) {
            if (y + m_heights[row] > m_page.height() - footBand + rounding && row > first) {
                drawRows(first, row);
                newPage();
                drawHead();
                first = row;
                y = headBand;
            }
            y += m_heights[row];
        }
        drawRows(first, m_paper.rows.size());
    }

private:
    [[nodiscard]] double columnWidth() const
    {
        return (m_page.width() - groupWidth - nameWidth) / static_cast<double>(FollowUpPaper::visits);
    }
    [[nodiscard]] double boxSize() const { return 1.15 * m_type; }
    [[nodiscard]] double lineHigh() const { return 1.25 * m_type; }

    [[nodiscard]] double textHeight(const QString &text, double width) const
    {
        if (text.isEmpty())
            return 0;
        return QFontMetricsF(printFont(m_type))
            .boundingRect(QRectF(0, 0, width, 100 * m_page.height()), wrapped, unbroken(text))
            .height();
    }

    [[nodiscard]] std::size_t boxesInLine(double width) const
    {
        return std::max<std::size_t>(1, static_cast<std::size_t>((width - boxSize()) / (boxPitch * boxSize())) + 1);
    }

    /// A single box stands beside its options; several have lines of their own.
    [[nodiscard]] double cellHeight(const PaperCell &cell, double width) const
    {
        const double inner = width - 2 * cellInset;
        double high = textHeight(cell.more, inner);
        if (cell.boxes.size() > 1) {
            const std::size_t inLine = boxesInLine(inner);
            const std::size_t lines = (static_cast<std::size_t>(cell.boxes.size()) + inLine - 1) / inLine;
            high += textHeight(cell.text, inner) + static_cast<double>(lines) * (boxSize() + formPt);
        } else {
            const double beside = cell.boxes.isEmpty() ? 0 : boxSize() + formPt;
            high += std::max(textHeight(cell.text, inner - beside), beside);
        }
        return high;
    }

    double measured()
    {
        m_heights.clear();
        double sum = 0;
        for (const PaperRow &row : m_paper.rows) {
            double high = std::max(lineHigh(), textHeight(row.name, nameSpan(row) - 2 * cellInset));
            for (const PaperCell &cell : row.cells)
                high = std::max(high, cellHeight(cell, columnWidth()));
            m_heights.push_back(high + 2 * formPt);
            sum += m_heights.back();
        }
        return sum;
    }

    [[nodiscard]] static double nameSpan(const PaperRow &row)
    {
        return row.group.isEmpty() ? groupWidth + nameWidth : nameWidth;
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
        double x = groupWidth + nameWidth;
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
        const double high = cellHeight(cell, room.width() + 2 * cellInset);
        double y = room.top() + (room.height() - high) / 2;
        if (cell.boxes.size() > 1) {
            y += drawText(cell.text, {room.left(), y, room.width(), high});
            y += drawBoxes(cell.boxes, {room.left(), y, room.width(), high});
        } else if (cell.boxes.size() == 1) {
            const double beside = boxSize() + formPt;
            const double text = std::max(textHeight(cell.text, room.width() - beside), beside);
            drawText(cell.text, {room.left(), y, room.width() - beside, text});
            drawBox({room.right() - boxSize(), y + text - boxSize() - 0.5 * formPt, boxSize(), boxSize()},
                    cell.boxes.front());
            y += text;
        } else {
            write({room.left(), room.top(), room.width(), room.height()}, Qt::AlignCenter, cell.text, m_type);
        }
        drawText(cell.more, {room.left(), y, room.width(), high});
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
        const std::size_t inLine = boxesInLine(where.width());
        double y = where.top() + 0.5 * formPt;
        for (qsizetype i = 0; i < boxes.size(); ++i) {
            const auto at = static_cast<std::size_t>(i) % inLine;
            if (i > 0 && at == 0)
                y += boxSize() + formPt;
            const QRectF box(where.left() + static_cast<double>(at) * boxPitch * boxSize(), y, boxSize(), boxSize());
            drawBox(box, boxes[i]);
            if (i + 1 < boxes.size() && at + 1 < inLine)
                write({box.right(), y, (boxPitch - 1) * boxSize(), boxSize()}, Qt::AlignCenter, QStringLiteral("/"),
                      m_type);
        }
        return y + boxSize() + 0.5 * formPt - where.top();
    }

    /// Down the left edge, a character below the other.
    void drawGroups(std::size_t from, std::size_t to)
    {
        double y = headBand;
        for (std::size_t row = from; row < to;) {
            const QString group = m_paper.rows[row].group;
            double high = 0;
            const std::size_t first = row;
            while (row < to && (row == first || !group.isEmpty()) && m_paper.rows[row].group == group)
                high += m_heights[row++];
            if (!group.isEmpty()) {
                const QRectF area(0, y, groupWidth, high);
                m_painter.setPen(QPen(formInk, hairline));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRect(area);
                write(area, Qt::AlignCenter, downwards(group, high), m_type);
            }
            y += high;
        }
    }

    /// A character below the other; in a low group two beside each other.
    [[nodiscard]] QString downwards(const QString &group, double high) const
    {
        const qsizetype inLine = static_cast<double>(group.size()) * lineHigh() > high ? 2 : 1;
        QStringList lines;
        for (qsizetype i = 0; i < group.size(); i += inLine)
            lines.append(group.mid(i, inLine));
        return lines.join(u'\n');
    }

    static constexpr int wrapped = Qt::TextWordWrap;
    const FollowUpPaper &m_paper;
    QPainter &m_painter;
    const QSizeF m_page;
    double m_type = largestType;
    std::vector<double> m_heights; ///< of the rows
};

} // namespace

void setUpFollowUpPage(QPagedPaintDevice &device)
{
    device.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(12, 10, 12, 8),
                                     QPageLayout::Millimeter));
}

void drawFollowUpPaper(QPagedPaintDevice &device, const FollowUpPaper &paper)
{
    QPainter painter(&device);
    painter.scale(device.logicalDpiX() / unitsPerInchOfForm, device.logicalDpiY() / unitsPerInchOfForm);
    const QRectF page = device.pageLayout().paintRect(QPageLayout::Point);
    FormSheet(paper, painter, page.size() * formPt).draw([&device] { device.newPage(); });
}

Result<void> writeFollowUpPdf(const FollowUpPaper &paper, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(static_cast<int>(unitsPerInchOfForm));
        pdf.setTitle(paper.title); // whose it is, stands on the paper alone
        pdf.setCreator(QStringLiteral("Yigong"));
        setUpFollowUpPage(pdf);
        drawFollowUpPaper(pdf, paper);
    }
    YIGONG_LET(file, NewFile::create(path));
    file.device().write(buffer.data());
    return file.commit();
}

} // namespace yigong
