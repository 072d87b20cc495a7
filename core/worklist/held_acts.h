// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/transaction.h"
#include "core/sync/messages.h"

#include <vector>

namespace yigong {

/// One record of an act that the hub holds back.
struct HeldPart
{
    QString table; ///< RecordType::table; empty for a type that this program does not know
    bool isNew = false;
    Id patient;          ///< whom it is about; none where it is nobody, or the reader has no basis for their record
    QString patientName; ///< theirs
};

/// An act of this computer that was not taken, as whoever did it knows it: what it wrote, when, by whom.
struct HeldActView
{
    HeldAct act;
    Instant done;
    QString practitionerName;
    std::vector<HeldPart> parts;
};

/// All of this computer, the latest first. An act whose log entry has gone has no parts. Names of residents only for
/// whoever may read them. Errors: of the store.
Result<std::vector<HeldActView>> heldActs(const Snapshot &snapshot, const Actor &actor);

} // namespace yigong
