// SPDX-License-Identifier: GPL-3.0-or-later
// The least that a Qt program can be: one window with one line to type in. What Qt itself costs at start.
#include <QApplication>
#include <QLineEdit>
#include <QVBoxLayout>
#include <QWidget>

int main(int argc, char **argv)
{
    QApplication application(argc, argv);
    QWidget window;
    window.setWindowTitle(QStringLiteral("bare"));
    QVBoxLayout column(&window);
    QLineEdit line;
    column.addWidget(&line);
    window.resize(1366, 768);
    window.show();
    return QApplication::exec();
}
