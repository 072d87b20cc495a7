// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/followups/question_input.h"

#include <QWidget>

namespace yigong {

class Label;
class RunsLabel;

/// A question of a form: its name (with a short one of another's, "压痛：有"), its control and unit, last time's value
/// at the right, what is wrong below. `Half` is for short figures, two beside each other.
class QuestionRow : public QWidget
{
    Q_OBJECT
public:
    enum class Shape : quint8
    {
        Whole,
        Half
    };
    QuestionRow(const FormQuestion &question, const QString &name, QDate today, Shape shape, QWidget *parent = nullptr);

    [[nodiscard]] QuestionInput *input() const { return m_input; }
    /// Beside the control, never in it.
    void setLastTime(const QString &words);

private:
    void showMessage(FieldState state, const QString &message);

    QuestionInput *m_input;
    RunsLabel *m_lastTime;
    RunsLabel *m_message;
};

} // namespace yigong
