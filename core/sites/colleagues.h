// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/snapshot.h"

#include <vector>

namespace yigong {

/// Who works at a site and has not left, by login. For the sign-in page: names are no secret among colleagues.
Result<std::vector<Practitioner>> colleaguesAt(const Snapshot &snapshot, Id site);
/// Empty where the person is not known here.
Result<QString> practitionerName(const Snapshot &snapshot, Id practitioner);

} // namespace yigong
