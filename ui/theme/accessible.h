// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QAccessible>

class QWidget;

namespace yigong {

/// What a widget of ours is to a screen reader, where Qt cannot tell by its base class. Call it in the constructor.
void speakAs(QWidget *widget, QAccessible::Role role);

} // namespace yigong
