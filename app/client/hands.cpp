// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/client/hands.h"
#include "ui/widgets/button.h"

#include <QApplication>
#include <QComboBox>
#include <QDir>
#include <QElapsedTimer>
#include <QHash>
#include <QKeyEvent>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QPointer>
#include <QThread>
#include <algorithm>

namespace yigong {

namespace {

constexpr int breathMs = 5;

void send(QWidget *target, int key, Qt::KeyboardModifiers modifiers, const QString &text)
{
    const QPointer<QWidget> still(target);
    for (const QEvent::Type kind : {QEvent::KeyPress, QEvent::KeyRelease}) {
        QKeyEvent event(kind, key, modifiers, text);
        if (still) // the key may have closed its window
            QApplication::sendEvent(still, &event);
    }
}

} // namespace

bool waitUntil(const std::function<bool()> &done, int longestMs)
{
    QElapsedTimer clock;
    clock.start();
    while (!done()) {
        if (clock.elapsed() > longestMs)
            return false;
        QCoreApplication::processEvents(QEventLoop::AllEvents, breathMs);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QThread::msleep(breathMs);
    }
    QCoreApplication::processEvents();
    return true;
}

void rest(int ms)
{
    QElapsedTimer clock;
    clock.start();
    waitUntil([&] { return clock.elapsed() >= ms; }, ms + breathMs);
}

void type(QWidget *target, const QString &text)
{
    for (const QChar c : text)
        if (target != nullptr)
            send(target, 0, Qt::NoModifier, QString(c));
}

void press(QWidget *target, int key, Qt::KeyboardModifiers modifiers)
{
    if (target != nullptr)
        send(target, key, modifiers, {});
}

Button *buttonWith(QWidget *window, const QKeySequence &key)
{
    for (Button *button : window->findChildren<Button *>())
        if (button->isVisible() && button->isEnabled() && button->shortcut() == key)
            return button;
    return nullptr;
}

Button *buttonSaying(QWidget *window, const QString &words)
{
    for (Button *button : window->findChildren<Button *>())
        if (button->isVisible() && button->isEnabled() && button->text().startsWith(words))
            return button;
    return nullptr;
}

QWidget *inputNamed(QWidget *window, const QString &accessibleName)
{
    for (QWidget *widget : window->findChildren<QWidget *>())
        if (widget->isVisible() && widget->isEnabled() && widget->accessibleName() == accessibleName &&
            (qobject_cast<QLineEdit *>(widget) != nullptr || qobject_cast<QPlainTextEdit *>(widget) != nullptr ||
             qobject_cast<QComboBox *>(widget) != nullptr))
            return widget;
    return nullptr;
}

bool fill(QWidget *window, const QString &accessibleName, const QString &text)
{
    QWidget *input = inputNamed(window, accessibleName);
    if (input == nullptr)
        return false;
    input->setFocus();
    if (auto *line = qobject_cast<QLineEdit *>(input))
        line->selectAll();
    if (auto *area = qobject_cast<QPlainTextEdit *>(input))
        area->selectAll();
    type(input, text);
    return true;
}

namespace {

/// Small enough to keep beside the source: the 256 colours that occur most, others as the nearest of them.
QImage inFewColours(const QImage &picture)
{
    QHash<QRgb, int> uses;
    for (int y = 0; y < picture.height(); ++y)
        for (int x = 0; x < picture.width(); ++x)
            ++uses[picture.pixel(x, y)];
    QList<QRgb> colours = uses.keys();
    std::sort(colours.begin(), colours.end(),
              [&](QRgb a, QRgb b) { return uses.value(a) != uses.value(b) ? uses.value(a) > uses.value(b) : a < b; });
    constexpr int most = 256;
    colours.resize(std::min<qsizetype>(colours.size(), most));
    return picture.convertToFormat(QImage::Format_Indexed8, colours, Qt::ThresholdDither);
}

} // namespace

QString savePicture(QWidget *window, const QString &folder, const QString &name)
{
    if (folder.isEmpty() || !QDir().mkpath(folder))
        return {};
    QApplication::processEvents();
    const QString path = QDir(folder).absoluteFilePath(name + QStringLiteral(".png"));
    return inFewColours(window->grab().toImage().convertToFormat(QImage::Format_RGB32)).save(path, "PNG", 0)
               ? path
               : QString();
}

} // namespace yigong
