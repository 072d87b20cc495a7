// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sites/site.h"
#include "core/store/snapshot.h"

namespace yigong {

/// The one stream of shared catalogues (sites, practitioners): every device holds it.
Id catalogueStream();

/// The streams that a record goes into by its own fields (shares come on top, see `sharesFor`).
std::vector<Id> ownStreams(const RecordType &type, const Row &row);

/// The resident a record is about: its subject, or the record itself.
Id subjectOf(const RecordType &type, const Row &row);

/// The sites to which a standing share carries this record. Reads the share table.
Result<std::vector<Id>> sharesFor(const Snapshot &snapshot, const RecordType &type, const Row &row);

/// The records within a share's reach: called for each (type, id), the resident first.
Result<void> eachInReach(const Snapshot &snapshot, Id patient, Id encounter,
                         const std::function<void(const RecordType &, Id record)> &take);

/// The streams of a device by its site: its own; for a township also those of the villages below; and the catalogue.
/// A county desk holds what is shared with it. Reads the site tree.
Result<std::vector<Id>> scopeOf(const Snapshot &snapshot, Id site);
/// The sites whose records a device of `site` may write: its own and, for a township, those below.
Result<std::vector<Id>> writableSites(const Snapshot &snapshot, Id site);

} // namespace yigong
