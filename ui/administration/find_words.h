// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site_tree.h"
#include "ui/widgets/suggest_box.h"

namespace yigong {

/// Open sites that answer to what was typed: part of the name, its initials, or the beginning of the code.
Suggestions sitesLike(const std::vector<SiteStanding> &sites, const QString &typed);
/// Whether a name answers to what was typed: part of it, or its initials or pinyin begun.
bool answersTo(const QString &name, const QString &typed);

} // namespace yigong
