// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/button.h"
#include "ui/widgets/label.h"

namespace yigong {

/// Says what is not there, since when or why, and what to do next.
class EmptyPage : public QWidget
{
    Q_OBJECT
public:
    explicit EmptyPage(Icon icon, const QString &what, const QString &why = {}, Button *action = nullptr,
                       QWidget *parent = nullptr);

    void setWords(const QString &what, const QString &why);

private:
    Label *m_what;
    Label *m_why;
};

} // namespace yigong
