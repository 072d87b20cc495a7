// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QString>
#include <QWidget>

/// Pages that show every component in its states, for the eye and for the tests.
QWidget *makeComponentsPage();
QWidget *makeFoundationsPage();
/// Draws `widget` as it stands in a shown, active window into build/pictures/<name>.png.
void savePicture(QWidget &widget, const QString &name);
/// Lets pending layouts, timers and paints of now happen.
void settle();
