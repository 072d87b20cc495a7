// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QByteArray>

namespace yigong {

// Targets (see targets.h) that read what is carried as files or fetched in pieces: packages, snapshots, programs; what
// the hub is asked and answers; and what people type.
bool takePackage(const QByteArray &bytes);
bool takePackageHead(const QByteArray &bytes);
bool takePackageParts(const QByteArray &bytes);
bool takePackageCover(const QByteArray &bytes);
bool takePackageReading(const QByteArray &bytes);
bool takePackageCall(const QByteArray &bytes);
bool takeFetchedPackage(const QByteArray &bytes);
bool takeCarriedSetUp(const QByteArray &bytes);
bool takeStickRequest(const QByteArray &bytes);
bool takeSetUpHead(const QByteArray &bytes);
bool takeSnapshotManifest(const QByteArray &bytes);
bool takeSnapshotCall(const QByteArray &bytes);
bool takeSnapshotOffer(const QByteArray &bytes);
bool takeSnapshotPiece(const QByteArray &bytes);
bool takeRelease(const QByteArray &bytes);
bool takeReleasePayload(const QByteArray &bytes);
bool takeReleaseRequest(const QByteArray &bytes);
bool takeHubAnswer(const QByteArray &bytes);
bool takePositions(const QByteArray &bytes);
bool takeFieldMap(const QByteArray &bytes);
bool takeKnowledge(const QByteArray &bytes);
bool takeTyped(const QByteArray &bytes);
bool takeCertificateRequest(const QByteArray &bytes);

} // namespace yigong
