// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/security/passwords.h"

#include <QString>

namespace yigong {

/// What happened, what was kept, what to do: one or two sentences for a person at the desk. The only place of the
/// interface that words an error; there is one for every kind.
QString sentence(const Error &error);
/// What the form calls a field ("id_number" → "ID number"); the name itself where no form has it.
QString fieldWord(const QString &field);
/// What a password still lacks, said while one types; empty for none.
QString passwordFaultSentence(PasswordFault fault);

} // namespace yigong
