// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/theme/tokens.h"
#include <QFont>
#include <QObject>
#include <functional>

class QApplication;
class QWidget;

namespace yigong {

/// How large type is: chosen at sign-in and in settings.
enum class TypeSize : quint8
{
    Standard,  ///< 100 %
    Large,     ///< 125 %
    ExtraLarge ///< 150 %
};

struct ThemeChoice
{
    Scheme scheme = Scheme::Light;
    TypeSize size = TypeSize::Standard;

    bool operator==(const ThemeChoice &) const = default;
};

/// The type scale; only regular and bold exist.
enum class TextStyle : quint8
{
    Figure,        ///< 30 bold: one number on a tile
    Title,         ///< 22 bold: page or person
    Verdict,       ///< 17 bold
    Section,       ///< 15 bold
    Body,          ///< 15
    Secondary,     ///< 13: the smallest sentence
    SecondaryBold, ///< 13 bold
    Key            ///< 12: key caps and badges alone
};

/// What the desktop looks like now. One for the program; read it while painting, and follow `changed` for what is kept.
/// Lives on the interface's thread.
class Theme : public QObject
{
    Q_OBJECT
public:
    static Theme &current();

    [[nodiscard]] ThemeChoice choice() const { return m_choice; }
    [[nodiscard]] bool isDark() const { return m_choice.scheme == Scheme::Dark; }
    [[nodiscard]] double k() const; ///< 1, 1.25 or 1.5
    [[nodiscard]] QColor color(Token token) const { return tokenColor(token, m_choice.scheme); }
    /// Type, controls and icons, in logical pixels: grows by k.
    [[nodiscard]] int sp(double pixels) const;
    /// Spacing, in logical pixels: grows by 1 + (k − 1) / 2.
    [[nodiscard]] int dp(double pixels) const;
    [[nodiscard]] QFont font(TextStyle style) const;
    /// Distance between base lines, 1.45 × size.
    [[nodiscard]] int lineHeight(TextStyle style) const;
    /// The style sheet with every `$token`, `15sp`, `12dp` (and `36sp-4`) replaced.
    [[nodiscard]] QString resolved(QString styleSheet) const;

Q_SIGNALS:
    void changed();

private:
    friend void applyTheme(QApplication &application, ThemeChoice choice);
    Theme() = default;

    ThemeChoice m_choice;
};

inline Theme &theme()
{
    return Theme::current();
}

/// To be called before the QApplication exists: fractional scales stay fractional.
void prepareScreenScaling();
/// Sets style, font, palette and style sheet; may be called again at any time, and everything follows.
void applyTheme(QApplication &application, ThemeChoice choice);
/// Calls `follow` now and after each change of the theme, for as long as `owner` lives.
void followTheme(QObject *owner, std::function<void()> follow);
/// Sets the foreground of one widget, following the theme.
void setTone(QWidget *widget, Token tone);

} // namespace yigong
