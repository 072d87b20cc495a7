// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QByteArrayView>
#include <QString>
#include <memory>
#include <vector>

namespace yigong {

/// A JSON value (RFC 8259) that keeps what QJsonValue drops: numbers exactly as written, and where a value stood in its
/// text. Cheap to copy; never changes. A member that is not there reads as an absent value, so that a path of members
/// needs no checks: `resource[u"name"][0][u"text"].text()`.
class JsonValue
{
public:
    enum class Kind
    {
        Absent,
        Null,
        Bool,
        Number,
        String,
        Array,
        Object
    };
    using Member = std::pair<QString, JsonValue>;

    JsonValue() = default;

    [[nodiscard]] Kind kind() const { return m_kind; }
    [[nodiscard]] bool isAbsent() const { return m_kind == Kind::Absent; }
    [[nodiscard]] bool isObject() const { return m_kind == Kind::Object; }
    [[nodiscard]] bool isArray() const { return m_kind == Kind::Array; }
    [[nodiscard]] bool isString() const { return m_kind == Kind::String; }

    /// The string, or the number exactly as written ("6.30", "1E5"); empty for anything else.
    [[nodiscard]] const QString &text() const;
    [[nodiscard]] bool isTrue() const { return m_kind == Kind::Bool && m_true; }

    /// Of an object; the last one where a key is there twice.
    [[nodiscard]] const JsonValue &operator[](QStringView key) const;
    /// Of an array.
    [[nodiscard]] const JsonValue &operator[](int index) const;
    [[nodiscard]] const std::vector<JsonValue> &items() const; ///< empty for anything but an array
    [[nodiscard]] const std::vector<Member> &members() const;  ///< empty for anything but an object

    /// Where it stands in the bytes that were parsed: [begin, end).
    [[nodiscard]] qsizetype begin() const { return m_begin; }
    [[nodiscard]] qsizetype end() const { return m_end; }

private:
    friend class JsonParser;

    Kind m_kind = Kind::Absent;
    bool m_true = false;
    QString m_text;
    std::shared_ptr<const std::vector<JsonValue>> m_items;
    std::shared_ptr<const std::vector<Member>> m_members;
    qsizetype m_begin = 0, m_end = 0;
};

/// Deepest nesting that is read. FHIR needs some twenty.
constexpr int maxJsonDepth = 200;

/// Reads one JSON text, UTF-8 with or without mark, strictly as RFC 8259 says. Half a surrogate pair in an escape
/// becomes U+FFFD. Errors: BadEncoding {byte offset} (not UTF-8) · BadEncoding {"UTF-16"} · BadFormat {what was
/// expected, byte offset} · OutOfRange {depth, "0", limit}.
Result<JsonValue> parseJson(QByteArrayView bytes);

} // namespace yigong
