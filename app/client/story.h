// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/desktop.h"

#include <QString>

namespace yigong {

/// Plays a day of the training county `options.trainingFolder` through the real windows: a resident is registered and
/// seen in a village without a line, referred, taken in by the county hospital and sent back with a plan, while two
/// sites edit one record; at last the township's report. Prints each step as a line, saves pictures and the report
/// into `pictures`, and ends with their paths. Needs the county's hub to answer. Answers the exit status.
int playStory(const DesktopOptions &options, const QString &pictures);

} // namespace yigong
