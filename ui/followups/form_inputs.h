// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/followups/follow_up_form.h"
#include "ui/widgets/field.h"

#include <QObject>

namespace yigong {

/// One field of a form on the page: the control that fits its kind, and its text as `setField` takes it. A control is
/// named as the form prints it; with two forms on the page, what each asks for itself also says which.
class FormInput : public QObject
{
    Q_OBJECT
public:
    FormInput(const FormField &field, FollowUpProgram program, const QString &name, QWidget *parent);
    /// Over a control that is there already (the two boxes of a pressure).
    FormInput(const FormField &field, FollowUpProgram program, Field *control);

    [[nodiscard]] const FormField &field() const { return m_field; }
    [[nodiscard]] FollowUpProgram program() const { return m_program; }
    [[nodiscard]] QWidget *control() const { return m_control; }
    [[nodiscard]] QString text() const;
    /// What the form says now; `carried` from last time: dashed until it is touched.
    void show(const FollowUp &form, bool carried);
    void setLastTime(const QString &text);
    void setState(FieldState state, const QString &message = {});
    [[nodiscard]] bool isCarried() const;

Q_SIGNALS:
    void edited();

private:
    void makeControl(const QString &name, QWidget *parent);
    QWidget *makeField(const QString &name, QWidget *parent);
    QWidget *makeChoice(const QString &name, QWidget *parent);

    const FormField &m_field;
    FollowUpProgram m_program;
    QWidget *m_control = nullptr;
};

} // namespace yigong
