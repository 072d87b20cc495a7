// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QBoxLayout>
#include <QFrame>
#include <QLabel>

namespace yigong {

/// Text of one style and colour, never read as markup. Wraps only after `setWordWrap(true)`.
class Label : public QLabel
{
    Q_OBJECT
public:
    explicit Label(const QString &text, TextStyle style = TextStyle::Body, Token tone = Token::Text,
                   QWidget *parent = nullptr);
    explicit Label(QWidget *parent = nullptr) : Label(QString(), TextStyle::Body, Token::Text, parent) {}

    void setTone(Token tone);
    void setTextStyle(TextStyle style);

private:
    TextStyle m_style;
};

/// Several runs in one line that wraps where it must; with `setElided(true)` it stays one line and ends in "…".
class RunsLabel : public QWidget
{
    Q_OBJECT
public:
    explicit RunsLabel(const Runs &runs = {}, QWidget *parent = nullptr);

    void setRuns(const Runs &runs);
    [[nodiscard]] const Runs &runs() const { return m_runs; }
    void setElided(bool elided);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;
    bool hasHeightForWidth() const override { return !m_elided; }
    int heightForWidth(int width) const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Runs m_runs;
    bool m_elided = false;
};

/// Layouts whose gaps and margins (in 100 % pixels) follow the theme.
QHBoxLayout *makeRow(int gap = 8, const QMargins &margins = {});
QVBoxLayout *makeColumn(int gap = 12, const QMargins &margins = {});
/// The same for a layout made elsewhere.
void setSpaces(QLayout *layout, int gap, const QMargins &margins = {});
/// Width or height in 100 % pixels that follow the theme; 0 leaves that side free.
void setFixedSizeSp(QWidget *widget, int width, int height);

/// A hairline, horizontal unless told.
class Rule : public QWidget
{
    Q_OBJECT
public:
    explicit Rule(Qt::Orientation orientation = Qt::Horizontal, QWidget *parent = nullptr);

protected:
    void paintEvent(QPaintEvent *event) override;
};

/// An icon that stands beside a word; says nothing to a screen reader.
class IconLabel : public QWidget
{
    Q_OBJECT
public:
    explicit IconLabel(Icon icon, int size = 20, Token tone = Token::Text2, QWidget *parent = nullptr);

    void setIcon(Icon icon, Token tone);
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    Icon m_icon;
    int m_size;
    Token m_tone;
};

} // namespace yigong
