// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/fuzz/targets.h"
#include "tests/fuzz/carried_targets.h"
#include "tests/fuzz/fuzz_seeds.h"
#include "tests/fuzz/kept_word.h"

#include "core/all_records.h"
#include "core/codes/code_list_import.h"
#include "core/exchange/csv_reader.h"
#include "core/exchange/divisions_reader.h"
#include "core/exchange/fhir_reader.h"
#include "core/exchange/follow_up_columns.h"
#include "core/exchange/json_reader.h"
#include "core/security/enrolment_code.h"
#include "core/store/audit_log.h"
#include "core/store/cbor.h"
#include "core/sync/enrolment.h"
#include "core/sync/log_exchange.h"
#include "core/sync/merge.h"
#include "core/sync/question.h"

#include <QBuffer>

namespace yigong {

namespace {

/// Messages travel packed; a fuzzer that had to write zstd would never come further.
template <typename Message, typename Decode> bool takePacked(const QByteArray &bytes, const Decode &decode)
{
    return takeMessage(pack(bytes), decode, [](const Message &message) { return encode(message); });
}

bool takeEnvelope(const QByteArray &bytes)
{
    return takeMessage(bytes, openEnvelope, [](const Envelope &envelope) {
        return seal(envelope.device, envelope.payload, [&](const QByteArray &) { return envelope.signature; });
    });
}
bool takePack(const QByteArray &bytes)
{
    const auto unpacked = unpack(bytes);
    must(!unpacked || unpacked->size() <= largestMessage);
    return unpacked.has_value();
}
bool takeRequest(const QByteArray &bytes)
{
    return takePacked<SyncRequest>(bytes, decodeRequest);
}
bool takeAnswer(const QByteArray &bytes)
{
    return takePacked<SyncAnswer>(bytes, decodeAnswer);
}
bool takeLogRequest(const QByteArray &bytes)
{
    return takePacked<LogRequest>(bytes, decodeLogRequest);
}
bool takeLogAnswer(const QByteArray &bytes)
{
    return takePacked<LogAnswer>(bytes, decodeLogAnswer);
}
bool takeReply(const QByteArray &bytes)
{
    return decodeQuestionAnswer(pack(bytes)).has_value();
}
bool takeQuestion(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeQuestion, [](const HubQuestion &question) { return encode(question); });
}
bool takeRefusal(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeRefusal,
                       [](const Refusal &refusal) { return encodeRefusal(refusal.word, refusal.arguments); });
}
bool takeEnrolRequest(const QByteArray &bytes)
{
    return decodeEnrolRequest(bytes).has_value(); // signed: of what a fuzzer makes itself little gets further
}
bool takeEnrolAnswer(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeEnrolAnswer, [](const EnrolAnswer &answer) { return encode(answer); });
}
bool takeEntry(const QByteArray &bytes)
{
    return takeMessage(bytes, decodeEntry, encodeEntry);
}

const RecordTypes &fuzzTypes()
{
    static const RecordTypes types = allRecordTypes();
    return types;
}

/// Each operation laid over an empty row of its type, and over what it made: as hub and laptop do.
bool takeAct(const QByteArray &bytes)
{
    const auto decode = [](const QByteArray &body) { return decodeAct(Id{}, 1, body); };
    if (!takeMessage(bytes, decode, encodeAct))
        return false;
    const auto act = decode(bytes);
    for (const Operation &operation : act->operations) {
        const RecordType *type = fuzzTypes().byNumber(operation.type);
        if (!type)
            continue;
        auto row = rowOfInsert(*type, operation);
        if (!row)
            continue;
        const auto merged = mergeOperation(*type, *row, operation, [](int) { return true; });
        if (!merged)
            continue;
        const QByteArray canonical = canonicalForm(*type, merged->row);
        must(rowFromCanonical(*type, operation.record, canonical).has_value());
    }
    return true;
}

/// The first byte says which record type the rest is a row of.
bool takeRow(const QByteArray &bytes)
{
    if (bytes.isEmpty())
        return false;
    const auto all = fuzzTypes().all();
    const RecordType &type = all[static_cast<unsigned char>(bytes.at(0)) % all.size()];
    const auto row = rowFromCanonical(type, Id{}, bytes.mid(1));
    if (!row)
        return false;
    const QByteArray canonical = canonicalForm(type, *row);
    const auto again = rowFromCanonical(type, Id{}, canonical);
    must(again.has_value());
    must(canonicalForm(type, *again) == canonical);
    return true;
}

bool takeCsv(const QByteArray &bytes)
{
    QBuffer file;
    file.setData(bytes);
    file.open(QIODevice::ReadOnly);
    const auto reader = CsvReader::over(file);
    if (!reader)
        return false;
    CsvRow row;
    qint64 line = 0, offset = 0;
    for (;;) {
        const auto read = (*reader)->next(row);
        if (!read || !*read)
            return true;
        must(row.line >= line && row.endOffset >= offset && row.endOffset <= bytes.size());
        must(row.refusal || row.fields.size() == (*reader)->header().size());
        line = row.line;
        offset = row.endOffset;
    }
}

bool takeDivisions(const QByteArray &bytes)
{
    QBuffer file;
    file.setData(bytes);
    file.open(QIODevice::ReadOnly);
    const auto reader = CsvReader::over(file);
    return reader && readDivisions(**reader).has_value();
}

bool takeCodeList(const QByteArray &bytes)
{
    QBuffer file;
    file.setData(bytes);
    file.open(QIODevice::ReadOnly);
    return readCodeList(CodeListKind::Diagnoses, file).has_value();
}

bool takeJson(const QByteArray &bytes)
{
    return parseJson(bytes).has_value();
}

bool takeFhir(const QByteArray &bytes)
{
    QBuffer file;
    file.setData(bytes);
    file.open(QIODevice::ReadOnly);
    const auto reader = FhirReader::over(file);
    if (!reader)
        return false;
    FhirItem item;
    int items = 0;
    for (auto read = (*reader)->next(item); read && *read; read = (*reader)->next(item))
        must(++items <= (*reader)->size());
    return items > 0;
}

/// The mapping, a zero byte, and a list that is read by it.
bool takeListMapping(const QByteArray &bytes)
{
    const qsizetype end = bytes.indexOf('\0');
    const auto mapping = listMappingFrom(bytes.left(end));
    if (!mapping)
        return false;
    const auto again = listMappingFrom(jsonOf(*mapping));
    must(again && *again == *mapping);
    QBuffer file;
    file.setData(end < 0 ? QByteArray() : bytes.mid(end + 1));
    file.open(QIODevice::ReadOnly);
    const auto reader = CsvReader::over(file);
    if (!reader)
        return true;
    const QStringList &header = (*reader)->header();
    const ListMapping guessed = guessedMapping(header);
    for (const auto &[column, field] : guessed.columns)
        must(header.contains(column) && isListField(guessed.kind, field));
    CsvRow row;
    for (auto read = (*reader)->next(row); read && *read; read = (*reader)->next(row)) {
        const auto form = followUpRowFrom(*mapping, header, row.fields);
        must(!form || form->followUp.form.visitDate.isValid());
    }
    return true;
}

bool takeEnrolmentCode(const QByteArray &bytes)
{
    const auto code = EnrolmentCode::parse(QString::fromUtf8(bytes));
    if (!code)
        return false;
    const auto again = EnrolmentCode::parse(code->text());
    must(again && again->secret() == code->secret());
    return true;
}

const std::vector<FuzzTarget> targets{
    {"envelope", true, takeEnvelope, envelopeSeeds},
    {"pack", true, takePack, packSeeds},
    {"request", true, takeRequest, requestSeeds},
    {"answer", true, takeAnswer, answerSeeds},
    {"act", true, takeAct, actSeeds},
    {"row", true, takeRow, rowSeeds},
    {"question", true, takeQuestion, questionSeeds},
    {"reply", true, takeReply, replySeeds},
    {"refusal", true, takeRefusal, refusalSeeds},
    {"log_request", true, takeLogRequest, logRequestSeeds},
    {"log_answer", true, takeLogAnswer, logAnswerSeeds},
    {"log_entry", true, takeEntry, logEntrySeeds},
    {"enrol_request", true, takeEnrolRequest, enrolRequestSeeds},
    {"enrol_answer", true, takeEnrolAnswer, enrolAnswerSeeds},
    {"enrolment_code", false, takeEnrolmentCode, enrolmentCodeSeeds},
    {"csv", false, takeCsv, csvSeeds},
    {"divisions", false, takeDivisions, divisionSeeds},
    {"code_list", false, takeCodeList, codeListSeeds},
    {"json", false, takeJson, jsonSeeds},
    {"fhir", false, takeFhir, fhirSeeds},
    {"list_mapping", false, takeListMapping, listMappingSeeds},
    {"package", true, takePackage, packageSeeds},
    {"package_head", true, takePackageHead, packageHeadSeeds},
    {"package_parts", true, takePackageParts, packagePartsSeeds},
    {"package_cover", true, takePackageCover, packageCoverSeeds},
    {"package_reading", true, takePackageReading, packageReadingSeeds},
    {"package_call", true, takePackageCall, packageCallSeeds},
    {"fetched_package", true, takeFetchedPackage, fetchedPackageSeeds},
    {"carried_set_up", true, takeCarriedSetUp, carriedSetUpSeeds},
    {"stick_request", true, takeStickRequest, stickRequestSeeds},
    {"set_up_head", true, takeSetUpHead, setUpHeadSeeds},
    {"snapshot_manifest", true, takeSnapshotManifest, snapshotManifestSeeds},
    {"snapshot_call", true, takeSnapshotCall, snapshotCallSeeds},
    {"snapshot_offer", true, takeSnapshotOffer, snapshotOfferSeeds},
    {"snapshot_piece", true, takeSnapshotPiece, snapshotPieceSeeds},
    {"release", true, takeRelease, releaseSeeds},
    {"release_payload", true, takeReleasePayload, releasePayloadSeeds},
    {"release_request", true, takeReleaseRequest, releaseRequestSeeds},
    {"hub_answer", true, takeHubAnswer, hubAnswerSeeds},
    {"positions", true, takePositions, positionsSeeds},
    {"field_map", true, takeFieldMap, fieldMapSeeds},
    {"knowledge", true, takeKnowledge, knowledgeSeeds},
    {"certificate_request", true, takeCertificateRequest, certificateRequestSeeds},
    {"typed", false, takeTyped, typedSeeds},
};

} // namespace

std::span<const FuzzTarget> fuzzTargets()
{
    return targets;
}

} // namespace yigong
