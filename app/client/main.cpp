// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/pictures.h"
#include "app/client/story.h"
#include "core/base/platform/machine.h"
#include "core/base/resources.h"
#include "ui/shell/desktop.h"
#include "ui/shell/translation.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QCommandLineParser>
#include <QProcess>
#include <QSettings>
#include <algorithm>

using namespace yigong;

namespace {

QtMessageHandler usualHandler = nullptr;

struct Wanted
{
    QString data, training, hub, pictures, story;
};

Wanted wantedFrom(QCommandLineParser &parser, const QApplication &application)
{
    const QCommandLineOption data(QStringLiteral("data"), QStringLiteral("The store of this computer."),
                                  QStringLiteral("folder"));
    const QCommandLineOption training(QStringLiteral("training"), QStringLiteral("A training county."),
                                      QStringLiteral("folder"));
    const QCommandLineOption hub(QStringLiteral("hub"),
                                 QStringLiteral("The hub's address, instead of the one in the store's hub.json."),
                                 QStringLiteral("url"));
    const QCommandLineOption pictures(QStringLiteral("pictures"), QStringLiteral("Saves a picture of each page there."),
                                      QStringLiteral("folder"));
    const QCommandLineOption story(QStringLiteral("story"),
                                   QStringLiteral("Plays a day of a training county through the windows, saying each "
                                                  "step."),
                                   QStringLiteral("folder"));
    parser.setApplicationDescription(QStringLiteral("Yigong: the desktop of a county medical community."));
    parser.addHelpOption();
    parser.addVersionOption();
    for (const QCommandLineOption &option : {data, training, hub, pictures, story})
        parser.addOption(option);
    parser.process(application);
    return {parser.value(data), parser.value(training), parser.value(hub), parser.value(pictures), parser.value(story)};
}

ThemeChoice savedTheme()
{
    const QSettings settings;
    return {settings.value(QStringLiteral("dark")).toBool() ? Scheme::Dark : Scheme::Light,
            static_cast<TypeSize>(std::clamp(settings.value(QStringLiteral("typeSize")).toInt(), 0, 2))};
}

void saveTheme(ThemeChoice choice)
{
    QSettings settings;
    settings.setValue(QStringLiteral("dark"), choice.scheme == Scheme::Dark);
    settings.setValue(QStringLiteral("typeSize"), static_cast<int>(choice.size));
}

/// Off screen there is no window manager to hear of sizes and no session with a folder of its own; Qt says so each
/// time.
void withoutOffscreenNoise(QtMsgType type, const QMessageLogContext &context, const QString &message)
{
    if (!message.startsWith(u"This plugin does not support") && !message.startsWith(u"QStandardPaths: XDG_RUNTIME_DIR"))
        usualHandler(type, context, message);
}

} // namespace

int main(int argc, char **argv)
{
    switchCoreDumpsOff();
    prepareScreenScaling();
    if (qgetenv("QT_QPA_PLATFORM") == "offscreen")
        usualHandler = qInstallMessageHandler(withoutOffscreenNoise);
    QApplication application(argc, argv);
    QCoreApplication::setOrganizationName(QStringLiteral("Yigong"));
    QCoreApplication::setApplicationName(QStringLiteral("yigong"));
    QCoreApplication::setApplicationVersion(QStringLiteral(YIGONG_VERSION));
    // Asked for now: once the file is replaced, the system calls it "(deleted)".
    const QString program = QCoreApplication::applicationFilePath();
    QCommandLineParser parser;
    const Wanted wanted = wantedFrom(parser, application);
    openCoreResources();
    installTranslations(application);

    DesktopOptions options;
    options.version = QCoreApplication::applicationVersion();
    options.dataFolder = wanted.data.isEmpty() ? userDataFolder() : wanted.data;
    options.trainingFolder = wanted.training;
    options.hubUrl = wanted.hub;
    if (!wanted.story.isEmpty() || (!wanted.training.isEmpty() && !wanted.pictures.isEmpty())) {
        // A picture must come out the same twice: no blinking, no choice of this user's.
        QApplication::setCursorFlashTime(0);
        applyTheme(application, {});
        options.synchronises = false;
        if (wanted.story.isEmpty())
            return takePictures(options, wanted.pictures);
        options.trainingFolder = wanted.story;
        return playStory(options, wanted.pictures);
    }
    applyTheme(application, savedTheme());
    const SystemClock clock;
    Desktop desktop(options, clock);
    QObject::connect(&desktop, &Desktop::themeChosen, &application, saveTheme);
    bool startsAnew = false;
    QObject::connect(&desktop, &Desktop::restartRequested, &application, [&startsAnew] {
        startsAnew = true;
        QApplication::quit();
    });
    desktop.show();
    const int status = QApplication::exec();
    desktop.close(); // the store is free before the next program asks for it
    if (startsAnew)
        QProcess::startDetached(program, QCoreApplication::arguments().mid(1));
    return status;
}
