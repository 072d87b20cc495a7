// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/change_log.h"
#include "core/store/record_type.h"

#include <functional>

namespace yigong {

/// What became of one field that an operation changed.
struct MergedField
{
    Value value;            ///< what the field holds now
    bool clash = false;     ///< two sites changed it since the base, to different values
    bool asks = false;      ///< of a clash: a person must say which
    bool deviceWon = false; ///< of a clash that a rule settled: the operation's value stands
};

/// The merge of DESIGN §4, for one field: pure, and the same at the hub and on every device.
/// `base` is what the operation's author saw, `hub` what the hub holds, `device` what was entered.
/// `deviceLater`: the operation's hybrid time is after that of the hub's value.
///   device = hub                 → no change.
///   monotone, hub set            → the hub's; a different date asks, unless it corrects the hub's; an empty value
///                                  never revives (but see below).
///   unite                        → hub − (base − device) ∪ (device − base).
///   hub = base                   → the device's.
///   ask | latest | fixed, else   → hub's and asks | the later's, the other kept | hub's, the other kept.
MergedField mergeField(Merge rule, ValueKind kind, const Value &base, const Value &hub, const Value &device,
                       bool deviceLater);

struct Clash
{
    int field = 0; ///< number
    Value base, hub, device;
    bool asks = false;
    bool deviceWon = false;
};

struct MergedRow
{
    Row row;
    bool changed = false;   ///< against the hub's row
    std::vector<int> taken; ///< numbers of the fields that now hold the operation's value
    std::vector<Clash> clashes;
};

/// Lays one operation over a row. An insert of a record that is already there (its id is made from a natural key)
/// merges field by field, from the default as base. An operation that empties one monotone field and changes nothing
/// else, but perhaps one field of the kind latest, where its reason stands, takes that back, where the value is the one
/// that its author saw; where it is another one by now, a person is asked. `isLater(field)` says whether the operation
/// is later than the field's stamp. `isSuperseded(change)`: what it says was seen, and changed, by an act that was
/// heard before it (a restored hub hears acts out of their order): the hub's stands, and this is kept as a settled
/// clash. Errors: NeedsNewerProgram (a field number that this program does not know).
Result<MergedRow> mergeOperation(const RecordType &type, const Row &hub, const Operation &operation,
                                 const std::function<bool(int field)> &isLater,
                                 const std::function<bool(const FieldChange &)> &isSuperseded = {});

/// The row that an insert makes where there is none yet. Errors: NeedsNewerProgram.
Result<Row> rowOfInsert(const RecordType &type, const Operation &operation);

} // namespace yigong
