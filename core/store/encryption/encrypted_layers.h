// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/encryption/key_block.h"

#include <memory>

struct sqlite3_file;

namespace yigong {

/// One open file as SQLite sees it, over the file of the base VFS, which is open by the first call. Offsets and sizes
/// are SQLite's; answers are SQLite's result codes. Used by one thread at a time.
class EncryptedLayer
{
public:
    virtual ~EncryptedLayer() = default;
    virtual int read(std::uint8_t *to, int amount, qint64 at) = 0;
    virtual int write(const std::uint8_t *from, int amount, qint64 at) = 0;
    virtual int truncate(qint64 size) = 0;
    virtual int size(long long *size) = 0;
    virtual int flush() { return 0; } ///< what the layer itself holds back
};

std::unique_ptr<EncryptedLayer> mainLayer(sqlite3_file *file, const StoreKey &key);
std::unique_ptr<EncryptedLayer> logLayer(sqlite3_file *file, const StoreKey &key);
/// A rollback journal's header passes; a page in it is refused.
std::unique_ptr<EncryptedLayer> journalLayer(sqlite3_file *file);
std::unique_ptr<EncryptedLayer> temporaryLayer(sqlite3_file *file);

} // namespace yigong
