// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/form_answers.h"
#include "ui/widgets/field.h"

#include <QObject>

namespace yigong {

/// One question of a form on the page: the control that fits its kind, and its text as `answer` takes it.
class QuestionInput : public QObject
{
    Q_OBJECT
public:
    /// `question` outlives it (definitions are read once). `name` is its control's.
    QuestionInput(const FormQuestion &question, const QString &name, QDate today, QWidget *parent);

    [[nodiscard]] const FormQuestion &question() const { return m_question; }
    [[nodiscard]] QWidget *control() const { return m_control; }
    [[nodiscard]] QString text() const;
    [[nodiscard]] bool isEmpty() const { return text().isEmpty(); }
    /// Shows what is answered; `carried` from last time: dashed until it is touched. Does not emit.
    void show(const FormAnswers &answers, bool carried = false);
    /// What "=" takes.
    void setLastTime(const FormAnswers &last);
    void setState(FieldState state, const QString &message = {});
    [[nodiscard]] bool isCarried() const;

Q_SIGNALS:
    void edited(); ///< by a person
    void stateChanged(yigong::FieldState state, const QString &message);

private:
    void makeControl(const QString &name, QDate today, QWidget *parent);
    Field *makeField(const QString &name, QDate today, QWidget *parent) const;
    [[nodiscard]] QString shownText(const FormAnswers &answers) const;

    const FormQuestion &m_question;
    QWidget *m_control = nullptr;
};

/// A question that is answered with a short figure or day, so that two fit beside each other.
bool isShort(const FormQuestion &question);

} // namespace yigong
