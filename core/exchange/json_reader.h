// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/exchange/json_value.h"

#include <QFile>
#include <memory>
#include <optional>

namespace yigong {

/// One resource of a file, cut out as bytes; `parseJson(bytes)` reads it.
struct JsonPiece
{
    QString where;     ///< "entry[12]", "line 7", "[3]"; empty where the file is this one resource
    qint64 offset = 0; ///< of `bytes` in the file
    QByteArray bytes;  ///< a bundle's whole entry (fullUrl, resource, request), else the resource
    bool isEntry = false;
    /// Why it could not be cut out: OutOfRange {size, "0", limit} · BadFormat {what, byte offset}. `bytes` is empty
    /// then.
    std::optional<Error> fault;
};

/// Cuts the resources out of a file of FHIR JSON, one by one, in memory that does not grow with the file: a Bundle of
/// any size (its `entry` may stand before its `resourceType`), NDJSON (one resource or Bundle a line), an array of
/// resources, or a single resource. UTF-8 only. A line of NDJSON that is broken costs itself only; a Bundle that is
/// broken ends there, with a fault, and what stood before it has been given out.
class JsonReader
{
public:
    static constexpr qint64 maxPieceBytes = 64 << 20;

    /// Errors: FileMissing, FileUnreadable; BadEncoding {"UTF-16"}; Required "content" (empty); BadFormat {"JSON",
    /// "XML"|…}.
    static Result<std::unique_ptr<JsonReader>> open(const QString &path);
    /// `device` is open for reading, seekable, and outlives the reader.
    static Result<std::unique_ptr<JsonReader>> over(QIODevice &device);

    /// True with the next one in `piece`; false at the end. Error: FileUnreadable.
    Result<bool> next(JsonPiece &piece);
    /// The bytes at `offset`, as a piece said before. Does not disturb `next`. Error: FileUnreadable.
    Result<QByteArray> bytesAt(qint64 offset, qint64 size);

    [[nodiscard]] qint64 bytesRead() const { return m_bufferOffset + m_position; }
    [[nodiscard]] qint64 size() const { return m_device.size(); }

private:
    enum class Place
    {
        Top,
        InArray,
        InBundle,
        InEntries
    };

    explicit JsonReader(QIODevice &device) : m_device(device) {}

    Result<void> begin();
    bool fill();
    int peek();
    int take();
    void skipBlanks();
    void seek(qint64 offset);

    bool isBundle();
    std::optional<QByteArray> takeKey();
    bool skipValue(QByteArray *into = nullptr, bool *tooLong = nullptr);
    void cut(JsonPiece &piece);
    void setFault(JsonPiece &piece, const char *expected, qint64 at);
    void skipLine();

    /// Each takes one step in its place: a piece, the end of the file, or only a change of place.
    enum class Step
    {
        Given,
        End,
        Again
    };
    Step stepAtTop(JsonPiece &piece);
    Step stepOverResource(JsonPiece &piece);
    Step stepInBundle(JsonPiece &piece);
    Step stepInEntries(JsonPiece &piece);
    Step stepInArray(JsonPiece &piece);
    Step giveUp(JsonPiece &piece, const char *expected);
    void stop();

    std::unique_ptr<QIODevice> m_owned;
    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_position = 0;
    qint64 m_bufferOffset = 0;
    qint64 m_line = 1;
    bool m_failed = false;

    Place m_place = Place::Top;
    bool m_firstMember = true;
    int m_index = 0;     ///< of the next item
    int m_topValues = 0; ///< whole values met so far
    qint64 m_bundleLine = 0;
};

} // namespace yigong
