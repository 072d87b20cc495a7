// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QPushButton>
#include <QWidget>

namespace yigong {

/// A state: icon and word, never colour alone. Says its word to a screen reader; takes no focus.
class Chip : public QWidget
{
    Q_OBJECT
public:
    explicit Chip(const ChipSpec &spec = {}, QWidget *parent = nullptr);

    void setSpec(const ChipSpec &spec); ///< an empty one hides the chip
    [[nodiscard]] const ChipSpec &spec() const { return m_spec; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    ChipSpec m_spec;
};

/// A chip that can be pressed (the state of sync in the top bar). Enter and Space press it.
class ChipButton : public QPushButton
{
    Q_OBJECT
public:
    explicit ChipButton(const ChipSpec &spec = {}, QWidget *parent = nullptr);

    void setSpec(const ChipSpec &spec);
    [[nodiscard]] const ChipSpec &spec() const { return m_spec; }
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    ChipSpec m_spec;
};

/// A chosen thing in a row of them ("I10 hypertension, main"): Delete, Backspace or a click on its cross takes it away,
/// Enter or a click elsewhere presses it.
class PickedChip : public ChipButton
{
    Q_OBJECT
public:
    explicit PickedChip(const ChipSpec &spec, QWidget *parent = nullptr);

    QSize sizeHint() const override;

Q_SIGNALS:
    void removeRequested();

protected:
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mouseReleaseEvent(QMouseEvent *event) override;

private:
    [[nodiscard]] QRect crossRect() const;
};

} // namespace yigong
