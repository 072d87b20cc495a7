// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/patient.h"
#include "core/store/transaction.h"

namespace yigong {

/// What a resident can be found by, made for FTS5: words divided by blanks, so that every search is a search for the
/// beginning of a word, which FTS5 answers without looking at what does not match. Each once, sorted. 李秀兰, born
/// 1957:
///   §李秀兰 §lixiulan §lxl          the name from its beginning, with its readings and their initials
///   秀兰 xiulan xl 兰 lan l         the name from each further character (from each word where it is not Chinese)
///   ¶x603370759118143 ¶…            ID number, phone and record number from their ends, so that a tail is a beginning
///   °19570307                       the birth date
/// Empty for a resident who was voided or merged: they are not found any more.
QString searchWords(const Patient &patient);

/// What was typed, in the form of the words above: lower case, half width, without accents; divided at everything that
/// is neither letter nor digit.
QStringList searchFolded(QStringView text);

/// `text` from its last character to its first.
QString reversed(QStringView text);

/// The marks before the words of a name's beginning, of a number's end and of a birth date: no letter or digit, and
/// none that FTS5's ascii tokenizer takes for a divider.
constexpr QChar headMark = u'§';
constexpr QChar tailMark = u'¶';
constexpr QChar bornMark = u'°';

/// By what a list of names is ordered: as it sounds, then as it is written.
QString nameKey(const QString &name);

/// Keeps `patient_words`, `patient_search` and `patient_list` (RecordType::setDerive of Patient).
Result<void> keepPatientIndexes(Transaction &tx, const Row *before, const Row &after);
/// Keeps the last visit in `patient_list` (RecordType::setDerive of Encounter).
Result<void> keepLastVisit(Transaction &tx, const Row *before, const Row &after);

} // namespace yigong
