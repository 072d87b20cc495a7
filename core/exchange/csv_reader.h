// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/exchange/text_encoding.h"

#include <QIODevice>
#include <QStringList>
#include <deque>
#include <memory>
#include <optional>
#include <vector>

namespace yigong {

/// What was unusual about a row that could be read all the same.
enum class CsvNote
{
    OtherEncoding,  ///< not valid in the file's encoding, but in the other of UTF-8 and GB18030
    OtherDelimiter, ///< its columns are parted by another character than the header's
    FewerFields,    ///< ends early; the missing fields are empty
    LostCharacters, ///< holds U+FFFD: characters were lost before this file was written
};

struct CsvRow
{
    qint64 line = 0; ///< physical line where the row begins, from 1, as an editor counts (LF, CR and CRLF each end one)
    qint64 nextLine = 0;  ///< physical line behind the row
    qint64 endOffset = 0; ///< bytes of the file up to and with this row: where `resumeAt` goes on
    /// As many as the header has, in its order. Of a refused row: the pieces of its first line, as well as they can be
    /// told.
    QStringList fields;
    /// Why the row cannot be taken:
    ///   BadEncoding {line} · OutOfRange {size, "0", limit}: a field or line too long ·
    ///   BadFormat {"closing quote" | "no NUL byte" | "<n> columns", line}
    std::optional<Error> refusal;
    std::vector<CsvNote> notes;

    [[nodiscard]] bool has(CsvNote note) const;
};

/// Reads CSV as county systems export it, one row at a time, in memory that does not grow with the file.
///
/// UTF-8 with or without mark, GB18030 (GBK), UTF-16 of both orders; parted by comma, tab, semicolon, full-width comma
/// or bar; RFC 4180 quotes with line breaks inside; any line end. A title above the header, Excel's "sep=" line, empty
/// lines and rows of empty fields are passed over. A quote that is never closed, or closed in the middle of a field,
/// costs its own line only: reading goes on at the next. A row in the other encoding is decoded in that (see CsvNote).
class CsvReader
{
public:
    static constexpr qsizetype maxFieldChars = 1 << 20; ///< UTF-16 units
    static constexpr qsizetype maxLineBytes = 4 << 20;

    /// Errors: FileMissing, FileUnreadable; Required "header" (empty file); BadFormat {"CSV", "XLSX"|"XLS"} (a workbook
    /// renamed).
    static Result<std::unique_ptr<CsvReader>> open(const QString &path);
    /// `device` is open for reading and outlives the reader. Errors as above.
    static Result<std::unique_ptr<CsvReader>> over(QIODevice &device);

    [[nodiscard]] const QStringList &header() const { return m_header; } ///< blanks at the ends removed
    [[nodiscard]] qint64 headerLine() const { return m_headerLine; }
    [[nodiscard]] TextEncoding encoding() const { return m_encoding.encoding; }
    [[nodiscard]] QChar delimiter() const { return m_delimiter; }

    /// True with the next row in `row`; false at the end. Error: FileUnreadable.
    Result<bool> next(CsvRow &row);
    /// Goes on behind a row read earlier: its `endOffset` and `nextLine`. The device must be seekable.
    Result<void> resumeAt(qint64 offset, qint64 line);

    [[nodiscard]] qint64 bytesRead() const { return m_bytesTaken; } ///< of whole rows
    [[nodiscard]] qint64 size() const;                              ///< bytes; -1 where the device does not know

private:
    struct Line
    {
        QString text, ending;
        qint64 number = 0, endOffset = 0;
        qsizetype bytes = 0;
        bool undecodable = false, otherEncoding = false, tooLong = false, hasNul = false;
    };
    struct Split;

    explicit CsvReader(QIODevice &device) : m_device(device) {}

    Result<void> begin();
    void chooseDelimiter(const std::vector<Line> &head);
    Result<void> takeHeader();

    bool fill();
    qsizetype lineEnd(qsizetype from, qsizetype &endingBytes) const;
    std::optional<Line> readLine();
    Line decoded(QByteArrayView bytes, QByteArrayView ending);
    std::optional<Line> takeLine();
    CsvRow assembleRow(Line first);
    CsvRow refusedRow(const Line &first, Error why) const;
    std::optional<QStringList> splitOtherwise(const QString &text) const;
    void matchHeader(CsvRow &row, const QString &text) const;

    std::unique_ptr<QIODevice> m_owned;
    QIODevice &m_device;
    TextDecoder m_decoder;
    EncodingGuess m_encoding;
    QChar m_delimiter = u',';
    QStringList m_header;
    qint64 m_headerLine = 0;

    QByteArray m_buffer;
    qsizetype m_position = 0;
    qint64 m_bufferOffset = 0;
    bool m_atEnd = false;
    bool m_failed = false;
    qint64 m_lineNumber = 0;
    qint64 m_bytesTaken = 0;
    std::deque<Line> m_pushedBack;
};

} // namespace yigong
