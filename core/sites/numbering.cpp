// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sites/numbering.h"
#include "core/base/short_number.h"
#include "core/sites/site.h"

namespace yigong {

namespace {

Result<QString> codeOf(const Snapshot &snapshot, Id siteId)
{
    YIGONG_LET(site, snapshot.find<Site>(siteId));
    if (site && !site->shortCode.isEmpty())
        return site->shortCode.left(4).toUpper();
    if (site && !site->code.isEmpty())
        return site->code.right(4).toUpper();
    return QStringLiteral("X");
}

} // namespace

Result<QString> takeShortNumber(Transaction &tx)
{
    YIGONG_LET(code, codeOf(tx, tx.actor().site));
    YIGONG_LET(letterValue, tx.local(QStringLiteral("letter")));
    YIGONG_LET(serialValue, tx.local(QStringLiteral("short_serial")));
    const QString letter = ValueOf<QString>::from(letterValue);
    const qint64 serial = ValueOf<qint64>::from(serialValue) + 1;
    YIGONG_TRY(tx.setLocal(QStringLiteral("short_serial"), serial));
    return ShortNumber{code, letter.isEmpty() ? QChar(u'A') : letter.at(0), serial}.text();
}

} // namespace yigong
