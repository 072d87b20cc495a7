// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QColor>
#include <QStringView>

namespace yigong {

/// The colours of the desktop by what they are for. Contrast ratios are kept by a test (tests/uikit/theme_test.cpp).
enum class Token : quint8
{
    Canvas,
    Surface,
    Sunken,
    Hover,
    Selected,
    Line,       ///< divides; never the only edge of a control
    LineStrong, ///< edges of controls
    Text,
    Text2, ///< labels
    Text3, ///< units, hints, last time, placeholders
    Disabled,
    Accent,
    AccentHover,
    OnAccent,
    Danger,
    DangerGround,
    DangerEdge,
    OnDanger, ///< on solid danger, which is for allergies alone
    Warn,
    WarnGround,
    WarnEdge,
    Ok,
    OkGround,
    OkEdge,
    Info,
    InfoGround,
    InfoEdge,
    Series1, ///< systolic, this year
    Series2, ///< diastolic, prescriptions
    Series3, ///< referred upward
    Series4, ///< sent back
    Series5, ///< last year: outline, never filled
    Band1,
    Band2,
    Count_
};

enum class Scheme : quint8
{
    Light,
    Dark
};

QColor tokenColor(Token token, Scheme scheme);
/// The word behind the `$` in the style sheet ("lineStrong").
QStringView tokenName(Token token);

} // namespace yigong
