// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/xlsx_writer.h"
#include "core/base/platform/durable_file.h"

#include <QFileInfo>
#include <QSet>
#include <QTemporaryFile>
#include <cerrno>
#include <xlsxwriter.h>

namespace yigong {

namespace {

constexpr lxw_row_t maxRows = 1048576;
constexpr qsizetype maxTextUnits = 32767;
constexpr int widestColumn = 60;

int widthOf(const QString &text)
{
    int widest = 0, width = 0;
    for (const QChar c : text) {
        width = c == u'\n' ? 0 : width + (c.unicode() >= 0x2E80 ? 2 : 1);
        widest = std::max(widest, width);
    }
    return widest;
}

QString shownText(const XlsxCell &cell)
{
    struct Shown
    {
        QString operator()(std::monostate) const { return {}; }
        QString operator()(const QString &text) const { return text; }
        QString operator()(qint64 number) const { return QString::number(number); }
        QString operator()(double number) const { return QString::number(number); }
        QString operator()(QDate) const { return QStringLiteral("2025-05-13"); }
        QString operator()(Money money) const { return money.yuan() + u','; }
        QString operator()(XlsxShare) const { return QStringLiteral("100.0%"); }
    };
    return std::visit(Shown(), cell);
}

} // namespace

struct XlsxWriter::Book
{
    QString path;
    QTemporaryFile file; ///< beside its place, so that it is the same disk
    QByteArray filePath, folder;
    lxw_workbook *workbook = nullptr;
    lxw_worksheet *worksheet = nullptr;
    lxw_format *titleFormat = nullptr, *noteFormat = nullptr, *headerFormat = nullptr;
    /// Of number, money, share, day, text; plain and total.
    struct Formats
    {
        lxw_format *text, *whole, *decimal, *money, *share, *day;
    } plain{}, total{};
    lxw_row_t nextRow = 0, headerRow = 0;
    std::vector<int> widths;
    QSet<QString> names;

    ~Book()
    {
        if (workbook)
            workbook_close(workbook); // the only way to free it; the file goes with this object
    }

    [[nodiscard]] lxw_format *format(const char *number, bool isTotal, bool wrap = false) const
    {
        lxw_format *made = workbook_add_format(workbook);
        if (number)
            format_set_num_format(made, number);
        if (isTotal) {
            format_set_bold(made);
            format_set_top(made, LXW_BORDER_THIN);
        }
        if (wrap)
            format_set_text_wrap(made);
        format_set_align(made, LXW_ALIGN_VERTICAL_TOP);
        return made;
    }

    void makeFormats()
    {
        titleFormat = workbook_add_format(workbook);
        format_set_bold(titleFormat);
        format_set_font_size(titleFormat, 14);
        noteFormat = workbook_add_format(workbook);
        format_set_font_color(noteFormat, 0x595959);
        headerFormat = workbook_add_format(workbook);
        format_set_bold(headerFormat);
        format_set_text_wrap(headerFormat);
        format_set_bottom(headerFormat, LXW_BORDER_THIN);
        format_set_bg_color(headerFormat, 0xF2F2F2);
        for (const bool isTotal : {false, true})
            (isTotal ? total : plain) = {format(nullptr, isTotal, true), format("#,##0", isTotal),
                                         format(nullptr, isTotal),       format("#,##0.00", isTotal),
                                         format("0.0%", isTotal),        format("yyyy-mm-dd", isTotal)};
    }

    QString newName(QString name)
    {
        for (const QChar forbidden : QStringView(u"[]:*?/\\'"))
            name.replace(forbidden, u' ');
        name = name.simplified().left(31);
        if (name.isEmpty())
            name = QStringLiteral("1");
        const QString wanted = name;
        for (int i = 2; names.contains(name.toLower()); ++i)
            name = wanted.left(27) + QStringLiteral(" %1").arg(i);
        names.insert(name.toLower());
        return name;
    }

    void measure(std::size_t column, const QString &text)
    {
        if (column >= widths.size())
            widths.resize(column + 1, 6);
        widths[column] = std::max(widths[column], std::min(widthOf(text) + 2, widestColumn));
    }

    void endSheet()
    {
        if (!worksheet)
            return;
        for (std::size_t i = 0; i < widths.size(); ++i)
            worksheet_set_column(worksheet, static_cast<lxw_col_t>(i), static_cast<lxw_col_t>(i), widths[i], nullptr);
    }

    void put(lxw_col_t column, const XlsxCell &cell, const Formats &formats)
    {
        struct Put
        {
            Book &book;
            lxw_col_t column;
            const Formats &formats;
            void operator()(std::monostate) const
            {
                worksheet_write_blank(book.worksheet, book.nextRow, column, formats.text);
            }
            void operator()(const QString &text) const
            {
                worksheet_write_string(book.worksheet, book.nextRow, column, text.toUtf8().constData(), formats.text);
            }
            void number(double value, lxw_format *format) const
            {
                worksheet_write_number(book.worksheet, book.nextRow, column, value, format);
            }
            void operator()(qint64 value) const { number(static_cast<double>(value), formats.whole); }
            void operator()(double value) const { number(value, formats.decimal); }
            void operator()(Money money) const { number(static_cast<double>(money.fen) / 100.0, formats.money); }
            void operator()(XlsxShare share) const { number(share.value, formats.share); }
            void operator()(QDate day) const
            {
                if (day.year() < 1901) // Excel's calendar begins in 1900, with a day too many
                    return (*this)(day.toString(Qt::ISODate));
                lxw_datetime date{day.year(), day.month(), day.day(), 0, 0, 0};
                worksheet_write_datetime(book.worksheet, book.nextRow, column, &date, formats.day);
            }
        };
        std::visit(Put{*this, column, formats}, cell);
    }
};

XlsxWriter::XlsxWriter(std::unique_ptr<Book> book) : m_book(std::move(book)) {}
XlsxWriter::XlsxWriter(XlsxWriter &&) noexcept = default;
XlsxWriter &XlsxWriter::operator=(XlsxWriter &&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create(const QString &path)
{
    auto book = std::make_unique<Book>();
    book->path = path;
    const QString folder = QFileInfo(path).absolutePath();
    book->file.setFileTemplate(folder + QStringLiteral("/.yigong-XXXXXX.xlsx"));
    if (!book->file.open())
        return fail(ErrorKind::FileUnwritable, {}, {path, book->file.errorString()});
    book->filePath = book->file.fileName().toLocal8Bit(); // asked before closing: until then it may have no name
    book->file.close();
    book->folder = folder.toLocal8Bit();
    lxw_workbook_options options{};
    options.constant_memory = LXW_TRUE;
    options.tmpdir = book->folder.data();
    book->workbook = workbook_new_opt(book->filePath.constData(), &options);
    if (!book->workbook)
        return fail(ErrorKind::FileUnwritable, {}, {path, QString()});
    book->makeFormats();
    return XlsxWriter(std::move(book));
}

Result<void> XlsxWriter::sheet(const XlsxSheet &sheet)
{
    Book &book = *m_book;
    book.endSheet();
    book.widths.clear();
    book.worksheet = workbook_add_worksheet(book.workbook, book.newName(sheet.name).toUtf8().constData());
    if (!book.worksheet)
        return fail(ErrorKind::FileUnwritable, {}, {book.path, QString()});
    book.nextRow = 0;
    const auto line = [&](const QString &text, lxw_format *format) {
        worksheet_write_string(book.worksheet, book.nextRow++, 0, text.left(maxTextUnits).toUtf8().constData(), format);
    };
    if (!sheet.title.isEmpty())
        line(sheet.title, book.titleFormat);
    for (const QString &note : sheet.notes)
        line(note, book.noteFormat);
    book.headerRow = book.nextRow++;
    for (qsizetype i = 0; i < sheet.header.size(); ++i) {
        worksheet_write_string(book.worksheet, book.headerRow, static_cast<lxw_col_t>(i),
                               sheet.header[i].left(maxTextUnits).toUtf8().constData(), book.headerFormat);
        book.measure(static_cast<std::size_t>(i), sheet.header[i]);
    }
    worksheet_freeze_panes(book.worksheet, book.nextRow, 0);
    worksheet_repeat_rows(book.worksheet, book.headerRow, book.headerRow);
    worksheet_set_landscape(book.worksheet);
    worksheet_set_paper(book.worksheet, 9); // A4
    worksheet_fit_to_pages(book.worksheet, 1, 0);
    return {};
}

Result<void> XlsxWriter::row(const std::vector<XlsxCell> &cells, XlsxRow kind)
{
    Book &book = *m_book;
    if (book.nextRow >= maxRows)
        return fail(ErrorKind::OutOfRange, {},
                    {QString::number(book.nextRow + 1), QStringLiteral("0"), QString::number(maxRows)});
    for (const XlsxCell &cell : cells)
        if (const auto *text = std::get_if<QString>(&cell); text && text->size() > maxTextUnits)
            return fail(ErrorKind::OutOfRange, {},
                        {QString::number(text->size()), QStringLiteral("0"), QString::number(maxTextUnits)});
    for (std::size_t i = 0; i < cells.size(); ++i) {
        book.measure(i, shownText(cells[i]));
        book.put(static_cast<lxw_col_t>(i), cells[i], kind == XlsxRow::Total ? book.total : book.plain);
    }
    ++book.nextRow;
    return {};
}

Result<void> XlsxWriter::save()
{
    Book &book = *m_book;
    book.endSheet();
    book.worksheet = nullptr;
    errno = 0;
    const lxw_error error = workbook_close(book.workbook);
    const int reason = errno;
    book.workbook = nullptr;
    if (error != LXW_NO_ERROR) {
        if (reason == ENOSPC || reason == EDQUOT || reason == EFBIG)
            return fail(ErrorKind::DiskFull, {}, {QFileInfo(book.path).absolutePath()});
        return fail(ErrorKind::FileUnwritable, {}, {book.path, QString::fromUtf8(lxw_strerror(error))});
    }
    YIGONG_LET(bytes, readWholeFile(book.file.fileName(), 1LL << 30));
    book.file.remove();
    return writeDurably(book.path, bytes);
}

} // namespace yigong
