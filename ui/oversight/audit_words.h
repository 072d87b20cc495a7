// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/audit_report.h"
#include "ui/widgets/choice.h"

namespace yigong {

// An entry of the log in a person's words.
QString auditKindWord(AuditKind kind);
QString basisWord(Basis basis);
/// What was done: the kind, with how many, what was typed, from and to what.
QString whatWasDone(const AuditEntry &entry);
Options auditKindOptions(); ///< "all" (empty key) first
Options basisOptions();     ///< the same

} // namespace yigong
