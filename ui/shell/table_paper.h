// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/text_table.h"

class QPrinter;

namespace yigong {

/// A list on paper, across; its head on every page.
void printTextTable(const TextTable &table, QPrinter &printer);

} // namespace yigong
