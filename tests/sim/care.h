// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "tests/sim/people.h"

namespace yigong::sim {

/// What is done over months for a resident: programs, follow-ups, forms. Through the doors that pages use; answers
/// their refusals. `words` counts texts, so that each is another one.
Result<Id> careFor(Transaction &tx, Deed deed, Id patient, Random &random, int &words);

} // namespace yigong::sim
