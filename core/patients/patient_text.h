// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"

#include <optional>

namespace yigong {

/// Stable word: "male", "female", "unknown", "unstated" (FHIR R4 says "other" for the last).
QString nameOf(Sex sex);
std::optional<Sex> sexFrom(QStringView name);

// How a list shows what the reader need not see whole. What is too short to hide anything in is hidden altogether, so
// that nothing is ever shown whole.
QString maskedName(const QString &name); ///< 李* · 李*兰 · 欧**兰; names of several words: J*** S****
/// Identity cards keep their division and their tail: 341181********1234. Other documents keep their tail: *****5678.
QString maskedIdNumber(const QString &idNumber);
QString maskedPhone(const QString &phone); ///< 139****5678; short ones keep their tail: ****5678
/// By what its record type declares of a field. Addresses, and what is open, stay: they tell namesakes apart.
QString masked(Privacy privacy, const QString &value);

} // namespace yigong
