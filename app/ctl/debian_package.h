// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

namespace yigong {

// The system's own tools for packages: nothing of what they know is repeated here.

struct PackageFields
{
    QString package, version, architecture;
};
/// What a .deb says of itself. Errors: BadFormat{"package", path} · ReleaseRefused{installer, reason} (no dpkg here).
Result<PackageFields> fieldsOf(const QString &deb);

/// The version of a package that is installed; empty where it is not.
QString installedVersion(const QString &package);

/// Installs a .deb without fetching anything, without removing anything and without another package; waits two minutes
/// for a package tool that is at work. Errors: ReleaseRefused{dependencies, packages} (nothing was changed) ·
/// ReleaseRefused{installer, reason}.
Result<void> installPackage(const QString &deb, const PackageFields &fields);

} // namespace yigong
