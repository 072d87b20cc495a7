// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/releases/release_files.h"
#include "core/sync/ask.h"

namespace yigong {

/// What a device says to "/v1/release", in an envelope of its own (SealedFor::Release). Nobody need be signed in: a
/// program is no patient's.
struct ReleaseRequest
{
    enum class Kind : quint8
    {
        Newer = 0, ///< is there one above `version` for `architecture`?
        Piece = 1, ///< `length` bytes of the package with `sha256`, from `offset` on
    };
    Instant deviceNow;
    Kind kind = Kind::Newer;
    QString version, architecture;
    QByteArray sha256;
    qint64 offset = 0, length = 0;
};
/// [1, device-now, 0, version, architecture] or [1, device-now, 1, sha-256, offset, length]. Errors:
/// BadFormat{"release request"}.
QByteArray encode(const ReleaseRequest &request);
Result<ReleaseRequest> decodeReleaseRequest(const QByteArray &payload);

/// A piece is no larger.
constexpr qint64 largestPiece = 1 << 20;

/// Asks the hub for what is newer than this program. Nothing where there is none; an older hub that does not know the
/// question has none. Errors: those of the line and of `errorOfRefusal` · ReleaseRefused (of what it offers).
Result<std::optional<SignedRelease>> askForRelease(const AskLine &line, const Clock &clock,
                                                   const Publishers &publishers, const InstalledProgram &installed);

/// Fetches a release into a folder that holds nothing else, in pieces that go on where an earlier run was cut, and
/// checks it. `goesOn` hears how much is here after each piece, and answers false to leave off. Answers nothing where
/// it was left off. Errors: those of the line and of `writeDurably` · HubRefused with field "release-gone" (withdrawn;
/// what came of it is gone too) · HubAnsweredWrongly · ReleaseRefused{content} (the next run begins anew).
Result<std::optional<FoundRelease>> fetchRelease(const AskLine &line, const Clock &clock, const SignedRelease &release,
                                                 const QString &folder, const std::function<bool(qint64 here)> &goesOn);

} // namespace yigong
