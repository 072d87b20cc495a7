// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/forms/follow_up_drugs.h"

#include <QList>
#include <QWidget>

namespace yigong {

class Field;

/// The drugs of a form, one a line: "氨氯地平 1 5mg" is name, times a day and dose, and is written out once the line is
/// left. An empty line waits at the end.
class DrugLines : public QWidget
{
    Q_OBJECT
public:
    explicit DrugLines(const QString &accessibleName, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const; ///< lines joined by "；"
    void show(const FollowUpDrugs &drugs, bool carried);
    [[nodiscard]] bool isCarried() const;

Q_SIGNALS:
    void edited();

private:
    Field *addLine();
    void keepEmptyLine();

    QList<Field *> m_lines;
};

} // namespace yigong
