// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once
#include "ui/followups/form_section_card.h"

#include <QAbstractButton>

namespace yigong {

class SectionLine;

/// The sections of a long form at its left: which one is being filled in, and what each still lacks. A press jumps;
/// keys do it with PgUp and PgDn in the form, so that Tab has nothing to pass here.
class SectionList : public QWidget
{
    Q_OBJECT
public:
    explicit SectionList(QWidget *parent = nullptr);

    void setStandings(const std::vector<SectionStanding> &standings);
    void setCurrent(int number);

Q_SIGNALS:
    void chosen(int number);

private:
    QList<SectionLine *> m_lines;
    int m_current = 0;
};

/// Part of SectionList.
class SectionLine : public QAbstractButton
{
    Q_OBJECT
public:
    explicit SectionLine(QWidget *parent);

    void show(const SectionStanding &standing);
    void setCurrent(bool current);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    SectionStanding m_standing;
    bool m_current = false;
};

} // namespace yigong
