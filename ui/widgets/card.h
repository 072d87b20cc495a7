// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/widgets/label.h"

namespace yigong {

/// A white box with a hairline edge. Its head (title, note, actions at the right) is there once one of them is set.
class Card : public QFrame
{
    Q_OBJECT
public:
    explicit Card(const QString &title = {}, const QString &note = {}, QWidget *parent = nullptr);

    void setTitle(const QString &title);
    void setNote(const QString &note);
    void addAction(QWidget *action); ///< at the right of the head
    /// Where content goes. Padded by 12 unless `setFlush`.
    [[nodiscard]] QVBoxLayout *body() const { return m_body; }
    /// Content reaches the edges (tables, lists), with a hairline under the head.
    void setFlush();

private:
    void showHead();

    QWidget *m_head;
    Label *m_title;
    Label *m_note;
    QHBoxLayout *m_actions;
    QVBoxLayout *m_body;
    Rule *m_rule;
    bool m_flush = false;
};

constexpr int factLabelWidth = 72; ///< 100 % pixels, unless told

/// Words and values in two columns ("diagnosis   hypertension 2016"): labels text2, values runs.
class FactList : public QWidget
{
    Q_OBJECT
public:
    explicit FactList(QWidget *parent = nullptr);

    void setFacts(const QList<QPair<QString, Runs>> &facts);
    void setLabelWidthSp(int width);

private:
    QVBoxLayout *m_column;
    int m_labelWidth = factLabelWidth;
};

} // namespace yigong
