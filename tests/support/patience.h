// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

/// How long a test waits for a program that shall end by itself: what takes longer hangs. Not a measure of speed; a
/// county is made in seconds, and in minutes under the sanitizers beside another test.
constexpr int patienceMs = 900'000;

/// The same of a page that shall show something: with sanitizers, beside other work, a password alone takes a minute.
constexpr int longestWaitMs = 180'000;

} // namespace yigong
