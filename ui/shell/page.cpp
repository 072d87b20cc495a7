// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"
#include "ui/theme/accessible.h"

namespace yigong {

Page::Page(QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::Pane);
}

} // namespace yigong
