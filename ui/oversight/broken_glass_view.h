// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/security/break_glass.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/paged_model.h"

#include <QWidget>

namespace yigong {

class Label;
class Segments;
class Table;

/// Who opened records out of their reach, of residents of this site and those below, and why: the last month or year.
class BrokenGlassView : public QWidget
{
    Q_OBJECT
public:
    explicit BrokenGlassView(Workplace &workplace, QWidget *parent = nullptr);

    void refresh();
    [[nodiscard]] Table *table() const { return m_table; }

Q_SIGNALS:
    void failed(const yigong::Error &problem);

private:
    Workplace &m_workplace;
    Question m_question;
    PagedModel<BrokenGlass> *m_model;
    Table *m_table;
    Segments *m_since;
    Label *m_count;
};

} // namespace yigong
