// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/sync/bootstrap.h"

#include <QByteArray>

namespace yigong {

/// What a courier asks of the hub (`POST /v1/package`): a device with a line, which carries other devices' packages and
/// can read none. Travels in an envelope (`seal`, SealedFor::Package).
struct PackageCall
{
    enum class Kind : quint8
    {
        HandIn = 1, ///< `package` was found; answered by a PackageReading
        Fetch = 2,  ///< one for `device`, answered by a FetchedPackage
        /// An enrolment request was found: `package` is a CarriedSetUpCall, answered as its SnapshotCall says; in a
        /// ready offer a SetUpHead stands for the manifest
        SetUp = 3,
    };
    Kind kind = Kind::HandIn;
    Instant deviceNow;
    Id device;
    qint64 behind = 0; ///< number of the package that was fetched before in the same row; 0: the first
    QByteArray package;
};
/// [1, kind, device-now, device, behind, package]. Errors: BadFormat{"package"}.
QByteArray encode(const PackageCall &call);
Result<PackageCall> decodePackageCall(const QByteArray &bytes);

struct CarriedSetUpCall
{
    QByteArray request; ///< the file's bytes (stick_enrolment.h)
    QString address;    ///< of the hub, as the courier reaches it
    SnapshotCall call;
};
/// [1, request, address, call]. Errors: BadFormat{"package"}.
QByteArray encode(const CarriedSetUpCall &carried);
Result<CarriedSetUpCall> decodeCarriedSetUp(const QByteArray &bytes);

struct FetchedPackage
{
    QByteArray package;
    bool more = false;
};
/// [1, more, package]. Errors: BadFormat{"package"}.
QByteArray encode(const FetchedPackage &fetched);
Result<FetchedPackage> decodeFetched(const QByteArray &bytes);

} // namespace yigong
