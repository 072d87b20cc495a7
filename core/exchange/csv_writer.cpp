// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_writer.h"
#include "core/exchange/new_file.h"

#include <QRegularExpression>

namespace yigong {

namespace {

QString neutralised(const QString &text)
{
    static const QRegularExpression number(QStringLiteral("^-[0-9]+(\\.[0-9]+)?$"));
    if (text.isEmpty() || !QStringView(u"=+-@\t\r'").contains(text.front()) || number.match(text).hasMatch())
        return text;
    return u'\'' + text;
}

} // namespace

QString csvCell(const QString &text)
{
    QString cell = neutralised(text);
    static const QRegularExpression special(QStringLiteral("[\",;\\t\\r\\n，|]|^\\s|\\s$"));
    if (!special.match(cell).hasMatch())
        return cell;
    cell.replace(u'"', QStringLiteral("\"\""));
    return u'"' + cell + u'"';
}

CsvWriter::CsvWriter(QIODevice &device, CsvMark mark) : m_device(device)
{
    if (mark == CsvMark::Bom)
        m_line = QByteArrayLiteral("\xEF\xBB\xBF");
}

Result<void> CsvWriter::write(const QStringList &row)
{
    for (qsizetype i = 0; i < row.size(); ++i) {
        if (i > 0)
            m_line += ',';
        m_line += csvCell(row[i]).toUtf8();
    }
    m_line += "\r\n";
    const bool whole = m_device.write(m_line) == m_line.size();
    m_line.clear();
    if (whole)
        return {};
    if (const auto *file = qobject_cast<const QFileDevice *>(&m_device))
        return fail(writeError(*file));
    return fail(ErrorKind::FileUnwritable, {}, {QString(), m_device.errorString()});
}

} // namespace yigong
