// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/csv_columns.h"
#include "core/patients/basic_form.h"

namespace yigong {

/// Where a column of a residents' list goes in the basic information form; null for those that are of the card alone,
/// or stay remarks.
const BasicField *basicFieldOf(PatientField field);

/// A cell as `setField` takes it ("8", "1;8||城乡居民基本医疗保险"); empty for an empty cell. An option is known by its
/// name as the form prints it or as lists usually write it, also behind a number ("8小学"). A number alone is taken
/// only where the list says by which edition (`version`, "2017" or "2011") it numbers: editions and vendors differ.
/// Errors: Invalid{what cannot be read, why; column}: words of `Misspelling`.
Result<QString> basicTextFrom(const BasicField &field, const QString &cell, QStringView version = {});

} // namespace yigong
