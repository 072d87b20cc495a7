// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/store/encryption/key_block.h"

namespace yigong {

/// What the file with the key of a hub's store opens. Errors: FileMissing · FileUnreadable · BadFormat{"store key",
/// path}.
Result<StoreOpener> keyFileOpener(const QString &path);
/// The same, from a new file where there is none. Errors: also those of `writeDurably`.
Result<StoreOpener> madeOrReadKeyFile(const QString &path);

} // namespace yigong
