// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/sodium_ready.h"

#include <QtGlobal>
#include <mutex>
#include <sodium.h>

namespace yigong {

void ensureSodium()
{
    static std::once_flag once;
    std::call_once(once, [] {
        if (sodium_init() < 0)
            qFatal("libsodium could not be initialised");
    });
}

} // namespace yigong
