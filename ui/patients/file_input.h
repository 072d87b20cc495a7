// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_form.h"
#include "ui/widgets/choice.h"
#include "ui/widgets/field.h"

#include <QObject>

namespace yigong {

/// One field of a resident's file on the page: the control that fits its kind, and its text as `setField` takes it.
/// Numbers that a list would mask are masked until they get the focus.
class FileInput : public QObject
{
    Q_OBJECT
public:
    FileInput(const BasicField &field, QWidget *parent);

    [[nodiscard]] const BasicField &field() const { return m_field; }
    [[nodiscard]] QWidget *control() const { return m_control; }
    [[nodiscard]] QString text() const;
    void show(const ResidentFile &file);
    /// As if it were typed again.
    void type(const QString &text);
    /// Practitioners to choose from, of a field that asks for one.
    void setPeople(const Options &people);
    void setState(FieldState state, const QString &message = {});
    void setEnabled(bool enabled);
    void focus();

Q_SIGNALS:
    void edited();
    void revealed(); ///< a masked number is shown whole

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void put(const QString &text);
    void makeControl(QWidget *parent);
    QWidget *makeChoice(QWidget *parent);
    QWidget *makeLine(QWidget *parent);

    const BasicField &m_field;
    QWidget *m_control = nullptr;
    QString m_masked; ///< the whole value behind what is shown; empty: nothing is masked
};

} // namespace yigong
