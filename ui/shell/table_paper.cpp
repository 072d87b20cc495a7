// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/table_paper.h"
#include "ui/theme/theme.h"

#include <QPrinter>
#include <QTextDocument>

namespace yigong {

namespace {

QString htmlRow(const QStringList &cells, const QString &tag)
{
    QString html = QStringLiteral("<tr>");
    for (const QString &cell : cells)
        html += u'<' + tag + u'>' + cell.toHtmlEscaped() + QStringLiteral("</") + tag + u'>';
    return html + QStringLiteral("</tr>");
}

} // namespace

void printTextTable(const TextTable &table, QPrinter &printer)
{
    QString html = QStringLiteral("<h2>") + table.title.toHtmlEscaped() + QStringLiteral("</h2><p>") +
                   table.notes.join(QStringLiteral("，")).toHtmlEscaped() +
                   QStringLiteral("</p><table border='1' cellspacing='0' cellpadding='3' width='100%'><thead>") +
                   htmlRow(table.head, QStringLiteral("th")) + QStringLiteral("</thead>");
    for (const QStringList &row : table.rows)
        html += htmlRow(row, QStringLiteral("td"));
    QTextDocument paper;
    paper.setDefaultFont(theme().font(TextStyle::Secondary));
    paper.setHtml(html + QStringLiteral("</table>"));
    printer.setPageOrientation(QPageLayout::Landscape);
    paper.print(&printer);
}

} // namespace yigong
