// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/releases/release.h"

#include <functional>
#include <optional>

namespace yigong {

/// A package in a folder, with what lies beside it.
struct FoundRelease
{
    QString package; ///< path
    SignedRelease release;
};

/// Copies a package and its description into a folder (a stick, a hub's folder, the data folder), a piece at a time,
/// and checks what arrived. The description comes last: where there is one, its package is whole. Nothing stays behind
/// on error. Errors: those of `checkContent` and of `writeDurably`.
Result<FoundRelease> copyRelease(const FoundRelease &from, const QString &folder);

/// The package alone, to a path.
Result<void> copyPackage(const FoundRelease &from, const QString &to);

/// Packages in a folder by their descriptions, the newest first, unchecked; those without a readable one are left out.
std::vector<FoundRelease> releasesIn(const QString &folder);

/// The newest release in a folder that is vouched for and fits, its content checked. Errors: FileMissing{folder} with
/// field "release" (no package of ours there) · where none will do, what is wrong with the newest.
Result<FoundRelease> releaseIn(const QString &folder, const Publishers &publishers, const InstalledProgram &installed);

/// The same of one package: signed, by whom, fitting, whole. Errors: those of `readManifest`, `vouchFor`, `checkFits`
/// and `checkContent`.
Result<FoundRelease> checkedRelease(const QString &package, const Publishers &publishers,
                                    const InstalledProgram &installed);

/// Takes everything of other releases out of a folder that holds nothing else.
void keepOnly(const QString &folder, const std::optional<Release> &release);

} // namespace yigong
