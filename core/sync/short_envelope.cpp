// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/short_envelope.h"
#include "core/store/cbor.h"
#include "core/sync/streams.h"

#include <QCborStreamReader>
#include <QCborStreamWriter>
#include <memory>
#include <zstd.h>

namespace yigong {

namespace {

constexpr int shortFormat = 2;
constexpr int hardest = 19; // of a few hundred bytes each one counts, and it takes no time

auto badShort()
{
    return fail(ErrorKind::BadFormat, QStringLiteral("sync"), {QStringLiteral("short envelope")});
}

/// A request that says nothing but what is known, in the order in which a request says it.
Result<QByteArray> dictionaryOf(const KnownToBoth &known)
{
    SyncRequest nothing;
    nothing.epoch = known.epoch;
    nothing.previousHash = known.previous;
    nothing.cursors = {{known.site, 0}, {catalogueStream(), 0}};
    return unpack(encode(nothing));
}

} // namespace

Result<QByteArray> signedBytesOfShort(const QByteArray &packed)
{
    YIGONG_LET(plain, unpack(packed));
    return "yigong-sync-2" + plain;
}

std::optional<QByteArray> sealShort(Id device, const SyncRequest &request, const QByteArray &packed,
                                    const KnownToBoth &known, const SignBytes &sign)
{
    const auto plain = unpack(packed);
    const auto dictionary = dictionaryOf(known);
    if (!plain || !dictionary || plain->size() > largestShort || known.epoch.isNone())
        return std::nullopt;
    const std::unique_ptr<ZSTD_CCtx, decltype(&ZSTD_freeCCtx)> context(ZSTD_createCCtx(), ZSTD_freeCCtx);
    QByteArray payload(static_cast<qsizetype>(ZSTD_compressBound(static_cast<std::size_t>(plain->size()))),
                       Qt::Uninitialized);
    const std::size_t size =
        ZSTD_compress_usingDict(context.get(), payload.data(), static_cast<std::size_t>(payload.size()),
                                plain->constData(), static_cast<std::size_t>(plain->size()), dictionary->constData(),
                                static_cast<std::size_t>(dictionary->size()), plain->size() > 4096 ? 3 : hardest);
    if (ZSTD_isError(size))
        return std::nullopt;
    payload.resize(static_cast<qsizetype>(size));
    QByteArray out;
    QCborStreamWriter w(&out);
    w.startArray(5);
    w.append(shortFormat);
    writeId(w, device);
    w.append(request.firstNumber - 1);
    w.append(payload);
    w.append(sign("yigong-sync-2" + *plain));
    w.endArray();
    return out;
}

Result<ShortEnvelope> openShortEnvelope(const QByteArray &bytes)
{
    QCborStreamReader r(bytes);
    YIGONG_LET(length, enterArray(r));
    YIGONG_LET(format, readInteger(r));
    if (length != 5 || format != shortFormat)
        return badShort();
    YIGONG_LET(device, readId(r));
    YIGONG_LET(after, readInteger(r));
    YIGONG_LET(payload, readBytes(r));
    YIGONG_LET(signature, readBytes(r));
    YIGONG_TRY(leave(r));
    return ShortEnvelope{device, after, payload, signature};
}

Result<QByteArray> unpackShort(const ShortEnvelope &envelope, const KnownToBoth &known)
{
    YIGONG_LET(dictionary, dictionaryOf(known));
    const auto packedSize = static_cast<std::size_t>(envelope.payload.size());
    const auto size = ZSTD_getFrameContentSize(envelope.payload.constData(), packedSize);
    if (size == ZSTD_CONTENTSIZE_UNKNOWN || size == ZSTD_CONTENTSIZE_ERROR || size > quint64(largestShort))
        return badShort();
    QByteArray plain(static_cast<qsizetype>(size), Qt::Uninitialized);
    const std::unique_ptr<ZSTD_DCtx, decltype(&ZSTD_freeDCtx)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
    const std::size_t done =
        ZSTD_decompress_usingDict(context.get(), plain.data(), size, envelope.payload.constData(), packedSize,
                                  dictionary.constData(), static_cast<std::size_t>(dictionary.size()));
    if (ZSTD_isError(done) || done != size)
        return badShort();
    return pack(plain);
}

} // namespace yigong
