// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "app/ctl/ctl.h"
#include "core/patients/find.h"

namespace yigong {

/// By id or ID number. Errors: NotFound{patient}.
inline Result<Id> residentCalled(const Snapshot &snapshot, const QString &called)
{
    if (const auto id = Id::parse(called))
        return *id;
    YIGONG_LET(found, patientByIdNumber(snapshot, called));
    if (!found)
        return fail(ErrorKind::NotFound, QStringLiteral("patient"), {called});
    return found->id;
}

inline Result<Id> residentIn(const Session &session, const QString &called)
{
    return session.db->read([&](const Snapshot &snapshot) { return residentCalled(snapshot, called); });
}

} // namespace yigong
