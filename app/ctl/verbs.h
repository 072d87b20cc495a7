// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace yigong {

class Ctl;

// One file a noun, `<noun>_verbs.cpp`. Listed here and called in main.cpp.
// training · patient · site · visit · stock · referral · sync · conflict · report · verify · id · code · staff
void registerIdVerbs(Ctl &ctl);
void registerSyncVerbs(Ctl &ctl);
void registerConflictVerbs(Ctl &ctl);

} // namespace yigong
