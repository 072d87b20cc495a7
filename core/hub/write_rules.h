// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"

namespace yigong {

/// Why an act waits: the words of HeldAct. Carried as an error out of its savepoint.
inline auto hold(const char *reason, QString detail = {})
{
    return fail(ErrorKind::HubRefused, QString::fromLatin1(reason), {std::move(detail)});
}

/// Whose operation it is: the device by its signature, the person by the act.
struct Writer
{
    const HubDevice &device;
    const Act &act;
    QDate day; ///< of the act, by the hub's corrected clock
};

/// What single record types ask beyond the site that they belong to: devices and their invitations. `before` is null
/// for a new record; `after` is the record as the operation alone makes it. Errors: `hold`.
Result<void> checkWriteRules(const Snapshot &snapshot, const Writer &writer, const RecordType &type,
                             const Operation &operation, const Row *before, const Row &after);

} // namespace yigong
