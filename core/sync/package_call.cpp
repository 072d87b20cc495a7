// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sync/package_call.h"
#include "core/sync/question.h"

namespace yigong {

QByteArray encode(const PackageCall &call)
{
    return QCborArray{1,
                      static_cast<int>(call.kind),
                      static_cast<qint64>(call.deviceNow.ms),
                      cborOf(call.device),
                      call.behind,
                      call.package}
        .toCborValue()
        .toCbor();
}

Result<PackageCall> decodePackageCall(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 6);
    const qint64 kind = fields ? integerFrom(fields->at(1)) : 0;
    if (kind < static_cast<int>(PackageCall::Kind::HandIn) || kind > static_cast<int>(PackageCall::Kind::SetUp))
        return fail(ErrorKind::BadFormat, QStringLiteral("package"));
    return PackageCall{static_cast<PackageCall::Kind>(kind),
                       {integerFrom(fields->at(2))},
                       idFrom(fields->at(3)),
                       integerFrom(fields->at(4)),
                       fields->at(5).toByteArray()};
}

QByteArray encode(const CarriedSetUpCall &carried)
{
    return QCborArray{1, carried.request, carried.address, encode(carried.call)}.toCborValue().toCbor();
}

Result<CarriedSetUpCall> decodeCarriedSetUp(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 4);
    const auto call =
        fields ? decodeSnapshotCall(fields->at(3).toByteArray()) : Result<SnapshotCall>(fail(ErrorKind::BadFormat));
    if (!call)
        return fail(ErrorKind::BadFormat, QStringLiteral("package"));
    return CarriedSetUpCall{fields->at(1).toByteArray(), fields->at(2).toString(), *call};
}

QByteArray encode(const FetchedPackage &fetched)
{
    return QCborArray{1, fetched.more ? 1 : 0, fetched.package}.toCborValue().toCbor();
}

Result<FetchedPackage> decodeFetched(const QByteArray &bytes)
{
    const auto fields = cborMessage(bytes, 3);
    if (!fields)
        return fail(ErrorKind::BadFormat, QStringLiteral("package"));
    return FetchedPackage{fields->at(2).toByteArray(), integerFrom(fields->at(1)) != 0};
}

} // namespace yigong
