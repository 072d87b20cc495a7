// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled for the headers that come before it (tests/CMakeLists.txt): all test programs take them as they are here.
