// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/base/money.h"

#include <QDate>
#include <QStringList>
#include <memory>
#include <variant>
#include <vector>

namespace yigong {

/// 0.915 is shown as 91.5 %.
struct XlsxShare
{
    double value = 0;
};

/// Empty, text, whole number, number, day, money (shown in yuan with two decimals), share.
using XlsxCell = std::variant<std::monostate, QString, qint64, double, QDate, Money, XlsxShare>;

struct XlsxSheet
{
    QString name;  ///< on the tab; what Excel does not allow there is replaced, and it is cut at 31 characters
    QString title; ///< first line
    /// Below the title, one a line: source, period, which sites are missing.
    QStringList notes;
    QStringList header;
};

enum class XlsxRow
{
    Plain,
    Total ///< bold, with a line above
};

/// Writes a workbook row by row (only `save` holds the packed file in memory), whole or not at all. Text is
/// always text, never a formula. Columns are as wide as what stands in them (Chinese characters count double), the
/// header stays in sight, and printed pages are one page wide with the header on each.
class XlsxWriter
{
public:
    /// Errors: FileUnwritable, DiskFull.
    static Result<XlsxWriter> create(const QString &path);
    XlsxWriter(XlsxWriter &&) noexcept;
    XlsxWriter &operator=(XlsxWriter &&) noexcept;
    ~XlsxWriter(); ///< without `save`, leaves nothing behind

    /// Begins a sheet; what follows goes there.
    Result<void> sheet(const XlsxSheet &sheet);
    /// Errors: OutOfRange {size, "0", limit}: more than 1,048,576 rows, or a text of more than 32,767 characters.
    Result<void> row(const std::vector<XlsxCell> &cells, XlsxRow kind = XlsxRow::Plain);
    /// Errors: DiskFull, FileUnwritable.
    Result<void> save();

private:
    struct Book;
    explicit XlsxWriter(std::unique_ptr<Book> book);

    std::unique_ptr<Book> m_book;
};

} // namespace yigong
