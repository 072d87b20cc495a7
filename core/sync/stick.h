// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/ask.h"
#include "core/sync/stick_session.h"

#include <QString>
#include <vector>

namespace yigong {

// A stick is a folder with packages among other files.

/// Writes a package under its own name: whole on the stick when it answers, or not at all. Earlier ones of the same
/// direction and device with a number below `replaces` (0: its own) are removed then: the new one holds all that they
/// do. Answers its path. Errors: FileMissing with field "stick" (the folder is not there) · DiskFull · FileUnwritable.
Result<QString> keepPackage(const QString &folder, const WrittenPackage &package, qint64 replaces = 0);

struct PackageOnStick
{
    QString path;
    std::optional<PackageHead> head; ///< none: not to be read
    int whole = 0;                   ///< parts
};
/// Of a folder, or of one file; by direction, device and number, so that they can be read in this order. Errors:
/// FileMissing{path}.
Result<std::vector<PackageOnStick>> packagesOn(const QString &path);
/// Errors: FileMissing, FileUnreadable · OutOfRange (larger than a package may be).
Result<QByteArray> packageBytes(const QString &path);

struct StickReading
{
    QString path;
    PackageReading reading;
};
/// Reads all packages of a stick that are from the hub; of those that are for other devices it only says so. Stops at
/// nothing but the store's own trouble.
Result<std::vector<StickReading>> readStick(StickSession &session, const QString &path);

/// What a courier did with the packages of one device.
struct CarriedDevice
{
    Id device;
    QString site, name; ///< as its packages say
    std::vector<StickReading> handedIn;
    int fetched = 0;              ///< packages written for it
    std::optional<Error> problem; ///< of the hub, with this device; the others' went on
};
/// Hands in what the stick holds for the hub, and fetches what the hub has for the devices of those packages and for
/// `others`. `line` is to "/v1/package", of the courier, whose own packages are left alone. Errors: FileMissing · those
/// of the line, which concern every device.
Result<std::vector<CarriedDevice>> carryPackages(const AskLine &line, const Clock &clock, const QString &folder,
                                                 const std::vector<Id> &others = {});

} // namespace yigong
