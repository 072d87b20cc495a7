// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/page.h"

namespace yigong {

Page::Page(QWidget *parent) : QWidget(parent) {}

} // namespace yigong
