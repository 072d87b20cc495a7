// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/package.h"

namespace yigong {

/// What became of a package that was read at this device, and what to do now.
QString readSentence(const PackageReading &reading);
/// What the hub said of a package that a courier handed in.
QString handedInSentence(const PackageReading &reading);

} // namespace yigong
