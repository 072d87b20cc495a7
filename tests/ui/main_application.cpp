// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/translation.h"
#include "ui/theme/theme.h"
#include <QApplication>

/// Widgets need a QApplication; here as the client makes it, in Chinese and with a cursor that does not blink.
QCoreApplication *makeTestApplication(int &argc, char **argv)
{
    if (qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    yigong::prepareScreenScaling();
    auto *application = new QApplication(argc, argv);
    QApplication::setCursorFlashTime(0);
    yigong::installTranslations(*application);
    yigong::applyTheme(*application, {});
    return application;
}
