// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

#include <vector>

namespace yigong {

class DeviceKey;
/// Who signs what seeds and targets make: a fuzzer makes no signature.
const DeviceKey &fuzzKey();
QByteArray signedByFuzzKey(const QByteArray &bytes);

// Well-formed inputs of each target: where a fuzzer begins, and what the replay cuts and flips.
using FuzzSeeds = std::vector<QByteArray>;

FuzzSeeds envelopeSeeds();
FuzzSeeds packSeeds();
FuzzSeeds requestSeeds();
FuzzSeeds answerSeeds();
FuzzSeeds actSeeds();
FuzzSeeds rowSeeds();
FuzzSeeds questionSeeds();
FuzzSeeds replySeeds();
FuzzSeeds refusalSeeds();
FuzzSeeds logRequestSeeds();
FuzzSeeds logAnswerSeeds();
FuzzSeeds logEntrySeeds();
FuzzSeeds enrolRequestSeeds();
FuzzSeeds enrolAnswerSeeds();
FuzzSeeds enrolmentCodeSeeds();
FuzzSeeds csvSeeds();
FuzzSeeds divisionSeeds();
FuzzSeeds codeListSeeds();
FuzzSeeds jsonSeeds();
FuzzSeeds fhirSeeds();
FuzzSeeds listMappingSeeds();
FuzzSeeds packageSeeds();
FuzzSeeds packageHeadSeeds();
FuzzSeeds packagePartsSeeds();
FuzzSeeds packageCoverSeeds();
FuzzSeeds packageReadingSeeds();
FuzzSeeds packageCallSeeds();
FuzzSeeds fetchedPackageSeeds();
FuzzSeeds carriedSetUpSeeds();
FuzzSeeds stickRequestSeeds();
FuzzSeeds setUpHeadSeeds();
FuzzSeeds snapshotManifestSeeds();
FuzzSeeds snapshotCallSeeds();
FuzzSeeds snapshotOfferSeeds();
FuzzSeeds snapshotPieceSeeds();
FuzzSeeds releaseSeeds();
FuzzSeeds releasePayloadSeeds();
FuzzSeeds releaseRequestSeeds();
FuzzSeeds hubAnswerSeeds();
FuzzSeeds positionsSeeds();
FuzzSeeds fieldMapSeeds();
FuzzSeeds knowledgeSeeds();
FuzzSeeds certificateRequestSeeds();
FuzzSeeds typedSeeds();

} // namespace yigong
