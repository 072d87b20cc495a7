// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/text_table.h"
#include "core/exchange/csv_writer.h"
#include "core/exchange/xlsx_writer.h"

#include <QSaveFile>

namespace yigong {

namespace {

Result<void> writeWorkbookOf(const TextTable &table, const QString &path)
{
    YIGONG_LET(book, XlsxWriter::create(path));
    YIGONG_TRY(book.sheet({table.title, table.title, table.notes, table.head}));
    for (const QStringList &row : table.rows) {
        std::vector<XlsxCell> cells;
        for (const QString &text : row)
            cells.emplace_back(text);
        YIGONG_TRY(book.row(cells));
    }
    return book.save();
}

Result<void> writeCsvOf(const TextTable &table, const QString &path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    CsvWriter csv(file);
    YIGONG_TRY(csv.write(table.head));
    for (const QStringList &row : table.rows)
        YIGONG_TRY(csv.write(row));
    if (!file.commit())
        return fail(ErrorKind::FileUnwritable, {}, {path, file.errorString()});
    return {};
}

} // namespace

bool isCsv(const QString &path)
{
    return path.endsWith(QStringLiteral(".csv"), Qt::CaseInsensitive);
}

Result<void> writeTextTable(const TextTable &table, const QString &path)
{
    return isCsv(path) ? writeCsvOf(table, path) : writeWorkbookOf(table, path);
}

} // namespace yigong
