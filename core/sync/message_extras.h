// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/sync/messages.h"

class QCborStreamReader;
class QCborStreamWriter;

namespace yigong {

// What came with protocol 2: a map by number at the end of both messages, of which a reader passes over what it does
// not know. An answer's is read after its rows and cursors, which it refers to.
void writeExtras(QCborStreamWriter &w, const SyncRequest &request);
Result<void> readExtras(QCborStreamReader &r, SyncRequest &request);
void writeExtras(QCborStreamWriter &w, const SyncAnswer &answer);
Result<void> readExtras(QCborStreamReader &r, SyncAnswer &answer);

} // namespace yigong
