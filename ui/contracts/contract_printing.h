// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/workplace.h"

#include <QWidget>

namespace yigong {

/// Reads the contract, asks for a printer and prints it; noted in the second log. `answer`: whether it was printed, or
/// why it could not be read.
void printContract(Workplace &place, Id contract, QWidget *parent, std::function<void(const Result<bool> &)> answer);

} // namespace yigong
