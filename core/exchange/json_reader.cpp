// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/json_reader.h"

namespace yigong {

namespace {

constexpr qsizetype bufferBytes = 256 << 10;

bool isBlank(int c)
{
    return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

} // namespace

Result<std::unique_ptr<JsonReader>> JsonReader::open(const QString &path)
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

Result<std::unique_ptr<JsonReader>> JsonReader::over(QIODevice &device)
{
    std::unique_ptr<JsonReader> reader(new JsonReader(device));
    YIGONG_TRY(reader->begin());
    return reader;
}

Result<void> JsonReader::begin()
{
    fill();
    const QByteArrayView head(m_buffer);
    if (head.startsWith("\xFF\xFE") || head.startsWith("\xFE\xFF") ||
        (head.size() >= 2 && (head[0] == '\0') != (head[1] == '\0')))
        return fail(ErrorKind::BadEncoding, {}, {QStringLiteral("UTF-16")});
    if (head.startsWith("\xEF\xBB\xBF"))
        m_position = 3;
    skipBlanks();
    if (peek() < 0)
        return fail(ErrorKind::Required, QStringLiteral("content"));
    if (peek() == '<')
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("JSON"), QStringLiteral("XML")});
    if (peek() != '{' && peek() != '[')
        return fail(ErrorKind::BadFormat, {}, {QStringLiteral("JSON"), QString::number(bytesRead())});
    return {};
}

bool JsonReader::fill()
{
    m_bufferOffset += m_buffer.size();
    m_position = 0;
    m_buffer = m_device.read(bufferBytes);
    m_failed = m_failed || (m_buffer.isEmpty() && m_bufferOffset < m_device.size());
    return !m_buffer.isEmpty();
}

int JsonReader::peek()
{
    if (m_position >= m_buffer.size() && !fill())
        return -1;
    return static_cast<unsigned char>(m_buffer[m_position]);
}

int JsonReader::take()
{
    const int c = peek();
    if (c >= 0)
        ++m_position;
    if (c == '\n')
        ++m_line;
    return c;
}

void JsonReader::skipBlanks()
{
    while (isBlank(peek()))
        take();
}

void JsonReader::seek(qint64 offset)
{
    m_failed = !m_device.seek(offset) || m_failed;
    m_bufferOffset = offset;
    m_buffer.clear();
    m_position = 0;
}

Result<QByteArray> JsonReader::bytesAt(qint64 offset, qint64 size)
{
    const qint64 behindBuffer = m_bufferOffset + m_buffer.size();
    QByteArray bytes;
    if (m_device.seek(offset))
        bytes = m_device.read(size);
    if (bytes.size() != size || !m_device.seek(behindBuffer))
        return fail(ErrorKind::FileUnreadable, {}, {QString(), m_device.errorString()});
    return bytes;
}

/// Whether the object that begins here is a Bundle, asking no further than needed. Comes back to where it was.
bool JsonReader::isBundle()
{
    const qint64 offset = bytesRead();
    const qint64 line = m_line;
    bool bundle = false;
    take(); // {
    while (true) {
        const auto key = takeKey();
        if (!key)
            break;
        if (*key == "resourceType") {
            QByteArray type;
            bundle = skipValue(&type) && type == "\"Bundle\"";
            break;
        }
        if (!skipValue())
            break;
        skipBlanks();
        if (take() != ',')
            break;
    }
    // A file's resourceType is mostly within the first block, and going back then costs nothing.
    if (offset >= m_bufferOffset)
        m_position = static_cast<qsizetype>(offset - m_bufferOffset);
    else
        seek(offset);
    m_line = line;
    return bundle;
}

/// `"key" :`, without its quotes; nothing where there is none.
std::optional<QByteArray> JsonReader::takeKey()
{
    skipBlanks();
    if (peek() != '"')
        return std::nullopt;
    QByteArray key;
    if (!skipValue(&key))
        return std::nullopt;
    skipBlanks();
    if (take() != ':')
        return std::nullopt;
    skipBlanks();
    return key.mid(1, key.size() - 2);
}

/// Passes over one value by counting brackets outside of strings; whether it is well-formed inside, `parseJson` says.
/// False where the file ends within it.
bool JsonReader::skipValue(QByteArray *into, bool *tooLong)
{
    qint64 depth = 0;
    bool inString = false, any = false;
    const auto keep = [&](QByteArrayView stretch) {
        if (!into || (tooLong && *tooLong))
            return;
        if (into->size() < maxPieceBytes)
            into->append(stretch);
        else if (tooLong)
            *tooLong = true;
    };
    const auto keepTaken = [&](int c) {
        const char byte = static_cast<char>(c);
        keep(QByteArrayView(&byte, 1));
    };
    const auto isPlain = [&](char c) {
        return inString ? c != '"' && c != '\\' && c != '\n'
                        : c != '"' && c != '{' && c != '}' && c != '[' && c != ']' && c != '\n';
    };
    while (true) {
        const int c = peek();
        if (c < 0)
            return any && depth == 0 && !inString;
        if (inString || depth > 0) { // nearly all bytes are passed over here, a stretch at a time
            const qsizetype begin = m_position;
            while (m_position < m_buffer.size() && isPlain(m_buffer.at(m_position)))
                ++m_position;
            if (m_position > begin) {
                keep(QByteArrayView(m_buffer).sliced(begin, m_position - begin));
                continue;
            }
        }
        if (!inString && depth == 0 && any && (isBlank(c) || c == ',' || c == ']' || c == '}'))
            return true; // behind a number or a word
        if (!inString && depth == 0 && !any && (c == ',' || c == ']' || c == '}' || c == ':'))
            return false;
        take();
        keepTaken(c);
        any = true;
        if (inString) {
            if (c == '\n')
                return false; // no JSON, and the quote that would close it may be at the other end of the file
            if (c == '\\')
                keepTaken(take());
            inString = c != '"';
            if (!inString && depth == 0)
                return true;
        } else if (c == '"') {
            inString = true;
        } else if (c == '{' || c == '[') {
            ++depth;
        } else if ((c == '}' || c == ']') && --depth == 0) {
            return true;
        }
    }
}

void JsonReader::setFault(JsonPiece &piece, const char *expected, qint64 at)
{
    piece.bytes = QByteArray();
    piece.fault = Error{ErrorKind::BadFormat, {}, {QString::fromLatin1(expected), QString::number(at)}};
}

void JsonReader::cut(JsonPiece &piece)
{
    piece.offset = bytesRead();
    bool tooLong = false;
    if (!skipValue(&piece.bytes, &tooLong))
        setFault(piece, "closing bracket", bytesRead());
    if (tooLong) {
        piece.bytes = QByteArray();
        piece.fault =
            Error{ErrorKind::OutOfRange,
                  {},
                  {QString::number(bytesRead() - piece.offset), QStringLiteral("0"), QString::number(maxPieceBytes)}};
    }
}

void JsonReader::skipLine()
{
    while (peek() >= 0 && peek() != '\n')
        take();
}

/// Nothing behind this place can be told apart any more.
void JsonReader::stop()
{
    m_place = Place::Top;
    seek(m_device.size());
}

JsonReader::Step JsonReader::giveUp(JsonPiece &piece, const char *expected)
{
    setFault(piece, expected, bytesRead());
    stop();
    return Step::Given;
}

Result<bool> JsonReader::next(JsonPiece &piece)
{
    const auto step = [&] {
        piece = JsonPiece();
        switch (m_place) {
        case Place::InArray:
            return stepInArray(piece);
        case Place::InBundle:
            return stepInBundle(piece);
        case Place::InEntries:
            return stepInEntries(piece);
        default:
            return stepAtTop(piece);
        }
    };
    Step taken = Step::Again;
    while (taken == Step::Again && !m_failed)
        taken = step();
    if (m_failed)
        return fail(ErrorKind::FileUnreadable, {}, {QString(), m_device.errorString()});
    return taken == Step::Given;
}

JsonReader::Step JsonReader::stepAtTop(JsonPiece &piece)
{
    skipBlanks();
    const int c = peek();
    if (c < 0)
        return Step::End;
    if (c == '[' && m_topValues == 0) {
        take();
        ++m_topValues;
        m_place = Place::InArray;
        m_index = 0;
        return Step::Again;
    }
    if (c == '{' && isBundle()) {
        take();
        ++m_topValues;
        m_place = Place::InBundle;
        m_firstMember = true;
        m_bundleLine = m_line;
        return Step::Again;
    }
    if (c == '{')
        return stepOverResource(piece);
    piece.where = QStringLiteral("line %1").arg(m_line);
    piece.offset = bytesRead();
    setFault(piece, "resource", piece.offset);
    skipLine();
    return Step::Given;
}

JsonReader::Step JsonReader::stepOverResource(JsonPiece &piece)
{
    const qint64 line = m_line;
    const bool first = m_topValues++ == 0;
    cut(piece);
    const bool tooLong = piece.fault && piece.fault->kind == ErrorKind::OutOfRange;
    if (!tooLong && (piece.fault || m_line != line) && !parseJson(piece.bytes)) {
        // Broken. In NDJSON its brackets may have swallowed the lines behind it: those are read on their own.
        seek(piece.offset);
        m_line = line;
        skipLine();
        skipBlanks();
        if (peek() == '{')
            setFault(piece, "one resource a line", piece.offset);
        else
            stop();
    }
    skipBlanks();
    if (!first || peek() >= 0)
        piece.where = QStringLiteral("line %1").arg(line);
    return Step::Given;
}

JsonReader::Step JsonReader::stepInArray(JsonPiece &piece)
{
    piece.where = QStringLiteral("[%1]").arg(m_index);
    skipBlanks();
    if (peek() == ']') {
        take();
        m_place = Place::Top;
        return Step::Again;
    }
    if (m_index > 0 && take() != ',')
        return giveUp(piece, ", or ]");
    skipBlanks();
    ++m_index;
    cut(piece);
    if (piece.fault && piece.fault->kind == ErrorKind::BadFormat)
        stop();
    return Step::Given;
}

JsonReader::Step JsonReader::stepInBundle(JsonPiece &piece)
{
    piece.where = QStringLiteral("Bundle");
    skipBlanks();
    if (peek() == '}') {
        take();
        m_place = Place::Top;
        return Step::Again;
    }
    if (!m_firstMember && take() != ',')
        return giveUp(piece, ", or }");
    m_firstMember = false;
    const auto key = takeKey();
    if (!key)
        return giveUp(piece, "key");
    if (*key == "entry" && peek() == '[') {
        take();
        m_place = Place::InEntries;
        m_index = 0;
        return Step::Again;
    }
    return skipValue() ? Step::Again : giveUp(piece, "value");
}

JsonReader::Step JsonReader::stepInEntries(JsonPiece &piece)
{
    piece.where = QStringLiteral("entry[%1]").arg(m_index);
    if (m_topValues > 1 || m_bundleLine > 1)
        piece.where = QStringLiteral("line %1 ").arg(m_bundleLine) + piece.where;
    skipBlanks();
    if (peek() == ']') {
        take();
        m_place = Place::InBundle;
        return Step::Again;
    }
    if (m_index > 0 && take() != ',')
        return giveUp(piece, ", or ]");
    skipBlanks();
    if (peek() != '{')
        return giveUp(piece, "entry");
    ++m_index;
    piece.isEntry = true;
    cut(piece);
    if (piece.fault && piece.fault->kind == ErrorKind::BadFormat)
        stop();
    return Step::Given;
}

} // namespace yigong
