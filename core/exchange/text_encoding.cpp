// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/text_encoding.h"

#include <QStringDecoder>
#include <algorithm>
#include <unicode/ucnv.h>

namespace yigong {

struct TextDecoder::Converter
{
    UConverter *handle = nullptr;

    Converter()
    {
        UErrorCode status = U_ZERO_ERROR;
        handle = ucnv_open("gb18030", &status);
    }
    ~Converter() { ucnv_close(handle); }
    Converter(const Converter &) = delete;
    Converter &operator=(const Converter &) = delete;

    std::optional<QString> decode(QByteArrayView bytes, UConverterToUCallback onInvalid)
    {
        if (!handle)
            return std::nullopt;
        UErrorCode status = U_ZERO_ERROR;
        ucnv_reset(handle);
        ucnv_setToUCallBack(handle, onInvalid, nullptr, nullptr, nullptr, &status);
        QString out(bytes.size() + 1, Qt::Uninitialized); // no sequence becomes more units than it has bytes
        const auto length =
            ucnv_toUChars(handle, reinterpret_cast<UChar *>(out.data()), static_cast<int32_t>(out.size()), bytes.data(),
                          static_cast<int32_t>(bytes.size()), &status);
        if (U_FAILURE(status))
            return std::nullopt;
        out.resize(length);
        return out;
    }
};

TextDecoder::TextDecoder() : m_gb18030(std::make_unique<Converter>()) {}
TextDecoder::~TextDecoder() = default;
TextDecoder::TextDecoder(TextDecoder &&) noexcept = default;
TextDecoder &TextDecoder::operator=(TextDecoder &&) noexcept = default;

namespace {

QStringConverter::Encoding qtEncoding(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf16LE:
        return QStringConverter::Utf16LE;
    case TextEncoding::Utf16BE:
        return QStringConverter::Utf16BE;
    default:
        return QStringConverter::Utf8;
    }
}

bool isAscii(QByteArrayView bytes)
{
    return std::all_of(bytes.begin(), bytes.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

EncodingGuess guessFromZeroBytes(QByteArrayView head)
{
    qsizetype zerosAtEven = 0, zerosAtOdd = 0;
    for (qsizetype i = 0; i < head.size(); ++i)
        if (head[i] == '\0')
            ++(i % 2 == 0 ? zerosAtEven : zerosAtOdd);
    // Delimiters, digits and line ends are ASCII in any export; a stray zero byte is far rarer than one in twenty.
    if (zerosAtOdd > head.size() / 20 && zerosAtEven <= zerosAtOdd / 8)
        return {TextEncoding::Utf16LE, 0};
    if (zerosAtEven > head.size() / 20 && zerosAtOdd <= zerosAtEven / 8)
        return {TextEncoding::Utf16BE, 0};
    return {TextEncoding::Utf8, 0};
}

EncodingGuess guessFromLines(QByteArrayView head)
{
    const TextDecoder decoder;
    int onlyGb18030 = 0, utf8 = 0;
    for (qsizetype begin = 0; begin < head.size();) {
        qsizetype end = begin;
        while (end < head.size() && head[end] != '\n' && head[end] != '\r')
            ++end;
        const bool cut = end == head.size() && begin > 0; // the last line of a sample may end within a character
        const QByteArrayView line = head.sliced(begin, end - begin);
        begin = end + 1;
        if (cut || isAscii(line))
            continue;
        if (decoder.decode(line, TextEncoding::Utf8))
            ++utf8;
        else if (decoder.decode(line, TextEncoding::Gb18030))
            ++onlyGb18030;
    }
    return {onlyGb18030 > utf8 ? TextEncoding::Gb18030 : TextEncoding::Utf8, 0};
}

} // namespace

QString nameOf(TextEncoding encoding)
{
    switch (encoding) {
    case TextEncoding::Utf8:
        return QStringLiteral("UTF-8");
    case TextEncoding::Gb18030:
        return QStringLiteral("GB18030");
    case TextEncoding::Utf16LE:
        return QStringLiteral("UTF-16LE");
    case TextEncoding::Utf16BE:
        return QStringLiteral("UTF-16BE");
    }
    return {};
}

EncodingGuess guessEncoding(QByteArrayView head)
{
    if (head.startsWith("\xEF\xBB\xBF"))
        return {TextEncoding::Utf8, 3};
    if (head.startsWith("\xFF\xFE"))
        return {TextEncoding::Utf16LE, 2};
    if (head.startsWith("\xFE\xFF"))
        return {TextEncoding::Utf16BE, 2};
    if (const auto wide = guessFromZeroBytes(head); wide.encoding != TextEncoding::Utf8)
        return wide;
    return guessFromLines(head);
}

std::optional<QString> TextDecoder::decode(QByteArrayView bytes, TextEncoding encoding) const
{
    if (encoding == TextEncoding::Gb18030)
        return m_gb18030->decode(bytes, UCNV_TO_U_CALLBACK_STOP);
    QStringDecoder decoder(qtEncoding(encoding), QStringConverter::Flag::Stateless);
    QString text = decoder(bytes);
    if (decoder.hasError())
        return std::nullopt;
    return text;
}

QString TextDecoder::decodeLossy(QByteArrayView bytes, TextEncoding encoding) const
{
    if (encoding == TextEncoding::Gb18030)
        return m_gb18030->decode(bytes, UCNV_TO_U_CALLBACK_SUBSTITUTE).value_or(QString());
    return QStringDecoder(qtEncoding(encoding), QStringConverter::Flag::Stateless)(bytes);
}

bool readsAsChinese(QStringView asUtf8)
{
    bool hasChinese = false;
    for (const QChar c : asUtf8) {
        const char16_t u = c.unicode();
        if ((u >= 0x4E00 && u <= 0x9FFF) || (u >= 0x3000 && u <= 0x303F) || (u >= 0xFF01 && u <= 0xFF5E))
            hasChinese = true;
        else if (u >= 0x80 && u != 0xB7) // the middle dot stands in names such as 买买提·艾力
            return false;
    }
    return hasChinese;
}

} // namespace yigong
