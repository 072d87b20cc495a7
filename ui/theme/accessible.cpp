// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/accessible.h"
#include <QAccessibleWidget>
#include <QVariant>
#include <QWidget>
#include <utility>

namespace yigong {
namespace {

constexpr char property[] = "yigongRole";

/// Qt asks for every class up the hierarchy; the first to answer is taken.
QAccessibleInterface *spoken(const QString &, QObject *object)
{
    auto *widget = qobject_cast<QWidget *>(object);
    const QVariant role = widget != nullptr ? widget->property(property) : QVariant();
    return role.isValid() ? new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt())) : nullptr;
}

} // namespace

void speakAs(QWidget *widget, QAccessible::Role role)
{
    static bool installed = false;
    if (!std::exchange(installed, true))
        QAccessible::installFactory(spoken);
    widget->setProperty(property, static_cast<int>(role));
}

} // namespace yigong
