// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/json_value.h"

#include <QStringDecoder>

namespace yigong {

const QString &JsonValue::text() const
{
    return m_text;
}

const JsonValue &JsonValue::operator[](QStringView key) const
{
    static const JsonValue absent;
    const auto &all = members();
    for (auto it = all.rbegin(); it != all.rend(); ++it)
        if (it->first == key)
            return it->second;
    return absent;
}

const JsonValue &JsonValue::operator[](int index) const
{
    static const JsonValue absent;
    const auto &all = items();
    return index >= 0 && static_cast<std::size_t>(index) < all.size() ? all[static_cast<std::size_t>(index)] : absent;
}

const std::vector<JsonValue> &JsonValue::items() const
{
    static const std::vector<JsonValue> none;
    return m_items ? *m_items : none;
}

const std::vector<JsonValue::Member> &JsonValue::members() const
{
    static const std::vector<Member> none;
    return m_members ? *m_members : none;
}

/// Recursive, but only as deep as `maxJsonDepth`.
class JsonParser
{
public:
    explicit JsonParser(QByteArrayView bytes) : m_bytes(bytes) {}

    Result<JsonValue> wholeText()
    {
        skipBlanks();
        YIGONG_LET(value, parseValue(0));
        skipBlanks();
        if (m_at != m_bytes.size())
            return expected("end of text");
        return value;
    }

    void skip(qsizetype bytes) { m_at += bytes; }

private:
    [[nodiscard]] int peek() const { return m_at < m_bytes.size() ? static_cast<unsigned char>(m_bytes[m_at]) : -1; }

    void skipBlanks()
    {
        while (m_at < m_bytes.size() &&
               (m_bytes[m_at] == ' ' || m_bytes[m_at] == '\n' || m_bytes[m_at] == '\r' || m_bytes[m_at] == '\t'))
            ++m_at;
    }

    [[nodiscard]] tl::unexpected<Error> expected(const char *what) const
    {
        return fail(ErrorKind::BadFormat, {}, {QString::fromLatin1(what), QString::number(m_at)});
    }

    Result<JsonValue> parseValue(int depth)
    {
        const qsizetype begin = m_at;
        auto value = parseAnyValue(depth);
        if (value) {
            value->m_begin = begin;
            value->m_end = m_at;
        }
        return value;
    }

    Result<JsonValue> parseAnyValue(int depth)
    {
        switch (peek()) {
        case '{':
        case '[':
            if (depth >= maxJsonDepth)
                return fail(ErrorKind::OutOfRange, {},
                            {QString::number(depth + 1), QStringLiteral("0"), QString::number(maxJsonDepth)});
            return peek() == '{' ? parseObject(depth + 1) : parseArray(depth + 1);
        case '"': {
            YIGONG_LET(text, parseString());
            JsonValue value;
            value.m_kind = JsonValue::Kind::String;
            value.m_text = std::move(text);
            return value;
        }
        case 't':
            return parseWord("true", JsonValue::Kind::Bool, true);
        case 'f':
            return parseWord("false", JsonValue::Kind::Bool, false);
        case 'n':
            return parseWord("null", JsonValue::Kind::Null, false);
        default:
            return parseNumber();
        }
    }

    Result<JsonValue> parseWord(QByteArrayView word, JsonValue::Kind kind, bool isTrue)
    {
        if (!m_bytes.sliced(m_at).startsWith(word))
            return expected("value");
        m_at += word.size();
        JsonValue value;
        value.m_kind = kind;
        value.m_true = isTrue;
        return value;
    }

    bool skipDigits()
    {
        const qsizetype begin = m_at;
        while (peek() >= '0' && peek() <= '9')
            ++m_at;
        return m_at > begin;
    }

    Result<JsonValue> parseNumber()
    {
        const qsizetype begin = m_at;
        if (peek() == '-')
            ++m_at;
        if (peek() == '0')
            ++m_at;
        else if (!skipDigits())
            return expected(m_at == begin ? "value" : "digit");
        if (peek() == '.') {
            ++m_at;
            if (!skipDigits())
                return expected("digit");
        }
        if (peek() == 'e' || peek() == 'E') {
            ++m_at;
            if (peek() == '+' || peek() == '-')
                ++m_at;
            if (!skipDigits())
                return expected("digit");
        }
        JsonValue value;
        value.m_kind = JsonValue::Kind::Number;
        value.m_text = QString::fromLatin1(m_bytes.sliced(begin, m_at - begin));
        return value;
    }

    Result<JsonValue> parseArray(int depth)
    {
        std::vector<JsonValue> items;
        ++m_at;
        skipBlanks();
        if (peek() == ']') {
            ++m_at;
        } else {
            while (true) {
                skipBlanks();
                YIGONG_LET(item, parseValue(depth));
                items.push_back(std::move(item));
                skipBlanks();
                const int c = peek();
                if (c != ',' && c != ']')
                    return expected(", or ]");
                ++m_at;
                if (c == ']')
                    break;
            }
        }
        JsonValue value;
        value.m_kind = JsonValue::Kind::Array;
        value.m_items = std::make_shared<const std::vector<JsonValue>>(std::move(items));
        return value;
    }

    Result<JsonValue> parseObject(int depth)
    {
        std::vector<JsonValue::Member> members;
        ++m_at;
        skipBlanks();
        if (peek() == '}') {
            ++m_at;
        } else {
            while (true) {
                skipBlanks();
                if (peek() != '"')
                    return expected("key");
                YIGONG_LET(key, parseString());
                skipBlanks();
                if (peek() != ':')
                    return expected(":");
                ++m_at;
                skipBlanks();
                YIGONG_LET(item, parseValue(depth));
                members.emplace_back(std::move(key), std::move(item));
                skipBlanks();
                const int c = peek();
                if (c != ',' && c != '}')
                    return expected(", or }");
                ++m_at;
                if (c == '}')
                    break;
            }
        }
        JsonValue value;
        value.m_kind = JsonValue::Kind::Object;
        value.m_members = std::make_shared<const std::vector<JsonValue::Member>>(std::move(members));
        return value;
    }

    /// Stretches without an escape are decoded in one go.
    Result<QString> parseString()
    {
        ++m_at;
        QString text;
        while (true) {
            const qsizetype begin = m_at;
            while (peek() >= 0x20 && peek() != '"' && peek() != '\\')
                ++m_at;
            if (m_at > begin)
                YIGONG_TRY(appendUtf8(text, begin));
            const int c = peek();
            if (c == '"') {
                ++m_at;
                return text;
            }
            if (c != '\\')
                return expected(c < 0 ? "closing quote" : "no control character");
            ++m_at;
            YIGONG_TRY(appendEscape(text));
        }
    }

    Result<void> appendUtf8(QString &text, qsizetype begin)
    {
        const QByteArrayView stretch = m_bytes.sliced(begin, m_at - begin);
        QStringDecoder decoder(QStringConverter::Utf8,
                               QStringConverter::Flag::Stateless | QStringConverter::Flag::ConvertInitialBom);
        const QString decoded = decoder(stretch);
        if (decoder.hasError())
            return fail(ErrorKind::BadEncoding, {}, {QString::number(begin)});
        text += decoded;
        return {};
    }

    Result<void> appendEscape(QString &text)
    {
        const int c = peek();
        ++m_at;
        switch (c) {
        case '"':
        case '\\':
        case '/':
            text += QLatin1Char(static_cast<char>(c));
            return {};
        case 'b':
            text += u'\b';
            return {};
        case 'f':
            text += u'\f';
            return {};
        case 'n':
            text += u'\n';
            return {};
        case 'r':
            text += u'\r';
            return {};
        case 't':
            text += u'\t';
            return {};
        case 'u':
            break;
        default:
            --m_at;
            return expected("escape");
        }
        YIGONG_LET(unit, parseHex4());
        if (!QChar::isSurrogate(unit)) {
            text += QChar(unit);
            return {};
        }
        if (QChar::isHighSurrogate(unit) && m_bytes.sliced(m_at).startsWith("\\u")) {
            const qsizetype before = m_at;
            m_at += 2;
            YIGONG_LET(low, parseHex4());
            if (QChar::isLowSurrogate(low)) {
                text += QChar(unit);
                text += QChar(low);
                return {};
            }
            m_at = before;
        }
        text += QChar(QChar::ReplacementCharacter);
        return {};
    }

    Result<char16_t> parseHex4()
    {
        bool isHex = m_at + 4 <= m_bytes.size();
        for (qsizetype i = m_at; isHex && i < m_at + 4; ++i)
            isHex = std::isxdigit(static_cast<unsigned char>(m_bytes[i])) != 0;
        if (!isHex)
            return expected("four hex digits");
        const auto unit = static_cast<char16_t>(m_bytes.sliced(m_at, 4).toByteArray().toUShort(nullptr, 16));
        m_at += 4;
        return unit;
    }

    QByteArrayView m_bytes;
    qsizetype m_at = 0;
};

Result<JsonValue> parseJson(QByteArrayView bytes)
{
    const auto isWide = [&] {
        return bytes.startsWith("\xFF\xFE") || bytes.startsWith("\xFE\xFF") ||
               (bytes.size() >= 2 && (bytes[0] == '\0') != (bytes[1] == '\0'));
    };
    if (isWide())
        return fail(ErrorKind::BadEncoding, {}, {QStringLiteral("UTF-16")});
    JsonParser parser(bytes);
    if (bytes.startsWith("\xEF\xBB\xBF"))
        parser.skip(3);
    return parser.wholeText();
}

} // namespace yigong
