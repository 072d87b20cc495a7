// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/releases/release_exchange.h"

namespace yigong {

/// The versions of the program that a hub hands out: `releases` in its folder, each a package and its description. The
/// hub checks whose they are as they are added, and cannot make one: every device checks again. Reads the folder anew
/// each time, so that `yigong-hub release add` needs no restart. Safe from several threads.
class HubReleases
{
public:
    explicit HubReleases(const QString &hubFolder) : m_folder(hubFolder + QStringLiteral("/releases")) {}

    /// Copies a package with its description here. That it is there already changes nothing. Errors: those of
    /// `readManifest`, `vouchFor`, `checkContent` · ReleaseRefused{package} · ReleaseRefused{too-far} (its devices
    /// would not speak with this hub) · AlreadyExists{version} (another package of that version and architecture).
    Result<Release> add(const QString &package, const Publishers &publishers) const;
    /// Of every architecture; who has it keeps it. Errors: NotFound{version} with field "release".
    Result<void> withdraw(const QString &version) const;
    [[nodiscard]] std::vector<FoundRelease> list() const; ///< the newest first

    /// What a device is answered: {"release": description} of the newest above its version, or {}; {"bytes": …}.
    /// Errors: HubRefused with field "release-gone" · BadFormat (beyond the package's end) · FileUnreadable.
    [[nodiscard]] Result<QCborMap> answer(const ReleaseRequest &request) const;

private:
    QString m_folder;
};

/// Makes the releases of another folder those of this one.
Result<void> mirrorReleases(const QString &fromHubFolder, const QString &toFolder);

} // namespace yigong
