// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/label.h"
#include <QPointer>

namespace yigong {

/// Label 76 · control · last time 140. The message of the control that complains stands to its right; in large type
/// below it.
class FormRow : public QWidget
{
    Q_OBJECT
public:
    explicit FormRow(const QString &label, QWidget *control = nullptr, QWidget *parent = nullptr);

    /// Puts a further control, unit or note behind those before; what has a message (Field, PressureField, ComboField,
    /// TextArea) shows it in this row.
    void addControl(QWidget *control);
    void addUnit(const QString &unit);
    void addText(const QString &text, Token tone = Token::Text3); ///< 13: a note
    void addStretch();
    /// The value of last time; `above` marks one beyond its target. Shows the column even when empty.
    void setLastTime(const QString &text, bool above = false);
    [[nodiscard]] QWidget *control() const { return m_control; }
    void setLabelWidthSp(int width);
    void setLastTimeWidthSp(int width);

private:
    void showMessage(int stateNumber, const QString &message);
    void placeMessage();

    QPointer<QWidget> m_control;
    Label *m_label;
    QHBoxLayout *m_controls;
    QVBoxLayout *m_middle;
    RunsLabel *m_message;
    RunsLabel *m_lastTime;
    bool m_stretched = false;
    bool m_hasMessage = false;
};

/// The head over a form: its name, and over the last column "last time, 29 April".
class FormHead : public QWidget
{
    Q_OBJECT
public:
    explicit FormHead(const QString &title, const QString &lastTime = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title) { m_title->setText(title); }
    void setLastTime(const QString &text);
    void setLastTimeWidthSp(int width);

private:
    Label *m_title;
    Label *m_lastTime;
};

/// A small label over a control, for values side by side: "heart rate /min" · box · "last time 76".
class StackedField : public QWidget
{
    Q_OBJECT
public:
    StackedField(const QString &label, const QString &unit, QWidget *control, QWidget *parent = nullptr);

    void setLastTime(const QString &text);

private:
    Label *m_lastTime;
    RunsLabel *m_message;
};

} // namespace yigong
