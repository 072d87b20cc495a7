// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub.h"
#include "core/sync/package.h"
#include "core/sync/package_call.h"
#include "core/sync/stick_session.h"

namespace yigong {

/// The hub's half of an exchange by packages (core/sync/package.h). Thread-safe as the hub is.
class HubPackages
{
public:
    HubPackages(Database &db, Hub &hub) : m_db(db), m_hub(hub) {}

    /// Takes a package that a device wrote, whoever brings it: its messages as if they had come over the line, each
    /// part in one commit. What became of it is the answer, whatever it was. Words of `Refused`: device-unknown,
    /// revoked, bad-signature, malformed, and those of `Hub::sync`.
    Result<PackageReading> read(const QByteArray &bytes) const;

    /// A package for a device: all that it is not known to have, as far as one holds that. It goes on from where the
    /// device is known to stand, or, with `behind`, from the end of the package of that number, which must be the
    /// newest one written for it. For a revoked device it says that and nothing else. Errors: NotFound{device} ·
    /// OutOfRange with field "package" (`behind`).
    Result<WrittenPackage> write(Id device, qint64 behind = 0) const;

    /// Whether a device may carry another's packages: those of its own site and of the sites below; a county's desk
    /// all.
    Result<bool> mayCarry(Id courier, Id device) const;

private:
    struct Start;
    Result<Start> startFor(Id device, qint64 behind) const;
    Result<PackageReading> take(const FoundPackage &found, const std::vector<PackagePart> &parts) const;

    Database &m_db;
    Hub &m_hub;
};

/// What the hub says to a courier of packages. Errors: Forbidden (not a device that it may carry for) · those of
/// HubPackages.
Result<QByteArray> answerPackageCall(const HubPackages &packages, Id courier, const PackageCall &call);

/// Whether a device may carry for a site: its own and the sites below; a county's desk for all.
Result<bool> mayCarryFor(Database &db, Id courier, Id site);
/// As the hub's own table has it: without its letter.
Result<std::optional<HubDevice>> hubDeviceOf(Database &db, Id id);

/// A device's clock as it may show now, of which a message on its way for days says nothing: by the difference that was
/// last seen on the line; but never behind what the message says it showed then.
Result<Instant> deviceNowBehindStick(const Snapshot &snapshot, Id device, Instant said);

} // namespace yigong
