// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QKeySequence>
#include <QString>
#include <functional>

class QWidget;

namespace yigong {

class Button;

// What a person does at the keyboard, for pictures and the story.

/// Lets the window live until `done` answers true; false after `longestMs`.
bool waitUntil(const std::function<bool()> &done, int longestMs = 15'000);
/// Lets the window live for a while.
void rest(int ms);
void type(QWidget *target, const QString &text);
void press(QWidget *target, int key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
/// The visible button that bears this key, or whose words begin so; null where there is none.
Button *buttonWith(QWidget *window, const QKeySequence &key);
Button *buttonSaying(QWidget *window, const QString &words);
/// The visible, enabled input of that accessible name; null where there is none.
QWidget *inputNamed(QWidget *window, const QString &accessibleName);
/// Puts the focus there and types over what stands in it; false where it is missing.
bool fill(QWidget *window, const QString &accessibleName, const QString &text);
/// Saves what the window shows, at 1366 × 768 unless it is another size already. Answers the path; empty where it could
/// not be written.
QString savePicture(QWidget *window, const QString &folder, const QString &name);

} // namespace yigong
