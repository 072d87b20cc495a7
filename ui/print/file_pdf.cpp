// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/print/file_pdf.h"
#include "core/exchange/new_file.h"
#include "ui/print/report_chart.h"

#include <QBuffer>
#include <QFontMetricsF>
#include <QPainter>
#include <QPdfWriter>
#include <algorithm>
#include <functional>

namespace yigong {

namespace {

// One unit is a tenth of a point, whatever the device's resolution.
constexpr double filePt = 10;
constexpr double unitsPerInchOfFile = 720;
constexpr double fileInset = 3 * filePt;
constexpr double fileGroupWidth = 20 * filePt;
constexpr double mostType = 9.5 * filePt, leastType = 6.5 * filePt, fileTypeStep = 0.25 * filePt;
constexpr double thinLine = 0.5 * filePt, edgeLine = 1 * filePt;
constexpr double cardWidth = 300 * filePt; // some 106 mm
const QColor fileInk(0, 0, 0);

QString numberTail(const QString &number)
{
    return number.size() == 17 ? number.right(8) : QString();
}

/// Lays out and draws the rows of one page's table at one size of type.
class FileTable
{
public:
    FileTable(QPainter &painter, const std::vector<FileRow> &rows, double width, double type)
        : m_painter(painter), m_rows(rows), m_width(width), m_type(type)
    {}

    std::vector<double> heights() const
    {
        std::vector<double> all;
        for (const FileRow &row : m_rows) {
            double high = 1.2 * lineHeight();
            for (const FileCell &cell : row.cells)
                high = std::max(high, flow(cell, {0, 0, widthOf(row, cell) - 2 * fileInset, 0}, false));
            all.push_back(high + 4 * filePt);
        }
        return all;
    }

    void draw(std::size_t from, std::size_t to, const std::vector<double> &heights, double top)
    {
        double y = top;
        for (std::size_t i = from; i < to; ++i) {
            drawRow(m_rows[i], y, heights[i]);
            y += heights[i];
        }
        drawGroups(from, to, heights, top);
        m_painter.setBrush(Qt::NoBrush);
        m_painter.setPen(QPen(fileInk, edgeLine));
        m_painter.drawRect(QRectF(0, top, m_width, y - top));
    }

private:
    [[nodiscard]] double lineHeight() const { return 1.4 * m_type; }
    [[nodiscard]] double box() const { return 1.15 * m_type; }
    [[nodiscard]] double leftOf(const FileRow &row) const { return row.group.isEmpty() ? 0 : fileGroupWidth; }
    [[nodiscard]] double widthOf(const FileRow &row, const FileCell &cell) const
    {
        return (m_width - leftOf(row)) * cell.share / 100;
    }

    /// What of a word fits into the rest of a line: words are broken only where a line of their own is too short.
    [[nodiscard]] static qsizetype fitting(const QFontMetricsF &metrics, const QString &text, double room)
    {
        qsizetype count = text.size();
        while (count > 1 && metrics.horizontalAdvance(text.left(count)) > room)
            --count;
        return count;
    }

    [[nodiscard]] double boxWidth(const FilePiece &piece) const
    {
        return std::max(box(), piece.text.size() > 1 ? 1.5 * m_type : 0);
    }
    [[nodiscard]] static bool isBetween(const FilePiece &piece)
    {
        return !piece.isBox && (piece.text == u"/" || piece.text == u"-");
    }

    /// A row of boxes stays together, and a single one with the words that it is ticked for.
    [[nodiscard]] double togetherFrom(const FileCell &cell, std::size_t from, const QFontMetricsF &metrics) const
    {
        double wide = 0;
        std::size_t at = from;
        for (; at < cell.pieces.size() && (cell.pieces[at].isBox || isBetween(cell.pieces[at])); ++at)
            wide += cell.pieces[at].isBox ? boxWidth(cell.pieces[at]) + 0.15 * m_type
                                          : metrics.horizontalAdvance(cell.pieces[at].text) + 0.15 * m_type;
        if (at == from + 1 && at < cell.pieces.size())
            wide += metrics.horizontalAdvance(cell.pieces[at].text);
        return wide;
    }

    /// Words and boxes one after the other, in lines; answers the height. Boxes that end the cell stand at its right.
    double flow(const FileCell &cell, const QRectF &room, bool isDrawn) const
    {
        const QFont font = printFont(m_type);
        const QFontMetricsF metrics(font);
        const double gap = 0.5 * m_type, width = room.width();
        double x = 0, y = 0;
        const auto newLine = [&] {
            x = 0;
            y += lineHeight();
        };
        for (std::size_t at = 0; at < cell.pieces.size(); ++at) {
            const FilePiece &piece = cell.pieces[at];
            if (piece.isBox) {
                const double wide = boxWidth(piece);
                const bool begins = at == 0 || !isBetween(cell.pieces[at - 1]);
                const double whole = begins ? togetherFrom(cell, at, metrics) : wide;
                if (x > 0 && x + (whole <= width ? whole : wide) > width)
                    newLine();
                if (isDrawn)
                    drawBox({room.left() + x, room.top() + y + (lineHeight() - box()) / 2, wide, box()}, piece.text);
                x += wide + 0.15 * m_type;
                continue;
            }
            QString text = piece.text;
            if (x > 0 && x + metrics.horizontalAdvance(text) > width)
                newLine();
            while (!text.isEmpty()) {
                const qsizetype count = fitting(metrics, text, width - x);
                if (isDrawn)
                    drawText({room.left() + x, room.top() + y, width - x + gap, lineHeight()}, text.left(count), font);
                x += metrics.horizontalAdvance(text.left(count));
                text.remove(0, count);
                if (!text.isEmpty())
                    newLine();
            }
            x += isBetween(piece) ? 0.15 * m_type : gap;
        }
        return y + lineHeight();
    }

    void drawText(const QRectF &where, const QString &text, const QFont &font, int align = Qt::AlignLeft) const
    {
        m_painter.setFont(font);
        m_painter.setPen(fileInk);
        m_painter.drawText(where, align | Qt::AlignVCenter | Qt::TextDontClip, text);
    }

    void drawBox(const QRectF &where, const QString &written) const
    {
        m_painter.setPen(QPen(fileInk, thinLine));
        m_painter.setBrush(Qt::NoBrush);
        m_painter.drawRect(where);
        if (!written.isEmpty())
            drawText(where, written, printFont(0.95 * m_type), Qt::AlignHCenter);
    }

    void drawRow(const FileRow &row, double y, double high) const
    {
        double x = leftOf(row);
        for (const FileCell &cell : row.cells) {
            const double wide = widthOf(row, cell);
            m_painter.setPen(QPen(fileInk, thinLine));
            m_painter.setBrush(Qt::NoBrush);
            m_painter.drawRect(QRectF(x, y, wide, high));
            const QRectF room(x + fileInset, y, wide - 2 * fileInset, high);
            const double needs = flow(cell, {0, 0, room.width(), 0}, false);
            if (cell.isLabel)
                drawLabel(room, cell.pieces.front().text);
            else
                (void)flow(cell, {room.left(), y + (high - needs) / 2, room.width(), high}, true);
            x += wide;
        }
    }

    void drawLabel(const QRectF &room, const QString &text) const
    {
        m_painter.setFont(printFont(m_type));
        m_painter.setPen(fileInk);
        m_painter.drawText(room, Qt::AlignCenter | Qt::TextWrapAnywhere, text);
    }

    /// Down the left edge, a character below the other.
    void drawGroups(std::size_t from, std::size_t to, const std::vector<double> &heights, double top) const
    {
        double y = top;
        for (std::size_t i = from; i < to;) {
            const QString &group = m_rows[i].group;
            const std::size_t first = i;
            double high = 0;
            while (i < to && (i == first || !group.isEmpty()) && m_rows[i].group == group)
                high += heights[i++];
            if (!group.isEmpty()) {
                const QRectF area(0, y, fileGroupWidth, high);
                m_painter.setPen(QPen(fileInk, thinLine));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRect(area);
                QStringList letters;
                for (const QChar letter : group)
                    letters.append(QString(letter));
                drawText(area, letters.join(u'\n'), printFont(m_type), Qt::AlignHCenter);
            }
            y += high;
        }
    }

    QPainter &m_painter;
    const std::vector<FileRow> &m_rows;
    double m_width, m_type;
};

/// One paper of the file on its page or pages.
class FileSheet
{
public:
    FileSheet(QPainter &painter, const FilePaper &paper, QSizeF page, const std::function<void()> &newPage)
        : m_painter(painter), m_paper(paper), m_page(page), m_newPage(newPage)
    {}

    void draw()
    {
        if (m_paper.kind == FilePaperKind::Cover)
            drawCover();
        else if (m_paper.kind == FilePaperKind::Card)
            drawCard();
        else
            drawForm();
    }

private:
    void write(const QRectF &where, int align, const QString &text, double size, QFont::Weight weight = QFont::Normal)
    {
        m_painter.setFont(printFont(size, weight));
        m_painter.setPen(fileInk);
        m_painter.drawText(where, align | Qt::TextWordWrap, text);
    }

    /// 编号□□□□□□-□□□-□□□-□□□□□, its right edge at `right`.
    void drawNumber(double right, double y, double size, const QString &digits, const std::vector<int> &groups)
    {
        const double gap = 0.15 * size, dash = 0.7 * size;
        int boxes = 0;
        for (const int group : groups)
            boxes += group;
        double x = right - boxes * (size + gap) - static_cast<double>(groups.size() - 1) * dash;
        write({x - 4 * size, y, 3.7 * size, size}, Qt::AlignRight | Qt::AlignVCenter, QStringLiteral("编号"),
              0.85 * size);
        int at = 0;
        for (std::size_t i = 0; i < groups.size(); ++i) {
            if (i > 0) {
                write({x, y, dash, size}, Qt::AlignCenter, QStringLiteral("-"), 0.85 * size);
                x += dash;
            }
            for (int figure = 0; figure < groups[i]; ++figure, ++at) {
                m_painter.setPen(QPen(fileInk, thinLine));
                m_painter.setBrush(Qt::NoBrush);
                m_painter.drawRect(QRectF(x, y, size, size));
                write({x, y, size, size}, Qt::AlignCenter, digits.mid(at, 1), 0.8 * size);
                x += size + gap;
            }
        }
    }

    void drawForm()
    {
        constexpr double head = 46 * filePt;
        const double notes = m_paper.notes.empty() ? 0 : 14 * filePt * static_cast<double>(m_paper.notes.size() + 1);
        const double room = m_page.height() - head - std::min(notes, 0.2 * m_page.height());
        double type = mostType;
        std::vector<double> heights;
        for (;; type -= fileTypeStep) {
            heights = FileTable(m_painter, m_paper.rows, m_page.width(), type).heights();
            if (sum(heights, 0, heights.size()) <= room || type <= leastType)
                break;
        }
        const double spare = room - sum(heights, 0, heights.size());
        if (spare > 0) // the rows share what is left, so that there is room to write
            for (double &height : heights)
                height += std::min(spare / static_cast<double>(heights.size()), 8 * filePt);
        FileTable table(m_painter, m_paper.rows, m_page.width(), type);
        drawHead();
        std::size_t first = 0;
        double y = head;
        for (std::size_t i = 0; i < heights.size(); ++i) {
            if (y + heights[i] > m_page.height() + 1 && i > first) {
                table.draw(first, i, heights, head);
                m_newPage();
                drawHead();
                first = i;
                y = head;
            }
            y += heights[i];
        }
        table.draw(first, heights.size(), heights, head);
        drawNotes(y + 4 * filePt);
    }

    static double sum(const std::vector<double> &heights, std::size_t from, std::size_t to)
    {
        double all = 0;
        for (std::size_t i = from; i < to; ++i)
            all += heights[i];
        return all;
    }

    void drawHead()
    {
        write({0, 0, m_page.width(), 24 * filePt}, Qt::AlignCenter, titleOf(m_paper.kind), 15 * filePt, QFont::Bold);
        write({0, 28 * filePt, m_page.width() / 2, 12 * filePt}, Qt::AlignLeft | Qt::AlignVCenter,
              QStringLiteral("姓名：") + m_paper.name, 9.5 * filePt);
        drawNumber(m_page.width(), 28 * filePt, 11 * filePt, numberTail(m_paper.number), {3, 5});
    }

    /// Old values with their day, as the paper would show them struck out.
    void drawNotes(double y)
    {
        constexpr double size = 8 * filePt, line = 12 * filePt;
        for (std::size_t i = 0; i < m_paper.notes.size(); ++i) {
            if (y + line > m_page.height()) {
                m_newPage();
                drawHead();
                y = 46 * filePt;
            }
            write({0, y, m_page.width(), line}, Qt::AlignLeft | Qt::AlignVCenter,
                  (i == 0 ? QStringLiteral("更改：") : QStringLiteral("　　　")) + m_paper.notes[i], size);
            y += line;
        }
    }

    void drawCover()
    {
        drawNumber(m_page.width(), 30 * filePt, 13 * filePt, m_paper.number, {6, 3, 3, 5});
        write({0, 120 * filePt, m_page.width(), 50 * filePt}, Qt::AlignCenter, titleOf(m_paper.kind), 30 * filePt,
              QFont::Bold);
        constexpr double high = 34 * filePt, size = 13 * filePt;
        const double left = 0.12 * m_page.width(), names = 130 * filePt, right = 0.88 * m_page.width();
        double y = 230 * filePt;
        for (const FileRow &row : m_paper.rows) {
            write({left, y, names, high}, Qt::AlignLeft | Qt::AlignBottom, row.cells[0].pieces.front().text + u'：',
                  size);
            write({left + names, y, right - left - names, high}, Qt::AlignLeft | Qt::AlignBottom,
                  row.cells[1].pieces.front().text, size);
            m_painter.setPen(QPen(fileInk, thinLine));
            m_painter.drawLine(QPointF(left + names, y + high + 2 * filePt), QPointF(right, y + high + 2 * filePt));
            y += high + 6 * filePt;
        }
    }

    void drawCard()
    {
        const auto back = static_cast<std::ptrdiff_t>(m_paper.back);
        const std::vector<FileRow> front(m_paper.rows.begin(), m_paper.rows.begin() + back);
        const std::vector<FileRow> rear(m_paper.rows.begin() + back, m_paper.rows.end());
        m_painter.save();
        m_painter.translate((m_page.width() - cardWidth) / 2, 20 * filePt);
        double y = 0;
        for (const auto &[rows, title] : {std::pair{&front, titleOf(m_paper.kind)}, std::pair{&rear, QString()}}) {
            if (!title.isEmpty())
                write({0, y, cardWidth, 22 * filePt}, Qt::AlignCenter, title, 12 * filePt, QFont::Bold);
            y += 24 * filePt;
            FileTable table(m_painter, *rows, cardWidth, 8 * filePt);
            const std::vector<double> heights = table.heights();
            table.draw(0, rows->size(), heights, y);
            y += sum(heights, 0, heights.size()) + 20 * filePt;
        }
        m_painter.restore();
    }

    QPainter &m_painter;
    const FilePaper &m_paper;
    QSizeF m_page;
    const std::function<void()> &m_newPage;
};

} // namespace

void setUpFilePage(QPagedPaintDevice &device)
{
    device.setPageLayout(QPageLayout(QPageSize(QPageSize::A4), QPageLayout::Portrait, QMarginsF(15, 12, 15, 10),
                                     QPageLayout::Millimeter));
}

void drawFilePapers(QPagedPaintDevice &device, const std::vector<FilePaper> &papers)
{
    QPainter painter(&device);
    painter.scale(device.logicalDpiX() / unitsPerInchOfFile, device.logicalDpiY() / unitsPerInchOfFile);
    const QSizeF page = device.pageLayout().paintRect(QPageLayout::Point).size() * filePt;
    const std::function<void()> newPage = [&device] { device.newPage(); };
    for (std::size_t i = 0; i < papers.size(); ++i) {
        if (i > 0)
            newPage();
        FileSheet(painter, papers[i], page, newPage).draw();
    }
}

Result<void> writeFilePdf(const std::vector<FilePaper> &papers, const QString &path)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    {
        QPdfWriter pdf(&buffer);
        pdf.setResolution(static_cast<int>(unitsPerInchOfFile));
        pdf.setTitle(titleOf(papers.empty() ? FilePaperKind::Cover : papers.front().kind)); // whose, the paper says
        pdf.setCreator(QStringLiteral("Yigong"));
        setUpFilePage(pdf);
        drawFilePapers(pdf, papers);
    }
    YIGONG_LET(file, NewFile::create(path));
    file.device().write(buffer.data());
    return file.commit();
}

} // namespace yigong
