// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/hub/hub_store.h"
#include "core/sync/audit_question.h"

namespace yigong {

/// "audit": AuditQuestion → AuditAnswer. Itself noted in the hub's own log.
Result<QCborMap> answerAudit(const Snapshot &snapshot, const Actor &asker, const QCborMap &parameters);
/// "unusual-reading": unusualQuestion → UnusualAnswer. Errors also: Invalid{day}.
Result<QCborMap> answerUnusualReading(const Snapshot &snapshot, const Actor &asker, const QCborMap &parameters);
/// "break-glass": writes the record of it, and shares with the asker's site what a hospital is given (allergies,
/// current conditions and medication) until it ends. Errors also: NotFound{patient} · those of `breakGlass`.
Result<QCborMap> actBreakGlass(HubRound &round, const Actor &asker, const QCborMap &parameters);

} // namespace yigong
