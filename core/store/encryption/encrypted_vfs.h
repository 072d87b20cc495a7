// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/encryption/key_block.h"

struct sqlite3;

namespace yigong {

// A VFS over the system's own, under which SQLite 3.40 keeps a store whose file, log and temporary files cannot be read
// without its key. It carries what the product uses: WAL, pages of 4,096 bytes (40 of them for nonce and tag), VACUUM,
// VACUUM INTO and backup. It refuses the rest with an I/O error, and never writes a page in the clear: rollback
// journals that would hold pages, other page sizes, memory maps, files whose key is not known.
//
//   file      page n, bound to n and the file; the first 100 bytes of page 1 stay clear (SQLite reads them before it
//             can recover anything) and are authenticated whenever page 1 is read
//   log       each page bound to its number and commit size; frame headers under AES-XTS, as SQLite's check sums are
//             over plain text
//   temporary a key of their own, which is never written

constexpr int storePageSize = 4096;

/// The VFS's name for sqlite3_open_v2. Registers it at the first call.
const char *encryptedVfs();

/// While it lives, SQLite may open this file through the encrypted VFS. Counted: one file may be opened several times.
class OpenableStore
{
public:
    OpenableStore(const QString &file, SharedStoreKey key);
    ~OpenableStore();
    OpenableStore(const OpenableStore &) = delete;
    OpenableStore &operator=(const OpenableStore &) = delete;

private:
    std::string m_name;
};

/// Checks that the connection went through the encrypted VFS (a name may carry `vfs=`), leaves room in each page for
/// nonce and tag, and lets no statement attach a file whose key is not known. Right after opening.
/// Errors: StoreFailed.
Result<void> guardEncryption(sqlite3 *connection);

/// Writes all of an open database into a new encrypted file, which is the caller's to throw away if this fails. The
/// file has its key block and nothing else, and an `OpenableStore` lives for it. Errors: StoreFailed · DiskFull ·
/// StoreDamaged.
Result<void> copyEncrypted(sqlite3 *from, const QString &to);

} // namespace yigong
