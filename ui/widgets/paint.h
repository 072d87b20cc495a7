// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include <QList>
#include <QMetaType>
#include <QRect>
#include <QString>

class QPainter;
class QWidget;

namespace yigong {

/// A piece of a line in one weight and colour. Lines are lists of runs, so that nothing a person typed is ever read as
/// markup.
struct Run
{
    QString text;
    TextStyle style = TextStyle::Body;
    Token tone = Token::Text;
    bool spaced = true; ///< a gap of 10 px before it, unless it is the first

    bool operator==(const Run &) const = default;
};
using Runs = QList<Run>;

inline Run plain(QString text, Token tone = Token::Text)
{
    return {std::move(text), TextStyle::Body, tone, true};
}
inline Run bold(QString text, Token tone = Token::Text)
{
    return {std::move(text), TextStyle::Section, tone, true};
}
inline Run soft(QString text) ///< body size, label colour
{
    return {std::move(text), TextStyle::Body, Token::Text2, true};
}
inline Run small(QString text, Token tone = Token::Text3) ///< 13 px
{
    return {std::move(text), TextStyle::Secondary, tone, true};
}
/// A unit after its number: 13, text3, one space.
inline Run unit(const QString &text)
{
    return {u' ' + text, TextStyle::Secondary, Token::Text3, false};
}
/// Joins the run before it without the gap.
inline Run joined(Run run)
{
    run.spaced = false;
    return run;
}

QString plainText(const Runs &runs);
int runsWidth(const Runs &runs);
/// One line, vertically centred in `rect`; what does not fit ends in "…".
void paintRuns(QPainter &painter, const QRect &rect, const Runs &runs, Qt::Alignment horizontal = Qt::AlignLeft);

enum class ChipKind : quint8
{
    Plain,   ///< grey: a state without urgency
    Outline, ///< draft, or elsewhere
    Danger,
    Warn,
    Ok,
    Info,
    Allergy ///< solid red; allergies alone
};

struct ChipSpec
{
    ChipKind kind = ChipKind::Plain;
    QString word;
    Icon icon = Icon::None;

    [[nodiscard]] bool isEmpty() const { return word.isEmpty(); }
    bool operator==(const ChipSpec &) const = default;
};

int chipWidth(const ChipSpec &chip);
int chipHeight();
void paintChip(QPainter &painter, const QRect &rect, const ChipSpec &chip);

/// Whose sides of a box have round corners; the side of a coloured bar is square.
struct Corners
{
    bool left = true;
    bool right = true;
};
/// A box with a crisp edge of `edgeWidth` inside `rect`; an invalid colour leaves that part out.
void paintBox(QPainter &painter, const QRect &rect, const QColor &ground, const QColor &edge, int edgeWidth = 1,
              double radius = 4, Corners corners = {});

int keyCapWidth(const QString &key);
void paintKeyCap(QPainter &painter, const QRect &rect, const QString &key, const QColor &ink, const QColor &edge);

/// A filled triangle: above the target. Colour is never the only sign.
void paintAbove(QPainter &painter, const QRect &rect, const QColor &color, bool filled = true);

} // namespace yigong

Q_DECLARE_METATYPE(yigong::Runs)
Q_DECLARE_METATYPE(yigong::ChipSpec)
