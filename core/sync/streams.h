// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/change_log.h"
#include "core/store/snapshot.h"

#include <optional>

namespace yigong {

/// The one stream of shared catalogues (sites, practitioners): every device holds it.
Id catalogueStream();

/// The streams that a record goes into by its own fields (shares come on top, see `sharesFor`).
std::vector<Id> ownStreams(const RecordType &type, const Row &row);

/// The record type of residents: the one that others name as their subject. Null where there is none.
const RecordType *residentType(const RecordTypes &types);

/// The resident a record is about: its subject, or the record itself.
Id subjectOf(const RecordType &type, const Row &row);

/// The sites that a record reaches beyond those it names: those to which a standing share carries it, and, of what
/// every share carries (allergies, conditions, plans, conflicts), the site that its resident belongs to.
/// `at`: as it stood for somebody who acted then; without it, now. Reads shares and the resident.
Result<std::vector<Id>> sharesFor(const Snapshot &snapshot, const RecordType &type, const Row &row,
                                  std::optional<HybridTime> at = {});

/// A visit, or a letter of referral: whoever has one in their stream keeps the resident's card, to read whom it is
/// about.
bool keepsCard(const RecordType &type);

/// All streams that hold a record now, in order, each once: of the sites it names, of those it reaches, and a
/// resident's card also where a visit or letter of theirs is, a conflict also wherever its record is. What a device
/// should hold is what is in one of the streams of its scope, and nothing else. docs/decisions/0007.
Result<std::vector<Id>> holdersOf(const Snapshot &snapshot, const RecordType &type, const Row &row);

/// The records within a share's reach: called for each (type, id), the resident first.
Result<void> eachInReach(const Snapshot &snapshot, Id patient, Id encounter,
                         const std::function<void(const RecordType &, Id record)> &take);

/// The streams of a device by its site: its own; for a township also those of the villages below; and the catalogue.
/// A county desk holds what is shared with it. Reads the site tree.
Result<std::vector<Id>> scopeOf(const Snapshot &snapshot, Id site);
/// The sites whose records a device of `site` may write: its own and, for a township, those below.
Result<std::vector<Id>> writableSites(const Snapshot &snapshot, Id site);

} // namespace yigong
