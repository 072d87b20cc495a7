// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/same_person.h"
#include "ui/shell/workplace.h"
#include "ui/widgets/dialog.h"
#include "ui/widgets/paged_model.h"

namespace yigong {

class FactList;
class Field;
class Segments;
class Table;

/// Cards that may be one person's, side by side: made one with a reason, or, of those that were, taken apart again.
class SamePersonDialog : public Dialog
{
    Q_OBJECT
public:
    explicit SamePersonDialog(Workplace &workplace, QWidget *parent = nullptr);

Q_SIGNALS:
    void openRequested(yigong::Id patient);
    void changed(); ///< two cards became one, or two again

private:
    [[nodiscard]] bool showsMerged() const;
    [[nodiscard]] const LikelyPair *chosen() const;
    void read();
    void showPair();
    void write();
    void complain(const Error &error);

    Workplace &m_workplace;
    Question m_question;
    PagedModel<LikelyPair> *m_pairs;
    Segments *m_view;
    Table *m_list;
    FactList *m_older;
    FactList *m_newer;
    QWidget *m_sides;
    Field *m_reason;
    Label *m_complaint;
    Button *m_open;
    Button *m_write;
};

} // namespace yigong
