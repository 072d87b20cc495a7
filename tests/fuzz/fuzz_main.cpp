// SPDX-License-Identifier: GPL-3.0-or-later
// One program a target (fuzz_<name>), with libFuzzer's main.
#ifdef YIGONG_FUZZ_TARGET
#include "tests/fuzz/targets.h"

#include <cstdlib>

extern "C" int LLVMFuzzerTestOneInput(const unsigned char *data, std::size_t size)
{
    static const yigong::FuzzTarget *const target = [] {
        for (const yigong::FuzzTarget &t : yigong::fuzzTargets())
            if (qstrcmp(t.name, YIGONG_FUZZ_TARGET) == 0)
                return &t;
        std::abort();
    }();
    target->take(QByteArray(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size)));
    return 0;
}
#endif
