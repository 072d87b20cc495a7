// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "core/patients/basic_form.h"

#include <QWidget>
#include <vector>

class QVBoxLayout;

namespace yigong {

class Field;
class TickChips;

/// Several of a field's options: chips, and below them a line for each chosen one that has a time or asks for a name.
/// What happened more than once (手术) has a line each, and an empty one for the next.
class EntriesInput : public QWidget
{
    Q_OBJECT
public:
    explicit EntriesInput(const BasicField &field, QWidget *parent = nullptr);

    [[nodiscard]] QString text() const; ///< as `setField` takes it
    void setText(const QString &text);  ///< does not emit
    [[nodiscard]] TickChips *chips() const { return m_chips; }

Q_SIGNALS:
    void edited();

private:
    struct Line
    {
        int number = 0;
        Field *name = nullptr;
        Field *since = nullptr;
        QWidget *row = nullptr;
    };
    void ticked();
    void layOut(const std::vector<BasicEntry> &entries);
    void addLine(const BasicEntry &entry);
    [[nodiscard]] std::vector<std::pair<int, QString>> parts() const;
    [[nodiscard]] bool hasLine(int number) const;
    [[nodiscard]] bool isRepeated() const;

    const BasicField &m_field;
    TickChips *m_chips;
    QVBoxLayout *m_column;
    std::vector<Line> m_lines;
};

} // namespace yigong
