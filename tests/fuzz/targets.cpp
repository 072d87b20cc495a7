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
    {"envelope", FuzzFamily::Messages, takeEnvelope, envelopeSeeds},
    {"pack", FuzzFamily::Messages, takePack, packSeeds},
    {"request", FuzzFamily::Messages, takeRequest, requestSeeds},
    {"answer", FuzzFamily::Messages, takeAnswer, answerSeeds},
    {"act", FuzzFamily::Messages, takeAct, actSeeds},
    {"row", FuzzFamily::Messages, takeRow, rowSeeds},
    {"question", FuzzFamily::Calls, takeQuestion, questionSeeds},
    {"reply", FuzzFamily::Calls, takeReply, replySeeds},
    {"refusal", FuzzFamily::Messages, takeRefusal, refusalSeeds},
    {"log_request", FuzzFamily::Messages, takeLogRequest, logRequestSeeds},
    {"log_answer", FuzzFamily::Messages, takeLogAnswer, logAnswerSeeds},
    {"log_entry", FuzzFamily::Messages, takeEntry, logEntrySeeds},
    {"enrol_request", FuzzFamily::Calls, takeEnrolRequest, enrolRequestSeeds},
    {"enrol_answer", FuzzFamily::Calls, takeEnrolAnswer, enrolAnswerSeeds},
    {"enrolment_code", FuzzFamily::Person, takeEnrolmentCode, enrolmentCodeSeeds},
    {"csv", FuzzFamily::Person, takeCsv, csvSeeds},
    {"divisions", FuzzFamily::Person, takeDivisions, divisionSeeds},
    {"code_list", FuzzFamily::Person, takeCodeList, codeListSeeds},
    {"json", FuzzFamily::Person, takeJson, jsonSeeds},
    {"fhir", FuzzFamily::Person, takeFhir, fhirSeeds},
    {"list_mapping", FuzzFamily::Person, takeListMapping, listMappingSeeds},
    {"package", FuzzFamily::Stick, takePackage, packageSeeds},
    {"package_head", FuzzFamily::Stick, takePackageHead, packageHeadSeeds},
    {"package_parts", FuzzFamily::Stick, takePackageParts, packagePartsSeeds},
    {"package_cover", FuzzFamily::Stick, takePackageCover, packageCoverSeeds},
    {"package_reading", FuzzFamily::Calls, takePackageReading, packageReadingSeeds},
    {"package_call", FuzzFamily::Calls, takePackageCall, packageCallSeeds},
    {"fetched_package", FuzzFamily::Calls, takeFetchedPackage, fetchedPackageSeeds},
    {"carried_set_up", FuzzFamily::Calls, takeCarriedSetUp, carriedSetUpSeeds},
    {"stick_request", FuzzFamily::Stick, takeStickRequest, stickRequestSeeds},
    {"set_up_head", FuzzFamily::Stick, takeSetUpHead, setUpHeadSeeds},
    {"snapshot_manifest", FuzzFamily::Calls, takeSnapshotManifest, snapshotManifestSeeds},
    {"snapshot_call", FuzzFamily::Calls, takeSnapshotCall, snapshotCallSeeds},
    {"snapshot_offer", FuzzFamily::Calls, takeSnapshotOffer, snapshotOfferSeeds},
    {"snapshot_piece", FuzzFamily::Calls, takeSnapshotPiece, snapshotPieceSeeds},
    {"release", FuzzFamily::Calls, takeRelease, releaseSeeds},
    {"release_payload", FuzzFamily::Calls, takeReleasePayload, releasePayloadSeeds},
    {"release_request", FuzzFamily::Calls, takeReleaseRequest, releaseRequestSeeds},
    {"hub_answer", FuzzFamily::Calls, takeHubAnswer, hubAnswerSeeds},
    {"positions", FuzzFamily::Messages, takePositions, positionsSeeds},
    {"field_map", FuzzFamily::Messages, takeFieldMap, fieldMapSeeds},
    {"knowledge", FuzzFamily::Messages, takeKnowledge, knowledgeSeeds},
    {"certificate_request", FuzzFamily::Calls, takeCertificateRequest, certificateRequestSeeds},
    {"typed", FuzzFamily::Person, takeTyped, typedSeeds},
};

} // namespace

std::span<const FuzzTarget> fuzzTargets()
{
    return targets;
}

} // namespace yigong
