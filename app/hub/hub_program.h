// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

/// `init`, `serve`, `encrypt`, `status`, and those of device_verbs.h. Answers the exit status: 0 done, 1 an error (one
/// sentence on standard error), 2 wrong usage.
int runHub(int argc, char **argv);

} // namespace yigong
