// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/fhir_index.h"
#include "core/exchange/fhir_types.h"
#include "core/exchange/json_reader.h"

#include <functional>
#include <map>
#include <memory>

namespace yigong {

/// A resource that cannot be taken. `error.field` is its path ("Patient.birthDate"). Kinds: Required, Invalid {value,
/// …}, BadFormat {what, where}, BadEncoding, OutOfRange as `JsonReader` and `parseJson` say; WrongState
/// {"entered-in-error"}: what was recorded by mistake is no record.
struct FhirRefusal
{
    QString type; ///< "Patient"; empty where it cannot be told
    SourceKey key;
    Error error;
};

struct FhirItem
{
    QString where; ///< "entry[12]", "entry[1].resource.entry[0]", "line 7"; empty for the resource of a file of one
    std::variant<FhirResource, FhirRefusal> content;
    QByteArray bytes;     ///< as they stand in the file; empty where they could not be cut out
    bool isEntry = false; ///< `bytes` is a bundle's whole entry, not the resource alone
};

/// Reads FHIR R4 JSON in any form that `JsonReader` cuts. The first pass notes where each resource is and what it is
/// called; then they come in the order in which a store can take them: refusals of what could not be read at all,
/// patients, encounters, conditions, allergies, medication requests, what only this program's own exports bring,
/// observations. Memory: some 100 bytes a resource, and one at a time.
class FhirReader
{
public:
    /// Told now and then how far the first pass is; answering false ends it with Cancelled.
    using Progress = std::function<bool(qint64 bytesRead, qint64 size)>;

    /// Errors: as `JsonReader::open`; Cancelled.
    static Result<std::unique_ptr<FhirReader>> open(const QString &path, const Progress &progress = {});
    static Result<std::unique_ptr<FhirReader>> over(QIODevice &device, const Progress &progress = {});

    /// True with the next in `item`; false at the end. Error: FileUnreadable.
    Result<bool> next(FhirItem &item);

    /// How many resources the file holds of each type that is read ("Patient" → 38), the refused among them.
    [[nodiscard]] const std::map<QString, int> &counts() const { return m_counts; }
    /// How many of each type that is not.
    [[nodiscard]] const std::map<QString, int> &otherCounts() const { return m_otherCounts; }
    [[nodiscard]] int position() const { return static_cast<int>(m_next); } ///< of `size()`: for progress
    [[nodiscard]] int size() const { return static_cast<int>(m_spans.size()); }

private:
    struct Span
    {
        int rank = 0; ///< place of its type in the order of reading; 0 for what could not be read
        bool isEntry = false;
        qint64 offset = 0, bytes = 0;
        QString where;
        std::shared_ptr<const FhirRefusal> refusal;
    };

    explicit FhirReader(std::unique_ptr<JsonReader> file) : m_file(std::move(file)) {}

    Result<void> index(const Progress &progress);
    void indexPiece(const JsonPiece &piece);
    void indexValue(const JsonValue &value, bool isEntry, qint64 fileOffset, const QString &where);
    void refuse(const QString &where, const QString &type, Error error);

    std::unique_ptr<JsonReader> m_file;
    FhirIndex m_index;
    std::vector<Span> m_spans;
    std::size_t m_next = 0;
    std::map<QString, int> m_counts, m_otherCounts;
};

/// One resource as the reader takes it; `fullUrl` is its entry's, or empty.
tl::expected<FhirResource, FhirRefusal> fhirResourceFrom(const JsonValue &resource, const QString &fullUrl,
                                                         const FhirIndex &index);

} // namespace yigong
