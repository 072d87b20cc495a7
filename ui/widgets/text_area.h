// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/field.h"
#include <QPlainTextEdit>

namespace yigong {

/// Text of several lines. Enter and Tab leave it as they leave any field; Shift+Enter begins a new line.
class TextArea : public QPlainTextEdit
{
    Q_OBJECT
public:
    explicit TextArea(const QString &accessibleName, int lines = 3, QWidget *parent = nullptr);

    void setState(FieldState state, const QString &message = {});
    [[nodiscard]] FieldState state() const { return m_state; }
    [[nodiscard]] QString text() const { return toPlainText(); }
    void setText(const QString &text) { setPlainText(text); }
    void carry(const QString &text);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

Q_SIGNALS:
    void stateChanged(yigong::FieldState state, const QString &message);

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    int m_lines;
    FieldState m_state = FieldState::Normal;
};

} // namespace yigong
