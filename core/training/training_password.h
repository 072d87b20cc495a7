// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>

namespace yigong {

/// The hash of `trainingPassword()` that every account of a training county carries. One constant: a salt of its own
/// for each account would make each county of a seed another one, and hides nothing that is told to everybody.
QString trainingPasswordHash();

} // namespace yigong
