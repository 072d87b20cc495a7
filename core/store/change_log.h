// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/clock.h"
#include "core/base/error.h"
#include "core/base/id.h"
#include "core/store/value.h"

#include <vector>

namespace yigong {

/// Hybrid clock: milliseconds × 4096 + counter. Never goes backwards on a device, and never lags what it has seen.
struct HybridTime
{
    qint64 ticks = 0;

    static HybridTime at(Instant instant) { return {instant.ms * 4096}; }
    [[nodiscard]] Instant instant() const { return {ticks / 4096}; }
    auto operator<=>(const HybridTime &) const = default;
};

struct FieldChange
{
    int number = 0;
    Value before; ///< for an insert, the field's default
    Value after;

    bool operator==(const FieldChange &) const = default;
};

enum class OperationKind : quint8
{
    Insert = 1,
    Update = 2
};

/// One captured change to one record.
struct Operation
{
    int type = 0; ///< record type's number
    int typeVersion = 1;
    Id record;
    OperationKind kind = OperationKind::Insert;
    qint64 base = 0;                  ///< the record's version that was seen; 0 for a record the hub has not numbered
    std::vector<FieldChange> changes; ///< ascending numbers

    bool operator==(const Operation &) const = default;
};

/// The operations of one commit. Never split.
struct Act
{
    Id device;
    qint64 number = 0; ///< 1, 2, 3 … on its device, without a gap
    HybridTime time;
    Instant wall; ///< the device's own clock, right or wrong
    Id actor;     ///< practitioner
    Id site;      ///< where it was done
    std::vector<Operation> operations;

    bool operator==(const Act &) const = default;
};

/// CBOR of an act's body: everything but device and number, which the chain carries.
///   [1, time, wall, actor, site, [[type, typeVersion, record, kind, base, {number: after} or {number: [before,
///   after]}]…]]
QByteArray encodeAct(const Act &act);
/// Errors: BadFormat. `device` and `number` are the chain's.
Result<Act> decodeAct(Id device, qint64 number, const QByteArray &body);

/// Link of the device's hash chain: BLAKE2b-256(previous ‖ device ‖ number ‖ body). `previous` is 32 bytes; for act 1,
/// zeros.
QByteArray chainHash(const QByteArray &previous, Id device, qint64 number, const QByteArray &body);
QByteArray chainStart();

} // namespace yigong
