// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/csv_reader.h"

#include <QFile>
#include <algorithm>

namespace yigong {

namespace {

constexpr qsizetype chunkBytes = 256 << 10;
constexpr int headLines = 6;
constexpr char16_t fullWidthComma = u'，';
constexpr char16_t candidates[] = {u',', u'\t', u';', fullWidthComma, u'|'};

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == QChar(0x3000) || c == QChar(0xA0);
}

bool allEmpty(const QStringList &fields)
{
    return std::all_of(fields.cbegin(), fields.cend(), [](const QString &f) { return f.trimmed().isEmpty(); });
}

int filled(const QStringList &fields)
{
    return static_cast<int>(
        std::count_if(fields.cbegin(), fields.cend(), [](const QString &f) { return !f.trimmed().isEmpty(); }));
}

Error badFormat(const QString &expected, qint64 line)
{
    return {ErrorKind::BadFormat, {}, {expected, QString::number(line)}};
}

} // namespace

/// Takes a row apart, character by character, over as many physical lines as its quotes ask for.
struct CsvReader::Split
{
    enum class State
    {
        FieldStart,
        Plain,
        Quoted,
        QuoteInQuoted,
        Behind ///< behind a closing quote and a blank
    };
    QChar delimiter;
    QChar alsoDelimiter = delimiter;
    QStringList fields = {};
    QString current = {};
    State state = State::FieldStart;
    bool strayQuote = false;
    qsizetype longest = 0;

    bool isDelimiter(QChar c) const { return c == delimiter || c == alsoDelimiter; }

    void closeField()
    {
        longest = std::max(longest, current.size());
        fields.append(current);
        current.clear();
        state = State::FieldStart;
    }

    void feed(QStringView text)
    {
        for (const QChar c : text)
            take(c);
    }

    void take(QChar c)
    {
        switch (state) {
        case State::FieldStart:
            if (c == u'"') {
                current.clear(); // blanks between delimiter and quote
                state = State::Quoted;
            } else if (isDelimiter(c)) {
                closeField();
            } else {
                current.append(c);
                if (!isBlank(c))
                    state = State::Plain;
            }
            break;
        case State::Plain:
            isDelimiter(c) ? closeField() : void(current.append(c));
            break;
        case State::Quoted:
            c == u'"' ? void(state = State::QuoteInQuoted) : void(current.append(c));
            break;
        case State::QuoteInQuoted:
            if (c == u'"') {
                current.append(c);
                state = State::Quoted;
                break;
            }
            [[fallthrough]];
        case State::Behind:
            if (isDelimiter(c))
                closeField();
            else if (isBlank(c))
                state = State::Behind;
            else
                strayQuote = true;
            break;
        }
    }

    /// Ends the row at the end of a physical line; false where a quote is open.
    bool endLine(QStringView ending)
    {
        if (state == State::Quoted) {
            current.append(ending);
            return false;
        }
        closeField();
        return true;
    }

    static QStringList withoutQuotes(const QString &text, QChar delimiter) { return text.split(delimiter); }

    /// The fields of a text that is one whole row; nothing where its quotes do not work out.
    static std::optional<QStringList> row(QStringView text, QChar delimiter, QChar also)
    {
        Split split{delimiter, also};
        split.feed(text);
        if (split.strayQuote || !split.endLine({}))
            return std::nullopt;
        return split.fields;
    }
};

bool CsvRow::has(CsvNote note) const
{
    return std::find(notes.begin(), notes.end(), note) != notes.end();
}

Result<std::unique_ptr<CsvReader>> CsvReader::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->exists())
        return fail(ErrorKind::FileMissing, {}, {path});
    if (!file->open(QIODevice::ReadOnly))
        return fail(ErrorKind::FileUnreadable, {}, {path, file->errorString()});
    QIODevice &device = *file;
    YIGONG_LET(reader, over(device));
    reader->m_owned = std::move(file);
    return reader;
}

Result<std::unique_ptr<CsvReader>> CsvReader::over(QIODevice &device)
{
    std::unique_ptr<CsvReader> reader(new CsvReader(device));
    YIGONG_TRY(reader->begin());
    return reader;
}

qint64 CsvReader::size() const
{
    return m_device.isSequential() ? -1 : m_device.size();
}

Result<void> CsvReader::begin()
{
    fill();
    if (m_buffer.startsWith("PK\x03\x04"))
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("CSV"), QStringLiteral("XLSX")});
    if (m_buffer.startsWith("\xD0\xCF\x11\xE0"))
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("CSV"), QStringLiteral("XLS")});
    m_encoding = guessEncoding(m_buffer);
    m_position = m_encoding.bomBytes;

    std::vector<Line> head;
    while (head.size() < headLines) {
        auto line = takeLine();
        if (!line)
            break;
        head.push_back(std::move(*line));
    }
    chooseDelimiter(head);
    m_pushedBack.assign(std::make_move_iterator(head.begin()), std::make_move_iterator(head.end()));
    return takeHeader();
}

void CsvReader::chooseDelimiter(const std::vector<Line> &head)
{
    const auto fieldsIn = [](const QString &line, QChar delimiter) -> qsizetype {
        Split split{delimiter};
        split.feed(line);
        return split.fields.size() + 1;
    };
    for (const auto &line : head) {
        if (line.text.startsWith(u"sep=", Qt::CaseInsensitive) && line.text.size() == 5) {
            m_delimiter = line.text.at(4);
            return;
        }
        qsizetype most = 1;
        for (const char16_t candidate : candidates) {
            const qsizetype fields = fieldsIn(line.text, candidate);
            // A title such as "天长市，2025年" is no header yet.
            const qsizetype enough = candidate == fullWidthComma ? 3 : 2;
            if (fields >= enough && fields > most) {
                most = fields;
                m_delimiter = candidate;
            }
        }
        if (most > 1)
            return;
    }
    if (!head.empty() && head.front().text.contains(fullWidthComma))
        m_delimiter = fullWidthComma;
}

Result<void> CsvReader::takeHeader()
{
    std::vector<Line> titles;
    while (auto line = takeLine()) {
        if (line->text.startsWith(u"sep=", Qt::CaseInsensitive) && line->text.size() == 5)
            continue;
        const qint64 number = line->number;
        const qint64 end = line->endOffset;
        if (line->undecodable)
            return fail(ErrorKind::BadEncoding, QStringLiteral("header"), {QString::number(number)});
        Line kept = *line;
        CsvRow row = assembleRow(std::move(*line));
        if (row.refusal)
            return fail(Error{row.refusal->kind, QStringLiteral("header"), row.refusal->args});
        if (allEmpty(row.fields))
            continue;
        if (filled(row.fields) == 1 && titles.size() < headLines - 1) {
            titles.push_back(std::move(kept));
            m_bytesTaken = end;
            continue;
        }
        for (const QString &name : row.fields)
            m_header.append(name.trimmed());
        m_headerLine = number;
        break;
    }
    if (m_header.isEmpty() && !titles.empty()) {
        // One column only: the first line is the header after all, the others are rows.
        m_header = {titles.front().text.trimmed()};
        m_headerLine = titles.front().number;
        m_pushedBack.insert(m_pushedBack.begin(), titles.begin() + 1, titles.end());
    }
    while (m_header.size() > 1 && m_header.constLast().isEmpty())
        m_header.removeLast();
    if (m_header.isEmpty())
        return fail(ErrorKind::Required, QStringLiteral("header"));
    return {};
}

bool CsvReader::fill()
{
    if (m_position > 0) {
        m_buffer.remove(0, m_position);
        m_bufferOffset += m_position;
        m_position = 0;
    }
    const QByteArray more = m_device.read(chunkBytes);
    if (more.isEmpty()) {
        m_atEnd = true;
        m_failed = m_failed || (!m_device.isSequential() && m_bufferOffset + m_buffer.size() < m_device.size());
        return false;
    }
    m_buffer.append(more);
    return true;
}

/// Where the line that begins at `from` ends in the buffer; -1 where more bytes are needed to tell.
qsizetype CsvReader::lineEnd(qsizetype from, qsizetype &endingBytes) const
{
    const bool wide = m_encoding.encoding == TextEncoding::Utf16LE || m_encoding.encoding == TextEncoding::Utf16BE;
    const qsizetype unit = wide ? 2 : 1;
    const auto unitAt = [&](qsizetype at) -> int {
        const auto a = static_cast<unsigned char>(m_buffer[at]);
        if (!wide)
            return a;
        const auto b = static_cast<unsigned char>(m_buffer[at + 1]);
        return m_encoding.encoding == TextEncoding::Utf16LE ? (b << 8 | a) : (a << 8 | b);
    };
    // CR, LF and ASCII delimiters are never part of a longer character, neither in UTF-8 nor in GB18030.
    for (qsizetype at = from; at + unit <= m_buffer.size(); at += unit) {
        const int c = unitAt(at);
        if (c == '\n') {
            endingBytes = unit;
            return at;
        }
        if (c == '\r') {
            if (at + 2 * unit > m_buffer.size() && !m_atEnd)
                return -1;
            endingBytes = at + 2 * unit <= m_buffer.size() && unitAt(at + unit) == '\n' ? 2 * unit : unit;
            return at;
        }
    }
    return -1;
}

std::optional<CsvReader::Line> CsvReader::readLine()
{
    qsizetype endingBytes = 0;
    qsizetype searchFrom = m_position;
    qsizetype end = lineEnd(searchFrom, endingBytes);
    bool tooLong = false;
    QByteArray beginning;
    qint64 skipped = 0;
    while (end < 0 && !m_atEnd) {
        if (m_buffer.size() - m_position > maxLineBytes) {
            // Only its beginning is kept, so that a file without line ends does not fill the memory.
            if (!tooLong)
                beginning = m_buffer.sliced(m_position, 1024);
            tooLong = true;
            const qsizetype drop = (m_buffer.size() - m_position) / 4 * 4 - 4; // whole units, and a CR at the end stays
            m_position += drop;
            skipped += drop;
        }
        const qsizetype searched = std::max<qsizetype>(0, (m_buffer.size() - m_position - 4) / 4 * 4);
        fill();
        searchFrom = m_position + searched;
        end = lineEnd(searchFrom, endingBytes);
    }
    if (end < 0) {
        end = m_buffer.size();
        endingBytes = 0;
        if (end == m_position && !tooLong)
            return std::nullopt;
    }
    const QByteArrayView bytes = QByteArrayView(m_buffer).sliced(m_position, end - m_position);
    const QByteArrayView ending = QByteArrayView(m_buffer).sliced(end, endingBytes);
    Line line = decoded(tooLong ? QByteArrayView(beginning) : bytes, ending);
    line.bytes = bytes.size() + skipped;
    line.tooLong = tooLong || line.bytes > maxLineBytes;
    m_position = end + endingBytes;
    line.number = ++m_lineNumber;
    line.endOffset = m_bufferOffset + m_position;
    return line;
}

CsvReader::Line CsvReader::decoded(QByteArrayView bytes, QByteArrayView ending)
{
    Line line;
    line.ending = m_decoder.decodeLossy(ending, m_encoding.encoding);
    const TextEncoding own = m_encoding.encoding;
    auto text = m_decoder.decode(bytes, own);
    if (own == TextEncoding::Utf8 && !text) {
        text = m_decoder.decode(bytes, TextEncoding::Gb18030);
        line.otherEncoding = text.has_value();
    } else if (own == TextEncoding::Gb18030) {
        // Half of all UTF-8 is valid GB18030 too, and would come out as mojibake without anyone noticing.
        auto asUtf8 = m_decoder.decode(bytes, TextEncoding::Utf8);
        if (asUtf8 && (!text || readsAsChinese(*asUtf8))) {
            text = std::move(asUtf8);
            line.otherEncoding = true;
        }
    }
    line.undecodable = !text.has_value();
    line.text = text ? std::move(*text) : m_decoder.decodeLossy(bytes, own);
    line.hasNul = line.text.contains(QChar(0));
    if (line.hasNul)
        line.text.remove(QChar(0));
    return line;
}

std::optional<CsvReader::Line> CsvReader::takeLine()
{
    if (m_pushedBack.empty())
        return readLine();
    Line line = std::move(m_pushedBack.front());
    m_pushedBack.pop_front();
    return line;
}

CsvRow CsvReader::refusedRow(const Line &first, Error why) const
{
    CsvRow row;
    row.line = first.number;
    row.nextLine = first.number + 1;
    row.endOffset = first.endOffset;
    row.fields = Split::withoutQuotes(first.text.left(maxFieldChars), m_delimiter);
    row.refusal = std::move(why);
    return row;
}

CsvRow CsvReader::assembleRow(Line first)
{
    if (first.tooLong)
        return refusedRow(first, {ErrorKind::OutOfRange,
                                  {},
                                  {QString::number(first.bytes), QStringLiteral("0"), QString::number(maxLineBytes)}});
    Split split{m_delimiter};
    std::vector<Line> continued;
    const Line *last = &first;
    QString whole;
    bool closed = false;
    while (true) {
        split.feed(last->text);
        whole += last->text;
        closed = !split.strayQuote && split.endLine(last->ending);
        if (closed || split.strayQuote || split.current.size() > maxFieldChars)
            break;
        auto more = takeLine();
        if (!more)
            break;
        whole += last->ending;
        continued.push_back(std::move(*more));
        last = &continued.back();
        if (last->tooLong)
            break;
    }
    if (!closed) {
        // The lines that the open quote swallowed are rows of their own.
        m_pushedBack.insert(m_pushedBack.begin(), std::make_move_iterator(continued.begin()),
                            std::make_move_iterator(continued.end()));
        return refusedRow(first, badFormat(QStringLiteral("closing quote"), first.number));
    }
    CsvRow row;
    row.line = first.number;
    row.nextLine = last->number + 1;
    row.endOffset = last->endOffset;
    row.fields = split.fields;
    const auto any = [&](bool Line::*flag) {
        return first.*flag || std::any_of(continued.begin(), continued.end(), [&](const Line &l) { return l.*flag; });
    };
    if (any(&Line::otherEncoding))
        row.notes.push_back(CsvNote::OtherEncoding);
    if (any(&Line::undecodable))
        row.refusal = Error{ErrorKind::BadEncoding, {}, {QString::number(first.number)}};
    else if (any(&Line::hasNul))
        row.refusal = badFormat(QStringLiteral("no NUL byte"), first.number);
    else if (split.longest > maxFieldChars)
        row.refusal = Error{ErrorKind::OutOfRange,
                            {},
                            {QString::number(split.longest), QStringLiteral("0"), QString::number(maxFieldChars)}};
    else if (whole.contains(QChar(QChar::ReplacementCharacter)))
        row.notes.push_back(CsvNote::LostCharacters);
    if (!m_header.isEmpty() && !row.refusal && !allEmpty(row.fields))
        matchHeader(row, whole);
    return row;
}

/// The row parted by another character than the header is, where that gives just as many columns.
std::optional<QStringList> CsvReader::splitOtherwise(const QString &text) const
{
    std::vector<std::pair<QChar, QChar>> ways;
    for (const char16_t candidate : candidates)
        if (candidate != m_delimiter)
            ways.emplace_back(candidate, candidate);
    // Typed by hand, with the input method on: "张三，男,1955-02-28".
    if (m_delimiter == u',' || m_delimiter == fullWidthComma)
        ways.emplace_back(u',', fullWidthComma);
    for (const auto &[delimiter, also] : ways)
        if (auto fields = Split::row(text, delimiter, also); fields && fields->size() == m_header.size())
            return fields;
    return std::nullopt;
}

void CsvReader::matchHeader(CsvRow &row, const QString &text) const
{
    const qsizetype columns = m_header.size();
    while (row.fields.size() > columns && row.fields.constLast().trimmed().isEmpty())
        row.fields.removeLast();
    if (row.fields.size() == columns)
        return;
    if (auto fields = splitOtherwise(text)) {
        row.fields = std::move(*fields);
        row.notes.push_back(CsvNote::OtherDelimiter);
        return;
    }
    // Too many: a delimiter inside a field shifted what follows it. One of many: a remark, or the rest of a broken
    // line.
    if (row.fields.size() > columns || (row.fields.size() == 1 && columns > 2)) {
        row.refusal = badFormat(QStringLiteral("%1 columns").arg(columns), row.line);
        return;
    }
    row.notes.push_back(CsvNote::FewerFields);
    while (row.fields.size() < columns)
        row.fields.append(QString());
}

Result<bool> CsvReader::next(CsvRow &row)
{
    while (auto line = takeLine()) {
        row = assembleRow(std::move(*line));
        m_bytesTaken = row.endOffset;
        if (row.refusal || !allEmpty(row.fields))
            return true;
    }
    if (m_failed)
        return fail(ErrorKind::FileUnreadable, {}, {QString(), m_device.errorString()});
    return false;
}

Result<void> CsvReader::resumeAt(qint64 offset, qint64 line)
{
    if (m_device.isSequential() || !m_device.seek(offset))
        return fail(ErrorKind::FileUnreadable, {}, {QString(), m_device.errorString()});
    m_buffer.clear();
    m_position = 0;
    m_bufferOffset = offset;
    m_atEnd = false;
    m_pushedBack.clear();
    m_lineNumber = line - 1;
    m_bytesTaken = offset;
    return {};
}

} // namespace yigong
