// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/label.h"
#include "ui/theme/accessible.h"
#include <QPainter>
#include <QTextLayout>
#include <cmath>

namespace yigong {
namespace {

/// The runs as one text laid out to `width`; the caller draws it or takes its height.
void layOut(QTextLayout &layout, const Runs &runs, int width)
{
    QString text;
    QList<QTextLayout::FormatRange> formats;
    for (const Run &run : runs) {
        // Half an em, about the gap between facts; it may break there.
        if (!text.isEmpty() && run.spaced)
            text += QChar(0x2002);
        QTextLayout::FormatRange range;
        range.start = static_cast<int>(text.size());
        range.length = static_cast<int>(run.text.size());
        range.format.setFont(theme().font(run.style));
        range.format.setForeground(theme().color(run.tone));
        formats.append(range);
        text += run.text;
    }
    layout.setText(text);
    layout.setFont(theme().font(TextStyle::Body));
    layout.setFormats(formats);
    QTextOption option;
    option.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    layout.setTextOption(option);
    const TextStyle style = runs.isEmpty() ? TextStyle::Body : runs.first().style;
    const qreal lineHeight = theme().lineHeight(style);
    qreal y = 0;
    layout.beginLayout();
    for (QTextLine line = layout.createLine(); line.isValid(); line = layout.createLine()) {
        line.setLineWidth(width);
        line.setPosition(QPointF(0, y + (lineHeight - line.height()) / 2));
        y += lineHeight;
    }
    layout.endLayout();
}

} // namespace

Label::Label(const QString &text, TextStyle style, Token tone, QWidget *parent) : QLabel(parent), m_style(style)
{
    setTextFormat(Qt::PlainText);
    setText(text);
    yigong::setTone(this, tone);
    followTheme(this, [this] { setFont(theme().font(m_style)); });
}

void Label::setTone(Token tone)
{
    yigong::setTone(this, tone);
}

void Label::setTextStyle(TextStyle style)
{
    m_style = style;
    setFont(theme().font(style));
}

RunsLabel::RunsLabel(const Runs &runs, QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::StaticText);
    QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    setRuns(runs);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void RunsLabel::setRuns(const Runs &runs)
{
    m_runs = runs;
    setAccessibleName(plainText(runs));
    updateGeometry();
    update();
}

void RunsLabel::setElided(bool elided)
{
    m_elided = elided;
    QSizePolicy policy = sizePolicy();
    policy.setHeightForWidth(!elided);
    setSizePolicy(policy);
    updateGeometry();
}

QSize RunsLabel::sizeHint() const
{
    return {runsWidth(m_runs) + 1, theme().lineHeight(m_runs.isEmpty() ? TextStyle::Body : m_runs.first().style)};
}

QSize RunsLabel::minimumSizeHint() const
{
    return {std::min(sizeHint().width(), theme().sp(40)), sizeHint().height()};
}

int RunsLabel::heightForWidth(int width) const
{
    if (width >= sizeHint().width())
        return sizeHint().height();
    QTextLayout layout;
    layOut(layout, m_runs, width);
    return std::max(1, layout.lineCount()) * sizeHint().height();
}

void RunsLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    if (m_elided || width() >= sizeHint().width())
        return paintRuns(painter, QRect(0, (height() - sizeHint().height()) / 2, width(), sizeHint().height()), m_runs);
    QTextLayout layout;
    layOut(layout, m_runs, width());
    const int above = (height() - layout.lineCount() * sizeHint().height()) / 2;
    layout.draw(&painter, QPointF(0, above));
}

void setSpaces(QLayout *layout, int gap, const QMargins &margins)
{
    static constexpr char property[] = "yigongSpaces";
    const auto apply = [layout] {
        const QVariantList spaces = layout->property(property).toList();
        const auto dp = [&](int i) { return theme().dp(spaces[i].toInt()); };
        layout->setSpacing(dp(0));
        layout->setContentsMargins(dp(1), dp(2), dp(3), dp(4));
    };
    const bool followed = layout->property(property).isValid();
    layout->setProperty(property, QVariantList{gap, margins.left(), margins.top(), margins.right(), margins.bottom()});
    if (followed)
        apply();
    else
        followTheme(layout, apply);
}

QHBoxLayout *makeRow(int gap, const QMargins &margins)
{
    auto *row = new QHBoxLayout;
    setSpaces(row, gap, margins);
    return row;
}

QVBoxLayout *makeColumn(int gap, const QMargins &margins)
{
    auto *column = new QVBoxLayout;
    setSpaces(column, gap, margins);
    return column;
}

void setFixedSizeSp(QWidget *widget, int width, int height)
{
    static constexpr char property[] = "yigongSize";
    const auto apply = [widget] {
        const QSize size = widget->property(property).toSize();
        if (size.width() > 0)
            widget->setFixedWidth(theme().sp(size.width()));
        if (size.height() > 0)
            widget->setFixedHeight(theme().sp(size.height()));
    };
    const QSize before = widget->property(property).toSize();
    const bool followed = widget->property(property).isValid();
    widget->setProperty(property, QSize(width > 0 ? width : before.width(), height > 0 ? height : before.height()));
    if (followed)
        apply();
    else
        followTheme(widget, apply);
}

Rule::Rule(Qt::Orientation orientation, QWidget *parent) : QWidget(parent)
{
    speakAs(this, QAccessible::Separator);
    if (orientation == Qt::Horizontal)
        setFixedHeight(1);
    else
        setFixedWidth(1);
    followTheme(this, [this] { update(); });
}

void Rule::paintEvent(QPaintEvent *)
{
    QPainter(this).fillRect(rect(), theme().color(Token::Line));
}

IconLabel::IconLabel(Icon icon, int size, Token tone, QWidget *parent)
    : QWidget(parent), m_icon(icon), m_size(size), m_tone(tone)
{
    speakAs(this, QAccessible::Graphic);
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    followTheme(this, [this] {
        updateGeometry();
        update();
    });
}

void IconLabel::setIcon(Icon icon, Token tone)
{
    m_icon = icon;
    m_tone = tone;
    update();
}

QSize IconLabel::sizeHint() const
{
    return {theme().sp(m_size), theme().sp(m_size)};
}

void IconLabel::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    paintIcon(painter, QRect(QPoint(0, 0), sizeHint()), m_icon, theme().color(m_tone));
}

} // namespace yigong
