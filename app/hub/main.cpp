// SPDX-License-Identifier: GPL-3.0-or-later
// yigong-hub: the county hub, headless.
#include "app/hub/hub_program.h"
#include "core/base/platform/machine.h"

#include <QCoreApplication>

int main(int argc, char **argv)
{
    yigong::switchCoreDumpsOff();
    yigong::allowManyOpenFiles();
    const QCoreApplication application(argc, argv);
    return yigong::runHub(argc, argv);
}
