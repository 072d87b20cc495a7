// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/exchange/list_mapping.h"
#include "core/followups/follow_up_form.h"
#include "core/followups/import_follow_up.h"

namespace yigong {

// Columns of a list of follow-ups. Fields are those of `followUpFields()`, and: name, idNumber, sourceId, recordNumber,
// birthDate, phone (whose it is); date, entered, practitioner, program (where a list has both), class; pressure
// ("142/88"); drug1.name, drug1.times, drug1.dose … drug6.dose; remark (kept as "列名: 值"), ignore.

bool isFollowUpField(const QString &field);
/// Whether its cells are days.
bool isFollowUpDate(const QString &field);
/// By the national form's names and usual synonyms; empty where a header names no field.
QString followUpFieldOfHeader(const QString &header);

/// What an exported column is called: the form's own name with its unit, unlike every other's.
QString followUpHeader(const FormField &field);

/// One row as it was read, before anybody knows whose it is.
struct FollowUpRow
{
    QString name, idNumber, sourceId, recordNumber, phone, practitioner;
    PartialDate birthDate;
    ImportedFollowUp followUp;
};

/// Reads a row of `header`'s columns by the mapping. Errors, fields by their keys: Required{date} · Invalid{as
/// written, why; field} · those of `setField`.
Result<FollowUpRow> followUpRowFrom(const ListMapping &mapping, const QStringList &header, const QStringList &cells);

/// `error` with the column of the file in place of the field's key, for a person who looks at the file.
Error withColumn(Error error, const ListMapping &mapping);

} // namespace yigong
