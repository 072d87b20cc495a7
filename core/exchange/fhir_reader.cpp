// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/exchange/fhir_reader.h"

#include <algorithm>

namespace yigong {

namespace {

/// Those they refer to come first.
constexpr const char16_t *readTypes[] = {
    u"Patient",           u"Encounter",          u"Condition",     u"AllergyIntolerance",
    u"MedicationRequest", u"MedicationDispense", u"EpisodeOfCare", u"QuestionnaireResponse",
    u"Communication",     u"ServiceRequest",     u"Task",          u"CarePlan",
    u"Contract",          u"Observation"};
/// What others refer to by name or code.
constexpr const char16_t *namedTypes[] = {u"Patient",      u"Encounter", u"Practitioner",
                                          u"Organization", u"Location",  u"Medication"};

int rankOf(QStringView type)
{
    const auto *found = std::find_if(std::begin(readTypes), std::end(readTypes),
                                     [&](const char16_t *name) { return QStringView(name) == type; });
    return found == std::end(readTypes) ? 0 : static_cast<int>(found - std::begin(readTypes)) + 1;
}

bool isNamed(QStringView type)
{
    return std::any_of(std::begin(namedTypes), std::end(namedTypes),
                       [&](const char16_t *name) { return QStringView(name) == type; });
}

} // namespace

Result<std::unique_ptr<FhirReader>> FhirReader::open(const QString &path, const Progress &progress)
{
    YIGONG_LET(file, JsonReader::open(path));
    std::unique_ptr<FhirReader> reader(new FhirReader(std::move(file)));
    YIGONG_TRY(reader->index(progress));
    return reader;
}

Result<std::unique_ptr<FhirReader>> FhirReader::over(QIODevice &device, const Progress &progress)
{
    YIGONG_LET(file, JsonReader::over(device));
    std::unique_ptr<FhirReader> reader(new FhirReader(std::move(file)));
    YIGONG_TRY(reader->index(progress));
    return reader;
}

Result<void> FhirReader::index(const Progress &progress)
{
    JsonPiece piece;
    for (int pieces = 0;; ++pieces) {
        YIGONG_LET(more, m_file->next(piece));
        if (!more)
            break;
        indexPiece(piece);
        if (progress && pieces % 64 == 0 && !progress(m_file->bytesRead(), m_file->size()))
            return fail(ErrorKind::Cancelled);
    }
    std::stable_sort(m_spans.begin(), m_spans.end(), [](const Span &a, const Span &b) { return a.rank < b.rank; });
    return {};
}

void FhirReader::indexPiece(const JsonPiece &piece)
{
    if (piece.fault)
        return refuse(piece.where, {}, *piece.fault);
    const auto value = parseJson(piece.bytes);
    if (!value)
        return refuse(piece.where, {}, value.error());
    indexValue(*value, piece.isEntry, piece.offset, piece.where);
}

/// `fileOffset` is where the bytes begin that `value` was parsed from.
void FhirReader::indexValue(const JsonValue &value, bool isEntry, qint64 fileOffset, const QString &where)
{
    const JsonValue &resource = isEntry ? value[u"resource"] : value;
    const QString type = resource[u"resourceType"].text();
    if (resource.isAbsent())
        return refuse(where, {}, {ErrorKind::Required, QStringLiteral("resource"), {}});
    if (type.isEmpty())
        return refuse(where, {}, {ErrorKind::Required, QStringLiteral("resourceType"), {}});
    if (type == u"Bundle") {
        int number = 0;
        const QString inner = where + (isEntry ? QStringLiteral(".resource.entry[%1]") : QStringLiteral("entry[%1]"));
        for (const JsonValue &entry : resource[u"entry"].items())
            indexValue(entry, true, fileOffset, inner.arg(number++));
        return;
    }
    if (isNamed(type))
        m_index.add(resource, isEntry ? value[u"fullUrl"].text() : QString());
    const int rank = isOwnType(type) && !isOwnResource(resource) ? 0 : rankOf(type);
    ++(rank > 0 ? m_counts : m_otherCounts)[type];
    if (rank > 0)
        m_spans.push_back({rank, isEntry, fileOffset + value.begin(), value.end() - value.begin(), where, {}});
}

void FhirReader::refuse(const QString &where, const QString &type, Error error)
{
    Span span;
    span.where = where;
    span.refusal = std::make_shared<const FhirRefusal>(FhirRefusal{type, {}, std::move(error)});
    m_spans.push_back(std::move(span));
}

Result<bool> FhirReader::next(FhirItem &item)
{
    if (m_next == m_spans.size())
        return false;
    const Span &span = m_spans[m_next++];
    item.where = span.where;
    item.bytes.clear();
    item.isEntry = span.isEntry;
    if (span.refusal) {
        item.content = *span.refusal;
        return true;
    }
    YIGONG_LET(bytes, m_file->bytesAt(span.offset, span.bytes));
    item.bytes = bytes;
    const auto value = parseJson(bytes);
    if (!value) { // somebody wrote to the file since
        item.content = FhirRefusal{{}, {}, value.error()};
        return true;
    }
    const JsonValue &resource = span.isEntry ? (*value)[u"resource"] : *value;
    auto read = fhirResourceFrom(resource, span.isEntry ? (*value)[u"fullUrl"].text() : QString(), m_index);
    if (read)
        item.content = std::move(*read);
    else
        item.content = std::move(read.error());
    return true;
}

} // namespace yigong
