// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"

#include <optional>

namespace yigong {

/// Stable word: "male", "female", "unknown", "unstated" (FHIR R4 says "other" for the last).
QString nameOf(Sex sex);
std::optional<Sex> sexFrom(QStringView name);

// How a list shows what the reader need not see whole. What is too short to hide anything in is hidden altogether.
QString maskedName(const QString &name);         ///< 李* · 李*兰 · 欧**兰
QString maskedIdNumber(const QString &idNumber); ///< 341181********1234
QString maskedPhone(const QString &phone);       ///< 139****5678

} // namespace yigong
