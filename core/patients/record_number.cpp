// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/patients/record_number.h"
#include "core/sites/number_block.h"

namespace yigong {

namespace {

Result<bool> isTaken(const Snapshot &snapshot, const QString &number)
{
    YIGONG_LET(taken, snapshot.number("SELECT EXISTS (SELECT 1 FROM patient WHERE record_number = ? AND record_number "
                                      "<> '')",
                                      {number}));
    return taken != 0;
}

} // namespace

Result<QString> nextRecordNumber(Transaction &tx, Id site)
{
    YIGONG_LET(blocks, tx.select<NumberBlock>("WHERE site = ? AND device = ? ORDER BY first",
                                              {site.bytes(), tx.origin().device.bytes()}));
    for (const NumberBlock &block : blocks) {
        const QString key = QStringLiteral("numbers/") + block.id.text();
        YIGONG_LET(kept, tx.local(key));
        for (qint64 serial = std::max<qint64>(ValueOf<qint64>::from(kept), block.first); serial <= block.last;
             ++serial) {
            QString number = recordNumberOf(block.prefix, static_cast<int>(serial));
            YIGONG_LET(taken, isTaken(tx, number));
            if (taken)
                continue;
            YIGONG_TRY(tx.setLocal(key, serial + 1));
            return number;
        }
    }
    return QString();
}

} // namespace yigong
