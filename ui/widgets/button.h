// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/paint.h"
#include <QKeySequence>
#include <QPushButton>

namespace yigong {

enum class ButtonKind : quint8
{
    Primary, ///< filled; at most one on a page
    Normal,  ///< outlined
    Plain,   ///< words in the accent colour
    Danger   ///< outlined in red
};

/// A button with its key printed on it. A real shortcut acts while the button's page is shown; Enter and Space press
/// the button that has the focus.
class Button : public QPushButton
{
    Q_OBJECT
public:
    explicit Button(const QString &text, ButtonKind kind = ButtonKind::Normal, Icon icon = Icon::None,
                    const QKeySequence &shortcut = {}, QWidget *parent = nullptr);

    /// Unlike QPushButton's, keeps the shortcut.
    void setText(const QString &text);
    void setKind(ButtonKind kind);
    void setIcon(Icon icon);
    void setShortcut(const QKeySequence &shortcut);
    /// Prints a key without acting on it ("Enter").
    void setKeyCap(const QString &key);
    /// Only a rule forbids pressing (stock, allergy), never a missing field. Disables the button and says why: an
    /// action bar prints the reason left of it. Empty allows again.
    void setBlockedReason(const QString &reason);
    [[nodiscard]] QString blockedReason() const { return m_blockedReason; }
    /// For what must not happen by walking through with Enter (signing): only its key, a click or Space press it.
    void setPressedByEnter(bool pressed) { m_pressedByEnter = pressed; }
    /// 100 % pixels; 36 unless told (44 at sign-in).
    void setHeightSp(int height);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void blockedReasonChanged(const QString &reason);

protected:
    bool event(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    struct Look;
    [[nodiscard]] Look look() const;
    [[nodiscard]] QFont wordFont() const;
    [[nodiscard]] int contentWidth() const;
    void paintContent(QPainter &painter, const Look &look) const;

    ButtonKind m_kind;
    Icon m_icon;
    QKeySequence m_shortcut;
    QString m_keyCap;
    QString m_blockedReason;
    int m_height = 36;
    bool m_pressedByEnter = true;
};

/// A key and what it does, in a grey cap: "Enter next field".
class KeyCap : public QWidget
{
    Q_OBJECT
public:
    explicit KeyCap(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
};

/// The key as it is printed on the cap ("Ctrl+P", "F12", "Esc").
QString keyCapText(const QKeySequence &key);

} // namespace yigong
