// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/base/error.h"
#include "core/exchange/csv_reader.h"
#include "core/sites/site_tree.h"

#include <vector>

namespace yigong {

struct RefusedDivision
{
    qint64 line = 0;
    QStringList fields;
    /// Required {} for field "code" or "name" · BadFormat {"division code", code} · Invalid {code} for field "tier" (of
    /// another tier than its column) or "parent" (not within the township or county of its row) · AlreadyExists {name}
    /// (the same code under another name) · NotFound {"parent", code} · what `CsvReader` refuses.
    Error error;
};

struct DivisionList
{
    std::vector<Division> divisions; ///< counties, townships, villages; each by code, each once
    QStringList header;
    std::vector<RefusedDivision> refused; ///< by line
    QStringList countiesWithoutName;      ///< codes of counties that no row names: their code stands for the name
};

/// Reads a CSV of divisions into what `importDivisions` takes. Columns in any order: `code`, `name` (any tier, by the
/// code's length), or a pair for each tier: county_code, county · town_code9 or town_code12, town · village_code12,
/// village; areaCode for the county's; 代码, 名称, 县代码, 县, 乡镇代码, 乡镇, 村代码, 村 too. Other columns are passed
/// over. A county that is only the beginning of its townships' codes becomes a row as well. `county`: six digits, where
/// only one county of a larger list is wanted; else empty. Errors: as `CsvReader`; Required "code" where no column
/// holds codes.
Result<DivisionList> readDivisions(CsvReader &reader, const QString &county = {});
Result<DivisionList> readDivisions(const QString &path, const QString &county = {});

} // namespace yigong
