// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/shell/translation.h"
#include <QApplication>
#include <QLibraryInfo>
#include <QLocale>
#include <QTranslator>

// The library is static: without this the linker drops the translation.
static void initTranslations()
{
    Q_INIT_RESOURCE(yigong_ui_translations);
}

namespace yigong {

bool installTranslations(QApplication &application, const QString &locale)
{
    initTranslations();
    static QTranslator ours;
    static QTranslator qt;
    QCoreApplication::removeTranslator(&ours);
    QCoreApplication::removeTranslator(&qt);
    QLocale::setDefault(QLocale(locale));
    application.setLayoutDirection(Qt::LeftToRight);
    if (locale.startsWith(u"en"))
        return true;
    if (qt.load(QStringLiteral("qtbase_") + locale, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&qt);
    if (!ours.load(QStringLiteral(":/translations/yigong_%1.qm").arg(locale)))
        return false;
    return QCoreApplication::installTranslator(&ours);
}

} // namespace yigong
