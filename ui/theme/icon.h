// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/theme/tokens.h"
#include <QIcon>
#include <QPixmap>

class QPainter;
class QRect;

namespace yigong {

/// Our own drawings: resources/ui/icons/<lower case>.svg, 24 grid, stroke 1.75, round caps, no fill. A word always goes
/// with an icon.
enum class Icon : quint8
{
    None,
    Baby,
    Back,
    Box,
    Calendar,
    Check,
    Clock,
    Close,
    Cloud,
    Conflict,
    Down,
    Draft,
    Drop,
    Edit,
    Empty,
    Export,
    Eye,
    Flag,
    Follow,
    Fund,
    Help,
    Hospital,
    House,
    IdCard,
    Import,
    Info,
    Key,
    Left,
    List,
    Lock,
    More,
    Offline,
    Ok,
    People,
    Phone,
    Pill,
    Plus,
    Pressure,
    Print,
    Referral,
    Report,
    Right,
    Scale,
    Search,
    Settings,
    Shield,
    Stop,
    Sync,
    Today,
    Todo,
    Trend,
    Truck,
    Undo,
    Up,
    Usb,
    User,
    Visit,
    Warn,
    Count_
};

/// The file's base name ("idcard").
QString iconName(Icon icon);
/// `size` in logical pixels; `ratio` is the device pixel ratio of the surface. Cached.
QPixmap iconPixmap(Icon icon, const QColor &color, int size, qreal ratio);
/// Fills `rect` (square) of the painter's device.
void paintIcon(QPainter &painter, const QRect &rect, Icon icon, const QColor &color);
/// For menus and actions. Made of the present theme's colours: ask again when it changes.
QIcon menuIcon(Icon icon, Token tone = Token::Text2);
/// The program's mark, `size` logical pixels square, in the theme's accent.
QPixmap logoPixmap(int size, qreal ratio);

} // namespace yigong
