// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/field.h"

#include <QHash>

namespace yigong {

/// A short form that writes itself: F12 does it, what the store answers stands beside the field it is about, and the
/// dialog closes only once it is done.
class ActDialog : public Dialog
{
    Q_OBJECT
public:
    ActDialog(const QString &title, const QString &doIt, Icon icon, QWidget *parent,
              ButtonKind kind = ButtonKind::Primary);

protected:
    virtual void act() = 0;
    /// The field that an error's `field` names, for its sentence to stand at.
    void setFieldOf(const QString &column, Field *field) { m_fields.insert(column, field); }
    void complain(const Error &error);
    void complain(Field *field, const QString &words);
    template <typename T, typename Then> void closesAfter(const QFuture<Result<T>> &done, Then then)
    {
        m_do->setEnabled(false);
        whenReady(done, this, [this, then = std::move(then)](const Result<T> &answer) {
            m_do->setEnabled(true);
            if (!answer)
                return complain(answer.error());
            accept();
            if constexpr (std::is_void_v<T>)
                then();
            else
                then(*answer);
        });
    }

private:
    QHash<QString, Field *> m_fields;
    Label *m_complaint;
    Button *m_do;
};

} // namespace yigong
