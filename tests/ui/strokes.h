// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include <QKeySequence>

#include <optional>

namespace yigong {

/// A key that has no letter, as the tables of tests write it.
struct Stroke
{
    Qt::Key key;
    Qt::KeyboardModifiers modifiers = Qt::NoModifier;
};

/// "⏎" Enter, "⇟" the next section, "Ⓝ" the rest is normal (Alt+N), "⑫" F12, "→"; nothing: as it is typed.
inline std::optional<Stroke> strokeOf(QChar sign)
{
    switch (sign.unicode()) {
    case u'⏎':
        return Stroke{Qt::Key_Return};
    case u'⇟':
        return Stroke{Qt::Key_PageDown};
    case u'Ⓝ':
        return Stroke{Qt::Key_N, Qt::AltModifier};
    case u'⑫':
        return Stroke{Qt::Key_F12};
    case u'→':
        return Stroke{Qt::Key_Right};
    default:
        return std::nullopt;
    }
}

} // namespace yigong
