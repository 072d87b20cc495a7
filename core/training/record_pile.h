// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/record_type.h"

namespace yigong {

/// Records that were made up and are not written yet, in order.
struct RecordPile
{
    struct Item
    {
        int type = 0;
        Row row;
    };
    std::vector<Item> items;

    template <Record T> void add(const T &record)
    {
        items.push_back({T::info.number, rowOf(record)});
        items.back().row.version = 1; // as the hub numbers what it takes
    }
};

} // namespace yigong
