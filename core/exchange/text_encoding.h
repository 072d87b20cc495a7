// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArrayView>
#include <QString>
#include <memory>
#include <optional>

namespace yigong {

/// The encodings in which county systems export text. GB18030 reads GBK and GB2312 as well.
enum class TextEncoding
{
    Utf8,
    Gb18030,
    Utf16LE,
    Utf16BE
};

/// "UTF-8", "GB18030", "UTF-16LE", "UTF-16BE".
QString nameOf(TextEncoding encoding);

struct EncodingGuess
{
    TextEncoding encoding = TextEncoding::Utf8;
    int bomBytes = 0; ///< how many bytes at the beginning are the byte order mark
};

/// The encoding of a file that begins with `head` (a few hundred kilobytes will do). A byte order mark decides; without
/// one, zero bytes in every other place mean UTF-16, and between UTF-8 and GB18030 the majority of lines that could be
/// only one.
EncodingGuess guessEncoding(QByteArrayView head);

/// Decodes strictly: what is not valid in the encoding is no text at all. Not thread-safe; one for each reader.
class TextDecoder
{
public:
    TextDecoder();
    ~TextDecoder();
    TextDecoder(TextDecoder &&) noexcept;
    TextDecoder &operator=(TextDecoder &&) noexcept;

    /// Nothing where a single byte does not fit.
    [[nodiscard]] std::optional<QString> decode(QByteArrayView bytes, TextEncoding encoding) const;
    /// Each byte that does not fit becomes U+FFFD: to show a person what was refused, never to store.
    [[nodiscard]] QString decodeLossy(QByteArrayView bytes, TextEncoding encoding) const;

private:
    struct Converter;
    std::unique_ptr<Converter> m_gb18030;
};

/// Whether text that is valid as UTF-8 and as GB18030 reads as Chinese in UTF-8 (in GB18030 it would be mojibake).
/// `asUtf8` is the text decoded as UTF-8.
bool readsAsChinese(QStringView asUtf8);

} // namespace yigong
