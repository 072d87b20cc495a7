// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"

#include <QHash>

namespace yigong {

/// Why a package is not taken as a new version, and what to do. Of yigongctl and yigong-hub.
inline QString releaseSentence(const Error &error)
{
    static const QHash<QString, QString> sentences{
        {QStringLiteral("unsigned"),
         QStringLiteral("The package has no signature beside it (%1): nothing was taken; copy both files.")},
        {QStringLiteral("no-publisher"),
         QStringLiteral("This machine knows no publisher's key, so that no package can be vouched for: nothing was "
                        "taken; see docs/updates.md.")},
        {QStringLiteral("other-key"),
         QStringLiteral("The package is signed with a key that this machine does not know (%1…): nothing was taken. "
                        "Do not install it by other means.")},
        {QStringLiteral("damaged"),
         QStringLiteral(
             "The signature does not fit, or its file is damaged: nothing was taken; fetch both files anew.")},
        {QStringLiteral("package"), QStringLiteral("This is the package %1, not %2: nothing was taken.")},
        {QStringLiteral("architecture"),
         QStringLiteral("The package is for another kind of machine (%1; this one is %2): nothing was taken.")},
        {QStringLiteral("size"),
         QStringLiteral("The package has %1 bytes where %2 were signed: nothing was taken; copy it anew.")},
        {QStringLiteral("content"),
         QStringLiteral("The package is not what was signed: nothing was taken; copy it anew.")},
        {QStringLiteral("older"),
         QStringLiteral(
             "Version %1 is older than the installed %2: nothing was taken. A store that a newer program wrote "
             "cannot be read by an older one.")},
        {QStringLiteral("same"), QStringLiteral("Version %1 is installed already: nothing was taken.")},
        {QStringLiteral("too-far"),
         QStringLiteral(
             "Version %1 cannot follow directly on %2: nothing was taken; install the version between them first.")},
        {QStringLiteral("dependencies"),
         QStringLiteral("The new version needs packages that are not on this machine (%1): nothing was changed.")},
        {QStringLiteral("installer"), QStringLiteral("The system's package tool did not install it (%1).")},
        {QStringLiteral("root"),
         QStringLiteral(
             "Only root can install a package, and only by lists of publishers that nobody else can write: %1")},
    };
    return sentences
        .value(error.args.value(0), QStringLiteral("The package was not taken (%1).").arg(error.args.value(0)))
        .replace(QStringLiteral("%1"), error.args.value(1))
        .replace(QStringLiteral("%2"), error.args.value(2));
}

} // namespace yigong
